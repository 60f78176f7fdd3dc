"""A worker's slot: its name in the consumer group, the same after every restart, so that Kafka gives it its partitions back at once.

Two workers with the same name would throw each other out. On one machine the kernel tells whether a name is in use: an abstract Unix socket
bound to it is gone with its process, however that ends. Between machines the names have to differ (`EVACWIRE_INSTANCE`).
"""

import socket
import sys
import time
from dataclasses import dataclass

from workers.kafka.errors import KafkaShellError

WAIT_SECONDS = 3.0
"""A worker that was just killed may hold its name for an instant; longer means that another worker uses it."""
MOST = 64


@dataclass(frozen=True, slots=True)
class Slot:
    """A name that this process holds until it ends."""

    name: str
    _lock: socket.socket | None


def take_slot(group: str, name: str, *, seconds: float = WAIT_SECONDS) -> Slot:
    """Take the slot of that name, or where another process of this machine has it the next free one (`0`, `0-2`, `0-3`, ...).

    Raises `KafkaShellError` where all are taken. Elsewhere than on Linux the name is taken as it is.
    """
    if sys.platform != "linux":
        return Slot(name, None)
    deadline = time.monotonic() + seconds
    while True:
        lock = _bind(group, name)
        if lock is not None:
            return Slot(name, lock)
        if time.monotonic() > deadline:
            break
        time.sleep(0.1)
    for number in range(2, MOST + 1):
        candidate = f"{name}-{number}"
        lock = _bind(group, candidate)
        if lock is not None:
            return Slot(candidate, lock)
    raise KafkaShellError(
        f"{MOST} workers of {group} run on this machine as EVACWIRE_INSTANCE={name}: give them other names"
    )


def _bind(group: str, name: str) -> socket.socket | None:
    lock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        lock.bind(f"\0evacwire/{group}/{name}"[:107])
    except OSError:
        lock.close()
        return None
    return lock
