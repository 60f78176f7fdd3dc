"""Whose people a group is, once it is known who acts: an embassy's staff or a company's, a state's citizens or the place's own residents."""

from schemas.reports import Actor
from schemas.vocabulary import ActorKind, Group
from workers.extract.groups import BROAD, COMMERCIAL, OWNERS, POST_WORDS, STAFF, People
from workers.extract.syntax import Token, children


def refine(people: People, actor: Actor | None, crisis: str | None, *, diplomatic: bool) -> Group:
    """Return the group once the actor is known: "staff" and "families" are an embassy's, a company's or the villagers' own."""
    group = people.group
    modifiers = {word.lower_ for word in people.token.subtree if abs(word.i - people.token.i) <= 8}
    staff = people.token.lower_ in STAFF - BROAD or people.token.lower_ in ("team", "teams", "mission")
    named = bool(modifiers & (POST_WORDS - {"government"})) or any(word.startswith("diplomat") for word in modifiers)
    body = actor is not None and actor.kind in (ActorKind.COMPANY, ActorKind.ORGANIZATION)
    if body and not named:
        if group in (Group.DIPLOMATIC_STAFF, Group.CITIZENS) and (staff or group is Group.CITIZENS):
            return (
                Group.WORKERS
                if staff or modifiers & OWNERS or (actor and actor.kind is ActorKind.COMPANY and not people.country)
                else group
            )
        return group
    foreign = (
        actor is not None
        and actor.country is not None
        and actor.country != crisis
        and actor.kind in (ActorKind.GOVERNMENT, ActorKind.MILITARY)
    )
    if foreign and actor is not None:
        return _abroad(people, actor, group, modifiers, staff=staff)
    if group is Group.CITIZENS and people.country in (None, crisis) and (not diplomatic or actor is not None):
        return Group.RESIDENTS
    if (
        group is Group.UNSPECIFIED
        and people.common
        and not diplomatic
        and not people.token.lower_.startswith("passenger")
    ):
        return Group.RESIDENTS
    if (
        group is Group.DIPLOMATIC_STAFF
        and staff
        and not named
        and actor is not None
        and actor.kind is ActorKind.LOCAL_AUTHORITY
    ):
        return Group.WORKERS
    return group


def _abroad(people: People, actor: Actor, group: Group, modifiers: set[str], *, staff: bool) -> Group:
    """A state's people in another country."""
    if group is Group.RESIDENTS:
        if people.token.lower_ in ("families", "family"):
            return Group.DEPENDANTS
        if modifiers & OWNERS or people.country == actor.country:
            return Group.CITIZENS
        return Group.UNSPECIFIED if people.common and not _of_place(people.token) else Group.RESIDENTS
    if group is Group.UNSPECIFIED and modifiers & OWNERS and "own" in modifiers:
        return Group.CITIZENS
    if group is Group.WORKERS and staff and not modifiers & COMMERCIAL and actor.kind is ActorKind.GOVERNMENT:
        return Group.DIPLOMATIC_STAFF
    if group is Group.CITIZENS and people.country not in (None, actor.country):
        return Group.UNSPECIFIED if people.common else Group.CITIZENS
    return group


def _of_place(token: Token) -> bool:
    """Whether they are "the people of" somewhere."""
    return any(
        child.lower_ == "of" and any(noun.pos_ == "PROPN" for noun in children(child, "pobj"))
        for child in children(token, "prep")
    )
