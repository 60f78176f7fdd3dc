"""The runbook's commands exist as they are written, and it has a section for whatever wakes somebody."""

import re
import shlex

import click
import pytest

from tests.deploy.promtool import ROOT
from workers.cli import main
from workers.kafka.hardstop import MEANING
from workers.settings import BY_NAME

RUNBOOK = (ROOT / "docs/runbook.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```", RUNBOOK, flags=re.MULTILINE | re.DOTALL)
LINES = sorted({line.strip() for block in BLOCKS for line in block.splitlines() if line.strip()})
EVACWIRE = sorted({match[1] for line in LINES if (match := re.search(r"(?:^|-- |exec \w+ )(evacwire .*)", line))})


@pytest.mark.parametrize("line", EVACWIRE)
def test_each_evacwire_command_takes_these_arguments(line: str) -> None:
    words = shlex.split(line.partition(">")[0])[1:]
    context, command = click.Context(main, info_name="evacwire"), main
    while isinstance(command, click.Group):
        found = command.get_command(context, words[0])
        assert found is not None, f"no command {words[0]}"
        context, command, words = click.Context(found, parent=context, info_name=words[0]), found, words[1:]
    given = [word.partition("=")[0] for word in words if word.startswith("--")]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert set(given) <= known | {"--help"}
    command.make_parser(context).parse_args(words)


def test_each_variable_is_a_setting() -> None:
    assert set(re.findall(r"EVACWIRE_\w+", RUNBOOK)) <= set(BY_NAME)


def test_each_exit_code_is_explained_as_the_worker_explains_it() -> None:
    rows = dict(re.findall(r"^\| (\d+) \| (.+?) \|", RUNBOOK, flags=re.MULTILINE))
    assert rows == {str(int(code)): meaning for code, meaning in MEANING.items()}


def test_each_link_leads_to_a_section() -> None:
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", RUNBOOK, flags=re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", RUNBOOK)) <= headings


@pytest.mark.parametrize(
    "failure",
    [
        "A poison message",
        "A full disk",
        "A broker lost",
        "A bad deploy",
        "Replaying a day",
        "A schema change",
        "Scaling out",
        "Restoring state",
    ],
)
def test_each_failure_has_a_section(failure: str) -> None:
    assert f"\n## {failure}\n" in RUNBOOK
