"""What goes wrong in a worker on request, where waiting for it to happen by itself would take long or leave the test to chance."""

import asyncio
import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from aiokafka.errors import NotEnoughReplicasError
from aiokafka.producer.sender import SendProduceReqHandler
from faust.types.tuples import TP

from tests.kafka.unguarded import configure
from workers.kafka import consumer, watchdog
from workers.kafka.consumer import GuardedConsumer, GuardedThread, TrackedMessage
from workers.kafka.executor import ThreadExecutor
from workers.kafka.stage_app import StageRunner

FOLDER = "TEST_HARM_FOLDER"
"""Environment variable with the folder of a test: files in it say that a harm is on, or has been done."""
LOST_OFFSET = 60


def do(harms: str) -> None:
    """Do the harms named, joined by `+`."""
    for harm in filter(None, harms.split("+")):
        HARMS[harm]()


def _file(name: str) -> Path:
    return Path(os.environ[FOLDER]) / name


def one_by_one() -> None:
    """The agent iterates over single events, as Faust's documentation writes it."""

    async def agent(self: StageRunner, stream: Any) -> None:
        from workers.kafka.hardstop import Exit

        async for event in stream.events():
            await self._guarded(self._take([event.message]), Exit.BATCH_FAILED)

    StageRunner._agent = agent


def work_in_the_background() -> None:
    """Each record is processed by a task of its own, several at a time: a slow one no longer holds up those behind it."""
    make = ThreadExecutor.__init__
    running: set[asyncio.Task[None]] = set()

    def several(self: ThreadExecutor, stage: Any) -> None:
        make(self, stage)
        self._pool = ThreadPoolExecutor(8)

    async def take(self: StageRunner, messages: list[TrackedMessage]) -> None:
        for message in messages:
            running.add(asyncio.create_task(self._take_partition([message])))

    ThreadExecutor.__init__ = several
    StageRunner._take = take


def lose_a_record() -> None:
    """A record that was fetched does not reach the consumer, once."""
    getmany = GuardedConsumer._getmany

    async def losing(self: GuardedConsumer, active_partitions: set[TP] | None, timeout: float) -> Any:
        fetched = await getmany(self, active_partitions, timeout)
        for tp, records in fetched.items():
            if not _file("lost").exists() and any(record.offset == LOST_OFFSET for record in records):
                _file("lost").touch()
                fetched[tp] = [record for record in records if record.offset != LOST_OFFSET]
        return fetched

    GuardedConsumer._getmany = losing


def refuse_writes() -> None:
    """The broker refuses what is written to the topic that the file `refused` names, as it does while too few copies are in step."""
    do_send = SendProduceReqHandler.do

    async def refusing(self: SendProduceReqHandler, node: int) -> None:
        topic = _file("refused").read_text() if _file("refused").exists() else ""
        refused = {tp: batch for tp, batch in self._batches.items() if topic and tp.topic.endswith(topic)}
        self._batches = {tp: batch for tp, batch in self._batches.items() if tp not in refused}
        for batch in refused.values():
            if self._can_retry(NotEnoughReplicasError(), batch):
                self._to_reenqueue.append(batch)
            else:
                batch.failure(exception=NotEnoughReplicasError())
        if self._batches:
            await do_send(self, node)
        else:
            await asyncio.sleep(self._default_backoff)
            for batch in self._to_reenqueue:
                self._sender._message_accumulator.reenqueue(batch)

    SendProduceReqHandler.do = refusing


def refuse_the_first_commit() -> None:
    """The first commit of the worker's life fails."""
    commit = GuardedThread._commit
    refused: list[bool] = []

    async def refusing(self: GuardedThread, offsets: Mapping[TP, int]) -> bool:
        if not refused:
            refused.append(True)
            return False
        return await commit(self, offsets)

    GuardedThread._commit = refusing


def commit_seldom() -> None:
    """Nothing is committed in passing."""
    configure(broker_commit_interval=600.0)


def rejoin_on_request() -> None:
    """The worker joins its group anew whenever the file `rejoin` appears, as it does when the group tells it that another member came."""
    at_barrier = StageRunner._at_barrier
    running: set[asyncio.Task[None]] = set()

    async def listen(thread: GuardedThread) -> None:
        while True:
            await asyncio.sleep(0.02)
            if _file("rejoin").exists():
                thread.thread_loop.call_soon_threadsafe(thread._consumer._coordinator.request_rejoin)
                _file("rejoin").unlink()

    async def listening(self: StageRunner, *_: Any, **__: Any) -> None:
        if not running:
            running.add(asyncio.create_task(listen(self.consumer._thread)))
        await at_barrier(self)

    StageRunner._at_barrier = listening


def short_drain() -> None:
    """A rebalance waits 0.3 s for the batch in hand."""
    consumer.DRAIN_SECONDS = 0.3


def restore_until_read() -> None:
    """With the file `hold` there, an assignment is not taken up until records of it were read, or for 10 s."""
    at_barrier = StageRunner._at_barrier

    async def slow(self: StageRunner, *_: Any, **__: Any) -> None:
        for _ in range(1000 if _file("hold").exists() else 0):
            if any(self.consumer._thread._read_to.values()):
                break
            await asyncio.sleep(0.01)
        await at_barrier(self)

    StageRunner._at_barrier = slow


def short_limits() -> None:
    """The watchdog bites after 2 s."""
    watchdog.LOOP_SECONDS = watchdog.COMMIT_SECONDS = watchdog.STOP_SECONDS = 2.0
    make = watchdog.Watchdog.__init__

    def impatient(self: watchdog.Watchdog, **options: Any) -> None:
        make(self, **options | {"waiting_limit": 2.0})

    watchdog.Watchdog.__init__ = impatient


def short_wait() -> None:
    """The watchdog bites after a record has waited for 10 s."""
    make = watchdog.Watchdog.__init__

    def impatient(self: watchdog.Watchdog, **options: Any) -> None:
        make(self, **options | {"waiting_limit": 10.0})

    watchdog.Watchdog.__init__ = impatient


def refuse_commits() -> None:
    """Every commit fails."""

    async def refuse(self: GuardedThread, offsets: Mapping[TP, int]) -> bool:
        return False

    GuardedThread._commit = refuse


def stall_the_loop() -> None:
    """With the first batch the event loop stands still."""

    async def take(self: StageRunner, messages: list[TrackedMessage]) -> None:
        time.sleep(60)

    StageRunner._take = take


def hang() -> None:
    """A batch never ends."""

    async def take(self: StageRunner, messages: list[TrackedMessage]) -> None:
        self.consumer.busy = True
        _file("begun0").touch()
        await asyncio.sleep(600)

    StageRunner._take = take


def crash_the_client() -> None:
    """With the first batch the consumer's thread crashes."""

    async def take(self: StageRunner, messages: list[TrackedMessage]) -> None:
        await self.consumer._thread.crash(RuntimeError("boom"))

    StageRunner._take = take


HARMS: Mapping[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        one_by_one, work_in_the_background, lose_a_record, refuse_writes, refuse_the_first_commit, commit_seldom, rejoin_on_request, short_drain,
        restore_until_read, short_limits, short_wait, refuse_commits, stall_the_loop, hang, crash_the_client,
    )
}  # fmt: skip
