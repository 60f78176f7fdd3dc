"""The reader's encoder while it learns: BERT's layers (Devlin et al., 2019) begun from the base model, and their way into onnxruntime."""

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER = 384, 12, 1536
"""Of all base models: e5-small-v2 (Wang et al., 2022), all-MiniLM-L6-v2 (Wang et al., 2020) and bge-small-en-v1.5 (Xiao et al., 2023)."""

LAYERS = 8
"""Of a base model's twelve: the upper ones are made for comparing whole texts, and cost as much as the others. One of six has them all."""

LEARNING = 4
"""Upper layers that learn; the lower ones stay as the base model has them: a small corpus cannot better them, and training takes half the time."""

EPSILON = 1e-12
DROPPED = 0.1
"""Share of what attention and the linear layers add that is left out while learning, as BERT was trained (Devlin et al., 2019)."""

NEVER = -1e30
"""What a piece that pads a passage is near to."""

OPSET = 17


def base_weights(file: Path) -> dict[str, Tensor]:
    """Return the base model's weights by their names in BERT: in its ONNX file tables and biases have them, a matrix is known by the bias that is added."""
    graph = onnx.load(file).graph
    tables = {each.name: torch.from_numpy(numpy_helper.to_array(each).copy()) for each in graph.initializer}
    products = {node.output[0]: node.input[1] for node in graph.node if node.op_type == "MatMul"}
    found = {name: table for name, table in tables.items() if name.startswith(("embeddings.", "encoder."))}
    for one, other in (node.input for node in graph.node if node.op_type == "Add"):
        for bias, product in ((one, other), (other, one)):
            if bias in found and products.get(product) in tables:
                found[f"{bias.removesuffix('bias')}weight"] = tables[products[product]].T.contiguous()
    return found


class Layer(nn.Module):
    """Self-attention and two linear layers, each added to its input and normalised."""

    def __init__(self, weights: dict[str, Tensor], prefix: str) -> None:
        """Take the weights of one layer of the base model."""
        super().__init__()
        self.mixed, self.back = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.first, self.second = nn.LayerNorm(WIDTH, EPSILON), nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(DROPPED)
        for part in ("weight", "bias"):
            together = [weights[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            getattr(self.mixed, part).data = torch.cat(together)
            for layer, name in ((self.back, "attention.output.dense"), (self.first, "attention.output.LayerNorm"),
                                (self.wide, "intermediate.dense"), (self.narrow, "output.dense"), (self.second, "output.LayerNorm")):  # fmt: skip
                getattr(layer, part).data = weights[f"{prefix}{name}.{part}"]

    def forward(self, hidden: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the layer's output, of the shape of its input (passages, pieces, WIDTH)."""
        shape = (hidden.shape[0], hidden.shape[1], 3, HEADS, WIDTH // HEADS)
        query, key, value = self.mixed(hidden).view(shape).permute(2, 0, 3, 1, 4)
        # Spelt out: learning with torch's own attention took twice as long on two cores.
        near = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        seen = torch.softmax(near if mask is None else near.masked_fill(~mask, NEVER), -1) @ value
        hidden = self.first(hidden + self.drop(self.back(seen.transpose(1, 2).reshape(hidden.shape))))
        return self.second(hidden + self.drop(self.narrow(functional.gelu(self.wide(hidden)))))


class Encoder(nn.Module):
    """Embeddings and layers; the embeddings and all layers but the `LEARNING` upper ones do not learn."""

    def __init__(self, base: Path) -> None:
        """Load the base model from its ONNX file."""
        super().__init__()
        weights = base_weights(base)
        self.words = weights["embeddings.word_embeddings.weight"]
        self.positions = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm = torch.stack([weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"]])
        prefixes = [f"encoder.layer.{number}." for number in range(LAYERS)]
        self.layers = nn.ModuleList(
            Layer(weights, prefix) for prefix in prefixes if f"{prefix}output.dense.weight" in weights
        )
        self.frozen = len(self.layers) - LEARNING
        for layer in self.layers[: self.frozen]:
            layer.requires_grad_(False)
        self.train()

    def train(self, mode: bool = True) -> "Encoder":
        """Learn or not; the frozen layers leave nothing out, since what they make is kept."""
        super().train(mode)
        for layer in self.layers[: self.frozen]:
            layer.eval()
        return self

    def embedded(self, ids: Sequence[int]) -> Tensor:
        """Return the embeddings of one passage, (pieces, WIDTH)."""
        table, scales = eight_bits(self.words[list(ids)])
        together = torch.from_numpy(table.astype(np.float32) * scales[:, None]) + self.positions[: len(ids)]
        return functional.layer_norm(together, (WIDTH,), self.norm[0], self.norm[1], EPSILON)

    @torch.no_grad()
    def lower(self, ids: Sequence[int]) -> Tensor:
        """Return what the frozen layers make of one passage: it never changes, so it is kept."""
        hidden = self.embedded(ids)[None]
        for layer in self.layers[: self.frozen]:
            hidden = layer(hidden)
        return hidden[0]

    def upper(self, lower: Sequence[Tensor]) -> Tensor:
        """Return the output of the learning layers for passages of different lengths, padded."""
        longest = max(len(each) for each in lower)
        hidden = torch.zeros(len(lower), longest, WIDTH)
        mask = torch.zeros(len(lower), 1, 1, longest, dtype=torch.bool)
        for row, each in enumerate(lower):
            hidden[row, : len(each)], mask[row, ..., : len(each)] = each, True
        for layer in self.layers[self.frozen :]:
            hidden = layer(hidden, mask)
        return hidden

    def forward(self, embedded: Tensor) -> Tensor:
        """Return the output of all layers for one passage's embeddings."""
        for layer in self.layers:
            embedded = layer(embedded)
        return embedded


def eight_bits(table: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Return a table in eight bits and the scale of each row."""
    scales = table.abs().amax(1).clamp(min=1e-8).numpy() / 127
    return np.round(table.numpy() / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def write_encoder(encoder: Encoder, target: Path) -> dict[str, Any]:
    """Write the layers with eight-bit weights for onnxruntime; return the tables that go beside them."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            encoder, (torch.randn(1, 64, WIDTH),), str(whole), input_names=["embedded"], output_names=["hidden"],
            dynamic_axes={"embedded": {1: "pieces"}, "hidden": {1: "pieces"}}, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"])
    words, scales = eight_bits(encoder.words)
    return {
        "words": words,
        "scales": scales,
        "positions": encoder.positions.numpy().astype(np.float16),
        "norm": encoder.norm.numpy(),
    }
