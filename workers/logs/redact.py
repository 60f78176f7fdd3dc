"""Keeps article text and secrets out of the log, whatever a library or an exception puts into its message."""

import re
import sys
from collections.abc import Collection
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from structlog.typing import EventDict

MASK = "********"
LONGEST_QUOTE = 60
"""Characters of a quoted value. Exceptions quote what they choke on, and that may be an article's text; ids, names and topics are shorter."""
LONGEST_VALUE = 300
"""Characters of any value. Our own messages and libraries' reasons are shorter; a text is longer."""
LEAST_SECRET = 4
"""Characters from which a secret is masked inside of longer values: masking a shorter one would hide half of the log."""

_QUOTED = re.compile(rf"""(['"])(.{{{LONGEST_QUOTE + 1},}}?)\1""", re.DOTALL)
_PYDANTIC_INPUT = re.compile(r"input_value=.*?(?=, input_type=|\]|$)", re.DOTALL)
_WHITE = re.compile(r"\s+")
PACKAGES = ("workers", "schemas")


class Redaction:
    """A structlog processor: masks `secrets` and shortens long quotations and long values, in one line each."""

    def __init__(self, secrets: Collection[str] = ()) -> None:
        self._secrets = [secret for secret in secrets if len(secret) >= LEAST_SECRET]

    def __call__(self, _: object, __: str, event: EventDict) -> EventDict:
        """Return the event with every string in it safe to write down."""
        return {name: self._safe(value) for name, value in event.items()}

    def _safe(self, value: object) -> object:
        if value is None or isinstance(value, bool | int | float):
            return value
        text = value if isinstance(value, str) else repr(value)
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return shortened(text)


def shortened(text: str) -> str:
    """Return a text as one line of at most `LONGEST_VALUE` characters, long quotations replaced by their length."""
    text = _PYDANTIC_INPUT.sub("input_value=…", text)
    text = _QUOTED.sub(lambda match: f"{match[1]}… {len(match[2])} characters{match[1]}", text)
    text = _WHITE.sub(" ", text).strip()
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}… {len(text)} characters"


def short_exception(_: object, __: str, event: EventDict) -> EventDict:
    """Give an exception as its class, message and the innermost place in our own code (structlog processor), in place of a traceback."""
    info = event.pop("exc_info", None)
    if not info:
        return event
    error = info if isinstance(info, BaseException) else info[1] if isinstance(info, tuple) else sys.exc_info()[1]
    if error is not None:
        event["exception"] = f"{type(error).__name__}: {error}"
        place = _place(error.__traceback__)
        if place:
            event["at"] = place
    return event


def _place(traceback: TracebackType | None) -> str:
    frames = extract_tb(traceback)
    ours = [frame for frame in frames if any(part in PACKAGES for part in Path(frame.filename).parts)]
    if not frames:
        return ""
    frame = (ours or frames)[-1]
    return f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} in {frame.name}"
