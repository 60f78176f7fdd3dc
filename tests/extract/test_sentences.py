from hypothesis import given
from hypothesis import strategies as st

from workers.extract.sentences import split


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text, "text")]


def test_a_stop_ends_a_sentence() -> None:
    assert texts("They left. Nobody stayed.") == ["They left.", "Nobody stayed."]


def test_abbreviations_do_not_end_one() -> None:
    assert len(texts("The U.S. Embassy on St. James St. warned Gov. Lee at 8 p.m. Tuesday.")) == 1


def test_an_abbreviation_before_a_new_sentence_does() -> None:
    assert len(texts("They flew to the U.S. The others stayed.")) == 2


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert texts('"We go." He left.')[0] == '"We go."'


def test_lines_are_apart() -> None:
    assert texts("Headline without a stop\nFirst sentence.") == ["Headline without a stop", "First sentence."]


def test_long_statements_part_at_a_semicolon() -> None:
    assert (
        len(texts("The embassy of Norway is closed for now; Britain wants its nationals to take a flight soon.")) == 2
    )


@given(st.text(max_size=300))
def test_sentences_are_exact_slices_in_order_that_lose_nothing_but_space(text: str) -> None:
    found = split(text, "text")
    assert all(text[s.start : s.end] == s.text for s in found)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())
