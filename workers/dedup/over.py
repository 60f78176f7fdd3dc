"""Sentences that say that it is over: people may go back, an order is lifted."""

import re

OVER = re.compile(
    r"\b(?:may|can|could|allowed|free|able|permitted|told)(?: that)?(?: they| people| residents)?(?: to| may| can| could)?(?: now)? (?:return|(?:go|come|move) (?:back|home))\b"
    r"|\b(?:allowed|let) back\b|\b(?:moved|went|gone) back\b(?! (?:and forth|into|inside|for|on|to (?:work|fetch|get|collect|save|rescue|look|search)|by|about|from|some|almost|nearly|\d+|one|two|three|four|five|six|ten|half)\b)|\breturn(?:ed|ing|s)? (?:home|to their homes)\b|\b(?:go|gone|went) home\b"
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
OVER_TOKENS = tuple(dict.fromkeys(word.rpartition(" ")[2] for word in OVER_WORDS))
"""What one of the tokens of such a sentence has in it."""
OVER_TOKEN = re.compile("|".join(OVER_TOKENS))
OVER_PHRASES = (
    "return", "lift", "cancel", "rescind", "withdrawn", "revoked", "all clear", "all-clear", "go back", "come back", "move back", "moved back",
    "went back", "gone back", "allowed back", "let back", "go home", "come home", "move home", "gone home", "went home",
)  # fmt: skip
"""What `OVER` finds has one of these: ten times faster to see."""
NOT_YET = re.compile(
    r"\b(?:not|no one|nobody|none|cannot|can't|until|before|when|if|unless|once|never|whether|hopes?|decides?)\b"
)


def says_over(sentence: str) -> bool:
    """Whether a sentence says that people may go back."""
    if not any(word in sentence for word in OVER_WORDS):
        return False
    lower = sentence.lower()
    over = OVER.search(lower) if any(phrase in lower for phrase in OVER_PHRASES) else None
    return over is not None and NOT_YET.search(lower, 0, over.end()) is None
