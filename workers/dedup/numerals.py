"""What is written in several words and means one thing: "eleven hundred" and "a million" are figures, "the United States" is "the US"."""

from collections.abc import Sequence
from functools import lru_cache
from string import punctuation

EDGES = punctuation + "’‘“”–—…«»•"
"""What may stand around a word and is no part of it."""
STOPS = tuple('.,;:!?…)]”"')
"""After one of these, the next number is another one."""

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
ONES = {word: value for value, word in enumerate(_ONES)}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
OTHER_NUMBERS = {
    "twice": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
    "twelfth": 12, "dozen": 12, "fortnight": 14, "half": 50, "hundred": 100, "thousand": 1_000, "million": 1_000_000,
    "duo": 2, "trio": 3, "quartet": 4, "quintet": 5, "sextet": 6,
}  # fmt: skip
"""Other words for numbers; "first" and "second" mean too many other things."""
SPELT = OTHER_NUMBERS | TENS | ONES
MULTIPLIERS = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
MULTIPLIER_WORDS = tuple(MULTIPLIERS)
"""A sentence without any of these has no number of several words that a hyphen does not join."""
LONGEST_BEFORE = 2
"""Words of a number before the one that multiplies them ("half a million")."""
JOINED = {
    ("United", "States"): "US", ("United", "Kingdom"): "UK", ("British", "Columbia"): "BC", ("New", "Mexico"): "N-Mexico", ("New", "Jersey"): "N-Jersey",
    ("Second", "World", "War"): "WWII", ("World", "War", "II"): "WWII", ("World", "War", "Two"): "WWII", ("World", "War", "2"): "WWII",
    ("First", "World", "War"): "WWI", ("World", "War", "I"): "WWI", ("World", "War", "One"): "WWI", ("World", "War", "1"): "WWI",
}  # fmt: skip
"""Names of several words that mean something else than the words: the two countries that are mostly written short, provinces and states that
have another country's name in theirs, wars that are a time rather than a place."""
JOINED_LONGEST = 3
JOINED_FIRST = frozenset(words[0] for words in JOINED)
WARS = ("wwi", "wwii", "ww1", "ww2")
JOINED_LAST = frozenset(("States", "Kingdom", "Columbia", "Mexico", "Jersey", "War"))
"""A token of every such name: a sentence without any has none."""
JOINING = (*MULTIPLIER_WORDS, "United ", "British Columbia", "New Mexico", "New Jersey", "World War")
LARGEST = 1e15
"""Beyond it words for numbers ("hundred hundred hundred ...") are none, and up to it every whole number is exact."""
MOST_DIGITS = 12
"""Of a figure that a word multiplies ("2.4 million")."""


def spelt(word: str) -> int | None:
    """Return the value of a number in one lower-case word, None where the word is none."""
    value = SPELT.get(word)
    if value is None and "-" in word:
        tens, _, ones = word.partition("-")
        if tens in TENS and (not ones or ones in ONES):
            return TENS[tens] + ONES.get(ones, 0)
    return value


def read_together(tokens: Sequence[str]) -> list[str]:
    """Return the tokens of a sentence with each number of several words as one figure in the first's place and nothing in the others'."""
    found = list(tokens)
    words = [token.strip(EDGES).lower() for token in tokens]
    done = 0
    for place, word in enumerate(words):
        if word not in MULTIPLIERS or place < done:
            continue
        for start in range(max(done, place - LONGEST_BEFORE), place):
            value, end = _run(tokens, words, start)
            if end > place:
                found[start:end] = [_written(value), *[""] * (end - start - 1)]
                done = end
                break
        else:
            value, end = _run(tokens, words, place)
            found[place:end] = [_written(value), *[""] * (end - place - 1)] if end > place + 1 else [tokens[place]]
            done = end
    return found


def _written(value: float) -> str:
    """Return a value as a figure that is never taken for a year."""
    return f"{round(value):,}" if value == round(value) else f"{value:.3f}"


def _run(tokens: Sequence[str], words: Sequence[str], start: int) -> tuple[float, int]:
    """Return the value of the number in words that starts at a token and where it ends; its start where there is none. `words`: the tokens
    bare and in lower case."""
    total = current = 0.0
    end, multiplied = start, False
    for at in range(start, len(tokens)):
        word = words[at]
        multiplier = MULTIPLIERS.get(word)
        if multiplier is not None:
            more = (current or 1.0) * multiplier
            if total + more > LARGEST:
                break
            current = more
            if multiplier >= MULTIPLIERS["thousand"]:
                total, current = total + current, 0.0
            end, multiplied = at + 1, True
        elif (value := _part(word)) is not None and (at == start or (multiplied and not word[0].isdecimal())):
            current += value
            end = at + 1 if multiplied else end
        elif not _joins(word, at - start, multiplied):
            break
        if tokens[at].endswith(STOPS):
            break
    return (total + current, end) if multiplied else (0.0, start)


@lru_cache(maxsize=1 << 12)
def _part(word: str) -> float | None:
    """Return the value of a word that can stand before or after a multiplier."""
    if word == "half":
        return 0.5
    if word.replace(",", "").replace(".", "", 1).isdecimal() and len(word) <= MOST_DIGITS:
        return float(word.replace(",", ""))
    value = ONES.get(word, TENS.get(word))
    return spelt(word) if value is None and "-" in word else value


def _joins(word: str, place: int, multiplied: bool) -> bool:
    """Whether a word stands in a number without a value: "a" before a multiplier, "and" after one."""
    return (word in ("a", "an") and place <= 1) if not multiplied else word == "and"


def joins_words(text: str) -> bool:
    """Whether a text may have a number or a country of several words."""
    for word in JOINING:  # noqa: SIM110 - a generator would take longer than the search
        if word in text:
            return True
    return False


def join_words(tokens: list[str]) -> list[str]:
    """Return the tokens of a sentence with what is of several words in the first's place and nothing in the others'."""
    return read_together(_joined(tokens))


def _joined(tokens: list[str]) -> list[str]:
    """Return the tokens with the names of `JOINED` as one."""
    found = list(tokens)
    bare = [token.strip(EDGES).removesuffix("'s").removesuffix("’s") for token in tokens]
    for at, word in enumerate(bare):
        if word not in JOINED_FIRST:
            continue
        for size in range(JOINED_LONGEST, 1, -1):
            words = tuple(bare[at : at + size])
            if len(words) == size and found[at] and words in JOINED:
                found[at : at + size] = [JOINED[words], *[""] * (size - 1)]
                break
    return found
