"""The small closed sets of words that the rules name (particles, control nouns, places of safety), read from `data/words.toml`."""

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    text = files("workers.extract").joinpath("data", "words.toml").read_text(encoding="utf-8")
    return {name: frozenset(table["words"].split()) for name, table in tomllib.loads(text).items()}


def wordset(name: str) -> frozenset[str]:
    """Return a set of words by its name; raises `KeyError` for an unknown one."""
    return _sets()[name]
