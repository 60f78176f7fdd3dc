import pytest

from tests.bench._dedup_stream import stream
from tests.dedup.articles import AGENCY, article, process, restored
from workers.dedup.stage import DedupStage
from workers.dedup.window import LOT, SIGNATURE_HEADER, Window
from workers.stage import Record


def records(count, seed):
    return [Record(item.article.to_json()) for item in stream(count, seed)]


@pytest.mark.parametrize("capacity", [40, 1_000])
def test_a_restored_window_decides_as_the_one_that_was_lost(capacity):
    stage, window = DedupStage(), Window(capacity=capacity)
    whole = records(240, seed=3)
    results = stage.process(whole[:160], window)
    again = restored(results, Window(capacity=capacity))
    loaded = Window(capacity=capacity)
    loaded.load(window.save())
    expected = stage.process(whole[160:], window)
    assert stage.process(whole[160:], again) == expected
    assert stage.process(whole[160:], loaded) == expected


def test_a_window_restored_in_several_lots_knows_the_first_and_the_last():
    window = Window()
    (first,) = process([article("first", AGENCY)], window)
    signature = first.outputs[0].headers[SIGNATURE_HEADER]
    again = restored([first], Window())
    for n in range(LOT + 1):
        again.restore(Record(b"", None, {SIGNATURE_HEADER: signature.replace(b"first", b"%05d" % n)}))
    assert len(again) == LOT + 2
    (copy,) = process([article("copy", AGENCY)], again)
    assert copy.outcome == "duplicate"


@pytest.mark.parametrize("cut", [1, 20, 60, -1])
def test_a_signature_that_is_cut_off_is_refused(cut):
    (result,) = process([article("a", AGENCY)])
    data = result.outputs[0].headers[SIGNATURE_HEADER]
    with pytest.raises(ValueError, match="not a signature"):
        Window().restore(Record(b"", None, {SIGNATURE_HEADER: data[:cut]}))


def test_a_record_without_a_signature_and_a_snapshot_of_something_else_are_refused():
    with pytest.raises(ValueError, match="without a signature"):
        Window().restore(Record(b"{}"))
    window = Window()
    process([article("a", AGENCY)], window)
    for snapshot in (b"", b"nonsense", window.save()[:-1], window.save() + b"x"):
        with pytest.raises(ValueError, match="snapshot"):
            Window().load(snapshot)
