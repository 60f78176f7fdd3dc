"""Bytes of every sort become an article or a stable reason, never a traceback."""

import time
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.articles import RawArticle
from schemas.vocabulary import Reason
from workers.ingest.decode import MAX_MESSAGE_BYTES, Refusal, content_time, decode


def article(**fields) -> RawArticle:
    decoded = decode(orjson.dumps({"text": "Some words.", **fields}))
    assert isinstance(decoded, RawArticle), decoded
    return decoded


def reason(value: bytes) -> Reason:
    refusal = decode(value)
    assert isinstance(refusal, Refusal), refusal
    assert refusal.detail
    assert "\n" not in refusal.detail
    return refusal.reason


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"", Reason.EMPTY),
        (b"  \r\n", Reason.EMPTY),
        (b"\xef\xbb\xbf", Reason.EMPTY),
        (b"\x00\x00", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", Reason.NOT_UTF8),
        (b'{"text": "half a li', Reason.NOT_JSON),
        (b"Dear editor,", Reason.NOT_JSON),
        (b'{"text": NaN}', Reason.NOT_JSON),
        (b'{"text": "a"} {"text": "b"}', Reason.NOT_JSON),
        (b"[]", Reason.NOT_AN_OBJECT),
        (b'"text"', Reason.NOT_AN_OBJECT),
        (b"null", Reason.NOT_AN_OBJECT),
        (b"3", Reason.NOT_AN_OBJECT),
        (b"[" * 5000, Reason.TOO_DEEP),
        (b'{"text": "a", "more": ' + b"[" * 5000 + b"]" * 5000 + b"}", Reason.TOO_DEEP),
        (b'{"a": "\\ud800", "b": ' + b"[" * 1010 + b"]" * 1010 + b"}", Reason.TOO_DEEP),
        (b'{"title": "Only a title"}', Reason.NO_TEXT),
        (b'{"text": "", "html": "  "}', Reason.NO_TEXT),
        (b'{"text": "\\n ... \\n"}', Reason.NO_TEXT),
        (b'{"text": null}', Reason.NO_TEXT),
        (b'{"withdrawn": true}', Reason.NO_TEXT),
        (b'{"text": 3}', Reason.INVALID_FIELD),
        (b'{"text": "a", "title": 3}', Reason.INVALID_FIELD),
        (b'{"text": "a", "title": ["b"]}', Reason.INVALID_FIELD),
        (b'{"text": "a", "id": {"x": 1}}', Reason.INVALID_FIELD),
        (b'{"text": "a", "withdrawn": "perhaps"}', Reason.INVALID_FIELD),
    ],
)
def test_what_is_no_article_has_a_stable_reason(value, expected):
    assert reason(value) == expected


def test_fifty_megabytes_in_one_line_are_refused_at_once():
    value = b'{"text": "' + b"a" * 50_000_000 + b'"}'
    start = time.process_time()
    assert reason(value) == Reason.TOO_LARGE
    assert time.process_time() - start < 1


@pytest.mark.parametrize("rubbish", [b'\\"', b'"', b"\\", b"[", b"{", b'{"a":', b"[[]", b"\\ud800"])
def test_rubbish_as_long_as_a_message_may_be_costs_little_time(rubbish):
    value = (b'"' + rubbish * MAX_MESSAGE_BYTES)[:MAX_MESSAGE_BYTES]
    start = time.process_time()
    reason(value)
    assert time.process_time() - start < 5


def test_the_invalid_field_is_named():
    refusal = decode(b'{"text": "a", "title": 3}')
    assert isinstance(refusal, Refusal)
    assert refusal.detail.startswith("title: ")


def test_a_lone_surrogate_becomes_a_replacement_character():
    decoded = decode(b'{"id": "a", "text": "Kyiv \\ud83d said \\ud83d\\ude00", "x\\udc00": ["\\udc00"]}')
    assert isinstance(decoded, RawArticle)
    assert decoded.text == "Kyiv \ufffd said \U0001f600"


def test_a_byte_order_mark_and_raw_control_characters_do_no_harm():
    decoded = decode(b'\xef\xbb\xbf{"text": "one\ntwo\x00\tthree"}')
    assert isinstance(decoded, RawArticle)
    assert decoded.text == "one\ntwo\x00\tthree"


def test_unknown_fields_are_kept():
    assert article(section="World").model_extra == {"section": "World"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"article_id": "a", "id": "b"}, "a"),
        ({"id": "b"}, "b"),
        ({"article_id": None, "id": "b"}, "b"),
        ({"article_id": "", "id": 17}, "17"),
        ({}, None),
    ],
)
def test_the_id_is_taken_from_either_field(fields, expected):
    assert article(**fields).article_id == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"published_at": "2022-02-12T16:00:00Z"}, datetime(2022, 2, 12, 16, tzinfo=UTC)),
        ({"published": "2022-02-12T18:00:00+02:00"}, datetime(2022, 2, 12, 16, tzinfo=UTC)),
        ({"published_at": None, "published": "2022-02-12 16:00:00"}, datetime(2022, 2, 12, 16, tzinfo=UTC)),
        ({"published_at": "2022-02-12"}, datetime(2022, 2, 12, tzinfo=UTC)),
        ({"published": "Sat, 12 Feb 2022 16:00:00 GMT"}, datetime(2022, 2, 12, 16, tzinfo=UTC)),
        ({"published_at": "9999-12-31T23:59:59Z"}, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ({"published_at": "yesterday", "fetched_at": "2022-02-12T16:00:00Z"}, datetime(2022, 2, 12, 16, tzinfo=UTC)),
    ],
)
def test_content_time_is_when_it_was_published_else_fetched(fields, expected):
    assert content_time(article(**fields)) == expected


@pytest.mark.parametrize(
    "unusable",
    ["yesterday", "", -1, 0, 1e300, True, [], {}, "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", "2022-02-30"],
)
def test_a_time_that_cannot_be_understood_is_unknown_and_loses_no_article(unusable):
    assert content_time(article(published_at=unusable)) is None


def test_a_withdrawal_needs_no_text():
    assert article(article_id="a", text=None, withdrawn=True).withdrawn


@given(st.binary(max_size=200))
def test_no_bytes_raise(value):
    assert isinstance(decode(value), RawArticle | Refusal)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from([*RawArticle.model_fields, "id", "published", "other"])


@given(st.dictionaries(NAMES, JSON, max_size=6))
def test_no_object_raises(fields):
    assert isinstance(decode(orjson.dumps(fields, option=orjson.OPT_NON_STR_KEYS)), RawArticle | Refusal)
