"""Checks that a command of ours, written down somewhere, exists as it is written."""

from collections.abc import Sequence

import click

from workers.cli import main


def check(words: Sequence[str]) -> None:
    """Fail unless `evacwire WORDS...` names a command, and only options and as many arguments as it takes."""
    context, command = click.Context(main, info_name="evacwire"), main
    rest = list(words)
    while isinstance(command, click.Group):
        found = command.get_command(context, rest[0])
        assert found is not None, f"no command {rest[0]}"
        context, command, rest = click.Context(found, parent=context, info_name=rest[0]), found, rest[1:]
    values, left, _ = command.make_parser(context).parse_args(rest)
    assert not left, f"too many words: {left}"
    missing = [each.name for each in command.params if each.required and not values.get(str(each.name))]
    assert not missing, f"missing: {missing}"
