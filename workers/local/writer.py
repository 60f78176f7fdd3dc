"""The result files of a run, one JSON object a line each, and the counts of its summary."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from schemas.vocabulary import StageName, Verdict
from workers.stage import OUTCOME_REJECTED, Output, Record, Result, Stage
from workers.topics import Topic

Fields = dict[str, Any]

ARTICLE_FIELDS = ("article_id", "title", "text", "language", "published_at", "source", "url")
STORY_FIELDS = ("article_id", "story_id", "verdict", "of", "similarity", "new")
FILES = {
    Topic.RELEVANT: "articles.jsonl",
    Topic.STORIES: "stories.jsonl",
    Topic.REPORTS: "reports.jsonl",
    Topic.HISTORY: "events.jsonl",
    Topic.ITEMS: "wire.jsonl",
    Topic.REJECTED: "rejected.jsonl",
}
SUMMARY = "summary.json"
COUNTS = ("articles", "irrelevant", "rejected", "relevant", "new", "duplicate", "update", "reports", "events", "items")


class Writer:
    """Observes a pipeline: writes what it writes, counts what it does. Use as a context manager; leaving it writes the summary.

    `events` is called with every event version as it is written. Raises `OSError` where the directory or a file cannot be written.
    """

    def __init__(self, directory: Path, events: Callable[[Fields], None]) -> None:
        self._directory = directory
        self._events = events
        self._counts: Counter[str] = Counter()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._directory.mkdir(parents=True, exist_ok=True)
        (self._directory / SUMMARY).unlink(missing_ok=True)
        self._files = {
            topic: self._open.enter_context((self._directory / name).open("wb")) for topic, name in FILES.items()
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        (self._directory / SUMMARY).write_bytes(orjson.dumps(self.summary(), option=orjson.OPT_INDENT_2) + b"\n")

    def summary(self) -> dict[str, int]:
        """Return the counts. `articles` = `irrelevant` + `rejected` + `relevant`, and `relevant` = `new` + `duplicate` + `update`, always."""
        relevant = sum(self._counts[verdict] for verdict in Verdict)
        return {name: self._counts[name] for name in COUNTS} | {"relevant": relevant}

    def processed(self, stage: Stage, record: Record, result: Result) -> None:
        """Count an article where its way ends. One that extract refuses was counted with its verdict before: it is moved."""
        rejected = result.outcome == OUTCOME_REJECTED
        match stage.name:
            case StageName.INGEST:
                self._counts["articles"] += 1
                if rejected:
                    self._counts["rejected"] += 1
                elif not result.outputs:
                    self._counts["irrelevant"] += 1
            case StageName.DEDUP:
                verdict = result.outcome if result.outcome in set(Verdict) else Verdict.DUPLICATE
                self._counts["rejected" if rejected else verdict] += 1
            case StageName.EXTRACT if rejected:
                self._counts["rejected"] += 1
                self._counts[orjson.loads(record.value)["verdict"]] -= 1
            case _:
                pass

    def written(self, output: Output) -> None:
        """Write a record to its file, in the form that the file has."""
        if output.topic not in FILES or output.value is None:
            return
        line = self._line(output.topic, output.value)
        if line is not None:
            self._files[output.topic].write(line + b"\n")

    def _line(self, topic: Topic, value: bytes) -> bytes | None:
        if topic is Topic.RELEVANT:
            return _chosen(orjson.loads(value), ARTICLE_FIELDS)
        if topic is Topic.STORIES:
            return _chosen(orjson.loads(value), STORY_FIELDS)
        if topic is Topic.REPORTS:
            if "report_id" not in orjson.loads(value):
                return None
            self._counts["reports"] += 1
        elif topic is Topic.HISTORY:
            event = orjson.loads(value)
            self._counts["events"] += event["version"] == 1
            self._events(event)
        elif topic is Topic.ITEMS:
            self._counts["items"] += 1
        return value


def _chosen(fields: Fields, names: tuple[str, ...]) -> bytes:
    return orjson.dumps({name: fields[name] for name in names})
