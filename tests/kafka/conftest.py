"""Fixtures of the tests on a real broker."""

from collections.abc import Iterator

import pytest

from tests.broker import Broker
from tests.conftest import start_broker
from tests.kafka.harness import Kafka


@pytest.fixture
def kafka(brokers: str, topic_prefix: str) -> Kafka:
    """Topics of one partition each, this test's own."""
    return Kafka(brokers, topic_prefix)


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """A broker that tests may kill and start again; it runs when they end."""
    broker = start_broker(tmp_path_factory)
    try:
        yield broker
    finally:
        broker.kill()
