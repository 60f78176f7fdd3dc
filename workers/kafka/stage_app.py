"""One stage as a Faust app: the agent that takes batches, and everything around it that a worker needs."""

import itertools
import tempfile
import time
from collections.abc import Awaitable, Coroutine, Iterable, Sequence
from pathlib import Path
from typing import Any

import faust
import structlog

from workers.kafka import headers as names
from workers.kafka.batches import Batches
from workers.kafka.connection import Connection
from workers.kafka.consumer import GuardedConsumer, GuardedTransport, TrackedMessage, check_versions
from workers.kafka.hardstop import Exit, hard_stop
from workers.kafka.limits import TooManyRejectedError
from workers.kafka.outputs import Incoming, Planned, Send
from workers.kafka.restore import RestoreError, StateAheadError
from workers.kafka.topics import REJECTED_BYTES, full_name
from workers.stage import Record, Stage

BATCH_WITHIN = 0.05
"""Seconds that a batch waits to be filled: what a quiet stream adds to an article's latency."""
BUFFER_RECORDS = 1000
"""Records read ahead of the stage; with 4 MB each still within reach of one machine's memory."""
SESSION_SECONDS = 30.0
HEARTBEAT_SECONDS = 3.0
"""A killed worker that comes back to its slot within the session goes on at once (static membership); one that does not come back is missed
after it. Heartbeats have a thread of their own, so a busy stage does not miss them."""
COMMIT_INTERVAL = 1.0
LINGER_SECONDS = 0.005
"""A batch's outputs are handed over together and awaited together; a longer linger would only add to each batch."""
PRODUCE_BATCH_BYTES = 256 * 1024

log = structlog.get_logger("evacwire.worker")


class StageApp(faust.App):  # type: ignore[misc]
    """A Faust app with the guarded consumer, and without folders, tables and web server."""

    def _create_directories(self) -> None:
        """Make no folder: nothing is kept in one."""

    def _new_transport(self) -> GuardedTransport:
        return GuardedTransport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> GuardedTransport:
        return GuardedTransport(self.conf.broker_producer, self)


def group_of(prefix: str, stage: str) -> str:
    """Return the consumer group of a stage's workers."""
    return f"{prefix}evacwire-{stage}"


def make_app(stage: Stage, connection: Connection, prefix: str, slot: str) -> StageApp:
    """Return the app of one stage, with the settings that were measured to lose nothing (`docs/delivery.md`)."""
    check_versions()
    return StageApp(
        group_of(prefix, stage.name),
        broker=connection.faust_url,
        broker_credentials=faust_credentials(connection),
        datadir=str(Path(tempfile.gettempdir()) / "evacwire"),
        consumer_group_instance_id=f"{stage.name}-{slot}",
        consumer_auto_offset_reset="earliest",
        consumer_max_fetch_size=4 << 20,
        broker_session_timeout=SESSION_SECONDS,
        broker_heartbeat_interval=HEARTBEAT_SECONDS,
        broker_commit_interval=COMMIT_INTERVAL,
        broker_max_poll_records=BUFFER_RECORDS,
        stream_buffer_maxsize=BUFFER_RECORDS,
        stream_wait_empty=True,
        stream_recovery_delay=0.0,
        producer_acks=-1,
        producer_linger=LINGER_SECONDS,
        producer_max_batch_size=PRODUCE_BATCH_BYTES,
        producer_max_request_size=REJECTED_BYTES + (1 << 20),
        topic_allow_declare=False,
        topic_disable_leader=True,
        web_enabled=False,
        worker_redirect_stdouts=False,
        autodiscover=False,
    )


def faust_credentials(connection: Connection) -> faust.SASLCredentials | faust.SSLCredentials | None:
    """Return the connection's credentials as Faust wants them, None for plain text."""
    if connection.mechanism:
        return faust.SASLCredentials(
            username=connection.username,
            password=connection.password,
            mechanism=connection.mechanism,
            ssl_context=connection.ssl_context(),
        )
    context = connection.ssl_context()
    return None if context is None else faust.SSLCredentials(context)


class StageRunner:
    """Drives one stage's app: takes batches, restores state at the barrier, and stops the worker on what is not expected."""

    def __init__(self, app: StageApp, stage: Stage, prefix: str, batches: Batches, batch_size: int) -> None:
        self.app = app
        self.stage = stage
        self.batches = batches
        self.input = full_name(prefix, stage.reads)
        self.ready = False
        self._batch_size = batch_size
        topic = app.topic(
            self.input, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw", allow_empty=True
        )
        app.agent(topic, name=f"evacwire-{stage.name}")(self._agent)
        app.on_rebalance_complete.connect(self._at_barrier, weak=False)
        app.on_partitions_revoked.connect(self._on_revoked, weak=False)

    @property
    def consumer(self) -> GuardedConsumer:
        """The app's consumer."""
        consumer: GuardedConsumer = self.app.consumer
        return consumer

    async def _agent(self, stream: Any) -> None:  # noqa: ANN401
        async for events in stream.take_events(self._batch_size, within=BATCH_WITHIN):
            await self._guarded(self._take([event.message for event in events]), Exit.BATCH_FAILED)
            if self.batches.states is not None:
                await self.batches.states.save()

    async def _take(self, messages: Sequence[TrackedMessage]) -> None:
        """Process what was read, partition by partition. What belongs to an earlier assignment is left: it is delivered again."""
        by_partition = sorted(messages, key=lambda message: message.partition)
        for _, group in itertools.groupby(by_partition, key=lambda message: message.partition):
            if current := self._current(group):
                await self._take_partition(current)

    def _current(self, messages: Iterable[TrackedMessage]) -> list[TrackedMessage]:
        """Return those of the assignment as it is now. Faust's buffer keeps older ones: they may come in one batch with those, and before them."""
        return [message for message in messages if self.consumer.is_current(message)]

    async def _take_partition(self, messages: Sequence[TrackedMessage]) -> None:
        self.consumer.busy = True
        try:
            await self.batches.process(messages[0].partition, [_incoming(message) for message in messages])
            for message in messages:
                self.consumer.done(message)
        finally:
            self.consumer.busy = False

    async def _at_barrier(self, *_: object, **__: object) -> None:
        """Restore the state of the partitions assigned, before any record of theirs is read."""
        await self._guarded(self._restore(), Exit.RESTORE_FAILED)
        self.ready = True

    async def _restore(self) -> None:
        if self.batches.states is not None:
            self._refuse_unfinished()
            partitions = [tp.partition for tp in self.consumer.assignment()]
            await self.batches.states.own(partitions, self._ends_of_input)

    def _refuse_unfinished(self) -> None:
        """A batch that outlived its drain would still write, with numbers that the state restored now gives again."""
        if self.consumer.busy:
            raise RestoreError("a batch was still in hand when its partitions had been given away")

    async def _ends_of_input(self) -> dict[int, int]:
        partitions = self.consumer.assignment()
        ends = await self.consumer.highwaters(*partitions)
        return {tp.partition: end for tp, end in ends.items()}

    async def _on_revoked(self, *_: object, **__: object) -> None:
        self.ready = False

    async def _guarded(self, work: Coroutine[Any, Any, None], otherwise: Exit) -> None:
        """Await; an exception ends the process here, since Faust would acknowledge what raised and go on."""
        try:
            await work
        except TooManyRejectedError as error:
            hard_stop(Exit.REJECTING, str(error))
        except StateAheadError as error:
            hard_stop(Exit.STATE_AHEAD, str(error))
        except RestoreError as error:
            hard_stop(Exit.RESTORE_FAILED, str(error))
        except Exception as error:
            hard_stop(otherwise, f"{type(error).__name__}: {error}")


def _incoming(message: TrackedMessage) -> Incoming:
    headers = names.from_pairs(message.headers)
    arrived = names.read_milliseconds(headers)
    if arrived is None:
        arrived = int(message.timestamp * 1000) if message.timestamp else int(time.time() * 1000)
    record = Record(message.value or b"", message.key, headers, message.partition, message.offset)
    return Incoming(record, message.topic, arrived)


def sender(app: StageApp) -> Send:
    """Return the function that hands a record to the app's producer."""

    async def send(record: Planned) -> Awaitable[Any]:
        acknowledged: Awaitable[Any] = await app.producer.send(
            record.topic, record.key, record.value, record.partition, None, record.headers
        )
        return acknowledged

    return send
