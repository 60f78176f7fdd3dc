"""The dashboard's words: a query, a panel, a row, and how Grafana writes them down (classic JSON, schema 39, Grafana 11 and newer)."""

from dataclasses import dataclass
from typing import Any, Literal

DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}
FILTER = 'job=~"$job", instance=~"$instance"'
WIDTH = 24
"""Columns of Grafana's grid."""
HEIGHTS = {"stat": 4, "timeseries": 8}

Kind = Literal["timeseries", "stat"]


@dataclass(frozen=True, slots=True)
class Query:
    """A PromQL expression and how its series are named."""

    expr: str
    legend: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel. `unit` is Grafana's; `width` in columns; `thresholds` colour a stat from the value given; `stacked` fills and stacks."""

    title: str
    description: str
    unit: str
    queries: tuple[Query, ...]
    width: int
    kind: Kind = "timeseries"
    stacked: bool = False
    thresholds: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A question of the operator and the panels that answer it."""

    title: str
    panels: tuple[Panel, ...]


def query(expr: str, legend: str) -> Query:
    """Return a query; `FILTER` in its selectors is replaced by the dashboard's label filter."""
    return Query(" ".join(expr.split()).replace("FILTER", FILTER), legend)


def render_row(row: Row, first_id: int, top: int) -> tuple[list[dict[str, Any]], int]:
    """Return a row's panels as Grafana writes them, numbered from `first_id` and placed from line `top`, and the line below them."""
    rendered: list[dict[str, Any]] = [
        {
            "id": first_id,
            "type": "row",
            "title": row.title,
            "collapsed": False,
            "gridPos": {"x": 0, "y": top, "w": WIDTH, "h": 1},
            "panels": [],
        }
    ]
    x, y, line = 0, top + 1, 0
    for number, panel in enumerate(row.panels, first_id + 1):
        if x + panel.width > WIDTH:
            x, y, line = 0, y + line, 0
        height = HEIGHTS[panel.kind]
        rendered.append(_render(panel, number, {"x": x, "y": y, "w": panel.width, "h": height}))
        x, line = x + panel.width, max(line, height)
    return rendered, y + line


def _render(panel: Panel, number: int, position: dict[str, int]) -> dict[str, Any]:
    steps = [{"color": "green", "value": None}] + [
        {"color": color, "value": value} for value, color in panel.thresholds
    ]
    defaults: dict[str, Any] = {"unit": panel.unit, "min": 0, "thresholds": {"mode": "absolute", "steps": steps}}
    options: dict[str, Any]
    if panel.kind == "stat":
        reduce = {"calcs": ["lastNotNull"], "fields": "", "values": False}
        colour = "background" if panel.thresholds else "value"
        options = {"reduceOptions": reduce, "colorMode": colour, "graphMode": "area", "textMode": "auto"}
        defaults["color"] = {"mode": "thresholds"}
    else:
        legend = {"displayMode": "list", "placement": "bottom", "showLegend": True}
        options = {"legend": legend, "tooltip": {"mode": "multi", "sort": "desc"}}
        stacking = {"mode": "normal" if panel.stacked else "none", "group": "A"}
        fill = 30 if panel.stacked else 5
        defaults["color"] = {"mode": "palette-classic"}
        defaults["custom"] = {
            "drawStyle": "line",
            "lineWidth": 1,
            "fillOpacity": fill,
            "stacking": stacking,
            "showPoints": "never",
        }
    targets = [
        {"datasource": DATASOURCE, "expr": each.expr, "legendFormat": each.legend, "refId": chr(ord("A") + index)}
        for index, each in enumerate(panel.queries)
    ]
    return {
        "id": number,
        "type": panel.kind,
        "title": panel.title,
        "description": panel.description,
        "datasource": DATASOURCE,
        "gridPos": position,
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "options": options,
        "targets": targets,
    }
