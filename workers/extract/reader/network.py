"""The reader's network: a small transformer over word pieces and, on its output, heads for sentences, words and names.

The encoder has the form of BERT (Devlin et al., 2019) and begins from e5-small-v2 (Wang et al., 2022; MIT); its layers run in onnxruntime with
eight-bit weights, the embeddings and the heads are small enough for numpy. Passages run one at a time, so that a batch changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from workers.extract.reader.heard import CAUSES, GROUPS, KINDS, LABELS, STATUSES, TAGS, Heard
from workers.extract.reader.passages import Name, Passage
from workers.extract.reader.pieces import Vocabulary

DATA = Path(__file__).parents[1] / "data" / "reader"
"""`encoder.onnx`, `weights.npz` and `vocabulary.txt`, written by `python -m tests.evaluate.reader`."""

Floats: TypeAlias = NDArray[np.float32]
Weighed: TypeAlias = tuple[tuple[Name, float], ...]
FAR = 8
"""Sentences between a name and an assertion beyond which distance makes no difference."""

NAME_KINDS = ("place", "office", "nationals", "demonym", "body")
EXACT = "session.x64quantprecision", "1"
"""Setting of onnxruntime without which sums of eight-bit products overflow on processors that lack VNNI: the reader would hear otherwise there."""

REMEMBERED = 4_000
"""Passages, some 20 KB each at most: a verbatim copy costs no network, as it costs no parse."""

EPSILON = 1e-12
"""Of layer normalisation, as the base model was trained."""


@dataclass(frozen=True, slots=True)
class Head:
    """Two linear layers with a GELU between (Hendrycks and Gimpel, 2016)."""

    first: Floats
    first_bias: Floats
    last: Floats
    last_bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Return the logits of rows of features."""
        inner = x @ self.first.T + self.first_bias
        return gelu(inner) @ self.last.T + self.last_bias


def gelu(x: Floats) -> Floats:
    """Return x times the share of a normal distribution below x, by the tanh form of the same paper."""
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3))), dtype=np.float32)


def sigmoid(x: Floats) -> Floats:
    """Return the probabilities of logits."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """The probabilities of one sentence as the heads give them: of the whole, of its pieces, and of the passage's names, where it has any."""

    told: Floats
    tags: Floats
    names: Floats | None


class Network:
    """The vocabulary, the encoder and its heads, loaded once; `read` is a pure function of a passage."""

    def __init__(self, folder: Path = DATA) -> None:
        """Load the weights from a folder that the recipe wrote."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry(*EXACT)
        self._encoder = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.vocabulary = Vocabulary((folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
        """The word pieces that the network was trained on."""
        with np.load(folder / "weights.npz") as stored:
            weights = {name: stored[name] for name in stored.files}
        self._words: NDArray[np.int8] = weights["words"]
        self._scales: Floats = weights["scales"]
        self._positions: Floats = weights["positions"].astype(np.float32)
        self._norm: Floats = weights["norm"]
        self._attention: Floats = weights["attention"]
        self._attention_bias: Floats = weights["attention_bias"]
        self._distances: Floats = weights["distances"]
        self._name_kinds: Floats = weights["name_kinds"]
        self._sentence, self._pair = _head(weights, "sentence"), _head(weights, "pair")
        self._tag: Floats = weights["tag"]
        self._tag_bias: Floats = weights["tag_bias"]
        self._weigh = lru_cache(maxsize=REMEMBERED)(self._weighed)

    def read(self, passage: Passage) -> dict[int, Heard]:
        """Return what is heard in each scored sentence, by its number."""
        scored = tuple((index, *passage.spans[index]) for index in passage.scored)
        names = tuple((a, b, name.sentence, NAME_KINDS.index(name.kind)) for name, a, b in passage.names)
        told = self._weigh(tuple(passage.ids), scored, names)
        return {index: _heard(passage, index, weights) for index, weights in told.items()}

    def _weighed(
        self,
        ids: tuple[int, ...],
        scored: tuple[tuple[int, int, int], ...],
        names: tuple[tuple[int, int, int, int], ...],
    ) -> dict[int, Weights]:
        """Return the probabilities of each scored sentence (its number and its pieces), with names by their pieces, sentence and kind."""
        hidden = self._encode(ids)
        named = np.stack([hidden[a:b].mean(0) for a, b, _, _ in names]) if names else None
        return {index: self._weights(hidden[a:b], index, names, named) for index, a, b in scored if a < b}

    def _encode(self, ids: Sequence[int]) -> Floats:
        table = np.asarray(ids)
        embedded = self._words[table].astype(np.float32) * self._scales[table, None] + self._positions[: len(ids)]
        centred = embedded - embedded.mean(-1, keepdims=True)
        normal = centred / np.sqrt(centred.var(-1, keepdims=True) + EPSILON) * self._norm[0] + self._norm[1]
        return np.asarray(
            self._encoder.run(None, {"embedded": normal[None].astype(np.float32)})[0][0], dtype=np.float32
        )

    def _weights(
        self, pieces: Floats, index: int, names: Sequence[tuple[int, int, int, int]], named: Floats | None
    ) -> Weights:
        weights = pieces @ self._attention.T + self._attention_bias
        weights = np.exp(weights - weights.max())
        focus = (weights / weights.sum() * pieces).sum(0)
        told = sigmoid(self._sentence(np.concatenate([focus, pieces.mean(0)])[None]))[0]
        tags = sigmoid(pieces @ self._tag.T + self._tag_bias)
        if named is None:
            return Weights(told, tags, None)
        distance = np.clip([sentence - index for _, _, sentence, _ in names], -FAR, FAR) + FAR
        kinds = [kind for _, _, _, kind in names]
        here = np.broadcast_to(focus, named.shape)
        features = np.concatenate(
            [here, named, here * named, self._distances[distance], self._name_kinds[kinds]], axis=1
        )
        return Weights(told, tags, sigmoid(self._pair(features.astype(np.float32))))


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


def _head(weights: Mapping[str, Any], name: str) -> Head:
    return Head(
        *(weights[f"{name}.{part}"].astype(np.float32) for part in ("first", "first_bias", "last", "last_bias"))
    )


@lru_cache(maxsize=2)
def load(folder: Path = DATA) -> Network:
    """Return the network of a folder, loaded once a process."""
    return Network(folder)
