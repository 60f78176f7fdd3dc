"""A server of its own for a test: `evacwire serve` over a folder, as a user starts it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.base import Model


class Wire:
    """A folder as `evacwire run` writes it, to which a test adds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.items, self.events = folder / "wire.jsonl", folder / "events.jsonl"
        self.items.touch()
        self.events.touch()

    def add(self, *records: Model) -> None:
        """Append events (known by their `event_id`) and items to their files."""
        for record in records:
            path = self.events if hasattr(record, "event_id") else self.items
            with path.open("ab") as file:
                file.write(record.to_json() + b"\n")


class Server:
    """A running process and its address without the last slash."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send the signal and return the exit code; fails after half a minute."""
        self.process.send_signal(number)
        return self.process.wait(30)


def broker_environment(brokers: str, prefix: str) -> dict[str, str]:
    """Return the variables with which a command reads a broker's topics of that prefix instead of files."""
    return {"EVACWIRE_BROKERS": brokers, "EVACWIRE_TOPIC_PREFIX": prefix}


@contextmanager
def serving(*arguments: str | Path, **environment: str) -> Iterator[Server]:
    """Run `evacwire serve` with the arguments on a free port (unless they name one) until the block ends."""
    port = [] if "--port" in arguments else ["--port", "0"]
    command = [sys.executable, "-m", "workers", "serve", *map(str, arguments), *port]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"http://\S+(?=/)", line)
            assert found, f"the server did not start: {line!r}"
            yield Server(process, found[0])
        finally:
            process.kill()
