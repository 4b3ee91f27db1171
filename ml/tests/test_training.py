"""Samples look at nothing after the origin; scales cover; the export gives what LightGBM gives; twice the same."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ml.evaluation.scores import Judged, exceedance, scores
from ml.export import parity
from ml.export.trees import rounded_down, to_onnx
from ml.features.definition import HEADS, load
from ml.tests.samples import write_airnow
from ml.training import conformal, heads
from ml.training.baselines import truth_of
from ml.training.load import airnow
from ml.training.recipes import Recipe
from ml.training.samples import Samples, collect
from ml.training.station import Station

FEATURES = load().features(["target", "calendar"])
NAMES = [f["name"] for f in FEATURES]
RECIPE = Recipe(trees=12, rate=0.1, leaves=6, least_rows=20, feature_share=0.5, row_share=0.7, l2=1.0)


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    return airnow.read(write_airnow(tmp_path_factory.mktemp("data"), "Somewhere", "2023-01-01 01:00", 2500))


@pytest.fixture(scope="module")
def samples(station: Station) -> dict[str, Samples]:
    return collect([station], "PM25", HEADS, FEATURES)


def test_values_after_the_origin_change_no_feature(station: Station, samples: dict[str, Samples]) -> None:
    cut = 1500
    later = {"PM25": station.inputs["PM25"].copy()}
    later["PM25"][cut + 1 :] = 500.0
    other = collect([replace(station, inputs=later)], "PM25", HEADS, FEATURES)
    for head in HEADS:
        mine, theirs = samples[head], other[head]
        until = station.ends[cut]
        both = [s.where(_origins(s, station, head) <= until.to_datetime64()) for s in (mine, theirs)]
        assert len(both[0]) > 500
        assert np.array_equal(both[0].x, both[1].x, equal_nan=True)
        assert np.array_equal(both[0].persistence, both[1].persistence)
        assert np.array_equal(both[0].same7, both[1].same7)


def _origins(samples: Samples, station: Station, head: str) -> np.ndarray:
    there = ~np.isnan(truth_of(station, "PM25", head))
    last24 = np.array([(~np.isnan(station.inputs["PM25"][max(0, i - 23) : i + 1])).any() for i in range(len(there))])
    origins = station.ends.to_numpy()[there & last24]
    assert len(origins) == len(samples)
    return origins


def test_truth_of_an_hour_is_the_hour_that_ends_then_and_of_a_day_its_mean(station: Station) -> None:
    truth = station.truth["PM25"]
    assert np.array_equal(truth_of(station, "PM25", "PT24H")[:-24], truth[24:], equal_nan=True)
    at = station.ends.get_loc("2023-01-10 00:00")  # ends the local day of the 9th
    tomorrow = truth[at + 1 : at + 25]
    assert truth_of(station, "PM25", "D1")[at] == pytest.approx(np.nanmean(tomorrow))
    assert truth_of(station, "PM25", "D1")[at + 1] == pytest.approx(np.nanmean(truth[at + 25 : at + 49]))


def test_scales_make_bands_cover_what_they_say() -> None:
    rng = np.random.default_rng(0)
    y = rng.normal(100, 10, 20_000)
    narrow = np.column_stack([np.full(len(y), 100 + z) for z in (-8, -6, -3, 0, 3, 6, 8)] + [np.full(len(y), 100.0)])
    forecast = conformal.applied(narrow, conformal.scales(y, narrow))
    for column, probability in enumerate(conformal.PROBABILITIES):
        if column != 3:
            assert (y <= forecast[:, column]).mean() == pytest.approx(probability, abs=0.005)


def test_post_processing_orders_quantiles_and_floors_at_zero() -> None:
    wild = np.random.default_rng(1).normal(0, 30, (500, 8))
    out = conformal.applied(heads.in_units(wild, np.full(500, 2.0)), [1.4, 1.2, 1, 1, 1, 1.3, 0.8])
    assert (np.diff(out[:, :7], axis=1) >= 0).all()
    assert (out >= 0).all()


@pytest.mark.parametrize("times", [None, "mean168"])
def test_the_export_gives_what_lightgbm_gives_missing_values_included(
    samples: dict[str, Samples], times: str | None
) -> None:
    fitted = heads.fit(samples["PT4H"], NAMES, replace(RECIPE, times=times, without=("lag1",)))
    x = parity.with_holes(samples["PT4H"].x)[:, fitted.columns]
    theirs = np.column_stack([b.predict(x) for b in fitted.boosters])
    ours = parity.run(parity.session(to_onnx(fitted.boosters, len(fitted.features))), x)
    assert np.abs(ours - theirs).max() <= parity.LARGEST_DIFFERENCE


def test_the_same_data_give_the_same_bytes(samples: dict[str, Samples]) -> None:
    first, second = (to_onnx(heads.fit(samples["D1"], NAMES, RECIPE).boosters, len(NAMES)) for _ in range(2))
    assert first == second


def test_thresholds_are_never_rounded_up() -> None:
    for value in (0.1, -0.1, 1e-36, 123456.789, -7.7, 3.0):
        assert np.float32(rounded_down(value)) <= value or abs(value) <= 2e-35


def test_exceedance_is_what_the_quantiles_say() -> None:
    forecast = np.array([[5.0, 10, 20, 30, 40, 50, 60, 30]])
    assert exceedance(forecast, 30)[0] == pytest.approx(0.5)
    assert exceedance(forecast, 45)[0] == pytest.approx(1 - 0.825)
    assert exceedance(forecast, 1e4)[0] == pytest.approx(0)
    assert exceedance(np.zeros((1, 8)), 15)[0] == pytest.approx(0)


def test_scores_of_a_forecast_that_is_the_truth() -> None:
    y = np.arange(1.0, 50)
    told = scores(Judged(y, np.repeat(y[:, None], 8, axis=1), y + 2, y + 4, y + 8))
    assert told["mae"] == 0
    assert told["skillMaePersistence"] == 1
    assert told["coverage80"] == 1


def test_a_recipe_of_a_head_has_its_outputs_in_order(samples: dict[str, Samples], tmp_path: Path) -> None:
    fitted = heads.fit(samples["PT24H"], NAMES, replace(RECIPE, tail_share=0.5, mean_share=0.5))
    assert [b.num_trees() for b in fitted.boosters] == [6, 6, 12, 12, 12, 6, 6, 6]
