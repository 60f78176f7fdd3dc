"""What a governing verb makes of an action below it: orders, advice, permission, plans, beginnings, ends, refusals, demands."""

from dataclasses import dataclass

from schemas.vocabulary import Status
from workers.extract.lexicon import Lexicon
from workers.extract.modality.nouns import noun_step, ordering_noun
from workers.extract.modality.reading import Reading, characters
from workers.extract.modality.tense import conditional, tense
from workers.extract.syntax import Token, children, governors, is_verb, lemma, negated, own_subject
from workers.extract.wordsets import wordset

DISCUSSED = wordset("modality_discussed")
COMMANDING = wordset("modality_commanding")
DEMANDING = wordset("modality_demanding")


@dataclass(frozen=True, slots=True)
class _Governor:
    """A governing verb: its base form, its classes in the lexicon, the status that its own form tells, its words."""

    token: Token
    base: str
    classes: frozenset[str]
    own: Status | None
    no: bool
    words: tuple[int, int]


def verb_step(
    governor: Token, verb: Token, status: Status | None, lexicon: Lexicon, *, leaving: bool
) -> Reading | None:
    """Return what one verb makes of the status of `verb` below it, None where it says nothing about it; `why` is "stop" where it
    reports what is below as it is. `leaving`: the subject of `verb` are those who go."""
    above = _Governor(
        governor,
        lemma(governor, lexicon),
        lexicon.verb(governor.lower_),
        tense(governor, title=False),
        negated(governor),
        characters(governor),
    )
    if leaving and above.base == "consider" and above.own is Status.ADVISED:
        return Reading(Status.ADVISED, None, "", above.words)
    if above.base in DISCUSSED or (
        above.base == "look" and any(child.lower_ == "forward" for child in governor.children)
    ):
        return Reading(None, None, "under discussion", above.words)
    if above.base == "be":
        return _copula(above, status)
    if (
        leaving
        and status is None
        and (noun := ordering_noun(governor)) is not None
        and verb.dep_ in ("xcomp", "advcl", "acl")
    ):
        return noun_step(noun, None, leaving=True)
    if leaving and (control := _control(above, verb)) is not None:
        return control
    if (
        not leaving
        and status is None
        and verb.dep_ in ("xcomp", "ccomp", "advcl")
        and (commission := _commission(above)) is not None
    ):
        return commission
    return _course(above, verb, status, leaving=leaving)


def _of_subject(verb: Token, governor: Token) -> bool:
    """Whether a verb only tells which subject the governor has: "a plane carrying 84 refused to land"."""
    return verb.dep_ in ("acl", "relcl") and verb.head.dep_ == "nsubj" and verb.head.head.i == governor.i


def _course(above: _Governor, verb: Token, status: Status | None, *, leaving: bool) -> Reading | None:
    """What the verb says of the action's course: refused, needed, begun, ended, meant, said, helped."""
    base, classes, own, no, words = above.base, above.classes, above.own, above.no, above.words
    infinitive = verb.dep_ in ("xcomp", "ccomp", "pcomp", "advcl", "acl", "conj") and status is None
    thing = status is None or verb.dep_ in ("dobj", "nsubjpass")
    if "refuse" in classes and base != "ignore" and not _of_subject(verb, above.token):
        return Reading(status if no else Status.RULED_OUT, None, "refused", words)
    if base in ("have", "need") and infinitive:
        if own is Status.AUTHORIZED or conditional(above.token):
            return Reading(None, None, "possibility", words)
        if base == "have" and own is Status.COMPLETED and not leaving and not no:
            return Reading(Status.COMPLETED, None, "", words)
        return Reading(None if no else Status.ORDERED, None, "no need" if no else "", words)
    if "halt" in classes and thing:
        return Reading(status if no else Status.HALTED, None, "", words)
    if "finish" in classes and thing:
        return Reading(Status.PLANNED if own is Status.PLANNED else Status.COMPLETED, None, "", words)
    if "begin" in classes and thing:
        if no:
            return Reading(None, None, "negated", words)
        ahead = own in (Status.PLANNED, None) and _future(above.token)
        return Reading(Status.PLANNED if ahead else Status.UNDER_WAY, None, "", words)
    if infinitive and ("plan" in classes or base in ("want", "go")):
        return Reading(Status.RULED_OUT if no else Status.PLANNED, None, "", words)
    if base == "say" or "say" in classes:
        if infinitive and verb.dep_ == "xcomp":
            return Reading(Status.PLANNED, None, "", words)
        if no and base in ("say", "confirm"):
            return Reading(None, None, "unsaid", words)
        return Reading(status, None, "stop", words)
    if "help" in classes and infinitive:
        return Reading(own or Status.UNDER_WAY, above.token, "", words)
    if no and status is None:
        return Reading(Status.RULED_OUT if own in (Status.PLANNED, Status.UNDER_WAY) else None, None, "negated", words)
    return None


def _control(above: _Governor, verb: Token) -> Reading | None:
    """Orders, advice and permission above a verb of leaving."""
    governor, base, classes, words = above.token, above.base, above.classes, above.words
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
        return Reading(None if above.no else Status.AUTHORIZED, governor, "not allowed" if above.no else "", words)
    status = _asked(base, classes, infinitive=infinitive)
    if status is None:
        return None
    if above.own is Status.PLANNED:
        return Reading(Status.RULED_OUT if above.no else Status.PLANNED, governor, "", words)
    return Reading(None if above.no else status, governor, "not asked" if above.no else "", words)


def _asked(base: str, classes: frozenset[str], *, infinitive: bool) -> Status | None:
    """How firmly a verb asks people to leave, None where it does not."""
    if "order" in classes and base not in ("have", "make", "insist", "demand"):
        return Status.ORDERED
    if "advise" in classes and base not in ("say", "propose", "inform", "alert"):
        return Status.ADVISED
    if base in ("demand", "insist"):
        return Status.CALLED_FOR
    return Status.ORDERED if base in ("force", "make", "prompt", "oblige") and infinitive else None


def _commission(above: _Governor) -> Reading | None:
    """Somebody told another to move people: an order of those in power, else a demand."""
    if above.base in COMMANDING:
        return Reading(None if above.no else Status.ORDERED, above.token, "", above.words)
    if above.base in DEMANDING:
        return Reading(None if above.no else Status.CALLED_FOR, above.token, "", above.words)
    return None


def _copula(above: _Governor, status: Status | None) -> Reading | None:
    """What is said with "be": able, due, free to."""
    adjectives = {child.lower_ for child in children(above.token, "acomp", "attr", "advmod")}
    if adjectives & {"able", "position", "unable", "impossible"}:
        no = above.no or bool(adjectives & {"unable", "impossible"})
        return Reading(Status.RULED_OUT if no else Status.PLANNED, None, "unable" if no else "", above.words)
    if adjectives & {"ready", "due", "set", "scheduled", "about", "expected", "likely"} and status is None:
        return Reading(None if "likely" in adjectives else Status.PLANNED, None, "", above.words)
    if adjectives & {"free", "welcome", "allowed"}:
        return Reading(Status.AUTHORIZED, above.token, "", above.words)
    if status is None and above.no:
        return Reading(Status.RULED_OUT, None, "negated", above.words)
    return None


def _future(verb: Token) -> bool:
    return any(tense(each, title=False) is Status.PLANNED for each in (verb, *governors(verb)) if is_verb(each))
