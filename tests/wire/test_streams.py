"""The sample stream and a part of the corpus, all the way: every item is valid ninjs, every version valid by the published schema."""

from pathlib import Path

import jsonschema_rs
import orjson
import pytest

from schemas.generate import DIRECTORY
from tests.wire.standards import ninjs
from workers.local.pipeline import Pipeline
from workers.settings import Settings
from workers.stage import Output, Record, Result, Stage
from workers.stages import all_stages
from workers.topics import Topic

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "workers" / "data" / "sample" / "stream.jsonl"
CORPUS = ROOT / "tests" / "data"
ONE_IN = {"extraction": 6, "dedup": 3}
"""Of how many articles of a corpus one is taken: enough of every part for hundreds of items, and a minute of work."""


class Collected:
    """What was written to the topics that consumers read."""

    def __init__(self) -> None:
        self.outputs: list[Output] = []

    def processed(self, stage: Stage, record: Record, result: Result) -> None:
        """Not of interest here."""

    def written(self, output: Output) -> None:
        """Keep it."""
        if output.value is not None:
            self.outputs.append(output)

    def of(self, topic: Topic) -> list[dict]:
        """The values written to a topic."""
        return [orjson.loads(output.value) for output in self.outputs if output.topic is topic and output.value]


def corpus(part: str) -> list[bytes]:
    lines = [line for path in sorted((CORPUS / part).rglob("*.jsonl")) for line in path.read_bytes().splitlines()]
    return [orjson.dumps(orjson.loads(line)["article"]) for line in lines if line.strip()][:: ONE_IN[part]]


def streams() -> dict[str, list[bytes]]:
    return {"sample": SAMPLE.read_bytes().split(b"\n"), "extraction": corpus("extraction"), "dedup": corpus("dedup")}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sample", "extraction", "dedup"])
def test_every_item_and_every_version_is_valid(name):
    seen = Collected()
    Pipeline(all_stages(Settings.from_environment({})), seen).feed(streams()[name])
    items, versions = seen.of(Topic.ITEMS), seen.of(Topic.HISTORY)
    assert len(items) >= 10
    for item in items:
        ninjs().validate(item)
    published = jsonschema_rs.validator_for(orjson.loads((DIRECTORY / "event" / "1.0.0.json").read_bytes()))
    for version in versions:
        published.validate(version)
    assert not [o for o in seen.of(Topic.REJECTED) if o["stage"] == "fuse"]
