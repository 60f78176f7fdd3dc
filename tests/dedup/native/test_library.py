"""The native core is built, found, shipped, and done without where it cannot be had."""

import _ctypes
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from workers.dedup import native
from workers.dedup.native.build import cargo
from workers.kafka.tools import checks

ROOT = Path(__file__).parents[3]
CRATE = ROOT / "workers" / "dedup" / "native"
SLOWER = "dedup runs in Python, at an eighth of the speed"

compiles = pytest.mark.skipif(not cargo() and not os.environ.get("CI"), reason="no Rust compiler here")


@pytest.fixture
def built() -> Path:
    """The library; a test of it fails where it could have been built."""
    assert native.PATH.exists(), "run `make install`"
    return native.PATH


@pytest.fixture
def crate(tmp_path: Path) -> Path:
    """A copy of the crate as it is in git."""
    return shutil.copytree(
        CRATE, tmp_path / "crate", ignore=shutil.ignore_patterns("target", "__pycache__", native.PATH.name)
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a wheel is made of, without data, which is most of it, and with a library and a `target` of an earlier build."""
    project = tmp_path / "project"
    leave_out = shutil.ignore_patterns("data", "target", "__pycache__", "*.so", "*.dylib", "*.dll")
    for name in ("workers", "schemas"):
        shutil.copytree(ROOT / name, project / name, ignore=leave_out)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project)
    target = project / CRATE.relative_to(ROOT) / "target" / "release"
    target.mkdir(parents=True)
    (target / "left_over.py").touch()
    target.parents[1].joinpath(native.PATH.name).write_bytes(b"old")
    return project


def without_cargo(folder: Path) -> dict[str, str]:
    """An environment in which there is no compiler, neither on the path nor at home."""
    return {"PATH": str(folder), "HOME": str(folder)}


def wheel(project: Path, environment: dict[str, str]) -> tuple[str, set[str], str]:
    """Build a wheel: its platform tag, the files in the native folder, what was said."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", "made"]
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    (made,) = (project / "made").iterdir()
    folder = f"{CRATE.relative_to(ROOT).as_posix()}/"
    names = zipfile.ZipFile(made).namelist()
    assert "workers/dedup/stage.py" in names
    files = {name.removeprefix(folder) for name in names if name.startswith(folder)}
    return made.stem.split("-", 2)[2], files, result.stdout


def modules() -> set[str]:
    """The Python modules of the native folder, but for the one that compiles: all that a wheel has of it beside the library."""
    found = {path.name for path in CRATE.glob("*.py")} - {"build.py"}
    assert {"__init__.py", "draft.py", "tables.py"} <= found
    return found


@compiles
def test_the_library_loads_once(built: Path) -> None:
    loaded = native.library()
    assert loaded is not None
    assert loaded.evacwire_abi() == native.ABI
    assert native.library() is loaded


def test_no_library_is_no_fault(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert native.library(tmp_path / native.PATH.name) is None
    assert caplog.messages == []


@pytest.mark.parametrize(
    "content", [b"", b"rubbish", Path(_ctypes.__file__).read_bytes()], ids=["empty", "rubbish", "another"]
)
def test_what_is_not_our_library_is_told_once(content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / native.PATH.name
    path.write_bytes(content)
    assert native.library(path) is native.library(path) is None
    (message,) = caplog.messages
    assert message.startswith(f"{SLOWER}: its library does not load: ")


@compiles
def test_a_library_of_another_version_is_not_used(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(shutil.copy(built, tmp_path))
    monkeypatch.setattr(native, "ABI", 0)
    assert native.library(path) is native.library(path) is None
    (message,) = caplog.messages
    assert message.startswith(f"{SLOWER}: its library has version ")
    assert message.endswith(", not 0")


@compiles
def test_doctor_tells_a_native_dedup(built: Path) -> None:
    finding = checks._dedup()
    assert (finding.well, finding.found) == (True, "native")


def test_doctor_tells_a_dedup_in_python_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / native.PATH.name
    missing = checks._dedup(path)
    assert missing.well
    assert missing.found.startswith("in Python, at an eighth of the speed; for native code install a Rust compiler")
    path.write_bytes(b"rubbish")
    native.library.cache_clear()
    broken = checks._dedup(path)
    assert not broken.well
    assert broken.remedy == "make clean install"


@compiles
@pytest.mark.slow
def test_a_wheel_has_the_library_and_is_for_this_platform(project: Path) -> None:
    tag, files, said = wheel(project, dict(os.environ))
    assert tag.startswith("py3-none-")
    assert tag != "py3-none-any"
    assert files == {*modules(), native.PATH.name}
    assert "in Python" not in said
    assert (project / CRATE.relative_to(ROOT) / native.PATH.name).read_bytes() != b"old"


@pytest.mark.slow
def test_without_a_compiler_a_wheel_is_for_every_platform_and_one_line_says_so(project: Path, tmp_path: Path) -> None:
    tag, files, said = wheel(project, without_cargo(tmp_path))
    assert tag == "py3-none-any"
    assert files == modules()
    assert said.count("no Rust compiler (cargo) here: dedup will run in Python, at an eighth of the speed") == 1


@compiles
@pytest.mark.slow
def test_where_it_does_not_compile_the_compiler_says_why_and_dedup_will_run_in_python(crate: Path) -> None:
    (crate / native.PATH.name).write_bytes(b"old")
    (crate / "src" / "lib.rs").write_text("fn wrong() -> u32 { missing }")
    result = subprocess.run([sys.executable, "build.py"], cwd=crate, capture_output=True, text=True, check=False)
    assert result.returncode == 0
    assert "cannot find value `missing` in this scope" in result.stderr
    assert result.stdout.splitlines()[-1].startswith("the native core does not compile")
    assert not (crate / native.PATH.name).exists()


def test_the_crate_needs_no_other() -> None:
    lock = (CRATE / "Cargo.lock").read_text()
    assert lock.count("[[package]]") == 1
    assert "source" not in lock
