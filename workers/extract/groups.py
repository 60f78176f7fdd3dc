"""Who is affected: which fixed group a noun names, by its words and its modifiers."""

from dataclasses import dataclass

from schemas.vocabulary import Group
from workers.extract.lexicon import Lexicon
from workers.extract.syntax import Token, children, conjuncts, noun_span
from workers.extract.wordsets import wordset

PREFIX = "group_"
GENERIC = wordset("groups_generic")
STAFF = wordset("groups_staff")
BROAD = frozenset(["people", "worker", "workers", "team", "teams"])
OWNERS = frozenset(("its", "their", "our"))
POST_WORDS = wordset("groups_post_words")
COMMERCIAL = wordset("groups_commercial")


@dataclass(frozen=True, slots=True)
class People:
    """A group named in a sentence: the token, the group, its character span, and the country whose nationals the word names."""

    token: Token
    group: Group
    start: int
    end: int
    country: str | None = None
    common: bool = False
    """Named by a word that leaves open who they are (people, families, those)."""


def phrase_classes(token: Token, lexicon: Lexicon) -> tuple[frozenset[str], str]:
    """Return the classes of the longest phrase of the lexicon that ends in the token, and the phrase."""
    doc, end = token.doc, token.idx + len(token.text)
    for first in range(max(0, token.i + 1 - lexicon.longest), token.i + 1):
        phrase = doc.text[doc[first].idx : end].lower()
        classes = lexicon.noun(phrase)
        if classes:
            return classes, phrase
    return frozenset(), token.lower_


def classify(token: Token, lexicon: Lexicon, nationals: dict[int, str], diplomatic: bool) -> People | None:
    """Return what group a noun names, or None where it names no people.

    `nationals` gives the country of tokens (by index) that name nationals ("Britons", "French"); `diplomatic` says that the
    article or clause speaks of embassies, so that bare "staff" and "families" are theirs.
    """
    start, end = noun_span(token)
    if token.i in nationals and token.dep_ not in ("amod", "compound", "nmod"):
        return People(token, Group.CITIZENS, start, end, nationals[token.i])
    inner = _inner(token)
    if inner is not None and inner.lower_ in ("them", "these", "those", "whom"):
        inner = antecedent(inner, lexicon, nationals) or inner
    if inner is not None:
        found = classify(inner, lexicon, nationals, diplomatic)
        if found is not None:
            return People(token, found.group, start, max(end, found.end), found.country, found.common)
    classes, phrase = phrase_classes(token, lexicon)
    groups = [name.removeprefix(PREFIX) for name in classes if name.startswith(PREFIX)]
    country = next(
        (nationals[word.i] for word in children(token, "amod", "compound", "nmod", "poss") if word.i in nationals),
        None,
    )
    if not groups:
        return _by_number(token, start, end)
    if "unpeople" in classes:
        return None
    group = _decide(token, phrase, groups, lexicon, diplomatic, country)
    common = lexicon.noun_lemma(phrase) in (
        "people",
        "person",
        "those",
        "family",
        "individual",
        "everyone",
        "everybody",
        "man",
        "woman",
        "child",
        "civilian",
        "folk",
        "anyone",
        "anybody",
        "human",
        "soul",
        "kid",
    )
    return People(token, group, start, end, country, common)


def _inner(token: Token) -> Token | None:
    """The noun in "some of its diplomats", "hundreds of villagers", "the last of its people"."""
    if token.lower_ not in GENERIC and not token.like_num and token.tag_ != "CD":
        return None
    for child in children(token, "prep"):
        if child.lower_ in ("of", "among"):
            for noun in children(child, "pobj"):
                return noun
    return None


def antecedent(pronoun: Token, lexicon: Lexicon, nationals: dict[int, str]) -> Token | None:
    """Return the last noun before a pronoun, in its sentence, that names people."""
    for index in range(pronoun.i - 1, -1, -1):
        word = pronoun.doc[index]
        if word.pos_ in ("NOUN", "PROPN") and (
            word.i in nationals or any(name.startswith(PREFIX) for name in phrase_classes(word, lexicon)[0])
        ):
            return word
    return None


def _by_number(token: Token, start: int, end: int) -> People | None:
    """A bare number or "others" stands for people of whom nothing more is said."""
    if token.lower_ in ("others", "rest", "remainder", "hundreds", "thousands", "dozens", "scores") or (
        (token.like_num or token.tag_ == "CD")
        and not token.text.endswith("%")
        and token.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj", "conj")
    ):
        if token.like_num and token.text.isdecimal() and 1900 <= int(token.text) <= 2100:
            return None
        if token.i and token.nbor(-1).text in ("£", "$", "€", "#"):
            return None
        return People(token, Group.UNSPECIFIED, start, end, None, True)
    return None


def _decide(
    token: Token, phrase: str, groups: list[str], lexicon: Lexicon, diplomatic: bool, country: str | None
) -> Group:
    modifiers = {word.lower_ for word in token.subtree if word.i != token.i and abs(word.i - token.i) <= 8}
    single = lexicon.noun_lemma(phrase)
    if single in ("family", "relative", "wife", "husband", "partner", "child", "kid", "spouse", "kin", "loved one"):
        return _family(token, modifiers, lexicon, diplomatic)
    if single in ("people", "person") and modifiers & OWNERS and country is None:
        return Group.CITIZENS if diplomatic else Group.RESIDENTS
    if (
        (token.lower_ in STAFF or "workers" in groups)
        and token.lower_ != "people"
        and single
        not in (
            "nurse",
            "doctor",
            "teacher",
            "journalist",
            "miner",
        )
    ):
        if modifiers & POST_WORDS and not modifiers & COMMERCIAL - {"foreign", "international"}:
            return Group.DIPLOMATIC_STAFF
        if {"military", "army", "navy", "nato", "base"} & modifiers:
            return Group.MILITARY
        if diplomatic and token.lower_ in STAFF - BROAD and not modifiers & COMMERCIAL:
            return Group.DIPLOMATIC_STAFF
    if single in ("resident", "occupant") and {"nursing", "care", "retirement", "care-home", "hospital"} & modifiers:
        return Group.PATIENTS
    if single in ("people", "person", "man", "woman") and {"prison", "jail", "remand", "detention"} & modifiers:
        return Group.PRISONERS
    if (
        single in ("resident", "people", "person", "family", "man", "woman", "child", "civilian")
        and {"displaced", "refugee", "camp"} & modifiers
    ):
        return Group.REFUGEES
    if country is not None and single in (
        "people",
        "man",
        "woman",
        "family",
        "civilian",
        "traveller",
        "traveler",
        "passenger",
        "evacuee",
        "individual",
        "person",
    ):
        return Group.CITIZENS
    if single in ("people", "woman", "man", "child") and {"sick", "injured", "wounded", "ill"} & modifiers:
        return Group.PATIENTS
    if single in ("adviser", "advisor", "trainer", "instructor"):
        return Group.MILITARY
    order = [group for group in Group if group.value in groups]
    return order[0] if order else Group.UNSPECIFIED


def _family(token: Token, modifiers: set[str], lexicon: Lexicon, diplomatic: bool) -> Group:
    owners = {
        "diplomat",
        "diplomats",
        "staff",
        "embassy",
        "personnel",
        "employees",
        "diplomatic",
        "eligible",
        "envoys",
        "officials",
        "officers",
        "accompanying",
        "mission",
        "soldiers",
        "government",
        "dependent",
    }
    if modifiers & owners:
        return Group.DEPENDANTS
    head = token.head
    if token.dep_ == "conj" and (
        head.lower_ in STAFF or any("diplomatic" in name for name in phrase_classes(head, lexicon)[0])
    ):
        return Group.DEPENDANTS
    if token.lower_ in ("dependants", "dependents", "spouses", "spouse", "relatives", "relative") and diplomatic:
        return Group.DEPENDANTS
    if any(child.lower_ in ("their", "its") for child in token.children) and token.dep_ == "conj":
        return Group.DEPENDANTS if diplomatic else Group.RESIDENTS
    if diplomatic and token.lower_ == "members":
        return Group.DEPENDANTS
    return Group.RESIDENTS


def all_people(token: Token, lexicon: Lexicon, nationals: dict[int, str], diplomatic: bool) -> list[People]:
    """Return the groups that a noun and those coordinated with it name."""
    found = [classify(each, lexicon, nationals, diplomatic) for each in conjuncts(token)]
    for child in children(token, "prep"):
        together = child.lower_ == "with" and found[0] is not None
        if together or child.lower_ in ("along", "including", "plus", "besides", "as"):
            for inner in child.children:
                nouns = [inner] if inner.dep_ == "pobj" else children(inner, "pobj")
                for noun in nouns:
                    if noun.pos_ in ("NOUN", "PROPN"):
                        found.extend(classify(each, lexicon, nationals, diplomatic) for each in conjuncts(noun))
    return [people for people in found if people is not None]
