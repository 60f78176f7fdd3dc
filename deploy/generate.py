"""Write what is generated from the declarations: `python -m deploy.generate`. A test fails where a file is not what this would write."""

from pathlib import Path

import yaml

from deploy.grafana.dashboard import dashboard_json
from workers.metrics import METRICS
from workers.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[1]


def metrics_page() -> str:
    """Return docs/metrics.md: every metric with its labels, what it counts and what to do about it."""
    lines = [
        "# Metrics",
        "",
        "Every worker answers on `EVACWIRE_METRICS_PORT` (9464): `/metrics` for Prometheus, `/livez` and `/readyz` for probes. Units are seconds",
        "and records; no label ever holds a URL, a place or an id. Declared in `workers/metrics.py`, from which this page is generated.",
        "",
        "| metric | kind | labels | what it counts | what to do about it |",
        "|---|---|---|---|---|",
    ]
    for metric in METRICS:
        labels = ", ".join(f"`{label}`" for label in metric.labels)
        lines.append(f"| `{metric.full_name}` | {metric.kind} | {labels} | {metric.help} | {metric.advice} |")
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """Return docs/settings.md: every environment variable, its default and its meaning."""
    lines = [
        "# Settings",
        "",
        "Settings are environment variables; `evacwire doctor` shows those in force, secrets masked. Declared in `workers/settings.py`, from which",
        "this page is generated.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "empty"
        secret = " (secret)" if setting.secret else ""
        lines.append(f"| `{setting.name}` | {default} | {setting.help}{secret} |")
    return "\n".join(lines) + "\n"


def alerts_page() -> str:
    """Return docs/alerts.md: every alert, how it is triggered and what it says."""
    groups = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text())["groups"]
    lines = [
        "# Alerts",
        "",
        "`critical` pages: the desk misses news now. `warning` waits for the morning. Declared in `deploy/prometheus/alerts.yml`, from which this",
        "page is generated; each has a section in the [runbook](runbook.md), and which fault fires which is measured in",
        "[faults.md](faults.md).",
        "",
        "| alert | severity | after | what to do |",
        "|---|---|---|---|",
    ]
    for rule in (rule for group in groups for rule in group["rules"]):
        text = " ".join(rule["annotations"]["description"].split()).replace("{{ $labels.", "its ").replace(" }}", "")
        section = f"[{rule['alert']}](runbook.md#{rule['alert'].lower()})"
        lines.append(f"| {section} | {rule['labels']['severity']} | {rule['for']} | {text} |")
    return "\n".join(lines) + "\n"


GENERATED = {
    "docs/metrics.md": metrics_page,
    "docs/settings.md": settings_page,
    "docs/alerts.md": alerts_page,
    "deploy/grafana/dashboards/evacwire.json": dashboard_json,
}
"""Each generated file and what writes it."""


def main() -> None:
    """Write every generated file."""
    for name, write in GENERATED.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write())


if __name__ == "__main__":
    main()
