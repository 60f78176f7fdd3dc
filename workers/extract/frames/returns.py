"""The way back: orders are lifted, people are let home, posts reopen."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places, unique, verb_actors
from workers.extract.frames.posts import post_of
from workers.extract.frames.setting import for_money, leaving
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.modality import read, tense
from workers.extract.syntax import (
    Token,
    all_ways,
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
HOMES = wordset("returns_homes")
BANS = wordset("returns_bans")
ADMITTING = frozenset(
    ["let", "allow", "permit", "readmit", "admit", "escort", "concede", "usher", "clear", "invite", "welcome"]
)
CARRYING = frozenset(["have", "get", "bring", "take", "move", "transfer", "fly", "bus", "drive", "carry", "send"])
ABLE = frozenset(("able", "free", "welcome", "safe", "allowed", "cleared", "permitted"))
PERMISSION = frozenset(
    ("permission", "leave", "clearance", "green", "light", "all-clear", "go-ahead", "ok", "okay", "clear")
)
REOPENING = wordset("returns_reopening")


def find(view: View) -> Iterator[Statement]:
    """Yield the returns that a sentence states."""
    for verb in view.doc:
        if not is_verb(verb):
            continue
        statement = (
            _lifted(view, verb)
            or _all_clear(view, verb)
            or _let_back(view, verb)
            or _reopened(view, verb)
            or _site_reopened(view, verb)
            or _came_back(view, verb)
        )
        if statement is not None:
            yield statement


def _residents(view: View, token: Token, group: Group = Group.RESIDENTS) -> list[People]:
    common = group is Group.RESIDENTS
    return [People(token, group, int(token.idx), int(token.idx) + len(token.text), None, common)]


def _lifted(view: View, verb: Token) -> Statement | None:
    things = objects(verb)
    base = lemma(verb, view.lexicon)
    eased = base in ("stand", "take", "reduce", "shrink", "scale", "cut") and any(
        thing.lower_ in ("cordon", "cordons", "zone", "perimeter") for thing in things
    )
    if "lift" not in view.lexicon.verb(verb.lower_) and not eased:
        return None
    if not things and base in ("expire", "end", "lapse") and (who := subject(verb)) is not None:
        things = [who]
    fit = [
        thing
        for thing in things
        if thing.lower_ in LIFTABLE
        or (
            thing.lower_ in BANS
            and leaving(view)
            and {word.lower_ for word in thing.subtree}
            & {"living", "residence", "entry", "return", "exclusion", "no-go", "evacuation", "danger"}
        )
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
    status = Status.AUTHORIZED if reading.status in (Status.UNDER_WAY, Status.COMPLETED) else reading.status
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
    return _return(view, verb, status, reading.words, people, actors, agentless, [verb, *inside])


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
    return _return(view, verb, reading.status, reading.words, people, actors, agentless, [verb])


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
        people = _residents(view, who)
    if not people:
        return None
    actors: list[Token] = []
    if giver is not None and (top := subject(giver)) is not None and not is_passive(giver) and not view.people(top):
        actors = conjuncts(top)
    words = (int(verb.idx), int(verb.idx) + len(verb.text))
    return _return(view, verb, Status.AUTHORIZED, words, people, actors, not actors, [verb])


def _all_clear(view: View, verb: Token) -> Statement | None:
    """The all-clear is given in a story of people who left."""
    if lemma(verb, view.lexicon) not in ("give", "sound", "issue", "get", "receive", "declare", "announce"):
        return None
    things = [*objects(verb), *([who] if (who := subject(verb)) is not None else [])]
    clear = next(
        (thing for thing in things if any(w.lower_ in ("all-clear", "clear") for w in (thing, *thing.children))), None
    )
    if clear is None or not leaving(view) or not any("all" in w.lower_ for w in (clear, *clear.children)):
        return None
    own = tense(verb, title=view.sentence.part == "title")
    if negated(verb) or own not in (Status.COMPLETED, Status.UNDER_WAY):
        return None
    actors, _ = verb_actors(verb)
    people = [
        each for _, noun in [*prepositions(verb), *prepositions(clear)] for each in view.people(noun)
    ] or _residents(view, clear)
    acting = [actor for actor in actors if actor != clear and not view.people(actor)]
    words = (int(verb.idx), int(verb.idx) + len(verb.text))
    return _return(view, verb, Status.AUTHORIZED, words, people, acting, not acting, [verb])


def _site_reopened(view: View, verb: Token) -> Statement | None:
    """A building that was emptied opens again: "the doors reopened at six", "the station was reopened"."""
    if lemma(verb, view.lexicon) not in ("reopen", "re-open") or negated(verb):
        return None
    if "evacuat" not in view.context.text.lower() or for_money(view):
        return None
    things = objects(verb) if is_passive(verb) or objects(verb) else []
    who = subject(verb)
    things = things or ([who] if who is not None else [])
    site = next((thing for thing in things if thing.lower_ in REOPENING), None)
    if site is None:
        return None
    reading = read(verb, view.lexicon, title=view.sentence.part == "title", leaving=False)
    if reading.status not in (Status.COMPLETED, Status.UNDER_WAY, Status.PLANNED):
        return None
    people = _residents(
        view, site, Group.STUDENTS if site.lower_ in ("school", "schools", "campus") else Group.UNSPECIFIED
    )
    return _return(view, verb, reading.status, reading.words, people, [], True, [verb])


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
