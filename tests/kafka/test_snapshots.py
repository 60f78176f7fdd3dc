from pathlib import Path

import pytest

from tests.kafka import unguarded
from workers.kafka import snapshots
from workers.kafka.snapshots import Snapshot, SnapshotFolder

IDENTITY = ("cluster", "topic-id", "articles.stories", "0")
SNAPSHOT = Snapshot(12, 34, b"state" * 1000)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    folder = SnapshotFolder(tmp_path / "new")
    folder.write(IDENTITY, SNAPSHOT)
    assert folder.read(IDENTITY) == SNAPSHOT


@pytest.mark.parametrize("without", ["", "snapshot_identity"])
def test_a_snapshot_of_another_cluster_or_topic_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: str
) -> None:
    """Its fence would skip inputs that were never read: topics made anew begin again at offset 0."""
    monkeypatch.setattr(SnapshotFolder, "_path", SnapshotFolder._path)
    monkeypatch.setattr(snapshots, "_head", snapshots._head)
    unguarded.remove(without)
    folder = SnapshotFolder(tmp_path)
    folder.write(IDENTITY, SNAPSHOT)
    for place in range(3):
        other = (*IDENTITY[:place], "other", *IDENTITY[place + 1 :])
        assert (folder.read(other) is None) != bool(without)


def test_another_partition_has_no_snapshot(tmp_path: Path) -> None:
    folder = SnapshotFolder(tmp_path)
    folder.write(IDENTITY, SNAPSHOT)
    assert folder.read((*IDENTITY[:3], "1")) is None


def test_a_damaged_snapshot_is_none(tmp_path: Path) -> None:
    folder = SnapshotFolder(tmp_path)
    folder.write(IDENTITY, SNAPSHOT)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for damaged in (whole[:-3], whole[:10], b"", whole.replace(b'"fence":34', b'"fence":"x"'), whole[:-1] + b"?"):
        file.write_bytes(damaged)
        assert folder.read(IDENTITY) is None


def test_a_folder_that_cannot_be_written_costs_only_the_shortcut(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = SnapshotFolder(tmp_path / "file")
    folder.write(IDENTITY, SNAPSHOT)
    assert folder.read(IDENTITY) is None
