"""Plans and pleas are denied: "there are no plans for a flight", "sees no need to take anyone off", "ruled out an airlift"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import words_of
from workers.extract.frames.deeds import about, deed_in, is_deed, is_pronoun_deed
from workers.extract.frames.posts import post_of, stated
from workers.extract.frames.ruled_out import ruled_out
from workers.extract.frames.setting import employs, leaving, meant, speakers
from workers.extract.frames.undone import undone
from workers.extract.groups import People
from workers.extract.modality import NO_NOUNS, conditional, tense
from workers.extract.prepositions import prepositions
from workers.extract.syntax import (
    Token,
    agents,
    children,
    conjuncts,
    is_passive,
    is_verb,
    lemma,
    negated,
    objects,
    particles,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

REACH = 18
"""Words behind "no plans" within which the deed must come."""

PLEAS = wordset("refusals_pleas")
"""What is turned down or dismissed where it asks for or tells of an evacuation."""

REFUSING = wordset("refusals_verbs")
UNPLANNED = wordset("refusals_unplanned")
ORDERS = frozenset(("order", "orders", "sign", "question"))


def find(view: View) -> Iterator[Statement]:
    """Yield the evacuations and closures that a sentence rules out."""
    for token in view.doc:
        statement = None
        if token.lower_ in NO_NOUNS and _denied(token):
            statement = _no_plan(view, token)
        elif is_verb(token) and not conditional(token):
            statement = _refused(view, token) or _unplanned(view, token) or undone(view, token)
        if statement is not None:
            yield statement


def _denied(noun: Token) -> bool:
    if any(child.lower_ in ("no", "any", "neither", "nor") for child in children(noun, "det")) and any(
        child.lower_ in ("no", "neither", "nor") for child in noun.children
    ):
        return True
    head = noun.head
    return (
        is_verb(head)
        and noun.dep_ in ("dobj", "attr", "nsubj", "pobj")
        and negated(head)
        and not (noun.dep_ == "attr" and noun.lower_ in ORDERS)
    )


def _no_plan(view: View, noun: Token) -> Statement | None:
    """ "No plans to fly anyone out", "no need for people to leave", "no ground for such a step", "no plan for them"."""
    inside = [word for word in noun.subtree if word.i > noun.i]
    deed = next((word for word in inside if is_deed(view, word)), None)
    deed = deed or next((word for word in view.doc[noun.i + 1 : noun.i + REACH] if is_deed(view, word)), None)
    if deed is None:
        deed = next((child for child in children(noun, "compound", "amod") if is_deed(view, child)), None)
    actors = _deciders(view, noun)
    if deed is None:
        pairs = [*prepositions(noun), *(prepositions(noun.head) if is_verb(noun.head) else ())]
        things = [thing for preposition, thing in pairs if preposition in ("for", "to", "of")]
        if not leaving(view) or noun.lower_ in ORDERS:
            return None
        people = [each for thing in things for each in view.people(thing)]
        people += [
            People(thing, Group.UNSPECIFIED, *words_of(thing), None, True) for thing in things if thing.lower_ == "them"
        ]
        if not people and not any(is_pronoun_deed(thing) for thing in things):
            return None
        return ruled_out(view, noun, noun, people, prepositions(noun), actors, 0.5)
    closing = _closing(view, deed)
    if closing is not None:
        return stated(view, closing, deed, words_of(noun), Status.RULED_OUT, "closure", actors or [closing], 0.7)
    people, pairs = about(view, deed, noun)
    if not people and not view.context.diplomatic and not _evacuating(deed, noun) and not leaving(view):
        return None
    return ruled_out(view, deed, noun, people, pairs, actors, 0.75)


def _evacuating(*words: Token) -> bool:
    return any(word.lower_.startswith("evac") for word in words)


def _closing(view: View, deed: Token) -> Token | None:
    """The post that a deed would close."""
    if not is_verb(deed) or "close" not in view.lexicon.verb(deed.lower_):
        return None
    return next((thing for thing in objects(deed) if post_of(view, thing) is not None), None)


def _deciders(view: View, noun: Token) -> list[Token]:
    """Who has no plan: the subject of the verb above, else who says so."""
    head = noun.head
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    if is_verb(head) and not is_passive(head):
        who = subject(head)
        if who is not None and who != noun and who.dep_ != "expl" and who.lower_ not in ("there", "it"):
            return conjuncts(who)
        if who is not None and who.lower_ == "it" and lemma(head, view.lexicon) != "be":
            return meant(view, who)
    return speakers(view, noun)


def _refused(view: View, verb: Token) -> Statement | None:
    """ "Ruled out an airlift", "turned down a plea to move patients", "denied that it will leave", "refuses to evacuate"."""
    base = lemma(verb, view.lexicon)
    ways = particles(verb)
    if (
        base not in REFUSING
        or (base in ("turn", "knock", "shoot", "vote") and "down" not in ways)
        or (base == "rule" and not ways & {"out"})
        or (base == "brush" and not ways & {"aside", "off"})
        or negated(verb)
    ):
        return None
    if tense(verb, title=view.sentence.part == "title") is Status.AUTHORIZED:
        return None
    who = None if is_passive(verb) else subject(verb)
    actors = conjuncts(who) if who is not None else agents(verb)
    if who is not None and view.people(who) and view.mention(who) is None and not employs(view, who):
        found = view.people(who)
        if all(each.group in (Group.RESIDENTS, Group.TOURISTS, Group.UNSPECIFIED) for each in found):
            return None
    for thing in objects(verb):
        if is_deed(view, thing):
            people, pairs = about(view, thing, verb)
            return ruled_out(view, thing, verb, people, pairs, actors, 0.75)
        if thing.lower_ in PLEAS and (deed := _asked(view, thing)) is not None:
            people, pairs = about(view, deed, thing)
            return ruled_out(view, deed, verb, people, pairs, actors, 0.75)
        if is_pronoun_deed(thing) and leaving(view):
            return ruled_out(view, thing, verb, [], prepositions(verb), actors, 0.5)
    for child in children(verb, "xcomp", "ccomp", "pcomp"):
        if not is_verb(child):
            continue
        closing = _closing(view, child)
        if closing is not None:
            return stated(view, closing, child, words_of(verb), Status.RULED_OUT, "closure", actors or [closing], 0.7)
        if is_deed(view, child) and not negated(child):
            people, pairs = about(view, child, verb)
            return ruled_out(view, child, verb, people, pairs, actors, 0.7)
    return None


def _asked(view: View, plea: Token) -> Token | None:
    """What a plea is about, also where the parser hangs it on the verb."""
    return deed_in(view, plea) or next(
        (word for word in view.doc[plea.i + 1 : plea.i + REACH] if is_verb(word) and is_deed(view, word)), None
    )


def _unplanned(view: View, verb: Token) -> Statement | None:
    """ "The transfer of staff is not foreseen", "no flights were intended", "an evacuation is not necessary", "does not count on an airlift"."""
    base = lemma(verb, view.lexicon)
    who = subject(verb)
    if base == "be":
        fits = bool({child.lower_ for child in children(verb, "acomp", "attr")} & UNPLANNED) or any(
            noun.lower_ in ("table", "cards", "agenda", "question") for _, noun in prepositions(verb)
        )
    else:
        fits = base in UNPLANNED
    if not fits or who is None:
        return None
    things = objects(verb) if base != "be" and not is_passive(verb) else conjuncts(who)
    things += [noun for preposition, noun in prepositions(verb) if preposition in ("on", "for") and base == "count"]
    deed = next((thing for thing in things if is_deed(view, thing)), None)
    if deed is None or not (negated(verb) or negated(deed)):
        return None
    people, pairs = about(view, deed, verb)
    acting = [each for each in conjuncts(who) if each not in things] or agents(verb) or speakers(view, verb)
    return ruled_out(view, deed, verb, people, pairs, acting, 0.7)
