"""NLP in processes of its own: a model a process, loaded once; one that crashes or hangs is replaced, and the article that did it is found.

A batch is cut into pieces, one for each process. A piece whose process dies, hangs or raises is tried again article by article: what then takes
its time limit is rejected as `timed_out`, what raises as `failed`, and what kills its process twice more as `crashed` (twice, since a process
may also be killed from outside). A process that ends while it loads is started again with growing pauses. The consumer is held back by the batch
that is not done.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import structlog

from schemas.vocabulary import Reason, StageName
from workers.kafka import pool_process
from workers.kafka.errors import KafkaShellError
from workers.kafka.exposition import Metrics
from workers.kafka.hardstop import Exit, hard_stop
from workers.kafka.outputs import Outcome
from workers.settings import Settings
from workers.stage import Record, Result, State, Tally, rejection
from workers.topics import Topic

PIECE = 8
"""Articles to a piece: enough for the pipeline's batches to pay, few enough that a crash repeats little."""
START_SECONDS = 120.0
"""Loading the small English pipeline takes 2 s, a transformer on a cold disk most of a minute."""
LOAD_PAUSES = (0.5, 2.0, 8.0)
"""Seconds before a process that ended while it loaded is started again. Memory that ran short is given back within seconds; what ends four
processes in a row is not chance, and the worker ends too, to be started again by its supervisor."""
MOST_CRASHES = 2
"""Deaths of a process that an article may cause alone."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Each process works on one core; libraries that start a thread a core would only fight over them."""

log = structlog.get_logger("evacwire.nlp")


class CrashedError(RuntimeError):
    """The process is gone."""


class TimedOutError(RuntimeError):
    """The process took longer than it may."""


class RaisedError(RuntimeError):
    """The stage raised an exception: its class is `kind`."""

    def __init__(self, raised: pool_process.Raised) -> None:
        super().__init__(f"{raised.kind}: {raised.words}")
        self.kind = raised.kind


@dataclass(slots=True)
class Elsewhere:
    """The extract stage as the worker knows it, which leaves the work to the processes."""

    name: StageName = StageName.EXTRACT
    reads: Topic = Topic.STORIES
    state_topic: Topic | None = None

    def new_state(self) -> State | None:
        """Return None: the stage has no state."""
        return None

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        """Refuse: the work is done in the processes."""
        raise NotImplementedError


class NlpProcess:
    """One spawned process and the pipe to it."""

    def __init__(self, maker: str, settings: Settings) -> None:
        context = get_context("spawn")
        self._pipe: Connection
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=pool_process.main, args=(theirs, maker, dict(settings.values)), name="evacwire-nlp", daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int | None:
        """The process's id."""
        return self._process.pid

    def wait_ready(self) -> None:
        """Wait until the stage is loaded; raises as `exchange`."""
        self._answer(START_SECONDS)

    def exchange(self, records: Sequence[Record], seconds: float) -> list[Result]:
        """Have records processed; raises `CrashedError`, `TimedOutError` or `RaisedError`. Blocks."""
        try:
            self._pipe.send(list(records))
        except OSError as error:
            raise CrashedError("the process is gone") from error
        answer = self._answer(seconds)
        if not isinstance(answer, pool_process.Done) or len(answer.results) != len(records):
            raise CrashedError("the process answered out of turn")
        return answer.results

    def _answer(self, seconds: float) -> pool_process.Answer:
        try:
            if not self._pipe.poll(seconds):
                raise TimedOutError(f"no answer in {seconds:g} s")
            answer: pool_process.Answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join(1)
            raise CrashedError(f"the process ended with code {self._process.exitcode}") from error
        if isinstance(answer, pool_process.Raised):
            raise RaisedError(answer)
        return answer

    def end(self) -> None:
        """End the process at once."""
        with suppress(OSError):
            self._pipe.close()
        self._process.kill()
        self._process.join(5)


class NlpPool:
    """An executor that runs a stateless stage in processes. `limit` is the seconds one article may take."""

    def __init__(
        self, maker: str, settings: Settings, metrics: Metrics, *, stage: StageName = StageName.EXTRACT
    ) -> None:
        self._maker = maker
        self._settings = settings
        self._metrics = metrics
        self._stage = stage
        self.limit = settings.number("EVACWIRE_ARTICLE_TIMEOUT")
        self._count = settings.integer("EVACWIRE_NLP_PROCESSES", least=1)
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="nlp")
        self._free: asyncio.Queue[NlpProcess] = asyncio.Queue()
        self._all: set[NlpProcess] = set()
        self._waiting = 0
        for name in ONE_THREAD:
            os.environ.setdefault(name, "1")

    def start(self) -> None:
        """Start the processes and wait until all are loaded; raises `KafkaShellError` where one cannot load the stage."""
        started = [self._spawned() for _ in range(self._count)]
        for process in started:
            try:
                self._free.put_nowait(self._loaded(process))
            except (CrashedError, TimedOutError, RaisedError) as error:
                self._end_all()
                raise KafkaShellError(f"the NLP does not load: {error}") from None

    def _spawned(self) -> NlpProcess:
        process = NlpProcess(self._maker, self._settings)
        self._all.add(process)
        return process

    def _loaded(self, process: NlpProcess) -> NlpProcess:
        """Wait until the process is loaded, or one that replaces it where it ends before; blocks, raises as `NlpProcess.wait_ready`."""
        for pause in LOAD_PAUSES:
            try:
                process.wait_ready()
            except CrashedError as error:
                self._discard(process, error)
                log.warning("NLP process ended while it loaded", detail=str(error), again_in_seconds=pause)
                time.sleep(pause)
                process = self._spawned()
            else:
                return process
        process.wait_ready()
        return process

    def _discard(self, broken: NlpProcess, error: Exception) -> None:
        reason = Reason.TIMED_OUT if isinstance(error, TimedOutError) else Reason.CRASHED
        self._metrics.count(Tally("nlp_restarts_total", (reason,)))
        self._all.discard(broken)
        broken.end()

    @property
    def pids(self) -> list[int]:
        """The ids of the processes that run now."""
        return [process.pid for process in list(self._all) if process.pid is not None]

    async def run(self, records: Sequence[Record], state: State | None) -> list[Outcome]:
        """Return one outcome a record, in order."""
        size = min(PIECE, max(1, -(-len(records) // self._count)))
        pieces = [records[start : start + size] for start in range(0, len(records), size)]
        outcomes = await asyncio.gather(*(self._piece(piece) for piece in pieces))
        return [outcome for piece in outcomes for outcome in piece]

    async def _piece(self, records: Sequence[Record]) -> list[Outcome]:
        try:
            return [Outcome(result) for result in await self._on_one(records)]
        except TimedOutError as error:
            if len(records) == 1:
                return [self._refused(records[0], Reason.TIMED_OUT, error, attempts=1)]
        except (CrashedError, RaisedError):
            pass
        return [await self._alone(record) for record in records]

    async def _alone(self, record: Record) -> Outcome:
        for crashes in range(1, MOST_CRASHES + 1):
            try:
                return Outcome((await self._on_one([record]))[0], attempts=crashes + 1)
            except TimedOutError as error:
                return self._refused(record, Reason.TIMED_OUT, error, attempts=crashes + 1)
            except RaisedError as error:
                return self._refused(record, Reason.FAILED, error, attempts=crashes + 1, kind=error.kind)
            except CrashedError as error:
                last = error
        return self._refused(record, Reason.CRASHED, last, attempts=MOST_CRASHES + 1)

    def _refused(self, record: Record, reason: Reason, error: Exception, *, attempts: int, kind: str = "") -> Outcome:
        result = rejection(self._stage, reason, str(error), record.value)
        return Outcome(result, attempts, kind or type(error).__name__)

    async def _on_one(self, records: Sequence[Record]) -> list[Result]:
        async with self._process_for(len(records)) as process:
            loop = asyncio.get_running_loop()
            try:
                return await loop.run_in_executor(self._threads, process.exchange, records, self.limit)
            except (CrashedError, TimedOutError) as error:
                await self._replace(process, error)
                raise

    @asynccontextmanager
    async def _process_for(self, articles: int) -> AsyncIterator[NlpProcess]:
        self._queue(articles)
        try:
            process = await self._free.get()
        finally:
            self._queue(-articles)
        try:
            yield process
        finally:
            if process in self._all:
                self._free.put_nowait(process)

    def _queue(self, change: int) -> None:
        self._waiting += change
        self._metrics.set("nlp_queue_articles", self._waiting)

    async def _replace(self, broken: NlpProcess, error: Exception) -> None:
        log.warning("NLP process replaced", reason=type(error).__name__, detail=str(error))
        loop = asyncio.get_running_loop()
        try:
            fresh = await loop.run_in_executor(self._threads, self._replacement, broken, error)
        except (CrashedError, TimedOutError, RaisedError) as failure:
            hard_stop(Exit.NLP_BROKEN, str(failure))
        self._free.put_nowait(fresh)

    def _replacement(self, broken: NlpProcess, error: Exception) -> NlpProcess:
        self._discard(broken, error)
        return self._loaded(self._spawned())

    async def close(self) -> None:
        """End the processes."""
        self._end_all()

    def _end_all(self) -> None:
        for process in list(self._all):
            process.end()
        self._all.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)
