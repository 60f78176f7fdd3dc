"""What the learned reader hears in a sentence, made into drafts: who, whose people and where by the reader's weights, values by the sentence's words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from schemas.reports import Affected
from schemas.vocabulary import Action, ActorKind, Group, Status
from workers.extract import actors, places
from workers.extract.assemble import Draft, draft
from workers.extract.causes import CauseFound
from workers.extract.confidence import agreed
from workers.extract.frames.common import verb_actors
from workers.extract.frames.loose import verb_above
from workers.extract.groups import People
from workers.extract.naming import STATES, Acting
from workers.extract.offers import named
from workers.extract.reader.heard import LABELS, SIGNS, Heard
from workers.extract.reader.passages import Name
from workers.extract.syntax import Token, is_verb
from workers.extract.told import Told, from_mention
from workers.extract.view import GUESSED, Statement, View
from workers.extract.whence import by_country, implied_origin, unique

LEAST = 0.05
"""Probability of an assertion from which it is drafted; the confidence decides whether it stays."""

ACTOR, GROUP, WORD = 0.4, 0.35, 0.5
"""Probabilities from which a name acts, a group is affected, a word belongs to a field."""

SURELY = 0.6
"""Probability from which a name of the sentence acts beside its subject."""

SUBJECT = 0.3
"""Probability from which the subject of the verb acts."""

NEARER = 0.15
"""By so much a name of another sentence must be likelier than one of the sentence itself."""

TOLD_BY = {sign: status for status, sign in SIGNS.items()}


def guessed(view: View, heard: Heard, article_cause: CauseFound | None) -> list[Draft]:
    """Return a draft for each assertion that the reader hears, each actor, and each country of origin."""
    found: list[Draft] = []
    if all(heard.labels[label] < LEAST for label in LABELS):
        return found
    home = any(token.lower_ == "home" for token in view.doc)
    destinations = _words(view, heard, "destinations")
    acting_by_name = cache(lambda: _actors(view, heard))
    for label in LABELS:
        p = heard.labels[label]
        if p < LEAST:
            continue
        action = Action(label[:-1])
        status = _status(heard, action, label[-1])
        groups = _groups(heard, action)
        people = _people(view, groups)
        anchor = _anchor(view, people)
        if action is Action.RELOCATION and not people and not destinations:
            continue
        statement = Statement(
            GUESSED, anchor, action.value, status.value, None, [], people, [], destinations, True, p, home
        )
        subjects = _subjects(view, heard, anchor)
        told: Sequence[Acting | None] = (subjects + _likewise(view, heard, subjects)) or acting_by_name() or [None]
        for acting in told:
            origins = _origins(view, heard, statement, acting)
            for group in by_country(origins) or [[]]:
                made = draft(view, statement, acting, group, article_cause)
                found.append(replace(made, affected=_affected(view, groups, people, anchor)))
    return found


def _status(heard: Heard, action: Action, sign: str) -> Status:
    """The likeliest status of those that the label stands for: a refusal only where the action has no label of its own for it."""
    if sign in TOLD_BY:
        return TOLD_BY[sign]
    elsewhere = {status for status, other in SIGNS.items() if action.value + other in LABELS}
    return max((status for status in Status if status not in elsewhere), key=lambda status: heard.statuses[status])


def _groups(heard: Heard, action: Action) -> list[Group]:
    if action is Action.CLOSURE:
        return [Group.UNSPECIFIED]
    ranked = sorted(heard.groups, key=lambda group: -heard.groups[group])
    likely = [group for group in ranked if heard.groups[group] >= GROUP]
    return likely[:2] or ranked[:1]


def _people(view: View, groups: Sequence[Group]) -> list[People]:
    found: dict[Group, People] = {}
    for token in view.doc:
        for people in view.people(token):
            if people.token.i == token.i and people.group in groups:
                found.setdefault(people.group, people)
    return list(found.values())


def _anchor(view: View, people: Sequence[People]) -> Token:
    for each in people:
        verb = verb_above(each.token)
        if verb is not None:
            return verb
    return next((token for token in view.doc if is_verb(token)), view.doc[0])


def _affected(view: View, groups: Sequence[Group], people: Sequence[People], anchor: Token) -> list[Affected]:
    texts = {each.group: view.sentence.text[each.start : each.end] for each in people}
    return [Affected(group=group, text=texts.get(group, anchor.text)) for group in groups]


def _subjects(view: View, heard: Heard, anchor: Token) -> list[Acting]:
    """Who the grammar says acts, where the reader does not think otherwise."""
    tokens, _ = verb_actors(anchor)
    found = [each for token in tokens for each in actors.resolve(token, view)]
    return [each for each in found if _believed(heard, each)]


def _likewise(view: View, heard: Heard, subjects: Sequence[Acting]) -> list[Acting]:
    """The other names of the sentence that surely act beside its subjects: "Italy has airlifted 200, Finland 470"."""
    kind = max(heard.kinds, key=lambda each: heard.kinds[each])
    taken = {each.actor.country or each.actor.name for each in subjects}
    found: list[Acting] = []
    for name, p in heard.actors if subjects else ():
        acting = _acting(view, name, kind) if p >= SURELY and name.sentence == view.sentence.index else None
        if acting is not None and (key := acting.actor.country or acting.actor.name) not in taken:
            taken.add(key)
            found.append(acting)
    return found


def _believed(heard: Heard, each: Acting) -> bool:
    """Whether the reader thinks so too: of a state or a known body by its name, of others by their words."""
    named = each.actor.country or any(name.name == each.actor.name for name, _ in heard.actors)
    if named or each.span is None:
        return agreed(heard, each.actor) >= SUBJECT
    return heard.word("actor", *each.span) >= WORD


def _actors(view: View, heard: Heard) -> list[Acting]:
    """The names that act: those of the sentence, else the likeliest of the sentences around; bodies told by a role where no state acts."""
    kind = max(heard.kinds, key=lambda each: heard.kinds[each])
    named: dict[str, tuple[bool, float, Name]] = {}
    for name, p in heard.actors:
        key = name.country or name.name
        here = name.sentence == view.sentence.index
        if p >= ACTOR and (key not in named or (here, p) > named[key][:2]):
            named[key] = here, p, name
    likeliest = max((p for here, p, _ in named.values() if not here), default=0.0)
    ranked = sorted(named.values(), key=lambda each: (-each[0], -each[1], each[2].start))
    chosen = [name for here, p, name in ranked if here and p >= likeliest - NEARER]
    chosen = chosen or [max(named.values(), key=lambda each: each[1])[2]] if named else []
    found = [acting for name in chosen if (acting := _acting(view, name, kind)) is not None]
    if found and (kind in STATES or kind is None):
        return found
    return list(_role_actors(view, heard)) or found


def _acting(view: View, name: Name, kind: ActorKind | None) -> Acting | None:
    actor = named(name, kind)
    if actor is None:
        return None
    here = name.sentence == view.sentence.index
    return Acting(actor, (name.start, name.end) if here else None, here)


def _role_actors(view: View, heard: Heard) -> Iterator[Acting]:
    """Bodies that the sentence names by a role or a name of their own: "the sheriff", "Chevron"."""
    seen: set[str] = set()
    for token in view.doc:
        role = any(name.startswith("role_") for name in view.classes(token))
        named = (
            token.pos_ == "PROPN"
            and heard.word("actor", int(token.idx), int(token.idx) + len(token.text)) >= WORD
            and token.dep_ not in ("compound", "amod", "nmod")
        )
        if not named and not (role and token.dep_ in ("nsubj", "pobj", "nsubjpass")):
            continue
        for acting in actors.resolve(token, view):
            if acting.actor.name not in seen:
                seen.add(acting.actor.name)
                yield acting


def _words(view: View, heard: Heard, tag: str) -> list[Token]:
    """Return the last words of the names that a tag marks."""
    marked = [
        token
        for token in view.doc
        if token.pos_ in ("PROPN", "NOUN") and heard.word(tag, int(token.idx), int(token.idx) + len(token.text)) >= WORD
    ]
    inside = {token.i for token in marked}
    return [token for token in marked if token.i + 1 not in inside]


def _origins(view: View, heard: Heard, statement: Statement, acting: Acting | None) -> list[Told]:
    found = [told for token in _words(view, heard, "origins") for told in places.resolve(token, view, origin=True)]
    if found:
        return unique(found)
    likely = max(heard.countries, key=lambda code: heard.countries[code], default=None)
    implied = implied_origin(view, statement, {acting.actor.country} if acting else set())
    if likely is None or any(told.place.country == likely for told in implied) or heard.countries[likely] < WORD:
        return implied
    for mentions in view.context.located.values():
        for mention in mentions:
            if mention.place.country == likely and mention.place.feature == "country":
                return [Told(from_mention(mention).place, None, mention.sentence)]
    return implied
