"""Questions to a dependency parse (ClearNLP labels, as spaCy's English pipelines have them): who does what to whom, under which verbs."""

from collections.abc import Iterator
from typing import Any

from workers.extract.lexicon import Lexicon
from workers.extract.wordsets import wordset

Token = Any
"""A spaCy token."""

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
PLANNED_NOUNS = wordset("syntax_planned_nouns")
"""Nouns below which an infinitive says what they are about ("plans to leave"), not what they do ("residents to leave")."""

SUBJECT_CONTROL = wordset("syntax_subject_control")
"""Verbs whose infinitive is done by their own subject, whatever the parser takes for their object."""

RELATIVES = frozenset(("who", "whom", "which", "that", "whose", "where"))
LINKS = (
    "xcomp",
    "ccomp",
    "advcl",
    "conj",
    "pcomp",
    "acl",
    "relcl",
    "dobj",
    "pobj",
    "attr",
    "nsubj",
    "nsubjpass",
    "dep",
    "oprd",
    "parataxis",
    "acomp",
)


def lemma(token: Token, lexicon: Lexicon) -> str:
    """Return the base form of a verb token by the lexicon's own inflection."""
    return lexicon.lemma(token.lower_)


def is_verb(token: Token) -> bool:
    """Whether the tagger calls it a verb or auxiliary form."""
    return bool(token.tag_.startswith(("VB", "MD")))


def conjuncts(token: Token) -> list[Token]:
    """Return the token and all that is coordinated with it, in order. Appositions that continue a list count too."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" or (child.dep_ == "appos" and _listed(child)):
            found.extend(conjuncts(child))
    return sorted(found, key=lambda item: int(item.i))


def _listed(token: Token) -> bool:
    return any(child.dep_ in ("conj", "cc") for child in token.children)


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children with one of the labels."""
    return [child for child in token.children if child.dep_ in labels]


def is_passive(verb: Token) -> bool:
    """Whether what stands as subject is what the verb is done to."""
    if children(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not _perfect(verb):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("conj", "xcomp", "ccomp", "advcl", "relcl", "oprd") and not _perfect(verb):
        if verb.dep_ == "conj" and is_verb(verb.head):
            return is_passive(verb.head) and not children(verb, "nsubj")
        return not children(verb, "nsubj", "dobj") or bool(_lower_children(verb, "aux") & {"being", "been"})
    return False


def _lower_children(token: Token, *labels: str) -> set[str]:
    return {child.lower_ for child in children(token, *labels)}


def _perfect(verb: Token) -> bool:
    return bool(_lower_children(verb, "aux") & {"has", "have", "had", "having", "'ve"})


def relative_role(verb: Token) -> str | None:
    """Return "subject" or "object" where the verb heads a relative clause: the part its antecedent plays."""
    if verb.dep_ != "relcl":
        return None
    for child in verb.subtree:
        if child.lower_ in RELATIVES and child.i <= verb.i and child.dep_ in ("nsubj", "nsubjpass"):
            return "subject"
        if child.lower_ in RELATIVES and child.i < verb.i and child.dep_ in ("dobj", "dative"):
            return "object"
    return "subject" if not children(verb, *SUBJECTS) else "object"


def own_subject(verb: Token) -> Token | None:
    """Return the verb's own grammatical subject: its child, or the antecedent of its relative clause."""
    for child in children(verb, "nsubj", "nsubjpass", "expl"):
        if child.lower_ in RELATIVES and verb.dep_ == "relcl":
            return verb.head
        return child
    if verb.dep_ == "relcl" and relative_role(verb) == "subject":
        return verb.head
    return None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the understood subject: the verb's own, a coordinated verb's, or what a control verb hands down."""
    if depth > 8:
        return None
    own = own_subject(verb)
    if own is not None and own.dep_ != "expl":
        return own
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "conj" and (is_verb(head) or head.dep_ == "ROOT"):
        return subject(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ != "NOUN":
        handed = objects(head, depth + 1) if head.lower_ not in SUBJECT_CONTROL else []
        if handed and not is_passive(head):
            return handed[0]
        return subject(head, depth + 1)
    if (
        verb.dep_ == "acl"
        and any(child.lower_ == "to" for child in children(verb, "aux"))
        and head.lower_ in PLANNED_NOUNS
    ):
        above = head.head
        while above.pos_ in ("NOUN", "ADP") and above.head != above:
            above = above.head
        return subject(above, depth + 1) if is_verb(above) and head.dep_ not in ("nsubj", "nsubjpass") else None
    if verb.dep_ == "acl":
        return head if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else None
    if verb.dep_ in ("advcl", "pcomp", "dep", "parataxis", "acomp", "relcl"):
        governor = head
        while governor.pos_ in ("ADP", "SCONJ", "NOUN", "ADJ") and governor.head != governor and not is_verb(governor):
            governor = governor.head
        return subject(governor, depth + 1) if is_verb(governor) and governor != verb else None
    if verb.dep_ in ("aux", "auxpass"):
        return subject(head, depth + 1)
    return None


def objects(verb: Token, depth: int = 0) -> list[Token]:
    """Return what the verb is done to, coordinated ones included: objects, the passive subject, an antecedent."""
    found: list[Token] = []
    if depth > 8:
        return found
    if is_passive(verb):
        patient = passive_subject(verb, depth + 1)
        if patient is not None:
            found.extend(conjuncts(patient))
    for child in children(verb, "dobj", "dative", "oprd") if not found else []:
        if child.dep_ == "dative" and child.pos_ == "ADP":
            continue
        if child.lower_ in RELATIVES and verb.dep_ == "relcl":
            found.extend(conjuncts(verb.head))
        elif child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"):
            found.extend(conjuncts(child))
    if not found and verb.dep_ == "relcl" and relative_role(verb) == "object":
        found.extend(conjuncts(verb.head))
    return found


def passive_subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the subject of a passive verb: own, of the participle's noun, or shared by coordination."""
    for child in children(verb, "nsubjpass", "nsubj"):
        if child.lower_ in RELATIVES and verb.dep_ == "relcl":
            return verb.head
        return child
    if verb.dep_ in ("acl", "amod"):
        return verb.head
    return subject(verb, depth + 1)


def agents(verb: Token) -> list[Token]:
    """Return the by-agents of a passive verb or noun."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in children(child, "pobj"):
                found.extend(conjuncts(inner))
    return found


def particles(verb: Token) -> set[str]:
    """Return the adverbs and particles of a verb (out, home, away, back, abroad)."""
    found = {
        child.lower_
        for child in verb.children
        if child.dep_ in ("prt", "advmod", "npadvmod", "acomp", "dobj", "oprd", "attr", "prep")
    }
    for child in children(verb, "advmod", "prt"):
        found |= {inner.lower_ for inner in child.children}
    for thing in children(verb, "dobj"):
        found |= {child.lower_ for child in thing.children if child.dep_ in ("advmod", "prt")}
    return found


def negated(token: Token) -> bool:
    """Whether the verb or noun is negated by its own words (not, n't, never, no)."""
    if children(token, "neg"):
        return True
    return any(
        child.lower_ in ("no", "not", "n't", "never", "neither", "nor", "nobody", "none", "without")
        and child.dep_ in ("det", "advmod", "preconj", "neg", "nsubj", "nsubjpass", "cc")
        for child in token.children
    )


def auxiliaries(verb: Token) -> set[str]:
    """Return the auxiliaries of a verb, lower case; a coordinated verb without its own shares the first one's."""
    own = _lower_children(verb, "aux", "auxpass")
    if not own and verb.dep_ == "conj" and is_verb(verb.head) and not own_subject(verb):
        return auxiliaries(verb.head)
    return own


def governors(token: Token) -> Iterator[Token]:
    """Yield the verbs and nouns above a predicate, nearest first, up to the clause that speaks of it."""
    current = token
    for _ in range(12):
        if current.dep_ == "ROOT" or current.head == current:
            return
        head = current.head
        if current.dep_ == "conj":
            current = head
            continue
        if current.dep_ not in (*LINKS, "prep", "agent", "amod", "compound"):
            return
        yield head
        current = head


def noun_span(token: Token) -> tuple[int, int]:
    """Return the character span of a noun with its modifiers, without relative clauses and coordinated nouns."""
    inside = [token]
    for child in token.children:
        if child.dep_ in (
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "nmod",
            "quantmod",
            "predet",
            "case",
            "neg",
            "advmod",
        ) or (child.dep_ == "prep" and child.lower_ == "of"):
            inside.extend(child.subtree)
    near = [word for word in inside if abs(word.i - token.i) < 25]
    first = min(near, key=lambda word: int(word.i))
    last = max(near, key=lambda word: int(word.i))
    return int(first.idx), int(last.idx) + len(last.text)
