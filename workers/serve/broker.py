"""Reads the items and the event history from a running broker, in a thread of its own. It joins no consumer group and commits nothing."""

import asyncio
import concurrent.futures
import math
import threading
import time
from collections.abc import Sequence
from typing import Any

import structlog
from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from workers.kafka.cluster import Cluster, look_up
from workers.kafka.connection import CONNECT_SECONDS, Connection, quiet_clients, reaching
from workers.kafka.topics import full_name
from workers.serve.hub import Hub
from workers.serve.positions import Position
from workers.serve.store import ITEMS_KEPT, Place
from workers.topics import Topic

POLL_MS = 250
MOST_RECORDS = 200
CHECK_SECONDS = 5.0
"""How often to ask whether the broker still answers while nothing comes."""
CHECK_MS = 4_000

LOG = structlog.get_logger("serve")


class BrokerFeed:
    """The two topics of a broker, read into a store."""

    def __init__(self, connection: Connection, prefix: str) -> None:
        """Raise `BrokerUnavailableError` within ten seconds where no broker answers, `KafkaShellError` where a topic is missing."""
        quiet_clients()
        self._connection = connection
        self._items, self._events = full_name(prefix, Topic.ITEMS), full_name(prefix, Topic.HISTORY)
        self._cluster: Cluster = look_up(connection, prefix, (Topic.ITEMS, Topic.HISTORY))
        with reaching(connection):
            self._consumer = self._make_consumer()
            self._offsets = self._seek()
        self._stop = threading.Event()

    def start(self) -> Position:
        """Return the position at which reading starts: as far back as the store holds items."""
        identity = self._cluster.topic_ids[self._items] or self._cluster.cluster_id
        epoch = "".join(ch for ch in identity if ch.isascii() and ch.isalnum())[:32] or "topic"
        count = self._cluster.partitions[self._items]
        return Position(epoch, tuple(self._offsets[TopicPartition(self._items, at)] for at in range(count)))

    async def follow(self, hub: Hub) -> None:
        """Take in records until cancelled."""
        loop = asyncio.get_running_loop()
        thread = threading.Thread(target=self._run, args=(loop, hub), name="serve-broker", daemon=True)
        thread.start()
        try:
            while thread.is_alive():
                await asyncio.sleep(0.5)
        finally:
            self._stop.set()
        raise RuntimeError("the reading of the broker has ended")

    def _make_consumer(self) -> KafkaConsumer:
        return KafkaConsumer(
            **self._connection.client_options(),
            bootstrap_timeout_ms=int(CONNECT_SECONDS * 1000),
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            metadata_max_age_ms=60_000,
        )

    def _seek(self) -> dict[TopicPartition, int]:
        counts = self._cluster.partitions
        assigned = [TopicPartition(topic, at) for topic in (self._items, self._events) for at in range(counts[topic])]
        self._consumer.assign(assigned)
        first, end = self._consumer.beginning_offsets(assigned), self._consumer.end_offsets(assigned)
        start = {at: max(first[at], end[at] - ITEMS_KEPT) for at in assigned}
        for at, offset in start.items():
            self._consumer.seek(at, offset)
        return start

    def _run(self, loop: asyncio.AbstractEventLoop, hub: Hub) -> None:
        checked, away = time.monotonic(), False
        while not self._stop.is_set():
            try:
                polled = self._consumer.poll(timeout_ms=POLL_MS, max_records=MOST_RECORDS)
                if not polled and time.monotonic() - checked >= CHECK_SECONDS:
                    self._check()
                    checked = time.monotonic()
                away = away and not polled and time.monotonic() - checked > CHECK_SECONDS
            except KafkaError as error:
                LOG.warning("the broker does not answer", error=type(error).__name__)
                polled, away, checked = {}, True, -math.inf
                self._stop.wait(1)
            records = [record for batch in polled.values() for record in batch]
            try:
                asyncio.run_coroutine_threadsafe(self._take(hub, records, away=away), loop).result()
            except (concurrent.futures.CancelledError, RuntimeError):
                break
        self._consumer.close()

    def _check(self) -> None:
        """Ask the broker for its end offsets, which raises where it does not answer; take up partitions that were added."""
        assigned = self._consumer.assignment()
        self._consumer.end_offsets(assigned, timeout_ms=CHECK_MS)
        topics = (self._items, self._events)
        present = {
            TopicPartition(topic, at) for topic in topics for at in self._consumer.partitions_for_topic(topic) or ()
        }
        if added := present - assigned:
            self._consumer.assign(sorted(present | assigned))
            self._consumer.seek_to_beginning(*added)

    async def _take(self, hub: Hub, records: Sequence[Any], *, away: bool) -> None:
        for record in records:
            if record.value is None:
                continue
            if record.topic == self._items:
                hub.store.take_item(record.value, Place(max(0, record.timestamp), record.partition, record.offset))
            else:
                hub.store.take_event(record.value)
        hub.set_source_away(away)
