"""Error bands of the two baselines: ml/models/baselines.json."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from ml.training.heads import QUANTILES
from ml.training.samples import Samples

PLUS = {"PM25": 5.0, "PM10": 5.0, "O3": 5.0, "NO2": 5.0, "SO2": 5.0, "CO": 0.2}
"""In the quantity's unit: keeps relative errors finite where the baseline is near zero."""


def bands(samples: dict[str, Samples], plus: float) -> dict[str, dict[str, object]]:
    """By head: quantiles of (truth − baseline) / (baseline + plus), and the mean that leaves no bias."""
    return {
        head: {"CLIMATOLOGY": _band(s.y, s.same7, plus), "PERSISTENCE": _band(s.y, s.persistence, plus)}
        for head, s in samples.items()
    }


def _band(y: np.ndarray, point: np.ndarray, plus: float) -> dict[str, object]:
    size = np.maximum(point + plus, 1e-3)
    relative = (y - point) / size
    return {
        "quantiles": [round(float(q), 5) for q in np.quantile(relative, QUANTILES)],
        "plus": plus,
        "mean": round(float((y - point).sum() / size.sum()), 5),
    }


def write(by_quantity: dict[str, dict[str, dict[str, object]]], path: Path) -> None:
    told = {q: {"quantiles": list(QUANTILES), "heads": heads} for q, heads in sorted(by_quantity.items())}
    path.write_text(json.dumps(told, indent=2) + "\n")


def read(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    if not path.exists():
        return {}
    told = json.loads(path.read_text())
    return {q: v["heads"] for q, v in told.items()}
