"""Who does what a statement asserts: its own words, the vehicle's sender, a stray agent, the speaker, else what the article makes plain."""

import re

from schemas.vocabulary import ActorKind, Group
from workers.extract import actors, attribution, earlier
from workers.extract.context import Context
from workers.extract.naming import Acting, country_actor
from workers.extract.once import once
from workers.extract.syntax import Token, agents, governors, is_verb, lemma, subject
from workers.extract.view import Statement, View

CRAFT = r"\b(?:ships?|liners?|vessels?|ferry|ferries|frigates?|destroyers?|yachts?|tankers?|boats?|cruisers?|corvettes?|carriers?|freighters?|catamarans?|trawlers?|jets?|airliners?)"
LEFT = re.compile(r"\b(?:from|in|inside|out of|of|to|into|via|near|with)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a state that is a place: "101 people from Sudan, and Mexico has flown 84 home"."""

REACH = 16
"""Characters before a state in which that stands."""

LISTED = re.compile(r"^\s*,?\s*(?:and\s+|as well as\s+)?(?:the\s+)?$")

SPEAKING_FOR = frozenset((Group.CITIZENS, Group.DIPLOMATIC_STAFF, Group.DEPENDANTS, Group.WORKERS, Group.MILITARY))
"""Groups of whom a body mostly speaks as its own people."""


def acting(view: View, statement: Statement) -> list[Acting]:
    """Return who acts in a statement, each state and each body once, in the order told; none where nothing tells it."""
    found: list[Acting] = []
    seen: set[tuple[str, str | None]] = set()
    tokens = [*statement.actors, *(each for token in statement.actors[:1] for each in _listed_before(view, token))]
    own = {people.token.i for people in statement.people if not people.country}
    for token in tokens:
        if (
            view.mention(token) is None
            and view.people(token)
            and not any(name.startswith("role_") for name in view.classes(token))
        ):
            continue
        if token.i in own and statement.pattern not in ("post", "stays", "ordered departure", "reopened"):
            continue
        for each in actors.resolve(token, view):
            if each.actor.kind is ActorKind.ORGANIZATION and _carries(view.context, each.actor.name):
                continue
            key = (
                each.actor.country or "",
                None if each.actor.kind in (ActorKind.GOVERNMENT, ActorKind.MILITARY) else each.actor.name,
            )
            if key not in seen:
                seen.add(key)
                found.append(each)
    if not found:
        found.extend(_sender(view, statement) or _by_agent(view, statement))
    if not found:
        fallback = _fallback_actor(view, statement)
        if fallback is not None:
            found.append(fallback)
    return found


def _listed_before(view: View, token: Token) -> list[Token]:
    """States listed before an actor that the parser left out: "On Friday the US, the UK and Japan urged"."""
    here = view.mention(token)
    found: list[Token] = []
    if here is None:
        return found
    for mention in reversed([each for each in view.located if each.end <= here.start]):
        between = view.sentence.text[mention.end : here.start]
        if (
            not LISTED.match(between)
            or mention.place.feature not in ("country", "capital")
            or mention.kind == "demonym"
            or LEFT.search(view.sentence.text, max(0, mention.start - REACH), mention.start)
        ):
            break
        found.extend(view.tokens(mention)[-1:])
        here = mention
    return found


@once
def _carries(context: Context, name: str) -> bool:
    """Whether the article calls a name that of a ship or aircraft: what carries people is not who acts."""
    return bool(re.search(rf"{CRAFT},? (?:the |and )?{re.escape(name)}\b", context.text, re.IGNORECASE))


def _sender(view: View, statement: Statement) -> list[Acting]:
    """Who sent or readied the vehicle that carries them: "readied two jets to fetch", "buses sent by the state of Bihar"."""
    for token in statement.actors:
        if "vehicle" not in view.classes(token):
            continue
        if token.dep_ == "dobj" and is_verb(token.head):
            who = subject(token.head)
            found = actors.resolve(who, view) if who is not None and who.i != token.i else []
            if found:
                return found[:1]
        for child in token.children:
            if child.dep_ == "acl":
                for agent in agents(child):
                    found = actors.resolve(agent, view)
                    if found:
                        return found[:1]
    return []


def _by_agent(view: View, statement: Statement) -> list[Acting]:
    """The agent of a passive that the parser hung on a noun between: "taken off the roofs and the hotels by the soldiers"."""
    if not statement.agentless:
        return []
    for token in view.doc[statement.verb.i + 1 :]:
        if is_verb(token) or token.text in (";", ":"):
            break
        if token.lower_ == "by":
            for noun in token.children:
                if noun.dep_ == "pobj" and (
                    any(name.startswith("role_") for name in view.classes(noun)) or noun.pos_ == "PROPN"
                ):
                    return [each for each in actors.resolve(noun, view) if each.actor.name[:1].isupper()][:1]
    return []


def _fallback_actor(view: View, statement: Statement) -> Acting | None:
    """Without a named actor: the state whose nationals or diplomats are moved; else, for an order, the article's one authority."""
    context = view.context
    for people in statement.people:
        if (
            people.country
            and people.group
            in (Group.CITIZENS, Group.DIPLOMATIC_STAFF, Group.DEPENDANTS, Group.STUDENTS, Group.MILITARY)
            and people.country != context.crisis
        ):
            return Acting(country_actor(people.country), (people.start, people.end), True)
    speaker = _speaker(view, statement)
    if speaker is not None:
        return speaker
    state_groups = {Group.DIPLOMATIC_STAFF, Group.DEPENDANTS, Group.CITIZENS, Group.MILITARY}
    if (
        context.diplomatic and any(people.group in state_groups for people in statement.people)
    ) or statement.pattern == "post":
        for people in statement.people:
            found = [each for each in actors.resolve(people.token, view) if each.actor.country]
            if found:
                return found[0]
        recent = earlier.recent(view, int(statement.verb.idx))
        if recent is not None and (recent.actor.country != context.crisis):
            return recent
        official = earlier.of_article(view) or earlier.only_foreign(view)
        if official is not None:
            return official
    if statement.status in ("ordered", "advised") and not context.diplomatic:
        return earlier.default_local(view)
    return None


def _speaker(view: View, statement: Statement) -> Acting | None:
    """Who says that their own people left: "BP said that 11 employees had flown out"."""
    own = any(people.group in SPEAKING_FOR for people in statement.people)
    for governor in governors(statement.verb):
        if is_verb(governor) and lemma(governor, view.lexicon) in attribution.SPEECH:
            who = subject(governor)
            if who is None or who.pos_ == "PRON":
                continue
            found = next(iter(actors.resolve(who, view)), None)
            silent = statement.agentless or any("vehicle" in view.classes(token) for token in statement.actors)
            if found is not None and (own or (found.actor.kind is ActorKind.GOVERNMENT and silent)):
                return found
            return None
    return None
