"""Writes a model's folder: ONNX files, manifest, parity rows, card."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import lightgbm
import numpy as np

from ml.export import parity
from ml.export.card import card
from ml.export.trees import to_onnx
from ml.features.definition import Definition
from ml.training.conformal import applied
from ml.training.heads import QUANTILES, SEED, THREADS, Head, in_units

MODELS = Path(__file__).parents[1] / "models"
PARITY_ROWS = 20


@dataclass(frozen=True)
class Passport:
    """What a model says of itself beside its heads."""

    id: str
    version: str
    quantity: str
    kind: str
    trained_from: str
    trained_to: str
    groups: list[str]
    needs: dict[str, int]
    area: dict[str, float] | None
    data: list[dict[str, str]]
    licence: str
    notes: list[str] = field(default_factory=list)
    """Sentences of the card: what it was judged on, what it cannot do"""


@dataclass(frozen=True)
class Trained:
    head: Head
    scales: list[float]
    probe: np.ndarray
    """Rows of all features of the samples on which the export is checked"""
    metrics: dict[str, float | int]


def write(
    passport: Passport, definition: Definition, heads: dict[str, Trained], models: Path = MODELS
) -> dict[str, float]:
    """Writes ml/models/<id>/<version>; gives the largest difference between ONNX and LightGBM by head, which must be small."""
    folder = models / passport.id / passport.version
    folder.mkdir(parents=True, exist_ok=True)
    differences, told, rows = {}, {}, {}
    for name, trained in heads.items():
        head = trained.head
        onnx = to_onnx(head.boosters, len(head.features))
        differences[name] = _difference(head, onnx, trained.probe)
        if differences[name] > parity.LARGEST_DIFFERENCE:
            raise ValueError(f"{passport.id} {name}: ONNX differs from LightGBM by {differences[name]}")
        (folder / f"{name}.onnx").write_bytes(onnx)
        rows[name] = _rows(trained)
        told[name] = {
            "file": f"{name}.onnx", "sha256": hashlib.sha256(onnx).hexdigest(), "features": head.features,
            "output": {"times": head.times, "plus": head.plus if head.times else 0}, "scales": trained.scales, "rows": head.rows,
        }  # fmt: skip
    manifest = {
        "id": passport.id, "version": passport.version, "quantity": passport.quantity, "kind": passport.kind,
        "trainedFrom": passport.trained_from, "trainedTo": passport.trained_to,
        "features": {"version": definition.version, "sha256": definition.sha256(passport.groups), "groups": passport.groups},
        "quantiles": list(QUANTILES), "heads": told, "needs": passport.needs, "area": passport.area, "data": passport.data,
        "metrics": {name: chosen(t.metrics) for name, t in heads.items()},
        "licence": passport.licence, "madeBy": {"lightgbm": lightgbm.__version__, "seed": SEED},
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    (folder / "parity.json").write_text(json.dumps({"heads": rows}) + "\n")
    (folder / "card.md").write_text(card(manifest, passport.notes))
    return differences


def chosen(metrics: dict[str, float | int]) -> dict[str, float | int]:
    names = (
        "n",
        "mae",
        "rmse",
        "skillMaePersistence",
        "skillMseClimatology",
        "skillMaeSameHour7",
        "coverage50",
        "coverage80",
        "coverage90",
        "pinball",
    )
    return {k: round(metrics[k], 4) for k in names if k in metrics}


def _difference(head: Head, onnx: bytes, probe: np.ndarray) -> float:
    x = parity.with_holes(probe)[:, head.columns]
    theirs = np.column_stack([b.predict(x, num_threads=THREADS) for b in head.boosters])
    return float(np.abs(parity.run(parity.session(onnx), x) - theirs).max())


def _rows(trained: Trained) -> dict[str, list]:
    """Feature rows and the post-processed outputs that LightGBM gives for them; every fourth row has holes."""
    x = trained.probe[:: max(1, len(trained.probe) // PARITY_ROWS)][:PARITY_ROWS].copy()
    holes = np.random.default_rng(5).random(x.shape) < 0.3
    holes[np.arange(len(x)) % 4 != 3] = False
    if trained.head.times is not None:
        holes[:, trained.head.columns[trained.head.features.index(trained.head.times)]] = False
    x[holes] = np.nan
    expected = applied(in_units(trained.head.raw(x), trained.head.multiplier(x)), trained.scales)
    own = x[:, trained.head.columns].astype(np.float64)
    return {
        "x": [[None if np.isnan(v) else v for v in row] for row in own.tolist()],
        "expected": [[round(v, 6) for v in row] for row in expected.tolist()],
    }
