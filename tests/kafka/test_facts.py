"""The log tells ids and fixed words of what was written, and where what was refused came from."""

import orjson
import pytest
import structlog
from structlog.testing import capture_logs

from schemas.vocabulary import Reason, StageName
from workers.kafka.facts import log_facts
from workers.kafka.outputs import Incoming, Outcome
from workers.stage import Output, Record, Result, rejection
from workers.topics import Topic

INCOMING = Incoming(Record(b"secret text", partition=2, offset=7), "articles.raw", 0)


@pytest.fixture(autouse=True)
def fresh_loggers():
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()


def test_a_story_is_named_by_its_ids_and_not_told() -> None:
    told = orjson.dumps({"article_id": "a", "story_id": "s", "verdict": "new", "article": {"text": "secret text"}})
    with capture_logs() as lines:
        log_facts([INCOMING], [Outcome(Result("new", (Output(Topic.STORIES, b"s", told),)))])
    assert lines == [
        {"event": "article placed", "article_id": "a", "story_id": "s", "verdict": "new", "log_level": "info"}
    ]


def test_a_refusal_says_why_and_where_the_record_is() -> None:
    with capture_logs() as lines:
        log_facts([INCOMING], [Outcome(rejection(StageName.INGEST, Reason.NOT_JSON, "secret text", b"secret text"))])
    assert lines == [
        {
            "event": "rejected",
            "reason": "not_json",
            "topic": "articles.raw",
            "partition": 2,
            "offset": 7,
            "attempts": 1,
            "log_level": "warning",
        }
    ]


def test_a_tombstone_and_an_article_on_its_way_are_not_worth_a_line() -> None:
    outputs = (Output(Topic.EVENTS, b"e", None), Output(Topic.RELEVANT, b"en", b"{}"))
    with capture_logs() as lines:
        log_facts([INCOMING], [Outcome(Result("relevant", outputs))])
    assert lines == []
