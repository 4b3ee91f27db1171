"""Small folders in the shapes that the loaders know, made up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd


def air(hours: int, seed: int) -> np.ndarray:
    """Something like PM2.5: a daily rhythm, weather that lasts, noise."""
    rng = np.random.default_rng(seed)
    slow = np.zeros(hours)
    for i in range(1, hours):
        slow[i] = 0.98 * slow[i - 1] + rng.normal(0, 0.1)
    return np.round(20 * np.exp(slow + 0.4 * np.sin(2 * np.pi * np.arange(hours) / 24)) + rng.normal(0, 1, hours), 1)


def write_airnow(folder: Path, name: str, first: str, hours: int, seed: int = 1, *, withheld: bool = False) -> Path:
    stamps = pd.date_range(first, periods=hours, freq="h")
    x = air(hours, seed)
    flags = np.where(np.arange(hours) % 97 == 5, "Invalid", "Valid")
    x[np.arange(hours) % 89 == 3] = -999
    rows = pd.DataFrame(
        {"Site": name, "Parameter": "PM2.5 - Principal", "Date (LT)": stamps.strftime("%Y-%m-%d %I:%M %p"), "Year": stamps.year, "Month": stamps.month, "Day": stamps.day, "Hour": stamps.hour,
         "NowCast Conc.": x, "AQI": 1, "AQI Category": "Good", "Raw Conc.": x, "Conc. Unit": "UG/M3", "Duration": "1 Hr", "QC Name": "" if withheld else flags}
    )  # fmt: skip
    path = folder / f"{name}.csv.gz"
    folder.mkdir(parents=True, exist_ok=True)
    rows.to_csv(path, index=False)
    return path


def write_beijing(folder: Path, name: str, first: str, hours: int, seed: int = 1) -> Path:
    stamps = pd.date_range(first, periods=hours, freq="h")
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame(
        {"No": range(1, hours + 1), "year": stamps.year, "month": stamps.month, "day": stamps.day, "hour": stamps.hour, "PM2.5": air(hours, seed), "PM10": air(hours, seed) + 20,
         "SO2": air(hours, seed + 1) / 2, "NO2": air(hours, seed + 2), "CO": 40 * air(hours, seed + 3), "O3": air(hours, seed + 4), "TEMP": rng.normal(15, 5, hours).round(1), "PRES": rng.normal(1010, 5, hours).round(1),
         "DEWP": rng.normal(5, 5, hours).round(1), "RAIN": 0, "wd": rng.choice(["N", "SSW", "E"], hours), "WSPM": rng.gamma(2, 1, hours).round(1), "station": name}
    )  # fmt: skip
    rows.loc[rows.index % 53 == 7, "PM2.5"] = np.nan
    path = folder / f"PRSA_Data_{name}_20160901-20161001.csv"
    folder.mkdir(parents=True, exist_ok=True)
    rows.to_csv(path, index=False, na_rep="NA")
    return path


def write_export(folder: Path, first: str, hours: int, *, replay_of: str | None = None) -> Path:
    starts = pd.date_range(first, periods=hours, freq="h", tz="UTC")
    rows = pd.DataFrame(
        {"sensorId": "s1", "quantity": "PM25", "periodStart": starts.strftime("%Y-%m-%dT%H:%M:%SZ"), "periodEnd": (starts + pd.Timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
         "value": air(hours, 5), "unit": "MICROGRAM_PER_CUBIC_METRE", "quality": np.where(np.arange(hours) % 50 == 1, "SUSPECT", "GOOD"), "originalPeriodEnd": "", "timeZone": "Africa/Kampala"}
    )  # fmt: skip
    if replay_of is not None:
        ends = pd.date_range(replay_of, periods=hours, freq="h", tz="UTC") + pd.Timedelta(hours=1)
        rows["originalPeriodEnd"] = ends.strftime("%Y-%m-%dT%H:%M:%SZ")
    path = folder / "export.csv"
    folder.mkdir(parents=True, exist_ok=True)
    rows.to_csv(path, index=False)
    return path
