"""Sentences of an article, by rules fast enough for every article, with the lines that belong to the page rather than to the story marked."""

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from workers.dedup.corrections import corrects
from workers.dedup.notices import ON_TOPIC

END = re.compile(r"[.!?…][\"'”’)\]]*[ \t]+(?=[\"'“‘(\[]*[A-Z0-9])")
SHORTENED = frozenset(
    (
        "Mr", "Ms", "Mrs", "Dr", "St", "Gen", "Gov", "Sen", "Rep", "Lt", "Col", "Sgt", "Capt", "Prof", "No", "Jan", "Feb", "Mar", "Apr",
        "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
    )
)  # fmt: skip
"""Words whose full stop ends no sentence; nor does that of a single capital."""
TYPOGRAPHIC = ("’", "‘", "“", "”", "–", "—", "…", "\u00a0", "«", "»", "•")
PUNCTUATION = bytes(32 if byte < 128 and not chr(byte).isalnum() else byte for byte in range(256))
"""Every ASCII byte that is no letter or digit made a blank."""
DATELINE = re.compile(
    r"(?:\([^)]{1,40}\) ?[-–—]+ ?)?[A-Z][A-Z’'.-]{2,}(?:[ ,/][^\n—–]{0,60}?)?(?: ?[—–] ?| -{1,2} )(?=\S)"
    r"|[A-Z][\w ,./’'-]{2,50} ?\((?:AP|AFP|Reuters|dpa|TASS|Xinhua|CNN|ANI|PTI|UPI)\) ?[-–—]+ ?"
)
NOT_WORDS = re.compile(r"[\W_]*")
STOPS = tuple(".!?…:;")
AFTER_STOP = "\"'”’)]*"
FURNITURE = re.compile(
    r"""(?x)^\W*(?:
    by\ (?!(?:the\ )?(?:then|now|noon|mid\w+|night\w*|dusk|dawn|day\w*|sun\w+|early|late|mon\w*|tues\w*|wednes\w*|thurs\w*|fri|friday|sat|saturday|morning|afternoon|evening|end|time|weekend|week)\b)
     (?:the\ )?[^\W\d][\w.’'-]*(?:\ [^\W\d][\w.’'-]*){0,5}(?:,\ \D*|\ in\ [^\W\d][\w\ ]*|\ and\ \D*)?$
    |posted\ by|our\ (?:foreign\ )?(?:staff|correspondent|standards)|(?:read|see|watch)\ (?:more|also|next|live)|more\ from|related\b|recommended|trending
    |you\ (?:may|might)\ also\ (?:like|want|enjoy)|(?:do\ not|don['’]t|never)\ miss\b|editor['’]?s['’]?\ picks?
    |most\ (?:read|popular|viewed)|promoted|sponsored|advertisement|copyright|©|all\ rights\ reserved|share\ (?:on|this)|follow\ (?:us|our|ap|the\ (?:latest|story)|\w+(?:’s|'s)\ (?:full\ )?coverage)|find\ more|for\ more\ (?:on|news|stories)
    |subscribe|sign\ up\ (?:for|to)\ (?:our|the|get)|already\ a\ subscriber|log\ in|you\ have\ \d+\ free|get\ the\ latest|download\ (?:the|our)|listen\ to\ this
    |click\ here|(?:reader\ |all\ )?comments?\ (?:are\ |will\ be\ )?(?:open|closed?|moderated)|leave\ a\ (?:comment|reply)|have\ your\ say|make\ a\ complaint|powered\ by|we\ use\ cookies|accept\ all|home\ [>|»]
    |e-?mail:?\ |contact\ us|(?:got|have)\ (?:a|any)\ (?:news\ )?(?:tips?|photos?|pictures?|videos?|stor(?:y|ies))\b|send\ (?:it|them|us|your\ \w+)\ (?:to\ )?(?:the|our|your)\ (?:news|tips?|photos|pictures|videos|stories|editor)
    |(?<!["“'‘])(?:do|are|were|did|have)\ you\b[^.?]{0,60}\b(?:near|nearby|affected|in\ the\ area|saw|see|seen|witness\w*|photos?|pictures?|videos?|footage|stor(?:y|ies)|know\ (?:more|anything|something))\b[^.?]*\?
    |get\ (?:our|free)\ |(?<!["“'‘])(?:send|tell|text|message|call)\ (?:us\b|our\ (?:news\ ?(?:desk|room)|reporters?))
    |(?:re)?posts?:\ \d|likes?:\ \d|views?:\ \d|last\ edited\ by|mark\ (?:this\ |all\ )?(?:topic|thread|forum|post)s?\ (?:as\ )?read|(?:reply|quote|print|reject(?:\ all)?|more\ options)\W*$
    |report\ (?:a|an)\ (?:mistake|error|typo|problem)|(?:rules\ of\ the\ forum|forum\ rules)\b|whatsapp\ us|stay\ (?:with|tuned)|the\ \w+(?:\ \w+){0,4}\ contributed|\(?(?:additional\ )?(?:reporting|editing|writing)\ by
    |this\ (?:material|article|story|report)\ (?:may\ not|was\ (?:first|originally|produced|generated|published)|is\ published|has\ been\ published)
    |photo|image|file\ (?:photo|picture)|video|close[d]?\ caption|support\ (?:our|independent)|updated\ automatically
    |source:\ |(?:re-?)?published\ (?:in\ full\ )?(?:with|by)\ (?:kind\ )?permission
    |support\ quality|thank\ you\ for\ reading|join\ (?:our|the)\ (?:conversation|newsletter|channel|whatsapp)|newsletter
    )"""
)
FURNITURE_HEADS = frozenset(
    (
        "acc", "add", "adv", "all", "alr", "are", "by ", "cal", "cli", "clo", "com", "con", "cop", "did", "dow", "e-m", "do ", "don", "edi", "ema", "fil", "fin", "fol", "for",
        "get", "got", "hav", "hom", "ima", "joi", "las", "lea", "lik", "lis", "log", "mak", "mar", "mes", "mor", "mos", "nev", "new", "our", "pho", "pos",
        "pow", "pri", "pro", "pub", "quo", "rea", "rec", "rej", "rel", "rep", "rul", "see", "sen", "sha", "sig", "sou", "spo", "sta", "sub", "sup", "tha", "the", "tel", "tex", "thi", "tre", "upd", "vid", "vie", "wat", "we ", "wer", "wha", "wri", "you",
    )
)  # fmt: skip
"""The first letters of what `FURNITURE` finds: three times faster to see."""
FURNITURE_INSIDE = re.compile(
    r"(?i)\ball rights reserved\b|\bmay not be (?:published|reproduced)|\bcookie (?:policy|settings)|\bprivacy policy\b|\bterms of (?:use|service)\b"
    r"|\bcontributed to this (?:report|story|article)\b|\bour (?:free )?newsletter\b|\bstraight to your inbox\b|\bfirst appeared on\b|^\W*[|_*=-]{3}"
    r"|\b(?:wire|agency|news) partners\b|\beditors[’'] code\b|\b(?:our|\d+) partners (?:store|use|process)\b|\bcookies on your\b|\bprivacy (?:terms|notice|statement)\b"
    r"|\bbecome a (?:member|subscriber|supporter)\b|\balready a member\b|\b(?:sign|log|logged) in to\b|\bnot logged in\b|\bfree articles?\b|\bunsubscribe\b"
    r"|\b(?:accepts?|assumes?) no liability\b|\b(?:no responsibility|not (?:be )?(?:responsible|liable)) for (?:the (?:content|accuracy)|errors|external)\b"
    r"|\be-?mail address will not be\b|\b(?:is|are) printed (?:on|every|daily|weekly)\b"
)
FURNITURE_WORDS = (
    "rights reserved", "may not be", "cookie", "privacy", "terms of", "contributed to", "newsletter", "inbox", "first appeared",
    "code", "|", "__", "==", "--", "**", "partners", "a member", "a subscriber", "supporter", "in to", "logged in", "free article",
    "unsubscribe", "no liability", "for the content", "for the accuracy", "for errors", "for external", "address will", "printed", " > ",
)  # fmt: skip
"""A text without any of these has no line that `FURNITURE_INSIDE` finds: ten times faster to see."""
NAVIGATION = re.compile(r"[^\d|>]{1,40}(?: [|>] [^|>]{1,40}){2,}")
"""A row of links."""
CREDIT = re.compile(r"(?i)\W*(?:by|photo|image|file|video|source|the|(?:re-?)?published|for|updated)\b")
"""The page's own words that may open a paragraph of the story, or look like it: they say nothing of the rest of their line."""
AFTER_CAPITAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ’'.-")
"""The second character of a line that opens with a place in capitals: no other line without a bracket has a dateline."""
MOSTLY_PAGE = 4
"""A text of which more than so many times as much is the page's as the story's has hardly a story: its lines may be one after all."""
LONGEST_LINE = 14
"""Words. A line of its own without a final stop that is no longer than this is a headline, a link or a caption, not a sentence."""


LINES = 1 << 16
"""Lines kept as they were read, and keys of sentences, some 60 MB: copies come in bursts, and a copy is read by looking its lines up, or its
sentences where its lines are cut otherwise."""


class Sentence(NamedTuple):
    """`text[start:end]` in code points is the sentence, its dateline left out."""

    start: int
    end: int
    body: str
    key: int
    """the same for the same words"""
    furniture: bool
    """the page's words, not the story's"""
    paragraph: int


@lru_cache(maxsize=LINES)
def sentence_key(text: str) -> int:
    """Return 64 bits that stand for the words of a sentence, whatever its punctuation and case."""
    words = b" ".join(_bare(text).split())
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "little")


def _bare(text: str) -> bytes:
    """Return a text in lower case with punctuation made blanks."""
    lower = text.lower()
    if not lower.isascii():
        for mark in TYPOGRAPHIC:
            lower = lower.replace(mark, " ")
    return lower.encode("utf-8", "surrogatepass").translate(PUNCTUATION)


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text in order, datelines left out of their bodies. Where nearly everything looks like furniture and the
    rest speaks of no danger, nothing is."""
    return read(text)[0]


def read(text: str) -> tuple[list[Sentence], bool]:
    """Return the sentences of a text and whether it says that it corrects an earlier version."""
    found: list[Sentence] = []
    said = page = at = 0
    correction = False
    for paragraph, line in enumerate(text.split("\n")):
        if line:
            parts, corrects_it = read_line(line)
            correction = correction or corrects_it
            for start, end, body, key, furniture in parts:
                if furniture:
                    page += end - start
                else:
                    said += end - start
                found.append(Sentence(at + start, at + end, body, key, furniture, paragraph))
        at += len(line) + 1
    if page > MOSTLY_PAGE * said and not any(
        ON_TOPIC.search(sentence.body) for sentence in found if not sentence.furniture
    ):
        return [sentence._replace(furniture=False) for sentence in found], correction
    return found, correction


class Line(NamedTuple):
    """What is read of a line."""

    sentences: tuple[tuple[int, int, str, int, bool], ...]
    """of each its start, end, body, key and whether it is the page's"""
    corrects: bool
    """it says that the article corrects an earlier version"""


@lru_cache(maxsize=LINES)
def read_line(line: str) -> Line:
    """Read a line. One without a word of danger that opens with the page's own words, or is mostly of them, is the page's as a whole: links
    to other stories, calls to join, the tools of a forum."""
    found: list[tuple[int, int, str, int, bool]] = []
    of_page = True
    theirs = 0
    for start, stop in pairwise(_cuts(line)):
        piece = line[start:stop].strip()
        if not piece or (not piece[0].isalnum() and NOT_WORDS.fullmatch(piece)):
            continue
        furniture = is_furniture(piece)
        theirs += furniture and not CREDIT.match(piece)
        of_page = of_page and furniture
        begin = line.index(piece, start)
        end = begin + len(piece)
        found.append((begin, end, piece, sentence_key(piece), of_page))
    opens = bool(found) and found[0][4] and not CREDIT.match(found[0][2])
    if theirs and not of_page and (opens or 2 * theirs > len(found)) and ON_TOPIC.search(line) is None:
        found = [(begin, end, piece, key, True) for begin, end, piece, key, _ in found]
    return Line(tuple(found), corrects(line))


def _cuts(line: str) -> list[int]:
    """Return where the sentences of a line start, its dateline left out, and last where it ends."""
    cuts = [_dateline(line)]
    for match in END.finditer(line, cuts[0]):
        stop = match.start()
        word = line[stop - 4 : stop]
        if (word.islower() and word.isalpha()) or _ends(line, cuts[-1], stop):
            cuts.append(match.end())
    return [*cuts, len(line)]


def _dateline(line: str) -> int:
    """Return where a line's dateline ends, 0 where it has none."""
    if "(" in line or line[1:2] in AFTER_CAPITAL:
        found = DATELINE.match(line)
        return found.end() if found else 0
    return 0


def _ends(text: str, start: int, stop: int) -> bool:
    """Whether the stop at `stop` ends a sentence that began at `start`: shortened words and initials end none."""
    if text[stop] != ".":
        return True
    before = text[max(start, stop - 6) : stop].rpartition(" ")[2].lstrip("\"'“‘(")
    return not (before in SHORTENED or (len(before) == 1 and before.isupper()) or before[-2:-1] == ".")


def is_furniture(line: str) -> bool:
    """Whether a sentence or line is the page's own: bylines, links, captions, calls to subscribe."""
    lower = line.lower()
    if (lower[:3] in FURNITURE_HEADS or not lower[:1].isalpha()) and FURNITURE.match(lower):
        return True
    for word in FURNITURE_WORDS:
        if word in lower and FURNITURE_INSIDE.search(line):
            return True
    if ("|" in line or " > " in line) and NAVIGATION.match(line) and ON_TOPIC.search(line) is None:
        return True
    return not line.rstrip(AFTER_STOP).endswith(STOPS) and line.count(" ") < LONGEST_LINE
