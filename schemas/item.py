"""A wire item: the properties of ninjs 3.1 (IPTC) that evacwire fills. `docs/ninjs.md` tells why each is used."""

from typing import Any, Literal

import orjson
from pydantic import AwareDatetime, ConfigDict, Field
from pydantic.alias_generators import to_camel

from schemas.base import Model

NINJS = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
"""The schema's own `$id`."""


class Part(Model):
    """A part of an item. JSON names are camelCase as ninjs has them; what is not known is left out, since ninjs knows no null."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)


class Text(Part):
    """Text with its role: `plain` or `html` bodies, `main` headline, descriptions."""

    role: str
    value: str
    content_type: str | None = None
    word_count: int | None = None


class Point(Part):
    """A GeoJSON point: longitude, latitude in WGS 84 degrees."""

    type: Literal["Point"] = "Point"
    coordinates: list[float]


class ItemPlace(Part):
    """A place with its GeoNames address where known. `rel` is origin or destination."""

    name: str
    rel: str
    uri: str | None = None
    literal: str | None = Field(default=None, description="ISO 3166-1 alpha-2 code of the country")
    geo_json: Point | None = Field(default=None, alias="geoJSON")


class Subject(Part):
    """A concept of a controlled vocabulary."""

    name: str
    uri: str


class Organisation(Part):
    """The body that orders, advises or carries out."""

    name: str
    rel: str


class InfoSource(Part):
    """An article the item rests on."""

    name: str
    role: str
    uri: str | None = None
    literal: str


class AltId(Part):
    """Another identifier of the item, by role."""

    role: str
    value: str


class Standard(Part):
    """The standard that the item conforms to."""

    name: str = "ninjs"
    version: str = "3.1"
    schema_: str = Field(default=NINJS, alias="schema")


class Named(Part):
    """A named concept with its address."""

    name: str
    uri: str


class Item(Part):
    """A wire item. One `uri` an event, one `version` a published change; a later version replaces the earlier whole."""

    uri: str
    standard: Standard = Standard()
    type: Literal["text"] = "text"
    profile: str
    version: str
    first_created: AwareDatetime | None = None
    version_created: AwareDatetime | None = None
    pub_status: Literal["usable", "canceled"]
    urgency: int = Field(ge=1, le=9)
    language: str
    title: str
    slugline: str
    by: str
    located: str | None = None
    headlines: list[Text]
    descriptions: list[Text]
    bodies: list[Text]
    ed_note: str | None = None
    subjects: list[Subject]
    places: list[ItemPlace]
    organisations: list[Organisation]
    info_sources: list[InfoSource]
    genres: list[Named]
    digital_source_type: Named
    alt_ids: list[AltId]

    def to_json(self) -> bytes:
        """Return the item as UTF-8 ninjs JSON, without what is not known."""
        return orjson.dumps(self.as_ninjs())

    def as_ninjs(self) -> dict[str, Any]:
        """Return the item as ninjs has it: camelCase names, nothing null."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
