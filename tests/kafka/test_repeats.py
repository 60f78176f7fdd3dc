"""After a kill a stage repeats what it had not committed, at new offsets, which no fence of the next stage knows: ids stop it there."""

from collections.abc import Sequence
from functools import cache

import pytest

from schemas.vocabulary import StageName
from tests.kafka import unguarded
from tests.kafka.whole import Recorder, sample
from workers.dedup.native.window import NativeWindow
from workers.dedup.window import Window
from workers.fuse.state import FuseState
from workers.local.pipeline import Pipeline
from workers.settings import Settings
from workers.stage import Record
from workers.stages import STAGES, all_stages, make_stage
from workers.topics import Topic


@cache
def between() -> Recorder:
    """Return what the stages hand on when nothing is repeated."""
    recorder = Recorder()
    Pipeline(all_stages(Settings.from_environment({})), recorder).feed(sample())
    return recorder


def with_repeats(values: Sequence[bytes], batch: int = 16) -> list[bytes]:
    """Return records with every other batch delivered twice, as after many kills."""
    batches = [list(values[start : start + batch]) for start in range(0, len(values), batch)]
    return [value for number, each in enumerate(batches) for value in each * (1 + number % 2)]


def through(name: StageName, values: Sequence[bytes]) -> list[tuple[str, bytes | None]]:
    """Return the records that a stage writes for its input."""
    stage = make_stage(STAGES[name], Settings.from_environment({}))
    state = stage.new_state()
    results = [result for value in values for result in stage.process([Record(value)], state)]
    return [(output.topic, output.value) for result in results for output in result.outputs]


@pytest.mark.parametrize("without", ["", "dedup_ids"])
def test_an_article_that_ingest_repeats_is_placed_once(monkeypatch: pytest.MonkeyPatch, without: str) -> None:
    for window in (Window, NativeWindow):
        monkeypatch.setattr(window, "seen", window.seen)
    unguarded.remove(without)
    articles = between().values[Topic.RELEVANT]
    assert (through(StageName.DEDUP, with_repeats(articles)) == through(StageName.DEDUP, articles)) != bool(without)


@pytest.mark.parametrize("without", ["", "fuse_ids"])
def test_a_report_that_extract_repeats_is_merged_once(monkeypatch: pytest.MonkeyPatch, without: str) -> None:
    monkeypatch.setattr(FuseState, "seen", FuseState.seen)
    unguarded.remove(without)
    reports = between().values[Topic.REPORTS]
    assert (through(StageName.FUSE, with_repeats(reports)) == through(StageName.FUSE, reports)) != bool(without)
