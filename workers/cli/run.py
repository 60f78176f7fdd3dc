"""`evacwire run`: the whole pipeline on one machine, without services."""

import click


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
def run(inputs: tuple[str, ...]) -> None:
    """Run the whole pipeline over INPUT: .jsonl, .json or .txt files, directories of them, or - for standard input."""
