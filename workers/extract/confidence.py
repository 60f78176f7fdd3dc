"""How sure a report is: a logistic score over features an editor can read, calibrated on the development set."""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from schemas.reports import Actor
from schemas.vocabulary import ActorKind, CauseCategory, Group, Status
from workers.extract.assemble import Draft
from workers.extract.reader.heard import Heard
from workers.extract.view import GUESSED

FILE = Path(__file__).with_name("confidence.toml")
"""Weights and the two least confidences of a report: fitted by `python -m tests.evaluate.calibrate --write`."""

NAMES = (
    "bias", "pattern", "plain word", "transport", "departure", "nominal", "loose", "refusal", "post", "actor", "actor told", "state told", "authority",
    "origin told", "group", "residents", "nobody, no cause", "cause", "cause told", "quantity", "when", "destination", "under way", "ordered",
    "ruled out", "background", "title only", "long sentence", "guess", "heard", "heard at all", "heard actor", "heard nobody", "heard group", "heard country",
    "heard status", "heard whole", "heard article",
)  # fmt: skip
"""The features, in the order of `features`."""

PLAIN = re.compile(r"\b(?:evacu|air-?lift|repatriat|ordered departure|draw-?down)", re.IGNORECASE)
UNNAMED = 0.3
"""How likely a country is left that no name of the passage stands for."""

LONG = 240
"""Code points of a sentence in which a parser loses its way."""


@lru_cache(maxsize=1)
def _fitted() -> tuple[dict[str, float], dict[str, float], tuple[float, float]]:
    document = tomllib.loads(FILE.read_text(encoding="utf-8"))
    heard, unheard = ({name: float(document[key].get(name, 0.0)) for name in NAMES} for key in ("weights", "unheard"))
    return heard, unheard, (float(document["least"]), float(document["least_beside"]))


def weights(draft: Draft) -> dict[str, float]:
    """Return the fitted weight of each feature for a draft: of what the constructions alone tell where the reader says nothing of the sentence, or, of a
    line or two, less."""
    with_reader, without, _ = _fitted()
    if draft.heard is None:
        return without
    construction = draft.pattern != GUESSED
    if draft.lone and construction and _total(draft, without) > _total(draft, with_reader):
        return without
    return with_reader


def _total(draft: Draft, fitted: Mapping[str, float]) -> float:
    return sum(fitted[name] * value for name, value in features(draft).items())


def features(draft: Draft) -> dict[str, float]:
    """Return the features of a draft: each between 0 and 1."""
    groups = {each.group for each in draft.affected}
    text = draft.sentence.text
    actor = draft.actor
    cause = draft.cause.category is not CauseCategory.UNKNOWN
    told = "cause" in draft.fields and draft.fields["cause"].quote in text
    values = (
        True, min(1.0, draft.weight), PLAIN.search(text), draft.pattern == "transport", draft.pattern == "departure", draft.pattern == "nominal",
        draft.pattern == "loose", draft.pattern == "refusal", draft.pattern == "post", actor, draft.actor_told, actor and actor.kind is ActorKind.GOVERNMENT and draft.actor_told,
        actor and actor.kind is ActorKind.LOCAL_AUTHORITY, draft.origin_told, Group.UNSPECIFIED not in groups, Group.RESIDENTS in groups,
        actor is None and not cause, cause, told, draft.quantity, draft.own_when, draft.destinations, draft.status is Status.UNDER_WAY,
        draft.status is Status.ORDERED, draft.status is Status.RULED_OUT, draft.background, draft.sentence.part == "title", len(text) > LONG,
        draft.pattern == GUESSED, *heard(draft),
    )  # fmt: skip
    return {
        name: value if isinstance(value, float) else float(bool(value))
        for name, value in zip(NAMES, values, strict=True)
    }


def heard_actor(draft: Draft) -> float:
    """Return how likely the reader thinks a draft's actor, or that nobody is told."""
    return agreed(draft.heard, draft.actor) if draft.heard is not None else 0.0


def agreed(heard: Heard, actor: Actor | None) -> float:
    """Return how likely the reader thinks that this actor acts; None stands for nobody."""
    if actor is None:
        return heard.kinds[None]
    named = [
        p for name, p in heard.actors if (actor.country and name.country == actor.country) or name.name == actor.name
    ]
    return max(named, default=1 - heard.kinds[None])


def heard(draft: Draft) -> tuple[float, ...]:
    """Return how far the learned reader agrees: with the assertion, its actor, groups, country and status, and with all together."""
    told = draft.heard
    if told is None:
        return (0.0,) * 9
    label = told.asserted(draft.action, draft.status)
    actor, who = draft.actor, heard_actor(draft)
    group = max((told.groups[each.group] for each in draft.affected), default=0.0)
    country = max((told.countries.get(place.country or "", UNNAMED) for place in draft.origins), default=UNNAMED)
    status = told.statuses[draft.status]
    whole = (label * who * group * country) ** 0.25
    return (
        label,
        max(told.labels.values()),
        who if actor else 0.0,
        0.0 if actor else who,
        group,
        country,
        status,
        whole,
        draft.loudest,
    )


def confidence(draft: Draft) -> float:
    """Return the probability that an editor would accept the report, two decimals."""
    return round(1 / (1 + math.exp(-_total(draft, weights(draft)))), 2)


def trusted(drafts: Sequence[Draft], least: float | None = None) -> list[Draft]:
    """Return the drafts of an article at least as sure as `least`.

    Where none is given there are two fitted limits: a low one for the surest of the article, which tells whether it is about an evacuation at all, and a
    higher one for what stands beside that.
    """
    sure = [confidence(draft) for draft in drafts]
    alone, beside = _fitted()[2] if least is None else (least, least)
    highest = max(sure, default=0.0)
    return [draft for draft, each in zip(drafts, sure, strict=True) if each >= (alone if each == highest else beside)]
