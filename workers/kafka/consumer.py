"""The consumer that loses nothing: Faust's, with its bookkeeping of offsets replaced.

A checkpoint, and what a crash between two of its steps means (D: delivered again, nothing lost):

 1. A record arrives. `_to_message` enters it into its partition's ledger, which refuses an offset that does not follow the one before.
    Crash: D.
 2. The stage processes the batch. Crash: D; the stage is pure, so the same results come again.
 3. The outputs that carry no state are sent, and every one's acknowledgement is awaited. Crash: D; consumers see some of them twice, with
    the same ids and versions.
 4. The outputs that carry state are sent in order to the input's partition number, and awaited. Crash in between: what was written is a
    prefix of what was read; the restored state knows it, and its fence skips the inputs that it covers. Crash after: D, all skipped.
 5. The handler marks the batch's tickets done. Only this moves the offset to commit: Faust's own acknowledgements, which come even when a
    handler raises, move nothing. A ticket from before a seek or rebalance belongs to a ledger that is no longer asked. Crash: as after 4.
 6. Once a second the offset before which everything is done is committed. A commit that fails leaves `_committed_offset` as it was, so it
    is tried again. Crash: either the old or the new offset is committed; both are behind what is done.
 7. After a rebalance or a restart `perform_seek` starts each partition at its committed offset, else at the earliest, with a new ledger.

While partitions are revoked the batch in hand is finished and committed (`wait_empty`), then all ledgers are forgotten. A batch that takes
longer than a rebalance waits is delivered again; where the stage has state the worker ends, since what such a batch still writes would not
be in the state restored meanwhile.
"""

import asyncio
import time
from collections.abc import Container, Iterable, Mapping, Sequence, Set

import aiokafka
import faust
import structlog
from aiokafka.errors import KafkaError
from aiokafka.structs import ConsumerRecord
from faust.transport.drivers import aiokafka as driver
from faust.types.tuples import TP, ConsumerMessage

from workers.kafka.hardstop import Exit, hard_stop
from workers.kafka.ledger import Ledger, OffsetJumpError, Ticket

FAUST_VERSION = "0.15.3"
AIOKAFKA_VERSION = "0.14.0"
"""The versions whose internals the guards were written against; others may lose messages in new ways."""
DRAIN_SECONDS = 15.0
"""How long a batch in hand may hold up a rebalance or a stop. It is then abandoned, uncommitted; a stop must end within 30 s."""
LAST_COMMIT_SECONDS = 5.0
"""How long the commit at the end of a drain may take; without it the batch is delivered again."""
RPC_SECONDS = 20.0
"""How long looking up the offsets to start from may take before the attempt fails and the worker restarts."""

log = structlog.get_logger("evacwire.consumer")


def check_versions() -> None:
    """Raise `RuntimeError` where Faust or aiokafka is not the version that the guards were written against."""
    if (faust.__version__, aiokafka.__version__) != (FAUST_VERSION, AIOKAFKA_VERSION):
        found = f"faust-streaming {faust.__version__}, aiokafka {aiokafka.__version__}"
        raise RuntimeError(f"faust-streaming {FAUST_VERSION} and aiokafka {AIOKAFKA_VERSION} are needed, not {found}")


class TrackedMessage(ConsumerMessage):  # type: ignore[misc]
    """A message with its place in its partition's ledger."""

    __slots__ = ("ticket",)
    ticket: Ticket


class GuardedThread(driver.AIOKafkaConsumerThread):  # type: ignore[misc]
    """The thread that speaks to the broker. A commit that fails is an answer, not a crash; and it notes where the log itself has gaps
    (`gaps`: by partition and offset, the offset that should have come), so that only records dropped after it count as lost."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.gaps: dict[tuple[TP, int], int] = {}
        self._read_to: dict[TP, int] = {}

    async def _fetch_records(self, *args: object, **kwargs: object) -> Mapping[TP, Sequence[ConsumerRecord]]:
        fetched: Mapping[TP, Sequence[ConsumerRecord]] = await super()._fetch_records(*args, **kwargs)
        for tp, records in fetched.items():
            for record in records:
                expected = self._read_to.get(tp, record.offset)
                if record.offset != expected:
                    self.gaps[tp, record.offset] = expected
                self._read_to[tp] = record.offset + 1
        return fetched

    def verify_event_path(self, now: float, tp: TP) -> None:
        """Say nothing: Faust takes offsets that it does not commit itself for events that are stuck. The watchdog and the metrics tell."""

    def starts_at(self, starts: Mapping[TP, int]) -> None:
        """Note that reading starts anew."""
        self.gaps.clear()
        self._read_to = dict(starts)

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        consumer = self._ensure_consumer()
        held = self.assignment()
        try:
            await consumer.commit({driver.ensure_aiokafka_TP(tp): at for tp, at in offsets.items() if tp in held})
        except KafkaError as error:
            log.warning("commit failed", error=type(error).__name__)
            return False
        return True

    async def committed(self, partitions: Iterable[TP]) -> dict[TP, int | None]:
        """Return the committed offset of each partition, None where nothing was ever committed."""
        answer: dict[TP, int | None] = await self.call_thread(self._committed, list(partitions))
        return answer

    async def _committed(self, partitions: list[TP]) -> dict[TP, int | None]:
        consumer = self._ensure_consumer()
        return {tp: await consumer.committed(driver.ensure_aiokafka_TP(tp)) for tp in partitions}


class GuardedConsumer(driver.Consumer):  # type: ignore[misc]
    """Faust's consumer with explicit done marks. `ledgers` holds the partitions read since the last seek; `busy` and `draining` are set by
    the handler and read by it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.ledgers: dict[TP, Ledger] = {}
        self.busy = False
        self.draining = False
        self.drained = False
        self._commit_due_since: float | None = None

    def _new_consumer_thread(self) -> GuardedThread:
        return GuardedThread(self, loop=self.loop, beacon=self.beacon)

    def _to_message(self, tp: TP, record: ConsumerRecord) -> ConsumerMessage:
        message = TrackedMessage(
            record.topic,
            record.partition,
            record.offset,
            (record.timestamp or 0) / 1000.0,
            record.timestamp_type,
            record.headers,
            record.key,
            record.value,
            record.checksum,
            record.serialized_key_size,
            record.serialized_value_size,
            tp,
            generation_id=self.app.consumer_generation_id,
        )
        ledger = self.ledgers.get(tp)
        if ledger is None:
            message.ticket = Ticket(Ledger(record.offset), record.offset)
            return message
        try:
            follows = self._thread.gaps.pop((tp, record.offset), None)
            message.ticket = ledger.arrive(record.offset, message.timestamp, follows)
        except OffsetJumpError as error:
            hard_stop(Exit.OFFSET_JUMPED, f"{record.topic}[{record.partition}]: {error}")
        return message

    def is_current(self, message: TrackedMessage) -> bool:
        """Return whether the message belongs to a partition as it is read now, not as it was before a seek or rebalance."""
        return not self.draining and self.ledgers.get(message.tp) is message.ticket.ledger

    def done(self, message: TrackedMessage) -> None:
        """Mark a message done: everything that follows from it has been written. A mark from before a seek counts for nothing."""
        message.ticket.ledger.done(message.ticket.offset)

    def ack(self, message: ConsumerMessage) -> bool:
        """Let Faust forget a message. It comes even where the handler raised, so it never moves the commit."""
        message.acked = True
        self._unacked_messages.discard(message)
        return True

    def _filter_tps_with_pending_acks(self, topics: Container[str | TP] | None = None) -> list[TP]:
        return [tp for tp in self.ledgers if topics is None or tp in topics or tp.topic in topics]

    def _new_offset(self, tp: TP) -> int | None:
        ledger = self.ledgers.get(tp)
        return None if ledger is None else ledger.committable

    def _should_commit(self, tp: TP, offset: int) -> bool:
        committed = self._committed_offset[tp]
        return offset > (0 if committed is None else committed)

    async def _commit_offsets(self, offsets: Mapping[TP, int], start_new_transaction: bool = True) -> bool:
        held = self.assignment()
        mine = {tp: offset for tp, offset in offsets.items() if tp in held}
        if not mine:
            return False
        if self._commit_due_since is None:
            self._commit_due_since = time.monotonic()
        if not await self._commit(mine):
            return False
        self._commit_due_since = None
        self._committed_offset.update({tp: offset for tp, offset in mine.items() if tp in self.ledgers})
        return True

    def commit_overdue_seconds(self) -> float:
        """Return for how long commits have been failing or hanging; 0 where they do not."""
        return 0.0 if self._commit_due_since is None else time.monotonic() - self._commit_due_since

    def waiting_seconds(self) -> float:
        """Return for how long the worst partition has had a record waiting while nothing got done."""
        return max((ledger.waiting_seconds() for ledger in list(self.ledgers.values())), default=0.0)

    def committed_offsets(self) -> dict[TP, int]:
        """Return the offset that each partition read now is committed up to, as far as this worker knows."""
        return {tp: self._committed_offset[tp] or 0 for tp in list(self.ledgers)}

    async def wait_empty(self) -> None:
        """Let the batch in hand finish, take no other, and commit what is done; gives up after `DRAIN_SECONDS`."""
        self.draining = True
        deadline = time.monotonic() + DRAIN_SECONDS
        while self.busy and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        if self.busy:
            log.warning("a batch was abandoned, uncommitted", after_seconds=DRAIN_SECONDS)
        await asyncio.wait({asyncio.ensure_future(self._last_commit())}, timeout=LAST_COMMIT_SECONDS)
        self.drained = True

    async def _last_commit(self) -> None:
        """Commit twice: where another commit is under way, the first call only waits for that one, which may know less."""
        await self.commit()
        await self.commit()

    async def on_stop(self) -> None:
        """Drain and commit, whatever Faust's own setting says."""
        if not self.drained:
            await self.wait_empty()
        self.forget()

    async def on_partitions_revoked(self, revoked: Set[TP]) -> None:
        """Drain and commit, then forget all partitions: the assignment that follows names the ones to read."""
        await super().on_partitions_revoked(revoked)
        self.forget()

    def forget(self) -> None:
        """Forget every partition: what is still in hand will be delivered again to whoever is assigned it."""
        self.ledgers.clear()
        self._committed_offset.clear()
        self._commit_due_since = None

    async def on_partitions_assigned(self, assigned: Set[TP], generation_id: int = 0) -> None:
        """Take batches again, from the seek on that follows the barrier."""
        self.draining = self.drained = False
        await super().on_partitions_assigned(assigned, generation_id)

    async def perform_seek(self) -> None:
        """Start each assigned partition at its committed offset, else at the earliest that the broker still has.

        Faust also asks for it while partitions are being revoked; that would cost the batch in hand its commit, so it is not done then, nor
        where a rebalance came while the offsets were looked up: each assignment is followed by a seek of its own.
        """
        if self.draining:
            return
        partitions, generation = self.assignment(), self.app.consumer_generation_id
        async with asyncio.timeout(RPC_SECONDS):
            committed = await self._thread.committed(partitions)
            earliest = await self.earliest_offsets(*partitions)
            ends = await self.highwaters(*partitions)
        if self.draining or self.app.consumer_generation_id != generation:
            return
        starts = {tp: start_offset(tp, committed[tp], earliest[tp], ends[tp]) for tp in partitions}
        await self.seek_wait(starts)
        self._thread.starts_at(starts)
        self.ledgers = {tp: Ledger(offset) for tp, offset in starts.items()}
        self._committed_offset.update(starts)


def start_offset(tp: TP, committed: int | None, earliest: int, end: int) -> int:
    """Return where to start reading: at the committed offset, else at the earliest; says so where records are gone or the topic is new."""
    if committed is None:
        return earliest
    if committed > end:
        log.error("the topic is shorter than what was read: made anew? reading it from its beginning", topic=tp.topic,
                  partition=tp.partition, committed=committed, end=end)  # fmt: skip
        return earliest
    if committed < earliest:
        log.error(
            "records were deleted by retention before they were read",
            topic=tp.topic,
            partition=tp.partition,
            lost=earliest - committed,
        )
        return earliest
    return committed


class GuardedTransport(driver.Transport):  # type: ignore[misc]
    """Faust's aiokafka transport with the guarded consumer."""

    Consumer = GuardedConsumer
