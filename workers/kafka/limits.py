"""How much a worker may reject before it stops: after a bad deploy a topic must not be emptied into the rejected one."""

from collections import deque
from dataclasses import dataclass, field

from workers.settings import Settings

WINDOW = 1000
"""Records over which the ratio is taken; no verdict before as many were seen, so that a short run of rubbish at the start stops nothing."""


class TooManyRejectedError(RuntimeError):
    """More was rejected than the settings allow. The message is one line."""


@dataclass(slots=True)
class RejectionLimits:
    """Counts outcomes in order. `ratio` is of the last `WINDOW` records, `run` the records in a row; 0 takes a limit off."""

    ratio: float
    run: int
    _recent: deque[bool] = field(default_factory=lambda: deque(maxlen=WINDOW))
    _rejected: int = 0
    _in_a_row: int = 0

    @classmethod
    def from_settings(cls, settings: Settings) -> "RejectionLimits":
        """Read both limits; raises `SettingError`."""
        ratio = settings.number("EVACWIRE_MAX_REJECTED_RATIO")
        return cls(ratio, settings.integer("EVACWIRE_MAX_CONSECUTIVE_REJECTED"))

    def note(self, rejected: bool) -> None:
        """Count one record; raises `TooManyRejectedError` where a limit is passed."""
        if len(self._recent) == WINDOW:
            self._rejected -= self._recent[0]
        self._recent.append(rejected)
        self._rejected += rejected
        self._in_a_row = self._in_a_row + 1 if rejected else 0
        if self.run and self._in_a_row > self.run:
            raise TooManyRejectedError(f"more than {self.run} records in a row (EVACWIRE_MAX_CONSECUTIVE_REJECTED)")
        if self.ratio and len(self._recent) == WINDOW and self._rejected > self.ratio * WINDOW:
            raise TooManyRejectedError(
                f"{self._rejected} of the last {WINDOW} records (EVACWIRE_MAX_REJECTED_RATIO={self.ratio:g})"
            )
