"""`evacwire explain ARTICLE`: for each report the sentence, the pattern that fired, and how each field was filled or why it stayed empty."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.cli.run import InstantParam
from workers.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from schemas.articles import StoryArticle
    from workers.extract.explain import ArticleTrace, ReportTrace


@click.command()
@click.argument("article", metavar="ARTICLE")
@click.option("--published", type=InstantParam(), help="When a .txt article was published that does not tell it.")
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write one HTML page instead.")
def explain(article: str, published: datetime | None, page: Path | None) -> None:
    """Explain the reports of ARTICLE, a .txt, .json or .jsonl file (of several articles each is explained)."""
    from rich.console import Console

    from workers.extract.explain import explain as traced
    from workers.extract.explain import html
    from workers.extract.extractor import Extractor
    from workers.extract.lexicon import LexiconError
    from workers.extract.parse import PipelineError
    from workers.local.reader import InputError

    settings = Settings.from_environment()
    try:
        extractor = Extractor(settings.text("EVACWIRE_SPACY_MODEL"), settings.text("EVACWIRE_LEXICON"))
        traces = [traced(extractor, story) for story in _stories(article, published)]
    except (PipelineError, LexiconError, InputError) as error:
        raise click.UsageError(str(error)) from None
    if not traces:
        raise click.ClickException(f"{article}: no article that the gate lets pass")
    if page is not None:
        page.write_text("\n".join(html(trace) for trace in traces), encoding="utf-8")
        click.echo(f"written to {page}")
        return
    console = Console()
    for trace in traces:
        _show(console, trace)


def _stories(name: str, published: datetime | None) -> Iterator["StoryArticle"]:
    from schemas.articles import RelevantArticle, StoryArticle
    from schemas.vocabulary import Verdict
    from workers.ingest.stage import IngestStage
    from workers.local.reader import find, messages
    from workers.stage import Record
    from workers.topics import Topic

    records = [Record(message.value) for message in messages(find([name], beside=Path("evacwire-out")), published)]
    for result in IngestStage().process(records):
        for output in result.outputs:
            if output.topic is Topic.RELEVANT and output.value is not None:
                article = RelevantArticle.from_json(output.value)
                yield StoryArticle(
                    article_id=article.article_id,
                    story_id=article.article_id,
                    verdict=Verdict.NEW,
                    of=None,
                    similarity=0,
                    first_published_at=article.published_at,
                    article=article,
                )


def _show(console: "Console", trace: "ArticleTrace") -> None:
    console.rule(trace.title or trace.article_id)
    if not trace.reports:
        console.print(f"no report; {len(trace.candidates)} sentences were read closely")
    for each in trace.reports:
        _show_report(console, each)


def _show_report(console: "Console", trace: "ReportTrace") -> None:
    from rich.table import Table
    from rich.text import Text

    sentence = Text(trace.sentence)
    for field in trace.fields:
        found = field.slice
        if found is not None and found.in_ == trace.report.evidence.in_:
            start = found.start - trace.report.evidence.start
            if 0 <= start < len(trace.sentence):
                sentence.stylize("bold yellow", start, start + len(found.quote))
    console.print(Text(f"{trace.report.action}, {trace.report.status}", style="bold"), sentence, sep="\n")
    table = Table(
        "field", "value", "words", "why", title=f"pattern {trace.pattern}, confidence {trace.report.confidence}"
    )
    for field in trace.fields:
        table.add_row(field.name, Text(field.value), Text(field.slice.quote if field.slice else ""), field.reason)
    console.print(table)
