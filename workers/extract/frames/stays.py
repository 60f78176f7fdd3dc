"""People stay where they are: "our staff are staying put", "the ambassador is not going anywhere", "residents may stay in their homes"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import states_of, unique, words_of
from workers.extract.frames.setting import body, employs, is_body, leaving, meant, speakers, threatened
from workers.extract.groups import People
from workers.extract.modality import conditional, tense
from workers.extract.prepositions import prepositions
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

PUT = wordset("stays_put")
PUT_PLACES = wordset("stays_put_places")
MOVING = wordset("stays_moving")
OURS = frozenset((Group.DIPLOMATIC_STAFF, Group.MILITARY, Group.WORKERS, Group.DEPENDANTS))
"""Groups whose staying a body decides; residents and visitors who stay decide for themselves."""

STAYING = frozenset(("stay", "remain", "keep", "stand", "sit", "hold", "be", "continue", "linger"))
CHOOSING = frozenset(("choose", "opt", "prefer", "want", "wish", "elect", "vow", "refuse"))
"""Verbs of one's own will."""

WE = frozenset(("we", "i"))


def find(view: View) -> Iterator[Statement]:
    """Yield the people that a sentence says stay, by a body's decision."""
    for verb in view.doc:
        if not is_verb(verb) or conditional(verb):
            continue
        statement = _kept(view, verb) or _stay(view, verb) or _spared(view, verb)
        if statement is not None:
            yield statement


def _kept(view: View, verb: Token) -> Statement | None:
    """A body keeps its people where they are."""
    base = lemma(verb, view.lexicon)
    if base not in ("keep", "retain", "maintain", "leave", "hold") or negated(verb) or is_passive(verb):
        return None
    who = subject(verb)
    if who is None or not (is_body(view, who) or who.lower_ in ("it", "they", "we", "he", "she", "which", "who")):
        return None
    own = tense(verb, title=view.sentence.part == "title")
    if own is Status.AUTHORIZED or (base == "leave" and own is Status.COMPLETED):
        return None
    things = objects(verb) + [thing for child in children(verb, "ccomp", "xcomp") for thing in children(child, "nsubj")]
    people = [
        each
        for thing in things
        for each in view.people(thing)
        if each.group in OURS or (each.token.lower_ in ("everyone", "everybody", "all", "people", "men"))
    ]
    people += [
        People(thing, Group.WORKERS, int(thing.idx), int(thing.idx) + len(thing.text), None, True)
        for thing in things
        if thing.lower_ == "world" and any(child.lower_ == "all" for child in thing.children)
    ]
    if not people or any(thing.lower_ in ("distance", "eye") for thing in things):
        return None
    pairs = [*prepositions(verb), *(pair for thing in things for pair in prepositions(thing))]
    places = [
        noun
        for preposition, noun in pairs
        if preposition in ("in", "at", "on", "inside", "within")
        and (view.mention(noun) or view.classes(noun) & {"post", "organisation_site", "building"} or _put_place(noun))
    ]
    put = bool((states_of(verb) | {child.lower_ for thing in things for child in thing.children}) & PUT)
    if not (put or (places and base != "leave")) or not leaving(view):
        return None
    return Statement(
        "stays",
        verb,
        "evacuation",
        Status.RULED_OUT.value,
        words_of(verb),
        meant(view, who),
        unique(_as_workers(view, who, people)),
        [noun for noun in places if not _put_place(noun)],
        [],
        False,
        0.6,
    )


def _put_place(noun: Token) -> bool:
    return noun.lower_ in PUT_PLACES


def _as_workers(view: View, who: Token, people: list[People]) -> list[People]:
    """Everyone of a company or an agency is its workers."""
    if not employs(view, who):
        return people
    return [
        People(each.token, Group.WORKERS, each.start, each.end, each.country, each.common)
        if each.common and each.group in (Group.RESIDENTS, Group.UNSPECIFIED, Group.DIPLOMATIC_STAFF)
        else each
        for each in people
    ]


def _stay(view: View, verb: Token) -> Statement | None:
    """Staff, soldiers or a body stay where they are, or are not going anywhere."""
    who = subject(verb)
    if who is None or is_passive(verb):
        return None
    base = lemma(verb, view.lexicon)
    own = tense(verb, title=view.sentence.part == "title")
    if own in (Status.AUTHORIZED, Status.ADVISED, Status.ORDERED) and not (negated(verb) and own is Status.AUTHORIZED):
        return None
    told = any(
        is_verb(g) and view.lexicon.verb(g.lower_) & {"order", "advise", "allow"} and verb.dep_ in ("xcomp", "ccomp")
        for g in [verb.head]
    )
    if told and own is None:
        return None
    here, places = _here(view, verb, base, own)
    if not here:
        return None
    if any(is_verb(g) and lemma(g, view.lexicon) in CHOOSING for g in governors(verb)):
        return None
    people, acting = _stayers(view, verb, who)
    if not people or not (leaving(view) or (threatened(view) and view.context.diplomatic)):
        return None
    if {each.group for each in people} <= {Group.WORKERS, Group.DEPENDANTS} and not any(
        body(view, each) is not None for each in acting
    ):
        return None
    if {each.group for each in people} == {Group.MILITARY} and not (places or PUT & states_of(verb) or negated(verb)):
        return None
    return Statement(
        "stays",
        verb,
        "evacuation",
        Status.RULED_OUT.value,
        words_of(verb),
        acting,
        unique(people),
        places,
        [],
        False,
        0.6,
    )


def _here(view: View, verb: Token, base: str, own: Status | None) -> tuple[bool, list[Token]]:
    """Whether the verb says that its subject stays where it is, and the places it names."""
    pairs = list(prepositions(verb))
    if negated(verb):
        if base not in MOVING or own is Status.COMPLETED:
            return False, []
        ways = particles(verb)
        left = [thing for thing in objects(verb) if view.mention(thing) is not None or _put_place(thing)]
        idle = base == "budge" or "anywhere" in ways or (base == "move" and not objects(verb))
        gone = base in ("leave", "quit", "abandon", "desert", "vacate", "flee", "depart", "withdraw", "evacuate") and (
            bool(left) or not objects(verb)
        )
        out = bool(ways & {"out", "away", "home", "back"}) or any(
            preposition in ("from", "out of") for preposition, _ in pairs
        )
        return idle or gone or out, [thing for thing in left if not _put_place(thing)]
    if base not in STAYING:
        return False, []
    places = [
        noun
        for preposition, noun in pairs
        if preposition in ("in", "at", "on", "inside", "with", "aboard")
        and (view.mention(noun) is not None or _put_place(noun) or view.classes(noun) & {"post"})
    ]
    states = states_of(verb)
    put = bool(states & PUT)
    deliver = any(child.lower_ == "deliver" for child in children(verb, "conj"))
    if base in ("stay", "remain", "linger"):
        adjectives = children(verb, "acomp", "attr", "oprd", "xcomp")
        if adjectives and not (put or (places and any(each.lower_ in PUT for each in adjectives))):
            return False, []
        bare = own in (Status.PLANNED, Status.UNDER_WAY, None) and not pairs
        return put or bool(places) or deliver or bare, [noun for noun in places if not _put_place(noun)]
    if base == "be":
        return bool({"staying"} & states), []
    return put and base in ("keep", "sit", "hold", "stand"), [noun for noun in places if not _put_place(noun)]


def _stayers(view: View, verb: Token, who: Token) -> tuple[list[People], list[Token]]:
    """Who stays, and who decides it: staff and soldiers, a post or body with its people, "we" as the speaker's."""
    named = [each for each in view.people(who) if each.group in OURS]
    said = speakers(view, verb)
    if named:
        return _as_workers(view, said[0], named) if said else named, said if said else [named[0].token]
    start, end = int(who.idx), int(who.idx) + len(who.text)
    if who.lower_ in WE and said:
        group = Group.WORKERS if employs(view, said[0]) else Group.DIPLOMATIC_STAFF
        if group is Group.DIPLOMATIC_STAFF and not view.context.diplomatic:
            return [], []
        return [People(who, group, start, end, None, True)], said
    if is_body(view, who) and (view.context.diplomatic or employs(view, who)):
        group = Group.WORKERS if employs(view, who) else Group.DIPLOMATIC_STAFF
        return [People(who, group, start, end, None, True)], [who]
    return [], []


def _spared(view: View, verb: Token) -> Statement | None:
    """An authority lets people stay: "residents may stay in their homes", "need not leave", "let the tenants stay put"."""
    base = lemma(verb, view.lexicon)
    own = tense(verb, title=view.sentence.part == "title")
    if not leaving(view):
        return None
    helpers = {child.lower_ for child in children(verb, "aux")}
    letter = next(
        (g for g in governors(verb) if is_verb(g) and lemma(g, view.lexicon) in ("let", "allow", "permit")), None
    )
    staying = base in ("stay", "remain", "keep") and bool(
        states_of(verb) & PUT
        or any(thing.lower_ in ("homes", "home", "houses", "flats", "apartments", "rooms") for thing in objects(verb))
        or any(
            noun.lower_ in ("homes", "home", "houses", "flats", "place", "apartments") for _, noun in prepositions(verb)
        )
    )
    may = bool(helpers & {"may", "can"}) or (letter is not None and not negated(letter))
    excused = negated(verb) and (
        (base in ("leave", "go", "evacuate", "move", "quit") and "need" in helpers)
        or (base == "need" and not children(verb, "xcomp", "dobj", "ccomp") and "leave" in view.doc.text)
    )
    if not ((staying and may and not negated(verb)) or excused) or own is Status.COMPLETED:
        return None
    who = subject(verb)
    people = view.people(who) if who is not None else []
    people = people or [
        each for thing in (objects(letter) if letter is not None else []) for each in view.people(thing)
    ]
    if not people and who is not None and who.lower_ in ("they", "you"):
        people = [People(who, Group.RESIDENTS, int(who.idx), int(who.idx) + len(who.text), None, True)]
    if not people:
        return None
    decider = subject(letter) if letter is not None and not is_passive(letter) else None
    acting = conjuncts(decider) if decider is not None and not view.people(decider) else speakers(view, verb)
    return Statement(
        "spared",
        verb,
        "evacuation",
        Status.RULED_OUT.value,
        words_of(verb),
        acting,
        unique(people),
        [],
        [],
        not acting,
        0.55,
    )
