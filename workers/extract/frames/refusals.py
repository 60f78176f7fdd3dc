"""It will not be done: "there are no plans for a flight", "sees no need to take anyone off", "ruled out an airlift", "has no intention of leaving"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places, unique
from workers.extract.frames.vehicles import is_vehicle
from workers.extract.groups import People
from workers.extract.modality import NO_NOUNS
from workers.extract.syntax import (
    Token,
    all_ways,
    children,
    conjuncts,
    is_passive,
    is_verb,
    lemma,
    negated,
    objects,
    prepositions,
    subject,
)
from workers.extract.view import Statement, View

REACH = 18
"""Words behind "no plans" within which the deed must come."""


def find(view: View) -> Iterator[Statement]:
    """Yield the evacuations that a sentence rules out."""
    for noun in view.doc:
        if noun.lower_ in NO_NOUNS and _denied(noun):
            statement = _no_plan(view, noun)
            if statement is not None:
                yield statement


def _denied(noun: Token) -> bool:
    if any(child.lower_ in ("no", "any", "neither", "nor") for child in children(noun, "det")) and any(
        child.lower_ in ("no", "neither", "nor") for child in noun.children
    ):
        return True
    head = noun.head
    return is_verb(head) and noun.dep_ in ("dobj", "attr", "nsubj", "pobj") and negated(head)


def _no_plan(view: View, noun: Token) -> Statement | None:
    inside = [word for word in noun.subtree if word.i > noun.i]
    inside = inside or [word for word in view.doc[noun.i + 1 : noun.i + REACH]]
    deed = next((word for word in inside if _deed(view, word)), None)
    if deed is None:
        deed = next((word for word in view.doc[noun.i + 1 : noun.i + REACH] if _deed(view, word)), None)
    if deed is None:
        return None
    people = [each for thing in objects(deed) for each in view.people(thing)] if is_verb(deed) else []
    pairs = [*prepositions(deed), *prepositions(noun), *(all_ways(deed) if is_verb(deed) else ())]
    if not people:
        people = [each for preposition, thing in pairs if preposition in ("for", "of") for each in view.people(thing)]
    own = subject(deed) if is_verb(deed) else None
    if not people and own is not None and is_verb(deed) and not objects(deed):
        people = [each for each in view.people(own)]
    origins, destinations = split_places(view, pairs)
    if is_verb(deed) and view.lexicon.verb(deed.lower_) & {"leave", "depart"}:
        origins += [thing for thing in objects(deed) if view.mention(thing)]
    actors = _actors(view, noun)
    if not people:
        if not view.context.diplomatic and not any(word.lower_.startswith("evac") for word in (deed, noun)):
            return None
        group = Group.CITIZENS if view.context.diplomatic else Group.RESIDENTS
        people = [People(deed, group, int(deed.idx), int(deed.idx) + len(deed.text), None, True)]
    words = int(noun.idx), int(noun.idx) + len(noun.text)
    return Statement(
        "refusal",
        deed,
        "evacuation",
        Status.RULED_OUT.value,
        words,
        actors,
        unique(people),
        origins,
        destinations,
        not actors,
        0.75,
    )


def _deed(view: View, word: Token) -> bool:
    if is_verb(word):
        base = lemma(word, view.lexicon)
        classes = view.lexicon.verb(word.lower_)
        if "evacuate" in classes or base in ("leave", "depart", "withdraw", "relocate"):
            return True
        if classes & {"convey", "provide"} and base not in (
            "have",
            "make",
            "get",
            "put",
            "set",
            "offer",
            "run",
            "order",
            "want",
            "move",
            "add",
        ):
            return bool(objects(word)) and (
                any(view.people(thing) for thing in objects(word))
                or any(is_vehicle(view, thing) for thing in objects(word))
            )
        return base in ("move", "take") and any(view.people(thing) for thing in objects(word))
    return (
        "evacuation" in view.lexicon.noun(word.lower_)
        or word.lower_ in ("retreat", "withdrawal", "departure")
        or (
            is_vehicle(view, word)
            and bool(
                {child.lower_ for child in word.children}
                & {"for", "special", "rescue", "charter", "government", "evacuation", "military", "chartered"}
            )
        )
    )


def _actors(view: View, noun: Token) -> list[Token]:
    head = noun.head
    while head.pos_ in ("ADP",) and head.head != head:
        head = head.head
    if is_verb(head) and not is_passive(head):
        who = subject(head)
        if who is not None and who != noun and who.dep_ != "expl" and who.lower_ != "there":
            return conjuncts(who)
        above = head.head
        if is_verb(above) and "say" in view.lexicon.verb(above.lower_):
            speaker = subject(above)
            return conjuncts(speaker) if speaker is not None else []
    return []
