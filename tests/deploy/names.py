"""Which metric names an expression uses, and which of them nobody exposes or records."""

import re

from tests.deploy.promtool import rules
from workers.metrics import METRICS, Kind

EXPOSED = {metric.full_name for metric in METRICS if metric.kind is not Kind.HISTOGRAM} | {
    f"{metric.full_name}_{part}"
    for metric in METRICS
    if metric.kind is Kind.HISTOGRAM
    for part in ("bucket", "sum", "count")
}
RECORDED = {rule["record"] for rule in rules("recording.yml")}
COUNTERS = {metric.full_name for metric in METRICS if metric.kind is Kind.COUNTER}


def metric_names(expr: str) -> set[str]:
    """Return the evacwire metrics, exposed or recorded, that an expression names."""
    return set(re.findall(r"(?:\w+:)?evacwire_\w+(?::\w+)?", re.sub(r'"[^"]*"', '""', expr)))


def unknown_names(expr: str) -> set[str]:
    """Return the names in an expression that neither a worker exposes nor a rule records."""
    return metric_names(expr) - EXPOSED - RECORDED
