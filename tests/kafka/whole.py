"""The whole pipeline for the broker tests: what it gives without Kafka, what it gave on Kafka, and its processes."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson
import psutil

from schemas.rejected import Rejected
from schemas.vocabulary import StageName
from tests.corpus import extraction_articles
from tests.kafka.harness import Kafka, WorkerProcess, wait_until
from workers.kafka.stage_app import group_of
from workers.kafka.tools.refused import READS
from workers.local.pipeline import Pipeline
from workers.settings import Settings
from workers.stage import Output, Record, Result, Stage
from workers.stages import all_stages
from workers.topics import Topic

SAMPLE = Path(__file__).parents[2] / "workers" / "data" / "sample" / "stream.jsonl"


def sample() -> list[bytes]:
    """Return the messages of the sample stream."""
    return [line for line in SAMPLE.read_bytes().split(b"\n") if line.strip()]


def corpus() -> list[bytes]:
    """Return some 400 of the annotated articles, of every part, as raw messages."""
    entries = [entry for part in ("development", "test") for entry in extraction_articles(part)]
    return [orjson.dumps(entry["article"]) for entry in entries[:: max(1, len(entries) // 400)]]


class Outcome:
    """What a run wrote, by topic, in order, each record once: later repeats of an id and version are dropped, as a consumer does."""

    def __init__(self, values: dict[str, list[bytes]]) -> None:
        self.articles = _once(values[Topic.RELEVANT], "article_id", "content_id", "withdrawn")
        self.stories = _all(values[Topic.STORIES])
        self.reports = _once(values[Topic.REPORTS], "report_id", "kind", "article_id", "keep_content_id", "event_id")
        self.history = _once(values[Topic.HISTORY], "event_id", "version")
        self.items = _once(values[Topic.ITEMS], "uri", "version")
        refused = (Rejected.from_json(value) for value in values[Topic.REJECTED])
        self.refused = sorted({(str(each.stage), str(each.reason), each.input) for each in refused})

    def differs(self, other: "Outcome") -> dict[str, str]:
        """Return the parts in which two runs differ, with the first record that does and how."""
        parts = ((name, mine, vars(other)[name]) for name, mine in vars(self).items())
        return {name: _difference(mine, theirs) for name, mine, theirs in parts if mine != theirs}


def _difference(mine: list[Any], theirs: list[Any]) -> str:
    for number, (one, another) in enumerate(zip(mine, theirs, strict=False)):
        if one != another:
            fields = (
                {name: (one[name], another.get(name)) for name in one if one[name] != another.get(name)}
                if isinstance(one, dict)
                else (one, another)
            )
            return f"record {number} of {len(mine)} and {len(theirs)}: {str(fields)[:600]}"
    return f"{len(mine)} records, not {len(theirs)}"


def _all(values: Iterable[bytes]) -> list[Any]:
    return [orjson.loads(value) for value in values]


def _once(values: Iterable[bytes], *key: str) -> list[Any]:
    found: dict[tuple[Any, ...], Any] = {}
    for entry in _all(values):
        found.setdefault(tuple(entry.get(name) for name in key), entry)
    return list(found.values())


class Recorder:
    """Keeps the values that the stages of a local run write, by topic."""

    def __init__(self) -> None:
        self.values: dict[str, list[bytes]] = defaultdict(list)

    def processed(self, stage: Stage, record: Record, result: Result) -> None:
        """Nothing is counted."""

    def written(self, output: Output) -> None:
        if output.value is not None:
            self.values[output.topic].append(output.value)


def run_locally(messages: list[bytes]) -> Outcome:
    """Return what the pipeline gives without Kafka."""
    recorder = Recorder()
    Pipeline(all_stages(Settings.from_environment({})), recorder).feed(messages)
    return Outcome(recorder.values)


def written(kafka: Kafka) -> Outcome:
    """Return what is in the topics."""
    values: dict[str, list[bytes]] = defaultdict(list)
    for topic in Topic:
        values[topic] = [record.value for record in kafka.read(topic) if record.value is not None]
    return Outcome(values)


def drained(kafka: Kafka) -> bool:
    """Return whether every stage has committed all of its input, first stage first."""
    return all(kafka.behind(group_of(kafka.prefix, stage), READS[stage]) == 0 for stage in StageName)


def workers(supervisor: WorkerProcess) -> dict[str, psutil.Process]:
    """Return the processes of a supervisor by stage, and one of extract's NLP processes as `nlp`."""
    found: dict[str, psutil.Process] = {}
    for child in psutil.Process(supervisor.process.pid).children(recursive=True):
        try:
            line = child.cmdline()
        except psutil.Error:
            continue
        if "worker" in line:
            found[line[line.index("worker") + 1]] = child
        elif any("spawn_main" in part for part in line):
            found["nlp"] = child
    return found


def wait_drained(kafka: Kafka) -> None:
    wait_until(lambda: drained(kafka), what="the stages are not through")
