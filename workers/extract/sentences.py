"""Sentences of an article by rule, with exact offsets: cheap enough to run over every article that passes the gate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workers.extract.wordsets import wordset

ABBREVIATIONS = wordset("sentences_abbreviations")
"""Words that end in a stop inside a sentence (lower case, without the last stop)."""

OPENERS = wordset("sentences_openers")
"""Words that begin a sentence after an abbreviation such as U.S. or p.m."""

END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|;(?=\s)")
LONGEST = 900
"""Code points: longer stretches without a stop are cut at white space, so that no parse takes long."""

NEAR = 200
"""Code points on either side of a stop that tell whether it ends a sentence: a line of any length takes time in proportion."""

SHORTEST_CLAUSE = 24
"""Code points on each side of a semicolon at which it parts two statements."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text` is the slice `[start:end]` of the article's title or text; `paragraph` counts lines."""

    part: Literal["text", "title"]
    start: int
    end: int
    text: str
    paragraph: int
    index: int


def _breaks(line: str) -> Iterator[int]:
    last = 0
    for found in END.finditer(line):
        if found.group().startswith(";"):
            if found.start() - last >= SHORTEST_CLAUSE and len(line) - found.end() >= SHORTEST_CLAUSE:
                last = found.end()
                yield last
            continue
        rest = line[found.end() : found.end() + NEAR].lstrip()
        if not rest:
            continue
        following = rest.lstrip("\"'“‘«([-–—•*")
        if following and following[0].islower():
            continue
        if found.group()[0] == "." and _abbreviated(line[max(0, found.start() - NEAR) : found.start()], following):
            continue
        last = found.end()
        yield last


def _abbreviated(before: str, following: str) -> bool:
    word = re.split(r"[\s(\"“‘\[]", before)[-1].lower()
    next_word = re.split(r"[\s,.]", following, maxsplit=1)[0].lower()
    if word in ("a.m", "p.m", "u.s", "u.k", "u.n", "d.c", "etc") or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return next_word not in OPENERS
    if word in ABBREVIATIONS:
        return True
    return (len(word) == 1 and word.isalpha()) or (word.isdecimal() and len(word) <= 2 and before.strip() == word)


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in [*_breaks(line), len(line)]:
        while stop - start > LONGEST:
            space = line.rfind(" ", start + 1, start + LONGEST)
            cut = space if space > start else start + LONGEST
            yield start, cut
            start = cut
        yield start, stop
        start = stop


def split(text: str, part: Literal["text", "title"], index: int = 0, begin_at: int = 0) -> list[Sentence]:
    """Return the sentences of `text[begin_at:]` in order, trimmed of white space; offsets count in `text`, numbers start at `index`."""
    sentences: list[Sentence] = []
    offset = begin_at
    for paragraph, line in enumerate(text[begin_at:].split("\n"), text.count("\n", 0, begin_at)):
        for start, stop in _pieces(line):
            piece = line[start:stop]
            trimmed = piece.strip()
            if trimmed:
                begin = offset + start + piece.index(trimmed[0])
                sentences.append(
                    Sentence(part, begin, begin + len(trimmed), trimmed, paragraph, index + len(sentences))
                )
        offset += len(line) + 1
    return sentences
