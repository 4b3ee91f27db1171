"""Stages move, and come back."""

import json
from pathlib import Path

import pytest

from ml.registry import __main__ as command
from ml.registry import journal


@pytest.fixture
def models(tmp_path: Path) -> Path:
    for name, version, kind in (
        ("pm25-full", "2016-02-29", "FULL"),
        ("pm25-pm-only", "2022-12-31", "PM_ONLY"),
        ("pm25-pm-only", "2023-12-31", "PM_ONLY"),
    ):
        folder = tmp_path / name / version
        folder.mkdir(parents=True)
        manifest = {"id": name, "version": version, "quantity": "PM25", "kind": kind, "trainedFrom": "2015-01-01T00:00:00Z", "trainedTo": f"{version}T23:59:59Z",
                    "madeBy": {"seed": 7}, "features": {"sha256": "0"}, "heads": {"PT4H": {"rows": 3, "sha256": "1"}}, "metrics": {"PT4H": {"skillMaePersistence": 0.3}}}  # fmt: skip
        (folder / "manifest.json").write_text(json.dumps(manifest))
    journal.begin(tmp_path)
    return tmp_path


def stages(models: Path) -> dict[str, list[str]]:
    return json.loads((models / "registry.json").read_text())["models"]["PM25"]


def test_a_fresh_set_serves_the_newest_and_replays_with_what_has_not_seen_the_year(models: Path) -> None:
    assert stages(models) == {
        "production": ["pm25-full@2016-02-29", "pm25-pm-only@2023-12-31"],
        "replay": ["pm25-pm-only@2022-12-31"],
        "shadow": [],
    }


def test_promotion_takes_the_place_of_the_same_model_and_rollback_undoes_it(models: Path) -> None:
    before = stages(models)
    journal.promote(models, "pm25-pm-only@2022-12-31", "shadow")
    journal.promote(models, "pm25-pm-only@2022-12-31", "production")
    assert stages(models) == {
        "production": ["pm25-full@2016-02-29", "pm25-pm-only@2022-12-31"],
        "replay": ["pm25-pm-only@2022-12-31"],
        "shadow": [],
    }
    journal.rollback(models, "PM25")
    assert stages(models)["shadow"] == ["pm25-pm-only@2022-12-31"]
    journal.rollback(models, "PM25")
    assert stages(models) == before
    with pytest.raises(journal.Refused):
        journal.rollback(models, "PM25")


def test_unknown_models_are_refused_and_change_nothing(models: Path) -> None:
    before = (models / "registry.json").read_bytes()
    assert command.main(["--models", str(models), "--no-tracking", "promote", "pm25-pm-only@1999-01-01"]) == 1
    assert (
        command.main(
            ["--models", str(models), "--no-tracking", "withdraw", "pm25-full@2016-02-29", "--stage", "shadow"]
        )
        == 1
    )
    assert (models / "registry.json").read_bytes() == before


def test_stages_stay_where_models_are_trained_anew(models: Path) -> None:
    journal.withdraw(models, "pm25-full@2016-02-29", "production")
    journal.begin(models)
    assert stages(models)["production"] == ["pm25-pm-only@2023-12-31"]


def test_mlflow_hears_of_it(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", (tmp_path / "mlflow").as_uri())
    assert command.main(["--models", str(models), "promote", "pm25-pm-only@2022-12-31"]) == 0
    from ml.registry.tracking import client

    own = client()
    assert own.get_model_version_by_alias("pm25-pm-only", "production").tags["version"] == "2022-12-31"
    assert len(own.search_model_versions("name = 'pm25-pm-only'")) == 1
    assert command.main(["--models", str(models), "withdraw", "pm25-pm-only@2022-12-31"]) == 0
    assert "production" not in own.get_registered_model("pm25-pm-only").aliases
    assert own.get_model_version_by_alias("pm25-full", "production").tags["version"] == "2016-02-29"
