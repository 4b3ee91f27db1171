"""Reads features.json: the one definition of features that training and the runtime share."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).with_name("features.json")

HOUR_HEADS: dict[str, int] = {"PT4H": 4, "PT24H": 24, "PT72H": 72}
"""Horizon in hours: the mean of the hour that ends at origin + horizon."""
DAY_HEADS: dict[str, int] = {"D1": 1, "D2": 2, "D3": 3}
"""Local calendar days after today."""
HEADS: tuple[str, ...] = (*HOUR_HEADS, *DAY_HEADS)

Feature = dict[str, Any]


@dataclass(frozen=True)
class Definition:
    version: int
    lookback: int
    groups: dict[str, list[Feature]]
    sha256: str

    def features(self, groups: list[str] | None = None) -> list[Feature]:
        """The features of some groups (all where None), in the order of the file."""
        return [f for name, fs in self.groups.items() if groups is None or name in groups for f in fs]

    def names(self, groups: list[str] | None = None) -> list[str]:
        return [f["name"] for f in self.features(groups)]


def load(path: Path = FILE) -> Definition:
    raw = path.read_bytes()
    told = json.loads(raw)
    return Definition(told["version"], told["lookbackHours"], told["groups"], hashlib.sha256(raw).hexdigest())


def with_wind(series: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Adds WIND_U and WIND_V (m/s, towards east and north) where speed and direction are there."""
    if "WIND_SPEED" not in series or "WIND_DIRECTION" not in series:
        return series
    speed, radians = series["WIND_SPEED"], series["WIND_DIRECTION"] * (np.pi / 180)
    return {**series, "WIND_U": -speed * np.sin(radians), "WIND_V": -speed * np.cos(radians)}
