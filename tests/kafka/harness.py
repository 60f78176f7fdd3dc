"""Running workers, feeding them and reading what they wrote."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError
from kafka.structs import OffsetAndMetadata

from tests.broker import die_with_parent
from workers.kafka.connection import Connection, admin_client
from workers.kafka.topics import create_topics

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0
"""Seconds to wait for what must happen: a limit on a test that hangs, not what is expected. A worker of 2 s needs 20 beside a busy neighbour."""


class Kafka:
    """One test's topics on the broker."""

    def __init__(self, brokers: str, prefix: str, partitions: int = 1) -> None:
        self.brokers = brokers
        self.prefix = prefix
        self.connection = Connection((brokers,))
        with admin_client(self.connection) as admin:
            create_topics(admin, prefix, partitions)

    def environment(self, **more: str) -> dict[str, str]:
        own = {
            "EVACWIRE_BROKERS": self.brokers,
            "EVACWIRE_TOPIC_PREFIX": self.prefix,
            "EVACWIRE_LOG_FORMAT": "json",
            "PYTHONUNBUFFERED": "1",
        }
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("EVACWIRE_", "PROMETHEUS_"))}
        return kept | own | more

    def feed(self, topic: str, values: Iterable[bytes | dict[str, Any]], key: Callable[[Any], bytes | None] | None = None,
             partition: int | None = None) -> int:  # fmt: skip
        producer = KafkaProducer(bootstrap_servers=self.brokers, acks="all", max_request_size=32 << 20, linger_ms=5)
        sent = []
        for value in values:
            data = value if isinstance(value, bytes) else orjson.dumps(value)
            sent.append(producer.send(self.prefix + topic, data, key=key(value) if key else None, partition=partition))
        for future in sent:
            future.get(60)
        producer.close()
        return len(sent)

    def read(self, topic: str) -> list[Any]:
        """Return every record of a topic, partition by partition."""
        consumer = KafkaConsumer(
            bootstrap_servers=self.brokers,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=32 << 20,
        )
        numbers = sorted(consumer.partitions_for_topic(self.prefix + topic) or [])
        tps = [TopicPartition(self.prefix + topic, number) for number in numbers]
        consumer.assign(tps)
        ends = consumer.end_offsets(tps)
        consumer.seek_to_beginning(*tps)
        records: dict[int, list[Any]] = {number: [] for number in numbers}
        deadline = time.monotonic() + 60
        while any(consumer.position(tp) < ends[tp] for tp in tps) and time.monotonic() < deadline:
            for tp, batch in consumer.poll(200).items():
                records[tp.partition] += batch
        consumer.close()
        return [record for number in numbers for record in records[number]]

    def ids(self, topic: str) -> list[Any]:
        return [orjson.loads(record.value)["id"] for record in self.read(topic)]

    def behind(self, group: str, topic: str) -> int:
        """Return how many records of a topic the group has not committed."""
        consumer = KafkaConsumer(bootstrap_servers=self.brokers)
        tps = [
            TopicPartition(self.prefix + topic, number) for number in consumer.partitions_for_topic(self.prefix + topic)
        ]
        ends, starts = consumer.end_offsets(tps), consumer.beginning_offsets(tps)
        consumer.close()
        try:
            with admin_client(self.connection) as admin:
                offsets = admin.list_group_offsets([group])[group]
        except KafkaError:
            offsets = {}
        return sum(ends[tp] - (offsets[tp].offset if tp in offsets else starts[tp]) for tp in tps)

    def committed(self, group: str) -> int:
        try:
            with admin_client(self.connection) as admin:
                offsets = admin.list_group_offsets([group])[group]
        except KafkaError:
            return 0
        return sum(entry.offset for entry in offsets.values())

    def commit(self, group: str, topic: str, offset: int) -> None:
        """Commit an offset of a topic's first partition for a group that has no members."""
        with admin_client(self.connection) as admin:
            admin.alter_group_offsets(
                group, {TopicPartition(self.prefix + topic, 0): OffsetAndMetadata(offset, "", None)}
            )

    def delete_before(self, topic: str, offset: int) -> None:
        """Delete the records of a topic's first partition before an offset, as retention does."""
        with admin_client(self.connection) as admin:
            admin.delete_records({TopicPartition(self.prefix + topic, 0): offset})


class WorkerProcess:
    """One process started as a worker."""

    def __init__(self, kafka: Kafka, *arguments: str, module: str = "tests.kafka.run_stage", log: Path | None = None,
                 port: int | None = None, **environment: str) -> None:  # fmt: skip
        self.port = port or free_port()
        self.log = log
        env = kafka.environment(EVACWIRE_METRICS_PORT=str(self.port), **environment)
        output = log.open("ab") if log else subprocess.DEVNULL
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, preexec_fn=die_with_parent,  # noqa: PLW1509
        )  # fmt: skip
        if not isinstance(output, int):
            output.close()

    def get(self, path: str) -> tuple[int, str]:
        """Return status and body of a request to the worker; status 0 where nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def ready(self) -> "WorkerProcess":
        try:
            wait_until(
                lambda: self.get("/readyz")[0] == 200 or self.process.poll() is not None, what="worker not ready"
            )
        except AssertionError as error:
            raise AssertionError(f"{error}; it said: {self.said()}") from None
        assert self.process.poll() is None, f"the worker ended with {self.process.returncode}: {self.said()}"
        return self

    def said(self) -> str:
        return self.log.read_text(errors="replace")[-4000:] if self.log and self.log.exists() else ""

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def terminate(self, seconds: float = 30) -> int:
        """Ask the worker to stop and return its exit code; fails where it takes longer."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def ends(self, seconds: float = PATIENCE) -> int:
        return self.process.wait(seconds)

    def __enter__(self) -> "WorkerProcess":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            if self.process.poll() is None:
                self.kill()


def wait_until(condition: Callable[[], Any], seconds: float = PATIENCE, what: str = "it did not happen") -> Any:
    """Return the first true answer; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{what} within {seconds:g} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
