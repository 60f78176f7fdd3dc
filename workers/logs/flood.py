"""Holds back lines that come too often, and says how many there were."""

import logging
import re
import time
from collections.abc import Callable

from structlog.typing import EventDict

PERIOD_SECONDS = 30.0
LINES_A_PERIOD = 3
"""Of one kind. A broker that is away otherwise makes the Kafka clients write some 10 MB of log a worker."""
FACTS_A_PERIOD = 300
"""Of one kind of our own facts at level INFO, each of which is about another article or event: ten a second."""
MOST_KINDS = 1000
"""Kinds told apart in one period; further ones of a logger count as one kind, so that messages with random parts neither flood nor fill memory."""

OWN = "evacwire"
VARIABLE = re.compile(r"\b(?:0x)?(?=[a-f]*\d)[0-9a-f]{6,}\b|\d+|'[^']*'|\"[^\"]*\"|<[^>]*>")
"""What differs between two lines of a kind: numbers, ids, quoted values, representations of objects."""

Suppressed = Callable[[str], None]
"""Told the name of the logger whose line was held back."""


class FloodLimit(logging.Filter):
    """Lets a few lines of a kind (logger, level and message without its variable parts) pass in each period."""

    def __init__(self, suppressed: Suppressed, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._suppressed = suppressed
        self._clock = clock
        self._kinds: dict[tuple[str, int, str], tuple[float, int, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the line is to be written; the first of a new period carries `suppressed`, the number held back before it."""
        now = self._clock()
        kind = self._kind(record, now)
        since, passed, held = self._kinds.get(kind, (now, 0, 0))
        if now - since >= PERIOD_SECONDS:
            since, passed = now, 0
        if passed >= _limit(record):
            self._kinds[kind] = (since, passed, held + 1)
            self._suppressed(record.name)
            return False
        self._kinds[kind] = (since, passed + 1, 0)
        record.suppressed = held
        return True

    def _kind(self, record: logging.LogRecord, now: float) -> tuple[str, int, str]:
        kind = (record.name, record.levelno, VARIABLE.sub("#", _message(record))[:120])
        if kind in self._kinds:
            return kind
        if len(self._kinds) >= MOST_KINDS:
            self._kinds = {
                old: state for old, state in self._kinds.items() if now - state[0] < PERIOD_SECONDS or state[2]
            }
        return kind if len(self._kinds) < MOST_KINDS else (record.name, record.levelno, "")


def say_how_many(_: object, __: str, event: EventDict) -> EventDict:
    """Give the line the number of its kind that were held back before it (structlog processor)."""
    held = getattr(event.get("_record"), "suppressed", 0)
    if held:
        event["suppressed"] = f"{held} more like this"
    return event


def _limit(record: logging.LogRecord) -> int:
    own = record.name == OWN or record.name.startswith(OWN + ".")
    return FACTS_A_PERIOD if own and record.levelno <= logging.INFO else LINES_A_PERIOD


def _message(record: logging.LogRecord) -> str:
    return str(record.msg.get("event")) if isinstance(record.msg, dict) else str(record.msg)
