"""Two readings of one assertion: the surer one stays."""

from collections import defaultdict
from collections.abc import Sequence

from schemas.vocabulary import APART, Action, Group
from workers.extract.assemble import Draft
from workers.extract.confidence import confidence, heard_actor
from workers.extract.guesses import ACTOR, GROUP
from workers.extract.naming import same_actor
from workers.extract.reader.heard import Heard
from workers.extract.sentences import Sentence
from workers.extract.view import GUESSED

LESS = 0.8
"""Share of the confidence of what stands below which another action of the same people is only an echo of it. Measured on 1,090 articles that the reader
had not seen: event F1 .548 at one half, .554 at .8 and above."""


def unrivalled(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those that read a sentence's assertion another way, and less surely, than one that stays."""
    kept: defaultdict[Sentence, list[Draft]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda each: -confidence(each)):
        if not any(_rivals(other, draft) for other in kept[draft.sentence]):
            kept[draft.sentence].append(draft)
    stay = {id(draft) for beside in kept.values() for draft in beside}
    return [draft for draft in drafts if id(draft) in stay]


def covers(old: Draft, guess: Draft, heard: Heard) -> bool:
    """Whether a draft that a construction made says what a guess says, so that the guess adds nothing; a group that is hardly heard adds nothing either."""
    if not _same_kind(old, guess):
        return False
    if old.actor is None or guess.actor is None:
        same = old.actor is guess.actor
    else:
        same = old.actor.country == guess.actor.country or old.actor.name == guess.actor.name
    hardly = all(heard.groups[group] < GROUP for group in _groups(guess))
    return same and (hardly or bool(_groups(old) & _groups(guess)))


def _rivals(first: Draft, second: Draft) -> bool:
    """Whether the second of two drafts of one sentence only reads it another way."""
    if GUESSED not in (first.pattern, second.pattern):
        return False
    if not _same_kind(first, second):
        return _second_thought(first, second)
    if (
        {place.country for place in first.origins} != {place.country for place in second.origins}
        and _groups(first) == _groups(second)
        and first.pattern == second.pattern
    ):
        return False
    if first.actor is None or second.actor is None:
        return True
    return same_actor(first.actor, second.actor) or second.pattern != GUESSED or heard_actor(second) < ACTOR


def _second_thought(first: Draft, second: Draft) -> bool:
    """Whether a guess tells of the same people, less surely, another action: people who are ordered out are not let back in one breath.

    A closure is of a post and of no people: its staff may be moved in the same breath.
    """
    if Action.CLOSURE in (first.action, second.action):
        return False
    less = confidence(second) < LESS * confidence(first)
    return second.pattern == GUESSED and less and bool(_groups(first) & _groups(second))


def _same_kind(first: Draft, second: Draft) -> bool:
    return first.action is second.action and (first.status in APART) == (second.status in APART)


def _groups(draft: Draft) -> set[Group]:
    return {each.group for each in draft.affected}
