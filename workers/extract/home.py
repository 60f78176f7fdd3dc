"""Which country an article that names no state is from: the local press does not say that Durham lies in England."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from schemas.articles import RelevantArticle
from workers.extract.lexicon import Lexicon
from workers.gazetteer import Candidate, Mention, gazetteer

OUTLET = 2
"""What an outlet's own country counts, as so many different words that only one country's press uses."""

MOST_WORDS = 3
LARGE = 500_000
"""Inhabitants from which a town is known by its name all over the world."""

NO_COUNTRY = frozenset(("tv", "io", "me", "co", "ai", "fm", "am", "ly", "cc", "ws", "la", "to", "gg", "sh", "eu", "im"))
"""Domains of states that sites elsewhere use for their sound."""

OPENED = re.compile(r"\b(?:del?|el|la|los|las|san|santa|fort|port|st\.?) $", re.IGNORECASE)
"""Before a part of a longer name: the Del Rio Herald is not from Río."""

PREFIX = "home_"


def home(
    article: RelevantArticle, text: str, lexicon: Lexicon, found: Sequence[Mention], places: Sequence[Candidate | None]
) -> str | None:
    """Return the ISO 3166 alpha-2 code of the country an article is from, by its outlet, its states' abbreviations and words that only one country's press uses; None where nothing or
    two things tell it, or where the text names a state or a large town elsewhere. `places`: what its mentions were resolved to without it."""
    states = {m.candidates[0].country for m in found if m.candidates[0].feature == "country" and not m.in_name}
    states |= {p.country for p in places if p is not None and (p.feature == "capital" or p.population >= LARGE)}
    if len(states) > 1:
        return None
    told = Counter(_outlets(article))
    told.update({mention.candidates[0].country: OUTLET for mention in found if mention.abbreviated})
    for code, pattern in lexicon.patterns(PREFIX):
        words = {match.group().lower() for match in pattern.finditer(text)}
        if words:
            told[code.upper()] += min(MOST_WORDS, len(words))
    ((first, most), (_, next_most)) = [*told.most_common(2), ("", 0), ("", 0)][:2]
    return first if most > next_most and not states - {first} else None


def _outlets(article: RelevantArticle) -> dict[str, int]:
    """Return what the outlet's name and address count for the countries they name."""
    found: dict[str, int] = {}
    g = gazetteer()
    source = article.source or ""
    named = [replace(m, in_name=False) for m in g.mentions(source) if not OPENED.search(source, 0, m.start)]
    for place in g.resolve(named):
        if place is not None and not place.alias:
            found[place.country] = OUTLET
    ending = urlsplit(article.url or "").hostname or ""
    top = ending.rpartition(".")[2]
    if len(top) == 2 and top not in NO_COUNTRY:
        code = {"uk": "GB"}.get(top, top.upper())
        if g.country(code) is not None:
            found[code] = OUTLET
    return found
