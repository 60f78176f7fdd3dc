"""The decision: to which story an article belongs, and what it is to that story. A function of the article and the window."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np

from schemas.articles import RelevantArticle
from schemas.vocabulary import Verdict
from workers.dedup.align import Alignment, Told, align
from workers.dedup.digest import opening_of
from workers.dedup.features import ANCHOR, KEPT_SENTENCES, PAIR, SENTENCE, key_features
from workers.dedup.forms import NEAR
from workers.dedup.kinship import HOPELESS, NO_ROOM, Kinship, measure, overlap
from workers.dedup.lazy import lazy
from workers.dedup.news import Finding, Part, find_news
from workers.dedup.opening import opening_end
from workers.dedup.reading import terms
from workers.dedup.sayings import NONE, OPENING_SENTENCES, Sayings
from workers.dedup.scores import Found, Scores, counted, weighed
from workers.dedup.sentences import Sentence, read, sentence_key
from workers.dedup.window import Window

MOST_SENTENCES = 150
"""Sentences of an article that are looked at: a long feature has 100; of a day's live blog the newest entries come first."""
KNOWN_COPY = 0.5
"""Share of the sentences said word for word by one story from which that story is looked at before any other is searched for."""
SURE = 0.8
"""Share word for word from which no other story is looked for."""
BY_SENTENCES, BY_ANCHORS = 3, 4
"""Stories compared with, at most: 200 look-alikes of one form must not cost 200 comparisons."""
LEAST_SCORE = 1.5
"""A story that shares less than a name and half a figure that nobody else has is not looked at."""
LEAST_OPENING = 0.2
"""Coverage from which the opening alone is compared: a digest of eight items has an eighth of what a story tells."""
LIKELY = 0.2
LIKELY_SENTENCES = 2
"""Share of the sentences, and their number, said word for word from which a story is compared whatever its names and figures are."""
QUOTATION = re.compile('["“”«]')
VARIANT_SENTENCES = 4
MOST_VARIANTS = 8
"""A rewritten copy is kept in its own words too, so that its reprints are known at once: this many a story."""


@dataclass(slots=True)
class Draft:
    """An article as dedup reads it: the sentences that are its own, and their terms, made when first asked for."""

    article: RelevantArticle
    sentences: list[Sentence]
    correction: bool
    """it says that it corrects an earlier version"""
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
        return cls(article, [own[n] for n in opening], correction)

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
        return Draft(self.article, self.sentences[:count], self.correction, None, laid_out)

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


@dataclass(frozen=True)
class Comparison:
    """An article beside one story."""

    draft: Draft
    """the article, or the opening of it where the rest is about something else"""
    story: int
    told: Told
    alignment: Alignment
    kinship: Kinship
    back: Kinship
    """the same with the two texts exchanged, so that the order in which they came makes no difference"""
    back_alignment: Alignment | None
    """None where exchanging them could not say otherwise"""
    opening: bool = False
    """only the opening of one of them is compared"""

    @property
    def conflict(self) -> str | None:
        """What forbids a merge, in words, None where nothing does."""
        found = self.kinship.conflict or self.back.conflict
        if found is None and (other := self.kinship.other_notice or self.back.other_notice) and self._notice:
            return other
        return found

    @property
    def ground(self) -> str | None:
        """What makes it one story, in words, None where nothing does."""
        return self.kinship.ground or self.back.ground

    @property
    def _notice(self) -> bool:
        """Whether what they share quotes nobody, and the article corrects nothing: it is an official notice rather than a report."""
        near = self.alignment.exact | (self.alignment.likeness >= NEAR)
        shared = [
            sentence.body for sentence, is_near in zip(self.draft.sentences, near.tolist(), strict=True) if is_near
        ]
        return not (QUOTATION.search(" ".join(shared)) or self.draft.correction)

    @lazy
    def same(self) -> bool:
        """Whether it is one story."""
        return self.ground is not None and self.conflict is None


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of an article. `story` None: a new one. `keep` are the sentences that the window keeps of it."""

    verdict: Verdict
    story: int | None
    similarity: float
    of: int | None
    """the number, in the window, of the article it copies or updates"""
    findings: tuple[Finding, ...]
    correction: bool
    keep: Sayings


def compare(draft: Draft, story: int, told: Told) -> Comparison:
    """Lay an article beside a story; both must have a sentence."""
    whole = _whole(draft, story, told)
    openings = [] if whole.same and whole.kinship.retold >= NO_ROOM else _openings(whole)
    return next((opening for opening in openings if opening.same), whole)


def _whole(draft: Draft, story: int, told: Told, *, opening: bool = False) -> Comparison:
    mine = draft.laid_out(told)
    alignment = align(mine, told)
    kinship = measure(alignment, told, opening_only=opening)
    back_alignment = None if kinship.plain else align(told, mine)
    back = kinship if back_alignment is None else measure(back_alignment, mine, opening_only=opening)
    return Comparison(draft, story, told, alignment, kinship, back, back_alignment, opening)


def _openings(whole: Comparison) -> Iterator[Comparison]:
    """Yield the comparisons with the opening alone where one of the two is a page of several stories."""
    draft, told = whole.draft, whole.told
    if whole.kinship.coverage < LEAST_OPENING and whole.kinship.back_coverage < LEAST_OPENING:
        return
    end = opening_end(whole.alignment)
    if end is not None:
        yield _whole(draft.first(end), whole.story, told, opening=True)
    if len(told.bringers) == 1:
        end = opening_end(whole.back_alignment or align(told, draft.laid_out()))
        if end is not None:
            yield _whole(draft, whole.story, told.first(end), opening=True)


def decide(draft: Draft, window: Window) -> Decision:
    """Decide on an article whose id the window has not seen."""
    by_sentence = window.find(key_features([s.key for s in draft.sentences]))
    votes = counted(by_sentence)
    if (copy := _copy(draft, votes, window)) is not None:
        return copy
    found = _kin(draft, by_sentence, votes, window)
    if found is None:
        return Decision(Verdict.NEW, None, 0.0, None, (), draft.correction, draft.laid_out().sayings)
    return judge(found, window)


def _copy(draft: Draft, votes: Scores, window: Window) -> Decision | None:
    """Decide on an article of which one story has said every sentence: most copies, and the fastest to know."""
    least = min(len(draft.sentences), KEPT_SENTENCES)
    for story, count in votes.best(1):
        if 2 * count < least:
            continue
        keys = window.keys(story)
        if keys.keys() >= {sentence.key for sentence in draft.sentences}:
            findings = tuple(Finding(sentence, Part.SAID, None) for sentence in draft.sentences)
            of = max([keys[sentence.key] for sentence in draft.sentences])
            return Decision(Verdict.DUPLICATE, story, 1.0, of, findings, draft.correction, NONE)
    return None


def judge(comparison: Comparison, window: Window) -> Decision:
    """Say what an article is to the story it belongs to."""
    draft, alignment, told = comparison.draft, comparison.alignment, comparison.told
    findings = [
        _undone(finding, draft, told, window)
        for finding in find_news(draft.sentences, alignment, told, comparison.kinship.retold)
    ]
    update = any(finding.part in (Part.CHANGED, Part.ADDED) for finding in findings)
    verdict = Verdict.UPDATE if update else Verdict.DUPLICATE
    return Decision(
        verdict,
        comparison.story,
        round(comparison.kinship.inside, 4),
        _lineage(alignment, told),
        tuple(findings),
        draft.correction,
        _kept(comparison, findings, update=update),
    )


def _kin(draft: Draft, by_sentence: Found, votes: Scores, window: Window) -> Comparison | None:
    """Return the article beside the story it belongs to, None where there is none."""
    if not draft.sentences:
        return None
    compared: dict[int, Comparison] = {}
    for story, count in votes.best(BY_SENTENCES):
        if count < KNOWN_COPY * min(len(draft.sentences), KEPT_SENTENCES):
            break
        comparison = _compared(draft, story, window, compared, likely=True)
        if comparison is not None and comparison.same and comparison.kinship.verbatim >= SURE:
            return comparison
    for story, score in _by_anchors(draft.laid_out().sayings, by_sentence, window).best(BY_ANCHORS):
        if score >= LEAST_SCORE:
            _compared(
                draft,
                story,
                window,
                compared,
                likely=votes.of(story) >= min(LIKELY * len(draft.sentences), LIKELY_SENTENCES),
            )
    kin = [comparison for comparison in compared.values() if comparison.same]
    return max(kin, key=lambda c: (c.opening, c.kinship.strength, -c.story), default=None)


def _by_anchors(said: Sayings, by_sentence: Found, window: Window) -> Scores:
    """Return a score for each story by the sentences, names and figures it shares, the rare ones counting most."""
    singles, pairs = said.anchor_features
    worth = np.repeat((SENTENCE, PAIR, ANCHOR), (len(said), len(pairs), len(singles)))
    return weighed(by_sentence.with_more(window.find(pairs + singles), len(said)), worth)


def _compared(
    draft: Draft, story: int, window: Window, compared: dict[int, Comparison], *, likely: bool
) -> Comparison | None:
    if story not in compared:
        if not likely and _hopeless(draft, window.anchors(story)):
            return None
        told = window.told(story)
        if not told.sayings:
            return None
        compared[story] = compare(draft, story, told)
    return compared[story]


def _hopeless(draft: Draft, anchors: Set[int]) -> bool:
    """Whether neither the article nor its opening has enough names and figures in common with a story to be compared."""
    said = draft.laid_out().sayings
    return overlap(said.anchors, anchors) < HOPELESS and (
        len(said) <= OPENING_SENTENCES or overlap(said.opening_anchors, anchors) < HOPELESS
    )


def _undone(finding: Finding, draft: Draft, told: Told, window: Window) -> Finding:
    """An older copy that comes late undoes nothing: a value that a younger article has changed since is not news."""
    published = draft.article.published_at
    if finding.part is not Part.CHANGED or finding.nearest is None or published is None:
        return finding
    younger = window.heading(told.bringer[finding.nearest]).published > published.timestamp() * 1000
    return Finding(finding.sentence, Part.SAID, finding.nearest) if younger else finding


def _lineage(alignment: Alignment, told: Told) -> int:
    """Return the article it copies: the newest one whose words it has, else the one most of it is told by."""
    exact = np.nonzero(alignment.exact | (alignment.likeness >= NEAR))[0].tolist()
    if exact:
        return max(told.bringer[int(alignment.nearest[n])] for n in exact)
    weights: dict[int, float] = {}
    for number, nearest in enumerate(alignment.nearest.tolist()):
        bringer = told.bringer[nearest]
        weights[bringer] = weights.get(bringer, 0.0) + float(alignment.weight[number] * alignment.likeness[number])
    return max(weights, key=lambda bringer: (weights[bringer], bringer))


def _kept(comparison: Comparison, findings: Sequence[Finding], *, update: bool) -> Sayings:
    exact = comparison.alignment.exact.tolist()
    variant = not any(exact) and len(exact) >= VARIANT_SENTENCES and len(comparison.told.bringers) < MOST_VARIANTS
    if not (update or variant):
        return NONE
    return comparison.draft.laid_out().sayings.chosen(
        [n for n, finding in enumerate(findings) if not exact[n] and finding.part is not Part.ASIDE]
    )
