"""Scaled split-conformal bands: how much farther from the median than the model says each quantile must lie.

The scale of a quantile is the one with which the share of truths below it on the calibration data is its probability.
"""

from __future__ import annotations

import numpy as np

MEDIAN = 3
PROBABILITIES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def scales(y: np.ndarray, unscaled: np.ndarray) -> list[float]:
    """Seven scales (1 for the median) from truth and unscaled outputs [rows, 8] of data that the model has not seen."""
    median = unscaled[:, MEDIAN]
    out = []
    for column, probability in enumerate(PROBABILITIES):
        if column == MEDIAN:
            out.append(1.0)
            continue
        width, distance = np.abs(unscaled[:, column] - median), (y - median) * (1 if column > MEDIAN else -1)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(width > 0, distance / width, np.sign(distance) * np.inf)
        level = max(probability, 1 - probability)
        finite = np.clip(np.nan_to_num(ratio, nan=0.0), -1e6, 1e6)
        out.append(round(float(np.clip(np.quantile(finite, level), 0, 10)), 6))
    return out


def applied(unscaled: np.ndarray, scale: list[float] | np.ndarray) -> np.ndarray:
    """The last steps of post-processing: spread by the scales, in order, never below zero. [rows, 8]"""
    out = np.array(unscaled, dtype=np.float64)
    median = out[:, MEDIAN : MEDIAN + 1].copy()
    out[:, :7] = np.sort(median + (out[:, :7] - median) * np.asarray(scale), axis=1)
    return np.maximum(0.0, out)
