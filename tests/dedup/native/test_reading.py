"""Native code reads an article exactly as the Python modules do."""

import time
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from unittest.mock import patch

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.articles import RawArticle
from tests.evaluate.dedup import DATA, relevant
from workers.dedup.digest import _heads
from workers.dedup.draft import MOST_SENTENCES
from workers.dedup.native import library
from workers.dedup.native.asking import native_rules
from workers.dedup.native.reading import Reading
from workers.dedup.native.tables import ACCENTED
from workers.dedup.news import Finding, Part
from workers.dedup.reading import terms
from workers.dedup.repeated import repeated
from workers.dedup.sentences import (
    MOSTLY_PAGE,
    Sentence,
    read,
    read_line,
)

pytestmark = pytest.mark.skipif(library() is None, reason="the native code has not been built")


def differences(text: str) -> Iterator[str]:
    """Yield what native code reads otherwise in a text."""
    reading = Reading(native_rules() or 0, text)
    counts = reading.counts
    found, correction = read(text)
    if reading.correction != correction:
        yield "correction"
    pieces = [piece for line in text.split("\n") if line for piece in read_line(line).sentences]
    sizes = [sum(end - start for start, end, _, _, of_page in pieces if of_page is side) for side in (True, False)]
    if [counts.page, counts.said] != sizes:
        yield "page or said"
    if counts.page > MOSTLY_PAGE * counts.said:
        return
    own = [sentence for sentence in found if not sentence.furniture][:MOST_SENTENCES]
    if reading.sentences() != own or reading.keys() != [sentence.key for sentence in own]:
        yield "sentences"
        return
    if reading.passages() != repeated([Finding(sentence, Part.SAID, None) for sentence in own], text):
        yield "passages"
    heads = _heads(text, own)
    if counts.paragraphs != len(heads) or not heads_of(text, own, heads) <= set(reading.heads()):
        yield "heads"
    flat, owner = terms([sentence.body for sentence in own])
    said = reading.sayings()
    if said.flat.tolist() != flat.tolist() or said.owner.tolist() != owner.tolist():
        yield "terms"
    if list(said.keys) != reading.keys():
        yield "keys"


def heads_of(text: str, own: list[Sentence], heads: list[bool]) -> set[int]:
    """Where the paragraphs start that open as an item of a list does."""
    starts = dict.fromkeys(text.rfind("\n", 0, sentence.start) + 1 for sentence in own)
    return {start for start, head in zip(starts, heads, strict=True) if head}


def articles(folder: Path, step: int) -> list[str]:
    lines = chain.from_iterable(path.read_bytes().splitlines() for path in sorted(folder.glob("*.jsonl")))
    raw = [RawArticle.model_validate(orjson.loads(line)["article"]) for line in list(lines)[::step]]
    return [text for article in map(relevant, raw) for text in (article.text, article.title or "")]


@lru_cache(maxsize=1)
def corpus() -> list[str]:
    """The texts and titles of the development streams, and of a sample of the articles annotated for extraction."""
    return [*articles(DATA / "development", 1), *articles(DATA.parent / "extraction" / "development", 10)]


def test_articles_are_read_alike():
    assert len(corpus()) > 200
    assert [text for text in corpus() if [*differences(text)]] == []


def test_articles_as_one_line_in_capitals_and_damaged_are_read_alike():
    for text in corpus()[::40]:
        for other in (
            text.replace("\n", " "),
            text.replace("\n", "\r\n"),
            text.replace(". ", ".\n"),
            text.replace(" ", "\u00a0"),
            text.upper(),
            text.lower(),
            text.title(),
            text.encode("utf-8").decode("cp1252", "replace"),
            text[len(text) // 3 :],
            text.replace("'", "’").replace("-", "–"),
        ):
            assert [*differences(other)] == [], other


BLANKS = (" ", " ", " ", " ", " ", "", "  ", "\n", "\n\n", "\r", "\r\n", "\t", "\u00a0", "\u2003", "\u200b", "\u2028", "\x1c", "\x1f", "\x85", "\x0b", "\x7f")  # fmt: skip
TOKENS = (
    # datelines
    "PORT VELA (AP) — ", "(Reuters) - ", "(Reuters) -- KYIV — ", "KYIV, Ukraine -- ", "KYIV, Ukraine --", "LONDON/PARIS - ", "Port Vela (AFP)—", "St. John's (CNN) – ", "A.B.C — ", "U.S. - ", "(",
    ")", "—", "–", " - ", "--",
    # figures, and numbers of several words
    "1,240", "12:30", "5:20 a.m.", "2.4 million", "half a million", "two dozen", "twenty-five", "Eleven hundred", "a hundred and", "three", "hundred", "thousand,", "million", "dozen", "1999", "2,026",
    "2026", "0.5", "007", "half", "an", "and", "a", "twenty-", "1.2.3", "12-14", "B52", "G-7", "m²", "½", "10°C", "1e5", "123456789012345678901", "7,000,000,000 billion", "-5", "5%", "€5", "#3",
    # names of several words
    "United States", "United", "States'", "the United Kingdom's", "World War II", "World", "War", "Two", "I", "New Mexico", "New", "Jersey", "British Columbia,", "Second World War", "British", "Mexico",
    # names, numerals, initials, shortened words
    "Zone B", "Fundo III", "XIV", "VI.", "U.S.", "US", "us", "Gen.", "Gov. Ilse", "J. R. Brandauer", "No. 5", "Mr", "Mrs.", "Jan.", "St.", "Kanlaon’s", "Oji-Cree's", "O'Neill", "Müller", "São", "Łódź",
    "Ångström’s", "naïve", "NASA", "UKRAINE", "Iranian", "Georgia", "Chad", "Zhai", "x", "X", "Philippe", "Ex-mayor", "e.g.", "p.m", "İstanbul", "ınce", "ŉ", "ſ", "K", "ß", "ŷ", "Киев", "東京", "\U0001f525",
    "\ud800", "\udfff", "ﬁre", "Dz", "ª", "µ", "٣", "é́", "don't", "Sheriff’s", "s'", "‘tis",
    # words of classes and endings
    "evacuated", "evacuations", "organisation", "harbours", "people", "the", "The", "may", "May", "Monday", "tuesday", "killed", "Police", "said", "homes", "well", "tell",
    # stops and quotation marks
    ".", ". ", "!", "?", "…", "...", ":", ";", ",", '"', "“", "”", "‘", "’", "'", '." ', ".’ The", "?) ", "]", "[", "*", "_", "•", "-", "/", "&", "\\",
    # that it is over
    "may return home", "order lifted", "the order was", "lifted", "went back", "Residents can", "were told they could now", "return", "returned home", "to their homes", "go home", "come back",
    "until", "not", "evacuation", "cancelled", "LIFTED", "gave the all-clear", "all clear", "warnings", "back", "home", "rescinds", "withdrawn", "moved back and forth",
    # the page's own
    "By Web Staff", "By Ilse Brandauer, Harbour Gazette", "by noon", "Posted by", "READ MORE:", "Photo", "Copyright 2026", "©", "All rights reserved.", "Sign up for our newsletter", "Follow us",
    "Follow Reuters’s coverage", "Home > News > World", "Home | News | World", " > ", " | ", "|", "Related", "related to", "Email ", "Do you know more? ", "Were you nearby?", "Tell us", "Comments closed",
    "You have 3 free articles", "Reply", "Print", "This article was first published", "This story may not be republished", "is not responsible for the content", "cookie policy", "become a member",
    "The Gazette contributed", "contributed to this report", "Additional reporting by", "***", "---", "___", "==", "Share on Facebook", "Image:", "Source: ", "Most read", "Our correspondent", "posts: 5",
    # corrections
    "Correction:", "An earlier version of this story", "corrects spelling", "has been corrected.", "regrets the error", "correct", "previous report", "We wrongly",
    # headlines, heads of items, damage
    "Slocan hamlets told to go", "Kenya: ", "PERU, COAST. ", "Goma. ", "1. ", "12) ", "Shelter: ", "weâ€™re", "Ã©tÃ©", "�", "&amp;", "<p>", "http://a.b/c?d=e", "a@b.org",
)  # fmt: skip


@st.composite
def joined_tokens(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from(BLANKS)), max_size=40))
    return "".join(part for pair in parts for part in pair)


FREE = st.text(st.characters(exclude_categories=()), max_size=200)
NEAR = st.text(st.sampled_from(" .,:;-–—'’\"“”()|>_*\n\r\t\u00a0ABIXVabehiklorstuy0123456789éÉßİı…©½²\x1c\x85\u2003\u200b"), max_size=120)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(joined_tokens())
@example("Zone B. The order was lifted. May return home.")
def test_texts_of_telling_tokens_are_read_alike(text: str):
    assert [*differences(text)] == []


NUMERAL_PARTS = (
    "half", "a", "an", "and", "one", "two", "Three", "twenty", "twenty-five", "ninety-", "fifty-twenty", "dozen", "hundred", "thousand", "million", "billion", "Hundred", "hundreds", "0", "00", "1", "2.4",
    "0.000625", "1,240", "1,2.5", "1.2.3", "123456789012", "1234567890123", "3.", "(two", "hundred)", "million,", "2026", "people", "States", "United", "of", "five",
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.sampled_from(NUMERAL_PARTS), min_size=1, max_size=14), st.sampled_from((" ", " ", "\u00a0", "-", "  "))
)
def test_numbers_of_several_words_are_read_alike(parts: list[str], between: str):
    assert [*differences(between.join(parts))] == []
    assert [*differences(f"Buses took {between.join(parts)} of them.")] == []


@settings(max_examples=300, deadline=None)
@given(FREE | NEAR)
@example("\ud800 a\x1cb. C\x85D\u2003e.\r\nF")
@example("\n\n")
def test_any_text_is_read_alike(text: str):
    assert [*differences(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "He said " + "lift" * 37_000 + "x" * 500 + "order" * 29_000 + ".",
        "lift " * 20_000 + "x " * 1_000 + "order " * 30_000,
    ],
)
def test_a_hostile_sentence_takes_no_time_to_speak_of(text: str):
    """Regression: each of a hundred thousand words was looked for beside each of the others, for forty seconds."""
    began = time.process_time()
    Reading(native_rules() or 0, text).sayings()
    assert time.process_time() - began < 5
    assert [*differences(text)] == []


@settings(max_examples=40, deadline=None)
@given(st.lists(joined_tokens() | st.sampled_from(TOKENS) | NEAR, min_size=1, max_size=12), st.integers(0, 40))
def test_long_texts_are_read_alike(lines: list[str], times: int):
    assert [*differences("\n".join(lines * times))] == []


@pytest.mark.parametrize("letter", ACCENTED)
def test_words_with_accents_are_read_alike(letter: str):
    words = " ".join(f"{letter}{end} V{letter}{end} v{letter}l{letter}{end} {letter.upper()}NIT{end} I{letter}{end}" for end in ("", ".", "’s", "'s", "-2", "s-V"))  # fmt: skip
    assert [*differences(f"{words}\nThe {words}.")] == []


def test_most_lines_and_words_are_read_without_asking():
    texts = [
        "By Web Staff\nIn Chaitén the mayor, Ilse Brändauer, quite correctly said so.",
        "By 7 a.m. they had left. Tremors",
    ]
    for text in texts:
        with patch("workers.dedup.native.asking._answer", side_effect=AssertionError):
            Reading(native_rules() or 0, text).sayings()


OVER_PARTS = (
    "may", "can", "could", "allowed", "free", "able", "permitted", "told", "that", "they", "people", "residents", "to", "now", "return", "go", "come", "move", "back", "home", "let", "moved", "went",
    "gone", "returned", "returning", "returns", "their homes", "order", "orders", "warning", "direction", "notice", "advisory", "evacuation", "lifted", "cancelled", "canceled", "rescinded", "withdrawn",
    "revoked", "lift", "lifts", "cancels", "rescinds", "gave", "sounded", "the", "an", "all clear", "all-clear", "Return", "LIFTED", "until", "and forth", "“very” — ‘much’ … ",
)  # fmt: skip
PLAIN = (" ", " ", " ", " ", " ", " ", ", ", ". ", "_", " “", "; ", " (")
ODD = (*PLAIN, "\u00a0", "/", "—", "-", "’", "\t")


@pytest.mark.parametrize("between", [PLAIN, ODD], ids=["plain", "odd"])
def test_what_says_that_it_is_over_is_found(between: tuple[str, ...]):
    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(OVER_PARTS), st.sampled_from(between)), min_size=1, max_size=8))
    def is_found(parts: list[tuple[str, str]]) -> None:
        line = "".join(part for pair in parts for part in pair)
        assert [*differences(line)] == []
        assert [*differences(f"Residents {line} on Monday.")] == []

    is_found()


UNLIKE = {
    "a word of permission after a stroke": "Residents can/may return on Monday.",
    "a word of permission after a dash": "Fires are out—allowed return on Monday.",
    "a word of permission after a hard blank": "Residents\u00a0may return on Monday.",
    "a word of permission after a tab": "Residents\tmay return on Monday.",
    "eighty quotation marks": f"The order {'“' * 75} lifted.",
}


@pytest.mark.parametrize("text", UNLIKE.values(), ids=UNLIKE.keys())
def test_sentences_that_say_that_it_is_over_in_odd_ways_are_read_alike(text: str):
    """Regression: only a blank was thought to stand before the word of permission, and eighty characters to be of two bytes."""
    assert [*differences(text)] == []


@pytest.mark.parametrize("words", ["hundred " * 17, "hundred " * 155, "2 " + "hundred " * 155], ids=len)
def test_a_number_of_very_many_words_is_read_alike(words: str):
    """Regression: Python reckoned in whole numbers, and failed where they grew too large."""
    assert [*differences(f"He saw {words}of them.")] == []


@pytest.mark.slow
def test_more_unknown_tokens_in_one_sentence_than_are_remembered_are_read_alike():
    """Regression: what was asked first was forgotten before all had been asked, and asked again for ever."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    assert [*differences(" ".join(f"é{a}{b}{c}{d}" for a in letters for b in letters for c in letters for d in letters[:7]))] == []  # fmt: skip


def test_a_character_that_stands_for_nothing_does_not_stand_for_the_end_of_a_word():
    """Regression: "hundred" with a NUL behind it was kept as "hundred", which from then on was no part of a number."""
    for text in (
        "Two hundred\0 men left.",
        "Two hundred men left.",
        "The United\0 States\0 left.",
        "The United States left.",
    ):
        assert [*differences(text)] == []


def test_a_term_stands_once_in_a_sentence():
    """Regression: a word with the term of "people may go back" in a sentence that says so, and that only Python can read, stood twice."""
    assert [*differences("may go back f²or .")] == []


def test_chosen_sentences_are_all_that_is_left():
    """Regression: there were as many keys as before, the last of them 0."""
    reading = Reading(native_rules() or 0, "One man died.\nTwo men fled to Port Vela.\nThree ships sank.")
    one, _, three = reading.sentences()
    reading.choose([0, 2])
    assert reading.sentences() == [one, three]
    assert len(reading.sayings()) == len(reading.passages()) == 2
    assert reading.keys() == [one.key, three.key]
