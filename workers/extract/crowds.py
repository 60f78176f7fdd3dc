"""Whom a draft may be about, and how far that is: what it says itself, and the groups and statuses that the reader hears in its sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from schemas.reports import Affected
from schemas.vocabulary import Group
from workers.extract.assemble import Draft
from workers.extract.context import Context
from workers.extract.groups import PREFIX
from workers.extract.lexicon import Lexicon
from workers.extract.offers import MOST, Offered
from workers.extract.reader.heard import SIGNS, Heard
from workers.extract.view import GUESSED

AFFECTED = 0.05
"""Probability from which a group is offered."""

STATUS = 0.05
"""Probability from which a status is offered."""

JUST_BEFORE = 2
"""Sentences before a draft's own whose people it may go on about."""


def statuses(draft: Draft, drafts: Sequence[Draft], heard: Heard, _context: Context) -> list[Offered]:
    """Return the draft as it is, and with each of the likeliest statuses that leave it asserted, ruled out or called for as it is; `drafts` are those of
    its sentence. Where the constructions read two things in one sentence, the reader's word is of both, and theirs stands."""
    offered = [Offered(draft, own=True)]
    if draft.pattern != GUESSED and any(_another(draft, each) for each in drafts):
        return offered
    for status in sorted(heard.statuses, key=lambda each: -heard.statuses[each])[:MOST]:
        likely = heard.statuses[status] >= STATUS and status is not draft.status
        if likely and SIGNS.get(status) == SIGNS.get(draft.status):
            fields = {name: slice_ for name, slice_ in draft.fields.items() if name != "status"}
            offered.append(Offered(replace(draft, status=status, fields=fields)))
    return offered


def _another(draft: Draft, other: Draft) -> bool:
    """Whether a construction reads another action, or one of other people, in a draft's sentence."""
    if other.pattern == GUESSED or other.sentence.index != draft.sentence.index:
        return False
    groups = {each.group for each in draft.affected}
    return other.action is not draft.action or not groups & {each.group for each in other.affected}


def groups(draft: Draft, drafts: Sequence[Draft], heard: Heard, context: Context) -> list[Offered]:
    """Return the draft as it is, and with each of the likeliest groups alone that is not its only one; `drafts` are all those of the article. As it is alone
    where the constructions read two things in one sentence: "urged their citizens to leave and would withdraw their diplomats"."""
    offered = [Offered(draft, own=True)]
    own = {each.group for each in draft.affected}
    index = draft.sentence.index
    beside = [each for each in drafts if each.sentence.index == index]
    if _judged(draft, own, context.lexicon) or (draft.pattern != GUESSED and any(_another(draft, o) for o in beside)):
        return offered
    told = named_groups(draft.sentence.text, context.lexicon)
    for group in sorted(heard.groups, key=lambda each: -heard.groups[each])[:MOST]:
        if heard.groups[group] >= AFFECTED and own != {group}:
            text = told.get(group) or draft.affected[0].text
            offered.append(Offered(replace(draft, affected=[Affected(group=group, text=text)])))
    return [_among_others(each, drafts) for each in offered]


def _among_others(offered: Offered, drafts: Sequence[Draft]) -> Offered:
    """Return an offer of a group with what the drafts of other sentences say of it."""
    index, own = offered.draft.sentence.index, frozenset(each.group for each in offered.draft.affected)
    others = [each for each in drafts if each.sentence.index != index]
    agree = {number for number, each in enumerate(others) for other in each.affected if other.group in own}
    before = range(index - JUST_BEFORE, index)
    return replace(
        offered,
        beside=bool([number for number in agree if others[number].sentence.index in before]),
        share=len(agree) / len(others) if others else 0.0,
    )


def _judged(draft: Draft, own: set[Group], lexicon: Lexicon) -> bool:
    """Whether a construction has made of its words a group that none of them names by itself, and knows better: "its diplomats' families" are dependants."""
    if draft.pattern == GUESSED or "affected" not in draft.fields:
        return False
    named = {group for each in draft.affected for group in named_groups(each.text, lexicon)}
    return len(named) > 1 and not own & named


@lru_cache(maxsize=1024)
def named_groups(text: str, lexicon: Lexicon) -> Mapping[Group, str]:
    """Return the groups that the words of a sentence name by themselves, whatever stands beside them, each with its first word."""
    found: dict[Group, str] = {}
    for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
        for name in lexicon.noun(match.group().lower()):
            if name.startswith(PREFIX):
                found.setdefault(Group(name.removeprefix(PREFIX)), match.group())
    return found
