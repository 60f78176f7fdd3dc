"""Numbers in digits and words, as news writes them, and what they come to."""

import re

UNITS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
    )
}  # fmt: skip
TENS = {
    word: 10 * number
    for number, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "k": 1_000,
}
SETS = {"dozen": 12, "score": 20}

_DIGITS = r"\d{1,3}(?:[,.'’\u00a0\u202f\u2009 ]\d{3})+(?!\d)|\d{1,3}(?:,\d\d)*,\d{3}(?!\d)|\d+(?:[.,]\d{1,2})?"
_DIGIT_SCALE = r"hundred|thousand|lakh|million|crore|mn|m|k"
_SMALL = "|".join([*UNITS, *TENS])
_BIG = r"hundred|thousand|lakh|million|crore|dozen|score"
NUMERAL = (
    rf"(?:(?:{_DIGITS})(?: ?(?:k|mn?)\b|[ -](?:{_DIGIT_SCALE})\b(?: \d{{3}}\b)?)?"
    rf"|(?:half an?|an?|one|two and|three and|four and|five and|six and)(?: half a| a half)? (?:{_BIG})\b(?: and a half\b)?(?: and (?:{_SMALL})(?:[ -](?:{_SMALL}))?\b)?"
    rf"|(?:(?<=first )|(?<=another )|(?<=last ))(?:hundred|thousand|dozen)\b"
    rf"|(?:{_SMALL})\b(?:(?: and |[ -])(?:{_SMALL}|{_BIG})\b)*)"
)
"""A pattern for one number: digits with their scale, or number words. Case is the caller's."""

_DIGIT_NUMBER = re.compile(rf"({_DIGITS})(?: ?({_DIGIT_SCALE})\b(?: (\d{{3}})\b)?|-({_DIGIT_SCALE})\b)?", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[,.'’\u00a0\u202f\u2009 ]\d{3})+|\d{1,3}(?:,\d\d)*,\d{3}")


def value(words: str) -> int | None:
    """Return the whole number that digits or number words name; None where they name none."""
    text = words.strip().lower()
    digits = _DIGIT_NUMBER.fullmatch(text)
    return _from_digits(digits) if digits else _from_words(text)


def _from_digits(match: re.Match[str]) -> int | None:
    plain, scale = match[1], match[2] or match[4]
    grouped = _GROUPED.fullmatch(plain) and not (scale and re.fullmatch(r"\d+[.]\d{3}", plain))
    number = float(re.sub(r"\D", "", plain) if grouped else plain.replace(",", "."))
    total = round(number * SCALES.get(scale or "", 1), 6) + int(match[3] or 0)
    return int(total) if total == int(total) else None


def _from_words(text: str) -> int | None:
    halves = re.subn(r"\b(?:and a half|half an?)\b", " ", text)
    if halves[1]:
        scale = next((size for word, size in (SCALES | SETS).items() if re.search(rf"\b{word}\b", text)), None)
        if scale is None:
            return None
        whole = 0 if text.startswith("half") else _from_words(halves[0]) or 0
        whole = whole if whole >= scale or not whole else whole * scale
        return whole + scale // 2
    total = current = 0
    seen = False
    for word in re.split(r"[\s-]+", text):
        if word in ("and", ""):
            continue
        if word in ("a", "an"):
            current += 1
            continue
        seen = True
        if word in UNITS or word in TENS:
            current += UNITS.get(word, 0) + TENS.get(word, 0)
        elif word in SETS:
            current = max(current, 1) * SETS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
        else:
            return None
    return total + current if seen else None
