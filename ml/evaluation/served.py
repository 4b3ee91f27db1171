"""Committed models as production runs them: ONNX and manifest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ml.evaluation.load import Found
from ml.export import parity
from ml.features.definition import load
from ml.training.conformal import applied
from ml.training.heads import in_units


@dataclass
class Served:
    folder: Path
    manifest: dict[str, Any]

    @property
    def ref(self) -> str:
        return f"{self.manifest['id']}@{self.manifest['version']}"

    def fits(self, found: Found) -> bool:
        """FULL models need weather, pollutants and neighbours, and know Beijing alone."""
        return self.manifest["kind"] == "PM_ONLY" or found.shape == "Beijing"

    def forecast(self, head: str, x: np.ndarray, names: list[str]) -> np.ndarray:
        """[rows, 8], post-processed; columns of x by name."""
        told = self.manifest["heads"][head]
        model = (self.folder / told["file"]).read_bytes()
        if hashlib.sha256(model).hexdigest() != told["sha256"]:
            raise ValueError(f"{self.ref} {head}: the file is not what its manifest says")
        own = x[:, [names.index(name) for name in told["features"]]]
        times = told["output"]["times"]
        multiplier = None if times is None else x[:, names.index(times)].astype(np.float64) + told["output"]["plus"]
        return applied(in_units(parity.run(parity.session(model), own), multiplier), told["scales"])


def every_model(models: Path) -> list[Served]:
    """Models whose features are those of features.json as it stands."""
    definition = load()
    out = [Served(p.parent, json.loads(p.read_text())) for p in sorted(models.glob("*/*/manifest.json"))]
    for model in out:
        told = model.manifest["features"]
        if told["sha256"] != definition.sha256(told["groups"]):
            raise ValueError(f"{model.ref} was made with other features")
    return out
