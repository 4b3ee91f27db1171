"""Makes ml/evaluation/vectors, which the platform must reproduce: probabilities of exceedance of wild forecasts, and the errors that the
7-day mean made in the series of ml/features/vectors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from ml.evaluation.scores import exceedance
from ml.features.definition import HOUR_HEADS
from ml.features.make_vectors import FOLDER as FEATURES
from ml.training.own_errors import own_errors

FOLDER = Path(__file__).with_name("vectors")
SERIES = ("accra", "kampala", "dongsi", "negative", "wild-with-weather", "huge-gaps", "constant")
PLUS = 5.0
THRESHOLDS = (-1.0, 0.0, 9.1, 15.0, 35.5, 55.5, 125.5, 1000.0)


def exceedances() -> dict[str, object]:
    rng = np.random.default_rng(11)
    cases = {
        "narrow": np.sort(rng.normal(35, 2, (4, 7)), axis=1),
        "wide": np.sort(rng.lognormal(3.5, 1, (6, 7)), axis=1),
        "near nothing": np.sort(np.maximum(0, rng.normal(1, 2, (3, 7))), axis=1),
        "a step": np.full((1, 7), 35.5),
        "equal tails": np.array([[15.0, 15, 20, 30, 35.5, 55.5, 55.5]]),
    }
    out = []
    for name, quantiles in cases.items():
        quantiles = np.round(quantiles, 2)
        said = np.column_stack([exceedance(quantiles, t) for t in THRESHOLDS])
        out += [
            {"name": f"{name}, {i}", "quantiles": q.tolist(), "atLeast": p.tolist()}
            for i, (q, p) in enumerate(zip(quantiles, said, strict=True))
        ]
    return {"thresholds": THRESHOLDS, "cases": out}


def errors() -> dict[str, object]:
    """By series and head the quantiles of the errors that are known at its end; null where they are too few."""
    out = []
    for name in SERIES:
        told = json.loads((FEATURES / f"{name}.json").read_text())
        x = np.array(told["series"]["target"], dtype=np.float64)[::-1]
        ends = pd.date_range(end=told["origin"], periods=len(x), freq="h")
        heads = {head: own_errors(x, ends, told["timeZone"], head, PLUS)[1][-1] for head in HOUR_HEADS}
        quantiles = {head: None if np.isnan(q).any() else q.tolist() for head, q in heads.items()}
        out.append({"name": name, "quantiles": quantiles})
    return {"plus": PLUS, "cases": out}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, told in (("exceedance", exceedances()), ("own-errors", errors())):
        (FOLDER / f"{name}.json").write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
