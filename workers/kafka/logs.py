"""A worker's log: one line a fact on standard error, JSON or pretty, with repeats held back."""

import logging
import sys
import time
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog

PERIOD_SECONDS = 30.0
LINES_A_PERIOD = 3
"""Of one kind (logger and message, whatever its arguments). An outage otherwise writes some 10 MB of log a worker."""

Suppressed = Callable[[str], None]
"""Told the name of the logger whose line was held back."""


class FloodLimit(logging.Filter):
    """Lets a few lines of a kind pass in each period; the first of the next says how many were held back."""

    def __init__(self, suppressed: Suppressed, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._suppressed = suppressed
        self._clock = clock
        self._seen: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the line is to be written."""
        kind = (record.name, _kind(record.msg))
        now = self._clock()
        since, count = self._seen.get(kind, (now, 0))
        if now - since >= PERIOD_SECONDS:
            since, count = now, 0
        self._seen[kind] = (since, count + 1)
        if count < LINES_A_PERIOD:
            return True
        self._suppressed(record.name)
        return False


def _kind(message: object) -> str:
    if isinstance(message, dict):
        return str(message.get("event"))[:200]
    return str(message)[:200]


def configure(form: str, *, level: str = "INFO", suppressed: Suppressed = lambda _: None, **context: str) -> None:
    """Set up logging for this process. `form` is json, pretty or auto (pretty on a terminal); `context` goes with every line."""
    pretty = form == "pretty" or (form == "auto" and sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with(context),
    ]
    renderer: Any = structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer()
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _one_line_exception, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    handler.addFilter(FloodLimit(suppressed))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("evacwire").setLevel(level)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _with(context: dict[str, str]) -> Callable[[Any, str, MutableMapping[str, Any]], MutableMapping[str, Any]]:
    def add(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ANN401
        for name, value in context.items():
            event.setdefault(name, value)
        return event

    return add


def _one_line_exception(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ANN401
    """Give a library's exception as its class and message: its traceback may quote what it was working on, an article's text among it."""
    info = event.pop("exc_info", None)
    if info:
        error = info[1] if isinstance(info, tuple) else sys.exc_info()[1]
        if error is not None:
            event["exception"] = f"{type(error).__name__}: {error}"[:300]
    event["event"] = str(event.get("event", ""))[:500]
    return event
