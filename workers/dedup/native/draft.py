"""An article read natively, where that can be; else in Python."""

from ctypes import c_void_p

from schemas.articles import RelevantArticle
from workers.dedup.align import Told
from workers.dedup.digest import LEAST_PARAGRAPHS, may_be_digest, opening_of
from workers.dedup.draft import Draft
from workers.dedup.lazy import lazy
from workers.dedup.native import function
from workers.dedup.native.asking import native_rules
from workers.dedup.native.reading import Reading
from workers.dedup.native.sayings import NativeSayings
from workers.dedup.native.told import NativeTold
from workers.dedup.sentences import MOSTLY_PAGE, Sentence

_laid_out = function("draft_laid_out", c_void_p, c_void_p)


class NativeDraft(Draft):
    """An article read natively; its sentences become objects when first asked for."""

    def __init__(self, article: RelevantArticle, reading: Reading, *, digest: bool = False) -> None:
        """`digest`: it is the first item of a digest, the others left out."""
        self.reading = reading
        self.article = article
        self.correction = reading.correction
        self.digest = digest
        self._laid_out: NativeTold | None = None

    @lazy
    def sentences(self) -> list[Sentence]:
        """The sentences that are its own."""
        return self.reading.sentences()

    @lazy
    def keys(self) -> list[int]:
        """The keys of the sentences."""
        return self.reading.keys()

    def passages(self) -> list[tuple[int, int]]:
        """Return where its sentences stand in the text, neighbours joined."""
        return self.reading.passages()

    def own(self) -> NativeSayings:
        """Return the sentences with their terms as this article has them."""
        return self._own

    @lazy
    def _own(self) -> NativeSayings:
        return self.reading.sayings()

    @property
    def has_own(self) -> bool:
        """Whether its terms have been asked for, so that it borrows none from a story."""
        return "_own" in self.__dict__

    @property
    def handle(self) -> int:
        """The article in native memory, whole."""
        handle: int = self.reading.handle
        return handle

    def laid_out(self, told: Told | None = None) -> NativeTold:
        """Return the article laid out for comparison; the terms of sentences said word for word in `told` are taken from there."""
        laid_out = self._laid_out
        if laid_out is None:
            if pointer := _laid_out(self.handle):
                laid_out = NativeTold.held(pointer)
            elif told is not None and not self.has_own:
                theirs = (
                    told if isinstance(told, NativeTold) else NativeTold(told.sayings, told.bringer, told.published)
                )
                laid_out = NativeTold.of(self.reading.sayings(theirs.handle.pointer), self.published)
            else:
                laid_out = NativeTold.of(self.own(), self.published)
            self._laid_out = laid_out
        return laid_out

    def first(self, count: int) -> "NativeDraft":
        """Return the first sentences alone."""
        return NativeOpening(self, count)


class NativeOpening(NativeDraft):
    """The first sentences of an article read natively."""

    def __init__(self, whole: NativeDraft, count: int) -> None:
        """Take the first `count` sentences of an article."""
        super().__init__(whole.article, whole.reading, digest=whole.digest)
        self._whole = whole
        self._count = count

    @lazy
    def sentences(self) -> list[Sentence]:
        """The first sentences that are its own."""
        return self._whole.sentences[: self._count]

    @lazy
    def keys(self) -> list[int]:
        """The keys of the sentences."""
        return self._whole.keys[: self._count]

    def passages(self) -> list[tuple[int, int]]:
        """Return where its sentences stand in the text, neighbours joined."""
        return Draft.passages(self)

    @lazy
    def _own(self) -> NativeSayings:
        return self._whole.own().chosen(range(self._count))

    def laid_out(self, told: Told | None = None) -> NativeTold:
        """Return the sentences laid out for comparison, as those of the whole article are."""
        if self._laid_out is None:
            self._laid_out = self._whole.laid_out(told).first(self._count)
        return self._laid_out


def read_draft(article: RelevantArticle) -> Draft:
    """Read an article: natively, unless there is no native code, or its sentences are hard to tell from the page's own lines."""
    rules = native_rules()
    if rules is None:
        return Draft.of(article)
    reading = Reading(rules, article.text)
    counts = reading.counts
    if not counts.own or counts.page > MOSTLY_PAGE * counts.said:
        return Draft.of(article)
    draft = NativeDraft(article, reading)
    if counts.paragraphs >= LEAST_PARAGRAPHS and may_be_digest(
        article.title, article.text, counts.paragraphs, reading.heads()
    ):
        opening = opening_of(article.title, article.text, draft.sentences, draft.own)
        if opening is not None:
            reading.choose(opening)
            return NativeDraft(article, reading, digest=True)
    return draft
