"""Features of every hour of a long series at once: for training and evaluation. Parity with features.py is tested."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from ml.features.definition import DAY_HEADS, HOUR_HEADS, Feature, with_wind
from ml.features.features import leads, same_hour_ages

Series = dict[str, np.ndarray]
_CHUNK = 20_000


class Grid:
    """A continuous hourly grid of one station. Element i of a series is the hour that ends at ends[i]; row i of a weather forecast was told then."""

    def __init__(self, series: Series, ends: pd.DatetimeIndex, time_zone: str | None) -> None:
        """`ends` in UTC; where `time_zone` is None, `ends` are local stamps already (a file without a zone)."""
        self.size = len(ends)
        self._series = with_wind({k: np.asarray(v, dtype=np.float64) for k, v in series.items()})
        self._nothing = np.full(self.size, np.nan)
        starts = ends - pd.Timedelta(hours=1)
        self._starts, self._zone = starts, time_zone
        self._kept: dict[str, np.ndarray] = {}

    def matrix(self, features: list[Feature], head: str, rows: np.ndarray) -> np.ndarray:
        """float32 [rows, features], in the order of `features`, which names everything that differences need."""
        values: dict[str, np.ndarray] = {}
        out = np.empty((len(rows), len(features)), dtype=np.float32)
        with np.errstate(divide="ignore", invalid="ignore"):
            for column, feature in enumerate(features):
                values[feature["name"]] = self._of_head(feature, values, head)
                out[:, column] = values[feature["name"]][rows]
        return out

    def values(self, feature: Feature, head: str) -> np.ndarray:
        """One feature that builds on no other, at every hour."""
        return self._of_head(feature, {}, head)

    def _of_head(self, f: Feature, values: dict[str, np.ndarray], head: str) -> np.ndarray:
        match f["kind"]:
            case "difference":
                return values[f["a"]] - values[f["b"]]
            case "ratio":
                return values[f["a"]] / (values[f["b"]] + f["plus"])
            case "sameHour" if head in DAY_HEADS:
                alike = {**f, "kind": "window", "from": 0, "hours": 24 * f["days"]}
                return self._window(alike)
            case "sameHour":
                return self._same_hour(f, head)
            case "ahead":
                return self._ahead(f, head)
            case "clock":
                return self._clock(f["part"], f["at"], head)
        key = f["name"]
        if key not in self._kept:
            self._kept[key] = self._of_any_head(f)
        return self._kept[key]

    def _of_any_head(self, f: Feature) -> np.ndarray:
        x = self._of(f)
        match f["kind"]:
            case "lag":
                return shifted(x, f["hours"])
            case "last" | "age":
                value, age = self._nothing.copy(), self._nothing.copy()
                for k in range(f["within"] - 1, -1, -1):
                    earlier = shifted(x, k)
                    there = ~np.isnan(earlier)
                    value[there], age[there] = earlier[there], k
                return value if f["kind"] == "last" else age
            case "window":
                return self._window(f)
            case other:
                raise ValueError(f"no kind of feature {other}")

    def _of(self, f: Feature) -> np.ndarray:
        return self._series.get(f["of"], self._nothing)

    def _window(self, f: Feature) -> np.ndarray:
        x, hours, least = self._of(f), f["hours"], max(1, f["least"])
        if f["stat"] == "std":
            return shifted(_rolling_std(x, hours, least), f["from"])
        rolling = pd.Series(x).rolling(hours, min_periods=0 if f["stat"] == "count" else least)
        if f["stat"] == "count":
            counted = shifted(rolling.count().to_numpy(dtype=np.float64), f["from"])
            return np.nan_to_num(counted, nan=0.0)
        return shifted(getattr(rolling, f["stat"])().to_numpy(dtype=np.float64), f["from"])

    def _same_hour(self, f: Feature, head: str) -> np.ndarray:
        x = self._of(f)
        stack = np.stack([shifted(x, int(age)) for age in same_hour_ages(head, f["days"])])
        return _statistic(stack, f["stat"], max(1, f["least"]))

    def _ahead(self, f: Feature, head: str) -> np.ndarray:
        if f["of"] not in self._series:
            return self._nothing
        told = self._series[f["of"]]
        if head in HOUR_HEADS:
            return _statistic(told[:, leads(head, f["hours"], 0)].T, f["stat"], f["least"])
        # the day begins later, the earlier it is at the origin
        places = np.stack([leads(head, f["hours"], hour) for hour in range(24)])[self._local(self._starts).hour]
        return _statistic(np.take_along_axis(told, places, axis=1).T, f["stat"], f["least"])

    def _clock(self, part: str, at: str, head: str) -> np.ndarray:
        day_head = at == "target" and head in DAY_HEADS
        ahead = pd.Timedelta(0) if at == "origin" or day_head else pd.Timedelta(hours=HOUR_HEADS[head])
        local = self._local(self._starts + ahead)
        hour = local.hour.to_numpy(dtype=np.float64)
        if day_head:
            local = local + pd.Timedelta(days=DAY_HEADS[head])
            hour = np.full(self.size, 12.0)
        if part == "hour":
            return hour
        day = local.day_of_year.to_numpy(dtype=np.float64)
        turn = 2 * np.pi * hour / 24 if part.startswith("hour") else 2 * np.pi * (day - 1) / 365.25
        return np.sin(turn) if part.endswith("Sin") else np.cos(turn)

    def _local(self, stamps: pd.DatetimeIndex) -> pd.DatetimeIndex:
        return stamps if self._zone is None else stamps.tz_convert(self._zone).tz_localize(None)


def shifted(x: np.ndarray, hours: int) -> np.ndarray:
    """At each hour, what stood so many hours before."""
    if hours == 0:
        return x
    out = np.full(len(x), np.nan)
    out[hours:] = x[: max(0, len(x) - hours)]
    return out


def _rolling_std(x: np.ndarray, hours: int, least: int) -> np.ndarray:
    """In two passes: one pass, as running sums have it, loses the small deviations of large values."""
    padded = np.concatenate([np.full(hours - 1, np.nan), x])
    windows = sliding_window_view(padded, hours)
    return np.concatenate([_std(windows[i : i + _CHUNK], least) for i in range(0, len(x), _CHUNK)])


def _std(windows: np.ndarray, least: int) -> np.ndarray:
    there = ~np.isnan(windows)
    count = there.sum(axis=-1)
    mean = np.where(there, windows, 0.0).sum(axis=-1) / np.maximum(count, 1)
    squares = np.where(there, (windows - mean[..., None]) ** 2, 0.0).sum(axis=-1)
    return np.where(count >= least, np.sqrt(squares / np.maximum(count, 1)), np.nan)


def _statistic(stack: np.ndarray, stat: str, least: int) -> np.ndarray:
    there = ~np.isnan(stack)
    count = there.sum(axis=0)
    if stat == "std":
        return _std(np.moveaxis(stack, 0, -1), least)
    filler = {"mean": 0.0, "min": np.inf, "max": -np.inf}[stat]
    filled = np.where(there, stack, filler)
    value = {
        "mean": lambda s: s.sum(axis=0) / np.maximum(count, 1),
        "min": lambda s: s.min(axis=0),
        "max": lambda s: s.max(axis=0),
    }[stat](filled)
    return np.where(count >= least, value, np.nan)
