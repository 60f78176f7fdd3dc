"""Readers of the stream: each item once, whatever happens to the reader."""

import random
import re
from collections.abc import Iterator
from types import SimpleNamespace

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.serve.examples import disputed, event, item
from workers.serve.positions import Position
from workers.serve.sse import Reader
from workers.serve.store import Place, Store

FRAME = re.compile(rb"(?:id: (?P<id>\S+)\n|event: (?P<event>\S+)\n)?data: (?P<data>.*)\n\n")


class Desk:
    """A store of one or more partitions that items are put into, with readers."""

    def __init__(self, partitions: int = 1, kept: int = 1000) -> None:
        self.store = Store(Position("e", (0,) * partitions), kept)
        self.hub = SimpleNamespace(store=self.store, source_away=False)
        self.offsets = [0] * partitions

    def put(self, event_id: str, partition: int = 0) -> None:
        self.store.take_item(item(event_id).to_json(), Place(0, partition, self.offsets[partition]))
        self.offsets[partition] += 1

    def reader(self, asked: str = "", *, desk: bool = False) -> Reader:
        return Reader(self.hub, Position.parse(asked), desk=desk, fresh=not asked)


def frames(reader: Reader) -> Iterator[tuple[str, str, dict]]:
    """All frames there are now, as id, event and data."""
    while chunk := reader.read():
        found = list(FRAME.finditer(chunk))
        assert b"".join(match[0] for match in found) == chunk
        for match in found:
            yield (match["id"] or b"").decode(), (match["event"] or b"").decode(), orjson.loads(match["data"])


def told(reader: Reader) -> list[str]:
    return [data["altIds"][0]["value"] for _, event, data in frames(reader) if not event]


def test_a_new_reader_gets_what_is_held_then_what_comes():
    desk = Desk()
    desk.put("a")
    reader = desk.reader()
    assert told(reader) == ["a"]
    assert told(reader) == []
    desk.put("b")
    assert told(reader) == ["b"]


def test_data_is_the_item_as_it_was_published():
    desk = Desk()
    desk.put("a")
    ((_, _, data),) = frames(desk.reader())
    assert data == orjson.loads(item("a").to_json())


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(0, 60), st.integers(1, 4), st.randoms(use_true_random=False))
def test_a_reader_that_comes_back_gets_exactly_what_it_missed(before, after, partitions, rng):
    desk = Desk(partitions=partitions)
    for number in range(before):
        desk.put(f"e{number}", rng.randrange(partitions))
    got = list(frames(desk.reader()))
    stopped = rng.randrange(len(got)) if got else -1
    for number in range(before, before + after):
        desk.put(f"e{number}", rng.randrange(partitions))
    if stopped < 0:
        return
    again = told(desk.reader(got[stopped][0]))
    assert again == [f"e{number}" for number in range(stopped + 1, before + after)]


def test_a_reader_resumes_on_another_server_that_read_the_partitions_in_another_order():
    rng = random.Random(7)
    records = [(f"e{number}", number % 3) for number in range(90)]
    one, other = Desk(partitions=3), Desk(partitions=3)
    for record in records:
        one.put(*record)
    by_partition = [[record for record in records if record[1] == partition] for partition in range(3)]
    while any(by_partition):
        other.put(*rng.choice([queue for queue in by_partition if queue]).pop(0))
    first = list(frames(one.reader()))[:40]
    seen = [data["altIds"][0]["value"] for _, _, data in first]
    rest = told(other.reader(first[-1][0]))
    assert sorted(seen + rest) == sorted(name for name, _ in records)


def test_a_server_that_lags_sends_nothing_twice_and_does_not_put_the_reader_back():
    ahead, behind = Desk(partitions=2), Desk(partitions=2)
    for name, partition in (("a", 0), ("b", 0), ("c", 1)):
        ahead.put(name, partition)
    place = list(frames(ahead.reader()))[-1][0]
    reader = behind.reader(place)
    behind.put("c", 1)
    assert told(reader) == []
    behind.put("d", 1)
    ((position, _, data),) = frames(reader)
    assert data["altIds"][0]["value"] == "d"
    assert position == "e_2.2"


@pytest.mark.parametrize("asked", ["nonsense", "other_3", "e_1"])
def test_a_reader_whose_place_is_gone_or_unknown_is_told_so_and_gets_what_there_is(asked):
    desk = Desk(kept=8)
    for number in range(40):
        desk.put(f"e{number}")
    got = list(frames(desk.reader(asked)))
    assert got[0][1] == "reset"
    assert [event for _, event, _ in got[1:]] == [""] * (len(got) - 1)
    assert got[-1][2]["altIds"][0]["value"] == "e39"


def test_a_reader_that_falls_out_of_the_journal_is_dropped():
    desk = Desk(kept=8)
    reader = desk.reader()
    for number in range(40):
        desk.put(f"e{number}")
    with pytest.raises(LookupError):
        reader.read()


def test_a_source_that_begins_anew_resets_the_readers():
    desk = Desk()
    desk.put("a")
    reader = desk.reader()
    assert told(reader) == ["a"]
    desk.store.restart(Position("f", (0,)))
    desk.offsets = [0]
    desk.put("b")
    got = list(frames(reader))
    assert [event for _, event, _ in got] == ["reset", ""]
    assert got[1][0] == "f_1"


def test_a_desk_reader_gets_rows_and_hears_of_an_event_that_changed_alone():
    desk = Desk()
    desk.put("a")
    reader = desk.reader(desk=True)
    end = desk.store.subscribe(reader.note)
    first = list(frames(reader))
    assert [(position, event) for position, event, _ in first] == [("e_1", ""), ("", "source")]
    assert first[0][2]["event"] is None
    desk.store.take_event(event("a").to_json())
    desk.store.take_event(disputed("a").to_json())
    ((position, _, data),) = frames(reader)
    assert position == ""
    assert data["event"]["version"] == 2
    assert "sources" not in data["event"]
    end()
