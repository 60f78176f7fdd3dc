import asyncio
from typing import Any

import pytest

from schemas.rejected import Rejected
from schemas.vocabulary import Reason, StageName
from workers.kafka import headers as names
from workers.kafka.cluster import Cluster
from workers.kafka.outputs import Incoming, Outcome, OutputTooLargeError, Planned, Planner, write
from workers.stage import Output, Record, Result, rejection
from workers.topics import Topic

LIMIT = 4096
CLUSTER = Cluster("c", {}, {f"p.{topic}": 3 for topic in Topic}, {f"p.{topic}": LIMIT for topic in Topic})
PLANNER = Planner(StageName.FUSE, Topic.EVENTS, "p.", CLUSTER)
INCOMING = Incoming(Record(b"in", b"key", {"mine": b"1"}, partition=2, offset=7), "p.evacuations.reports", 1000)


def plan(*outputs: Output, outcome: str = "done") -> list[Planned]:
    return PLANNER.plan(INCOMING, Outcome(Result(outcome, outputs)))


def test_a_record_carries_version_content_type_source_and_arrival() -> None:
    (record,) = plan(Output(Topic.ITEMS, b"e", b"{}"))
    assert dict(record.headers) == {**names.COMMON, names.SOURCE: b"2:7", names.ARRIVED: b"1000"}
    assert record.partition is None


def test_what_carries_state_goes_to_the_inputs_partition_number() -> None:
    (record,) = plan(Output(Topic.EVENTS, b"e", b"{}"))
    assert (record.partition, record.bearing) == (2, True)


def test_only_the_last_of_several_state_records_covers_its_input() -> None:
    records = plan(
        Output(Topic.EVENTS, b"a", b"{}"), Output(Topic.ITEMS, b"a", b"{}"), Output(Topic.EVENTS, b"b", None)
    )
    assert [dict(record.headers)[names.SOURCE] for record in records] == [b"2:6", b"2:7", b"2:7"]


def test_a_broadcast_is_one_copy_in_every_partition() -> None:
    records = plan(Output(Topic.REPORTS, b"e", b"{}", broadcast=True))
    assert [record.partition for record in records] == [0, 1, 2]


def test_a_stages_own_content_type_stands() -> None:
    (record,) = plan(Output(Topic.ITEMS, b"e", b"{}", {names.CONTENT_TYPE: b"application/ninjs+json"}))
    assert dict(record.headers)[names.CONTENT_TYPE] == b"application/ninjs+json"


def test_an_output_that_its_topic_would_not_take_is_refused_before_it_is_sent() -> None:
    with pytest.raises(OutputTooLargeError, match=r"p\.wire\.items"):
        plan(Output(Topic.ITEMS, b"e", b"x" * LIMIT))


def test_a_refused_text_of_control_characters_fits_in_base64() -> None:
    text = b"\x01" * 2000
    (record,) = PLANNER.plan(INCOMING, Outcome(rejection(StageName.FUSE, Reason.FAILED, "why", text)))
    rejected = Rejected.from_json(record.value or b"")
    assert rejected.encoding == "base64"
    assert record.size <= LIMIT


def test_a_refused_record_tells_where_it_came_from_and_what_it_carried() -> None:
    outcome = Outcome(rejection(StageName.FUSE, Reason.FAILED, "why", b"in"), 2, "ValueError")
    (record,) = PLANNER.plan(INCOMING, outcome)
    headers = dict(record.headers)
    assert headers[names.SOURCE_TOPIC] == b"p.evacuations.reports"
    assert (headers[names.SOURCE_PARTITION], headers[names.SOURCE_OFFSET], headers[names.SOURCE_KEY]) == (
        b"2",
        b"7",
        b"key",
    )
    assert (headers[names.ATTEMPTS], headers[names.EXCEPTION]) == (b"2", b"ValueError")
    assert headers[names.ORIGINAL + "mine"] == b"1"


def test_what_carries_no_state_is_acknowledged_before_anything_that_does_is_sent() -> None:
    happened: list[str] = []

    class Written:
        def __init__(self, offset: int) -> None:
            self.offset = offset

    async def send(record: Planned) -> Any:
        happened.append(f"send {record.topic}")

        async def acknowledged() -> Written:
            await asyncio.sleep(0)
            happened.append(f"ack {record.topic}")
            return Written(41)

        return acknowledged()

    planned = plan(Output(Topic.EVENTS, b"e", b"{}"), Output(Topic.ITEMS, b"e", b"{}"))
    assert asyncio.run(write(send, planned)) == 41
    assert happened == [
        "send p.wire.items",
        "ack p.wire.items",
        "send p.evacuations.events",
        "ack p.evacuations.events",
    ]
