"""How far an action has come, as told: tense, aspect, control verbs, negation, denial, condition and demand."""

from dataclasses import dataclass

from schemas.vocabulary import Status
from workers.extract.lexicon import Lexicon
from workers.extract.syntax import (
    Token,
    auxiliaries,
    children,
    governors,
    is_passive,
    is_verb,
    lemma,
    negated,
    own_subject,
)
from workers.extract.wordsets import wordset

DISCUSSED = wordset("modality_discussed")
CONDITIONS = frozenset(["if", "unless", "whether", "lest", "though"])
PLAN_NOUNS = wordset("modality_plan_nouns")
ORDER_NOUNS = wordset("modality_order_nouns")
ADVICE_NOUNS = wordset("modality_advice_nouns")
ALLOW_NOUNS = wordset("modality_allow_nouns")
DEMAND_NOUNS = frozenset(["plea", "pleas", "demand", "demands", "petition", "pleas", "appeals"])
NO_NOUNS = wordset("modality_no_nouns")
OPERATION_NOUNS = wordset("modality_operation_nouns")


@dataclass(frozen=True, slots=True)
class Reading:
    """A predicate's status, None where it is not asserted (with the reason); the verb that controls it and the words that say so."""

    status: Status | None
    controller: Token | None = None
    why: str = ""
    words: tuple[int, int] | None = None


def _words(token: Token) -> tuple[int, int]:
    return int(token.idx), int(token.idx) + len(token.text)


def tense(verb: Token, *, title: bool) -> Status | None:
    """Return the status that the verb's own form tells, None for a bare infinitive or participle that leans on its governor."""
    helpers = auxiliaries(verb)
    if helpers & {"will", "'ll", "wo", "shall", "would", "'d"} and "have" not in helpers:
        return Status.PLANNED
    if ("to" in helpers and helpers & {"is", "are", "was", "were"}) or _is_to(verb):
        return Status.PLANNED
    if helpers & {"must", "should", "ought"}:
        return Status.ORDERED if "must" in helpers else Status.ADVISED
    if helpers & {"may", "might", "could", "can"}:
        return Status.AUTHORIZED
    progressive = verb.tag_ == "VBG" and bool(helpers & {"is", "are", "was", "were", "'s", "'re", "been", "be", "am"})
    if progressive or "being" in helpers:
        return Status.UNDER_WAY
    if "to" in helpers:
        return (
            Status.PLANNED
            if title and verb.dep_ in ("ROOT", "ccomp", "relcl", "acl", "xcomp") and verb.head.tag_[:2] != "VB"
            else None
        )
    if helpers & {"has", "have", "had", "'ve", "was", "were", "is", "are", "'s", "been", "did", "got", "get"}:
        if is_passive(verb) and not helpers & {"has", "have", "had", "been"} and helpers & {"is", "are"}:
            return Status.UNDER_WAY
        return Status.COMPLETED
    if verb.tag_ in ("VBD", "VBN"):
        return Status.COMPLETED
    if verb.tag_ in ("VBZ", "VBP"):
        return Status.UNDER_WAY
    if verb.tag_ == "VBG":
        return Status.UNDER_WAY if verb.dep_ in ("ROOT", "advcl", "acl", "conj", "dep") else None
    return None


def _is_to(verb: Token) -> bool:
    """Whether it is "is to leave": the verb hangs below a bare form of be by an infinitive."""
    return bool(
        verb.dep_ == "xcomp"
        and verb.head.lower_ in ("is", "are", "was", "were", "'s", "'re")
        and any(child.lower_ == "to" for child in children(verb, "aux"))
    )


def conditional(verb: Token) -> bool:
    """Whether the verb stands in or under an if-clause, or a hypothetical one."""
    for token in (verb, *governors(verb)):
        if any(child.lower_ in CONDITIONS for child in children(token, "mark")):
            return True
        if token.dep_ in ("ROOT",):
            break
    helpers = auxiliaries(verb)
    own_if = any(
        child.dep_ == "advcl" and any(mark.lower_ in ("if", "unless") for mark in children(child, "mark"))
        for child in verb.children
    )
    return bool(
        own_if
        and helpers & {"would", "could", "might", "may", "'d", "will", "have"}
        and not helpers & {"must", "should"}
    )


def read(verb: Token, lexicon: Lexicon, *, title: bool, leaving: bool) -> Reading:
    """Return how far the action of `verb` has come. `leaving`: its subject are those who go, so that an order or permission controls it."""
    own = tense(verb, title=title)
    no = negated(verb) or "never" in {child.lower_ for child in verb.children}
    words = _words(verb)
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
        step = _step(governor, verb, status, lexicon, leaving=leaving)
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


def _step(governor: Token, verb: Token, status: Status | None, lexicon: Lexicon, *, leaving: bool) -> Reading | None:
    """What one governor makes of the status below it; None where it says nothing about it."""
    words = _words(governor)
    if not is_verb(governor):
        return _noun_step(governor, status, words, leaving=leaving)
    base = lemma(governor, lexicon)
    classes = lexicon.verb(governor.lower_)
    no = negated(governor)
    own = tense(governor, title=False)
    infinitive = verb.dep_ in ("xcomp", "ccomp", "pcomp", "advcl", "acl", "conj") and status is None
    if leaving and base == "consider" and own is Status.ADVISED:
        return Reading(Status.ADVISED, None, "", words)
    if base in DISCUSSED or (base == "look" and any(child.lower_ == "forward" for child in governor.children)):
        return Reading(None, None, "under discussion", words)
    if base == "be":
        return _copula(governor, status, words)
    if (
        leaving
        and status is None
        and (noun := _ordering_noun(governor)) is not None
        and verb.dep_ in ("xcomp", "advcl", "acl")
    ):
        return _noun_step(noun, None, (int(noun.idx), int(noun.idx) + len(noun.text)), leaving=True)
    if leaving and (control := _control(governor, verb, base, classes, own, lexicon, no=no)) is not None:
        return control
    if (
        not leaving
        and infinitive
        and verb.dep_ in ("xcomp", "ccomp", "advcl")
        and (step := _commission(governor, base, classes, own, no=no))
    ):
        return step
    if "refuse" in classes and base not in ("ignore",):
        return Reading(Status.RULED_OUT if not no else status, None, "refused", words)
    if base in ("have", "need") and infinitive:
        if own is Status.AUTHORIZED or conditional(governor):
            return Reading(None, None, "possibility", words)
        if base == "have" and own is Status.COMPLETED and not leaving and not no:
            return Reading(Status.COMPLETED, None, "", words)
        return Reading(None if no else Status.ORDERED, None, "no need" if no else "", words)
    if "halt" in classes and (status is None or verb.dep_ in ("dobj", "nsubjpass")):
        return Reading(Status.HALTED if not no else status, None, "", words)
    if "finish" in classes and (status is None or verb.dep_ in ("dobj", "nsubjpass")):
        done = own if own in (Status.PLANNED,) else Status.COMPLETED
        return Reading(done, None, "", words)
    if "begin" in classes and (status is None or verb.dep_ in ("dobj", "nsubjpass")):
        if no:
            return Reading(None, None, "negated", words)
        return Reading(
            Status.PLANNED if own in (Status.PLANNED, None) and _future(governor) else Status.UNDER_WAY, None, "", words
        )
    if infinitive and ("plan" in classes or base in ("be", "want", "go")):
        return Reading(Status.RULED_OUT if no else Status.PLANNED, None, "", words)
    if base == "say" or "say" in classes:
        if status is None and infinitive and verb.dep_ == "xcomp":
            return Reading(Status.PLANNED, None, "", words)
        if no and base in ("say", "confirm"):
            return Reading(None, None, "unsaid", words)
        return Reading(status, None, "stop", words)
    if "help" in classes and infinitive:
        return Reading(own or Status.UNDER_WAY, governor, "", words)
    if no and status is None:
        return Reading(Status.RULED_OUT if own in (Status.PLANNED, Status.UNDER_WAY) else None, None, "negated", words)
    return None


def _commission(governor: Token, base: str, classes: frozenset[str], own: Status | None, *, no: bool) -> Reading | None:
    """Somebody told another to move people: an order of those in power, else a demand."""
    words = int(governor.idx), int(governor.idx) + len(governor.text)
    if base in ("order", "instruct", "command", "direct", "task", "charge"):
        return Reading(None if no else Status.ORDERED, governor, "", words)
    if base in (
        "ask",
        "urge",
        "appeal",
        "beg",
        "demand",
        "plead",
        "implore",
        "press",
        "request",
        "petition",
        "call",
        "beseech",
    ):
        return Reading(None if no else Status.CALLED_FOR, governor, "", words)
    return None


def _ordering_noun(governor: Token) -> Token | None:
    """The order in "renewed its order to the people to go south", where the parser hangs the infinitive on the verb."""
    return next(
        (
            child
            for child in children(governor, "dobj", "nsubjpass")
            if child.lower_ in ORDER_NOUNS | ADVICE_NOUNS | ALLOW_NOUNS
            and child.lower_ not in ("leave", "seats", "chance", "option", "opportunity")
        ),
        None,
    )


def _future(verb: Token) -> bool:
    return tense(verb, title=False) is Status.PLANNED or any(
        tense(g, title=False) is Status.PLANNED for g in governors(verb) if is_verb(g)
    )


def _copula(governor: Token, status: Status | None, words: tuple[int, int]) -> Reading | None:
    adjectives = {child.lower_ for child in children(governor, "acomp", "attr", "advmod")}
    if adjectives & {"able", "position", "unable", "impossible"}:
        no = negated(governor) or bool(adjectives & {"unable", "impossible"})
        return Reading(Status.RULED_OUT if no else Status.PLANNED, None, "unable" if no else "", words)
    if adjectives & {"ready", "due", "set", "scheduled", "about", "expected", "likely"} and status is None:
        return Reading(None if "likely" in adjectives else Status.PLANNED, None, "", words)
    if adjectives & {"free", "welcome", "allowed"}:
        return Reading(Status.AUTHORIZED, governor, "", words)
    if status is None and negated(governor):
        return Reading(Status.RULED_OUT, None, "negated", words)
    return None


def _control(
    governor: Token, verb: Token, base: str, classes: frozenset[str], own: Status | None, lexicon: Lexicon, *, no: bool
) -> Reading | None:
    """Orders, advice and permission above a verb of leaving."""
    words = _words(governor)
    if (
        verb.dep_ not in ("xcomp", "ccomp", "advcl", "conj", "acl", "pcomp", "dep", "relcl", "prep")
        and governor.dep_ != "prep"
    ):
        return None
    own_subject_there = own_subject(verb) is not None
    infinitive = any(child.lower_ == "to" for child in children(verb, "aux")) or (
        verb.tag_ in ("VB", "VBG") and not children(verb, "aux")
    )
    if (
        own_subject_there
        and not infinitive
        and base in ("tell", "inform", "notify", "remind", "make", "force", "prompt")
    ):
        return None
    if base in ("say", "add", "announce", "warn", "report", "insist", "stress", "reiterate") and own_subject_there:
        return None
    if not infinitive and not own_subject_there:
        return None
    if "allow" in classes and base not in ("offer", "free"):
        if no:
            return Reading(None, governor, "not allowed", words)
        return Reading(Status.AUTHORIZED, governor, "", words)
    status: Status | None = None
    if "order" in classes and base not in ("have", "make", "insist", "demand"):
        status = Status.ORDERED
    elif "advise" in classes and base not in ("say", "propose", "inform", "alert"):
        status = Status.ADVISED
    elif base in ("demand", "insist"):
        status = Status.CALLED_FOR
    elif base in ("force", "make", "prompt", "oblige") and infinitive:
        status = Status.ORDERED
    if status is None:
        return None
    if own is Status.PLANNED and not _reported(governor):
        return Reading(Status.PLANNED if not no else Status.RULED_OUT, governor, "", words)
    if no:
        return Reading(None, governor, "not asked", words)
    return Reading(status, governor, "", words)


def _reported(verb: Token) -> bool:
    return False


def _noun_step(noun: Token, status: Status | None, words: tuple[int, int], *, leaving: bool) -> Reading | None:
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
