"""Somebody moves people: "the navy evacuated 200 Britons", "buses took the villagers to Lviv", "they were plucked from the roof"."""

import re
from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import HOME, OUT, RESPONDERS, actors_of, split_places, status_text, unique
from workers.extract.groups import People
from workers.extract.modality import read
from workers.extract.syntax import (
    Token,
    all_ways,
    is_passive,
    is_verb,
    lemma,
    objects,
    particles,
    prepositions,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

SELF_EVIDENT = wordset("transport_self_evident")
"""Verbs of moving people that need no direction beside them."""

NEEDS_OUT = wordset("transport_needs_out")
FORCES = wordset("transport_forces")
MEDICAL = frozenset(["hospital", "hospitals", "clinic", "burn"])
NOT_MOVED = frozenset((Group.MILITARY,))


INHABITED = frozenset(
    (
        "hospital",
        "school",
        "orphanage",
        "prison",
        "jail",
        "nursing home",
        "care home",
        "clinic",
        "kindergarten",
        "camp",
        "university",
    )
)
"""Places whose move to elsewhere is the move of those inside."""


HELPERS = wordset("transport_helpers")
"""People who are mostly sent to a danger, not taken from it."""

CROSSINGS = wordset("transport_crossings")


def find(view: View) -> Iterator[Statement]:
    """Yield the statements in which people or a place are moved or emptied."""
    for verb in view.doc:
        classes = view.lexicon.verb(verb.lower_)
        if not classes & {"evacuate", "convey", "empty", "reduce"} or not _verbal(verb):
            continue
        statement = _transport(view, verb, classes)
        if statement is not None:
            yield statement


def _verbal(verb: Token) -> bool:
    return is_verb(verb) or (
        verb.tag_ in ("JJ",) and verb.lower_.endswith("ed") and verb.dep_ in ("acl", "relcl", "ROOT", "ccomp")
    )


def _transport(view: View, verb: Token, classes: frozenset[str]) -> Statement | None:
    things = objects(verb)
    people = [each for thing in things for each in view.people(thing)]
    base = lemma(verb, view.lexicon)
    pairs = all_ways(verb) + [pair for thing in things for pair in prepositions(thing)]
    ways = particles(verb)
    origins, destinations = split_places(view, pairs)
    emptying = "empty" in classes and any("building" in view.classes(thing) for thing in things)
    if not people or emptying:
        dwellers, emptied = _emptied(view, verb, classes, things, pairs, base)
        if dwellers is None:
            return None
        people = dwellers
        origins = emptied + origins
    elif base == "reduce" or ("reduce" in classes and "convey" not in classes and "evacuate" not in classes):
        if (
            not any(
                each.group in (Group.DIPLOMATIC_STAFF, Group.WORKERS, Group.MILITARY, Group.DEPENDANTS)
                for each in people
            )
            or not view.context.diplomatic
        ):
            return None
    elif "evacuate" not in classes and not _moves_away(view, verb, base, people, pairs, ways, origins, destinations):
        return None
    if _excluded(view, verb, base, people, pairs, origins, destinations):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    status = reading.status
    if status in (Status.ORDERED, Status.ADVISED) and not is_passive(verb):
        status = Status.CALLED_FOR
    if base == "order" and status in (Status.COMPLETED, Status.UNDER_WAY):
        status = Status.ORDERED
    if status is None:
        return None
    actors, agentless = actors_of(view, verb, reading)
    action = "evacuation"
    return Statement(
        "transport",
        verb,
        action,
        status.value if status else status_text(reading),
        reading.words,
        actors,
        unique(people),
        origins,
        destinations,
        agentless,
        1.0 if "evacuate" in classes else 0.7,
        home=bool(ways & HOME) or any(noun.lower_ in HOME for noun in destinations),
    )


def _emptied(
    view: View, verb: Token, classes: frozenset[str], things: list[Token], pairs: list[tuple[str, Token]], base: str
) -> tuple[list[People] | None, list[Token]]:
    """A place as object: "police cleared the station (of travellers)", "the town was evacuated"."""
    places = [thing for thing in things if _is_place(view, thing)]
    if not classes & {"empty", "evacuate"}:
        out = bool(particles(verb) & {"out", "off"}) and base in ("order", "force", "turn", "get")
        moved = base in ("move", "relocate", "transfer", "shift", "evacuate") and any(to == "to" for to, _ in pairs)
        kept = [thing for thing in places if view.lexicon.noun_lemma(thing.lower_) in INHABITED]
        if places and out and any(view.mention(thing) for thing in places):
            return _dwellers(view, places), places
        return (_dwellers(view, kept), []) if kept and moved else (None, [])
    if not places and "evacuate" in classes and base == "evacuate":
        places = [thing for thing in things if thing.pos_ == "PROPN" and thing.text[:1].isupper()]
    inside = [
        each
        for preposition, noun in pairs
        if preposition == "of" and noun.head.head.i == verb.i
        for each in view.people(noun)
    ]
    if places:
        if base in ("clear", "vacate") and not (inside or is_passive(verb) or _by_authority(view, verb)):
            return None, []
        return inside or _dwellers(view, places), places
    if base in ("airlift", "repatriate", "medevac"):
        return None, []
    return None, []


def _by_authority(view: View, verb: Token) -> bool:
    who = subject(verb)
    return who is not None and (
        any(name.startswith("role_") for name in view.classes(who))
        or view.mention(who) is not None
        or who.pos_ == "PROPN"
    )


SITE_NAME = re.compile(
    r"\b(?:gare|\w*bahnhof|estaci[oó]n|stazione|station|airport|aeropuerto|a[eé]roport|flughafen|terminal|mall|centre|center|plaza|arena|stadium|stade|tower|museum|mus[eé]e|louvre|hall|palace|theatre|theater|opera|cathedral|basilica|hotel|market|bazaar|exchange|pier|zoo|park)\b",
    re.IGNORECASE,
)
"""Words in the names of places where nobody lives."""


def _name(place: Token) -> str:
    """The capitalised words around a token."""
    first = last = place.i
    while first > 0 and place.doc[first - 1].text[:1].isupper():
        first -= 1
    while last + 1 < len(place.doc) and place.doc[last + 1].text[:1].isupper():
        last += 1
    return str(place.doc[first : last + 1].text)


def _dwellers(view: View, places: list[Token]) -> list[People]:
    place = places[0]
    post = "post" in view.classes(place)
    town = view.lexicon.noun_lemma(place.lower_) in (
        "town",
        "village",
        "city",
        "neighbourhood",
        "neighborhood",
        "district",
        "street",
        "block",
        "home",
        "house",
        "flat",
        "apartment",
        "hamlet",
        "suburb",
        "settlement",
        "area",
        "zone",
        "island",
        "coast",
        "community",
        "quarter",
        "valley",
        "residence",
        "estate",
        "county",
        "parish",
        "barangay",
        "property",
        "campsite",
    ) or (view.mention(place) is not None and "building" not in view.classes(place))
    start, end = int(place.idx), int(place.idx) + len(place.text)
    site = view.mention(place) is not None and SITE_NAME.search(_name(place)) is not None
    town = town and not site
    group = Group.DIPLOMATIC_STAFF if post else Group.RESIDENTS if town else Group.UNSPECIFIED
    for words, inside in (
        (("school", "university", "college", "campus", "kindergarten", "nursery"), Group.STUDENTS),
        (("hospital", "nursing home", "care home", "ward", "clinic"), Group.PATIENTS),
        (("prison", "jail"), Group.PRISONERS),
        (("rig", "platform", "mine", "factory", "plant", "refinery", "warehouse", "office"), Group.WORKERS),
        (("resort", "hotel", "campsite", "campground"), Group.TOURISTS),
        (("camp",), Group.REFUGEES),
    ):
        if place.lower_ in words or view.lexicon.noun_lemma(place.lower_) in words:
            group = inside
    return [People(place, group, start, end, None, not site)]


def _is_place(view: View, thing: Token) -> bool:
    mention = view.mention(thing)
    if mention is not None and mention.kind == "place":
        return True
    return bool(view.classes(thing) & {"building", "post", "organisation_site"})


def _moves_away(
    view: View,
    verb: Token,
    base: str,
    people: list[People],
    pairs: list[tuple[str, Token]],
    ways: set[str],
    origins: list[Token],
    destinations: list[Token],
) -> bool:
    away = bool(ways & OUT) or bool(origins) or any(noun.lower_ in CROSSINGS for _, noun in pairs)
    placed = any(
        view.mention(noun) is not None or noun.pos_ == "PROPN" or view.classes(noun) & {"safety", "building"}
        for noun in destinations
    )
    counted = any(token.like_num for each in people for token in each.token.subtree)
    if base in ("have", "want", "keep", "make"):
        return False
    if base in SELF_EVIDENT:
        return away or placed or counted or is_passive(verb) or view.context.diplomatic
    if base in (
        "take",
        "bring",
        "move",
        "fly",
        "ferry",
        "bus",
        "transport",
        "carry",
        "ship",
        "lift",
        "shuttle",
        "shift",
        "lead",
        "escort",
        "drive",
        "convoy",
        "steer",
        "usher",
        "send",
    ):
        return away or placed
    if base == "pick" and "up" in ways:
        return True
    if base in NEEDS_OUT:
        return away or (placed and base not in ("get", "order", "force", "return"))
    return away or placed or counted


def _excluded(
    view: View,
    verb: Token,
    base: str,
    people: list[People],
    pairs: list[tuple[str, Token]],
    origins: list[Token],
    destinations: list[Token],
) -> bool:
    who = subject(verb) if not is_passive(verb) else None
    if who is not None and who.lower_ in FORCES:
        return True
    groups = {each.group for each in people}
    if any(noun.lower_ in MEDICAL for noun in destinations) and Group.PATIENTS not in groups and not origins:
        return True
    if any(
        noun.lower_ in ("court", "custody", "prison", "jail", "justice", "morgue", "trial", "table", "streets")
        for noun in destinations
    ):
        return True
    if (
        all(each.token.lower_ in HELPERS for each in people)
        and not origins
        and destinations
        and base in ("drive", "send", "fly", "bring", "move", "take", "dispatch")
    ):
        first = view.mention(destinations[0])
        if first is not None and first.place.country == view.context.crisis and not is_passive(verb):
            return True
    if base in RESPONDERS and groups <= NOT_MOVED and not origins:
        return True
    if destinations and not origins and view.context.crisis:
        first = view.mention(destinations[0])
        if (
            first is not None
            and first.place.country == view.context.crisis
            and groups & {Group.MILITARY, Group.WORKERS, Group.DIPLOMATIC_STAFF}
            and first is not None
        ):
            return view.context.diplomatic and base in ("send", "bring", "fly", "move", "take", "carry")
    return False
