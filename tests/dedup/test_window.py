import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench._dedup_stream import stream
from tests.dedup.articles import AGENCY, article, process, restored
from workers.dedup.native import library
from workers.dedup.native.window import NativeWindow
from workers.dedup.sayings import Sayings
from workers.dedup.signature import Signature
from workers.dedup.stage import DedupStage
from workers.dedup.window import LOT, SIGNATURE_HEADER, Window, story_key
from workers.stage import Record

native = pytest.mark.skipif(library() is None, reason="the native code has not been built")
both = pytest.mark.parametrize("kind", [Window, pytest.param(NativeWindow, marks=native)])


def signature(ident, story, *keys):
    """A signature with a sentence of one name for each key."""
    said = Sayings(keys, np.array([1 << 16 | key for key in keys], np.int32), np.arange(len(keys)))
    return Signature(ident, (), story_key(story), 0, 0, 0, False, said)


def records(count, seed):
    return [Record(item.article.to_json()) for item in stream(count, seed)]


@both
@pytest.mark.parametrize("capacity", [40, 1_000])
def test_a_restored_window_decides_as_the_one_that_was_lost(capacity, kind):
    stage, window = DedupStage(), kind(capacity=capacity)
    whole = records(240, seed=3)
    results = stage.process(whole[:160], window)
    again = restored(results, kind(capacity=capacity))
    loaded = kind(capacity=capacity)
    loaded.load(window.save())
    expected = stage.process(whole[160:], window)
    assert stage.process(whole[160:], again) == expected
    assert stage.process(whole[160:], loaded) == expected


@both
def test_a_window_restored_in_several_lots_knows_the_first_and_the_last(kind):
    window = kind()
    (first,) = process([article("first", AGENCY)], window)
    signature = first.outputs[0].headers[SIGNATURE_HEADER]
    again = restored([first], kind())
    for n in range(LOT + 1):
        again.restore(Record(b"", None, {SIGNATURE_HEADER: signature.replace(b"first", b"%05d" % n)}))
    assert len(again) == LOT + 2
    (copy,) = process([article("copy", AGENCY)], again)
    assert copy.outcome == "duplicate"


@both
@pytest.mark.parametrize("cut", [1, 20, 60, -1])
def test_a_signature_that_is_cut_off_is_refused(cut, kind):
    (result,) = process([article("a", AGENCY)])
    data = result.outputs[0].headers[SIGNATURE_HEADER]
    with pytest.raises(ValueError, match="not a signature"):
        kind().restore(Record(b"", None, {SIGNATURE_HEADER: data[:cut]}))


@both
def test_a_record_without_a_signature_and_a_snapshot_of_something_else_are_refused(kind):
    with pytest.raises(ValueError, match="without a signature"):
        kind().restore(Record(b"{}"))
    window = kind()
    process([article("a", AGENCY)], window)
    for snapshot in (b"", b"nonsense", window.save()[:-1], window.save() + b"x"):
        with pytest.raises(ValueError, match="snapshot"):
            kind().load(snapshot)


@native
@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_signature_that_was_damaged_is_refused_or_taken_by_both_windows(data):
    (result,) = process([article("ä", AGENCY)])
    whole = bytearray(result.outputs[0].headers[SIGNATURE_HEADER])
    for _ in range(data.draw(st.integers(0, 3))):
        whole[data.draw(st.integers(0, min(len(whole), 80) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(whole)), st.integers(0, len(whole))))
    record = Record(b"", None, {SIGNATURE_HEADER: bytes(whole[:cut])})
    saved = []
    for window in (Window(), NativeWindow()):
        try:
            window.restore(record)
        except ValueError as error:
            saved.append(str(error))
        else:
            saved.append(window.save())
    assert saved[0] == saved[1]


@both
@pytest.mark.parametrize("ident", ["a" * 65_534 + "é", "a" * 65_533 + "\ud800"])
def test_an_article_id_that_is_too_long_is_cut_between_characters(ident, kind):
    window = kind()
    window.add(signature(ident, ident))
    again = kind()
    again.load(window.save())
    assert again.heading(1).article_id == ident[:-1]


@both
def test_a_founder_that_comes_back_is_told_though_an_empty_article_of_its_story_came_meanwhile(kind):
    window = kind(capacity=2)
    for ident, story, keys in (("F", "F", (1,)), ("X", "F", ()), ("Z", "Z", (9,)), ("X", "F", ()), ("F", "F", (1,))):
        window.add(signature(ident, story, *keys))
    assert list(window.told(story_key("F")).sayings.keys) == [1]


@both
def test_a_founder_that_comes_back_is_told_beside_those_that_stayed(kind):
    window = kind(capacity=2)
    for ident, key in (("F", 1), ("C", 2), ("D", 3), ("F", 4)):
        window.add(signature(ident, "F", key))
    assert list(window.told(story_key("F")).sayings.keys) == [3, 4]


@both
def test_a_founder_that_comes_back_in_another_story_is_none_of_its_old_one(kind):
    window = kind(capacity=4)
    for ident, story, *keys in (("F", "F", 1), ("X", "F"), ("Y", "Y", 5), ("Q", "Q", 6), ("R", "R", 8), ("F", "Y", 7)):
        window.add(signature(ident, story, *keys))
    assert not window.told(story_key("F"))
    window.add(signature("X", "F", 3))
    for n in range(3):
        window.add(signature(f"n{n}", f"n{n}"))
    assert list(window.told(story_key("F")).sayings.keys) == [3]


@both
def test_what_a_story_has_said_is_not_remembered_when_its_founder_comes_back_in_another(kind):
    window = kind()
    window.add(signature("F", "F", 1))
    assert list(window.told(story_key("F")).sayings.keys) == [1]
    window.add(signature("F", "Y", 7))
    assert not window.told(story_key("F"))
