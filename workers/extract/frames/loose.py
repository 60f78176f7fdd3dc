"""A sentence that sounds like an assertion but that no construction reads: who is where in it, by the broadest signs."""

import re

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import actors_of, split_places, unique
from workers.extract.groups import People
from workers.extract.modality import conditional, read
from workers.extract.prepositions import all_ways, prepositions
from workers.extract.syntax import Token, children, governors, is_verb, negated, objects, subject
from workers.extract.view import Statement, View

LIKELY = 0.3
"""From here a sentence is read loosely in an article that asserts something before it."""

ALONE = 0.4
"""... and from here in one that does not. Both chosen on articles that the weights were not learned from (docs/accuracy.md)."""


ORDERED = re.compile(
    r"\b(?:order\w*|instruct\w*|mandatory|compulsory|must|immediately|at once|command\w*|decree\w*)\b", re.IGNORECASE
)
ADVISED = re.compile(r"\b(?:urg\w+|advis\w+|recommend\w*|should|ask\w*|encourag\w+|warn\w*|voluntary)\b", re.IGNORECASE)
OTHER_ACTION = re.compile(
    r"\b(?:back (?:to|in|into|at|inside|home)|reopen\w*|re-open\w*|return\w*|lifted|all[- ]clear|clos\w+|shut\w*)\b",
    re.IGNORECASE,
)
NO_JOURNEY = re.compile(r"\b(?:against|do not|not to|avoid|don't)\b[^.;]{0,25}\btravel", re.IGNORECASE)
OBJECTS = frozenset(("dobj", "nsubjpass", "dative", "oprd"))
AT = frozenset(("in", "at", "near", "of", "around", "on", "along", "across", "outside"))


def read_loosely(view: View) -> Statement | None:
    """Return what the sentence most likely asserts: an evacuation of the people it names; None where it names none."""
    if OTHER_ACTION.search(view.sentence.text) or NO_JOURNEY.search(view.sentence.text):
        return None
    people = _people(view)
    if people is None:
        return None
    verb = verb_above(people.token)
    if verb is None or conditional(verb):
        return None
    goer = subject(verb) is not None and people.token in _with_head(subject(verb)) and people.token.dep_ not in OBJECTS
    if goer and any(view.mention(thing) is None and not view.people(thing) for thing in objects(verb)):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=goer)
    status = Status.RULED_OUT if negated(verb) else reading.status
    if status is None:
        return None
    if status in (Status.COMPLETED, Status.UNDER_WAY, Status.PLANNED) and reading.controller is None:
        status = _cued(view, status)
    actors, agentless = actors_of(view, verb, reading)
    actors = [actor for actor in actors if actor.i != people.token.i]
    origins, destinations = split_places(view, all_ways(verb))
    if not origins:
        origins = [
            noun
            for base in (people.token, verb)
            for preposition, noun in prepositions(base)
            if preposition in AT and (mention := view.mention(noun)) is not None and mention.kind == "place"
        ]
    words = (int(verb.idx), int(verb.idx) + len(verb.text))
    return Statement(
        "loose", verb, "evacuation", status.value, words, actors, unique([people]), origins, destinations,
        agentless or not actors, 0.3,
    )  # fmt: skip


def _with_head(token: Token | None) -> list[Token]:
    return [] if token is None else [token, *children(token, "prep", "appos", "conj"), *token.subtree]


def _people(view: View) -> People | None:
    best: tuple[float, People] | None = None
    for token in view.doc:
        if token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"):
            continue
        for people in view.people(token):
            if people.token.i != token.i or people.group is Group.MILITARY:
                continue
            score = 2.0 if token.dep_ in OBJECTS else 1.0 if token.dep_ == "nsubj" else 0.0
            score += 1.0 if any(word.like_num for word in token.subtree) else 0.0
            score += 0.5 if people.country or people.group not in (Group.UNSPECIFIED, Group.MILITARY) else -0.5
            if best is None or score > best[0]:
                best = (score, people)
    return best[1] if best else None


def verb_above(token: Token) -> Token | None:
    """Return the verb that a noun hangs on: its head, else the nearest verb that governs it or stands above it in the tree; None where there is none."""
    if is_verb(token.head):
        return token.head
    return next((above for above in governors(token) if is_verb(above)), None) or _climb(token)


def _climb(token: Token) -> Token | None:
    above = token
    while above.head != above:
        above = above.head
        if is_verb(above):
            return above
    return None


def _cued(view: View, status: Status) -> Status:
    if ORDERED.search(view.sentence.text):
        return Status.ORDERED
    return Status.ADVISED if ADVISED.search(view.sentence.text) else status
