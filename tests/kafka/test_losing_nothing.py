"""Each known way of losing a message, on a real broker, with a test named after it.

Where a test takes `guard`, it runs twice: as shipped, and with that guard taken out, when it must show the loss (or the test proves nothing).
"""

import random
import time
from collections import Counter
from pathlib import Path

import orjson
import pytest

from schemas.rejected import Rejected
from tests.kafka.harness import Kafka, WorkerProcess, wait_until

pytestmark = pytest.mark.kafka

GROUP = "evacwire-ingest"


@pytest.fixture
def kafka(brokers: str, topic_prefix: str) -> Kafka:
    return Kafka(brokers, topic_prefix)


def records(count: int, **at: dict[str, object]) -> list[dict[str, object]]:
    """Return numbered records; `at` gives some of them more to say: `n5={"raise": 1}`."""
    return [{"id": number, **at.get(f"n{number}", {})} for number in range(count)]


def run_until_committed(kafka: Kafka, tmp_path: Path, total: int, *arguments: str, lives: int = 6) -> list[int]:
    """Start the worker again whenever it ends, as a supervisor does, until all is committed; returns the exit codes."""
    codes: list[int] = []
    for _ in range(lives):
        with WorkerProcess(kafka, *arguments, log=tmp_path / "worker.log") as worker:
            deadline = time.monotonic() + 15
            while time.monotonic() < deadline and worker.process.poll() is None:
                if kafka.committed(kafka.prefix + GROUP) >= total:
                    worker.terminate()
                    return codes
                time.sleep(0.2)
            if worker.process.poll() is None:
                worker.kill()
            codes.append(worker.process.returncode)
    return codes


@pytest.mark.parametrize("guard", ["", "explicit_done"])
def test_an_exception_in_a_batch_acknowledges_it(kafka: Kafka, tmp_path: Path, guard: str) -> None:
    """Faust acknowledges a batch in a `finally`: what an exception left undone counted as done."""
    kafka.feed("articles.raw", records(300, n60={"astray": str(tmp_path / "once")}))
    codes = run_until_committed(kafka, tmp_path, 300, "pass_through", "50", guard, lives=1 if guard else 6)
    lost = set(range(300)) - set(kafka.ids("articles.relevant"))
    assert bool(lost) == bool(guard)
    if not guard:
        assert codes == [70]


@pytest.mark.parametrize("guard", ["", "size_check"])
def test_an_oversize_output_stops_all_that_follows_it(kafka: Kafka, tmp_path: Path, guard: str) -> None:
    """The producer refuses it, the batch fails, the worker restarts on it for ever; or it is acknowledged and its batch is lost."""
    kafka.feed("articles.raw", records(200, n60={"grow": 40 << 20}))
    run_until_committed(kafka, tmp_path, 200, "pass_through", "50", guard, lives=2)
    assert (set(range(200)) - {60} == set(kafka.ids("articles.relevant"))) != bool(guard)
    refused = [Rejected.from_json(record.value) for record in kafka.read("articles.rejected")]
    assert [(r.reason, orjson.loads(r.input)["id"]) for r in refused] == ([] if guard else [("too_large", 60)])


@pytest.mark.parametrize("guard", ["", "drain"])
def test_sigterm_commits_what_is_in_hand(kafka: Kafka, tmp_path: Path, guard: str) -> None:
    """Faust without `stream_wait_empty` commits what was handed to the stage, finished or not."""
    slow = {f"n{number}": {"sleep": 0.01} for number in range(400)}
    kafka.feed("articles.raw", records(400, **slow))
    for wait in (0.4, 0.9, 0.6):
        with WorkerProcess(kafka, "pass_through", "50", guard, log=tmp_path / "worker.log") as worker:
            worker.ready()
            time.sleep(wait)
            assert worker.terminate() == 0
    run_until_committed(kafka, tmp_path, 400, "pass_through", "50", guard)
    lost = set(range(400)) - set(kafka.ids("articles.relevant"))
    assert bool(lost) == bool(guard)


def test_a_kill_between_output_and_commit(kafka: Kafka, tmp_path: Path) -> None:
    """At least once: what was written and not committed is written again, and nothing is missing."""
    kafka.feed("articles.raw", records(600, **{f"n{number}": {"sleep": 0.004} for number in range(600)}))
    chance = random.Random(4)
    for _ in range(3):
        with WorkerProcess(kafka, "pass_through", "50", log=tmp_path / "worker.log") as worker:
            worker.ready()
            time.sleep(chance.uniform(0.1, 1.0))
            worker.kill()
    run_until_committed(kafka, tmp_path, 600, "pass_through", "50")
    assert set(kafka.ids("articles.relevant")) == set(range(600))


def test_a_rebalance_before_the_first_commit(brokers: str, topic_prefix: str, tmp_path: Path) -> None:
    """aiokafka's `seek_to_committed` skips partitions without a commit: what was read of them and not finished is never read again."""
    kafka = Kafka(brokers, topic_prefix, partitions=2)
    for partition in (0, 1):
        batch = [{"id": f"{partition}-{number}", "sleep": 0.01} for number in range(300)]
        kafka.feed("articles.raw", batch, partition=partition)
    first = WorkerProcess(kafka, "pass_through", "20", log=tmp_path / "1.log", EVACWIRE_INSTANCE="a")
    with first, WorkerProcess(kafka, "pass_through", "20", log=tmp_path / "2.log", EVACWIRE_INSTANCE="b") as second:
        first.ready()
        second.ready()
        expected = {f"{partition}-{number}" for partition in (0, 1) for number in range(300)}
        wait_until(lambda: set(kafka.ids("articles.relevant")) >= expected, 40, "records are missing")
        second.kill()
        assert first.terminate() == 0


def test_what_raises_in_the_stage_is_refused_and_the_rest_goes_on(kafka: Kafka, tmp_path: Path) -> None:
    kafka.feed("articles.raw", records(100, n10={"raise": 1}, n20={"refuse": 1}), key=lambda _: b"k")
    run_until_committed(kafka, tmp_path, 100, "pass_through", "50")
    assert set(kafka.ids("articles.relevant")) == set(range(100)) - {10, 20}
    refused = {
        orjson.loads(Rejected.from_json(record.value).input)["id"]: record for record in kafka.read("articles.rejected")
    }
    assert {number: Rejected.from_json(record.value).reason for number, record in refused.items()} == {
        10: "failed",
        20: "invalid_field",
    }
    headers = dict(refused[10].headers)
    assert headers["evacwire-source-topic"].decode() == kafka.prefix + "articles.raw"
    assert (headers["evacwire-source-partition"], headers["evacwire-source-offset"]) == (b"0", b"10")
    assert (headers["evacwire-attempts"], headers["evacwire-exception"]) == (b"2", b"ValueError")
    assert headers["evacwire-source-key"] == b"k"


def test_too_many_rejections_stop_the_worker_before_the_topic_is_emptied(kafka: Kafka, tmp_path: Path) -> None:
    kafka.feed("articles.raw", [{"id": number, "refuse": 1} for number in range(200)])
    with WorkerProcess(
        kafka, "pass_through", "20", log=tmp_path / "worker.log", EVACWIRE_MAX_CONSECUTIVE_REJECTED="30"
    ) as worker:
        assert worker.ends() == 77
    assert len(kafka.read("articles.rejected")) == 20


def test_a_log_with_gaps_of_its_own_is_read_on(kafka: Kafka, tmp_path: Path) -> None:
    """Markers of transactions take offsets that no record has; they are not records lost on the way."""
    from kafka import KafkaProducer

    producer = KafkaProducer(bootstrap_servers=kafka.brokers, transactional_id=kafka.prefix + "t", acks="all")
    producer.init_transactions()
    for start in (0, 10, 20):
        producer.begin_transaction()
        for number in range(start, start + 10):
            producer.send(kafka.prefix + "articles.raw", orjson.dumps({"id": number}))
        producer.commit_transaction()
    producer.close()
    run_until_committed(kafka, tmp_path, 32, "pass_through", "50")
    assert sorted(kafka.ids("articles.relevant")) == list(range(30))


@pytest.mark.parametrize("guard", ["", "fence", "restore"])
def test_a_killed_stateful_stage_neither_skips_nor_repeats(kafka: Kafka, tmp_path: Path, guard: str) -> None:
    """State and output are one record: after a kill the numbers go on where the output ended."""
    batch = [{"id": number, "sleep": 0.003} for number in range(500)]
    kafka.feed("articles.relevant", batch, key=lambda record: b"%d" % (record["id"] % 3))
    group = kafka.prefix + "evacwire-dedup"
    for wait in (0.5, 0.8):
        with WorkerProcess(kafka, "counter", "20", guard, log=tmp_path / "worker.log") as worker:
            worker.ready()
            time.sleep(wait)
            worker.kill()
    with WorkerProcess(kafka, "counter", "20", guard, log=tmp_path / "worker.log") as worker:
        wait_until(lambda: kafka.committed(group) >= 500, 40)
        assert worker.terminate() == 0
    counts: dict[bytes, list[int]] = {}
    for record in kafka.read("articles.stories"):
        counts.setdefault(record.key, []).append(orjson.loads(record.value)["count"])
    exact = {key: list(range(1, len(numbers) + 1)) for key, numbers in counts.items()}
    right = counts == exact and sum(len(numbers) for numbers in counts.values()) == 500
    assert right != bool(guard)


def test_poison_for_a_stateful_stage_is_refused_and_its_state_unspoilt(kafka: Kafka, tmp_path: Path) -> None:
    batch = [{"id": number} for number in range(100)]
    batch[30] |= {"raise": 1}
    batch[60] |= {"grow": 20 << 20}
    kafka.feed("articles.relevant", batch, key=lambda _: b"k")
    with WorkerProcess(kafka, "counter", "20", log=tmp_path / "worker.log") as worker:
        wait_until(lambda: kafka.committed(kafka.prefix + "evacwire-dedup") >= 100, 40)
        assert worker.terminate() == 0
    stories = [orjson.loads(record.value) for record in kafka.read("articles.stories")]
    assert [story["id"] for story in stories] == [number for number in range(100) if number not in (30, 60)]
    assert [story["count"] for story in stories] == list(range(1, 99))
    assert Counter(Rejected.from_json(r.value).reason for r in kafka.read("articles.rejected")) == {
        "failed": 1,
        "too_large": 1,
    }


def test_a_partition_that_moves_to_another_worker_takes_its_state_along(
    brokers: str, topic_prefix: str, tmp_path: Path
) -> None:
    kafka = Kafka(brokers, topic_prefix, partitions=2)
    total = 400
    for partition in (0, 1):
        batch = [{"id": f"{partition}-{number}", "sleep": 0.008} for number in range(total)]
        kafka.feed("articles.relevant", batch, key=lambda r: r["id"].encode()[:1], partition=partition)

    def worker(name: str) -> WorkerProcess:
        return WorkerProcess(kafka, "counter", "20", log=tmp_path / f"{name}.log", EVACWIRE_INSTANCE=name)

    with worker("a").ready() as first, worker("b").ready() as second:
        first.kill()
        with worker("a") as again:
            wait_until(lambda: len(kafka.ids("articles.stories")) >= 2 * total, 60, "records are missing")
            assert again.terminate() == 0
            assert second.terminate() == 0
    for partition in (0, 1):
        counts = [
            orjson.loads(record.value)["count"]
            for record in kafka.read("articles.stories")
            if record.partition == partition
        ]
        assert counts == list(range(1, total + 1))


def test_state_ahead_of_an_input_made_anew_stops_the_worker(kafka: Kafka, tmp_path: Path) -> None:
    """Skipping what the fence covers would lose every record of the new topic."""
    kafka.feed("articles.stories", [{"id": 1, "count": 1}], key=lambda _: b"k")
    with WorkerProcess(kafka, "counter", "20", log=tmp_path / "worker.log") as worker:
        worker.ready()
        worker.kill()
    from kafka import KafkaProducer

    producer = KafkaProducer(bootstrap_servers=kafka.brokers)
    headers = [("evacwire-source", b"0:500")]
    producer.send(kafka.prefix + "articles.stories", b'{"id": 2, "count": 2}', key=b"k", headers=headers).get(10)
    producer.close()
    with WorkerProcess(kafka, "counter", "20", log=tmp_path / "worker.log") as worker:
        assert worker.ends() == 80
    assert "make both topics anew" in worker.said()


def test_a_snapshot_shortens_the_restore_and_changes_nothing(kafka: Kafka, tmp_path: Path) -> None:
    group, folder = kafka.prefix + "evacwire-dedup", str(tmp_path / "snapshots")
    total = 0
    for count in (1500, 300):
        kafka.feed("articles.relevant", [{"id": total + number} for number in range(count)], key=lambda _: b"k")
        total += count
        log = tmp_path / f"{total}.log"
        with WorkerProcess(kafka, "counter", "100", log=log, EVACWIRE_STATE_DIR=folder) as worker:
            wait_until(lambda: kafka.committed(group) >= total, 40)  # noqa: B023
            worker.kill()
    assert [orjson.loads(record.value)["count"] for record in kafka.read("articles.stories")] == list(
        range(1, total + 1)
    )
    restored = [orjson.loads(line) for line in log.read_bytes().splitlines() if b"state restored" in line]
    assert 0 < restored[0]["records"] <= 500
