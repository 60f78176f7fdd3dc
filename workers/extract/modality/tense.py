"""What a verb tells by itself of how far its action has come: tense, aspect, modal verbs, and whether it stands under a condition."""

from schemas.vocabulary import Status
from workers.extract.syntax import Token, auxiliaries, children, governors, is_passive

CONDITIONS = frozenset(["if", "unless", "whether", "lest", "though"])


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
        if token.dep_ == "ROOT":
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
