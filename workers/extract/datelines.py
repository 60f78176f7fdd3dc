"""The dateline of a text: the town, state, day and agency before its first sentence."""

import re

from workers.gazetteer import gazetteer

PLACE_NAME = r"[A-ZÀ-Þ][\w.'’ -]{1,30}?(?:/[A-ZÀ-Þ][\w ]+)?(?:,\s?[A-Z][\w. ]{1,24})?"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{3,30}(?:/[A-ZÀ-Þ' -]+)?(?:,\s?[A-Z][\w. ]{1,24})?"
DATED = r"(?:,\s?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)?(?:\s?\(sic\))?"
DATELINE = re.compile(
    r"^\s*(?:\W*date \d{4}-\d\d-\d\d\s*)?(?:"
    rf"(?P<place>{PLACE_NAME}){DATED}\s?(?:\([^)\n]{{1,40}}\)\s?(?:[-–—:]+|â€\S?)?|\s[-–—]+|\sâ€\S?)\s"
    rf"|(?P<capitals>{CAPITALS}){DATED}[.:]\s)\s?(?=\S)"
)
"""A town before the first sentence ("KYIV, Feb 12 (AP) - "); a stop or colon after it only where it stands in capitals."""

LONGEST_DATELINE = 120
"""Code points: a town, its state, a day and an agency."""

MOST_ABOVE = 1_000
"""Code points of a page's own lines above a story: menus, cookies, who posted it."""


def find(text: str) -> tuple[int, int]:
    """Return where the dateline begins and ends: first of all, or behind the page's own lines, where a town is known or stands with its state; 0, 0 where there is none."""
    if first := DATELINE.match(text[:LONGEST_DATELINE]):
        return 0, first.end()
    at = text.find("\n") + 1
    while 0 < at < MOST_ABOVE:
        found = DATELINE.match(text[at : at + LONGEST_DATELINE])
        if found and found["place"] and found["place"].split(",")[0].isupper() and _known(found["place"]):
            return at + found.start("place"), at + found.end()
        at = text.find("\n", at) + 1
    return 0, 0


def _known(place: str) -> bool:
    found = gazetteer().mentions(place)
    return any(m.after_comma or (m.start == 0 and m.candidates[0].feature != "country") for m in found)
