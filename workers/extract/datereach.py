"""How far a date phrase lies from an assertion: the steps between the two in the parse, and what every border of a clause adds to them."""

import re

from workers.extract.syntax import Token
from workers.extract.times import DatePhrase

SAYING = re.compile(
    r"(?:say|tell|announc|report|add|declar|stat|confirm|inform|indicat|writ|tweet|post|not|explain|insist|claim|reveal|disclos|assur|warn|accord)"
    r"(?:e|s|es|ed|ing)?|said|told|wrote"
)
"""Verbs of saying: their own date is not the date of what is said."""

FAR = 100
SAID = 4
"""Cost of a date that a verb of saying holds, for what does not come about by being said."""

_CLAUSES = {"relcl": 5, "acl": 4, "advcl": 6, "ccomp": 6, "parataxis": 4, "csubj": 6, "appos": 2, "dep": 2}
"""Cost of leaving a clause that does not hold the assertion."""

_HIGHER = {"relcl": 5, "acl": 3, "advcl": 3, "ccomp": 2, "conj": 2, "parataxis": 2, "xcomp": 0, "pcomp": 1}
"""Cost of climbing out of the assertion's own clause towards a phrase outside it."""

REASONS = frozenset(("after", "since", "following", "amid", "because", "due", "before", "despite"))
"""Words before what was the reason."""


def ancestors(token: Token) -> list[Token]:
    """Return a token and all it hangs on, nearest first."""
    chain = [token]
    while chain[-1].head.i != chain[-1].i:
        chain.append(chain[-1].head)
    return chain


def reach(phrase: DatePhrase, token: Token, trigger: Token, *, said: bool) -> int:
    """Return the distance from a phrase, whose root is `token`, to a predicate; `said` where what it asserts comes about by being said."""
    if token.i == trigger.i:
        return 0
    ups, downs = ancestors(token), ancestors(trigger)
    above = {word.i for word in downs}
    meeting = next((word for word in ups if word.i in above), None)
    if meeting is None or (phrase.part("clause") and not any(word.i == token.head.i for word in downs[:-1])):
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
    return cost + (SAID if meeting.i != trigger.i and SAYING.fullmatch(meeting.lower_) and not said else 0)


def _leaving(word: Token) -> int:
    if word.dep_ == "poss":
        return 5
    if word.lower_ in REASONS and word.dep_ in ("prep", "mark", "advmod"):
        return 2
    if word.dep_ in ("pobj", "pcomp") and word.head.lower_ in REASONS and word.head.dep_ == "prep":
        return 3
    if word.dep_ == "conj" and word.tag_.startswith(("VB", "MD")):
        return 6 if stands_alone(word) or any(child.dep_ == "dobj" for child in word.children) else 3
    if word.dep_ == "advcl" and _simultaneous(word):
        return 4
    return _CLAUSES.get(word.dep_, 1)


def _climbing(word: Token, token: Token) -> int:
    """Return the cost of going from a word of the assertion to its head, towards a date phrase at `token`."""
    if word.dep_ == "conj" and word.tag_.startswith(("VB", "MD")):
        if stands_alone(word):
            return 7
        return 2 if token.i < word.i else 1
    if word.dep_ == "advcl":
        return 2 if not has_subject(word) or _simultaneous(word) else 5
    return _HIGHER.get(word.dep_, 1)


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def _simultaneous(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in ("as", "while", "when") for child in verb.children)


def stands_alone(verb: Token) -> bool:
    """Whether a coordinated verb opens a sentence of its own: it has its subject, or its tense."""
    return has_subject(verb) or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in ("MD", "VBZ", "VBP", "VBD") for child in verb.children
    )
