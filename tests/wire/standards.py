"""The official ninjs 3.1 schema with its GeoJSON reference, as a validator."""

from functools import lru_cache
from pathlib import Path

import jsonschema_rs
import orjson

STANDARDS = Path(__file__).parents[2] / "schemas" / "standards"


@lru_cache(maxsize=1)
def ninjs() -> jsonschema_rs.Validator:
    """The validator, formats checked."""
    geojson = orjson.loads((STANDARDS / "GeoJSON-schema.json").read_bytes())
    schema = orjson.loads((STANDARDS / "ninjs-schema_3.1.json").read_bytes())
    registry = jsonschema_rs.Registry([(geojson["$id"], geojson)])
    return jsonschema_rs.validator_for(schema, registry=registry, validate_formats=True)
