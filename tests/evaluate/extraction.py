"""How true the reports are, on the annotated articles: relevance, events, fields, invented fields, calibration.

`python -m tests.evaluate.extraction [--part development] [--errors]`. Articles go the pipeline's own way through ingest; each is a story of its
own. Errors are listed of the development part and the seeds: the test part is measured, never read.
"""

import argparse
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from schemas.articles import RelevantArticle, StoryArticle
from schemas.reports import Report
from schemas.vocabulary import Verdict
from tests.corpus import extraction_articles, seed_articles
from workers.extract.stage import ExtractStage
from workers.ids import digest
from workers.ingest.stage import IngestStage
from workers.settings import Settings
from workers.stage import Record
from workers.topics import Topic

PARTS = ("development", "test", "seeds")
"""`seeds`: the three articles the project began from, where their texts are at hand."""

SEEN = ("development", "seeds")
"""Parts whose errors may be listed."""

FIELDS = ("status", "place", "destination", "when", "quantity", "cause", "background")
SILENT = ("actor", "destination", "when", "quantity", "cause")
"""Fields that may be silent in the text; a value there is invented."""

BINS = 10
Gold = Mapping[str, Any]


@dataclass(slots=True)
class Counts:
    """Counts over the articles of one part."""

    articles: int = 0
    relevant: int = 0
    found_relevant: int = 0
    right_relevant: int = 0
    gold: int = 0
    predicted: int = 0
    matched: int = 0
    gate_passed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    invented: int = 0
    silent: int = 0
    from_negatives: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the found reports that match."""
        return self.matched / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold reports that are found."""
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def calibration_error(self) -> float:
        """Expected calibration error over ten bins of equal width, weighted by their reports (Naeini et al., 2015)."""
        bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for confidence, right in self.sure:
            bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
        total = len(self.sure)
        return (
            sum(abs(sum(c for c, _ in each) - sum(r for _, r in each)) for each in bins.values()) / total
            if total
            else 0.0
        )


def plain(name: str) -> str:
    """Return a name without accents, case, articles and punctuation, for comparison."""
    folded = unicodedata.normalize("NFKD", name.lower().removeprefix("the "))
    return "".join(char for char in folded if char.isalnum() or char == " ").strip()


def alternatives(gold: Gold, name: str) -> list[Any]:
    """Return the gold value of a field and those that are as good."""
    return [gold[name], *gold.get("also", {}).get(name, [])]


def same_actor(gold: Gold, report: Report) -> bool:
    """Whether the actor's country or name agrees with a gold value; nobody agrees with nobody."""
    for actor in alternatives(gold, "actor"):
        if actor is None or report.actor is None:
            if actor is None and report.actor is None:
                return True
            continue
        if actor["country"] and actor["country"] == report.actor.country:
            return True
        ours, theirs = plain(report.actor.name), plain(actor["name"])
        if ours == theirs or (len(ours) > 3 and len(theirs) > 3 and (ours in theirs or theirs in ours)):
            return True
    return False


def matches(gold: Gold, report: Report) -> bool:
    """Whether a report is the gold one: action, origin country, actor, a shared group, ruled out or not."""
    if report.action not in alternatives(gold, "action"):
        return False
    if (report.status == "ruled_out") not in {status == "ruled_out" for status in alternatives(gold, "status")}:
        return False
    countries = {place["country"] for places in alternatives(gold, "origins") for place in places}
    ours = {place.country for place in report.origins}
    if (
        (countries or ours)
        and not countries & ours
        and not (None in countries or ([] in alternatives(gold, "origins") and not ours))
    ):
        return False
    groups = {group for each in alternatives(gold, "affected") for group in each}
    found = {group.group.value for group in report.affected}
    if not groups & found:
        return False
    return same_actor(gold, report)


def same_places(gold: Sequence[Mapping[str, Any]], ours: Sequence[Any]) -> bool:
    """Whether both name a place in common, or neither names any."""
    if not gold or not ours:
        return not gold and not ours
    told = {plain(place["place"]) for place in gold}
    return any(
        plain(place.place) in told or any(plain(place.place) in each or each in plain(place.place) for each in told)
        for place in ours
    )


def right_field(gold: Gold, report: Report, name: str) -> bool:
    """Whether a field of a matched report agrees with a gold value."""
    if name == "status":
        return report.status in alternatives(gold, "status")
    if name in ("place", "destination"):
        key = "origins" if name == "place" else "destinations"
        ours = report.origins if name == "place" else report.destinations
        return any(same_places(each, ours) for each in alternatives(gold, key))
    if name == "when":
        told = None if report.when is None else (_day(report.when.start), _day(report.when.end))
        return any(
            told == (None if each is None else (each["start"], each["end"])) for each in alternatives(gold, "when")
        )
    if name == "quantity":
        count = None if report.quantity is None else (report.quantity.min, report.quantity.max)
        return any(
            count == (None if each is None else (each["min"], each["max"])) for each in alternatives(gold, "quantity")
        )
    if name == "cause":
        return report.cause.category in alternatives(gold, "cause")
    return report.background in alternatives(gold, "background")


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def silence(gold: Gold, report: Report) -> Iterator[bool]:
    """Yield for each field that the text leaves silent whether the report fills it nevertheless."""
    for name in SILENT:
        key = {"destination": "destinations"}.get(name, name)
        values = alternatives(gold, key)
        if all(value in (None, [], "unknown") for value in values):
            ours = {"actor": report.actor, "destination": report.destinations, "when": report.when, "quantity": report.quantity,
                    "cause": None if report.cause.category == "unknown" else report.cause}[name]  # fmt: skip
            yield bool(ours)


def through_ingest(articles: Sequence[Gold]) -> list[StoryArticle | None]:
    """Return each article as ingest lets it pass, None where it does not; each a new story of its own."""
    records = [Record(orjson.dumps(each["article"])) for each in articles]
    stories: list[StoryArticle | None] = []
    for result in IngestStage().process(records):
        output = next((out for out in result.outputs if out.topic is Topic.RELEVANT and out.value), None)
        if output is None or output.value is None:
            stories.append(None)
            continue
        article = RelevantArticle.from_json(output.value)
        stories.append(
            StoryArticle(article_id=article.article_id, story_id=digest("story", article.article_id), verdict=Verdict.NEW, of=None,
                         similarity=0, first_published_at=article.published_at, article=article)
        )  # fmt: skip
    return stories


def extracted(stage: ExtractStage, stories: Sequence[StoryArticle | None]) -> list[list[Report]]:
    """Return the reports of each article; none of one that the gate stopped."""
    live = [Record(story.to_json()) for story in stories if story is not None]
    results = iter(stage.process(live, None))
    found = []
    for story in stories:
        outputs = next(results).outputs if story is not None else ()
        found.append([Report.from_json(out.value) for out in outputs if out.topic is Topic.REPORTS and out.value])
    return found


def paired(gold: Sequence[Gold], reports: Sequence[Report]) -> list[tuple[Gold, Report]]:
    """Return gold and found reports matched one to one, the best agreeing pairs first."""
    pairs = [
        (sum(right_field(each, report, name) for name in FIELDS) + (0 if each.get("optional") else 0.5), -i, -j)
        for i, each in enumerate(gold)
        for j, report in enumerate(reports)
        if matches(each, report)
    ]
    taken_gold: set[int] = set()
    taken_report: set[int] = set()
    found = []
    for _, i, j in sorted(pairs, reverse=True):
        if -i not in taken_gold and -j not in taken_report:
            taken_gold.add(-i)
            taken_report.add(-j)
            found.append((gold[-i], reports[-j]))
    return found


def count(
    counts: Counts, gold: Sequence[Gold], reports: Sequence[Report], *, passed: bool
) -> list[tuple[Gold, Report]]:
    """Add one article to the counts; returns the matched pairs."""
    firm = [each for each in gold if not each.get("optional")]
    pairs = paired(gold, reports)
    matched_reports = {report.report_id for _, report in pairs}
    optional_hits = [report for each, report in pairs if each.get("optional")]
    counts.articles += 1
    counts.relevant += bool(firm)
    counts.gate_passed += bool(firm) and passed
    if firm or not gold:
        counts.found_relevant += bool(reports)
        counts.right_relevant += bool(reports) and bool(firm)
    counts.gold += len(firm)
    counts.predicted += len(reports) - len(optional_hits)
    counts.matched += len(pairs) - len(optional_hits)
    counts.from_negatives += len(reports) if not gold else 0
    counts.sure.extend((report.confidence, report.report_id in matched_reports) for report in reports)
    for each, report in pairs:
        if each.get("optional"):
            continue
        for name in FIELDS:
            counts.asked[name] += 1
            counts.right[name] += right_field(each, report, name)
        filled = list(silence(each, report))
        counts.silent += len(filled)
        counts.invented += sum(filled)
    return pairs


def shown(report: Report) -> str:
    """Return a report on one line."""
    actor = f"{report.actor.name}/{report.actor.country}" if report.actor else "nobody"
    when = f"{report.when.start}..{report.when.end}" if report.when else "-"
    quantity = f"{report.quantity.min}..{report.quantity.max}" if report.quantity else "-"
    origins = ",".join(f"{p.place}/{p.country}" for p in report.origins)
    destinations = ",".join(p.place for p in report.destinations)
    groups = ",".join(each.group for each in report.affected)
    back = " BG" if report.background else ""
    return f"{report.action} {report.status} | {actor} | {groups} | O {origins} | D {destinations} | {when} | {quantity} | {report.cause.category}{back} ({report.confidence})"


def shown_gold(gold: Gold) -> str:
    """Return a gold report on one line."""
    actor = f"{gold['actor']['name']}/{gold['actor']['country']}" if gold["actor"] else "nobody"
    when = f"{gold['when']['start']}..{gold['when']['end']}" if gold["when"] else "-"
    quantity = f"{gold['quantity']['min']}..{gold['quantity']['max']}" if gold["quantity"] else "-"
    origins = ",".join(f"{p['place']}/{p['country']}" for p in gold["origins"])
    destinations = ",".join(p["place"] for p in gold["destinations"])
    back = " BG" if gold["background"] else ""
    also = f" ALSO {dict(gold['also'])}" if gold.get("also") else ""
    return f"{gold['action']} {gold['status']} | {actor} | {','.join(gold['affected'])} | O {origins} | D {destinations} | {when} | {quantity} | {gold['cause']}{back}{also}"


def errors(
    article: Gold, gold: Sequence[Gold], reports: Sequence[Report], pairs: Sequence[tuple[Gold, Report]]
) -> Iterable[str]:
    """Yield one line an error of an article: misses, false reports, wrong fields."""
    matched_gold = [id(each) for each, _ in pairs]
    matched_reports = {report.report_id for _, report in pairs}
    name = article["article"]["article_id"]
    for each in gold:
        if id(each) not in matched_gold and not each.get("optional"):
            yield f"{name} MISS  {shown_gold(each)}\n        «{each.get('quote', '')}»"
    for report in reports:
        if report.report_id not in matched_reports:
            yield f"{name} FALSE {shown(report)}\n        «{report.evidence.quote[:220]}» [{report.evidence.fields['action'].quote}]"
    for each, report in pairs:
        for field_name in FIELDS:
            if not right_field(each, report, field_name):
                yield f"{name} WRONG {field_name}: {shown(report)}\n        gold {shown_gold(each)}\n        «{report.evidence.quote[:220]}»"


def measure(part: str, stage: ExtractStage, *, listed: bool) -> dict[str, Counts]:
    """Return the counts of a part, whole and hard; prints the errors of a part that may be read where they are asked for."""
    articles = list(seed_articles() if part == "seeds" else extraction_articles(part))
    stories = through_ingest(articles)
    found = extracted(stage, stories)
    whole, hard = Counts(), Counts()
    for article, story, reports in zip(articles, stories, found, strict=True):
        gold = article["reports"]
        pairs = count(whole, gold, reports, passed=story is not None)
        if article.get("hard"):
            count(hard, gold, reports, passed=story is not None)
        if listed and part in SEEN:
            for line in errors(article, gold, reports, pairs):
                sys.stdout.write(line + "\n")
    return {"whole": whole, "hard": hard}


def lines(counts: Mapping[str, Counts]) -> Iterator[tuple[str, str]]:
    """Yield (name, figure) of everything measured."""
    whole, hard = counts["whole"], counts["hard"]
    yield "articles / gold reports", f"{whole.articles} / {whole.gold}"
    yield "relevance precision", _share(whole.right_relevant, whole.found_relevant)
    yield "relevance recall", _share(whole.right_relevant, whole.relevant)
    yield "recall of the gate alone", _share(whole.gate_passed, whole.relevant)
    yield "event precision", f"{whole.precision:.3f}"
    yield "event recall", f"{whole.recall:.3f}"
    yield "event F1", f"{whole.f1:.3f}"
    yield "event F1, hard part", f"{hard.f1:.3f}"
    for name in FIELDS:
        yield name, _share(whole.right[name], whole.asked[name])
    yield "invented fields", _share(whole.invented, whole.silent)
    yield "calibration error", f"{whole.calibration_error:.3f}"
    yield "reports from negatives", str(whole.from_negatives)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main(arguments: Sequence[str]) -> None:
    """Measure and print the parts side by side."""
    options = argparse.ArgumentParser(description="measure extraction on the annotated corpus")
    options.add_argument("--part", choices=PARTS, action="append")
    options.add_argument("--errors", action="store_true", help="list the errors of the development part")
    chosen = options.parse_args(arguments)
    settings = Settings.from_environment()
    stage = ExtractStage(settings.text("EVACWIRE_SPACY_MODEL"), settings.text("EVACWIRE_LEXICON"))
    table(stage, chosen.part or PARTS, listed=chosen.errors)


def table(stage: ExtractStage, parts: Sequence[str], *, listed: bool) -> None:
    """Measure the parts and print them side by side; a part without articles is named and left out."""
    measured = {}
    for part in parts:
        counts = measure(part, stage, listed=listed)
        if counts["whole"].articles:
            measured[part] = dict(lines(counts))
        else:
            sys.stdout.write(f"{part}: no articles at hand, left out\n")
    names = next(iter(measured.values()), {})
    sys.stdout.write(f"{'extraction':28}" + "".join(f"{part:>14}" for part in measured) + "\n")
    for name in names:
        sys.stdout.write(f"{name:28}" + "".join(f"{figures[name]:>14}" for figures in measured.values()) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
