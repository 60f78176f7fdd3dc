"""Rounded figures: "more than 14,000" says of 14,236 nothing new."""

import re
from collections.abc import Iterable

from workers.dedup.terms import figure_term

ABOVE = re.compile(r"(?i)\b(?:more than|over|above|upwards of|at least)\s*$")
BELOW = re.compile(r"(?i)\b(?:nearly|almost|close to|just under|fewer than|less than|up to)\s*$")
ABOUT = re.compile(r"(?i)\b(?:about|around|some|roughly|approximately|an estimated|circa)\s*$")
CANDIDATES = 1_000
"""Figures tried, at most: of a number rounded to the million the thousands."""


def is_rounded(before: str, value: int, figures: Iterable[int]) -> bool:
    """Whether a figure is one of the figures rounded. `before`: the text up to it; `figures`: terms."""
    unit = _unit(value)
    low, high = _reach(before, unit)
    if unit < 10 or low == high:
        return False
    step = max(1, unit // CANDIDATES)
    known = frozenset(figures)
    return any(figure_term(value + change) in known for change in range(low, high + 1, step) if value + change > 0)


def _unit(value: int) -> int:
    """Return the power of ten that a figure is a multiple of."""
    unit = 1
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit


def _reach(before: str, unit: int) -> tuple[int, int]:
    """Return from where to where the figure that was rounded may lie, from the rounded one."""
    if ABOVE.search(before):
        return 0, unit - 1
    if BELOW.search(before):
        return 1 - unit, 0
    if ABOUT.search(before):
        return -unit // 2, unit // 2
    return 0, 0
