"""Each known way for a stateful stage to lose or repeat a verdict, on a real broker, with a test named after it (see `test_losing_nothing.py`).

The counter gives each record of a key its number, and its output carries its state: a number left out or given twice is a verdict lost or repeated.
"""

import asyncio
import time
from collections import Counter
from pathlib import Path

import orjson
import pytest

from schemas.rejected import Rejected
from tests.kafka.harness import Kafka, wait_until
from tests.kafka.losing import Stage, records
from tests.kafka.stages import CountState, counter
from tests.kafka.unguarded import REMOVERS
from workers.kafka import headers as names
from workers.kafka.cluster import look_up
from workers.kafka.restore import States
from workers.settings import Settings
from workers.topics import Topic

pytestmark = pytest.mark.kafka

RELEVANT, STORIES, HISTORY = "articles.relevant", "articles.stories", "evacuations.history"


def by_three(record: dict[str, int]) -> bytes:
    return b"%d" % (record["id"] % 3)


def one_key(_: object) -> bytes:
    return b"k"


def exact(stage: Stage, total: int) -> bool:
    """Return whether every key's records have their numbers in order, none missing and none twice."""
    counts = stage.counts()
    right = all(numbers == list(range(1, len(numbers) + 1)) for numbers in counts.values())
    return right and sum(map(len, counts.values())) == total


@pytest.mark.parametrize("without", ["", "fence", "restoring", "barrier"])
def test_a_kill_between_a_verdict_and_its_commit(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """State and output are one record: the numbers go on where the output ended, and inputs that it covers are skipped."""
    kafka.feed(RELEVANT, records(300, sleep=0.003), key=by_three)
    stage = Stage(kafka, tmp_path, "counter", without=without, wrong="commit_seldom", batch_size=20)
    stage.run_until_written(50)
    with stage.worker():
        stage.wait(lambda: stage.written()[-1:] == [299])
    assert exact(stage, 300) != bool(without)


@pytest.mark.parametrize("without", ["", "state_last"])
def test_state_written_before_what_comes_beside_it(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """The state covers its input: what else was to follow from it is then never written."""
    kafka.feed(RELEVANT, records(60), key=one_key)
    stage = Stage(kafka, tmp_path, "counter", without=without, wrong="refuse_writes", batch_size=20)
    stage.refuse(HISTORY)
    with stage.worker() as worker:
        worker.ready()
        if without:
            stage.wait_written(1)
        else:
            time.sleep(2)
    stage.accept()
    stage.run_until_written(60)
    assert exact(stage, 60)
    beside = [orjson.loads(record.value)["id"] for record in kafka.read(HISTORY)]
    assert (sorted(set(beside)) == list(range(60))) != bool(without)


@pytest.mark.parametrize("without", ["", "partition_number"])
def test_state_written_to_another_partition(brokers: str, topic_prefix: str, tmp_path: Path, without: str) -> None:
    """A worker reads back the partition with its input's number; state that went elsewhere is unknown to it."""
    kafka = Kafka(brokers, topic_prefix, partitions=2)
    stage = Stage(kafka, tmp_path, "counter", without=without, batch_size=20)
    for life in (0, 1):
        for number, key in ((0, b"a"), (1, b"b")):
            batch = [{"id": 100 * number + 20 * life + each} for each in range(20)]
            kafka.feed(RELEVANT, batch, key=lambda _, key=key: key, partition=number)
        stage.run_until_written(40 + 40 * life)
    assert exact(stage, 80) != bool(without)


@pytest.mark.parametrize("without", ["", "reloading"])
def test_a_failed_batch_spoils_the_state(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """What raised, or came out too large, has changed the state: it is refused, the state restored, and the batch goes on record by record."""
    batch = records(100, n30={"raise": 1}, n60={"grow": 20 << 20})
    kafka.feed(RELEVANT, batch, key=one_key)
    stage = Stage(kafka, tmp_path, "counter", without=without, batch_size=20)
    stage.run_until_written(98)
    assert stage.written() == [number for number in range(100) if number not in (30, 60)]
    assert exact(stage, 98) != bool(without)
    assert Counter(Rejected.from_json(r.value).reason for r in kafka.read("articles.rejected")) == {
        "failed": 1,
        "too_large": 1,
    }


@pytest.mark.parametrize("without", ["", "whole_batches"])
def test_a_batch_of_a_stateful_stage_that_goes_on_after_a_rebalance(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """It writes what the state restored meanwhile does not know; the worker ends instead."""
    stage = Stage(kafka, tmp_path, "counter", without=without, wrong="short_drain+rejoin_on_request", batch_size=20)
    kafka.feed(RELEVANT, records(20, n0={"sleep": 5, **stage.begins()}), key=one_key)
    with stage.worker() as worker:
        stage.wait_begun()
        stage.rebalance()
        stage.wait(lambda: worker.process.poll() is not None or stage.repeated())
        assert worker.process.poll() == (None if without else 79)
    stage.run_until_written(20)
    assert exact(stage, 20) != bool(without)


def test_a_partition_that_moves_to_another_worker_takes_its_state_along(
    brokers: str, topic_prefix: str, tmp_path: Path
) -> None:
    kafka = Kafka(brokers, topic_prefix, partitions=2)
    total = 250
    for partition in (0, 1):
        batch = [{"id": f"{partition}-{number}", "sleep": 0.008} for number in range(total)]
        kafka.feed(RELEVANT, batch, key=lambda r: r["id"].encode()[:1], partition=partition)
    stage = Stage(kafka, tmp_path, "counter", batch_size=20)
    with stage.worker(EVACWIRE_INSTANCE="a") as first, stage.worker(EVACWIRE_INSTANCE="b") as second:
        first.ready()
        second.ready()
        first.kill()
        with stage.worker(EVACWIRE_INSTANCE="a"):
            wait_until(lambda: len(stage.written()) >= 2 * total, what="records are missing")
            assert second.terminate() == 0
    assert stage.counts() == {b"%d" % partition: list(range(1, total + 1)) for partition in (0, 1)}


@pytest.mark.parametrize("without", ["", "state_ahead"])
def test_state_ahead_of_an_input_made_anew(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """Skipping what the fence covers would lose every record of the new topic."""
    from kafka import KafkaProducer

    producer = KafkaProducer(bootstrap_servers=kafka.brokers)
    headers = [(names.SOURCE, b"0:500")]
    producer.send(kafka.prefix + STORIES, b'{"id": -1, "count": 1}', key=b"k", headers=headers).get(10)
    producer.close()
    kafka.feed(RELEVANT, records(20), key=one_key)
    stage = Stage(kafka, tmp_path, "counter", without=without)
    with stage.worker() as worker:
        if without:
            stage.wait_committed(20)
        else:
            assert worker.ends() == 80
            assert "make both topics anew" in worker.said()
    assert stage.lost() == (list(range(20)) if without else [])


@pytest.mark.parametrize("without", ["", "checking_what_others_wrote"])
def test_a_partition_that_comes_back(kafka: Kafka, monkeypatch: pytest.MonkeyPatch, without: str) -> None:
    """What another worker wrote in between is part of its state."""
    if without:
        monkeypatch.setattr(States, "_keeps", States._keeps)
        REMOVERS[without]()
    states = States(
        counter(Settings({})),
        kafka.connection,
        kafka.prefix,
        look_up(kafka.connection, kafka.prefix, list(Topic)),
        None,
    )

    async def input_ends() -> dict[int, int]:
        return {0: 100}

    def count() -> int:
        asyncio.run(states.own([0], input_ends))
        state = states.of(0).state
        assert isinstance(state, CountState)
        return state.counts.get(b"k", 0)

    write(kafka, 3, 7)
    assert count() == 3
    write(kafka, 4, 8)
    assert count() == (3 if without else 4)


def test_a_restore_that_never_ends(brokers: str, topic_prefix: str) -> None:
    """aiokafka's client cannot be closed right after it was given another partition; a worker stood still at the barrier for ever."""
    kafka = Kafka(brokers, topic_prefix, partitions=2)
    write(kafka, 1, 0)
    cluster = look_up(kafka.connection, kafka.prefix, list(Topic))

    async def restore() -> None:
        states = States(counter(Settings({})), kafka.connection, kafka.prefix, cluster, None)
        await asyncio.wait_for(states.own([0, 1], ends), 20)

    async def ends() -> dict[int, int]:
        return {0: 100, 1: 100}

    for _ in range(5):
        asyncio.run(restore())


def write(kafka: Kafka, number: int, offset: int) -> None:
    """Write a number to the counter's output, as the counter does."""
    from kafka import KafkaProducer

    producer = KafkaProducer(bootstrap_servers=kafka.brokers)
    source = [(names.SOURCE, names.fence(0, offset))]
    value = orjson.dumps({"id": offset, "count": number})
    producer.send(kafka.prefix + STORIES, value, key=b"k", headers=source, partition=0).get(10)
    producer.close()


def test_a_snapshot_shortens_the_restore_and_changes_nothing(kafka: Kafka, tmp_path: Path) -> None:
    stage, folder = Stage(kafka, tmp_path, "counter", batch_size=100), str(tmp_path / "snapshots")
    log, total = tmp_path / "counter.log", 0
    for count in (1500, 300):
        kafka.feed(RELEVANT, [{"id": total + number} for number in range(count)], key=one_key)
        total += count
        log.unlink(missing_ok=True)
        with stage.worker(EVACWIRE_STATE_DIR=folder):
            stage.wait_committed(total)
    assert exact(stage, total)
    restored = [orjson.loads(line) for line in log.read_bytes().splitlines() if b"state restored" in line]
    assert 0 < restored[0]["records"] <= 500
