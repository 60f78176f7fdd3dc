"""Text that was broken into lines of a fixed width, as agencies and mail still send it, made whole again."""

from collections.abc import Sequence
from itertools import pairwise

NARROWEST, WIDEST = 40, 100
"""Characters of a full line in wrapped text: columns of 65 to 80 are usual, and the last word may be long."""
_ENDS = (".", "!", "?", ":", ";", "”", '"', "’", "'", ")")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Return the lines with those that belong to one wrapped paragraph joined. A paragraph is a run of lines without a blank one between."""
    whole: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
        elif block:
            whole += [" ".join(block)] if _is_wrapped(block) else block
            block = []
    return whole


def _is_wrapped(block: list[str]) -> bool:
    """All lines but the last about full, and at most of their ends a sentence goes on."""
    if len(block) < 2 or not all(NARROWEST <= len(line) <= WIDEST for line in block[:-1]):
        return False
    if len(block[-1]) > WIDEST:
        return False
    goes_on = sum(not line.endswith(_ENDS) or after[:1].islower() for line, after in pairwise(block))
    return goes_on > 0.5 * (len(block) - 1) and any(after[:1].islower() for after in block[1:])
