"""The command line: one module a command, imported when the command is asked for, so that `evacwire --help` is quick."""

import click

from workers import __version__
from workers.cli.group import LazyGroup

COMMANDS = {
    "run": "workers.cli.run:run",
    "worker": "workers.cli.worker:worker",
    "topics": "workers.cli.topics:topics",
    "feed": "workers.cli.feed:feed",
    "tail": "workers.cli.tail:tail",
    "rejected": "workers.cli.rejected:rejected",
    "cancel": "workers.cli.cancel:cancel",
    "dedup": "workers.cli.dedup:dedup",
    "explain": "workers.cli.explain:explain",
    "doctor": "workers.cli.doctor:doctor",
    "serve": "workers.cli.serve:serve",
}
"""Each command's name and where its click command is. A new command adds its line here."""


@click.group(cls=LazyGroup, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evacwire")
def main() -> None:
    """Read raw news articles, recognise copies and updates, extract evacuation events and publish them for a wire desk."""
