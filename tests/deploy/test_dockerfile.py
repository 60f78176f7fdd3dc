"""The image's recipe: linted, and made of files that are there."""

import fnmatch
import re
import subprocess
import sys
from pathlib import Path

from tests.deploy.promtool import ROOT
from workers import __version__

DOCKERFILE = ROOT / "deploy" / "Dockerfile"
TEXT = DOCKERFILE.read_text()
COPIED = [
    source for line in re.findall(r"^COPY (?!--from)(.+)$", TEXT, flags=re.MULTILINE) for source in line.split()[:-1]
]


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    result = subprocess.run([hadolint, DOCKERFILE], capture_output=True, text=True, timeout=180, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_what_is_copied_exists_and_is_sent_to_the_builder() -> None:
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for source in COPIED:
        assert (ROOT / source).exists(), source
        assert any(fnmatch.fnmatch(source, pattern) or source.startswith(f"{pattern}/") for pattern in allowed), source


def test_every_package_is_pinned_by_hash_and_every_base_by_version() -> None:
    assert all("--require-hashes" in line or "--no-deps" in line for line in re.findall(r"pip.* install.*", TEXT))
    for image in re.findall(r"^FROM (\S+)", TEXT, flags=re.MULTILINE):
        assert re.search(r":\d+\.\d+\.\d+", image), image


def test_it_runs_as_a_user_of_its_own_and_says_whether_it_lives() -> None:
    final = TEXT.rpartition("FROM ")[2]
    assert re.search(r"^USER 10001:10001$", final, flags=re.MULTILINE)
    assert "HEALTHCHECK" in final
    assert "/livez" in final


def test_the_tag_it_names_is_the_version() -> None:
    assert f"--tag evacwire:{__version__}" in TEXT
