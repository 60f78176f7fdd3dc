"""Why two articles are, or are not, one story: the second beside the first, sentence by sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.articles import RelevantArticle
from workers.dedup.compare import compare
from workers.dedup.comparison import Comparison
from workers.dedup.native.draft import read_draft
from workers.dedup.news import Finding, find_news


@dataclass(frozen=True, slots=True)
class Beside:
    """One sentence of the second article: what it is to the first, and the first's sentence most like it."""

    finding: Finding
    other: str | None
    likeness: float
    inside: float

    @property
    def novel(self) -> list[str]:
        """The words that the sentence adds."""
        return [self.finding.sentence.body[start:end] for start, end in self.finding.novel]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The verdict on two articles. `comparison` is None where one of them has no sentence of its own."""

    same: bool
    ground: str | None
    conflict: str | None
    comparison: Comparison | None
    sentences: tuple[Beside, ...]


def explain(first: RelevantArticle, second: RelevantArticle) -> Explanation:
    """Compare two articles as the stage would with the first alone in its window."""
    before, after = read_draft(first), read_draft(second)
    if not (before.sentences and after.sentences):
        return Explanation(False, None, "one of them has no sentence of its own", None, ())
    told = before.laid_out()
    comparison = compare(after, 0, told)
    alignment = comparison.alignment
    findings = find_news(comparison.draft.sentences, alignment, comparison.told, comparison.retold)
    beside = tuple(
        Beside(
            finding,
            before.sentences[int(alignment.nearest[n])].body if alignment.likeness[n] > 0 else None,
            float(alignment.likeness[n]),
            1.0 if alignment.exact[n] else float(alignment.inside[n]),
        )
        for n, finding in enumerate(findings)
    )
    return Explanation(comparison.same, comparison.ground, comparison.conflict, comparison, beside)


def lines(explanation: Explanation) -> Iterator[str]:
    """Yield the explanation as text, widest first: the verdict, the measures, the sentences."""
    yield "one story" if explanation.same else "two stories"
    if explanation.ground is not None:
        yield f"  for it: {explanation.ground}"
    if explanation.conflict is not None:
        yield f"  against it: {explanation.conflict}"
    if explanation.ground is None and explanation.conflict is None:
        yield "  too little in common"
    if explanation.comparison is None:
        return
    kinship = explanation.comparison.kinship
    yield (
        f"  word for word {kinship.verbatim:.0%} (of the other {kinship.back_verbatim:.0%}), names and figures in common {kinship.coverage:.0%} "
        f"({kinship.back_coverage:.0%}), told by the other {kinship.inside:.0%} ({kinship.back_inside:.0%}), agreeing in the same form {kinship.forms.agreement:.0%}"
    )
    for beside in explanation.sentences:
        finding = beside.finding
        yield ""
        yield f"[{finding.part}] {finding.sentence.body}"
        if beside.novel:
            yield f"  adds: {', '.join(beside.novel)}"
        if beside.other is not None and beside.other != finding.sentence.body:
            yield f"  like {beside.likeness:.2f}, inside {beside.inside:.2f}: {beside.other}"
