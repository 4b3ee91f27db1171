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

AHEAD = "ahead."
"""What a weather forecast says of a quantity is a series `ahead.QUANTITY`: element k is the hour that begins k hours after the origin."""

Feature = dict[str, Any]


@dataclass(frozen=True)
class Definition:
    version: int
    lookback: int
    lookahead: int
    groups: dict[str, list[Feature]]

    def features(self, groups: list[str] | None = None) -> list[Feature]:
        """The features of some groups (all where None), in the order of the file."""
        return [f for name, fs in self.groups.items() if groups is None or name in groups for f in fs]

    def names(self, groups: list[str] | None = None) -> list[str]:
        return [f["name"] for f in self.features(groups)]

    def sha256(self, groups: list[str]) -> str:
        """What manifests know the features of their groups by, as the runtime computes it: a group more changes no model."""
        told = json.dumps([[g, self.groups.get(g, [])] for g in groups], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()


def load(path: Path = FILE) -> Definition:
    told = json.loads(path.read_text())
    return Definition(told["version"], told["lookbackHours"], told["lookaheadHours"], told["groups"])


def with_wind(series: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Adds WIND_U and WIND_V (m/s, towards east and north) where speed and direction are there."""
    if "WIND_SPEED" not in series or "WIND_DIRECTION" not in series:
        return series
    speed, radians = series["WIND_SPEED"], series["WIND_DIRECTION"] * (np.pi / 180)
    return {**series, "WIND_U": -speed * np.sin(radians), "WIND_V": -speed * np.cos(radians)}
