"""The AsyncAPI description is valid, points only at what exists, and is what the program does."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest
import yaml

from schemas.generate import PUBLISHED
from tests.fuse.told import Desk, embassy, report
from workers.kafka.topics import SPECS
from workers.topics import Topic

SCHEMAS = Path(__file__).parents[2] / "schemas"


@lru_cache(maxsize=1)
def described() -> dict[str, Any]:
    return yaml.safe_load((SCHEMAS / "asyncapi.yaml").read_text("utf-8"))


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def resolved(reference: str) -> Any:
    file, _, pointer = reference.partition("#")
    node = orjson.loads((SCHEMAS / file).read_bytes()) if file else described()
    for part in pointer.strip("/").split("/") if pointer else []:
        node = node[part]
    return node


def channel(topic: Topic) -> dict[str, Any]:
    return next(c for c in described()["channels"].values() if c["address"] == topic)


def messages(topic: Topic) -> list[dict[str, Any]]:
    return [resolved(m["$ref"]) for m in channel(topic)["messages"].values()]


def test_it_is_valid_asyncapi_3():
    schema = orjson.loads((SCHEMAS / "standards" / "asyncapi-schema_3.0.0.json").read_bytes())
    validator = jsonschema_rs.validator_for(schema)
    validator.validate(described())
    assert not validator.is_valid({**described(), "channels": {"raw": {"adress": "articles.raw"}}})


def test_no_reference_dangles():
    found = list(references(described()))
    assert len(found) > 30
    for reference in found:
        assert resolved(reference), reference


def test_every_topic_has_its_channel_and_no_other():
    assert {c["address"] for c in described()["channels"].values()} == set(Topic)


def test_every_payload_is_the_current_version_of_its_schema():
    payloads = [m["payload"]["$ref"] for m in described()["components"]["messages"].values() if "$ref" in m["payload"]]
    assert sorted(payloads) == sorted(f"jsonschema/{p.name}/{p.version}.json" for p in PUBLISHED)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.topic)
def test_retention_and_clean_up_are_those_of_the_broker(spec):
    told = channel(spec.topic)["bindings"]["kafka"]["topicConfiguration"]
    config = spec.config()
    assert ",".join(told["cleanup.policy"]) == config["cleanup.policy"]
    assert str(told.get("retention.ms")) == str(config.get("retention.ms"))


SHELL = {"evacwire-version": "0.1.0", "evacwire-source": "0:7", "evacwire-arrived": "1780920000000"}
"""What the Kafka shell adds to every record."""


@pytest.mark.parametrize("topic", [Topic.ITEMS, Topic.HISTORY, Topic.EVENTS])
def test_fuses_records_have_the_headers_keys_and_payloads_described(topic):
    towns = [{"place": f"Town {k}", "country": "US"} for k in range(1, 24 * 14 + 3)]
    desk = Desk().take(embassy("a"), *(report(f"x{k}", hours=k + 1, origins=[town]) for k, town in enumerate(towns)))
    outputs = desk.written(topic)
    components = {"components": {"schemas": described()["components"]["schemas"]}}
    kinds = set()
    for output in outputs:
        headers = {name: value.decode() for name, value in {"content-type": b"", **output.headers}.items()} | SHELL
        kind = "retired" if output.value is None else next(k for k in channel(topic)["messages"] if k != "retired")
        message = described()["components"]["messages"][kind]
        kinds.add(kind)
        jsonschema_rs.validator_for({"$ref": message["headers"]["$ref"], **components}).validate(headers)
        jsonschema_rs.validator_for(message["bindings"]["kafka"]["key"]).validate(output.key.decode())
        if output.value is not None:
            jsonschema_rs.validator_for(resolved(message["payload"]["$ref"])).validate(orjson.loads(output.value))
    assert kinds == set(channel(topic)["messages"])
