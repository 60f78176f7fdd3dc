"""What the extractor reads out of a short story, in one line a report: action, status, actor's country, groups, origin countries."""

from datetime import UTC, datetime
from functools import cache

from schemas.articles import RelevantArticle, StoryArticle
from schemas.vocabulary import Verdict
from workers.extract.assemble import Draft
from workers.extract.extractor import Extractor

PUBLISHED = datetime(2024, 5, 15, 12, tzinfo=UTC)


@cache
def extractor() -> Extractor:
    """Return the one extractor of these tests."""
    return Extractor("en_core_web_sm", least=0.0, reader=None)


def drafts(text: str, title: str | None = None) -> list[Draft]:
    """Return the drafts of reports of an article."""
    article = RelevantArticle(
        article_id="a",
        content_id="c",
        title=title,
        text=text,
        language="en",
        published_at=PUBLISHED,
        source="test",
        url=None,
    )
    story = StoryArticle(
        article_id="a",
        story_id="s",
        verdict=Verdict.NEW,
        of=None,
        similarity=0.0,
        first_published_at=PUBLISHED,
        article=article,
    )
    return extractor().extract([story])[0]


def line(draft: Draft) -> str:
    """Return a draft in short: "closure ruled_out FR unspecified ML"."""
    country = (draft.actor.country or draft.actor.name) if draft.actor else "-"
    groups = "+".join(sorted(each.group.value for each in draft.affected))
    origins = "+".join(sorted({place.country or "?" for place in draft.origins})) or "-"
    return f"{draft.action.value} {draft.status.value} {country} {groups} {origins}"


def told(text: str, title: str | None = None) -> list[str]:
    """Return the reports of an article in short."""
    return [line(draft) for draft in drafts(text, title)]
