"""Ten faults in a seeded run: nothing is lost, and nothing differs from a run without faults."""

import random
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import orjson
import pytest

from tests.broker import Broker
from tests.kafka.harness import Kafka, WorkerProcess, wait_until
from tests.kafka.whole import run_locally, sample, wait_drained, workers, written
from workers.topics import Topic

pytestmark = pytest.mark.kafka

SEED = 20260214
POISON = [
    b"",
    b"\x00\xff\xfe",
    b'{"text": "cut',
    b"[" * 5000,
    b'{"title": "\\ud800", "text": 5}',
    b'"a string"',
    b"null",
]
OVERSIZE = orjson.dumps({"article_id": "oversize", "text": "Residents were ordered to evacuate the valley. " * 70_000})


class Run:
    """A supervised pipeline, and the ways to hurt it."""

    def __init__(self, broker: Broker, kafka: Kafka, folder: Path, stack: ExitStack) -> None:
        self.broker, self.kafka, self.folder, self.stack = broker, kafka, folder, stack
        self.supervisor = self._start()
        self.second: WorkerProcess | None = None

    def _start(self) -> WorkerProcess:
        process = WorkerProcess(self.kafka, "worker", "all", module="workers", log=self.folder / "log")
        return self.stack.enter_context(process).ready()

    def kill(self, name: str) -> None:
        wait_until(lambda: workers(self.supervisor).get(name), what=f"no {name}").kill()

    def sigterm(self) -> None:
        started = time.monotonic()
        assert self.supervisor.terminate() == 0
        assert time.monotonic() - started < 30
        self.supervisor = self._start()

    def restart_broker(self) -> None:
        self.broker.kill()
        time.sleep(1.0)
        self.broker.start()

    def second_joins(self) -> None:
        second = WorkerProcess(
            self.kafka, "worker", "dedup", module="workers", log=self.folder / "second", EVACWIRE_INSTANCE="second"
        )
        self.second = self.stack.enter_context(second).ready()

    def second_leaves(self) -> None:
        assert self.second is not None
        assert self.second.terminate() == 0

    def poison(self) -> None:
        self.kafka.feed(Topic.RAW, [*POISON, OVERSIZE])


def faults(run: Run) -> list[tuple[str, Callable[[], None]]]:
    return [
        ("kill -9 ingest", lambda: run.kill("ingest")),
        ("kill -9 dedup", lambda: run.kill("dedup")),
        ("kill -9 extract", lambda: run.kill("extract")),
        ("kill -9 fuse", lambda: run.kill("fuse")),
        ("kill -9 an NLP process", lambda: run.kill("nlp")),
        ("SIGTERM and start", run.sigterm),
        ("kill -9 the broker and start", run.restart_broker),
        ("poison and an oversize article", run.poison),
        ("a second worker joins", run.second_joins),
        ("the second worker leaves", run.second_leaves),
    ]


@pytest.mark.timeout(400)
def test_ten_faults_lose_nothing_and_change_nothing(broker: Broker, topic_prefix: str, tmp_path: Path) -> None:
    kafka, chance = Kafka(broker.address, topic_prefix), random.Random(SEED)
    messages, fed = sample(), []
    with ExitStack() as stack:
        run = Run(broker, kafka, tmp_path, stack)
        plan = faults(run)
        first, last = plan[:8], plan[8:]
        chance.shuffle(first)
        plan = [*first, *last]
        size = -(-len(messages) // len(plan))
        for number, (name, hurt) in enumerate(plan):
            part = messages[number * size : (number + 1) * size]
            kafka.feed(Topic.RAW, part)
            fed += part
            time.sleep(chance.uniform(0.0, 1.0))
            hurt()
            if name.startswith("poison"):
                fed += [*POISON, OVERSIZE]
        wait_drained(kafka)
        assert run.supervisor.terminate() == 0
    assert written(kafka).differs(run_locally(fed)) == {}


def test_workers_end_with_their_supervisor(broker: Broker, topic_prefix: str, tmp_path: Path) -> None:
    kafka = Kafka(broker.address, topic_prefix)
    with WorkerProcess(kafka, "worker", "all", module="workers", log=tmp_path / "log") as supervisor:
        supervisor.ready()
        found = workers(supervisor)
        assert found.keys() == {"ingest", "dedup", "extract", "fuse", "nlp"}
        supervisor.process.send_signal(signal.SIGKILL)
        wait_until(
            lambda: not any(process.is_running() and process.status() != "zombie" for process in found.values()), 15
        )
