"""Hung is worse than dead: each way of hanging ends a real worker with its own code, and without the watchdog it hangs for good.

Nothing is lost by it, and nothing goes on either: nobody starts a hung worker again.
"""

import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.kafka.harness import PATIENCE, Kafka
from tests.kafka.losing import Stage, records

pytestmark = pytest.mark.kafka

WAYS = {
    "commits fail for ever": ("refuse_commits", 72, "watchdog"),
    "the event loop stands still": ("stall_the_loop", 74, "watchdog"),
    "a batch never ends": ("hang", 75, "watchdog"),
    "a stop waits for a batch that never ends": ("hang", 76, "watchdog+drain_limit"),
}
"""What goes wrong, how the worker ends, and without which guards it does not."""


@pytest.mark.parametrize("guarded", [True, False])
def test_a_worker_that_hangs_is_ended(brokers: str, topic_prefix: str, tmp_path: Path, guarded: bool) -> None:
    with ExitStack() as stack:
        workers, stages = {}, {}
        for number, (way, (wrong, _, guards)) in enumerate(WAYS.items()):
            folder = tmp_path / str(number)
            folder.mkdir()
            kafka = Kafka(brokers, f"{topic_prefix}{number}.")
            kafka.feed("articles.raw", records(10))
            stages[way] = Stage(kafka, folder, without="" if guarded else guards, wrong="short_limits+" + wrong)
            workers[way] = stack.enter_context(stages[way].worker())
        for way, worker in workers.items():
            if way.startswith("a stop"):
                stages[way].wait_begun()
                worker.process.terminate()
        deadline = time.monotonic() + (PATIENCE if guarded else 10)
        ends = {way: end(worker.process, deadline) for way, worker in workers.items()}
    assert ends == {way: code if guarded else None for way, (_, code, _) in WAYS.items()}


def end(process: subprocess.Popen[bytes], deadline: float) -> int | None:
    """Return the exit code, None where the process is still running at the deadline."""
    try:
        return process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return None
