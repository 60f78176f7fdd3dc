"""The decision: to which story an article belongs, and what it is to that story. A function of the article and the window."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from schemas.vocabulary import Verdict
from workers.dedup.align import Alignment, Told
from workers.dedup.compare import Comparison, compare
from workers.dedup.draft import Draft
from workers.dedup.features import ANCHOR, KEPT_SENTENCES, PAIR, SENTENCE, key_features
from workers.dedup.forms import NEAR
from workers.dedup.kinship import HOPELESS, overlap
from workers.dedup.news import Finding, Part, find_news
from workers.dedup.sayings import NONE, OPENING_SENTENCES, Sayings
from workers.dedup.scores import Found, Scores, counted, weighed
from workers.dedup.window import Window

KNOWN_COPY = 0.5
"""Share of the sentences said word for word by one story from which that story is looked at before any other is searched for."""
SURE = 0.8
"""Share word for word from which no other story is looked for."""
BY_SENTENCES, BY_ANCHORS = 3, 4
"""Stories compared with, at most: 200 look-alikes of one form must not cost 200 comparisons."""
LEAST_SCORE = 1.5
"""A story that shares less than a name and half a figure that nobody else has is not looked at."""
LIKELY = 0.2
LIKELY_SENTENCES = 2
"""Share of the sentences, and their number, said word for word from which a story is compared whatever its names and figures are."""
VARIANT_SENTENCES = 4
MOST_VARIANTS = 8
"""A rewritten copy is kept in its own words too, so that its reprints are known at once: this many a story."""


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
    return max(kin, key=lambda c: (c.kinship.strength, -c.story), default=None)


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
