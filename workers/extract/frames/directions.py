"""Orders and arrangements told around the verb: "abandoned their homes on the instructions of civil protection", "were given ten minutes to
grab what they could", "wants its nationals out", "has put its expatriates on planes to Johannesburg"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import actors_of, split_places, unique
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.modality import conditional, read
from workers.extract.prepositions import all_ways, prepositions
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
    particles,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

ORDER_WORDS = wordset("directions_orders")
ADVICE_WORDS = wordset("directions_advice")
GOING = wordset("directions_going")
TIMES = wordset("directions_times")
AWAY = frozenset(("out", "away", "gone", "home", "off", "back"))
PUTTING = frozenset(("put", "place", "load", "pack", "cram", "pile", "seat", "bundle", "herd"))
HOMES = frozenset(
    ("home", "homes", "house", "houses", "dwellings", "dwelling", "villages", "flats", "properties", "bed")
)


def find(view: View) -> Iterator[Statement]:
    """Yield the statements of these idioms."""
    for verb in view.doc:
        if not is_verb(verb) or negated(verb) or conditional(verb):
            continue
        statement = (
            _at_somebodys_word(view, verb) or _given_time(view, verb) or _wanted_out(view, verb) or _put(view, verb)
        )
        if statement is not None:
            yield statement


def _span(token: Token) -> tuple[int, int]:
    return int(token.idx), int(token.idx) + len(token.text)


def _at_somebodys_word(view: View, verb: Token) -> Statement | None:
    """People go or spend the night elsewhere on the orders, instructions or advice of somebody."""
    word = next(
        (
            noun
            for noun in verb.subtree
            if noun.lower_ in ORDER_WORDS | ADVICE_WORDS
            and noun.dep_ == "pobj"
            and noun.head.lower_ in ("on", "at", "under", "upon", "following", "after")
            and _clause(noun) == verb
        ),
        None,
    )
    who = subject(verb)
    if word is None or who is None or is_passive(verb):
        return None
    people = view.people(who)
    if not people or lemma(verb, view.lexicon) not in GOING:
        return None
    source = [noun for preposition, noun in prepositions(word) if preposition in ("of", "from", "by")]
    source += list(children(word, "poss"))
    status = Status.ORDERED if word.lower_ in ORDER_WORDS else Status.ADVISED
    origins, destinations = split_places(view, all_ways(verb))
    origins += [thing for thing in objects(verb) if view.mention(thing)]
    return _stated("on orders", verb, status, _span(word), actors=source, people=people, ways=(origins, destinations))


def _clause(noun: Token) -> Token:
    """The verb whose clause a noun stands in."""
    above = noun.head
    while not is_verb(above) and above.head != above:
        above = above.head
    return above


def _given_time(view: View, verb: Token) -> Statement | None:
    """People are given minutes, hours or until a time to leave, to grab what they can or to pack."""
    if lemma(verb, view.lexicon) not in ("give", "have", "get", "allow"):
        return None
    things = [
        child for child in verb.children if child.dep_ in ("dobj", "dative", "nsubj", "nsubjpass", "npadvmod", "oprd")
    ]
    timed = any(thing.lower_ in TIMES for thing in things) or any(
        preposition == "until" for preposition, _ in prepositions(verb)
    )
    goes = [
        word
        for word in verb.subtree
        if is_verb(word)
        and lemma(word, view.lexicon) in GOING
        and any(aux.lower_ == "to" for aux in children(word, "aux"))
    ]
    if (
        not timed
        or not goes
        or (lemma(verb, view.lexicon) == "have" and "had" not in (verb.lower_, *auxiliaries(verb)))
    ):
        return None
    passive = is_passive(verb)
    receivers = [thing for thing in things if thing.dep_ in (("nsubjpass", "nsubj") if passive else ("dative", "dobj"))]
    if lemma(verb, view.lexicon) in ("have", "get"):
        receivers = [thing for thing in things if thing.dep_ == "nsubj"]
        passive = True
    people = [each for receiver in receivers for each in view.people(receiver)]
    if not people:
        return None
    who = agents(verb) if passive else conjuncts(subject(verb)) if subject(verb) is not None else []
    origins, destinations = split_places(view, [pair for word in (verb, *goes) for pair in prepositions(word)])
    origins += [thing for word in goes for thing in objects(word) if view.mention(thing)]
    return _stated(
        "given time", verb, Status.ORDERED, _span(verb), actors=who, people=people, ways=(origins, destinations)
    )


def _wanted_out(view: View, verb: Token) -> Statement | None:
    """Somebody in power wants people out, home or gone."""
    if lemma(verb, view.lexicon) not in ("want", "need", "wish") or is_passive(verb):
        return None
    who = subject(verb)
    words = {word.lower_ for word in verb.subtree}
    people = [each for thing in objects(verb) for each in view.people(thing)]
    inner = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp", "oprd")]
    people += [each for clause in inner for child in children(clause, "nsubj") for each in view.people(child)]
    if who is None or not people or not words & AWAY or not (view.mention(who) or view.classes(who)):
        return None
    if not (particles(verb) & AWAY or any(clause.lower_ in AWAY for clause in inner) or words & {"out"}):
        return None
    origins, _ = split_places(view, all_ways(verb))
    return _stated(
        "wanted out", verb, Status.ADVISED, _span(verb), actors=conjuncts(who), people=people, ways=(origins, [])
    )


def _put(view: View, verb: Token) -> Statement | None:
    """Somebody puts people on planes, buses or boats."""
    if lemma(verb, view.lexicon) not in PUTTING:
        return None
    people = [each for thing in objects(verb) for each in view.people(thing)]
    rides = [
        noun
        for preposition, noun in prepositions(verb)
        if preposition in ("on", "onto", "aboard", "into", "in") and is_vehicle(view, noun)
    ]
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if not people or not rides or reading.status is None:
        return None
    if all(each.group is Group.MILITARY for each in people):
        return None
    actors, agentless = actors_of(view, verb, reading)
    origins, destinations = split_places(
        view, [*all_ways(verb), *(pair for ride in rides for pair in prepositions(ride))]
    )
    bodies = [actor for actor in actors if view.mention(actor) or view.classes(actor)]
    if not origins and not destinations and not bodies:
        return None
    statement = _stated(
        "put aboard", verb, reading.status, _span(verb), actors=actors, people=people, ways=(origins, destinations)
    )
    statement.agentless = agentless
    return statement


def _stated(
    pattern: str,
    verb: Token,
    status: Status,
    words: tuple[int, int],
    *,
    actors: list[Token],
    people: list[People],
    ways: tuple[list[Token], list[Token]],
) -> Statement:
    return Statement(
        pattern, verb, "evacuation", status.value, words, actors, unique(people), *ways, not actors, 0.7,
        home=bool(particles(verb) & {"home"}),
    )  # fmt: skip
