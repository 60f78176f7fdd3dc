"""What a person sees of a run: a progress bar while it works, a table of events at the end."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from workers.local.reader import Message

Event = Mapping[str, Any]

KEPT = 200
"""Events remembered for the table: those that changed last. The files hold all."""
SHOWN = 40
"""Rows of the table, the events with most independent sources first: one screen or two."""
WIDTH = 160
"""Columns of the table where the output is no terminal that has a width of its own."""
MOST_NAMES = 3
"""Places, groups or sources named in a cell before "+2"."""


_COLUMNS = (
    ("what", "bold", 11),
    ("where", "", 11),
    ("who", "", 8),
    ("status", "cyan", 10),
    ("how many", "", 5),
    ("when", "", 10),
    ("sources", "dim", 8),
)
"""Heading, style and narrowest width of each column; together they fit 80 columns."""


class Events:
    """The latest version of the events that changed last."""

    def __init__(self) -> None:
        self._latest: OrderedDict[str, Event] = OrderedDict()

    def add(self, event: Event) -> None:
        """Take in a version of an event."""
        self._latest[event["event_id"]] = event
        self._latest.move_to_end(event["event_id"])
        if len(self._latest) > KEPT:
            self._latest.popitem(last=False)

    def table(self) -> Table:
        """Return the events as a table: what, where, who, status, how many, when, sources."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for heading, style, narrowest in _COLUMNS:
            table.add_column(heading, style=style, min_width=narrowest, overflow="fold")
        standing = [event for event in self._latest.values() if event["operation"] != "cancelled"]
        standing.sort(key=lambda event: (event["background"], -event["independent_sources"], -event["source_count"]))
        for event in standing[:SHOWN]:
            table.add_row(*map(Text, _row(event)))
        return table


def watched(messages: Iterable[Message], total: int | None, console: Console) -> Iterator[bytes]:
    """Yield the messages' bytes, moving a progress bar on a terminal. `total` is in bytes, None where unknown."""
    if not console.is_terminal:
        yield from (message.value for message in messages)
        return
    columns = (
        TextColumn("reading"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[articles]} articles"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=total, articles=0)
        for count, message in enumerate(messages, start=1):
            yield message.value
            progress.update(task, advance=message.read, articles=count)


def counts_line(counts: Mapping[str, int]) -> str:
    """Return the counts of a run as one readable line."""
    return (
        f"{counts['articles']:,} articles: {counts['relevant']:,} relevant ({counts['new']:,} new, {counts['duplicate']:,} duplicates,"
        f" {counts['update']:,} updates), {counts['irrelevant']:,} irrelevant, {counts['rejected']:,} rejected;"
        f" {counts['reports']:,} reports, {counts['events']:,} events, {counts['items']:,} wire items"
    )


def _row(event: Event) -> tuple[str, ...]:
    what = event["action"] + (" (background)" if event["background"] else "")
    groups = [
        affected["group"].replace("_", " ") for affected in event["affected"] if affected["group"] != "unspecified"
    ]
    return (
        what + (f" of {_names(groups)}" if groups else ""),
        _where(event),
        event["actor"]["name"] if event["actor"] else "-",
        event["status"].replace("_", " "),
        _how_many(event["quantity"]),
        _when(event["when"]),
        _sources(event),
    )


def _where(event: Event) -> str:
    origins = _names([_place(place) for place in event["origins"]]) or "-"
    destinations = _names([_place(place) for place in event["destinations"]])
    return f"{origins} → {destinations}" if destinations else origins


def _place(place: Mapping[str, Any]) -> str:
    return f"{place['place']} ({place['country']})" if place["country"] else str(place["place"])


def _how_many(quantity: Mapping[str, Any] | None) -> str:
    if quantity is None:
        return "-"
    least, most = quantity["min"], quantity["max"]
    if least is None or most is None:
        return f"up to {most:,}" if least is None else f"{least:,} or more"
    if least != most:
        return f"{least:,} to {most:,}"
    return f"about {least:,}" if quantity["qualifier"] == "about" else f"{least:,}"


def _when(when: Mapping[str, Any] | None) -> str:
    if when is None:
        return "-"
    days = [day for day in (when["start"], when["end"]) if day]
    return " to ".join(dict.fromkeys(days)) or "-"


def _sources(event: Event) -> str:
    names = [source["source"] or source["article_id"] for source in event["sources"]]
    return f"{event['source_count']} ({_names(names)})"


def _names(names: list[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = len(distinct) - MOST_NAMES
    return ", ".join(distinct[:MOST_NAMES]) + (f" +{more}" if more > 0 else "")
