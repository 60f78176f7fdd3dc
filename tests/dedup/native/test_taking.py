"""Plain articles are read, decided on and kept in one native call; the others in steps, with the same results (`test_stage.py` compares them)."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from types import FrameType
from unittest.mock import patch

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dedup.articles import AGENCY, FLOOD, article
from tests.dedup.native.test_stage import DIGEST, assert_alike, records_of
from workers.dedup.digest import TITLE
from workers.dedup.draft import Draft
from workers.dedup.native import asking, library
from workers.dedup.native.taking import take, take_draft
from workers.dedup.native.window import NativeWindow
from workers.dedup.stage import DedupStage
from workers.dedup.window import Window

pytestmark = pytest.mark.skipif(library() is None, reason="the native code has not been built")

TITLES = (
    "At a glance", "The world in brief", "Briefs", "Morning briefing", "Digest", "Round-up", "ROUNDUP", "Headlines", "Things to know", "What you need to know",
    "Stories you should know", "The Skim", "Bulletin", "World Today", "Top stories", "Newsletter", "In short", "The wrap", "This morning", "In numbers", "The day ahead",
    "Top \u017ftories", "S\u212aim", "Br\u0131ef", "HEADL\u0130NES",
)  # fmt: skip


def window_with(*texts: str) -> NativeWindow:
    window = NativeWindow()
    DedupStage().process(records_of([article(f"known-{n}", text) for n, text in enumerate(texts)]), window)
    return window


@contextmanager
def without_steps() -> Iterator[None]:
    """Nothing is done in steps."""
    with patch("workers.dedup.stage.read_draft", side_effect=AssertionError):
        yield


def test_a_new_article_a_copy_and_an_update_take_one_call():
    changed = AGENCY.replace("1,240", "1,360")
    with without_steps():
        results = DedupStage().process(
            records_of([article("a", AGENCY), article("b", AGENCY), article("c", changed)]), NativeWindow()
        )
    assert [result.outcome for result in results] == ["new", "duplicate", "update"]


def test_an_article_seen_before_is_left():
    window = window_with(AGENCY)
    assert take(article("known-0", FLOOD), window) is None
    assert len(window) == 1


@pytest.mark.parametrize("title", TITLES)
def test_what_may_be_a_digest_by_its_title_is_left(title: str):
    assert TITLE.search(title)
    named = article("a", AGENCY).model_copy(update={"title": f"{title}: Thursday"})
    window = NativeWindow()
    assert take(named, window) is None
    assert len(window) == 0
    assert_alike(records_of([named]))


def test_every_letter_that_a_title_may_be_written_with_is_known():
    """Regression: "Dıgest" was none. What is the same as an ASCII letter in any case is in one of the titles above."""
    ascii_letters = re.compile("(?i)[a-z]")
    odd = {chr(c) for c in range(0x80, 0x30000) if ascii_letters.fullmatch(chr(c))}
    assert odd == {c for title in TITLES for c in title if not c.isascii()}


HEADED = "\n\n".join(
    f"×{town}. {what} there on Monday, the mayor of {town} said." for town, what in
    (("Goma", "Fire burned 300 homes"), ("Lima", "A bus fell into a river"), ("Oslo", "Two ferries collided"), ("Vela", "Gas killed 17 miners"))
)  # fmt: skip


def test_a_sign_among_the_capitals_may_open_an_item():
    """Regression: "×Goma. " was taken for no head of an item."""
    assert_alike(records_of([article("a", HEADED)]))


def test_a_digest_is_taken_once_its_opening_is_chosen():
    with patch("workers.dedup.stage.take_draft", side_effect=take_draft) as taken:
        results = DedupStage().process(records_of([article("a", DIGEST)]), NativeWindow())
    assert [result.outcome for result in results] == ["new"]
    assert taken.call_count == 1


def test_a_page_of_little_but_its_own_lines_is_left():
    window = NativeWindow()
    assert take(article("a", "Read more: the cup\nSubscribe to our newsletter\nPhoto: AP\nA fire."), window) is None
    assert len(window) == 0


def test_an_article_is_left_where_the_window_or_its_reading_is_in_python():
    assert take(article("a", AGENCY), Window()) is None
    assert take_draft(Draft.of(article("a", AGENCY)), NativeWindow()) is None


def test_nothing_is_kept_where_an_answer_fails(monkeypatch: pytest.MonkeyPatch):
    def fails(text: str) -> bool:
        raise RuntimeError(text[:9])

    window = window_with(AGENCY)
    monkeypatch.setattr(asking, "TEXTS", (fails,) * len(asking.TEXTS))
    page = f"{AGENCY}\n\nNorway's embassy said that 12 residents of the quay were missing."
    with pytest.raises(RuntimeError, match="Norway's "):
        take(article("b", page), window)
    assert len(window) == 1


def test_an_answer_that_never_began_is_given_in_steps():
    """Regression: a signal that came at once ended the callback, ctypes printed it and went on with what the one before had returned."""

    def interrupt(frame: FrameType, event: str, arg: object) -> None:
        if frame.f_code is asking._ask.__code__:
            raise KeyboardInterrupt

    window = NativeWindow()
    page = article("a", f"{AGENCY}\n\nResidents of Ndilǫ may return home, the mayor said.")
    with patch("sys.unraisablehook"):
        before = sys.gettrace()
        sys.settrace(interrupt)
        try:
            assert take(page, window) is None
        finally:
            sys.settrace(before)
    assert len(window) == 0
    assert_alike(records_of([page]))


def test_an_answer_longer_than_its_room_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking, "NUMBERS", (lambda _: [0] * 1_000_000,) * len(asking.NUMBERS))
    with pytest.raises(ValueError, match="an answer of 1000000 numbers"):
        take(article("a", "One man left.\u2003Two men left."), NativeWindow())


def test_text_that_is_no_unicode_is_refused():
    with pytest.raises(UnicodeEncodeError):
        take(article("a", "\ud800"), NativeWindow())


TIMES = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(lambda time: time.replace(tzinfo=UTC))
MILLISECONDS = st.datetimes().map(lambda time: time.replace(microsecond=time.microsecond // 1000 * 1000, tzinfo=UTC))
ZONED = st.builds(
    lambda time, hours: time.astimezone(timezone(timedelta(hours=hours))), TIMES, st.integers(-12, 14).filter(bool)
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TIMES | MILLISECONDS | ZONED, min_size=2, max_size=3))
def test_times_are_written_alike(times: list[datetime]):
    made = [article(str(n), AGENCY).model_copy(update={"published_at": time}) for n, time in enumerate(times)]
    assert_alike(records_of(made))


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20))
def test_signs_in_ids_and_passages_are_written_alike(signs: str):
    passage = f'The mayor of {signs} said: "{signs}", and 40 more families left Ostrava\t\x07\\ on Tuesday.'
    made = [article(f'"{signs}', AGENCY), article(f"{signs}\\", f"{AGENCY}\n\n{passage}")]
    assert_alike(records_of(made))


def test_what_is_written_is_json():
    (result,) = DedupStage().process(records_of([article('"\n\x01', AGENCY)]), NativeWindow())
    assert orjson.loads(result.outputs[0].value or b"")["article_id"] == '"\n\x01'
