"""Prometheus' own tools in the tests: promtool and the server, or a skip that says how to get them (a failure in CI)."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROMETHEUS = ROOT / "deploy" / "prometheus"


def tool(name: str, remedy: str) -> str:
    """Return the path of a program; where it is missing the test skips and says what to do, in CI it fails."""
    found = shutil.which(name) or shutil.which(name, path=str(Path.home() / "go" / "bin"))
    if found is None:
        message = f"no {name} on the PATH: {remedy}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


def promtool(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run promtool and return what came of it."""
    command = [tool("promtool", "apt-get install prometheus"), *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=120, check=False)


def load(path: Path) -> Any:
    """Return a YAML file's content."""
    return yaml.safe_load(path.read_text())


def rules(name: str) -> list[dict[str, Any]]:
    """Return all rules of a file in deploy/prometheus."""
    return [rule for group in load(PROMETHEUS / name)["groups"] for rule in group["rules"]]
