"""Values of a climatology at the targets of samples, and the same on disk."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from ml.features.definition import DAY_HEADS
from ml.training.baselines import ANY, Climatology, climatology
from ml.training.samples import Samples
from ml.training.station import Station

Truths = dict[str, tuple[pd.DatetimeIndex, np.ndarray]]


def local_ends(station: Station) -> pd.DatetimeIndex:
    return station.local_starts() + pd.Timedelta(hours=1)


def until(stations: list[Station], quantity: str, last: str) -> Climatology:
    """From truth up to a stamp: what training may know."""
    truths: Truths = {}
    for station in stations:
        if quantity not in station.truth:
            continue
        ends = local_ends(station)
        kept = ends <= pd.Timestamp(last)
        truths[station.name] = (ends[kept], station.truth[quantity][kept])
    return climatology(truths)


def values(climate: Climatology, samples: Samples, head: str) -> np.ndarray:
    stamps = pd.DatetimeIndex(samples.target)
    months, hours = stamps.month.to_numpy(), stamps.hour.to_numpy()
    if head in DAY_HEADS:
        hours = np.full(len(hours), 24)
    out = np.empty(len(samples))
    for name in set(samples.station):
        own = samples.station == name
        out[own] = climate.at(name, months[own], hours[own])
    return out


def write(climate: Climatology, path: Path) -> None:
    told = {name: [[round(float(v), 3) for v in row] for row in cells] for name, cells in sorted(climate.table.items())}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, separators=(",", ":")) + "\n")


def read(path: Path) -> Climatology:
    return Climatology({name: np.array(cells) for name, cells in json.loads(path.read_text()).items()})


__all__ = ["ANY", "local_ends", "read", "until", "values", "write"]
