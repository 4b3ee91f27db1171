"""The committed models: whole, made with these features, and giving what LightGBM gave."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from ml.evaluation import page
from ml.evaluation.leak import most_of, suspected
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
    assert sum(p.stat().st_size for p in Path(MODELS).rglob("*") if p.is_file()) < 35e6


def test_every_model_that_serves_promises_an_error_by_which_drift_is_told() -> None:
    for stages in registry_of(MODELS)["models"].values():
        for ref in [*stages["production"], *stages["replay"]]:
            metrics = json.loads(Path(MODELS, *ref.split("@"), "manifest.json").read_text())["metrics"]
            assert all(metrics[head]["mae"] > 0 for head in HEADS), ref


def test_nothing_committed_is_too_good_to_be_true() -> None:
    reports = Path(MODELS).parent / "evaluation/report"
    oracle = json.loads((reports / "beijing-2016-oracle.json").read_text())
    assert suspected(json.loads((reports / "beijing-2016-pm25.json").read_text()), most_of(oracle)) == []
    # it is told by the oracle, which does know the weather to come
    assert len(suspected(oracle, most_of(oracle))) == 2


def test_errors_that_were_learnt_in_one_place_are_told_nowhere_else() -> None:
    told = json.loads((Path(MODELS) / "baselines.json").read_text())
    assert {q for q, bands in told.items() if bands["area"] is None} == {"PM25"}


def test_the_page_shows_what_the_reports_say(tmp_path: Path) -> None:
    copy = tmp_path / "forecasts.md"
    copy.write_text(page.PAGE.read_text())
    page.fill(copy)
    assert copy.read_text() == page.PAGE.read_text()
