"""Who acts, whom, how far, where people leave and go, how many and why, where the constructions and the reader do not agree: of what is offered, the likeliest.

A conditional logit (McFadden, 1974) over features an editor can read, one each for the actor, the country left, the place in it, the group, the status, the
cause, the destination and the count; its weights are fitted on articles that the reader has not learned, by `python -m tests.evaluate.choosing --write`.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from schemas.vocabulary import APART, Action, ActorKind, CauseCategory, Group, Status
from workers.extract import crowds, offers
from workers.extract.amounts import amount_features, amounts
from workers.extract.assemble import Draft
from workers.extract.confidence import UNNAMED, agreed
from workers.extract.context import Context
from workers.extract.features import Features, logit
from workers.extract.goals import goal_features, goals
from workers.extract.naming import STATES
from workers.extract.offers import AUTHORITIES, Offered
from workers.extract.reader.heard import Heard
from workers.extract.spots import spot_features, spots
from workers.extract.view import GUESSED

FILE = Path(__file__).with_name("choosing.toml")
"""The weights of the features of `actor_features`, `spot_features`, `goal_features` and so on, in a table each."""

VAGUE = frozenset((Group.RESIDENTS, Group.UNSPECIFIED))
"""Groups whose words ("people", "those") may mean any other."""

ASSERTED = tuple(status for status in Status if status not in APART)

POSTS = (Action.CLOSURE, Action.RELOCATION)


@lru_cache(maxsize=1)
def _fitted() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def chosen(drafts: Sequence[Draft], context: Context) -> list[Draft]:
    """Return the drafts of an article, in each of which the reader heard something or nothing, with the likeliest of what each field is offered."""
    drafts = [offers.without_place(draft) for draft in drafts]
    acted = [_likeliest("actor", actor_offers(draft, drafts, context), context, actor_features) for draft in drafts]
    left = [_likeliest("origin", origin_offers(draft, context), context, origin_features) for draft in acted]
    placed = [_likeliest("spot", spot_offers(draft, left, context), context, spot_features) for draft in left]
    told = [_likeliest("group", group_offers(draft, placed, context), context, group_features) for draft in placed]
    beside: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in told:
        beside[draft.sentence.index].append(draft)
    stated = [
        _likeliest("status", status_offers(draft, beside[draft.sentence.index], context), context, status_features)
        for draft in told
    ]
    because = [_likeliest("cause", cause_offers(draft, context), context, cause_features) for draft in stated]
    sent = [
        _likeliest("goal", goal_offers(draft, beside[draft.sentence.index], context), context, goal_features)
        for draft in because
    ]
    return [_likeliest("amount", amount_offers(draft, context), context, amount_features) for draft in sent]


def actor_offers(draft: Draft, drafts: Sequence[Draft], context: Context) -> list[Offered]:
    """Return the draft with each who may act; as it is alone where the reader says nothing of its sentence."""
    return offers.actors(draft, drafts, draft.heard, context) if draft.heard is not None else [Offered(draft, own=True)]


def origin_offers(draft: Draft, context: Context) -> list[Offered]:
    """Return the draft with each place its people may leave; as it is alone where the reader says nothing of its sentence."""
    return offers.origins(draft, draft.heard, context) if draft.heard is not None else [Offered(draft, own=True)]


def spot_offers(draft: Draft, drafts: Sequence[Draft], context: Context) -> list[Offered]:
    """Return the draft with each place of its country that people may leave; as it is alone where the reader says nothing of its sentence."""
    return spots(draft, drafts, draft.heard, context) if draft.heard is not None else [Offered(draft, own=True)]


def group_offers(draft: Draft, drafts: Sequence[Draft], context: Context) -> list[Offered]:
    """Return the draft with each group it may be about; as it is alone where the reader says nothing of its sentence."""
    return crowds.groups(draft, drafts, draft.heard, context) if draft.heard is not None else [Offered(draft, own=True)]


def status_offers(draft: Draft, drafts: Sequence[Draft], context: Context) -> list[Offered]:
    """Return the draft with each status it may have; as it is alone where the reader says nothing of its sentence."""
    return crowds.statuses(draft, drafts, draft.heard) if draft.heard is not None else [Offered(draft, own=True)]


def cause_offers(draft: Draft, context: Context) -> list[Offered]:
    """Return the draft with each danger its people may leave for; as it is alone where the reader says nothing of its sentence."""
    return offers.causes(draft, draft.reasons, context) if draft.reasons is not None else [Offered(draft, own=True)]


def goal_offers(draft: Draft, drafts: Sequence[Draft], context: Context) -> list[Offered]:
    """Return the draft with each place its people may go to; as it is alone where the reader says nothing of its sentence."""
    return goals(draft, drafts, draft.heard, context) if draft.heard is not None else [Offered(draft, own=True)]


def amount_offers(draft: Draft, context: Context) -> list[Offered]:
    """Return the draft with each count that may be of its people; as it is alone where the reader says nothing of its sentence."""
    return amounts(draft, draft.heard, context) if draft.heard is not None else [Offered(draft, own=True)]


def _likeliest(
    name: str, offered: Sequence[Offered], context: Context, features: Callable[[Offered, Heard, Context], Features]
) -> Draft:
    heard = offered[0].draft.heard
    if heard is None or len(offered) == 1:
        return offered[0].draft
    weights = _fitted()[name]

    def score(each: Offered) -> float:
        return sum(weights[key] * value for key, value in features(each, heard, context).items())

    return max(offered, key=score).draft


def actor_features(offered: Offered, heard: Heard, context: Context) -> Features:
    """Return what speaks for an actor, each 0 where it does not apply."""
    draft, own = offered.draft, offered.own
    actor = draft.actor
    construction = own and draft.pattern != GUESSED
    if actor is None:
        return {
            "nobody": 1.0,
            "nobody heard": logit(heard.kinds[None]),
            "own": float(own),
            "own of a construction": float(construction),
            "own nobody of a construction": float(construction),
            "kind heard": heard.kinds[None],
        }
    p = agreed(heard, actor)
    state = actor.country is not None
    at = draft.sentence.text.find(actor.name)
    origin = actor.country in {place.country for place in draft.origins}
    here = [name for name, _ in heard.actors if name.sentence == draft.sentence.index]
    return {
        "own": float(own),
        "own of a construction": float(construction),
        "own told": float(own and draft.actor_told),
        "own told by a construction": float(construction and draft.actor_told),
        "own of no state": float(own and not state),
        "heard": logit(p) if state else 0.0,
        "heard of no state": 0.0 if state else logit(p),
        "of a state": float(state),
        "likeliest": float(p >= max((each for _, each in heard.actors), default=0.0)),
        "in the sentence": float(
            any(each.name == actor.name or (state and each.country == actor.country) for each in here)
        ),
        "kind heard": heard.kinds[actor.kind],
        "words heard": heard.word("actor", at, at + len(actor.name)) if at >= 0 else 0.0,
        "of the country left": float(state and origin),
        "state of the country left": float(state and origin and actor.kind in STATES),
        "state": float(actor.kind in STATES),
        "local": float(actor.kind is ActorKind.LOCAL_AUTHORITY),
        "of a draft beside it": float(offered.beside),
        "unnamed": float(actor.name == AUTHORITIES),
    }


def origin_features(offered: Offered, heard: Heard, context: Context) -> Features:
    """Return what speaks for an origin, each 0 where it does not apply."""
    draft, own = offered.draft, offered.own
    construction = own and draft.pattern != GUESSED
    found: Features = {
        "own": float(own),
        "own of a construction": float(construction),
        "own told": float(own and draft.origin_told),
        "own told by a construction": float(construction and draft.origin_told),
    }
    top = max(heard.countries.values(), default=0.0)
    if not draft.origins:
        return found | {"nowhere": 1.0, "another heard": logit(top)}
    country = draft.origins[0].country
    p = heard.countries.get(country or "", UNNAMED)
    known = country is not None
    here = any(mention.place.country == country for mention in context.located.get(draft.sentence.index, ()))
    actor = draft.actor
    ours = known and actor is not None and actor.country == country
    spots = [q for name, q in heard.places if known and name.country == country and name.kind == "place"]
    return found | {
        "heard": logit(p),
        "place heard": max(spots, default=0.0),
        "of no country": float(not known),
        "likeliest": float(p >= top),
        "in the sentence": float(known and here),
        "country of who acts": float(ours),
        "country of the government that acts": float(ours and actor is not None and actor.kind is ActorKind.GOVERNMENT),
        "endangered country": float(known and context.crisis == country),
        "where they go": float(known and any(place.country == country for place in draft.destinations)),
    }


def group_features(offered: Offered, heard: Heard, context: Context) -> Features:
    """Return what speaks for a group, each 0 where it does not apply."""
    draft, own = offered.draft, offered.own
    construction = own and draft.pattern != GUESSED
    groups = {each.group for each in draft.affected}
    p = max(heard.groups[each] for each in groups)
    named = crowds.named_groups(draft.sentence.text, context.lexicon).keys()
    before = (
        crowds.named_groups(context.sentences[draft.sentence.index - 1].text, context.lexicon).keys()
        if draft.sentence.index
        else set()
    )
    phrases = " ".join(each.text for each in draft.affected)
    spelt = crowds.named_groups(phrases, context.lexicon).keys() - VAGUE
    actor = draft.actor
    abroad = actor is not None and actor.kind in STATES and actor.country not in (None, context.crisis)
    body = actor is not None and actor.kind in (ActorKind.COMPANY, ActorKind.ORGANIZATION)
    return {
        "own": float(own),
        "own of a construction": float(construction),
        "own told": float(own and "affected" in draft.fields),
        "own told by a construction": float(construction and "affected" in draft.fields),
        "own words name it": float(own and bool(groups & spelt)),
        "own words of a construction name it": float(construction and bool(groups & spelt)),
        "heard": logit(p),
        "likeliest": float(p >= max(heard.groups.values())),
        "named in the sentence": float(bool(groups & named)),
        "named before": float(bool(groups & before)),
        "of a draft just before": float(offered.beside),
        "share of the other drafts": offered.share,
        "another named": float(bool(named - groups - VAGUE) and not groups & named),
        "several": float(len(groups) > 1),
        **{
            each.value: float(each in groups)
            for each in (Group.RESIDENTS, Group.CITIZENS, Group.UNSPECIFIED, Group.DIPLOMATIC_STAFF)
        },
        "residents of another state": float(abroad and Group.RESIDENTS in groups),
        "citizens of a state": float(abroad and Group.CITIZENS in groups),
        "citizens of a body": float(body and Group.CITIZENS in groups),
        "workers of a body": float(body and Group.WORKERS in groups),
        "of a post": float(draft.action in POSTS and Group.DIPLOMATIC_STAFF in groups),
        "of a closure": float(draft.action is Action.CLOSURE and Group.UNSPECIFIED in groups),
    }


def cause_features(offered: Offered, heard: Heard, context: Context) -> Features:
    """Return what speaks for a danger as the reason, each 0 where it does not apply; the own one is what the words tell without the reader."""
    draft, own = offered.draft, offered.own
    category, reasons = draft.cause.category, draft.reasons
    if reasons is None or category is CauseCategory.UNKNOWN:
        return {"none told": 1.0, "none heard": logit(heard.causes[CauseCategory.UNKNOWN]), "own none": float(own)}
    told = draft.fields.get("cause")
    here = (
        told is not None and told.in_ == draft.sentence.part and draft.sentence.start <= told.start < draft.sentence.end
    )
    return {
        "own told in the sentence": float(own and here),
        "signs": math.log1p(reasons.signs.get(category, 0.0)),
        "heard in the article": logit(reasons.heard[category]),
    }


def status_features(offered: Offered, heard: Heard, context: Context) -> Features:
    """Return what speaks for a status, each 0 where it does not apply."""
    draft, own = offered.draft, offered.own
    construction = own and draft.pattern != GUESSED
    p = heard.statuses[draft.status]
    return {
        "own": float(own),
        "own of a construction": float(construction),
        "own told": float(own and "status" in draft.fields),
        "heard": logit(p),
        "likeliest": float(p >= max(heard.statuses.values())),
        **{each.value: float(draft.status is each) for each in ASSERTED},
        **{f"{each.value} of a construction": float(construction and draft.status is each) for each in ASSERTED},
    }
