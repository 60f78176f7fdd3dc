"""One process a stage, started again when it ends."""

import re
import signal
import time
from pathlib import Path

import orjson
import psutil
import pytest

from tests.kafka.harness import Kafka, WorkerProcess, wait_until
from workers.topics import Topic

pytestmark = pytest.mark.kafka


@pytest.fixture
def kafka(brokers: str, topic_prefix: str) -> Kafka:
    return Kafka(brokers, topic_prefix)


def supervised(kafka: Kafka, tmp_path: Path, **environment: str) -> WorkerProcess:
    return WorkerProcess(kafka, module="tests.kafka.run_supervised", log=tmp_path / "log", **environment)


def child(supervisor: WorkerProcess, stage: str) -> psutil.Process | None:
    children = psutil.Process(supervisor.process.pid).children()
    return next((each for each in children if each.is_running() and stage in each.cmdline()), None)


def facts(supervisor: WorkerProcess, event: str) -> list[dict[str, object]]:
    assert supervisor.log is not None
    lines = [orjson.loads(line) for line in supervisor.log.read_bytes().splitlines() if line.startswith(b"{")]
    return [line for line in lines if line["event"] == event]


def test_a_killed_stage_is_started_again_and_its_counts_survive(kafka: Kafka, tmp_path: Path) -> None:
    with supervised(kafka, tmp_path) as supervisor:
        supervisor.ready()
        kafka.feed(Topic.RAW, [{"id": number} for number in range(10)])
        counted = 'evacwire_articles_total{outcome="copied",stage="ingest"} '
        wait_until(lambda: counted + "10.0" in supervisor.get("/metrics")[1])
        wait_until(lambda: kafka.committed(kafka.prefix + "evacwire-ingest") == 10)
        victim = wait_until(lambda: child(supervisor, "pass_through"))
        victim.kill()
        wait_until(lambda: supervisor.get("/readyz")[0] == 503)
        kafka.feed(Topic.RAW, [{"id": number} for number in range(10, 15)])
        wait_until(lambda: counted + "15.0" in supervisor.get("/metrics")[1])
        supervisor.ready()
        assert 'evacwire_worker_ends_total{code="-9",stage="ingest"} 1.0' in supervisor.get("/metrics")[1]
        (said,) = facts(supervisor, "stage stopped")
        assert (said["stage"], said["why"]) == ("ingest", "killed by SIGKILL")
        exposed = supervisor.get("/metrics")[1]
        families = re.findall(r"^# TYPE (\S+)", exposed, re.MULTILINE)
        assert len(families) == len(set(families))
        assert supervisor.terminate() == 0


def test_a_stage_that_rejects_too_much_is_not_started_again_and_the_others_run_on(kafka: Kafka, tmp_path: Path) -> None:
    with supervised(kafka, tmp_path, EVACWIRE_MAX_CONSECUTIVE_REJECTED="5") as supervisor:
        supervisor.ready()
        kafka.feed(Topic.RAW, [{"id": number, "refuse": 1} for number in range(20)])
        (said,) = wait_until(lambda: facts(supervisor, "stage stopped for good"))
        assert (said["stage"], said["code"]) == ("ingest", 77)
        time.sleep(1)
        assert child(supervisor, "pass_through") is None
        assert child(supervisor, "counter") is not None
        assert supervisor.get("/livez")[0] == 200
        assert supervisor.get("/readyz") == (503, "not ready: ingest\n")
        assert supervisor.terminate() == 0


def test_workers_end_when_their_supervisor_is_killed(kafka: Kafka, tmp_path: Path) -> None:
    with supervised(kafka, tmp_path) as supervisor:
        supervisor.ready()
        children = psutil.Process(supervisor.process.pid).children()
        assert len(children) == 2
        folder = Path(children[0].environ()["PROMETHEUS_MULTIPROC_DIR"])
        supervisor.process.send_signal(signal.SIGKILL)
        psutil.wait_procs(children, timeout=15)
        assert not [each for each in children if each.is_running()]
        assert not folder.exists()


def test_sigterm_while_a_batch_hangs_still_ends_within_30_seconds(kafka: Kafka, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with supervised(kafka, tmp_path) as supervisor:
        supervisor.ready()
        kafka.feed(Topic.RAW, [{"id": 1, "sleep": 120, "begun": str(begun)}])
        wait_until(begun.exists)
        started = time.monotonic()
        assert supervisor.terminate() == 0
        assert time.monotonic() - started < 30
