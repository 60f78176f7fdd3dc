"""How far an action has come, as told, and the words that say so."""

from dataclasses import dataclass

from schemas.vocabulary import Status
from workers.extract.syntax import Token


@dataclass(frozen=True, slots=True)
class Reading:
    """A predicate's status, None where it is not asserted (with the reason); the verb that controls it and the words that say so."""

    status: Status | None
    controller: Token | None = None
    why: str = ""
    words: tuple[int, int] | None = None


def characters(token: Token) -> tuple[int, int]:
    """Return the characters of the sentence that a token covers, from and to."""
    return int(token.idx), int(token.idx) + len(token.text)
