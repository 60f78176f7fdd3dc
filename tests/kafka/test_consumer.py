"""The guarded consumer's bookkeeping, without a broker."""

import asyncio
from collections.abc import Mapping

import pytest
from faust.types.tuples import TP

from tests.kafka.stages import PassThrough
from workers.kafka import consumer as module
from workers.kafka.connection import Connection
from workers.kafka.consumer import GuardedConsumer, check_versions, start_offset
from workers.kafka.ledger import Ledger
from workers.kafka.stage_app import make_app

PARTITION = TP("t", 0)


def a_consumer() -> GuardedConsumer:
    app = make_app(PassThrough(), Connection(("localhost:9092",)), "p.", "0")

    async def make() -> GuardedConsumer:
        consumer = app.consumer
        assert isinstance(consumer, GuardedConsumer)
        return consumer

    return asyncio.run(make())


@pytest.fixture
def consumer(monkeypatch: pytest.MonkeyPatch) -> GuardedConsumer:
    consumer = a_consumer()
    consumer.ledgers = {PARTITION: Ledger(0)}
    monkeypatch.setattr(consumer, "assignment", lambda: {PARTITION})
    return consumer


def answering(consumer: GuardedConsumer, *answers: bool) -> list[Mapping[TP, int]]:
    asked: list[Mapping[TP, int]] = []
    rest = iter(answers)

    async def commit(offsets: Mapping[TP, int]) -> bool:
        asked.append(dict(offsets))
        return next(rest)

    consumer._commit = commit
    return asked


def work(consumer: GuardedConsumer, count: int) -> None:
    ledger = consumer.ledgers[PARTITION]
    for _ in range(count):
        ticket = ledger.arrive(ledger._next)
        ledger.done(ticket.offset)


def test_a_failed_commit_is_tried_again(consumer: GuardedConsumer) -> None:
    """Faust takes the offset for committed although the commit failed (issue 692): it is never tried again."""
    asked = answering(consumer, False, True, True)
    work(consumer, 3)
    assert asyncio.run(consumer.force_commit()) is False
    assert consumer.commit_overdue_seconds() > 0
    assert asyncio.run(consumer.force_commit()) is True
    assert asked == [{PARTITION: 3}, {PARTITION: 3}]
    assert consumer.commit_overdue_seconds() == 0
    assert asyncio.run(consumer.force_commit()) is False
    assert len(asked) == 2


def test_faust_acknowledging_a_message_moves_nothing(consumer: GuardedConsumer) -> None:
    class Message:
        acked = False
        tp = PARTITION

    consumer.ledgers[PARTITION].arrive(0)
    consumer.ack(Message())
    assert consumer._filter_committable_offsets([PARTITION]) == {}


@pytest.mark.parametrize(
    ("committed", "earliest", "end", "start"),
    [(None, 0, 9, 0), (None, 4, 9, 4), (0, 0, 9, 0), (5, 0, 9, 5), (9, 0, 9, 9), (2, 4, 9, 4), (12, 0, 9, 0)],
    ids=["never committed", "and the first are gone", "committed 0", "usual", "at the end", "retention", "made anew"],
)
def test_where_a_partition_starts(committed: int | None, earliest: int, end: int, start: int) -> None:
    """aiokafka's `seek_to_committed` skips None and 0, and what was read ahead of them is never read again."""
    assert start_offset(PARTITION, committed, earliest, end) == start


def test_another_version_of_faust_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    check_versions()
    monkeypatch.setattr(module, "FAUST_VERSION", "0.0.0")
    with pytest.raises(RuntimeError, match=r"faust-streaming 0\.0\.0"):
        check_versions()


def test_the_settings_that_were_measured_to_lose_nothing() -> None:
    conf = make_app(PassThrough(), Connection(("localhost:9092",)), "p.", "0").conf
    assert conf.producer_request_timeout == 1200
    """With 5 s, two outages of the broker lost 1,381 messages."""
    assert (conf.producer_acks, conf.stream_wait_empty, conf.consumer_auto_offset_reset) == (-1, True, "earliest")
    assert (conf.topic_allow_declare, conf.topic_disable_leader, conf.web_enabled) == (False, True, False)
    assert conf.consumer_group_instance_id == "ingest-0"
