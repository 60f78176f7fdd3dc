"""A report: one evacuation as one article asserts it, every field with its evidence; and the control records that share its topic."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from schemas.base import Model
from schemas.vocabulary import Action, ActorKind, CauseCategory, Group, Precision, Qualifier, Status, Verdict


class Actor(Model):
    """Who orders, advises or carries out. `country` is the state it belongs to (ISO 3166 alpha-2), null for international bodies."""

    name: str
    country: str | None
    kind: ActorKind


class Affected(Model):
    """A group of people and the words that name it."""

    group: Group
    text: str


class Place(Model):
    """A place as told, resolved where the gazetteer knows it. Coordinates are WGS 84 degrees, never invented."""

    place: str
    country: str | None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None


class When(Model):
    """Days on which it was announced, took place or is planned for; null where unsaid."""

    start: date | None
    end: date | None
    precision: Precision


class Quantity(Model):
    """How many people were moved or ordered; an open side is null."""

    min: int | None
    max: int | None
    qualifier: Qualifier


class Cause(Model):
    """Why, and the words that say so."""

    category: CauseCategory
    text: str | None


class Slice(Model):
    """An exact slice of the article's cleaned text or title, in Unicode code points."""

    in_: Literal["text", "title"] = Field(alias="in")
    quote: str
    start: int
    end: int


class Evidence(Slice):
    """The sentence that asserts the report, and for each filled field the words it rests on."""

    fields: dict[str, Slice]


class Report(Model):
    """One evacuation as one article asserts it."""

    report_id: str
    article_id: str
    content_id: str
    story_id: str
    source: str | None
    url: str | None
    published_at: AwareDatetime | None
    verdict: Verdict
    of: str | None
    correction: bool = False
    country: str = Field(description="the origins' country, ZZ where none is known; the record's key")
    action: Action
    status: Status
    actor: Actor | None
    affected: list[Affected]
    origins: list[Place]
    destinations: list[Place]
    when: When | None
    quantity: Quantity | None
    cause: Cause
    background: bool
    attribution: str | None
    evidence: Evidence
    context: str = Field(description="the evidence with up to 200 characters on either side")
    confidence: float = Field(ge=0, le=1)


class Cancel(Model):
    """An editor's word that an event is not to stand: `evacwire cancel EVENT --reason TEXT`. Written to every partition."""

    kind: Literal["cancel"] = "cancel"
    event_id: str
    reason: str
    at: AwareDatetime


class Withdrawal(Model):
    """An article no longer stands (a kill notice), or stands only with new content. Written to every partition after the article's own reports."""

    kind: Literal["withdrawal"] = "withdrawal"
    article_id: str
    keep_content_id: str | None = Field(
        description="reports from this content stand; null where the whole article is withdrawn"
    )
    published_at: AwareDatetime | None
