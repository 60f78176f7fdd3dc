"""How much a sentence sounds like the assertion of an evacuation, learned from the development articles: for wordings no rule foresees.

A logistic regression over the sentence's words, made abstract: places, nationals, numbers, people, posts, vehicles and buildings stand for
their class, verbs for their lemma; single ones, neighbours and near neighbours. The weights are data (`data/trigger.json`), made anew by
`python -m tests.evaluate.trigger`. Only sentences that no construction reads are asked about.
"""

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

import orjson

from workers.extract.context import Located
from workers.extract.lexicon import Lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d,.]*")
CLASSES = ("group_", "vehicle", "post", "building", "safety", "role_")
REACH = 3
"""Words between which a pair is still a feature."""


def abstract(text: str, located: Iterable[Located], lexicon: Lexicon) -> list[str]:
    """Return the words of a sentence with names, numbers and known nouns replaced by their class."""
    spans = sorted(located, key=lambda mention: mention.start)
    words: list[str] = []
    taken = 0
    for match in WORD.finditer(text):
        mention = next((m for m in spans if m.start <= match.start() < m.end), None)
        if mention is not None:
            if mention.start >= taken:
                words.append(f"<{mention.kind}>")
                taken = mention.end
            continue
        words.append(_word(match.group(), lexicon))
    return words


def _word(word: str, lexicon: Lexicon) -> str:
    if word[0].isdigit():
        return "<number>"
    lower = word.lower().replace("’", "'")
    for name in sorted(lexicon.noun(lower)):
        for start in CLASSES:
            if name.startswith(start):
                return f"<{name}>"
    lemma = lexicon.lemma(lower)
    return "<name>" if word[0].isupper() and lemma == lower and not word.isupper() and len(word) > 3 else lemma


def features(words: list[str]) -> Iterator[str]:
    """Yield the features of an abstracted sentence, each once."""
    found: set[str] = set(words)
    for i, word in enumerate(words):
        for distance in range(1, REACH + 1):
            if i + distance < len(words):
                found.add(f"{word}{'_' if distance == 1 else '~'}{words[i + distance]}")
    yield from sorted(found)


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, float], float]:
    data = orjson.loads((files("workers.extract") / "data" / "trigger.json").read_bytes())
    return data["weights"], data["bias"]


def probability(words: list[str]) -> float:
    """Return the probability that an abstracted sentence asserts an evacuation."""
    weights, bias = _weights()
    score = bias + sum(weights.get(feature, 0.0) for feature in features(words)) / math.sqrt(len(words) + 1)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
