"""Which date of a sentence tells when an assertion was announced, took place or is planned for: of the ways its dates can be read, the likeliest.

A conditional logit (McFadden, 1974) between these readings and none, over features an editor can read; its weights are fitted on
development articles by `python -m tests.evaluate.dating --write`.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from schemas.reports import When
from schemas.vocabulary import Status
from workers.extract.datefeatures import Assertion, placed, read, root
from workers.extract.datereach import REASONS, SAYING, ancestors, stands_alone
from workers.extract.features import Features
from workers.extract.sentences import Sentence
from workers.extract.syntax import Token, is_verb
from workers.extract.times import Bound, DatePhrase, Tense

FILE = Path(__file__).with_name("dating.toml")
"""The weights of the features, in the table `readings`."""

MARGIN = 0.2
"""Log odds by which a date must be likelier than none: silence is better than a guess. On the articles held out the time of .869 of the matched reports is
right with it, of .862 with a margin of .5, which invents one date fewer among 249."""

Days = Callable[[DatePhrase, Tense], When | None]
"""What days a phrase means, looking one way; None where nothing tells."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A date read one way: the phrase as it is bound, which way it looks, the days it then means, and what speaks for it."""

    phrase: DatePhrase
    tense: Tense
    when: When
    features: Features
    sentence: Sentence | None = None
    """The sentence of the phrase, where it is another than the assertion's."""


@lru_cache(maxsize=1)
def _fitted() -> Mapping[str, float]:
    weights: dict[str, float] = tomllib.loads(FILE.read_text(encoding="utf-8"))["readings"]
    return weights


def choose(offered: Sequence[Reading]) -> Reading | None:
    """Return the reading that tells the time of an assertion likelier than any other, and by `MARGIN` than none does."""
    best = max(offered, key=lambda each: score(each.features), default=None)
    return best if best is not None and score(best.features) > MARGIN else None


def score(features: Features) -> float:
    """Return how much likelier than none a reading is, as log odds."""
    weights = _fitted()
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def readings(phrases: Sequence[DatePhrase], assertion: Assertion, days: Days) -> list[Reading]:
    """Return every way of reading the phrases of a sentence that gives other days: as they are bound or as the day itself, looking back or ahead."""
    found: list[Reading] = []
    for phrase in phrases:
        token = root(assertion.doc, phrase)
        if token is None or phrase.kind == "decade" or _alien(token, assertion):
            continue
        since = _in_since_clause(token, assertion.trigger)
        told = replace(phrase, bound=Bound.SINCE) if since else phrase
        held = assertion.trigger if since else token
        place = placed(told, held, len(phrases) == 1, assertion)
        for bound, tense, when in _ways(told, _left(told, assertion, since=since), days):
            features = place | read(told, bound, tense, token, assertion)
            found.append(Reading(replace(told, bound=bound), tense, when, features))
    return found


def _left(phrase: DatePhrase, assertion: Assertion, *, since: bool) -> Sequence[tuple[Bound, Tense]]:
    """The ways of reading a phrase that its construction leaves open."""
    if since:
        return [(Bound.SINCE, Tense.PAST)]
    if _is_deadline(phrase, assertion):
        return [(phrase.bound, Tense.FUTURE)]
    ways = (Tense.PAST,) if phrase.bound is Bound.SINCE else (Tense.PAST, Tense.FUTURE)
    return [(bound, tense) for bound in (phrase.bound, Bound.ON) for tense in ways]


def _ways(phrase: DatePhrase, left: Sequence[tuple[Bound, Tense]], days: Days) -> Iterator[tuple[Bound, Tense, When]]:
    """Those of the ways that give other days."""
    told: list[When] = []
    for bound, tense in left:
        when = days(replace(phrase, bound=bound), tense)
        if when is not None and when not in told:
            told.append(when)
            yield bound, tense, when


def _is_deadline(phrase: DatePhrase, assertion: Assertion) -> bool:
    """Whether a date is the day by which people are told to go ("ordered everyone to leave by Friday")."""
    verb = assertion.trigger
    over = "had" in (verb.lower_, verb.head.lower_) or any(child.lower_ == "had" for child in verb.children)
    told = assertion.status in (Status.ADVISED, Status.ORDERED, Status.AUTHORIZED)
    return told and phrase.bound in (Bound.BY, Bound.UNTIL) and phrase.start > verb.idx and not over


def _alien(token: Token, assertion: Assertion) -> bool:
    """Whether the date is another sentence's that is only joined by "and", a reason's, or was said of something else before a plan was told."""
    if assertion.guessed:
        return False
    above = {word.i for word in ancestors(assertion.trigger)}
    outside = [word for word in ancestors(token) if word.i not in above]
    joined = any(word.dep_ == "conj" and is_verb(word) and stands_alone(word) for word in outside)
    reason = any(word.dep_ == "poss" for word in outside) and any(word.lower_ in REASONS for word in outside)
    return joined or reason or (assertion.status is Status.PLANNED and _of_the_saying(token, assertion.trigger))


def _of_the_saying(token: Token, trigger: Token) -> bool:
    """Whether a date stands before, and outside, the words in which a plan is told: on Friday they urged, and said that they would."""
    said = next(
        (verb for verb in ancestors(trigger) if verb.dep_ == "ccomp" and SAYING.fullmatch(verb.head.lower_)), None
    )
    return said is not None and token.i < trigger.i and said.i not in {word.i for word in ancestors(token)}


def _in_since_clause(token: Token, trigger: Token) -> bool:
    """Whether the date stands in a clause of time opened by "since" under a predicate in the perfect: it bounds what has been done since."""
    if not any(child.dep_ == "aux" and child.lower_ in ("has", "have", "had") for child in trigger.children):
        return False
    clauses = [word for word in ancestors(token) if word.dep_ == "advcl" and word.head.i == trigger.i]
    return any(child.dep_ == "mark" and child.lower_ == "since" for word in clauses for child in word.children)
