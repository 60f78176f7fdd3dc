"""The rules of the house that no linter knows."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ["requirements.lock", "requirements-dev.lock", "build.lock"]


def declared() -> set[str]:
    requirements = [*PROJECT["project"]["dependencies"], *chain(*PROJECT["dependency-groups"].values())]
    return {re.split(r"[<>=\[; ]", requirement)[0] for requirement in requirements}


def test_every_dependency_has_its_line_in_the_docs_and_no_line_is_left_over():
    page = (ROOT / "docs" / "DEPENDENCIES.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([\w.-]+)` \|", page, re.MULTILINE)) == declared()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_pins_every_package_with_its_hash_and_names_no_index(name):
    lock = (ROOT / name).read_text("utf-8")
    pins = re.findall(r"^[\w.-]+==[^\n]*(?:\n    --hash=[^\n]*)*", lock, re.MULTILINE)
    assert pins
    assert all("--hash=sha256:" in pin for pin in pins)
    assert "://" not in lock


def test_what_runs_is_locked():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = {re.split(r"[<>=\[; ]", requirement)[0] for requirement in PROJECT["project"]["dependencies"]}
    assert names <= set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))


def test_stages_know_no_shell_and_no_other_stage():
    stages = ("ingest", "dedup", "extract", "fuse", "wire")
    shells = ("local", "kafka", "cli", "serve")
    for stage in stages:
        foreign = {*stages, *shells} - {stage} - ({"wire"} if stage == "fuse" else set())
        for module in (ROOT / "workers" / stage).rglob("*.py"):
            imported = set(re.findall(r"^\s*(?:from|import) workers\.(\w+)", module.read_text("utf-8"), re.MULTILINE))
            assert not imported & foreign, module


def test_the_changelog_knows_the_version():
    assert PROJECT["project"]["version"] in (ROOT / "CHANGELOG.md").read_text("utf-8")
