"""Which language a text is in. What the text shows wins over what its feed claims; a text too short to show it follows the claim."""

import py3langid

PIPELINES = frozenset({"en"})
"""The languages that the extraction can read."""
ENOUGH_LETTERS = 60
"""Below this a detector names almost anything: a headline of names is Indonesian, a list of towns Latin."""
LOOKED_AT = 1500
"""Characters from the start. Detection costs in proportion, and is certain long before."""
FUNCTION_WORDS = frozenset(
    {
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "is",
        "was",
        "for",
        "on",
        "by",
        "with",
        "as",
        "at",
        "from",
        "have",
        "has",
        "said",
        "their",
        "were",
        "be",
        "will",
        "not",
        "are",
    }
)
"""The commonest words of English: among the first thirty of any list."""
ENGLISH_SHARE = 0.2
"""Share of those words above which a text is English whatever the names in it do to a detector (running English has .3 to .4)."""

_CLAIMS = {"english": "en", "eng": "en"}


def language_of(text: str, claimed: str | None) -> str:
    """Return the ISO 639-1 code of the text's language; `claimed` is the feed's own word for it (a tag such as "en-GB"), or None."""
    sample = text[:LOOKED_AT]
    if sum(map(str.isalpha, sample)) < ENOUGH_LETTERS and (code := _claim(claimed)):
        return code
    words = sample.lower().split()
    if words and sum(word in FUNCTION_WORDS for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    return str(py3langid.classify(sample)[0])


def _claim(claimed: str | None) -> str | None:
    tag = (claimed or "").strip().lower().replace("_", "-").split("-")[0]
    code = _CLAIMS.get(tag, tag)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
