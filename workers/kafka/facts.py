"""What the log says about single articles, stories and events: ids and outcomes, never their text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
import structlog

from workers.kafka.outputs import Incoming, Outcome
from workers.stage import OUTCOME_REJECTED, Output, Result
from workers.topics import Topic

FACTS: Mapping[Topic, tuple[str, tuple[str, ...]]] = {
    Topic.STORIES: ("article placed", ("article_id", "story_id", "verdict")),
    Topic.REPORTS: ("report extracted", ("report_id", "article_id", "story_id", "action", "status")),
    Topic.HISTORY: ("event published", ("event_id", "version", "operation")),
    Topic.ITEMS: ("item published", ("uri", "version", "pubStatus")),
}
"""What is said of an output, and the fields of it that are named: ids and fixed words."""

log = structlog.get_logger("evacwire.facts")


def log_facts(incoming: Sequence[Incoming], outcomes: Sequence[Outcome]) -> None:
    """Log one line for each message refused and each story, report, event and item written."""
    for each, outcome in zip(incoming, outcomes, strict=True):
        if outcome.result.outcome == OUTCOME_REJECTED:
            log.warning("rejected", **_refusal(each, outcome))
        else:
            for message, values in _facts(outcome.result):
                log.info(message, **values)


def _facts(result: Result) -> Iterator[tuple[str, dict[str, Any]]]:
    for output in result.outputs:
        if output.topic in FACTS and output.value is not None:
            message, names = FACTS[output.topic]
            yield message, _named(output, names)


def _named(output: Output, names: Sequence[str]) -> dict[str, Any]:
    fields = orjson.loads(output.value or b"null")
    return {name: fields[name] for name in names if name in fields}


def _refusal(incoming: Incoming, outcome: Outcome) -> dict[str, Any]:
    reasons = [tally.labels[-1] for tally in outcome.result.tallies if tally.metric == "rejected_total"]
    record = incoming.record
    described = {"reason": str(reasons[0]) if reasons else "", "topic": incoming.topic, "partition": record.partition}
    described |= {"offset": record.offset, "attempts": outcome.attempts, "exception_class": outcome.exception}
    return {name: value for name, value in described.items() if value not in ("", None)}
