"""An authority tells people to go by a bare imperative: "leave now", "if you are in Mali, leave"."""

from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.common import OUT
from workers.extract.groups import People
from workers.extract.syntax import Token, children, is_verb, lemma, objects, particles, subject
from workers.extract.view import Statement, View


def find(view: View) -> Iterator[Statement]:
    """Yield the bare imperatives of leaving that a sentence states."""
    for verb in view.doc:
        if (
            verb.tag_ not in ("VB", "VBP")
            or verb.dep_ not in ("ROOT", "ccomp", "conj")
            or children(verb, "nsubj", "aux", "nsubjpass")
        ):
            continue
        base = lemma(verb, view.lexicon)
        if base not in ("leave", "evacuate", "go", "get", "depart", "quit") or children(verb, "neg"):
            continue
        ways = particles(verb)
        if base in ("go", "get") and not ways & (OUT | {"now", "immediately"}):
            continue
        if not (
            ways & {"now", "immediately", "today", "out", "at"}
            or (view.context.diplomatic and base == "leave" and objects(verb))
        ):
            continue
        conditions = [
            child for child in children(verb, "advcl") if any(mark.lower_ == "if" for mark in children(child, "mark"))
        ]
        addressed = [clause for clause in conditions if _addressed(view, clause)]
        if conditions and not addressed and not view.context.diplomatic:
            continue
        speaker = _speaker(verb)
        if speaker is None and view.sentence.part == "text" and not view.context.diplomatic:
            continue
        group = Group.CITIZENS if view.context.diplomatic else Group.RESIDENTS
        start, end = int(verb.idx), int(verb.idx) + len(verb.text)
        yield Statement(
            "imperative",
            verb,
            "evacuation",
            Status.ADVISED.value,
            (start, end),
            [speaker] if speaker is not None else [],
            [each for clause in addressed for child in children(clause, "attr") for each in view.people(child)]
            or [People(verb, group, start, end, None, True)],
            [thing for thing in objects(verb) if view.mention(thing)]
            + [
                word
                for clause in addressed
                for word in clause.subtree
                if (mention := view.mention(word)) is not None and mention.kind == "place" and word.dep_ == "pobj"
            ],
            [],
            False,
            0.4,
        )


def _addressed(view: View, clause: Token) -> bool:
    """Whether an if-clause only says who is spoken to: "if you are in Mali", "if you are a British national"."""
    who = subject(clause)
    return (
        who is not None
        and who.lower_ == "you"
        and clause.lower_ in ("are", "'re", "live", "remain", "stay")
        and any(view.mention(word) is not None for word in clause.subtree)
    )


def _speaker(verb: Token) -> Token | None:
    head = verb.head
    if verb.dep_ == "ccomp" and is_verb(head):
        return subject(head)
    return None
