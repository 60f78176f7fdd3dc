"""Breaks running workers in each way that an alert is for, and writes which alerts fired to docs/faults.md: `python -m tests.deploy.faults`.

The rules' times are shortened (a minute to a second, an hour to five), so that the whole takes some five minutes.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

from tests.broker import Broker
from tests.deploy.live import Scene, running, wait_for
from tests.deploy.promtool import ROOT

QUIET_SECONDS = 25.0
"""How long the healthy pipeline is watched, and how long the alerts of a fault may take to end once it is mended."""
WATCH_SECONDS = 30.0
"""How long a fault lasts, or until every alert expected of it fires and three seconds more, for those that should not."""


@dataclass(frozen=True)
class Fault:
    """What is done, in words for the table; the alerts that should fire; those that may besides, and why."""

    what: str
    start: Callable[[Scene, Broker], None]
    mend: Callable[[Scene, Broker], None]
    fires: frozenset[str]
    may: frozenset[str] = frozenset()
    because: str = ""


def nlp_processes(scene: Scene) -> list[psutil.Process]:
    """Return the processes that extract's worker runs its NLP in."""
    children = psutil.Process(scene.workers["extract"].process.pid).children()
    return [child for child in children if "resource_tracker" not in " ".join(child.cmdline())]


def hang(scene: Scene, _: Broker) -> None:
    """Stop the NLP in its tracks on a busy day."""
    scene.feed.rate = 50
    for process in nlp_processes(scene):
        process.suspend()


def wake(scene: Scene, _: Broker) -> None:
    """Let the NLP go on."""
    scene.feed.rate = 6
    for process in nlp_processes(scene):
        process.resume()


def extracted(scene: Scene) -> float:
    """Return how many articles extract has done."""
    return sum(float(each["value"][1]) for each in scene.prometheus.query('evacwire_articles_total{stage="extract"}'))


def waiting(scene: Scene) -> float:
    """Return how many records wait in all topics."""
    return sum(float(each["value"][1]) for each in scene.prometheus.query("evacwire_consumer_lag_records"))


def kill_nlp(scene: Scene, _: Broker) -> None:
    """Kill the NLP process six times, each time when its successor works: a process that dies while it loads ends the worker too."""
    for _n in range(6):
        for process in nlp_processes(scene):
            process.kill()
        time.sleep(3)
        wait_for(partial(_extracts_again, scene, extracted(scene)), 60)


def _extracts_again(scene: Scene, before: float) -> bool:
    return extracted(scene) > before


def kill_and_start(scene: Scene, _: Broker) -> None:
    """Kill ingest five times and start it at once, as a container engine does."""
    for _n in range(5):
        scene.workers["ingest"].kill()
        scene.restart("ingest")
        wait_for(lambda: scene.workers["ingest"].get("/livez")[0] == 200, 20)
        time.sleep(1.2)


def poison(share: float, rate: float) -> Callable[[Scene, Broker], None]:
    """Return what makes a share of the feed rubbish."""

    def start(scene: Scene, _: Broker) -> None:
        scene.feed.poison, scene.feed.rate = share, rate

    return start


def clean(scene: Scene, _: Broker) -> None:
    """Feed what is right again; where ingest has stopped, start it as the runbook says, without limits, since the topic still holds the rubbish."""
    scene.feed.poison, scene.feed.rate = 0.0, 6
    if scene.workers["ingest"].process.poll() is not None:
        scene.restart("ingest", EVACWIRE_MAX_CONSECUTIVE_REJECTED="0", EVACWIRE_MAX_REJECTED_RATIO="0")


def only(scene: Scene, texts: list[str], rate: float) -> None:
    """Feed articles of these texts alone."""
    scene.feed.articles = [{"article_id": f"only-{number}", "text": text} for number, text in enumerate(texts)]
    scene.feed.rate = rate


ONE_STORY = "LAGOS - The governor ordered all residents of Makoko to leave their homes by Friday because of floods, officials said on Monday."
SPORT = "The striker scored twice in the second half and the visitors went home with a point after a match that nobody will remember."


def usual(scene: Scene, _: Broker) -> None:
    """Feed the usual articles again."""
    from tests.deploy.live import articles

    scene.feed.articles, scene.feed.rate = list(articles()), 6


# The last leaves a backlog that takes minutes to work off, so that nothing comes after it.
FAULTS = (
    Fault("nothing: articles flow", lambda s, b: None, lambda s, b: None, frozenset()),
    Fault("a worker is killed and stays away (fuse)", lambda s, b: s.workers["fuse"].kill(), lambda s, b: s.restart("fuse"),
          frozenset({"EvacwireWorkerDown", "EvacwireStageMissing"})),
    Fault("a worker is killed five times and started again each time (ingest)", kill_and_start, lambda s, b: None,
          frozenset({"EvacwireWorkerRestarting"}), frozenset({"EvacwireWorkerDown", "EvacwireStageMissing", "EvacwireNoArticles"}),
          "a start takes some seconds, which stand for minutes here"),
    Fault("the broker is killed", lambda s, b: b.kill(), lambda s, b: b.start() and None, frozenset({"EvacwireBrokerUnreachable"})),
    Fault("the feed stops", lambda s, b: setattr(s.feed, "rate", 0), lambda s, b: setattr(s.feed, "rate", 6),
          frozenset({"EvacwireNoArticles"})),
    Fault("a fifth of the feed is rubbish", poison(0.2, 20), clean, frozenset({"EvacwireRejectedRatio"})),
    Fault("the whole feed is rubbish: ingest stops rather than empty the topic", poison(1.0, 60), clean,
          frozenset({"EvacwireWorkerDown", "EvacwireStageMissing"}), frozenset({"EvacwireRejectedRatio"}),
          "it fires first, and ends with the worker that told it"),
    Fault("NLP processes are killed over and over", kill_nlp, lambda s, b: None, frozenset({"EvacwireNlpRestarts"}), frozenset({"EvacwireBacklogOld", "EvacwireLatencyHigh"}),
 "each loss of the model costs some seconds, which stand for minutes here"),
    Fault("one feed sends one story again and again", lambda s, b: only(s, [ONE_STORY], 60), usual,
          frozenset({"EvacwireDedupOutOfRange"})),
    Fault("nothing but sport comes in", lambda s, b: only(s, [SPORT], 160), usual, frozenset({"EvacwireNoRelevantArticles"})),
    Fault("the NLP hangs on a busy day", hang, wake, frozenset({"EvacwireNoProgress", "EvacwireLagGrowing", "EvacwireBacklogOld"}),
          frozenset({"EvacwireLatencyHigh"}), "what waited is late when it comes out"),
)  # fmt: skip


def measure(fault: Fault, scene: Scene, broker: Broker) -> dict[str, float]:
    """Apply a fault, mend it, and return each alert that fired with the seconds after which it was first seen."""
    seen: dict[str, float] = {}
    began = time.monotonic()

    def look() -> bool:
        for name in scene.prometheus.firing():
            seen.setdefault(name, time.monotonic() - began)
        return bool(fault.fires) and fault.fires <= set(seen)

    fault.start(scene, broker)
    wait_for(look, QUIET_SECONDS if not fault.fires else WATCH_SECONDS + 15)
    wait_for(lambda: look() and False, 3)
    fault.mend(scene, broker)
    if fault is FAULTS[-1]:
        return seen
    settled = wait_for(lambda: not scene.prometheus.firing() and waiting(scene) < 50, 400)
    if not settled:
        refused = scene.prometheus.query("sum by (stage, reason) (evacwire_rejected_total)")
        raise SystemExit(
            f"after {fault.what!r} these went on firing: {sorted(scene.prometheus.firing())}; rejected: {refused}"
        )
    return seen


def row(fault: Fault, seen: dict[str, float]) -> str:
    """Return a fault's line in the table."""
    fired = [
        f"{name} ({seconds:.0f} s)"
        for name, seconds in sorted(seen.items(), key=lambda pair: pair[1])
        if name in fault.fires
    ]
    besides = [name for name in seen if name not in fault.fires]
    note = f"{', '.join(besides)}: {fault.because}" if besides else ""
    return f"| {fault.what} | {', '.join(fired) or 'none'} | {note} |"


HEAD = """# Faults and the alerts that tell them

Measured with a real broker, a worker for each stage and a real Prometheus (`python -m tests.deploy.faults`), scraped every second, with the rules'
times shortened: a minute to a second, an hour to five. In brackets: seconds after the fault began. Every alert that is not named stayed
quiet, and all were quiet and nothing waited before the next fault.

| fault | fires | besides |
|---|---|---|
"""


def main(words: list[str]) -> None:
    """Run every fault and write the table; or only those with one of the words in what they do, and print it."""
    chosen = [fault for fault in FAULTS if not words or any(word in fault.what for word in words)]
    with tempfile.TemporaryDirectory(prefix="evacwire-faults-") as name:
        folder = Path(name)
        broker = Broker(folder / "kafka").start()
        try:
            with running(broker.address, folder, rate=6) as scene:
                time.sleep(10)
                rows = []
                for fault in chosen:
                    seen = measure(fault, scene, broker)
                    rows.append(row(fault, seen))
                    print(rows[-1], flush=True)
                    wrong = (fault.fires - set(seen)) | (set(seen) - fault.fires - fault.may)
                    if wrong:
                        raise SystemExit(f"not as expected: {sorted(wrong)}")
        finally:
            broker.kill()
    if not words:
        (ROOT / "docs/faults.md").write_text(HEAD + "\n".join(rows) + "\n")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: os._exit(1))
    main(sys.argv[1:])
