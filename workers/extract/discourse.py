"""Statements that lean on those before them take over who, whose people and where."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.vocabulary import Action, Status
from workers.extract import actors, dated, dating
from workers.extract.assemble import Draft, piece
from workers.extract.view import Statement, View

NEAR = 3
"""Sentences: what leans on another statement stands close behind it."""


def echoed(view: View, statement: Statement, before: Sequence[Draft]) -> list[Draft]:
    """Return what "Canberra did the same" states: the last actor's statements again, with the new actors."""
    told = [
        each for each in before if each.sentence.part == "text" and view.sentence.index - each.sentence.index <= NEAR
    ]
    if not told:
        return []
    model = told[-1]
    together = [
        each
        for each in told
        if each.sentence.index == model.sentence.index and each.actor == model.actor and not each.background
    ]
    found = []
    for token in statement.actors:
        for acting in actors.resolve(token, view):
            for each in together:
                if (
                    each.actor is not None
                    and acting.actor.country == each.actor.country
                    and acting.actor.name == each.actor.name
                ):
                    continue
                verb = int(statement.verb.idx), int(statement.verb.idx) + len(statement.verb.text)
                fields = {"action": piece(view.context, view.sentence, verb)}
                if acting.span is not None:
                    fields["actor"] = piece(view.context, view.sentence, acting.span)
                status = statement.status or each.status.value
                said = replace(statement, action=each.action.value, status=status)
                dates = dated.of_sentence(view, said)
                time = dating.choose(dates)
                if time is not None:
                    fields["when"] = piece(view.context, view.sentence, (time.phrase.start, time.phrase.end))
                found.append(
                    replace(
                        each,
                        sentence=view.sentence,
                        pattern="echo",
                        actor=acting.actor,
                        status=Status(status),
                        when=time.when if time is not None else None,
                        own_when=time is not None,
                        dates=dates,
                        quantity=None,
                        destinations=each.destinations if each.action is Action.RELOCATION else [],
                        fields=fields,
                        weight=statement.weight,
                        actor_told=True,
                        origin_told=False,
                        attribution=None,
                    )
                )
    return found


def continued(draft: Draft, before: Sequence[Draft]) -> Draft:
    """Return "three more flights were to follow" with the actor, people and places of the movement it continues."""
    near = [
        each
        for each in before
        if each.action is Action.EVACUATION and draft.sentence.index - each.sentence.index <= NEAR
    ]
    if not near:
        return draft
    model = near[-1]
    same = draft.actor is None or (model.actor is not None and draft.actor.country == model.actor.country)
    if not same:
        return draft
    plain = all(each.group in ("unspecified", "residents") for each in draft.affected)
    return replace(
        draft,
        actor=draft.actor or model.actor,
        affected=model.affected if plain else draft.affected,
        origins=draft.origins if draft.origin_told else model.origins,
    )
