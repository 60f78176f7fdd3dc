"""Terms: what survives a rewrite. Each word of a text becomes a number that also tells its kind: a name, a figure, a date, a plain word."""

import re
import tomllib
import unicodedata
from calendar import day_name, month_name
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar, cast
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from workers.dedup.numerals import EDGES, join_words, joins_words, spelt
from workers.dedup.over import saying_over
from workers.gazetteer.countries import names as country_names

T = TypeVar("T", bound=np.generic)
Terms = NDArray[np.int32]
Owners = NDArray[np.intp]

KINDS = 6
WORD, NAME, NUMBER, DATE, SMALL, COUNTRY = range(KINDS)
"""Kinds of terms: SMALL are numbers up to `LARGEST_SMALL`, DATE also years, COUNTRY also
its adjective and its people. A term is `kind << 16 | 16 bits of hash`: two different words of
a kind meet once in 65,536."""

LARGEST_SMALL = 12
LONGEST_FIGURE = 18
"""Digits of a figure that count."""
YEARS = range(1900, 2100)

KIND_SHIFT = 16
TERM_BITS = 19
"""Bits of a term, kind and hash."""
NOTHING = -1
"""The term of a word that carries nothing."""

WORD_IN = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
"""The word in what stands between two blanks."""
BETWEEN_BLANKS = re.compile(r"\S+")
FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")

DATES = frozenset(
    (*(name.lower() for name in day_name), *(name.lower() for name in month_name if name and name != "May"))
)
"""Weekdays and months; "may" is a verb more often than a month."""
ALIKE = bytes.maketrans(b"qczwdb", b"kksvtp")
"""Letters that sound alike."""
SILENT = b"aeiouyhjvw-'."
"""What a name may lose, but for its first letter: "Kanlaon" and "Canlawon", "Oji-Cree" and "Ojicree" meet."""
DOUBLED = re.compile(r"(.)\1+")

ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "edly",
    "ed",
    "ies",
    "es",
    "ers",
    "er",
    "ly",
    "s",
    "e",
    "y",
)


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str], dict[str, str]]:
    data = tomllib.loads((files("workers.dedup") / "data" / "words.toml").read_text("utf-8"))
    classes: dict[str, str] = {}
    for line in data["classes"].strip().splitlines():
        first, *others = line.split()
        for word in (first, *others):
            classes.setdefault(stem(word), first)
    return frozenset(data["stop"].split()), frozenset(data["generic"].split()), classes


def stem(word: str) -> str:
    """Return a lower-case word without its ending: "evacuated" and "evacuation" meet. Rough on purpose: both sides are cut alike."""
    word = word.replace("isation", "ization").replace("our", "or")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def skeleton(name: str) -> str:
    """Return what stays of a name, in lower case, when it is misspelt: "Seydou Kamissoko" and "Saydu Kamisoko" meet."""
    alike = name.replace("ph", "f").replace("x", "ks").encode("utf-8", "surrogatepass")
    short = (alike[:1].translate(ALIKE) + alike[1:].translate(ALIKE, SILENT)).decode("utf-8", "surrogatepass")
    return DOUBLED.sub(r"\1", short) if DOUBLED.search(short) else short


def _hash(kind: int, text: str) -> int:
    return kind << KIND_SHIFT | crc32(text.encode("utf-8", "surrogatepass")) & 0xFFFF


def _number(token: str) -> int:
    whole, _, rest = token.replace(",", "").replace(":", ".").partition(".")
    value = int(whole[:LONGEST_FIGURE] or "0")
    if rest.strip("0"):
        return _hash(NUMBER, f"{value}.{rest}")
    if value in YEARS and "," not in token:
        return _hash(DATE, str(value))
    return _hash(SMALL if value <= LARGEST_SMALL else NUMBER, str(value))


def whole_number(figure: str) -> int | None:
    """Return the value of a figure as written ("1,240"), None where it is no whole number."""
    digits = figure.replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) <= LONGEST_FIGURE else None


def figure_term(value: int) -> int:
    """Return the term of a figure of at least 0."""
    return _number(f"{value:,}")


def _plain(text: str) -> str:
    if text.isascii():
        return text
    return "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))


class Lexicon:
    """The term of a token as written, made once. Bounded: emptied when it has grown to `LARGEST` tokens."""

    LARGEST = 300_000

    def __init__(self, *, first: bool) -> None:
        """`first`: the tokens open a sentence, where a capital says nothing."""
        self._first = first
        self._known: dict[str, int] = {}

    def of(self, tokens: Sequence[str]) -> list[int]:
        """Return the term of each token."""
        found = list(map(self._known.get, tokens))
        at = -1
        for _ in range(found.count(None)):
            at = found.index(None, at + 1)
            found[at] = self.one(tokens[at])
        return cast(list[int], found)

    def one(self, token: str) -> int:
        """Return the term of one token."""
        term = self._known.get(token)
        if term is None:
            if len(self._known) >= self.LARGEST:
                self._known.clear()
            self._known[token] = term = self._term(token)
        return term

    def _term(self, written: str) -> int:
        token = written.strip(EDGES)
        if token.isascii() and token.isalpha():
            return self._of_word(token, token.lower())
        found = WORD_IN.search(written)
        if found is None:
            return NOTHING
        token = found.group()
        if token[0].isdecimal() and (figure := FIGURE.match(token)):
            return _number(figure.group())
        if token[-1].isdecimal():
            return _hash(NAME, token.replace("-", ""))
        bare = _plain(token).replace("’", "'")
        return self._of_word(bare, bare.removesuffix("'s").lower().replace(".", ""))

    def _of_word(self, bare: str, lower: str) -> int:
        if lower in DATES:
            return _hash(DATE, lower)
        if (value := spelt(lower)) is not None:
            return NOTHING if value == 1 else _number(str(value))
        capital = bare[0].isupper()
        shout = capital and len(lower) > 4 and bare.isupper()
        if capital and not shout and (country := _country(lower, bare)) is not None:
            return _hash(COUNTRY, country)
        stop, generic, classes = _words()
        if len(lower) < 2 or lower in stop:
            return NOTHING
        if capital and not shout and not self._first and lower not in generic:
            return _hash(NAME, skeleton(lower))
        stemmed = stem(lower)
        return _hash(WORD, classes.get(stemmed, stemmed))


def _country(lower: str, bare: str) -> str | None:
    table = country_names()
    if len(lower) <= 3 and not bare.replace(".", "").isupper():
        return None
    for known in (table.by_name, table.by_adjective, table.by_national):
        if countries := known.get(lower):
            return countries[0].code
    return None


INSIDE = Lexicon(first=False)
OPENING = Lexicon(first=True)


GOING_BACK = _hash(WORD, "people may go back")
"""The one turn of a story that a rewriter's words never bring by chance."""


def terms(sentences: Sequence[str]) -> tuple[Terms, Owners]:
    """Return the terms of sentences, one sentence after the other, and the number of the sentence of each. Within a sentence each term stands
    once, sorted (so that kinds stand together), without what carries nothing."""
    inside: list[str] = []
    lengths: list[int] = []
    named: tuple[list[str], list[int]] = [], []
    opening: tuple[list[str], list[int]] = [], []
    joining = joins_words("\n".join(sentences))
    for number, sentence in enumerate(sentences):
        tokens = sentence.split()
        if joining and joins_words(sentence):
            tokens = join_words(tokens)
        if tokens:
            words, numbers = named if _opens_with_name(tokens) else opening
            words.append(tokens[0])
            numbers.append(number)
            del tokens[0]
        lengths.append(len(tokens))
        inside += tokens
    over = saying_over(sentences)
    found = np.array(
        INSIDE.of(inside + named[0]) + OPENING.of(opening[0]) + [GOING_BACK] * len(over),
        dtype=np.int64,
    )
    owner = np.concatenate(
        [np.arange(len(lengths)).repeat(lengths), np.array(named[1] + opening[1] + over, dtype=np.intp)]
    )
    telling = found != NOTHING
    both = owner[telling] << TERM_BITS | found[telling]
    both.sort()
    both = distinct(both)
    return (both & (1 << TERM_BITS) - 1).astype(np.int32), both >> TERM_BITS


def distinct(ordered: NDArray[T]) -> NDArray[T]:
    """Return the different values of a sorted array."""
    first = np.empty(len(ordered), dtype=bool)
    first[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def located(sentence: str) -> list[tuple[int, int, int]]:
    """Return (term, start, end) of each word of a sentence that carries something, in order."""
    tokens = [(m.group(), m.start(), m.end()) for m in BETWEEN_BLANKS.finditer(sentence)]
    if not tokens:
        return []
    words = [token for token, _, _ in tokens]
    if joins_words(sentence):
        words = join_words(words)
    found = [(INSIDE if _opens_with_name(words) else OPENING).one(words[0]), *INSIDE.of(words[1:])]
    return [
        (term, *_trimmed(token, start))
        for term, (token, start, _) in zip(found, tokens, strict=True)
        if term != NOTHING
    ]


def _opens_with_name(tokens: Sequence[str]) -> bool:
    """Whether a capital in the first token means a name: only where the next word has one too."""
    return len(tokens) > 1 and tokens[0][:1].isupper() and tokens[1][:1].isupper()


def _trimmed(token: str, start: int) -> tuple[int, int]:
    """Return where the word in a token starts and ends, the token standing at `start`."""
    found = WORD_IN.search(token)
    return (start + found.start(), start + found.end()) if found else (start, start + len(token))
