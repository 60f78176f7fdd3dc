"""Take guards out of a worker, to show the loss that each prevents. Lives in the tests alone: the shipped code has no such switch.

Each remover is named after its guard and says what is left without it.
"""

import asyncio
import itertools
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence, Set
from typing import Any

from faust.transport.drivers import aiokafka as driver
from faust.types.tuples import TP, ConsumerMessage

from workers.dedup.native.window import NativeWindow
from workers.dedup.window import Window
from workers.fuse.state import FuseState
from workers.kafka import batches, consumer, outputs, restore, snapshots, worker
from workers.kafka.consumer import GuardedConsumer, GuardedThread
from workers.kafka.hardstop import Exit
from workers.kafka.ledger import Ledger, Ticket
from workers.kafka.limits import RejectionLimits
from workers.kafka.outputs import Planned, Planner, Send
from workers.kafka.restore import PartitionState, States
from workers.kafka.snapshots import SnapshotFolder
from workers.kafka.stage_app import StageApp, StageRunner
from workers.kafka.watchdog import Watchdog
from workers.stage import Record


def remove(guards: str) -> None:
    """Take out the guards named, joined by `+`."""
    for guard in filter(None, guards.split("+")):
        REMOVERS[guard]()


def configure(**settings: object) -> None:
    """Change settings of the Faust app that a worker makes."""
    make_app = worker.make_app

    def changed(*arguments: Any) -> StageApp:
        app = make_app(*arguments)
        for name, value in settings.items():
            setattr(app.conf, name, value)
        return app

    worker.make_app = changed


def explicit_done() -> None:
    """Faust's own acknowledgement moves the commit."""

    def ack(self: GuardedConsumer, message: ConsumerMessage) -> bool:
        message.acked = True
        self._unacked_messages.discard(message)
        message.ticket.ledger.done(message.ticket.offset)
        return True

    GuardedConsumer.ack = ack


def hard_stop() -> None:
    """An exception goes to Faust, which starts the agent again."""

    async def unguarded(self: StageRunner, work: Coroutine[Any, Any, None], otherwise: Exit) -> None:
        await work

    StageRunner._guarded = unguarded


def size_check() -> None:
    """Outputs of any size are sent."""
    Planner._check = lambda self, planned: None


def rejection_limits() -> None:
    """Any number may be rejected."""
    RejectionLimits.note = lambda self, rejected: None


def drain() -> None:
    """As `stream_wait_empty=False`: a stop or a rebalance commits at once and waits for nothing."""

    async def commit_at_once(self: GuardedConsumer) -> None:
        await self.commit()

    GuardedConsumer.wait_empty = commit_at_once


def drain_limit() -> None:
    """A stop or a rebalance waits for the batch in hand however long it takes."""
    consumer.DRAIN_SECONDS = 1e9


def forgetting_last() -> None:
    """Partitions that are revoked are forgotten before what is done of them is committed."""

    async def on_partitions_revoked(self: GuardedConsumer, revoked: Set[TP]) -> None:
        self.forget()
        await driver.Consumer.on_partitions_revoked(self, revoked)

    GuardedConsumer.on_partitions_revoked = on_partitions_revoked


def current_only() -> None:
    """What was read before a rebalance is processed after it."""
    GuardedConsumer.is_current = lambda self, message: True


def current_behind_others() -> None:
    """What a batch holds behind records from before a rebalance is left with them."""
    StageRunner._current = lambda self, messages: list(itertools.takewhile(self.consumer.is_current, messages))


def done_prefix() -> None:
    """The highest offset that is done is committed (Faust's issue 606)."""

    def done(self: Ledger, offset: int) -> None:
        self.committable = max(self.committable, offset + 1)
        while self._waiting and self._waiting[0][0] < self.committable:
            self._waiting.popleft()

    Ledger.done = done


def arrival_order() -> None:
    """A record that does not follow the one before it is taken as if it did."""
    arrive = Ledger.arrive

    def unchecked(self: Ledger, offset: int, timestamp: float = 0.0, follows: int | None = None) -> Ticket:
        self._next = offset
        return arrive(self, offset, timestamp)

    Ledger.arrive = unchecked


def log_gaps() -> None:
    """Nobody notes which offsets the log itself does not have."""
    GuardedThread._fetch_records = driver.AIOKafkaConsumerThread._fetch_records


def seek() -> None:
    """Faust's own: `seek_to_committed`, which leaves a partition without a commit where it has been read to."""

    async def perform_seek(self: GuardedConsumer) -> None:
        await driver.Consumer.perform_seek(self)
        self.ledgers = {tp: Ledger(self._committed_offset[tp] or 0) for tp in self.assignment()}

    GuardedConsumer.perform_seek = perform_seek


def start_at_the_earliest() -> None:
    """Reading starts at the committed offset even where the broker no longer has it."""
    consumer.start_offset = lambda tp, committed, earliest, end: earliest if committed is None else committed


def commit_restored() -> None:
    """A commit that failed counts as made (Faust's issue 692)."""
    commit_offsets = GuardedConsumer._commit_offsets

    async def forgetful(self: GuardedConsumer, offsets: Mapping[TP, int], start_new_transaction: bool = True) -> bool:
        committed = await commit_offsets(self, offsets)
        self._committed_offset.update(offsets)
        self._commit_due_since = None
        return committed

    GuardedConsumer._commit_offsets = forgetful


def watchdog() -> None:
    """Nobody watches."""
    Watchdog.look = lambda self: None


def patience() -> None:
    """A send gives up after 2 s (`producer_request_timeout`)."""
    configure(producer_request_timeout=2.0)


def acknowledged_by_the_broker() -> None:
    """A send counts as made once it is in the socket (`producer_acks=0`)."""
    configure(producer_acks=0)


def awaiting() -> None:
    """Outputs are sent, and nobody waits until they are written."""

    async def write(send: Send, planned: Iterable[Planned]) -> int | None:
        for record in planned:
            await send(record)
        return None

    batches.write = write


def state_last() -> None:
    """The outputs that carry state are written first."""

    async def write(send: Send, planned: Iterable[Planned]) -> int | None:
        records = list(planned)
        written = await outputs._send_all(send, [record for record in records if record.bearing])
        await outputs._send_all(send, [record for record in records if not record.bearing])
        return int(written[-1].offset) if written else None

    batches.write = write


def partition_number() -> None:
    """The producer chooses the partition of an output by its key."""

    def placed(planned: Planned, partition: int, *, bearing: bool = False) -> Planned:
        return Planned(planned.topic, planned.key, planned.value, planned.headers, None, bearing)

    outputs._placed = placed


def fence() -> None:
    """Inputs that the state covers are processed again."""

    async def process(self: batches.Batches, partition: int, incoming: Any) -> None:
        if self.states is None:
            await self._stateless(incoming)
        else:
            await self._stateful(self.states, self.states.of(partition), partition, incoming)

    batches.Batches.process = process


def restoring() -> None:
    """State begins empty."""

    async def own(self: States, partitions: Any, _: Any) -> None:
        self._held = {number: PartitionState(self._new_state()) for number in partitions}

    States.own = own


def barrier() -> None:
    """State is restored beside the work, as it would be in a callback that nobody waits for."""
    own = States.own
    running: set[asyncio.Task[None]] = set()

    async def beside(self: States, partitions: Any, ends: Any) -> None:
        self._held = {number: PartitionState(self._new_state()) for number in partitions}

        async def later() -> None:
            await asyncio.sleep(0.5)
            await own(self, partitions, ends)

        running.add(asyncio.create_task(later()))

    States.own = beside


def checking_what_others_wrote() -> None:
    """A worker that gets a partition back goes on with the state it had."""
    States._keeps = lambda self, partition, end: partition in self._held


def state_ahead() -> None:
    """Nobody compares what the state covers with the end of the input."""

    async def endless(self: StageRunner) -> dict[int, int]:
        return {tp.partition: 1 << 62 for tp in self.consumer.assignment()}

    StageRunner._ends_of_input = endless


def whole_batches() -> None:
    """A batch of a stateful stage that outlived a rebalance goes on."""
    StageRunner._refuse_unfinished = lambda self: None


def reloading() -> None:
    """A state that a failed batch has changed is kept."""

    async def reload(self: States, partition: int) -> PartitionState:
        return self._held[partition]

    States.reload = reload


def own_records_only() -> None:
    """Whatever stands in the state topic is taken into the state."""

    def take_in(held: PartitionState, partition: int, records: Sequence[Any]) -> None:
        for record in records:
            held.state.restore(Record(record.value or b"", record.key, {}, partition, record.offset))

    restore._take_in = take_in


def snapshot_identity() -> None:
    """A snapshot is found by its partition's number alone."""
    path = SnapshotFolder._path
    SnapshotFolder._path = lambda self, identity: path(self, identity[-1:])
    head = snapshots._head
    snapshots._head = lambda identity: head(identity[-1:])


def dedup_ids() -> None:
    """An article that was delivered already is placed again."""
    Window.seen = NativeWindow.seen = lambda self, article_id: None


def fuse_ids() -> None:
    """A report that an event holds already is merged again."""
    FuseState.seen = lambda self, report_id: False


REMOVERS: Mapping[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        explicit_done, hard_stop, size_check, rejection_limits, drain, drain_limit, forgetting_last, current_only,
        current_behind_others, done_prefix, arrival_order, log_gaps, seek, start_at_the_earliest, commit_restored, watchdog, patience,
        acknowledged_by_the_broker, awaiting, state_last, partition_number, fence, restoring, barrier,
        checking_what_others_wrote, state_ahead, whole_batches, reloading, own_records_only, snapshot_identity,
        dedup_ids, fuse_ids,
    )
}  # fmt: skip
