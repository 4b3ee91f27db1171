"""Scores by city, season and level, pooled and macro; and the Markdown that shows them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from ml.evaluation.scores import Judged, exceedances, scores

SEASONS = {
    12: "DJF",
    1: "DJF",
    2: "DJF",
    3: "MAM",
    4: "MAM",
    5: "MAM",
    6: "JJA",
    7: "JJA",
    8: "JJA",
    9: "SON",
    10: "SON",
    11: "SON",
}
LEVELS = ((0.0, 15.0), (15.0, 35.4), (35.4, 55.4), (55.4, 150.4), (150.4, np.inf))
"""Observed, µg/m³ of PM2.5"""
LEAST_FOR_MACRO = 2000

Report = dict[str, object]


def report(j: Judged, station: np.ndarray, target: np.ndarray, *, with_levels: bool) -> Report:
    """Everything about one head. Macro: the plain mean over cities with at least 2,000 rows (all of them if none has)."""
    months = pd.DatetimeIndex(target).month.to_numpy()
    season = np.array([SEASONS[m] for m in months], dtype=object)
    by_city = _by(j, station)
    out: Report = {"pooled": scores(j), "macro": _macro(by_city), "city": by_city, "season": _by(j, season)}
    if with_levels:
        names = np.full(len(j), "", dtype=object)
        for low, high in LEVELS:
            names[(j.y >= low) & (j.y < high)] = f"{low:g}–{high:g}" if np.isfinite(high) else f"≥ {low:g}"
        out["level"] = {k: v for k, v in _by(j, names).items() if k}
        out["exceedance"] = exceedances(j)
    return out


def _by(j: Judged, key: np.ndarray) -> dict[str, dict[str, float | int]]:
    return {str(k): scores(j.where(key == k)) for k in sorted(set(key))}


def _macro(by_city: dict[str, dict[str, float | int]]) -> dict[str, float | int]:
    chosen = [s for s in by_city.values() if s["n"] >= LEAST_FOR_MACRO] or list(by_city.values())
    means = {k: float(np.mean([s[k] for s in chosen])) for k in chosen[0] if k != "n"}
    for name in ("Persistence", "SameHour7", "Climatology"):
        means[f"skillMae{name}"] = 1 - means["mae"] / means[f"mae{name}"]
        means[f"skillMse{name}"] = 1 - float(
            np.mean([s["rmse"] ** 2 for s in chosen]) / np.mean([s[f"rmse{name}"] ** 2 for s in chosen])
        )
    return {"cities": len(chosen), **means}


Row = dict[str, float | int]
COLUMNS: list[tuple[str, Callable[[Row], str]]] = [
    ("rows", lambda s: f"{s['n']:,}" if "n" in s else f"{s['cities']} cities"),
    ("MAE", lambda s: f"{s['mae']:.3g}"), ("RMSE", lambda s: f"{s['rmse']:.3g}"),
    ("persistence MAE / RMSE", lambda s: f"{s['maePersistence']:.3g} / {s['rmsePersistence']:.3g}"),
    ("skill MAE: persistence", lambda s: f"{s['skillMaePersistence']:.3f}"), ("7-day", lambda s: f"{s['skillMaeSameHour7']:.3f}"), ("climatology", lambda s: f"{s['skillMaeClimatology']:.3f}"),
    ("skill MSE: persistence", lambda s: f"{s['skillMsePersistence']:.3f}"), ("7-day", lambda s: f"{s['skillMseSameHour7']:.3f}"), ("climatology", lambda s: f"{s['skillMseClimatology']:.3f}"),
    ("in 50 %", lambda s: f"{s['coverage50']:.3f}"), ("80 %", lambda s: f"{s['coverage80']:.3f}"), ("90 %", lambda s: f"{s['coverage90']:.3f}"),
    ("pinball", lambda s: f"{s['pinball']:.3g}"),
]  # fmt: skip


def table(rows: dict[str, Row], first: str) -> str:
    """Markdown."""
    lines = ["| " + " | ".join([first, *(name for name, _ in COLUMNS)]) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    lines += ["| " + " | ".join([name, *(shown(row) for _, shown in COLUMNS)]) + " |" for name, row in rows.items()]
    return "\n".join(lines).replace("nan", "–")


def markdown(title: str, heads: dict[str, Report]) -> str:
    """The whole of one report, as people read it."""
    parts = [
        f"# {title}",
        "",
        "Skill is 1 − error / error of the baseline: MAE of the median, squared error of the mean.",
        "",
    ]
    parts += [
        "## Pooled",
        "",
        table({h: r["pooled"] for h, r in heads.items()}, "head"),
        "",
        "## Macro (mean over cities)",
        "",
        table({h: r["macro"] for h, r in heads.items()}, "head"),
    ]  # type: ignore[misc]
    for key, name in (("city", "City"), ("season", "Season"), ("level", "Observed level, µg/m³")):
        for head, told in heads.items():
            if key in told:
                parts += ["", f"## {name}: {head}", "", table(told[key], key)]  # type: ignore[arg-type]
    if any("exceedance" in r for r in heads.values()):
        parts += [
            "",
            "## Exceedances",
            "",
            "| head | at least, µg/m³ | how often | Brier | of the base rate | of persistence | skill over the base rate |",
            "|---|---|---|---|---|---|---|",
        ]
        for head, told in heads.items():
            for threshold, e in told.get("exceedance", {}).items():  # type: ignore[attr-defined]
                parts.append(
                    f"| {head} | {threshold} | {e['rate']:.3f} | {e['brier']:.4f} | {e['brierBaseRate']:.4f} | {e['brierPersistence']:.4f} | {e['skill']:.3f} |"
                )
    return "\n".join(parts) + "\n"
