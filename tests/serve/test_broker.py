"""The wire page over a real broker."""

import json
import time

import httpx
import pytest

from tests.serve.examples import cancelled, event, item
from tests.serve.running import broker_environment, serving
from tests.serve.test_server import stream
from workers.kafka.connection import Connection, admin_client
from workers.kafka.topics import create_topics

pytestmark = [pytest.mark.kafka, pytest.mark.slow]


def eventually(ask, expected):
    deadline = time.monotonic() + 20
    while (found := ask()) != expected:
        assert time.monotonic() < deadline, found
        time.sleep(0.1)


def test_items_and_events_of_a_broker_are_served_and_followed(brokers, topic_prefix, publish):
    publish(event("a"), item("a"))
    with serving(**broker_environment(brokers, topic_prefix)) as server:

        def listed():
            rows = httpx.get(f"{server.url}/wire/items?view=desk").json()["rows"]
            return [(row["item"]["version"], row["item"]["pubStatus"], bool(row["event"])) for row in rows]

        eventually(listed, [("1", "usable", True)])
        publish(item("b"))
        eventually(listed, [("1", "usable", False), ("1", "usable", True)])
        publish(cancelled("b", 2))
        eventually(listed, [("2", "canceled", False), ("1", "usable", True)])
        assert server.stop() == 0


def test_a_reader_resumes_over_partitions_and_over_a_restart_without_gap_or_repeat(brokers, topic_prefix, publish):
    publish(*(item(f"e{number}", headline=f"h{number}") for number in range(20)))
    with serving(**broker_environment(brokers, topic_prefix)) as server:
        first = stream(server.url, 12)
        publish(*(item(f"e{number}", headline=f"h{number}") for number in range(20, 30)))
        assert server.stop() == 0
    with serving(**broker_environment(brokers, topic_prefix)) as server:
        rest = stream(server.url, 18, **{"Last-Event-ID": first[-1][0]})
    got = [headline for _, headline in first + rest]
    assert sorted(got) == sorted(f"h{number}" for number in range(30))


def test_a_source_that_goes_away_is_told_and_comes_back(tmp_path_factory, topic_prefix):
    from tests.conftest import start_broker

    broker = start_broker(tmp_path_factory)
    try:
        with admin_client(Connection((broker.address,))) as admin:
            create_topics(admin, topic_prefix, 1)
        with serving(**broker_environment(broker.address, topic_prefix)) as server:
            broker.kill()
            assert source_says(server.url, "away")
            assert httpx.get(f"{server.url}/wire/items").status_code == 200
            broker.start()
            assert source_says(server.url, "live")
    finally:
        broker.kill()


def source_says(url, state):
    """Wait until a desk reader is told that state of the source."""
    deadline = time.monotonic() + 60
    with httpx.stream("GET", f"{url}/wire/stream?view=desk&after=now", timeout=180) as answer:
        for line in answer.iter_lines():
            if line.startswith("data: ") and json.loads(line[6:]) == {"source": state}:
                return True
            if time.monotonic() > deadline:
                break
    return False
