"""Small real stages that the shell is tested with."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import orjson

from schemas.vocabulary import Reason, StageName
from workers.settings import Settings
from workers.stage import Output, Record, Result, State, rejection
from workers.topics import Topic


class PassThrough:
    """Copies each record. What the record says about itself makes trouble; `astray` sends its output to a topic that is not there, once."""

    name = StageName.INGEST
    reads = Topic.RAW
    state_topic: Topic | None = None

    def new_state(self) -> None:
        return None

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        return [self._one(record) for record in batch]

    def _one(self, record: Record) -> Result:
        data = orjson.loads(record.value)
        trouble(data)
        if data.get("refuse"):
            return rejection(self.name, Reason.INVALID_FIELD, "asked to", record.value)
        value = record.value + b" " * data.get("grow", 0)
        topic = Topic.RELEVANT
        if "astray" in data and not Path(data["astray"]).exists():
            Path(data["astray"]).touch()
            topic = cast(Topic, "nowhere")
        return Result("copied", (Output(topic, record.key, value),))


def trouble(data: dict[str, object]) -> None:
    """Leave the sign and do the harm that a record asks for."""
    if "begun" in data:
        Path(str(data["begun"])).touch()
    if "sleep" in data:
        time.sleep(float(str(data["sleep"])))
    if data.get("raise"):
        raise ValueError("asked to")
    if data.get("crash"):
        os.abort()


class CountState:
    """Counts by key, and the ids seen."""

    def __init__(self) -> None:
        self.counts: dict[bytes, int] = {}

    def restore(self, output: Record) -> None:
        if output.key is not None:
            self.counts[output.key] = orjson.loads(output.value)["count"]

    def save(self) -> bytes:
        return orjson.dumps({key.decode(): count for key, count in self.counts.items()})

    def load(self, snapshot: bytes) -> None:
        try:
            self.counts = {key.encode(): count for key, count in orjson.loads(snapshot).items()}
        except (orjson.JSONDecodeError, AttributeError) as error:
            raise ValueError(str(error)) from error


class Counter:
    """Numbers the records of each key: its output carries its state, so a number lost or given twice is seen."""

    name = StageName.DEDUP
    reads = Topic.RELEVANT
    state_topic: Topic | None = Topic.STORIES

    def new_state(self) -> CountState:
        return CountState()

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        assert isinstance(state, CountState)
        return [self._one(record, state) for record in batch]

    def _one(self, record: Record, state: CountState) -> Result:
        data = orjson.loads(record.value)
        key = record.key or b""
        count = state.counts.get(key, 0) + 1
        state.counts[key] = count
        trouble(data)
        value = orjson.dumps({"id": data["id"], "count": count}) + b" " * data.get("grow", 0)
        beside = Output(Topic.HISTORY, key, orjson.dumps({"id": data["id"], "count": count}))
        return Result("counted", (beside, Output(Topic.STORIES, key, value)))


def pass_through(settings: Settings) -> PassThrough:
    return PassThrough()


def counter(settings: Settings) -> Counter:
    return Counter()
