"""Each known way of losing or repeating a message, on a real broker, with a test named after it.

Where a test takes `without`, it runs as shipped and again with those guards taken out, when the loss must show (or the test proves nothing).
State has its own file, `test_losing_no_state.py`, and so have the broker's outages, `test_losing_nothing_in_an_outage.py`.
"""

import time
from pathlib import Path

import orjson
import pytest

from schemas.rejected import Rejected
from tests.kafka.harness import Kafka
from tests.kafka.losing import Stage, records

pytestmark = pytest.mark.kafka

RAW = "articles.raw"


@pytest.mark.parametrize(
    ("wrong", "without"),
    [
        ("", ""),
        ("", "explicit_done+hard_stop"),
        ("one_by_one", ""),
        ("one_by_one", "explicit_done+hard_stop+done_prefix"),
    ],
)
def test_an_exception_acknowledges_what_it_left_undone(kafka: Kafka, tmp_path: Path, without: str, wrong: str) -> None:
    """Faust acknowledges a message, and a batch, in a `finally`: what an exception left undone counted as done."""
    kafka.feed(RAW, records(300, n60={"astray": str(tmp_path / "once")}))
    stage = Stage(kafka, tmp_path, without=without, wrong=wrong)
    stage.run_until_committed(61 if without else 300)
    assert bool(stage.lost()) == bool(without)
    assert stage.codes == ([] if without else [70])


def test_an_exception_that_is_left_to_faust_stops_the_flow(kafka: Kafka, tmp_path: Path) -> None:
    """With explicit marks alone nothing is lost, and nothing more is acknowledged: the worker lives on without its agent."""
    failing = tmp_path / "once"
    kafka.feed(RAW, records(300, n60={"astray": str(failing)}))
    stage = Stage(kafka, tmp_path, without="hard_stop")
    with stage.worker() as worker:
        stage.wait(failing.exists, "record 60 is not begun")
        time.sleep(2)
        assert worker.process.poll() is None
        assert stage.committed() <= 60


@pytest.mark.parametrize("without", ["", "size_check"])
def test_an_oversize_output_stops_all_that_follows_it(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """The producer refuses it, the batch fails, and the worker restarts on it for ever."""
    kafka.feed(RAW, records(200, n60={"grow": 40 << 20}))
    stage = Stage(kafka, tmp_path, without=without)
    stage.run_until_committed(200, lives=2)
    assert (set(range(200)) - {60} == set(stage.written())) != bool(without)
    assert stage.codes == ([70, 70] if without else [])
    refused = [Rejected.from_json(record.value) for record in kafka.read("articles.rejected")]
    assert [(r.reason, orjson.loads(r.input)["id"]) for r in refused] == ([] if without else [("too_large", 60)])


LIVES = 5
"""Workers that may be tried until a batch holds, or the buffer keeps, what a loss or a repeat needs: the broker decides how many records come at once."""


@pytest.mark.parametrize("without", ["", "size_check+explicit_done+hard_stop"])
def test_an_oversize_output_takes_its_batch_along(
    brokers: str, topic_prefix: str, tmp_path: Path, without: str
) -> None:
    """As Faust has it: the send raises, and the batch counts as done."""
    lives = range(LIVES if without else 1)
    lost = (
        _lost_beside_an_oversize(brokers, f"{topic_prefix}{life}.", tmp_path / str(life), without) for life in lives
    )
    assert any(lost) == bool(without)


def _lost_beside_an_oversize(brokers: str, topic_prefix: str, folder: Path, without: str) -> set[int]:
    folder.mkdir()
    kafka = Kafka(brokers, topic_prefix)
    kafka.feed(RAW, records(200, n60={"grow": 40 << 20}))
    stage = Stage(kafka, folder, without=without)
    stage.run_until_committed(100 if without else 200)
    return set(stage.lost()) - {60}


@pytest.mark.parametrize("without", ["", "drain+explicit_done"])
def test_a_stop_commits_what_is_in_hand(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """Faust without `stream_wait_empty` acknowledges and commits the batch that it has just cancelled."""
    kafka.feed(RAW, records(1000, sleep=0.01))
    stage = Stage(kafka, tmp_path, without=without)
    with stage.worker() as worker:
        stage.wait_written(50)
        assert worker.terminate() == 0
    assert bool(stage.lost()) == bool(without)
    if not without:
        assert stage.committed() == len(stage.written()), "what was done is committed"


@pytest.mark.parametrize("without", ["", "drain", "forgetting_last"])
def test_a_rebalance_repeats_what_is_in_hand(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """The batch in hand is finished, and what is done is committed, before partitions go."""
    kafka.feed(RAW, records(600, sleep=0.01))
    stage = Stage(kafka, tmp_path, without=without, wrong="commit_seldom+rejoin_on_request")
    with stage.worker():
        stage.wait_written(50)
        stage.rebalance()
        stage.wait(lambda: 599 in stage.written())
        lost = sorted(set(range(600)) - set(stage.written()))
    assert (lost, bool(stage.repeated())) == ([], bool(without))


@pytest.mark.parametrize("without", ["", "current_only"])
def test_a_batch_that_goes_on_after_a_rebalance(brokers: str, topic_prefix: str, tmp_path: Path, without: str) -> None:
    """What was read before it, and not begun, belongs to whoever reads the partition now."""
    not_begun = set(range(100, 120))
    lives = range(LIVES if without else 1)
    repeated = (
        _repeated_by_a_rebalance(brokers, f"{topic_prefix}{life}.", tmp_path / str(life), without) for life in lives
    )
    assert any(not_begun & again for again in repeated) == bool(without)


def _repeated_by_a_rebalance(brokers: str, topic_prefix: str, folder: Path, without: str) -> set[int]:
    folder.mkdir()
    kafka = Kafka(brokers, topic_prefix, partitions=2)
    stage = Stage(kafka, folder, without=without, wrong="short_drain+rejoin_on_request", batch_size=100)
    kafka.feed(RAW, records(20, n0={"sleep": 3, **stage.begins()}), partition=0)
    kafka.feed(RAW, [{"id": number} for number in range(100, 120)], partition=1)
    with stage.worker() as worker:
        stage.wait_begun()
        stage.rebalance()
        stage.wait(lambda: stage.committed() >= 40 or worker.process.poll() is not None)
    stage.run_until_committed(40)
    return {number for number in stage.written() if stage.written().count(number) > 1}


@pytest.mark.parametrize("without", ["", "current_behind_others"])
def test_a_batch_of_records_from_before_and_after_a_rebalance(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """Faust's buffer keeps what was read before it, and a batch takes that along: leaving the whole batch left the others waiting for good."""
    stage = Stage(
        kafka, tmp_path, without=without, wrong="short_drain+rejoin_on_request" + ("+short_wait" if without else "")
    )
    first, *others = records(20, n0={"sleep": 6, **stage.begins()})
    kafka.feed(RAW, [first])
    with stage.worker() as worker:
        stage.wait_begun()
        kafka.feed(RAW, others)
        stage.wait(lambda: 'evacwire_in_flight_records{stage="ingest"} 20.0' in worker.get("/metrics")[1])
        stage.rebalance()
        stage.wait(lambda: stage.committed() == 20 or worker.process.poll() is not None)
        code = worker.process.poll()
    assert (code, stage.written()[-1]) == ((75, 0) if without else (None, 19))


@pytest.mark.parametrize("without", ["", "done_prefix"])
def test_a_slow_message_and_fast_ones_behind_it(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """Faust commits past the slow one (issue 606). Batches are processed one after the other here; the ledger would hold without that."""
    kafka.feed(RAW, records(100, n10={"sleep": 600}))
    stage = Stage(kafka, tmp_path, without=without, wrong="work_in_the_background")
    with stage.worker() as worker:
        stage.wait_written(99)
        stage.wait_committed(100 if without else 10)
        worker.kill()
    assert stage.lost() == ([10] if without else [])


@pytest.mark.parametrize("without", ["", "arrival_order"])
def test_a_record_dropped_between_fetching_and_processing(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """Faust drops what it fetched for partitions that are paused by then; the offsets behind it were committed."""
    kafka.feed(RAW, records(200))
    stage = Stage(kafka, tmp_path, without=without, wrong="lose_a_record")
    stage.run_until_committed(200)
    assert stage.lost() == ([60] if without else [])
    assert stage.codes == ([] if without else [71])


@pytest.mark.parametrize("without", ["", "log_gaps"])
def test_gaps_that_the_log_has_of_its_own(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """Markers of transactions take offsets that no record has. Taken for lost records, they stop the worker again and again."""
    from kafka import KafkaProducer

    producer = KafkaProducer(bootstrap_servers=kafka.brokers, transactional_id=kafka.prefix + "t", acks="all")
    producer.init_transactions()
    for start in (0, 10, 20):
        producer.begin_transaction()
        for number in range(start, start + 10):
            producer.send(kafka.prefix + RAW, orjson.dumps({"id": number}))
        producer.commit_transaction()
    producer.close()
    stage = Stage(kafka, tmp_path, without=without)
    stage.run_until_committed(32, lives=2)
    assert (set(stage.written()) == set(range(30))) != bool(without)
    assert stage.codes == ([71, 71] if without else [])


@pytest.mark.parametrize("without", ["", "start_at_the_earliest"])
@pytest.mark.parametrize("committed", [10, 500], ids=["deleted by retention", "made anew"])
def test_a_committed_offset_that_the_broker_no_longer_has(
    kafka: Kafka, tmp_path: Path, committed: int, without: str
) -> None:
    """What is there is read, and what is gone is told: else a shortened log passes in silence, and one made anew stops the worker for ever."""
    kafka.feed(RAW, records(100))
    stage = Stage(kafka, tmp_path, without=without)
    kafka.commit(stage.group, RAW, committed)
    first = 50 if committed < 100 else 0
    kafka.delete_before(RAW, first)
    with stage.worker() as worker:
        if without and committed > 100:
            assert worker.ends() == 71
        else:
            stage.wait_written(100 - first)
            assert sorted(stage.written()) == list(range(first, 100))
    said = (tmp_path / "pass_through.log").read_text()
    assert ('"lost": 40' in said) == (not without and committed == 10)


@pytest.mark.parametrize("without", ["", "seek", "seek+arrival_order"])
def test_a_seek_to_nothing_committed(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """aiokafka's `seek_to_committed` skips partitions without a commit: what was read of them while they moved is never read again."""
    stage = Stage(kafka, tmp_path, without=without, wrong="restore_until_read+rejoin_on_request")
    with stage.worker() as worker:
        worker.ready()
        (tmp_path / "hold").touch()
        stage.rebalance()
        stage.wait(lambda: worker.get("/readyz")[0] == 503)
        kafka.feed(RAW, records(100))
        stage.wait(lambda: worker.get("/readyz")[0] == 200 or worker.process.poll() is not None)
        kafka.feed(RAW, [{"id": 100}])
        stage.wait(lambda: 100 in stage.written() or worker.process.poll() is not None)
        code = worker.process.poll()
    missing = sorted(set(range(100)) - set(stage.written()))
    assert (bool(missing), code) == {"": (False, None), "seek": (True, 71)}.get(without, (True, None))


@pytest.mark.parametrize("without", ["", "commit_restored"])
def test_a_commit_that_fails_counts_as_made(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """Faust notes the offset as committed before it knows (issue 692): a quiet topic's last records are repeated after every restart."""
    kafka.feed(RAW, records(50))
    stage = Stage(kafka, tmp_path, without=without, wrong="refuse_the_first_commit", batch_size=100)
    with stage.worker():
        stage.wait_written(50)
        if without:
            time.sleep(4)
            assert stage.committed() == 0
        else:
            stage.wait_committed(50)
    kafka.feed(RAW, [{"id": 50}])
    stage.run_until_written(51)
    assert stage.repeated() == (50 if without else 0)


@pytest.mark.parametrize("without", ["", "awaiting"])
def test_an_output_that_nobody_waits_for(kafka: Kafka, tmp_path: Path, without: str) -> None:
    """What is marked done when it is handed to the producer is lost when the process ends before the broker has it."""
    kafka.feed(RAW, records(100))
    stage = Stage(kafka, tmp_path, without=without, wrong="refuse_writes")
    stage.refuse("articles.relevant")
    with stage.worker() as worker:
        worker.ready()
        if without:
            stage.wait_committed(100)
        else:
            time.sleep(2)
    assert stage.lost() == (list(range(100)) if without else [])
    if not without:
        stage.accept()
        stage.run_until_written(100)


@pytest.mark.parametrize("without", ["", "rejection_limits"])
def test_a_bad_deploy_empties_a_topic_into_the_rejected_one(kafka: Kafka, tmp_path: Path, without: str) -> None:
    kafka.feed(RAW, [{"id": number, "refuse": 1} for number in range(200)])
    stage = Stage(kafka, tmp_path, without=without, batch_size=20)
    with stage.worker(EVACWIRE_MAX_CONSECUTIVE_REJECTED="30") as worker:
        if without:
            stage.wait_committed(200)
        else:
            assert worker.ends() == 77
    refused = len(kafka.read("articles.rejected"))
    assert refused == 200 if without else 10 < refused <= 30


def test_a_kill_between_output_and_commit_repeats_and_loses_nothing(kafka: Kafka, tmp_path: Path) -> None:
    """At least once, and the bound of what is repeated: what was written since the last commit. No guard stops that; ids do."""
    kafka.feed(RAW, records(300, sleep=0.004))
    stage = Stage(kafka, tmp_path, wrong="commit_seldom")
    with stage.worker() as worker:
        stage.wait_written(50)
        worker.kill()
    before = len(stage.written())
    stage.run_until_written(300)
    assert set(stage.written()) == set(range(300))
    assert 50 <= stage.repeated() <= before


def test_what_raises_in_the_stage_is_refused_and_the_rest_goes_on(kafka: Kafka, tmp_path: Path) -> None:
    kafka.feed(RAW, records(100, n10={"raise": 1}, n20={"refuse": 1}), key=lambda _: b"k")
    stage = Stage(kafka, tmp_path)
    stage.run_until_committed(100)
    assert set(stage.written()) == set(range(100)) - {10, 20}
    refused = {
        orjson.loads(Rejected.from_json(record.value).input)["id"]: record for record in kafka.read("articles.rejected")
    }
    assert {number: Rejected.from_json(record.value).reason for number, record in refused.items()} == {
        10: "failed",
        20: "invalid_field",
    }
    headers = dict(refused[10].headers)
    assert headers["evacwire-source-topic"].decode() == kafka.prefix + RAW
    assert (headers["evacwire-source-partition"], headers["evacwire-source-offset"]) == (b"0", b"10")
    assert (headers["evacwire-attempts"], headers["evacwire-exception"]) == (b"2", b"ValueError")
    assert headers["evacwire-source-key"] == b"k"
