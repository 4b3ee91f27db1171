"""Makes ml/quality/vectors: hourly readings, real and wild, and whether the causal tests let each be used."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd

from ml.quality.hourly import SENTINELS, usable
from ml.training.load.beijing import POINTS, QUANTITIES, ug_m3_per_unit
from ml.training.station import on_grid

FOLDER = Path(__file__).with_name("vectors")


def airnow(path: Path, first: str, hours: int) -> np.ndarray:
    rows = pd.read_csv(path)
    stamps = pd.to_datetime(rows[["Year", "Month", "Day"]].rename(columns=str.lower)) + pd.to_timedelta(
        rows["Hour"], unit="h"
    )
    raw = rows["Raw Conc."].to_numpy(dtype=np.float64)
    ends, grid = on_grid(stamps, {"x": np.where(np.isin(raw, SENTINELS), np.nan, raw)})
    at = ends.get_loc(first)
    return grid["x"][at : at + hours]


def beijing(path: Path, quantity: str, first: str, hours: int) -> np.ndarray:
    rows = pd.read_csv(path)
    source = {"TEMPERATURE": "TEMP", "PRESSURE": "PRES", "WIND_SPEED": "WSPM", **QUANTITIES}.get(quantity, "wd")
    value = (
        rows["wd"].map({p: 22.5 * i for i, p in enumerate(POINTS)})
        if source == "wd"
        else rows[source] / ug_m3_per_unit(quantity)
    )
    ends, grid = on_grid(
        pd.to_datetime(rows[["year", "month", "day", "hour"]]), {"x": value.to_numpy(dtype=np.float64)}
    )
    at = ends.get_loc(first)
    return grid["x"][at : at + hours]


def wild(quantity: str, typical: float, seed: int) -> np.ndarray:
    """Gaps, stuck stretches, jumps, ends of scales and negatives, in about the size that the quantity has."""
    rng = np.random.default_rng(seed)
    x = rng.choice([-30, -6, -1, 0, 1, 1, 1, 2, 5, 9, 40, 400], 400) * typical * np.round(rng.lognormal(0, 0.4, 400), 1)
    for start in rng.integers(0, 380, 18):
        x[start : start + rng.integers(2, 30)] = x[start]
    x[rng.random(400) < 0.2] = np.nan
    for start in rng.integers(0, 390, 8):
        x[start : start + rng.integers(2, 9)] = np.nan
    x[rng.integers(0, 400, 6)] = 4985
    return x


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with africa/airnow_embassy and beijing_multisite"
    )
    data = parser.parse_args().data
    embassy, station = (
        data / "africa/airnow_embassy",
        data / "beijing_multisite/PRSA_Data_Dongsi_20130301-20160831.csv.gz",
    )
    cases = [("NDjamena, dust and stuck hours", "PM25", airnow(embassy / "NDjamena.csv.gz", "2022-12-20 00:00", 1000)),
             ("Khartoum, residential", "PM25", airnow(embassy / "KhartoumResidential.csv.gz", "2020-06-10 00:00", 1000)),
             ("Accra, harmattan", "PM25", airnow(embassy / "Accra.csv.gz", "2021-01-05 00:00", 800))]  # fmt: skip
    cases += [
        (f"Dongsi, {q}", q, beijing(station, q, "2014-01-10 00:00", 500))
        for q in ("PM10", "O3", "NO2", "SO2", "CO", "TEMPERATURE", "PRESSURE", "WIND_SPEED", "WIND_DIRECTION")
    ]
    sizes = {
        "PM25": 20,
        "PM10": 40,
        "O3": 10,
        "NO2": 8,
        "SO2": 4,
        "CO": 0.4,
        "TEMPERATURE": 3,
        "HUMIDITY": 9,
        "PRESSURE": 120,
        "WIND_SPEED": 0.7,
        "WIND_DIRECTION": 30,
    }
    cases += [(f"wild, {q}", q, wild(q, size, seed)) for seed, (q, size) in enumerate(sizes.items())]
    FOLDER.mkdir(exist_ok=True)
    out = []
    for name, quantity, x in cases:
        x = np.round(x, 3)
        out.append(
            {
                "name": name,
                "quantity": quantity,
                "values": [None if np.isnan(v) else v for v in x],
                "usable": "".join("1" if u else "0" for u in usable(x, quantity)),
            }
        )
    (FOLDER / "hourly.json").write_text("[\n" + ",\n".join(json.dumps(c) for c in out) + "\n]\n")


if __name__ == "__main__":
    main()
