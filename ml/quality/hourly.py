"""Range, spike, flat line and rate of change of hourly readings of a reference monitor.

The same as subgraphs/readings/domain/quality, which owns the rules and the reasons for its numbers; vectors prove that both
agree. Causal: an hour is judged by itself and by the 24 hours before it. Values in the platform's canonical units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SENTINELS = (-999.0, -9999.0, 985.0, 1985.0, 9985.0)
"""Values that stand for "no reading" in AirNow's files."""

_CONTEXT = 24
_LONGEST_GAP = 3
_NEAREST = 3
_FEWEST_FLAT = 4


@dataclass(frozen=True)
class Limits:
    instrument: tuple[float, float]
    plausible: tuple[float, float]
    full_scale: tuple[float, ...] = ()
    spike: tuple[float | None, float, float, float] | None = None
    """offset of the logarithm (None: none), factor, least step, least jump"""
    per_hour: float | None = None
    flat: float | None = None
    """Hours of the same value that are suspect"""
    natural: tuple[float, float] | None = None


_INF = float("inf")
_BAM = (985.0, 1985.0, 4985.0, 9985.0)


def _particles(high: float, scale: tuple[float, ...], offset: float, jump: float, rate: float) -> Limits:
    return Limits((-15, 10_000), (-5, high), scale, (offset, 5, 0.2, jump), rate, 6)


def _gas(high: float, instrument: float, offset: float, jump: float, rate: float, detection: float) -> Limits:
    return Limits((-20, instrument), (-5.1, high), (), (offset, 5, 0.2, jump), rate, 12, (-_INF, detection))


LIMITS: dict[str, Limits] = {
    "PM25": _particles(1000, _BAM, 10, 40, 500),
    "PM10": _particles(3000, _BAM, 20, 100, 1000),
    "O3": _gas(500, 1000, 20, 40, 100, 3),
    "NO2": _gas(500, 2050, 10, 50, 150, 3),
    "SO2": _gas(2000, 10_000, 10, 50, 500, 5),
    "CO": Limits((-2.4, 1000), (-0.6, 100), (), (0.5, 5, 0.2, 5), 20, 12, (-_INF, 0.5)),
    "TEMPERATURE": Limits((-90, 85), (-60, 60), (), (None, 5, 0.5, 8), 15, 12),
    "HUMIDITY": Limits((-5, 110), (-0.5, 103), (), (None, 5, 2, 35), 60, 12, (98.9, _INF)),
    "PRESSURE": Limits((299.9, 1100.1), (450, 1085), (), (None, 5, 0.5, 8), 15, 12),
    "WIND_SPEED": Limits((-0.5, 114), (-0.01, 60), (), (None, 5, 1, 15), 30, 12, (-_INF, 0.6)),
    "WIND_DIRECTION": Limits((-0.01, 360.01), (-0.01, 360.01)),
}


def usable(values: np.ndarray, quantity: str) -> np.ndarray:
    """Whether each hour's overall flag is GOOD or UNKNOWN. `values` is a continuous hourly grid, NaN where there is no reading."""
    x = np.asarray(values, dtype=np.float64)
    limits = LIMITS[quantity]
    bad = _out_of_range(x, limits)
    measured = _within(x, limits.instrument) & ~np.isin(x, limits.full_scale)
    unbroken = _unbroken(x)
    if limits.spike is not None:
        bad |= _spike(x, unbroken & _earlier(measured, False), limits.spike)
    if limits.flat is not None:
        bad |= _flat(x, unbroken, limits)
    if limits.per_hour is not None:
        bad |= _too_fast(x, unbroken & _earlier(measured, False), limits.per_hour)
    return ~np.isnan(x) & ~bad


def cleaned(values: np.ndarray, quantity: str) -> np.ndarray:
    """The values with NaN for what the tests doubt: what a forecast may see."""
    return np.where(usable(values, quantity), values, np.nan)


def _within(x: np.ndarray, span: tuple[float, float]) -> np.ndarray:
    return (x > span[0]) & (x < span[1])


def _out_of_range(x: np.ndarray, limits: Limits) -> np.ndarray:
    return ~_within(x, limits.instrument) | np.isin(x, limits.full_scale) | ~_within(x, limits.plausible)


def _earlier(x: np.ndarray, fill: object) -> np.ndarray:
    """[hours, 24]: column k is the hour k + 1 hours before."""
    out = np.full((len(x), _CONTEXT), fill, dtype=x.dtype)
    for k in range(_CONTEXT):
        out[k + 1 :, k] = x[: max(0, len(x) - k - 1)]
    return out


def _unbroken(x: np.ndarray) -> np.ndarray:
    """[hours, 24]: readings before each hour, back to the first silence of more than three hours."""
    there = ~np.isnan(_earlier(x, np.nan))
    newest = np.zeros(len(x), dtype=int)
    open_ = np.ones(len(x), dtype=bool)
    out = np.zeros_like(there)
    for k in range(_CONTEXT):
        age = k + 1
        here = there[:, k]
        open_ &= ~(here & (age - newest - 1 > _LONGEST_GAP))
        out[:, k] = here & open_
        newest = np.where(out[:, k], age, newest)
    return out


def _spike(x: np.ndarray, yard: np.ndarray, limits: tuple[float | None, float, float, float]) -> np.ndarray:
    offset, factor, least_step, least_jump = limits

    def scaled(v: np.ndarray) -> np.ndarray:
        return v if offset is None else np.log(np.maximum(0.0, v) + offset)

    earlier = _earlier(x, np.nan)
    rank = np.cumsum(yard, axis=1)
    closest = np.full(len(x), np.nan)
    previous = np.full(len(x), np.nan)
    steps = np.full(earlier.shape, np.nan)
    for k in range(_CONTEXT):
        here, value = yard[:, k], earlier[:, k]
        nearer = np.isnan(closest) | (np.abs(value - x) < np.abs(closest - x))
        closest = np.where(here & (rank[:, k] <= _NEAREST) & nearer, value, closest)
        step = np.abs(scaled(value) - previous)
        steps[:, k] = np.where(here, step, np.nan)
        previous = np.where(here, scaled(value), previous)
    usual = np.fmax(least_step, 1.4826 * _median(steps))
    jump = x - closest
    stands_out = (np.abs(jump) > least_jump) & (np.abs(scaled(x) - scaled(closest)) > factor * usual)
    if offset is not None:
        stands_out &= jump > 0
    return stands_out & (rank[:, -1] >= _NEAREST)


def _median(steps: np.ndarray) -> np.ndarray:
    ordered = np.sort(steps, axis=1)
    count = (~np.isnan(steps)).sum(axis=1)
    row = np.arange(len(steps))
    upper = ordered[row, np.minimum(count // 2, _CONTEXT - 1)]
    lower = ordered[row, np.maximum(count // 2 - 1, 0)]
    middle = np.where(count % 2 == 1, upper, (lower + upper) / 2)
    return np.where(count > 0, middle, 0.0)


def _flat(x: np.ndarray, unbroken: np.ndarray, limits: Limits) -> np.ndarray:
    earlier = _earlier(x, np.nan)
    same = np.ones(len(x), dtype=bool)
    readings, oldest = np.ones(len(x), dtype=int), np.zeros(len(x), dtype=int)
    for k in range(_CONTEXT):
        here = unbroken[:, k]
        same &= ~(here & (earlier[:, k] != x))
        readings += here & same
        oldest = np.where(here & same, k + 1, oldest)
    flat = (readings >= _FEWEST_FLAT) & (oldest + 1 >= limits.flat)
    return flat if limits.natural is None else flat & ~_within(x, limits.natural)


def _too_fast(x: np.ndarray, yard: np.ndarray, per_hour: float) -> np.ndarray:
    first = np.argmax(yard, axis=1)
    previous = _earlier(x, np.nan)[np.arange(len(x)), first]
    rate = np.abs(x - previous) / (first + 1)
    return yard.any(axis=1) & (rate > per_hour)
