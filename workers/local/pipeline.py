"""Drives the stages over batches of records in memory, as Kafka's topics would carry them, with one partition each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol

from schemas.vocabulary import Reason
from workers.stage import Output, Record, Result, Stage, State, rejection
from workers.topics import Topic

BATCH = 64
"""Records of a batch: enough for the parser to work at its full speed, few enough for the progress bar to move."""


class Observer(Protocol):
    """Is told everything that happens, in order."""

    def processed(self, stage: Stage, record: Record, result: Result) -> None:
        """A stage is done with a record of its input."""

    def written(self, output: Output) -> None:
        """A stage has written a record."""


class Pipeline:
    """A chain of stages, each with its state, from the first one's input to whatever the stages write."""

    def __init__(self, stages: Sequence[Stage], observer: Observer) -> None:
        self._stages = [(stage, stage.new_state()) for stage in stages]
        self._observer = observer
        self._ends: Counter[Topic] = Counter()

    def feed(self, values: Iterable[bytes]) -> None:
        """Take raw messages through all stages, a batch at a time."""
        first, _ = self._stages[0]
        rest = iter(values)
        while batch := [self._record(first.reads, value=value) for value in islice(rest, BATCH)]:
            self._run(batch)

    def _run(self, batch: list[Record]) -> None:
        topics = {self._stages[0][0].reads: batch}
        for stage, state in self._stages:
            records = topics.get(stage.reads, [])
            for record, result in zip(records, _results(stage, records, state), strict=True):
                self._observer.processed(stage, record, result)
                for output in result.outputs:
                    self._observer.written(output)
                    if output.value is not None:
                        written = self._record(output.topic, key=output.key, value=output.value)
                        topics.setdefault(output.topic, []).append(written._replace(headers=output.headers))

    def _record(self, topic: Topic, *, value: bytes, key: bytes | None = None) -> Record:
        record = Record(value, key, offset=self._ends[topic])
        self._ends[topic] += 1
        return record


def _results(stage: Stage, records: list[Record], state: State | None) -> list[Result]:
    """Process a batch; where the stage fails on it, each record alone, so that one bad record costs only itself.

    A stateful stage gets its records one by one from the start: a batch that failed half-way may have changed its state.
    """
    if state is None:
        try:
            return stage.process(records, state)
        except Exception:
            return [_result(stage, record, state) for record in records]
    return [_result(stage, record, state) for record in records]


def _result(stage: Stage, record: Record, state: State | None) -> Result:
    try:
        (result,) = stage.process([record], state)
    except Exception as error:
        return rejection(stage.name, Reason.FAILED, f"{type(error).__name__}: {error}", record.value)
    return result
