"""Somebody moves people: "the navy evacuated 200 Britons", "buses took the villagers to Lviv", "they were plucked from the roof"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import HOME, OUT, RESPONDERS, actors_of, split_places, status_text, unique
from workers.extract.frames.emptied import emptied
from workers.extract.groups import People
from workers.extract.modality import Reading, read
from workers.extract.prepositions import all_ways, prepositions
from workers.extract.syntax import Token, is_passive, is_verb, lemma, objects, particles, subject
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

SELF_EVIDENT = wordset("transport_self_evident")
"""Verbs of moving people that need no direction beside them."""

NEEDS_OUT = wordset("transport_needs_out")
FORCES = wordset("transport_forces")
MEDICAL = frozenset(["hospital", "hospitals", "clinic", "burn"])
NOT_MOVED = frozenset((Group.MILITARY,))
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
    carried = any(view.people(thing) and "building" not in view.classes(thing) for thing in things)
    base = lemma(verb, view.lexicon)
    pairs = all_ways(verb) + [pair for thing in things for pair in prepositions(thing)]
    ways = particles(verb)
    origins, destinations = split_places(view, pairs)
    emptying = "empty" in classes and any("building" in view.classes(thing) for thing in things)
    if not people or emptying:
        dwellers, places = emptied(view, verb, classes, things, pairs, base)
        if dwellers is None:
            return None
        people = dwellers
        origins = places + origins
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
    if status in (Status.ORDERED, Status.ADVISED, Status.CALLED_FOR) and not is_passive(verb):
        if not carried and _addressed(view, reading):
            return None
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


def _addressed(view: View, reading: Reading) -> bool:
    """Whether those who are told to evacuate a place are the people who leave it: no movement by others, but a departure."""
    controller = reading.controller
    return controller is not None and is_verb(controller) and any(view.people(each) for each in objects(controller))


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
