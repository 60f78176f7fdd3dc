"""Bodies, companies and persons called by name: known to the lexicon, told with their kind, or with their office in the article."""

import re

from schemas.reports import Actor
from schemas.vocabulary import ActorKind
from workers.extract.context import Context
from workers.extract.groups import phrase_classes
from workers.extract.naming import ROLES, Acting, country_actor, proper, tidy
from workers.extract.once import once
from workers.extract.syntax import Token
from workers.extract.view import View

COMPANY_WORDS = re.compile(
    r"\b(?:Airlines?|Airways|Oil|Energy|Petroleum|Mining|Gold|Inc|Ltd|plc|Corp|Company|Group|Holdings|Motors|Steel|Electric|Power|Chemicals?|Foods|Resources|Industries|Railways?|Cruises?|Bank|Hotels?|Holidays|Travel|Bros|& Co)\b"
)
STORM = re.compile(r"(?:(?:Tropical|Severe|Super|Post-Tropical) )*(?:Cyclone|Hurricane|Typhoon|Storm|Depression)\b")
"""The name of a storm, which makes people leave and orders nobody."""

OFFICES = (
    (
        re.compile(
            r"\b(?:mayor|sheriff|fire chief|chief|county|commissioner|fire|police|emergency|governor|operation)\b",
            re.IGNORECASE,
        ),
        ActorKind.LOCAL_AUTHORITY,
    ),
    (
        re.compile(
            r"\b(?:secretary|minister|president|ambassador|spokes\w+|foreign|chancellor|adviser|envoy|official|consul)\b",
            re.IGNORECASE,
        ),
        ActorKind.GOVERNMENT,
    ),
)
"""Offices told beside a person's name, and the kind of body whose they are."""


def titled(token: Token, view: View) -> list[Acting] | None:
    """Return the name behind a company's or organisation's kind, which parsers often part from it: "the charity Kivu Hope"; None where it bears none."""
    classes = phrase_classes(token, view.lexicon)[0]
    kind = next((kind for name, kind in ROLES[3:] if name in classes), None)
    if kind is None or token.pos_ != "NOUN" or token.i + 1 >= len(token.doc) or token.lower_.endswith("s"):
        return None
    end = token.i + 1
    while end < len(token.doc) and token.doc[end].pos_ == "PROPN" and token.doc[end].text[:1].isupper():
        end += 1
    words = token.doc[token.i + 1 : end]
    if not len(words) or (len(words) == 1 and view.mention(words[0]) is not None):
        return None
    text = str(words.text)
    known = view.lexicon.bodies.get(text.lower())
    country = known.country or None if known is not None and known.country != "?" else None
    name = known.name if known is not None else text
    return [
        Acting(Actor(name=name, country=country, kind=kind), (int(words[0].idx), int(words[0].idx) + len(text)), True)
    ]


def body(token: Token, view: View, start: int, end: int) -> Actor | None:
    """Return the body of the lexicon that a noun, whose words are the characters start to end of the sentence, calls by name."""
    last = token
    while last.i + 1 < len(token.doc) and last.nbor().text[:1].isupper() and last.text[:1].isupper():
        last = last.nbor()
    text = view.doc.text[start : max(end, int(last.idx) + len(last.text))].lower()
    words = re.sub(r"^(?:the|a|an)\s+", "", text)
    for alias, known in view.lexicon.bodies.items():
        if alias in words and re.search(rf"(?<![\w.]){re.escape(alias)}(?![\w])", words):
            if (
                alias in ("un", "eu", "ses", "hms", "raf", "mea", "uss", "who", "iom")
                and alias.upper() not in view.doc.text[start:end]
            ):
                continue
            inside = [
                m for m in view.within(start, end) if m.kind in ("demonym", "office") or m.place.feature == "country"
            ]
            if known.country == "?" and inside:
                return Actor(name=view.doc.text[start:end], country=inside[0].place.country, kind=ActorKind(known.kind))
            country = view.context.crisis if known.country == "?" else known.country or None
            return Actor(name=known.name, country=country, kind=ActorKind(known.kind))
    return None


def proper_name(token: Token, view: View, span: tuple[int, int]) -> list[Acting]:
    """Return whom a name that is no place stands for: a company, a body, or a person whose office the article tells."""
    name = tidy(proper(token))
    if not name or not name[0].isupper() or STORM.match(name):
        return []
    person = _person(view.context, token.text)
    if person is not None:
        return [Acting(person, span, False)]
    kind = ActorKind.COMPANY if COMPANY_WORDS.search(name) else ActorKind.ORGANIZATION
    if kind is ActorKind.ORGANIZATION and _in_business(view.context, token.text):
        kind = ActorKind.COMPANY
    return [Acting(Actor(name=name, country=None, kind=kind), span, True)]


@once
def _in_business(context: Context, name: str) -> bool:
    """Whether the article calls a name that of a company."""
    before = rf"\b(?:company|firm|giant|operator|producer|airline|oil|mining|drilling|builder)s?\b[^.]{{0,60}}{re.escape(name)}"
    after = rf"{re.escape(name)}[^.]{{0,40}}\b(?:company|firm|plc|shares)\b"
    return re.search(f"{before}|{after}", context.text) is not None


@once
def _person(context: Context, surname: str) -> Actor | None:
    """The body a person speaks for, where the article has told their office ("Sheriff Ana Ruiz", "Blinken, the US secretary of state")."""
    for sentence in context.sentences:
        if surname not in sentence.text:
            continue
        for found in re.finditer(rf"\b{re.escape(surname)}\b", sentence.text):
            before = sentence.text[max(0, found.start() - 70) : found.start()]
            after = sentence.text[found.end() : found.end() + 70]
            window = re.split(r"[.;:\"]", before)[-1] + " | " + re.split(r"[.;:\"]", after)[0]
            offset = max(0, found.start() - 70)
            for office, kind in OFFICES:
                if office.search(window):
                    near = [m for m in context.located.get(sentence.index, ()) if offset <= m.start < found.end() + 70]
                    states = [m for m in near if m.kind in ("demonym", "office") or m.place.feature == "country"]
                    if kind is ActorKind.GOVERNMENT and states:
                        return country_actor(states[0].place.country)
                    if kind is ActorKind.LOCAL_AUTHORITY and context.crisis and not context.diplomatic:
                        return Actor(name=tidy(window.split("|")[0]) or surname, country=context.crisis, kind=kind)
    return None
