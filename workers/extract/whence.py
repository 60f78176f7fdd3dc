"""Where a statement's people leave and where they go: told, implied by the article, or home."""

from collections.abc import Iterable

from schemas.reports import Place
from schemas.vocabulary import ActorKind, Group
from workers.extract import implied, places
from workers.extract.naming import Acting, country_actor
from workers.extract.told import Told, from_mention
from workers.extract.view import Statement, View


def origins(view: View, statement: Statement, who: list[Acting]) -> list[Told]:
    """Return the places a statement's people leave, each once: told in its words or with the people, else implied; not the country of a state or body that acts, unless that is the endangered one."""
    found: list[Told] = []
    for token in statement.origins:
        found.extend(places.resolve(token, view, origin=True))
    if not found:
        for people in statement.people:
            found.extend(places.people_places(people.token, view))
    towards = {
        told.place.country for token in statement.destinations for told in places.resolve(token, view, origin=False)
    }
    owners = {each.actor.country for each in who}
    abroad = {each.actor.country for each in who if each.actor.kind is not ActorKind.LOCAL_AUTHORITY}
    found = [
        told
        for told in found
        if told.place.country not in abroad or told.place.country == view.context.crisis or told.place.country is None
    ]
    if found:
        return unique(found)
    return implied_origin(view, statement, towards | owners)


def implied_origin(view: View, statement: Statement, elsewhere: set[str | None]) -> list[Told]:
    """Return the place a statement without one means: the post's town, the endangered place told nearest, or the endangered country; `elsewhere` are codes of countries they go to or that act."""
    context = view.context
    if statement.action in ("closure", "relocation") or any(
        people.group in (Group.DIPLOMATIC_STAFF,) for people in statement.people
    ):
        city = implied.post_city(view)
        if city:
            return city
    abroad = context.diplomatic and any(
        people.group in (Group.CITIZENS, Group.DEPENDANTS, Group.DIPLOMATIC_STAFF, Group.MILITARY, Group.STUDENTS)
        for people in statement.people
    )
    near = implied.nearest(view, cities=True, at=statement.verb.idx)
    if (
        near is not None
        and not abroad
        and str(near.place.country) not in {str(d) for d in elsewhere if d != context.crisis}
    ):
        taken = {
            told.place.place for token in statement.destinations for told in places.resolve(token, view, origin=False)
        }
        if from_mention(near).place.place not in taken:
            return [from_mention(near)]
    if abroad and near is not None and near.sentence == view.sentence.index:
        return [from_mention(near)]
    return implied.endangered_country(context)


def destinations(view: View, statement: Statement, who: Acting | None, left: list[Told]) -> list[Told]:
    """Return the places a statement's people go to, without those they left: told, else the actor's own country where they go home."""
    found: list[Told] = []
    for token in statement.destinations:
        if token.lower_ in ("home", "homeland"):
            continue
        found.extend(places.resolve(token, view, origin=False))
    started = {told.place.place for told in left}
    found = [told for told in unique(found) if told.place.place not in started]
    if (
        not found
        and statement.home
        and who is not None
        and who.actor.country
        and who.actor.country != view.context.crisis
    ):
        actor = country_actor(who.actor.country)
        country = Place(place=actor.name, country=actor.country)
        found = [Told(country, None, view.sentence.index)]
    return found if statement.action != "closure" else []


def unique(found: Iterable[Told]) -> list[Told]:
    """Return the places without those told again by the same name and country, in order."""
    seen: dict[tuple[str, str | None], Told] = {}
    for told in found:
        seen.setdefault((told.place.place, told.place.country), told)
    return list(seen.values())


def by_country(found: list[Told]) -> list[list[Told]]:
    """Return the places in groups of one country, in order; a country's own name only where nothing in it is told."""
    groups: dict[str | None, list[Told]] = {}
    for told in found:
        groups.setdefault(told.place.country, []).append(told)
    smaller: list[list[Told]] = []
    for group in groups.values():
        countries = [
            told for told in group if told.place.country and told.place.place == country_actor(told.place.country).name
        ]
        specific = [told for told in group if told not in countries]
        smaller.append(specific or group)
    return smaller
