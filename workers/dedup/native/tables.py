"""The words that the native code reads by."""

from ctypes import c_char_p, c_size_t, c_void_p
from functools import lru_cache

from workers.dedup.native import function, library
from workers.dedup.native.furniture import CORRECTING, OF_PAGE, STARTS, SURE
from workers.dedup.numerals import JOINED_LAST, MULTIPLIERS, ONES, TENS
from workers.dedup.over import OVER_TOKENS, OVER_WORDS
from workers.dedup.terms import FIXED, tables, unaccented

_TEXT = (c_char_p, c_size_t)
_tables_new = function("tables_new", c_void_p, *(_TEXT * 5))

ACCENTED = tuple(map(chr, range(0xC0, 0x17F)))
"""Letters of the native code's characters; those that stay other than ASCII without their accents it leaves to Python."""


@lru_cache(maxsize=1)
def native_tables() -> int | None:
    """Return the tables of words, made once a process; None where there is no native code."""
    if library() is None:
        return None
    lists = (CORRECTING, OF_PAGE, STARTS, SURE)
    parts = [_known_words(), *("\n".join(words).encode() for words in lists)]
    made: int = _tables_new(*(argument for part in parts for argument in (part, len(part))))
    return made


def _known_words() -> bytes:
    """Return the words that are known, a word a line: its table, itself, its value."""
    known = tables()
    rows = [("fixed", word, term) for word, term in FIXED.items()]
    rows += [("stop", word, 0) for word in known.stop]
    rows += [("generic", word, 0) for word in known.generic]
    rows += [("multiplier", word, value) for word, value in MULTIPLIERS.items()]
    rows += [("tens", word, value) for word, value in TENS.items()]
    rows += [("ones", word, value) for word, value in ONES.items()]
    rows += [("joined", word, 0) for word in JOINED_LAST]
    rows += [("over", word, 0) for word in OVER_TOKENS]
    rows += [("overs", word, 0) for word in OVER_WORDS]
    named = [("class", stem, word) for stem, word in known.classes.items()]
    named += [("accent", letter, plain) for letter in ACCENTED if (plain := unaccented(letter)).isascii()]
    named += [("country", word, code) for word, code in known.countries.items()]
    return "\n".join("\t".join(map(str, row)) for row in (*rows, *named)).encode()
