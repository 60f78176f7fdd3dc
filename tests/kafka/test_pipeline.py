"""The whole pipeline on a real broker gives what it gives without one."""

from collections import Counter
from pathlib import Path

import orjson
import pytest

from tests.kafka.harness import Kafka, WorkerProcess
from tests.kafka.whole import corpus, run_locally, sample, wait_drained, written
from workers.topics import Topic

pytestmark = pytest.mark.kafka


def test_one_partition_gives_the_same_stories_reports_events_and_items_as_run(
    brokers: str, topic_prefix: str, tmp_path: Path
) -> None:
    kafka = Kafka(brokers, topic_prefix)
    messages = [*sample(), *corpus()]
    kafka.feed(Topic.RAW, messages)
    with WorkerProcess(kafka, "worker", "all", module="workers", log=tmp_path / "log") as supervisor:
        expected = run_locally(messages)
        wait_drained(kafka)
        assert supervisor.terminate() == 0
    found = written(kafka)
    assert found.differs(expected) == {}
    assert found.history
    assert found.items


def test_six_partitions_give_the_same_relevant_articles_none_twice(
    brokers: str, topic_prefix: str, tmp_path: Path
) -> None:
    kafka = Kafka(brokers, topic_prefix, partitions=6)
    messages = sample()
    keys = iter(range(len(messages)))
    kafka.feed(Topic.RAW, messages, key=lambda _: b"%d" % next(keys))
    with WorkerProcess(kafka, "worker", "all", module="workers", log=tmp_path / "log") as supervisor:
        wait_drained(kafka)
        assert supervisor.terminate() == 0
    expected = Counter(article["article_id"] for article in run_locally(messages).articles)
    records = kafka.read(Topic.RELEVANT)
    assert len({record.partition for record in kafka.read(Topic.RAW)}) > 1
    found = Counter(orjson.loads(record.value)["article_id"] for record in records)
    repeated_by_the_feed = {name for name, times in Counter(_ids(messages)).items() if times > 1}
    assert found.keys() == expected.keys()
    assert {name for name, times in found.items() if times > 1} <= repeated_by_the_feed
    stories = Counter(orjson.loads(record.value)["article_id"] for record in kafka.read(Topic.STORIES))
    assert stories.keys() == expected.keys()


def _ids(messages: list[bytes]) -> list[str]:
    ids = []
    for message in messages:
        try:
            ids.append(orjson.loads(message).get("article_id"))
        except (orjson.JSONDecodeError, AttributeError):
            continue
    return ids
