"""Whom "it", "the embassy" or "officials" take up: the state, authority or company the article has named before."""

import re
from functools import lru_cache

from schemas.reports import Actor
from schemas.vocabulary import ActorKind
from workers.extract.context import AT_WORK, TOWARDS, WHERE, Context, Located
from workers.extract.naming import SHORT_NAMES, Acting, country_actor, tidy
from workers.extract.view import View
from workers.gazetteer import gazetteer

WINDOW = 4
"""Sentences to look back for the body that "the embassy" or "it" means."""

FAR = 60
"""Sentences back over which "officials" may take up a body: longer than any story, so that no article takes time beyond its length."""

LOCAL_ROLES = frozenset(
    (
        "officials", "authorities", "official", "authority", "it", "they",
        "department", "county", "city", "council", "district", "town",
    )
)  # fmt: skip
"""Words that take up any local authority."""

LOCAL_NAME = re.compile(
    r"(?:(?:the )?(?:[Cc]ity|[Tt]own|[Cc]ounty|[Mm]unicipality|[Pp]rovince|[Ss]tate|[Dd]istrict|[Pp]refecture|[Pp]arish|[Rr]egional [Dd]istrict) of (?:[A-ZÀ-Þ][\w'’.-]+ ?){1,4})"
    r"|(?:(?:[A-ZÀ-Þ][\w'’.-]+ ){1,4}(?:County|Parish|Police|Sheriff(?:['’]s (?:Office|Department))?|Fire[- ](?:Department|Rescue|Service|District|Brigade|Authority|Protection District)|City Council|Council|Emergency [A-Z]\w+(?: [A-Z]\w+)*|Office of Emergency \w+|Regional District|Municipality|Prefecture|Civil Protection|Fire Department|Cave Rescue|Mountain Rescue|Coast Guard|Disaster \w+ (?:Agency|Authority|Office)))"
    r"|(?:(?:[Mm]ayor|[Gg]overnor|[Ss]heriff|[Pp]refect|[Ff]ire [Cc]hief|[Pp]olice [Cc]hief) of (?:[A-ZÀ-Þ][\w'’.-]+ ?){1,3})"
)


def recent(view: View, position: int, pronoun: str = "") -> Acting | None:
    """Return the state or body last named as acting: earlier in the sentence, or in the sentences before it; `position` is the character of the sentence where the words that mean it stand."""
    context = view.context
    here = view.sentence.index
    for index in range(here, max(-1, here - WINDOW - 1), -1):
        text = context.sentences[index].text
        limit = position if index == here else len(text)
        best = _body_in(context, text, limit, _state_in(context, index, limit, nearest_last=index == here))
        if best is not None:
            return best[1]
        if not context.diplomatic and pronoun != "":
            local = _local_in(text[:limit])
            if local is not None:
                return Acting(Actor(name=local, country=context.crisis, kind=ActorKind.LOCAL_AUTHORITY), None, False)
    return None


def _state_in(context: Context, index: int, limit: int, *, nearest_last: bool) -> tuple[float, Acting] | None:
    """The state most clearly acting before a character of a sentence, with its rank: of equals the last one, or the first."""
    text = context.sentences[index].text
    best: tuple[float, Acting] | None = None
    for mention in context.located.get(index, ()):
        if mention.start >= limit:
            continue
        weight = _acting_weight(context, text, mention)
        if weight > 0.4:
            rank = weight + (mention.start / 10_000 if nearest_last else -mention.start / 10_000)
            if best is None or rank > best[0]:
                best = rank, Acting(country_actor(mention.place.country), None, False)
    return best


def _body_in(context: Context, text: str, limit: int, best: tuple[float, Acting] | None) -> tuple[float, Acting] | None:
    """A body of the lexicon called by name before a character of a text, unless the best so far acts more clearly."""
    lower = text.lower()
    for alias, known in context.lexicon.bodies.items():
        if len(alias) < 4 and alias not in SHORT_NAMES:
            continue
        form, words = (alias.upper(), text) if len(alias) <= 3 else (alias, lower)
        if form not in words:
            continue
        found = re.search(rf"(?<![\w.]){re.escape(form)}(?!\w)", words)
        if found and found.start() < limit and known.country != "?" and (best is None or best[0] < 1.0):
            actor = Actor(name=known.name, country=known.country or None, kind=ActorKind(known.kind))
            best = 0.9, Acting(actor, None, False)
    return best


def issuer(view: View) -> Acting | None:
    """Return the state whose embassy or ministry is the article's source."""
    context = view.context
    source = context.story.article.source or ""
    found = [
        m
        for m in gazetteer().mentions(source)
        if m.kind in ("demonym", "office") or m.candidates[0].feature == "country"
    ]
    if found and re.search(
        r"embassy|ministry|department|government|foreign|state|consul|travel|advi", source, re.IGNORECASE
    ):
        return Acting(country_actor(found[0].candidates[0].country), None, False)
    return None


def of_article(view: View) -> Acting | None:
    """Return the state an official text speaks for: told by its source's name, else the first state it shows acting."""
    context = view.context
    source = issuer(view)
    if source is not None:
        return source
    for sentence in context.sentences:
        for mention in context.located.get(sentence.index, ()):
            if mention.place.country != context.crisis and _acting_weight(context, sentence.text, mention) >= 0.9:
                return Acting(country_actor(mention.place.country), None, False)
    return None


def only_foreign(view: View) -> Acting | None:
    """Return the one state whose people or bodies the article names, besides the endangered country."""
    codes = {
        mention.place.country
        for mentions in view.context.located.values()
        for mention in mentions
        if mention.kind in ("nationals", "demonym", "office") and mention.place.country != view.context.crisis
    }
    return Acting(country_actor(codes.pop()), None, False) if len(codes) == 1 else None


def _acting_weight(context: Context, text: str, mention: Located) -> float:
    """How clearly a mention in a text names a state as acting: 0 where it only tells where or whither, 1 for an office."""
    before, after = text[: mention.start], text[mention.end :]
    if mention.kind == "office":
        return 1.0
    if (
        mention.place.country == context.crisis
        and mention.place.feature != "country"
        and context.diplomatic
        and WHERE.search(before)
    ):
        return 0.0
    if mention.kind == "demonym":
        acting = re.match(
            r"^\s+(?:[\w-]+\s+){0,2}(?:government|ministry|embassy|officials?|navy|army|air force|foreign|military|president|prime|minister|consulate|authorities|mission|ambassador|secretary|department|frigate|plane|spokes\w+)",
            after,
            re.IGNORECASE,
        )
        return 0.9 if acting else 0.3
    if mention.kind == "nationals":
        return 0.3
    if mention.place.feature in ("country", "capital"):
        if WHERE.search(before) or TOWARDS.search(before):
            return 0.0
        if AT_WORK.match(after) or mention.start < 3 or re.match(r"^(?:'s|’s)\s", after):
            return 0.95 if mention.place.country != context.crisis or not context.diplomatic else 0.35
        return 0.42 if mention.place.country != context.crisis or not context.diplomatic else 0.0
    return 0.0


@lru_cache(maxsize=4096)
def _local_in(text: str) -> str | None:
    found = [match.group().strip() for match in LOCAL_NAME.finditer(text)]
    return tidy(found[-1]) if found else None


def recent_local(view: View, position: int, role: str) -> str | None:
    """Return the name of the local authority last named before a character of the sentence that the noun `role` can take up."""
    context = view.context
    here = view.sentence.index
    for index in range(here, max(-1, here - FAR), -1):
        text = context.sentences[index].text
        local = _local_in(text[:position] if index == here else text)
        if local is not None and (role in LOCAL_ROLES or role.rstrip("s") in local.lower()):
            return local
    return None


def default_local(view: View) -> Acting | None:
    """Return the authority an article names as acting, for an order told without agent: only where it names exactly one."""
    names = {name for sentence in view.context.sentences if (name := _local_in(sentence.text)) is not None}
    if len(names) != 1:
        return None
    return Acting(Actor(name=names.pop(), country=view.context.crisis, kind=ActorKind.LOCAL_AUTHORITY), None, False)


def recent_company(view: View, position: int) -> str | None:
    """Return the name that is no place first told in the nearest sentence before a character of the sentence: whom "the firm" means."""
    context = view.context
    for index in range(view.sentence.index, max(-1, view.sentence.index - 6), -1):
        text = context.sentences[index].text
        limit = position if index == view.sentence.index else len(text)
        names = [
            m.group()
            for m in re.finditer(r"\b[A-Z][\w&.-]*(?:[ -][A-Z][\w&.-]*){0,3}", text[:limit])
            if not any(loc.start <= m.start() < loc.end for loc in context.located.get(index, ()))
        ]
        names = [
            name
            for name in names
            if len(name) > 2
            and not re.match(
                r"^(?:The|A|An|In|On|It|But|They|He|She|We|Its|Mr|Mrs|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
                name,
            )
        ]
        if names:
            return names[0]
    return None
