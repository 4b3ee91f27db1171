"""The Python tests give the vectors that the TypeScript proves."""

import json
from pathlib import Path

import numpy as np
import pytest

from ml.quality.hourly import usable

CASES = json.loads((Path(__file__).parents[1] / "quality/vectors/hourly.json").read_text())


def values_of(case: dict) -> np.ndarray:
    return np.array([np.nan if v is None else v for v in case["values"]], dtype=np.float64)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_usable_hours_are_those_of_the_vectors(case: dict) -> None:
    assert "".join("1" if u else "0" for u in usable(values_of(case), case["quantity"])) == case["usable"]


@pytest.mark.parametrize("case", CASES[:4], ids=lambda c: c["name"])
def test_what_comes_later_changes_nothing(case: dict) -> None:
    x = values_of(case)
    for cut in (1, 100, 333):
        assert np.array_equal(usable(x[:cut], case["quantity"]), usable(x, case["quantity"])[:cut])


def test_the_wild_cases_hold_both_verdicts() -> None:
    for case in CASES:
        if case["name"].startswith("wild") and case["quantity"] != "WIND_DIRECTION":
            read = [u for u, v in zip(case["usable"], case["values"], strict=True) if v is not None]
            assert {"0", "1"} <= set(read)
