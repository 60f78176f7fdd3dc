"""What a deed that will not be done would have been: whom it would take, and from where."""

from collections.abc import Iterator

from schemas.vocabulary import ActorKind, Group, Status
from workers.extract.frames.common import split_places, unique, words_of
from workers.extract.frames.setting import body, employs
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.syntax import Token, is_verb, objects
from workers.extract.view import Statement, View

EVERYONE = frozenset(("everyone", "everybody", "anyone", "anybody", "all"))


def ruled_out(
    view: View,
    deed: Token,
    word: Token,
    people: list[People],
    pairs: list[tuple[str, Token]] | Iterator[tuple[str, Token]],
    actors: list[Token],
    weight: float,
) -> Statement:
    """Return the statement that a deed will not be done, with whom it would take and from where; `word` says so."""
    told = list(pairs)
    origins, destinations = split_places(view, told)
    if is_verb(deed) and view.lexicon.verb(deed.lower_) & {"leave", "depart", "empty", "evacuate"}:
        origins += [
            thing
            for thing in objects(deed)
            if ((m := view.mention(thing)) is not None and m.kind == "place")
            or view.classes(thing) & {"organisation_site", "post"}
        ]
    origins += [
        noun
        for preposition, noun in told
        if preposition in ("in", "at") and (m := view.mention(noun)) is not None and m.kind == "place"
    ]
    if is_vehicle(view, deed):
        origins += [
            noun
            for preposition, noun in told
            if preposition == "to" and ((m := view.mention(noun)) is None or m.place.country == view.context.crisis)
        ]
        destinations = [noun for noun in destinations if noun not in origins]
    if not people:
        group = Group.CITIZENS if view.context.diplomatic else Group.RESIDENTS
        people = [People(deed, group, *words_of(deed), None, True)]
    elif view.context.diplomatic and all(each.common and each.token.lower_ in ("people", "persons") for each in people):
        people = [People(each.token, Group.CITIZENS, each.start, each.end, each.country, True) for each in people]
    if actors and employs(view, actors[0]):
        people = [
            People(each.token, Group.WORKERS, each.start, each.end, each.country, each.common)
            if each.common
            and each.group in (Group.RESIDENTS, Group.UNSPECIFIED, Group.CITIZENS)
            and _all_of(view, each, actors[0])
            else each
            for each in people
        ]
    return Statement(
        "refusal",
        deed,
        "evacuation",
        Status.RULED_OUT.value,
        words_of(word),
        actors,
        unique(people),
        origins,
        destinations,
        not actors,
        weight,
    )


def _all_of(view: View, people: People, actor: Token) -> bool:
    """Whether "everyone" is all that a company or agency employs."""
    found = body(view, actor)
    own = any(child.lower_ in ("its", "their", "our") for child in people.token.children)
    return (found is not None and found.actor.kind is ActorKind.COMPANY) or own or people.token.lower_ in EVERYONE
