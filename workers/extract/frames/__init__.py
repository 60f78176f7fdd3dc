"""The ways a sentence can assert an evacuation, a closure, a move or a return: one module a family of constructions."""

from workers.extract.frames import (
    closures,
    departures,
    directions,
    echoes,
    halts,
    imperatives,
    levels,
    moves,
    nominals,
    open_posts,
    passages,
    pleas,
    refusals,
    returns,
    reversals,
    states,
    stays,
    transport,
    vehicles,
)
from workers.extract.view import Statement, View

FAMILIES = (
    reversals.find,
    returns.find,
    refusals.find,
    halts.find,
    pleas.find,
    open_posts.find,
    stays.find,
    moves.find,
    closures.find,
    directions.find,
    levels.find,
    vehicles.find,
    transport.find,
    departures.find,
    imperatives.find,
    nominals.find,
    states.find,
    passages.find,
    echoes.find,
)
"""In the order in which they claim a predicate: what an earlier family reads, a later one leaves."""


def find(view: View) -> list[Statement]:
    """Return what a sentence asserts, in the order of its words; each predicate is read once."""
    statements: list[Statement] = []
    taken: set[int] = set()
    for family in FAMILIES:
        for statement in family(view):
            if statement.verb.i not in taken:
                statements.append(statement)
                taken.add(statement.verb.i)
                taken.update(word.i for word in statement.claims)
    return sorted(statements, key=lambda statement: int(statement.verb.i))
