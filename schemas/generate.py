"""Writes the published JSON Schemas from the models: `python -m schemas.generate`, or `make schemas`.

One file a version, `schemas/jsonschema/<name>/<version>.json`. A published version never changes its meaning: what an existing consumer could
trip over gets a new version in `PUBLISHED`, and the old file stays.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import orjson

from schemas.articles import RawArticle, RelevantArticle, StoryArticle
from schemas.base import Model
from schemas.events import Event, EventState
from schemas.item import Item
from schemas.rejected import Rejected
from schemas.reports import Cancel, Report, Withdrawal

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DIRECTORY = Path(__file__).parent / "jsonschema"


@dataclass(frozen=True, slots=True)
class Published:
    """A message kind as it is published. `mode` is pydantic's: what a reader must accept (validation), or what is always written
    (serialization, where every field is present)."""

    name: str
    version: str
    model: type[Model]
    mode: Literal["validation", "serialization"]

    @property
    def path(self) -> Path:
        """Where its schema stands."""
        return DIRECTORY / self.name / f"{self.version}.json"

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema, made from the model."""
        made = self.model.model_json_schema(mode=self.mode)
        return {"$schema": DIALECT, "$id": f"urn:evacwire:schema:{self.name}:{self.version}", **made}


PUBLISHED = (
    Published("raw_article", "1.0.0", RawArticle, "validation"),
    Published("relevant_article", "1.0.0", RelevantArticle, "serialization"),
    Published("story", "1.0.0", StoryArticle, "serialization"),
    Published("report", "1.0.0", Report, "serialization"),
    Published("withdrawal", "1.0.0", Withdrawal, "serialization"),
    Published("cancel", "1.0.0", Cancel, "serialization"),
    Published("event", "1.0.0", Event, "serialization"),
    Published("event_state", "1.0.0", EventState, "serialization"),
    Published("wire_item", "1.0.0", Item, "validation"),
    Published("rejected", "1.0.0", Rejected, "serialization"),
)
"""Every message kind with its current version. An item leaves out what is not known, so its schema is the reader's."""


def rendered(published: Published) -> bytes:
    """Return the schema as the file holds it."""
    return orjson.dumps(published.schema(), option=orjson.OPT_INDENT_2) + b"\n"


def main() -> None:
    """Write every schema."""
    for published in PUBLISHED:
        published.path.parent.mkdir(parents=True, exist_ok=True)
        published.path.write_bytes(rendered(published))


if __name__ == "__main__":
    main()
