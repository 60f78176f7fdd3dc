"""Take a guard out, to show that the test named after the loss it prevents then fails."""

from collections.abc import Coroutine
from typing import Any

from faust.types.tuples import ConsumerMessage

from workers.kafka.batches import Batches
from workers.kafka.consumer import GuardedConsumer
from workers.kafka.hardstop import Exit
from workers.kafka.outputs import Planner
from workers.kafka.restore import PartitionState, States
from workers.kafka.stage_app import StageRunner


def remove(guard: str) -> None:
    REMOVERS[guard]()


def explicit_done() -> None:
    """Faust's own acknowledgement moves the commit, and an exception goes to Faust."""

    def ack(self: GuardedConsumer, message: ConsumerMessage) -> bool:
        message.acked = True
        self._unacked_messages.discard(message)
        message.ticket.ledger.done(message.ticket.offset)
        return True

    async def unguarded(self: StageRunner, work: Coroutine[Any, Any, None], otherwise: Exit) -> None:
        await work

    GuardedConsumer.ack = ack
    StageRunner._guarded = unguarded


def size_check() -> None:
    """Outputs of any size are sent."""
    Planner._check = lambda self, planned: None


def drain() -> None:
    """As `stream_wait_empty=False`: a stop or rebalance waits for nothing, and what Faust acknowledged is committed."""
    explicit_done()

    async def commit_at_once(self: GuardedConsumer) -> None:
        for ledger in self.ledgers.values():
            for offset, _ in list(ledger._waiting):
                ledger.done(offset)
        await self.commit()
        self.drained = True

    GuardedConsumer.wait_empty = commit_at_once


def fence() -> None:
    """Inputs that the state covers are processed again."""

    async def process(self: Batches, partition: int, incoming: Any) -> None:
        if self.states is None:
            await self._stateless(incoming)
        else:
            await self._stateful(self.states, self.states.of(partition), partition, incoming)

    Batches.process = process


def restore() -> None:
    """State begins empty."""

    async def own(self: States, partitions: Any, _: Any) -> None:
        self._held = {number: PartitionState(self._new_state()) for number in partitions}

    States.own = own


REMOVERS = {each.__name__: each for each in (explicit_done, size_check, drain, fence, restore)}
