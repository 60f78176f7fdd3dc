"""The command line as a user meets it: quick to start, one line an error."""

import subprocess
import sys

import click
import pytest

from workers.cli import COMMANDS, main
from workers.cli.group import LazyGroup


def evacwire(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "workers", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_exists_and_says_what_it_does(name):
    command = main.get_command(click.Context(main), name)
    assert isinstance(command, click.Command)
    assert command.get_short_help_str()


def test_a_command_is_imported_only_when_it_is_used():
    probe = "import sys, workers.cli; sys.exit('workers.cli.run' in sys.modules or 'spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


def test_the_version_is_told():
    assert evacwire("--version").stdout.startswith("evacwire, version ")


@pytest.mark.parametrize("arguments", [("no-such-command",), ("--no-such-option",), ("run",), ("run", "--out")])
def test_what_the_user_did_wrong_is_one_line_and_exit_2(arguments):
    done = evacwire(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("evacwire: ")
    assert done.stderr.count("\n") == 1


def test_no_command_at_all_shows_the_help():
    done = evacwire()
    assert done.returncode == 2
    assert "Commands:" in done.stderr


def test_an_interrupt_ends_with_the_code_shells_use_for_it(capsys):
    def stop() -> None:
        raise KeyboardInterrupt

    group = LazyGroup(commands=[click.Command("stop", callback=stop)])
    with pytest.raises(SystemExit) as ended:
        group.main(["stop"])
    assert ended.value.code == 130
    assert "interrupted" in capsys.readouterr().err
