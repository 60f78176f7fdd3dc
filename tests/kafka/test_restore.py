from dataclasses import dataclass

import pytest

from tests.kafka import unguarded
from tests.kafka.stages import CountState
from workers.kafka import restore
from workers.kafka.headers import SOURCE, fence
from workers.kafka.restore import PartitionState


@dataclass
class Written:
    offset: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]


@pytest.mark.parametrize("without", ["", "own_records_only"])
def test_a_record_that_the_stage_did_not_write_is_no_part_of_its_state(
    monkeypatch: pytest.MonkeyPatch, without: str
) -> None:
    """A requeued story stands in dedup's own output, without the fence that dedup's records carry."""
    monkeypatch.setattr(restore, "_take_in", restore._take_in)
    unguarded.remove(without)
    held = PartitionState(CountState())
    own = Written(0, b"k", b'{"count": 3}', ((SOURCE, fence(1, 7)),))
    foreign = Written(1, b"k", b'{"count": 99}', ())
    of_another_partition = Written(2, b"k", b'{"count": 98}', ((SOURCE, fence(0, 50)),))
    restore._take_in(held, 1, [own, foreign, of_another_partition])
    assert isinstance(held.state, CountState)
    assert ((held.state.counts, held.fence) == ({b"k": 3}, 7)) != bool(without)


def test_the_fence_never_goes_back() -> None:
    """A worker that was thought dead may write once more after its successor began."""
    held = PartitionState(CountState())
    restore._take_in(
        held, 0, [Written(n, b"k", b'{"count": 1}', ((SOURCE, fence(0, at)),)) for n, at in enumerate((5, 6, 5, 6))]
    )
    assert held.fence == 6
