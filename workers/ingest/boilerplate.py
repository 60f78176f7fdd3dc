"""Lines that belong to a site and not to a story: cookie notices, share bars, comment forms, newsletter boxes, bare photo credits.

The patterns are data (`data/boilerplate.toml`). Each must match a line from its first to its last character, and no line longer than
`LONGEST` is ever taken for one, so that a sentence of a story is not lost over a word it shares with a site's furniture.
"""

import re
import tomllib
from importlib.resources import files

LONGEST = 200
"""Characters. The longest kind, a cookie notice, runs to two short sentences; a paragraph of news is longer."""


def is_boilerplate(line: str) -> bool:
    """Tell whether a whole line, already cleaned, is the site's own."""
    return len(line) <= LONGEST and _PATTERN.fullmatch(line) is not None


def _load() -> re.Pattern[str]:
    data = tomllib.loads(files("workers.ingest").joinpath("data/boilerplate.toml").read_text("utf-8"))
    alternatives = [pattern for kind in data.values() for pattern in kind["lines"]]
    return re.compile("|".join(f"(?:{pattern})" for pattern in alternatives), re.IGNORECASE)


_PATTERN = _load()
