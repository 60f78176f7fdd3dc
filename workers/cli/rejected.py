"""`evacwire rejected`: what stages have refused, and sending it back."""

import sys
from typing import Any

import click
import orjson
from rich.console import Console
from rich.table import Table

from schemas.vocabulary import Reason, StageName
from workers.cli.kafka_errors import kafka_command
from workers.kafka.connection import Connection
from workers.kafka.tools.feeding import send_all
from workers.kafka.tools.refused import Refused, refused
from workers.settings import Settings

_reason = click.option(
    "--reason", "reasons", multiple=True, type=click.Choice([str(r) for r in Reason]), metavar="REASON"
)
_stage = click.option(
    "--stage", "stages", multiple=True, type=click.Choice([str(s) for s in StageName]), metavar="STAGE"
)


@click.group()
def rejected() -> None:
    """List, show and requeue the messages that stages have refused (topic articles.rejected)."""


@rejected.command("list")
@_reason
@_stage
@kafka_command
def list_(reasons: tuple[str, ...], stages: tuple[str, ...]) -> None:
    """List what was refused: a table on a terminal, in a pipe a JSON object a line. An id is the record's partition:offset."""
    found = [each.line() for each in _find(reasons=reasons, stages=stages)]
    if sys.stdout.isatty():
        _print_table(found)
        return
    for entry in found:
        click.echo(orjson.dumps(entry))


@rejected.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@kafka_command
def show(ids: tuple[str, ...]) -> int:
    """Show refused messages whole, by their own ID (partition:offset) or their article's."""
    found = _find(ids=ids)
    for each in found:
        headers = {name: value.decode("utf-8", "replace") for name, value in each.headers.items()}
        whole = each.line() | {"headers": headers, "encoding": each.message.encoding, "input": each.message.input}
        click.echo(orjson.dumps(whole, option=orjson.OPT_INDENT_2 if sys.stdout.isatty() else 0))
    return _missing(ids, found)


@rejected.command()
@click.argument("ids", nargs=-1, metavar="[ID...]")
@_reason
@_stage
@click.option("--all", "everything", is_flag=True, help="Requeue whatever the topic holds.")
@kafka_command
def requeue(ids: tuple[str, ...], reasons: tuple[str, ...], stages: tuple[str, ...], everything: bool) -> int:
    """Send refused messages to the input of the stage that refused them, by ID, --reason, --stage, or --all, marked by a header.

    They stay in articles.rejected. Sending one twice changes nothing downstream: ids are deterministic.
    """
    if not (ids or reasons or stages or everything):
        raise click.UsageError("which? ids, --reason, --stage or --all")
    settings = Settings.from_environment()
    found = _find(ids=ids, reasons=reasons, stages=stages)
    prefix = settings.text("EVACWIRE_TOPIC_PREFIX")
    delivery = send_all(Connection.from_settings(settings), [each.again(prefix) for each in found])
    for line in delivery.errors:
        click.echo(f"not taken: {line}", err=True)
    click.echo(f"{delivery.delivered} requeued", err=True)
    return 1 if delivery.failed else _missing(ids, found)


def _find(ids: tuple[str, ...] = (), reasons: tuple[str, ...] = (), stages: tuple[str, ...] = ()) -> list[Refused]:
    settings = Settings.from_environment()
    prefix = settings.text("EVACWIRE_TOPIC_PREFIX")
    return list(refused(Connection.from_settings(settings), prefix, ids=ids, reasons=reasons, stages=stages))


def _missing(ids: tuple[str, ...], found: list[Refused]) -> int:
    known = {each.id for each in found} | {each.article_id for each in found}
    missing = [each for each in ids if each not in known]
    for each in missing:
        click.echo(f"no refused message {each}", err=True)
    return 1 if missing else 0


def _print_table(found: list[dict[str, Any]]) -> None:
    columns = ("id", "at", "stage", "reason", "article_id", "attempts", "bytes", "detail")
    table = Table(*columns, box=None, pad_edge=False)
    for entry in found:
        table.add_row(*(str(entry[name] if entry[name] is not None else "") for name in columns))
    Console().print(table)
