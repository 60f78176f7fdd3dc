"""What several families of constructions share."""

from collections.abc import Iterable

from schemas.vocabulary import Group
from workers.extract.groups import People
from workers.extract.modality import Reading
from workers.extract.prepositions import prepositions
from workers.extract.syntax import Token, agents, children, conjuncts, is_passive, particles, subject
from workers.extract.view import View
from workers.extract.wordsets import wordset

OUT = wordset("common_out")
FROM = frozenset(("from", "out of", "off", "outside", "out", "away from", "off of", "of", "out from"))
TO = frozenset(
    (
        "to",
        "into",
        "towards",
        "toward",
        "over to",
        "aboard",
        "onto",
        "across",
        "back to",
        "for",
        "out to",
        "up to",
        "down to",
        "on to",
        "inland to",
        "north to",
        "south to",
        "west to",
        "east to",
        "via",
    )
)
HOME = frozenset(("home", "homeland", "soil"))
RESPONDERS = wordset("common_responders")


def split_places(view: View, pairs: Iterable[tuple[str, Token]]) -> tuple[list[Token], list[Token]]:
    """Return the nouns told as origins and as destinations among (preposition, noun) pairs."""
    origins, destinations = [], []
    for preposition, noun in pairs:
        if preposition in ("from", "out of", "off", "outside", "away from", "out from"):
            origins.append(noun)
        elif preposition in TO and preposition not in ("for", "across", "via"):
            destinations.append(noun)
    return origins, destinations


def actors_of(view: View, verb: Token, reading: Reading) -> tuple[list[Token], bool]:
    """Return the nouns that act (who orders, else who carries out) and whether an actor is left out (a passive without agent)."""
    if reading.controller is not None:
        controller = reading.controller
        if controller.pos_ == "NOUN":
            owners = list(children(controller, "poss")) + agents(controller)
            owners += [noun for preposition, noun in prepositions(controller) if preposition in ("from", "by")]
            compounds = [child for child in children(controller, "compound", "amod", "nmod") if view.mention(child)]
            return owners or compounds, not owners and not compounds
        return verb_actors(controller)
    return verb_actors(verb)


def verb_actors(verb: Token) -> tuple[list[Token], bool]:
    """Return a verb's own actors: by-agents of a passive, else its subjects."""
    if is_passive(verb):
        found = agents(verb)
        return found, not found
    who = subject(verb)
    if who is None:
        return [], False
    return conjuncts(who), False


def unique(people: Iterable[People]) -> list[People]:
    """Return the people without repeated groups, in order."""
    seen: dict[Group, People] = {}
    for each in people:
        seen.setdefault(each.group, each)
    return list(seen.values())


def status_text(reading: Reading) -> str | None:
    """Return the reading's status as the contract's word."""
    return None if reading.status is None else reading.status.value


def words_of(token: Token) -> tuple[int, int]:
    """Return where a token starts and ends in its sentence, in code points."""
    return int(token.idx), int(token.idx) + len(token.text)


def states_of(verb: Token) -> set[str]:
    """Return the words that tell in which state a verb says something to stay: adjectives, adverbs, participles and "in operation"."""
    found = {
        child.lower_ for child in children(verb, "acomp", "advmod", "oprd", "prt", "attr", "xcomp", "ccomp", "advcl")
    }
    for child in children(verb, "acomp", "oprd", "attr", "advcl", "ccomp", "xcomp"):
        found |= {grand.lower_ for grand in child.children if grand.pos_ in ("ADJ", "ADV", "VERB")}
    found |= {noun.lower_ for preposition, noun in prepositions(verb) if preposition in ("in", "at", "on")}
    return found | particles(verb)
