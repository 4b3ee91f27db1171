"""UCI 501, Beijing Multi-Site Air Quality (CC BY 4.0): twelve stations, hourly, local time (UTC+8), NA = missing.

Stamps are taken as the local end of the hour, as in the other sets. Concentrations come in µg/m³ and are turned into the
platform's units at 25 °C and 1013.25 hPa; humidity from temperature and dew point (Magnus, Alduchov and Eskridge 1996).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from ml.quality.hourly import cleaned
from ml.training.station import Station, on_grid

QUANTITIES = {"PM25": "PM2.5", "PM10": "PM10", "SO2": "SO2", "NO2": "NO2", "CO": "CO", "O3": "O3"}
COLUMNS = {"year", "month", "day", "hour", *QUANTITIES.values(), "TEMP", "PRES", "DEWP", "wd", "WSPM", "station"}
TIME_ZONE = "Asia/Shanghai"

MOLAR_MASS = {"O3": 47.997, "NO2": 46.005, "SO2": 64.058, "CO": 28.01}
POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")

PLACES = {
    "Aotizhongxin": (39.982, 116.397), "Changping": (40.217, 116.230), "Dingling": (40.292, 116.220),
    "Dongsi": (39.929, 116.417), "Guanyuan": (39.929, 116.339), "Gucheng": (39.914, 116.184),
    "Huairou": (40.328, 116.628), "Nongzhanguan": (39.937, 116.461), "Shunyi": (40.127, 116.655),
    "Tiantan": (39.886, 116.407), "Wanliu": (39.987, 116.287), "Wanshouxigong": (39.878, 116.352),
}  # fmt: skip
"""Latitude, longitude; all of them lie within 100 km of one another."""


def ug_m3_per_unit(quantity: str) -> float:
    """µg/m³ in one canonical unit: ppb of the gases, ppm of CO, and 1 for particles."""
    if quantity not in MOLAR_MASS:
        return 1.0
    per_ppb = MOLAR_MASS[quantity] * 1013.25 * 0.1 / (8.314462618 * 298.15)
    return per_ppb * 1000 if quantity == "CO" else per_ppb


def humidity(celsius: np.ndarray, dew_point: np.ndarray) -> np.ndarray:
    """Relative humidity, %."""

    def saturation(t: np.ndarray) -> np.ndarray:
        return np.exp(17.625 * t / (243.04 + t))

    return np.minimum(100.0, 100 * saturation(dew_point) / saturation(celsius))


def read(*paths: Path) -> Station:
    """One station, from one file or from several (one a period)."""
    rows = pd.concat([pd.read_csv(path) for path in paths], ignore_index=True)
    stamps = pd.to_datetime(rows[["year", "month", "day", "hour"]])
    number = {
        c: pd.to_numeric(rows[c], errors="coerce").to_numpy(dtype=np.float64)
        for c in [*QUANTITIES.values(), "TEMP", "PRES", "DEWP", "WSPM"]
    }
    columns = {q: number[c] / ug_m3_per_unit(q) for q, c in QUANTITIES.items()}
    columns["TEMPERATURE"], columns["PRESSURE"], columns["WIND_SPEED"] = number["TEMP"], number["PRES"], number["WSPM"]
    columns["HUMIDITY"] = humidity(number["TEMP"], number["DEWP"])
    columns["WIND_DIRECTION"] = rows["wd"].map({p: 22.5 * i for i, p in enumerate(POINTS)}).to_numpy(dtype=np.float64)
    ends, grid = on_grid(stamps, columns)
    name = str(rows["station"].iloc[0])
    place = PLACES.get(name, (None, None))
    return Station(
        name=name,
        ends=ends,
        time_zone=None,
        inputs={q: cleaned(x, q) for q, x in grid.items()},
        truth={q: grid[q] for q in QUANTITIES},
        latitude=place[0],
        longitude=place[1],
    )


def read_files(paths: list[Path]) -> list[Station]:
    """Stations on one shared grid, so that neighbours can be averaged hour by hour."""
    by_name: dict[str, list[Path]] = {}
    for path in paths:
        name = str(pd.read_csv(path, usecols=["station"], nrows=1)["station"].iloc[0])
        by_name.setdefault(name, []).append(path)
    return aligned([read(*own) for _, own in sorted(by_name.items())])


def read_folder(folder: Path) -> list[Station]:
    return read_files([path for path in sorted(folder.rglob("*.csv*")) if is_beijing(path)])


def aligned(stations: list[Station]) -> list[Station]:
    if not stations:
        return []
    first, last = min(s.ends[0] for s in stations), max(s.ends[-1] for s in stations)
    ends = pd.date_range(first, last, freq="h")
    for station in stations:
        before = int((station.ends[0] - first) // pd.Timedelta(hours=1))
        after = len(ends) - before - len(station.ends)
        pad = (before, after)
        station.inputs = {q: np.pad(x, pad, constant_values=np.nan) for q, x in station.inputs.items()}
        station.truth = {q: np.pad(x, pad, constant_values=np.nan) for q, x in station.truth.items()}
        station.ends = ends
    return stations


def is_beijing(path: Path) -> bool:
    return set(pd.read_csv(path, nrows=0).columns) >= COLUMNS
