"""500 readers of the stream while 50 items a second are published: does every reader get every item, how late, and does memory stay flat?

The server runs as a user starts it, over a folder that this process appends to; the readers are plain sockets here, on the same machine. The store is full from the start.
"""

import argparse
import asyncio
import re
import resource
import tempfile
import time
from pathlib import Path

import orjson
import psutil

from tests.serve.examples import event, item
from tests.serve.running import Wire, serving
from workers.serve.store import ITEMS_KEPT

NUMBER = re.compile(rb'"slugline":"N(\d+)"')
FULL = ITEMS_KEPT + ITEMS_KEPT // 4
"""Items that are there before: the store is full, so what it takes from then on is what it lets go of."""
WARM_UP = 0.4
"""Share of the run after which memory is expected to have settled."""
BODY = " ".join(["Residents of the valley were told on Monday to leave by noon, the county said."] * 30)
GRACE_SECONDS = 60.0


class Reader(asyncio.Protocol):
    """One reader. `numbers` are the items it got, in order; `late` is how long after its publication each came, in seconds."""

    def __init__(self, published: list[float], total: int) -> None:
        self.numbers: list[int] = []
        self.late: list[float] = []
        self.done = asyncio.get_running_loop().create_future()
        self._published = published
        self._total = total
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(b"GET /wire/stream?after=now HTTP/1.1\r\nHost: localhost\r\n\r\n")

    def data_received(self, data: bytes) -> None:
        """Note the items in the messages that are complete."""
        complete, _, self._rest = (self._rest + data).rpartition(b"\n\n")
        now = time.monotonic()
        for found in NUMBER.findall(complete):
            self.numbers.append(int(found))
            self.late.append(now - self._published[int(found)])
        if len(self.numbers) >= self._total and not self.done.done():
            self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """End the waiting."""
        if not self.done.done():
            self.done.set_result(None)


async def publish(wire: Wire, published: list[float], total: int, rate: float) -> None:
    """Append items at the rate given, each noted in `published` as it is written."""
    value = item("bench", body=BODY, slugline="NUMBER").to_json()
    start = time.monotonic()
    with wire.items.open("ab", buffering=0) as file:
        for number in range(total):
            await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
            one = value.replace(b'"NUMBER"', b'"N%d"' % number).replace(b'"bench"', b'"bench%d"' % number)
            published.append(time.monotonic())
            file.write(one + b"\n")


async def measure(readers: int, rate: float, seconds: float) -> dict[str, object]:
    """Run the benchmark and return its figures: seconds, and megabytes of resident memory of the server."""
    total = int(rate * seconds)
    with tempfile.TemporaryDirectory() as folder:
        wire = Wire(Path(folder))
        wire.add(event("first"), *(item(f"old{number}", body=BODY) for number in range(FULL)))
        with serving(wire.folder) as server:
            process = psutil.Process(server.process.pid)
            port = int(server.url.rsplit(":", 1)[1])
            published: list[float] = []
            loop = asyncio.get_running_loop()
            opened = [
                await loop.create_connection(lambda: Reader(published, total), "127.0.0.1", port)
                for _ in range(readers)
            ]
            all_readers = [reader for _, reader in opened]
            await asyncio.sleep(2)
            memory, before = [], process.cpu_times()
            publishing = asyncio.create_task(publish(wire, published, total, rate))
            while not publishing.done():
                memory.append(process.memory_info().rss / 1e6)
                await asyncio.sleep(seconds / 20)
            await publishing
            await asyncio.wait([reader.done for reader in all_readers], timeout=GRACE_SECONDS)
            after = process.cpu_times()
            memory.append(process.memory_info().rss / 1e6)
            for transport, _ in opened:
                transport.close()
    late = sorted(second for reader in all_readers for second in reader.late)
    settled = memory[int(len(memory) * WARM_UP)]
    return {
        "readers": readers,
        "items": total,
        "items a second": rate,
        "complete and in order": sum(reader.numbers == list(range(total)) for reader in all_readers),
        "late p50 s": round(late[len(late) // 2], 3) if late else None,
        "late p99 s": round(late[len(late) * 99 // 100], 3) if late else None,
        "server cpu share": round((after.user + after.system - before.user - before.system) / seconds, 2),
        "memory first MB": round(memory[0], 1),
        "memory settled MB": round(settled, 1),
        "memory last MB": round(memory[-1], 1),
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; exit code 1 where a reader missed an item."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench serve", description=__doc__)
    parser.add_argument("--readers", type=int, default=500)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=30.0)
    options = parser.parse_args(arguments)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, options.readers + 256)), hard))
    figures = asyncio.run(measure(options.readers, options.rate, options.seconds))
    print(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode())
    return 0 if figures["complete and in order"] == options.readers else 1


if __name__ == "__main__":
    raise SystemExit(main())
