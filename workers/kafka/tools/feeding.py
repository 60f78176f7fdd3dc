"""Writing records to a topic, every one's acknowledgement awaited."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from kafka import KafkaProducer

from workers.kafka.connection import CONNECT_SECONDS, Connection, admin_client, reaching
from workers.kafka.errors import KafkaShellError
from workers.kafka.outputs import RECORD_OVERHEAD
from workers.kafka.topics import REJECTED_BYTES, topic_configs

DELIVERY_SECONDS = 60.0
"""How long a record may take to be acknowledged, a restart of the broker included."""


@dataclass(slots=True)
class Delivery:
    """How many records were acknowledged, and what became of those that were not (one line each, the first few)."""

    delivered: int = 0
    failed: int = 0
    errors: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def succeeded(self, _: object) -> None:
        """Count an acknowledged record."""
        with self._lock:
            self.delivered += 1

    def broke(self, error: BaseException) -> None:
        """Count a record that was not taken."""
        with self._lock:
            self.failed += 1
            if len(self.errors) < 5:
                self.errors.append(f"{type(error).__name__}: {error}"[:200])


@dataclass(frozen=True, slots=True)
class Sending:
    """A record to send. `partition` None leaves the choice to the key."""

    topic: str
    value: bytes | None
    key: bytes | None = None
    headers: tuple[tuple[str, bytes], ...] = ()
    partition: int | None = None


def producer(connection: Connection) -> KafkaProducer:
    """Return a producer that keeps order and repeats nothing; raises `BrokerUnavailableError`."""
    with reaching(connection):
        return KafkaProducer(
            **connection.client_options(),
            acks="all",
            enable_idempotence=True,
            linger_ms=10,
            max_request_size=REJECTED_BYTES + (1 << 20),
            bootstrap_timeout_ms=int(CONNECT_SECONDS * 1000),
            max_block_ms=int(DELIVERY_SECONDS * 1000),
            delivery_timeout_ms=int(DELIVERY_SECONDS * 1000),
            request_timeout_ms=int(DELIVERY_SECONDS * 500),
        )


def send_all(
    connection: Connection,
    sendings: Iterable[Sending],
    *,
    rate: float = 0.0,
    told: Callable[[Sending], Any] = lambda _: None,
) -> Delivery:
    """Send records, at most `rate` a second (0: as fast as they go), and wait until all are acknowledged or have failed.

    Raises `BrokerUnavailableError`, and `KafkaShellError` where a topic is missing.
    """
    delivery, started, count = Delivery(), time.monotonic(), 0
    client = producer(connection)
    limits: dict[str, int] = {}
    try:
        for sending in sendings:
            if sending.topic not in limits:
                limits[sending.topic] = _limit(connection, sending.topic)
            _send(client, sending, delivery, limits[sending.topic])
            told(sending)
            count += 1
            if rate:
                time.sleep(max(0.0, started + count / rate - time.monotonic()))
        with reaching(connection):
            client.flush(DELIVERY_SECONDS)
    finally:
        with suppress(Exception):  # what ended the sending counts, not what the closing adds
            client.close(DELIVERY_SECONDS if delivery.delivered + delivery.failed < count else 1)
    return delivery


def _limit(connection: Connection, topic: str) -> int:
    with admin_client(connection) as admin:
        if topic not in admin.list_topics():
            raise KafkaShellError(f"no topic {topic} at {connection}: run `evacwire topics create`")
        return int(topic_configs(admin, [topic])[topic]["max.message.bytes"])


def _send(client: KafkaProducer, sending: Sending, delivery: Delivery, limit: int) -> None:
    """A record that is too large is not even tried: the broker would refuse the batch that it shares with others."""
    size = len(sending.value or b"") + len(sending.key or b"") + RECORD_OVERHEAD
    if size > limit:
        delivery.broke(ValueError(f"{size} bytes, and {sending.topic} takes {limit}"))
        return
    try:
        future = client.send(
            sending.topic, sending.value, key=sending.key, headers=list(sending.headers), partition=sending.partition
        )
    except Exception as error:
        delivery.broke(error)
        return
    future.add_callback(delivery.succeeded)
    future.add_errback(delivery.broke)
