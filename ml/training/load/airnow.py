"""Hourly PM2.5 of US embassies (AirNow Department of State), one CSV a monitor, hour-ending on the local clock.

AirNow's flags are hindsight: they clean the truth, never the inputs. Where a whole file's flags are withheld, the platform's
own causal tests decide on the truth too.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from ml.quality.hourly import SENTINELS, cleaned, usable
from ml.training.station import Station, on_grid

COLUMNS = {"Site", "Raw Conc.", "QC Name", "Year", "Month", "Day", "Hour"}


def read(*paths: Path) -> Station:
    """One monitor, from one file or from several (one a year, say)."""
    parts = [
        pd.read_csv(path, usecols=lambda c: c in COLUMNS | {"Parameter"}, dtype={"QC Name": "object"}) for path in paths
    ]
    rows = pd.concat(parts, ignore_index=True)
    if "Parameter" in rows:
        rows = rows[rows["Parameter"].astype(str).str.startswith("PM2.5")]
    stamps = pd.to_datetime(rows[["Year", "Month", "Day"]].rename(columns=str.lower)) + pd.to_timedelta(
        rows["Hour"].astype(int), unit="h"
    )
    raw = pd.to_numeric(rows["Raw Conc."], errors="coerce").to_numpy(dtype=np.float64)
    flags = rows["QC Name"].fillna("").astype(str).str.strip().to_numpy()
    measured = np.where(np.isin(raw, SENTINELS), np.nan, raw)
    is_withheld = not (flags != "").any()
    valid = (flags == "Valid") & (raw >= -5)
    ends, grid = on_grid(stamps, {"read": measured, "valid": np.where(valid, np.clip(raw, 0, 985), np.nan)})
    return Station(
        name=name_of(paths[0]),
        ends=ends,
        time_zone=None,
        inputs={"PM25": cleaned(grid["read"], "PM25")},
        truth={"PM25": _withheld_truth(grid["read"]) if is_withheld else grid["valid"]},
    )


def read_files(paths: list[Path]) -> list[Station]:
    by_name: dict[str, list[Path]] = {}
    for path in paths:
        by_name.setdefault(name_of(path), []).append(path)
    return [read(*own) for _, own in sorted(by_name.items())]


def read_folder(folder: Path) -> list[Station]:
    return read_files([path for path in sorted(folder.rglob("*.csv*")) if is_airnow(path)])


def is_airnow(path: Path) -> bool:
    return set(pd.read_csv(path, nrows=0).columns) >= COLUMNS


def _withheld_truth(grid: np.ndarray) -> np.ndarray:
    inside = (grid >= -5) & (grid < 985) & usable(grid, "PM25")
    return np.where(inside, np.clip(grid, 0, 985), np.nan)


def name_of(path: Path) -> str:
    """The city by the file's name: Accra.csv.gz, or Accra_PM2.5_2024_YTD.csv as AirNow itself names them."""
    return path.name.split(".csv")[0].split("_PM2.5")[0]
