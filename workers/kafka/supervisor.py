"""One process a stage, started again when it ends: hard stops are how the workers stay honest, so somebody has to start them again."""

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.multiprocess import mark_process_dead

from schemas.vocabulary import StageName
from workers.kafka.cluster import look_up
from workers.kafka.connection import Connection, quiet_clients
from workers.kafka.exposition import MULTIPROCESS_VARIABLE, serve_health, shared_registry
from workers.kafka.hardstop import FINAL, MEANING, Exit
from workers.kafka.leash import READY, VARIABLE
from workers.logs import configure
from workers.metrics import BY_NAME
from workers.settings import Settings
from workers.topics import Topic

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 15.0
"""Pauses double from the first to the longest: a broker that is away for a minute costs a handful of starts."""
HEALTHY_SECONDS = 60.0
"""A worker that ran this long has recovered; its next end begins with the first pause again."""
STOP_SECONDS = 27.0
"""Workers stop within 25 s by themselves; the supervisor has to be gone within 30."""
TICK_SECONDS = 0.2

Command = Callable[[StageName], Sequence[str]]

log = structlog.get_logger("evacwire.supervisor")


def worker_command(stage: StageName) -> Sequence[str]:
    """Return the command that runs one stage's worker."""
    return (sys.executable, "-m", "workers", "worker", str(stage))


@dataclass(slots=True)
class Child:
    """One stage's process and its line (see `leash`). `due` is when to start it, None while it runs or where it must not start again."""

    stage: StageName
    process: subprocess.Popen[bytes] | None = None
    line: socket.socket | None = None
    ready: bool = False
    started: float = 0.0
    failures: int = 0
    due: float | None = 0.0

    @property
    def given_up(self) -> bool:
        """Whether a person has to look before it can start again."""
        return self.process is None and self.due is None

    def start(self, command: Sequence[str], environment: dict[str, str]) -> None:
        """Start the process, in this process's group."""
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                command, env=environment | {VARIABLE: str(theirs.fileno())}, pass_fds=(theirs.fileno(),)
            )
        ours.setblocking(False)
        self.line, self.ready, self.started, self.due = ours, False, time.monotonic(), None

    def listen(self) -> None:
        """Take in what the worker says of itself."""
        with suppress(OSError):
            said = self.line.recv(4096) if self.line else b""
            if said:
                self.ready = said.endswith(READY)

    def look(self) -> int | None:
        """Return the exit code of a process that has ended since the last look, else None; plans when to start it again."""
        if self.process is None or self.process.poll() is None:
            return None
        code = self.process.returncode
        if time.monotonic() - self.started > HEALTHY_SECONDS:
            self.failures = 0
        self.failures += 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (self.failures - 1))
        self.due = None if code in FINAL else time.monotonic() + pause
        self.process, self.ready = None, False
        if self.line is not None:
            self.line.close()
            self.line = None
        return code


class Supervisor:
    """Keeps the stages' workers running until it is asked to stop."""

    def __init__(self, stages: Sequence[StageName], command: Command, metrics_folder: Path) -> None:
        self.children = [Child(stage) for stage in stages]
        self._command = command
        self._environment = os.environ | {MULTIPROCESS_VARIABLE: str(metrics_folder)}
        self._folder = metrics_folder
        self._shared = shared_registry(metrics_folder)
        self._own = CollectorRegistry()
        metric = BY_NAME["worker_ends_total"]
        self._ends = Counter(metric.full_name, metric.help, metric.labels, registry=self._own)
        self._asked = False
        self._ticked = time.monotonic()

    def render(self) -> bytes:
        """Return the metrics of all processes, those that have ended among them."""
        return generate_latest(self._shared) + generate_latest(self._own)

    def live(self) -> str:
        """Return why the supervisor itself is not well, "" where it is."""
        silent = time.monotonic() - self._ticked
        return "" if silent < 10 else f"the supervisor has been silent for {silent:.0f} s"

    def ready(self) -> str:
        """Return which stages are not ready, "" where all are."""
        missing = [str(child.stage) for child in self.children if not child.ready]
        return f"not ready: {', '.join(missing)}" if missing else ""

    def ask_to_stop(self, *_: object) -> None:
        """Let `run` return soon. A signal handler."""
        self._asked = True

    def run(self) -> int:
        """Supervise until asked to stop; returns 0 then, 1 where every stage has been given up."""
        while not self._asked:
            self._ticked = time.monotonic()
            for child in self.children:
                self._tend(child)
            if all(child.given_up for child in self.children):
                return 1
            lines = [child.line for child in self.children if child.line is not None]
            select.select(lines, [], [], TICK_SECONDS)
            time.sleep(0.01)
        return 0

    def _tend(self, child: Child) -> None:
        child.listen()
        pid = child.process.pid if child.process is not None else 0
        code = child.look()
        if code is not None:
            mark_process_dead(pid, str(self._folder))  # type: ignore[no-untyped-call]
            self._ends.labels(str(child.stage), str(code)).inc()
            if child.due is None:
                log.error("stage stopped for good", stage=str(child.stage), code=code, why=_why(code),
                          next="mend the cause, then start it again")  # fmt: skip
            else:
                again = round(child.due - time.monotonic(), 1)
                log.warning("stage stopped", stage=str(child.stage), code=code, why=_why(code), again_in_seconds=again)
        if child.due is not None and time.monotonic() >= child.due:
            child.start(self._command(child.stage), self._environment)

    def stop(self) -> None:
        """Ask every worker to stop, wait, and end those that do not."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
        for process in running:
            if process.poll() is None:
                process.kill()
                process.wait()


def _why(code: int) -> str:
    if code < 0:
        with suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    with suppress(ValueError):
        return MEANING[Exit(code)]
    return "it crashed"


def supervise(stages: Sequence[StageName], settings: Settings, command: Command = worker_command) -> int:
    """Run one worker a stage until SIGTERM or SIGINT; returns the exit code.

    Raises `SettingError` and `KafkaShellError` before any worker has started.
    """
    quiet_clients()
    configure(settings.text("EVACWIRE_LOG_FORMAT"), stage="supervisor")
    look_up(Connection.from_settings(settings), settings.text("EVACWIRE_TOPIC_PREFIX"), list(Topic))
    folder = Path(tempfile.mkdtemp(prefix="evacwire-metrics-"))
    try:
        supervisor = Supervisor(stages, command, folder)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, supervisor.ask_to_stop)
        health = serve_health(settings, supervisor.render, live=supervisor.live, ready=supervisor.ready)
        log.info("started", stages=[str(stage) for stage in stages], metrics_port=health.port)
        try:
            code = supervisor.run()
        finally:
            supervisor.stop()
        log.info("stopped", why="every stage stopped for good" if code else "it was asked to stop")
        return code
    finally:
        shutil.rmtree(folder, ignore_errors=True)
