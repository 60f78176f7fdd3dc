"""Orders told by their grade alone: "moved Meeker from SET to GO", "a Level 3 Go Now notice for Detroit", "made it mandatory for the island"."""

import re
from collections.abc import Iterator

from schemas.vocabulary import Group, Status
from workers.extract.frames.setting import threatened
from workers.extract.groups import People
from workers.extract.modality import conditional, tense
from workers.extract.prepositions import all_ways
from workers.extract.syntax import Token, conjuncts, is_passive, is_verb, lemma, negated, objects, subject
from workers.extract.view import Statement, View
from workers.extract.wordsets import wordset

GRADING = wordset("levels_grading")
GO = re.compile(
    r"\blevel (?:3|three|iii)\b(?!\s*(?:of|nuclear|trauma|hospital|storm|typhoon))|\bgo[ -]now\b|\bto [\"']?GO\b|\bGO (?:status|order|level|notice)\b",
)
SET = re.compile(
    r"\blevel (?:[12]|one|two|ii?)\b(?= (?:\W?(?:be |get )?(?:set|ready)|evacuation))|\bto [\"']?SET\b|\bSET status\b"
)
"""The grades of the western United States: Ready, Set, Go, or Levels 1 to 3 (wildfire agencies' "Ready, Set, Go" programme)."""

MANDATORY = re.compile(
    r"\b(?:made|making|make|makes|declared|became|becomes|is now|are now)\b[^.;]{0,30}\b(?:mandatory|compulsory|obligatory)\b"
)
LEAVING = re.compile(r"\b(?:leav\w+|evacu\w+|get out|go(?:ing)?|empty|order\w*|clear out|zones?|it)\b")


def find(view: View) -> Iterator[Statement]:
    """Yield the order that a sentence tells by its grade."""
    text = view.sentence.text
    lowered = (
        re.sub(r"\bLevel\b", "level", text)
        .replace("Go Now", "go now")
        .replace("Go now", "go now")
        .replace("GO NOW", "go now")
    )
    found = GO.search(lowered) or SET.search(lowered)
    if found is None and MANDATORY.search(text) and LEAVING.search(text):
        found = MANDATORY.search(text)
    told = "go now" in lowered
    if found is None or view.context.diplomatic or not (told or threatened(view)):
        return
    verb = next((word for word in view.doc if is_verb(word) and lemma(word, view.lexicon) in GRADING), None)
    if verb is None or negated(verb) or conditional(verb):
        return
    own = tense(verb, title=view.sentence.part == "title")
    if own not in (Status.COMPLETED, Status.UNDER_WAY):
        return
    status = Status.ADVISED if SET.search(lowered) and not GO.search(lowered) else Status.ORDERED
    yield _order(view, verb, status, found.span())


def _order(view: View, verb: Token, status: Status, words: tuple[int, int]) -> Statement:
    who = None if is_passive(verb) else subject(verb)
    actors = [each for each in conjuncts(who) if view.mention(each) or view.classes(each)] if who is not None else []
    told = [noun for to, noun in all_ways(verb) if to in ("for", "in", "on", "across", "at")] + objects(verb)
    told += [word for word in view.doc if word.dep_ == "pobj" and word.head.lower_ in ("for", "of", "in", "around")]
    origins = [
        noun for noun in told if (m := view.mention(noun)) is not None and m.kind == "place" and noun not in actors
    ]
    people = [each for noun in told for each in view.people(noun)][:1]
    start, end = int(verb.idx), int(verb.idx) + len(verb.text)
    return Statement(
        "level", verb, "evacuation", status.value, words, actors,
        people or [People(verb, Group.RESIDENTS, start, end, None, True)], list(dict.fromkeys(origins)), [], not actors, 0.7,
    )  # fmt: skip
