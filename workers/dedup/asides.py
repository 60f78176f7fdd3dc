"""Paragraphs of an article that are no news of its story: about something else, of other years, without a fact of their own."""

import re
from collections.abc import Sequence

import numpy as np

from workers.dedup.align import Alignment
from workers.dedup.forms import NEAR
from workers.dedup.notices import (
    ASIDE,
    GOES_ON,
    LATER,
    NOTICE,
    ON_TOPIC,
    OTHER_TIMES,
    RECALLED,
    REFERS_BACK,
    THESE_DAYS,
    is_headed,
)
from workers.dedup.sentences import Sentence
from workers.dedup.terms import COUNTRY, DATE, KIND_SHIFT, NAME, NUMBER, SMALL, WORD

RELATED = 0.34
"""Share of a closing paragraph's words that the story knows, below which it is taken for a notice unless it speaks of danger: notices that
name the same town reached .38, hence `NOTICE`."""
BARELY_RELATED = 0.05
PASSAGE_WORDS = 3
SPEECH = re.compile(r"[\"“]|\b(?:said|says)\b")


def asides_of(sentences: Sequence[Sentence], alignment: Alignment, aligned: Sequence[bool]) -> set[int]:
    """Return the sentences in paragraphs that are about something else, or that open the article without a fact of their own."""
    if all(aligned) or not any(aligned):
        return set()
    first = int(np.argmax(alignment.exact | (alignment.likeness >= NEAR)))
    last = len(aligned) - 1 - aligned[::-1].index(True)
    asides: set[int] = set()
    after_aside = False
    for numbers in _paragraphs(sentences, aligned):
        text = " ".join(sentences[n].body for n in numbers)
        related = _related(numbers, alignment)
        on_topic = ON_TOPIC.search(text) is not None
        if LATER.match(text):
            aside = False
        elif ASIDE.match(text) or (numbers[0] > last and is_headed(text)):
            aside = True
        elif numbers[-1] < first:
            aside = text.endswith(":") or not any(_fact(n, sentences, alignment, opening=True) for n in range(first))
        elif numbers[0] > last and (
            _goes_on(numbers[0], sentences, alignment)
            or ((REFERS_BACK.match(text) or GOES_ON.search(text)) is not None and NOTICE.search(text) is None)
        ):
            aside = False
        elif numbers[0] > last and (
            _of_other_times(numbers, sentences, alignment)
            or (RECALLED.match(text) is not None and _names_other(numbers, alignment))
        ):
            aside = True
        elif numbers[0] > last:
            unlike = after_aside or not on_topic or related < BARELY_RELATED
            aside = (related < RELATED and unlike) or (
                not on_topic and (after_aside or NOTICE.search(text) is not None)
            )
        else:
            aside = False
        aside = aside or not any(_fact(n, sentences, alignment, opening=False) for n in numbers)
        after_aside = aside and numbers[0] > last
        if aside:
            asides.update(numbers)
    return asides


def _goes_on(number: int, sentences: Sequence[Sentence], alignment: Alignment) -> bool:
    """Whether a sentence goes on with a paragraph of the story, as no notice does where there are paragraphs."""
    paragraph = sentences[number].paragraph
    return bool(alignment.exact[number - 1]) and sentences[number - 1].paragraph == paragraph != sentences[0].paragraph


def _of_other_times(numbers: Sequence[int], sentences: Sequence[Sentence], alignment: Alignment) -> bool:
    """Whether sentences give the story's background: they tell of other years, and of nobody and no place that the story names."""
    bodies = [sentences[n].body for n in numbers]
    if not all(OTHER_TIMES.search(body) and not THESE_DAYS.search(body) for body in bodies):
        return False
    return not any(here and term >> KIND_SHIFT in (NAME, NUMBER) for n in numbers for term, here in alignment.has(n))


def _names_other(numbers: Sequence[int], alignment: Alignment) -> bool:
    """Whether sentences name what the story does not."""
    kinds = {term >> KIND_SHIFT for n in numbers for term, here in alignment.has(n) if not here}
    return not kinds.isdisjoint((NAME, COUNTRY))


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
