"""The gate: does this text have any chance of telling of an evacuation? Made to err towards yes, and to cost tens of microseconds.

A word that hardly means anything else (`evacuated`, `repatriation`) lets an article pass at once. The many ways to say it without such a
word ("two buses took the 84 prisoners to another jail") have no word in common, but a small window of the text then holds several
kinds of words together: people who can be moved, a count of them, a verb of moving, an order, a way out. The kinds present in the best
window are weighed and compared with a threshold.
"""

import re
import tomllib
from importlib.resources import files
from typing import NamedTuple

REACH = 9
"""Words on either side of a person, a count or a post that belong to its window: about a sentence."""
TELL_REACH = 6
"""Words from "told" to the going that was told: "told everyone within two miles to leave"."""
COUNT_REACH = 4
"""Words between which a number still counts the people after it: "264 of the passengers"."""

WEIGHTS = {
    "carry": 3.5,
    "goes": 3.0,
    "tell": 1.0,
    "movable": 2.5,
    "person": 1.5,
    "away": 1.0,
    "danger": 1.0,
    "vehicle": 1.0,
    "counted": 2.5,
    "told": 2.0,
    "post_shut": 9.0,
}
"""What each kind of word adds to its window. Found by a random search over half points that keeps every development article with a report above the
threshold and as many ordinary news articles as can be below it; none is negative, so that no word can close the gate. A post that shuts
passes by itself."""
DANGER = 1.0
MOST_DANGER = 2
"""What each different word of danger anywhere in the article adds, and how many of them count."""
THRESHOLD = 6.0
"""Half a point below the weakest development article of full length that has a report."""

SHORT = 170
SHORT_THRESHOLD = 3.0
"""A text of so few words has hardly room for several kinds of words and costs little to read on. With a bound of 90 words 13 of the 2,066 development
articles with a report were stopped, spun and tabloid ones without any usual word, with 110 eight, with 130 four, with this one none."""

LINE = 25
LINE_THRESHOLD = 1.5
"""A flash or an alert has hardly room for a second word: one that names people or a vehicle lets it pass. Of the 223 development articles so short that
have a report nine were stopped without this bound and three with it, which have no such word: "Phase one: 15,000 may see their Fort McMurray doors today"."""

Hit = tuple[int, int]
"""Where a word of the vocabulary stands, and the kinds it is of."""


class _Vocabulary(NamedTuple):
    strong: frozenset[bytes]
    kinds: dict[bytes, int]


_KINDS = (*WEIGHTS, "number", "post", "shut", "quit")
_BIT = {kind: 1 << index for index, kind in enumerate(_KINDS)}
_PEOPLE = _BIT["movable"] | _BIT["person"]
_COUNTED, _NUMBER, _POST, _SHUT, _POST_SHUT = (
    _BIT[kind] for kind in ("counted", "number", "post", "shut", "post_shut")
)
_TELL, _QUIT, _TOLD, _DANGER = (_BIT[kind] for kind in ("tell", "quit", "told", "danger"))
_CENTRE = _BIT["movable"] | _COUNTED | _POST | _QUIT
_SEPARATORS = bytes(byte if chr(byte).isalnum() or byte >= 0x80 else ord(" ") for byte in range(256)).lower()
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKS = re.compile("[\u00a0\u2010-\u203a\u3000-\u3011«»…]")


def may_report(title: str | None, body: str) -> bool:
    """Tell whether an article may report an evacuation, a relocation, a closure or a return. `body` is text or html, not yet cleaned."""
    text = f"{title or ''}\n{body}"
    if not text.isascii():
        text = _MARKS.sub(" ", _INVISIBLE.sub("", text))
    words = text.encode("utf-8", "replace").translate(_SEPARATORS, b"\x00").split()
    if not _VOCABULARY.strong.isdisjoint(words):
        return True
    hits = _hits(words)
    dangers = {words[place] for place, kinds in hits if kinds & _DANGER}
    short = len(words) <= SHORT
    threshold = LINE_THRESHOLD if len(words) <= LINE else SHORT_THRESHOLD if short else THRESHOLD
    needed = threshold - DANGER * min(len(dangers), MOST_DANGER)
    return any(
        _WEIGHT_OF[_window(hits, index)] >= needed for index, (_, kinds) in enumerate(hits) if short or kinds & _CENTRE
    )


def _hits(words: list[bytes]) -> list[Hit]:
    """Return the words of the vocabulary, people with whether they are counted, going with whether somebody was told to."""
    hits: list[Hit] = []
    told_until = -1
    for place, kinds in enumerate(map(_VOCABULARY.kinds.get, words)):
        if not kinds:
            continue
        gained = 0
        if kinds & _PEOPLE and _is_counted(words, place):
            gained |= _COUNTED
        if kinds & _QUIT and place <= told_until:
            gained |= _TOLD
        if kinds & _TELL:
            told_until = place + TELL_REACH
        hits.append((place, kinds | gained))
    return hits


def _window(hits: list[Hit], index: int) -> int:
    place, kinds = hits[index]
    together = kinds
    for step in (-1, 1):
        neighbour = index + step
        while 0 <= neighbour < len(hits) and abs(hits[neighbour][0] - place) <= REACH:
            together |= hits[neighbour][1]
            neighbour += step
    if kinds & _POST and together & _SHUT:
        together |= _POST_SHUT
    return together & _WEIGHED


def _is_counted(words: list[bytes], place: int) -> bool:
    """Tell whether a number (not one that looks like a year) stands a few words before."""
    for word in words[max(0, place - COUNT_REACH) : place]:
        if word.isdigit():
            if len(word) != 4 or word[:2] not in {b"19", b"20"}:
                return True
        elif _VOCABULARY.kinds.get(word, 0) & _NUMBER:
            return True
    return False


def _load() -> _Vocabulary:
    data = tomllib.loads(files("workers.ingest").joinpath("data/gate.toml").read_text("utf-8"))
    kinds: dict[bytes, int] = {}
    for kind, words in data.items():
        for word in words.encode("utf-8").split() if kind != "strong" else ():
            kinds[word] = kinds.get(word, 0) | _BIT[kind]
    return _Vocabulary(frozenset(data["strong"].encode("utf-8").split()), kinds)


_VOCABULARY = _load()
_WEIGHED = (1 << len(WEIGHTS)) - 1
_WEIGHT_OF = [sum(weight for kind, weight in WEIGHTS.items() if kinds & _BIT[kind]) for kinds in range(_WEIGHED + 1)]
