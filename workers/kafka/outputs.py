"""From a stage's results to records on the broker: headers, partitions, sizes, and the order in which they are written."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.rejected import Rejected
from schemas.vocabulary import StageName
from workers.kafka import headers as names
from workers.kafka.cluster import Cluster
from workers.stage import Output, Record, Result
from workers.topics import Topic

RECORD_OVERHEAD = 512
"""Bytes allowed for what Kafka adds to a record and its batch (61 + 21 bytes and a few for each header); generous, since a limit missed by
one byte would stop the worker."""


class OutputTooLargeError(RuntimeError):
    """A record is larger than its topic takes. The message is one line."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record as it was read, with the topic it came from and the Unix time in milliseconds at which its raw article arrived."""

    record: Record
    topic: str
    arrived_ms: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A stage's result for one record, after how many attempts, and the class of the exception where it was refused for one."""

    result: Result
    attempts: int = 1
    exception: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A record to send. `partition` None leaves the choice to the key; `bearing` says that it carries state."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes]]
    partition: int | None = None
    bearing: bool = False

    @property
    def size(self) -> int:
        """Upper bound of what it takes in its topic, in bytes, before compression."""
        named = sum(len(name) + len(value) for name, value in self.headers)
        return len(self.key or b"") + len(self.value or b"") + named + RECORD_OVERHEAD


Send = Callable[[Planned], Awaitable[Awaitable[Any]]]
"""Hands a record to the producer and returns a future of where it was written (`.offset`)."""


@dataclass(frozen=True, slots=True)
class Planner:
    """Turns results into records to send. `state_topic` is the stage's own, None where it is stateless."""

    stage: StageName
    state_topic: Topic | None
    prefix: str
    cluster: Cluster
    common: Mapping[str, bytes] = field(default_factory=lambda: names.COMMON)

    def plan(self, incoming: Incoming, outcome: Outcome) -> list[Planned]:
        """Return the records to send for one result, in order; raises `OutputTooLargeError` for one that its topic would not take."""
        outputs = outcome.result.outputs
        bearing = [output for output in outputs if output.topic == self.state_topic]
        planned = []
        for output in outputs:
            last = not bearing or output is bearing[-1]
            planned += self._records(incoming, outcome, output, last=last)
        return planned

    def _records(self, incoming: Incoming, outcome: Outcome, output: Output, *, last: bool) -> list[Planned]:
        record = incoming.record
        bearing = output.topic == self.state_topic
        headers = {
            **self.common,
            names.SOURCE: names.fence(record.partition, record.offset if last or not bearing else record.offset - 1),
            names.ARRIVED: b"%d" % incoming.arrived_ms,
            **output.headers,
        }
        if output.topic is Topic.REJECTED:
            headers |= _refusal_headers(incoming, outcome)
        topic = f"{self.prefix}{output.topic}"
        planned = Planned(topic, output.key, output.value, list(headers.items()))
        if output.topic is Topic.REJECTED:
            planned = self._fitting_rejected(planned)
        self._check(planned)
        if bearing:
            return [_placed(planned, record.partition, bearing=True)]
        if output.broadcast:
            return [_placed(planned, number) for number in range(self.cluster.partitions[topic])]
        return [planned]

    def _check(self, planned: Planned) -> None:
        limit = self.cluster.max_bytes[planned.topic]
        if planned.size > limit:
            raise OutputTooLargeError(f"an output of {planned.size} bytes for {planned.topic}, which takes {limit}")

    def _fitting_rejected(self, planned: Planned) -> Planned:
        """JSON's escapes can make a text of control characters six times as long; base64 only ever adds a third."""
        if planned.size <= self.cluster.max_bytes[planned.topic] or planned.value is None:
            return planned
        rejected = Rejected.from_json(planned.value)
        if rejected.encoding == "base64":
            return planned
        whole = base64.b64encode(rejected.input.encode()).decode("ascii")
        smaller = rejected.model_copy(update={"encoding": "base64", "input": whole})
        return Planned(planned.topic, planned.key, smaller.to_json(), planned.headers)


def _placed(planned: Planned, partition: int, *, bearing: bool = False) -> Planned:
    return Planned(planned.topic, planned.key, planned.value, planned.headers, partition, bearing)


def _refusal_headers(incoming: Incoming, outcome: Outcome) -> dict[str, bytes]:
    record = incoming.record
    described = {
        names.SOURCE_TOPIC: incoming.topic.encode(),
        names.SOURCE_PARTITION: b"%d" % record.partition,
        names.SOURCE_OFFSET: b"%d" % record.offset,
        names.ATTEMPTS: b"%d" % outcome.attempts,
        names.EXCEPTION: outcome.exception.encode(),
    }
    if record.key is not None:
        described[names.SOURCE_KEY] = record.key
    return described | {f"{names.ORIGINAL}{name}": value for name, value in record.headers.items()}


async def write(send: Send, planned: Iterable[Planned]) -> int | None:
    """Send records and await every one's acknowledgement: first those that carry no state, then those that do, in order.

    Returns the offset of the last state-bearing one, None where there was none. Raises what the producer raises: nothing is known then.
    """
    records = list(planned)
    await _send_all(send, [record for record in records if not record.bearing])
    written = await _send_all(send, [record for record in records if record.bearing])
    return int(written[-1].offset) if written else None


async def _send_all(send: Send, records: list[Planned]) -> list[Any]:
    futures = [await send(record) for record in records]
    return list(await asyncio.gather(*futures))
