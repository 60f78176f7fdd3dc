"""It was stopped: "the second phase was postponed", "a convoy was turned back", "helicopters could not land", "put a stop to the shuttle"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places, unique
from workers.extract.frames.deeds import MISSIONS, mission
from workers.extract.frames.setting import leaving, speakers
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.modality import conditional, tense
from workers.extract.prepositions import all_ways, prepositions
from workers.extract.syntax import (
    Token,
    agents,
    children,
    conjuncts,
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

STOPPING = wordset("halts_stopping")
FAILING = wordset("halts_failing")
GOING = wordset("halts_going")
"""What a ride does not do when it is stopped: "could not land", "did not open", "will not leave as planned"."""

RIDES = wordset("halts_rides")
NEVER = wordset("halts_never")
STOPS = frozenset(("stop", "halt", "end", "hold", "suspension", "postponement", "cancellation"))
PARTICLES = {
    "put": {"off", "back"},
    "call": {"off"},
    "turn": {"back", "around", "away"},
    "break": {"off", "down"},
}
ORDINALS = wordset("halts_ordinals")


def find(view: View) -> Iterator[Statement]:
    """Yield the evacuations that a sentence says were stopped or put off."""
    for verb in view.doc:
        if not is_verb(verb) or conditional(verb):
            continue
        statement = _stopped(view, verb) or _failed(view, verb) or _put_a_stop(view, verb)
        if statement is not None:
            yield statement


def _ride(view: View, thing: Token) -> bool:
    """Whether a noun names an evacuation, a transport that takes people out, or a way out of danger, in a story of leaving."""
    words = {word.lower_ for word in thing.subtree if abs(word.i - thing.i) < 8}
    if words & NEVER:
        return False
    if "evacuation" in view.lexicon.noun(thing.lower_):
        return True
    if not leaving(view):
        return False
    if thing.lower_ in RIDES:
        return bool(
            thing.lower_ not in ("phase", "operation", "transfer", "departure", "lifts", "rescue", "second")
            or words & MISSIONS
            or any(is_vehicle(view, child) for child in children(thing, "compound"))
            or view.context.story.article.text.lower().count("evacuat") > 0
        )
    if thing.lower_ in ORDINALS:
        return thing.dep_ in ("nsubj", "nsubjpass", "dobj") and not children(thing, "prep")
    if not is_vehicle(view, thing):
        return False
    state = any((m := view.mention(word)) is not None and m.kind in ("demonym", "office") for word in thing.children)
    return mission(view, thing) or state or thing.lower_ in ("helicopter", "helicopters", "convoy", "convoys")


def _status_ok(view: View, verb: Token) -> bool:
    own = tense(verb, title=view.sentence.part == "title")
    return not negated(verb) and own in (Status.COMPLETED, Status.UNDER_WAY, Status.PLANNED)


def _stopped(view: View, verb: Token) -> Statement | None:
    """Somebody stops it, or it is stopped."""
    base = lemma(verb, view.lexicon)
    held = base == "put" and any(noun.lower_ in ("hold", "ice", "pause") for _, noun in prepositions(verb))
    if base not in STOPPING or (base in PARTICLES and not held and not particles(verb) & PARTICLES[base]):
        return None
    rides = [thing for thing in objects(verb) if _ride(view, thing)]
    if not rides or not _status_ok(view, verb):
        return None
    who = None if is_passive(verb) else subject(verb)
    actors = agents(verb) if who is None else conjuncts(who)
    return _halt(view, verb, rides[0], actors)


def _failed(view: View, verb: Token) -> Statement | None:
    """It fails by itself: "broke off", "could not land", "did not open", "turned back"."""
    base = lemma(verb, view.lexicon)
    who = subject(verb)
    if who is None or is_passive(verb):
        return None
    own = tense(verb, title=view.sentence.part == "title")
    stops = base in FAILING and (base not in PARTICLES or bool(particles(verb) & PARTICLES[base])) and not negated(verb)
    planned = any(token.lower_ in ("planned", "scheduled", "intended", "hoped") for token in verb.subtree)
    idle = base in GOING and negated(verb) and (own in (Status.COMPLETED, Status.AUTHORIZED) or planned)
    unable = base in GOING and "unable" in {verb.head.lower_, *(child.lower_ for child in verb.head.children)}
    if not (stops or idle or unable) or (own is None and not unable):
        return None
    if not _ride(view, who) or (objects(verb) and base not in ("reach", "leave")):
        return None
    return _halt(view, verb, who, [])


def _put_a_stop(view: View, verb: Token) -> Statement | None:
    """ "Put a stop to the shuttle", "called a halt to the airlift", "forced the suspension of the flights"."""
    base = lemma(verb, view.lexicon)
    if base not in ("put", "call", "bring", "force", "order", "announce", "cause"):
        return None
    for stop in objects(verb):
        if stop.lower_ not in STOPS:
            continue
        pairs = [*prepositions(verb), *prepositions(stop)]
        rides = [
            thing for preposition, thing in pairs if preposition in ("to", "of", "on", "in") and _ride(view, thing)
        ]
        if rides and _status_ok(view, verb):
            who = None if is_passive(verb) else subject(verb)
            return _halt(view, verb, rides[0], conjuncts(who) if who is not None else [])
    return None


def _halt(view: View, verb: Token, ride: Token, actors: list[Token]) -> Statement:
    pairs = [*all_ways(verb), *prepositions(ride)]
    people = [each for preposition, noun in pairs if preposition in ("for", "with", "of") for each in view.people(noun)]
    for child in children(ride, "relcl", "acl"):
        people += [each for thing in objects(child) for each in view.people(thing)]
        pairs += all_ways(child)
    people += [each for child in children(ride, "compound", "poss") for each in view.people(child)]
    waiting = [token for token in view.doc if token.lower_ in ("wait", "waiting", "stranded", "stuck")]
    for token in waiting if not people else []:
        who = subject(token) if is_verb(token) else None
        people += view.people(who) if who is not None else []
    origins, destinations = split_places(view, pairs)
    origins += [noun for preposition, noun in pairs if preposition == "in" and view.mention(noun) is not None]
    acting = [each for each in actors if view.mention(each) is not None or each.pos_ == "PROPN" or _body(view, each)]
    leans = not people and not origins
    if not people:
        group = Group.UNSPECIFIED
        people = [People(ride, group, int(ride.idx), int(ride.idx) + len(ride.text), None, True)]
    elif actors and not acting:
        acting = []
    named = [word for word in (ride, *children(ride, "compound", "amod")) if _evacuation(view, word)]
    owners = [child for child in (ride, *ride.children) if view.mention(child) is not None]
    acting = acting or (owners[:1] if not conjuncts(ride)[1:] and owners and owners[0] != ride else [])
    return Statement(
        "more" if leans and not named else "halt",
        verb,
        "evacuation",
        Status.HALTED.value,
        (int(verb.idx), int(verb.idx) + len(verb.text)),
        acting or (speakers(view, verb) if is_passive(verb) else []),
        unique(people),
        origins,
        destinations,
        not acting,
        0.6,
        claims=named,
    )


def _evacuation(view: View, word: Token) -> bool:
    return "evacuation" in view.lexicon.noun(word.lower_)


def _body(view: View, token: Token) -> bool:
    return any(name.startswith("role_") or name == "post" for name in view.classes(token))
