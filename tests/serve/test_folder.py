"""A folder that is written while it is read."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.serve.examples import event, item
from tests.serve.running import Wire
from workers.serve.facts import Query
from workers.serve.folder import Folder, FolderError, Tail
from workers.serve.hub import Hub
from workers.serve.store import Store


def opened(wire):
    folder = Folder(wire.folder)
    store = Store(folder.start())
    folder.read_all(store)
    return folder, store


def listed(store):
    return [(held.item.event_id, held.item.version) for held in store.page(Query(), None, 100)[0]]


def test_what_a_run_wrote_is_there_at_once_and_what_it_adds_comes_after(tmp_path):
    wire = Wire(tmp_path)
    wire.add(event("a"), item("a"))
    folder, store = opened(wire)
    assert listed(store) == [("a", 1)]
    assert store.event("a") is not None
    wire.add(item("b"), item("a", 2))
    folder.read_all(store)
    assert listed(store) == [("a", 2), ("b", 1)]
    assert store.journal.position.offsets == (3,)


def test_an_empty_folder_is_served_and_filled_later(tmp_path):
    wire = Wire(tmp_path)
    folder, store = opened(wire)
    wire.add(event("a"), item("a"))
    folder.read_all(store)
    assert listed(store) == [("a", 1)]
    assert store.event("a") is not None


def test_a_run_over_the_folder_begins_anew(tmp_path):
    wire = Wire(tmp_path)
    wire.add(item("a"), item("b"))
    folder, store = opened(wire)
    before = store.journal.position
    wire.items.write_bytes(b"")
    folder.read_all(store)
    assert listed(store) == []
    wire.add(item("c"), item("d"), item("e"))
    folder.read_all(store)
    assert listed(store) == [("e", 1), ("d", 1), ("c", 1)]
    assert store.journal.position.epoch != before.epoch


def test_a_second_run_over_the_same_articles_keeps_the_readers_places(tmp_path):
    wire = Wire(tmp_path)
    wire.add(item("a"), item("b"))
    _, store = opened(wire)
    place = store.journal.position
    again = Wire(tmp_path / "again")
    again.add(item("a"), item("b"), item("c"))
    _, store = opened(again)
    assert store.journal.complete_from(place)


def test_what_is_no_folder_of_a_run_is_told(tmp_path):
    with pytest.raises(FolderError, match="no such folder"):
        Folder(tmp_path / "nowhere")
    with pytest.raises(FolderError, match=r"wire\.jsonl"):
        Folder(tmp_path)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=12), max_size=20), st.lists(st.integers(0, 260), max_size=8))
def test_however_the_bytes_arrive_each_complete_line_is_read_once(tmp_path_factory, parts, cuts):
    whole = b"\n".join(part.replace(b"\n", b" ") for part in parts)
    path = tmp_path_factory.mktemp("tail") / "lines"
    path.touch()
    tail, read = Tail(path), []
    for start, end in pairwise(sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})):
        with path.open("ab") as file:
            file.write(whole[start:end])
        while lines := tail.read():
            read += lines
    expected = [(number, line) for number, line in enumerate(whole.split(b"\n")[:-1]) if line.strip()]
    assert read == expected


def test_following_takes_in_what_is_added_until_cancelled(tmp_path):
    wire = Wire(tmp_path)

    async def follow():
        folder = Folder(tmp_path)
        hub = Hub(Store(folder.start()))
        task = asyncio.create_task(folder.follow(hub))
        wire.add(item("a"))
        async with asyncio.timeout(5):
            while not listed(hub.store):
                await asyncio.sleep(0.02)
        task.cancel()

    asyncio.run(follow())
