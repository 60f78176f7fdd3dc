"""An article read natively, where that can be; else in Python."""

from ctypes import Array, Structure, byref, c_double, c_size_t, c_uint64, c_void_p

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
from workers.dedup.sayings import Sayings
from workers.dedup.search import Candidate, Search
from workers.dedup.sentences import MOSTLY_PAGE, Sentence
from workers.dedup.window import Window

SENTENCE_CANDIDATES = 3
"""Stories looked for by sentences, at least: as many as a decision asks for, so that it asks once."""


_find = function("draft_find", c_size_t, c_void_p, c_void_p, c_size_t, c_void_p)
_weigh = function("draft_weigh", c_size_t, c_void_p, c_void_p, c_void_p, c_size_t, c_void_p)


class CandidateRow(Structure):
    """A story that an article may belong to, as `Candidate`."""

    _fields_ = (("story", c_uint64), ("score", c_double), ("votes", c_double))


class NativeSearch(Search):
    """The stories in a window that share something with an article read natively."""

    def __init__(self, reading: Reading, window: Window) -> None:
        """Look for the article's sentences when first asked for."""
        self._by_sentences: list[Candidate] | None = None
        self._asked = 0
        self._reading = reading
        self._window = window

    def by_sentences(self, most: int) -> list[Candidate]:
        """Return the stories that have said most of its sentences."""
        if self._by_sentences is None or most > self._asked:
            self._asked = max(most, SENTENCE_CANDIDATES)
            room = (CandidateRow * self._asked)()
            count = _find(self._reading.handle, byref(self._window.place()), self._asked, room)
            self._by_sentences = _candidates(room, count)
        return self._by_sentences[:most]

    def by_anchors(self, said: Sayings, most: int) -> list[Candidate]:
        """Return the stories whose sentences, names and figures in common are worth most, the rare ones counting most. `said`: the article."""
        if self._by_sentences is None:
            self.by_sentences(SENTENCE_CANDIDATES)
        room = (CandidateRow * most)()
        place = byref(self._window.place())
        return _candidates(room, _weigh(self._reading.handle, native(said).handle, place, most, room))

    def hopeless(self, said: Sayings, story: int) -> bool:
        """Whether neither the article nor its opening has enough names and figures in common with a story to be compared."""
        return self._window.hopeless(native(said), story)


def _candidates(room: Array[CandidateRow], count: int) -> list[Candidate]:
    return [Candidate(found.story, found.score, found.votes) for found in room[:count]]


class NativeDraft(Draft):
    """An article read natively; its sentences become objects when first asked for."""

    def __init__(self, article: RelevantArticle, reading: Reading, *, digest: bool = False) -> None:
        """`digest`: it is the first item of a digest, the others left out."""
        self.reading = reading
        self.article = article
        self.correction = reading.correction
        self.digest = digest
        self._laid_out = None

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
        return NativeSearch(self.reading, window)

    def own(self) -> NativeSayings:
        """Return the sentences with their terms as this article has them."""
        return self._own

    @lazy
    def _own(self) -> NativeSayings:
        return self.reading.sayings()

    def laid_out(self, told: Told | None = None) -> Told:
        """Return the article laid out for comparison; the terms of sentences said word for word in `told` are taken from there."""
        if self._laid_out is None:
            if isinstance(told, NativeTold) and "_own" not in self.__dict__:
                said = self.reading.sayings(told.handle.pointer)
            else:
                said = self.own()
            self._laid_out = NativeTold.of(said, self.published)
        return self._laid_out

    def first(self, count: int) -> "NativeOpening":
        """Return the first sentences alone."""
        return NativeOpening(self, count)


class NativeOpening(Draft):
    """The first sentences of an article read natively."""

    def __init__(self, whole: NativeDraft, count: int) -> None:
        """Take the first sentences of an article that is laid out."""
        laid_out = whole.laid_out().first(count)
        super().__init__(
            whole.article, whole.sentences[:count], whole.correction, digest=whole.digest, laid_out=laid_out
        )
        self.reading = whole.reading


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
