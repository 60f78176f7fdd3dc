"""Native code lays out and measures exactly as the Python modules do."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import lru_cache

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.articles import RawArticle, RelevantArticle
from tests.dedup.articles import AGENCY, article
from tests.evaluate.dedup import DATA, relevant
from workers.dedup.align import Alignment, Told
from workers.dedup.compare import compare
from workers.dedup.comparison import Comparison
from workers.dedup.draft import Draft
from workers.dedup.forms import Forms
from workers.dedup.kinship import Kinship
from workers.dedup.lazy import lazy
from workers.dedup.native import comparing, library
from workers.dedup.native.comparison import NativeComparison
from workers.dedup.native.draft import NativeDraft, read_draft
from workers.dedup.native.told import NativeTold
from workers.dedup.restated import unit_terms
from workers.dedup.sayings import Sayings, joined
from workers.dedup.sentences import Sentence
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


COMPARED = ("same", "ground", "conflict", "strength", "verbatim", "inside", "retold", "opening", "story")


class LaidOut(NativeDraft):
    """Sentences of which nothing is known but their terms."""

    def __init__(self, told: NativeTold, *, correction: bool, digest: bool) -> None:
        self.article = article("", "")
        self.correction, self.digest = correction, digest
        self._laid_out = told

    @property
    def handle(self) -> int:
        return 0

    def first(self, count: int) -> "LaidOut":
        return LaidOut(self.laid_out().first(count), correction=self.correction, digest=self.digest)

    @lazy
    def sentences(self) -> list[Sentence]:
        return sentences_of(self.laid_out())


def sentences_of(told: Told) -> list[Sentence]:
    return [Sentence(0, 0, "", key, False, 0) for key in told.sayings.keys]


def differences(mine: Told, told: Told, *, correction: bool = False, digest: bool = False) -> Iterator[str]:
    """Yield what native code makes otherwise of two texts."""
    draft = Draft(article("", ""), sentences_of(mine), correction, digest=digest, laid_out=mine)
    found = compare(LaidOut(native(mine), correction=correction, digest=digest), 7, native(told))
    yield from comparison_differences(compare(draft, 7, told), found)


def comparison_differences(reference: Comparison, found: Comparison) -> Iterator[str]:
    assert isinstance(found, NativeComparison)
    assert not isinstance(reference, NativeComparison)
    for name in COMPARED:
        if exactly(getattr(reference, name)) != exactly(getattr(found, name)):
            yield name
    if found.same != (found.ground is not None and found.conflict is None):
        yield "same, in words"
    if [s.body for s in reference.draft.sentences] != [s.body for s in found.draft.sentences]:
        yield "draft"
    if reference.told.sayings.keys != found.told.sayings.keys:
        yield "told"
    yield from array_differences(reference.alignment, found.alignment)
    yield from measure_differences(reference.kinship, found.kinship)
    yield from measure_differences(reference.back, found.back)
    if reference.back_alignment is None or found.back_alignment is None:
        if reference.back_alignment is not found.back_alignment:
            yield "back_alignment"
    else:
        yield from array_differences(reference.back_alignment, found.back_alignment)


def native(told: Told) -> NativeTold:
    return NativeTold(told.sayings, told.bringer, told.published)


def array_differences(reference: Alignment, found: Alignment) -> Iterator[str]:
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


def test_articles_of_the_streams_are_compared_alike():
    for stream in streams():
        for draft in stream[::4]:
            for other in nearest(draft, stream, 3):
                assert not [*article_differences(draft.article, other.article)]
                assert not [*article_differences(other.article, draft.article)]


def article_differences(article: RelevantArticle, other: RelevantArticle) -> Iterator[str]:
    """Yield what native code makes otherwise of two articles; nothing where it cannot read one of them."""
    found, beside = read_draft(article), read_draft(other)
    if isinstance(found, NativeDraft) and isinstance(beside, NativeDraft):
        reference = compare(Draft.of(article), 7, Draft.of(other).laid_out())
        yield from comparison_differences(reference, compare(found, 7, beside.laid_out()))


def test_pages_of_several_stories_are_compared_alike():
    mine = theirs = 0
    for stream in streams():
        for draft, other in zip(stream[::5], stream[3::5], strict=False):
            story = draft.article
            page = story.model_copy(update={"text": f"{story.text}\n\n{other.article.text}"})
            assert not [*article_differences(page, story)]
            assert not [*article_differences(story, page)]
            mine += compare(read_draft(page), 7, read_draft(story).laid_out()).opening
            theirs += compare(read_draft(story), 7, read_draft(page).laid_out()).opening
    assert mine > 5
    assert theirs


NOTICE = """The sheriff has issued {mark}an evacuation order{mark} for the whole of {place} on Tuesday, and 640 people must leave by evening.

Buses wait at Larkin School in Tolm County, near Mojave Hall, until 9,300 people have left. Vets of the Juniper Society take in animals at Karsh."""


@pytest.mark.parametrize("mark", ['"', "“", "”", "«", "'"])
def test_a_notice_is_told_from_a_report_by_its_quotations_alike(mark: str):
    first, second = (article(place, NOTICE.format(mark=mark, place=place)) for place in ("Mill Canyon", "Brush Canyon"))
    assert not [*article_differences(second, first)]
    assert compare(read_draft(second), 0, read_draft(first).laid_out()).same == (mark != "'")


def test_the_first_sentences_of_an_article_are_a_draft():
    whole, reference = read_draft(article("a", AGENCY)), Draft.of(article("a", AGENCY))
    assert isinstance(whole, NativeDraft)
    first, expected = whole.first(3), reference.first(3)
    assert first.sentences == expected.sentences
    assert first.keys == expected.keys
    assert first.passages() == expected.passages()
    assert first.own().keys == expected.own().keys
    assert first.own().flat.tolist() == expected.own().flat.tolist()
    assert first.laid_out().sayings.keys == tuple(first.keys)
    assert not [*differences(first.laid_out(), whole.laid_out())]
    assert not [
        *comparison_differences(compare(expected, 7, reference.laid_out()), compare(first, 7, whole.laid_out()))
    ]


def test_stories_of_several_articles_are_measured_alike():
    for stream in streams():
        for at in range(0, len(stream) - 1, 12):
            draft = stream[at]
            story = told_by(nearest(draft, stream, 5))
            assert not [*differences(draft.laid_out(), story)]
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
@given(texts(), st.booleans(), st.booleans())
def test_random_texts_are_compared_alike(both: tuple[Told, Told], correction: bool, digest: bool):
    for mine, told in (both, both[::-1]):
        assert not [*differences(mine, told, correction=correction, digest=digest)]


@settings(max_examples=50, deadline=None)
@given(texts(), st.integers(1, 12))
def test_first_sentences_are_the_same_text(both: tuple[Told, Told], count: int):
    mine, told = both
    count = min(count, len(mine.sayings))
    found = compare(LaidOut(native(mine).first(count), correction=False, digest=False), 7, native(told))
    first = mine.first(count)
    reference = compare(Draft(article("", ""), sentences_of(first), correction=False, laid_out=first), 7, told)
    assert not [*comparison_differences(reference, found)]


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


def laid_beside(mine: NativeTold, told: NativeTold) -> Comparison:
    return NativeComparison(LaidOut(mine, correction=False, digest=False), 7, told)


@pytest.mark.parametrize("term", [-1, 6 << KIND_SHIFT, 2**31 - 1])
def test_a_term_of_no_kind_is_refused(term: int):
    told = NativeTold(Sayings((1,), np.array([term], np.int32), np.zeros(1, np.intp)), [0])
    with pytest.raises(ValueError, match="cannot be compared"):
        laid_beside(told, told)


def test_texts_without_sentences_are_refused():
    some, none = native(told_of([(1, [1, 2])])), native(told_of([]))
    for mine, told in ((some, none), (none, some)):
        with pytest.raises(ValueError, match="cannot be compared"):
            laid_beside(mine, told)


def test_sentences_without_a_bringer_are_refused() -> None:
    told = told_of([(1, [WORD << KIND_SHIFT]), (2, [])])
    with pytest.raises(ValueError, match="without a bringer"):
        laid_beside(NativeTold(told.sayings, [1], None), native(told))
