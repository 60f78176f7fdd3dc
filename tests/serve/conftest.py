"""A browser for the tests of the page, and a broker's topics to publish to."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kafka import KafkaProducer

from schemas.events import Event
from schemas.item import Item
from workers.kafka.connection import Connection, admin_client
from workers.kafka.topics import create_topics
from workers.topics import Topic

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium; the test is skipped where it is missing, but fails in CI. One a module: while it lives, `asyncio.run` cannot be used beside it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium on the PATH")
        pytest.skip("no Chromium on the PATH (chromium, chromium-browser or google-chrome)")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(Path(path)), args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def publish(brokers: str, topic_prefix: str) -> Iterator[Callable[..., None]]:
    """Send items and events to the topics of this test, as fuse does."""
    with admin_client(Connection((brokers,))) as admin:
        create_topics(admin, topic_prefix, 3)
    producer = KafkaProducer(bootstrap_servers=brokers)

    def send(*records: Event | Item) -> None:
        for record in records:
            if isinstance(record, Event):
                topic, key = Topic.HISTORY, record.event_id
            else:
                topic, key = Topic.ITEMS, record.alt_ids[0].value
            producer.send(topic_prefix + topic, key=key.encode(), value=record.to_json()).get(10)

    yield send
    producer.close()
