"""Positions: where a reader is, in words that another server understands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.serve.positions import Position

OFFSETS = st.lists(st.integers(0, 10**15), max_size=8).map(tuple)
EPOCHS = st.from_regex(r"[0-9A-Za-z]{1,32}", fullmatch=True)


@settings(deadline=None)
@given(EPOCHS, OFFSETS)
def test_what_is_written_is_read_again(epoch, offsets):
    position = Position(epoch, offsets)
    assert Position.parse(str(position)) == position


@settings(deadline=None)
@given(st.text())
def test_no_text_at_all_breaks_the_reading(text):
    position = Position.parse(text)
    assert position is None or str(Position.parse(str(position))) == str(position)


@pytest.mark.parametrize(
    "text", ["", "e", "_1", "e_1.", "e_-1", "e_1.x", "e_1\n", "é_1", "e_" + "9" * 19, "e" * 33 + "_1", "e_١"]
)
def test_what_is_no_position_is_told_apart(text):
    assert Position.parse(text) is None


@settings(deadline=None)
@given(OFFSETS, st.integers(0, 7), st.integers(0, 10**15))
def test_after_a_record_it_counts_as_read_and_nothing_else_changes(offsets, partition, offset):
    before = Position("e", offsets)
    after = before.after(partition, offset)
    assert after.next_offset(partition) == max(before.next_offset(partition), offset + 1)
    assert all(after.next_offset(other) == before.next_offset(other) for other in range(9) if other != partition)


@settings(deadline=None)
@given(OFFSETS, OFFSETS)
def test_the_joined_position_covers_both(one, other):
    joined = Position("e", one).joined(Position("e", other))
    assert joined.covers(Position("e", one))
    assert joined.covers(Position("e", other))


def test_positions_of_different_epochs_never_cover_each_other():
    assert not Position("new", (9,)).covers(Position("old", (1,)))
