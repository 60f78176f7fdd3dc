"""The metrics of this process and how they are asked for: `/metrics`, `/livez` and `/readyz`.

Under a supervisor every process writes its values to files in `PROMETHEUS_MULTIPROC_DIR` and the supervisor answers for all, so counts survive
a stage that is killed; its gauges do not, since nobody sets them any more. Alone, a worker answers for itself.
"""

import os
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import structlog
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from workers import __version__
from workers.kafka.errors import KafkaShellError
from workers.metrics import METRICS, Kind, Metric
from workers.settings import BY_NAME as SETTINGS_BY_NAME
from workers.settings import Settings
from workers.stage import Tally

MULTIPROCESS_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
HISTOGRAM_BUCKETS_WHERE_UNSAID = Histogram.DEFAULT_BUCKETS

log = structlog.get_logger("evacwire.worker")

Probe = Callable[[], str]
"""Answers whether all is well: an empty string, or one line that says what is not."""


class Metrics:
    """The declared metrics, ready to be counted."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self._collectors: dict[str, Any] = {metric.name: self._make(metric) for metric in METRICS}
        if MULTIPROCESS_VARIABLE not in os.environ:
            ProcessCollector(registry=self.registry)
        self.set("build_info", 1, __version__)

    def _make(self, metric: Metric) -> Counter | Gauge | Histogram:
        if metric.kind is Kind.COUNTER:
            return Counter(metric.full_name, metric.help, metric.labels, registry=self.registry)
        if metric.kind is Kind.GAUGE:
            return Gauge(
                metric.full_name, metric.help, metric.labels, registry=self.registry, multiprocess_mode="livemostrecent"
            )
        buckets = metric.buckets or HISTOGRAM_BUCKETS_WHERE_UNSAID
        return Histogram(metric.full_name, metric.help, metric.labels, registry=self.registry, buckets=buckets)

    def _child(self, name: str, labels: tuple[str, ...]) -> Any:  # noqa: ANN401
        collector = self._collectors[name]
        return collector.labels(*labels) if labels else collector

    def render(self) -> bytes:
        """Return what a scrape of this process alone shows."""
        return generate_latest(self.registry)

    def count(self, tally: Tally, by: int = 1) -> None:
        """Add to a counter."""
        self._child(tally.metric, tally.labels).inc(by)

    def set(self, name: str, value: float, *labels: str) -> None:
        """Set a gauge."""
        self._child(name, labels).set(value)

    def forget(self, name: str, *labels: str) -> None:
        """Take back a gauge of something this process has no more to do with (where files share it, it becomes 0)."""
        if MULTIPROCESS_VARIABLE in os.environ:
            self.set(name, 0, *labels)
        elif labels in self._collectors[name]._metrics:
            self._collectors[name].remove(*labels)

    def observe(self, name: str, value: float, *labels: str) -> None:
        """Add an observation, in the metric's unit, to a histogram."""
        self._child(name, labels).observe(value)


def shared_registry(folder: Path) -> CollectorRegistry:
    """Return a registry that shows what all processes have written under `folder`."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    return registry


def serve_health(settings: Settings, render: Callable[[], bytes], *, live: Probe, ready: Probe) -> "HealthServer":
    """Answer on the port that the settings name. Where that is the default and taken (a second worker of this machine), any free port
    serves, and the log says which; a port that somebody chose is not swapped: `KafkaShellError`."""
    port = settings.integer("EVACWIRE_METRICS_PORT")
    try:
        return HealthServer(port, render, live=live, ready=ready)
    except KafkaShellError:
        if str(port) != SETTINGS_BY_NAME["EVACWIRE_METRICS_PORT"].default:
            raise
    server = HealthServer(0, render, live=live, ready=ready)
    log.warning("the metrics port is taken; using another", taken=port, port=server.port)
    return server


class HealthServer:
    """Answers `/metrics`, `/livez` and `/readyz` from threads of its own, so that it answers while the event loop does not."""

    def __init__(self, port: int, render: Callable[[], bytes], *, live: Probe, ready: Probe) -> None:
        """Listen on the port (0: any free one); raises `KafkaShellError` where it is taken."""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                if path == "/metrics":
                    self._answer(200, render(), CONTENT_TYPE_PLAIN_0_0_4)
                elif path in ("/livez", "/readyz"):
                    trouble = (live if path == "/livez" else ready)()
                    body = (trouble or "ok").encode() + b"\n"
                    self._answer(503 if trouble else 200, body, "text/plain; charset=utf-8")
                else:
                    self._answer(404, b"/metrics, /livez and /readyz are here\n", "text/plain; charset=utf-8")

            def _answer(self, status: int, body: bytes, content_type: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: probes come every few seconds."""

        try:
            self._server = ThreadingHTTPServer(("", port), Handler)
        except OSError as error:
            raise KafkaShellError(f"EVACWIRE_METRICS_PORT={port} cannot be listened on: {error.strerror}") from None
        self.port: int = self._server.server_address[1]
        Thread(target=self._server.serve_forever, name="health", daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
