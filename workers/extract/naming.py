"""How an actor is named: a state by its code, a body by its own words, a government by its capital."""

import re
from dataclasses import dataclass

from schemas.reports import Actor
from schemas.vocabulary import ActorKind
from workers.extract.syntax import Token
from workers.extract.view import View
from workers.extract.wordsets import wordset
from workers.gazetteer import gazetteer

ROLES = (
    ("role_military", ActorKind.MILITARY),
    ("role_state", ActorKind.GOVERNMENT),
    ("role_local", ActorKind.LOCAL_AUTHORITY),
    ("role_organisation", ActorKind.ORGANIZATION),
    ("role_company", ActorKind.COMPANY),
)
"""Classes of the lexicon and the kind of actor each makes; the first that fits a noun decides."""

STATES = (ActorKind.GOVERNMENT, ActorKind.MILITARY)
"""Kinds of actor that a country's name stands for."""

DIPLOMATIC_HEADS = wordset("naming_diplomatic_heads")
"""Nouns that head a state's foreign service, never a local authority's."""


SHORT_NAMES = frozenset(("un", "eu", "msf", "wfp", "iom", "raf"))
"""Names of fewer than four letters that stand for a body where they are written in capitals."""


@dataclass(frozen=True, slots=True)
class Acting:
    """An actor and the characters of the sentence that name it, None where an earlier sentence does."""

    actor: Actor
    span: tuple[int, int] | None
    resolved: bool
    """True where the words name the actor; False where the article had to be asked."""


def country_actor(code: str, kind: ActorKind = ActorKind.GOVERNMENT) -> Actor:
    """Return a state as actor, by its ISO 3166 alpha-2 code."""
    country = gazetteer().country(code)
    return Actor(name=country.name if country else code, country=code, kind=kind)


def seat(view: View, name: str) -> str | None:
    """Return the country whose capital a name is, where it can stand for the government ("Washington" though a state bears the name too)."""
    known = gazetteer().lookup(name)
    if known is None:
        return None
    for candidate in known[1]:
        country = gazetteer().country(candidate.country)
        if (
            country is not None
            and country.capital in (candidate.name, name)
            and (view.context.diplomatic or country.code != view.context.crisis)
        ):
            return country.code
    return None


STORM = re.compile(r"\b(?:Cyclone|Hurricane|Typhoon|Storm|Depression) [A-Z][\w'’-]*$")
"""The name of a storm, up to where it ends: no place and no body."""


def proper(token: Token) -> str:
    """Return a proper noun with the names before it that belong to it: "Kivu Hope" for "Hope"."""
    words = [token]
    index = token.i - 1
    while (
        index >= 0
        and token.doc[index].pos_ == "PROPN"
        and token.doc[index].dep_ in ("compound", "nmod", "amod", "flat")
    ):
        words.insert(0, token.doc[index])
        index -= 1
    start, end = words[0].idx, token.idx + len(token.text)
    return str(token.doc.text[start:end])


def tidy(text: str) -> str:
    """Return a name as told, without dateline, article, owner, number and possessive ending."""
    text = re.sub(r"^[A-Z][A-Z ,.'’]{2,40}\s?[-–—]{1,2}\s+", "", text.strip())
    trimmed = re.sub(
        r"^(?:the|a|an|its|their|his|her|our|several|some|many|local|three|two)\s+",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    return re.sub(r"(?:'s|’s)$", "", trimmed).strip(" ,\"'")


def same_actor(first: Actor, second: Actor) -> bool:
    """Whether two actors belong to one state, or bear one name."""
    return (first.country is not None and first.country == second.country) or first.name == second.name
