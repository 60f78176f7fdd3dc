"""The day a passage speaks of: the last one told in the sentences before, which an assertion without a date may be of."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from workers.extract.context import Context
from workers.extract.datefeatures import Assertion, tense
from workers.extract.features import Features
from workers.extract.sentences import Sentence
from workers.extract.times import DatePhrase, Tense, day_before, day_told, phrases_of, resolve
from workers.extract.wordsets import wordset

REACH = 8
"""Sentences to look back for a day: one told longer ago is hardly ever meant."""

GOING_ON = re.compile(rf"\b(?:{'|'.join(sorted(wordset('dayspoken_going_on')))})\b", re.IGNORECASE)
"""Words that go on with what was told ("then", "also", "there")."""

OPENING = re.compile(rf"(?:{'|'.join(sorted(wordset('dayspoken_opening')))}|in the)\b", re.IGNORECASE)
"""Words that open a sentence with a further moment of a day ("By ten", "Later", "Within the hour")."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A day, with the words that tell it, their sentence, and how many sentences back that is."""

    day: date
    phrase: DatePhrase
    sentence: Sentence
    gap: int


def spoken(context: Context, sentence: Sentence) -> Spoken | None:
    """Return the single day last told in the sentences before one, None where these tell none."""
    for gap in range(1, min(REACH, sentence.index) + 1):
        earlier = context.sentences[sentence.index - gap]
        for phrase in reversed(phrases_of(earlier.text)):
            day = _day(context, earlier, phrase)
            if day is not None:
                return Spoken(day, phrase, earlier, gap)
    return None


def _day(context: Context, sentence: Sentence, phrase: DatePhrase) -> date | None:
    published, zone, told = context.published(sentence), context.zone, None
    if phrase.kind == "shifted":
        before = context.sentences[max(0, sentence.index - REACH) : sentence.index]
        told = day_before([*(each.text for each in before), sentence.text[: phrase.start]], published, zone)
    return day_told(phrase, resolve(phrase, published, zone, Tense.PAST, told))


def features(said: Spoken, published: datetime, text: str, assertion: Assertion) -> Features:
    """Return what speaks for an assertion's being of the day its passage speaks of; `text` is its sentence."""
    own = phrases_of(text)
    ago = (published.date() - said.day).days
    return {
        "passage": 1.0,
        "passage, sentences back": min(said.gap, 6) / 3,
        "passage, sentence before": float(said.gap == 1),
        "passage, title": float(said.sentence.part == "title"),
        "passage, days ago": min(abs(ago), 5) / 3,
        "passage, today": float(ago == 0),
        "passage, ahead": float(ago < 0),
        "passage, own date": float(any(phrase.kind != "clock" for phrase in own)),
        "passage, own hour": float(any(phrase.kind == "clock" for phrase in own)),
        "passage, going on": float(bool(GOING_ON.search(text))),
        "passage, opening": float(bool(OPENING.match(text))),
        "passage, closure": float(assertion.closure),
        f"passage, status {assertion.status.value}": 1.0,
        f"passage, of {tense(assertion.trigger)}": 1.0,
    }
