"""The terms of sentences: each word looked up, words that are one thing joined."""

import re
from collections.abc import Sequence

import numpy as np

from workers.dedup.numerals import join_words, joins_words
from workers.dedup.over import says_over
from workers.dedup.terms import (
    GOING_BACK,
    INSIDE,
    JOINS,
    NO_TOKEN,
    NOTHING,
    OPENING,
    SIGN_BITS,
    TERM_BITS,
    WORD_IN,
    Owners,
    Terms,
    distinct,
)

BETWEEN_BLANKS = re.compile(r"\S+")


def terms(sentences: Sequence[str]) -> tuple[Terms, Owners]:
    """Return the terms of sentences, one sentence after the other, and the number of the sentence of each. Within a sentence each term stands
    once, sorted (so that kinds stand together), without what carries nothing."""
    tokens: list[str] = []
    lengths: list[int] = []
    places: list[int] = []
    opening: list[str] = []
    for sentence in sentences:
        words = sentence.split()
        if words and not (words[0][0].isupper() and len(words) > 1 and words[1][0].isupper()):
            places.append(len(tokens))
            opening.append(words[0])
            words[0] = NO_TOKEN
        lengths.append(len(words))
        tokens += words
    entries = np.fromiter(map(INSIDE.__getitem__, tokens), np.int64, len(tokens))
    entries[places] = list(map(OPENING.__getitem__, opening))
    owner = np.arange(len(lengths)).repeat(lengths)
    signed = (entries & (1 << SIGN_BITS) - 1).nonzero()[0]
    over = _closer(sentences, entries, owner, signed) if len(signed) else []
    both = owner << TERM_BITS | entries >> SIGN_BITS
    both = np.concatenate([both[both >= 0], over]) if over else both[both >= 0]
    both.sort()
    both = distinct(both)
    return (both & (1 << TERM_BITS) - 1).astype(np.int32), both >> TERM_BITS


def _closer(sentences: Sequence[str], entries: Owners, owner: Owners, signed: Owners) -> list[int]:
    """Look at sentences with signed tokens: correct the entries of those with words to be joined, return those that say that people may go
    back, as `owner << TERM_BITS | term`."""
    joins, over = set[int](), set[int]()
    for number, entry in zip(owner[signed].tolist(), entries[signed].tolist(), strict=True):
        (joins if entry & JOINS else over).add(number)
    for number in joins:
        if joins_words(sentences[number]):
            entries[owner == number] = _entries(join_words(sentences[number].split()))
    return [number << TERM_BITS | GOING_BACK for number in over if says_over(sentences[number])]


def _entries(tokens: Sequence[str]) -> list[int]:
    """Return the entry of each token of a sentence."""
    return [(INSIDE if _opens_with_name(tokens) else OPENING)[tokens[0]], *map(INSIDE.__getitem__, tokens[1:])]


def located(sentence: str) -> list[tuple[int, int, int]]:
    """Return (term, start, end) of each word of a sentence that carries something, in order."""
    tokens = [(m.group(), m.start(), m.end()) for m in BETWEEN_BLANKS.finditer(sentence)]
    if not tokens:
        return []
    words = [token for token, _, _ in tokens]
    if joins_words(sentence):
        words = join_words(words)
    return [
        (entry >> SIGN_BITS, *_trimmed(token, start))
        for entry, (token, start, _) in zip(_entries(words), tokens, strict=True)
        if entry >> SIGN_BITS != NOTHING
    ]


def _opens_with_name(tokens: Sequence[str]) -> bool:
    """Whether a capital in the first token means a name: only where the next word has one too."""
    return len(tokens) > 1 and tokens[0][:1].isupper() and tokens[1][:1].isupper()


def _trimmed(token: str, start: int) -> tuple[int, int]:
    """Return where the word in a token starts and ends, the token standing at `start`."""
    found = WORD_IN.search(token)
    return (start + found.start(), start + found.end()) if found else (start, start + len(token))
