"""Digests: pages of several stories. Such a page belongs to the story it opens with; the rest of it says nothing of that one."""

import re
from collections.abc import Callable, Sequence

from workers.dedup.notices import ON_TOPIC
from workers.dedup.sayings import Sayings
from workers.dedup.sentences import SHORTENED, Sentence
from workers.dedup.terms import COUNTRY, KIND_SHIFT, NAME, NUMBER

TITLE = re.compile(
    r"(?i)\b(?:at a glance|in brief|briefs?|briefing|digest|round-?up|headlines|(?:things|stories|what) (?:to|you (?:need|should)(?: to)?) know|skim|bulletin"
    r"|world today|top stories|newsletter|in short|wrap|this morning|in numbers|the day ahead)\b"
)
ITEM = re.compile(
    r"\d{1,2}[.)] |[•*▪■–—-] ?"
    r"|(?!(?i:(?:what|who|when|where|why|how|shelters?|routes?|roads?|zones?|areas?|locations?|places?|animals?|pets?|livestock|contacts?|phone|maps?|notes?|updates?|status|causes?"
    r"|corrections?|corrected|cancelled|evacuations?|effective|issued|time|date|day|temporary|transport|information|hotline|added|q|a)\b))"
    r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[A-ZÀ-Þ][\w'’.-]*|of|and|the|in|&|d[aeiou]s?|del|l[aeo]s?|[ae]l)){0,4}: "
    r"|[A-Z][A-Z'’-]{2,}(?:,? [A-Z][A-Z'’-]+){0,4}\. (?=[A-Z0-9])"
    r"|(?!(?:" + "|".join(SHORTENED) + r")\.)[A-ZÀ-Þ][\w'’-]+\. (?=[A-ZÀ-Þ])"
)
"""An item of a list: numbered, marked or headed by a name ("Kenya: ", "PERU, COAST. ", "Goma. "). The labels of an official notice ("Shelter: ",
"Large animals: ") head no story."""
DATELINE = re.compile(r"[A-Z][A-Z'’-]{2,}(?:,? [A-Z][\w'’.-]+){0,3} (?:\([\w ]{2,20}\) )?[—–] ")
DIGIT = re.compile(r"\d")
LONGEST_HEAD, LONGEST_WORD = 80, 20
LONG_BEFORE = 200
"""Code points. After so much text a dateline opens another report; before, the page's own words may have gone ahead."""
LEAST_ITEMS = 2
LEAST_PARAGRAPHS = 3
LEAST_HEADED = 0.3
"""Share of the paragraphs with a head from which the form alone is a digest's."""
MOST_SHARING = 0.2
"""Share of the other paragraphs that may name what the opening names: the paragraphs of one report nearly all do, of a digest hardly any but for
the countries that are in all news."""
SUBSTANCE = 2
"""Names and figures from which a paragraph tells something; a greeting has fewer."""


def may_be_digest(title: str | None, text: str, paragraphs: int, heads: Sequence[int]) -> bool:
    """Whether an article of so many paragraphs has the form of a digest. `heads`: where those start that may open as an item of a list does."""
    least = max(LEAST_ITEMS, LEAST_HEADED * paragraphs)
    return _named(title) or (len(heads) >= least and sum(_opens_item(text, at) for at in heads) >= least)


def _named(title: str | None) -> bool:
    return title is not None and TITLE.search(title) is not None


def opening_of(
    title: str | None, text: str, sentences: Sequence[Sentence], sayings: Callable[[], Sayings]
) -> list[int] | None:
    """Return the sentences that tell the first story of a digest, None where the article is no digest. What a colon announces is a list of one
    story ("The following countries have changed their advice:").

    `sayings()` gives the sentences with their terms; it is asked only where the form is a digest's.
    """
    heads = _heads(text, sentences)
    if len(heads) < LEAST_PARAGRAPHS:
        return None
    if not (_named(title) or sum(heads) >= max(LEAST_ITEMS, LEAST_HEADED * len(heads))):
        return None
    paragraphs = _paragraphs(sentences)
    names = _names(sayings(), paragraphs)
    telling = [number for number, found in enumerate(names) if len(found) >= SUBSTANCE]
    if not telling or sentences[paragraphs[telling[0]][-1]].body.endswith(":"):
        return None
    first = next((number for number in telling if heads[number] or not _greets(sentences, paragraphs[number])), None)
    if first is None:
        return None
    last = _end(first, heads, names)
    opening = set().union(*names[first:last])
    if heads[first]:
        opening = {term for term in opening if term >> KIND_SHIFT != COUNTRY}
    others = [found for found, headed in zip(names[last:], heads[last:], strict=True) if found or headed]
    sharing = sum(bool(found & opening) for found in others)
    if len(others) < LEAST_ITEMS or sharing > MOST_SHARING * len(others) or not _apart(names[last:]):
        return None
    return [n for p in paragraphs[first:last] for n in p]


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[int]]:
    paragraphs: list[list[int]] = []
    for number, sentence in enumerate(sentences):
        if paragraphs and sentences[number - 1].paragraph == sentence.paragraph:
            paragraphs[-1].append(number)
        else:
            paragraphs.append([number])
    return paragraphs


def _heads(text: str, sentences: Sequence[Sentence]) -> list[bool]:
    """Return of each paragraph whether it opens as an item of a list does: what most paragraphs lack is looked at first."""
    heads: list[bool] = []
    last = -1
    for sentence in sentences:
        if sentence.paragraph != last:
            last = sentence.paragraph
            at = text.rfind("\n", 0, sentence.start) + 1
            plain = text[at : at + 1].isalpha() and not text[at + 1 : at + 2].isupper()
            headed = text.find(": ", at, at + LONGEST_HEAD) >= 0 or text.find(". ", at, at + LONGEST_WORD) >= 0
            heads.append((headed or not plain) and _opens_item(text, at))
    return heads


def _opens_item(text: str, at: int) -> bool:
    """Whether an item of a list or another report opens there."""
    return ITEM.match(text, at) is not None or (at >= LONG_BEFORE and DATELINE.match(text, at) is not None)


def _names(sayings: Sayings, paragraphs: Sequence[Sequence[int]]) -> list[set[int]]:
    """Return the names and figures of each paragraph."""
    named = [set[int]() for _ in sayings.keys]
    for term, number in zip(sayings.flat.tolist(), sayings.owner.tolist(), strict=True):
        if term >> KIND_SHIFT in (NAME, COUNTRY, NUMBER):
            named[number].add(term)
    return [set[int]().union(*(named[n] for n in paragraph)) for paragraph in paragraphs]


def _greets(sentences: Sequence[Sentence], paragraph: Sequence[int]) -> bool:
    """Whether a paragraph is one sentence that counts nothing and speaks of no danger: who reads the news, who compiled it."""
    body = sentences[paragraph[0]].body
    return len(paragraph) == 1 and DIGIT.search(body) is None and ON_TOPIC.search(body) is None


def _end(first: int, heads: Sequence[bool], names: Sequence[set[int]]) -> int:
    """Return the paragraph after the opening item: the next one with a head, else the next that names nothing the opening names."""
    for number in range(first + 1, len(heads)):
        if heads[number] or (not any(heads) and not names[number] & names[first]):
            return number
    return len(heads)


def _apart(items: Sequence[set[int]]) -> bool:
    """Whether the other paragraphs, too, are about different things."""
    pairs = [(a, b) for n, a in enumerate(items) for b in items[n + 1 :] if a and b]
    return sum(bool(a & b) for a, b in pairs) <= MOST_SHARING * len(pairs)
