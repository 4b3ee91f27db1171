"""Makes ml/evaluation/vectors: probabilities of exceedance of wild forecasts, which the platform must reproduce."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from ml.evaluation.scores import exceedance

FILE = Path(__file__).parent / "vectors/exceedance.json"
THRESHOLDS = (-1.0, 0.0, 9.1, 15.0, 35.5, 55.5, 125.5, 1000.0)


def main() -> None:
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
    FILE.parent.mkdir(exist_ok=True)
    told = {"thresholds": THRESHOLDS, "cases": out}
    FILE.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
