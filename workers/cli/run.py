"""`evacwire run`: the whole pipeline on one machine, without services."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from workers.settings import Settings


class InstantParam(click.ParamType):
    """An RFC 3339 time or day; without an offset it is in UTC."""

    name = "TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant in UTC; fails with one line where it is none."""
        try:
            time = datetime.fromisoformat(str(value))
            return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is not a time such as 2022-02-12T16:00:00Z", param, ctx)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("evacwire-out"),
    show_default=True,
    help="Where the result files go; those of an earlier run are overwritten.",
)
@click.option("--published", type=InstantParam(), help="When .txt articles were published that do not tell it.")
def run(inputs: tuple[str, ...], out: Path, published: datetime | None) -> None:
    """Run the whole pipeline over INPUT: .jsonl, .json or .txt files, directories of them, or - for .jsonl on standard input."""
    from rich.console import Console

    from workers.extract.lexicon import LexiconError
    from workers.extract.parse import PipelineError
    from workers.local import reader, summary
    from workers.local.pipeline import Pipeline
    from workers.local.writer import Writer
    from workers.stages import all_stages

    events = summary.Events()
    try:
        files = reader.find(inputs, beside=out)
        stages = all_stages(Settings.from_environment())
        with Writer(out, events.add) as writer:
            found = reader.messages(files, published)
            values = summary.watched(found, reader.size(files), Console(stderr=True))
            Pipeline(stages, writer).feed(values)
    except (reader.InputError, LexiconError, PipelineError) as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"{error.filename or out}: {error.strerror}") from None
    counts = writer.summary()
    if counts["events"]:
        stdout = Console()
        Console(width=stdout.width if stdout.is_terminal else summary.WIDTH).print(events.table())
    click.echo(summary.counts_line(counts))
    click.echo(f"results in {out}")
    sys.stdout.flush()
