"""One batch, from the records as they came to the tickets marked done. The steps are numbered in `consumer`."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schemas.vocabulary import Reason
from workers.kafka import headers as names
from workers.kafka.executor import Executor, failed
from workers.kafka.exposition import Metrics
from workers.kafka.facts import log_facts
from workers.kafka.limits import RejectionLimits
from workers.kafka.outputs import Incoming, Outcome, OutputTooLargeError, Planned, Planner, Send, write
from workers.kafka.restore import PartitionState, States
from workers.stage import OUTCOME_REJECTED, Result, Stage, Tally, rejection
from workers.topics import Topic


@dataclass(slots=True)
class Batches:
    """Processes batches of one partition at a time. `states` is None for a stateless stage; `clock` tells Unix time in seconds."""

    stage: Stage
    executor: Executor
    planner: Planner
    send: Send
    metrics: Metrics
    limits: RejectionLimits
    states: States | None
    clock: Callable[[], float] = time.time

    async def process(self, partition: int, incoming: Sequence[Incoming]) -> None:
        """Process records of one partition, in order, and return when all that follows from them is written.

        Raises `TooManyRejectedError`, and whatever the producer raises; nothing is known then, and the worker must stop.
        """
        if self.states is None:
            await self._stateless(incoming)
        else:
            held = self.states.of(partition)
            fresh = [each for each in incoming if each.record.offset > held.fence]
            if len(fresh) < len(incoming):
                self.metrics.count(Tally("repeats_total", (self.stage.name,)), len(incoming) - len(fresh))
            if fresh:
                await self._stateful(self.states, held, partition, fresh)

    async def _stateless(self, incoming: Sequence[Incoming]) -> None:
        outcomes = await self._run(incoming, None)
        planned: list[Planned] = []
        for index, each in enumerate(incoming):
            try:
                planned += self.planner.plan(each, outcomes[index])
            except OutputTooLargeError as error:
                outcomes[index] = self._too_large(each, error)
                planned += self.planner.plan(each, outcomes[index])
        await self._write(incoming, outcomes, planned)

    async def _stateful(
        self, states: States, held: PartitionState, partition: int, incoming: Sequence[Incoming]
    ) -> None:
        held.dirty = True
        try:
            outcomes = await self._run(incoming, held)
            planned = [
                record for each, o in zip(incoming, outcomes, strict=True) for record in self.planner.plan(each, o)
            ]
        except Exception:
            await self._one_by_one(states, partition, incoming)
            return
        await self._write_held(held, incoming, outcomes, planned)

    async def _one_by_one(self, states: States, partition: int, incoming: Sequence[Incoming]) -> None:
        held = await states.reload(partition)
        for each in incoming:
            held.dirty = True
            try:
                outcome = (await self._run([each], held))[0]
                planned = self.planner.plan(each, outcome)
            except Exception as error:
                held = await states.reload(partition)
                outcome = self._refused(each, error)
                planned = self.planner.plan(each, outcome)
            await self._write_held(held, [each], [outcome], planned)

    async def _run(self, incoming: Sequence[Incoming], held: PartitionState | None) -> list[Outcome]:
        started = time.perf_counter()
        outcomes = await self.executor.run([each.record for each in incoming], held.state if held else None)
        self.metrics.observe("stage_duration_seconds", time.perf_counter() - started, self.stage.name)
        return outcomes

    def _refused(self, incoming: Incoming, error: Exception) -> Outcome:
        if isinstance(error, OutputTooLargeError):
            return self._too_large(incoming, error)
        return failed(self.stage, incoming.record, error, attempts=2)

    def _too_large(self, incoming: Incoming, error: OutputTooLargeError) -> Outcome:
        result: Result = rejection(self.stage.name, Reason.TOO_LARGE, str(error), incoming.record.value)
        return Outcome(result, exception=type(error).__name__)

    async def _write_held(
        self, held: PartitionState, incoming: Sequence[Incoming], outcomes: Sequence[Outcome], planned: list[Planned]
    ) -> None:
        last = await self._write(incoming, outcomes, planned)
        if last is not None:
            held.position = last + 1
            held.unsaved += sum(record.bearing for record in planned)
        held.fence = incoming[-1].record.offset
        held.dirty = False

    async def _write(
        self, incoming: Sequence[Incoming], outcomes: Sequence[Outcome], planned: list[Planned]
    ) -> int | None:
        for outcome in outcomes:
            self.limits.note(outcome.result.outcome == OUTCOME_REJECTED)
        last = await write(self.send, planned)
        log_facts(incoming, outcomes)
        self._count(outcomes, planned)
        return last

    def _count(self, outcomes: Sequence[Outcome], planned: Sequence[Planned]) -> None:
        for outcome, times in Counter(outcome.result.outcome for outcome in outcomes).items():
            self.metrics.count(Tally("articles_total", (self.stage.name, outcome)), times)
        for tally, times in Counter(tally for outcome in outcomes for tally in outcome.result.tallies).items():
            self.metrics.count(tally, times)
        events = self.planner.prefix + Topic.EVENTS
        for record in planned:
            if record.topic == events and record.value is not None:
                arrived = names.read_milliseconds(dict(record.headers))
                if arrived is not None:
                    self.metrics.observe("end_to_end_latency_seconds", max(0.0, self.clock() - arrived / 1000))
