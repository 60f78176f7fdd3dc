"""How well dedup tells copies, updates and look-alikes apart, on the annotated streams: BCubed, verdicts, false merges.

`python -m tests.evaluate.dedup [--errors]` prints both parts side by side; the errors only of the development part.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import harmonic_mean

import orjson

from schemas.articles import RawArticle, RelevantArticle, StoryArticle
from workers.dedup.stage import DedupStage
from workers.ids import digest
from workers.ingest.clean import clean_text, clean_title
from workers.ingest.html import looks_like_html, story_of
from workers.stage import Record

DATA = Path(__file__).parent.parent / "data" / "dedup"
PARTS = ("development", "test")


@dataclass(frozen=True, slots=True)
class Judged:
    """One article of a stream: what it is and what dedup made of it."""

    article_id: str
    kind: str
    story: str
    verdict: str
    found_story: str
    found_verdict: str
    similarity: float
    new: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """Scores over the streams of one part. BCubed by Bagga and Baldwin (1998): means over articles, not over stories."""

    articles: int = 0
    stories: int = 0
    precision: float = 0.0
    recall: float = 0.0
    right_verdicts: int = 0
    merged_pairs: int = 0
    merged_stories: int = 0
    split_stories: int = 0
    by_kind: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def f1(self) -> float:
        """Harmonic mean of BCubed precision and recall."""
        return harmonic_mean((self.precision, self.recall))

    @property
    def verdict_accuracy(self) -> float:
        """Share of articles with the right verdict."""
        return self.right_verdicts / self.articles if self.articles else 0.0


def relevant(raw: RawArticle) -> RelevantArticle:
    """Return an article as ingest cleans it, whatever the gate would say: every article of the streams is to be judged."""
    body = raw.text or raw.html or ""
    text = clean_text(story_of(body) if looks_like_html(body) else body)
    title = clean_title(raw.title)
    return RelevantArticle(
        article_id=raw.article_id or digest("article", raw.url, raw.source, title, text),
        content_id=digest("content", title, text), title=title, text=text, language=raw.language or "en",
        published_at=raw.published_at or raw.fetched_at, source=raw.source, url=raw.url, withdrawn=raw.withdrawn,
    )  # fmt: skip


def judge_stream(path: Path) -> list[Judged]:
    """Run one stream through the stage in one batch and return what became of each article."""
    lines = [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()]
    stage = DedupStage()
    records = [Record(relevant(RawArticle.model_validate(line["article"])).to_json()) for line in lines]
    judged = []
    for line, result in zip(lines, stage.process(records, stage.new_state()), strict=True):
        told = StoryArticle.from_json(result.outputs[0].value or b"")
        judged.append(
            Judged(
                told.article_id,
                line["kind"],
                line["story"],
                line["verdict"],
                told.story_id,
                told.verdict,
                told.similarity,
                tuple(told.new),
            )
        )
    return judged


def score(streams: Sequence[Sequence[Judged]]) -> Score:
    """Return the scores over streams; nothing in one stream can belong to a story of another."""
    total = Score()
    precision = recall = 0.0
    for stream in streams:
        gold: dict[str, list[Judged]] = defaultdict(list)
        found: dict[str, list[Judged]] = defaultdict(list)
        for item in stream:
            gold[item.story].append(item)
            found[item.found_story].append(item)
        for item in stream:
            right = sum(other.story == item.story for other in found[item.found_story])
            precision += right / len(found[item.found_story])
            recall += right / len(gold[item.story])
            total.right_verdicts += item.verdict == item.found_verdict
            total.by_kind[item.kind]["articles"] += 1
            total.by_kind[item.kind]["verdicts"] += item.verdict == item.found_verdict
            total.by_kind[item.kind]["stories"] += right == len(found[item.found_story]) == len(gold[item.story])
        for members in found.values():
            labels = Counter(item.story for item in members)
            size = len(members)
            total.merged_pairs += (size * size - sum(n * n for n in labels.values())) // 2
            total.merged_stories += len(labels) - 1
        total.split_stories += sum(len({item.found_story for item in members}) > 1 for members in gold.values())
        total.articles += len(stream)
        total.stories += len(gold)
    total.precision, total.recall = precision / max(total.articles, 1), recall / max(total.articles, 1)
    return total


def evaluate(part: str) -> Score:
    """Return the scores of one part."""
    return score([judge_stream(path) for path in sorted((DATA / part).glob("*.jsonl"))])


def table(scores: dict[str, Score]) -> Iterator[str]:
    """Yield the lines of the report, the parts side by side."""
    yield f"{'dedup':24}" + "".join(f"{part:>14}" for part in scores)
    rows = {
        "articles": lambda s: f"{s.articles}", "stories": lambda s: f"{s.stories}",
        "BCubed precision": lambda s: f"{s.precision:.3f}", "BCubed recall": lambda s: f"{s.recall:.3f}", "BCubed F1": lambda s: f"{s.f1:.3f}",
        "verdict accuracy": lambda s: f"{s.verdict_accuracy:.3f}", "false merges, pairs": lambda s: f"{s.merged_pairs}",
        "false merges, stories": lambda s: f"{s.merged_stories}", "split stories": lambda s: f"{s.split_stories}",
    }  # fmt: skip
    for name, shown in rows.items():
        yield f"  {name:22}" + "".join(f"{shown(s):>14}" for s in scores.values())
    yield "  verdicts right, by kind"
    for kind in sorted({kind for s in scores.values() for kind in s.by_kind}):
        cells = (s.by_kind.get(kind, Counter()) for s in scores.values())
        yield f"    {kind:20}" + "".join(
            f"{c['verdicts']:>9} of {c['articles']:>2}" if c else f"{'-':>14}" for c in cells
        )


def errors(part: str = "development") -> Iterator[str]:
    """Yield a line for each article of the development part that is in a wrong story or has a wrong verdict."""
    for path in sorted((DATA / part).glob("*.jsonl")):
        stream = judge_stream(path)
        founders = {item.found_story: item for item in reversed(stream)}
        for item in stream:
            founder = founders[item.found_story]
            wrong_story = founder.story != item.story
            split = not wrong_story and any(
                other.story == item.story and other.found_story != item.found_story for other in stream
            )
            if wrong_story or split or item.verdict != item.found_verdict:
                what = "merged with " + founder.article_id if wrong_story else "split" if split else "verdict"
                yield f"{item.article_id} {item.kind}: {what}; {item.verdict} found {item.found_verdict} {item.similarity:.2f} {list(item.new)[:3]}"


def main(arguments: Sequence[str]) -> None:
    """Print the report; with `--errors` also the errors of the development part."""
    for line in table({part: evaluate(part) for part in PARTS}):
        print(line)
    if "--errors" in arguments:
        print(*errors(), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
