"""What a governing noun makes of an action below it: plans, orders, advice, permission, demands, operations, and the lack of them."""

from schemas.vocabulary import Status
from workers.extract.modality.reading import Reading, characters
from workers.extract.syntax import Token, children, governors, is_verb, negated
from workers.extract.wordsets import wordset

PLAN_NOUNS = wordset("modality_plan_nouns")
ORDER_NOUNS = wordset("modality_order_nouns")
ADVICE_NOUNS = wordset("modality_advice_nouns")
ALLOW_NOUNS = wordset("modality_allow_nouns")
DEMAND_NOUNS = frozenset(["plea", "pleas", "demand", "demands", "petition", "appeals"])
NO_NOUNS = wordset("modality_no_nouns")
OPERATION_NOUNS = wordset("modality_operation_nouns")


def noun_step(noun: Token, status: Status | None, *, leaving: bool) -> Reading | None:
    """Return what a noun makes of the status below it, None where it says nothing about it. `leaving`: the action is those people's who go."""
    words = characters(noun)
    word = noun.lower_
    none = negated(noun) or any(child.lower_ in ("no", "without", "any") for child in children(noun, "det"))
    if none and word in NO_NOUNS:
        return Reading(Status.RULED_OUT, None, "none", words)
    if status is not None:
        return None
    if word in PLAN_NOUNS:
        governing = next((g for g in governors(noun) if is_verb(g)), None)
        if governing is not None and negated(governing):
            return Reading(Status.RULED_OUT, None, "none", words)
        return Reading(Status.PLANNED, None, "", words)
    if word in ORDER_NOUNS:
        return Reading(Status.ORDERED, noun, "", words)
    if word in ADVICE_NOUNS:
        return Reading(Status.ADVISED, noun, "", words)
    if word in ALLOW_NOUNS and leaving:
        return Reading(Status.AUTHORIZED, noun, "", words)
    if word in DEMAND_NOUNS:
        return Reading(Status.CALLED_FOR, noun, "", words)
    if word in OPERATION_NOUNS:
        above = next((g for g in governors(noun) if is_verb(g)), None)
        done = above is not None and above.lower_ in ("completed", "ended", "finished", "concluded")
        return Reading(Status.COMPLETED if done else Status.UNDER_WAY, None, "", words)
    return None


def ordering_noun(governor: Token) -> Token | None:
    """Return the order in "renewed its order to the people to go south", where the parser hangs the infinitive on the verb."""
    return next(
        (
            child
            for child in children(governor, "dobj", "nsubjpass")
            if child.lower_ in ORDER_NOUNS | ADVICE_NOUNS | ALLOW_NOUNS
            and child.lower_ not in ("leave", "seats", "chance", "option", "opportunity")
        ),
        None,
    )
