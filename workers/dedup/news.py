"""What an article says that its story has not said: changed values, passages; and what is not news: asides, rewordings, the page's own lines."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from workers.dedup.align import ALIGNED, Alignment, Told
from workers.dedup.kinship import NEAR
from workers.dedup.sentences import Sentence
from workers.dedup.terms import COUNTRY, DATE, GOING_BACK, KIND_SHIFT, NAME, NUMBER, SMALL, WORD, located

EDITED = 0.5
"""Share of the aligned sentences that are word for word from which the copy was made by an editor, who changes a word to say something else;
below it by a rewriter, who changes words for the sake of it."""
MOST_REWORDED = 0.34
"""Share of sentences with other words (and the same names and figures) up to which an editor's other words mean something."""
NEW_WORDS = 2
SHORT_SENTENCE, ONE_WORD = 12, 0.9
"""In a sentence of so few terms, or one otherwise so much the same, one other word is enough ("allowed" made "ordered")."""
RELATED = 0.2
"""Share of a closing paragraph's words that the story knows: appended notices reached .17, added passages began at .22."""
BARELY_RELATED = 0.05
RELATED_AFTER_ASIDE = 0.34
PASSAGE_WORDS = 3
LEAST_OWN = 0.5
"""Coverage below which a rewritten article brings more of its own than of the story."""
OWN_ANCHORS = 3

CORRECTION = re.compile(
    r"(?i)\b(?:an|the) (?:earlier|previous|original) (?:version|report|story)\b|^\W*correct(?:ion|s|ed)\b\W|\b(?:has|have) been corrected\b"
    r"|\bcorrects? (?:the |a |an |to |that |spelling|name|number|figure|date|place)|\bwe (?:incorrectly|wrongly|mistakenly)\b|\bregrets? the error\b"
)
CORRECTION_WORDS = (
    "correct", "wrongly", "mistakenly", "regret",
    *(f"{when} {what}" for when in ("earlier", "previous", "original") for what in ("version", "report", "story")),
)  # fmt: skip
"""A text without any of these corrects nothing: far faster to see."""
ASIDE = re.compile(
    r"(?i)^\W*(?:in other news|in other developments elsewhere|meanwhile,? in (?:sports?|business|entertainment|other)|elsewhere\b|also (?:in the news|today|on)\b"
    r"|in brief\b|on this day\b|(?:sports?|markets?|weather|business|stocks)\s*:)"
)
ON_TOPIC = re.compile(
    r"(?i)\b(?:evacuat\w+|neighbou?ring|nearby|shelters?|rescue[ds]?|rescuers|firefighters?|told to|ordered to|urged to|asked to|advised to|injured|missing"
    r"|displaced|so far|the (?:fire|blaze|flood|storm|quake|explosion|eruption|leak|attack|evacuation|order|company|ministry|mayor|governor|embassy)"
    r"|later on|(?:in|by) the evening|on (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:evening|night|morning|afternoon))\b"
)
"""What a passage added to a report of danger speaks of, and a notice about something else does not."""
HEADED = re.compile(r"^[A-Z][A-Z' -]{3,40}: ")
SPEECH = re.compile(r"[\"“]|\b(?:said|says)\b")
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


def is_correction(text: str) -> bool:
    """Whether an article says that it corrects an earlier version."""
    return _may_correct(text) and any(map(_corrects, text.split("\n")))


def _may_correct(text: str) -> bool:
    lower = text.lower()
    for word in CORRECTION_WORDS:  # noqa: SIM110 - a generator would take longer than the search
        if word in lower:
            return True
    return False


def _corrects(body: str) -> bool:
    return _may_correct(body) and CORRECTION.search(body) is not None


def find_news(sentences: Sequence[Sentence], alignment: Alignment, told: Told, coverage: float) -> list[Finding]:
    """Return what each sentence that is not furniture is to the story, in order. `coverage`: share of the article's names and figures known."""
    aligned = alignment.exact | (alignment.inside >= ALIGNED) | (alignment.likeness >= ALIGNED)
    weight = float(alignment.weight[aligned].sum())
    edited = weight > 0 and float(alignment.weight[alignment.exact].sum()) >= EDITED * weight
    if edited:
        return _edited(sentences, alignment, told, aligned.tolist())
    return _rewritten(sentences, alignment, aligned.tolist(), coverage)


def _edited(sentences: Sequence[Sentence], alignment: Alignment, told: Told, aligned: Sequence[bool]) -> list[Finding]:
    exact = alignment.exact.tolist()
    changes = {n: _change(n, alignment, told) for n in range(len(sentences)) if aligned[n] and not exact[n]}
    reworded = sum(1 for anchors, words in changes.values() if words and not anchors)
    deliberate = reworded <= max(1, MOST_REWORDED * len(sentences))
    asides = _asides(sentences, alignment, aligned)
    nearests = alignment.nearest.tolist()
    body = int(np.argmax(alignment.exact))
    findings = []
    for number, sentence in enumerate(sentences):
        nearest = nearests[number]
        part, novel = Part.SAID, frozenset[int]()
        if number in changes:
            anchors, words = changes[number]
            if anchors or (deliberate and words and (number > body or alignment.likeness[number] >= NEAR)):
                part, novel = Part.CHANGED, anchors | words
        elif not aligned[number]:
            part = Part.ASIDE if number in asides else Part.ADDED
        if not exact[number] and _corrects(sentence.body):
            part = Part.ADDED
        findings.append(Finding(sentence, part, nearest if aligned[number] else None, _places(sentence, novel)))
    return findings


def _change(number: int, alignment: Alignment, told: Told) -> tuple[frozenset[int], frozenset[int]]:
    """Return the anchors and the words that a sentence adds to the one passage of the story that it adds least to."""
    terms = frozenset(alignment.mine.terms(number))
    likenesses = alignment.likenesses[number]
    close = np.argsort(-likenesses, kind="stable")[:4].tolist()
    best: tuple[frozenset[int], frozenset[int]] | None = None
    for row in close:
        for last in (row + 1, row + 2):
            novel = terms.difference(told.terms(row, last))
            words = frozenset(t for t in novel if t >> KIND_SHIFT == WORD)
            found = novel - words, words
            if best is None or (len(found[0]), len(found[1])) < (len(best[0]), len(best[1])):
                best = found
    anchors, words = best or (terms, frozenset())
    short = len(terms) <= SHORT_SENTENCE or bool(alignment.likeness[number] >= ONE_WORD)
    return anchors, words if len(words) >= (1 if short else NEW_WORDS) else frozenset()


def _places(sentence: Sentence, novel: frozenset[int]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for term, start, end in located(sentence.body) if term in novel) if novel else ()


def _asides(sentences: Sequence[Sentence], alignment: Alignment, aligned: Sequence[bool]) -> set[int]:
    """Return the sentences in paragraphs that are about something else, or that open the article without a fact of their own."""
    if not any(aligned):
        return set()
    first = int(np.argmax(alignment.exact))
    last = len(aligned) - 1 - aligned[::-1].index(True)
    asides: set[int] = set()
    after_aside = False
    for numbers in _paragraphs(sentences, aligned):
        text = " ".join(sentences[n].body for n in numbers)
        related = _related(numbers, alignment)
        if ASIDE.match(text) or (HEADED.match(text) and numbers[0] > first):
            aside = True
        elif numbers[-1] < first:
            aside = not any(_fact(n, sentences, alignment, opening=True) for n in range(first))
        elif numbers[0] > last:
            aside = related < (RELATED_AFTER_ASIDE if after_aside else RELATED)
            aside = aside and (after_aside or related < BARELY_RELATED or not ON_TOPIC.search(text))
        else:
            aside = False
        aside = aside or not any(_fact(n, sentences, alignment, opening=False) for n in numbers)
        after_aside = aside and numbers[0] > last
        if aside:
            asides.update(numbers)
    return asides


def _paragraphs(sentences: Sequence[Sentence], aligned: Sequence[bool]) -> list[list[int]]:
    """Return runs of unaligned sentences of one paragraph."""
    runs: list[list[int]] = []
    for number, sentence in enumerate(sentences):
        if aligned[number]:
            continue
        if runs and runs[-1][-1] == number - 1 and sentences[number - 1].paragraph == sentence.paragraph:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _related(numbers: Sequence[int], alignment: Alignment) -> float:
    """Share of a passage's weight that the story knows; weekdays and small numbers, which every text has, left out."""
    whole = known = 0
    for number in numbers:
        for term, here in alignment.has(number):
            kind = term >> KIND_SHIFT
            if kind in (DATE, SMALL):
                continue
            weight = 2 if kind in (NAME, COUNTRY, NUMBER) else 1
            whole += weight
            known += weight * here
    return known / whole if whole else 0.0


def _fact(number: int, sentences: Sequence[Sentence], alignment: Alignment, *, opening: bool) -> bool:
    """Whether a sentence tells something that can be checked: a new name, figure or day, or enough new words."""
    kinds = [term >> KIND_SHIFT for term, here in alignment.has(number) if not here]
    figures = sum(kind in (NUMBER, SMALL) for kind in kinds)
    if opening:
        return figures > 0 or (
            kinds.count(NAME) + kinds.count(COUNTRY) >= 2 and SPEECH.search(sentences[number].body) is not None
        )
    return figures > 0 or not {NAME, COUNTRY, DATE}.isdisjoint(kinds) or kinds.count(WORD) >= PASSAGE_WORDS


def _rewritten(
    sentences: Sequence[Sentence], alignment: Alignment, aligned: Sequence[bool], coverage: float
) -> list[Finding]:
    """A rewriter's other words say nothing new; a large figure does, and so does an article that is mostly its own."""
    findings = []
    for number, sentence in enumerate(sentences):
        nearest = int(alignment.nearest[number]) if aligned[number] else None
        known = dict(alignment.has(number))
        novel = frozenset[int]()
        if any(not here and term >> KIND_SHIFT == NUMBER for term, here in known.items()):
            novel = frozenset(
                term
                for term, start, end in located(sentence.body)
                if term >> KIND_SHIFT == NUMBER and not known.get(term, True) and LARGE.match(sentence.body[start:end])
            )
        anchors = sum(
            1 for term, here in known.items() if not here and term >> KIND_SHIFT in (NAME, COUNTRY, NUMBER, SMALL)
        )
        part = Part.SAID
        if not aligned[number] and coverage < LEAST_OWN and anchors >= OWN_ANCHORS:
            part = Part.ADDED
        elif novel or not known.get(GOING_BACK, True):
            part = Part.CHANGED
        elif not alignment.exact[number] and _corrects(sentence.body):
            part = Part.ADDED
        findings.append(Finding(sentence, part, nearest, _places(sentence, novel)))
    return findings
