"""The runbook's commands exist as they are written, and it has a section for whatever wakes somebody."""

import re
import shlex

import pytest

from schemas.vocabulary import StageName
from tests.deploy.commands import check
from tests.deploy.promtool import ROOT, load
from workers.kafka.hardstop import MEANING
from workers.settings import BY_NAME

RUNBOOK = (ROOT / "docs/runbook.md").read_text()
STAGES = [str(stage) for stage in StageName]
BLOCKS = re.findall(r"^```sh\n(.*?)^```", RUNBOOK, flags=re.MULTILINE | re.DOTALL)
LINES = sorted({line.strip() for block in BLOCKS for line in block.splitlines() if line.strip()})
EVACWIRE = sorted(
    {match[1] for line in LINES if (match := re.search(r"(?:^(?:[A-Z_]+=\S+ )*|-- |exec \w+ )(evacwire .*)", line))}
)


@pytest.mark.parametrize("line", EVACWIRE)
def test_each_evacwire_command_takes_these_arguments(line: str) -> None:
    check(shlex.split(line.partition(">")[0])[1:])


def test_each_service_and_set_that_is_named_exists() -> None:
    services = set(load(ROOT / "docker-compose.yml")["services"])
    named = {word for line in LINES if line.startswith("docker compose") for word in shlex.split(line)} & {
        *services,
        *STAGES,
    }
    assert named <= services
    sets = set(re.findall(r"statefulset/(\S+)", RUNBOOK)) | {
        pod.rpartition("-")[0] for pod in re.findall(r"evacwire-\w+-0", RUNBOOK)
    }
    assert sets <= {f"evacwire-{stage}" for stage in STAGES}


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
