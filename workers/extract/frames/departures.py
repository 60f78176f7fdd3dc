"""People go, or are told that they must, should or may: "residents were told to leave", "citizens should depart", "diplomats have left"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import OUT, actors_of, split_places, unique
from workers.extract.groups import People
from workers.extract.modality import Reading, read
from workers.extract.prepositions import all_ways, prepositions
from workers.extract.syntax import (
    Token,
    agents,
    children,
    conjuncts,
    is_passive,
    is_verb,
    lemma,
    objects,
    particles,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

ALONE = wordset("departures_alone")
"""Verbs that mean going by themselves, under an order or advice."""

WAY = wordset("departures_way")
RIDES = wordset("departures_rides")
STAFFLIKE = frozenset((Group.DIPLOMATIC_STAFF, Group.DEPENDANTS))
ORGANISED = frozenset(
    (
        Group.DIPLOMATIC_STAFF,
        Group.DEPENDANTS,
        Group.WORKERS,
        Group.MILITARY,
        Group.CITIZENS,
        Group.STUDENTS,
        Group.PRISONERS,
        Group.PATIENTS,
    )
)
FOREIGN_GROUPS = frozenset((Group.CITIZENS, Group.DIPLOMATIC_STAFF, Group.DEPENDANTS, Group.STUDENTS, Group.WORKERS))
ARRIVING = wordset("departures_arriving")


def find(view: View) -> Iterator[Statement]:
    """Yield the statements in which people go or are to go."""
    for verb in view.doc:
        classes = view.lexicon.verb(verb.lower_)
        if not classes & {"leave", "depart", "evacuate", "empty"} or not is_verb(verb):
            continue
        statement = _departure(view, verb, classes)
        if statement is not None:
            yield statement


def _goes(view: View, verb: Token, base: str) -> bool:
    """Whether the verb with its particles means to go away."""
    ways = particles(verb)
    pairs = list(prepositions(verb))
    things = [thing.lower_ for thing in objects(verb)] if not is_passive(verb) else []
    if base in (
        "stay",
        "remain",
        "keep",
        "avoid",
        "be",
        "stand",
        "spend",
        "skip",
        "consider",
        "report",
        "assemble",
        "gather",
        "join",
        "start",
        "set",
        "proceed",
        "step",
    ):
        return base == "proceed" and any(preposition == "to" for preposition, _ in pairs)
    if base in ("take", "book", "use", "board", "catch", "seek", "find"):
        if "advantage" in things:
            things += [noun.lower_ for thing in objects(verb) for _, noun in prepositions(thing)]
        return any(thing in RIDES for thing in things)
    if base in ("go", "get", "move", "head", "travel") and "back" in ways and not view.context.diplomatic:
        return False
    if base in ALONE:
        return not (
            base in ("leave", "quit", "go", "exit")
            and any(view.classes(thing) & {"group_workers"} and not view.mention(thing) for thing in objects(verb))
        )
    if base in ("arrive", "reach", "cross", "land", "come"):
        return view.context.diplomatic
    if ways & OUT:
        return True
    return (
        any(
            preposition in ("from", "out of", "away from", "to", "towards", "toward", "for", "off")
            for preposition, _ in pairs
        )
        and base in WAY
    )


def _departure(view: View, verb: Token, classes: frozenset[str]) -> Statement | None:
    base = lemma(verb, view.lexicon)
    if is_passive(verb) and base not in ("go",):
        return None
    if not _goes(view, verb, base) or (verb.dep_ == "pcomp" and verb.head.lower_ == "against"):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=True)
    if reading.status is None:
        return None
    who = _goers(view, verb, reading)
    people = [each for token in who for each in view.people(token)]
    status = reading.status
    if (
        reading.controller is not None
        and reading.controller.pos_ != "NOUN"
        and lemma(reading.controller, view.lexicon) in ("help", "assist", "aid")
    ):
        status = Status.UNDER_WAY if status is None else status
    actors, agentless = _who_acts(view, verb, reading, people)
    if not people:
        people = _implied(view, verb, reading, who, actors)
        if not people:
            return None
    settled = _settle(view, verb, base, status, reading, people)
    if settled is None:
        return None
    pairs = all_ways(verb) + [pair for each in people for pair in prepositions(each.token)]
    origins, destinations = split_places(view, pairs)
    if not is_passive(verb):
        left = [
            thing
            for thing in objects(verb)
            if view.mention(thing) is not None
            or view.classes(thing) & {"building", "danger", "post"}
            or (reading.controller is not None and thing.pos_ == "PROPN")
        ]
        origins += (_stood(view, verb) or left) if left else []
    if reading.controller is None and any(each.token in actors for each in people):
        actors = []
        agentless = True
    return Statement(
        "departure",
        verb,
        "evacuation",
        settled.value,
        reading.words,
        actors,
        unique(people),
        origins,
        destinations,
        agentless,
        0.9 if reading.controller is not None else 0.6,
        home="home" in particles(verb),
    )


STANDING = ("in", "at", "near", "around", "along")


def _stood(view: View, verb: Token) -> list[Token]:
    """The names the gazetteer lacks of where the homes stand that are left, where the parser hung them on the verb: "leave their homes in Oud-Pernis"."""
    return [
        noun
        for preposition, noun in prepositions(verb)
        if preposition in STANDING and noun.pos_ == "PROPN" and view.mention(noun) is None
    ]


def _settle(
    view: View, verb: Token, base: str, status: Status, reading: Reading, people: list[People]
) -> Status | None:
    """Adjust an order to citizens (advice), and drop people who simply go."""
    groups = {each.group for each in people}
    controller = reading.controller
    controlled = controller is not None
    telling = controlled and lemma(controller, view.lexicon) in ("tell", "instruct", "call", "summon")
    if status is Status.ORDERED and telling and groups & {Group.CITIZENS, Group.TOURISTS}:
        return Status.ADVISED
    if controlled and lemma(controller, view.lexicon) in ("ask", "request", "want") and status is Status.ADVISED:
        return status
    if controlled:
        return status
    if status is Status.RULED_OUT and groups <= {Group.RESIDENTS, Group.TOURISTS, Group.REFUGEES, Group.UNSPECIFIED}:
        return None
    if status in (Status.ADVISED, Status.ORDERED, Status.RULED_OUT):
        return Status.ADVISED if status is Status.ORDERED and groups & {Group.CITIZENS} else status
    if status is Status.AUTHORIZED:
        return status if groups & STAFFLIKE or view.context.diplomatic else None
    if _homeward(view, verb, people, status):
        return status
    if not groups & ORGANISED or base in (
        "flee",
        "escape",
        "go",
        "travel",
        "return",
        "come",
        "make",
        "run",
        "get",
        "walk",
        "climb",
        "seek",
    ):
        return status if groups & STAFFLIKE and base in ("go", "come", "fly", "get") else None
    if (
        Group.CITIZENS in groups
        and status is not Status.PLANNED
        and not any(preposition in ("aboard", "on") for preposition, _ in prepositions(verb))
    ):
        return None
    if Group.MILITARY in groups and not view.context.diplomatic:
        return None
    if Group.STUDENTS in groups or Group.PATIENTS in groups or Group.PRISONERS in groups:
        return None
    return status


def _homeward(view: View, verb: Token, people: list[People], status: Status) -> bool:
    """Counted nationals of another state, or its staff, who have left the endangered country or come home: somebody's operation."""
    if status not in (Status.COMPLETED, Status.UNDER_WAY, Status.PLANNED) or not view.context.diplomatic:
        return False
    if lemma(verb, view.lexicon) not in ARRIVING:
        return False
    fit = [each for each in people if each.group in FOREIGN_GROUPS]
    foreign = [each for each in fit if each.country not in (None, view.context.crisis)]
    counted = any(word.like_num for each in fit for word in each.token.subtree)
    staff = any(each.group in STAFFLIKE for each in fit)
    pairs = all_ways(verb) + [("to", thing) for thing in objects(verb)]
    abroad = any((_m := view.mention(noun)) is not None for _, noun in pairs) or bool(
        particles(verb) & {"home", "back"}
    )
    return abroad and (staff or (bool(foreign) and counted))


def _goers(view: View, verb: Token, reading: Reading) -> list[Token]:
    controller = reading.controller
    if controller is not None and controller.pos_ != "NOUN":
        addressed = objects(controller)
        if not addressed:
            addressed = [
                noun
                for preposition, noun in prepositions(controller)
                if preposition in ("on", "to", "for", "upon", "with")
            ]
        own = next((child for child in children(verb, "nsubj", "nsubjpass")), None)
        if own is not None and own.lower_ not in ("they", "who", "that", "it"):
            return conjuncts(own)
        if addressed:
            return addressed
    if controller is not None and controller.pos_ == "NOUN":
        for preposition, noun in prepositions(controller):
            if preposition in ("for", "to"):
                return [noun]
        governing = controller.head
        if is_verb(governing):
            receivers = [
                child for child in children(governing, "dative", "dobj", "nsubj", "nsubjpass") if child != controller
            ]
            people = [each for each in receivers if view.people(each)]
            if people:
                return people
            return [noun for preposition, noun in prepositions(governing) if preposition in ("to", "for")]
    who = subject(verb)
    return conjuncts(who) if who is not None else []


def _who_acts(view: View, verb: Token, reading: Reading, people: list[People]) -> tuple[list[Token], bool]:
    actors, agentless = actors_of(view, verb, reading)
    controller = reading.controller
    if controller is not None and controller.pos_ == "NOUN" and not actors:
        governing = controller.head
        if is_verb(governing) and not is_passive(governing):
            who = subject(governing)
            if who is not None and not view.people(who):
                return conjuncts(who), False
        if is_verb(governing) and is_passive(governing):
            return agents(governing), True
    return actors, agentless


def _implied(view: View, verb: Token, reading: Reading, who: list[Token], actors: list[Token]) -> list[People]:
    """An order to a place, a vehicle or nobody in particular: "ordered the town to evacuate", "ordered beaches cleared"."""
    start, end = int(verb.idx), int(verb.idx) + len(verb.text)
    for token in who:
        if token.lower_ in ("they", "them", "us", "we", "you", "all", "others", "anyone", "who", "it"):
            advised = token.lower_ == "you" and reading.status in (Status.ADVISED, Status.ORDERED)
            if reading.controller is None and token.lower_ in ("they", "we", "it", "you", "others") and not advised:
                return []
            group = Group.CITIZENS if view.context.diplomatic else Group.RESIDENTS
            return [People(token, group, int(token.idx), int(token.idx) + len(token.text), None, True)]
        mention = view.mention(token)
        if reading.controller is not None and (
            (mention is not None and mention.kind == "place") or view.classes(token) & {"building"}
        ):
            return [People(token, Group.RESIDENTS, int(token.idx), int(token.idx) + len(token.text), None, True)]
    if reading.controller is not None and not who:
        group = Group.CITIZENS if view.context.diplomatic else Group.RESIDENTS
        return [People(verb, group, start, end, None, True)]
    return []
