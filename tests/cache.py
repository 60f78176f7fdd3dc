"""Where the tests keep what they fetch: `$EVACWIRE_TEST_CACHE`, by default a folder of the user's cache, so that only the first run fetches."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder."""
    default = Path(os.environ.get("XDG_CACHE_HOME", "") or Path.home() / ".cache") / "evacwire-tests"
    return Path(os.environ.get("EVACWIRE_TEST_CACHE", "") or default)


@contextmanager
def fetching(name: str) -> Iterator[Path]:
    """Give one folder of the cache to one process at a time: tests run side by side, and the first to come fetches for all."""
    folder = cache_folder() / name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
