"""The Prometheus configuration, its rules, and what they say to the person they wake."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.names import metric_names, unknown_names
from tests.deploy.promtool import PROMETHEUS, ROOT, load, promtool, rules

ALERTS = rules("alerts.yml")


def name(rule: dict[str, Any]) -> str:
    return str(rule["alert"])


def test_promtool_accepts_the_configuration_and_the_rules() -> None:
    result = promtool("check", "config", "--lint=all", PROMETHEUS / "prometheus.yml")
    assert result.returncode == 0, result.stdout + result.stderr


def test_promtool_accepts_the_cluster_s_configuration(tmp_path: Path) -> None:
    """Debian's build knows no Kubernetes discovery, so that part is left out here."""
    configuration = load(PROMETHEUS / "kubernetes.yml")
    del configuration["scrape_configs"][0]["kubernetes_sd_configs"]
    (tmp_path / "prometheus.yml").write_text(yaml.safe_dump(configuration))
    for name in configuration["rule_files"]:
        shutil.copy(PROMETHEUS / name, tmp_path)
    result = promtool("check", "config", "--lint=all", tmp_path / "prometheus.yml")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("rule", ALERTS + rules("recording.yml"), ids=lambda rule: rule.get("alert") or rule["record"])
def test_each_rule_asks_for_metrics_that_exist(rule: dict[str, Any]) -> None:
    assert unknown_names(rule["expr"]) == set()


@pytest.mark.parametrize("rule", ALERTS, ids=name)
def test_each_alert_tells_how_bad_it_is_what_happened_and_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("critical", "warning")
    assert rule["annotations"].keys() == {"summary", "description", "runbook_url"}
    assert len(rule["annotations"]["summary"]) < 100
    assert rule["for"]


@pytest.mark.parametrize("rule", ALERTS, ids=name)
def test_only_the_live_deployment_alerts(rule: dict[str, Any]) -> None:
    selectors = re.findall(
        r"(?:up|process_start_time_seconds|(?:\w+:)?evacwire_\w+(?::\w+)?)(\{[^}]*\})?", rule["expr"]
    )
    assert selectors
    assert all('job="evacwire"' in selector for selector in selectors)


@pytest.mark.parametrize("rule", ALERTS, ids=name)
def test_each_alert_has_its_section_in_the_runbook(rule: dict[str, Any]) -> None:
    page, _, anchor = rule["annotations"]["runbook_url"].partition("#")
    headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text(), flags=re.MULTILINE)
    assert anchor == rule["alert"].lower()
    assert anchor in [heading.lower().replace(" ", "-") for heading in headings]


def test_nothing_but_declared_names_is_taken_for_a_metric() -> None:
    assert metric_names('sum(job:evacwire_x:rate5m{a="evacwire_not"}) + evacwire_y_total') == {
        "job:evacwire_x:rate5m",
        "evacwire_y_total",
    }
