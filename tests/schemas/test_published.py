"""The published schemas are what the models say, and the examples are what the schemas say."""

from pathlib import Path

import jsonschema_rs
import orjson
import pytest

from schemas.generate import DIRECTORY, PUBLISHED, Published, rendered

EXAMPLES = DIRECTORY.parent / "examples"
NAMES = [published.name for published in PUBLISHED]


def examples() -> list[tuple[Published, Path]]:
    return [(published, path) for published in PUBLISHED for path in sorted((EXAMPLES / published.name).glob("*.json"))]


def validator(published: Published) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(orjson.loads(published.path.read_bytes()), validate_formats=True)


@pytest.mark.parametrize("published", PUBLISHED, ids=NAMES)
def test_a_published_schema_is_the_models(published):
    assert published.path.read_bytes() == rendered(published), (
        "run `make schemas`; a change that breaks readers needs a new version"
    )


@pytest.mark.parametrize("published", PUBLISHED, ids=NAMES)
def test_every_message_kind_has_an_example(published):
    assert list((EXAMPLES / published.name).glob("*.json"))


def test_no_example_stands_for_a_kind_that_is_not_published():
    assert {path.name for path in EXAMPLES.iterdir()} <= set(NAMES)


@pytest.mark.parametrize(("published", "path"), examples(), ids=lambda value: getattr(value, "stem", None))
def test_an_example_fits_its_schema_and_its_model_writes_it_again(published, path):
    example = orjson.loads(path.read_bytes())
    validator(published).validate(example)
    written = published.model.from_json(path.read_bytes()).to_json()
    validator(published).validate(orjson.loads(written))
    if published.name != "raw_article":
        assert orjson.loads(written) == example


@pytest.mark.parametrize("published", PUBLISHED, ids=NAMES)
def test_a_reader_accepts_fields_it_does_not_know(published):
    example = orjson.loads(next((EXAMPLES / published.name).glob("*.json")).read_bytes())
    validator(published).validate(example | {"a_field_of_the_future": 1})


@pytest.mark.parametrize("published", PUBLISHED, ids=NAMES)
def test_a_schema_refuses_what_is_no_such_message(published):
    assert not validator(published).is_valid([])
    assert published.name == "raw_article" or not validator(published).is_valid({})
