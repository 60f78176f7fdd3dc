"""Draws the dashboard from a real Prometheus over real workers and a real feed to docs/dashboard.png: `python -m tests.deploy.picture`.

Grafana does not run everywhere; the same panels with the same queries are drawn with matplotlib, in the grid that the dashboard gives them.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from deploy.grafana.dashboard import dashboard
from tests.broker import Broker
from tests.deploy.live import Prometheus, Scene, running
from tests.deploy.promtool import ROOT
from tests.deploy.test_dashboard import substituted

SECONDS = 150.0
STEP = 1.0
COLUMN, LINE = 0.75, 0.34
"""Inches of a column and of a line of Grafana's grid."""
INK, PAPER, PANEL, GRID = "#d8d9da", "#111217", "#181b1f", "#2c3235"
COLOURS = ["#73bf69", "#f2cc0c", "#8ab8ff", "#ff780a", "#f2495c", "#5794f2", "#b877d9", "#6ed0e0", "#fade2a", "#c4162a"]


def number(value: float, unit: str) -> str:
    """Return a value as Grafana shows it in a unit."""
    if unit == "percentunit":
        return f"{100 * value:.3g} %"
    if unit == "s":
        return f"{1000 * value:.3g} ms" if value < 1 else f"{value:.3g} s" if value < 120 else f"{value / 60:.3g} min"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2g}"


def name(legend: str, labels: dict[str, str]) -> str:
    """Return a series' name from its legend format."""
    for label, value in labels.items():
        legend = legend.replace("{{" + label + "}}", value.rpartition("live.")[2])
    return legend


def series(
    panel: dict[str, Any], prometheus: Prometheus, start: float, end: float
) -> list[tuple[str, list[tuple[float, float]]]]:
    """Return a panel's series with their names."""
    found = []
    for target in panel["targets"]:
        expr = substituted(target["expr"]).replace("[1m]", "[15s]")
        for each in prometheus.points(expr, start, end, STEP):
            found.append((name(target["legendFormat"], each["metric"]), each["values"]))
    return found


def draw_stat(axes: Axes, lines: list[tuple[str, list[tuple[float, float]]]], unit: str) -> None:
    """Draw the last values, large."""
    axes.set_xticks([])
    axes.set_yticks([])
    for index, (label, points) in enumerate(lines[:4]):
        x = (index + 0.5) / min(4, len(lines))
        axes.text(
            x,
            0.5,
            number(points[-1][1], unit),
            ha="center",
            va="center",
            fontsize=17,
            color=COLOURS[0],
            transform=axes.transAxes,
        )
        if len(lines) > 1:
            axes.text(x, 0.12, label, ha="center", va="center", fontsize=7, color=INK, transform=axes.transAxes)


def draw_lines(
    axes: Axes, lines: list[tuple[str, list[tuple[float, float]]]], unit: str, start: float, stacked: bool
) -> None:
    """Draw the series over time, stacked or not."""
    if stacked:
        moments = sorted({at for _, points in lines for at, _ in points})
        values = [[dict(points).get(at, 0.0) for at in moments] for _, points in lines]
        axes.stackplot(
            [at - start for at in moments], values, labels=[label for label, _ in lines], colors=COLOURS, alpha=0.75
        )
    else:
        for index, (label, points) in enumerate(lines):
            axes.plot(
                [at - start for at, _ in points],
                [value for _, value in points],
                lw=1.2,
                label=label,
                color=COLOURS[index % len(COLOURS)],
            )
    axes.set_ylim(bottom=0)
    axes.set_xlim(0, SECONDS)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, unit)))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f} s"))
    axes.grid(color=GRID, lw=0.5)
    axes.legend(fontsize=6, ncol=4, loc="upper left", frameon=False, labelcolor=INK)


def draw(scene: Scene, path: Path) -> None:
    """Draw every panel in its place."""
    panels = dashboard()["panels"]
    height = max(each["gridPos"]["y"] + each["gridPos"]["h"] for each in panels)
    width_inches, height_inches = 24 * COLUMN, height * LINE
    end = time.time()
    start = end - SECONDS
    mpl.rcParams.update(
        {"text.color": INK, "xtick.color": INK, "ytick.color": INK, "font.size": 7, "axes.edgecolor": GRID}
    )
    figure = plt.figure(figsize=(width_inches, height_inches), facecolor=PAPER)
    for panel in panels:
        place = panel["gridPos"]
        left, top = place["x"] * COLUMN, place["y"] * LINE
        if panel["type"] == "row":
            figure.text(
                (left + 0.1) / width_inches,
                1 - (top + 0.25) / height_inches,
                panel["title"],
                fontsize=13,
                weight="bold",
            )
            continue
        box = (
            (left + 0.55) / width_inches,
            1 - (top + place["h"] * LINE - 0.3) / height_inches,
            (place["w"] * COLUMN - 0.7) / width_inches,
            (place["h"] * LINE - 0.7) / height_inches,
        )
        axes = figure.add_axes(box, facecolor=PANEL)
        axes.set_title(panel["title"], fontsize=9, loc="left", color=INK)
        lines = series(panel, scene.prometheus, start, end)
        unit = panel["fieldConfig"]["defaults"]["unit"]
        if not lines:
            raise SystemExit(f"no data for {panel['title']}")
        if panel["type"] == "stat":
            draw_stat(axes, lines, unit)
        else:
            stacked = panel["fieldConfig"]["defaults"]["custom"]["stacking"]["mode"] == "normal"
            draw_lines(axes, lines, unit, start, stacked)
    figure.savefig(path, dpi=70, facecolor=PAPER)


def main() -> None:
    """Feed for some minutes (twice as much in the second half), with a little rubbish, and draw."""
    with tempfile.TemporaryDirectory(prefix="evacwire-live.") as folder:
        broker = Broker(Path(folder) / "kafka").start()
        try:
            with running(broker.address, Path(folder) / "live", rate=4) as scene:
                scene.feed.poison = 0.02
                time.sleep(SECONDS / 2)
                scene.feed.rate = 8
                time.sleep(SECONDS / 2)
                draw(scene, Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/dashboard.png")
        finally:
            broker.kill()


if __name__ == "__main__":
    main()
