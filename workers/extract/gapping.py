"""Clauses that leave out their verb: "Italy has airlifted 200, Finland 470 and Spain some 30" tells of three states."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemas.reports import Quantity
from schemas.vocabulary import Action
from workers.extract import counting, quantities
from workers.extract.assemble import Draft, piece
from workers.extract.context import Located
from workers.extract.naming import STATES, country_actor, seat
from workers.extract.quantities import Count
from workers.extract.view import View

GAPPED = "gapped"
"""The pattern of a clause without a verb. Who acts in it is plain by its form, and how many are moved, so nothing else is offered."""

OPENS = re.compile(r"(?:[,;:–—]|\b(?:and|while|but))\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before the state that such a clause begins with."""

REACH = 12
"""Characters before a state in which that stands."""

BETWEEN = re.compile(r"\s+(?:(?:another|a further|a total of|the remaining)\s+)?")
"""What may stand between a state and its count."""

CLOSES = re.compile(
    r"\s*(?:$|[,;:.!?)–—\"”]|(?:and|while|but|more|others?|from|via|by|on|people|citizens|nationals)\b)"
)
"""What may follow the count."""


def gapped(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a sentence with those of its clauses that leave out their verb; a state that begins such a clause is nobody's origin."""
    model = next((draft for draft in drafts if _counted(draft)), None)
    if model is None:
        return list(drafts)
    clauses = list(_clauses(view, model.fields["quantity"].end - view.sentence.start))
    heads = {view.sentence.start + mention.start for mention, _, _ in clauses}
    kept = [draft for draft in drafts if "origins" not in draft.fields or draft.fields["origins"].start not in heads]
    if not kept:
        return list(drafts)
    model = next((draft for draft in kept if _counted(draft)), model)
    return [*kept, *(_repeated(view, model, *clause) for clause in clauses)]


def _counted(draft: Draft) -> bool:
    """Whether a state moves so many."""
    actor = draft.actor
    return (
        draft.action in (Action.EVACUATION, Action.RETURN)
        and actor is not None
        and actor.kind in STATES
        and draft.actor_told
        and "quantity" in draft.fields
    )


def _clauses(view: View, after: int) -> Iterator[tuple[Located, str, Count]]:
    """Yield the states behind a count that are followed by nothing but a count of their own: each with its country."""
    text = view.sentence.text
    counts = {each.start: each for each in quantities.find(text) if each.start > after}
    for mention in view.located:
        if mention.start < after or OPENS.search(text, max(0, mention.start - REACH), mention.start) is None:
            continue
        between = BETWEEN.match(text, mention.end)
        count = counts.get(between.end(), counts.get(mention.end + 1)) if between else None
        country = mention.place.country if mention.place.feature == "country" else seat(view, mention.text)
        if count is not None and country and CLOSES.match(text, count.end) and counting.of_people(text, count):
            yield mention, country, count


def _repeated(view: View, model: Draft, mention: Located, country: str, count: Count) -> Draft:
    """Return what a model tells again, of another state and so many."""
    words = {"actor": (mention.start, mention.end), "quantity": (count.start, count.end)}
    actor = model.actor
    return replace(
        model,
        pattern=GAPPED,
        actor=country_actor(country, actor.kind) if actor is not None else None,
        quantity=Quantity(min=count.min, max=count.max, qualifier=count.qualifier),
        destinations=[place for place in model.destinations if actor is None or place.country != actor.country],
        fields={**model.fields, **{name: piece(view.context, view.sentence, span) for name, span in words.items()}},
    )
