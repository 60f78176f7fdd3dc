"""Fixtures that more than one part of the tests uses."""

import itertools
import os
from collections.abc import Iterator

import pytest

from tests.broker import Broker, NoBrokerError

_numbers = itertools.count(1)


def start_broker(factory: pytest.TempPathFactory) -> Broker:
    """Start a broker in a folder of its own; skips the test where the machine cannot run one, but fails in CI."""
    try:
        return Broker(factory.mktemp("kafka")).start()
    except NoBrokerError as error:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs a broker: {error}")
        pytest.skip(f"no Kafka broker: {error}")


@pytest.fixture(scope="session")
def brokers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running broker, the same for the whole session: the one that `EVACWIRE_TEST_BROKERS` names, else one of our own."""
    named = os.environ.get("EVACWIRE_TEST_BROKERS")
    if named:
        yield named
        return
    broker = start_broker(tmp_path_factory)
    try:
        yield broker.address
    finally:
        broker.kill()


@pytest.fixture
def topic_prefix() -> str:
    """A prefix for topics and consumer groups that no other test uses."""
    return f"t{os.getpid()}-{next(_numbers)}."
