"""Error bands of the two baselines: ml/models/baselines.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from ml.training.heads import QUANTILES
from ml.training.samples import Samples

Told = dict[str, Any]

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


def told(samples: dict[str, Samples], plus: float, *, area: dict[str, float] | None, trained_to: str) -> Told:
    """What a file says of one quantity: where the errors were learnt (None: they are told anywhere), and up to when."""
    return {"area": area, "trainedTo": trained_to, "quantiles": list(QUANTILES), "heads": bands(samples, plus)}


def write(by_quantity: dict[str, Told], path: Path) -> None:
    path.write_text(json.dumps(dict(sorted(by_quantity.items())), indent=2) + "\n")


def read(path: Path) -> dict[str, Told]:
    return json.loads(path.read_text()) if path.exists() else {}
