"""A new version of pm25-pm-only from all that was measured up to a day, the platform's own exports among it.

python -m ml.training.refit --data DIR --until 2026-10-31. DIR may hold AirNow-shaped files and exports, as `evaluate` takes them.
The recipe stays; bands and promised errors come from a backtest of the last year. The version goes beside the others and serves
nobody until it is put in the shadow or promoted.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from ml.evaluation import climate
from ml.evaluation.judge import reported
from ml.evaluation.load import found_in
from ml.export.write import MODELS, Passport, Trained, write
from ml.features.definition import HEADS, load
from ml.training import conformal, heads
from ml.training.africa import GROUPS, ID, QUANTITY
from ml.training.log import say
from ml.training.recipes import PM_ONLY, STRIDE, Recipe
from ml.training.samples import Samples, collect
from ml.training.station import Station

LEAST_ROWS = 1000
"""Of the year before `until`: what a backtest needs to tell anything"""


class TooLittle(Exception):
    """The data do not reach far enough."""


def stations_in(folder: Path) -> list[Station]:
    """Those with PM2.5. What is replayed was learnt from its source already."""
    found = [s.unreplayed() for f in found_in(folder) if f.shape in ("AirNow", "export") for s in f.stations]
    return [s for s in found if QUANTITY in s.truth]


def refit(stations: list[Station], until: str, models: Path, recipes: dict[str, Recipe] = PM_ONLY) -> str:
    """Writes version `until` (a date); gives its reference."""
    end = f"{until} 23:00"
    before = (pd.Timestamp(end) - pd.DateOffset(years=1)).strftime("%Y-%m-%d %H:%M")
    definition = load()
    features = definition.features(GROUPS)
    names = [f["name"] for f in features]
    samples = collect(stations, QUANTITY, HEADS, features, until=end, stride=STRIDE)
    for head in HEADS:
        sides = (
            [] if head not in samples else [samples[head].between(None, before), samples[head].between(before, None)]
        )
        if not sides or min(map(len, sides)) < LEAST_ROWS:
            raise TooLittle(f"{head}: {LEAST_ROWS} rows up to {before} and as many after it are needed for a backtest")
    climatology = climate.until(stations, QUANTITY, before)
    trained = {head: _head(samples[head], before, head, names, recipes[head], climatology) for head in HEADS}
    first = min(s.ends[0] for s in stations)
    differences = write(_passport(stations, first, until), definition, trained, models)
    say(f"{ID}@{until}: ONNX against LightGBM " + ", ".join(f"{h} {d:.1e}" for h, d in differences.items()))
    return f"{ID}@{until}"


def _head(
    samples: Samples,
    before: str,
    head: str,
    names: list[str],
    recipe: Recipe,
    climatology: climate.Climatology,
) -> Trained:
    learn, judge = samples.between(None, before), samples.between(before, None)
    fitted = heads.fit(learn, names, recipe)
    scales = conformal.scales(judge.y, fitted.unscaled(judge.x))
    forecast = conformal.applied(fitted.unscaled(judge.x), scales)
    told = reported(judge, forecast, climatology, head, with_levels=False)["pooled"]
    say(f"{head} on the year after {before}: skillMaePersistence {told['skillMaePersistence']:.3f}")  # type: ignore[index]
    promised = {k: v for k, v in told.items() if not k.startswith("coverage") and np.isfinite(v)}  # type: ignore[attr-defined]
    return Trained(heads.fit(samples, names, recipe), scales, judge.x[:: max(1, len(judge) // 4000)], promised)


def _passport(stations: list[Station], first: pd.Timestamp, until: str) -> Passport:
    return Passport(
        id=ID, version=until, quantity=QUANTITY, kind="PM_ONLY", trained_from=first.strftime("%Y-%m-%dT00:00:00Z"), trained_to=f"{until}T23:59:59Z",
        groups=GROUPS, needs={"target": 1}, area=None,
        data=[{"name": f"Hourly PM2.5 of {len(stations)} sensors: {', '.join(sorted(s.name for s in stations))}", "licence": "That of each sensor", "source": "AirNow files and exports of the platform", "span": f"{first:%Y-%m} … {until[:7]}"}],
        licence="MIT", notes=["Scales of the bands and figures: the same recipe fitted up to a year before, on the year after it."],
    )  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="ml/run.sh refit", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--until", required=True, help="the last day that is learnt from, such as 2026-10-31")
    parser.add_argument("--models", type=Path, default=MODELS)
    told = parser.parse_args(argv)
    stations = stations_in(told.data)
    if not stations:
        print(f"{told.data}: neither AirNow-shaped CSV files nor exports of the platform with PM2.5")
        return 1
    try:
        ref = refit(stations, told.until, told.models)
    except TooLittle as short:
        print(short)
        return 1
    print(f"{ref} is there. Next: ml/run.sh registry shadow {ref}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
