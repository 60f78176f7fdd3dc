"""Which date phrase of a sentence tells when an assertion was announced, took place or is planned for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.vocabulary import APART, Status
from workers.extract.syntax import Token
from workers.extract.times import Bound, DatePhrase, Tense

ANNOUNCED = frozenset(
    (Status.ADVISED, Status.ORDERED, Status.AUTHORIZED, Status.RULED_OUT, Status.CALLED_FOR, Status.HALTED)
)
"""Statuses that come about by being said: the date of the saying is theirs."""

SAYING = re.compile(
    r"(?:say|tell|announc|report|add|declar|stat|confirm|inform|indicat|writ|tweet|post|not|explain|insist|claim|reveal|disclos|assur|warn|accord)"
    r"(?:e|s|es|ed|ing)?|said|told|wrote"
)
"""Verbs of saying: their own date is not the date of what is said."""

STATES = re.compile(r"been|be|is|are|was|were|'s|'re|gone|out|away|shut|closed|empty|remained")
"""Words for a state: what holds since a day happened on that day."""

FAR = 100
ACCEPTED = 6
"""Steps: a phrase farther from the assertion than this belongs to something else. Chosen on the development part."""

SINCE_CLAUSE = 3
"""Steps to a date in "since the fighting began on 15 April": it bounds what has been done since."""

_CLAUSES = {"relcl": 5, "acl": 4, "advcl": 6, "ccomp": 6, "parataxis": 4, "csubj": 6, "appos": 2, "dep": 2}
"""Cost of leaving a clause that does not hold the assertion."""

_HIGHER = {"relcl": 5, "acl": 3, "advcl": 3, "ccomp": 2, "conj": 2, "parataxis": 2, "xcomp": 0, "pcomp": 1}
"""Cost of climbing out of the assertion's own clause towards a phrase outside it."""

_REASONS = frozenset(("after", "since", "following", "amid", "because", "due", "before", "despite"))
_AHEAD = frozenset(("will", "'ll", "wo", "shall", "would", "to", "may", "might", "can", "could", "should", "must"))


@dataclass(frozen=True, slots=True)
class Dated:
    """The phrase chosen for an assertion and which way it looks."""

    phrase: DatePhrase
    tense: Tense


def choose(phrases: Sequence[DatePhrase], doc: Token, trigger: Token, status: Status) -> Dated | None:
    """Return the phrase that tells the time of the assertion whose predicate is `trigger`, None where none does.

    `doc` is the parse of the sentence that the phrases' offsets count in, `trigger` one of its tokens. The distance is the dependency path between the two,
    made longer by every border of a clause it crosses.
    """
    best: tuple[int, int, DatePhrase] | None = None
    for phrase in phrases:
        token = _root(doc, phrase)
        if token is None or not _tells(phrase, status) or (status is Status.PLANNED and _of_the_saying(token, trigger)):
            continue
        cost, told = _distance(token, phrase, trigger, status), phrase
        if _in_since_clause(token, trigger):
            cost, told = min(cost, SINCE_CLAUSE), replace(phrase, bound=Bound.SINCE)
        announced = status is Status.PLANNED and trigger.dep_ == "ccomp"
        if cost > ACCEPTED and _fronted(doc, phrase) and status not in APART and not announced:
            cost = ACCEPTED
        if cost <= ACCEPTED:
            key = (cost, abs(token.i - trigger.i), told)
            if best is None or key[:2] < best[:2]:
                best = key
    return None if best is None else Dated(*_read(best[2], trigger, status))


def _read(phrase: DatePhrase, trigger: Token, status: Status) -> tuple[DatePhrase, Tense]:
    """Return the phrase as it bounds this assertion, and which way it looks."""
    if status is Status.PLANNED:
        return phrase, Tense.PAST if _was_to_have(trigger) else Tense.FUTURE
    if status is Status.HALTED and phrase.bound is Bound.FROM:
        return replace(phrase, bound=Bound.ON), Tense.PAST
    if phrase.bound is Bound.SINCE and STATES.fullmatch(trigger.lower_):
        return replace(phrase, bound=Bound.ON), Tense.PAST
    if phrase.kind == "clock":
        return replace(phrase, bound=Bound.ON), Tense.PAST
    if status in ANNOUNCED and phrase.bound in (Bound.BY, Bound.UNTIL, Bound.FROM, Bound.AS_OF):
        if phrase.bound is Bound.BY and phrase.start < trigger.idx and status is Status.ORDERED:
            return replace(phrase, bound=Bound.ON), Tense.PAST
        return phrase, Tense.PAST if "had" in (trigger.lower_, trigger.head.lower_) else Tense.FUTURE
    if status in (Status.HALTED, Status.RULED_OUT) and _looks_ahead(trigger):
        return phrase, Tense.FUTURE
    if status is Status.UNDER_WAY and any(_is_sending(verb) for verb in (trigger, trigger.head)):
        return phrase, Tense.FUTURE
    return phrase, Tense.PAST


def _is_sending(verb: Token) -> bool:
    """Whether a verb stands in the present progressive, which a date turns to the future ("is sending two planes on Thursday")."""
    return verb.tag_ == "VBG" and any(
        child.dep_ == "aux" and child.lower_ in ("is", "are", "'s", "'re") for child in verb.children
    )


def _was_to_have(verb: Token) -> bool:
    """Whether a plan is over ("was to have left in August")."""
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return {"to", "have"} <= words


def _tells(phrase: DatePhrase, status: Status) -> bool:
    """Whether the phrase can tell a day at all: "within an hour" looks ahead, and tells no day of what is over."""
    if phrase.kind == "window" and not phrase.part("way"):
        return status is Status.PLANNED
    return phrase.kind != "decade"


def _fronted(doc: Token, phrase: DatePhrase) -> bool:
    """Whether the phrase opens the sentence: it holds for all that follows, wherever the parser hangs it."""
    return not any(token.is_alpha for token in doc if token.idx < phrase.start)


def _of_the_saying(token: Token, trigger: Token) -> bool:
    """Whether a date stands before, and outside, the words in which a plan is told: on Friday they urged, and said that they would."""
    said = next(
        (verb for verb in _ancestors(trigger) if verb.dep_ == "ccomp" and SAYING.fullmatch(verb.head.lower_)), None
    )
    return said is not None and token.i < trigger.i and said.i not in {word.i for word in _ancestors(token)}


def _in_since_clause(token: Token, trigger: Token) -> bool:
    """Whether the date stands in a clause of time opened by "since" under a predicate in the perfect."""
    if not any(child.dep_ == "aux" and child.lower_ in ("has", "have", "had") for child in trigger.children):
        return False
    clauses = [word for word in _ancestors(token) if word.dep_ == "advcl" and word.head.i == trigger.i]
    return any(child.dep_ == "mark" and child.lower_ == "since" for word in clauses for child in word.children)


def _looks_ahead(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in _AHEAD for child in verb.children)


def _root(doc: Token, phrase: DatePhrase) -> Token | None:
    owns = doc.text[phrase.start : phrase.end + 2].endswith(("'s", "’s"))
    span = doc.char_span(phrase.core if owns else phrase.start, phrase.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _ancestors(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head.i != chain[-1].i:
        chain.append(chain[-1].head)
    return chain


def _distance(token: Token, phrase: DatePhrase, trigger: Token, status: Status) -> int:
    if token.i == trigger.i:
        return 0
    ups, downs = _ancestors(token), _ancestors(trigger)
    above = {word.i for word in downs}
    meeting = next((word for word in ups if word.i in above), None)
    if meeting is None:
        return FAR
    if phrase.part("clause") and not any(word.i == token.head.i for word in downs[:-1]):
        return FAR
    cost = 0
    for word in ups:
        if word.i == meeting.i:
            break
        cost += _leaving(word)
    for word in downs:
        if word.i == meeting.i:
            break
        cost += _climbing(word, token)
    if meeting.i != trigger.i and SAYING.fullmatch(meeting.lower_) and status not in ANNOUNCED:
        cost += 4
    if phrase.bound is Bound.UNTIL and status is Status.PLANNED:
        cost += 3
    return cost


def _leaving(word: Token) -> int:
    if word.dep_ == "poss":
        return 5
    if word.lower_ in _REASONS and word.dep_ in ("prep", "mark", "advmod"):
        return 2
    if word.dep_ in ("pobj", "pcomp") and word.head.lower_ in _REASONS and word.head.dep_ == "prep":
        return 3
    if word.dep_ == "conj" and word.tag_.startswith(("VB", "MD")):
        return 6 if _stands_alone(word) or any(child.dep_ == "dobj" for child in word.children) else 3
    if word.dep_ == "advcl" and _simultaneous(word):
        return 4
    return _CLAUSES.get(word.dep_, 1)


def _climbing(word: Token, token: Token) -> int:
    """Return the cost of going from a word of the assertion to its head, towards a date phrase at `token`."""
    if word.dep_ == "conj" and word.tag_.startswith(("VB", "MD")):
        if _stands_alone(word):
            return 7
        return 2 if token.i < word.i else 1
    if word.dep_ == "advcl":
        return 2 if not _has_subject(word) or _simultaneous(word) else 5
    return _HIGHER.get(word.dep_, 1)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def _simultaneous(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in ("as", "while", "when") for child in verb.children)


def _stands_alone(verb: Token) -> bool:
    return _has_subject(verb) or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in ("MD", "VBZ", "VBP", "VBD") for child in verb.children
    )
