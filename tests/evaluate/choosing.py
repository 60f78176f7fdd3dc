"""Fit the choice of each field on the development articles: `python -m tests.evaluate.choosing [--write]`.

A conditional logit a field (actor, country left, place, group, status, cause, destination, count) with a ridge penalty over the features of
`workers.extract.choosing`, by gradient ascent. Learned are the drafts of the
articles held out of the reader's training whose sentence carries a gold report of their action; right is every offer that agrees with one of these. The shares
printed are those of cross-validation, the folds parted by article. `--write` puts the weights fitted on all into `workers/extract/choosing.toml`.
Run it before `tests.evaluate.retelling` and `tests.evaluate.calibrate`, which weigh the drafts with what was chosen.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.evaluate.extraction import through_ingest
from tests.evaluate.scoring import Gold, alternatives, same_name, same_places
from tests.evaluate.targets import told_in
from tests.evaluate.unseen import asked, unseen_articles
from workers.extract import choosing
from workers.extract.assemble import Draft
from workers.extract.context import Context
from workers.extract.extractor import Extractor
from workers.extract.features import Features

FOLDS = 10
RIDGE = 1.0
"""Strength of the penalty, as if so many choices spoke against every weight."""

STEPS, RATE = 3000, 0.5
"""Of the ascent: the shares stand still from some 1,000 steps."""

Matrix = NDArray[np.float64]
Right = Callable[[Draft, Gold], bool]


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices of one field: features by choice, offer and name, which offers there are, which are right, each choice's article, and the names."""

    features: Matrix
    offered: NDArray[np.bool_]
    right: NDArray[np.bool_]
    article: NDArray[np.int64]
    names: tuple[str, ...]


def actor_right(draft: Draft, gold: Gold) -> bool:
    """Return whether a draft's actor is that of a gold report, by country or name; nobody agrees with nobody."""
    ours = draft.actor
    return any(
        (told is None and ours is None)
        or (
            told is not None
            and ours is not None
            and bool((told["country"] and told["country"] == ours.country) or same_name(told["name"], ours.name))
        )
        for told in alternatives(gold, "actor")
    )


def origin_right(draft: Draft, gold: Gold) -> bool:
    """Return whether a draft's country of origin is that of a gold report, or neither has one."""
    ours = {place.country for place in draft.origins}
    theirs = [{place["country"] for place in told} for told in alternatives(gold, "origins")]
    return any(countries & ours or not (countries or ours) for countries in theirs)


def spot_right(draft: Draft, gold: Gold) -> bool:
    """Return whether a draft's place of origin is that of a gold report, or neither has one."""
    return any(same_places(told, draft.origins) for told in alternatives(gold, "origins"))


def group_right(draft: Draft, gold: Gold) -> bool:
    """Return whether a draft and a gold report have a group in common."""
    theirs = {group for told in alternatives(gold, "affected") for group in told}
    return any(each.group.value in theirs for each in draft.affected)


def status_right(draft: Draft, gold: Gold) -> bool:
    """Return whether a draft's status is that of a gold report."""
    return draft.status in alternatives(gold, "status")


def cause_right(draft: Draft, gold: Gold) -> bool:
    """Return whether a draft's danger is that of a gold report."""
    return draft.cause.category in alternatives(gold, "cause")


def goal_right(draft: Draft, gold: Gold) -> bool:
    """Return whether a draft's destination is that of a gold report, or neither has one."""
    return any(same_places(told, draft.destinations) for told in alternatives(gold, "destinations"))


def amount_right(draft: Draft, gold: Gold) -> bool:
    """Return whether a draft's count is that of a gold report, or neither has one."""
    ours = None if draft.quantity is None else (draft.quantity.min, draft.quantity.max)
    return any(
        ours == (None if told is None else (told["min"], told["max"])) for told in alternatives(gold, "quantity")
    )


def choices(name: str, articles: Sequence[tuple[Context, Sequence[Draft], Sequence[Gold]]]) -> Choices:
    """Return the choices of one field that have a right offer and a wrong one."""
    right, features = RIGHT[name], choosing.FIELDS[name][1]
    found: list[tuple[int, list[Features], list[bool]]] = []
    for number, (context, drafts, reports) in enumerate(articles):
        told = told_in(context, reports)
        for draft in drafts:
            gold = [each for each in told.get(draft.sentence.index, ()) if draft.action in alternatives(each, "action")]
            if not gold or draft.heard is None:
                continue
            offered = choosing.offered(name, draft, drafts, context)
            wanted = _meant(draft, drafts, gold, right)
            good = [any(right(each.draft, report) for report in wanted) for each in offered]
            if any(good) and not all(good):
                found.append((number, [features(each, draft.heard, context) for each in offered], good))
    return _arrays(found)


def _meant(draft: Draft, drafts: Sequence[Draft], gold: Sequence[Gold], right: Right) -> Sequence[Gold]:
    """Return the gold reports of a sentence that a draft may mean: those it agrees with, else those no other draft of the sentence does, else all."""
    beside = [each for each in drafts if each is not draft and each.sentence.index == draft.sentence.index]
    own = [report for report in gold if right(draft, report)]
    return own or [report for report in gold if not any(right(each, report) for each in beside)] or gold


def _arrays(found: Sequence[tuple[int, list[Features], list[bool]]]) -> Choices:
    names = tuple(dict.fromkeys(name for _, rows, _ in found for row in rows for name in row))
    shape = len(found), max(len(rows) for _, rows, _ in found)
    made = Choices(
        np.zeros((*shape, len(names))),
        np.zeros(shape, np.bool_),
        np.zeros(shape, np.bool_),
        np.array([number for number, _, _ in found]),
        names,
    )
    for n, (_, rows, good) in enumerate(found):
        for m, row in enumerate(rows):
            made.features[n, m] = [row.get(name, 0.0) for name in names]
        made.offered[n, : len(rows)] = True
        made.right[n, : len(good)] = good
    return made


RIGHT: Mapping[str, Right] = {
    "actor": actor_right,
    "origin": origin_right,
    "spot": spot_right,
    "group": group_right,
    "status": status_right,
    "cause": cause_right,
    "goal": goal_right,
    "amount": amount_right,
}
"""When each field of `workers.extract.choosing` is right."""


def fit(data: Choices, chosen: NDArray[np.bool_]) -> Matrix:
    """Return the weights under which right offers are likeliest, of the choices marked."""
    features, offered, right = data.features[chosen], data.offered[chosen], data.right[chosen]
    weights = np.zeros(len(data.names))
    for _ in range(STEPS):
        logits = np.where(offered, features @ weights, -np.inf)
        odds = np.exp(logits - logits.max(1, keepdims=True))
        share = odds / odds.sum(1, keepdims=True)
        wanted = share * right / (share * right).sum(1, keepdims=True)
        slope = np.einsum("cof,co->f", features, wanted - share) - RIDGE * weights
        weights = weights + RATE * slope / len(features)
    return weights


def picked(data: Choices, weights: Matrix) -> NDArray[np.bool_]:
    """Return for each choice whether the offer of the highest score is right."""
    best = np.where(data.offered, data.features @ weights, -np.inf).argmax(1)
    result: NDArray[np.bool_] = data.right[np.arange(len(best)), best]
    return result


def crossed(data: Choices) -> float:
    """Return the share of choices made rightly by the weights fitted without their article's fold."""
    right = 0
    for fold in range(FOLDS):
        out = data.article % FOLDS == fold
        right += int(picked(data, fit(data, ~out))[out].sum())
    return right / len(data.article)


def read(extractor: Extractor) -> Iterator[tuple[Context, list[Draft], list[Gold]]]:
    """Yield context, drafts before the choice, and gold reports of each development article held out that passes the gate."""
    articles = unseen_articles()
    for article, story in zip(articles, through_ingest(articles), strict=True):
        if story is not None:
            ((context, drafts),) = extractor.drafted([story])
            yield context, drafts, article["reports"]


def main(arguments: Sequence[str]) -> None:
    """Fit, print, and write where asked."""
    extractor, write = asked(arguments, "fit the choice of each field on the development articles", choosing.FILE)
    articles = list(read(extractor))
    lines = ["# Written by `python -m tests.evaluate.choosing --write`."]
    for name in choosing.FIELDS:
        data = choices(name, articles)
        weights = fit(data, np.ones(len(data.article), np.bool_))
        sys.stdout.write(
            f"{name}: {len(data.article)} choices, right as drafted {data.right[:, 0].mean():.3f}, "
            f"as chosen, cross-validated {crossed(data):.3f}\n"
        )
        for key, weight in zip(data.names, weights, strict=True):
            sys.stdout.write(f"  {key:38}{weight:>+10.2f}\n")
        lines += ["", f"[{name}]"]
        lines += [f'"{key}" = {weight:.3f}' for key, weight in zip(data.names, weights, strict=True)]
    if write:
        choosing.FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
