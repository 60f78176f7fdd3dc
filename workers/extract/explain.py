"""Why each report says what it says: the sentence, the pattern that fired, and for each field the words it rests on or why it is empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from schemas.articles import StoryArticle
from schemas.reports import Report, Slice
from workers.extract.assemble import Draft
from workers.extract.confidence import confidence, features, weights
from workers.extract.extractor import Extractor
from workers.extract.stage import reports_of

FIELDS = (
    "action",
    "status",
    "actor",
    "affected",
    "origins",
    "destinations",
    "when",
    "quantity",
    "cause",
    "attribution",
)

TAKEN_OVER = {
    "actor": "nobody named in the sentence: taken from the article",
    "affected": "no words of their own: taken from the pattern",
    "origins": "no place in the sentence: taken from the article",
    "cause": "no danger in the sentence: taken from the article",
    "status": "from the form of the verb",
}
"""How a filled field without words of its own came about."""

EMPTY = {
    "actor": "the article does not say who",
    "origins": "the article names no place",
    "destinations": "no destination is told",
    "when": "no date is told with it, or none that the publishing time settles",
    "quantity": "no number of people is told with it",
    "cause": "the article tells no danger",
    "attribution": "nobody is said to have told it",
}
"""Why a field stayed empty."""


@dataclass(frozen=True, slots=True)
class FieldTrace:
    """One field of a report: its value in words, the slice it rests on, and how it came about."""

    name: str
    value: str
    slice: Slice | None
    reason: str


@dataclass(frozen=True, slots=True)
class ReportTrace:
    """One report with its sentence, the pattern that made it, its fields, and what its confidence is made of."""

    report: Report
    pattern: str
    sentence: str
    fields: tuple[FieldTrace, ...]
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ArticleTrace:
    """An article's reports, the sentences that were parsed, and the scene that dropped them, if one did."""

    article_id: str
    title: str | None
    text: str
    candidates: tuple[str, ...]
    reports: tuple[ReportTrace, ...]


def explain(extractor: Extractor, story: StoryArticle) -> ArticleTrace:
    """Return how the reports of an article came about."""
    drafts = extractor.extract([story])[0]
    reports = reports_of(story, drafts)
    context = extractor.context(story)
    candidates = tuple(sentence.text for sentence in extractor.candidates(context, extractor.heard(context)))
    traces = tuple(_trace(report, draft) for report, draft in zip(reports, drafts, strict=True))
    return ArticleTrace(story.article_id, story.article.title, story.article.text, candidates, traces)


def _trace(report: Report, draft: Draft) -> ReportTrace:
    fields = tuple(_field(name, _value(report, name), report.evidence.fields.get(name)) for name in FIELDS)
    fitted = weights(draft)
    parts = tuple((name, round(fitted[name] * value, 2)) for name, value in features(draft).items() if value)
    return ReportTrace(
        report, draft.pattern, report.evidence.quote, fields, (*parts, ("confidence", confidence(draft)))
    )


def _field(name: str, value: str, found: Slice | None) -> FieldTrace:
    if not value or (name == "cause" and value == "unknown"):
        return FieldTrace(name, value, None, EMPTY.get(name, "not told"))
    if found is None:
        return FieldTrace(name, value, None, TAKEN_OVER.get(name, "from the pattern"))
    return FieldTrace(name, value, found, "told")


def _value(report: Report, name: str) -> str:
    if name in ("origins", "destinations"):
        places = report.origins if name == "origins" else report.destinations
        return ", ".join(place.place + (f" ({place.country})" if place.country else "") for place in places)
    if name == "affected":
        return ", ".join(each.group.value for each in report.affected)
    if name == "actor":
        actor = report.actor
        return "" if actor is None else f"{actor.name} ({actor.country or 'no country'}, {actor.kind.value})"
    if name == "when":
        when = report.when
        return "" if when is None else f"{when.start or '…'} to {when.end or '…'}"
    if name == "quantity":
        count = report.quantity
        return "" if count is None else f"{count.qualifier.value}: {count.min or '…'} to {count.max or '…'}"
    if name == "cause":
        return report.cause.category.value
    return str(getattr(report, name) or "")


def html(trace: ArticleTrace) -> str:
    """Return the trace as one HTML page, every piece of the article escaped, the words of each field marked."""
    sections = "".join(_section(each) for each in trace.reports) or "<p>No report.</p>"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(trace.title or trace.article_id)}</title>"
        "<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
        "mark{background:#ffe9a8}th{text-align:left;padding-right:1em;vertical-align:top}td{padding-right:1em}</style>"
        f"</head><body><h1>{escape(trace.title or trace.article_id)}</h1>{sections}</body></html>"
    )


def _section(trace: ReportTrace) -> str:
    report = trace.report
    marked = _marked(trace.sentence, report.evidence.start, report.evidence.in_, [each.slice for each in trace.fields])
    rows = "".join(
        f"<tr><th>{escape(each.name)}</th><td>{escape(each.value)}</td>"
        f"<td>{escape(each.slice.quote) if each.slice else ''}</td><td>{escape(each.reason)}</td></tr>"
        for each in trace.fields
    )
    return (
        f"<h2>{report.action.value}, {report.status.value}</h2><blockquote>{marked}</blockquote>"
        f"<p>Pattern: {escape(trace.pattern)}. Confidence: {report.confidence}.</p>"
        f"<table><tr><th>field</th><th>value</th><th>words</th><th>why</th></tr>{rows}</table>"
    )


def _marked(sentence: str, offset: int, part: str, slices: Sequence[Slice | None]) -> str:
    inside = [
        (each.start - offset, each.end - offset)
        for each in slices
        if each is not None and each.in_ == part and offset <= each.start and each.end <= offset + len(sentence)
    ]
    flagged = [any(start <= index < end for start, end in inside) for index in range(len(sentence))]
    pieces: list[str] = []
    for index, char in enumerate(sentence):
        if flagged[index] and (index == 0 or not flagged[index - 1]):
            pieces.append("<mark>")
        pieces.append(escape(char))
        if flagged[index] and (index + 1 == len(sentence) or not flagged[index + 1]):
            pieces.append("</mark>")
    return "".join(pieces)
