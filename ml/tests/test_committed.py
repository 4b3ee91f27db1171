"""The committed models: whole, made with these features, and giving what LightGBM gave."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from ml.evaluation.served import Served, every_model
from ml.export.parity import LARGEST_DIFFERENCE
from ml.export.write import MODELS
from ml.features.definition import HEADS, load
from ml.registry.journal import known, registry_of

ALL = every_model(MODELS)


@pytest.mark.parametrize("model", ALL, ids=lambda m: m.ref)
def test_a_model_gives_what_lightgbm_gave(model: Served) -> None:
    rows = json.loads((model.folder / "parity.json").read_text())["heads"]
    assert tuple(rows) == HEADS
    for head, told in rows.items():
        x = np.array([[np.nan if v is None else v for v in row] for row in told["x"]], dtype=np.float32)
        assert len(x) >= 15
        difference = np.abs(
            model.forecast(head, x, model.manifest["heads"][head]["features"]) - np.array(told["expected"])
        )
        assert difference.max() <= LARGEST_DIFFERENCE


@pytest.mark.parametrize("model", ALL, ids=lambda m: m.ref)
def test_a_manifest_tells_of_files_and_features_that_are_there(model: Served) -> None:
    features = set(load().names(model.manifest["features"]["groups"]))
    for told in model.manifest["heads"].values():
        assert hashlib.sha256((model.folder / told["file"]).read_bytes()).hexdigest() == told["sha256"]
        assert set(told["features"]) <= features


def test_the_registry_names_models_that_are_there() -> None:
    named = {ref for stages in registry_of(MODELS)["models"].values() for refs in stages.values() for ref in refs}
    assert named
    assert named <= set(known(MODELS))


def test_what_is_replayed_is_served_by_a_model_that_has_not_seen_the_replayed_year() -> None:
    for ref in registry_of(MODELS)["models"]["PM25"]["replay"]:
        manifest = json.loads(Path(MODELS, *ref.split("@"), "manifest.json").read_text())
        assert manifest["trainedTo"] < "2023"


def test_models_stay_small() -> None:
    assert sum(p.stat().st_size for p in Path(MODELS).rglob("*") if p.is_file()) < 30e6
