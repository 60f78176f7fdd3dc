import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.kafka.ledger import Ledger, OffsetJumpError


def test_one_slow_message_and_fast_ones_behind_it_hold_the_commit_back() -> None:
    """Committing the highest offset that is done loses the slow message when the worker is killed."""
    ledger = Ledger(10)
    for offset in (10, 11, 12):
        ledger.arrive(offset)
    ledger.done(11)
    ledger.done(12)
    assert ledger.committable == 10
    ledger.done(10)
    assert ledger.committable == 13


def test_an_offset_that_does_not_follow_the_one_before_is_refused() -> None:
    ledger = Ledger(10)
    ledger.arrive(10)
    with pytest.raises(OffsetJumpError, match="12 came where 11"):
        ledger.arrive(12)


def test_a_gap_that_the_log_itself_has_is_passed() -> None:
    ledger = Ledger(10)
    ledger.arrive(12, follows=10)
    ledger.done(12)
    assert ledger.committable == 13
    with pytest.raises(OffsetJumpError):
        ledger.arrive(20, follows=15)


def test_a_mark_from_before_a_seek_counts_for_nothing() -> None:
    before, after = Ledger(5), Ledger(5)
    ticket = before.arrive(5)
    after.arrive(5)
    ticket.ledger.done(ticket.offset)
    assert after.committable == 5


@given(st.permutations(range(30)), st.integers(0, 30))
def test_what_may_be_committed_is_exactly_the_done_prefix(order: list[int], count: int) -> None:
    ledger = Ledger(0)
    for offset in range(30):
        ledger.arrive(offset)
    done = set(order[:count])
    for offset in order[:count]:
        ledger.done(offset)
        ledger.done(offset)
    prefix = next((offset for offset in range(30) if offset not in done), 30)
    assert (ledger.committable, ledger.in_flight()) == (prefix, 30 - prefix)
