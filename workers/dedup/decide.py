"""The decision: to which story an article belongs, and what it is to that story. A function of the article and the window."""

from collections.abc import Sequence

from schemas.vocabulary import Verdict
from workers.dedup.additions import additions
from workers.dedup.align import Alignment, Told
from workers.dedup.compare import compare
from workers.dedup.comparison import Comparison
from workers.dedup.decision import Decision
from workers.dedup.draft import Draft
from workers.dedup.features import KEPT_SENTENCES
from workers.dedup.forms import NEAR
from workers.dedup.native import judging
from workers.dedup.news import Finding, Part, find_news
from workers.dedup.repeated import repeated
from workers.dedup.sayings import NONE, Sayings
from workers.dedup.search import Search
from workers.dedup.window import Window

KNOWN_COPY = 0.5
"""Share of the sentences said word for word by one story from which that story is looked at before any other is searched for."""
SURE = 0.8
"""Share word for word from which no other story is looked for."""
BY_SENTENCES, BY_ANCHORS = 3, 4
"""Stories compared with, at most: 200 look-alikes of one form must not cost 200 comparisons."""
VARIANT_SENTENCES = 4
MOST_VARIANTS = 8
"""A rewritten copy is kept in its own words too, so that its reprints are known at once: this many a story."""


def decide(draft: Draft, window: Window) -> Decision:
    """Decide on an article whose id the window has not seen."""
    search = draft.search(window)
    if (copied := search.copied()) is not None:
        story, of = copied
        return Decision(Verdict.DUPLICATE, story, 1.0, of, [], draft.passages(), draft.correction, NONE)
    found = _kin(draft, search, window)
    if found is None:
        return Decision(Verdict.NEW, None, 0.0, None, [], [], draft.correction, draft.laid_out().sayings)
    return judge(found, window)


def judge(comparison: Comparison, window: Window) -> Decision:
    """Say what an article is to the story it belongs to."""
    if (judged := judging.judge(comparison)) is not None:
        return judged
    draft, alignment, told = comparison.draft, comparison.alignment, comparison.told
    findings = [
        _undone(finding, draft, told, window)
        for finding in find_news(draft.sentences, alignment, told, comparison.retold)
    ]
    update = any(finding.part in (Part.CHANGED, Part.ADDED) for finding in findings)
    verdict = Verdict.UPDATE if update else Verdict.DUPLICATE
    return Decision(
        verdict,
        comparison.story,
        round(comparison.inside, 4),
        _lineage(alignment, told),
        additions(findings),
        repeated(findings, draft.article.text),
        draft.correction,
        _kept(comparison, findings, update=update),
    )


def _kin(draft: Draft, search: Search, window: Window) -> Comparison | None:
    """Return the article beside the story it belongs to, None where there is none."""
    count = len(draft.keys)
    if not count:
        return None
    compared: dict[int, Comparison] = {}
    for story, _, votes in search.by_sentences(BY_SENTENCES):
        if votes < KNOWN_COPY * min(count, KEPT_SENTENCES):
            break
        comparison = _compared(draft, story, window, compared)
        if comparison is not None and comparison.same and comparison.verbatim >= SURE:
            return comparison
    said = draft.laid_out().sayings
    for story in search.likely(said, BY_ANCHORS):
        if story not in compared:
            _compared(draft, story, window, compared)
    kin = [comparison for comparison in compared.values() if comparison.same]
    return max(kin, key=lambda c: (c.strength, -c.story), default=None)


def _compared(draft: Draft, story: int, window: Window, compared: dict[int, Comparison]) -> Comparison | None:
    told = window.told(story)
    if not told:
        return None
    compared[story] = compare(draft, story, told)
    return compared[story]


def _undone(finding: Finding, draft: Draft, told: Told, window: Window) -> Finding:
    """An older copy that comes late undoes nothing: a value that a younger article has changed since is not news."""
    published = draft.article.published_at
    if finding.part is not Part.CHANGED or finding.nearest is None or published is None:
        return finding
    younger = window.heading(told.bringer[finding.nearest]).published > published.timestamp() * 1000
    return Finding(finding.sentence, Part.SAID, finding.nearest) if younger else finding


def _lineage(alignment: Alignment, told: Told) -> int:
    """Return the article it copies: the newest one whose words it has, else the one most of it is told by."""
    bringer, nearests = told.bringer, alignment.nearest.tolist()
    near = alignment.exact | (alignment.likeness >= NEAR)
    exact: list[int] = [bringer[nearest] for nearest, is_near in zip(nearests, near.tolist(), strict=True) if is_near]
    if exact:
        return max(exact)
    weights: dict[int, float] = {}
    for number, nearest in enumerate(nearests):
        article = bringer[nearest]
        weights[article] = weights.get(article, 0.0) + float(alignment.weight[number] * alignment.likeness[number])
    return max(weights, key=lambda article: (weights[article], article))


def _kept(comparison: Comparison, findings: Sequence[Finding], *, update: bool) -> Sayings:
    exact = comparison.alignment.exact.tolist()
    variant = not any(exact) and len(exact) >= VARIANT_SENTENCES and len(comparison.told.bringers) < MOST_VARIANTS
    if not (update or variant):
        return NONE
    return comparison.draft.laid_out().sayings.chosen(
        [n for n, finding in enumerate(findings) if not exact[n] and finding.part is not Part.ASIDE]
    )
