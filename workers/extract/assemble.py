"""A statement's words made into a report's fields, each with the slice it rests on; silent fields stay empty."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from schemas.reports import Actor, Affected, Cause, Place, Quantity, Slice, When
from schemas.vocabulary import Action, ActorKind, CauseCategory, Group, Status
from workers.extract import (
    actors,
    attribution,
    background,
    causes,
    counting,
    dating,
    earlier,
    places,
    quantities,
    times,
)
from workers.extract.causes import CauseFound
from workers.extract.context import Context
from workers.extract.groups import refine
from workers.extract.naming import Acting, country_actor
from workers.extract.places import Told
from workers.extract.sentences import Sentence
from workers.extract.syntax import Token, agents, governors, is_verb, lemma, subject
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset


@dataclass(slots=True)
class Draft:
    """A report in the making, with what the merge and the confidence need to know."""

    sentence: Sentence
    pattern: str
    action: Action
    status: Status
    actor: Actor | None
    affected: list[Affected]
    origins: list[Place]
    destinations: list[Place]
    when: When | None
    quantity: Quantity | None
    cause: Cause
    background: bool
    attribution: str | None
    fields: dict[str, Slice] = field(default_factory=dict)
    weight: float = 1.0
    actor_told: bool = False
    origin_told: bool = False
    own_when: bool = False
    notes: dict[str, str] = field(default_factory=dict)


def piece(context: Context, sentence: Sentence, span: tuple[int, int]) -> Slice:
    """Return the exact slice of the article that a span of a sentence is."""
    start, end = max(0, span[0]), min(len(sentence.text), span[1])
    return Slice.model_validate(
        {
            "in": sentence.part,
            "quote": sentence.text[start:end],
            "start": sentence.start + start,
            "end": sentence.start + end,
        }
    )


def drafts(view: View, statement: Statement, article_cause: CauseFound | None) -> list[Draft]:
    """Return the reports one statement makes: one an actor, and one a country of origin."""
    acting = _acting(view, statement)
    told: list[Acting | None] = [*acting] or [None]
    origins = _by_country(_origins(view, statement, acting)) or [[]]
    return [_draft(view, statement, actor, group, article_cause) for actor in told for group in origins]


def _acting(view: View, statement: Statement) -> list[Acting]:
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
        for acting in actors.resolve(token, view):
            if acting.actor.kind is ActorKind.ORGANIZATION and _carries(view, acting.actor.name):
                continue
            key = (
                acting.actor.country or "",
                None if acting.actor.kind in (ActorKind.GOVERNMENT, ActorKind.MILITARY) else acting.actor.name,
            )
            if key not in seen:
                seen.add(key)
                found.append(acting)
    if not found:
        found.extend(_sender(view, statement) or _by_agent(view, statement))
    if not found:
        fallback = _fallback_actor(view, statement)
        if fallback is not None:
            found.append(fallback)
    return found


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


CRAFT = r"\b(?:ships?|liners?|vessels?|ferry|ferries|frigates?|destroyers?|yachts?|tankers?|boats?|cruisers?|corvettes?|carriers?|freighters?|catamarans?|trawlers?|jets?|airliners?)"


def _carries(view: View, name: str) -> bool:
    """Whether the article calls a name that of a ship or aircraft: what carries people is not who acts."""
    return bool(re.search(rf"{CRAFT},? (?:the |and )?{re.escape(name)}\b", view.context.text, re.IGNORECASE))


LISTED = re.compile(r"^\s*,?\s*(?:and\s+|as well as\s+)?(?:the\s+)?$")


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
        ):
            break
        found.extend(view.tokens(mention)[-1:])
        here = mention
    return found


SPEAKING_FOR = frozenset((Group.CITIZENS, Group.DIPLOMATIC_STAFF, Group.DEPENDANTS, Group.WORKERS, Group.MILITARY))
"""Groups of whom a body mostly speaks as its own people."""


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


def _origins(view: View, statement: Statement, acting: list[Acting]) -> list[Told]:
    found: list[Told] = []
    for token in statement.origins:
        found.extend(places.resolve(token, view, origin=True))
    if not found:
        for people in statement.people:
            found.extend(places.people_places(people.token, view))
    destinations = {
        told.place.country for token in statement.destinations for told in places.resolve(token, view, origin=False)
    }
    owners = {each.actor.country for each in acting}
    found = [
        told
        for told in found
        if told.place.country not in owners or told.place.country == view.context.crisis or told.place.country is None
    ]
    if found:
        return _unique(found)
    return _implied_origin(view, statement, destinations | owners)


def _implied_origin(view: View, statement: Statement, destinations: set[str | None]) -> list[Told]:
    context = view.context
    if statement.action in ("closure", "relocation") or any(
        people.group in (Group.DIPLOMATIC_STAFF,) for people in statement.people
    ):
        city = places.post_city(view)
        if city:
            return city
    abroad = context.diplomatic and any(
        people.group in (Group.CITIZENS, Group.DEPENDANTS, Group.DIPLOMATIC_STAFF, Group.MILITARY, Group.STUDENTS)
        for people in statement.people
    )
    near = places.nearest(view, cities=True)
    if (
        near is not None
        and not abroad
        and str(near.place.country) not in {str(d) for d in destinations if d != context.crisis}
    ):
        taken = {
            told.place.place for token in statement.destinations for told in places.resolve(token, view, origin=False)
        }
        if places.from_mention(near).place.place not in taken:
            return [places.from_mention(near)]
    country = places._country(context)
    if abroad and near is not None and near.sentence == view.sentence.index:
        return [places.from_mention(near)]
    return country


def _unique(found: Iterable[Told]) -> list[Told]:
    seen: dict[tuple[str, str | None], Told] = {}
    for told in found:
        seen.setdefault((told.place.place, told.place.country), told)
    return list(seen.values())


def _by_country(found: list[Told]) -> list[list[Told]]:
    groups: dict[str | None, list[Told]] = {}
    for told in found:
        groups.setdefault(told.place.country, []).append(told)
    smaller: list[list[Told]] = []
    for group in groups.values():
        countries = [
            told for told in group if told.place.country and told.place.place == _country_name(told.place.country)
        ]
        specific = [told for told in group if told not in countries]
        smaller.append(specific or group)
    return smaller


def _country_name(code: str) -> str:
    return country_actor(code).name


def _draft(
    view: View, statement: Statement, acting: Acting | None, origins: list[Told], article_cause: CauseFound | None
) -> Draft:
    context, sentence = view.context, view.sentence
    fields: dict[str, Slice] = {}
    own = piece(context, sentence, (int(statement.verb.idx), int(statement.verb.idx) + len(statement.verb.text)))
    fields["action"] = own
    if statement.status_words:
        fields["status"] = piece(context, sentence, statement.status_words)
    if acting is not None and acting.span is not None:
        fields["actor"] = piece(context, sentence, acting.span)
    affected = _affected(view, statement, acting)
    if statement.people:
        fields["affected"] = piece(context, sentence, (statement.people[0].start, statement.people[0].end))
    destinations = _destinations(view, statement, acting, origins)
    for name, told in (("origins", origins), ("destinations", destinations)):
        first = next((each for each in told if each.span is not None), None)
        if first is not None and first.span is not None:
            fields[name] = piece(context, context.sentences[first.sentence], first.span)
    when, when_span = _when(view, statement)
    if when is not None and when_span is not None:
        fields["when"] = piece(context, sentence, when_span)
    quantity, quantity_span = _quantity(view, statement)
    if quantity is not None and quantity_span is not None:
        fields["quantity"] = piece(context, sentence, quantity_span)
    country = next((told.place.country for told in origins if told.place.country), None)
    recalled = background.recalled(context, sentence, when, country, context.published(sentence))
    cause, cause_slice = _cause(view, article_cause, recalled=recalled, country=country)
    if cause_slice is not None:
        fields["cause"] = cause_slice
    said = attribution.find(view.doc, statement.verb, view.lexicon)
    if said is not None:
        fields["attribution"] = piece(context, sentence, said)
    return Draft(
        sentence=sentence,
        pattern=statement.pattern,
        action=Action(statement.action),
        status=Status(statement.status or "under_way"),
        actor=acting.actor if acting else None,
        affected=affected,
        origins=[told.place for told in origins],
        destinations=[told.place for told in destinations],
        when=when,
        quantity=quantity,
        cause=cause,
        background=recalled,
        attribution=sentence.text[said[0] : said[1]] if said else None,
        fields=fields,
        weight=statement.weight,
        actor_told=acting is not None and acting.resolved,
        origin_told="origins" in fields and any(told.sentence == sentence.index and told.span for told in origins),
        own_when=when is not None,
    )


def _affected(view: View, statement: Statement, acting: Acting | None) -> list[Affected]:
    """The groups, as whose people they are tells: a state's abroad, a company's, or those who live there."""
    found: dict[Group, Affected] = {}
    for people in statement.people:
        group = refine(
            people, acting.actor if acting else None, view.context.crisis, diplomatic=view.context.diplomatic
        )
        if statement.action == "closure" or (
            group is Group.RESIDENTS and people.common and _from_vehicle(view, statement)
        ):
            group = Group.UNSPECIFIED
        found.setdefault(group, Affected(group=group, text=view.sentence.text[people.start : people.end]))
    if len(found) > 1 and Group.UNSPECIFIED in found:
        del found[Group.UNSPECIFIED]
    return list(found.values()) or [Affected(group=Group.UNSPECIFIED, text=statement.verb.text)]


PASSING = wordset("assemble_passing")


def _from_vehicle(view: View, statement: Statement) -> bool:
    """Whether they were taken off a vehicle or out of a place where nobody lives."""
    return any(
        token.lower_ in PASSING or any(word.lower_ in PASSING for word in token.children) for token in statement.origins
    )


def _destinations(view: View, statement: Statement, acting: Acting | None, origins: list[Told]) -> list[Told]:
    found: list[Told] = []
    for token in statement.destinations:
        if token.lower_ in ("home", "homeland"):
            continue
        found.extend(places.resolve(token, view, origin=False))
    started = {told.place.place for told in origins}
    found = [told for told in _unique(found) if told.place.place not in started]
    if (
        not found
        and statement.home
        and acting is not None
        and acting.actor.country
        and acting.actor.country != view.context.crisis
    ):
        actor = country_actor(acting.actor.country)
        country = Place(place=actor.name, country=actor.country)
        found = [Told(country, None, view.sentence.index)]
    return found if statement.action != "closure" else []


def _when(view: View, statement: Statement) -> tuple[When | None, tuple[int, int] | None]:
    phrases = times.find(view.sentence.text)
    if not phrases:
        return None, None
    dated = dating.choose(phrases, view.doc, statement.verb, Status(statement.status or "under_way"))
    if dated is None:
        return None, None
    published, told = view.context.published(view.sentence), None
    if dated.phrase.kind in times.POINTING:
        before = [each.text for each in view.context.sentences if each.index < view.sentence.index]
        told = times.day_before([*before, view.sentence.text[: dated.phrase.start]], published, view.context.zone)
    when = times.resolve(dated.phrase, published, view.context.zone, dated.tense, told)
    return when, (dated.phrase.start, dated.phrase.end)


def _quantity(view: View, statement: Statement) -> tuple[Quantity | None, tuple[int, int] | None]:
    if statement.action == "closure":
        return None, None
    heads = [people.token for people in statement.people]
    count = counting.choose(quantities.find(view.sentence.text), view.doc, statement.verb, view.lexicon, heads)
    if count is None:
        return None, None
    return Quantity(min=count.min, max=count.max, qualifier=count.qualifier), (count.start, count.end)


def _cause(
    view: View, article: CauseFound | None, *, recalled: bool, country: str | None
) -> tuple[Cause, Slice | None]:
    context = view.context
    own = causes.sentence_cause(causes.find(view.sentence, context.lexicon), article)
    chosen = (
        own if own is not None and (own.weight >= 2 or article is None or own.category is article.category) else article
    )
    if recalled and own is None and country != context.crisis:
        chosen = None
    if chosen is None:
        return Cause(category=CauseCategory.UNKNOWN, text=None), None
    sentence = context.sentences[chosen.sentence]
    return Cause(category=chosen.category, text=sentence.text[chosen.start : chosen.end]), piece(
        context, sentence, (chosen.start, chosen.end)
    )
