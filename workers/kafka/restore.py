"""The state of the partitions a worker owns, rebuilt from the stage's own output.

State and output are one record: what a stage has written is what it knows. `States.own` runs at the rebalance barrier (before any record of the
new assignment is read) and reads each partition of the state topic from its beginning, or from a snapshot's place, to its end. The fence that
the records carry tells which inputs the state covers; those are skipped when they are delivered again.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from workers.kafka import headers as names
from workers.kafka.cluster import Cluster
from workers.kafka.connection import Connection
from workers.kafka.snapshots import Snapshot, SnapshotFolder
from workers.kafka.topics import full_name
from workers.stage import Record, Sized, Stage, State

CHUNK = 2000
"""Records taken into the state in one go, in a thread, so that the event loop stays awake."""
STALL_SECONDS = 60.0
"""How long the state topic may give nothing while its end is not reached."""
CLOSE_SECONDS = 2.0
"""How long closing the client may take. aiokafka's fetcher swallows the cancellation that is to end it where it is just then letting go of an
earlier assignment, and would be waited for without end; a second cancellation ends it."""
SNAPSHOT_SECONDS = 900.0
SNAPSHOT_RECORDS = 1000
"""A snapshot is written at most every 15 minutes and only where a restore would otherwise read this many records more."""

log = structlog.get_logger("evacwire.restore")


class RestoreError(RuntimeError):
    """The state could not be read; the message is one line."""


class StateAheadError(RuntimeError):
    """The state covers inputs that its topic does not have: one of the two topics was made anew without the other."""


@dataclass(slots=True)
class PartitionState:
    """The state of one partition. `fence` is the last input offset it covers (-1: none), `position` the end of what was read or written of
    the state topic; `dirty` while a batch has changed the state and is not yet written."""

    state: State
    fence: int = -1
    position: int = 0
    dirty: bool = False
    unsaved: int = 0
    saved_at: float = 0.0


class States:
    """The states of one worker. `end_of_input` answers the end offset of a partition of the stage's input."""

    def __init__(
        self,
        stage: Stage,
        connection: Connection,
        prefix: str,
        cluster: Cluster,
        snapshots: SnapshotFolder | None,
    ) -> None:
        assert stage.state_topic is not None
        self._stage = stage
        self._connection = connection
        self._cluster = cluster
        self._snapshots = snapshots
        self._topic = full_name(prefix, stage.state_topic)
        self._input = full_name(prefix, stage.reads)
        self._held: dict[int, PartitionState] = {}
        self.restored_seconds = 0.0

    def of(self, partition: int) -> PartitionState:
        """Return the state of a partition that is owned."""
        return self._held[partition]

    def sizes(self) -> dict[str, int]:
        """Return how many entries the states hold, by kind."""
        total: Counter[str] = Counter()
        for held in self._held.values():
            if isinstance(held.state, Sized):
                total.update(held.state.sizes())
        return dict(total)

    async def own(self, partitions: Iterable[int], ends_of_input: Callable[[], Awaitable[dict[int, int]]]) -> None:
        """Hold exactly these partitions: forget the others, keep what nobody else has written to since, restore the rest.

        Raises `RestoreError` and `StateAheadError`.
        """
        wanted = set(partitions)
        self._held = {number: held for number, held in self._held.items() if number in wanted}
        started = time.monotonic()
        if not wanted:
            return
        ends = await self._read(sorted(wanted))
        inputs = await ends_of_input()
        for number in sorted(wanted):
            held = self._held[number]
            if held.fence >= inputs[number]:
                raise StateAheadError(
                    f"{self._topic}[{number}] comes from offset {held.fence} of {self._input}, which ends at {inputs[number]}: "
                    "make both topics anew, or use another EVACWIRE_TOPIC_PREFIX"
                )
            held.position = ends[number]
        self.restored_seconds = time.monotonic() - started

    async def reload(self, partition: int) -> PartitionState:
        """Restore one partition afresh, after its state was spoilt by a failed batch."""
        self._held.pop(partition, None)
        ends = await self._read([partition])
        held = self._held[partition]
        held.position = ends[partition]
        return held

    async def _read(self, partitions: list[int]) -> dict[int, int]:
        consumer = AIOKafkaConsumer(
            **self._connection.client_options(),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=4 << 20,
        )
        await consumer.start()
        try:
            tps = {number: TopicPartition(self._topic, number) for number in partitions}
            end_offsets = await consumer.end_offsets(list(tps.values()))
            begin_offsets = await consumer.beginning_offsets(list(tps.values()))
            ends = {number: int(end_offsets[tp]) for number, tp in tps.items()}
            for number, tp in tps.items():
                if not self._keeps(number, ends[number]):
                    await self._restore(consumer, number, int(begin_offsets[tp]), ends[number])
            return ends
        finally:
            with suppress(TimeoutError):
                await asyncio.wait_for(consumer.stop(), CLOSE_SECONDS)

    def _keeps(self, partition: int, end: int) -> bool:
        held = self._held.get(partition)
        return held is not None and not held.dirty and held.position == end

    async def _restore(self, consumer: AIOKafkaConsumer, partition: int, begin: int, end: int) -> None:
        started = time.monotonic()
        held, position = self._from_snapshot(partition, begin, end)
        read = await self._take_in_all(consumer, held, partition, position, end) if position < end else 0
        held.position, held.unsaved = end, read
        self._held[partition] = held
        seconds = round(time.monotonic() - started, 3)
        log.info(
            "state restored", topic=self._topic, partition=partition, records=read, fence=held.fence, seconds=seconds
        )

    async def _take_in_all(
        self, consumer: AIOKafkaConsumer, held: PartitionState, partition: int, position: int, end: int
    ) -> int:
        """Take what a partition holds from `position` to `end` into the state; returns how many records that was."""
        tp = TopicPartition(self._topic, partition)
        consumer.assign([tp])
        consumer.seek(tp, position)
        read, silent_since = 0, time.monotonic()
        while await consumer.position(tp) < end:
            records = (await consumer.getmany(tp, timeout_ms=1000, max_records=CHUNK)).get(tp, [])
            wanted = [record for record in records if record.offset < end]
            if wanted:
                silent_since = time.monotonic()
                await asyncio.to_thread(_take_in, held, partition, wanted)
                read += len(wanted)
            elif time.monotonic() - silent_since > STALL_SECONDS:
                raise RestoreError(f"{tp.topic}[{partition}] gives nothing at {await consumer.position(tp)} of {end}")
        return read

    def _from_snapshot(self, partition: int, begin: int, end: int) -> tuple[PartitionState, int]:
        snapshot = self._snapshots.read(self._identity(partition)) if self._snapshots else None
        if snapshot is not None and begin <= snapshot.position <= end:
            state = self._new_state()
            try:
                state.load(snapshot.state)
            except ValueError as error:
                log.warning("snapshot not used", partition=partition, why=str(error))
            else:
                return PartitionState(state, snapshot.fence), snapshot.position
        return PartitionState(self._new_state()), begin

    def _new_state(self) -> State:
        state = self._stage.new_state()
        assert state is not None, "a stage with a state topic has a state"
        return state

    def _identity(self, partition: int) -> tuple[str, ...]:
        return (self._cluster.cluster_id, self._cluster.topic_ids[self._topic], self._topic, str(partition))

    async def save(self) -> None:
        """Write the snapshots that are due. Called between batches, while no state changes."""
        if self._snapshots is None:
            return
        for number, held in self._held.items():
            due = not held.saved_at or time.monotonic() - held.saved_at > SNAPSHOT_SECONDS
            if held.dirty or held.unsaved < SNAPSHOT_RECORDS or not due:
                continue
            body = await asyncio.to_thread(held.state.save)
            self._snapshots.write(self._identity(number), Snapshot(held.position, held.fence, body))
            held.unsaved, held.saved_at = 0, time.monotonic()


def _take_in(held: PartitionState, partition: int, records: list[ConsumerRecord]) -> None:
    """What carries no fence of this partition was not written by the stage (a requeued record, somebody's own) and is no part of its state."""
    for record in records:
        headers = names.from_pairs(record.headers)
        offset = names.read_fence(headers, partition)
        if offset is None:
            continue
        held.state.restore(Record(record.value or b"", record.key, headers, partition, record.offset))
        held.fence = max(held.fence, offset)
