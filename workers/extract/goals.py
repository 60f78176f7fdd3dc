"""Where people are taken or told to go: what a draft says itself, nowhere, and the places and unknown names of its sentence that the reader hears as that."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemas.reports import Place, Slice
from schemas.vocabulary import Action, Status
from workers.extract.assemble import Draft, piece
from workers.extract.context import ARRIVED, AWAY, TOWARDS, Context
from workers.extract.features import Features, logit
from workers.extract.naming import STATES
from workers.extract.offers import Offered, spelt
from workers.extract.reader.heard import Heard
from workers.extract.told import from_mention
from workers.extract.view import GUESSED

LEAST = 0.1
"""Probability of its words from which a place is offered."""

MOVED = (Status.COMPLETED, Status.UNDER_WAY, Status.PLANNED)


def goals(draft: Draft, drafts: Sequence[Draft], heard: Heard, context: Context) -> list[Offered]:
    """Return the draft as it is, with nowhere to go, and with each place of its sentence that people may go to; `drafts` are all those of the article. Where a
    construction reads another action to a place in the same sentence, that is its own: "told them to depart and will move its embassy to Tbilisi"."""
    offered = [Offered(draft, own=True)]
    if draft.action is Action.CLOSURE:
        return offered
    if draft.destinations:
        offered.append(Offered(_sent(draft, [], None)))
    index, action = draft.sentence.index, draft.action
    beside = [each for each in drafts if each.sentence.index == index and each.action is not action]
    others = [place for each in beside if each.pattern != GUESSED for place in each.destinations]
    taken = {place.place for place in (*draft.origins, *draft.destinations, *others)}
    for place, words in _others(draft, heard, context):
        if place.place not in taken:
            taken.add(place.place)
            offered.append(Offered(_sent(draft, [place], words)))
    return offered


def _others(draft: Draft, heard: Heard, context: Context) -> Iterator[tuple[Place, Slice]]:
    sentence = draft.sentence
    here = [each for each in context.located.get(sentence.index, ()) if each.kind == "place"]
    for mention in here:
        if heard.word("destinations", mention.start, mention.end) >= LEAST:
            yield from_mention(mention).place, piece(context, sentence, (mention.start, mention.end))
    span = spelt(heard, "destinations", sentence.text)
    if span is not None and not any(each.start < span[1] and span[0] < each.end for each in here):
        name = sentence.text[slice(*span)]
        yield Place(place=name, country=_country(draft, context)), piece(context, sentence, span)


def _country(draft: Draft, context: Context) -> str | None:
    """The country of an unknown place: that which is left, as a name without any other is in the article's country, but where another state takes people away."""
    if draft.actor is not None and draft.actor.kind in STATES and draft.actor.country != context.crisis:
        return None
    return next((place.country for place in draft.origins if place.country), context.crisis)


def _sent(draft: Draft, destinations: list[Place], told: Slice | None) -> Draft:
    fields = {name: slice_ for name, slice_ in draft.fields.items() if name != "destinations"}
    return replace(draft, destinations=destinations, fields=fields if told is None else fields | {"destinations": told})


def goal_features(offered: Offered, heard: Heard, context: Context) -> Features:
    """Return what speaks for a destination, each 0 where it does not apply."""
    draft, own = offered.draft, offered.own
    construction = own and draft.pattern != GUESSED
    told = draft.fields.get("destinations")
    begins = draft.sentence.start
    here = told is not None and told.in_ == draft.sentence.part and begins <= told.start < draft.sentence.end
    found: Features = {
        "own": float(own),
        "own of a construction": float(construction),
        "own told": float(own and here),
        "own told by a construction": float(construction and here),
    }
    if not draft.destinations:
        likely = max((p for _, _, p in heard.words["destinations"]), default=0.0)
        return found | {
            "nowhere": 1.0,
            "a word heard": logit(likely),
            "nowhere, moved": float(draft.status in MOVED),
            "nowhere, not to move": float(draft.status in (Status.RULED_OUT, Status.HALTED)),
            "nowhere, back": float(draft.action is Action.RETURN),
            "nowhere, of a post": float(draft.action is Action.RELOCATION),
        }
    place, actor = draft.destinations[0], draft.actor
    before = draft.sentence.text[: told.start - begins] if told is not None and here else ""
    left = [p for name, p in heard.places if name.sentence == draft.sentence.index and name.name == place.place]
    return found | {
        "heard": logit(heard.word("destinations", told.start - begins, told.end - begins))
        if told is not None and here
        else 0.0,
        "not in the sentence": float(not here),
        "heard as left": max(left, default=0.0),
        "towards": float(bool(TOWARDS.search(before) and not AWAY.search(before))),
        "arrived": float(bool(ARRIVED.search(before))),
        "away": float(bool(AWAY.search(before))),
        "country of who acts": float(
            actor is not None and actor.country is not None and actor.country == place.country
        ),
        "country left": float(place.country in {each.country for each in draft.origins}),
        "unknown": float(place.geonames_id is None),
        "not to move": float(draft.status in (Status.RULED_OUT, Status.HALTED)),
        "back": float(draft.action is Action.RETURN),
    }
