"""What happened, as one clause: who, does what, to whom, from where, to where. Present tense for headlines, past for the body."""

from dataclasses import dataclass

from schemas.events import Event
from schemas.reports import Place
from schemas.vocabulary import Action, Group, Status
from workers.gazetteer import gazetteer
from workers.wire import phrases
from workers.wire.heard import returned

Forms = tuple[str, str, str, str]
"""Active present, active past, passive present, passive past. `{o}` is whom or what; `{from_}`, `{in_}` and `{to}` are phrases of place."""

EVACUATION: dict[Status, Forms] = {
    Status.ADVISED: ("urges {o} to leave{in_}", "urged {o} to leave{in_}", "{o} urged to leave{in_}", "{o} were urged to leave{in_}"),
    Status.AUTHORIZED: ("authorises {o} to leave{in_}", "authorised {o} to leave{in_}", "{o} authorised to leave{in_}", "{o} were authorised to leave{in_}"),
    Status.PLANNED: ("to evacuate {o}{from_}{to}", "plans to evacuate {o}{from_}{to}", "{o} to be evacuated{from_}{to}", "{o} are to be evacuated{from_}{to}"),
    Status.ORDERED: ("orders {o} to leave{in_}{to}", "ordered {o} to leave{in_}{to}", "{o} ordered to leave{in_}{to}", "{o} were ordered to leave{in_}{to}"),
    Status.UNDER_WAY: ("evacuates {o}{from_}{to}", "is evacuating {o}{from_}{to}", "{o} being evacuated{from_}{to}", "{o} are being evacuated{from_}{to}"),
    Status.COMPLETED: ("has evacuated {o}{from_}{to}", "evacuated {o}{from_}{to}", "{o} evacuated{from_}{to}", "{o} were evacuated{from_}{to}"),
    Status.HALTED: ("halts evacuation of {o}{from_}", "halted the evacuation of {o}{from_}", "evacuation of {o}{from_} halted", "the evacuation of {o}{from_} was halted"),
    Status.RULED_OUT: ("rules out evacuating {o}{from_}", "ruled out evacuating {o}{from_}", "evacuation of {o}{from_} ruled out", "an evacuation of {o}{from_} was ruled out"),
    Status.CALLED_FOR: ("calls for evacuation of {o}{from_}", "called for the evacuation of {o}{from_}", "calls for evacuation of {o}{from_}", "there were calls for the evacuation of {o}{from_}"),
}  # fmt: skip
MOVE: dict[Status, Forms] = {
    Status.ADVISED: ("urges moving {o}{from_}{to}", "urged that {o} move{from_}{to}", "{o} urged to move{from_}{to}", "{o} were urged to move{from_}{to}"),
    Status.AUTHORIZED: ("authorises move of {o}{from_}{to}", "authorised the move of {o}{from_}{to}", "{o} authorised to move{from_}{to}", "{o} were authorised to move{from_}{to}"),
    Status.PLANNED: ("to move {o}{from_}{to}", "plans to move {o}{from_}{to}", "{o} to move{from_}{to}", "{o} are to move{from_}{to}"),
    Status.ORDERED: ("orders move of {o}{from_}{to}", "ordered the move of {o}{from_}{to}", "{o} ordered to move{from_}{to}", "{o} were ordered to move{from_}{to}"),
    Status.UNDER_WAY: ("moves {o}{from_}{to}", "is moving {o}{from_}{to}", "{o} being moved{from_}{to}", "{o} are being moved{from_}{to}"),
    Status.COMPLETED: ("has moved {o}{from_}{to}", "moved {o}{from_}{to}", "{o} moved{from_}{to}", "{o} were moved{from_}{to}"),
    Status.HALTED: ("halts move of {o}{from_}{to}", "halted the move of {o}{from_}{to}", "move of {o}{from_}{to} halted", "the move of {o}{from_}{to} was halted"),
    Status.RULED_OUT: ("rules out moving {o}{from_}{to}", "ruled out moving {o}{from_}{to}", "move of {o}{from_}{to} ruled out", "a move of {o}{from_}{to} was ruled out"),
    Status.CALLED_FOR: ("calls for move of {o}{from_}{to}", "called for the move of {o}{from_}{to}", "calls for move of {o}{from_}{to}", "there were calls for the move of {o}{from_}{to}"),
}  # fmt: skip
CLOSURE: dict[Status, Forms] = {
    Status.ADVISED: ("urges closure of {o}{at}", "urged the closure of {o}{at}", "closure of {o}{at} urged", "the closure of {o}{at} was urged"),
    Status.AUTHORIZED: ("authorises closure of {o}{at}", "authorised the closure of {o}{at}", "closure of {o}{at} authorised", "the closure of {o}{at} was authorised"),
    Status.PLANNED: ("to close {o}{at}", "plans to close {o}{at}", "{o}{at} to close", "{o}{at} is to close"),
    Status.ORDERED: ("orders closure of {o}{at}", "ordered the closure of {o}{at}", "{o}{at} ordered closed", "{o}{at} was ordered to close"),
    Status.UNDER_WAY: ("closes {o}{at}", "is closing {o}{at}", "{o}{at} closing", "{o}{at} is closing"),
    Status.COMPLETED: ("has closed {o}{at}", "closed {o}{at}", "{o}{at} closed", "{o}{at} was closed"),
    Status.HALTED: ("halts closure of {o}{at}", "halted the closure of {o}{at}", "closure of {o}{at} halted", "the closure of {o}{at} was halted"),
    Status.RULED_OUT: ("keeps open {o}{at}", "is keeping open {o}{at}", "{o}{at} to stay open", "{o}{at} is to stay open"),
    Status.CALLED_FOR: ("calls for closure of {o}{at}", "called for the closure of {o}{at}", "calls for closure of {o}{at}", "there were calls for the closure of {o}{at}"),
}  # fmt: skip
RETURN: dict[Status, Forms] = {
    Status.ADVISED: ("urges {o} to return{back}", "urged {o} to return{back}", "{o} urged to return{back}", "{o} were urged to return{back}"),
    Status.AUTHORIZED: ("lets {o} return{back}", "allowed {o} to return{back}", "{o} allowed to return{back}", "{o} were allowed to return{back}"),
    Status.PLANNED: ("plans return of {o}{back}", "plans the return of {o}{back}", "{o} to return{back}", "{o} are to return{back}"),
    Status.ORDERED: ("orders {o} to return{back}", "ordered {o} to return{back}", "{o} ordered to return{back}", "{o} were ordered to return{back}"),
    Status.UNDER_WAY: ("returns {o}{back}", "is returning {o}{back}", "{o} returning{back}", "{o} are returning{back}"),
    Status.COMPLETED: ("ends evacuation{of}", "ended the evacuation{of}", "evacuation{of} ends", "the evacuation{of} ended"),
    Status.HALTED: ("halts return of {o}{back}", "halted the return of {o}{back}", "return of {o}{back} halted", "the return of {o}{back} was halted"),
    Status.RULED_OUT: ("rules out return of {o}{back}", "ruled out the return of {o}{back}", "return of {o}{back} ruled out", "a return of {o}{back} was ruled out"),
    Status.CALLED_FOR: ("calls for return of {o}{back}", "called for the return of {o}{back}", "calls for return of {o}{back}", "there were calls for the return of {o}{back}"),
}  # fmt: skip
FORMS = {
    Action.EVACUATION: EVACUATION,
    Action.RELOCATION: MOVE,
    Action.CLOSURE: CLOSURE,
    Action.RETURN: RETURN,
}


AT_HOME = {Group.RESIDENTS, Group.UNSPECIFIED}
"""Groups whose place is where they live: citizens and staff may be anywhere."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a clause is told: `headline` in the present tense with short names and towns alone, else in the past with countries."""

    headline: bool


def clause(event: Event, style: Style) -> str:
    """Return what the event says happened, without a capital or a final stop. Passive where the actor is unknown.

    It may end with the comma that follows a country ("Kyiv, Ukraine,").
    """
    action, status = event.action, event.status
    back = returned(event)
    if back is not None:
        action, status = Action.RETURN, back
    active_now, active_past, passive_now, passive_past = FORMS[action][status]
    actor = _actor(event, style)
    form = (active_now if style.headline else active_past) if actor else passive_now if style.headline else passive_past
    places = _places(event, style)
    if _on_own_ground(event):
        places["from_"] = ""
    words = form.format(o=_object(event, action), **places)
    if event.actor is not None and phrases.plural(event.actor):
        words = phrases.agreed(words)
    if not actor and words.startswith("one "):
        words = words.replace(" were ", " was ", 1).replace(" are ", " is ", 1)
    told = f"{actor} {words}" if actor else words
    return told.replace(",,", ",")


def _on_own_ground(event: Event) -> bool:
    """Whether who acts has the name of the one place left, and those who leave live there: "Bangladesh has evacuated 45,000 residents"."""
    if event.actor is None or len(event.origins) != 1 or {a.group for a in event.affected} - AT_HOME:
        return False
    if event.actor.country not in (None, event.origins[0].country):
        return False
    return phrases.short(phrases.named(event.actor)) == _short(event.origins[0])


def _actor(event: Event, style: Style) -> str:
    if event.actor is None:
        return ""
    name = phrases.named(event.actor)
    return phrases.short(name) if style.headline else name


def _object(event: Event, action: Action) -> str:
    groups = {a.group for a in event.affected} - {Group.UNSPECIFIED}
    if action is Action.CLOSURE or (action is Action.RELOCATION and not groups):
        return phrases.mission(event.actor)
    return phrases.people(event.affected, event.actor, event.quantity if action is event.action else None)


def _places(event: Event, style: Style) -> dict[str, str]:
    where = _where(event.origins, style)
    goal = _where(event.destinations, style)
    return {
        "in_": f" {where}" if where else "",
        "from_": f" from {where}" if where else "",
        "at": f" in {where}" if where else "",
        "back": f" to {where}" if where else "",
        "of": f" of {where}" if where else "",
        "to": f" to {goal}" if goal else "",
    }


def _where(places: list[Place], style: Style) -> str:
    if not places:
        return ""
    if not style.headline:
        told = phrases.places(places)
        return f"{told}," if ", " in told else told
    names = [_short(place) for place in places]
    return phrases.listed(names) if len(names) <= 2 else f"{names[0]} and other places"


def _short(place: Place) -> str:
    country = gazetteer().country_named(place.place)
    return phrases.short(phrases.country_name(country.code)) if country else place.place
