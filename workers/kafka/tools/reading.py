"""Reading a topic record by record, for people and tools: no group, nothing committed."""

from collections.abc import Iterator
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from workers.kafka.connection import CONNECT_SECONDS, Connection, reaching
from workers.kafka.errors import KafkaShellError
from workers.kafka.topics import REJECTED_BYTES

POLL_MS = 500


def records(connection: Connection, topic: str, *, from_beginning: bool, until_end: bool) -> Iterator[Any]:
    """Yield a topic's records, of each partition in order: from its first or from now on; to where it ends now, or for ever.

    Raises `BrokerUnavailableError`, and `KafkaShellError` where the topic is missing.
    """
    with reaching(connection):
        consumer = KafkaConsumer(
            **connection.client_options(),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            bootstrap_timeout_ms=int(CONNECT_SECONDS * 1000),
            max_partition_fetch_bytes=REJECTED_BYTES,
        )
    try:
        with reaching(connection):
            partitions = [TopicPartition(topic, number) for number in _partitions(connection, consumer, topic)]
            consumer.assign(partitions)
            ends = consumer.end_offsets(partitions)
            for tp in partitions:
                consumer.seek_to_beginning(tp) if from_beginning else consumer.seek(tp, ends[tp])
        yield from _read(consumer, partitions, ends if until_end else None)
    finally:
        consumer.close()


def _partitions(connection: Connection, consumer: KafkaConsumer, topic: str) -> list[int]:
    numbers = consumer.partitions_for_topic(topic)
    if not numbers:
        raise KafkaShellError(f"no topic {topic} at {connection}: run `evacwire topics create`")
    return sorted(numbers)


def _read(
    consumer: KafkaConsumer, partitions: list[TopicPartition], ends: dict[TopicPartition, int] | None
) -> Iterator[Any]:
    while ends is None or any(consumer.position(tp) < ends[tp] for tp in partitions):
        for tp, batch in consumer.poll(POLL_MS).items():
            yield from (record for record in batch if ends is None or record.offset < ends[tp])
