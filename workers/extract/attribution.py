"""Who says so, as told: the subject of the sentence's verb of speech, or "according to"."""

import re

from workers.extract.lexicon import Lexicon
from workers.extract.syntax import Token, children, governors, is_verb, lemma, noun_span
from workers.extract.wordsets import wordset

ACCORDING = re.compile(
    r"\b(?:according to|as per|citing) (?P<who>(?:the |a |an )?[^,.;\"“”]{2,80}?)(?=[,.;\"“”]|$| said| who | which )",
    re.IGNORECASE,
)
SPEECH = wordset("attribution_speech")


def find(doc: Token, verb: Token, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the characters that name who says what a predicate tells, None where nobody is told."""
    for governor in (*governors(verb), _root(doc)):
        if is_verb(governor) and governor != verb and lemma(governor, lexicon) in SPEECH:
            for child in children(governor, "nsubj"):
                if child.pos_ == "PRON" and child.lower_ not in ("he", "she", "it", "they", "we"):
                    continue
                return noun_span(child)
    found = ACCORDING.search(doc.text)
    return (found.start("who"), found.end("who")) if found else None


def _root(doc: Token) -> Token:
    return next((token for token in doc if token.dep_ == "ROOT"), doc[0])
