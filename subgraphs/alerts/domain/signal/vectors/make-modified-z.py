"""Reference values of the modified z-score, from scipy: made-up hours of skewed air, with ties, spikes and a constant."""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.stats import median_abs_deviation

rng = np.random.default_rng(1993)


def case(name: str, value: float, others: np.ndarray) -> dict:
    mad = median_abs_deviation(others, scale=1.0)
    score = None if mad == 0 else float(0.6745 * (value - np.median(others)) / mad)
    return {"name": name, "value": value, "others": others.tolist(), "score": score}


lognormal = lambda n: np.round(rng.lognormal(3.3, 0.6, n), 1)
cases = [
    case("a day of dust", 412.5, lognormal(24)),
    case("a usual hour of two days", 27.3, lognormal(48)),
    case("an odd number of hours", 8.1, lognormal(37)),
    case("below what is usual, of a week", 0.4, lognormal(168)),
    case("many equal hours", 31.0, np.repeat([12.0, 12.0, 13.0, 15.0, 9.0], 7)),
    case("more than half of them equal", 31.0, np.array([12.0] * 20 + [13.0] * 11)),
    case("one hour", 5.0, np.array([4.0])),
    case("negative hours of a noisy monitor", 6.0, np.round(rng.normal(0.0, 2.0, 30), 2)),
]
out = {"made_with": f"scipy {scipy.__version__}, median_abs_deviation(scale=1)", "cases": cases}
Path(__file__).with_name("modified-z.json").write_text(json.dumps(out, indent=2) + "\n")
