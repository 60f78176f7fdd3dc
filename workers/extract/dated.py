"""The dates that an assertion is offered: those of its own sentence, each way they can be read, and the day its passage speaks of."""

from collections.abc import Sequence
from datetime import date, datetime

from schemas.reports import When
from schemas.vocabulary import Status
from workers.extract import dayspoken, times
from workers.extract.context import Context
from workers.extract.datefeatures import Assertion
from workers.extract.dating import Reading, readings
from workers.extract.fulldates import span
from workers.extract.once import once
from workers.extract.times import DatePhrase, Tense
from workers.extract.view import GUESSED, Statement, View


def offered(view: View, statement: Statement) -> list[Reading]:
    """Return every reading of a date that may tell when what a statement asserts came about."""
    own = of_sentence(view, statement)
    return own + _of_passage(view, _assertion(view, statement), own)


def of_sentence(view: View, statement: Statement) -> list[Reading]:
    """Return every reading of the dates of a statement's own sentence."""
    context, phrases = view.context, times.phrases_of(view.sentence.text)
    published = context.published(view.sentence)
    told = {phrase.start: _day_before(view, phrase) for phrase in phrases if phrase.kind in times.POINTING}

    def days(phrase: DatePhrase, tense: Tense) -> When | None:
        return times.resolve(phrase, published, context.zone, tense, told.get(phrase.start))

    return readings(phrases, _assertion(view, statement), days)


def _assertion(view: View, statement: Statement) -> Assertion:
    status = Status(statement.status or "under_way")
    closure, guessed = statement.action == "closure", statement.pattern == GUESSED
    return Assertion(view.doc, statement.verb, status, closure=closure, guessed=guessed)


def _day_before(view: View, phrase: DatePhrase) -> date | None:
    """The single day last told before a phrase, which it may point back to."""
    context, sentence = view.context, view.sentence
    published = context.published(sentence)
    told = _day_told(context, sentence.index, published)
    return times.day_before([sentence.text[: phrase.start]], published, context.zone, told)


def _day_told(context: Context, index: int, published: datetime | None) -> date | None:
    """The single day last told before a sentence, as at a time of publication."""
    days = _days_told(context, published)
    for sentence in context.sentences[len(days) - 1 : index]:
        days.append(times.day_before([sentence.text], published, context.zone, days[-1]))
    return days[index]


@once
def _days_told(context: Context, published: datetime | None) -> list[date | None]:
    """The day told before each sentence of an article, as far as it has been asked."""
    return [None]


def _of_passage(view: View, assertion: Assertion, own: Sequence[Reading]) -> list[Reading]:
    """The day its passage speaks of, where the sentence does not tell it itself."""
    published = view.context.published(view.sentence)
    said = dayspoken.spoken(view.context, view.sentence)
    if published is None or said is None or any(reading.when == span(said.day) for reading in own):
        return []
    found = dayspoken.features(said, published, view.sentence.text, assertion)
    return [Reading(said.phrase, Tense.PAST, span(said.day), found, said.sentence)]
