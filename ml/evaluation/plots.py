"""Plots of the reports, as SVG that comes out the same every time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams.update(
    {
        "svg.hashsalt": "forecasts",
        "svg.fonttype": "none",
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
)

import matplotlib.pyplot as plt  # noqa: E402

HEADS = ("PT4H", "PT24H", "PT72H", "D1", "D2", "D3")
NAMES = {"PT4H": "4 h", "PT24H": "24 h", "PT72H": "72 h", "D1": "day 1", "D2": "day 2", "D3": "day 3"}
LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
COLOURS = ("#1b6ca8", "#d1495b", "#3c7a57", "#8d6a9f", "#b8860b", "#555555")


def draw(reports: Path) -> None:
    africa = _read(reports / "africa-2023-refit-2022.json")
    beijing = _read(reports / "beijing-2016-pm25.json")
    unseen = _read(reports / "africa-2023-unseen.json")
    if africa and beijing:
        _skill(africa, beijing, reports / "skill.svg")
    if africa:
        _coverage(africa, reports / "coverage.svg")
        _cities(africa, reports / "cities.svg")
        _reliability(africa, reports / "reliability.svg")
    if unseen:
        _unseen(unseen, reports / "unseen.svg")


def _read(path: Path) -> dict[str, Any] | None:
    return json.loads(path.read_text()) if path.exists() else None


def _save(figure: Any, path: Path) -> None:  # noqa: ANN401
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None, "Creator": None})
    plt.close(figure)
    # matplotlib ends lines with spaces, which editors and checks dislike
    path.write_text("\n".join(line.rstrip() for line in path.read_text().splitlines()) + "\n")


def _bars(axis: Any, groups: dict[str, list[float]], labels: list[str]) -> None:  # noqa: ANN401
    width = 0.8 / len(groups)
    for i, (name, heights) in enumerate(groups.items()):
        places = [x + (i - (len(groups) - 1) / 2) * width for x in range(len(heights))]
        axis.bar(places, heights, width, label=name, color=COLOURS[i])
    axis.set_xticks(range(len(labels)), labels)
    axis.axhline(0, color="#333", linewidth=0.8)
    axis.legend(frameon=False, fontsize=8)


def _skill(africa: dict[str, Any], beijing: dict[str, Any], path: Path) -> None:
    figure, axes = plt.subplots(1, 2, figsize=(8.5, 3.2), sharey=True)
    for axis, told, title in (
        (axes[0], africa, "African cities, 2023"),
        (axes[1], beijing, "Beijing, March to August 2016"),
    ):
        groups = {
            f"over {text}": [told[h]["pooled"][f"skillMae{key}"] for h in HEADS]
            for key, text in (
                ("Persistence", "persistence"),
                ("SameHour7", "7-day mean"),
                ("Climatology", "climatology"),
            )
        }
        _bars(axis, groups, [NAMES[h] for h in HEADS])
        axis.set_title(title)
    axes[0].set_ylabel("skill (MAE of the median)")
    _save(figure, path)


def _coverage(told: dict[str, Any], path: Path) -> None:
    figure, axis = plt.subplots(figsize=(6, 3.2))
    groups = {f"{width} % band": [told[h]["pooled"][f"coverage{width}"] for h in HEADS] for width in (50, 80, 90)}
    _bars(axis, groups, [NAMES[h] for h in HEADS])
    for width, colour in zip((0.5, 0.8, 0.9), COLOURS, strict=False):
        axis.axhline(width, color=colour, linewidth=0.8, linestyle="--")
    axis.set_ylabel("truths inside")
    axis.set_title("How often the truth fell inside the band, African cities, 2023")
    axis.legend(frameon=False, fontsize=8, loc="lower right")
    _save(figure, path)


def _cities(told: dict[str, Any], path: Path) -> None:
    cities = sorted(told["PT24H"]["city"], key=lambda c: told["PT24H"]["city"][c]["mae"])
    figure, axes = plt.subplots(1, 2, figsize=(8.5, 4.2), sharey=True)
    for i, head in enumerate(("PT4H", "PT24H", "PT72H")):
        own = [told[head]["city"].get(c, {}) for c in cities]
        axes[0].plot([s.get("mae") for s in own], cities, "o", color=COLOURS[i], label=NAMES[head], markersize=5)
        axes[1].plot([s.get("skillMaePersistence") for s in own], cities, "o", color=COLOURS[i], markersize=5)
    axes[0].set_xscale("log")
    axes[0].set_xlabel("MAE, µg/m³ (logarithmic)")
    axes[1].set_xlabel("skill over persistence")
    axes[1].axvline(0, color="#333", linewidth=0.8)
    axes[0].legend(frameon=False, fontsize=8)
    for axis in axes:
        axis.grid(axis="y", color="#ddd", linewidth=0.6)
    _save(figure, path)


def _reliability(told: dict[str, Any], path: Path) -> None:
    figure, axes = plt.subplots(1, 3, figsize=(8.5, 3.1), sharey=True)
    for axis, threshold in zip(axes, ("15.0", "35.4", "55.4"), strict=True):
        axis.plot([0, 1], [0, 1], color="#999", linewidth=0.8)
        for i, head in enumerate(("PT4H", "PT24H", "PT72H", "D1")):
            bins = told[head]["exceedance"][threshold]["reliability"]
            axis.plot(
                [b["said"] for b in bins],
                [b["happened"] for b in bins],
                "o-",
                color=COLOURS[i],
                markersize=3,
                linewidth=1,
                label=NAMES[head],
            )
        axis.set_title(f"above {threshold} µg/m³")
        axis.set_xlabel("chance that was forecast")
    axes[0].set_ylabel("how often it happened")
    axes[0].legend(frameon=False, fontsize=8)
    _save(figure, path)


def _unseen(told: dict[str, Any], path: Path) -> None:
    heads = list(told["seen"])
    figure, axes = plt.subplots(1, 2, figsize=(8.5, 3.2), sharey=True)
    for axis, key, title in ((axes[0], "pooled", "all rows alike"), (axes[1], "macro", "all cities alike")):
        groups = {
            f"{side} cities": [told[side][h][key]["skillMaePersistence"] for h in heads] for side in ("seen", "unseen")
        }
        _bars(axis, groups, [NAMES[h] for h in heads])
        axis.set_title(title)
    axes[0].set_ylabel("skill over persistence")
    _save(figure, path)
