"""Hung is worse than dead: each way of hanging has its own end."""

import time
from typing import NoReturn

import pytest

from workers.kafka import watchdog
from workers.kafka.hardstop import Exit
from workers.kafka.watchdog import Watchdog


class StoppedError(Exception):
    pass


def stop(reason: Exit, detail: str) -> NoReturn:
    raise StoppedError(reason)


def watching(crashed: str = "", overdue: float = 0, waiting: float = 0, drained: bool = False) -> Watchdog:
    return Watchdog(lambda: crashed, lambda: overdue, lambda: waiting, lambda: drained, waiting_limit=120, stop=stop)


def ending(dog: Watchdog) -> Exit | None:
    try:
        dog.look()
    except StoppedError as stopped:
        found = stopped.args[0]
        assert isinstance(found, Exit)
        return found
    return None


def test_a_worker_that_works_is_left_alone() -> None:
    assert ending(watching(overdue=50, waiting=100)) is None


def test_a_crashed_client_ends_the_worker() -> None:
    assert ending(watching(crashed="Consumer: boom")) is Exit.SERVICE_CRASHED


def test_commits_that_fail_for_a_minute_end_the_worker() -> None:
    assert ending(watching(overdue=61)) is Exit.COMMIT_FAILING


def test_a_record_that_waits_while_nothing_gets_done_ends_the_worker() -> None:
    assert ending(watching(waiting=121)) is Exit.NO_PROGRESS


def test_an_event_loop_that_stands_still_ends_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    dog = watching()
    dog.beat()
    now = time.monotonic()
    monkeypatch.setattr(watchdog.time, "monotonic", lambda: now + 61)
    assert ending(dog) is Exit.LOOP_STALLED


@pytest.mark.parametrize(("drained", "end"), [(True, Exit.ASKED), (False, Exit.STOP_STUCK)])
def test_a_stop_that_hangs_ends_before_30_seconds(monkeypatch: pytest.MonkeyPatch, drained: bool, end: Exit) -> None:
    dog = watching(drained=drained, overdue=100, waiting=1000)
    dog.stopping()
    assert ending(dog) is None
    now = time.monotonic()
    monkeypatch.setattr(watchdog.time, "monotonic", lambda: now + 26)
    assert ending(dog) is end
