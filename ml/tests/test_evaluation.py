"""`evaluate` on tiny folders of each shape, with tiny models written as the committed ones are."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ml.evaluation.__main__ import main
from ml.export.write import Passport, Trained, write
from ml.features.definition import HEADS, load
from ml.tests.samples import write_airnow, write_beijing, write_export
from ml.training import heads
from ml.training.load import airnow, beijing
from ml.training.recipes import Recipe
from ml.training.samples import Samples, collect
from ml.training.station import neighbours_of

RECIPE = Recipe(trees=4, rate=0.2, leaves=4, least_rows=20, feature_share=0.5, row_share=0.7, l2=1.0)
FULL_GROUPS = ["target", "calendar", "pollutants", "weather", "neighbours"]


def _write(models: Path, samples: dict[str, Samples], passport: Passport) -> None:
    names = load().names(passport.groups)
    trained = {
        h: Trained(heads.fit(s, names, RECIPE), [1.1] * 3 + [1] + [1.1] * 3, s.x[:200], {}) for h, s in samples.items()
    }
    assert max(write(passport, load(), trained, models).values()) < 1e-3


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    station = airnow.read(write_airnow(folder / "data", "Somewhere", "2023-01-01 01:00", 1500))
    target = ["target", "calendar"]
    common = {"trained_from": "2015-01-01T00:00:00Z", "data": [], "licence": "MIT", "area": None, "quantity": "PM25"}
    pm = Passport(
        id="pm25-pm-only",
        version="2023-12-31",
        kind="PM_ONLY",
        trained_to="2023-12-31T23:59:59Z",
        groups=target,
        needs={"target": 1},
        **common,
    )
    _write(folder, collect([station], "PM25", HEADS, load().features(target)), pm)
    for i, name in enumerate(("Dongsi", "Tiantan", "Wanliu")):
        write_beijing(folder / "beijing", name, "2015-09-01 00:00", 1000, seed=i)
    stations = beijing.read_folder(folder / "beijing")
    full = replace(
        pm, id="pm25-full", version="2016-02-29", kind="FULL", trained_to="2016-02-29T23:59:59Z", groups=FULL_GROUPS
    )
    samples = collect(stations, "PM25", HEADS, load().features(FULL_GROUPS), neighbours=neighbours_of(stations, "PM25"))
    _write(folder, samples, full)
    return folder


def test_airnow_is_scored_after_the_training_span_alone(
    models: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    write_airnow(tmp_path / "deep" / "folder", "Cairo", "2023-11-15 01:00", 1700)
    assert main(["--data", str(tmp_path), "--models", str(models), "--out", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out
    assert "IN_SAMPLE for pm25-pm-only@2023-12-31, left out: targets up to 2023-12-31 23:00 of Cairo" in shown
    assert "## Exceedances" in shown
    assert "pm25-full" not in shown
    told = json.loads((tmp_path / "out" / "pm25-pm-only@2023-12-31-airnow.json").read_text())["heads"]
    assert set(told) == set(HEADS)
    assert 300 < told["PT4H"]["pooled"]["n"] < 700


def test_what_was_trained_on_is_not_scored(models: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    write_airnow(tmp_path, "Accra", "2023-02-01 01:00", 900)
    assert main(["--data", str(tmp_path), "--models", str(models)]) == 0
    assert "IN_SAMPLE throughout" in capsys.readouterr().out


def test_beijing_is_scored_with_weather_and_neighbours(
    models: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    for i, name in enumerate(("Dongsi", "Tiantan", "Huairou")):
        write_beijing(tmp_path, name, "2016-09-01 00:00", 800, seed=10 + i)
    assert main(["--data", str(tmp_path), "--models", str(models), "--model", "pm25-full@2016-02-29"]) == 0
    shown = capsys.readouterr().out
    assert "# pm25-full@2016-02-29 on Beijing, targets after 2016-02-29 23:00" in shown
    assert "| Dongsi |" in shown


def test_an_export_of_the_platform_is_scored(models: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    write_export(tmp_path, "2024-05-01", 700)
    assert main(["--data", str(tmp_path), "--models", str(models)]) == 0
    assert "| s1 |" in capsys.readouterr().out


def test_replayed_air_counts_by_the_time_in_which_it_was_measured(
    models: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    # of 700 hours the last 200 were measured after the training
    write_export(tmp_path, "2026-05-01", 700, replay_of="2023-12-11 04:00")
    assert main(["--data", str(tmp_path), "--models", str(models)]) == 0
    shown = capsys.readouterr().out
    assert "Replayed: of s1 only hours that were really measured after 2023-12-31 23:00 UTC." in shown
    rows = int(next(line for line in shown.splitlines() if line.startswith("| PT4H")).split("|")[2])
    assert 150 < rows <= 200
    write_export(tmp_path, "2026-05-01", 700, replay_of="2023-05-01")
    assert main(["--data", str(tmp_path), "--models", str(models)]) == 0
    assert "IN_SAMPLE throughout" in capsys.readouterr().out


def test_a_file_that_is_not_what_its_manifest_says_is_not_run(models: Path, tmp_path: Path) -> None:
    write_airnow(tmp_path, "Cairo", "2024-01-15 01:00", 900)
    path = models / "pm25-pm-only/2023-12-31/D2.onnx"
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    with pytest.raises(ValueError, match="D2: the file is not what its manifest says"):
        main(["--data", str(tmp_path), "--models", str(models)])
    path.write_bytes(whole)


def test_a_folder_without_data_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["--data", str(tmp_path)]) == 1
    assert "neither AirNow- nor Beijing-shaped" in capsys.readouterr().out
