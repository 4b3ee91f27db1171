"""One head of a model: seven quantiles and a mean, each an ensemble of LightGBM trees."""

from __future__ import annotations

import os
from dataclasses import dataclass

import lightgbm as lgb
import numpy as np

from ml.training.recipes import Recipe
from ml.training.samples import Samples

QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
OUTPUTS = ("q05", "q10", "q25", "q50", "q75", "q90", "q95", "mean")
MEDIAN = 3
SEED = 7
THREADS = int(os.environ.get("THREADS", "1"))
"""The committed models were made with one"""


@dataclass
class Head:
    features: list[str]
    columns: list[int]
    """Of the samples' features, those that this head takes"""
    times: str | None
    plus: float
    boosters: list[lgb.Booster]
    rows: int

    def raw(self, x: np.ndarray) -> np.ndarray:
        """[rows, 8], before any post-processing."""
        own = x[:, self.columns]
        return np.column_stack([b.predict(own, num_threads=THREADS) for b in self.boosters])

    def unscaled(self, x: np.ndarray) -> np.ndarray:
        return in_units(self.raw(x), self.multiplier(x))

    def multiplier(self, x: np.ndarray) -> np.ndarray | None:
        if self.times is None:
            return None
        return x[:, self.columns[self.features.index(self.times)]].astype(np.float64) + self.plus


def fit(samples: Samples, names: list[str], recipe: Recipe, floor: float = 0.5) -> Head:
    """Fits the eight outputs: quantiles by pinball loss, the mean by the deviance of the gamma distribution (log link).

    Concentrations are positive and their spread grows with them: squared error, which weighs the highest hours most, was worse in
    squared error on years that were not learnt from. `floor`, in the quantity's unit, stands for what is lower. A normalised target
    is weighted so that the pinball loss stays that of the target itself.
    """
    columns = [i for i, name in enumerate(names) if name not in recipe.without]
    features = [names[i] for i in columns]
    own = samples.x[:, columns]
    scale = (
        np.ones(len(samples))
        if recipe.times is None
        else own[:, features.index(recipe.times)].astype(np.float64) + recipe.plus
    )
    data = lgb.Dataset(own, label=samples.y / scale, params=parameters(recipe), free_raw_data=False)
    boosters = []
    for output in OUTPUTS:
        if output == "mean":
            # the gamma distribution knows no zero, and its deviance no unit
            data.set_label(np.maximum(samples.y, floor) / scale)
            data.set_weight(None)
        elif recipe.times is not None:
            data.set_weight(scale)
        boosters.append(lgb.train({**parameters(recipe), **objective(output)}, data, recipe.trees_of(output)))
    return Head(features, columns, recipe.times, recipe.plus, boosters, len(samples))


def parameters(recipe: Recipe) -> dict[str, object]:
    return {
        "verbosity": -1,
        "num_threads": THREADS,
        "deterministic": True,
        "force_row_wise": True,
        "seed": SEED,
        "max_bin": 127,
        "learning_rate": recipe.rate,
        "num_leaves": recipe.leaves,
        "min_data_in_leaf": recipe.least_rows,
        "lambda_l2": recipe.l2,
        "feature_fraction": recipe.feature_share,
        "bagging_fraction": recipe.row_share,
        "bagging_freq": 1,
    }


def objective(output: str) -> dict[str, object]:
    if output == "mean":
        return {"objective": "gamma"}
    return {"objective": "quantile", "alpha": QUANTILES[OUTPUTS.index(output)]}


def in_units(raw: np.ndarray, multiplier: np.ndarray | None) -> np.ndarray:
    """The first two steps of post-processing: back to the quantity's unit, and quantiles in order."""
    out = raw.astype(np.float64)
    if multiplier is not None:
        out = out * multiplier[:, None]
    out[:, :7] = np.sort(out[:, :7], axis=1)
    return out
