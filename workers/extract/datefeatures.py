"""What speaks for a date's telling the time of an assertion: where it stands in the parse, and which way its words look."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.vocabulary import Status
from workers.extract.datereach import SAYING, ancestors, has_subject, reach, stands_alone
from workers.extract.features import Features
from workers.extract.syntax import Token, is_verb
from workers.extract.times import Bound, DatePhrase, Tense
from workers.extract.wordsets import wordset

ANNOUNCED = frozenset(
    (Status.ADVISED, Status.ORDERED, Status.AUTHORIZED, Status.RULED_OUT, Status.CALLED_FOR, Status.HALTED)
)
"""Statuses that come about by being said: the date of the saying is theirs."""

BORDERS = frozenset(
    ("relcl", "acl", "advcl", "ccomp", "parataxis", "csubj", "appos", "dep", "poss", "xcomp", "pcomp", "nsubj", "nsubjpass", "dobj", "pobj")
)  # fmt: skip
"""Steps of a parse that may lead from what is asserted to something else."""

MARKS = frozenset(("after", "since", "because", "before", "until", "as", "while", "when"))
"""Words that open a clause of time or reason."""

AUXILIARIES = tuple(
    (name, wordset(f"datefeatures_{name}"))
    for name in ("will", "ahead", "infinitive", "perfect", "pluperfect", "past", "present")
)
"""Auxiliaries by the tense they give their verb, those that decide first."""

OVER = {"to", "have"}
"""Auxiliaries of a plan that is over ("was to have left")."""

TAGS = {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "VBG": "going on"}
"""Tense of a verb without auxiliaries."""

STEPS, WORDS = 8, 30
"""Steps of the way and words between that are counted at most: beyond, farther is no farther."""

NEAR, REACH, WIDE = 2, 6, 14
"""Costs of the way to a date up to which it is near, within reach, and told from one farther away."""

STATES = wordset("datefeatures_states")
"""Words for a state: what holds since a day came about on that day."""

FIXED = frozenset(("deictic", "exact"))
"""Kinds of phrases that mean one day whichever way one looks."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a date is sought for: a predicate in the parse of its sentence, and what it asserts."""

    doc: Token
    trigger: Token
    status: Status
    closure: bool = False
    guessed: bool = False
    """Whether no construction read it: the predicate is then only a likely one."""


def root(doc: Token, phrase: DatePhrase) -> Token | None:
    """Return the word of a phrase on which its others hang; of "by Monday's", the day."""
    start = phrase.core if owns(doc, phrase) else phrase.start
    span = doc.char_span(start, phrase.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def owns(doc: Token, phrase: DatePhrase) -> bool:
    """Whether a date is the owner of something ("Monday's blast")."""
    return bool(doc.text[phrase.start : phrase.end + 2].endswith(("'s", "’s")))


def governor(token: Token) -> Token | None:
    """Return the nearest verb that a word hangs on."""
    return next((word for word in ancestors(token) if is_verb(word)), None)


def placed(phrase: DatePhrase, token: Token, alone: bool, assertion: Assertion) -> Features:
    """Return what the place of a phrase, whose root is `token`, tells; `alone` where its sentence has no other date."""
    doc, trigger, status = assertion.doc, assertion.trigger, assertion.status
    between = [doc[index] for index in range(min(token.i, trigger.i) + 1, max(token.i, trigger.i))]
    found = {
        "any": 1.0,
        f"kind {phrase.kind}": 1.0,
        f"bound {phrase.bound.value}": 1.0,
        f"status {status.value}": 1.0,
        "stamp": float(bool(phrase.part("stamp"))),
        "clause": float(bool(phrase.part("clause"))),
        "alone": float(alone),
        "fronted": float(not any(word.is_alpha for word in doc if word.idx < phrase.start)),
        "owner": float(owns(doc, phrase)),
        "before": float(token.i < trigger.i),
        "words between": min(len(between), WORDS) / 10,
        "verbs between": min(sum(word.tag_.startswith("VB") for word in between), 4) / 2,
        "stop between": float(any(word.text in (";", ":", "-") for word in between)),
        "guessed": float(assertion.guessed),
        "noun": float(trigger.tag_.startswith("N")),
        "main": float(trigger.dep_ == "ROOT"),
    }
    cost = reach(phrase, token, trigger, said=status in ANNOUNCED)
    found |= {"cost": min(cost, WIDE) / 4, "within reach": float(cost <= REACH), "near": float(cost <= NEAR)}
    way = _path(token, trigger, status) | _governed(token, trigger, status)
    return found | ({f"guessed, {name}": value for name, value in way.items()} if assertion.guessed else way)


def _path(token: Token, trigger: Token, status: Status) -> Features:
    """What one meets on the way through the parse from a date up and down to the predicate."""
    ups, downs = ancestors(token), ancestors(trigger)
    above = {word.i for word in downs}
    meeting = next((word for word in ups if word.i in above), None)
    if meeting is None:
        return {"apart": 1.0}
    up = _until(ups, meeting)
    down = _until(downs, meeting)
    said = meeting.i != trigger.i and bool(SAYING.fullmatch(meeting.lower_))
    found = {
        "at it": float(meeting.i == trigger.i),
        "steps up": min(len(up), STEPS) / 4,
        "steps down": min(len(down), STEPS) / 4,
        f"{_manner(status)} said": float(said),
    }
    for word in up:
        found |= {f"leaves {name}": 1.0 for name in _borders(word)}
    for word in down:
        found |= {f"climbs {name}": 1.0 for name in _borders(word)}
    return found


def _until(chain: Sequence[Token], meeting: Token) -> list[Token]:
    return list(chain[: next(number for number, word in enumerate(chain) if word.i == meeting.i)])


def _borders(word: Token) -> list[str]:
    """The names of the borders between a word and its head."""
    found = [word.dep_] if word.dep_ in BORDERS else []
    if word.lower_ in MARKS and word.dep_ in ("prep", "mark", "advmod"):
        found.append(word.lower_)
    if word.dep_ == "advcl":
        found += [f"clause of {child.lower_}" for child in word.children if child.lower_ in MARKS]
        found += ["clause with subject"] if has_subject(word) else []
    if word.dep_ == "conj":
        found.append("coordinated" if is_verb(word) else "list")
        found += ["sentence"] if is_verb(word) and stands_alone(word) else []
        found += ["coordinated with object"] if any(child.dep_ == "dobj" for child in word.children) else []
    return found


def _governed(token: Token, trigger: Token, status: Status) -> Features:
    """What verb the date hangs on."""
    verb = governor(token)
    if verb is None:
        return {"under no verb": 1.0}
    said = verb.i != trigger.i and bool(SAYING.fullmatch(verb.lower_))
    return {
        "under it": float(verb.i == trigger.i),
        "under the main verb": float(verb.dep_ == "ROOT"),
        f"{_manner(status)} under saying": float(said),
    }


def _manner(status: Status) -> str:
    """How what has a status comes about: by being said, by being meant, by being done."""
    return "announced" if status in ANNOUNCED else "planned" if status is Status.PLANNED else "done"


def read(phrase: DatePhrase, bound: Bound, looking: Tense, token: Token, assertion: Assertion) -> Features:
    """Return what speaks for reading a phrase with a bound and looking one way."""
    found: Features = {}
    manner = _manner(assertion.status)
    if phrase.kind not in FIXED:
        way = looking.value
        found |= {
            f"{way} under {tense(governor(token))}": 1.0,
            f"{way} of {tense(assertion.trigger)}": 1.0,
            f"{way} {manner}": 1.0,
            f"{way} {bound.value} {manner}": 1.0,
        }
    if phrase.bound is not Bound.ON:
        as_read = f"{phrase.bound.value} as {bound.value}"
        found |= {as_read: 1.0, f"{as_read}, {manner}": 1.0}
        found[f"{as_read}, owner"] = float(owns(assertion.doc, phrase))
        found[f"{as_read}, state"] = float(assertion.trigger.lower_ in STATES)
        found[f"{as_read}, closure"] = float(assertion.closure)
    return found


def tense(verb: Token | None) -> str:
    """Return the tense of a verb by its auxiliaries or its form, "none" where there is no verb."""
    if verb is None:
        return "none"
    own = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if own >= OVER:
        return "past"
    found = next((name for name, words in AUXILIARIES if own & words), None)
    return found or TAGS.get(verb.tag_, "other")
