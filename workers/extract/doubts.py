"""Why a statement that the grammar allows is no evacuation: expulsions, evictions, casualties, things, ordinary journeys."""

import re
from collections.abc import Sequence

from schemas.vocabulary import Action, CauseCategory, Group, Status
from workers.extract.assemble import Draft
from workers.extract.context import Context
from workers.extract.once import anywhere, in_body
from workers.extract.view import GUESSED

BY_LAW = ("expulsion", "eviction", "deportation")
"""People put out by law, not by danger; a danger told in the same sentence speaks against it."""

STATES_PEOPLE = frozenset((Group.CITIZENS, Group.DIPLOMATIC_STAFF, Group.DEPENDANTS))
"""Whom a state moves without always saying why."""

EVACUATED = re.compile(r"\b(?:evacu|air-?lift|repatriat|ordered departure)", re.IGNORECASE)
KEPT = frozenset((Group.PATIENTS, Group.PRISONERS))
"""Whom a house keeps, and moves when it is full."""

LEAVE = re.compile(
    r"\b(?:leav(?:e|ing)|left|depart\w*|get(?:ting)? out|evacu\w*|(?:go|come|return|fly|head)(?:ing)? (?:back )?home|out of|move|relocat\w*)\b",
    re.IGNORECASE,
)
ONE = re.compile(r"^(?:an?|one|another|the (?:man|woman|boy|girl)|he|she|him|her)\b", re.IGNORECASE)


HYPOTHETICAL = re.compile(
    r"\bneeds? (?:[\w.]+ ){1,3}(?:hours?|days?) to (?:evacuate|empty|clear|move)\b|\bin case (?:you|of)\b|\b(?:if|whenever|when|should)\b[^.;]{0,60}?\b(?:(?:are|is|be|were|get) (?:ever )?(?:told|asked|ordered|advised)"
    r"|(?:authorities|officials|police) (?:\w+ )?(?:orders?|tells?|asks?|advises?))\b",
    re.IGNORECASE,
)


SAID = re.compile(
    r"\b(?:said|says|announc\w+|told|confirm\w+|pledg\w+|promis\w+|decided|according to|warned|that night|the next day)\b",
    re.IGNORECASE,
)
LEAD = 400
"""Code points in which a story says what it is about."""

BY_ABSENCE = frozenset(("journey", "nobody", "preparedness", "remains", "casualty"))
"""Doubts that rest on what a text does not say, or on a word beside the point: the reader, where it is sure, knows better."""

SURE = 0.5
"""Probability of an assertion from which the reader is. Of 237 drafts of unseen articles that only such a doubt spoke against, and of which it was sure,
90 were right; the confidence tells them from the others better than the doubt does."""


AUDIBLE = 0.2
"""Probability that the reader must give some assertion of an article. Of the articles held out of its training that had a report
95.1 % rightly had one without this doubt, 96.7 % with it, and no right one was lost."""


def standing(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of an article that no doubt speaks against."""
    states = any(STATES_PEOPLE & {each.group for each in draft.affected} for draft in drafts)
    return [draft for draft in drafts if _stands(draft, doubt(context, draft, states=states))]


def _stands(draft: Draft, why: str | None) -> bool:
    heard = draft.heard is not None and draft.heard.asserted(draft.action, draft.status) >= SURE
    return why is None or (heard and why in BY_ABSENCE)


def doubt(context: Context, draft: Draft, *, states: bool) -> str | None:
    """Return in a word why a draft is no report ("eviction", "casualty", "journey" ...), None where it may stand.

    `states`: the article tells of a state that moves its own people, so that others' movements need no reason of their own.
    """
    text = draft.sentence.text
    if draft.heard is not None and not draft.lone and draft.loudest < AUDIBLE and not _outspoken(draft):
        return "unheard"
    if _found(context, "doubt_claim", text[:40]) and ":" in text[:12]:
        return "claim"
    if _found(context, "doubt_rumour", text) and _debunked(context, draft):
        return "rumour"
    if _for_money(context, draft):
        return "money"
    if draft.action is not Action.EVACUATION:
        return None
    if draft.status is Status.PLANNED and re.search(r"\bwould\b", text) and not SAID.search(text):
        return "preparedness"
    if _found(context, "doubt_goods", text):
        return "goods"
    if _remains(context, draft):
        return "remains"
    if draft.status in (Status.ADVISED, Status.ORDERED) and HYPOTHETICAL.search(text):
        return "preparedness"
    if draft.status in (Status.ADVISED, Status.ORDERED) and _stay_at_home(context, text):
        return "travel"
    known = _dangerous(draft)
    for name in BY_LAW:
        if _by_law(context, draft, name, known=known):
            return name
    if draft.status in (Status.RULED_OUT, Status.CALLED_FOR):
        return None
    if _tactical(context, draft):
        return "troops"
    if draft.pattern == "loose" and draft.actor is None and not known:
        return "nobody"
    if _casualty(context, draft):
        return "casualty"
    if _found(context, "doubt_routine", text):
        return "routine"
    if KEPT & {each.group for each in draft.affected} and _found(context, "doubt_capacity", text):
        return "capacity"
    if not known and not states and not _urgent(context):
        return "journey"
    return None


def _outspoken(draft: Draft) -> bool:
    """Whether a construction reads an evacuation called so, for a danger told with it: of 87 unheard articles with drafts both that had one told of it."""
    if draft.pattern in (GUESSED, "loose") or not EVACUATED.search(draft.sentence.text):
        return False
    return _own_danger(draft)


def _dangerous(draft: Draft) -> bool:
    """Whether words of the article tell the danger: one that only the reader hears is no reason to believe that there is one."""
    return draft.cause.category is not CauseCategory.UNKNOWN and draft.cause.text is not None


def _own_danger(draft: Draft) -> bool:
    """Whether the sentence itself tells the danger."""
    return "cause" in draft.fields and draft.fields["cause"].quote in draft.sentence.text


def _stay_at_home(context: Context, text: str) -> bool:
    """Whether a sentence tells people not to set out, and nobody to leave."""
    return _found(context, "doubt_travel", text) and LEAVE.search(text) is None


def _found(context: Context, name: str, text: str) -> bool:
    return context.lexicon.pattern(name).search(text) is not None


def _urgent(context: Context) -> bool:
    """Whether anything in the article tells that people leave for their safety."""
    return anywhere(context, context.lexicon.pattern("urgent"))


def _debunked(context: Context, draft: Draft) -> bool:
    """Whether the sentence, or one of the two behind it, says that what was told is not true."""
    at = draft.sentence.index
    return any(_found(context, "debunked", sentence.text) for sentence in context.sentences[at : at + 3])


def _by_law(context: Context, draft: Draft, name: str, *, known: bool) -> bool:
    if name == "expulsion" and _found(context, "doubt_quarrel", draft.sentence.text):
        return Group.CITIZENS not in {each.group for each in draft.affected}
    if name == "expulsion" and {each.group for each in draft.affected} == {Group.DIPLOMATIC_STAFF}:
        lead = f"{context.story.article.title or ''}\n{context.text[:LEAD]}"
        if _found(context, "doubt_quarrel", lead) and not anywhere(context, EVACUATED):
            return True
    here = _found(context, "doubt_" + name, draft.sentence.text)
    deported = here and name == "deportation"
    citizens = Group.CITIZENS in {each.group for each in draft.affected}
    if EVACUATED.search(draft.sentence.text) or (citizens and not deported):
        return False
    if here:
        return not _own_danger(draft)
    told = not known and anywhere(context, context.lexicon.pattern("doubt_" + name))
    return told and not anywhere(context, EVACUATED)


def _remains(context: Context, draft: Draft) -> bool:
    """The dead, animals and things, in the sentence itself or where it names nobody else."""
    if _found(context, "doubt_remains", draft.sentence.text):
        return True
    nobody = all(each.text == draft.fields["action"].quote for each in draft.affected)
    return nobody and in_body(context, context.lexicon.pattern("doubt_remains"))


def _for_money(context: Context, draft: Draft) -> bool:
    """A post shut or people brought home for money, building works, a holiday or the end of a mandate, with no danger told."""
    if _dangerous(draft) or Group.CITIZENS in {each.group for each in draft.affected}:
        return False
    lead = context.text[:LEAD]
    return any(
        _found(context, "scene_money", text) for text in (context.story.article.title or "", draft.sentence.text)
    ) or (_found(context, "scene_money", lead) and not EVACUATED.search(lead))


def _tactical(context: Context, draft: Draft) -> bool:
    """Troops that give up a position are a manoeuvre; those flown out of danger, or who train others abroad, are not."""
    if {each.group for each in draft.affected} != {Group.MILITARY} or EVACUATED.search(draft.sentence.text):
        return False
    return _found(context, "doubt_troops", draft.sentence.text)


def _casualty(context: Context, draft: Draft) -> bool:
    """One person and an injury or a hospital; an ambassador or a number of people is no casualty."""
    if draft.quantity is not None and draft.quantity.max != 1 and draft.quantity.min not in (1, 2):
        return False
    text = draft.sentence.text
    if {each.group for each in draft.affected} & {Group.DIPLOMATIC_STAFF, Group.DEPENDANTS, Group.CITIZENS}:
        return False
    one = any(ONE.match(each.text) for each in draft.affected) or _found(context, "doubt_casualty", text)
    plural = re.search(r"\b(?:people|residents|patients|passengers|families|others|all|crew(?! ?m)|staff)\b", text)
    return one and plural is None and (_found(context, "hurt", text) or _found(context, "hurt", context.text[:600]))
