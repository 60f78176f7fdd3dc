"""What the learned reader hears, put beside the drafts of an article: in each one's sentence, and in all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workers.extract.assemble import Draft
from workers.extract.context import Context
from workers.extract.reader.heard import Heard
from workers.extract.reasons import weigh

FEW = 3
"""Sentences below which a text is a line or two: the reader has learned from articles, and what it does not hear there is no sign against what a
construction reads. Of the 32 such texts among unseen articles it reads four times as many rightly as the constructions alone."""


def lone(context: Context) -> bool:
    """Return whether a text is a line or two."""
    return len(context.sentences) < FEW


def heeded(drafts: Sequence[Draft], heard: Mapping[int, Heard], context: Context) -> list[Draft]:
    """Return the drafts of an article, each with what the reader hears in its sentence; those of which it says nothing stay as they are."""
    loudest = max((max(told.labels.values()) for told in heard.values()), default=0.0)
    reasons = weigh(context, heard) if heard else None
    return [
        replace(draft, heard=told, loudest=loudest, reasons=reasons, lone=lone(context))
        if (told := heard.get(draft.sentence.index)) is not None
        else draft
        for draft in drafts
    ]
