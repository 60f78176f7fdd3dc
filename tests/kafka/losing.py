"""What the tests of losing nothing share: a stage under faults, and what became of its records."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from tests.kafka.harms import FOLDER
from tests.kafka.harness import PATIENCE, Kafka, WorkerProcess, wait_until

GROUPS = {"pass_through": "evacwire-ingest", "counter": "evacwire-dedup"}
INPUTS = {"pass_through": "articles.raw", "counter": "articles.relevant"}
OUTPUTS = {"pass_through": "articles.relevant", "counter": "articles.stories"}


def records(count: int, *, sleep: float = 0.0, **at: dict[str, object]) -> list[dict[str, object]]:
    """Return numbered records that take `sleep` seconds each; `at` gives some of them more to say: `n5={"raise": 1}`."""
    slow = {"sleep": sleep} if sleep else {}
    return [{"id": number, **slow, **at.get(f"n{number}", {})} for number in range(count)]


class Stage:
    """One test stage on its topics: `without` names guards taken out, `wrong` what is to go wrong."""

    def __init__(self, kafka: Kafka, folder: Path, name: str = "pass_through", *, without: str = "", wrong: str = "",
                 batch_size: int = 50) -> None:  # fmt: skip
        self.kafka, self.folder, self.name = kafka, folder, name
        self.group = kafka.prefix + GROUPS[name]
        self.arguments = (name, str(batch_size), without, wrong)
        self.codes: list[int] = []
        """The exit codes of the workers that ended by themselves."""

    def worker(self, **environment: str) -> WorkerProcess:
        settings = {FOLDER: str(self.folder), **environment}
        return WorkerProcess(self.kafka, *self.arguments, log=self.folder / f"{self.name}.log", **settings)

    def refuse(self, topic: str) -> None:
        (self.folder / "refused").write_text(topic)

    def accept(self) -> None:
        (self.folder / "refused").unlink()

    def rebalance(self) -> None:
        """Have the worker join its group anew; it must listen (`rejoin_on_request`)."""
        (self.folder / "rejoin").touch()
        wait_until(lambda: not (self.folder / "rejoin").exists())

    def wait_begun(self, number: int = 0) -> None:
        """Wait until the stage has begun with a record that `begins` was given for."""
        self.wait((self.folder / f"begun{number}").exists, f"record {number} is not begun")

    def begins(self, number: int = 0) -> dict[str, object]:
        """Return what a record says that is to leave a sign when it is begun."""
        return {"begun": str(self.folder / f"begun{number}")}

    def committed(self) -> int:
        return self.kafka.committed(self.group)

    def run_until_committed(self, total: int, *, lives: int = 6, seconds: float = PATIENCE) -> None:
        """Start the worker again whenever it ends, as a supervisor does, until so much is committed; then kill it."""
        for _ in range(lives):
            if self.committed() >= total:
                return
            with self.worker() as worker:
                deadline = time.monotonic() + seconds
                while worker.process.poll() is None and time.monotonic() < deadline:
                    if self.committed() >= total:
                        return
                    time.sleep(0.2)
                if worker.process.poll() is not None:
                    self.codes.append(worker.process.returncode)

    def run_until_written(self, total: int) -> None:
        """Run the worker until so many different records are in the output, then kill it."""
        with self.worker():
            self.wait_written(total)

    def wait_written(self, total: int) -> None:
        self.wait(lambda: len(set(self.written())) >= total, f"fewer than {total} written")

    def wait_committed(self, total: int) -> None:
        self.wait(lambda: self.committed() >= total, f"fewer than {total} committed")

    def wait(self, condition: Callable[[], Any], what: str = "it did not happen") -> None:
        """Wait until a condition holds; a failure tells what the worker said."""
        try:
            wait_until(condition, what=what)
        except AssertionError as error:
            log = self.folder / f"{self.name}.log"
            said = log.read_text(errors="replace")[-2000:] if log.exists() else "nothing"
            raise AssertionError(f"{error}; the worker said: {said}") from None

    def written(self) -> list[int]:
        """Return the ids in the output, in order."""
        return self.kafka.ids(OUTPUTS[self.name])

    def lost(self) -> list[int]:
        """Return what is committed (nobody will read it again) and is not in the output."""
        return sorted(set(range(self.committed())) - set(self.written()))

    def repeated(self) -> int:
        """Return how many records of the output say what another one says."""
        written = self.written()
        return len(written) - len(set(written))

    def counts(self) -> dict[bytes, list[int]]:
        """Return the numbers that a counter gave, by key."""
        found: dict[bytes, list[int]] = {}
        for record in self.kafka.read(OUTPUTS[self.name]):
            found.setdefault(record.key, []).append(orjson.loads(record.value)["count"])
        return found
