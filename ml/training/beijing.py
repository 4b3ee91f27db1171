"""pm25-full, pm10-full, …: with weather, other pollutants and neighbours, learnt from Beijing and served there alone.

Learnt up to 2016-02-29; scales from a backtest before that; judged on March to August 2016.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from ml.evaluation import climate
from ml.evaluation.judge import reported
from ml.evaluation.tables import Report
from ml.export import baselines
from ml.export.write import Passport, Trained, write
from ml.features.definition import HEADS, load
from ml.training import conformal, heads
from ml.training.load import beijing
from ml.training.log import say
from ml.training.recipes import FULL, FULL_OTHERS, STRIDE, Recipe
from ml.training.samples import Samples, collect
from ml.training.station import Station, neighbours_of

GROUPS = ["target", "calendar", "pollutants", "weather", "neighbours"]
LAST = "2016-02-29 23:00"
BACKTEST = ("2015-02-28 23:00", LAST)
"""End of a fit, and of the year after it on which the bands are measured. A fit on the first year alone knows too little to tell."""
NEEDS = {"target": 12, "TEMPERATURE": 12, "WIND_SPEED": 12, "neighbours": 12}
AREA = {"latitude": 39.9, "longitude": 116.4, "radiusKm": 300}
VERSION = "2016-02-29"


def model_id(quantity: str) -> str:
    return f"{quantity.lower()}-full"


def train(
    folder: Path, models: Path, reports: Path, climates: Path, quantities: tuple[str, ...] = tuple(beijing.QUANTITIES)
) -> dict[str, dict[str, Report]]:
    stations = beijing.read_folder(folder)
    told = {}
    for quantity in quantities:
        told[quantity] = _quantity(stations, quantity, models, climates)
        (reports / f"beijing-2016-{quantity.lower()}.json").write_text(json.dumps(told[quantity], indent=1) + "\n")
    return told


def own_features(quantity: str) -> tuple[str, ...]:
    """Of the group of pollutants, those that repeat the target."""
    own = [f["name"] for f in load().features(["pollutants"]) if f.get("of") == quantity]
    return (*own, f"{quantity.lower()}ToDay")


def _quantity(stations: list[Station], quantity: str, models: Path, climates: Path) -> dict[str, Report]:
    definition = load()
    features = definition.features(GROUPS)
    names = [f["name"] for f in features]
    neighbours = neighbours_of(stations, quantity)
    is_main, floor = quantity == "PM25", baselines.PLUS[quantity] / 10
    learn = collect(stations, quantity, HEADS, features, until=LAST, stride=STRIDE, neighbours=neighbours)
    test = collect(stations, quantity, HEADS, features, after=LAST, neighbours=neighbours)
    climatology = climate.until(stations, quantity, LAST)
    told: dict[str, Report] = {}
    trained: dict[str, Trained] = {}
    recipes = FULL if is_main else FULL_OTHERS
    for head in HEADS:
        recipe = replace(recipes[head], without=(*recipes[head].without, *own_features(quantity)))
        scales = scales_of(learn[head], names, recipe, floor)
        fitted = heads.fit(learn[head], names, recipe, floor)
        forecast = conformal.applied(fitted.unscaled(test[head].x), scales)
        told[head] = reported(
            test[head], forecast, climatology, head, factor=beijing.ug_m3_per_unit(quantity), with_levels=is_main
        )
        pooled: dict[str, float] = reported(test[head], forecast, climatology, head, with_levels=False)["pooled"]  # type: ignore[assignment]
        say(
            f"{quantity} {head}: "
            + ", ".join(f"{k} {pooled[k]:.3f}" for k in ("skillMaePersistence", "skillMseClimatology", "coverage80"))
        )
        trained[head] = Trained(fitted, scales, test[head].x[:: max(1, len(test[head]) // 4000)], pooled)
    differences = write(_passport(quantity), definition, trained, models)
    say(f"{model_id(quantity)}: ONNX against LightGBM " + ", ".join(f"{h} {d:.1e}" for h, d in differences.items()))
    climate.write(climatology, climates / f"{model_id(quantity)}@{VERSION}.json")
    if not is_main:
        by_quantity = baselines.read(models / "baselines.json")
        by_quantity[quantity] = baselines.told(
            learn, baselines.PLUS[quantity], area=AREA, trained_to=f"{VERSION}T23:59:59Z"
        )
        baselines.write(by_quantity, models / "baselines.json")
    return told


def scales_of(learn: Samples, names: list[str], recipe: Recipe, floor: float) -> list[float]:
    """Of the bands, from the backtest."""
    fit_until, until = BACKTEST
    fitted = heads.fit(learn.between(None, fit_until), names, recipe, floor)
    after = learn.between(fit_until, until)
    return conformal.scales(after.y, fitted.unscaled(after.x))


def _passport(quantity: str) -> Passport:
    return Passport(
        id=model_id(quantity), version=VERSION, quantity=quantity, kind="FULL", trained_from="2013-03-01T00:00:00Z", trained_to=f"{VERSION}T23:59:59Z",
        groups=GROUPS, needs=NEEDS, area=AREA,
        data=[{"name": "Beijing Multi-Site Air Quality, 12 stations (Zhang et al. 2017)", "licence": "CC BY 4.0", "source": "UCI 501, doi 10.24432/C5RK5G", "span": "2013-03 … 2016-02"}],
        licence="MIT; derived from data under CC BY 4.0 (Zhang et al. 2017, doi 10.24432/C5RK5G)",
        notes=["Judged on March to August 2016, which it has not seen; MAE of the median, RMSE of the mean. It knows Beijing alone and is served nowhere else. Scales of the bands: a fit up to February 2015 on the year after it."],
    )  # fmt: skip
