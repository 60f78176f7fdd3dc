"""`evacwire dedup explain A B`: why two articles are or are not one story, sentence by sentence."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from schemas.articles import RelevantArticle


@click.group()
def dedup() -> None:
    """Look into how dedup decides."""


@dedup.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--in", "stream", type=click.Path(exists=True, dir_okay=False), help="A .jsonl file; A and B are article ids in it."
)
def explain(first: str, second: str, stream: str | None) -> None:
    """Explain why A and B, two .txt or .json articles, are or are not one story."""
    from workers.dedup.explain import explain as explained
    from workers.dedup.explain import lines

    one, other = (_from_stream(stream, name) if stream else _from_file(name) for name in (first, second))
    for line in lines(explained(one, other)):
        click.echo(line)


def _from_file(name: str) -> "RelevantArticle":
    from workers.local.reader import InputError, find, messages

    try:
        for message in messages(find([name], beside=Path("evacwire-out")), None):
            return _relevant(message.value, name)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    raise click.UsageError(f"{name}: no article in it")


def _from_stream(stream: str, ident: str) -> "RelevantArticle":
    import orjson

    with Path(stream).open("rb") as file:
        for line in file:
            try:
                found = orjson.loads(line)
            except orjson.JSONDecodeError:
                continue
            if isinstance(found, dict):
                article = found["article"] if isinstance(found.get("article"), dict) else found
                if ident in (article.get("article_id"), article.get("id")):
                    return _relevant(orjson.dumps(article), ident)
    raise click.UsageError(f"{stream}: no article {ident!r} in it")


def _relevant(value: bytes, name: str) -> "RelevantArticle":
    """Clean an article as ingest does, whatever its gate would say."""
    from schemas.articles import RelevantArticle
    from workers.ids import digest
    from workers.ingest.clean import clean_text, clean_title
    from workers.ingest.decode import Refusal, content_time, decode
    from workers.ingest.html import looks_like_html, story_of

    raw = decode(value)
    if isinstance(raw, Refusal):
        raise click.UsageError(f"{name}: {raw.reason}: {raw.detail}")
    body = raw.text or raw.html or ""
    title, text = clean_title(raw.title), clean_text(story_of(body) if looks_like_html(body) else body)
    return RelevantArticle(
        article_id=raw.article_id or name, content_id=digest("content", title, text), title=title, text=text, language="en",
        published_at=content_time(raw), source=raw.source, url=raw.url, withdrawn=raw.withdrawn,
    )  # fmt: skip
