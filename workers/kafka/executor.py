"""Where a stage's work is done: in a thread of this process, so that the event loop stays awake, or in processes of its own (`pool`)."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from schemas.vocabulary import Reason
from workers.kafka.outputs import Outcome
from workers.stage import Record, Result, Stage, State, rejection


class Executor(Protocol):
    """Runs a stage over records."""

    async def run(self, records: Sequence[Record], state: State | None) -> list[Outcome]:
        """Return one outcome a record, in order. Where the stage has no state, what it cannot process is an outcome too; where it has, an
        exception passes, and the state is spoilt."""

    async def close(self) -> None:
        """Let go of threads and processes."""


class ThreadExecutor:
    """Runs a stage in one thread."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=str(stage.name))

    async def run(self, records: Sequence[Record], state: State | None) -> list[Outcome]:
        """Process the batch; a stateless stage that raises is tried again record by record, and the record that raises alone is refused."""
        if state is not None:
            return [Outcome(result) for result in await self._process(records, state)]
        try:
            return [Outcome(result) for result in await self._process(records, None)]
        except Exception:
            return [await self._alone(record) for record in records]

    async def _process(self, records: Sequence[Record], state: State | None) -> list[Result]:
        loop = asyncio.get_running_loop()
        results = await loop.run_in_executor(self._pool, self._stage.process, records, state)
        if len(results) != len(records):
            raise RuntimeError(f"{self._stage.name} returned {len(results)} results for {len(records)} records")
        return results

    async def _alone(self, record: Record) -> Outcome:
        try:
            return Outcome((await self._process([record], None))[0], 2)
        except Exception as error:
            return failed(self._stage, record, error, attempts=2)

    async def close(self) -> None:
        """Let go of the thread; a stage that hangs in it is left behind."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def failed(stage: Stage, record: Record, error: BaseException, attempts: int) -> Outcome:
    """Return the outcome that passes on a record whose processing raised, whole, with the exception's class and first words."""
    detail = f"{type(error).__name__}: {error}"
    return Outcome(rejection(stage.name, Reason.FAILED, detail, record.value), attempts, type(error).__name__)
