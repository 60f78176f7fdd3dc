"""The place that the article means where words only point at it: "the capital", "there", a post's town, the country in danger."""

import re
from collections.abc import Sequence

from schemas.reports import Place
from workers.extract.context import AWAY, CONTRAST, TOWARDS, WHERE, Context, Located
from workers.extract.told import Told, from_candidate, from_mention
from workers.extract.view import View
from workers.gazetteer import gazetteer


def endangered_country(context: Context) -> list[Told]:
    """Return the country the article's danger is in, as the article tells it or by its common name; none where none is known."""
    mention = context.crisis_located
    if mention is not None:
        return [Told(from_mention(mention).place, None, mention.sentence)]
    country = gazetteer().country(context.crisis) if context.crisis and context.crisis in context.scores else None
    return (
        [Told(Place(place=country.name, country=country.code, geonames_id=country.geonames_id), None, -1)]
        if country
        else []
    )


def capital(view: View, inner: Sequence[Located]) -> list[Told]:
    """Return the capital of the country told beside the word, else of the endangered one, with the article's words for it if it has any."""
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


def nearest(view: View, *, cities: bool, at: int | None = None) -> Located | None:
    """Return the endangered place told nearest before: in the sentence, but not in what it sets against the words at a character, else in the sentences
    before it, else the article's main one."""
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
            and not _set_against(view, m, at)
        ]
        if index != view.sentence.index:
            found = [m for m in found if AWAY.search(text[: m.start]) or not TOWARDS.search(text[: m.start])]
            there = [m for m in found if AWAY.search(text[: m.start]) or WHERE.search(text[: m.start])]
            found = there or found
        if found and index != view.sentence.index:
            return found[0]
        if found:
            return found[-1]
    main = context.spot if cities else context.crisis_located
    return None if main is not None and _set_against(view, main, at) else main


def _set_against(view: View, mention: Located, at: int | None) -> bool:
    if at is None or mention.sentence != view.sentence.index:
        return False
    return bool(CONTRAST.search(view.sentence.text, at, mention.start))


def spot(view: View) -> list[Told]:
    """Return the endangered place told nearest, in a list; none where none is told."""
    near = nearest(view, cities=True)
    if near is not None:
        return [Told(from_mention(near).place, None, near.sentence)]
    return []


def post_city(view: View) -> list[Told]:
    """Return the town a diplomatic post stands in: told in the article with the post, else the endangered country's capital if it is named."""
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
