"""An article as the reader takes it: passages of whole sentences in word pieces, with the names that may act or be left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workers.extract.context import Context
from workers.extract.lexicon import Lexicon
from workers.extract.naming import SHORT_NAMES
from workers.extract.reader.pieces import Pieces, Vocabulary

LONGEST_PASSAGE = 320
"""Word pieces: some ten sentences, so that who "the embassy" or "there" is stands in the same passage."""

LONGEST_SENTENCE = 150
LONGEST_LEAD = 100
"""Word pieces of a sentence that is only there for the sake of those after it."""

BEFORE = 2
"""Sentences repeated from the passage before, and the title with them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that may stand for an actor or a country: the sentence and its characters, what it names, and its state."""

    sentence: int
    start: int
    end: int
    kind: str
    name: str
    country: str | None
    body: str | None
    """The kind of actor of a well-known body; None for what the gazetteer knows."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Word pieces read at once. `spans` gives each sentence's pieces, `offsets` their characters, `scored` the sentences asked about here."""

    ids: list[int]
    spans: dict[int, tuple[int, int]]
    offsets: dict[int, list[tuple[int, int]]]
    scored: list[int]
    names: list[tuple[Name, int, int]]


@lru_cache(maxsize=4)
def _aliases(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the long names of bodies in a text in lower case, and the short ones in a text as it stands."""
    long = [alias for alias in lexicon.bodies if len(alias) > 3]
    return _any_of(long), _any_of([alias.upper() for alias in lexicon.bodies if alias in SHORT_NAMES])


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")


def names(context: Context) -> dict[int, list[Name]]:
    """Return the names of each sentence: places, nationals, offices of states and well-known bodies."""
    found: dict[int, list[Name]] = {}
    long, short = _aliases(context.lexicon)
    for sentence in context.sentences:
        here = [
            Name(sentence.index, m.start, m.end, m.kind, m.place.name, m.place.country, None)
            for m in context.located.get(sentence.index, ())
        ]
        lower = sentence.text.lower()
        matches = [*short.finditer(sentence.text)]
        if len(lower) == len(sentence.text):
            matches += long.finditer(lower)
        for match in matches:
            body = context.lexicon.bodies[match.group().lower()]
            if body.country != "?":
                here.append(
                    Name(sentence.index, match.start(), match.end(), "body", body.name, body.country or None, body.kind)
                )
        found[sentence.index] = here
    return found


def passages(context: Context, vocabulary: Vocabulary) -> list[Passage]:
    """Return the passages of an article; every sentence is scored in exactly one, those of the title in one of their own before the others.

    Beside the body, which tells it again, the reader hears nothing in a title; alone it hears in it what a line tells.
    """
    sentences = context.sentences
    pieces = [vocabulary.cut(sentence.text) for sentence in sentences]
    named = names(context)
    heads = [i for i, sentence in enumerate(sentences) if sentence.part == "title"]
    title = heads[:2]
    found = [_passage(pieces, [], heads, named, vocabulary)] if heads else []
    at = len(heads)
    while at < len(sentences):
        lead = [*title, *(i for i in range(max(len(heads), at - BEFORE), at))]
        scored: list[int] = []
        total = 1 + sum(min(len(pieces[i].ids), LONGEST_LEAD) + 1 for i in lead)
        while at < len(sentences):
            size = min(len(pieces[at].ids), LONGEST_SENTENCE) + 1
            if scored and total + size > LONGEST_PASSAGE:
                break
            total += size
            scored.append(at)
            at += 1
        found.append(_passage(pieces, lead, scored, named, vocabulary))
    return found


def _passage(
    pieces: Sequence[Pieces],
    lead: list[int],
    scored: list[int],
    named: dict[int, list[Name]],
    vocabulary: Vocabulary,
) -> Passage:
    ids = [vocabulary.opening]
    spans: dict[int, tuple[int, int]] = {}
    offsets: dict[int, list[tuple[int, int]]] = {}
    found: list[tuple[Name, int, int]] = []
    for index in [*lead, *scored]:
        limit = LONGEST_SENTENCE if index in scored else LONGEST_LEAD
        offsets[index] = pieces[index].offsets[:limit]
        start = len(ids)
        spans[index] = start, start + len(offsets[index])
        ids.extend(pieces[index].ids[:limit])
        ids.append(vocabulary.closing)
        for name in named[index]:
            inside = [i for i, (a, b) in enumerate(offsets[index]) if a < name.end and name.start < b]
            if inside:
                found.append((name, start + inside[0], start + inside[-1] + 1))
    return Passage(ids, spans, offsets, scored, found)
