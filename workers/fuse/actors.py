"""Whether two names of an actor may mean the same body."""

from enum import IntEnum
from functools import lru_cache

from schemas.reports import Actor
from schemas.vocabulary import ActorKind
from workers.gazetteer.fold import fold

STATE = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY})
EMPTY_WORDS = frozenset({"the", "of", "and", "for", "in", "department", "office", "agency", "authority", "authorities",
    "service", "services", "officials", "government", "city", "county", "district", "state", "provincial", "province",
    "local", "national", "regional", "s"})  # fmt: skip
"""Words of a body's name that do not tell it from another."""

GENERIC = frozenset({"police", "fire", "firefighters", "emergency", "civil", "defence", "defense", "protection", "rescue",
    "sheriff", "sheriffs", "mayor", "governor", "crews", "management", "rescuers", "responders", "brigade", "disaster"})  # fmt: skip
"""Words for the sort of an authority: with nothing else in the name, any authority of the place may be meant."""


class Likeness(IntEnum):
    """From bodies that are surely two to one and the same."""

    DIFFERENT = 0
    OPEN = 1
    """One side, or both, does not say who."""
    SUBORDINATE = 2
    SAME = 3


@lru_cache(maxsize=65536)
def likeness(first: Actor | None, second: Actor | None) -> Likeness:
    """Return how alike two actors are."""
    if first is None or second is None:
        return Likeness.OPEN
    if first.country and second.country and first.country != second.country:
        return Likeness.DIFFERENT
    if fold(first.name) == fold(second.name) or _acronym(first.name, second.name):
        return Likeness.SAME
    one, other = _words(first.name), _words(second.name)
    named = one & other - GENERIC
    if first.country != second.country:
        return Likeness.SAME if named and (one <= other or other <= one) else Likeness.DIFFERENT
    if first.kind in STATE and second.kind in STATE:
        return Likeness.SAME if first.kind == second.kind else Likeness.SUBORDINATE
    kinds = {first.kind, second.kind}
    if kinds <= STATE | {ActorKind.LOCAL_AUTHORITY}:
        generic = not (one - GENERIC) or not (other - GENERIC)
        return Likeness.SUBORDINATE if named or generic or kinds & STATE else Likeness.DIFFERENT
    return Likeness.SUBORDINATE if named and len(kinds) == 1 else Likeness.DIFFERENT


def says_who(actor: Actor) -> bool:
    """Return whether a name tells a body from another: "Authorities" and "Officials" do not."""
    return bool(_words(actor.name))


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).replace("'", " ").split()) - EMPTY_WORDS


def _acronym(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    letters = short.replace(".", "")
    if not (letters.isupper() and 2 <= len(letters) <= 6):
        return False
    initials = "".join(word[0] for word in long.replace("-", " ").split() if word[0].isupper())
    return initials == letters
