"""The reader: several networks that have learned apart, whose mean is what is heard.

Networks that begin from different base models, or learn different articles, err differently: the mean of their probabilities is nearer the truth than any
of them, and less sure where they do not agree (deep ensembles, Lakshminarayanan et al., 2017). `docs/accuracy.md` has what it brings here.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np

from workers.extract.reader.heard import CAUSES, GROUPS, KINDS, LABELS, STATUSES, TAGS, Heard
from workers.extract.reader.network import NAME_KINDS, Floats, Named, Network, Scored, Weights
from workers.extract.reader.passages import Name, Passage
from workers.extract.reader.pieces import Vocabulary

DATA = Path(__file__).parents[1] / "data" / "reader"
"""`vocabulary.txt`, the word pieces of all networks, and a folder for each of them, written by `python -m tests.evaluate.reader`."""

Weighed: TypeAlias = tuple[tuple[Name, float], ...]

REMEMBERED = 4_000
"""Passages, some 20 KB each at most: a verbatim copy costs no network, as it costs no parse."""


class Ensemble:
    """The vocabulary and the networks, loaded once; `read` is a pure function of a passage."""

    def __init__(self, folder: Path = DATA) -> None:
        """Load every network of a folder."""
        self.vocabulary = Vocabulary((folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
        """The word pieces that the networks were trained on."""
        self.networks = [Network(file.parent) for file in sorted(folder.glob("*/encoder.onnx"))]
        """The networks, by the names of their folders."""
        self._weigh = lru_cache(maxsize=REMEMBERED)(self._weighed)

    def read(self, passage: Passage) -> dict[int, Heard]:
        """Return what is heard in each scored sentence, by its number."""
        scored = tuple((index, *passage.spans[index]) for index in passage.scored)
        names = tuple((a, b, name.sentence, NAME_KINDS.index(name.kind)) for name, a, b in passage.names)
        told = self._weigh(tuple(passage.ids), scored, names)
        return {index: _heard(passage, index, weights) for index, weights in told.items()}

    def _weighed(
        self, ids: tuple[int, ...], scored: tuple[Scored, ...], names: tuple[Named, ...]
    ) -> dict[int, Weights]:
        told = [network.weigh(ids, scored, names) for network in self.networks]
        return {index: _mean([each[index] for each in told]) for index in told[0]}


def _mean(weights: Sequence[Weights]) -> Weights:
    names = [each.names for each in weights if each.names is not None]
    return Weights(
        _average([each.told for each in weights]),
        _average([each.tags for each in weights]),
        _average(names) if names else None,
    )


def _average(tables: Sequence[Floats]) -> Floats:
    return np.asarray(np.mean(tables, axis=0), dtype=np.float32)


def _heard(passage: Passage, index: int, weights: Weights) -> Heard:
    parts = iter(weights.told.tolist())
    offsets = passage.offsets[index]
    actors, countries, places = _of_names([name for name, _, _ in passage.names], weights.names)
    return Heard(
        labels={name: next(parts) for name in LABELS},
        statuses={name: next(parts) for name in STATUSES},
        groups={name: next(parts) for name in GROUPS},
        kinds={name: next(parts) for name in KINDS},
        background=next(parts),
        causes={name: next(parts) for name in CAUSES},
        actors=actors,
        countries=countries,
        places=places,
        words={
            tag: tuple((a, b, p) for (a, b), p in zip(offsets, weights.tags[:, number].tolist(), strict=True))
            for number, tag in enumerate(TAGS)
        },
    )


def _of_names(names: Sequence[Name], scores: Floats | None) -> tuple[Weighed, dict[str, float], Weighed]:
    if scores is None:
        return (), {}, ()
    acting, origins, left = (column.tolist() for column in scores.T)
    countries: dict[str, float] = {}
    for name, origin in zip(names, origins, strict=True):
        if name.country:
            countries[name.country] = max(countries.get(name.country, 0.0), origin)
    return tuple(zip(names, acting, strict=True)), countries, tuple(zip(names, left, strict=True))


@lru_cache(maxsize=2)
def load(folder: Path = DATA) -> Ensemble:
    """Return the networks of a folder, loaded once a process."""
    return Ensemble(folder)
