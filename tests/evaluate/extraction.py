"""How true the reports are, on the annotated articles: relevance, events, fields, invented fields, calibration.

`python -m tests.evaluate.extraction [--part development] [--errors]`. Articles go the pipeline's own way through ingest; each is a story of its
own. Errors are listed of the development part and the seeds: the test part is measured, never read.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import orjson

from schemas.articles import RelevantArticle, StoryArticle
from schemas.reports import Report
from schemas.vocabulary import Verdict
from tests.corpus import column, extraction_articles, seed_articles
from tests.evaluate.scoring import FIELDS, Counts, Gold, count, right_field
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

UNREAD = "arrived last"
"""Of development what is measured only, until its errors have to be read."""

TOLD = 500
"""Articles, some two minutes' work, after which a measurement says how far it is."""


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


def extracted(stage: ExtractStage, stories: Sequence[StoryArticle | None]) -> Iterator[list[Report]]:
    """Yield the reports of each article; none of one that the gate stopped."""
    for story in stories:
        if story is None:
            yield []
        else:
            (result,) = stage.process([Record(story.to_json())], None)
            yield [Report.from_json(out.value) for out in result.outputs if out.topic is Topic.REPORTS and out.value]


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


def measure(part: str, stage: ExtractStage, *, listed: bool) -> dict[str, dict[str, Counts]]:
    """Return the counts by column, whole and hard: those of the part and, of development, those of its columns; prints the errors of a part that may be
    read where they are asked for, and on stderr how far it is."""
    articles = list(seed_articles() if part == "seeds" else extraction_articles(part))
    stories = through_ingest(articles)
    columns: dict[str, dict[str, Counts]] = defaultdict(lambda: {"whole": Counts(), "hard": Counts()})
    for number, (article, story, reports) in enumerate(zip(articles, stories, extracted(stage, stories), strict=True)):
        gold = article["reports"]
        pairs: Sequence[tuple[Gold, Report]] = ()
        place = column(article["article"]["article_id"])
        for name in (part, place) if part == "development" else (part,):
            for kind in ("whole", "hard") if article.get("hard") else ("whole",):
                pairs = count(columns[name][kind], gold, reports, passed=story is not None)
        if listed and part in SEEN and place != UNREAD:
            for line in errors(article, gold, reports, pairs):
                sys.stdout.write(line + "\n")
        if (number + 1) % TOLD == 0:
            sys.stderr.write(f"{part}: {number + 1:,} of {len(articles):,} articles\n")
    return columns


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
        found = measure(part, stage, listed=listed)
        if not found:
            sys.stdout.write(f"{part}: no articles at hand, left out\n")
        measured.update({name: dict(lines(counts)) for name, counts in found.items()})
    names = next(iter(measured.values()), {})
    sys.stdout.write(f"{'extraction':28}" + "".join(f"{part:>14}" for part in measured) + "\n")
    for name in names:
        sys.stdout.write(f"{name:28}" + "".join(f"{figures[name]:>14}" for figures in measured.values()) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
