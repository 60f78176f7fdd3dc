"""A post or an operation moves: "moved its embassy to Lviv", "the mission now works from Osaka", "shifted the work to Minova"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import unique
from workers.extract.frames.posts import owner_of, post_of, site_of, stated
from workers.extract.frames.setting import for_money, leaving, threatened
from workers.extract.groups import People
from workers.extract.modality import read
from workers.extract.prepositions import prepositions
from workers.extract.syntax import Token, agents, conjuncts, is_passive, is_verb, lemma, objects, subject
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

MOVING = wordset("moves_moving")
RUNNING = wordset("moves_running")
OPERATIONS = wordset("moves_operations")
SET_UP = wordset("moves_set_up")
ROOMS = wordset("moves_rooms")
INTO = frozenset(("to", "into", "across to", "over to", "on to", "out to", "back to"))


def find(view: View) -> Iterator[Statement]:
    """Yield the moves of posts and operations that a sentence states."""
    for verb in view.doc:
        if not is_verb(verb):
            continue
        statement = _moves(view, verb) or _elsewhere(view, verb) or _set_up(view, verb)
        if statement is not None:
            yield statement


def _reading(view: View, verb: Token) -> tuple[Status | None, tuple[int, int]]:
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    status = None if reading.status is Status.AUTHORIZED else reading.status
    return status, reading.words or (int(verb.idx), int(verb.idx) + len(verb.text))


def _owned(view: View, thing: Token, who: Token | None) -> bool:
    return post_of(view, thing) is not None or site_of(view, thing, who) is not None


def _moves(view: View, verb: Token) -> Statement | None:
    base = lemma(verb, view.lexicon)
    if base not in MOVING or for_money(view) or not threatened(view):
        return None
    passive = is_passive(verb)
    who = None if passive else subject(verb)
    things = [thing for thing in objects(verb) if thing.lower_ in OPERATIONS and _owned(view, thing, who)]
    if not things and view.context.diplomatic:
        things = [
            thing
            for thing in objects(verb)
            if thing.lower_ in OPERATIONS and (thing.lower_ not in ("staff", "team") or base == "relocate")
        ]
    if not things and who is not None and post_of(view, who) is not None and not objects(verb):
        things, passive = [who], True
    if not things:
        return None
    destinations = [noun for preposition, noun in prepositions(verb) if preposition in INTO]
    named = _owned(view, things[0], who)
    if not destinations and not (named and base == "relocate"):
        return None
    if not named and not any(view.mention(noun) for noun in destinations):
        return None
    status, words = _reading(view, verb)
    if status is None:
        return None
    actors = agents(verb) if passive else conjuncts(who) if who is not None else []
    statement = stated(view, things[0], verb, words, status, "relocation", actors or things[:1], 0.8)
    statement.destinations = statement.destinations or destinations
    people = [each for thing in things for each in view.people(thing)]
    if people:
        statement.people = unique(people)
    return statement


def _elsewhere(view: View, verb: Token) -> Statement | None:
    """A post works from elsewhere: "embassy functions are being carried out from Port Moresby"."""
    if lemma(verb, view.lexicon) not in RUNNING or not threatened(view) or for_money(view):
        return None
    who = None if is_passive(verb) else subject(verb)
    things = [*objects(verb), *([who] if who is not None else [])]
    posts = [thing for thing in things if _owned(view, thing, who)]
    places = [
        noun
        for preposition, noun in prepositions(verb)
        if preposition in ("from", "out of") and (view.mention(noun) is not None or post_of(view, noun) is not None)
    ]
    if not posts or not places:
        return None
    place = places[0]
    inside = [noun for _, noun in prepositions(place) if view.mention(noun)] or [place]
    mention = view.mention(inside[0])
    if mention is not None and mention.place.country == view.context.crisis and mention.place.feature == "country":
        return None
    status, words = _reading(view, verb)
    if status is None or status is Status.RULED_OUT:
        return None
    owner = owner_of(view, posts[0])
    statement = stated(
        view,
        posts[0],
        verb,
        words,
        status,
        "relocation",
        [who] if who is not None and owner is None else posts[:1],
        0.6,
    )
    statement.origins = [noun for noun in statement.origins if noun not in inside and noun != place]
    statement.destinations = inside
    return statement


def _set_up(view: View, verb: Token) -> Statement | None:
    """A body takes rooms elsewhere for its post: "opened a temporary office in Lviv", "set up a stopgap mission in Nairobi"."""
    if lemma(verb, view.lexicon) not in SET_UP or not leaving(view) or for_money(view):
        return None
    who = subject(verb)
    if who is None or is_passive(verb) or not view.context.diplomatic:
        return None
    rooms = [
        thing
        for thing in objects(verb)
        if (thing.lower_ in ROOMS or post_of(view, thing) is not None)
        and {word.lower_ for word in thing.subtree}
        & {"temporary", "stopgap", "makeshift", "provisional", "interim", "emergency", "temporarily", "replacement"}
    ]
    if not rooms:
        return None
    places = [
        noun
        for preposition, noun in [*prepositions(verb), *prepositions(rooms[0])]
        if preposition in ("in", "at") and view.mention(noun) is not None
    ]
    status, words = _reading(view, verb)
    if not places or status is None or status is Status.RULED_OUT:
        return None
    start, end = int(rooms[0].idx), int(rooms[0].idx) + len(rooms[0].text)
    return Statement(
        "post",
        verb,
        "relocation",
        status.value,
        words,
        conjuncts(who),
        [People(rooms[0], Group.UNSPECIFIED, start, end, None, True)],
        [],
        places,
        False,
        0.55,
    )
