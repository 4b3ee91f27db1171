"""How honest bands are that know no more than the sensor itself: the 7-day mean with its own errors of the last four weeks.

As ml/runtime/own-errors.ts makes them, for hours: beside the errors that were learnt from all stations, where those may be told.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd

from ml.evaluation.scores import pinball
from ml.export import baselines
from ml.features.definition import HOUR_HEADS, load
from ml.features.grid import Grid, shifted
from ml.training.africa import NOT_AFRICAN
from ml.training.heads import QUANTILES
from ml.training.load import airnow, beijing
from ml.training.log import say
from ml.training.station import Station

WEEK = {"name": "~week", "kind": "sameHour", "of": "target", "stat": "mean", "days": 7, "least": 3}
LEAST_ERRORS = 200
SETS = (("PM25", "2022-12-31 23:00", "2023-12-31 23:00"), *((q, "2016-02-29 23:00", None) for q in ("PM10", "NO2", "O3", "SO2", "CO")))  # fmt: skip


def evaluate(embassies: Path, multisite: Path, models: Path, reports: Path) -> dict[str, dict[str, dict[str, float]]]:
    """By quantity and head: rows, coverage of the 80 % band and pinball loss, of own and of learnt errors. PM2.5: Africa 2023."""
    africa = [s for s in airnow.read_folder(embassies) if s.name not in NOT_AFRICAN]
    china = beijing.read_folder(multisite)
    learnt = baselines.read(models / "baselines.json")
    told: dict[str, dict[str, dict[str, float]]] = {}
    for quantity, after, until in SETS:
        stations = africa if quantity == "PM25" else china
        told[quantity] = {}
        for head in HOUR_HEADS:
            bands = learnt[quantity]["heads"][head]["CLIMATOLOGY"]
            told[quantity][head] = _head(stations, quantity, head, (after, until), bands)
        say(f"{quantity} own errors: 80 % band " + ", ".join(f"{h} {r['ownCoverage80']:.3f}" for h, r in told[quantity].items()))  # fmt: skip
    (reports / "own-errors.json").write_text(json.dumps(told, indent=1) + "\n")
    return told


def _head(
    stations: list[Station], quantity: str, head: str, span: tuple[str, str | None], bands: dict
) -> dict[str, float]:
    truths, own, learnt = [], [], []
    for station in stations:
        said, known = own_errors(station.inputs[quantity], station.ends, station.time_zone, head, bands["plus"])
        errors = np.column_stack([shifted(known[:, k], HOUR_HEADS[head]) for k in range(len(QUANTILES))])
        size = (said + bands["plus"])[:, None]
        ends = np.ones(len(said), dtype=bool)
        ends &= station.ends > pd.Timestamp(span[0])
        ends &= station.ends <= pd.Timestamp(span[1]) if span[1] else True
        y = station.truth[quantity]
        rows = ends & ~np.isnan(y) & ~np.isnan(said) & ~np.isnan(errors[:, 0])
        truths.append(y[rows])
        own.append(np.maximum(0, said[:, None] + errors * size)[rows])
        learnt.append(np.maximum(0, said[:, None] + np.array(bands["quantiles"]) * size)[rows])
    y = np.concatenate(truths)
    told: dict[str, float] = {"n": len(y)}
    for name, parts in (("own", own), ("learnt", learnt)):
        forecast = np.concatenate(parts)
        told[f"{name}Coverage80"] = float(((y >= forecast[:, 1]) & (y <= forecast[:, 5])).mean())
        told[f"{name}Pinball"] = pinball(y, forecast)
    return told


def own_errors(
    x: np.ndarray, ends: pd.DatetimeIndex, time_zone: str | None, head: str, plus: float
) -> tuple[np.ndarray, np.ndarray]:
    """By target's hour what the 7-day mean said; by origin the quantiles of its relative errors up to then."""
    hours = HOUR_HEADS[head]
    said = shifted(Grid({"target": x}, ends, time_zone).values(WEEK, head), hours)
    relative = pd.Series((x - said) / np.maximum(said + plus, 1e-3))
    window = load().lookback - 24 * (math.ceil(hours / 24) + WEEK["days"] - 1)
    rolling = relative.rolling(window, min_periods=LEAST_ERRORS)
    return said, np.column_stack([rolling.quantile(q).to_numpy() for q in QUANTILES])
