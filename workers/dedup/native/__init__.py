"""Dedup's native core: a shared library of Rust that computes what the Python modules of `workers.dedup` compute, some eight times as fast.

Python is the reference and does the work where there is no library: no compiler was at hand at install. `build.py` compiles it.
"""

import ctypes
import logging
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

Function = Callable[..., Any]

ABI = 5
"""The version of the library's functions that the Python here calls; the same stands in `src/lib.rs`."""
NAMES = {"darwin": "libevacwire_dedup.dylib", "win32": "evacwire_dedup.dll"}
PATH = Path(__file__).with_name(NAMES.get(sys.platform, "libevacwire_dedup.so"))
"""Where the library lies if it was built."""

# Not structlog's: where nothing has set up logging (`evacwire run`), that writes to standard output, which is for results.
log = logging.getLogger("evacwire.dedup")


@cache
def library(path: Path = PATH) -> ctypes.CDLL | None:
    """Load the library, once a process; None where there is none, or none that can be used, which is logged.

    The modules that call its functions declare their types. Its calls take microseconds, so they keep the interpreter's lock, but
    for what they ask of Python meanwhile: no Python without that lock is supported, and no window is for two threads at once.
    """
    if not path.exists() or sys.maxsize < 2**32 or sys.byteorder != "little":
        return None
    if _is_older_than_its_sources(path):
        log.warning(
            "dedup runs in Python, at an eighth of the speed: its library is older than its sources; run make install"
        )
        return None
    try:
        loaded = ctypes.PyDLL(str(path))
        loaded.evacwire_abi.argtypes = ()
        loaded.evacwire_abi.restype = ctypes.c_uint32
        found = loaded.evacwire_abi()
    except (OSError, AttributeError) as error:
        log.warning("dedup runs in Python, at an eighth of the speed: its library does not load: %s", error)
        return None
    if found != ABI:
        log.warning(
            "dedup runs in Python, at an eighth of the speed: its library has version %d of the functions, not %d",
            found,
            ABI,
        )
        return None
    return loaded


def _is_older_than_its_sources(path: Path) -> bool:
    """Whether the sources lie beside the library, as in a checkout, and one of them has changed since: the rule that make goes by."""
    built = path.stat().st_mtime
    return any(source.stat().st_mtime > built for source in (path.parent / "src").glob("**/*.rs"))


def function(name: str, result: type | None, *arguments: type) -> Function:
    """Return a function of the library, its types set; where there is no library, one that raises `RuntimeError`."""
    native = library()
    if native is None:
        return _missing
    found = native[name]
    found.restype, found.argtypes = result, arguments
    return found


def _missing(*_: object) -> None:
    raise RuntimeError("dedup's native code has not been built")
