"""The way back: orders are lifted, people are let home, posts reopen."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places, unique, verb_actors
from workers.extract.frames.posts import post_of
from workers.extract.groups import People
from workers.extract.modality import read, tense
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
    prepositions,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

LIFTABLE = wordset("returns_liftable")
WARNINGS = wordset("returns_warnings")
BACK = frozenset(["back", "home", "again", "in", "return"])
HOMES = wordset("returns_homes")


def find(view: View) -> Iterator[Statement]:
    """Yield the returns that a sentence states."""
    for verb in view.doc:
        if not is_verb(verb):
            continue
        statement = _lifted(view, verb) or _let_back(view, verb) or _reopened(view, verb) or _came_back(view, verb)
        if statement is not None:
            yield statement


def _residents(view: View, token: Token, group: Group = Group.RESIDENTS) -> list[People]:
    return [People(token, group, int(token.idx), int(token.idx) + len(token.text), None, True)]


def _lifted(view: View, verb: Token) -> Statement | None:
    if "lift" not in view.lexicon.verb(verb.lower_):
        return None
    things = objects(verb)
    base = lemma(verb, view.lexicon)
    if not things and base in ("expire", "end", "lapse") and (who := subject(verb)) is not None:
        things = [who]
    fit = [
        thing
        for thing in things
        if thing.lower_ in LIFTABLE
        or (
            thing.lower_ in WARNINGS
            and any(word.lower_ in ("evacuation", "evacuate", "mandatory") for word in thing.subtree)
        )
    ]
    fit = [
        thing
        for thing in fit
        if thing.lower_ not in ("evacuation", "evacuations") or base in ("lift", "cancel", "rescind", "revoke", "end")
    ]
    if not fit or not _about_evacuation(view, fit[0]):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status is None:
        return None
    if base in ("downgrade", "ease", "relax") and not any(
        noun.lower_ in ("warning", "advisory", "alert") for _, noun in prepositions(verb)
    ):
        return None
    actors, agentless = verb_actors(verb) if is_passive(verb) or base not in ("expire", "lapse") else ([], True)
    pairs = [*prepositions(verb), *(pair for thing in fit for pair in prepositions(thing))]
    people = [
        each for preposition, noun in pairs if preposition in ("for", "on", "affecting") for each in view.people(noun)
    ]
    origins = [
        noun
        for preposition, noun in pairs
        if preposition in ("for", "in", "on", "around", "across", "from", "at")
        and (view.mention(noun) or view.classes(noun) & {"building"})
    ]
    status = Status.COMPLETED if reading.status is Status.UNDER_WAY and is_passive(verb) else reading.status
    return Statement(
        "lifted",
        verb,
        "return",
        status.value,
        reading.words,
        [actor for actor in actors if actor not in fit],
        unique(people) or _residents(view, fit[0]),
        origins,
        [],
        agentless,
        0.8,
    )


def _about_evacuation(view: View, thing: Token) -> bool:
    words = {word.lower_ for word in thing.subtree}
    if words & {"evacuation", "evacuate", "departure", "leave", "mandatory", "evacuations", "cordon", "cordons"}:
        return True
    article = (view.context.text + (view.context.story.article.title or "")).lower()
    return any(
        stem in article
        for stem in ("evacuat", "to leave", "told to go", "ordered out", "cleared", "emptied", "order to leave")
    )


def _let_back(view: View, verb: Token) -> Statement | None:
    """Somebody lets people back: "were let back in", "may go home", "allowed people to go down to their houses again"."""
    classes = view.lexicon.verb(verb.lower_)
    if "readmit" in classes and objects(verb):
        ways = particles(verb)
        pairs = list(prepositions(verb))
        inside = [child for child in children(verb, "ccomp", "xcomp") if is_verb(child) and _goes_back(view, child)]
        direct = bool(ways & {"back", "in", "home", "inside"}) or any(
            preposition in ("back to", "back into", "back", "into") for preposition, _ in pairs
        )
        if inside or (
            direct
            and lemma(verb, view.lexicon)
            in (
                "let",
                "allow",
                "permit",
                "readmit",
                "admit",
                "escort",
                "concede",
                "usher",
                "clear",
                "invite",
                "welcome",
            )
        ):
            people = [each for thing in objects(verb) for each in view.people(thing)]
            people = people or [
                each for child in inside for who in [subject(child)] if who is not None for each in view.people(who)
            ]
            if not people:
                return None
            reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
            if reading.status in (None, Status.AUTHORIZED):
                return None
            status: Status = reading.status
            if status is Status.COMPLETED or status is Status.UNDER_WAY:
                status = Status.AUTHORIZED if inside else Status.COMPLETED
            if negated(verb):
                return None
            actors, agentless = verb_actors(verb)
            return _return(view, verb, status, reading.words, people, actors, agentless, [verb, *inside])
    if is_verb(verb) and _goes_back(view, verb):
        own = tense(verb, title=view.sentence.part == "title")
        helpers = {child.lower_ for child in children(verb, "aux")}
        permission = helpers & {"may", "can", "could"} and own is Status.AUTHORIZED
        leave = any(
            g.lower_ in ("permission", "leave", "clearance", "green", "light", "all-clear", "go-ahead", "ok")
            for g in governors(verb)
        )
        asked = any(
            "order" in view.lexicon.verb(g.lower_) or "advise" in view.lexicon.verb(g.lower_)
            for g in governors(verb)
            if is_verb(g)
        )
        if (permission or leave or asked) and not negated(verb):
            who = subject(verb)
            people = view.people(who) if who is not None else []
            if not people and leave:
                giver = next((g for g in governors(verb) if is_verb(g)), None)
                people = [
                    each for thing in (objects(giver) if giver is not None else []) for each in view.people(thing)
                ]
                if not people and giver is not None and (top := subject(giver)) is not None:
                    people = view.people(top)
            if not people and who is not None and who.lower_ in ("they", "we", "you"):
                people = _residents(view, who)
            if not people:
                return None
            words = (int(verb.idx), int(verb.idx) + len(verb.text))
            return _return(view, verb, Status.AUTHORIZED, words, people, [], True, [verb])
    return None


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
    who = subject(verb)
    people = view.people(who) if who is not None else []
    people = [each for each in people if not (each.common and each.token.like_num)]
    if not people:
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status in (None, Status.AUTHORIZED, Status.CALLED_FOR):
        return None
    pairs = list(prepositions(verb))
    places = [noun for preposition, noun in pairs if preposition in ("to", "back to", "into", "in", "back", "home to")]
    from_abroad = any(preposition in ("from", "aboard", "on") for preposition, _ in pairs)
    there = [m for noun in places if (m := view.mention(noun)) is not None]
    homes = any(noun.lower_ in HOMES and noun.lower_ != "home" for noun in places)
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
    return _return(
        view,
        verb,
        reading.status,
        reading.words,
        people,
        [people[0].token] if people[0].group is Group.DIPLOMATIC_STAFF else [],
        True,
        [verb],
    )


def _return(
    view: View,
    verb: Token,
    status: Status,
    words: tuple[int, int] | None,
    people: list[People],
    actors: list[Token],
    agentless: bool,
    verbs: list[Token],
) -> Statement:
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


def _reopened(view: View, verb: Token) -> Statement | None:
    if "reopen" not in view.lexicon.verb(verb.lower_) or (
        "comeback" in view.lexicon.verb(verb.lower_) and lemma(verb, view.lexicon) != "reopen"
    ):
        return None
    base = lemma(verb, view.lexicon)
    things = objects(verb)
    who = subject(verb)
    post = next((thing for thing in things if post_of(view, thing) is not None), None)
    own = who is not None and post_of(view, who) is not None
    if post is None and not own:
        return None
    if (
        base in ("resume", "restart", "restore")
        and post is None
        and not any(
            thing.lower_ in ("work", "operations", "services", "activities", "functions", "visa") for thing in things
        )
    ):
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status in (None, Status.AUTHORIZED):
        return None
    subject_actor = conjuncts(who) if who is not None and not is_passive(verb) else []
    target: Token = post if post is not None else who
    pairs = [*prepositions(verb), *prepositions(target)]
    places = [
        noun
        for preposition, noun in pairs
        if preposition in ("in", "at", "from") and (m := view.mention(noun)) is not None and m.kind == "place"
    ]
    places += [
        child
        for child in children(target, "compound", "nmod")
        if (m := view.mention(child)) is not None and m.place.feature not in ("country",)
    ]
    return Statement(
        "reopened",
        verb,
        "return",
        reading.status.value,
        reading.words,
        subject_actor or [target],
        [People(target, Group.DIPLOMATIC_STAFF, int(target.idx), int(target.idx) + len(target.text), None, True)],
        places,
        split_places(view, [])[1],
        False,
        0.75,
    )
