"""The prepositional phrases of a verb or noun, and the ways of a clause: from where, to where, past what."""

from collections.abc import Iterator

from workers.extract.syntax import Token, children, conjuncts, is_verb
from workers.extract.wordsets import wordset

WAYS = wordset("syntax_ways")


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, noun) pairs below a verb or noun, coordinated nouns too; "out of" counts as one word."""
    for child in token.children:
        if child.dep_ not in ("prep", "agent", "dative", "prt", "advmod") or child.pos_ not in (
            "ADP",
            "ADV",
            "SCONJ",
            "PART",
        ):
            continue
        for inner in child.children:
            if inner.dep_ in ("pobj", "npadvmod") and child.dep_ != "advmod":
                for noun in conjuncts(inner):
                    yield child.lower_, noun
            elif inner.dep_ in ("prep", "pcomp") and inner.pos_ in ("ADP", "ADV"):
                for noun in children(inner, "pobj"):
                    for each in conjuncts(noun):
                        yield f"{child.lower_} {inner.lower_}", each
                yield from _deeper(inner)
        if child.dep_ in ("prep", "agent"):
            yield from _deeper(child)


def all_ways(verb: Token) -> list[tuple[str, Token]]:
    """Return every (preposition, noun) pair of the verb's clause that can tell from where or to where, wherever the parser hung it."""
    found = list(prepositions(verb))
    known = {noun.i for _, noun in found}
    for token in verb.subtree:
        if token.lower_ not in WAYS or token.pos_ not in ("ADP", "ADV", "SCONJ") or not _in_clause(token, verb):
            continue
        nouns = children(token, "pobj")
        name = token.lower_
        for inner in children(token, "prep"):
            if token.lower_ == "out" and inner.lower_ == "of":
                name, nouns = "out of", children(inner, "pobj")
        for noun in nouns:
            for each in conjuncts(noun):
                if each.i not in known:
                    known.add(each.i)
                    found.append((name, each))
    return found


def _in_clause(token: Token, verb: Token) -> bool:
    current = token.head
    if token.lower_ == "from" and token.head.pos_ == "NOUN" and token.head.dep_ in ("pobj", "npadvmod"):
        return False
    while current not in (verb, current.head):
        if current.dep_ in ("nsubj", "csubj", "relcl", "advcl", "ccomp", "parataxis") or (
            current.dep_ == "conj" and is_verb(current)
        ):
            return False
        if current.dep_ in ("acl", "xcomp") and token.lower_ not in ("to", "into", "from", "out"):
            return False
        current = current.head
    return bool(current == verb)


def _deeper(preposition: Token) -> Iterator[tuple[str, Token]]:
    for noun in children(preposition, "pobj"):
        for inner in children(noun, "prep"):
            if inner.lower_ in ("to", "into", "from", "via", "through"):
                for each in children(inner, "pobj"):
                    for item in conjuncts(each):
                        yield inner.lower_, item
