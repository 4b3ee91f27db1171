"""Both executors give the vectors; nothing after the origin matters."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from ml.features.definition import AHEAD, DAY_HEADS, HEADS, HOUR_HEADS, load
from ml.features.features import leads, one
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
    at = 500 + DEFINITION.lookback - 1

    def embedded(x: np.ndarray) -> np.ndarray:
        return np.concatenate([rng.lognormal(5, 2, 500), x[::-1], rng.lognormal(5, 2, 200)])

    def told_at_the_origin(x: np.ndarray) -> np.ndarray:
        table = rng.lognormal(5, 2, (at + 201, len(x)))
        table[at] = x
        return table

    longer = {k: told_at_the_origin(x) if k.startswith(AHEAD) else embedded(x) for k, x in series_of(case).items()}
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


def test_a_weather_forecast_is_read_up_to_the_target_and_no_further() -> None:
    case = next(c for c in CASES if any(k.startswith(AHEAD) for k in c["series"]))
    origin, series = datetime.fromisoformat(case["origin"]), series_of(case)
    for head, hours in HOUR_HEADS.items():
        changed = {
            k: np.where(np.arange(len(x)) >= hours, 999.0, x) if k.startswith(AHEAD) else x for k, x in series.items()
        }
        assert str(one(DEFINITION, changed, origin, case["timeZone"], head)) == str(
            one(DEFINITION, series, origin, case["timeZone"], head)
        )


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Kathmandu", "America/New_York"])
def test_a_weather_forecast_of_a_day_is_that_of_its_24_local_hours(zone: str) -> None:
    origin = datetime(2024, 1, 10, 6, tzinfo=UTC)
    starts = [(origin + timedelta(hours=k)).astimezone(ZoneInfo(zone)) for k in range(DEFINITION.lookahead)]
    last_hour = (origin - timedelta(hours=1)).astimezone(ZoneInfo(zone))
    for head, days in DAY_HEADS.items():
        day = (last_hour + timedelta(days=days)).date()
        # of a zone between the hours, an hour belongs to the day in which it begins
        assert [k for k, start in enumerate(starts) if start.date() == day] == list(leads(head, 24, last_hour.hour))
