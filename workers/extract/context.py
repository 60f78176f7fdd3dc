"""What the article as a whole tells: its sentences, the places they name, the endangered place, and what sort of story it is."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from schemas.articles import StoryArticle
from workers.extract import datelines
from workers.extract.home import home
from workers.extract.lexicon import Lexicon
from workers.extract.sentences import Sentence, split
from workers.gazetteer import Candidate, Mention, gazetteer

CONTRAST = re.compile(r"[,;] (?:although|though|even though|while|whereas|but)\b", re.IGNORECASE)
"""What begins a clause of its own: where the ambassador stays is not where the troops leave."""

WHERE = re.compile(
    r"(?:\b(?:in|from|of|at|near|around|across|outside|inside|off|on|over|throughout|leave|leaving|left|quit|quitting|fleeing|flee|flees|evacuate|evacuated|evacuating|hit|hits|struck|within|stranded in)\s+(?:(?:the|its|their|all|parts|most|much|all of|parts of|town|city|village|island|hamlets?|municipalit(?:y|ies)|district|province|state|region|northern|southern|eastern|western|central|north|south|east|west|war-torn|greater|downtown|nearby|neighbouring|[\w-]+-(?:hit|torn|stricken|ravaged))\s+(?:of\s+)?){0,3})$",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"\b(?:out of|from|leave|leaving|left|quit|fleeing|flee|evacuat\w+|stranded in|stuck in|trapped in|back from|off|empties|emptied|clears?|cleared)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
TOWARDS = re.compile(
    r"\b(?:to|into|towards?|for|via|through|reached|reaching|bound for)\s+(?:the\s+)?(?:[\w-]+\s+of\s+)?$",
    re.IGNORECASE,
)
WORKING_FROM = re.compile(
    r"\b(?:works?|worked|working|operat\w+|r[au]n|runs|running|carried out|provided|handled|served|serving|managed|conducted)\b[^.;]{0,45}\bfrom\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""A post or operation works from there: a place of safety, not the endangered one."""

ARRIVED = re.compile(
    r"\b(?:land(?:s|ed|ing)?|touch(?:es|ed|ing)? down|arriv\w+|put in|docked|berthed|moored|unloaded|disembarked|rolled|set down|welcomed|greeted|received|reunited|safely)\b"
    r"[^.;]{0,50}\b(?:in|at|into|on|near)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
"""The end of a journey is a place of safety."""

AFTER_DEMONYM = re.compile(
    r"^\s+(?:capital|city|town|coast|border|island|province|region|village|territory|countryside|soil|port|resort)\b",
    re.IGNORECASE,
)
HIT = re.compile(r"^(?:-|\s)(?:hit|torn|stricken|ravaged|bound|based)\b", re.IGNORECASE)
AT_WORK = re.compile(
    r"^(?:'s|’s)?\s+(?:(?:\w+ly\s+)?(?:sent|sends|flew|flies|took|takes|brought|brings|got|gets|put|puts|let|lets|gave|gives|made|makes|wants|sees|asks|keeps|kept|pulls"
    r"|drew|chose|went|tells|orders|closes|shuts|shut|urges|warns|vows|reopens|evacuates|withdraws|moves|(?!based|backed|controlled|occupied|related)[a-z]{2,}ed)\b|said|says|has|have|had|will|would|told|ordered|urged|is|was|also|did|plans?|advised|announced|began|government|embassy|foreign|ministry|officials|airlift\w*|evacuat\w*|'s|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
OF_A_STATE = re.compile(
    r"\b(?:(?:flag|government|ministry|minister|president|ambassador|envoys?|consul|citizens|nationals|embassy|consulate|people|army|navy|air force) of"
    r"|(?:permission|clearance|approval|word|orders|instructions|request|pressure|call|statement|help) from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before the name of a state that acts or whose people they are; an endangered place stands so only by chance."""

FORCES = re.compile(
    r"^(?:'s|’s)?\s+(?:military|army|navy|air force|marines?|troops|soldiers|forces|embassy|ambassador|envoys?|state department|lawmakers?|senators?|nationals|citizens|planes?|helicopters?|warships?|frigate)\b",
    re.IGNORECASE,
)
DIPLOMATIC = re.compile(
    r"\b(?:embass\w+|consula\w+|consuls?|diploma\w+|envoys?|ambassadors?|(?:its|their|our) (?:nationals|citizens)|foreign (?:ministry|office|minister|secretary|nationals|affairs)|repatriat\w+|state department|high commission\w*|expatriates?|missions?|travel advis\w+|charg[eé] d'affaires|overseas|compatriots|(?:U\.?S\.?|American|British|French|German|Indian|Chinese|Canadian|Australian) (?:citizens|nationals))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Located:
    """A mention in a sentence (offsets within the sentence) and the place it was resolved to."""

    start: int
    end: int
    text: str
    kind: str
    place: Candidate
    sentence: int


HEADING = -1
"""Number of the dateline among the sentences of mentions."""


@dataclass(slots=True)
class Context:
    """An article under extraction."""

    story: StoryArticle
    lexicon: Lexicon
    sentences: list[Sentence]
    located: dict[int, list[Located]]
    dateline: Located | None
    diplomatic: bool
    crisis: str | None
    """The country of the endangered place, where the article makes one out."""
    spot: Located | None
    """The most told place inside that country that is smaller than it."""
    capital: Candidate | None = None
    crisis_located: Located | None = None
    zone: tzinfo | None = None
    scores: dict[str, float] = field(default_factory=dict)
    heading: Sentence | None = None
    """The dateline, which is sentence `HEADING` of the mentions and none of `sentences`."""
    answers: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """What `once` remembers of it."""

    @property
    def text(self) -> str:
        """The article's text."""
        return self.story.article.text

    def sentence(self, index: int) -> Sentence:
        """Return the sentence that a mention's number tells: the dateline for `HEADING`."""
        return self.heading if index == HEADING and self.heading is not None else self.sentences[index]

    def published(self, sentence: Sentence) -> datetime | None:
        """Return the time that relative dates in a sentence are resolved against: a repeated passage's first publication."""
        if sentence.part == "text":
            for span in self.story.repeated:
                if span.start <= sentence.start and sentence.end <= span.end:
                    return self.story.first_published_at
        return self.story.article.published_at


MOST_TEXT = 60_000
"""Code points of a text that are read. A long live blog has some 40,000; what is longer is a dump that would hold up a partition."""


def build(story: StoryArticle, lexicon: Lexicon) -> Context:
    """Return the context of an article: a pure function of the message and the lexicon."""
    article = story.article
    title = split(article.title, "title") if article.title else []
    text = article.text[:MOST_TEXT]
    begins, cut = datelines.find(text)
    above = split(text[:begins], "text", len(title))
    sentences = [*title, *above, *split(text, "text", len(title) + len(above), cut)]
    heading = [Sentence("text", begins, cut, text[begins:cut], 0, HEADING)] if cut else []
    mentions = [(s.index, m) for s in [*heading, *sentences] for m in gazetteer().mentions(s.text)]
    told = f"{article.title or ''}\n{text}"
    found = [mention for _, mention in mentions]
    unaided = gazetteer().resolve(found)
    at_home = home(article, told, lexicon, found, unaided)
    located = locate(mentions, unaided if at_home is None else gazetteer().resolve(found, {at_home: HOME}))
    dateline = next((m for m in located.get(HEADING, ()) if m.kind == "place"), None)
    diplomatic = len(DIPLOMATIC.findall(told)) >= 2 or _acts_abroad(sentences, located)
    scores, spots = weigh([*heading, *sentences], located, dateline, diplomatic)
    crisis = max(scores, key=lambda code: (scores[code], code)) if scores else at_home
    if crisis is not None:
        located = locate(mentions, gazetteer().resolve(found, {crisis: NEARBY}))
        dateline = next((m for m in located.get(HEADING, ()) if m.kind == "place"), None)
        _, spots = weigh([*heading, *sentences], located, dateline, diplomatic)
    context = Context(story, lexicon, sentences, located, dateline, diplomatic, crisis, None, scores=scores)
    context.heading = heading[0] if heading else None
    if crisis is not None:
        _settle(context, crisis, spots)
    return context


OWN_PEOPLE = re.compile(
    r"\b(?:its|their|our|his) (?:own )?(?:\w+ )?(?:people|nationals|citizens|diplomats|envoys|embassy|mission|consulate|staff|students|workers|expatriates|dependants)\b"
    r"|\b(?:embassy|diplomats?|envoys?|consulate|nationals|citizens|expatriates)\b",
    re.IGNORECASE,
)
"""Whom a state that acts abroad has there."""


def _acts_abroad(sentences: list[Sentence], located: dict[int, list[Located]]) -> bool:
    """Whether a sentence tells of a state that does something for its own people in another country: "Ottawa has told ... in Haiti"."""
    for sentence in sentences:
        mentions = located.get(sentence.index, ())
        for mention in mentions:
            if mention.kind == "nationals" or mention.place.feature not in ("country", "capital"):
                continue
            code = mention.place.country
            if mention.kind != "office" and not AT_WORK.match(sentence.text[mention.end :]):
                continue
            own = any(each.kind == "nationals" and each.place.country == code for each in mentions)
            abroad = any(each.kind == "place" and each.place.country != code for each in mentions)
            if abroad and (own or OWN_PEOPLE.search(sentence.text)):
                return True
    return False


def _settle(context: Context, crisis: str, spots: dict[tuple[int, str], float]) -> None:
    everything = [m for group in context.located.values() for m in group if m.place.country == crisis]
    context.crisis_located = next(
        (m for m in everything if m.place.feature == "country" and m.kind == "place"), None
    ) or next((m for m in everything if m.kind == "demonym"), None)
    names: defaultdict[str, float] = defaultdict(float)
    for (_, name), weight in spots.items():
        names[name] += weight
    inside = [m for m in everything if m.kind == "place" and m.place.feature != "country" and m.text in names]
    if inside:
        context.spot = max(inside, key=lambda m: (names[m.text], -m.sentence))
    country = gazetteer().country(crisis)
    if country is not None:
        capital = next((m.place for m in everything if m.place.feature == "capital"), None)
        context.capital = capital
        context.zone = _zone(context, country.capital)


def _zone(context: Context, capital: str) -> tzinfo | None:
    name = context.spot.place.timezone if context.spot else None
    if name is None:
        found = gazetteer().lookup(capital)
        name = (
            next((c.timezone for c in found[1] if c.country == context.crisis and c.timezone), None) if found else None
        )
    return ZoneInfo(name) if name else None


HOME = 0.5
"""What the country that an article is from weighs: places of it are then told, as by half a mention of it."""

NEARBY = 1.5
"""What the endangered country weighs when names are resolved a second time: more than one mention of it, less than two."""


def locate(mentions: list[tuple[int, Mention]], places: list[Candidate | None]) -> dict[int, list[Located]]:
    """Return the resolved mentions of every sentence, from each mention with its sentence's number and the place that the whole article makes of it; a state's
    abbreviation only says where the town before it lies."""
    located: dict[int, list[Located]] = {}
    for (index, mention), place in zip(mentions, places, strict=True):
        if place is not None and not mention.abbreviated:
            located.setdefault(index, []).append(
                Located(mention.start, mention.end, mention.text, mention.kind, place, index)
            )
    return located


def weigh(
    sentences: list[Sentence], located: dict[int, list[Located]], dateline: Located | None, diplomatic: bool
) -> tuple[dict[str, float], dict[tuple[int, str], float]]:
    """Return how strongly each country is the endangered one, and the same for the smaller places in it; a capital in the dateline is only where agencies sit."""
    scores: defaultdict[str, float] = defaultdict(float)
    spots: defaultdict[tuple[int, str], float] = defaultdict(float)
    first_text = next((s.index for s in sentences if s.part == "text"), 0)
    for sentence in sentences:
        for mention in located.get(sentence.index, ()):
            weight = _weight(sentence.text, mention, diplomatic)
            if dateline is not None and mention is dateline:
                weight = 0.8 if diplomatic else 2.5
            if sentence.part == "title":
                weight *= 2
            elif sentence.index - first_text < 3:
                weight *= 1.5
            scores[mention.place.country] += weight
            seat = mention is dateline and mention.place.feature == "capital"
            if mention.kind == "place" and mention.place.feature != "country" and not seat:
                spots[mention.place.geonames_id or 0, mention.text] += weight
    return dict(scores), spots


def _weight(text: str, mention: Located, diplomatic: bool) -> float:
    before, after = text[: mention.start], text[mention.end :]
    if WORKING_FROM.search(before) or ARRIVED.search(before):
        return 0.1
    if mention.kind in ("office", "nationals"):
        return 0.05 if diplomatic else 0.5
    if mention.kind == "demonym":
        if AFTER_DEMONYM.match(after):
            return 1.5
        return 0.1 if diplomatic else 0.6
    if diplomatic and (OF_A_STATE.search(before) or FORCES.match(after)):
        return 0.1
    if TOWARDS.search(before):
        return 0.4
    if AWAY.search(before) or HIT.match(after):
        return 3.0
    if WHERE.search(before):
        return 1.8
    if diplomatic and (AT_WORK.match(after) or mention.start < 2) and mention.place.feature in ("country", "capital"):
        return 0.1
    return 0.6
