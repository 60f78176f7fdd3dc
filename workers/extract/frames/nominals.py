"""Evacuation as a noun: "ordered the departure of dependants", "an evacuation order for Camp Hill", "a rapid evacuation operation for its nationals"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import split_places, unique, verb_actors
from workers.extract.groups import People
from workers.extract.modality import DISCUSSED, OPERATION_NOUNS, conditional, tense
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
    prepositions,
    subject,
)
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

NOTICES = {
    "order": Status.ORDERED,
    "warning": Status.ADVISED,
    "notice": Status.ORDERED,
    "alert": Status.ADVISED,
    "advisory": Status.ADVISED,
    "instruction": Status.ORDERED,
    "directive": Status.ORDERED,
    "decree": Status.ORDERED,
    "mandate": Status.ORDERED,
    "call": Status.ADVISED,
    "request": Status.ADVISED,
    "advice": Status.ADVISED,
    "recommendation": Status.ADVISED,
    "message": Status.ADVISED,
    "command": Status.ORDERED,
    "zone": Status.ORDERED,
    "status": Status.ORDERED,
}
VOLUNTARY = frozenset(("voluntary", "precautionary", "recommended", "advisory"))
MANDATORY = wordset("nominals_mandatory")


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
    status, verb, words = _status(view, noun, top)
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


def _status(view: View, noun: Token, top: Token) -> tuple[Status | None, Token | None, tuple[int, int]]:
    """Return the status, the governing verb and the words that tell the status."""
    words = (int(noun.idx), int(noun.idx) + len(noun.text))
    modifiers = {
        child.lower_
        for child in (*noun.children, *top.children)
        if child.dep_ in ("amod", "compound", "advmod", "nmod")
    }
    notice = NOTICES.get(view.lexicon.noun_lemma(top.lower_)) if top != noun else None
    base_status: Status = notice or Status.UNDER_WAY
    if modifiers & VOLUNTARY:
        base_status = Status.ADVISED
    elif modifiers & MANDATORY and notice is None:
        base_status = (
            Status.ORDERED
            if modifiers & {"mandatory", "compulsory", "ordered", "obligatory", "forced"}
            else base_status
        )
    none = (
        negated(top)
        or negated(noun)
        or any(child.lower_ == "no" for child in (*children(noun, "det"), *children(top, "det")))
    )
    verb = next(
        (
            g
            for g in governors(top)
            if is_verb(g) or g.lower_ in ("plan", "plans", "operation", "call", "calls", "demand", "need")
        ),
        None,
    )
    if verb is None:
        if top.dep_ == "ROOT" and (notice is not None or view.sentence.part == "title"):
            return (None if none else base_status), None, words
        return (None, None, words) if not notice else (None if none else base_status, None, words)
    if conditional(verb):
        return None, verb, words
    active = top.dep_ == "nsubj" and is_verb(verb) and not is_passive(verb)
    stirs = view.lexicon.verb(verb.lower_) & {"issue", "begin", "lift", "halt", "finish"} or verb.lower_ in (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
    )
    if active and not stirs and notice is not None:
        return None, verb, words
    if verb.pos_ == "NOUN":
        return _under_noun(verb, base_status), None, words
    base = lemma(verb, view.lexicon)
    classes = view.lexicon.verb(verb.lower_)
    own = tense(verb, title=view.sentence.part == "title")
    no = negated(verb) or none
    words = (int(verb.idx), int(verb.idx) + len(verb.text))
    if base in DISCUSSED:
        return None, verb, words
    if no:
        return (
            (
                Status.RULED_OUT
                if own in (Status.PLANNED, Status.UNDER_WAY, Status.AUTHORIZED)
                or base in ("plan", "be", "expect", "count")
                else None
            ),
            verb,
            words,
        )
    return _under_verb(view, verb, base, classes, own, base_status, notice, top), verb, words


def _under_noun(noun: Token, base: Status) -> Status | None:
    if noun.lower_ in ("plan", "plans"):
        return Status.PLANNED
    if noun.lower_ in ("call", "calls", "demand"):
        return Status.CALLED_FOR
    if noun.lower_ == "need":
        return Status.RULED_OUT if negated(noun) else None
    return base


def _under_verb(
    view: View,
    verb: Token,
    base: str,
    classes: frozenset[str],
    own: Status | None,
    told: Status,
    notice: Status | None,
    top: Token,
) -> Status | None:
    object_like = top.dep_ in ("dobj", "nsubjpass", "pobj", "conj", "attr", "oprd", "dep") or (top.dep_ == "nsubj")
    if (
        "lift" in classes
        and notice is not None
        and base not in ("end", "remove", "drop")
        and top.dep_ in ("dobj", "nsubjpass", "nsubj")
    ):
        return None
    if base in ("demand", "seek") or (
        base in ("call", "appeal", "plead", "beg", "clamour")
        and any(child.lower_ in ("for",) for child in verb.children)
    ):
        return Status.CALLED_FOR
    if base == "deny" or ("refuse" in classes and object_like):
        return Status.RULED_OUT
    if notice is not None:
        return told if own is not Status.PLANNED else Status.PLANNED if base in ("issue", "order") else told
    if "order" in classes and base not in ("require", "have", "make", "tell", "demand"):
        return Status.ORDERED
    if base in ("require", "force", "prompt", "trigger", "cause", "lead", "spark", "necessitate"):
        return Status.COMPLETED if own is Status.COMPLETED else None
    if "allow" in classes and base not in ("offer", "clear", "free"):
        return Status.AUTHORIZED
    if base in ("recommend", "advise", "urge", "suggest"):
        return Status.ADVISED
    if "halt" in classes and top.dep_ in ("dobj", "nsubjpass", "nsubj"):
        return Status.HALTED
    if "finish" in classes:
        return Status.COMPLETED if own is not Status.PLANNED else Status.PLANNED
    if own is Status.PLANNED or "plan" in classes:
        return Status.PLANNED
    if "begin" in classes or base in ("be", "continue", "take", "go"):
        return told if told is not Status.UNDER_WAY else Status.UNDER_WAY
    if object_like:
        return told if told is not Status.UNDER_WAY else (own or Status.UNDER_WAY)
    return told


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
