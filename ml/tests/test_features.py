"""Both executors give the vectors; nothing after the origin matters."""

import json
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ml.features.definition import HEADS, load
from ml.features.features import one
from ml.features.grid import Grid

DEFINITION = load()
CASES = [json.loads(p.read_text()) for p in sorted((Path(__file__).parents[1] / "features/vectors").glob("*.json"))]


def series_of(case: dict) -> dict[str, np.ndarray]:
    return {k: np.array([np.nan if v is None else v for v in x], dtype=np.float64) for k, x in case["series"].items()}


def expected_of(case: dict, head: str) -> np.ndarray:
    told = {**case["features"]["all"], **case["features"][head]}
    return np.array([np.nan if told[n] is None else told[n] for n in DEFINITION.names()], dtype=np.float64)


def close(a: np.ndarray, b: np.ndarray, least: float) -> None:
    assert np.array_equal(np.isnan(a), np.isnan(b))
    assert np.nanmax(np.abs(a - b) / np.maximum(1, np.abs(b)), initial=0) <= least


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
@pytest.mark.parametrize("head", HEADS)
def test_one_origin_gives_the_vectors(case: dict, head: str) -> None:
    origin = datetime.fromisoformat(case["origin"])
    values = one(DEFINITION, series_of(case), origin, case["timeZone"], head)
    close(np.array([values[n] for n in DEFINITION.names()]), expected_of(case, head), 1e-9)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
@pytest.mark.parametrize("head", HEADS)
def test_the_grid_gives_the_vectors_wherever_the_origin_lies_and_whatever_comes_after(case: dict, head: str) -> None:
    rng = np.random.default_rng(1)
    longer = {
        k: np.concatenate([rng.lognormal(5, 2, 500), x[::-1], rng.lognormal(5, 2, 200)])
        for k, x in series_of(case).items()
    }
    at = 500 + DEFINITION.lookback - 1
    origin = pd.Timestamp(case["origin"])
    ends = pd.date_range(origin - pd.Timedelta(hours=at), periods=at + 201, freq="h")
    row = Grid(longer, ends, case["timeZone"]).matrix(DEFINITION.features(), head, np.array([at]))[0]
    close(row.astype(np.float64), expected_of(case, head).astype(np.float32).astype(np.float64), 1e-6)


def test_differences_name_earlier_features_and_nothing_looks_further_back() -> None:
    seen: set[str] = set()
    for feature in DEFINITION.features():
        assert {feature[k] for k in ("a", "b") if k in feature} <= seen
        seen.add(feature["name"])
        reach = {
            "lag": feature.get("hours", 0) + 1,
            "window": feature.get("from", 0) + feature.get("hours", 0),
            "sameHour": 24 * feature.get("days", 0),
        }
        assert reach.get(feature["kind"], 0) <= DEFINITION.lookback
