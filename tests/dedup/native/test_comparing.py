"""Native code lays out and measures exactly as the Python modules do."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import lru_cache

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.articles import RawArticle
from tests.evaluate.dedup import DATA, relevant
from workers.dedup.align import Alignment, Told, align
from workers.dedup.draft import Draft
from workers.dedup.forms import Forms
from workers.dedup.kinship import Kinship, measure
from workers.dedup.native import comparing, library
from workers.dedup.native.comparing import NativeAlignment, NativeTold
from workers.dedup.opening import opening_end
from workers.dedup.restated import unit_terms
from workers.dedup.sayings import Sayings, joined
from workers.dedup.terms import COUNTRY, DATE, KIND_SHIFT, NAME, NUMBER, SMALL, WORD

pytestmark = pytest.mark.skipif(library() is None, reason="the native code has not been built")

ARRAYS = (
    "exact", "known", "nearest", "likeness", "inside", "likenesses", "to_opening", "back", "back_likeness", "weight",
    "rows", "told_rows", "weights",
)  # fmt: skip
MEASURES = (
    "verbatim", "back_verbatim", "inside", "coverage", "back_coverage", "back_inside", "own", "disordered", "rest", "forms", "replaced", "framed",
    "opening", "formed", "leads_apart", "countries", "anchors", "in_step", "late", "long_silent", "opening_only", "digest",
)  # fmt: skip
VERDICTS = ("conflict", "other_event", "other_notice", "instalment", "ground", "retold", "plain", "strength")


def differences(mine: Told, told: Told, paragraphs: Sequence[int] | None = None) -> Iterator[str]:
    """Yield what native code makes otherwise of two texts."""
    reference, found = align(mine, told), comparing.align(native(mine), native(told))
    yield from array_differences(reference, found)
    kinship = measure(reference, told, opening_only=True)
    yield from measure_differences(kinship, comparing.measure(found, found.told, opening_only=True))
    for given_paragraphs in (None, paragraphs):
        if opening_end(reference, given_paragraphs) != comparing.opening_end(found, given_paragraphs):
            yield "opening_end"


def native(told: Told) -> NativeTold:
    return NativeTold(told.sayings, told.bringer, told.published)


def array_differences(reference: Alignment, found: NativeAlignment) -> Iterator[str]:
    for name in ARRAYS:
        array, other = getattr(reference, name), getattr(found, name)
        if array.dtype != other.dtype or not np.array_equal(array, other) or array.tobytes() != other.tobytes():
            yield name
    if reference.pairs != found.pairs:
        yield "pairs"
    if any(reference.has(n) != found.has(n) for n in range(len(reference.exact))):
        yield "has"


def measure_differences(reference: Kinship, found: Kinship) -> Iterator[str]:
    for name in ("near", "told_near"):
        if not np.array_equal(getattr(reference, name), getattr(found, name)):
            yield name
    for name in (*MEASURES, *VERDICTS):
        if exactly(getattr(reference, name)) != exactly(getattr(found, name)):
            yield name


def exactly(value: object) -> object:
    """Tell 0.0 from -0.0: they differ in words."""
    if isinstance(value, Forms):
        return [exactly(getattr(value, field.name)) for field in fields(Forms)]
    return value.hex() if isinstance(value, float) else value


@lru_cache(maxsize=1)
def streams() -> list[list[Draft]]:
    """The articles of each development stream."""
    found = []
    for path in sorted((DATA / "development").glob("*.jsonl")):
        lines = map(orjson.loads, path.read_bytes().splitlines())
        drafts = [Draft.of(relevant(RawArticle.model_validate(line["article"]))) for line in lines]
        found.append([draft for draft in drafts if draft.sentences])
    return found


def told_by(drafts: Sequence[Draft]) -> Told:
    """What several articles tell, one after the other."""
    parts = [draft.laid_out() for draft in drafts]
    bringers = [number for number, part in enumerate(parts, 1) for _ in part.bringer]
    return Told(joined([part.sayings for part in parts]), bringers, parts[-1].published)


def nearest(draft: Draft, others: Sequence[Draft], count: int) -> list[Draft]:
    """The articles that have most names and figures in common with one."""
    own = draft.laid_out().sayings.anchors
    return sorted(
        (other for other in others if other is not draft),
        key=lambda other: -len(own & other.laid_out().sayings.anchors),
    )[:count]


def test_articles_of_the_streams_are_measured_alike():
    for stream in streams():
        for draft in stream[::4]:
            for other in nearest(draft, stream, 3):
                mine, told = draft.laid_out(), other.laid_out()
                assert not [*differences(mine, told, [s.paragraph for s in draft.sentences])]
                assert not [*differences(told, mine, [s.paragraph for s in other.sentences])]


def test_stories_of_several_articles_are_measured_alike():
    for stream in streams():
        for at in range(0, len(stream) - 1, 12):
            draft = stream[at]
            story = told_by(nearest(draft, stream, 5))
            assert not [*differences(draft.laid_out(), story, [s.paragraph for s in draft.sentences])]
            assert not [*differences(story, draft.laid_out())]


TERMS = st.one_of(
    st.sampled_from(sorted(unit_terms())),
    *(
        st.integers(0, most).map(lambda n, kind=kind: kind << KIND_SHIFT | n)
        for kind, most in ((WORD, 25), (NAME, 12), (NUMBER, 8), (DATE, 4), (SMALL, 4), (COUNTRY, 3), (WORD, 65_535))
    ),
)
SENTENCES = st.tuples(st.integers(0, 2**64 - 1), st.lists(TERMS, max_size=24))


def told_of(sentences: Sequence[tuple[int, list[int]]], bringers: int = 1, published: int | None = None) -> Told:
    rows = [sorted(set(terms)) for _, terms in sentences]
    owner = np.repeat(np.arange(len(rows)), list(map(len, rows)))
    flat = np.array([term for row in rows for term in row], np.int32)
    said = Sayings(tuple(key for key, _ in sentences), flat, owner)
    return Told(said, [n % bringers for n in range(len(rows))], published)


@st.composite
def texts(draw: st.DrawFn) -> tuple[Told, Told]:
    """Two texts: the second has some sentences of the first, some of them changed, and some of its own."""
    first = draw(st.lists(SENTENCES, min_size=1, max_size=12))
    second = draw(st.lists(SENTENCES, max_size=6))
    for key, terms in draw(st.lists(st.sampled_from(first), max_size=9)):
        kept = [term for term in terms if draw(st.integers(0, 5))]
        changed = draw(st.booleans())
        second.append((key ^ changed, [*kept, *draw(st.lists(TERMS, max_size=3))] if changed else terms))
    second = draw(st.permutations(second)) if draw(st.booleans()) else second
    second = second or draw(st.lists(SENTENCES, min_size=1, max_size=2))
    times = st.none() | st.integers(0, 5 * 24 * 3_600_000)
    return told_of(first, draw(st.integers(1, 3)), draw(times)), told_of(second, draw(st.integers(1, 3)), draw(times))


@settings(max_examples=400, deadline=None)
@given(texts(), st.lists(st.integers(0, 1), min_size=40, max_size=40))
def test_random_texts_are_measured_alike(both: tuple[Told, Told], steps: list[int]):
    for mine, told in (both, both[::-1]):
        paragraphs = np.cumsum(steps[: len(mine.sayings)]).tolist()
        assert not [*differences(mine, told, paragraphs)]


@settings(max_examples=50, deadline=None)
@given(texts(), st.integers(1, 12))
def test_first_sentences_are_the_same_text(both: tuple[Told, Told], count: int):
    mine, told = both
    count = min(count, len(mine.sayings))
    first = native(mine).first(count)
    found = comparing.align(first, native(told))
    reference = align(mine.first(count), told)
    assert not [*array_differences(reference, found)]
    assert not [*measure_differences(measure(reference, told), comparing.measure(found, found.told))]


def test_long_texts_are_added_in_the_same_order():
    rng = np.random.default_rng(1)
    for size in (7, 8, 9, 127, 128, 129, 136, 300, 1100):
        rows = [rng.integers(0, 60, rng.integers(3, 25)).tolist() for _ in range(size)]
        text = told_of([(2 * n, row) for n, row in enumerate(rows)])
        other = told_of([(2 * n + n % 2, row[: len(row) // 2 + 1]) for n, row in enumerate(rows[: size // 2 + 1])])
        assert not [*differences(text, other)]
        assert not [*differences(other, text)]


def test_every_field_of_forms_is_filled_in():
    assert len(comparing.FORMS) == len(fields(Forms))


@pytest.mark.parametrize("term", [-1, 6 << KIND_SHIFT, 2**31 - 1])
def test_a_term_of_no_kind_is_refused(term: int):
    told = NativeTold(Sayings((1,), np.array([term], np.int32), np.zeros(1, np.intp)), [0])
    with pytest.raises(ValueError, match="cannot be compared"):
        comparing.align(told, told)


def test_texts_without_sentences_are_refused():
    some, none = native(told_of([(1, [1, 2])])), native(told_of([]))
    for mine, told in ((some, none), (none, some)):
        with pytest.raises(ValueError, match="cannot be compared"):
            comparing.align(mine, told)


def test_sentences_without_a_bringer_are_refused() -> None:
    told = told_of([(1, [WORD << KIND_SHIFT]), (2, [])])
    with pytest.raises(ValueError, match="without a bringer"):
        comparing.align(NativeTold(told.sayings, [1], None), native(told))
