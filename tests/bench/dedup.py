"""Dedup under load: decisions a second, latency and memory as the window fills, restoring it, and datasketch's MinHashLSH beside it.

`python -m tests.bench dedup [--quick] [--articles N]`. The window is filled with signatures cloned from decisions on a made-up stream (their
names, figures and sentences made different), since two thirds of a million real decisions would only cost time; the decisions that are
timed are real ones, through the whole stage (JSON in, JSON out), on one core. Throughput is by processor time, latency by the wall clock.
"""

import argparse
import gc
import os
import random
import re
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import orjson
import psutil

from tests.bench._dedup_stream import Item, stream
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
PERMUTATIONS, THRESHOLD = 128, 0.7
"""datasketch's default number of permutations, and the usual threshold for near duplicates."""
WORDS = re.compile(r"\w+")
PICTURE = Path(__file__).parent.parent.parent / "docs" / "dedup-window.png"


def decide(items: list[Item], window: Window) -> tuple[list[float], float, dict[int, str], list[bytes]]:
    """Put articles through the stage one by one. Returns wall seconds each, processor seconds in all, story by position, signatures."""
    stage = DedupStage()
    records = [Record(item.article.to_json()) for item in items]
    walls, stories, signatures = [], {}, []
    cpu = time.process_time()
    for item, record in zip(items, records, strict=True):
        start = time.perf_counter()
        (result,) = stage.process([record], window)
        walls.append(time.perf_counter() - start)
        output = result.outputs[0]
        stories[int(item.article.article_id.split("-")[1])] = (output.key or b"").decode()
        signatures.append(output.headers[SIGNATURE_HEADER])
    return walls, time.process_time() - cpu, stories, signatures


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


def recall(items: list[Item], stories: dict[int, str]) -> float:
    """Share of copies that were put into their original's story."""
    pairs = [
        (int(item.article.article_id.split("-")[1]), item.copy_of)
        for item in items
        if item.copy_of is not None and item.copy_of in stories
    ]
    return sum(stories[one] == stories[other] for one, other in pairs) / max(len(pairs), 1)


def datasketch_side(items: list[Item]) -> tuple[float, float]:
    """Return datasketch's articles a second of processor time and its recall of true pairs, with clusters by first match."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    stories: dict[int, str] = {}
    start = time.process_time()
    for item in items:
        number = int(item.article.article_id.split("-")[1])
        words = WORDS.findall(item.article.text.lower())
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([" ".join(words[n : n + 3]).encode() for n in range(max(len(words) - 2, 1))])
        found = lsh.query(sketch)
        stories[number] = stories[min(found)] if found else str(number)
        lsh.insert(number, sketch)
    return len(items) / (time.process_time() - start), recall(items, stories)


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
    for key in ("p50", "p99"):
        right.plot(sizes, [row[key] for row in rows], marker="o", label=key)
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
    window = Window()
    _, _, _, packed = decide(list(islice(source, POOL)), window)
    pool = [unpack(data) for data in packed]
    rows = []
    process = psutil.Process(os.getpid())
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'window':>10} {'MB':>7} {'decisions/s':>12} {'p50 ms':>8} {'p99 ms':>8} {'recall':>7}")
    for share in (0.05, 0.1, 0.25, 0.5, 0.75, 1.0):
        fill(window, pool, int(size * share), chance)
        items = list(islice(source, TIMED))
        gc.collect()
        walls, cpu, stories, _ = decide(items, window)
        p50, p99 = (float(np.percentile(walls, q)) * 1000 for q in (50, 99))
        row = {
            "size": len(window),
            "megabytes": process.memory_info().rss / 2**20,
            "rate": len(items) / cpu,
            "p50": p50,
            "p99": p99,
        }
        rows.append(row)
        print(
            f"{row['size']:>10,} {row['megabytes']:>7.0f} {row['rate']:>12.0f} {p50:>8.2f} {p99:>8.2f} {recall(items, stories):>7.3f}",
            flush=True,
        )
    snapshot = window.save()
    del window
    restored = Window()
    start = time.process_time()
    restored.load(snapshot)
    print(f"restored {len(restored):,} articles in {time.process_time() - start:.1f} s of processor time")
    items = list(stream(YARDSTICK, seed=2))
    _, cpu, stories, _ = decide(items, Window())
    rate, found = datasketch_side(items)
    print(
        f"same {YARDSTICK:,} articles: dedup {YARDSTICK / cpu:.0f}/s, recall {recall(items, stories):.3f}; datasketch {rate:.0f}/s, recall {found:.3f}"
    )
    print(orjson.dumps(rows).decode())
    if not options.quick:
        plot(rows)
    return 0
