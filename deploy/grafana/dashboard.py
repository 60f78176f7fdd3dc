"""The Grafana dashboard as code: `dashboard_json` is what `deploy/grafana/dashboards/evacwire.json` holds."""

import json
from typing import Any

from deploy.grafana.panels import DATASOURCE, render_row
from deploy.grafana.rows import ROWS

UID = "evacwire-operations"
"""Stable: links to the dashboard survive a new version."""


def dashboard() -> dict[str, Any]:
    """Return the dashboard as Grafana reads it."""
    panels: list[dict[str, Any]] = []
    top = 0
    for row in ROWS:
        rendered, top = render_row(row, len(panels) + 1, top)
        panels += rendered
    return {
        "uid": UID,
        "title": "evacwire",
        "description": "Is news coming in, is it getting out, how late, what is rejected, is dedup sane, what is happening in the world.",
        "tags": ["evacwire"],
        "schemaVersion": 39,
        "version": 1,
        "editable": False,
        "graphTooltip": 1,
        "refresh": "30s",
        "time": {"from": "now-3h", "to": "now"},
        "timezone": "utc",
        "templating": {"list": [_datasource(), _variable("job", ""), _variable("instance", '{job=~"$job"}')]},
        "annotations": {"list": [_alerts()]},
        "links": [],
        "panels": panels,
    }


def dashboard_json() -> str:
    """Return the dashboard's file."""
    return json.dumps(dashboard(), indent=2) + "\n"


def _datasource() -> dict[str, Any]:
    return {
        "name": "datasource",
        "label": "Data source",
        "type": "datasource",
        "query": "prometheus",
        "refresh": 1,
        "hide": 0,
    }


def _variable(label: str, selector: str) -> dict[str, Any]:
    return {
        "name": label,
        "label": label.capitalize(),
        "type": "query",
        "datasource": DATASOURCE,
        "query": f"label_values(evacwire_build_info{selector}, {label})",
        "definition": f"label_values(evacwire_build_info{selector}, {label})",
        "includeAll": True,
        "allValue": ".+",
        "multi": True,
        "current": {"selected": True, "text": "All", "value": "$__all"},
        "refresh": 2,
        "sort": 1,
    }


def _alerts() -> dict[str, Any]:
    return {
        "name": "Alerts",
        "datasource": DATASOURCE,
        "enable": True,
        "iconColor": "red",
        "expr": 'ALERTS{alertname=~"Evacwire.*", alertstate="firing", job=~"$job"}',
        "titleFormat": "{{alertname}}",
        "textFormat": "{{stage}} {{instance}} {{topic}}",
        "step": "60s",
    }
