"""The log of a process: one line a fact on standard error, JSON or pretty, with ids, never with an article's text or a secret.

`configure` is called once a process. Facts are logged with `structlog.get_logger("evacwire.<part>")`: a fixed message and named values
(`log.info("event published", event_id=...)`). The libraries' own lines take the same way.
"""

import logging
import sys
from collections.abc import Callable, Collection
from typing import Any

import structlog

from workers.logs.flood import FloodLimit, Suppressed, say_how_many
from workers.logs.redact import Redaction, short_exception

__all__ = ["configure"]


def configure(
    form: str,
    *,
    level: str = "INFO",
    suppressed: Suppressed = lambda _: None,
    secrets: Collection[str] = (),
    **context: str,
) -> None:
    """Set up logging for this process.

    `form` is json, pretty or auto (pretty on a terminal); `level` is that of our own facts (libraries speak from WARNING on); `suppressed` is
    told the logger of each line held back; `secrets` are masked wherever they turn up; `context` goes with every line.
    """
    pretty = form == "pretty" or (form == "auto" and sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with(context),
    ]
    renderer: Any = structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer()
    last = [
        say_how_many,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        short_exception,
        Redaction(secrets),
        renderer,
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last))
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


def _with(context: dict[str, str]) -> Callable[[Any, str, structlog.typing.EventDict], structlog.typing.EventDict]:
    def add(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        for name, value in context.items():
            event.setdefault(name, value)
        return event

    return add
