"""The line between a supervisor and one of its workers: a socket that tells the worker that its parent lives, and the parent how it fares.

When the supervisor ends, however it ends, the socket reports its end and the worker goes too, so that no worker is ever left without one.
"""

import os
import shutil
import socket
import time
from collections.abc import Callable
from threading import Thread

from workers.kafka.exposition import MULTIPROCESS_VARIABLE
from workers.kafka.hardstop import Exit, hard_stop

VARIABLE = "EVACWIRE_LEASH"
"""Environment variable with the number of the socket's file descriptor; set by the supervisor alone."""
REPORT_SECONDS = 0.5
READY = b"R"
NOT_READY = b"N"


class Leash:
    """The worker's end of the line."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    @classmethod
    def from_environment(cls) -> "Leash | None":
        """Return the line that the supervisor laid, None where there is no supervisor. Its end ends this process from now on."""
        number = os.environ.pop(VARIABLE, "")
        if not number:
            return None
        leash = cls(socket.socket(fileno=int(number)))
        Thread(target=leash._hold, name="leash", daemon=True).start()
        return leash

    def report(self, ready: Callable[[], bool]) -> None:
        """Tell the supervisor again and again whether the worker is ready."""
        Thread(target=self._report, args=(ready,), name="leash-report", daemon=True).start()

    def _hold(self) -> None:
        """Wait for the supervisor's end; the folder of metrics that it can no longer remove goes with it."""
        try:
            while self._end.recv(64):
                pass
        except OSError:
            pass
        folder = os.environ.get(MULTIPROCESS_VARIABLE, "")
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        hard_stop(Exit.PARENT_GONE, "the supervisor ended")

    def _report(self, ready: Callable[[], bool]) -> None:
        while True:
            try:
                self._end.sendall(READY if ready() else NOT_READY)
            except OSError:
                return
            time.sleep(REPORT_SECONDS)
