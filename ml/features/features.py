"""Features of one origin, plainly: the yardstick for the vectorised executor (grid.py) and for the runtime.

A series is an array by age: x[0] is the hour that ends at the origin, x[k] the one that ends k hours before. NaN = missing.
What a weather forecast says (`ahead.…`) is by lead: x[0] is the hour that begins at the origin.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from ml.features.definition import DAY_HEADS, HOUR_HEADS, Definition, Feature, with_wind

Series = dict[str, np.ndarray]


def one(definition: Definition, series: Series, origin: datetime, time_zone: str, head: str) -> dict[str, float]:
    """Every feature of a head by name. `origin` is a full UTC hour; series hold `lookback` hours each."""
    complete = with_wind(series)
    nothing = np.full(definition.lookback, np.nan)
    values: dict[str, float] = {}
    with np.errstate(divide="ignore", invalid="ignore"):
        for feature in definition.features():
            x = complete.get(feature.get("of", ""), nothing)
            values[feature["name"]] = float(_value(feature, x, values, origin, time_zone, head))
    return values


def _value(f: Feature, x: np.ndarray, values: dict[str, float], origin: datetime, time_zone: str, head: str) -> float:
    match f["kind"]:
        case "lag":
            return x[f["hours"]]
        case "last":
            age = _age(x, f["within"])
            return math.nan if age is None else x[age]
        case "age":
            age = _age(x, f["within"])
            return math.nan if age is None else age
        case "window":
            return statistic(x[f["from"] : f["from"] + f["hours"]], f["stat"], f["least"])
        case "sameHour":
            return statistic(x[same_hour_ages(head, f["days"])], f["stat"], f["least"])
        case "ahead":
            return statistic(x[leads(head, f["hours"], _last_hour(origin, time_zone).hour)], f["stat"], f["least"])
        case "difference":
            return values[f["a"]] - values[f["b"]]
        case "ratio":
            return np.float64(values[f["a"]]) / np.float64(values[f["b"]] + f["plus"])
        case "clock":
            return clock(f["part"], f["at"], origin, time_zone, head)
        case other:
            raise ValueError(f"no kind of feature {other}")


def _age(x: np.ndarray, within: int) -> int | None:
    there = np.flatnonzero(~np.isnan(x[:within]))
    return int(there[0]) if there.size else None


def same_hour_ages(head: str, days: int) -> np.ndarray:
    """Ages of the target's hour of the day on the newest `days` days; for day heads all their hours."""
    if head in DAY_HEADS:
        return np.arange(24 * days)
    horizon = HOUR_HEADS[head]
    first = math.ceil(horizon / 24)
    return 24 * np.arange(first, first + days) - horizon


def leads(head: str, hours: int, last_hour: int) -> np.ndarray:
    """The hours of a weather forecast that end with the target; of day heads all hours of the day, clocks not changed until then.

    `last_hour` is the local hour in which the last hour before the origin began.
    """
    if head in DAY_HEADS:
        first = 24 * DAY_HEADS[head] - 1 - last_hour
        return np.arange(first, first + 24)
    end = HOUR_HEADS[head]
    return np.arange(max(0, end - hours), end)


def statistic(x: np.ndarray, stat: str, least: int) -> float:
    there = x[~np.isnan(x)]
    if stat == "count":
        return there.size
    if there.size < max(1, least):
        return math.nan
    return {"mean": np.mean, "min": np.min, "max": np.max, "std": np.std}[stat](there)


def clock(part: str, at: str, origin: datetime, time_zone: str, head: str) -> float:
    last = _last_hour(origin, time_zone)
    hour, date = last.hour, last.date()
    if at == "target" and head in DAY_HEADS:
        hour, date = 12, date + timedelta(days=DAY_HEADS[head])
    elif at == "target":
        start = (origin.astimezone(UTC) + timedelta(hours=HOUR_HEADS[head] - 1)).astimezone(last.tzinfo)
        hour, date = start.hour, start.date()
    if part == "hour":
        return hour
    turn = 2 * math.pi * hour / 24 if part.startswith("hour") else 2 * math.pi * (date.timetuple().tm_yday - 1) / 365.25
    return math.sin(turn) if part.endswith("Sin") else math.cos(turn)


def _last_hour(origin: datetime, time_zone: str) -> datetime:
    """When the last hour before the origin began, on the local clock."""
    return (origin.astimezone(UTC) - timedelta(hours=1)).astimezone(ZoneInfo(time_zone))
