"""Real workers on a real broker under a real Prometheus: every panel of the dashboard has something to show, and a dead worker is told."""

import subprocess
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.deploy.live import STAGES, Scene, running, wait_for
from tests.deploy.promtool import tool
from tests.deploy.test_dashboard import PANELS, substituted
from workers.metrics import METRICS

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

FLOW_SECONDS = 25.0
"""How long articles flow before anything is looked at: the gauges are set every two seconds, rates need two scrapes of a counter."""


@pytest.fixture(scope="module")
def scene(brokers: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with running(brokers, tmp_path_factory.mktemp("live"), rate=6) as scene:
        scene.feed.poison = 0.04
        time.sleep(FLOW_SECONDS)
        yield scene


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: str(panel["title"]).replace(" ", "-"))
def test_each_panel_shows_something(panel: dict, scene: Scene) -> None:
    for target in panel["targets"]:
        expr = substituted(target["expr"]).replace("[1m]", "[10s]")
        assert scene.prometheus.points(expr, scene.started, time.time()), expr


@pytest.mark.parametrize("stage", STAGES)
def test_promtool_finds_nothing_wrong_with_what_a_worker_exposes(stage: str, scene: Scene) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{scene.workers[stage].port}/metrics", timeout=5) as answer:
        exposition = answer.read()
    command = [tool("promtool", "apt-get install prometheus"), "check", "metrics"]
    result = subprocess.run(command, input=exposition, capture_output=True, timeout=30, check=False)
    assert result.returncode == 0, result.stdout.decode() + result.stderr.decode()


def test_nothing_fires_while_all_is_well_but_for_what_the_feed_s_rubbish_earns(scene: Scene) -> None:
    assert set(scene.prometheus.firing()) <= {"EvacwireRejectedRatio"}


def test_each_metric_has_its_help(scene: Scene) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{scene.workers['extract'].port}/metrics", timeout=5) as answer:
        exposition = answer.read().decode()
    for metric in METRICS:
        assert f"# HELP {metric.full_name} {metric.help}" in exposition


def test_a_killed_worker_is_told_and_its_return_too(scene: Scene) -> None:
    """The last test of the scene: it takes a worker away."""
    scene.workers["fuse"].kill()
    assert wait_for(lambda: "EvacwireWorkerDown" in scene.prometheus.firing(), 20)
    assert "EvacwireStageMissing" in scene.prometheus.firing() or wait_for(
        lambda: "EvacwireStageMissing" in scene.prometheus.firing(), 20
    )
    (alert,) = scene.prometheus.firing()["EvacwireStageMissing"]
    assert alert["annotations"]["summary"] == "No worker of stage fuse is running"
    texts = [
        text
        for alerts in scene.prometheus.firing().values()
        for alert in alerts
        for text in alert["annotations"].values()
    ]
    assert not [text for text in texts if "error" in text or "<no value>" in text]
