"""What the guards against loss cost: a guarded worker and a bare Faust app copy the same messages, by turns, on the same broker.

Rates are taken from the broker's own timestamps of the copies, first to last, so that starting a process does not count. CPU is that of the
whole process. The yardstick: the guarded worker reaches at least .8 of the bare app's rate.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from kafka import KafkaConsumer, TopicPartition

from schemas.vocabulary import StageName
from tests.broker import Broker, die_with_parent
from tests.kafka.harness import ROOT, Kafka, wait_until
from workers.kafka.stage_app import group_of
from workers.settings import Settings
from workers.stage import Output, Record, Result, State
from workers.topics import Topic

MESSAGES = 20_000
MESSAGE_BYTES = 3600
ROUNDS = 3
LEAST_RATIO = 0.8


class Copy:
    """Copies each record as it is."""

    name = StageName.INGEST
    reads = Topic.RAW
    state_topic: Topic | None = None

    def new_state(self) -> None:
        return None

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        return [Result("copied", (Output(Topic.RELEVANT, record.key, record.value),)) for record in batch]


def copy(settings: Settings) -> Copy:
    return Copy()


@dataclass(frozen=True)
class Measured:
    rate: float
    cpu_ms: float


def run_guarded() -> None:
    """Be the guarded worker."""
    from workers.kafka.worker import BATCH_SIZES, Job, run_worker

    job = Job(StageName.INGEST, "tests.bench.guarded:copy", BATCH_SIZES[StageName.INGEST])
    run_worker(job, Settings.from_environment())


def run_bare() -> None:
    """Be a Faust app as its documentation writes one, with raw bytes and batches."""
    import faust

    settings = Settings.from_environment()
    prefix = settings.text("EVACWIRE_TOPIC_PREFIX")
    app = faust.App(
        group_of(prefix, "bare"), broker=f"kafka://{settings.text('EVACWIRE_BROKERS')}", value_serializer="raw",
        consumer_auto_offset_reset="earliest", topic_allow_declare=False, topic_disable_leader=True, web_enabled=False,
        datadir=tempfile.mkdtemp(), stream_wait_empty=False, producer_linger=0.02,
    )  # fmt: skip
    raw = app.topic(prefix + Topic.RAW, value_type=bytes, value_serializer="raw")
    copies = app.topic(prefix + Topic.RELEVANT, value_type=bytes, value_serializer="raw")

    async def copying(stream: faust.Stream) -> None:
        async for events in stream.take_events(200, within=0.05):
            for event in events:
                await copies.send(key=event.message.key, value=event.message.value)

    app.agent(raw)(copying)
    faust.Worker(app, loglevel="ERROR", quiet=True).execute_from_commandline()


def measure(kafka: Kafka, mode: str) -> Measured:
    """Let a worker of that mode copy all messages and return its rate and CPU time a message."""
    output = TopicPartition(kafka.prefix + Topic.RELEVANT, 0)
    consumer = KafkaConsumer(bootstrap_servers=kafka.brokers, enable_auto_commit=False)
    consumer.assign([output])
    start = consumer.end_offsets([output])[output]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.guarded", mode],
        cwd=ROOT,
        env=kafka.environment(EVACWIRE_METRICS_PORT="0"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,  # noqa: PLW1509
    )
    try:
        wait_until(lambda: consumer.end_offsets([output])[output] >= start + MESSAGES, 300, f"{mode} is not through")
        used = psutil.Process(process.pid).cpu_times()
    finally:
        process.kill()
        process.wait()
    first, last = _stamp(consumer, output, start), _stamp(consumer, output, start + MESSAGES - 1)
    consumer.close()
    return Measured(MESSAGES / (last - first) * 1000, (used.user + used.system) / MESSAGES * 1000)


def _stamp(consumer: KafkaConsumer, tp: TopicPartition, offset: int) -> int:
    consumer.seek(tp, offset)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for record in consumer.poll(500).get(tp, []):
            if record.offset == offset:
                return int(record.timestamp)
    raise AssertionError(f"no record at {offset}")


def main(arguments: list[str]) -> int:
    """Run the benchmark; returns 1 where the guarded worker is too slow."""
    with tempfile.TemporaryDirectory() as folder:
        broker = Broker(Path(folder) / "kafka").start()
        try:
            found: dict[str, list[Measured]] = {"bare": [], "guarded": []}
            for number in range(ROUNDS):
                kafka = Kafka(broker.address, f"bench{number}.")
                kafka.feed(Topic.RAW, (b"%06d" % n + b"x" * (MESSAGE_BYTES - 6) for n in range(MESSAGES)))
                for mode, measured in found.items():
                    measured.append(measure(kafka, mode))
        finally:
            broker.kill()
    ratios = [guarded.rate / bare.rate for guarded, bare in zip(found["guarded"], found["bare"], strict=True)]
    for mode, measured in found.items():
        rates = ", ".join(f"{each.rate:,.0f}" for each in measured)
        print(
            f"{mode:>8}: {rates} messages/s; {statistics.median(each.cpu_ms for each in measured):.2f} ms CPU a message"
        )
    ratio = statistics.median(ratios)
    print(f"guarded / bare: {ratio:.2f} (median of {ROUNDS} pairs; yardstick {LEAST_RATIO})")
    return 0 if ratio >= LEAST_RATIO else 1


if __name__ == "__main__":
    {"bare": run_bare, "guarded": run_guarded}[sys.argv[1]]()
