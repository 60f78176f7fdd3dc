"""Told twice in one article is one report: the same action, actor, group and place, with the most advanced status."""

from dataclasses import replace

from schemas.reports import Affected, Place
from schemas.vocabulary import ADVANCING, APART, Action, Group, Status
from workers.extract.assemble import Draft
from workers.extract.confidence import confidence

RANK = {status: number for number, status in enumerate(ADVANCING)}
ORDERING = frozenset((Status.ADVISED, Status.AUTHORIZED, Status.ORDERED))
"""What people are told to do; a movement with a number or destination of its own is told apart from it."""


def merge(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts of one article, in order of telling, with what is told twice made one."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda each: (each.sentence.part == "title", each.sentence.index)):
        for number, other in enumerate(kept):
            if draft.pattern == LOOSE and _alike(other, draft):
                break
            if same(other, draft):
                kept[number] = _together(other, draft)
                break
        else:
            kept.append(draft)
    return kept


DOUBTED = 0.5
"""Confidence below which a draft is likelier wrong than right. A doubted draft that led, having the more advanced status, took sure reports down with it: on the
articles held out event F1 is .612 with such leads and .614 without, place .765 and .776."""


def _together(first: Draft, second: Draft) -> Draft:
    """Return one draft from two that tell the same; the sure one as it is where only one is sure."""
    one, other = confidence(first) >= DOUBTED, confidence(second) >= DOUBTED
    if one == other:
        return joined(first, second)
    return first if one else second


LOOSE = "loose"


def _alike(known: Draft, guess: Draft) -> bool:
    """Whether a loosely read sentence may only say again, in other words, what is known: then it adds nothing."""
    return (
        known.action is guess.action
        and _groups_agree(known, guess, title=False)
        and _places_agree(known, guess, title=False)
        and (known.actor is None or guess.actor is None or _actors_agree(known, guess))
        and not _own_movements(known, guess)
    )


def same(first: Draft, second: Draft) -> bool:
    """Whether two drafts tell one evacuation."""
    if first.action is not second.action or first.background != second.background:
        return False
    if (first.status in APART) != (second.status in APART) or (
        first.status in APART and first.status is not second.status
    ):
        return False
    title = "title" in (first.sentence.part, second.sentence.part)
    if {first.status, second.status} == {Status.HALTED, Status.COMPLETED} and not title:
        return False
    if not title and _own_movements(first, second):
        return False
    return (
        _actors_agree(first, second)
        and _groups_agree(first, second, title=title)
        and _places_agree(first, second, title=title)
    )


def _actors_agree(first: Draft, second: Draft) -> bool:
    a, b = first.actor, second.actor
    if a is None or b is None:
        return (
            first.sentence.index == second.sentence.index
            or abs(first.sentence.index - second.sentence.index) <= 3
            or "title" in (first.sentence.part, second.sentence.part)
        )
    if a.country is not None and b.country is not None and a.country == b.country:
        return True
    return a.name.lower() == b.name.lower()


def _groups(draft: Draft) -> set[Group]:
    return {each.group for each in draft.affected}


def _groups_agree(first: Draft, second: Draft, *, title: bool) -> bool:
    a, b = _groups(first), _groups(second)
    if first.action in (Action.CLOSURE, Action.RELOCATION, Action.RETURN):
        return True
    if a & b:
        return True
    if first.sentence == second.sentence and first.quantity is not None and first.quantity == second.quantity:
        return Group.UNSPECIFIED in a | b
    loose = {Group.UNSPECIFIED, Group.RESIDENTS} | ({Group.CITIZENS} if title else set())
    return title and bool(a & loose or b & loose)


def _places_agree(first: Draft, second: Draft, *, title: bool) -> bool:
    if not first.origins or not second.origins:
        return True
    a, b = {place.place for place in first.origins}, {place.place for place in second.origins}
    if a & b:
        return True
    if {place.country for place in first.origins} != {place.country for place in second.origins}:
        return False
    if first.action in (Action.CLOSURE, Action.RELOCATION) and not (first.origin_told and second.origin_told):
        return True
    return (
        title or _general(first.origins) or _general(second.origins) or not (first.origin_told and second.origin_told)
    )


def _general(places: list[Place]) -> bool:
    return all(place.lat is None and place.geonames_id is not None for place in places)


def _own_movements(first: Draft, second: Draft) -> bool:
    """Movements told with a number, destination or date of their own stay apart."""
    a, b = first.quantity, second.quantity
    if a is not None and b is not None and (a.min, a.max) != (b.min, b.max):
        return True
    to_a, to_b = {place.place for place in first.destinations}, {place.place for place in second.destinations}
    if to_a and to_b and not to_a & to_b:
        return True
    moved = (Status.UNDER_WAY, Status.COMPLETED, Status.PLANNED)
    for one, other in ((first, second), (second, first)):
        carried = one.status in moved and (one.quantity is not None or bool(one.destinations))
        if carried and (other.status in ORDERING or (one.actor is None) != (other.actor is None)):
            return True
    dated = first.own_when and second.own_when and first.when != second.when
    if first.status in moved and second.status in moved and dated:
        return first.status is not second.status or bool(a or b)
    return False


def joined(first: Draft, second: Draft) -> Draft:
    """Return one draft from two that tell the same: the more advanced status with its sentence, empty fields filled from the other."""
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
    return _rank(first.status) > _rank(second.status)


def _joined_groups(lead: Draft, other: Draft) -> list[Affected]:
    known = _groups(lead)
    if known == {Group.UNSPECIFIED} and lead.action is Action.EVACUATION:
        return other.affected
    return lead.affected


def _more_specific(lead: Draft, other: Draft) -> list[Place]:
    if not lead.origins:
        return other.origins
    if not lead.origin_told and other.origin_told:
        return other.origins
    if _general(lead.origins) and not _general(other.origins) and other.origin_told:
        return other.origins
    return lead.origins
