"""The commands that work with a broker, as a person runs them."""

import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest
from kafka import KafkaProducer
from kafka.admin import ConfigResource, ConfigResourceType

from schemas.reports import Cancel
from schemas.vocabulary import Reason, StageName
from tests.kafka.harness import ROOT, Kafka
from workers.kafka.connection import admin_client
from workers.kafka.topics import create_topics
from workers.stage import rejection
from workers.topics import Topic

pytestmark = pytest.mark.kafka


@pytest.fixture
def kafka(brokers: str, topic_prefix: str) -> Kafka:
    return Kafka(brokers, topic_prefix, partitions=2)


def evacwire(
    kafka: Kafka, *arguments: str, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "workers", *arguments]
    env = kafka.environment(**environment)
    return subprocess.run(command, cwd=ROOT, env=env, input=given, capture_output=True, timeout=180, check=False)


def lines(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    assert result.returncode == 0, result.stderr.decode()
    return [orjson.loads(line) for line in result.stdout.splitlines()]


def test_topics_are_made_once_and_their_drift_is_shown_and_repaired(brokers: str, topic_prefix: str) -> None:
    kafka = Kafka.__new__(Kafka)
    kafka.brokers, kafka.prefix = brokers, topic_prefix
    assert evacwire(kafka, "topics", "describe").returncode == 1
    made = evacwire(kafka, "topics", "create", "--partitions", "3")
    assert made.returncode == 0
    assert made.stdout.count(b"made, 3 partitions") == len(Topic)
    assert evacwire(kafka, "topics", "create").stdout.count(b"was there") == len(Topic)
    kafka = Kafka(brokers, topic_prefix)
    with admin_client(kafka.connection) as admin:
        changed = ConfigResource(ConfigResourceType.TOPIC, topic_prefix + Topic.RAW, {"retention.ms": "1000"})
        admin.alter_configs([changed])
    described = evacwire(kafka, "topics", "describe")
    assert described.returncode == 1
    assert b"retention.ms is 1000, not 604800000" in described.stdout
    assert evacwire(kafka, "topics", "create", "--repair").returncode == 0
    assert evacwire(kafka, "topics", "describe").returncode == 0


def test_events_are_compacted_and_the_rejected_topic_takes_the_largest_input_whole(kafka: Kafka) -> None:
    from workers.kafka.topics import INNER_BYTES, RAW_BYTES, REJECTED_BYTES, topic_configs

    with admin_client(kafka.connection) as admin:
        configs = topic_configs(admin, [kafka.prefix + topic for topic in Topic])
    policies = {topic: configs[kafka.prefix + topic]["cleanup.policy"] for topic in Topic}
    assert {topic for topic, policy in policies.items() if policy == "compact"} == {Topic.EVENTS}
    assert max(RAW_BYTES, INNER_BYTES) * 4 / 3 + 100_000 < REJECTED_BYTES


def test_what_is_fed_arrives_byte_for_byte_and_tail_prints_one_object_a_line(kafka: Kafka, tmp_path: Path) -> None:
    raw = [b'{"id": "a",  "text": "x"}', b"not json \xff", b'["an array"]', '{"id": "ü"}'.encode(), b'{"cut":']
    file = tmp_path / "feed.jsonl"
    file.write_bytes(b"\n\n".join(raw))
    fed = evacwire(kafka, "feed", str(file))
    assert (fed.returncode, fed.stdout) == (0, b"")
    assert b"5 articles fed" in fed.stderr
    assert evacwire(kafka, "feed", "-", "--rate", "50", given=b'{"id": 6}\n').returncode == 0
    assert sorted(record.value for record in kafka.read(Topic.RAW)) == sorted([*raw, b'{"id": 6}'])
    kafka.feed(Topic.RAW, [b""])
    producer = KafkaProducer(bootstrap_servers=kafka.brokers)
    producer.send(kafka.prefix + Topic.RAW, None, key=b"tombstone").get(10)
    producer.close()
    shown = lines(evacwire(kafka, "tail", Topic.RAW, "--from-beginning", "--until-end"))
    assert len(shown) == 7
    assert {"id": "a", "text": "x"} in shown
    assert {"encoding": "base64", "input": "bm90IGpzb24g/w=="} in shown
    assert lines(evacwire(kafka, "tail", Topic.RAW, "--until-end")) == []


def test_an_article_that_the_topic_does_not_take_is_told_and_the_rest_is_fed(kafka: Kafka) -> None:
    given = b'{"id": 1}\n' + b'{"text": "' + b"x" * (5 << 20) + b'"}\n' + b'{"id": 2}\n'
    fed = evacwire(kafka, "feed", "-", given=given)
    assert fed.returncode == 1
    assert b"2 articles fed" in fed.stderr
    assert b"1 not taken" in fed.stderr
    assert len(kafka.read(Topic.RAW)) == 2


def test_a_closed_pipe_ends_tail_quietly(kafka: Kafka) -> None:
    kafka.feed(Topic.RAW, [{"id": number} for number in range(2000)])
    command = f"{sys.executable} -m workers tail articles.raw --from-beginning --until-end | head -1"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, env=kafka.environment(),
                            capture_output=True, timeout=180, check=False)  # fmt: skip
    assert (result.returncode, result.stderr) == (0, b"")


def refuse(kafka: Kafka, stage: StageName, reason: Reason, value: bytes, topic: str, partition: int) -> None:
    output = rejection(stage, reason, "a test", value).outputs[0]
    headers = [
        ("evacwire-source-topic", (kafka.prefix + topic).encode()), ("evacwire-source-partition", b"%d" % partition),
        ("evacwire-source-offset", b"17"), ("evacwire-source-key", b"en"), ("evacwire-attempts", b"2"),
        ("evacwire-exception", b"ValueError"), ("evacwire-arrived", b"1000"), ("evacwire-source", b"1:17"),
        ("evacwire-original-x", b"y"), ("evacwire-original-evacwire-source", b"1:3"),
    ]  # fmt: skip
    producer = KafkaProducer(bootstrap_servers=kafka.brokers)
    producer.send(kafka.prefix + Topic.REJECTED, output.value, headers=headers, partition=0).get(10)
    producer.close()


def test_what_was_refused_is_listed_shown_and_sent_back(kafka: Kafka) -> None:
    refuse(kafka, StageName.DEDUP, Reason.FAILED, b'{"article_id": "a1"}', Topic.RELEVANT, 1)
    refuse(kafka, StageName.INGEST, Reason.NOT_UTF8, b"\xff", Topic.RAW, 0)
    listed = lines(evacwire(kafka, "rejected", "list"))
    assert [(each["id"], each["reason"], each["article_id"]) for each in listed] == [
        ("0:0", "failed", "a1"),
        ("0:1", "not_utf8", None),
    ]
    assert [each["id"] for each in lines(evacwire(kafka, "rejected", "list", "--reason", "not_utf8"))] == ["0:1"]
    (shown,) = lines(evacwire(kafka, "rejected", "show", "a1"))
    assert (shown["input"], shown["exception"]) == ('{"article_id": "a1"}', "ValueError")
    assert evacwire(kafka, "rejected", "show", "0:9").returncode == 1
    assert evacwire(kafka, "rejected", "requeue").returncode == 2
    assert evacwire(kafka, "rejected", "requeue", "0:0").returncode == 0
    (again,) = kafka.read(Topic.RELEVANT)
    assert (again.value, again.key, again.partition) == (b'{"article_id": "a1"}', b"en", 1)
    assert dict(again.headers) == {"x": b"y", "evacwire-arrived": b"1000", "evacwire-requeued": b"0:0"}
    assert evacwire(kafka, "rejected", "requeue", "--reason", "not_utf8").returncode == 0
    assert [record.value for record in kafka.read(Topic.RAW)] == [b"\xff"]
    assert b"2 requeued" in evacwire(kafka, "rejected", "requeue", "--all").stderr


def test_a_cancel_is_written_to_every_partition(kafka: Kafka) -> None:
    assert evacwire(kafka, "cancel", "e1", "--reason", "wrong county").returncode == 0
    records = kafka.read(Topic.REPORTS)
    assert [record.partition for record in records] == [0, 1]
    words = [Cancel.from_json(record.value) for record in records]
    assert {(word.event_id, word.reason) for word in words} == {("e1", "wrong county")}
    assert evacwire(kafka, "cancel", "e1").returncode == 2


def test_doctor_says_what_is_wrong_and_what_mends_it(kafka: Kafka, brokers: str) -> None:
    well = evacwire(kafka, "doctor", "--json", EVACWIRE_SASL_PASSWORD="hidden")
    report = orjson.loads(well.stdout)
    assert (well.returncode, report["well"]) == (0, True), report
    assert b"hidden" not in well.stdout
    with admin_client(kafka.connection) as admin:
        create_topics(admin, kafka.prefix + "other.", 1)
        admin.delete_topics([kafka.prefix + "other." + Topic.STORIES])
    ill = orjson.loads(evacwire(kafka, "doctor", "--json", EVACWIRE_TOPIC_PREFIX=kafka.prefix + "other.").stdout)
    wrong = [check for check in ill["checks"] if not check["well"]]
    assert [(check["found"], check["remedy"]) for check in wrong] == [("missing", "evacwire topics create --repair")]
    spelt = evacwire(kafka, "doctor", EVACWIRE_MIN_SOURCES="many")
    assert spelt.returncode == 1
    assert b"EVACWIRE_MIN_SOURCES='many'" in spelt.stdout


@pytest.mark.parametrize(
    "command",
    [["worker", "ingest"], ["worker", "all"], ["feed", "-"], ["tail", "wire.items"], ["doctor"]],
    ids=" ".join,
)
def test_a_broker_that_is_not_there_is_one_clear_line_within_ten_seconds(kafka: Kafka, command: list[str]) -> None:
    started = time.monotonic()
    result = evacwire(kafka, *command, given=b'{"id": 1}\n', EVACWIRE_BROKERS="127.0.0.1:1")
    assert time.monotonic() - started < 10
    assert result.returncode == 1
    said = result.stdout if command == ["doctor"] else result.stderr
    assert [line for line in said.decode().splitlines() if "no Kafka broker answers at 127.0.0.1:1" in line]
    assert command == ["doctor"] or len(said.splitlines()) == 1


def test_a_missing_topic_is_one_clear_line(brokers: str, topic_prefix: str) -> None:
    kafka = Kafka.__new__(Kafka)
    kafka.brokers, kafka.prefix = brokers, topic_prefix
    for command in (["worker", "all"], ["worker", "fuse"], ["tail", "wire.items"], ["feed", "-"]):
        result = evacwire(kafka, *command, given=b"{}\n")
        assert result.returncode == 1
        assert b"run `evacwire topics create`" in result.stderr
        assert len(result.stderr.splitlines()) == 1
