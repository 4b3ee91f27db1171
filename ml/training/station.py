"""What every loader gives: one station on a continuous hourly grid."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd


@dataclass
class Station:
    """`ends[i]` names the hour that ends then. Times are local stamps of the file where `time_zone` is None, else UTC.

    Inputs have passed the causal quality tests and hold NaN elsewhere; truth is cleaned by what is known afterwards.
    Both are by quantity, in the platform's canonical units.
    """

    name: str
    ends: pd.DatetimeIndex
    time_zone: str | None
    inputs: dict[str, np.ndarray]
    truth: dict[str, np.ndarray] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    original_ends: pd.DatetimeIndex | None = None
    """When each hour was really measured, in UTC, where air is replayed; NaT where it is not"""

    def measured_after(self, stamp: str) -> Station:
        """The same, without the truth of hours that replay what was measured up to then (UTC)."""
        if self.original_ends is None:
            return self
        known = np.asarray(self.original_ends <= pd.Timestamp(stamp, tz="UTC"))
        return replace(self, truth={q: np.where(known, np.nan, x) for q, x in self.truth.items()})

    def unreplayed(self) -> Station:
        """The same, without the truth of whatever is replayed."""
        return self.measured_after("2262-01-01")

    def series(self, quantity: str, neighbours: np.ndarray | None = None) -> dict[str, np.ndarray]:
        """Inputs by the names that features know."""
        series = {**self.inputs, "target": self.inputs[quantity]}
        return series if neighbours is None else {**series, "neighbours": neighbours}

    def local_starts(self) -> pd.DatetimeIndex:
        starts = self.ends - pd.Timedelta(hours=1)
        return starts if self.time_zone is None else starts.tz_convert(self.time_zone).tz_localize(None)


def on_grid(stamps: pd.Series, columns: dict[str, np.ndarray]) -> tuple[pd.DatetimeIndex, dict[str, np.ndarray]]:
    """Lays rows on a continuous hourly grid. Of rows with one stamp, the first with a value is kept for each column."""
    stamps = pd.DatetimeIndex(stamps)
    ends = pd.date_range(stamps.min(), stamps.max(), freq="h")
    slots = ((stamps - ends[0]) // pd.Timedelta(hours=1)).to_numpy()
    out = {}
    for name, values in columns.items():
        grid = np.full(len(ends), np.nan)
        there = ~np.isnan(values)
        grid[slots[there][::-1]] = values[there][::-1]
        out[name] = grid
    return ends, out


def neighbours_of(
    stations: list[Station], quantity: str, within_km: float = 100, least: int = 2
) -> dict[str, np.ndarray]:
    """Hourly mean of the other stations within reach, where at least two have the hour. Stations share one grid."""
    means = {}
    for station in stations:
        others = [s.inputs[quantity] for s in stations if s is not station and _km(station, s) <= within_km]
        if len(others) < least:
            means[station.name] = np.full(len(station.ends), np.nan)
            continue
        stack = np.stack(others)
        there = ~np.isnan(stack)
        count = there.sum(axis=0)
        mean = np.where(there, stack, 0.0).sum(axis=0) / np.maximum(count, 1)
        means[station.name] = np.where(count >= least, mean, np.nan)
    return means


def _km(a: Station, b: Station) -> float:
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return 0.0
    lat_a, lon_a, lat_b, lon_b = np.radians([a.latitude, a.longitude, b.latitude, b.longitude])
    half = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    return float(12_742 * np.arcsin(np.sqrt(half)))
