"""The dashboard keeps the rules of Grafana's dashboard-linter, and every query of it is valid PromQL over metrics that exist."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.grafana.dashboard import dashboard
from tests.deploy.names import COUNTERS, metric_names, unknown_names
from tests.deploy.promtool import ROOT, load, promtool, rules
from workers.metrics import METRICS

DASHBOARD = dashboard()
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
VARIABLES = {variable["name"]: variable for variable in DASHBOARD["templating"]["list"]}


def substituted(expr: str) -> str:
    """Return a panel's expression as Grafana would send it with everything selected."""
    return expr.replace("$__rate_interval", "1m").replace("$job", ".+").replace("$instance", ".+")


def title(panel: dict[str, Any]) -> str:
    return str(panel["title"]).replace(" ", "-")


def test_it_has_a_stable_uid_and_nobody_edits_it_in_place() -> None:
    assert DASHBOARD["uid"] == "evacwire-operations"
    assert DASHBOARD["editable"] is False


def test_the_data_source_is_a_variable() -> None:
    assert VARIABLES["datasource"]["type"] == "datasource"
    assert VARIABLES["datasource"]["query"] == "prometheus"
    for holder in [
        *PANELS,
        *(target for panel in PANELS for target in panel["targets"]),
        VARIABLES["job"],
        VARIABLES["instance"],
    ]:
        assert holder["datasource"]["uid"] == "${datasource}"


@pytest.mark.parametrize("name", ["job", "instance"])
def test_one_or_many_jobs_and_instances_can_be_chosen(name: str) -> None:
    variable = VARIABLES[name]
    assert variable["multi"]
    assert variable["includeAll"]
    assert variable["allValue"] == ".+"
    assert variable["label"] == name.capitalize()


@pytest.mark.parametrize("panel", PANELS, ids=title)
def test_each_panel_says_what_it_shows(panel: dict[str, Any]) -> None:
    assert panel["title"]
    assert panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"]
    assert panel["targets"]


@pytest.mark.parametrize("panel", PANELS, ids=title)
def test_each_query_follows_the_variables(panel: dict[str, Any]) -> None:
    for target in panel["targets"]:
        for selector in re.findall(r"evacwire_\w+(?::\w+)?(\{[^}]*\})?", target["expr"]):
            assert 'job=~"$job"' in selector
            assert 'instance=~"$instance"' in selector


@pytest.mark.parametrize("panel", PANELS, ids=title)
def test_each_counter_is_aggregated_under_a_rate(panel: dict[str, Any]) -> None:
    for target in panel["targets"]:
        for counter in COUNTERS & metric_names(target["expr"]):
            used = re.findall(rf"(\w*)\({counter}\{{[^}}]*\}}\[([^\]]+)\]", target["expr"])
            assert len(used) == target["expr"].count(counter)
            for function, interval in used:
                assert (function, interval) == ("rate", "$__rate_interval") or function == "increase"
                assert re.search(r"(sum|count|max)\b", target["expr"])


@pytest.mark.parametrize("panel", PANELS, ids=title)
def test_each_query_asks_for_metrics_that_exist(panel: dict[str, Any]) -> None:
    for target in panel["targets"]:
        assert unknown_names(target["expr"]) == set()


def test_every_declared_metric_has_a_place_on_the_dashboard() -> None:
    named = {name for panel in PANELS for target in panel["targets"] for name in metric_names(target["expr"])}
    named |= {name for rule in rules("recording.yml") if rule["record"] in named for name in metric_names(rule["expr"])}
    shown = {name.removesuffix("_bucket") for name in named}
    assert {metric.full_name for metric in METRICS} - shown == set()


def test_promtool_reads_every_query(tmp_path: Path) -> None:
    exprs = [substituted(target["expr"]) for panel in PANELS for target in panel["targets"]]
    records = [{"record": f"panel:{number}", "expr": expr} for number, expr in enumerate(exprs)]
    path = tmp_path / "panels.yml"
    path.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": records}]}))
    result = promtool("check", "rules", path)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_two_panels_share_a_place_or_a_number() -> None:
    cells: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        covered = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert place["x"] + place["w"] <= 24
        assert not cells & covered, panel["title"]
        cells |= covered
    numbers = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(numbers) == len(set(numbers))


def test_the_rows_tell_the_story_in_order() -> None:
    assert [panel["title"] for panel in DASHBOARD["panels"] if panel["type"] == "row"] == [
        "Is news coming in?",
        "Is it getting out?",
        "How late?",
        "What is rejected, and why?",
        "Is dedup sane?",
        "What is happening in the world?",
        "Are the workers well?",
    ]


def test_grafana_is_told_where_prometheus_and_the_dashboards_are() -> None:
    folder = ROOT / "deploy/grafana/provisioning"
    (source,) = load(folder / "datasources/prometheus.yml")["datasources"]
    assert (source["type"], source["url"]) == ("prometheus", "http://prometheus:9090")
    (provider,) = load(folder / "dashboards/evacwire.yml")["providers"]
    assert provider["options"]["path"] == "/var/lib/grafana/dashboards"
