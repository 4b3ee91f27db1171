"""Loaders: truth is cleaned by hindsight, inputs never are."""

from pathlib import Path

import numpy as np
import pandas as pd

from ml.evaluation.load import found_in
from ml.tests.samples import write_airnow, write_beijing, write_export
from ml.training.load import airnow, beijing
from ml.training.station import neighbours_of


def test_flags_of_the_source_change_no_input(tmp_path: Path) -> None:
    path = write_airnow(tmp_path, "Somewhere", "2024-01-01 01:00", 500)
    before = airnow.read(path)
    rows = pd.read_csv(path)
    rows["QC Name"] = np.where(np.arange(len(rows)) % 3 == 0, "Invalid", "Valid")
    rows.to_csv(path, index=False)
    after = airnow.read(path)
    assert np.array_equal(before.inputs["PM25"], after.inputs["PM25"], equal_nan=True)
    assert np.isnan(after.truth["PM25"]).sum() > np.isnan(before.truth["PM25"]).sum()


def test_withheld_flags_leave_the_truth_to_the_causal_tests(tmp_path: Path) -> None:
    station = airnow.read(write_airnow(tmp_path, "Algiers", "2024-01-01 01:00", 500, withheld=True))
    assert np.isnan(station.truth["PM25"]).sum() == np.isnan(station.inputs["PM25"]).sum()


def test_duplicates_keep_the_first_value_and_gaps_are_nan(tmp_path: Path) -> None:
    path = write_airnow(tmp_path, "Somewhere", "2024-01-01 01:00", 100)
    rows = pd.read_csv(path)
    doubled = pd.concat([rows.drop(index=[20, 21]), rows.iloc[[50]].assign(**{"Raw Conc.": 77.0})])
    doubled.to_csv(path, index=False)
    station = airnow.read(path)
    assert len(station.ends) == 100
    assert np.isnan(station.inputs["PM25"][[20, 21]]).all()
    assert station.truth["PM25"][50] == max(0, rows["Raw Conc."][50])


def test_beijing_comes_in_the_platforms_units() -> None:
    assert abs(beijing.ug_m3_per_unit("O3") - 1.9618) < 2e-3
    assert abs(beijing.ug_m3_per_unit("CO") - 1145) < 1
    assert np.allclose(beijing.humidity(np.array([20.0, 10.0]), np.array([20.0, 0.0])), [100, 49.8], atol=0.3)


def test_neighbours_need_two_with_the_hour(tmp_path: Path) -> None:
    for i, name in enumerate(("Dongsi", "Tiantan", "Wanliu")):
        write_beijing(tmp_path, name, "2016-09-01 00:00", 60, seed=i)
    stations = beijing.read_folder(tmp_path)
    stations[1].inputs["PM25"][10] = np.nan
    mean = neighbours_of(stations, "PM25")["Dongsi"]
    assert np.isnan(mean[10])
    assert mean[30] == np.mean([s.inputs["PM25"][30] for s in stations[1:]])


def test_a_folder_tells_its_shape_itself(tmp_path: Path) -> None:
    write_airnow(tmp_path / "a", "Somewhere", "2024-01-01 01:00", 50)
    write_beijing(tmp_path / "b", "Dongsi", "2016-09-01 00:00", 50)
    write_export(tmp_path / "c", "2024-01-01", 50)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    found = found_in(tmp_path)
    assert [f.shape for f in found] == ["AirNow", "Beijing", "export"]
    assert found[2].stations[0].time_zone == "Africa/Kampala"
