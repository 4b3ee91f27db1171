"""One page from all reports: ml/evaluation/report/summary.md, and a Markdown file beside each JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ml.evaluation.leak import MOST, most_of, suspected
from ml.evaluation.tables import markdown, table

GATES: dict[str, dict[str, tuple[float, float, float]]] = {
    "africa-2023": {"skillMaePersistence": (0.25, 0.12, 0.15), "skillMseClimatology": (0.40, 0.25, 0.03)},
    "beijing-2016-pm25": {"skillMaePersistence": (0.12, 0.16, 0.24), "skillMseClimatology": (0.75, 0.22, -0.08)},
}
COVERAGE, COVERAGE_OF_CITY, LEAST_OF_CITY = (0.77, 0.83), (0.70, 0.90), 2000
HOURS = ("PT4H", "PT24H", "PT72H")
TITLES = {
    "africa-2023-fit-2021": "Africa 2023: fit up to 2021, bands from 2022",
    "africa-2023-refit-2022": "Africa 2023: pm25-pm-only@2022-12-31 (refit up to 2022, the same bands)",
    "beijing-2016-pm25": "Beijing, March to August 2016: pm25-full@2016-02-29",
    "beijing-2016-oracle": "Beijing, March to August 2016: PM2.5 as if the weather to come were known (a ceiling; nothing serves it)",
}


def write(reports: Path) -> None:
    lines = [
        "# Forecasts: what was reached",
        "",
        "Made by the pipeline. Skill is 1 − error / error of the baseline; MAE of the median, squared error of the mean.",
        "",
    ]
    oracle = reports / "beijing-2016-oracle.json"
    most = most_of(json.loads(oracle.read_text())) if oracle.exists() else MOST
    for path in sorted(reports.glob("*-20*.json")):
        told = json.loads(path.read_text())
        title = TITLES.get(path.stem, path.stem)
        if path.stem == "africa-2023-unseen":
            lines += _unseen(told)
            for side, heads in told.items():
                path.with_name(f"africa-2023-{side}-cities.md").write_text(
                    markdown(f"Africa 2023: {side} cities", heads)
                )
            continue
        path.with_suffix(".md").write_text(markdown(title, told))
        lines += [f"## {title}", "", table({h: r["pooled"] for h, r in told.items()}, "head"), ""]
        lines += _gates(path.stem, told, most)
    (reports / "summary.md").write_text("\n".join(lines) + "\n")


def _gates(stem: str, told: dict[str, Any], most: dict[str, float]) -> list[str]:
    wanted = next((g for name, g in GATES.items() if stem.startswith(name)), None)
    if wanted is None:
        return []
    lines = ["| gate | wanted (4 / 24 / 72 h) | reached | |", "|---|---|---|---|"]
    for name, least in wanted.items():
        reached = [told[h]["pooled"][name] for h in HOURS]
        passed = all(r >= w for r, w in zip(reached, least, strict=True))
        lines.append(
            f"| {name} | ≥ {' / '.join(map(str, least))} | {' / '.join(f'{r:.3f}' for r in reached)} | {'reached' if passed else '**not reached**'} |"
        )
    covered = [told[h]["pooled"]["coverage80"] for h in HOURS]
    passed = all(COVERAGE[0] <= c <= COVERAGE[1] for c in covered)
    lines.append(
        f"| coverage80 | {COVERAGE[0]} to {COVERAGE[1]} | {' / '.join(f'{c:.3f}' for c in covered)} | {'reached' if passed else '**not reached**'} |"
    )
    if stem.startswith("africa"):
        lines.append(_of_cities(told))
    if stem.startswith("beijing"):
        lines += ["", " ".join(suspected(told, most)) or "Leak detector: nothing suspicious."]
    return [*lines, ""]


def _of_cities(told: dict[str, Any]) -> str:
    low, high = COVERAGE_OF_CITY
    cities = {(h, c): s["coverage80"] for h in HOURS for c, s in told[h]["city"].items() if s["n"] >= LEAST_OF_CITY}
    outside = [f"{city} {head} {value:.3f}" for (head, city), value in cities.items() if not low <= value <= high]
    span = f"{min(cities.values()):.3f} to {max(cities.values()):.3f}"
    return f"| coverage80 of each city with ≥ 2,000 h | {low} to {high} | {span}{'; outside: ' + ', '.join(outside) if outside else ''} | {'**not reached**' if outside else 'reached'} |"


def _unseen(told: dict[str, Any]) -> list[str]:
    rows = {f"{head}, {side}": told[side][head]["pooled"] for head in told["seen"] for side in ("seen", "unseen")}
    macro = {f"{head}, {side}": told[side][head]["macro"] for head in told["seen"] for side in ("seen", "unseen")}
    return [
        "## Africa 2023: cities that the model has seen, and the same cities left out", "",
        "Fit up to 2021, bands from 2022. A city that is left out has no climatology of its own: what all others have in common stands for it.", "",
        table(rows, "head"), "", "Macro:", "", table(macro, "head"), "",
    ]  # fmt: skip
