"""An article as dedup reads it: its own sentences, laid out for comparison when first asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.articles import RelevantArticle
from workers.dedup.align import Told
from workers.dedup.digest import opening_of
from workers.dedup.reading import terms
from workers.dedup.sayings import Sayings
from workers.dedup.sentences import Sentence, read, sentence_key

MOST_SENTENCES = 150
"""Sentences of an article that are looked at: a long feature has 100; of a day's live blog the newest entries come first."""


@dataclass(slots=True)
class Draft:
    """An article as dedup reads it: the sentences that are its own, and their terms, made when first asked for."""

    article: RelevantArticle
    sentences: list[Sentence]
    correction: bool
    """it says that it corrects an earlier version"""
    digest: bool = False
    """it is the first item of a digest, the others left out"""
    _own: Sayings | None = None
    _laid_out: Told | None = None

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

    def own(self) -> Sayings:
        """Return the sentences with their terms as this article has them."""
        if self._own is None:
            self._own = Sayings(tuple(s.key for s in self.sentences), *terms([s.body for s in self.sentences]))
        return self._own

    def laid_out(self, told: Told | None = None) -> Told:
        """Return the article laid out for comparison; the terms of sentences said word for word in `told` are taken from there."""
        if self._laid_out is None:
            sayings = self.own() if told is None or self._own is not None else self._borrowed(told)
            published = self.article.published_at
            time = None if published is None else round(published.timestamp() * 1000)
            self._laid_out = Told(sayings, [0] * len(sayings), time)
        return self._laid_out

    def first(self, count: int) -> "Draft":
        """Return the first sentences alone."""
        laid_out = None if self._laid_out is None else self._laid_out.first(count)
        return Draft(self.article, self.sentences[:count], self.correction, self.digest, None, laid_out)

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
        return Sayings(tuple(s.key for s in self.sentences), whole, np.repeat(np.arange(len(parts)), lengths))
