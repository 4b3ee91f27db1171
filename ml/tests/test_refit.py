"""A new version from the platform's own exports."""

import json
from pathlib import Path

import pytest

from ml.evaluation.served import every_model
from ml.features.definition import HEADS
from ml.registry import journal
from ml.tests.samples import write_export
from ml.training import refit
from ml.training.recipes import Recipe

TINY = dict.fromkeys(
    HEADS, Recipe(trees=4, rate=0.2, leaves=4, least_rows=20, feature_share=0.5, row_share=0.7, l2=1.0)
)


def test_a_version_is_made_of_an_export_and_serves_once_it_is_promoted(tmp_path: Path) -> None:
    write_export(tmp_path / "data", "2024-08-01", 2 * 8760 - 2000)
    models = tmp_path / "models"
    ref = refit.refit(refit.stations_in(tmp_path / "data"), "2026-03-31", models, TINY)
    assert ref == "pm25-pm-only@2026-03-31"
    [model] = every_model(models)
    assert model.manifest["trainedTo"] == "2026-03-31T23:59:59Z"
    assert all(model.manifest["metrics"][head]["mae"] > 0 for head in HEADS)
    assert journal.promote(models, ref, "shadow")["shadow"] == [ref]
    assert journal.promote(models, ref, "production") == {"production": [ref], "replay": [], "shadow": []}


def test_nothing_is_made_of_too_little_nor_of_what_is_replayed(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    models = tmp_path / "models"
    for told in ({"hours": 900}, {"hours": 2 * 8760, "replay_of": "2022-01-01"}):
        write_export(tmp_path / "data", "2024-08-01", **told)
        assert refit.main(["--data", str(tmp_path / "data"), "--until", "2026-03-31", "--models", str(models)]) == 1
        assert "are needed for a backtest" in capsys.readouterr().out
    assert not models.exists() or not json.loads((models / "registry.json").read_text())
