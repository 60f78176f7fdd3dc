"""Which status a noun of evacuation has: by its own words ("mandatory evacuation order") and by the verb or noun above it ("lifted", "plans for")."""

from schemas.vocabulary import Status
from workers.extract.modality import DISCUSSED, conditional, tense
from workers.extract.syntax import Token, children, governors, is_passive, is_verb, lemma, negated
from workers.extract.view import View
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
MANDATORY = wordset("nominal_status_mandatory")


def status_of(view: View, noun: Token, top: Token) -> tuple[Status | None, Token | None, tuple[int, int]]:
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
