"""Which reports are the gold ones, which of their fields are right, and the counts of both.

A gold report is one of an annotated article: its fields as the text tells them, under `also` the values that are as good, `optional` where a
desk may leave it out.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import harmonic_mean
from typing import Any

from schemas.reports import Report

FIELDS = ("status", "place", "destination", "when", "quantity", "cause", "background")
SILENT = ("actor", "destination", "when", "quantity", "cause")
"""Fields that may be silent in the text; a value there is invented."""

BINS = 10
Gold = Mapping[str, Any]


@dataclass(slots=True)
class Counts:
    """Counts over the articles of one part."""

    articles: int = 0
    relevant: int = 0
    found_relevant: int = 0
    right_relevant: int = 0
    gold: int = 0
    predicted: int = 0
    matched: int = 0
    gate_passed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    invented: int = 0
    silent: int = 0
    from_negatives: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the found reports that match."""
        return self.matched / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold reports that are found."""
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return harmonic_mean((self.precision, self.recall))

    @property
    def calibration_error(self) -> float:
        """Expected calibration error over ten bins of equal width, weighted by their reports (Naeini et al., 2015)."""
        bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for confidence, right in self.sure:
            bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
        total = len(self.sure)
        return (
            sum(abs(sum(c for c, _ in each) - sum(r for _, r in each)) for each in bins.values()) / total
            if total
            else 0.0
        )


def plain(name: str) -> str:
    """Return a name without accents, case, articles and punctuation, for comparison."""
    folded = unicodedata.normalize("NFKD", name.lower().removeprefix("the "))
    return "".join(char for char in folded if char.isalnum() or char == " ").strip()


def alternatives(gold: Gold, name: str) -> list[Any]:
    """Return the gold value of a field and those that are as good."""
    return [gold[name], *gold.get("also", {}).get(name, [])]


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, or one is part of the other and no mere initials."""
    ours, theirs = plain(one), plain(other)
    return ours == theirs or (len(ours) > 3 and len(theirs) > 3 and (ours in theirs or theirs in ours))


def same_actor(gold: Gold, report: Report) -> bool:
    """Whether the actor's country or name agrees with a gold value; nobody agrees with nobody."""
    for actor in alternatives(gold, "actor"):
        if actor is None or report.actor is None:
            if actor is None and report.actor is None:
                return True
            continue
        if actor["country"] and actor["country"] == report.actor.country:
            return True
        if same_name(report.actor.name, actor["name"]):
            return True
    return False


def matches(gold: Gold, report: Report) -> bool:
    """Whether a report is the gold one: action, origin country, actor, a shared group, ruled out or not."""
    if report.action not in alternatives(gold, "action"):
        return False
    if (report.status == "ruled_out") not in {status == "ruled_out" for status in alternatives(gold, "status")}:
        return False
    countries = {place["country"] for places in alternatives(gold, "origins") for place in places}
    ours = {place.country for place in report.origins}
    if (
        (countries or ours)
        and not countries & ours
        and not (None in countries or ([] in alternatives(gold, "origins") and not ours))
    ):
        return False
    groups = {group for each in alternatives(gold, "affected") for group in each}
    found = {group.group.value for group in report.affected}
    if not groups & found:
        return False
    return same_actor(gold, report)


def same_places(gold: Sequence[Mapping[str, Any]], ours: Sequence[Any]) -> bool:
    """Whether both name a place in common, or neither names any."""
    if not gold or not ours:
        return not gold and not ours
    told = {plain(place["place"]) for place in gold}
    return any(
        plain(place.place) in told or any(plain(place.place) in each or each in plain(place.place) for each in told)
        for place in ours
    )


def right_field(gold: Gold, report: Report, name: str) -> bool:
    """Whether a field of a matched report agrees with a gold value."""
    if name == "status":
        return report.status in alternatives(gold, "status")
    if name in ("place", "destination"):
        key = "origins" if name == "place" else "destinations"
        ours = report.origins if name == "place" else report.destinations
        return any(same_places(each, ours) for each in alternatives(gold, key))
    if name == "when":
        told = None if report.when is None else (_day(report.when.start), _day(report.when.end))
        return any(
            told == (None if each is None else (each["start"], each["end"])) for each in alternatives(gold, "when")
        )
    if name == "quantity":
        count = None if report.quantity is None else (report.quantity.min, report.quantity.max)
        return any(
            count == (None if each is None else (each["min"], each["max"])) for each in alternatives(gold, "quantity")
        )
    if name == "cause":
        return report.cause.category in alternatives(gold, "cause")
    return report.background in alternatives(gold, "background")


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def silence(gold: Gold, report: Report) -> Iterator[bool]:
    """Yield for each field that the text leaves silent whether the report fills it nevertheless."""
    for name in SILENT:
        key = {"destination": "destinations"}.get(name, name)
        values = alternatives(gold, key)
        if all(value in (None, [], "unknown") for value in values):
            ours = {"actor": report.actor, "destination": report.destinations, "when": report.when, "quantity": report.quantity,
                    "cause": None if report.cause.category == "unknown" else report.cause}[name]  # fmt: skip
            yield bool(ours)


def paired(gold: Sequence[Gold], reports: Sequence[Report]) -> list[tuple[Gold, Report]]:
    """Return gold and found reports matched one to one, the best agreeing pairs first."""
    pairs = [
        (sum(right_field(each, report, name) for name in FIELDS) + (0 if each.get("optional") else 0.5), -i, -j)
        for i, each in enumerate(gold)
        for j, report in enumerate(reports)
        if matches(each, report)
    ]
    taken_gold: set[int] = set()
    taken_report: set[int] = set()
    found = []
    for _, i, j in sorted(pairs, reverse=True):
        if -i not in taken_gold and -j not in taken_report:
            taken_gold.add(-i)
            taken_report.add(-j)
            found.append((gold[-i], reports[-j]))
    return found


def count(
    counts: Counts, gold: Sequence[Gold], reports: Sequence[Report], *, passed: bool
) -> list[tuple[Gold, Report]]:
    """Add one article to the counts; returns the matched pairs."""
    firm = [each for each in gold if not each.get("optional")]
    pairs = paired(gold, reports)
    matched_reports = {report.report_id for _, report in pairs}
    optional_hits = [report for each, report in pairs if each.get("optional")]
    counts.articles += 1
    counts.relevant += bool(firm)
    counts.gate_passed += bool(firm) and passed
    if firm or not gold:
        counts.found_relevant += bool(reports)
        counts.right_relevant += bool(reports) and bool(firm)
    counts.gold += len(firm)
    counts.predicted += len(reports) - len(optional_hits)
    counts.matched += len(pairs) - len(optional_hits)
    counts.from_negatives += len(reports) if not gold else 0
    counts.sure.extend((report.confidence, report.report_id in matched_reports) for report in reports)
    for each, report in pairs:
        if each.get("optional"):
            continue
        for name in FIELDS:
            counts.asked[name] += 1
            counts.right[name] += right_field(each, report, name)
        filled = list(silence(each, report))
        counts.silent += len(filled)
        counts.invented += sum(filled)
    return pairs
