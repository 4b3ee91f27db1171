"""How the recipes of Beijing were chosen: candidates on half-years before March 2016. What was judged on decides nothing.

python -m ml.training.choose --data DIR [--head PT24H]. For each candidate the mean over four half-years, each forecast by a fit
on all that came before it: skill of the mean in squared error over climatology, of the median in absolute error over persistence.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import lightgbm as lgb
import numpy as np

from ml.evaluation import climate
from ml.features.definition import HEADS, load
from ml.training import heads
from ml.training.beijing import GROUPS, LAST, own_features
from ml.training.load import beijing
from ml.training.log import say
from ml.training.recipes import FULL, STRIDE, Recipe
from ml.training.samples import Samples, collect
from ml.training.station import neighbours_of

QUANTITY = "PM25"
HALF_YEARS = (
    ("2014-02-28 23:00", "2014-08-31 23:00"),
    ("2014-08-31 23:00", "2015-02-28 23:00"),
    ("2015-02-28 23:00", "2015-08-31 23:00"),
    ("2015-08-31 23:00", LAST),
)
Fold = tuple[Samples, Samples, np.ndarray]


def candidates(head: str) -> dict[str, Recipe]:
    own = FULL[head]
    return {
        "as it is": own,
        "half the trees": replace(own, trees=own.trees // 2),
        "twice the trees": replace(own, trees=2 * own.trees),
        "half the leaves": replace(own, leaves=own.leaves // 2),
        "twice the leaves": replace(own, leaves=2 * own.leaves),
        "a third of the rows a leaf": replace(own, least_rows=own.least_rows // 3),
        "three times the features": replace(own, feature_share=min(1.0, 3 * own.feature_share)),
        "half the features": replace(own, feature_share=own.feature_share / 2),
        "twice the rows": replace(own, row_share=min(1.0, 2 * own.row_share)),
        "half the rows": replace(own, row_share=own.row_share / 2),
    }


def folds(folder: Path, head: str) -> tuple[list[str], list[Fold]]:
    stations = beijing.read_folder(folder)
    features, neighbours = load().features(GROUPS), neighbours_of(stations, QUANTITY)
    given = {"until": LAST, "neighbours": neighbours}
    learn = collect(stations, QUANTITY, (head,), features, stride=STRIDE, **given)[head]
    judge = collect(stations, QUANTITY, (head,), features, **given)[head]
    out = []
    for until, end in HALF_YEARS:
        rows = judge.between(until, end)
        known = climate.values(climate.until(stations, QUANTITY, until), rows, head)
        out.append((learn.between(None, until), rows, known))
    return [f["name"] for f in features], out


def skills(names: list[str], fold: Fold, recipe: Recipe) -> tuple[float, float]:
    learn, judge, known = fold
    without = {*recipe.without, *own_features(QUANTITY)}
    columns = [i for i, name in enumerate(names) if name not in without]
    parameters = heads.parameters(recipe)
    data = lgb.Dataset(learn.x[:, columns], label=learn.y, params=parameters, free_raw_data=False)

    def forecast(output: str) -> np.ndarray:
        data.set_label(np.maximum(learn.y, 0.5) if output == "mean" else learn.y)
        booster = lgb.train({**parameters, **heads.objective(output)}, data, recipe.trees_of(output))
        return np.maximum(0, booster.predict(judge.x[:, columns], num_threads=heads.THREADS))

    squared = ((judge.y - forecast("mean")) ** 2).mean() / ((judge.y - known) ** 2).mean()
    absolute = np.abs(judge.y - forecast("q50")).mean() / np.abs(judge.y - judge.persistence).mean()
    return float(1 - squared), float(1 - absolute)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with beijing_multisite")
    parser.add_argument("--head", choices=HEADS, default="PT24H")
    told = parser.parse_args()
    names, halves = folds(told.data / "beijing_multisite", told.head)
    for name, recipe in candidates(told.head).items():
        mse, mae = np.mean([skills(names, half, recipe) for half in halves], axis=0)
        say(f"{told.head} {name}: skill MSE {mse:.4f}, MAE {mae:.4f}")


if __name__ == "__main__":
    main()
