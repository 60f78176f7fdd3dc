"""What a draft's own sentence leaves open, filled from what the learned reader hears, or a sentence before tells: the place of origin and how many are
moved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from schemas.reports import Quantity
from schemas.vocabulary import Action
from workers.extract import counting, quantities
from workers.extract.assemble import Draft, piece
from workers.extract.context import CONTRAST, Context
from workers.extract.offers import place_of
from workers.extract.reader.heard import Heard
from workers.extract.reader.passages import Name
from workers.extract.reasons import weigh

PLACE = 0.5
"""Probability from which a place that another sentence names is the one that is left."""

COUNT = 0.5
"""Probability from which a count is that of the people moved, where the constructions find none. Measured on the articles held
out: .5 and .7 mend three reports more than they spoil, .3 and .9 two."""

FEW = 3
"""Sentences below which a text is a line or two: the reader has learned from articles, and what it does not hear there is no sign against what a
construction reads. Of the 32 such texts among unseen articles it reads four times as many rightly as the constructions alone."""


NEAR = 3
"""Sentences from one that tells which place its people leave to one that goes on about them. Measured on 2,518 articles held out, plain, later and arrived
last: of 1 and 3, with a group in common or without, 3 with one mends four places and spoils none; without these bounds more are spoilt than mended."""


def lone(context: Context) -> bool:
    """Return whether a text is a line or two."""
    return len(context.sentences) < FEW


def heeded(drafts: Sequence[Draft], heard: Mapping[int, Heard], context: Context) -> list[Draft]:
    """Return the drafts of an article as the reader completes them, each with what it hears in its sentence; what the sentence itself tells stays."""
    loudest = max((max(told.labels.values()) for told in heard.values()), default=0.0)
    reasons = weigh(context, heard) if heard else None
    completed = [
        _completed(replace(draft, heard=told, loudest=loudest, reasons=reasons, lone=lone(context)), told, context)
        if (told := heard.get(draft.sentence.index)) is not None
        else draft
        for draft in drafts
    ]
    return [_followed(draft, completed, context) for draft in completed]


def _followed(draft: Draft, drafts: Sequence[Draft], context: Context) -> Draft:
    """Where only the dateline gives a place that people leave, take the one that a sentence just before tells of the same people."""
    if not _from_dateline(draft, context):
        return draft
    groups, goals = {each.group for each in draft.affected}, {place.place for place in draft.destinations}
    before = [
        each
        for each in drafts
        if each.origin_told
        and each.action is draft.action
        and 0 < draft.sentence.index - each.sentence.index <= NEAR
        and each.origins[0].country in (None, draft.origins[0].country)
        and groups & {other.group for other in each.affected}
        and not goals & {place.place for place in each.origins}
    ]
    if not before:
        return draft
    nearest = max(before, key=lambda each: each.sentence.index)
    return replace(draft, origins=nearest.origins, fields=draft.fields | {"origins": nearest.fields["origins"]})


def _from_dateline(draft: Draft, context: Context) -> bool:
    told, dateline = draft.fields.get("origins"), context.dateline
    if draft.origin_told or told is None or dateline is None:
        return False
    return told.quote == dateline.text and dateline.text not in draft.sentence.text


def _completed(draft: Draft, heard: Heard, context: Context) -> Draft:
    if not draft.origin_told:
        draft = _placed(draft, heard, context)
    if draft.quantity is None and draft.action is not Action.CLOSURE:
        draft = _counted(draft, heard, context)
    return draft


def _placed(draft: Draft, heard: Heard, context: Context) -> Draft:
    """Take the likeliest place, with those of the same sentence and country that are likely too."""
    likely = [
        (name, p) for name, p in heard.places if p >= PLACE and name.kind == "place" and not _set_against(draft, name)
    ]
    if not likely:
        return draft
    best, _ = max(likely, key=lambda each: each[1])
    taken = {place.place for place in draft.destinations}
    found = [each for each in place_of(best, likely, context) if each[0].place not in taken]
    if not found:
        return draft
    return replace(draft, origins=[place for place, _ in found], fields=draft.fields | {"origins": found[0][1]})


def _set_against(draft: Draft, name: Name) -> bool:
    """Whether a name stands in what its sentence sets against the draft's words."""
    told = draft.fields.get("action")
    if told is None or name.sentence != draft.sentence.index:
        return False
    return bool(CONTRAST.search(draft.sentence.text, told.end - draft.sentence.start, name.start))


def _counted(draft: Draft, heard: Heard, context: Context) -> Draft:
    """Take the count of the sentence whose words are likeliest those of the people moved."""
    text = draft.sentence.text
    found = [count for count in quantities.find(text) if counting.of_people(text, count)]
    counts = [(heard.word("quantity", count.start, count.end), count) for count in found]
    likely, best = max(counts, key=lambda each: each[0], default=(0.0, None))
    if best is None or likely < COUNT:
        return draft
    quantity = Quantity(min=best.min, max=best.max, qualifier=best.qualifier)
    words = piece(context, draft.sentence, (best.start, best.end))
    return replace(draft, quantity=quantity, fields=draft.fields | {"quantity": words})
