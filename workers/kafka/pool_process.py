"""An NLP process: loads the stage once, then works through what comes down the pipe. Started by `pool`, never by hand."""

import ctypes
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection

from workers.settings import Settings
from workers.stage import Result
from workers.stages import make_stage

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Ready:
    """The stage is loaded."""


@dataclass(frozen=True, slots=True)
class Done:
    """One result a record, in order."""

    results: list[Result]


@dataclass(frozen=True, slots=True)
class Raised:
    """What loading or processing raised: the exception's class and its words."""

    kind: str
    words: str


Answer = Ready | Done | Raised


def main(pipe: Connection, maker: str, values: Mapping[str, str]) -> None:
    """Answer `Ready`, then for every list of records `Done` or `Raised`, until the pipe is closed."""
    _end_with_parent()
    try:
        stage = make_stage(maker, Settings(values))
        pipe.send(Ready())
    except Exception as error:
        pipe.send(Raised(type(error).__name__, str(error)))
        return
    while True:
        try:
            records = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(Done(stage.process(records, None)))
        except Exception as error:
            pipe.send(Raised(type(error).__name__, str(error)))


def _end_with_parent() -> None:
    """A process asked to stop finishes what its worker waits for; it ends when the worker closes the pipe, or (Linux) when the worker dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
