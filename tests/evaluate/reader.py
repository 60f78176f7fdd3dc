"""The recipe of a network of the reader: `python -m tests.evaluate.reader --base FILE --out FOLDER` trains one on the development part.

FILE is a base model in ONNX (`docs/DEPENDENCIES.md` tells which, and where they are), FOLDER a folder in `workers/extract/data/reader/`, which holds one
for each network. Needs torch and onnx beside the development tools; they are not needed to run the reader, so the lock files leave them out. The lower
layers stay as they are, the upper ones and the heads learn. One article in eight is held out: on those `tests.evaluate.calibrate` weighs the reader's word.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from tests.corpus import column, extraction_articles
from tests.evaluate.encoder import WIDTH, Encoder, write_encoder
from tests.evaluate.extraction import through_ingest
from tests.evaluate.targets import Example, example, told_in
from workers.extract import context as contexts
from workers.extract.lexicon import lexicon
from workers.extract.reader.ensemble import DATA
from workers.extract.reader.heard import CAUSES, GROUPS, KINDS, LABELS, STATUSES, TAGS
from workers.extract.reader.network import FAR, NAME_KINDS
from workers.extract.reader.passages import passages
from workers.extract.reader.pieces import Vocabulary

VOCABULARY = DATA / "vocabulary.txt"
"""The word pieces of all base models."""

EPOCHS = 4
BATCH = 8
POOL = 16 * BATCH
"""Passages among which those of like length are put into batches together."""

ENCODER_RATE, HEAD_RATE = 5e-4, 1e-3
INNER = 256
PARTS = (len(LABELS), len(STATUSES), len(GROUPS), len(KINDS), 1, len(CAUSES))
SIDE = 0.5
"""Weight of every target but the labels."""

PAIRS = 6.0
"""Names of a sentence's passage weigh together like this many targets."""


class Reader(nn.Module):
    """A network of `workers.extract.reader.network`, in a form that learns."""

    def __init__(self, base: Path) -> None:
        """Begin from the base model."""
        super().__init__()
        self.encoder = Encoder(base)
        self.attention = nn.Linear(WIDTH, 1)
        self.sentence = nn.Sequential(
            nn.Linear(2 * WIDTH, INNER), nn.GELU(approximate="tanh"), nn.Dropout(0.2), nn.Linear(INNER, sum(PARTS))
        )
        self.distances = nn.Embedding(2 * FAR + 1, 16)
        self.name_kinds = nn.Embedding(len(NAME_KINDS), 16)
        self.pair = nn.Sequential(
            nn.Linear(3 * WIDTH + 32, INNER), nn.GELU(approximate="tanh"), nn.Dropout(0.2), nn.Linear(INNER, 3)
        )
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.drop = nn.Dropout(0.1)

    def loss(self, batch: Sequence[Example], lower: Sequence[Tensor]) -> Tensor:
        """Return the mean loss a scored sentence."""
        hidden = self.drop(self.encoder.upper(lower).float())
        total = torch.zeros(())
        for row, each in zip(hidden, batch, strict=True):
            total = total + self._passage(row, each)
        return total / sum(len(each.passage.scored) for each in batch)

    def _passage(self, hidden: Tensor, each: Example) -> Tensor:
        passage = each.passage
        pieces = [hidden[slice(*passage.spans[index])] for index in passage.scored]
        focus = torch.stack([(torch.softmax(self.attention(p), 0) * p).sum(0) for p in pieces])
        told = self.sentence(torch.cat([focus, torch.stack([p.mean(0) for p in pieces])], 1))
        labels, *others = told.split(PARTS, 1)
        asked = torch.tensor(~each.unasked)
        loss = _entropy(labels[asked], torch.tensor(each.labels)[asked])
        asserted = torch.tensor(each.labels.sum(1) > 0)
        if asserted.any():
            targets = (each.statuses, each.groups, each.kinds, each.background, each.causes)
            for logits, target in zip(others, targets, strict=True):
                loss = loss + SIDE * _entropy(logits[asserted], torch.tensor(target)[asserted])
            for row, tags in each.tags.items():
                loss = loss + SIDE * 4 * _entropy(self.tag(pieces[row]), torch.tensor(tags)) / len(tags)
        if each.pairs:
            loss = loss + self._names(hidden, focus, each)
        return loss

    def _names(self, hidden: Tensor, focus: Tensor, each: Example) -> Tensor:
        passage = each.passage
        named = torch.stack([hidden[a:b].mean(0) for _, a, b in passage.names])
        rows = torch.tensor([pair[0] for pair in each.pairs])
        numbers = torch.tensor([pair[1] for pair in each.pairs])
        far = [passage.names[n][0].sentence - passage.scored[r] for r, n, *_ in each.pairs]
        distance = torch.tensor(far).clamp(-FAR, FAR) + FAR
        kinds = torch.tensor([NAME_KINDS.index(passage.names[n][0].kind) for _, n, *_ in each.pairs])
        here, there = focus[rows], named[numbers]
        told = self.pair(torch.cat([here, there, here * there, self.distances(distance), self.name_kinds(kinds)], 1))
        target = torch.tensor([pair[2:] for pair in each.pairs])
        sentences = len({pair[0] for pair in each.pairs})
        return SIDE * PAIRS * sentences * _entropy(told, target) / len(each.pairs)


def _entropy(logits: Tensor, target: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(logits.float(), target, reduction="sum")


def examples(vocabulary: Vocabulary) -> Iterator[Example]:
    """Yield every passage of the development articles to learn from that pass the gate.

    Of a title over a body with reports it is not known whether it asserts anything: one quote a report is annotated, and whoever learns such titles as
    silent unlearns to hear titles.
    """
    words = lexicon("")
    articles = [
        each for each in extraction_articles("development") if column(each["article"]["article_id"]) == "learned"
    ]
    for article, story in zip(articles, through_ingest(articles), strict=True):
        if story is None:
            continue
        context = contexts.build(story, words)
        told = told_in(context, article["reports"])
        titles = {each.index for each in context.sentences if each.part == "title"}
        again = titles - told.keys() if told else set()
        for passage in passages(context, vocabulary):
            if all(start < end for start, end in passage.spans.values()):
                yield example(context, passage, told, again)


def batches(found: Sequence[Example], shuffle: random.Random) -> list[list[Example]]:
    """Return the examples in random batches of like lengths: a title beside a long passage would cost as much as it."""
    order = list(found)
    shuffle.shuffle(order)
    pools = [sorted(order[at : at + POOL], key=lambda each: len(each.passage.ids)) for at in range(0, len(order), POOL)]
    made = [pool[at : at + BATCH] for pool in pools for at in range(0, len(pool), BATCH)]
    shuffle.shuffle(made)
    return made


def train(base: Path, found: Sequence[Example]) -> Reader:
    """Return a reader that has learned the examples; prints the loss of every epoch."""
    torch.manual_seed(0)
    shuffle = random.Random(0)
    reader = Reader(base)
    lower = {id(each): reader.encoder.lower(each.passage.ids) for each in found}
    upper = [p for p in reader.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in reader.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": upper, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    steps = EPOCHS * -(-len(found) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, 1 - step / steps)
    )
    for epoch in range(EPOCHS):
        began, total = time.monotonic(), 0.0
        for batch in batches(found, shuffle):
            loss = reader.loss(batch, [lower[id(each)] for each in batch])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        sys.stdout.write(
            f"epoch {epoch + 1}: loss {total * BATCH / len(found):.3f}, {time.monotonic() - began:.0f} s\n"
        )
        sys.stdout.flush()
    return reader.eval()


def write(reader: Reader, folder: Path) -> None:
    """Write the network as `workers.extract.reader.network` reads it: eight-bit encoder and word table, sixteen-bit heads."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = write_encoder(reader.encoder, folder / "encoder.onnx")
    for name, module in (("sentence", reader.sentence), ("pair", reader.pair)):
        for part, layer in (("first", module[0]), ("last", module[3])):
            weights[f"{name}.{part}"] = layer.weight.detach().numpy().astype(np.float16)
            weights[f"{name}.{part}_bias"] = layer.bias.detach().numpy()
    for name, linear in (("attention", reader.attention), ("tag", reader.tag)):
        weights[name], weights[f"{name}_bias"] = linear.weight.detach().numpy(), linear.bias.detach().numpy()
    weights["distances"] = reader.distances.weight.detach().numpy()
    weights["name_kinds"] = reader.name_kinds.weight.detach().numpy()
    np.savez_compressed(folder / "weights.npz", **weights)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, and write the network."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate.reader", description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="the base model in ONNX")
    parser.add_argument(
        "--out", type=Path, required=True, help=f"folder of the network, in {'/'.join(DATA.parts[-4:])}"
    )
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    vocabulary = Vocabulary(VOCABULARY.read_text(encoding="utf-8").splitlines())
    found = list(examples(vocabulary))
    sys.stdout.write(
        f"{len(found)} passages, {sum(len(each.passage.ids) for each in found)} word pieces, "
        f"{sum(int(each.unasked.sum()) for each in found)} titles set aside\n"
    )
    sys.stdout.flush()
    write(train(chosen.base, found), chosen.out)


if __name__ == "__main__":
    main()
