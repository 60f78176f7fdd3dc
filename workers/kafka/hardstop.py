"""The ends of a worker: why it stops, by exit code, and how it stops at once.

A worker that meets what it does not expect does not go on and does not clean up: it ends, uncommitted, and is started again by its supervisor.
Everything since the last commit is then delivered again, which is the only repair that needs no knowledge of what went wrong.
"""

import os
import sys
import threading
from enum import IntEnum
from typing import NoReturn

import structlog


class Exit(IntEnum):
    """Why a worker process ended."""

    ASKED = 0
    CANNOT_START = 1
    CANNOT_BE_USED = 2
    BATCH_FAILED = 70
    OFFSET_JUMPED = 71
    COMMIT_FAILING = 72
    SERVICE_CRASHED = 73
    LOOP_STALLED = 74
    NO_PROGRESS = 75
    STOP_STUCK = 76
    REJECTING = 77
    PARENT_GONE = 78
    RESTORE_FAILED = 79
    STATE_AHEAD = 80
    NLP_BROKEN = 81
    SLOT_TAKEN = 82


MEANING = {
    Exit.ASKED: "it was asked to stop",
    Exit.CANNOT_START: "it could not start (see its line above)",
    Exit.CANNOT_BE_USED: "a setting cannot be used",
    Exit.BATCH_FAILED: "a batch failed unexpectedly",
    Exit.OFFSET_JUMPED: "a partition skipped an offset",
    Exit.COMMIT_FAILING: "commits failed for too long",
    Exit.SERVICE_CRASHED: "a Kafka client crashed",
    Exit.LOOP_STALLED: "its event loop stood still",
    Exit.NO_PROGRESS: "a record waited too long",
    Exit.STOP_STUCK: "it did not stop in time",
    Exit.REJECTING: "it rejected too much",
    Exit.PARENT_GONE: "its supervisor is gone",
    Exit.RESTORE_FAILED: "its state could not be restored",
    Exit.STATE_AHEAD: "its state is ahead of its input",
    Exit.NLP_BROKEN: "its NLP processes do not start",
    Exit.SLOT_TAKEN: "another worker took its slot",
}
"""Each end in words, for the supervisor's one line."""

FINAL = frozenset({Exit.CANNOT_BE_USED, Exit.REJECTING, Exit.STATE_AHEAD})
"""Ends that starting again would not mend: a person has to look first."""

_once = threading.Lock()


def hard_stop(reason: Exit, detail: str) -> NoReturn:
    """End the process now, with one line that says why. Nothing is flushed, committed or closed; the first caller decides."""
    _once.acquire()
    level = "warning" if reason is Exit.ASKED else "error"
    getattr(structlog.get_logger("evacwire.worker"), level)(
        "stopped", code=int(reason), why=MEANING[reason], detail=detail
    )
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(int(reason))
