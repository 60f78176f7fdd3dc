"""What the article tells around a sentence that decides whether a stay, a closure or a move is news of an evacuation."""

import re

from schemas.vocabulary import ActorKind
from workers.extract import actors
from workers.extract.causes import danger
from workers.extract.naming import Acting
from workers.extract.once import anywhere, in_body
from workers.extract.syntax import Token, conjuncts, governors, is_verb, subject
from workers.extract.view import View

LEAVING = re.compile(
    r"\b(?:evacuat\w+|airlift\w*|repatriat\w+|withdr[ae]w\w*|pull(?:ed|ing|s)?[- ]?(?:\w+ ){0,4}out|draw-?downs?|flown (?:out|home)|fl(?:y|ies|ew|ying) (?:\w+ ){0,4}(?:out|home)"
    r"|(?:le(?:ave|aving|ft)|quit|fled|flee\w*|depart\w*)\s+(?:the |its |their )?(?:country|city|capital|town|area|region|islands?|camp|[A-Z]\w+)"
    r"|(?:order|tell|told|ask|urg|advis|warn)\w* (?:\w+ ){0,6}to (?:leave|go|get out|move|depart)|to leave|next (?:commercial )?flight|pull(?:ed|ing|s)? (?:its|their|his|last)|brought (?:out|home)|relocat\w+|bring(?:ing|s)? (?:\w+ ){0,4}(?:home|out|back)|ordered out|(?:moved|taken) (?:\w+ ){0,3}(?:out|to safety)|exodus|corridors?|(?:led|taken|brought|moved|carried|got|let|driven) (?:\w+ ){0,3}(?:out|away|to safety)|cordons?|cleared|emptied|displaced|suspend\w+|transferr?\w*)\b"
)
"""Signs that somebody in the story leaves or is to leave."""

MONEY = "scene_money"
"""The lexicon's pattern class of closures and moves for reasons of money or protest."""


def leaving(view: View) -> bool:
    """Whether somebody leaves, or is to leave, anywhere in the article."""
    return anywhere(view.context, LEAVING)


def threatened(view: View) -> bool:
    """Whether the article tells of a danger, or of somebody leaving."""
    return leaving(view) or danger(view.context) is not None


def for_money(view: View) -> bool:
    """Whether the sentence or its title gives money, building works, holidays or a quarrel between states as the reason."""
    pattern = view.lexicon.pattern(MONEY)
    return bool(pattern.search(view.sentence.text) or (danger(view.context) is None and in_body(view.context, pattern)))


def speakers(view: View, token: Token) -> list[Token]:
    """Return who is told to say the clause a token stands in: "there are no plans, Ottawa said"."""
    for governor in governors(token):
        if is_verb(governor) and "say" in view.lexicon.verb(governor.lower_):
            who = subject(governor)
            if who is not None and who.dep_ != "expl":
                return meant(view, who)
    return []


def meant(view: View, who: Token) -> list[Token]:
    """Return a noun with those beside it, or whom a pronoun takes up in the same sentence: "the commission has refused ..., it says"."""
    if who.pos_ != "PRON":
        return conjuncts(who)
    for token in view.doc:
        if token.i >= who.i:
            break
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN") and is_body(view, token):
            return conjuncts(token)
    return [who]


def body(view: View, token: Token) -> Acting | None:
    """Return the state, authority, organisation or company that a noun or pronoun stands for, None where it stands for none."""
    return next(iter(actors.resolve(token, view)), None)


def is_body(view: View, token: Token) -> bool:
    """Whether a noun names a state, post, authority, organisation or company by its own words."""
    if view.people(token) and view.mention(token) is None:
        return False
    if any(name.startswith("role_") or name == "post" for name in view.classes(token)):
        return True
    mention = view.mention(token)
    if mention is not None:
        return mention.kind in ("demonym", "office") or mention.place.feature in ("country", "capital")
    return bool(token.pos_ == "PROPN" and actors.resolve(token, view))


def employs(view: View, token: Token) -> bool:
    """Whether a noun names a company or an organisation, whose people are workers."""
    found = body(view, token)
    return found is not None and found.actor.kind in (ActorKind.COMPANY, ActorKind.ORGANIZATION)


def no_longer(verb: Token) -> bool:
    """Whether a verb is negated by "no longer"."""
    return any(word.lower_ == "longer" and word.i < verb.i + 3 for child in verb.children for word in child.subtree)
