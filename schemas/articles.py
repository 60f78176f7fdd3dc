"""Articles: as they arrive, as the gate lets them pass, and as members of a story."""

from pydantic import AliasChoices, AwareDatetime, ConfigDict, Field

from schemas.base import Model
from schemas.vocabulary import Verdict


class RawArticle(Model):
    """A news article as a crawler or a feed delivers it. Only a text or html is required; unknown fields are kept and ignored."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)

    article_id: str | None = Field(default=None, validation_alias=AliasChoices("article_id", "id"))
    url: str | None = None
    source: str | None = None
    published_at: AwareDatetime | None = Field(default=None, validation_alias=AliasChoices("published_at", "published"))
    fetched_at: AwareDatetime | None = None
    title: str | None = None
    text: str | None = None
    html: str | None = None
    language: str | None = None
    withdrawn: bool = False


class RelevantArticle(Model):
    """An article that passed the gate: plain text, cleaned, its language detected. Offsets in evidence count code points of `title` and `text`."""

    article_id: str
    content_id: str = Field(description="hash of title and text: the same id with other content is an update")
    title: str | None
    text: str
    language: str = Field(description="ISO 639-1, detected from the text")
    published_at: AwareDatetime | None = Field(description="content time: published_at, else fetched_at, else unknown")
    source: str | None
    url: str | None
    withdrawn: bool = False


class Span(Model):
    """A slice of the article's text, in Unicode code points: `text[start:end]`."""

    start: int
    end: int


class StoryArticle(Model):
    """An article with its place among the copies and updates of its story."""

    article_id: str
    story_id: str
    verdict: Verdict
    of: str | None = Field(description="the article it copies or updates; null for a new story")
    similarity: float = Field(ge=0, le=1, description="share of what it says that its story had said before")
    new: list[str] = Field(default_factory=list, description="what an update adds: sentences, or changed values")
    correction: bool = Field(default=False, description="the article says that it corrects an earlier version")
    first_published_at: AwareDatetime | None = Field(description="content time of the story's first article")
    repeated: list[Span] = Field(
        default_factory=list, description="passages of the text that the story had said before"
    )
    replaces: bool = Field(default=False, description="the same article_id was seen before with other content")
    article: RelevantArticle
