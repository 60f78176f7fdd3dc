"""How far a worker is: lag, progress and age by committed offsets, which is what health means here."""

import asyncio
import time

import structlog
from aiokafka import AIOKafkaConsumer
from faust.types import TP

from workers.kafka.connection import Connection
from workers.kafka.exposition import Metrics
from workers.kafka.ledger import Ledger
from workers.kafka.stage_app import StageRunner

ANSWER_SECONDS = 5.0
"""How long the broker may take to tell the end offsets; it takes milliseconds."""

log = structlog.get_logger("evacwire.worker")


class Progress:
    """Sets the gauges of one worker. Asks the broker over a connection of its own, so that an outage holds up nothing else."""

    def __init__(self, runner: StageRunner, metrics: Metrics, connection: Connection) -> None:
        self._runner = runner
        self._metrics = metrics
        self._connection = connection
        self._client: AIOKafkaConsumer | None = None
        self._committed: dict[TP, int] = {}
        self._shown: set[TP] = set()
        self._reachable = True

    async def report(self) -> None:
        """Ask the broker for the ends and set lag, progress, age, partitions and reachability."""
        if not self._runner.ready:
            return
        consumer, stage = self._runner.consumer, self._runner.stage.name
        committed, ledgers = consumer.committed_offsets(), dict(consumer.ledgers)
        self._metrics.set("assigned_partitions", len(ledgers), stage)
        self._metrics.set("in_flight_records", sum(ledger.in_flight() for ledger in ledgers.values()), stage)
        self._report_states()
        moved = any(offset > self._committed.get(tp, -1) for tp, offset in committed.items())
        self._committed = committed
        self._forget_others(set(ledgers))
        ends = await self._ends(list(ledgers))
        self._metrics.set("broker_reachable", 0 if ends is None else 1, stage)
        self._say_whether_reachable(ends is not None)
        if ends is None:
            return
        for tp, end in ends.items():
            lag = max(0, end - committed.get(tp, 0))
            self._metrics.set("consumer_lag_records", lag, tp.topic, str(tp.partition))
            self._metrics.set("oldest_unprocessed_age_seconds", _age(ledgers[tp]), tp.topic, str(tp.partition))
        if moved or all(end <= committed.get(tp, 0) for tp, end in ends.items()):
            self._metrics.set("last_progress_timestamp_seconds", time.time(), stage)

    def _report_states(self) -> None:
        states, stage = self._runner.batches.states, self._runner.stage.name
        if states is not None:
            self._metrics.set("restore_duration_seconds", states.restored_seconds, stage)
            for kind, entries in states.sizes().items():
                self._metrics.set("state_entries", entries, stage, kind)

    def _say_whether_reachable(self, reachable: bool) -> None:
        if reachable != self._reachable:
            if reachable:
                log.info("the broker answers again")
            else:
                log.warning("the broker does not answer; waiting for it", brokers=str(self._connection))
        self._reachable = reachable

    async def _ends(self, partitions: list[TP]) -> dict[TP, int] | None:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                client = await self._connected()
                ends = await client.end_offsets(partitions) if partitions else {}
        except Exception:
            return None
        return {TP(tp.topic, tp.partition): int(end) for tp, end in ends.items()}

    async def _connected(self) -> AIOKafkaConsumer:
        if self._client is None:
            client = AIOKafkaConsumer(**self._connection.client_options(), enable_auto_commit=False)
            try:
                await client.start()
            except BaseException:
                await client.stop()
                raise
            self._client = client
        return self._client

    def _forget_others(self, held: set[TP]) -> None:
        for tp in self._shown - held:
            self._metrics.forget("consumer_lag_records", tp.topic, str(tp.partition))
            self._metrics.forget("oldest_unprocessed_age_seconds", tp.topic, str(tp.partition))
        self._shown = held


def _age(ledger: Ledger) -> float:
    written = ledger.oldest_timestamp()
    return max(0.0, time.time() - written) if written else 0.0
