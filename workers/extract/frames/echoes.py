"""What leans on the statement before it: "Canberra did the same", "three more flights were to follow", "Eni saw no ground for such a step"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.modality import read, tense
from workers.extract.prepositions import prepositions
from workers.extract.syntax import (
    Token,
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

SAME = wordset("echoes_same")
COPY = wordset("echoes_copy")
RUNS = wordset("echoes_runs")
HALTS = wordset("echoes_halts")
DEED = frozenset(
    (
        "step",
        "move",
        "decision",
        "order",
        "advice",
        "lead",
        "example",
        "call",
        "suit",
        "action",
        "measure",
        "warning",
        "course",
        "recommendation",
        "exit",
    )
)


def find(view: View) -> Iterator[Statement]:
    """Yield the statements that repeat or continue what was told before."""
    for verb in view.doc:
        if not is_verb(verb):
            continue
        statement = _same(view, verb) or _more(view, verb)
        if statement is not None:
            yield statement


def _same(view: View, verb: Token) -> Statement | None:
    base = lemma(verb, view.lexicon)
    who = subject(verb)
    if who is None or is_passive(verb):
        return None
    if not (
        view.mention(who) is not None
        or view.classes(who) & {"role_state", "role_company", "role_organisation", "post"}
        or who.pos_ == "PROPN"
    ):
        return None
    words = {child.lower_ for child in verb.children}
    deeds = [
        thing for thing in (*children(verb, "dobj"), *(noun for _, noun in prepositions(verb))) if thing.lower_ in DEED
    ]
    does = base in ("do", "does", "did", "done", "doing") and words & SAME
    follows = base in ("follow", "followed", "follows", "following") and (not children(verb, "dobj") or bool(deeds))
    copies = base in COPY and bool(deeds)
    likewise = base in ("advise", "act", "order", "say") and words & {"likewise", "similarly"}
    if not (does or follows or copies or likewise):
        return None
    if follows and is_vehicle(view, who):
        return None
    if not view.context.diplomatic:
        return None
    own = tense(verb, title=False)
    start, end = int(verb.idx), int(verb.idx) + len(verb.text)
    if negated(verb):
        return None
    status = Status.PLANNED.value if own is Status.PLANNED else None
    return Statement("echo", verb, "echo", status, (start, end), conjuncts(who), [], [], [], False, 0.55)


def _more(view: View, verb: Token) -> Statement | None:
    """More flights, another convoy, the others: planned, run or stopped."""
    base = lemma(verb, view.lexicon)
    if base not in RUNS and base not in HALTS:
        return None
    if base in ("put", "call", "turn") and not particles(verb) & {"off", "back", "around"}:
        return None
    who = subject(verb) if not is_passive(verb) else None
    things = [*objects(verb), *([who] if who is not None else [])]
    rides = [thing for thing in things if _another(view, thing)]
    if not rides:
        return None
    reading = read(verb, view.lexicon, title=False, leaving=False)
    status = reading.status
    if base in HALTS and status in (Status.COMPLETED, Status.UNDER_WAY):
        status = Status.HALTED
    elif base in (
        "foresee",
        "schedule",
        "plan",
        "expect",
        "pencil",
        "slate",
        "arrange",
        "lay",
        "charter",
        "due",
        "prepare",
        "organise",
        "organize",
        "announce",
    ) and status in (Status.COMPLETED, Status.UNDER_WAY):
        status = Status.PLANNED
    if status not in (Status.PLANNED, Status.HALTED, Status.RULED_OUT):
        return None
    ride = rides[0]
    pairs = [*prepositions(verb), *prepositions(ride)]
    people = [each for preposition, noun in pairs if preposition in ("for", "with", "of") for each in view.people(noun)]
    if not people:
        people = [People(ride, Group.UNSPECIFIED, int(ride.idx), int(ride.idx) + len(ride.text), None, True)]
    origins, destinations = split_places(view, pairs)
    actors = conjuncts(who) if who is not None and who not in rides else []
    return Statement(
        "more", verb, "evacuation", status.value, reading.words, actors, people, origins, destinations, not actors, 0.5
    )


def _another(view: View, thing: Token) -> bool:
    words = {child.lower_ for child in thing.children}
    rescue = bool(
        words
        & {
            "rescue",
            "evacuation",
            "repatriation",
            "charter",
            "special",
            "relief",
            "chartered",
            "more",
            "further",
            "another",
            "second",
            "third",
            "fourth",
            "other",
            "additional",
            "military",
            "mercy",
            "government",
        }
    )
    if thing.lower_ in (
        "flight",
        "flights",
        "plane",
        "planes",
        "aircraft",
        "airlift",
        "convoy",
        "convoys",
        "rotations",
        "rotation",
        "sorties",
        "run",
        "runs",
        "sailing",
        "sailings",
        "jets",
        "buses",
        "shuttle",
        "lifts",
        "trains",
        "train",
        "boat",
        "ferry",
        "phase",
        "batch",
        "group",
    ):
        return rescue or "for" in words
    return thing.lower_ in (
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "others",
        "more",
        "rest",
        "another",
        "remainder",
    )
