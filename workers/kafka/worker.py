"""One worker process: a stage, its Faust app, its health, and its end."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import faust
import structlog
from kafka.admin import MemberToRemove
from kafka.errors import KafkaError
from mode import Service

from schemas.vocabulary import StageName
from workers.kafka.batches import Batches
from workers.kafka.cluster import look_up
from workers.kafka.connection import Connection, admin_client, quiet_clients
from workers.kafka.errors import KafkaShellError
from workers.kafka.executor import Executor, ThreadExecutor
from workers.kafka.exposition import MULTIPROCESS_VARIABLE, Metrics, serve_health
from workers.kafka.hardstop import Exit, hard_stop
from workers.kafka.leash import Leash
from workers.kafka.limits import RejectionLimits
from workers.kafka.outputs import Planner
from workers.kafka.pool import Elsewhere, NlpPool
from workers.kafka.progress import Progress
from workers.kafka.restore import States
from workers.kafka.slots import take_slot
from workers.kafka.snapshots import SnapshotFolder
from workers.kafka.stage_app import StageRunner, group_of, make_app, sender
from workers.kafka.watchdog import Watchdog
from workers.logs import configure
from workers.settings import Settings
from workers.stage import Stage, Tally
from workers.stages import QUIET_FUSE, STAGES, make_stage
from workers.topics import Topic

BATCH_SIZES = {StageName.INGEST: 500, StageName.DEDUP: 100, StageName.EXTRACT: 16, StageName.FUSE: 100}
"""Records a batch: as many as the stage processes in about a tenth of a second, since a batch is what is repeated after a kill."""
WAITING_SECONDS = 120.0
"""A record of a stage that needs milliseconds has not waited this long while nothing got done, unless the stage hangs. Extract adds its own
time limits."""
ALONE_TOO = 4
"""An article may use its time limit in a batch, then alone, and be tried once more after a crash; with one to spare."""

LEAVE_SECONDS = 3.0
"""How long saying goodbye to the group may take at the end of a stop."""

log = structlog.get_logger("evacwire.worker")


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker process is to do: the stage's maker as `module:function`, how many records to a batch, and whether in NLP processes."""

    name: StageName
    maker: str
    batch_size: int
    in_processes: bool = False

    @classmethod
    def of(cls, name: StageName, *, quiet: bool = False) -> "Job":
        """Return the job of one of the four stages; `quiet` publishes no wire items."""
        maker = QUIET_FUSE if quiet and name is StageName.FUSE else STAGES[name]
        return cls(name, maker, BATCH_SIZES[name], name is StageName.EXTRACT)


class Worker(faust.Worker):  # type: ignore[misc]
    """Faust's worker, which tells its watchdog when it is asked to stop and keeps the process's own title."""

    watchdog: Watchdog

    def _on_sigterm(self) -> None:
        self.watchdog.stopping()
        super()._on_sigterm()

    def _on_sigint(self) -> None:
        self.watchdog.stopping()
        self._schedule_shutdown(signal.SIGINT)

    def _setproctitle(self, info: str, **_: object) -> None:
        """Leave the command line as it is: operators look for it."""


class Pulse(Service):  # type: ignore[misc]
    """The event loop's sign of life, and the gauges."""

    def __init__(self, beat: Callable[[], None], progress: Progress, **options: object) -> None:
        super().__init__(**options)
        self._beat = beat
        self._progress = progress

    @Service.task  # type: ignore[untyped-decorator]
    async def _beats(self) -> None:
        while not self.should_stop:
            self._beat()
            await asyncio.sleep(1.0)

    @Service.task  # type: ignore[untyped-decorator]
    async def _reports(self) -> None:
        while not self.should_stop:
            await self._progress.report()
            await asyncio.sleep(2.0)


def run_worker(job: Job, settings: Settings, leash: Leash | None = None) -> NoReturn:
    """Run a stage until it is asked to stop; the process then ends, with a code of `Exit`.

    Raises `SettingError` and `KafkaShellError`, before anything has started, for what a person has to mend.
    """
    _end_quietly_until_started()
    quiet_clients()
    metrics = Metrics()
    configure(
        settings.text("EVACWIRE_LOG_FORMAT"),
        suppressed=lambda name: metrics.count(Tally("log_lines_suppressed_total", (name,))),
        secrets=settings.secrets(),
        stage=str(job.name),
    )
    connection = Connection.from_settings(settings)
    prefix = settings.text("EVACWIRE_TOPIC_PREFIX")
    limits = RejectionLimits.from_settings(settings)
    cluster = look_up(connection, prefix, list(Topic))
    slot = take_slot(group_of(prefix, job.name), settings.text("EVACWIRE_INSTANCE"))
    stage, executor, waiting_limit = make_stage_and_executor(job, settings, metrics)
    app = make_app(stage, connection, prefix, slot.name)
    snapshot_folder = settings.text("EVACWIRE_STATE_DIR")
    snapshots = SnapshotFolder(Path(snapshot_folder)) if snapshot_folder else None
    states = States(stage, connection, prefix, cluster, snapshots) if stage.state_topic else None
    planner = Planner(stage.name, stage.state_topic, prefix, cluster)
    batches = Batches(stage, executor, planner, sender(app), metrics, limits, states)
    runner = StageRunner(app, stage, prefix, batches, job.batch_size)
    progress = Progress(runner, metrics, connection)
    watchdog = Watchdog(
        crashed=lambda: _crash(app),
        commit_overdue=lambda: runner.consumer.commit_overdue_seconds() if app._consumer else 0.0,
        waiting=lambda: runner.consumer.waiting_seconds() if app._consumer else 0.0,
        drained=lambda: runner.consumer.drained if app._consumer else True,
        waiting_limit=waiting_limit,
    )
    _serve_health(settings, metrics, watchdog, runner, leash)
    worker = Worker(
        app,
        Pulse(watchdog.beat, progress),
        loglevel="WARN",
        quiet=True,
        override_logging=False,
        redirect_stdouts=False,
    )
    worker.spinner = None
    worker.watchdog = watchdog
    watchdog.start()
    log.info("started", slot=slot.name, brokers=str(connection), prefix=prefix)
    _execute(worker, watchdog)
    leave_group(connection, group_of(prefix, job.name), f"{job.name}-{slot.name}")
    log.info("stopped", code=0, why="it was asked to stop")
    os._exit(0)


def make_stage_and_executor(job: Job, settings: Settings, metrics: Metrics) -> tuple[Stage, Executor, float]:
    """Return the stage, where its work is done, and for how many seconds a record may wait there while nothing gets done.

    Raises `SettingError`, and `KafkaShellError` where the NLP does not load.
    """
    if not job.in_processes:
        stage = make_stage(job.maker, settings)
        return stage, ThreadExecutor(stage), WAITING_SECONDS
    pool = NlpPool(job.maker, settings, metrics)
    pool.start()
    return Elsewhere(), pool, WAITING_SECONDS + ALONE_TOO * pool.limit


def _end_quietly_until_started() -> None:
    """A worker asked to stop before it has read anything has nothing to finish."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))


def _serve_health(
    settings: Settings, metrics: Metrics, watchdog: Watchdog, runner: StageRunner, leash: Leash | None
) -> None:
    def live() -> str:
        silent = watchdog.loop_silent_seconds()
        return "" if silent < 15 else f"the event loop has been silent for {silent:.0f} s"

    def ready() -> str:
        return "" if runner.ready else "no partitions are assigned yet, or their state is being restored"

    if leash is not None:
        leash.report(lambda: not live() and not ready())
    elif MULTIPROCESS_VARIABLE not in os.environ:
        serve_health(settings, metrics.render, live=live, ready=ready)


def _crash(app: faust.App) -> str:
    services = [app, app._consumer, getattr(app._consumer, "_thread", None), app._producer]
    for service in services:
        if service is not None and service.crashed:
            return f"{type(service).__name__}: {service.crash_reason!r}"
    return ""


def _execute(worker: Worker, watchdog: Watchdog) -> None:
    """Run until asked to stop. Any other end is a hard stop."""
    started = time.monotonic()
    try:
        worker.execute_from_commandline()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except Exception as error:
        hard_stop(Exit.SERVICE_CRASHED, f"{type(error).__name__}: {error}")
    if worker._signal_stop_time is None:
        hard_stop(Exit.SERVICE_CRASHED, f"it ended by itself with code {code} after {time.monotonic() - started:.0f} s")
    watchdog.ended()


def leave_group(connection: Connection, group: str, instance: str) -> None:
    """Give the partitions back now: a static member that says nothing keeps them until its session ends. Costs nothing if it fails."""
    with suppress(KafkaShellError, KafkaError), admin_client(connection, LEAVE_SECONDS) as admin:
        admin.remove_group_members(group, [MemberToRemove(group_instance_id=instance)])
