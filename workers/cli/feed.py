"""`evacwire feed`: raw articles into Kafka."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from workers.cli.group import EXIT_USAGE
from workers.cli.kafka_errors import kafka_command
from workers.kafka.connection import Connection
from workers.kafka.tools.feeding import Sending, send_all
from workers.kafka.topics import full_name
from workers.local import reader
from workers.settings import Settings
from workers.topics import Topic


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--rate", type=click.FloatRange(min=0), default=0.0, help="Articles a second; 0: as fast as they go.")
@kafka_command
def feed(files: tuple[str, ...], rate: float) -> int:
    """Send the raw articles of each FILE (.jsonl, .json, .txt, a directory, or - for standard input) to articles.raw, bytes unchanged.

    Exit code 1 where the broker did not take one.
    """
    settings = Settings.from_environment()
    connection = Connection.from_settings(settings)
    topic = full_name(settings.text("EVACWIRE_TOPIC_PREFIX"), Topic.RAW)
    try:
        found = reader.find(files, beside=Path("evacwire-out"))
        size = reader.size(found)
        with _progress() as progress:
            task = progress.add_task("feeding", total=size)

            def sendings() -> Iterator[Sending]:
                for message in reader.messages(found, None):
                    progress.advance(task, message.read)
                    yield Sending(topic, message.value)

            delivery = send_all(connection, sendings(), rate=rate)
    except reader.InputError as error:
        raise _usage(str(error)) from None
    for line in delivery.errors:
        click.echo(f"not taken: {line}", err=True)
    lost = f", {delivery.failed} not taken" if delivery.failed else ""
    click.echo(f"{delivery.delivered} articles fed to {topic}{lost}", err=True)
    return 1 if delivery.failed else 0


def _usage(message: str) -> click.ClickException:
    error = click.ClickException(message)
    error.exit_code = EXIT_USAGE
    return error


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("bytes"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
