"""From a text as it was scraped to a text as a reader sees it: repaired, without what cannot be seen, without the site's own lines."""

import re
from html import unescape

import ftfy
from ftfy.badness import is_bad

from workers.ingest.boilerplate import is_boilerplate
from workers.ingest.wrapping import unwrapped

_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Controls, bidirectional marks, zero-width characters, soft hyphens, noncharacters and lone surrogates (Unicode 16, categories Cc, Cf, Cs).
The zero-width joiners stay: emoji and some scripts are spelt with them."""
_BLANKS = re.compile(r"[^\S\n]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)


def clean_text(text: str) -> str:
    """Return a plain text with one paragraph a line, single blanks, and no line that belongs to the site rather than to the story."""
    lines = [_clean_line(line) for line in _visible(text).split("\n")]
    return "\n".join(line for line in unwrapped(lines) if line and not is_boilerplate(line))


def clean_title(title: str | None) -> str | None:
    """Return a title on one line, or None where nothing of it can be read."""
    if title is None:
        return None
    return _clean_line(_visible(title).replace("\n", " ")) or None


def _visible(text: str) -> str:
    if _ENTITY.search(text):
        text = unescape(text)
    return _LINE_ENDS.sub("\n", text)


def _clean_line(line: str) -> str:
    """Mojibake first: the characters it consists of may be invisible ones."""
    if not line.isascii() and is_bad(line):
        line = ftfy.fix_encoding(line)
    return _BLANKS.sub(" ", _INVISIBLE.sub("", line).replace("\n", " ")).strip()
