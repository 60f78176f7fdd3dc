"""A thread that ends the worker when it no longer does what a worker does: hung is worse than dead, since nobody starts a hung one again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import NoReturn

from workers.kafka.hardstop import Exit, hard_stop

LOOP_SECONDS = 60.0
"""The event loop does nothing longer than milliseconds; a minute is a deadlock or a C call that never comes back."""
COMMIT_SECONDS = 60.0
"""A commit takes milliseconds, and a restarting broker answers again within half a minute."""
STOP_SECONDS = 25.0
"""A stop must end within 30 s; draining may take 20 of them."""
TICK_SECONDS = 0.5


@dataclass(slots=True)
class Watchdog:
    """Watches one worker. The callables answer, from any thread: why a service crashed (empty: none did), for how many seconds commits have
    been failing, for how many the worst record has waited, and whether the drain of a stop is over (nothing is left to lose then)."""

    crashed: Callable[[], str]
    commit_overdue: Callable[[], float]
    waiting: Callable[[], float]
    drained: Callable[[], bool]
    waiting_limit: float
    stop: Callable[[Exit, str], NoReturn] = hard_stop
    _beat_at: float = field(default_factory=time.monotonic)
    _stopping_since: float | None = None
    _ended: Event = field(default_factory=Event)

    def beat(self) -> None:
        """Say that the event loop is alive; called from it once a second."""
        self._beat_at = time.monotonic()

    def stopping(self) -> None:
        """Say that the worker has been asked to stop."""
        if self._stopping_since is None:
            self._stopping_since = time.monotonic()

    def ended(self) -> None:
        """Stop watching."""
        self._ended.set()

    def loop_silent_seconds(self) -> float:
        """Return for how long the event loop has said nothing."""
        return time.monotonic() - self._beat_at

    def start(self) -> None:
        """Watch from a thread of its own."""
        Thread(target=self._watch, name="watchdog", daemon=True).start()

    def _watch(self) -> None:
        while not self._ended.wait(TICK_SECONDS):
            self.look()

    def look(self) -> None:
        """Look once, and stop the worker where something is wrong."""
        if self._stopping_since is not None:
            self._look_at_stop(time.monotonic() - self._stopping_since)
            return
        crash = self.crashed()
        if crash:
            self.stop(Exit.SERVICE_CRASHED, crash)
        if self.loop_silent_seconds() > LOOP_SECONDS:
            self.stop(Exit.LOOP_STALLED, f"silent for {self.loop_silent_seconds():.0f} s")
        if self.commit_overdue() > COMMIT_SECONDS:
            self.stop(Exit.COMMIT_FAILING, f"for {self.commit_overdue():.0f} s")
        if self.waiting() > self.waiting_limit:
            self.stop(Exit.NO_PROGRESS, f"a record has waited for {self.waiting():.0f} s while nothing got done")

    def _look_at_stop(self, seconds: float) -> None:
        if seconds < STOP_SECONDS:
            return
        if self.drained():
            self.stop(Exit.ASKED, f"what was done is committed; a client did not close within {STOP_SECONDS:.0f} s")
        self.stop(Exit.STOP_STUCK, f"after {seconds:.0f} s")
