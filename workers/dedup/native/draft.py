"""An article read natively, where that can be; else in Python."""

from ctypes import Structure, byref, c_double, c_size_t, c_uint32, c_uint64, c_void_p

from schemas.articles import RelevantArticle
from workers.dedup.align import Told
from workers.dedup.digest import LEAST_PARAGRAPHS, may_be_digest, opening_of
from workers.dedup.draft import Draft
from workers.dedup.lazy import lazy
from workers.dedup.native import function
from workers.dedup.native.reading import Reading
from workers.dedup.native.sayings import NativeSayings, native
from workers.dedup.native.tables import native_tables
from workers.dedup.native.told import NativeTold
from workers.dedup.native.window import NativeWindow
from workers.dedup.sayings import Sayings
from workers.dedup.search import Candidate, Search
from workers.dedup.sentences import MOSTLY_PAGE, Sentence
from workers.dedup.window import Window

SENTENCE_CANDIDATES = 3
"""Stories looked for by sentences: as many as a decision asks for."""


_find = function("draft_find", c_size_t, c_void_p, c_void_p, c_size_t, c_void_p)
_copied = function("draft_copied", c_uint32, c_void_p, c_void_p, c_void_p)
_likely = function("draft_likely", c_size_t, c_void_p, c_void_p, c_void_p, c_size_t, c_void_p)


class CandidateRow(Structure):
    """A story that an article may belong to, as `Candidate`."""

    _fields_ = (("story", c_uint64), ("score", c_double), ("votes", c_double))


class NativeSearch(Search):
    """The stories in a native window that share something with an article read natively."""

    def __init__(self, reading: Reading, window: NativeWindow) -> None:
        """Look for the article's sentences."""
        self._reading = reading
        self._window = window
        self._rows = (CandidateRow * SENTENCE_CANDIDATES)()
        self._found: int = _find(reading.handle, self._window.handle, SENTENCE_CANDIDATES, self._rows)

    def by_sentences(self, most: int) -> list[Candidate]:
        """Return the stories that have said most of its sentences: `SENTENCE_CANDIDATES` at most."""
        return [Candidate(row.story, row.score, row.votes) for row in self._rows[: min(self._found, most)]]

    def copied(self) -> tuple[int, int] | None:
        """Return the story that has said every sentence, and the number of the last article that brought one of them first."""
        if not self._found:
            return None
        story = c_uint64()
        of: int = _copied(self._reading.handle, self._window.handle, byref(story))
        return (story.value, of) if of else None

    def likely(self, said: Sayings, most: int) -> list[int]:
        """Return the stories to compare with, of those whose sentences, names and figures in common are worth most, the rare ones counting
        most. `said`: the article."""
        room = (c_uint64 * most)()
        return room[: _likely(self._reading.handle, native(said).handle, self._window.handle, most, room)]


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

    def search(self, window: Window) -> Search:
        """Look for the sentences in a window."""
        return NativeSearch(self.reading, window) if isinstance(window, NativeWindow) else super().search(window)

    def own(self) -> NativeSayings:
        """Return the sentences with their terms as this article has them."""
        return self._own

    @lazy
    def _own(self) -> NativeSayings:
        return self.reading.sayings()

    @property
    def handle(self) -> int:
        """The article in native memory, whole."""
        handle: int = self.reading.handle
        return handle

    def laid_out(self, told: Told | None = None) -> NativeTold:
        """Return the article laid out for comparison; the terms of sentences said word for word in `told` are taken from there."""
        laid_out = self._laid_out
        if laid_out is None:
            if isinstance(told, NativeTold) and "_own" not in self.__dict__:
                said = self.reading.sayings(told.handle.pointer)
            else:
                said = self.own()
            self._laid_out = laid_out = NativeTold.of(said, self.published)
        return laid_out

    def first(self, count: int) -> "NativeDraft":
        """Return the first sentences alone."""
        return NativeOpening(self, self.reading, count)


class NativeOpening(NativeDraft):
    """The first sentences of an article read natively."""

    def __init__(self, whole: NativeDraft, reading: Reading, count: int) -> None:
        """`reading`: of the whole article."""
        super().__init__(whole.article, reading, digest=whole.digest)
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

    def search(self, window: Window) -> Search:
        """Look for the sentences in a window."""
        return Draft.search(self, window)

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
    tables = native_tables()
    if tables is None:
        return Draft.of(article)
    reading = Reading(tables, article.text)
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
