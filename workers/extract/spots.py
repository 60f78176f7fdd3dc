"""Where exactly people leave, inside the country they leave: what a draft says itself, the country as a whole, the places of it that the article names,
those that other sentences tell of the same assertion, and the name of an unknown one that the reader hears spelt."""

from collections.abc import Iterator, Sequence

from schemas.reports import Place, Slice
from schemas.vocabulary import Action, ActorKind, Group
from workers.extract.assemble import Draft, piece
from workers.extract.context import Context
from workers.extract.features import Features, logit
from workers.extract.naming import STATES
from workers.extract.offers import MOST, Offered, placed, set_against, spelt
from workers.extract.reader.heard import Heard
from workers.extract.reader.passages import Name
from workers.extract.told import from_mention
from workers.extract.view import GUESSED
from workers.gazetteer import gazetteer

ABROAD = frozenset((Group.CITIZENS, Group.DEPENDANTS, Group.STUDENTS, Group.WORKERS))
"""People whom their own state tells to leave a country, seldom a town."""

NEAR = 3
"""Sentences before a draft's own whose places it may go on about."""


def spots(draft: Draft, drafts: Sequence[Draft], heard: Heard, context: Context) -> list[Offered]:
    """Return the draft as it is, and, where it has one origin in a country, with each other place there that may be meant; where it has none, with the name
    that the reader hears spelt. `drafts` are all those of the article."""
    if not draft.origins and context.crisis is not None:
        unnamed = [
            Offered(placed(draft, [place], words)) for place, words in _unknown(draft, context.crisis, heard, context)
        ]
        return [Offered(draft, own=True), *unnamed]
    if len(draft.origins) != 1 or draft.origins[0].country is None:
        return [Offered(draft, own=True)]
    code = draft.origins[0].country
    before = told_before(draft, drafts)
    agrees = before is None or draft.origins[0].place in {each.place for each in before.origins}
    offered = [Offered(draft, own=True, beside=agrees)]
    taken = {place.place for place in (*draft.origins, *draft.destinations)}
    for place, words in [*_told_by(before), *_others(draft, code, heard, context)]:
        if place.place not in taken:
            taken.add(place.place)
            beside = before is not None and place.place in {each.place for each in before.origins}
            offered.append(Offered(placed(draft, [place], words), beside=beside))
    return offered


def told_before(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the draft of a sentence just before that tells in its own words where the same people leave; the nearest one, None where there is none."""
    groups = {each.group for each in draft.affected}
    before = [
        each
        for each in drafts
        if each.origin_told
        and each.action is draft.action
        and 0 < draft.sentence.index - each.sentence.index <= NEAR
        and each.origins[0].country in (None, draft.origins[0].country)
        and groups & {other.group for other in each.affected}
    ]
    return max(before, key=lambda each: each.sentence.index, default=None)


def _told_by(before: Draft | None) -> list[tuple[Place, Slice | None]]:
    return [(before.origins[0], before.fields["origins"])] if before is not None else []


def _others(draft: Draft, code: str, heard: Heard, context: Context) -> Iterator[tuple[Place, Slice | None]]:
    country = gazetteer().country(code)
    if country is not None:
        yield Place(place=country.name, country=code, geonames_id=country.geonames_id), None
    named = _named(code, heard, context)
    standing = [each for each in named if not set_against(draft, each[1])]
    for place, name, _ in sorted(standing, key=lambda each: -each[2])[:MOST]:
        yield place, piece(context, context.sentences[name.sentence], (name.start, name.end))
    yield from _unknown(draft, code, heard, context)


def _unknown(draft: Draft, code: str, heard: Heard, context: Context) -> Iterator[tuple[Place, Slice]]:
    """The name that the reader hears spelt in the sentence, of no place that is known."""
    span = spelt(heard, "origins", draft.sentence.text)
    here = context.located.get(draft.sentence.index, ())
    if span is not None and not any(m.start < span[1] and span[0] < m.end for m in here):
        yield Place(place=draft.sentence.text[slice(*span)], country=code), piece(context, draft.sentence, span)


def _named(code: str | None, heard: Heard, context: Context) -> list[tuple[Place, Name, float]]:
    """The places of a country that the passage names, with the names and how likely each is left."""
    found = []
    for name, p in heard.places:
        if name.kind == "place" and name.country == code:
            mention = next(m for m in context.located[name.sentence] if (m.start, m.end) == (name.start, name.end))
            found.append((from_mention(mention).place, name, p))
    return found


def spot_features(offered: Offered, heard: Heard, context: Context) -> Features:
    """Return what speaks for a place, each 0 where it does not apply."""
    draft, own = offered.draft, offered.own
    if not draft.origins:
        top = max((p for _, _, p in heard.words["origins"]), default=0.0)
        return {"own": 1.0, "none": 1.0, "none, a word heard": logit(top)}
    if len(draft.origins) != 1:
        return {"own": 1.0}
    place = draft.origins[0]
    construction = own and draft.pattern != GUESSED
    named = _named(place.country, heard, context)
    likely = [p for each, _, p in named if _same(each, place)]
    p = max(likely, default=0.0)
    at = draft.sentence.text.find(place.place)
    index, told = draft.sentence.index, _told(place, context)
    of_dateline = context.dateline is not None and _same(from_mention(context.dateline).place, place)
    return {
        "own": float(own),
        "own of a construction": float(construction),
        "own told": float(own and draft.origin_told),
        "own told by a construction": float(construction and draft.origin_told),
        "heard": logit(p) if likely else 0.0,
        "in no name of the passage": float(not likely),
        "likeliest": float(bool(likely) and p >= max(q for _, _, q in named)),
        "words heard": heard.word("origins", at, at + len(place.place)) if at >= 0 else 0.0,
        "in the sentence": float(index in told or at >= 0),
        "just before": float(any(0 < index - each <= NEAR for each in told)),
        "nowhere": float(not (told or offered.beside) and at < 0),
        "dateline": float(of_dateline),
        "dateline alone": float(of_dateline and not likely and at < 0),
        "main place": float(context.spot is not None and _same(from_mention(context.spot).place, place)),
        "told just before of the same people": float(offered.beside and not own),
        "another told just before": float(own and not offered.beside),
        "dateline alone, another told just before": float(own and not offered.beside and of_dateline and at < 0),
        "unknown": float(place.geonames_id is None),
        "unknown told by a construction": float(construction and draft.origin_told and place.geonames_id is None),
    } | _of_whom(draft, place)


def _of_whom(draft: Draft, place: Place) -> Features:
    """What speaks for a country as a whole, or its capital, by those who leave it and who tells them to."""
    country = gazetteer().country(place.country) if place.country else None
    if country is None:
        return {}
    groups, actor = {each.group for each in draft.affected}, draft.actor
    state = actor is not None and actor.kind in STATES and actor.country not in (None, place.country)
    post = draft.action in (Action.CLOSURE, Action.RELOCATION)
    kinds = {
        "": True,
        ", of a state's people abroad": state and bool(groups & ABROAD),
        ", of diplomats": Group.DIPLOMATIC_STAFF in groups and not post,
        ", of a post": post,
        ", of residents": Group.RESIDENTS in groups,
        ", of nobody": actor is None,
        ", of a local authority": actor is not None and actor.kind is ActorKind.LOCAL_AUTHORITY,
    }
    whole, capital = place.geonames_id == country.geonames_id, place.place == country.capital
    return {f"country{kind}": float(whole and holds) for kind, holds in kinds.items()} | {
        f"capital{kind}": float(capital and holds) for kind, holds in kinds.items()
    }


def _same(one: Place, other: Place) -> bool:
    return one.country == other.country and (
        one.place == other.place if other.geonames_id is None else one.geonames_id == other.geonames_id
    )


def _told(place: Place, context: Context) -> set[int]:
    """The sentences in which a place is named."""
    return {
        index
        for index, mentions in context.located.items()
        for mention in mentions
        if mention.kind == "place" and _same(from_mention(mention).place, place)
    }
