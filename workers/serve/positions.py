"""Where a reader is: how far each partition of the item topic has been read. A folder has one partition, whose offsets are line numbers.

Positions name offsets, not a count of this process's own, so a reader may resume on another server, or on this one after a restart.
"""

import re
from dataclasses import dataclass

FORM = re.compile(r"([0-9A-Za-z]{1,32})_(\d{1,18}(?:\.\d{1,18}){0,1023})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Position:
    """The next offset of each partition. `epoch` names the topic or file that the offsets belong to (letters and digits)."""

    epoch: str
    offsets: tuple[int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Position | None":
        """Return the position that `str` wrote; None for anything else."""
        match = FORM.fullmatch(text)
        if match is None:
            return None
        return cls(match[1], tuple(int(part) for part in match[2].split(".")) if match[2] else ())

    def __str__(self) -> str:
        return f"{self.epoch}_{'.'.join(map(str, self.offsets))}"

    def next_offset(self, partition: int) -> int:
        """Return the offset that is read next in the partition."""
        return self.offsets[partition] if partition < len(self.offsets) else 0

    def after(self, partition: int, offset: int) -> "Position":
        """Return the position once the record has been read."""
        offsets = list(self.offsets) + [0] * (partition + 1 - len(self.offsets))
        offsets[partition] = max(offsets[partition], offset + 1)
        return Position(self.epoch, tuple(offsets))

    def covers(self, other: "Position") -> bool:
        """Whether a reader here has read all that a reader at `other` has."""
        return self.epoch == other.epoch and all(
            self.next_offset(partition) >= offset for partition, offset in enumerate(other.offsets)
        )

    def joined(self, other: "Position") -> "Position":
        """Return the position of a reader that has read what either has (both of one epoch)."""
        count = max(len(self.offsets), len(other.offsets))
        return Position(self.epoch, tuple(max(self.next_offset(at), other.next_offset(at)) for at in range(count)))
