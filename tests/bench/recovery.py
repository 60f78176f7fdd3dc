"""How long the flow stops after each kind of fault: the longest gap between two records of the output, by the broker's timestamps.

One supervised stage copies a steady stream of small records; each fault is done several times.
"""

import itertools
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import orjson
import psutil
from kafka import KafkaProducer

from tests.broker import Broker
from tests.kafka.harness import Kafka, WorkerProcess, wait_until
from workers.topics import Topic

ROUNDS = 3
RATE = 50.0
"""Records a second: a gap is measured to within 20 ms."""
SETTLE_SECONDS = 20.0


class Feeder(threading.Thread):
    """Sends numbered records at a steady rate until told to stop; waits out a broker that is away."""

    def __init__(self, kafka: Kafka) -> None:
        super().__init__(daemon=True)
        self._producer = KafkaProducer(bootstrap_servers=kafka.brokers, acks="all", delivery_timeout_ms=120_000)
        self._topic = kafka.prefix + Topic.RAW
        self._stopped = threading.Event()
        self.sent = 0

    def run(self) -> None:
        while not self._stopped.wait(1 / RATE):
            self._producer.send(self._topic, orjson.dumps({"id": self.sent}))
            self.sent += 1

    def stop(self) -> int:
        self._stopped.set()
        self.join()
        self._producer.flush(120)
        self._producer.close()
        return self.sent


def longest_gap(kafka: Kafka, since: float) -> float:
    """Return the longest pause, in seconds, between two records written to the output after Unix time `since`."""
    stamps = sorted(record.timestamp / 1000 for record in kafka.read(Topic.RELEVANT))
    stamps = [stamp for stamp in stamps if stamp >= since - 1]
    return max((after - before for before, after in itertools.pairwise(stamps)), default=float("inf"))


def worker_of(supervisor: WorkerProcess) -> psutil.Process:
    def find() -> psutil.Process | None:
        children = psutil.Process(supervisor.process.pid).children()
        return next((child for child in children if "pass_through" in child.cmdline()), None)

    found: psutil.Process = wait_until(find)
    return found


def main(arguments: list[str]) -> int:
    """Run the benchmark and print a line a fault; returns 1 where a record was lost."""
    gaps: dict[str, list[float]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        broker = Broker(folder / "kafka").start()
        stack.callback(broker.kill)
        kafka = Kafka(broker.address, "recovery.", partitions=2)
        supervisor = stack.enter_context(
            WorkerProcess(kafka, module="tests.kafka.run_supervised", log=folder / "log")
        ).ready()
        feeder = Feeder(kafka)
        feeder.start()
        joined: list[WorkerProcess] = []

        def restart_broker() -> None:
            broker.kill()
            broker.start()

        def join() -> None:
            second = WorkerProcess(kafka, "pass_through", log=folder / "second", EVACWIRE_INSTANCE="second")
            joined.append(stack.enter_context(second).ready())

        faults: dict[str, Callable[[], object]] = {
            "kill -9 of a worker": lambda: worker_of(supervisor).kill(),
            "SIGTERM of a worker": lambda: worker_of(supervisor).terminate(),
            "a second worker joins": join,
            "the second worker leaves (SIGTERM)": lambda: joined.pop().terminate(),
            "kill -9 of the broker, and start": restart_broker,
        }
        for _ in range(ROUNDS):
            for name, hurt in faults.items():
                time.sleep(3)
                since = time.time()
                hurt()
                time.sleep(SETTLE_SECONDS)
                gaps.setdefault(name, []).append(longest_gap(kafka, since))
        feeder.stop()
        acknowledged = set(kafka.ids(Topic.RAW))
        with suppress(AssertionError):
            wait_until(lambda: not acknowledged - set(kafka.ids(Topic.RELEVANT)), 60)
        lost = len(acknowledged - set(kafka.ids(Topic.RELEVANT)))
        supervisor.terminate()
    for name, found in gaps.items():
        print(f"{name:<36} median {statistics.median(found):5.1f} s, longest {max(found):5.1f} s")
    print(f"{len(acknowledged)} records acknowledged, {lost} lost")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
