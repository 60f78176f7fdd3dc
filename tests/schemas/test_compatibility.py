"""A reader of version N can read what is written as N+1; what would break it needs a new major version.

`published/` holds each schema as it was last released; add the new file at a release, never change one that is there.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any

import jsoncompat
import orjson
import pytest

from schemas.generate import PUBLISHED, Published

RELEASED = Path(__file__).parent / "published"
OURS_TO_READ = {"raw_article"}
"""Kinds that others write: there it is the new reader that must still read old data."""


def compatible(name: str, old: dict[str, Any], new: dict[str, Any]) -> bool:
    texts = [orjson.dumps({k: v for k, v in schema.items() if k != "$id"}).decode() for schema in (old, new)]
    return bool(jsoncompat.check_compat(*texts, "deserializer" if name in OURS_TO_READ else "serializer"))


def last_released(name: str) -> tuple[tuple[int, ...], dict[str, Any]]:
    versions = {tuple(map(int, path.stem.split("."))): path for path in (RELEASED / name).glob("*.json")}
    newest = max(versions)
    return newest, orjson.loads(versions[newest].read_bytes())


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda p: p.name)
def test_readers_of_the_last_release_can_read_what_is_written_now(published: Published):
    released, schema = last_released(published.name)
    if int(published.version.split(".")[0]) == released[0]:
        assert compatible(published.name, schema, published.schema()), (
            "this breaks readers: it needs a new major version"
        )


EVENT = next(p for p in PUBLISHED if p.name == "event").schema()


def changed(change: Any) -> dict[str, Any]:
    schema = deepcopy(EVENT)
    change(schema)
    return schema


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s["properties"].update(a_new_field={"type": "string"}),
        lambda s: (s["properties"].update(a_new_field={"type": "string"}), s["required"].append("a_new_field")),
        lambda s: s["$defs"]["Status"]["enum"].remove("called_for"),
        lambda s: s["properties"]["version"].update(minimum=2),
    ],
    ids=["a new field", "a new field that is always there", "a word no longer written", "a narrower number"],
)
def test_a_compatible_change_is_told(change):
    assert compatible("event", EVENT, changed(change))


@pytest.mark.parametrize(
    "change",
    [
        lambda s: (s["properties"].pop("status"), s["required"].remove("status")),
        lambda s: s["$defs"]["Status"]["enum"].append("rumoured"),
        lambda s: s["properties"].update(source_count={"type": "string"}),
        lambda s: s["properties"].update(version={"anyOf": [{"type": "integer"}, {"type": "null"}]}),
    ],
    ids=["a field gone", "a new word", "another type", "null where none was"],
)
def test_a_breaking_change_is_told(change):
    assert not compatible("event", EVENT, changed(change))


def test_for_what_others_write_a_new_required_field_breaks():
    raw = next(p for p in PUBLISHED if p.name == "raw_article").schema()
    stricter = deepcopy(raw)
    stricter["required"] = [*raw.get("required", []), "url"]
    assert not compatible("raw_article", raw, stricter)
