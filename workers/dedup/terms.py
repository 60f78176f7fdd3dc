"""Terms: what survives a rewrite. Each word of a text becomes a number that also tells its kind: a name, a figure, a date, a plain word."""

import re
import tomllib
import unicodedata
from calendar import day_name, month_name
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from workers.dedup.numerals import EDGES, JOINED_LAST, MULTIPLIERS, SPELT, WARS, spelt
from workers.dedup.over import OVER_TOKEN
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
SIGN_BITS = 2
JOINS, OVER = 1, 2
"""Signs: a sentence with such a token may have a number or a country of several words, or say that people may go back."""
NO_TOKEN = ""
"""Stands where a token is looked up elsewhere; it carries nothing."""

WORD_IN = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
"""The word in what stands between two blanks."""
ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
"""A numeral that tells one thing from another of the same name ("Fundo II", "Fundo III"); other letters alone do so too ("Zone B")."""
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


class Tables(NamedTuple):
    """Words that are known."""

    stop: frozenset[str]
    generic: frozenset[str]
    classes: dict[str, str]
    """by stem, the word that stands for those a rewriter puts for each other"""
    countries: dict[str, str]
    """codes by name, adjective and people"""


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Return the words that are known."""
    data = tomllib.loads((files("workers.dedup") / "data" / "words.toml").read_text("utf-8"))
    classes: dict[str, str] = {}
    for line in data["classes"].strip().splitlines():
        first, *others = line.split()
        for word in (first, *others):
            classes.setdefault(stem(word), first)
    names = country_names()
    known = names.by_national | names.by_adjective | names.by_name
    countries = {word: owners[0].code for word, owners in known.items()}
    return Tables(frozenset(data["stop"].split()), frozenset(data["generic"].split()), classes, countries)


def stem(word: str) -> str:
    """Return a lower-case word without its ending: "evacuated" and "evacuation" meet. Rough on purpose: both sides are cut alike."""
    word = word.replace("isation", "ization").replace("our", "or")
    if word.endswith(ENDINGS):
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def skeleton(name: str) -> bytes:
    """Return what stays of a name, in lower case, when it is misspelt: "Seydou Kamissoko" and "Saydu Kamisoko" meet."""
    alike = name.replace("ph", "f").replace("x", "ks").encode("utf-8", "surrogatepass")
    short = alike[:1].translate(ALIKE) + alike[1:].translate(ALIKE, SILENT)
    if len(set(short)) == len(short):
        return short
    if short.isascii():
        return bytes([letter for before, letter in zip(b"\0" + short, short, strict=False) if letter != before])
    return DOUBLED.sub(r"\1", short.decode("utf-8", "surrogatepass")).encode("utf-8", "surrogatepass")


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


FIXED = {word: NOTHING if value == 1 else _number(str(value)) for word, value in SPELT.items()} | {
    word: _hash(DATE, word) for word in (*DATES, *WARS)
}
"""The terms of single words for numbers ("one" carries nothing), weekdays, months and wars that are named for a time."""


def whole_number(figure: str) -> int | None:
    """Return the value of a figure as written ("1,240"), None where it is no whole number."""
    digits = figure.replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) <= LONGEST_FIGURE else None


def figure_term(value: int) -> int:
    """Return the term of a figure of at least 0."""
    return _number(f"{value:,}")


def unaccented(text: str) -> str:
    """Return a text in compatibility form without combining marks: "É" is "E"."""
    if text.isascii():
        return text
    return "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))


class Lexicon(dict[str, int]):
    """The entry of a token as written, made when first looked up. Bounded: emptied when it has grown to `LARGEST` tokens.

    An entry is `term << SIGN_BITS | signs`; the signs tell of the sentence that has the token that it may need a closer look.
    """

    LARGEST = 300_000

    def __init__(self, *, first: bool) -> None:
        """`first`: the tokens open a sentence, where a capital says nothing."""
        super().__init__()
        self._first = first

    def __missing__(self, token: str) -> int:
        if len(self) >= self.LARGEST:
            self.clear()
        bare = token.strip(EDGES)
        plain = bare.isalpha() and bare.isascii() and len(bare) > 1
        entry = self.get(bare) if plain else None
        if entry is None:
            entry = self._entry(token, bare, plain=plain)
            if plain:
                self[bare] = entry
        self[token] = entry
        return entry

    def _entry(self, token: str, bare: str, *, plain: bool) -> int:
        lower = bare.lower()
        term = self._of_word(bare, lower) if plain else self._of_other(token)
        joins = lower in MULTIPLIERS or bare in JOINED_LAST
        signs = OVER * (OVER_TOKEN.search(token) is not None) | JOINS * joins
        return term << SIGN_BITS | signs

    def _of_other(self, written: str) -> int:
        found = WORD_IN.search(written)
        if found is None:
            return NOTHING
        token = found.group()
        if token[0].isdecimal() and (figure := FIGURE.match(token)):
            return _number(figure.group())
        if len(token) == 1 and written[found.end() : found.end() + 1] == ".":
            return NOTHING
        if token[-1].isdecimal():
            return _hash(NAME, token.replace("-", ""))
        bare = unaccented(token).replace("’", "'")
        return self._of_word(bare, bare.removesuffix("'s").lower().replace(".", ""))

    def _of_word(self, bare: str, lower: str) -> int:
        if (known := FIXED.get(lower)) is not None:
            return known
        if "-" in lower and (value := spelt(lower)) is not None:
            return _number(str(value))
        stop, generic, classes, countries = tables()
        name = bare[0].isupper() and not (len(lower) > 4 and bare.isupper())
        if name and (country := countries.get(lower)) is not None and (len(lower) > 3 or _in_capitals(bare)):
            return _hash(COUNTRY, country)
        if not self._first and (ROMAN.fullmatch(bare) or (len(bare) == 1 and "A" < bare <= "Z" and bare != "I")):
            return _hash(NAME, f"numeral {bare}")
        if len(lower) < 2 or lower in stop:
            return NOTHING
        if name and not self._first and lower not in generic:
            return NAME << KIND_SHIFT | crc32(skeleton(lower)) & 0xFFFF
        stemmed = stem(lower)
        return _hash(WORD, classes.get(stemmed, stemmed))


def _in_capitals(bare: str) -> bool:
    return bare.replace(".", "").isupper()


INSIDE = Lexicon(first=False)
OPENING = Lexicon(first=True)


GOING_BACK = _hash(WORD, "people may go back")
"""The one turn of a story that a rewriter's words never bring by chance."""


@lru_cache(maxsize=1)
def stopping() -> int:
    """Return the term of the words that say that something is halted, suspended, stopped."""
    return INSIDE["halted"] >> SIGN_BITS


def distinct(ordered: NDArray[T]) -> NDArray[T]:
    """Return the different values of a sorted array."""
    first = np.empty(len(ordered), dtype=bool)
    first[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]
