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

ACTS = 0.4
"""Probability from which a name of the sentence is one of several that act in it."""

POSTS = (Action.CLOSURE, Action.RELOCATION)


@lru_cache(maxsize=1)
def _fitted() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def chosen(drafts: Sequence[Draft], context: Context) -> list[Draft]:
    """Return the drafts of an article, in each of which the reader heard something or nothing, with the likeliest of what each field is offered."""
    found = [offers.without_place(draft) for draft in drafts]
    for name in FIELDS:
        here = _by_sentence(found) if name in WITHIN else None
        found = [
            _likeliest(name, draft, found if here is None else here[draft.sentence.index], context) for draft in found
        ]
    return found


def _by_sentence(drafts: Sequence[Draft]) -> Mapping[int, list[Draft]]:
    found: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        found[draft.sentence.index].append(draft)
    return found


def offered(name: str, draft: Draft, drafts: Sequence[Draft], context: Context) -> list[Offered]:
    """Return a draft with each value that a field of `FIELDS` may have, as it stands first; as it is alone where the reader says nothing of its sentence.

    `drafts` are all those of the article, or, for a field of `WITHIN`, of the sentence.
    """
    if draft.heard is None:
        return [Offered(draft, own=True)]
    return FIELDS[name][0](draft, drafts, draft.heard, context)


def _likeliest(name: str, draft: Draft, drafts: Sequence[Draft], context: Context) -> Draft:
    heard, choices = draft.heard, offered(name, draft, drafts, context)
    if heard is None or len(choices) == 1:
        return draft
    weights, features = _fitted()[name], FIELDS[name][1]

    def score(each: Offered) -> float:
        return sum(weights[key] * value for key, value in features(each, heard, context).items())

    return max(choices, key=score).draft


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
    here = [(name, each) for name, each in heard.actors if name.sentence == draft.sentence.index]
    likeliest = p >= max((each for _, each in heard.actors), default=0.0)
    several = len({name.country or name.name for name, each in here if each >= ACTS}) > 1
    return {
        "own": float(own),
        "own heard of several": logit(p) if own and several and draft.actor_told else 0.0,
        "likeliest of several": float(several and likeliest),
        "another's of several": float(several and offered.beside),
        "own of a construction": float(construction),
        "own told": float(own and draft.actor_told),
        "own told by a construction": float(construction and draft.actor_told),
        "own of no state": float(own and not state),
        "heard": logit(p) if state else 0.0,
        "heard of no state": 0.0 if state else logit(p),
        "of a state": float(state),
        "likeliest": float(likeliest),
        "in the sentence": float(
            any(name.name == actor.name or (state and name.country == actor.country) for name, _ in here)
        ),
        "kind heard": heard.kinds[actor.kind],
        "words heard": heard.word("actor", at, at + len(actor.name)) if at >= 0 else 0.0,
        "of the country left": float(state and origin),
        "state of the country left": float(state and origin and actor.kind in STATES),
        "state": float(actor.kind in STATES),
        "local": float(actor.kind is ActorKind.LOCAL_AUTHORITY),
        "of a draft beside it": float(offered.beside),
        "a twin's": float(offered.twin),
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


Offers = Callable[[Draft, Sequence[Draft], Heard, Context], list[Offered]]

FIELDS: Mapping[str, tuple[Offers, Callable[[Offered, Heard, Context], Features]]] = {
    "actor": (offers.actors, actor_features),
    "origin": (offers.origins, origin_features),
    "spot": (spots, spot_features),
    "group": (crowds.groups, group_features),
    "status": (crowds.statuses, status_features),
    "cause": (offers.causes, cause_features),
    "goal": (goals, goal_features),
    "amount": (amounts, amount_features),
}
"""The fields in the order in which they are chosen: what each is offered, and what speaks for an offer."""

WITHIN = frozenset(("origin", "status", "goal"))
"""Fields on which only the drafts of the sentence bear."""
