"""Dedup under load: decisions a second, latency and memory as the window fills, restoring it, and datasketch's MinHashLSH beside it.

`python -m tests.bench dedup [--quick] [--articles N]`. The window is filled with signatures cloned from decisions on a made-up stream (their
names, figures and sentences made different), since two thirds of a million real decisions would only cost time; the decisions that are
timed are real ones, through the whole stage (JSON in, JSON out), on one core. Of ten articles four are new stories, three reprints on another
outlet's page, one trimmed, one updated and one reworded; every new story brings some twenty words nobody has seen. Throughput is by processor time, latency by the wall clock
and by processor time.
"""

import argparse
import gc
import os
import random
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import numpy as np
import orjson
import psutil

from tests.bench._dedup_stream import Item, stream
from workers.dedup.native.window import new_window
from workers.dedup.sayings import Sayings
from workers.dedup.signature import Signature, unpack
from workers.dedup.stage import DedupStage
from workers.dedup.terms import DATE, KIND_SHIFT, WORD
from workers.dedup.window import SIGNATURE_HEADER, Window, story_key
from workers.stage import Record

FULL = 1_000_000
QUICK = 20_000
TIMED = 2_000
"""Decisions timed at each size."""
POOL = 3_000
"""Decisions whose signatures are cloned to fill the window."""
YARDSTICK = 3_000
"""Articles that datasketch sees: at its own speed, more would only take longer."""
TURN = 50
"""Articles a turn of the two."""
PERMUTATIONS, THRESHOLD = 128, 0.7
"""datasketch's default number of permutations, and the usual threshold for near duplicates."""
WORDS = re.compile(r"\w+")
PICTURE = Path(__file__).parent.parent.parent / "docs" / "dedup-window.png"


@dataclass(slots=True)
class Timed:
    """What became of articles: wall and processor seconds of each decision, story by position in the stream, signatures."""

    walls: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    stories: dict[int, str] = field(default_factory=dict)
    signatures: list[bytes] = field(default_factory=list)


def position(item: Item) -> int:
    """Return the position of an article in its stream."""
    return int(item.article.article_id.split("-")[1])


def decide(items: Sequence[Item], window: Window, timed: Timed | None = None) -> Timed:
    """Put articles through the stage one by one; returns `timed` with what became of them added."""
    stage = DedupStage()
    timed = timed or Timed()
    for item in items:
        record = Record(item.article.to_json())
        wall, processor = time.perf_counter(), time.process_time()
        (result,) = stage.process([record], window)
        timed.processor.append(time.process_time() - processor)
        timed.walls.append(time.perf_counter() - wall)
        output = result.outputs[0]
        timed.stories[position(item)] = (output.key or b"").decode()
        timed.signatures.append(output.headers[SIGNATURE_HEADER])
    return timed


def clone(signature: Signature, number: int, now: int, chance: random.Random) -> Signature:
    """Return a signature of the same shape for another story, or another copy, with other names, figures and sentences."""
    ident = f"fill-{number}"
    salt = chance.getrandbits(16)
    old = signature.sayings
    kinds = old.flat >> KIND_SHIFT
    salted = np.where((kinds == WORD) | (kinds == DATE), old.flat, old.flat ^ salt)
    order = np.lexsort((salted, old.owner))
    keys = tuple(key ^ chance.getrandbits(64) for key in old.keys)
    return replace(
        signature,
        article_id=ident,
        contents=(chance.getrandbits(64),),
        story=story_key(ident),
        stream_time=now,
        sayings=Sayings(keys, salted[order], old.owner),
    )


def fill(window: Window, pool: list[Signature], size: int, chance: random.Random) -> None:
    """Fill a window up to `size` articles."""
    while len(window) < size:
        window.add(clone(chance.choice(pool), len(window), window.now, chance))


def recall(items: Sequence[Item], stories: dict[int, str]) -> float:
    """Share of copies that were put into their original's story."""
    pairs = [(position(item), item.copy_of) for item in items if item.copy_of is not None and item.copy_of in stories]
    return sum(stories[one] == stories[other] for one, other in pairs) / max(len(pairs), 1)


class Yardstick:
    """datasketch's LSH, clusters by first match."""

    def __init__(self) -> None:
        from datasketch import MinHashLSH

        self._lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        self.stories: dict[int, str] = {}
        self.seconds = 0.0

    def take(self, items: Sequence[Item]) -> None:
        """Cluster articles; the processor's time is added to `seconds`."""
        from datasketch import MinHash

        start = time.process_time()
        for item in items:
            number = position(item)
            words = WORDS.findall(item.article.text.lower())
            sketch = MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([" ".join(words[n : n + 3]).encode() for n in range(max(len(words) - 2, 1))])
            found = self._lsh.query(sketch)
            self.stories[number] = self.stories[min(found)] if found else str(number)
            self._lsh.insert(number, sketch)
        self.seconds += time.process_time() - start


@contextmanager
def in_python() -> Iterator[None]:
    """Let dedup run in Python, as it does where no compiler was at hand."""
    names = ("workers.dedup.native.window.native_tables", "workers.dedup.native.draft.native_rules")
    with patch(names[0], return_value=None), patch(names[1], return_value=None):
        yield


def side_by_side(items: Sequence[Item]) -> str:
    """Give dedup, dedup in Python and datasketch the same articles by turns, so that whatever else the machine does strikes all of them;
    returns the comparison."""
    native, python, yardstick = Timed(), Timed(), Yardstick()
    window, other_window = new_window(), Window()
    for start in range(0, len(items), TURN):
        turn = items[start : start + TURN]
        decide(turn, window, native)
        with in_python():
            decide(turn, other_window, python)
        yardstick.take(turn)
    rate, slow = (len(items) / sum(timed.processor) for timed in (native, python))
    other = len(items) / yardstick.seconds
    return (
        f"same {len(items):,} articles: dedup {rate:.0f}/s, recall {recall(items, native.stories):.3f}; in Python {slow:.0f}/s, the same decisions: "
        f"{native.stories == python.stories}; datasketch {other:.0f}/s, recall {recall(items, yardstick.stories):.3f}; "
        f"dedup has {rate / slow:.2f} of the throughput that it has in Python, {rate / other:.2f} of datasketch's"
    )


def plot(rows: list[dict[str, float]]) -> None:
    """Draw memory and latency against the size of the window."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    sizes = [row["size"] / 1000 for row in rows]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 4))
    left.plot(sizes, [row["megabytes"] for row in rows], marker="o")
    left.axhline(2048, linestyle="--", color="grey")
    left.set(
        xlabel="articles in the window, thousands", ylabel="memory of the process, MB", title="Memory", ylim=(0, 2200)
    )
    for key in ("p50", "p99", "p99_processor"):
        right.plot(sizes, [row[key] for row in rows], marker="o", label=key.replace("_", " by the "))
    right.set(
        xlabel="articles in the window, thousands", ylabel="milliseconds a decision", title="Latency", ylim=(0, None)
    )
    right.legend()
    figure.tight_layout()
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE, dpi=110)


def main(arguments: list[str]) -> int:
    """Run the benchmark; the picture is drawn only at full size."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench dedup")
    parser.add_argument("--quick", action="store_true", help=f"a window of {QUICK:,} articles")
    parser.add_argument("--articles", type=int, help=f"articles in the full window (default {FULL:,})")
    options = parser.parse_args(arguments)
    size = options.articles or (QUICK if options.quick else FULL)
    chance = random.Random(7)
    source = stream(POOL + 20 * TIMED)
    window = new_window()
    pool = [unpack(data) for data in decide(list(islice(source, POOL)), window).signatures]
    rows = []
    process = psutil.Process(os.getpid())
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'window':>10} {'MB':>7} {'decisions/s':>12} {'p50 ms':>8} {'p99 ms':>8} {'p99 cpu':>8} {'recall':>7}")
    for share in (0.05, 0.1, 0.25, 0.5, 0.75, 1.0):
        fill(window, pool, int(size * share), chance)
        items = list(islice(source, TIMED))
        gc.collect()
        timed = decide(items, window)
        p50, p99 = (float(np.percentile(timed.walls, q)) * 1000 for q in (50, 99))
        row = {
            "size": len(window),
            "megabytes": process.memory_info().rss / 2**20,
            "rate": len(items) / sum(timed.processor),
            "p50": p50,
            "p99": p99,
            "p99_processor": float(np.percentile(timed.processor, 99)) * 1000,
        }
        rows.append(row)
        print(
            f"{row['size']:>10,} {row['megabytes']:>7.0f} {row['rate']:>12.0f} {p50:>8.2f} {p99:>8.2f} "
            f"{row['p99_processor']:>8.2f} {recall(items, timed.stories):>7.3f}",
            flush=True,
        )
    snapshot = window.save()
    del window
    restored = new_window()
    start = time.process_time()
    restored.load(snapshot)
    print(f"restored {len(restored):,} articles in {time.process_time() - start:.1f} s of processor time")
    print(side_by_side(list(stream(YARDSTICK, seed=2))))
    print(orjson.dumps(rows).decode())
    if not options.quick:
        plot(rows)
    return 0
