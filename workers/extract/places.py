"""Where from and where to: nouns resolved to places by the gazetteer, the article's context, or kept by name alone."""

import re

from schemas.reports import Place
from workers.extract import implied
from workers.extract.naming import STORM
from workers.extract.prepositions import prepositions
from workers.extract.syntax import Token, children, conjuncts
from workers.extract.told import Told, from_mention
from workers.extract.view import View
from workers.extract.wordsets import wordset
from workers.gazetteer import gazetteer

ANAPHORS_COUNTRY = frozenset(("country", "nation", "republic", "state"))
ANAPHORS_SPOT = wordset("places_anaphors_spot")
NO_PLACE = wordset("places_no_place")
NAME = re.compile(
    r"(?:St\.? \w+['’]s )?[A-ZÀ-Þ][\w'’-]*(?:(?: (?:of|de|del|la|al|du|da|do|des|el))? [A-ZÀ-Þ][\w'’-]*){0,3}"
)
JOINED_BEFORE, JOINED_BEHIND = re.compile(r"(?:[^\W\d_]+[-’'])+$"), re.compile(r"(?:-[^\W\d_]+)+")
SHORTEST = 2
"""Letters of a name: "A" is a zone."""

SAINTS = ("St.", "St", "Saint")
SITES = wordset("places_sites")
CODE = re.compile(r"[A-Z]{1,5}[-–]?[A-Z]?\d{1,4}[A-Z]?\b")
"""A zone's code ("SC-1", "LAC-E017", "B2"): it names no place to a reader who has not the map."""

ZONED = re.compile(
    rf"(?:(?:,|,? (?:and|or|to|through|&)) ?{CODE.pattern})*,? (?:in|of) (?:the )?(?P<place>{NAME.pattern})"
)


def resolve(token: Token, view: View, *, origin: bool) -> list[Told]:
    """Return the places that a noun tells, itself or in the words that hang below it; none where it tells none."""
    mention = view.mention(token)
    if mention is not None and (
        mention.kind == "place" or (mention.place.feature == "country" and mention.kind == "demonym")
    ):
        if mention.kind == "demonym":
            return []
        return [from_mention(mention)]
    word = token.lower_
    if token.pos_ == "NOUN" and word not in ANAPHORS_SPOT | ANAPHORS_COUNTRY and not _placelike(token, view):
        return _around(token, view) if origin else []
    inner = [
        m
        for child in token.subtree
        if child.i != token.i
        and abs(child.i - token.i) < 14
        and (m := view.mention(child)) is not None
        and not _outside(token, child)
    ]
    inner = list(dict.fromkeys(inner))
    places = [m for m in inner if m.kind == "place" and m.place.feature != "country"] or [
        m for m in inner if m.kind == "place"
    ]
    if word == "capital" and not places:
        return implied.capital(view, inner)
    if places:
        if token.pos_ == "PROPN" and word in SITES and not origin:
            return [from_mention(m) for m in places][:1]
        return [from_mention(m) for m in places]
    if word in ANAPHORS_COUNTRY:
        return implied.endangered_country(view.context)
    if token.pos_ == "NOUN" and origin:
        named_below = _below(token, view)
        if named_below:
            return named_below
    if word in ANAPHORS_SPOT and origin:
        named = [m for m in inner if m.kind == "demonym" or m.place.feature == "country"]
        if named:
            return [from_mention(named[0])]
        return implied.spot(view)
    if token.pos_ == "PROPN" and token.text[:1].isupper() and "post" not in view.classes(token):
        return _unknown(token, view)
    return []


NEAR = frozenset(("around", "above", "near", "below", "along", "outside", "of", "behind"))


def _around(token: Token, view: View) -> list[Told]:
    """The places by which a stretch of land is told: "the hills around Toudja"."""
    nouns = [
        each for name, noun in prepositions(token) if name in NEAR and noun.pos_ == "PROPN" for each in conjuncts(noun)
    ]
    if not any((m := view.mention(noun)) is not None and m.kind == "place" for noun in nouns):
        return []
    return [told for noun in nouns if noun.pos_ == "PROPN" for told in resolve(noun, view, origin=True)]


def _below(token: Token, view: View) -> list[Told]:
    """Names the gazetteer does not know, told with the kind of place they name: "the hamlets of Hills and Rosebery", "the Ekofisk complex"."""
    people = any(name.startswith("group_") for name in view.classes(token))
    if (people and token.lower_ not in ANAPHORS_SPOT) or view.classes(token) & {"post", "vehicle"}:
        return []
    tops = [noun for name, noun in prepositions(token) if name in ("of", "at", "in", "on", "around", "near")]
    tops += children(token, "appos", "compound", "nmod")
    names = [noun for top in tops for noun in conjuncts(top) if noun.pos_ == "PROPN" and view.mention(noun) is None]
    return [told for noun in names for told in _unknown(noun, view)]


def _placelike(token: Token, view: View) -> bool:
    """Whether a common noun can stand for a place: a building, a part of a town, people, a way; not a threat or an answer."""
    classes = view.classes(token)
    return bool(classes & {"building", "safety", "danger", "post", "organisation_site", "vehicle"}) or any(
        name.startswith("group_") for name in classes
    )


def _outside(top: Token, inner: Token) -> bool:
    """Whether the inner word belongs to a relative clause or a coordinated noun, not to the noun's own description."""
    current = inner
    while current not in (top, current.head):
        if current.dep_ in ("relcl", "conj", "acl", "advcl") and current.head == top:
            return True
        if current.dep_ == "relcl":
            return True
        current = current.head
    return False


def _unknown(token: Token, view: View) -> list[Told]:
    """A name the gazetteer does not know: kept as told, in the article's country, without coordinates."""
    doc = token.doc
    first = token.i
    while first > 0 and doc[first - 1].pos_ == "PROPN" and doc[first - 1].dep_ in ("compound", "nmod", "amod"):
        first -= 1
    first = _owned(token, first)
    start, end = _whole(doc.text, int(doc[first].idx), int(token.idx) + len(token.text))
    name = doc.text[start:end]
    code = CODE.match(doc.text, start)
    if code is not None:
        return _zoned(view, code.end())
    if (
        len(name) < SHORTEST
        or not NAME.fullmatch(name)
        or token.lower_ in NO_PLACE
        or STORM.search(doc.text, 0, end)
        or gazetteer().is_abbreviated(doc.text, token.idx)
    ):
        return []
    return [Told(Place(place=name, country=view.context.crisis), (start, end), view.sentence.index)]


def _owned(token: Token, first: int) -> int:
    """The first word of a name that begins at a word, with the saint that owns it: "St. Luke's Church"."""
    doc = token.doc
    if first < 3 or doc[first - 1].tag_ != "POS" or doc[first - 3].text not in SAINTS:
        return first
    return first - 3


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters of a name with what hyphens join to it: "Oud-Pernis", which a parser takes apart."""
    before, behind = JOINED_BEFORE.search(text, 0, start), JOINED_BEHIND.match(text, end)
    return before.start() if before else start, behind.end() if behind else end


def _zoned(view: View, end: int) -> list[Told]:
    """The place that zones lie in whose codes go up to a character: "zones SC-1 and SC-2 in Sage Canyon"; none where only their codes are told."""
    match = ZONED.match(view.sentence.text, end)
    if match is None:
        return []
    start = match.start("place")
    here = [m for m in view.context.located.get(view.sentence.index, ()) if m.start == start and m.kind == "place"]
    if here:
        return [from_mention(here[0])]
    told = Place(place=match["place"], country=view.context.crisis)
    return [Told(told, match.span("place"), view.sentence.index)]


STAYING = wordset("places_staying")


def _stay(noun: Token, view: View) -> list[Told]:
    """Where people stay or live: a place, a name, or what a distance is measured from ("within two miles of the plant")."""
    mention = view.mention(noun)
    if mention is not None:
        return [from_mention(mention)] if mention.kind == "place" else []
    if noun.pos_ == "PROPN":
        return resolve(noun, view, origin=True)
    for preposition, inner in prepositions(noun):
        if preposition == "of":
            return resolve(inner, view, origin=True)
    return []


def people_places(token: Token, view: View) -> list[Told]:
    """Where the people are said to be: "residents of X", "citizens in X", "X residents"."""
    found: list[Told] = []
    for preposition, noun in prepositions(token):
        if preposition in (
            "in",
            "of",
            "from",
            "at",
            "near",
            "inside",
            "within",
            "around",
            "on",
            "across",
            "along",
            "aboard",
        ):
            mention = view.mention(noun)
            if mention is not None and mention.kind != "place":
                continue
            found.extend(resolve(noun, view, origin=True))
    for child in children(token, "compound", "nmod", "poss", "amod"):
        mention = view.mention(child)
        if mention is not None and mention.kind == "place" and mention.place.feature != "country":
            found.append(from_mention(mention))
    for child in children(token, "acl", "relcl", "advmod"):
        if child.lower_ in STAYING:
            for _, noun in prepositions(child):
                found.extend(_stay(noun, view))
    return found
