"""What every forecast is held against: persistence, the same hour of the last seven days, climatology."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ml.features.definition import DAY_HEADS, HOUR_HEADS
from ml.training.station import Station

ANY = "*"


@dataclass(frozen=True)
class Climatology:
    """Means of the truth by station, month and hour of the stamp; `hour` 24 holds the mean of whole days."""

    table: dict[str, np.ndarray]
    """[12 months, 25] by station, and under "*" over all stations alike"""

    def at(self, station: str, months: np.ndarray, hours: np.ndarray) -> np.ndarray:
        cells = self.table.get(station, self.table.get(ANY))
        return np.full(len(months), np.nan) if cells is None else cells[months - 1, hours]


def climatology(truths: dict[str, tuple[pd.DatetimeIndex, np.ndarray]]) -> Climatology:
    """From local stamps and truth by station. Cells without any truth take the station's hour, its mean, then everybody's."""
    known = {name: _means(ends, truth) for name, (ends, truth) in truths.items() if (~np.isnan(truth)).any()}
    everybody = _nanmean(np.stack(list(known.values())), axis=0)
    table = {name: _filled(cells, everybody) for name, cells in known.items()}
    return Climatology({**table, ANY: _filled(everybody, everybody)})


def _means(ends: pd.DatetimeIndex, truth: np.ndarray) -> np.ndarray:
    there = ~np.isnan(truth)
    cell = (ends.month.to_numpy()[there] - 1) * 24 + ends.hour.to_numpy()[there]
    count = np.bincount(cell, minlength=288).reshape(12, 24)
    total = np.bincount(cell, weights=truth[there], minlength=288).reshape(12, 24)
    with np.errstate(invalid="ignore"):
        hours = total / count
    return np.column_stack([hours, _nanmean(hours, axis=1)])


def _nanmean(x: np.ndarray, axis: int) -> np.ndarray:
    there = ~np.isnan(x)
    with np.errstate(invalid="ignore"):
        return np.where(there, x, 0).sum(axis=axis) / there.sum(axis=axis)


def _filled(cells: np.ndarray, everybody: np.ndarray) -> np.ndarray:
    by_hour = np.broadcast_to(_nanmean(cells, axis=0), cells.shape)
    mean = np.full(cells.shape, np.nanmean(cells))
    general = np.where(np.isnan(everybody), np.nanmean(everybody), everybody)
    out = cells
    for other in (by_hour, mean, general):
        out = np.where(np.isnan(out), other, out)
    return out


def truth_of(station: Station, quantity: str, head: str) -> np.ndarray:
    """For every hour as origin, what the head forecasts; NaN where it was not observed."""
    truth = station.truth[quantity]
    if head in HOUR_HEADS:
        out = np.full(len(truth), np.nan)
        horizon = HOUR_HEADS[head]
        out[:-horizon] = truth[horizon:]
        return out
    return _day_means(station, truth, DAY_HEADS[head])


def _day_means(station: Station, truth: np.ndarray, ahead: int) -> np.ndarray:
    """Mean of the local day `ahead` days after that of the hour before the origin, where at least 18 of its hours are there."""
    day = (station.local_starts().normalize() - pd.Timestamp("1970-01-01")).days.to_numpy()
    slot = day - day[0]
    there = ~np.isnan(truth)
    size = int(slot[-1]) + 1 + ahead
    count = np.bincount(slot[there], minlength=size)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(slot[there], weights=truth[there], minlength=size) / count
    return np.where(count >= 18, mean, np.nan)[slot + ahead]


def target_stamps(station: Station, head: str) -> pd.DatetimeIndex:
    """Local end of the target hour; for days, the last hour of the target day (its stamp: the midnight after, less an hour)."""
    if head in HOUR_HEADS:
        ends = station.ends + pd.Timedelta(hours=HOUR_HEADS[head])
        return ends if station.time_zone is None else ends.tz_convert(station.time_zone).tz_localize(None)
    starts = station.local_starts()
    return starts.normalize() + pd.Timedelta(days=DAY_HEADS[head], hours=23)
