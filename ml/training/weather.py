"""Weather forecasts, where none were archived: what a perfect one would have said."""

from __future__ import annotations

import numpy as np

from ml.features.definition import AHEAD, load, with_wind
from ml.features.features import Series
from ml.training.station import Station

TOLD = ("TEMPERATURE", "HUMIDITY", "PRESSURE", "WIND_SPEED", "WIND_U", "WIND_V")


def perfect(station: Station) -> Series:
    """[hours of the station, lead]: for each origin, what was measured afterwards. A ceiling, and never an input of a model that serves."""
    lookahead = load().lookahead
    weather = with_wind(station.inputs)
    return {f"{AHEAD}{name}": _later(weather[name], lookahead) for name in TOLD if name in weather}


def _later(x: np.ndarray, hours: int) -> np.ndarray:
    padded = np.concatenate([x[1:], np.full(hours, np.nan)])
    return np.lib.stride_tricks.sliding_window_view(padded, hours)[: len(x)]
