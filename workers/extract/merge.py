"""Told twice in one article is one report: what likely tells one evacuation is joined, with the most advanced status."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.reports import Affected, Place
from schemas.vocabulary import ADVANCING, APART, Action, Group, Status
from workers.extract.assemble import Draft
from workers.extract.confidence import confidence
from workers.extract.retelling import Telling, likely, telling

RANK = {status: number for number, status in enumerate(ADVANCING)}
SAME = 0.5
"""Probability above which two drafts tell one evacuation: on the articles held out event F1 is the same from .45 to .55."""


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of one article, in order of telling, with what is told twice made one."""
    kept: list[Telling] = []
    for draft in sorted(drafts, key=lambda each: (each.sentence.part == "title", each.sentence.index)):
        told = telling(draft)
        number = _told_before(told, kept)
        if number is None:
            kept.append(told)
        else:
            kept[number] = telling(_together(kept[number].draft, draft))
    return [each.draft for each in kept]


def _told_before(told: Telling, kept: Sequence[Telling]) -> int | None:
    """The number of the draft that one likeliest tells again, None where none is likely."""
    chances = [likely(other, told) for other in kept]
    best = max(range(len(kept)), key=chances.__getitem__, default=None)
    return best if best is not None and chances[best] > SAME else None


DOUBTED = 0.5
"""Confidence below which a draft is likelier wrong than right. A doubted draft that led, having the more advanced status, took sure reports down with it: on the
articles held out event F1 is .612 with such leads and .614 without, place .765 and .776."""


def _together(first: Draft, second: Draft) -> Draft:
    """Return one draft from two that tell the same; the sure one as it is where only one is sure."""
    one, other = confidence(first) >= DOUBTED, confidence(second) >= DOUBTED
    if one == other:
        return joined(first, second)
    return first if one else second


def _groups(draft: Draft) -> set[Group]:
    return {each.group for each in draft.affected}


def _general(places: list[Place]) -> bool:
    return all(place.lat is None and place.geonames_id is not None for place in places)


def joined(first: Draft, second: Draft) -> Draft:
    """Return one draft from two that tell the same: the more advanced status with its sentence, of two alike the surer; empty fields filled from the other."""
    lead, other = (second, first) if _ahead(second, first) else (first, second)
    if lead.sentence.part == "title" and other.sentence.part == "text":
        lead, other = other, replace(lead, status=lead.status)
    status = max((first.status, second.status), key=_rank) if first.status not in APART else first.status
    if Status.HALTED in (first.status, second.status):
        status = Status.HALTED
    if "title" in (first.sentence.part, second.sentence.part):
        status = lead.status
    fields = {
        **{name: piece for name, piece in other.fields.items() if name not in ("action", "status")},
        **lead.fields,
    }
    timed = lead if lead.own_when or not other.own_when else other
    if "when" in timed.fields:
        fields["when"] = timed.fields["when"]
    return replace(
        lead,
        status=status,
        actor=lead.actor or other.actor,
        affected=_joined_groups(lead, other),
        origins=_more_specific(lead, other),
        destinations=lead.destinations or other.destinations,
        when=timed.when or other.when,
        quantity=lead.quantity or other.quantity,
        attribution=lead.attribution or other.attribution,
        fields=fields,
        weight=max(lead.weight, other.weight) + 0.05,
        actor_told=lead.actor_told or other.actor_told,
        origin_told=lead.origin_told or other.origin_told,
        own_when=timed.own_when,
    )


def _rank(status: Status) -> int:
    return RANK.get(status, 99)


def _ahead(first: Draft, second: Draft) -> bool:
    one, other = _rank(first.status), _rank(second.status)
    return one > other or (one == other and confidence(first) > confidence(second))


def _joined_groups(lead: Draft, other: Draft) -> list[Affected]:
    known = _groups(lead)
    if known == {Group.UNSPECIFIED} and lead.action is Action.EVACUATION:
        return other.affected
    return lead.affected


def _more_specific(lead: Draft, other: Draft) -> list[Place]:
    if not lead.origins:
        return other.origins
    if _general(lead.origins) and not _general(other.origins) and other.origin_told:
        return other.origins
    return lead.origins
