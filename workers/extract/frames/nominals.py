"""Evacuation as a noun: "ordered the departure of dependants", "an evacuation order for Camp Hill", "a rapid evacuation operation for its nationals"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places, unique, verb_actors
from workers.extract.frames.nominal_status import MANDATORY, NOTICES, VOLUNTARY, status_of
from workers.extract.groups import People
from workers.extract.modality import OPERATION_NOUNS
from workers.extract.prepositions import prepositions
from workers.extract.syntax import Token, agents, children, conjuncts, is_passive, is_verb, negated, objects, subject
from workers.extract.view import Statement, View


def find(view: View) -> Iterator[Statement]:
    """Yield the statements made by nouns of evacuation and departure."""
    for noun in view.doc:
        if noun.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
            continue
        if noun.tag_[:2] == "VB" and noun.dep_ not in ("dobj", "pobj", "nsubj", "nsubjpass", "compound"):
            continue
        classes = view.lexicon.noun(noun.lower_)
        if "evacuation" in classes or noun.lower_ == "departures":
            statement = _nominal(view, noun, strong=True)
        elif "exit" in classes:
            statement = _nominal(view, noun, strong=False)
        elif "notice" in classes:
            statement = _mandatory(view, noun)
        else:
            continue
        if statement is not None:
            yield statement


def _top(noun: Token) -> Token:
    """The noun that stands for the whole phrase: "order" in "evacuation order"."""
    current = noun
    while (
        current.dep_ in ("compound", "nmod", "amod")
        and current.head.pos_ in ("NOUN", "PROPN")
        and current.head.i > current.i
    ):
        current = current.head
    return current


def _nominal(view: View, noun: Token, *, strong: bool) -> Statement | None:
    top = _top(noun)
    if top != noun and view.lexicon.noun_lemma(top.lower_) not in NOTICES and top.lower_ not in OPERATION_NOUNS:
        return None
    if any(child.lower_ in ("medical", "aeromedical") for child in (*noun.children, *top.children)):
        return None
    if any(
        child.lower_ in ("drill", "mock", "simulated", "emergency") and child.lower_ != "emergency"
        for child in noun.children
    ):
        return None
    people = _people(view, noun, top)
    places = _places(view, noun, top)
    if not strong and not people:
        return None
    if not strong and not _controlled(view, top):
        return None
    status, verb, words = status_of(view, noun, top)
    if status is None:
        return None
    actors, agentless = _actors(view, noun, top, verb)
    pairs = [
        *prepositions(noun),
        *(prepositions(top) if top != noun else ()),
        *(prepositions(verb) if verb is not None else ()),
    ]
    origins, destinations = split_places(view, pairs)
    if not people:
        start, end = int(noun.idx), int(noun.idx) + len(noun.text)
        group = _default(view)
        people = [People(noun, group, start, end, None, True)]
    return Statement(
        "nominal",
        noun,
        "evacuation",
        status.value,
        words,
        actors,
        unique(people),
        places + origins,
        destinations,
        agentless,
        0.85 if strong else 0.7,
    )


def _default(view: View) -> Group:
    return Group.CITIZENS if view.context.diplomatic else Group.RESIDENTS


def _people(view: View, noun: Token, top: Token) -> list[People]:
    found: list[People] = []
    for base in {noun, top}:
        for preposition, thing in prepositions(base):
            if preposition in ("of", "for", "by"):
                found.extend(view.people(thing))
        for child in children(base, "compound", "nmod", "poss", "amod"):
            if child.dep_ in {"poss", "compound"}:
                found.extend(
                    each
                    for each in view.people(child)
                    if each.group is not Group.CITIZENS or each.token.i in view.nationals
                )
    return found


def _places(view: View, noun: Token, top: Token) -> list[Token]:
    found = []
    for base in {noun, top}:
        for preposition, thing in prepositions(base):
            mention = view.mention(thing)
            if preposition in ("of", "for", "in", "at", "on", "across", "around") and (
                (mention is not None and mention.kind == "place") or view.classes(thing) & {"building"}
            ):
                found.append(thing)
    return found


def _controlled(view: View, top: Token) -> bool:
    governor = top.head
    if not is_verb(governor):
        return False
    classes = view.lexicon.verb(governor.lower_)
    return bool(
        classes & {"order", "advise", "allow", "begin", "finish", "halt", "plan", "issue", "demand", "help"}
    ) or any(child.lower_ in MANDATORY | VOLUNTARY for child in top.children)


def _actors(view: View, noun: Token, top: Token, verb: Token | None) -> tuple[list[Token], bool]:
    owners = [
        child
        for base in {noun, top}
        for child in children(base, "poss")
        if not view.people(child) or view.mention(child)
    ]
    owners += agents(noun) + agents(top)
    compounds = [
        child
        for base in {noun, top}
        for child in (*children(base, "compound", "amod", "nmod"),)
        if ((m := view.mention(child)) is not None and m.kind in ("demonym", "office"))
        or (m is not None and m.place.feature == "country")
    ]
    if verb is not None and not is_passive(verb):
        who = subject(verb)
        if who is not None and who not in (top, noun) and who not in conjuncts(top):
            return conjuncts(who), False
    if owners or compounds:
        return owners or compounds, False
    if verb is not None and is_passive(verb):
        return verb_actors(verb)
    return [], True


def _mandatory(view: View, noun: Token) -> Statement | None:
    """ "Mandatory orders for zones A and B": an order that does not say what for, in a story of evacuation."""
    adjectives = {child.lower_ for child in children(noun, "amod", "compound")}
    if not adjectives & {"mandatory", "compulsory", "obligatory"} or adjectives & {"evacuation"}:
        return None
    governor = noun.head
    if not is_verb(governor) or not view.lexicon.verb(governor.lower_) & {"issue", "order"} or negated(governor):
        return None
    start, end = int(noun.idx), int(noun.idx) + len(noun.text)
    actors, agentless = verb_actors(governor)
    origins = [thing for preposition, thing in prepositions(noun) if preposition in ("for", "in", "to", "of")]
    things = objects(governor)
    return (
        Statement(
            "notice",
            noun,
            "evacuation",
            Status.ORDERED.value,
            (start, end),
            actors,
            [People(noun, Group.RESIDENTS, start, end, None, True)],
            origins,
            [],
            agentless,
            0.6,
        )
        if noun in things or noun.dep_ in ("nsubjpass", "dobj")
        else None
    )
