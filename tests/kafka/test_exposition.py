import urllib.error
import urllib.request
from http.client import HTTPResponse

import pytest

from tests.kafka.harness import free_port
from workers.kafka.errors import KafkaShellError
from workers.kafka.exposition import HealthServer, Metrics, serve_health
from workers.metrics import METRICS, Kind
from workers.settings import Settings
from workers.stage import Tally


def get(port: int, path: str) -> tuple[int, str]:
    try:
        answer: HTTPResponse = urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    with answer:
        return answer.status, answer.read().decode()


def test_every_declared_metric_is_exposed_by_its_name_with_its_help() -> None:
    metrics = Metrics()
    for metric in METRICS:
        labels = tuple("x" for _ in metric.labels)
        if metric.kind is Kind.COUNTER:
            metrics.count(Tally(metric.name, labels), 2)
        elif metric.kind is Kind.GAUGE:
            metrics.set(metric.name, 2, *labels)
        else:
            metrics.observe(metric.name, 2, *labels)
    exposed = metrics.render().decode()
    for metric in METRICS:
        assert f"# HELP {metric.full_name} {metric.help}" in exposed
        assert f"\n{metric.full_name}" in exposed
    assert "_created" not in exposed


def test_a_gauge_of_what_is_gone_is_taken_back() -> None:
    metrics = Metrics()
    metrics.set("consumer_lag_records", 5, "t", "0")
    metrics.forget("consumer_lag_records", "t", "0")
    metrics.forget("consumer_lag_records", "t", "never there")
    assert 'topic="t"' not in metrics.render().decode()


def test_probes_answer_with_what_is_wrong() -> None:
    server = HealthServer(0, Metrics().render, live=lambda: "", ready=lambda: "still restoring")
    try:
        assert get(server.port, "/livez") == (200, "ok\n")
        assert get(server.port, "/readyz") == (503, "still restoring\n")
        assert "evacwire_build_info" in get(server.port, "/metrics")[1]
        assert get(server.port, "/elsewhere")[0] == 404
    finally:
        server.close()


def test_a_chosen_port_that_is_taken_is_one_clear_line() -> None:
    port = free_port()
    settings = Settings.from_environment({"EVACWIRE_METRICS_PORT": str(port)})
    server = serve_health(settings, bytes, live=str, ready=str)
    try:
        with pytest.raises(KafkaShellError, match=f"EVACWIRE_METRICS_PORT={port}"):
            serve_health(settings, bytes, live=str, ready=str)
    finally:
        server.close()
