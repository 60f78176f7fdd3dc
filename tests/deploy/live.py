"""A real Prometheus over real workers: started, asked, and told the rules with their times shortened."""

import math
import re
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import orjson
import yaml
from kafka import KafkaProducer

from tests.broker import die_with_parent
from tests.deploy.promtool import PROMETHEUS, ROOT, load, tool
from tests.kafka.harness import Kafka, WorkerProcess, free_port

STREAM = ROOT / "workers/data/sample/stream.jsonl"
CORPUS = sorted((ROOT / "tests/data/extraction").glob("*/*.jsonl"))
STAGES = ("ingest", "dedup", "extract", "fuse")
SHORTER = {
    'stage:evacwire_since_progress_seconds:max{job="evacwire"} > 120': "> 12",
    'evacwire_oldest_unprocessed_age_seconds{job="evacwire"}) > 900': "> 20",
    'job:evacwire_end_to_end_latency_seconds:p95_5m{job="evacwire"} > 120': "> 30",
    'job:evacwire_dedup_verdicts:increase6h{job="evacwire"} > 200': "> 900",
}
"""Thresholds that go with the times: what is waited for in seconds, and what is counted at a feed's pace a hundred times the usual one."""
LONGER = {
    'process_start_time_seconds{job="evacwire"}[15m]': "[120s]",
    'evacwire_nlp_restarts_total{job="evacwire"}[15m]': "[90s]",
}
"""Windows that hold several starts of a process, which take as long here as anywhere."""


def shortened(text: str) -> str:
    """Return a rules file with each minute made a second and each hour five, at least five seconds for a window."""

    def window(match: re.Match[str]) -> str:
        seconds = int(match[1]) * {"m": 1, "h": 5}[match[2]]
        return f"[{max(5, seconds)}s]"

    for usual, other in (SHORTER | LONGER).items():
        text = text.replace(usual, re.sub(r"> \d+$|\[\d+m\]$", other, usual))
    text = re.sub(r"\[(\d+)([mh])\]", window, text)
    return re.sub(r"for: (\d+)m", lambda match: f"for: {match[1]}s", text)


class Prometheus:
    """One server in a folder of its own. `targets` are host:port; `quick` shortens the rules' times."""

    def __init__(self, folder: Path, targets: Sequence[str], *, quick: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("recording.yml", "alerts.yml"):
            text = (PROMETHEUS / name).read_text()
            (folder / name).write_text(shortened(text) if quick else text)
        configuration = load(PROMETHEUS / "prometheus.yml")
        configuration["global"] = {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
        configuration["scrape_configs"][0]["static_configs"] = [{"targets": list(targets)}]
        (folder / "prometheus.yml").write_text(yaml.safe_dump(configuration))
        self._address = f"http://127.0.0.1:{free_port()}"
        command = [tool("prometheus", "apt-get install prometheus"), f"--config.file={folder / 'prometheus.yml'}"]
        command += [
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address={self._address.partition('//')[2]}",
        ]
        with (folder / "prometheus.log").open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=die_with_parent)  # noqa: PLW1509

    def wait(self, expr: str, seconds: float = 180.0) -> list[dict[str, Any]]:
        """Wait until an expression returns something, and return it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with suppress(OSError):
                if answer := self.query(expr):
                    return answer
            time.sleep(0.5)
        raise AssertionError(f"nothing for {expr} within {seconds:g} s")

    def query(self, expr: str) -> list[dict[str, Any]]:
        """Return the result of an instant query."""
        return list(self._get("query", query=expr)["result"])

    def points(self, expr: str, start: float, end: float, step: float = 1.0) -> list[dict[str, Any]]:
        """Return the series of a range query, without what is not a number."""
        result = self._get("query_range", query=expr, start=f"{start}", end=f"{end}", step=f"{step}")["result"]
        for series in result:
            series["values"] = [(at, float(value)) for at, value in series["values"] if math.isfinite(float(value))]
        return [series for series in result if series["values"]]

    def firing(self) -> dict[str, list[dict[str, Any]]]:
        """Return the alerts that fire now, by name."""
        found: dict[str, list[dict[str, Any]]] = {}
        for alert in self._get("alerts")["alerts"]:
            if alert["state"] == "firing":
                found.setdefault(alert["labels"]["alertname"], []).append(alert)
        return found

    def _get(self, path: str, **parameters: str) -> Any:
        url = f"{self._address}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return orjson.loads(answer.read())["data"]

    def close(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait(10)


class Feed:
    """Sends articles over and over, each time under new ids, `rate` a second (0 pauses), until it is closed."""

    def __init__(self, kafka: Kafka, rate: float) -> None:
        self.rate = rate
        self.poison = 0.0
        """Share of the records that are no JSON."""
        self.articles = list(articles())
        self._producer = KafkaProducer(bootstrap_servers=kafka.brokers, linger_ms=5, max_block_ms=1000)
        self._topic = f"{kafka.prefix}articles.raw"
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._send, daemon=True)
        self._thread.start()

    def _send(self) -> None:
        broken = 0.0
        for number in count():
            while self.rate == 0 and not self._ended.wait(0.1):
                pass
            if self._ended.wait(1 / (self.rate or 1)):
                return
            broken += self.poison
            article = self.articles[number % len(self.articles)]
            data = orjson.dumps(article | {"article_id": f"{article['article_id']}-{number}"})
            with suppress(Exception):  # the faults take the broker away, and the feed goes on as feeds do
                self._producer.send(self._topic, b"<html>not found</html>" if broken >= 1 else data)
            broken -= broken >= 1

    def close(self) -> None:
        """Stop sending."""
        self._ended.set()
        self._thread.join(10)
        self._producer.close(2)


def articles() -> Iterator[dict[str, Any]]:
    """Yield the sample stream, without what is broken in it on purpose, and the annotated corpus."""
    for line in STREAM.read_bytes().split(b"\n"):
        with suppress(orjson.JSONDecodeError):
            article = orjson.loads(line)
            if isinstance(article, dict) and isinstance(article.get("article_id"), str):
                yield article
    for path in CORPUS:
        for line in path.read_bytes().split(b"\n"):
            if line:
                yield orjson.loads(line)["article"]


@dataclass
class Scene:
    """A feed, a worker for each stage and a Prometheus over them."""

    kafka: Kafka
    folder: Path
    workers: dict[str, WorkerProcess]
    prometheus: Prometheus
    feed: Feed
    started: float

    def restart(self, stage: str, **environment: str) -> None:
        """Start a stage's worker again, on the port that Prometheus knows."""
        self.workers[stage] = start_worker(self.kafka, stage, self.folder, self.workers[stage].port, **environment)


@contextmanager
def running(brokers: str, folder: Path, rate: float) -> Iterator[Scene]:
    """Start everything, wait until wire items come out, and end it all afterwards."""
    tool("prometheus", "apt-get install prometheus")
    folder.mkdir(parents=True, exist_ok=True)
    kafka = Kafka(brokers, f"{folder.name}.", partitions=2)
    with ExitStack() as stack:
        workers = {stage: start_worker(kafka, stage, folder) for stage in STAGES}
        prometheus = Prometheus(folder, [f"127.0.0.1:{worker.port}" for worker in workers.values()], quick=True)
        stack.callback(prometheus.close)
        stack.callback(lambda: [worker.__exit__() for worker in workers.values()])
        for worker in workers.values():
            worker.ready()
        feed = Feed(kafka, rate)
        stack.callback(feed.close)
        prometheus.wait("evacwire_wire_items_total")
        yield Scene(kafka, folder, workers, prometheus, feed, time.time() - 5)


def start_worker(kafka: Kafka, stage: str, folder: Path, port: int | None = None, **environment: str) -> WorkerProcess:
    """Start one stage as `evacwire worker STAGE` does, its metrics on `port` or on any free one."""
    return WorkerProcess(
        kafka, "worker", stage, module="workers", log=folder / f"{stage}.log", port=port, **environment
    )


def wait_for(holds: Callable[[], bool], seconds: float) -> bool:
    """Wait until a condition holds; return whether it did."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.5)
    return False
