"""The local shell drives any chain of stages, in any batches, and no failure of a stage becomes a traceback or a lost article."""

from collections.abc import Sequence

import orjson
import pytest

from schemas.vocabulary import Reason, StageName
from workers.ingest.stage import IngestStage
from workers.local import pipeline
from workers.local.pipeline import Pipeline
from workers.local.writer import Writer
from workers.stage import Output, Record, Result, State
from workers.topics import Topic

REPORT = "The governor ordered 4,000 people in the valley to leave their homes on Monday as the fire crossed the river."
POISON = "poison"


class Counting:
    """A state that remembers the offsets it has seen."""

    def __init__(self) -> None:
        self.offsets: list[int] = []

    def restore(self, output: Record) -> None:
        raise NotImplementedError

    def save(self) -> bytes:
        return orjson.dumps(self.offsets)

    def load(self, snapshot: bytes) -> None:
        self.offsets = orjson.loads(snapshot)


class Fragile:
    """Reads relevant articles, tells of each, fails on some."""

    name = StageName.DEDUP
    reads = Topic.RELEVANT

    def __init__(self, *, stateful: bool) -> None:
        self.state_topic = Topic.STORIES if stateful else None
        self.batches: list[int] = []
        self.states: list[Counting] = []

    def new_state(self) -> Counting | None:
        if self.state_topic is None:
            return None
        self.states.append(Counting())
        return self.states[-1]

    def process(self, batch: Sequence[Record], state: State | None) -> list[Result]:
        self.batches.append(len(batch))
        return [self._one(record, state) for record in batch]

    def _one(self, record: Record, state: State | None) -> Result:
        article = orjson.loads(record.value)
        if POISON in article["text"]:
            raise ValueError("cannot\nread this")
        if isinstance(state, Counting):
            state.offsets.append(record.offset)
        fields = dict.fromkeys(("of", "new", "similarity")) | {"story_id": "s", "verdict": "new"}
        story = orjson.dumps({"article_id": article["article_id"], **fields})
        return Result("new", (Output(Topic.STORIES, record.key, story),))


def raw(name: str, text: str = REPORT) -> bytes:
    return orjson.dumps({"id": name, "text": text})


def lines(path) -> list[dict]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def run(directory, values: list[bytes], *stages) -> dict[str, int]:
    with Writer(directory, lambda event: None) as writer:
        Pipeline(stages, writer).feed(values)
    return orjson.loads((directory / "summary.json").read_bytes())


@pytest.mark.parametrize("stateful", [True, False])
@pytest.mark.parametrize("batch", [1, 2, 64])
def test_a_record_on_which_a_stage_fails_is_rejected_alone(tmp_path, monkeypatch, stateful, batch):
    monkeypatch.setattr(pipeline, "BATCH", batch)
    values = [raw("a"), raw("b", f"{REPORT} {POISON}"), raw("c"), b"rubbish", raw("d", "Nothing.")]
    summary = run(tmp_path, values, IngestStage(), Fragile(stateful=stateful))
    assert [story["article_id"] for story in lines(tmp_path / "stories.jsonl")] == ["a", "c"]
    rejected = {(line["stage"], line["reason"]): line for line in lines(tmp_path / "rejected.jsonl")}
    assert set(rejected) == {("ingest", Reason.NOT_JSON), ("dedup", Reason.FAILED)}
    assert rejected["dedup", "failed"]["detail"] == "ValueError: cannot read this"
    assert orjson.loads(rejected["dedup", "failed"]["input"])["article_id"] == "b"
    assert summary["articles"] == 5
    assert summary["articles"] == summary["irrelevant"] + summary["rejected"] + summary["relevant"]
    assert summary["relevant"] == summary["new"] == 2


def test_offsets_rise_by_one_a_topic_across_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "BATCH", 2)
    fragile = Fragile(stateful=True)
    run(tmp_path, [raw(str(number)) for number in range(5)], IngestStage(), fragile)
    assert fragile.states[0].offsets == [0, 1, 2, 3, 4]


def test_a_stateless_stage_gets_whole_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "BATCH", 3)
    fragile = Fragile(stateful=False)
    run(tmp_path, [raw(str(number)) for number in range(4)], IngestStage(), fragile)
    assert fragile.batches == [3, 1]


def test_no_input_gives_empty_files_and_a_summary_of_zeros(tmp_path):
    summary = run(tmp_path, [], IngestStage())
    assert set(summary.values()) == {0}
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "articles.jsonl", "events.jsonl", "rejected.jsonl", "reports.jsonl", "stories.jsonl", "summary.json", "wire.jsonl",
    ]  # fmt: skip


def test_an_article_is_written_with_the_fields_that_the_contract_names(tmp_path):
    run(tmp_path, [raw("a")], IngestStage())
    (article,) = lines(tmp_path / "articles.jsonl")
    assert list(article) == ["article_id", "title", "text", "language", "published_at", "source", "url"]
