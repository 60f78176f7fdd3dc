"""Fit which drafts of an article tell one evacuation, on the development articles: `python -m tests.evaluate.retelling [--write]`.

Logistic regression with a ridge penalty over the features of `workers.extract.retelling`. Learned are the pairs of right drafts of the articles held out of
the reader's training, as they stand once rival readings are gone; one evacuation is what is the same gold report, of several that a draft matches the one
that its sentence carries and whose fields agree best. The share printed is that of cross-validation, the folds parted by article. `--write` puts the weights
into `workers/extract/retelling.toml`. Run it between `tests.evaluate.choosing` and `tests.evaluate.calibrate`.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from schemas.articles import StoryArticle
from schemas.reports import Report
from tests.evaluate.calibrate import FOLDS, Matrix, fit, predict
from tests.evaluate.extraction import through_ingest
from tests.evaluate.scoring import FIELDS, Gold, matches, right_field
from tests.evaluate.unseen import asked, unseen_articles
from workers.extract import retelling
from workers.extract.assemble import Draft
from workers.extract.choosing import chosen
from workers.extract.doubts import standing
from workers.extract.extractor import Extractor
from workers.extract.features import Features
from workers.extract.rivals import unrivalled
from workers.extract.stage import reports_of

CARRIED = 2
"""Fields that must agree better in another gold report than in the one whose quote a draft's sentence carries."""

Pair = tuple[int, Features, bool]
"""An article's number, what speaks for two of its drafts' telling one evacuation, and whether they do."""


def meant(report: Report, gold: Sequence[Gold]) -> int | None:
    """Return the number of the gold report that a report means, None where it matches none."""
    quote = report.evidence.quote
    agree = {
        number: sum(right_field(each, report, name) for name in FIELDS) + CARRIED * (each.get("quote", "?") in quote)
        for number, each in enumerate(gold)
        if matches(each, report)
    }
    return max(agree, key=lambda number: (agree[number], number), default=None)


def pairs(number: int, story: StoryArticle, drafts: Sequence[Draft], gold: Sequence[Gold]) -> Iterator[Pair]:
    """Yield the pairs of an article's drafts that are right and may tell one evacuation."""
    told = [(draft, meant(report, gold)) for draft, report in zip(drafts, reports_of(story, drafts), strict=True)]
    right = [(retelling.telling(draft), each) for draft, each in told if each is not None]
    for (first, one), (second, other) in combinations(right, 2):
        if retelling.comparable(first.draft, second.draft):
            yield number, retelling.features(first, second), one == other


def read(extractor: Extractor) -> Iterator[Pair]:
    """Yield the pairs of each development article held out that passes the gate."""
    articles = unseen_articles()
    for number, (article, story) in enumerate(zip(articles, through_ingest(articles), strict=True)):
        if story is not None:
            ((context, drafts),) = extractor.drafted([story])
            yield from pairs(number, story, unrivalled(standing(context, chosen(drafts, context))), article["reports"])


def learned(found: Sequence[Pair]) -> tuple[tuple[str, ...], Matrix, float]:
    """Return the features' names, their weights, and the share of pairs told rightly in cross-validation."""
    names = tuple(dict.fromkeys(name for _, told, _ in found for name in told))
    rows = np.array([[told.get(name, 0.0) for name in names] for _, told, _ in found])
    same = np.array([each for _, _, each in found], np.float64)
    article = np.array([number for number, _, _ in found])
    right = 0
    for fold in range(FOLDS):
        out: NDArray[np.bool_] = article % FOLDS == fold
        right += int(((predict(rows[out], fit(rows[~out], same[~out])) > 0.5) == same[out]).sum())
    return names, fit(rows, same), right / len(found)


def main(arguments: Sequence[str]) -> None:
    """Fit, print, and write where asked."""
    extractor, write = asked(arguments, "fit which drafts of an article tell one evacuation", retelling.FILE)
    found = list(read(extractor))
    names, weights, share = learned(found)
    sys.stdout.write(f"{len(found)} pairs, {sum(same for _, _, same in found)} of them one; rightly told {share:.3f}\n")
    lines = ["# Written by `python -m tests.evaluate.retelling --write`.", "", "[pairs]"]
    lines += [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights, strict=True)]
    sys.stdout.write("\n".join(lines[3:]) + "\n")
    if write:
        retelling.FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
