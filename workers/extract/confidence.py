"""How sure a report is: a logistic score over features an editor can read, calibrated on the development set."""

import math
from collections.abc import Mapping

from workers.extract.assemble import Draft

WEIGHTS: Mapping[str, float] = {
    "bias": -1.48,
    "pattern": 0.41,
    "actor told": 0.46,
    "actor": 0.95,
    "origin told": 0.8,
    "origin": 0.6,
    "group": 0.3,
    "cause": 0.2,
    "background": -0.22,
    "title only": -0.72,
}
"""Weights of a logistic regression fitted to the development articles (397 reports, 5,000 steps of gradient descent, L2 penalty 0.003);
`tests.evaluate` measures the calibration error."""


def features(draft: Draft) -> dict[str, float]:
    """Return the features of a draft: each between 0 and 1."""
    return {
        "bias": 1.0,
        "pattern": min(1.0, draft.weight) - 0.7,
        "actor told": float(draft.actor_told),
        "actor": float(draft.actor is not None),
        "origin told": float(draft.origin_told),
        "origin": float(bool(draft.origins)),
        "group": float(any(each.group != "unspecified" for each in draft.affected)),
        "cause": float(draft.cause.category != "unknown"),
        "background": float(draft.background),
        "title only": float(draft.sentence.part == "title"),
    }


def confidence(draft: Draft) -> float:
    """Return the probability that an editor would accept the report, two decimals."""
    total = sum(WEIGHTS[name] * value for name, value in features(draft).items())
    return round(1 / (1 + math.exp(-total)), 2)
