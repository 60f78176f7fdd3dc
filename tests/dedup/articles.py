"""Articles and a driver that the dedup tests share."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from schemas.articles import RelevantArticle, StoryArticle
from workers.dedup.stage import DedupStage
from workers.dedup.window import Window
from workers.ids import digest
from workers.stage import Record, Result

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

AGENCY = """PORT VELA (AP) — Harbour police moved 1,240 people out of the Old Quay district on Monday after a tanker carrying ammonia struck the pier, the mayor said.

The ship, the Corvina Star, was heading for Ostrava Bay with 900 tonnes on board when her rudder failed at 5:20 a.m. No leak has been found, said Mayor Ilse Brandauer.

"We would rather wake you for nothing than not wake you at all," she told reporters at the Fishermen's Hall, where 300 camp beds have been put up.

Buses took patients from the Santa Rita clinic to Lindholm. Two dockers were treated for broken ribs.

The coast guard cutter Perseus is holding the tanker against the tide until a tug arrives from Karlsund."""

ORDER = """The {county} Sheriff's Office has issued an EVACUATION ORDER for all homes in {place} due to the {fire} Fire.

Effective {time} {day}, all residents must leave immediately. There is an immediate threat to life.

About {count} residents are affected. The fire has burned {acres} acres.

Go to {shelter}. Large animals may be taken to the county fairgrounds. Call 211 for transport. Do not call 911 for information."""


def article(
    ident: str, text: str, *, hours: float | None = 0, title: str | None = None, withdrawn: bool = False
) -> RelevantArticle:
    """Return an article published `hours` after the start (None: time unknown)."""
    return RelevantArticle(
        article_id=ident, content_id=digest("content", title, text), title=title, text=text, language="en",
        published_at=None if hours is None else START + timedelta(hours=hours), source=None, url=None, withdrawn=withdrawn,
    )  # fmt: skip


def process(articles: Sequence[RelevantArticle], window: Window | None = None) -> list[Result]:
    """Put articles through the stage in one batch."""
    stage = DedupStage()
    return stage.process([Record(a.to_json()) for a in articles], stage.new_state() if window is None else window)


def told(result: Result) -> StoryArticle:
    """Return what the stage wrote of an article."""
    return StoryArticle.from_json(result.outputs[0].value or b"")


def stories(*articles: RelevantArticle) -> list[StoryArticle]:
    """Return what the stage writes of articles, none of them a repeat."""
    return [told(result) for result in process(articles)]
