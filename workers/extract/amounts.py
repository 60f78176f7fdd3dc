"""How many are moved or told to move: what a draft says itself, no count, and the counts of people in its sentence that the reader hears as that."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.reports import Quantity
from schemas.vocabulary import Action, Status
from workers.extract import counting, quantities
from workers.extract.assemble import Draft, piece
from workers.extract.context import Context
from workers.extract.features import Features, logit
from workers.extract.gapping import GAPPED
from workers.extract.offers import Offered
from workers.extract.reader.heard import Heard
from workers.extract.view import GUESSED

LEAST = 0.1
"""Probability of its words from which a count is offered."""


def amounts(draft: Draft, _drafts: Sequence[Draft], heard: Heard, context: Context) -> list[Offered]:
    """Return the draft as it is, without a count, and with each count of its sentence that may be of the people moved."""
    offered = [Offered(draft, own=True)]
    if draft.action is Action.CLOSURE or draft.pattern == GAPPED:
        return offered
    fields = {name: slice_ for name, slice_ in draft.fields.items() if name != "quantity"}
    if draft.quantity is not None:
        offered.append(Offered(replace(draft, quantity=None, fields=fields)))
    text = draft.sentence.text
    taken = [draft.quantity]
    for count in quantities.find(text):
        quantity = Quantity(min=count.min, max=count.max, qualifier=count.qualifier)
        likely = heard.word("quantity", count.start, count.end) >= LEAST and counting.of_people(text, count)
        if likely and quantity not in taken:
            taken.append(quantity)
            words = piece(context, draft.sentence, (count.start, count.end))
            offered.append(Offered(replace(draft, quantity=quantity, fields=fields | {"quantity": words})))
    return offered


def amount_features(offered: Offered, heard: Heard, context: Context) -> Features:
    """Return what speaks for a count, each 0 where it does not apply."""
    draft, own = offered.draft, offered.own
    construction = own and draft.pattern != GUESSED
    told, begins = draft.fields.get("quantity"), draft.sentence.start
    top = max((p for _, _, p in heard.words["quantity"]), default=0.0)
    found: Features = {"own": float(own), "own of a construction": float(construction)}
    if told is None or draft.quantity is None:
        return found | {
            "none": 1.0,
            "none of a construction": float(construction),
            "a word heard": logit(top),
            **{f"none, {each.value}": float(draft.status is each) for each in Status},
            "none, back": float(draft.action is Action.RETURN),
            "none, of a post": float(draft.action is Action.RELOCATION),
        }
    p = heard.word("quantity", told.start - begins, told.end - begins)
    low = draft.quantity.min if draft.quantity.min is not None else draft.quantity.max
    return found | {
        "heard": logit(p),
        "likeliest": float(p >= top),
        "a handful": float(low is not None and low < 10),
        "thousands": float(low is not None and low >= 1000),
        "first": float(not any(each.start < told.start - begins for each in quantities.find(draft.sentence.text))),
    }
