"""Scores of one head on one set of rows. Point forecasts: the median for MAE, the mean for squared errors."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

PROBABILITIES = np.array([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95])
MEDIAN, MEAN = 3, 7
THRESHOLDS = (15.0, 35.4, 55.4)
"""µg/m³ of PM2.5: WHO's 24 h guideline, and where US EPA's "moderate" and "unhealthy for sensitive groups" end."""


@dataclass(frozen=True)
class Judged:
    """Truth, forecast (post-processed, [rows, 8]) and baselines of the same rows; NaN climatology where there is none."""

    y: np.ndarray
    forecast: np.ndarray
    persistence: np.ndarray
    same7: np.ndarray
    climatology: np.ndarray

    def where(self, mask: np.ndarray) -> Judged:
        return Judged(
            self.y[mask], self.forecast[mask], self.persistence[mask], self.same7[mask], self.climatology[mask]
        )

    def __len__(self) -> int:
        return len(self.y)


def joined(parts: list[Judged]) -> Judged:
    return Judged(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Judged)))


def scores(j: Judged) -> dict[str, float | int]:
    """Skills over each baseline, errors, coverage of the 50, 80 and 90 % bands, mean pinball loss."""
    median, mean = j.forecast[:, MEDIAN], j.forecast[:, MEAN]
    mae, mse = float(np.abs(j.y - median).mean()), float(((j.y - mean) ** 2).mean())
    out: dict[str, float | int] = {"n": len(j), "mae": mae, "rmse": mse**0.5, "bias": float((mean - j.y).mean())}
    for name, point in (("Persistence", j.persistence), ("SameHour7", j.same7), ("Climatology", j.climatology)):
        base_mae, base_mse = float(np.abs(j.y - point).mean()), float(((j.y - point) ** 2).mean())
        out |= {
            f"mae{name}": base_mae,
            f"rmse{name}": base_mse**0.5,
            f"skillMae{name}": _skill(mae, base_mae),
            f"skillMse{name}": _skill(mse, base_mse),
        }
    for width, (low, high) in {50: (2, 4), 80: (1, 5), 90: (0, 6)}.items():
        out[f"coverage{width}"] = float(((j.y >= j.forecast[:, low]) & (j.y <= j.forecast[:, high])).mean())
    out["width80"] = float((j.forecast[:, 5] - j.forecast[:, 1]).mean())
    return out | {"pinball": pinball(j.y, j.forecast)}


def _skill(own: float, other: float) -> float:
    return 1 - own / other if other > 0 else float("nan")


def pinball(y: np.ndarray, forecast: np.ndarray) -> float:
    """Mean over the seven quantiles."""
    below = y[:, None] - forecast[:, :7]
    return float(np.maximum(PROBABILITIES * below, (PROBABILITIES - 1) * below).mean())


def exceedance(forecast: np.ndarray, threshold: float) -> np.ndarray:
    """P(truth >= threshold), as the platform tells it (platform/air-quality/distribution.ts; vectors prove it).

    The quantiles are joined by straight lines. A tail's probability falls by half over what lies between its two quantiles;
    nothing lies below 0.
    """
    q = forecast[:, :7]
    first = (q < threshold).sum(axis=1)
    row, right = np.arange(len(q)), np.clip(first, 1, 6)
    span = q[row, right] - q[row, right - 1]
    share = (threshold - q[row, right - 1]) / np.where(span > 0, span, 1)
    low, high = PROBABILITIES[right - 1], PROBABILITIES[right]
    below = np.where(first == 0, _tail(q[:, 1], q[:, 0], threshold) * (threshold > 0), low + (high - low) * share)
    return 1 - np.where(first == 7, 1 - _tail(q[:, 5], q[:, 6], threshold), below)


def _tail(inner: np.ndarray, outer: np.ndarray, threshold: float) -> np.ndarray:
    width = np.abs(outer - inner)
    halves = np.abs(threshold - outer) / np.where(width > 0, width, 1)
    return np.where(width > 0, PROBABILITIES[0] * np.exp2(-halves), 0.0)


def exceedances(j: Judged) -> dict[str, dict[str, object]]:
    """Brier score, its skill over always saying the base rate, and reliability in ten bins, by threshold."""
    out: dict[str, dict[str, object]] = {}
    for threshold in THRESHOLDS:
        happened = (j.y >= threshold).astype(np.float64)
        said = exceedance(j.forecast, threshold)
        rate = float(happened.mean())
        brier = float(((said - happened) ** 2).mean())
        persistent = float((((j.persistence >= threshold) - happened) ** 2).mean())
        out[str(threshold)] = {
            "rate": rate, "brier": brier, "brierBaseRate": rate * (1 - rate), "brierPersistence": persistent,
            "skill": _skill(brier, rate * (1 - rate)), "reliability": _reliability(said, happened),
        }  # fmt: skip
    return out


def _reliability(said: np.ndarray, happened: np.ndarray) -> list[dict[str, float | int]]:
    place = np.minimum((said * 10).astype(int), 9)
    return [
        {
            "said": float(said[place == b].mean()),
            "happened": float(happened[place == b].mean()),
            "n": int((place == b).sum()),
        }
        for b in range(10)
        if (place == b).any()
    ]
