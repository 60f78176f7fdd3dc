"""Compiles dedup's native core where a Rust compiler is at hand: as hatchling's hook when the package is built or installed, or as a script.

Without a compiler, or where it cannot compile, a line says so, and dedup runs in Python: nobody has to care about Rust to install a Python package.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

HERE = Path(__file__).parent
SUFFIXES = {".so", ".dylib", ".dll"}


def cargo() -> str | None:
    """Find Rust's build tool: the one that the variable CARGO names (empty: none), one on the path, or where rustup puts it."""
    if "CARGO" in os.environ:
        return os.environ["CARGO"] or None
    return shutil.which("cargo") or shutil.which("cargo", path=Path.home() / ".cargo" / "bin")


def build() -> Path | None:
    """Compile the library and put it beside this file; None where that cannot be done. A library of older sources never stays."""
    tool = cargo()
    if tool is None:
        return _without("no Rust compiler (cargo) here")
    command = [tool, "build", "--release", "--locked", "--offline", "--quiet", "--message-format=json-render-diagnostics",
               "--manifest-path", str(HERE / "Cargo.toml"), "--target-dir", str(HERE / "target")]  # fmt: skip
    try:
        answer = subprocess.run(command, stdout=subprocess.PIPE, cwd=HERE, check=False)
        if answer.returncode:
            return _without("the native core does not compile, cargo's message stands above")
        made = [Path(name) for line in answer.stdout.splitlines() for name in json.loads(line).get("filenames", ())]
        compiled = next((path for path in made if path.suffix in SUFFIXES), None)
        if compiled is None:
            return _without("cargo has made no library here")
        fresh = HERE / "target" / compiled.name
        shutil.copyfile(compiled, fresh)
        return fresh.replace(HERE / compiled.name)
    except (OSError, ValueError) as error:
        return _without(f"cargo cannot be used: {error}")


def _without(reason: str) -> Path | None:
    """Say why there is no library."""
    _remove()
    print(f"{reason}: dedup will run in Python, at an eighth of the speed")
    return None


def _remove() -> None:
    for path in HERE.iterdir():
        if path.suffix in SUFFIXES:
            path.unlink()


class NativeBuildHook(BuildHookInterface[BuilderConfig]):
    """Puts the library into the wheel, which is then one for this platform, or leaves it beside the sources for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel's files are gathered."""
        library = build()
        if library is not None and version != "editable":
            build_data["artifacts"].append(f"/{library.relative_to(self.root).as_posix()}")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{_platform()}"


def _platform() -> str:
    """The platform's own tag: a library that was linked here is made for no older one."""
    return next(tag for tag in platform_tags() if not tag.startswith(("manylinux", "musllinux")))


if __name__ == "__main__":
    build()
