"""Word pieces and the characters they cover."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from workers.extract.reader.ensemble import DATA
from workers.extract.reader.pieces import Vocabulary

SMALL = Vocabulary(["[UNK]", "[CLS]", "[SEP]", "evacuate", "##d", "kyiv", "embassy", "."])


def test_a_word_is_cut_into_the_longest_pieces_that_are_known():
    assert SMALL.cut("Evacuated.").ids == [3, 4, 7]


def test_the_characters_of_each_piece_are_kept():
    assert SMALL.cut("Kyiv evacuated").offsets == [(0, 4), (5, 13), (13, 14)]


def test_case_and_accents_make_no_difference():
    assert SMALL.cut("ÉVACUATE").ids == SMALL.cut("evacuate").ids


def test_what_no_piece_begins_is_one_unknown_word():
    assert SMALL.cut("Ordering") == SMALL.cut("Xyzzying!"[:8])
    assert SMALL.cut("Ordering").ids == [0]


@cache
def _shipped() -> Vocabulary:
    """Return the word pieces that are shipped, read once."""
    return Vocabulary((DATA / "vocabulary.txt").read_text(encoding="utf-8").splitlines())


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_cut_without_overlap_and_inside_itself(text: str):
    pieces = _shipped().cut(text)
    assert len(pieces.ids) == len(pieces.offsets)
    ends = 0
    for start, end in pieces.offsets:
        assert ends <= start <= end <= len(text)
        ends = start if end == start else end - 1
