"""Where from and where to: nouns resolved to places by the gazetteer, the article's context, or kept by name alone."""

import re
from dataclasses import dataclass
from string import capwords

from schemas.reports import Place
from workers.extract.context import AWAY, TOWARDS, WHERE, Context, Located
from workers.extract.prepositions import prepositions
from workers.extract.syntax import Token, children, conjuncts
from workers.extract.view import View
from workers.extract.wordsets import wordset
from workers.gazetteer import Candidate, gazetteer

ANAPHORS_COUNTRY = frozenset(("country", "nation", "republic", "state"))
ANAPHORS_SPOT = wordset("places_anaphors_spot")
NO_PLACE = wordset("places_no_place")
NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?:(?: (?:of|de|del|la|al|du|da|do|des|el))? [A-ZÀ-Þ][\w'’-]*){0,3}")
SITES = wordset("places_sites")


@dataclass(frozen=True, slots=True)
class Told:
    """A place and the characters of the sentence that tell it, None where another sentence does."""

    place: Place
    span: tuple[int, int] | None
    sentence: int


def from_candidate(name: str, candidate: Candidate) -> Place:
    """Return a place as told, resolved to a candidate of the gazetteer."""
    return Place(
        place=name, country=candidate.country, geonames_id=candidate.geonames_id, lat=candidate.lat, lon=candidate.lon
    )


def from_mention(mention: Located) -> Told:
    """Return a mention's place: its common English name for countries and known towns, the article's own spelling of it else."""
    name = (
        mention.place.name
        if mention.kind != "place"
        or mention.place.feature == "country"
        or (mention.place.feature == "capital" and mention.text.replace(" ", "-") != mention.place.name)
        else _common(mention)
    )
    if mention.kind in ("demonym", "nationals", "office"):
        country = gazetteer().country(mention.place.country)
        return Told(
            Place(
                place=country.name if country else mention.text,
                country=mention.place.country,
                geonames_id=country.geonames_id if country else None,
            ),
            (mention.start, mention.end),
            mention.sentence,
        )
    return Told(from_candidate(name, mention.place), (mention.start, mention.end), mention.sentence)


def _common(mention: Located) -> str:
    if mention.text.isupper() and len(mention.text) > 3:
        return capwords(mention.text)
    return (
        mention.place.name
        if mention.place.name and mention.place.name.lower() in mention.text.lower()
        else mention.text
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
        return _capital(view, inner)
    if places:
        if token.pos_ == "PROPN" and word in SITES and not origin:
            return [from_mention(m) for m in places][:1]
        return [from_mention(m) for m in places]
    if word in ANAPHORS_COUNTRY:
        return endangered_country(view.context)
    if token.pos_ == "NOUN" and origin:
        named_below = _below(token, view)
        if named_below:
            return named_below
    if word in ANAPHORS_SPOT and origin:
        named = [m for m in inner if m.kind == "demonym" or m.place.feature == "country"]
        if named:
            return [from_mention(named[0])]
        return _spot(view)
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


def _capital(view: View, inner: list[Located]) -> list[Told]:
    code = inner[0].place.country if inner else view.context.crisis
    country = gazetteer().country(code) if code else None
    if country is None:
        return []
    for mentions in view.context.located.values():
        for mention in mentions:
            if mention.place.feature == "capital" and mention.place.country == code:
                return [Told(from_candidate(mention.place.name, mention.place), None, view.sentence.index)]
    found = gazetteer().lookup(country.capital)
    if found is not None:
        for candidate in found[1]:
            if candidate.country == code:
                return [Told(from_candidate(country.capital, candidate), None, view.sentence.index)]
    return []


def endangered_country(context: Context) -> list[Told]:
    """Return the country the article's danger is in, as the article tells it or by its common name; none where none is known."""
    mention = context.crisis_located
    if mention is not None:
        return [Told(from_mention(mention).place, None, mention.sentence)]
    country = gazetteer().country(context.crisis) if context.crisis else None
    return (
        [Told(Place(place=country.name, country=country.code, geonames_id=country.geonames_id), None, -1)]
        if country
        else []
    )


def _spot(view: View) -> list[Told]:
    near = nearest(view, cities=True)
    if near is not None:
        return [Told(from_mention(near).place, None, near.sentence)]
    return []


def _unknown(token: Token, view: View) -> list[Told]:
    """A name the gazetteer does not know: kept as told, in the article's country, without coordinates."""
    doc = token.doc
    first = token.i
    while first > 0 and doc[first - 1].pos_ == "PROPN" and doc[first - 1].dep_ in ("compound", "nmod", "amod"):
        first -= 1
    start, end = int(doc[first].idx), int(token.idx) + len(token.text)
    name = doc.text[start:end]
    if not NAME.fullmatch(name) or token.lower_ in NO_PLACE:
        return []
    return [Told(Place(place=name, country=view.context.crisis), (start, end), view.sentence.index)]


def nearest(view: View, *, cities: bool) -> Located | None:
    """The endangered place told nearest before: in the sentence, else in the sentences before it, else the article's main one."""
    context = view.context
    for index in range(view.sentence.index, max(-1, view.sentence.index - 2), -1):
        text = context.sentences[index].text
        found = [
            m
            for m in context.located.get(index, ())
            if m.place.country == context.crisis
            and m.kind == "place"
            and (m.place.feature != "country") == cities
            and (index != view.sentence.index or WHERE.search(text[: m.start]))
        ]
        if index != view.sentence.index:
            found = [m for m in found if AWAY.search(text[: m.start]) or not TOWARDS.search(text[: m.start])]
            there = [m for m in found if AWAY.search(text[: m.start]) or WHERE.search(text[: m.start])]
            found = there or found
        if found and index != view.sentence.index:
            return found[0]
        if found:
            return found[-1]
    return context.spot if cities else context.crisis_located


def post_city(view: View) -> list[Told]:
    """The town a diplomatic post stands in: told in the article with the post, else the endangered country's capital if it is named."""
    context = view.context
    for sentence in sorted(context.sentences, key=lambda s: abs(s.index - view.sentence.index)):
        for match in re.finditer(
            r"(?:embass\w+|missions?|posts?|consulates?|high commission|diplomats|staff)\b[^.;]{0,30}?\bin (?:the )?",
            sentence.text,
            re.IGNORECASE,
        ):
            for mention in context.located.get(sentence.index, ()):
                if (
                    mention.start == match.end()
                    and mention.place.country == context.crisis
                    and mention.place.feature != "country"
                ):
                    return [Told(from_mention(mention).place, None, sentence.index)]
    if context.capital is not None:
        return [Told(from_candidate(context.capital.name, context.capital), None, -1)]
    return []


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
