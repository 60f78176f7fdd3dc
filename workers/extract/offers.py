"""Who may act in a draft, where they may leave and why: what it says itself, nobody, nowhere or no reason, and what the article offers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.reports import Actor, Cause, Place, Slice
from schemas.vocabulary import ActorKind, CauseCategory
from workers.extract.assemble import Draft, piece
from workers.extract.causes import HINTED, SPECIFIC, CauseFound, find
from workers.extract.context import CONTRAST, Context
from workers.extract.gapping import GAPPED
from workers.extract.naming import STATES, STORM, country_actor, same_actor
from workers.extract.reader.heard import Heard
from workers.extract.reader.passages import Name
from workers.extract.reasons import Reasons
from workers.extract.told import from_mention

MOST = 4
"""Names a field is offered at most. On unseen articles the likeliest is right in .94 of the sentences that tell one thing and name who acts."""

LEAST = 0.05
"""Probability from which a name is offered."""

LEFT = 0.1
"""Probability from which a country is offered as the one that is left."""

TOGETHER = 0.5
"""Probability from which a place beside the likeliest one, in one sentence and country, is left too."""

WORD, REST = 0.3, 0.18
"""Probabilities from which a word is the heart of a body's name, and from which the words beside it belong to the name."""

LIKEWISE = (*(CauseCategory(name) for name in SPECIFIC), CauseCategory.UNKNOWN)
"""The dangers in the order in which they are offered: of two that are as likely, the first is taken."""

AUTHORITIES = "Authorities"
"""Who acts where the reader hears a local authority that no words of the article name."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A draft with one field filled so; whether that is what it said itself, whether another draft of its sentence, or of those just before, says so, the
    share of the article's drafts of other sentences that do, and whether its twin does: a draft that one reading of the sentence made beside it."""

    draft: Draft
    own: bool = False
    beside: bool = False
    share: float = 0.0
    twin: bool = False


def actors(draft: Draft, drafts: Sequence[Draft], heard: Heard, context: Context) -> list[Offered]:
    """Return the draft as it is, with nobody, and with each who may act; `drafts` are all those of the article."""
    offered = [Offered(draft, own=True)]
    if draft.pattern == GAPPED:
        return offered
    if draft.actor is not None:
        offered.append(Offered(_acted(draft, None, None)))
    taken = [draft.actor]
    others = _beside(draft, drafts)
    beside = [each.actor for each in others]
    twins = [each.actor for each in _twins(draft, others) if each.origins == draft.origins]
    for actor, told in _others(draft, drafts, heard, context):
        if not _is_place(actor, draft) and not _among(actor, taken):
            taken.append(actor)
            offered.append(Offered(_acted(draft, actor, told), beside=_among(actor, beside), twin=_among(actor, twins)))
    return offered


def _twins(draft: Draft, beside: Sequence[Draft]) -> list[Draft]:
    """The other drafts of its sentence that one reading made beside a draft: of its action, status and people."""
    groups = {each.group for each in draft.affected}
    return [
        each
        for each in beside
        if (each.pattern, each.action, each.status) == (draft.pattern, draft.action, draft.status)
        and {other.group for other in each.affected} == groups
    ]


def _beside(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    index = draft.sentence.index
    return [each for each in drafts if each is not draft and each.sentence.index == index]


def without_place(draft: Draft) -> Draft:
    """Return the draft with nobody who acts where that is the town that people are taken to, or an unknown one that they leave."""
    return _acted(draft, None, None) if draft.actor is not None and _is_place(draft.actor, draft) else draft


def _is_place(actor: Actor, draft: Draft) -> bool:
    unknown = {place.place for place in draft.origins if place.geonames_id is None and actor.country is None}
    return actor.kind not in STATES and actor.name in unknown | {place.place for place in draft.destinations}


def _among(actor: Actor, others: Sequence[Actor | None]) -> bool:
    return any(other is not None and same_actor(actor, other) for other in others)


def _acted(draft: Draft, actor: Actor | None, told: Slice | None) -> Draft:
    fields = {name: slice_ for name, slice_ in draft.fields.items() if name != "actor"}
    return replace(
        draft, actor=actor, actor_told=False, fields=fields | {"actor": told} if told is not None else fields
    )


def _others(
    draft: Draft, drafts: Sequence[Draft], heard: Heard, context: Context
) -> Iterator[tuple[Actor, Slice | None]]:
    kind = max(ActorKind, key=lambda each: heard.kinds[each])
    ranked = sorted(heard.actors, key=lambda each: -each[1])
    for name, p in ranked[:MOST]:
        actor = named(name, kind)
        if actor is not None and p >= LEAST:
            yield actor, piece(context, context.sentences[name.sentence], (name.start, name.end))
    if kind is ActorKind.LOCAL_AUTHORITY:
        country = ranked[0][0].country if ranked else context.crisis
        yield from _local(draft, drafts, country)
        yield from _body(draft, heard, context, kind, country)
    elif kind not in STATES:
        yield from _body(draft, heard, context, kind, None)


def named(name: Name, kind: ActorKind | None) -> Actor | None:
    """Return who acts under a name, where an actor of a kind does: a known body, or a state where the kind is a state's; else None."""
    if name.body is not None:
        return Actor(name=name.name, country=name.country, kind=ActorKind(name.body))
    return country_actor(name.country, kind) if name.country and kind in STATES else None


def _local(draft: Draft, drafts: Sequence[Draft], country: str | None) -> Iterator[tuple[Actor, Slice | None]]:
    """Yield the local authority of a country that acts in the nearest sentence, and the country's unnamed ones."""
    near = [
        each
        for each in drafts
        if each.actor is not None
        and each.actor.kind is ActorKind.LOCAL_AUTHORITY
        and (country is None or each.actor.country in (None, country))
    ]
    if near:
        nearest = _nearest(near, draft.sentence.index)
        if nearest.actor is not None:
            yield nearest.actor, nearest.fields.get("actor")
    if country is not None:
        yield Actor(name=AUTHORITIES, country=country, kind=ActorKind.LOCAL_AUTHORITY), None


def _nearest(drafts: Sequence[Draft], index: int) -> Draft:
    """The first draft of the sentence that is nearest to a sentence, of two as near of the one before it; drafts stand in the order of their sentences."""
    before = [each.sentence.index for each in drafts if each.sentence.index <= index][-1:]
    after = [each.sentence.index for each in drafts if each.sentence.index > index][:1]
    sentence = before[0] if before and (not after or index - before[0] <= after[0] - index) else after[0]
    return next(each for each in drafts if each.sentence.index == sentence)


def _body(
    draft: Draft, heard: Heard, context: Context, kind: ActorKind, country: str | None
) -> Iterator[tuple[Actor, Slice | None]]:
    """Yield the body, of a country or of none, whose name the words of the sentence spell that are likeliest an actor's."""
    text = draft.sentence.text
    span = spelt(heard, "actor", text)
    if span is not None and not _in_place(draft, span, context) and not STORM.search(text, 0, span[1]):
        yield Actor(name=text[slice(*span)], country=country, kind=kind), piece(context, draft.sentence, span)


def spelt(heard: Heard, tag: str, text: str) -> tuple[int, int] | None:
    """Return the characters of the name in a sentence whose words are likeliest part of what a tag names; None where no name is likely."""
    pieces = heard.words[tag]
    heart = max(range(len(pieces)), key=lambda each: pieces[each][2], default=None)
    if heart is None or pieces[heart][2] < WORD:
        return None
    first = last = heart
    while first and pieces[first - 1][2] >= REST and pieces[first][0] - pieces[first - 1][1] <= 1:
        first -= 1
    while last + 1 < len(pieces) and pieces[last + 1][2] >= REST and pieces[last + 1][0] - pieces[last][1] <= 1:
        last += 1
    span = pieces[first][0], pieces[last][1]
    return span if text[span[0] : span[0] + 1].isupper() else None


def _in_place(draft: Draft, span: tuple[int, int], context: Context) -> bool:
    """Whether words are a part of a place's name: no body is called "Harcourt" where people are taken to Port Harcourt."""
    start, end = span
    places = [each for each in context.located.get(draft.sentence.index, ()) if each.kind == "place"]
    return any(each.start <= start and end <= each.end and (each.start, each.end) != span for each in places)


def origins(draft: Draft, drafts: Sequence[Draft], heard: Heard, context: Context) -> list[Offered]:
    """Return the draft as it is, with no origin, and with the likeliest place of each other country that may be left; as it is alone where the passage names
    no country, and so none is heard. A hamlet that the sentence tells stays: of its country alone the reader may be unsure. The country of a twin is not offered:
    an order for Kuwait, Syria and Israel is three."""
    offered = [Offered(draft, own=True)]
    if not heard.countries:
        return offered
    hamlet = draft.origin_told and all(place.geonames_id is None for place in draft.origins)
    if draft.origins and not hamlet:
        offered.append(Offered(placed(draft, [], None)))
    twins = [each for each in _twins(draft, _beside(draft, drafts)) if each.actor == draft.actor]
    taken = {place.country for each in (draft, *twins) for place in each.origins}
    for country in sorted(heard.countries, key=lambda code: -heard.countries[code])[:MOST]:
        if heard.countries[country] >= LEFT and country not in taken:
            offered.extend(_left(draft, heard, context, country))
    return offered


def _left(draft: Draft, heard: Heard, context: Context, country: str) -> Iterator[Offered]:
    likely = [(name, p) for name, p in heard.places if name.country == country and name.kind == "place"]
    if likely:
        found = place_of(max(likely, key=lambda each: each[1])[0], likely, context)
        taken = {place.place for place in draft.destinations}
        if not taken & {place.place for place, _ in found}:
            yield Offered(placed(draft, [place for place, _ in found], found[0][1]))


def placed(draft: Draft, origins: list[Place], told: Slice | None) -> Draft:
    """Return a draft whose people leave these places, which the article's words tell."""
    fields = {name: slice_ for name, slice_ in draft.fields.items() if name != "origins"}
    sentence = draft.sentence
    here = told is not None and told.in_ == sentence.part and sentence.start <= told.start < sentence.end
    return replace(
        draft, origins=origins, origin_told=here, fields=fields if told is None else fields | {"origins": told}
    )


def place_of(best: Name, likely: Sequence[tuple[Name, float]], context: Context) -> list[tuple[Place, Slice]]:
    """Return the place of a name, and those of its sentence and country that are likely left too, each with the words that name it."""
    found: dict[str, tuple[Place, Slice]] = {}
    for name in [best, *(name for name, p in likely if p >= TOGETHER)]:
        if (name.sentence, name.country) != (best.sentence, best.country):
            continue
        mention = next(m for m in context.located[name.sentence] if (m.start, m.end) == (name.start, name.end))
        place = from_mention(mention).place
        words = piece(context, context.sentences[name.sentence], (name.start, name.end))
        found.setdefault(place.place, (place, words))
    return list(found.values())


def set_against(draft: Draft, name: Name) -> bool:
    """Return whether a name stands in what its sentence sets against the draft's words."""
    told = draft.fields.get("action")
    if told is None or name.sentence != draft.sentence.index:
        return False
    return bool(CONTRAST.search(draft.sentence.text, told.end - draft.sentence.start, name.start))


def causes(draft: Draft, _drafts: Sequence[Draft], _heard: Heard, context: Context) -> list[Offered]:
    """Return the draft as it is, and with each other danger, or none told, for its reason."""
    reasons = draft.reasons
    if reasons is None:
        return [Offered(draft, own=True)]
    others = [category for category in LIKEWISE if category is not draft.cause.category]
    here = [each for each in find(draft.sentence, context.lexicon) if each.weight > HINTED]
    return [Offered(draft, own=True), *(Offered(_because(draft, each, here, reasons, context)) for each in others)]


def _because(
    draft: Draft, category: CauseCategory, here: Sequence[CauseFound], reasons: Reasons, context: Context
) -> Draft:
    """Return the draft with a danger for its reason, resting on the words that tell it in its sentence (`here`), else on the article's first."""
    fields = {name: told for name, told in draft.fields.items() if name != "cause"}
    found = max(
        (each for each in here if each.category is category),
        key=lambda each: each.weight,
        default=reasons.words.get(category),
    )
    if found is None:
        return replace(draft, cause=Cause(category=category, text=None), fields=fields)
    words = piece(context, context.sentences[found.sentence], (found.start, found.end))
    return replace(draft, cause=Cause(category=category, text=words.quote), fields=fields | {"cause": words})
