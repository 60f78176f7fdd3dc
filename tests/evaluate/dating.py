"""Fit the choice of dates on the development articles: `python -m tests.evaluate.dating [--write]`.

A conditional logit with a ridge penalty over the features of `workers.extract.datefeatures` and `dayspoken`. Learned are the development articles
that the reader has learned too, since it has no part in what speaks for a date: the drafts it believes whose sentence carries a gold report of
their action; right is every reading whose days are the report's, or none where the report has none. The share printed
is that of the articles held out. `--write` puts the weights into `workers/extract/dating.toml`. It takes some eight minutes on one core.
Run it before `tests.evaluate.calibrate`.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schemas.reports import When
from tests.corpus import column, extraction_articles
from tests.evaluate.choosing import actor_right
from tests.evaluate.extraction import through_ingest
from tests.evaluate.scoring import Gold, alternatives
from tests.evaluate.targets import told_in
from tests.evaluate.unseen import asked
from workers.extract import dating
from workers.extract.assemble import Draft
from workers.extract.context import Context
from workers.extract.extractor import Extractor
from workers.extract.features import Features
from workers.extract.reader.heard import label

BELIEVED = 0.3
"""Probability of an assertion from which its drafts are learned: what the reader believes less is seldom reported."""

RIDGE = 6.0
"""Strength of the penalty, as if so many choices spoke against every weight: of 1, 3 and 6 the best on the articles held out, by a few choices in 1,300."""

STEPS, RATE, MOMENTUM = 1500, 0.5, 0.9
"""Of the ascent: the share right stands still from some 1,000 steps."""

Matrix = NDArray[np.float64]
Choice = tuple[list[Features], list[bool]]
"""What speaks for each reading, the first being none, and which are right."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices end to end: a row of features a reading, which are right, where each choice begins, and the features' names."""

    features: Matrix
    right: NDArray[np.bool_]
    begins: NDArray[np.int64]
    names: tuple[str, ...]


def choices(context: Context, drafts: Sequence[Draft], reports: Sequence[Gold]) -> Iterator[Choice]:
    """Yield the choices of one article, each assertion's once."""
    told = told_in(context, reports)
    seen: set[tuple[object, ...]] = set()
    for draft in drafts:
        key = draft.sentence.index, draft.action, draft.status, draft.fields["action"].start
        gold = _meant(draft, told.get(draft.sentence.index, ()))
        if not gold or key in seen or draft.heard is None:
            continue
        seen.add(key)
        if draft.heard.labels[label(draft.action, draft.status)] >= BELIEVED:
            days = [each for report in gold for each in alternatives(report, "when")]
            yield (
                [{}, *(each.features for each in draft.dates)],
                [None in days, *(_among(each.when, days) for each in draft.dates)],
            )


def _meant(draft: Draft, gold: Sequence[Gold]) -> list[Gold]:
    """The gold reports of its sentence that a draft may mean: those of its action, of its actor too where there are such."""
    acted = [each for each in gold if draft.action in alternatives(each, "action")]
    return [each for each in acted if actor_right(draft, each)] or acted


def _among(when: When, days: Iterable[Gold | None]) -> bool:
    ours = [day.isoformat() if day is not None else None for day in (when.start, when.end)]
    return any(each is not None and ours == [each["start"], each["end"]] for each in days)


def joined(found: Sequence[Choice], names: Sequence[str] = ()) -> Choices:
    """Return choices end to end, with the features named or all there are."""
    known = tuple(names) or tuple(sorted({name for rows, _ in found for row in rows for name in row}))
    place = {name: number for number, name in enumerate(known)}
    sizes = [len(rows) for rows, _ in found]
    features = np.zeros((sum(sizes), len(known)))
    for number, row in enumerate(row for rows, _ in found for row in rows):
        for name, value in row.items():
            if name in place:
                features[number, place[name]] = value
    right = np.array([each for _, good in found for each in good], np.bool_)
    return Choices(features, right, np.cumsum([0, *sizes[:-1]]), known)


def fit(data: Choices) -> Matrix:
    """Return the weights under which right readings are likeliest."""
    weights, speed = np.zeros(len(data.names)), np.zeros(len(data.names))
    sizes = np.diff([*data.begins, len(data.right)])
    for _ in range(STEPS):
        odds = np.exp(np.clip(data.features @ weights, -30, 30))
        share = odds / np.repeat(np.add.reduceat(odds, data.begins), sizes)
        wanted = share * data.right
        wanted = wanted / np.repeat(np.add.reduceat(wanted, data.begins), sizes)
        slope = data.features.T @ (wanted - share) - RIDGE * weights
        speed = MOMENTUM * speed + RATE * slope / len(sizes)
        weights = weights + speed
    return weights


def picked(data: Choices, weights: Matrix) -> float:
    """Return the share of choices in which the likeliest reading is right."""
    scores = data.features @ weights
    scores[data.begins] += dating.MARGIN
    ends = [*data.begins[1:], len(scores)]
    best = [begin + int(scores[begin:end].argmax()) for begin, end in zip(data.begins, ends, strict=True)]
    return float(data.right[best].mean())


def read(extractor: Extractor, *, unseen: bool) -> Iterator[Choice]:
    """Yield the choices of the development articles that pass the gate: those held out, or the others."""
    articles = [
        each
        for each in extraction_articles("development")
        if (column(each["article"]["article_id"]) != "learned") is unseen
    ]
    for article, story in zip(articles, through_ingest(articles), strict=True):
        if story is not None:
            ((context, drafts),) = extractor.drafted([story])
            yield from choices(context, drafts, article["reports"])


def main(arguments: Sequence[str]) -> None:
    """Fit, print, and write where asked."""
    extractor, write = asked(arguments, "fit the choice of dates on the development articles", dating.FILE)
    found = list(read(extractor, unseen=False))
    data = joined([each for each in found if any(each[1]) and not all(each[1])])
    weights = fit(data)
    share = picked(joined(list(read(extractor, unseen=True)), data.names), weights)
    sys.stdout.write(
        f"{len(found)} choices, {len(data.begins)} of them learned; right on the articles held out {share:.3f}\n"
    )
    lines = ["# Written by `python -m tests.evaluate.dating --write`.", "", "[readings]"]
    lines += [f'"{name}" = {weight:.3f}' for name, weight in zip(data.names, weights, strict=True)]
    if write:
        dating.FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
