"""How far an action has come, by its verb's own form and by all that governs it."""

from schemas.vocabulary import Status
from workers.extract.lexicon import Lexicon
from workers.extract.modality.nouns import noun_step
from workers.extract.modality.reading import Reading, characters
from workers.extract.modality.tense import conditional, tense
from workers.extract.modality.verbs import verb_step
from workers.extract.syntax import Token, auxiliaries, governors, is_verb, negated


def read(verb: Token, lexicon: Lexicon, *, title: bool, leaving: bool) -> Reading:
    """Return how far the action of `verb` has come. `leaving`: its subject are those who go, so that an order or permission controls it."""
    own = tense(verb, title=title)
    no = negated(verb) or "never" in {child.lower_ for child in verb.children}
    words = characters(verb)
    if conditional(verb):
        return Reading(None, None, "condition", words)
    if (
        verb.dep_ == "pcomp"
        and verb.head.lower_ in ("against", "without", "before", "despite", "instead", "of")
        and _against(verb.head)
    ):
        return Reading(None, None, "against", words)
    helpers = auxiliaries(verb)
    if "have" in helpers and helpers & {"would", "could", "should", "might"}:
        return Reading(None, None, "hypothetical", words)
    if no and leaving and own is Status.AUTHORIZED:
        return Reading(None, None, "unable", words)
    if no and own in (Status.PLANNED, Status.UNDER_WAY, Status.AUTHORIZED):
        return Reading(Status.RULED_OUT, None, "negated", words)
    if no and own in (Status.ORDERED, Status.ADVISED):
        return Reading(None, None, "not to", words)
    status = own
    controller = None
    below = verb
    for governor in governors(verb):
        if below.dep_ == "relcl" and status is not None:
            break
        below = governor
        step = (
            verb_step(governor, verb, status, lexicon, leaving=leaving)
            if is_verb(governor)
            else noun_step(governor, status, leaving=leaving)
        )
        if step is None:
            continue
        if step.why == "stop":
            break
        status, controller, words = step.status, step.controller or controller, step.words or words
        if step.status is None:
            return Reading(None, None, step.why, words)
        if step.status in (Status.RULED_OUT, Status.CALLED_FOR, Status.HALTED) or step.controller is not None:
            no = no and step.controller is None
            break
    if (
        status is None
        and not no
        and verb.dep_ in ("advcl", "xcomp", "acl")
        and (above := _nearest_verb(verb)) is not None
    ):
        status = _purpose(above)
    if controller is None and status is Status.AUTHORIZED and helpers & {"might", "could"}:
        return Reading(None, None, "possibility", words)
    if controller is None and status is Status.AUTHORIZED and not leaving:
        return Reading(None, None, "possibility", words)
    if no and status in (Status.COMPLETED, Status.UNDER_WAY):
        return Reading(None, controller, "negated", words)
    if no and status in (Status.ORDERED, Status.ADVISED) and controller is not None:
        return Reading(None, controller, "not to", words)
    return Reading(status, controller, "", words)


def _against(preposition: Token) -> bool:
    """Whether what follows is said not to be done ("advised against travelling", "without leaving")."""
    return preposition.lower_ in ("against", "without", "despite", "instead") or preposition.head.lower_ == "instead"


def _nearest_verb(verb: Token) -> Token | None:
    return next((governor for governor in governors(verb) if is_verb(governor)), None)


def _purpose(governor: Token) -> Status | None:
    """The status of what something is done for: "is sending two planes to pick up its nationals"."""
    own = tense(governor, title=False)
    if own is Status.COMPLETED:
        return Status.UNDER_WAY
    return own if own in (Status.PLANNED, Status.UNDER_WAY) and not negated(governor) else None
