"""The verb of moving is itself denied: "nobody is being moved", "we cannot lay on flights", "is not advising its nationals to leave"."""

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import words_of
from workers.extract.frames.deeds import is_deed
from workers.extract.frames.ruled_out import ruled_out
from workers.extract.frames.setting import leaving, speakers, threatened
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.modality import tense
from workers.extract.prepositions import all_ways, prepositions
from workers.extract.syntax import (
    Token,
    agents,
    children,
    conjuncts,
    governors,
    is_passive,
    is_verb,
    lemma,
    negated,
    objects,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

NONE = frozenset(("nobody", "none", "no-one", "noone"))
ASKING = wordset("undone_asking")


def undone(view: View, verb: Token) -> Statement | None:
    """Return what a denied verb rules out, None where it rules out nothing."""
    return _nobody(view, verb) or _cannot(view, verb) or _not_asked(view, verb)


def _quantifier(token: Token) -> bool:
    return token.lower_ in NONE or any(child.lower_ in ("no", "none") for child in children(token, "det", "neg"))


def _nobody(view: View, verb: Token) -> Statement | None:
    """ "Nobody is being moved", "no teacher will be moved", "no second plane will be sent", "none of its staff are leaving"."""
    things = objects(verb)
    who = subject(verb)
    none = next((thing for thing in [*things, *([who] if who is not None else [])] if _quantifier(thing)), None)
    own = tense(verb, title=view.sentence.part == "title")
    if none is None or own is Status.COMPLETED or not (leaving(view) or threatened(view)):
        return None
    base = lemma(verb, view.lexicon)
    classes = view.lexicon.verb(verb.lower_)
    passive = is_passive(verb)
    sent = is_vehicle(view, none) and (
        (classes & {"provide"} and base != "have") or base in ("come", "go", "follow", "fly", "arrive")
    )
    moved = passive and (
        "evacuate" in classes or base in ("move", "relocate", "transfer", "remove", "withdraw", "fly", "take", "recall")
    )
    leaves = base in ("leave", "evacuate", "go", "relocate", "withdraw") and not passive and _staff(view, none)
    must = base in ("have", "need") and any(
        is_deed(view, child) or lemma(child, view.lexicon) in ("go", "move") for child in children(verb, "xcomp")
    )
    if not (sent or moved or leaves or must):
        return None
    if sent and not (view.context.diplomatic or leaving(view)):
        return None
    people = [] if sent else view.people(none)
    if not people and not sent:
        people = [People(none, Group.UNSPECIFIED, *words_of(none), None, True)]
        people = [each for _, noun in prepositions(none) for each in view.people(noun)] or people
    acting = [who] if who is not None and who != none and not passive else agents(verb) or speakers(view, verb)
    pairs = [*all_ways(verb), *prepositions(none)]
    return ruled_out(view, verb, verb, people, pairs, acting, 0.65)


def _staff(view: View, token: Token) -> bool:
    found = view.people(token) or [each for _, noun in prepositions(token) for each in view.people(noun)]
    return any(
        each.group in (Group.DIPLOMATIC_STAFF, Group.WORKERS, Group.MILITARY, Group.DEPENDANTS) for each in found
    )


def _cannot(view: View, verb: Token) -> Statement | None:
    """A body cannot or will not provide transport: "we cannot organise transport", "will not be laying on flights"."""
    base = lemma(verb, view.lexicon)
    if "provide" not in view.lexicon.verb(verb.lower_) and base not in ("organise", "organize", "help", "assist"):
        return None
    unable = any(is_verb(g) and {child.lower_ for child in g.children} & {"unable"} for g in governors(verb)) or any(
        is_verb(g) and negated(g) and {child.lower_ for child in g.children} & {"able", "position"}
        for g in governors(verb)
    )
    own = tense(verb, title=view.sentence.part == "title")
    if not (negated(verb) and own in (Status.PLANNED, Status.AUTHORIZED, Status.UNDER_WAY)) and not unable:
        return None
    things = [
        thing
        for thing in objects(verb)
        if is_vehicle(view, thing)
        or thing.lower_ in ("transport", "transportation", "evacuation", "evacuations", "airlift")
    ]
    leaving_help = base in ("help", "assist") and any(
        noun.lower_ in ("leaving", "departure", "departing") for _, noun in prepositions(verb)
    )
    if not (things or leaving_help) or not (view.context.diplomatic or leaving(view)):
        return None
    who = subject(verb)
    if who is None or (view.people(who) and view.mention(who) is None and who.lower_ not in ("we",)):
        return None
    acting = speakers(view, verb) if who.lower_ in ("we", "i") else conjuncts(who)
    pairs = [*all_ways(verb), *(pair for thing in things for pair in prepositions(thing))]
    people = [each for preposition, noun in pairs if preposition in ("for", "of") for each in view.people(noun)]
    return ruled_out(view, verb, verb, people, pairs, acting or [who], 0.65)


def _not_asked(view: View, verb: Token) -> Statement | None:
    """ "Is not advising its nationals to leave", "has not told anyone to go", "do not need to leave"."""
    base = lemma(verb, view.lexicon)
    if base not in ASKING or not negated(verb):
        return None
    inner = next(
        (
            child
            for child in children(verb, "xcomp", "ccomp")
            if is_verb(child) and (is_deed(view, child) or lemma(child, view.lexicon) in ("leave", "go", "evacuate"))
        ),
        None,
    )
    own = tense(verb, title=view.sentence.part == "title")
    need = base in ("need", "have", "require", "oblige")
    if inner is None or own in (Status.AUTHORIZED, Status.ORDERED) or (own is Status.COMPLETED and not need):
        return None
    if base in ("have", "need") and (own is Status.COMPLETED or any(word.lower_ == "yet" for word in inner.subtree)):
        return None
    who = subject(inner)
    goers = view.people(who) if who is not None else []
    if not goers or not leaving(view):
        return None
    top = subject(verb)
    acting = (
        speakers(view, verb)
        if need or is_passive(verb)
        else conjuncts(top)
        if top is not None
        else speakers(view, verb)
    )
    return ruled_out(view, inner, verb, goers, all_ways(inner), acting, 0.6)
