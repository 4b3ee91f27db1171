"""The platform's own exports: one CSV, a row a reading or an hourly mean.

Columns: sensorId, quantity (PM25, …), periodStart, periodEnd (ISO 8601, UTC), value, unit (canonical), quality (GOOD, UNKNOWN,
SUSPECT, FAIL), originalPeriodEnd (when replayed air was really measured; empty where nothing is replayed), and optionally
timeZone (IANA), latitude, longitude. Readings shorter than an hour are averaged; an hour counts that has any. Inputs are what the platform held usable (GOOD or UNKNOWN); truth is the same, for lack of a later verdict.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from ml.training.station import Station

COLUMNS = {"sensorId", "quantity", "periodStart", "periodEnd", "value", "quality", "originalPeriodEnd"}


def read(path: Path) -> list[Station]:
    rows = pd.read_csv(path)
    rows = rows[rows["quality"].isin(["GOOD", "UNKNOWN"])]
    rows["hourEnd"] = pd.to_datetime(rows["periodEnd"], utc=True).dt.ceil("h")
    rows["originalEnd"] = pd.to_datetime(rows["originalPeriodEnd"], utc=True)
    return [_station(str(name), own) for name, own in rows.groupby("sensorId", sort=True)]


def is_export(path: Path) -> bool:
    return set(pd.read_csv(path, nrows=0).columns) >= COLUMNS


def _station(name: str, rows: pd.DataFrame) -> Station:
    ends = pd.date_range(rows["hourEnd"].min(), rows["hourEnd"].max(), freq="h")
    means = rows.groupby(["quantity", "hourEnd"])["value"].mean()
    series = {str(q): means[q].reindex(ends).to_numpy(dtype=np.float64) for q in means.index.levels[0]}

    def told(column: str) -> object:
        return rows[column].dropna().iloc[0] if column in rows and rows[column].notna().any() else None

    place = [None if told(c) is None else float(told(c)) for c in ("latitude", "longitude")]  # type: ignore[arg-type]
    zone = told("timeZone")
    original = rows.groupby("hourEnd")["originalEnd"].min().reindex(ends)
    return Station(
        name,
        ends,
        "UTC" if zone is None else str(zone),
        series,
        dict(series),
        place[0],
        place[1],
        original_ends=pd.DatetimeIndex(original) if original.notna().any() else None,
    )
