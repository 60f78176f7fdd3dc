"""Lines that say that they correct an earlier version."""

import re

CORRECTION = re.compile(
    r"(?i)\b(?:an|the) (?:earlier|previous|original) (?:version|report|story)\b|^\W*correct(?:ion|s|ed)\b\W|\b(?:has|have) been corrected\b"
    r"|\bcorrects? (?:the |a |an |to |that |spelling|name|number|figure|date|place)|\bwe (?:incorrectly|wrongly|mistakenly)\b|\bregrets? the error\b"
)
CORRECTION_WORDS = ("correct", "wrongly", "mistakenly", "regret")
EARLIER, VERSION = ("earlier ", "previous ", "original "), ("version", "report", "story")
"""A text without any of these words, and of one of these before one of those, corrects nothing: far faster to see."""


def corrects(line: str) -> bool:
    """Whether a line says that it corrects an earlier version."""
    return _may_correct(line.lower()) and CORRECTION.search(line) is not None


def _may_correct(lower: str) -> bool:
    for word in CORRECTION_WORDS:
        if word in lower:
            return True
    for when in EARLIER:  # noqa: SIM110 - a generator would take longer than the search
        if when in lower and any(when + what in lower for what in VERSION):
            return True
    return False
