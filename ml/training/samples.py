"""Rows to learn from and to be judged on: features, truth and baselines of many origins of many stations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from ml.features.definition import DAY_HEADS, Feature
from ml.features.grid import Grid, Series
from ml.training.baselines import target_stamps, truth_of
from ml.training.station import Station


@dataclass
class Samples:
    """One head. Rows hold the mask of the protocol: the target is observed, and so is at least one of the 24 hours before."""

    x: np.ndarray
    """float32 [rows, features]"""
    y: np.ndarray
    station: np.ndarray
    target: np.ndarray
    """datetime64 of the target's end, local; of a day, its last hour's start"""
    persistence: np.ndarray
    same7: np.ndarray

    def where(self, mask: np.ndarray) -> Samples:
        return Samples(**{f.name: getattr(self, f.name)[mask] for f in fields(self)})

    def between(self, after: str | None, until: str | None) -> Samples:
        """after < target <= until"""
        mask = np.ones(len(self.y), dtype=bool)
        if after is not None:
            mask &= self.target > np.datetime64(after)
        if until is not None:
            mask &= self.target <= np.datetime64(until)
        return self.where(mask)

    def __len__(self) -> int:
        return len(self.y)


def joined(parts: list[Samples]) -> Samples:
    return Samples(**{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Samples)})


def collect(
    stations: list[Station],
    quantity: str,
    heads: tuple[str, ...],
    features: list[Feature],
    *,
    after: str | None = None,
    until: str | None = None,
    stride: int = 1,
    neighbours: dict[str, np.ndarray] | None = None,
    ahead: Callable[[Station], Series] | None = None,
) -> dict[str, Samples]:
    """Samples by head with after < target <= until; of each station every `stride`-th origin, begun at another hour each.

    `ahead` tells each station's weather forecasts, where features look at them.
    """
    parts: dict[str, list[Samples]] = {head: [] for head in heads}
    for number, station in enumerate(stations):
        series = station.series(quantity, neighbours[station.name] if neighbours else None)
        if ahead is not None:
            series |= ahead(station)
        grid = Grid(series, station.ends, station.time_zone)
        last, day_mean, same7 = _baselines(grid)
        for head in heads:
            truth = truth_of(station, quantity, head)
            stamps = target_stamps(station, head)
            chosen = ~np.isnan(truth) & ~np.isnan(last) & ((np.arange(grid.size) + number) % stride == 0)
            chosen &= (stamps > pd.Timestamp(after)) if after else True
            chosen &= (stamps <= pd.Timestamp(until)) if until else True
            rows = np.flatnonzero(chosen)
            if rows.size == 0:
                continue
            persistence = day_mean if head in DAY_HEADS else last
            parts[head].append(
                Samples(
                    x=grid.matrix(features, head, rows),
                    y=truth[rows],
                    station=np.full(rows.size, station.name, dtype=object),
                    target=stamps[rows].to_numpy(dtype="datetime64[ns]"),
                    persistence=persistence[rows],
                    same7=same7(head)[rows],
                )
            )
    return {head: joined(ps) for head, ps in parts.items() if ps}


def _baselines(grid: Grid):  # noqa: ANN202
    def value(feature: Feature, head: str) -> np.ndarray:
        return grid.values(feature, head)

    last = value({"name": "~last", "kind": "last", "of": "target", "within": 24}, "PT4H")
    day_mean = value(
        {"name": "~day", "kind": "window", "of": "target", "stat": "mean", "from": 0, "hours": 24, "least": 1}, "PT4H"
    )
    week = {"name": "~week", "kind": "sameHour", "of": "target", "stat": "mean", "days": 7, "least": 1}

    def same7(head: str) -> np.ndarray:
        mean = value(week, head)
        return np.where(np.isnan(mean), day_mean if head in DAY_HEADS else last, mean)

    return last, day_mean, same7
