"""Sentences that say that it is over: people may go back, an order is lifted."""

import re
from collections.abc import Sequence

OVER = re.compile(
    r"\b(?:may|can|could|allowed|free|able|permitted|told)(?: that)?(?: they| people| residents)?(?: to| may| can| could)?(?: now)? (?:return|(?:go|come|move) (?:back|home))\b"
    r"|\b(?:allowed|let) back\b|\b(?:moved|went|gone) back\b(?! (?:by|about|from|some|almost|nearly|\d+|one|two|three|four|five|six|ten|half)\b)|\breturn(?:ed|ing|s)? (?:home|to their homes)\b|\b(?:go|gone|went) home\b"
    r"|\b(?:order|orders|warning|direction|directive|notice|advisory|evacuation)\b.{0,80}\b(?:lifted|cancell?ed|rescinded|withdrawn|revoked)\b"
    r"|\b(?:lift|lifts|lifted|cancels|cancell?ed|rescinds|rescinded)\b.{0,40}\b(?:order|orders|warning|direction|directive|notice|evacuation)\b"
    r"|\b(?:gave|given|sounded|issued|got) (?:the |an )?all[- ]clear\b"
)
"""In lower case."""
OVER_WORDS = (
    "return", "Return", "back", "lift", "LIFT", "cancel", "CANCEL", "rescind", "withdr", "revoke", "ll clear", "ll-clear",
    "o home", "e home", "t home",
)  # fmt: skip
"""A sentence without any of these does not say it."""
NOT_YET = re.compile(
    r"\b(?:not|no one|nobody|none|cannot|can't|until|before|when|if|unless|once|never|whether|hopes?|decides?)\b"
)


def saying_over(sentences: Sequence[str]) -> list[int]:
    """Return the sentences that say that people may go back."""
    whole = "\n".join(sentences)
    found = {n for word in OVER_WORDS if word in whole for n, sentence in enumerate(sentences) if word in sentence}
    return [n for n in found if _says_over(sentences[n].lower())]


def _says_over(lower: str) -> bool:
    over = OVER.search(lower)
    return over is not None and NOT_YET.search(lower, 0, over.end()) is None
