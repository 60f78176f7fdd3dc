"""The word lists of `data/words.txt`."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for line in (files("workers.gazetteer") / "data" / "words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = lists.setdefault(line.strip("[]"), set())
        elif line and not line.startswith("#"):
            current.update(line.split())
    return {name: frozenset(words) for name, words in lists.items()}


def word_list(name: str) -> frozenset[str]:
    """Return a list by its name in the file; raises `KeyError` for an unknown one."""
    return _lists()[name]
