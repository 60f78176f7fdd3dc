"""It will not be done: "there are no plans for a flight", "sees no need to take anyone off", "ruled out an airlift", "nobody is being moved"."""

from collections.abc import Iterator

from schemas.vocabulary import ActorKind, Group, Status
from workers.extract.frames.common import split_places, unique
from workers.extract.frames.deeds import about, deed_in, is_deed, is_pronoun_deed
from workers.extract.frames.posts import post_of, stated
from workers.extract.frames.setting import body, employs, leaving, meant, speakers, threatened
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.modality import NO_NOUNS, conditional, tense
from workers.extract.syntax import (
    Token,
    agents,
    all_ways,
    children,
    conjuncts,
    governors,
    is_passive,
    is_verb,
    lemma,
    negated,
    objects,
    particles,
    prepositions,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

REACH = 18
"""Words behind "no plans" within which the deed must come."""

EVERYONE = frozenset(("everyone", "everybody", "anyone", "anybody", "all"))
NONE = frozenset(("nobody", "none", "no-one", "noone"))
PLEAS = wordset("refusals_pleas")
"""What is turned down or dismissed where it asks for or tells of an evacuation."""

REFUSING = wordset("refusals_verbs")
UNPLANNED = wordset("refusals_unplanned")
ORDERS = frozenset(("order", "orders", "sign", "question"))
ASKING = wordset("refusals_asking")


def find(view: View) -> Iterator[Statement]:
    """Yield the evacuations and closures that a sentence rules out."""
    for token in view.doc:
        statement = None
        if token.lower_ in NO_NOUNS and _denied(token):
            statement = _no_plan(view, token)
        elif is_verb(token) and not conditional(token):
            statement = (
                _refused(view, token)
                or _unplanned(view, token)
                or _nobody(view, token)
                or _cannot(view, token)
                or _not_asked(view, token)
            )
        if statement is not None:
            yield statement


def _words(token: Token) -> tuple[int, int]:
    return int(token.idx), int(token.idx) + len(token.text)


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
            People(thing, Group.UNSPECIFIED, *_words(thing), None, True) for thing in things if thing.lower_ == "them"
        ]
        if not people and not any(is_pronoun_deed(thing) for thing in things):
            return None
        return _out(view, noun, noun, people, prepositions(noun), actors, 0.5)
    closing = _closing(view, deed)
    if closing is not None:
        return stated(view, closing, deed, _words(noun), Status.RULED_OUT, "closure", actors or [closing], 0.7)
    people, pairs = about(view, deed, noun)
    if not people and not view.context.diplomatic and not _evacuating(deed, noun) and not leaving(view):
        return None
    return _out(view, deed, noun, people, pairs, actors, 0.75)


def _evacuating(*words: Token) -> bool:
    return any(word.lower_.startswith("evac") for word in words)


def _closing(view: View, deed: Token) -> Token | None:
    """The post that a deed would close."""
    if not is_verb(deed) or "close" not in view.lexicon.verb(deed.lower_):
        return None
    return next((thing for thing in objects(deed) if post_of(view, thing) is not None), None)


def _out(
    view: View,
    deed: Token,
    word: Token,
    people: list[People],
    pairs: list[tuple[str, Token]] | Iterator[tuple[str, Token]],
    actors: list[Token],
    weight: float,
) -> Statement:
    told = list(pairs)
    origins, destinations = split_places(view, told)
    if is_verb(deed) and view.lexicon.verb(deed.lower_) & {"leave", "depart", "empty", "evacuate"}:
        origins += [
            thing
            for thing in objects(deed)
            if ((m := view.mention(thing)) is not None and m.kind == "place")
            or view.classes(thing) & {"organisation_site", "post"}
        ]
    origins += [
        noun
        for preposition, noun in told
        if preposition in ("in", "at") and (m := view.mention(noun)) is not None and m.kind == "place"
    ]
    if is_vehicle(view, deed):
        origins += [
            noun
            for preposition, noun in told
            if preposition == "to" and ((m := view.mention(noun)) is None or m.place.country == view.context.crisis)
        ]
        destinations = [noun for noun in destinations if noun not in origins]
    if not people:
        group = Group.CITIZENS if view.context.diplomatic else Group.RESIDENTS
        people = [People(deed, group, *_words(deed), None, True)]
    elif view.context.diplomatic and all(each.common and each.token.lower_ in ("people", "persons") for each in people):
        people = [People(each.token, Group.CITIZENS, each.start, each.end, each.country, True) for each in people]
    if actors and employs(view, actors[0]):
        people = [
            People(each.token, Group.WORKERS, each.start, each.end, each.country, each.common)
            if each.common
            and each.group in (Group.RESIDENTS, Group.UNSPECIFIED, Group.CITIZENS)
            and _all_of(view, each, actors[0])
            else each
            for each in people
        ]
    return Statement(
        "refusal",
        deed,
        "evacuation",
        Status.RULED_OUT.value,
        _words(word),
        actors,
        unique(people),
        origins,
        destinations,
        not actors,
        weight,
    )


def _all_of(view: View, people: People, actor: Token) -> bool:
    """Whether "everyone" is all that a company or agency employs."""
    found = body(view, actor)
    own = any(child.lower_ in ("its", "their", "our") for child in people.token.children)
    return (found is not None and found.actor.kind is ActorKind.COMPANY) or own or people.token.lower_ in EVERYONE


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
            return _out(view, thing, verb, people, pairs, actors, 0.75)
        if thing.lower_ in PLEAS and (deed := _asked(view, thing)) is not None:
            people, pairs = about(view, deed, thing)
            return _out(view, deed, verb, people, pairs, actors, 0.75)
        if is_pronoun_deed(thing) and leaving(view):
            return _out(view, thing, verb, [], prepositions(verb), actors, 0.5)
    for child in children(verb, "xcomp", "ccomp", "pcomp"):
        if not is_verb(child):
            continue
        closing = _closing(view, child)
        if closing is not None:
            return stated(view, closing, child, _words(verb), Status.RULED_OUT, "closure", actors or [closing], 0.7)
        if is_deed(view, child) and not negated(child):
            people, pairs = about(view, child, verb)
            return _out(view, child, verb, people, pairs, actors, 0.7)
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
    return _out(view, deed, verb, people, pairs, acting, 0.7)


def _quantifier(token: Token) -> bool:
    return token.lower_ in NONE or any(child.lower_ in ("no", "none") for child in children(token, "det", "neg"))


def _nobody(view: View, verb: Token) -> Statement | None:
    """ "Nobody is being moved", "no teacher will be moved", "no second plane will be sent", "none of its staff are leaving"."""
    things = objects(verb)
    who = subject(verb)
    none = next((thing for thing in [*things, *([who] if who is not None else [])] if _quantifier(thing)), None)
    own = tense(verb, title=view.sentence.part == "title")
    if none is None or own is Status.COMPLETED or not (leaving(view) or threatened(view)):
        return None
    base = lemma(verb, view.lexicon)
    classes = view.lexicon.verb(verb.lower_)
    passive = is_passive(verb)
    sent = is_vehicle(view, none) and (
        (classes & {"provide"} and base != "have") or base in ("come", "go", "follow", "fly", "arrive")
    )
    moved = passive and (
        "evacuate" in classes or base in ("move", "relocate", "transfer", "remove", "withdraw", "fly", "take", "recall")
    )
    leaves = base in ("leave", "evacuate", "go", "relocate", "withdraw") and not passive and _staff(view, none)
    must = base in ("have", "need") and any(
        is_deed(view, child) or lemma(child, view.lexicon) in ("go", "move") for child in children(verb, "xcomp")
    )
    if not (sent or moved or leaves or must):
        return None
    if sent and not (view.context.diplomatic or leaving(view)):
        return None
    people = [] if sent else view.people(none)
    if not people and not sent:
        people = [People(none, Group.UNSPECIFIED, *_words(none), None, True)]
        people = [each for _, noun in prepositions(none) for each in view.people(noun)] or people
    acting = [who] if who is not None and who != none and not passive else agents(verb) or speakers(view, verb)
    pairs = [*all_ways(verb), *prepositions(none)]
    return _out(view, verb, verb, people, pairs, acting, 0.65)


def _staff(view: View, token: Token) -> bool:
    found = view.people(token) or [each for _, noun in prepositions(token) for each in view.people(noun)]
    return any(
        each.group in (Group.DIPLOMATIC_STAFF, Group.WORKERS, Group.MILITARY, Group.DEPENDANTS) for each in found
    )


def _cannot(view: View, verb: Token) -> Statement | None:
    """A body cannot or will not provide transport: "we cannot organise transport", "will not be laying on flights"."""
    base = lemma(verb, view.lexicon)
    if "provide" not in view.lexicon.verb(verb.lower_) and base not in ("organise", "organize", "help", "assist"):
        return None
    unable = any(is_verb(g) and {child.lower_ for child in g.children} & {"unable"} for g in governors(verb)) or any(
        is_verb(g) and negated(g) and {child.lower_ for child in g.children} & {"able", "position"}
        for g in governors(verb)
    )
    own = tense(verb, title=view.sentence.part == "title")
    if not (negated(verb) and own in (Status.PLANNED, Status.AUTHORIZED, Status.UNDER_WAY)) and not unable:
        return None
    things = [
        thing
        for thing in objects(verb)
        if is_vehicle(view, thing)
        or thing.lower_ in ("transport", "transportation", "evacuation", "evacuations", "airlift")
    ]
    leaving_help = base in ("help", "assist") and any(
        noun.lower_ in ("leaving", "departure", "departing") for _, noun in prepositions(verb)
    )
    if not (things or leaving_help) or not (view.context.diplomatic or leaving(view)):
        return None
    who = subject(verb)
    if who is None or (view.people(who) and view.mention(who) is None and who.lower_ not in ("we",)):
        return None
    acting = speakers(view, verb) if who.lower_ in ("we", "i") else conjuncts(who)
    pairs = [*all_ways(verb), *(pair for thing in things for pair in prepositions(thing))]
    people = [each for preposition, noun in pairs if preposition in ("for", "of") for each in view.people(noun)]
    return _out(view, verb, verb, people, pairs, acting or [who], 0.65)


def _not_asked(view: View, verb: Token) -> Statement | None:
    """ "Is not advising its nationals to leave", "has not told anyone to go", "do not need to leave"."""
    base = lemma(verb, view.lexicon)
    if base not in ASKING or not negated(verb):
        return None
    inner = next(
        (
            child
            for child in children(verb, "xcomp", "ccomp")
            if is_verb(child) and (is_deed(view, child) or lemma(child, view.lexicon) in ("leave", "go", "evacuate"))
        ),
        None,
    )
    own = tense(verb, title=view.sentence.part == "title")
    need = base in ("need", "have", "require", "oblige")
    if inner is None or own in (Status.AUTHORIZED, Status.ORDERED) or (own is Status.COMPLETED and not need):
        return None
    if base in ("have", "need") and (own is Status.COMPLETED or any(word.lower_ == "yet" for word in inner.subtree)):
        return None
    who = subject(inner)
    goers = view.people(who) if who is not None else []
    if not goers or not leaving(view):
        return None
    top = subject(verb)
    acting = (
        speakers(view, verb)
        if need or is_passive(verb)
        else conjuncts(top)
        if top is not None
        else speakers(view, verb)
    )
    return _out(view, inner, verb, goers, all_ways(inner), acting, 0.6)
