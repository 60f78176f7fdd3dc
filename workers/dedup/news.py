"""What an article says that its story has not said: changed values, passages; and what is not news: asides, rewordings, the page's own lines."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from itertools import compress
from typing import NamedTuple

import numpy as np

from workers.dedup.align import ALIGNED, Alignment, Told
from workers.dedup.asides import asides_of
from workers.dedup.corrections import corrects
from workers.dedup.forms import NEAR
from workers.dedup.notices import OTHER_YEARS, THESE_DAYS, is_headed
from workers.dedup.reading import located
from workers.dedup.restated import restated
from workers.dedup.rounding import is_rounded
from workers.dedup.sentences import Sentence
from workers.dedup.terms import (
    COUNTRY,
    GOING_BACK,
    KIND_SHIFT,
    NAME,
    NUMBER,
    SMALL,
    WORD,
    figure_term,
    stopping,
    whole_number,
)

EDITED = 0.5
"""Share of the aligned sentences that are word for word from which the copy was made by an editor, who changes a word to say something else;
below it by a rewriter, who changes words for the sake of it."""
MOST_REWORDED = 0.34
"""Share of sentences with other words (and the same names and figures), be they known to mean the same, up to which an editor's other words mean
something."""
NEW_WORDS = 2
SHORT_SENTENCE, ONE_WORD = 12, 0.9
"""In a sentence of so few terms, or one otherwise so much the same, one other word is enough ("allowed" made "ordered")."""
REWRITER_SENTENCES, REWRITER_SHARE = 4, 0.34
"""An article of which the story keeps so many sentences, and this one has at most this share word for word, told it in its own words."""
CLOSE = 4
"""Sentences of the story, the ones most like it, beside which a changed one is laid."""
LEAST_OWN = 0.5
"""Coverage below which a rewritten article brings more of its own than of the story."""
OWN_ANCHORS = 3

LARGE = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d{3,})(?:\.\d+)?$")


class Part(StrEnum):
    """What a sentence is to its story."""

    SAID = "said"
    """said before, in these words or in others"""
    CHANGED = "changed"
    """said before with other values"""
    ADDED = "added"
    """not said before"""
    ASIDE = "aside"
    """about something else, or without a fact of its own"""
    FURNITURE = "furniture"
    """the page's own words"""


class Finding(NamedTuple):
    """What one sentence of an article is to the story. `novel` are the code points, within the sentence's body, of words it adds."""

    sentence: Sentence
    part: Part
    nearest: int | None
    """the story's sentence most like it"""
    novel: tuple[tuple[int, int], ...] = ()


def find_news(sentences: Sequence[Sentence], alignment: Alignment, told: Told, coverage: float) -> list[Finding]:
    """Return what each sentence that is not furniture is to the story, in order. `coverage`: share of the article's names and figures known."""
    exact, weights = alignment.exact.tolist(), alignment.weight.tolist()
    aligned = _aligned(alignment, exact)
    kept = list(exact)
    if any(exact):
        for number, here in enumerate(aligned):
            kept[number] = exact[number] or (here and _keeps_words(number, alignment, told))
    mass, same = sum(compress(weights, aligned)), sum(compress(weights, kept))
    if not (mass > 0 and same >= EDITED * mass and any(exact)):
        return _rewritten(sentences, alignment, told, aligned, coverage)
    for number in range(len(exact) - exact[::-1].index(True), len(aligned)):
        aligned[number] = aligned[number] and (
            alignment.likeness[number] >= NEAR or not is_headed(sentences[number].body)
        )
    return _edited(sentences, alignment, told, aligned)


def _aligned(alignment: Alignment, exact: Sequence[bool]) -> list[bool]:
    """Return of each sentence whether it tells what a passage of the story tells."""
    inside, likeness = alignment.inside.tolist(), alignment.likeness.tolist()
    return [
        said or share >= ALIGNED or like >= ALIGNED for said, share, like in zip(exact, inside, likeness, strict=True)
    ]


def _keeps_words(number: int, alignment: Alignment, told: Told) -> bool:
    """Whether a sentence differs from the story's by names, figures and dates alone: no rewriter leaves all the words."""
    theirs = set(told.terms(int(alignment.nearest[number])))
    return alignment.likeness[number] >= NEAR and not any(
        term >> KIND_SHIFT == WORD and term not in theirs for term in alignment.mine.terms(number)
    )


def _edited(sentences: Sequence[Sentence], alignment: Alignment, told: Told, aligned: Sequence[bool]) -> list[Finding]:
    exact = alignment.exact.tolist()
    changes = {
        n: _change(n, alignment, told, sentences[n].body) for n in range(len(sentences)) if aligned[n] and not exact[n]
    }
    aligned = [
        here and not (number in changes and _beside(number, changes[number], alignment))
        for number, here in enumerate(aligned)
    ]
    changes = {n: change for n, change in changes.items() if aligned[n]}
    reworded = sum(1 for anchors, words in changes.values() if words and not anchors)
    if reworded:
        reworded += sum(1 for n, change in changes.items() if not any(change) and alignment.likeness[n] >= ONE_WORD)
    deliberate = reworded <= max(1, MOST_REWORDED * len(sentences))
    asides = asides_of(sentences, alignment, aligned)
    nearests = alignment.nearest.tolist()
    rewriters = _rewriters(alignment, told) if reworded and deliberate else set[int]()
    body, last = exact.index(True), len(exact) - 1 - exact[::-1].index(True)
    said = Part.SAID
    findings = []
    for number, sentence in enumerate(sentences):
        nearest = nearests[number]
        if exact[number]:
            findings.append(Finding(sentence, said, nearest))
            continue
        part, novel = said, frozenset[int]()
        if number in changes and not (number > last and _recalls(sentence.body, changes[number][0])):
            anchors, words = changes[number]
            meant = deliberate and told.bringer[nearest] not in rewriters and not sentence.body.endswith("?")
            if anchors or (meant and words and (number > body or alignment.likeness[number] >= NEAR)):
                part, novel = Part.CHANGED, anchors | words
        elif not aligned[number]:
            part = Part.ASIDE if number in asides else Part.ADDED
        if corrects(sentence.body):
            part = Part.ADDED
        findings.append(Finding(sentence, part, nearest if aligned[number] else None, _places(sentence, novel)))
    return findings


def _recalls(body: str, anchors: Set[int]) -> bool:
    """Whether a sentence at the end tells of other years what the story tells, but for these terms: its background in other words."""
    if any(term >> KIND_SHIFT in (NAME, COUNTRY, NUMBER) for term in anchors):
        return False
    return tells_of_other_years(body)


def tells_of_other_years(body: str) -> bool:
    """Whether a sentence tells of other years, and of none of these days."""
    return OTHER_YEARS.search(body) is not None and THESE_DAYS.search(body) is None


def _beside(number: int, change: tuple[frozenset[int], frozenset[int]], alignment: Alignment) -> bool:
    """Whether a sentence that adds something stands beside the sentence that it is like, which the article has word for word too: it changes nothing."""
    return bool(change[0] or change[1]) and bool(
        (alignment.nearest[alignment.exact] == alignment.nearest[number]).any()
    )


def _rewriters(alignment: Alignment, told: Told) -> set[int]:
    """Return the articles of the story that told it in words of their own: beside theirs, this article's other words say nothing."""
    if len(told.bringers) == 1:
        return set()
    exact = Counter(told.bringer[int(row)] for row in alignment.nearest[alignment.exact])
    source = max(exact, key=lambda bringer: (exact[bringer], -bringer))
    return {
        bringer
        for bringer, count in told.bringers.items()
        if bringer != source and count >= REWRITER_SENTENCES and exact[bringer] <= REWRITER_SHARE * count
    }


def _change(number: int, alignment: Alignment, told: Told, body: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the anchors and the words that a sentence adds to the one passage of the story that it adds least to."""
    terms = frozenset(alignment.mine.terms(number))
    close = (-alignment.likenesses[number]).argsort(kind="stable")[:CLOSE].tolist()
    best: tuple[frozenset[int], frozenset[int]] | None = None
    for row in close:
        for last in (row + 1, row + 2):
            novel = terms.difference(told.terms(row, last))
            words = frozenset(t for t in novel if t >> KIND_SHIFT == WORD)
            found = novel - words, words
            if not novel:
                return found
            if best is None or (len(found[0]), len(found[1])) < (len(best[0]), len(best[1])):
                best = found
    anchors, words = best or (terms, frozenset())
    if anchors or words:
        same = only_restated(number, body, alignment, told)
        anchors, words = anchors - same, words - same
    short = len(terms) <= SHORT_SENTENCE or bool(alignment.likeness[number] >= ONE_WORD)
    return anchors, words if len(words) >= (1 if short else NEW_WORDS) else frozenset()


def only_restated(number: int, body: str, alignment: Alignment, told: Told) -> set[int]:
    """Return the terms of a sentence that only say otherwise what the story's passage says (`restated`)."""
    terms = frozenset(alignment.mine.terms(number))
    return restated(body, terms, _known(number, alignment), _passage(number, alignment, told))


def _passage(number: int, alignment: Alignment, told: Told) -> frozenset[int]:
    """Return the terms of the story's sentence most like one of the article, and of its neighbours."""
    near = int(alignment.nearest[number])
    return frozenset(told.terms(max(0, near - 1), near + 2))


def _known(number: int, alignment: Alignment) -> frozenset[int]:
    return frozenset(term for term, here in alignment.has(number) if here)


def _places(sentence: Sentence, novel: frozenset[int]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for term, start, end in located(sentence.body) if term in novel) if novel else ()


def _rewritten(
    sentences: Sequence[Sentence], alignment: Alignment, told: Told, aligned: Sequence[bool], coverage: float
) -> list[Finding]:
    """A rewriter's other words say nothing new; a large figure does, and so does an article that is mostly its own."""
    findings = []
    for number, sentence in enumerate(sentences):
        nearest = int(alignment.nearest[number]) if aligned[number] else None
        known = dict(alignment.has(number))
        novel = frozenset[int]()
        if any(not here and term >> KIND_SHIFT == NUMBER for term, here in known.items()):
            novel = large_figures(number, sentence.body, alignment, told)
        anchors = sum(
            1 for term, here in known.items() if not here and term >> KIND_SHIFT in (NAME, COUNTRY, NUMBER, SMALL)
        )
        part = Part.SAID
        if not aligned[number] and coverage < LEAST_OWN and anchors >= OWN_ANCHORS:
            part = Part.ADDED
        elif novel or not known.get(GOING_BACK, True) or _halts(number, known, alignment):
            part = Part.CHANGED
        elif not alignment.exact[number] and corrects(sentence.body):
            part = Part.ADDED
        findings.append(Finding(sentence, part, nearest, _places(sentence, novel)))
    return findings


def _halts(number: int, known: Mapping[int, bool], alignment: Alignment) -> bool:
    """Whether a sentence says in nearly the story's words that something is halted, of which the story says nothing."""
    return bool(alignment.likeness[number] >= ONE_WORD) and not known.get(stopping(), True)


def large_figures(number: int, body: str, alignment: Alignment, told: Told) -> frozenset[int]:
    """Return the large figures of a sentence that the story has not, but for a sum of two that it has and of which the sentence names one,
    for a figure of the story's passage rounded, and for one in other units."""
    known, passage = dict(alignment.has(number)), _passage(number, alignment, told)
    places = [(t, body[a:b], body[:a]) for t, a, b in located(body) if t >> KIND_SHIFT == NUMBER]
    parts = [value for term, text, _ in places if known.get(term) and (value := whole_number(text)) is not None]
    novel = set[int]()
    for term, text, before in places:
        if not known.get(term, True) and LARGE.match(text):
            total = whole_number(text)
            rests = [] if total is None else [figure_term(total - part) for part in parts if part < total]
            rounded = total is not None and is_rounded(before, total, passage)
            if not rounded and not np.isin(rests, told.vocabulary).any():
                novel.add(term)
    return frozenset(novel - restated(body, known.keys(), frozenset(), passage) if novel else novel)
