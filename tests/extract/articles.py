"""Articles for the tests of the extract stage, and one extractor for all of them."""

from datetime import datetime
from functools import lru_cache

from schemas.articles import RelevantArticle, StoryArticle
from schemas.reports import Report
from schemas.vocabulary import Verdict
from workers.extract.extractor import Extractor
from workers.extract.stage import reports_of

PUBLISHED = "2022-02-12T16:00:00Z"
WEDNESDAY = "2024-05-15T12:00:00Z"


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    """Return the default extractor; loading it takes a second."""
    return Extractor("en_core_web_sm")


@lru_cache(maxsize=1)
def constructions() -> Extractor:
    """Return an extractor without the learned reader, which drops nothing: what the constructions alone read."""
    return Extractor("en_core_web_sm", least=0.0, reader=None)


def story(
    text: str, title: str | None = None, published: str | None = PUBLISHED, *, ident: str = "a", **more: object
) -> StoryArticle:
    """Return an article with the given text, a new story of its own unless `more` tells."""
    when = None if published is None else datetime.fromisoformat(published)
    article = RelevantArticle(
        article_id=ident, content_id="c", title=title, text=text, language="en", published_at=when, source=None, url=None,
    )  # fmt: skip
    fields: dict[str, object] = {
        "article_id": ident, "story_id": "s", "verdict": Verdict.NEW, "of": None, "similarity": 0.0,
        "first_published_at": when, "article": article,
    }  # fmt: skip
    return StoryArticle.model_validate({**fields, **more})


def reports(text: str, title: str | None = None, published: str | None = PUBLISHED) -> list[Report]:
    """Return the reports that the constructions read in a text."""
    one = story(text, title, published)
    return reports_of(one, constructions().extract([one])[0])
