"""The page's own lines, and what else a pattern of the Python modules finds, are told natively exactly as there."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.dedup.native.test_reading import differences
from workers.dedup.corrections import CORRECTION
from workers.dedup.native import library
from workers.dedup.native.furniture import SURE
from workers.dedup.over import OVER
from workers.dedup.sentences import FURNITURE, FURNITURE_INSIDE, NAVIGATION, is_furniture

pytestmark = pytest.mark.skipif(library() is None, reason="the native code has not been built")


KNOWN = "".join(
    chr(c)
    for c in (
        9,
        *range(0x20, 0x7F),
        *range(0xA0, 0x17F),
        *range(0x2010, 0x2027),
        0x2032,
        0x2033,
        0x2039,
        0x203A,
        0x20AC,
    )
)
"""Characters that native code knows, most of them: what it leaves to Python is left because of the words."""
PATTERNS: dict[str, tuple[re.Pattern[str], int]] = {
    "FURNITURE": (FURNITURE, 12),
    "FURNITURE_INSIDE": (FURNITURE_INSIDE, 12),
    "NAVIGATION": (NAVIGATION, 40),
    "CORRECTION": (CORRECTION, 30),
    "OVER": (OVER, 40),
}
BEFORE = (
    "", "", "", "“", "(", "- ", "** ", "\u00a0", "Police said ", "One dead. ", "One dead! ", "PORT VELA (AP) — ", "Residents of the Old Quay ", "\t",
)  # fmt: skip
AFTER = (
    "", "", ".", "?", ":", "”", " ", " on Monday.", " of the Old Quay", ". He said no more.", " and of all that had been said that morning by the mayor of Port Vela, Ilse Brandauer.", "s", "/x.",
)  # fmt: skip
CASES = (str, str, str.capitalize, str.upper, str.title)


@st.composite
def found_by(draw: st.DrawFn, pattern: re.Pattern[str]) -> str:
    """A line with something that a pattern finds."""
    alphabet = st.sampled_from(KNOWN) if draw(st.integers(0, 4)) else st.characters(exclude_categories=())
    found = draw(st.from_regex(pattern, fullmatch=True, alphabet=alphabet))
    case = draw(st.sampled_from(CASES))
    return draw(st.sampled_from(BEFORE)) + case(found) + draw(st.sampled_from(AFTER))


@pytest.mark.parametrize("name", PATTERNS)
def test_what_a_pattern_finds_is_found(name: str):
    pattern, examples = PATTERNS[name]

    @settings(max_examples=examples, deadline=None)
    @given(found_by(pattern))
    def is_found(line: str) -> None:
        assert [*differences(line)] == []
        assert [*differences(f"Two died in Port Vela on Monday.\n{line}\nThe mayor said so.")] == []

    is_found()


BYLINE_PARTS = (
    "by", "By", "the", "The", "noon", "night", "nights", "mid", "midday", "Monday", "mon", "saturday", "Saturdays", "week", "weekly", "end", "early", "O’Neil", "x.y", "-x", "_a", "7", "a1", "Ann", "Élan",
    "Web Staff", "Ilse Brandauer", ", editor", ", aged 7", "in London", "in W1", "in (London)", "and", "and Bo", "and 2 others", ".", "’s", ":", "“", "(", "*",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(BYLINE_PARTS), st.sampled_from((" ", " ", " ", "", "  ", "\u00a0"))), max_size=10
    )
)
@example([("by the in Vela", "")])
@example([("by midnight, all had gone.", "")])
def test_bylines_are_read_alike(parts: list[tuple[str, str]]):
    line = "".join(part for pair in parts for part in pair)
    for text in (f"By {line}", f"By {line}. The mayor said so.", f"“By the {line}"):
        assert [*differences(text)] == []


PAGE_SENTENCES = (
    "By Web Staff.", "By noon all had left.", "By 7 a.m. all had left.", "Photo by Ann.", "The mayor left.", "Copyright 2026.", "Read more: fire.", "Re-published with permission.", "re-published", "Video.",
    "Republished by permission.", "Source: AP.", "Updated automatically.", "Two died in a fire on Monday.", "Nobody was hurt.", "A headline here", "It is not responsible for the content of sites.",
    "It is not liable for the contents of sites.", "It takes no responsibility for the content", "Xnot responsible for the content.", "For more on this.", "Support our work.", "*The end.",
    "Correction: no.", "Quite correctly so.", "It corrects a number.", "It corrects numbers.", "We regret the error.", "They regret it.", "We wrongly said so.", "It was wrongly said.", "It has been corrected.",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PAGE_SENTENCES), min_size=1, max_size=6))
def test_lines_that_are_partly_the_page_s_are_read_alike(sentences: list[str]):
    assert [*differences(" ".join(sentences))] == []


@pytest.mark.parametrize("start", SURE)
def test_what_is_surely_the_page_s_is_so_whatever_follows(start: str):
    for before in ("", "“", "- ", "... "):
        for after in ("", "s", " x", " the harbour, where nobody at all was left when the tanker came in and struck the pier on Monday."):  # fmt: skip
            piece = before + start + after
            assert is_furniture(piece)
            assert is_furniture(piece.capitalize())
            assert FURNITURE.match(piece) is not None
            assert [*differences(f"{piece}\nThe mayor said so.")] == []
