"""What speaks for each danger in a whole article: the signs its words give, and what the learned reader hears of it in all sentences together."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.vocabulary import CauseCategory
from workers.extract.causes import CauseFound, signs
from workers.extract.context import Context
from workers.extract.reader.heard import CAUSES, Heard


@dataclass(frozen=True, slots=True)
class Reasons:
    """By danger: the weight of the article's signs, the reader's probability, and the first words that tell it by themselves."""

    signs: Mapping[CauseCategory, float]
    heard: Mapping[CauseCategory, float]
    words: Mapping[CauseCategory, CauseFound]


def weigh(context: Context, heard: Mapping[int, Heard]) -> Reasons:
    """Return what speaks for each danger in an article of which the reader heard something."""
    votes, first = signs(context.sentences, context.lexicon)
    return Reasons(votes, _together(heard), first)


def _together(heard: Mapping[int, Heard]) -> dict[CauseCategory, float]:
    """Return the mean of what is heard of each danger; a sentence counts as much as it is likely to assert something, for of such sentences the reader has learned."""
    loudness = {index: max(told.labels.values()) for index, told in heard.items()}
    total = sum(loudness.values())
    return {
        category: sum(told.causes[category] * loudness[index] for index, told in heard.items()) / total
        if total
        else 0.0
        for category in CAUSES
    }
