"""Find the words of a text that may name a place, a nationality or an office, with every place each may mean."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from workers.gazetteer.abbreviated import region_at
from workers.gazetteer.countries import Country, Names, names
from workers.gazetteer.fold import fold
from workers.gazetteer.places import Candidate, place_index
from workers.gazetteer.words import word_list

LONGEST_NAME = 6
"""Words. "Saint Vincent and the Grenadines" has five, "Democratic Republic of the Congo" too."""

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’ʻ-][^\W\d_]+)*")


NEVER_ALONE = word_list("never_alone")
RARELY_ALONE = word_list("rarely_alone")
CONNECTORS = word_list("connectors")
SETTLED = word_list("settled")
INSTITUTIONS = word_list("institutions")
NAME_OPENERS = word_list("name_openers")

LOCATIVE = re.compile(
    r"(?:\b(?:in|near|at|from|outside|around|to|towards?|of|across|throughout|into|reach(?:ed|ing)?)|[,;(—–-])\s+(?:the\s+)?$"
)
PLACED = re.compile(r"\b(?:in|near|at|from|outside|around|into|towards?)\s+$")
"""What stands right before a name that is surely a place's, unlike "of" and a comma."""

FIRE = re.compile(
    r" Fire\b(?! (?:Department|Dept|Service|Brigade|Rescue|Authority|Chief|District|Protection|Marshal|Station|and Rescue|& Rescue))"
)
"""Behind "the" and a name: a wildfire is called by a road, a creek or a camp ("the Dixie Fire"), seldom by what burns."""

LOWERED = re.compile(r"[Uu]nited (?:states|kingdom)\b(?! of (?:mex|bra))")
"""Names that pages which a program has reworded write small."""

UNIT_ENDS = (" County", " Province", " District", " State", " Region", " Oblast", "'s", "’s")
"""A name that ends so is whole, whatever follows ("Butte County Sheriff")."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a place, a nationality or an office: `text[start:end]` in code points."""

    start: int
    end: int
    text: str
    kind: str
    """place, demonym (adjective), nationals (noun) or office"""
    candidates: tuple[Candidate, ...]
    common: bool = False
    """The name is also a common English word."""
    in_name: bool = False
    """A capitalised word that is no place stands directly beside it: it may be part of a person's or body's name."""
    after_comma: bool = False
    """A comma stands right before it: it may say where the place before it lies ("Lebanon, Pennsylvania")."""
    placed: bool = False
    """A preposition of place stands right before it."""
    abbreviated: bool = False
    """It is a state's abbreviation, which surely says where the place before it lies ("Paradise, Calif.")."""


@lru_cache(maxsize=1024)
def country_candidate(code: str) -> Candidate | None:
    """Return the country of an ISO 3166 alpha-2 code as a place, None for an unknown code."""
    country = names().countries.get(code)
    if country is None:
        return None
    return Candidate(country.name, code, country.geonames_id, None, None, 0, "country", "", None)


@lru_cache(maxsize=16384)
def lookup(name: str) -> tuple[str, tuple[Candidate, ...], bool] | None:
    """Return (kind, candidates, common word) of a name as written, or None where it names nothing known."""
    table = names()
    folded = fold(name)
    if not folded:
        return None
    if found := _named_state(name, folded, table):
        return found
    candidates, common = place_index().find(folded)
    if (area := table.areas.get(folded)) is not None:
        here = Candidate(area.name, area.country, None, None, None, 500_000, "area", "", None)
        same = [c for c in candidates if c.country == area.country and c.feature in ("region", "city")]
        known = replace(same[0], feature="area", alias=False) if same else here
        candidates = (known, *(c for c in candidates if c not in same[:1]))
    capitals = {country.code for country in table.by_capital.get(folded, ())}
    candidates = tuple(replace(c, feature="capital") if _is_capital(c, capitals, table) else c for c in candidates)
    if not candidates or len(folded) < 3:
        return None
    return "place", candidates, common


def _is_capital(candidate: Candidate, capitals: set[str], table: Names) -> bool:
    """Whether a town is the capital of its state, by the name it is looked up by or another of its names ("Kiev")."""
    if candidate.feature != "city":
        return False
    if not candidate.alias:
        return candidate.country in capitals
    country = table.countries.get(candidate.country)
    return country is not None and fold(country.capital) == fold(candidate.name)


def _named_state(name: str, folded: str, table: Names) -> tuple[str, tuple[Candidate, ...], bool] | None:
    short = len(folded.replace(" ", "")) <= 3
    if short and name not in table.abbreviations:
        return None
    if (office := table.offices.get(folded)) is not None:
        return "office", _states((table.countries[office.country],)), False
    if owners := table.by_name.get(folded):
        others = () if short else tuple(c for c in place_index().find(folded)[0] if not c.alias)
        codes = {country.code for country in owners}
        return "place", (*_states(owners), *(c for c in others if c.country not in codes)), False
    for kind, words in (("demonym", table.by_adjective), ("nationals", table.by_national)):
        if owners := words.get(folded):
            return kind, _states(owners), False
    return None


def _states(owners: tuple[Country, ...]) -> tuple[Candidate, ...]:
    return tuple(found for country in owners if (found := country_candidate(country.code)) is not None)


def mentions(text: str) -> list[Mention]:
    """Return the mentions of a text in order, the longest name at each place, none overlapping."""
    words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]
    found: list[Mention] = []
    i = 0
    while i < len(words):
        begins = words[i][2][0].isupper() or LOWERED.match(text, words[i][0]) is not None
        mention, taken = _mention_at(text, words, i) if begins else (None, 1)
        if mention is not None:
            found.append(mention)
        i += taken
    return _spread(text, found)


Word = tuple[int, int, str]


def _mention_at(text: str, words: list[Word], i: int) -> tuple[Mention | None, int]:
    start = words[i][0]
    if (region := region_at(text, start, _places)) is not None:
        end, candidates = region
        taken = sum(start <= word[0] < end for word in words[i : i + LONGEST_NAME])
        return Mention(start, end, text[start:end], "place", candidates, after_comma=True, abbreviated=True), taken
    if (lowered := LOWERED.match(text, start)) is not None and (hit := lookup(lowered.group())) is not None:
        return Mention(start, lowered.end(), lowered.group(), hit[0], hit[1]), len(lowered.group().split())
    for length in range(min(LONGEST_NAME, len(words) - i), 0, -1):
        span = words[i : i + length]
        if not _one_name(text, span):
            continue
        end = span[-1][1]
        name = text[start:end]
        if name.endswith(" County") and text.startswith(" Council", end):
            continue
        if length == 1 and _never(text, start, name) and (_behind_name(text, words, i) or not _of_a_state(text, end)):
            continue
        hit = lookup(name) if length > 1 or not name.endswith(("'s", "’s")) else None
        if hit is None and name.endswith(("'s", "’s")):
            end, name = end - 2, name[:-2]
            hit = None if length == 1 and _never(text, start, name) else lookup(name)
        if hit is not None:
            kind, candidates, common = hit
            rarely = length == 1 and name.lower() in RARELY_ALONE
            inside = (
                kind == "place" and candidates[0].feature != "country" and _beside_name(text, words, i, i + length - 1)
            )
            comma = text[max(0, start - 2) : start] == ", "
            placed = PLACED.search(text[max(0, start - 10) : start]) is not None
            return Mention(start, end, name, kind, candidates, common or rarely, inside, comma, placed), length
    return None, 1


def is_abbreviated(text: str, start: int) -> bool:
    """Return whether a state's abbreviation begins at a character, behind a town."""
    return region_at(text, start, _places) is not None


def _of_a_state(text: str, end: int) -> bool:
    return text[end : end + 2] == ", " and is_abbreviated(text, end + 2)


def _places(name: str) -> tuple[Candidate, ...]:
    found = lookup(name)
    return found[1] if found is not None else ()


def _never(text: str, start: int, name: str) -> bool:
    word = name.lower()
    return word in NEVER_ALONE or (word in RARELY_ALONE and LOCATIVE.search(text[max(0, start - 16) : start]) is None)


def _capital(word: str) -> bool:
    """Whether a word is written as a name: "Ivoire", "d'Ivoire"."""
    return word[0].isupper() or (word[1:2] in ("'", "’") and word[2:3].isupper())


def _one_name(text: str, words: list[Word]) -> bool:
    if len(words) == 1:
        return True
    if not _capital(words[-1][2]) or words[0][2].lower() in CONNECTORS - {"the", "la", "le", "el", "al"}:
        return False
    for (_, end, word), (start, _, after) in pairwise(words):
        gap = text[end:start]
        if gap not in (" ", ". ", " & ") or (gap == ". " and len(word) > 3):
            return False
        if word.endswith(("'s", "’s")) and after[0].isupper():
            return False
        if not _capital(after) and after not in CONNECTORS:
            return False
    return True


def _beside_name(text: str, words: list[Word], first: int, last: int) -> bool:
    """Whether a capitalised word that belongs to no other name of a place stands directly before or behind."""
    if last + 1 < len(words) and text[words[last][1] : words[last + 1][0]] == " ":
        after = words[last + 1][2]
        whole = text[words[first][0] : words[last][1]]
        settled = whole.isupper() or whole.endswith(UNIT_ENDS) or after.lower() in INSTITUTIONS
        if text.endswith(("the ", "The "), 0, words[first][0]) and FIRE.match(text, words[last][1]):
            return True
        if after[0].isupper() and not settled and not _is_place(after):
            return True
    gap = text[words[first - 1][1] : words[first][0]] if first else ""
    if gap == ". " and words[first - 1][2] in ("St", "Ft", "Mt"):
        return True
    if gap == " ":
        before = words[first - 1][2]
        if before[0].isupper() and before.lower() in NAME_OPENERS:
            return True
        opens = first == 1 or text[words[first - 2][1] : words[first - 1][0]].strip(" \"'“”‘’\n") in (
            ".",
            "!",
            "?",
            ":",
        )
        plain = before.lower() in SETTLED or before.lower() in CONNECTORS or before.endswith(("'s", "’s"))
        return before[0].isupper() and not plain and not opens and not before.isupper() and not _is_place(before)
    return False


def _behind_name(text: str, words: list[Word], i: int) -> bool:
    """Whether a capitalised word stands directly before that is no mere direction: "LOBO CANYON, Calif."."""
    if not i or text[words[i - 1][1] : words[i][0]] != " ":
        return False
    before = words[i - 1][2]
    return before[0].isupper() and before.lower() not in SETTLED | CONNECTORS


def _is_place(word: str) -> bool:
    hit = None if word.lower() in NEVER_ALONE else lookup(word)
    return hit is not None and hit[1][0].feature in ("country", "region")


def _spread(text: str, found: list[Mention]) -> list[Mention]:
    """A name seen once as part of a person's name is that person's wherever it stands alone without a preposition of place."""
    persons = {m.text for m in found if m.in_name and " " not in m.text}
    return [
        replace(m, in_name=True)
        if m.text in persons and m.kind == "place" and not LOCATIVE.search(text[max(0, m.start - 16) : m.start])
        else m
        for m in found
    ]
