"""Clauses that leave out their verb: "Italy has airlifted 200, Finland 470 and Spain some 30" tells of three states."""

import re
from bisect import bisect
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from schemas.reports import Quantity
from schemas.vocabulary import Action, ActorKind
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
    counted = sorted((draft for draft in drafts if _counted(draft)), key=_end)
    if not counted:
        return list(drafts)
    clauses = list(_clauses(view, _end(counted[0]) - view.sentence.start))
    heads = {view.sentence.start + mention.start for mention, _, _ in clauses}
    models = [draft for draft in counted if not _from(draft, heads)]
    ends = [_end(draft) for draft in models]
    found = [draft for draft in drafts if not _from(draft, heads)]
    for mention, country, count in clauses:
        number = bisect(ends, view.sentence.start + mention.start)
        if number:
            found.append(_repeated(view, models[number - 1], mention, country, count))
    return found


def _from(draft: Draft, heads: Container[int]) -> bool:
    """Whether people leave a place that one of these words names."""
    return "origins" in draft.fields and draft.fields["origins"].start in heads


def _end(draft: Draft) -> int:
    return draft.fields["quantity"].end


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
    kind = model.actor.kind if model.actor is not None else ActorKind.GOVERNMENT
    home = {place.country for place in model.destinations} == {model.actor.country if model.actor else None}
    fields = {name: told for name, told in model.fields.items() if name != "destinations" or not home}
    return replace(
        model,
        pattern=GAPPED,
        actor=country_actor(country, kind),
        quantity=Quantity(min=count.min, max=count.max, qualifier=count.qualifier),
        destinations=[] if home else model.destinations,
        fields={**fields, **{name: piece(view.context, view.sentence, span) for name, span in words.items()}},
    )
