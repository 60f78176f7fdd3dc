"""What the reader should tell of each sentence, from the gold reports of the development articles."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from schemas.vocabulary import Action, ActorKind, CauseCategory, Group, Status
from tests.evaluate.scoring import Gold, alternatives, plain, same_name
from workers.extract.context import Context
from workers.extract.reader.heard import CAUSES, GROUPS, KINDS, LABELS, STATUSES, TAGS, label
from workers.extract.reader.passages import Name, Passage

SHARED = 40
"""Characters at either end by which a quote that runs over a sentence's end is found."""

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
           "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}  # fmt: skip


@dataclass(slots=True)
class Example:
    """A passage with what should be told of it; rows are its scored sentences, rows of `pairs` (sentence row, name, actor, country, place)."""

    passage: Passage
    labels: NDArray[np.float32]
    statuses: NDArray[np.float32]
    groups: NDArray[np.float32]
    kinds: NDArray[np.float32]
    background: NDArray[np.float32]
    causes: NDArray[np.float32]
    unasked: NDArray[np.bool_]
    """Scored sentences of which it is not known whether they assert anything."""
    tags: dict[int, NDArray[np.float32]] = field(default_factory=dict)
    pairs: list[tuple[int, int, float, float, float]] = field(default_factory=list)


def told_in(context: Context, reports: Sequence[Gold]) -> dict[int, list[Gold]]:
    """Return the gold reports by the sentence that carries their quote."""
    found: dict[int, list[Gold]] = {}
    for report in reports:
        quote = report["quote"]
        whole = [s.index for s in context.sentences if quote in s.text]
        for index in whole or [s.index for s in context.sentences if _touch(s.text, quote)]:
            found.setdefault(index, []).append(report)
    return found


def _touch(sentence: str, quote: str) -> bool:
    return sentence in quote or quote[:SHARED] in sentence or quote[-SHARED:] in sentence


def example(
    context: Context, passage: Passage, told: Mapping[int, Sequence[Gold]], unasked: Container[int] = ()
) -> Example:
    """Return a passage with its targets; of sentences `unasked` it is not known whether they assert anything."""
    size = len(passage.scored)
    made = Example(
        passage,
        *(np.zeros((size, len(each)), np.float32) for each in (LABELS, STATUSES, GROUPS, KINDS)),
        np.zeros((size, 1), np.float32),
        np.zeros((size, len(CAUSES)), np.float32),
        np.array([index in unasked for index in passage.scored]),
    )
    for row, index in enumerate(passage.scored):
        reports = told.get(index, ())
        for report in reports:
            actor = report["actor"]
            made.labels[row, LABELS.index(label(Action(report["action"]), Status(report["status"])))] = 1
            made.statuses[row, STATUSES.index(Status(report["status"]))] = 1
            made.kinds[row, KINDS.index(ActorKind(actor["kind"]) if actor else None)] = 1
            made.background[row, 0] = float(report["background"])
            made.causes[row, CAUSES.index(CauseCategory(report["cause"]))] = 1
            for group in report["affected"]:
                made.groups[row, GROUPS.index(Group(group))] = 1
        if reports:
            made.tags[row] = _tags(context.sentences[index].text, passage.offsets[index], reports, passage, index)
            made.pairs.extend(
                (row, number, float(any(_acts(name, each) for each in reports)), *_left(name, reports))
                for number, (name, _, _) in enumerate(passage.names)
            )
    return made


def _acts(name: Name, report: Gold) -> bool:
    for actor in alternatives(report, "actor"):
        if actor is None:
            continue
        if actor["country"] and actor["country"] == name.country:
            return True
        if same_name(name.name, actor["name"]):
            return True
    return False


def _left(name: Name, reports: Sequence[Gold]) -> tuple[float, float]:
    """Whether a name stands for a country that is left, and for the place itself."""
    left = [place for report in reports for places in alternatives(report, "origins") for place in places]
    country = name.country is not None and any(place["country"] == name.country for place in left)
    return float(country), float(any(plain(place["place"]) == plain(name.name) for place in left))


def _tags(
    text: str, offsets: Sequence[tuple[int, int]], reports: Sequence[Gold], passage: Passage, index: int
) -> NDArray[np.float32]:
    made = np.zeros((len(offsets), len(TAGS)), np.float32)
    spans: dict[str, list[tuple[int, int]]] = {tag: [] for tag in TAGS}
    for report in reports:
        if report["actor"]:
            spans["actor"] += _found(text, report["actor"]["name"])
        for tag in ("origins", "destinations"):
            for places in alternatives(report, tag):
                for place in places:
                    spans[tag] += _found(text, place["place"])
        for count in alternatives(report, "quantity"):
            if count:
                spans["quantity"] += _numbers(text, {count["min"], count["max"]})
    spans["actor"] += [
        (name.start, name.end)
        for name, _, _ in passage.names
        if name.sentence == index and any(_acts(name, report) for report in reports)
    ]
    for number, tag in enumerate(TAGS):
        for start, end in spans[tag]:
            for i, (a, b) in enumerate(offsets):
                if a < end and start < b:
                    made[i, number] = 1
    return made


def _found(text: str, name: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)]


def _numbers(text: str, values: set[int | None]) -> list[tuple[int, int]]:
    found = []
    for match in re.finditer(r"\d[\d,. ]*|[a-z]+", text.lower()):
        word = match.group().strip(" .,")
        value = NUMBERS.get(word)
        if word[:1].isdigit() and (digits := re.sub(r"[, ]", "", word)).isdecimal():
            value = int(digits)
        if value is not None and value in values:
            found.append((match.start(), match.start() + len(word)))
    return found
