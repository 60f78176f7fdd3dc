"""Demanded by those who cannot order it: "wants the navy to fetch its people", "a plea by the mayor for the army to move patients"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places, unique
from workers.extract.frames.deeds import about, is_deed, mission
from workers.extract.frames.setting import is_body, leaving, threatened
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.modality import conditional, tense
from workers.extract.prepositions import prepositions
from workers.extract.syntax import (
    Token,
    agents,
    auxiliaries,
    children,
    conjuncts,
    is_passive,
    is_verb,
    lemma,
    negated,
    objects,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

ASKING = wordset("pleas_asking")
INSISTING = wordset("pleas_insisting")
NOUNS = wordset("pleas_nouns")
REACH = 16
"""Words behind a plea or its verb within which the deed must come."""


def find(view: View) -> Iterator[Statement]:
    """Yield the evacuations that a sentence says are demanded."""
    for token in view.doc:
        statement = None
        if is_verb(token) and not conditional(token):
            statement = _asked(view, token) or _insisted(view, token)
        elif token.lower_ in NOUNS and token.pos_ == "NOUN":
            statement = _plea(view, token)
        if statement is not None:
            yield statement


def _plea(view: View, noun: Token) -> Statement | None:
    """ "A plea by the mayor for the navy to move patients", "relatives' appeals for an airlift"."""
    head = noun.head
    if is_verb(head) and (
        view.lexicon.verb(head.lower_) & {"refuse"} and noun.dep_ == "dobj" and lemma(head, view.lexicon) != "ignore"
    ):
        verb_actor = subject(head)
        if verb_actor is None:
            return None
    owners = [*children(noun, "poss"), *agents(noun)]
    owners += [thing for preposition, thing in prepositions(noun) if preposition in ("by", "from")]
    if is_verb(head) and not owners:
        owners = (
            [thing for preposition, thing in prepositions(head) if preposition == "by" and thing.i > noun.i]
            if noun.dep_ == "dobj"
            else []
        )
    if (
        not owners
        and is_verb(head)
        and noun.dep_ == "dobj"
        and lemma(head, view.lexicon) in ("make", "issue", "launch", "renew", "repeat", "send")
    ):
        who = subject(head)
        owners = conjuncts(who) if who is not None else []
    if not owners:
        return None
    deed = next(
        (word for word in view.doc[noun.i + 1 : noun.i + REACH] if is_deed(view, word) and word not in owners), None
    )
    if deed is None or (is_verb(deed) and not _moves_others(view, deed)):
        return None
    statement = _called(view, noun, deed, noun, owners)
    statement.verb = noun
    return statement


def _moves_others(view: View, deed: Token) -> bool:
    """Whether a verb moves others, so that whoever asks for it cannot be telling people to go themselves."""
    return any(
        thing.lower_ in ("them", "us") or view.people(thing) or is_vehicle(view, thing) for thing in objects(deed)
    )


def _asked(view: View, verb: Token) -> Statement | None:
    """Somebody asks a state or body to take people out: "wanted the Foreign Secretary to fetch 24 relatives"."""
    base = lemma(verb, view.lexicon)
    who = None if is_passive(verb) else subject(verb)
    if base not in ASKING or negated(verb) or (who is None and not is_passive(verb)):
        return None
    addressed = [
        *objects(verb),
        *(noun for preposition, noun in prepositions(verb) if preposition in ("on", "to", "upon", "with")),
    ]
    addressed += [own for child in children(verb, "ccomp", "xcomp") for own in children(child, "nsubj")]
    if not any(is_body(view, each) or each.lower_ in ("bosses", "authorities", "officials") for each in addressed):
        return None
    deed = next((word for word in view.doc[verb.i + 1 : verb.i + REACH] if _demanded(view, word)), None)
    if deed is None or not _below(deed, verb):
        return None
    if tense(verb, title=view.sentence.part == "title") in (Status.AUTHORIZED, Status.PLANNED):
        return None
    if "halt" in view.lexicon.verb(deed.head.lower_) or not (leaving(view) or threatened(view)):
        return None
    actors = agents(verb) if who is None else conjuncts(who)
    return _called(view, verb, deed, verb, actors)


def _below(deed: Token, verb: Token) -> bool:
    """Whether a deed hangs below the verb that asks for it, not below a clause coordinated with it ("urged them to go and said it would")."""
    above = deed
    while above not in (above.head, verb):
        if above.dep_ == "conj" and above.head == verb:
            return False
        above = above.head
    return bool(above == verb)


def _demanded(view: View, word: Token) -> bool:
    if is_verb(word):
        return is_deed(view, word) and _moves_others(view, word)
    return is_deed(view, word) and (not is_vehicle(view, word) or mission(view, word))


def _insisted(view: View, verb: Token) -> Statement | None:
    """ "Insisting on the removal of patients", "demands that those still there be transferred", "wants all of them brought out"."""
    base = lemma(verb, view.lexicon)
    if base not in INSISTING or negated(verb) or is_passive(verb):
        return None
    who = subject(verb)
    if who is None:
        return None
    nouns = [noun for preposition, noun in prepositions(verb) if preposition in ("on", "for") and base != "urge"] + (
        objects(verb) if base in ("demand", "seek", "request") else []
    )
    deed = next((noun for noun in nouns if not is_verb(noun) and is_deed(view, noun)), None)
    if deed is None:
        deed = next(
            (
                child
                for child in children(verb, "ccomp", "xcomp")
                if is_verb(child)
                and is_passive(child)
                and is_deed(view, child)
                and not negated(child)
                and auxiliaries(child) <= {"be", "to", "should"}
            ),
            None,
        )
        if deed is not None and base not in ("demand", "want", "insist"):
            return None
        if deed is not None and base == "insist" and not any(c.lower_ == "be" for c in deed.children):
            return None
    if deed is None or tense(verb, title=view.sentence.part == "title") is Status.AUTHORIZED:
        return None
    return _called(view, verb, deed, verb, conjuncts(who))


def _called(view: View, word: Token, deed: Token, above: Token, actors: list[Token]) -> Statement:
    people, pairs = about(view, deed, above)
    origins, destinations = split_places(view, pairs)
    if not people:
        group = Group.CITIZENS if view.context.diplomatic else Group.RESIDENTS
        people = [People(deed, group, int(deed.idx), int(deed.idx) + len(deed.text), None, True)]
    return Statement(
        "plea",
        deed,
        "evacuation",
        Status.CALLED_FOR.value,
        (int(word.idx), int(word.idx) + len(word.text)),
        actors,
        unique(people),
        origins,
        destinations,
        not actors,
        0.65,
    )
