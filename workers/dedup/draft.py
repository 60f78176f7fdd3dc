"""An article as dedup reads it: its own sentences, laid out for comparison when first asked for."""

from collections.abc import Sequence

import numpy as np

from schemas.articles import RelevantArticle
from workers.dedup.align import Told
from workers.dedup.digest import opening_of
from workers.dedup.lazy import lazy
from workers.dedup.news import Finding, Part
from workers.dedup.reading import terms
from workers.dedup.repeated import repeated
from workers.dedup.sayings import Sayings
from workers.dedup.search import Search
from workers.dedup.sentences import Sentence, read, sentence_key
from workers.dedup.window import Window

MOST_SENTENCES = 150
"""Sentences of an article that are looked at: a long feature has 100; of a day's live blog the newest entries come first."""


class Draft:
    """An article as dedup reads it: the sentences that are its own, and their terms, made when first asked for."""

    def __init__(
        self,
        article: RelevantArticle,
        sentences: list[Sentence],
        correction: bool,
        *,
        digest: bool = False,
        laid_out: Told | None = None,
    ) -> None:
        """`correction`: it says that it corrects an earlier version; `digest`: it is the first item of a digest, the others left out;
        `laid_out`: its sentences where they are laid out already."""
        self.article = article
        self.sentences = sentences
        self.correction = correction
        self.digest = digest
        self._laid_out = laid_out

    @classmethod
    def of(cls, article: RelevantArticle) -> "Draft":
        """Read an article. Where it has no text to speak of, its title is its one sentence."""
        found, correction = read(article.text)
        own = [sentence for sentence in found if not sentence.furniture][:MOST_SENTENCES]
        if not own and article.title:
            title = article.title
            own = [Sentence(0, 0, title, sentence_key(title), False, 0)]
        draft = cls(article, own, correction)
        opening = opening_of(article.title, article.text, own, draft.own)
        if opening is None:
            return draft
        return cls(article, [own[n] for n in opening], correction, digest=True)

    @property
    def keys(self) -> list[int]:
        """The keys of the sentences."""
        return [sentence.key for sentence in self.sentences]

    @property
    def published(self) -> int | None:
        """When the article was published, in milliseconds since 1970."""
        published = self.article.published_at
        return None if published is None else round(published.timestamp() * 1000)

    def passages(self) -> list[tuple[int, int]]:
        """Return where its sentences stand in the text, neighbours joined."""
        return repeated([Finding(sentence, Part.SAID, None) for sentence in self.sentences], self.article.text)

    def search(self, window: Window) -> Search:
        """Look for the sentences in a window."""
        return Search(self.keys, window)

    def own(self) -> Sayings:
        """Return the sentences with their terms as this article has them."""
        return self._own

    @lazy
    def _own(self) -> Sayings:
        return Sayings(tuple(self.keys), *terms([s.body for s in self.sentences]))

    def laid_out(self, told: Told | None = None) -> Told:
        """Return the article laid out for comparison; the terms of sentences said word for word in `told` are taken from there."""
        if self._laid_out is None:
            sayings = self.own() if told is None or "_own" in self.__dict__ else self._borrowed(told)
            self._laid_out = Told(sayings, [0] * len(sayings), self.published)
        return self._laid_out

    def first(self, count: int) -> "Draft":
        """Return the first sentences alone."""
        laid_out = None if self._laid_out is None else self._laid_out.first(count)
        return Draft(self.article, self.sentences[:count], self.correction, digest=self.digest, laid_out=laid_out)

    def _borrowed(self, told: Told) -> Sayings:
        rows = [told.by_key.get(sentence.key) for sentence in self.sentences]
        flat, owner = terms([s.body for s, row in zip(self.sentences, rows, strict=True) if row is None])
        ends = iter(np.searchsorted(owner, range(1, rows.count(None) + 1)).tolist())
        parts: list[Sequence[int]] = []
        start = 0
        for row in rows:
            if row is None:
                end = next(ends)
                parts.append(flat[start:end].tolist())
                start = end
            else:
                parts.append(told.terms(row))
        lengths = list(map(len, parts))
        whole = np.array([term for part in parts for term in part], dtype=np.int32)
        return Sayings(tuple(self.keys), whole, np.repeat(np.arange(len(parts)), lengths))
