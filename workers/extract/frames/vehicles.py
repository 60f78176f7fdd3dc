"""People travel in something sent for them: "a Boeing with 229 Israelis on board left", "Spain will send a plane for its people"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import HOME, split_places, unique
from workers.extract.groups import People
from workers.extract.modality import read
from workers.extract.prepositions import all_ways, prepositions
from workers.extract.syntax import Token, children, conjuncts, is_passive, is_verb, lemma, objects, particles, subject
from workers.extract.view import Statement, View


def find(view: View) -> Iterator[Statement]:
    """Yield the statements in which a vehicle carries people, or is sent for them."""
    for verb in view.doc:
        if not is_verb(verb):
            continue
        statement = _carried(view, verb) or _sent(view, verb) or _boarded(view, verb)
        if statement is not None:
            yield statement


def is_vehicle(view: View, token: Token) -> bool:
    """Whether a noun names a means of transport."""
    return (
        "vehicle" in view.classes(token)
        or token.lower_ in ("hms", "raf")
        or (
            token.lower_ in ("first", "second", "third", "fourth", "last", "another")
            and token.dep_ in ("nsubj", "nsubjpass")
        )
    )


def _aboard(view: View, vehicle: Token, verb: Token) -> bool:
    """Whether counted people or nationals are with it."""
    return any(
        each.token.i in view.nationals or any(word.like_num for word in each.token.subtree)
        for base in (vehicle, verb)
        for preposition, noun in prepositions(base)
        if preposition == "with"
        for each in view.people(noun)
    )


def _passengers(view: View, vehicle: Token, verb: Token) -> list[People]:
    found: list[People] = []
    for base in (vehicle, verb):
        for preposition, noun in prepositions(base):
            if preposition in ("with", "of") and (preposition == "with" or base == vehicle):
                found.extend(view.people(noun))
        for child in base.children:
            if child.dep_ in ("acl", "advcl", "relcl", "conj") and view.lexicon.lemma(child.lower_) in (
                "carry",
                "bear",
                "transport",
                "take",
                "bring",
                "hold",
            ):
                for thing in objects(child):
                    found.extend(view.people(thing))
    return [people for people in found if people.group is not Group.MILITARY or "trainer" in people.token.lower_]


def _carried(view: View, verb: Token) -> Statement | None:
    if "voyage" not in view.lexicon.verb(verb.lower_):
        return None
    vehicle = subject(verb)
    if vehicle is None or (is_passive(verb) and not view.people(vehicle)):
        return None
    if not (
        is_vehicle(view, vehicle)
        or any(is_vehicle(view, child) for child in children(vehicle, "appos"))
        or (
            not view.people(vehicle)
            and (vehicle.pos_ == "PROPN" or any(char.isdigit() for char in vehicle.text))
            and _aboard(view, vehicle, verb)
        )
        or (
            vehicle.pos_ == "PROPN"
            and any(
                child.dep_ in ("acl", "advcl") and child.lower_ == "carrying"
                for child in (*vehicle.children, *verb.children)
            )
        )
    ):
        return None
    people = _passengers(view, vehicle, verb)
    if not people:
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status is None:
        return None
    pairs = [*all_ways(verb), *prepositions(vehicle)]
    origins, destinations = split_places(view, pairs)
    base = lemma(verb, view.lexicon)
    if base in ("leave", "depart", "quit"):
        origins += [thing for thing in objects(verb) if view.mention(thing)]
        destinations += [noun for preposition, noun in pairs if preposition == "for" and view.mention(noun)]
    elif base in ("reach",):
        destinations += objects(verb)
    elif base in (
        "land",
        "arrive",
        "touch",
        "dock",
        "berth",
        "moor",
        "slide",
        "roar",
        "come",
        "return",
        "put",
        "anchor",
        "alight",
        "disembark",
        "get",
    ):
        destinations += [
            noun for preposition, noun in pairs if preposition in ("in", "at", "on") and view.mention(noun)
        ]
    elif base in ("take", "lift", "decoll", "set", "fly"):
        origins += [
            noun for preposition, noun in pairs if preposition in ("of", "from", "off from") and view.mention(noun)
        ]
    return Statement(
        "vehicle",
        verb,
        "evacuation",
        reading.status.value,
        reading.words,
        conjuncts(vehicle)[:1],
        unique(people),
        origins,
        destinations,
        False,
        0.8,
        home=bool(particles(verb) & HOME),
    )


def _sent(view: View, verb: Token) -> Statement | None:
    """A vehicle or a flight is sent, chartered or prepared for people."""
    if "provide" not in view.lexicon.verb(verb.lower_):
        return None
    things = [thing for thing in objects(verb) if is_vehicle(view, thing)]
    if not things:
        return None
    people: list[People] = []
    pairs = [*prepositions(verb), *(pair for thing in things for pair in prepositions(thing))]
    for preposition, noun in pairs:
        if preposition == "for":
            people.extend(view.people(noun))
    people = [each for each in people if each.group is not Group.MILITARY]
    if not people:
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status is None:
        return None
    status = (
        Status.PLANNED
        if reading.status is Status.COMPLETED
        and lemma(verb, view.lexicon)
        in ("charter", "ready", "arrange", "organize", "organise", "schedule", "prepare", "book", "reserve")
        else reading.status
    )
    if status is Status.COMPLETED:
        status = Status.UNDER_WAY
    who = None if is_passive(verb) else subject(verb)
    actors = conjuncts(who) if who is not None else []
    origins, _ = split_places(view, pairs)
    origins += [
        noun
        for preposition, noun in pairs
        if preposition == "to" and (m := view.mention(noun)) is not None and m.place.country == view.context.crisis
    ]
    return Statement(
        "sent", verb, "evacuation", status.value, reading.words, actors, unique(people), origins, [], who is None, 0.6
    )


def _boarded(view: View, verb: Token) -> Statement | None:
    """People flew out on a chartered, military or government vehicle, or with somebody: "came back from Dhaka aboard an Air India flight"."""
    base = lemma(verb, view.lexicon)
    if base not in (
        "fly",
        "leave",
        "depart",
        "come",
        "travel",
        "arrive",
        "return",
        "go",
        "reach",
        "land",
        "sail",
        "cross",
        "get",
        "join",
        "board",
        "touch",
        "step",
        "set",
    ):
        return None
    if is_passive(verb):
        return None
    who = subject(verb)
    people = list(view.people(who) if who is not None else [])
    if not people or all(each.group is Group.MILITARY for each in people):
        return None
    rides = [
        noun
        for preposition, noun in prepositions(verb)
        if preposition in ("aboard", "on", "in", "on board", "by", "with")
        and (is_vehicle(view, noun) or (preposition == "with" and view.mention(noun)))
    ]
    rides += [thing for thing in objects(verb) if base in ("board", "join") and is_vehicle(view, thing)]
    organised = [ride for ride in rides if _organised(view, ride)]
    if not organised:
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status is None or reading.status is Status.AUTHORIZED:
        return None
    pairs = [
        *all_ways(verb),
        *(pair for ride in organised for pair in prepositions(ride)),
        *(pair for each in people for pair in prepositions(each.token)),
    ]
    origins, destinations = split_places(view, pairs)
    destinations += [
        noun
        for preposition, noun in pairs
        if base in ("land", "arrive", "touch") and preposition in ("in", "at") and view.mention(noun)
    ]
    if base == "reach":
        destinations += [thing for thing in objects(verb) if view.mention(thing)]
    return Statement(
        "boarded",
        verb,
        "evacuation",
        reading.status.value,
        reading.words,
        organised[:1],
        unique(people),
        origins,
        destinations,
        False,
        0.6,
        home=bool(particles(verb) & HOME),
    )


def _organised(view: View, ride: Token) -> bool:
    words = {word.lower_ for word in ride.subtree}
    if words & {
        "chartered",
        "charter",
        "military",
        "government",
        "evacuation",
        "repatriation",
        "rescue",
        "special",
        "government-chartered",
        "navy",
        "air",
        "army",
        "naval",
        "mercy",
        "specially",
        "emergency",
        "force",
        "relief",
    }:
        return True
    return any(
        (m := view.mention(word)) is not None and m.kind in ("demonym", "office", "nationals") for word in ride.subtree
    )
