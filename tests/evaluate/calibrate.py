"""Fit the confidence of reports on the development articles: `python -m tests.evaluate.calibrate [--write]`.

Logistic regression with a ridge penalty over the features of `workers.extract.confidence`, by Newton's method; the calibration error and the F1
printed are those of cross-validation, the folds parted by article, and by its probabilities the limits are chosen. `--write` puts the weights fitted on all
into `workers/extract/confidence.toml`.

The learned reader knows the articles it was trained on too well to be weighed on them, so only those held out of its training are used. The
weights also decide between rival readings of a sentence, so run it until the figures stand still (three times).
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.evaluate.extraction import through_ingest
from tests.evaluate.scoring import Counts, paired
from tests.evaluate.unseen import asked, unseen_articles
from workers.extract import confidence
from workers.extract.extractor import Extractor
from workers.extract.stage import reports_of

FOLDS = 10
RIDGE = 3.0
"""Strength of the penalty, the same as so many reports that say nothing of a feature; the error of cross-validation is flat from 1 to 10."""

STEPS = 30
RELEVANT = 0.98
"""Share of the articles told of that must be about an evacuation: what a desk bears of the others. A share of .975 takes in six more of 700 articles with a
report, and four of the others."""

STEPS_OF_LIMITS = [step / 100 for step in range(10, 61, 2)]
"""Confidences tried as a limit: below the first nearly all is wrong, above the last an editor's news would be lost."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """Features of each report, whether it matches a gold one, or one that a desk may leave out, and its article's number; with the count of gold
    reports, and the numbers of the articles that have one and of those that have not even one to argue about."""

    features: Matrix
    right: Matrix
    optional: NDArray[np.bool_]
    article: NDArray[np.int64]
    gold: int
    relevant: frozenset[int]
    negative: frozenset[int]


def sample(extractor: Extractor) -> Sample:
    """Return the reports of the development articles held out, none dropped."""
    articles = unseen_articles()
    stories = through_ingest(articles)
    live = [story for story in stories if story is not None]
    drafts = dict(zip([story.article_id for story in live], extractor.extract(live), strict=True))
    rows: list[list[float]] = []
    right: list[float] = []
    optional: list[bool] = []
    number: list[int] = []
    for n, (article, story) in enumerate(zip(articles, stories, strict=True)):
        if story is None:
            continue
        found = drafts[story.article_id]
        reports = reports_of(story, found)
        matched = {report.report_id: gold for gold, report in paired(article["reports"], reports)}
        for draft, report in zip(found, reports, strict=True):
            rows.append(list(confidence.features(draft).values()))
            right.append(float(report.report_id in matched))
            optional.append(bool(matched.get(report.report_id, {}).get("optional")))
            number.append(n)
    firm = [sum(not each.get("optional") for each in article["reports"]) for article in articles]
    relevant = frozenset(n for n, count in enumerate(firm) if count)
    negative = frozenset(n for n, article in enumerate(articles) if not article["reports"])
    return Sample(np.array(rows), np.array(right), np.array(optional), np.array(number), sum(firm), relevant, negative)


def fit(features: Matrix, right: Matrix) -> Matrix:
    """Return the weights of a logistic regression; the first feature is the bias and bears no penalty."""
    weights = np.zeros(features.shape[1])
    penalty = np.full(features.shape[1], RIDGE)
    penalty[0] = 1e-6
    for _ in range(STEPS):
        expected = predict(features, weights)
        slope = features.T @ (right - expected) - penalty * weights
        curve = (features * (expected * (1 - expected))[:, None]).T @ features + np.diag(penalty)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def predict(features: Matrix, weights: Matrix) -> Matrix:
    """Return the probability of each row."""
    result: Matrix = 1 / (1 + np.exp(-(features @ weights)))
    return result


def crossed(data: Sample) -> Matrix:
    """Return the probability of each report by the weights fitted without its article's fold."""
    found = np.zeros(len(data.right))
    for fold in range(FOLDS):
        out = data.article % FOLDS == fold
        found[out] = predict(data.features[out], fit(data.features[~out], data.right[~out]))
    return found


def error(sure: Matrix, right: Matrix) -> float:
    """Return the expected calibration error, as `make evaluate` counts it."""
    counts = Counts()
    counts.sure = [(round(float(s), 2), bool(r)) for s, r in zip(sure, right, strict=True)]
    return counts.calibration_error


def surest(data: Sample, sure: Matrix) -> NDArray[np.bool_]:
    """Return which reports are the surest of their articles."""
    highest = np.zeros(int(data.article.max()) + 1)
    np.maximum.at(highest, data.article, sure)
    result: NDArray[np.bool_] = sure == highest[data.article]
    return result


def f1(data: Sample, sure: Matrix, alone: float, beside: float) -> float:
    """Return the event F1 where an article's surest report less sure than `alone` is dropped, and others less sure than `beside`."""
    kept = (sure >= np.where(surest(data, sure), alone, beside)) & ~data.optional
    return float(2 * data.right[kept].sum() / (kept.sum() + data.gold))


def relevance(data: Sample, sure: Matrix, least: float) -> float:
    """Return the share of the articles told of, none of them in doubt, that have a gold report, where reports less sure than `least` are dropped."""
    found = set(data.article[sure >= least].tolist())
    right, wrong = len(found & data.relevant), len(found & data.negative)
    return right / (right + wrong) if found else 1.0


def limits(data: Sample, sure: Matrix) -> tuple[float, float]:
    """Return the confidences below which reports are dropped: the least at which the articles told of are `RELEVANT` ones, for the surest report of an
    article; for those beside it the one of the best event F1."""
    alone = next(step for step in STEPS_OF_LIMITS if relevance(data, sure, step) >= RELEVANT)
    return alone, max((max(alone, step) for step in STEPS_OF_LIMITS), key=lambda step: f1(data, sure, alone, step))


def unheard(data: Sample) -> Matrix:
    """Return the weights for sentences of which the reader says nothing: fitted on what the constructions alone read."""
    own = data.features[:, confidence.NAMES.index("guess")] == 0
    features = data.features[own].copy()
    features[:, confidence.NAMES.index("guess") :] = 0
    return fit(features, data.right[own])


def written(names: Sequence[str], weights: Matrix, without: Matrix, least: tuple[float, float], note: str) -> str:
    """Return the TOML document."""
    lines = [
        f"# Written by `python -m tests.evaluate.calibrate --write`. {note}",
        "",
        f"least = {least[0]}",
        f"least_beside = {least[1]}",
        "",
        "[weights]",
    ]
    lines += [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights, strict=True)]
    lines += ["", "[unheard]"]
    lines += [f'"{name}" = {weight:.3f}' for name, weight in zip(names, without, strict=True) if weight]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Fit, print, and write where asked."""
    extractor, write = asked(arguments, "fit the confidence of reports on the development articles", confidence.FILE)
    data = sample(extractor)
    sure = crossed(data)
    weights = fit(data.features, data.right)
    least = limits(data, sure)
    flat = np.full(len(data.right), data.right.mean())
    figures = [
        ("reports", f"{len(data.right)}"),
        ("share that match", f"{data.right.mean():.3f}"),
        ("calibration error, cross-validated", f"{error(sure, data.right):.3f}"),
        ("Brier score, cross-validated", f"{np.mean((sure - data.right) ** 2):.4f}"),
        ("Brier score of one share for all", f"{np.mean((flat - data.right) ** 2):.4f}"),
        ("dropped below", f"{least[0]} {least[1]}"),
        ("event F1 without dropping", f"{f1(data, sure, 0.0, 0.0):.3f}"),
        ("event F1 with it, cross-validated", f"{f1(data, sure, *least):.3f}"),
    ]
    for name, figure in figures:
        sys.stdout.write(f"{name:40}{figure:>10}\n")
    for name, weight in zip(confidence.NAMES, weights, strict=True):
        sys.stdout.write(f"  {name:38}{weight:>+10.2f}\n")
    if write:
        note = f"Cross-validated calibration error {error(sure, data.right):.3f} over {len(data.right)} reports of unseen articles."
        Path(confidence.FILE).write_text(
            written(confidence.NAMES, weights, unheard(data), least, note), encoding="utf-8"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
