"""People go back: they are let home, put back inside, permitted to return, or have come back."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import unique, verb_actors
from workers.extract.frames.setting import leaving
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.modality import read, tense
from workers.extract.prepositions import all_ways, prepositions
from workers.extract.syntax import (
    Token,
    children,
    conjuncts,
    governors,
    is_passive,
    is_verb,
    lemma,
    negated,
    objects,
    particles,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

HOMES = wordset("returns_homes")
ADMITTING = frozenset(
    ["let", "allow", "permit", "readmit", "admit", "escort", "concede", "usher", "clear", "invite", "welcome"]
)
CARRYING = frozenset(["have", "get", "bring", "take", "move", "transfer", "fly", "bus", "drive", "carry", "send"])
ABLE = frozenset(("able", "free", "welcome", "safe", "allowed", "cleared", "permitted"))
PERMISSION = frozenset(
    ("permission", "leave", "clearance", "green", "light", "all-clear", "go-ahead", "ok", "okay", "clear")
)


def find(view: View) -> Iterator[Statement]:
    """Yield the returns of people that a sentence states."""
    for verb in view.doc:
        if not is_verb(verb):
            continue
        statement = _let_back(view, verb) or _came_back(view, verb)
        if statement is not None:
            yield statement


def _let_back(view: View, verb: Token) -> Statement | None:
    """Somebody lets people back: "were let back in", "may go home", "allowed people to go down to their houses again"."""
    if negated(verb):
        return None
    return _admitted(view, verb) or _put_back(view, verb) or _permitted(view, verb)


def _admitted(view: View, verb: Token) -> Statement | None:
    """Somebody lets, allows or escorts them in, back or home."""
    if "readmit" not in view.lexicon.verb(verb.lower_):
        return None
    base = lemma(verb, view.lexicon)
    inside = [child for child in children(verb, "ccomp", "xcomp", "conj") if is_verb(child) and _goes_back(view, child)]
    direct = base in ADMITTING and _inward(verb)
    people = [each for thing in objects(verb) for each in view.people(thing)]
    people = people or [
        each for child in inside for who in [subject(child)] if who is not None for each in view.people(who)
    ]
    if not people or not (inside or direct):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status in (None, Status.AUTHORIZED):
        return None
    status: Status = reading.status
    if status in (Status.COMPLETED, Status.UNDER_WAY):
        status = Status.AUTHORIZED if inside or base in ("allow", "permit", "clear", "authorise") else Status.COMPLETED
    actors, agentless = verb_actors(verb)
    return returned(view, verb, status, reading.words, people, actors, agentless, [verb, *inside])


def _inward(verb: Token) -> bool:
    """Whether the verb's particles or prepositions point back in."""
    ways = {child.lower_ for child in children(verb, "prt", "advmod", "npadvmod", "dobj")} | {
        inner.lower_ for child in children(verb, "advmod", "prt") for inner in child.children
    }
    return bool(ways & {"back", "in", "home", "inside"}) or any(
        preposition in ("back to", "back into", "back", "into", "back in", "inside")
        for preposition, _ in prepositions(verb)
    )


def _put_back(view: View, verb: Token) -> Statement | None:
    """ "Had classes back inside by noon", "patients will be moved back next week": never from abroad."""
    base = lemma(verb, view.lexicon)
    if (
        base not in CARRYING
        or view.context.diplomatic
        or "back" not in particles(verb) | {preposition.split()[0] for preposition, _ in prepositions(verb)}
    ):
        return None
    if base in ("have", "get") and not _inward(verb):
        return None
    pairs = list(prepositions(verb))
    people = [
        each
        for thing in objects(verb)
        for each in view.people(thing)
        if each.group not in (Group.CITIZENS, Group.MILITARY, Group.DIPLOMATIC_STAFF)
    ]
    abroad = [noun for preposition, noun in pairs if preposition in ("from", "out of")] + [
        noun
        for preposition, noun in pairs
        if ((m := view.mention(noun)) is not None and m.place.country != view.context.crisis)
        or (m is None and noun.pos_ == "PROPN" and preposition.endswith("to"))
    ]
    if not people or abroad or not leaving(view):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status not in (Status.COMPLETED, Status.UNDER_WAY, Status.PLANNED):
        return None
    actors, agentless = verb_actors(verb)
    return returned(view, verb, reading.status, reading.words, people, actors, agentless, [verb])


def _permitted(view: View, verb: Token) -> Statement | None:
    """They may go back: by a modal, by permission, or told so by who may tell it."""
    entering = lemma(verb, view.lexicon) in ("enter", "reenter", "re-enter", "visit")
    if not (_goes_back(view, verb) or entering):
        return None
    own = tense(verb, title=view.sentence.part == "title")
    helpers = {child.lower_ for child in children(verb, "aux")}
    modal = bool(helpers & {"may", "can", "could"}) and own is Status.AUTHORIZED
    above = list(governors(verb))
    able = any(
        {child.lower_ for child in children(g, "acomp")} & ABLE and not negated(g) and is_verb(g) for g in above
    ) or any(g.lower_ in ABLE for g in above)
    leave = any(g.lower_ in PERMISSION for g in above) or (
        "to" in helpers and any(thing.lower_ in PERMISSION for g in above if is_verb(g) for thing in objects(g))
    )
    asked = "to" in helpers and any(
        is_verb(g)
        and lemma(g, view.lexicon) in ("tell", "advise", "invite", "ask", "order", "encourage", "urge", "cause")
        and not negated(g)
        for g in above
    )
    if not (modal or able or leave or asked) or (entering and not leave):
        return None
    if any(preposition in ("from", "out of") for preposition, _ in all_ways(verb)):
        return None
    who = subject(verb)
    giver = next((g for g in above if is_verb(g)), None)
    people = list(view.people(who)) if who is not None else []
    if not people and leave and giver is not None:
        people = [each for thing in objects(giver) for each in view.people(thing)]
        people = people or [each for _, noun in prepositions(verb) for each in view.people(noun)]
        if not people and (top := subject(giver)) is not None:
            people = list(view.people(top))
    if not people and who is not None and who.lower_ in ("they", "we", "you"):
        people = residents(view, who)
    if not people:
        return None
    actors: list[Token] = []
    if giver is not None and (top := subject(giver)) is not None and not is_passive(giver) and not view.people(top):
        actors = conjuncts(top)
    words = (int(verb.idx), int(verb.idx) + len(verb.text))
    return returned(view, verb, Status.AUTHORIZED, words, people, actors, not actors, [verb])


def _goes_back(view: View, verb: Token) -> bool:
    base = lemma(verb, view.lexicon)
    if base in ("return", "re-enter", "reenter", "reoccupy", "re-occupy"):
        return True
    if base not in ("go", "come", "move", "get", "head", "travel", "walk"):
        return False
    ways = particles(verb)
    pairs = list(prepositions(verb))
    if "back" in ways or any(preposition.startswith("back") for preposition, _ in pairs):
        return True
    if "home" in ways and not view.context.diplomatic:
        return True
    return "again" in ways and any(noun.lower_ in HOMES for _, noun in pairs)


def _came_back(view: View, verb: Token) -> Statement | None:
    if "comeback" not in view.lexicon.verb(verb.lower_) or is_passive(verb) or not _goes_back(view, verb):
        return None
    if not leaving(view):
        return None
    who = subject(verb)
    people = view.people(who) if who is not None else []
    people = [each for each in people if not (each.common and each.token.like_num and not children(each.token, "prep"))]
    if not people or (negated(verb) and tense(verb, title=False) is None):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status in (None, Status.AUTHORIZED, Status.CALLED_FOR):
        return None
    pairs = list(prepositions(verb))
    places = [noun for preposition, noun in pairs if preposition in ("to", "back to", "into", "in", "back", "home to")]
    from_abroad = any(
        preposition in ("from", "aboard") or (preposition == "on" and is_vehicle(view, noun))
        for preposition, noun in pairs
    )
    there = [m for noun in places if (m := view.mention(noun)) is not None]
    homes = any(
        (noun.lower_ in HOMES or (leaving(view) and view.classes(noun) & {"building"})) and noun.lower_ != "home"
        for noun in places
    )
    homes = homes or (bool(places) and "back" in particles(verb) and not view.context.diplomatic)
    if any(m.place.country != view.context.crisis for m in there) or from_abroad:
        return None
    if any(each.group is Group.CITIZENS for each in people) and not there:
        return None
    if not (
        homes or there or "home" in particles(verb) or any(each.group is Group.DIPLOMATIC_STAFF for each in people)
    ):
        return None
    if any(each.token.lower_ in ("workers", "students", "pupils") for each in people) and not (homes or there):
        return None
    return returned(
        view,
        verb,
        reading.status,
        reading.words,
        people,
        [people[0].token] if people[0].group is Group.DIPLOMATIC_STAFF else [],
        True,
        [verb],
    )


def residents(view: View, token: Token, group: Group = Group.RESIDENTS) -> list[People]:
    """Return the group that a word stands for where the sentence names nobody."""
    common = group is Group.RESIDENTS
    return [People(token, group, int(token.idx), int(token.idx) + len(token.text), None, common)]


def returned(
    view: View,
    verb: Token,
    status: Status,
    words: tuple[int, int] | None,
    people: list[People],
    actors: list[Token],
    agentless: bool,
    verbs: list[Token],
) -> Statement:
    """Return the statement that people return, with the places that the verbs' words and the people's tell."""
    pairs = [pair for each in verbs for pair in prepositions(each)] + [
        pair for each in people for pair in prepositions(each.token)
    ]
    places = [
        noun
        for preposition, noun in pairs
        if preposition in ("to", "back to", "into", "in", "from", "back", "at", "on", "of", "home to")
        and (view.mention(noun) is not None)
    ]
    return Statement("return", verb, "return", status.value, words, actors, unique(people), places, [], agentless, 0.75)
