"""What speaks for a value of a field: features by name, and probabilities as a linear score takes them."""

import math

Features = dict[str, float]

CLIP = 0.01
"""Probabilities nearer to 0 and 1 than this are no surer: the reader is not."""


def logit(p: float) -> float:
    """Return the log odds of a probability, between those of `CLIP` and 1 - `CLIP`."""
    clipped = min(max(p, CLIP), 1 - CLIP)
    return math.log(clipped / (1 - clipped))
