"""Fills the tables of docs/explanation/forecasts.md from the reports: `python -m ml.evaluation.page`.

A table stands between `<!-- table NAME -->` and `<!-- end -->`; what stands around it is written by people.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ml.evaluation import summary

PAGE = Path(__file__).parents[2] / "docs/explanation/forecasts.md"
REPORTS = Path(__file__).with_name("report")
HOURS = {"PT4H": "4 h", "PT24H": "24 h", "PT72H": "72 h"}
HEADS = {**HOURS, "D1": "day 1", "D2": "day 2", "D3": "day 3"}
Row = dict[str, Any]


def fill(page: Path = PAGE, reports: Path = REPORTS) -> None:
    """Throws where the page names a table that is not known."""

    def made(found: re.Match[str]) -> str:
        return f"<!-- table {found[1]} -->\n\n{TABLES[found[1]](reports)}\n\n<!-- end -->"

    page.write_text(re.sub(r"<!-- table ([\w-]+) -->.*?<!-- end -->", made, page.read_text(), flags=re.S))


def _read(reports: Path, name: str) -> Any:  # noqa: ANN401
    return json.loads((reports / f"{name}.json").read_text())


def _table(head: str, rows: list[list[str]]) -> str:
    columns = head.split(" | ")
    lines = [f"| {head} |", "|---" * len(columns) + "|", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines)


def _share(value: float) -> str:
    """.324, −.035"""
    return f"{value:.3f}".replace("0.", ".", 1).replace("-", "−")


def _three(rows: list[Row], key: str, shown: Any = _share) -> str:  # noqa: ANN401
    return " / ".join(shown(row[key]) for row in rows)


def _size(value: float) -> str:
    return f"{value:.3g}"


def _pair(row: Row, name: str) -> str:
    return f"{_size(row[f'mae{name}'])} / {_size(row[f'rmse{name}'])}"


def _gates(reports: Path) -> str:
    rows, (low, high) = [], summary.COVERAGE
    for stem, title in (
        ("africa-2023-fit-2021", "Africa 2023, fit to 2021"),
        ("africa-2023-refit-2022", "Africa 2023, refit to 2022 (committed)"),
        ("beijing-2016-pm25", "Beijing, March–August 2016"),
    ):
        told = _read(reports, stem)
        pooled = [told[h]["pooled"] for h in HOURS]
        gates = next(g for name, g in summary.GATES.items() if stem.startswith(name))
        for key, words in (
            ("skillMaePersistence", f"{title}: skill over persistence, MAE"),
            ("skillMseClimatology", "over climatology, MSE"),
        ):
            missed = [HOURS[h] for h, p, least in zip(HOURS, pooled, gates[key], strict=True) if p[key] < least]
            wanted = " / ".join(_share(least) for least in gates[key])
            rows.append([words, f"≥ {wanted}", _three(pooled, key), _verdict(missed)])
        missed = [HOURS[h] for h, p in zip(HOURS, pooled, strict=True) if not low <= p["coverage80"] <= high]
        rows.append(["80 % band", ".77–.83", _three(pooled, "coverage80"), _verdict(missed)])
        if stem == "africa-2023-refit-2022":
            rows.append(_cities_gate(told))
    return _table(" | wanted (4 / 24 / 72 h) | reached | ", rows)


def _verdict(missed: list[str]) -> str:
    return f"**not reached** at {', '.join(missed)}" if missed else "**reached**"


def _cities_gate(told: Row) -> list[str]:
    low, high = summary.COVERAGE_OF_CITY
    covered = {
        (city, h): row["coverage80"]
        for h in HOURS
        for city, row in told[h]["city"].items()
        if row["n"] >= summary.LEAST_OF_CITY
    }
    ends = [min(covered, key=covered.__getitem__), max(covered, key=covered.__getitem__)]
    shown = " to ".join(f"{_share(covered[c, h])} ({c}, {HOURS[h]})" for c, h in ends)
    missed = sorted({city for (city, _), value in covered.items() if not low <= value <= high})
    return ["80 % band, each city with ≥ 2,000 h", ".70–.90", shown, _verdict(missed)]


def _heads(stem: str) -> Any:  # noqa: ANN401
    def made(reports: Path) -> str:
        told = _read(reports, stem)
        rows = []
        for head, name in HEADS.items():
            p = told[head]["pooled"]
            rows.append(
                [name, f"{p['n']:,}", _size(p["mae"]), _size(p["rmse"])]
                + [_pair(p, base) for base in ("Persistence", "SameHour7", "Climatology")]
                + [_share(p[k]) for k in ("skillMaePersistence", "skillMaeSameHour7", "skillMseClimatology")]
                + [" / ".join(_share(p[f"coverage{w}"]) for w in (50, 80, 90))]
            )
        return _table(
            " | hours judged | MAE, µg/m³ | RMSE | persistence MAE / RMSE | 7-day mean MAE / RMSE | climatology MAE / RMSE | skill over persistence (MAE) | over 7-day mean (MAE) | over climatology (MSE) | in the 50 / 80 / 90 % band",
            rows,
        )

    return made


def _cities(reports: Path) -> str:
    told = _read(reports, "africa-2023-refit-2022")
    rows = []
    for city, day in told["PT24H"]["city"].items():
        own = [told[h]["city"][city] for h in HOURS]
        rows.append(
            [city, f"{day['n']:,}", _three(own, "mae", _size), _three(own, "maePersistence", _size)]
            + [_three(own, "skillMaePersistence"), _three(own, "coverage80")]
        )
    return _table(
        "city | hours judged (24 h) | MAE 4 / 24 / 72 h | persistence | skill over persistence | 80 % band", rows
    )


def _levels(reports: Path) -> str:
    told = _read(reports, "africa-2023-refit-2022")
    rows = []
    for level in sorted(told["PT24H"]["level"], key=lambda name: float(re.findall(r"[\d.]+", name)[0])):
        own = [told[h]["level"][level] for h in HOURS]
        rows.append(
            [level, f"{own[1]['n']:,}", _three(own, "mae", _size), _three(own, "maePersistence", _size)]
            + [_three(own, "coverage80")]
        )
    return _table(
        "observed, µg/m³ | hours judged (24 h ahead) | MAE 4 / 24 / 72 h | persistence | in the 80 % band", rows
    )


def _exceedances(reports: Path) -> str:
    told = _read(reports, "africa-2023-refit-2022")
    rows = []
    for threshold, day in told["PT24H"]["exceedance"].items():
        own = [told[h]["exceedance"][threshold] for h in (*HOURS, "D1")]
        rows.append(
            [f"{threshold} µg/m³", f"{day['rate']:.0%}", _three(own, "brier"), _three(own, "brierPersistence")]
            + [_three(own, "skill")]
        )
    return _table(
        "at least | how often (24 h) | Brier 4 h / 24 h / 72 h / day 1 | of persistence | skill over the base rate",
        rows,
    )


def _unseen(reports: Path) -> str:
    told = _read(reports, "africa-2023-unseen")
    rows = []
    for head in told["seen"]:
        for kind, words in (("pooled", ""), ("macro", ", all cities alike")):
            cells = [told[side][head][kind] for side in ("seen", "unseen")]
            shown = [[_size(c["mae"]), _share(c["skillMaePersistence"]), _share(c["coverage80"])] for c in cells]
            rows.append([HEADS[head] + words, *shown[0], *shown[1]])
    return _table(
        " | seen: MAE | skill over persistence | in the 80 % band | left out: MAE | skill over persistence | in the 80 % band",
        rows,
    )


def _others(reports: Path) -> str:
    rows = []
    for quantity in ("O3", "NO2", "PM10", "CO", "SO2"):
        told = _read(reports, f"beijing-2016-{quantity.lower()}")
        own = [told[h]["pooled"] for h in HOURS]
        rows.append(
            [quantity, *(f"{_size(p['maePersistence'])} → {_size(p['mae'])}" for p in own)]
            + [_three(own, "skillMaePersistence"), _three(own, "coverage80")]
        )
    return _table(" | MAE, µg/m³, persistence → ours: 4 h | 24 h | 72 h | skill over persistence | 80 % band", rows)


def _oracle(reports: Path) -> str:
    ours, theirs = _read(reports, "beijing-2016-pm25"), _read(reports, "beijing-2016-oracle")
    rows = []
    for head, name in HEADS.items():
        own, known = ours[head]["pooled"], theirs[head]["pooled"]
        rows.append(
            [name]
            + [f"{_size(p['mae'])} / {_size(p['rmse'])}" for p in (own, known)]
            + [f"{_share(own[k])} → {_share(known[k])}" for k in ("skillMaePersistence", "skillMseClimatology")]
        )
    return _table(
        " | `pm25-full`: MAE / RMSE, µg/m³ | weather to come known: MAE / RMSE | skill over persistence (MAE) | over climatology (MSE)",
        rows,
    )


def _own_errors(reports: Path) -> str:
    rows = []
    for quantity, told in _read(reports, "own-errors").items():
        own = list(told.values())
        rows.append(
            [quantity, f"{own[1]['n']:,}", _three(own, "ownCoverage80"), _three(own, "learntCoverage80")]
            + [_three([{"of": r["ownPinball"] / r["learntPinball"]} for r in own], "of", lambda v: f"{v:.2f}")]
        )
    return _table(
        " | hours judged (24 h) | in the 80 % band, own errors: 4 / 24 / 72 h | learnt errors | pinball loss, own / learnt",
        rows,
    )


TABLES = {
    "gates": _gates,
    "africa": _heads("africa-2023-refit-2022"),
    "cities": _cities,
    "levels": _levels,
    "exceedances": _exceedances,
    "unseen": _unseen,
    "beijing": _heads("beijing-2016-pm25"),
    "others": _others,
    "oracle": _oracle,
    "own-errors": _own_errors,
}

if __name__ == "__main__":
    fill()
