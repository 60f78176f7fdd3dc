"""The recipe of `workers/extract/data/trigger.json`: `python -m tests.evaluate.trigger` learns it anew from the development part.

Every sentence that a gold quote touches is an assertion, every other sentence is none. Logistic regression with an L2 penalty, by Adam over
the whole set; five folds by article tell how well it does on articles it has not seen.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import orjson
from scipy import sparse

from tests.corpus import extraction_articles
from tests.evaluate.extraction import through_ingest
from workers.extract import context as contexts
from workers.extract.lexicon import lexicon
from workers.extract.trigger import abstract, features

TARGET = Path(__file__).parents[2] / "workers" / "extract" / "data" / "trigger.json"
LEAST_SEEN = 2
PENALTY = 2e-4
STEPS = 400
RATE = 0.05
FOLDS = 5
SMALLEST = 0.05


def sentences(part: str) -> list[tuple[str, list[str], bool]]:
    """Return (article id, abstracted words, asserted) of every sentence that passes the gate."""
    words = lexicon("")
    articles = list(extraction_articles(part))
    found = []
    for article, story in zip(articles, through_ingest(articles), strict=True):
        if story is None:
            continue
        context = contexts.build(story, words)
        quotes = [report["quote"] for report in article["reports"]]
        for sentence in context.sentences:
            asserted = any(_touch(sentence.text, quote) for quote in quotes)
            found.append(
                (
                    article["article"]["article_id"],
                    abstract(sentence.text, context.located.get(sentence.index, ()), words),
                    asserted,
                )
            )
    return found


def _touch(sentence: str, quote: str) -> bool:
    return quote in sentence or sentence in quote or quote[:40] in sentence or quote[-40:] in sentence


def matrix(rows: Sequence[list[str]], index: dict[str, int]) -> sparse.csr_matrix:
    """Return the sentences as rows of feature values, damped by their length."""
    data, columns, starts = [], [], [0]
    for words in rows:
        known = [index[f] for f in features(words) if f in index]
        columns.extend(known)
        data.extend([1.0 / np.sqrt(len(words) + 1)] * len(known))
        starts.append(len(columns))
    return sparse.csr_matrix((data, columns, starts), shape=(len(rows), len(index)))


def vocabulary(rows: Sequence[list[str]]) -> dict[str, int]:
    """Return the features seen often enough, numbered."""
    seen = Counter(feature for words in rows for feature in features(words))
    return {feature: number for number, feature in enumerate(sorted(f for f, n in seen.items() if n >= LEAST_SEEN))}


def fit(x: sparse.csr_matrix, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Return weights and bias (Kingma and Ba, 2015, for the steps)."""
    w, b = np.zeros(x.shape[1]), 0.0
    m, v = np.zeros(x.shape[1] + 1), np.zeros(x.shape[1] + 1)
    for step in range(1, STEPS + 1):
        error = 1 / (1 + np.exp(-(x @ w + b))) - y
        gradient = np.append(x.T @ error / len(y) + PENALTY * w, error.mean())
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        move = RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
        w, b = w - move[:-1], b - move[-1]
    return w, float(b)


def main() -> None:
    """Cross-validate, learn from all, write the weights."""
    rows = sentences("development")
    y = np.array([row[2] for row in rows], dtype=float)
    names = sorted({row[0] for row in rows})
    fold = np.array([names.index(row[0]) % FOLDS for row in rows])
    scores = np.zeros(len(rows))
    for k in range(FOLDS):
        train = [row[1] for row, f in zip(rows, fold, strict=True) if f != k]
        index = vocabulary(train)
        w, b = fit(matrix(train, index), y[fold != k])
        scores[fold == k] = 1 / (
            1 + np.exp(-(matrix([r[1] for r, f in zip(rows, fold, strict=True) if f == k], index) @ w + b))
        )
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        told = scores >= threshold
        sys.stdout.write(f"threshold {threshold}: precision {y[told].mean():.3f} recall {told[y > 0].mean():.3f}\n")
    index = vocabulary([row[1] for row in rows])
    w, b = fit(matrix([row[1] for row in rows], index), y)
    kept = {f: round(float(w[i]), 3) for f, i in index.items() if abs(w[i]) >= SMALLEST}
    TARGET.write_bytes(
        orjson.dumps({"bias": round(b, 3), "weights": kept}, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)
    )
    sys.stdout.write(f"{len(rows)} sentences, {int(y.sum())} assertions, {len(kept)} weights\n")


if __name__ == "__main__":
    main()
