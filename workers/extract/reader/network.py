"""One network of the reader: a small transformer over word pieces and, on its output, heads for sentences, words and names.

The encoder has the form of BERT (Devlin et al., 2019); its layers run in onnxruntime with eight-bit weights, the embeddings and the heads are
small enough for numpy. Passages run one at a time, so that a batch changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
FAR = 8
"""Sentences between a name and an assertion beyond which distance makes no difference."""

Scored: TypeAlias = tuple[int, int, int]
"""A sentence's number, and its pieces from the first to behind the last."""

Named: TypeAlias = tuple[int, int, int, int]
"""A name's pieces from the first to behind the last, its sentence, and the number of its kind in `NAME_KINDS`."""

NAME_KINDS = ("place", "office", "nationals", "demonym", "body")
EXACT = "session.x64quantprecision", "1"
"""Setting of onnxruntime without which sums of eight-bit products overflow on processors that lack VNNI: the reader would hear otherwise there."""

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
    """The encoder and its heads, loaded once; `weigh` is a pure function."""

    def __init__(self, folder: Path) -> None:
        """Load `encoder.onnx` and `weights.npz` from a folder that the recipe wrote."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry(*EXACT)
        self._encoder = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
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

    def weigh(self, ids: Sequence[int], scored: Sequence[Scored], names: Sequence[Named]) -> dict[int, Weights]:
        """Return the probabilities of each scored sentence of a passage, by its number."""
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

    def _weights(self, pieces: Floats, index: int, names: Sequence[Named], named: Floats | None) -> Weights:
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


def _head(weights: Mapping[str, Any], name: str) -> Head:
    return Head(
        *(weights[f"{name}.{part}"].astype(np.float32) for part in ("first", "first_bias", "last", "last_bias"))
    )
