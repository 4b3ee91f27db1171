"""pm25-pm-only: PM2.5 from its own history, learnt from embassies in Africa and New Delhi.

Recipe chosen with fit <= 2021 on 2022; scales of the bands from 2022; 2023 is reported on once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ml.evaluation import climate
from ml.evaluation.judge import judged, reported
from ml.evaluation.scores import joined as joined_judged
from ml.evaluation.scores import scores
from ml.evaluation.tables import Report
from ml.export import baselines
from ml.export.write import Passport, Trained, write
from ml.features.definition import HEADS, load
from ml.training import conformal, heads
from ml.training.heads import Head
from ml.training.load import airnow
from ml.training.log import say
from ml.training.recipes import PM_ONLY, STRIDE
from ml.training.samples import Samples, collect
from ml.training.station import Station

ID, QUANTITY, GROUPS = "pm25-pm-only", "PM25", ["target", "calendar"]
NOT_AFRICAN = ("NewDelhi",)
FIRST_YEAR = 2015


def end_of(year: int) -> str:
    """Stamp of the last hour-ending that counts as the year's, as in the reference protocol."""
    return f"{year}-12-31 23:00"


@dataclass
class Material:
    stations: list[Station]
    names: list[str]
    learn: dict[str, Samples]
    """Thinned, up to 2023"""
    judge: dict[str, Samples]
    """Every hour of 2023"""


def gather(folder: Path) -> Material:
    features = load().features(GROUPS)
    stations = airnow.read_folder(folder)
    learn = collect(stations, QUANTITY, HEADS, features, until=end_of(2023), stride=STRIDE)
    judge = collect(stations, QUANTITY, HEADS, features, after=end_of(2022), until=end_of(2023))
    return Material(stations, [f["name"] for f in features], learn, judge)


def train(folder: Path, models: Path, reports: Path, climates: Path) -> dict[str, dict[str, Report]]:
    """Writes versions 2022-12-31 and 2023-12-31; gives the reports on 2023 by name."""
    material = gather(folder)
    say(f"{ID}: {len(material.stations)} stations, " + ", ".join(f"{h} {len(s):,}" for h, s in material.learn.items()))
    climate_2022 = climate.until(material.stations, QUANTITY, end_of(2022))
    told: dict[str, dict[str, Report]] = {"fit-2021": {}, "refit-2022": {}}
    served: dict[str, dict[str, Trained]] = {"2022-12-31": {}, "2023-12-31": {}}
    for head in HEADS:
        _head(material, head, climate_2022, told, served)
    definition = load()
    for version, trained in served.items():
        differences = write(_passport(version), definition, trained, models)
        year = int(version[:4])
        climate.write(climate.until(material.stations, QUANTITY, end_of(year)), climates / f"{ID}@{version}.json")
        say(f"{ID}@{version}: ONNX against LightGBM " + ", ".join(f"{h} {d:.1e}" for h, d in differences.items()))
    _bands(material, models)
    for name, report in told.items():
        (reports / f"africa-2023-{name}.json").write_text(json.dumps(report, indent=1) + "\n")
    return told


def _head(
    material: Material,
    head: str,
    climate_2022: climate.Climatology,
    told: dict[str, dict[str, Report]],
    served: dict[str, dict[str, Trained]],
) -> None:
    learn, recipe = material.learn[head], PM_ONLY[head]
    test = material.judge[head]
    fitted: dict[int, Head] = {
        year: heads.fit(learn.between(None, end_of(year)), material.names, recipe) for year in (2021, 2022, 2023)
    }
    folds = [_fold(learn, fitted[year], year) for year in (2021, 2022)]
    scales_2022 = conformal.scales(*folds[0])
    rolling = conformal.scales(*(np.concatenate([fold[i] for fold in folds]) for i in (0, 1)))
    african = ~np.isin(test.station, NOT_AFRICAN)
    for name, year in (("fit-2021", 2021), ("refit-2022", 2022)):
        forecast = conformal.applied(fitted[year].unscaled(test.x), scales_2022)
        told[name][head] = reported(test.where(african), forecast[african], climate_2022, head)
        pooled = told[name][head]["pooled"]
        say(
            f"{head} {name}: "
            + ", ".join(f"{k} {pooled[k]:.3f}" for k in ("skillMaePersistence", "skillMseClimatology", "coverage80"))
        )  # type: ignore[index]
    probe = test.x[:: max(1, len(test) // 4000)]
    served["2022-12-31"][head] = Trained(fitted[2022], scales_2022, probe, told["refit-2022"][head]["pooled"])  # type: ignore[arg-type]
    served["2023-12-31"][head] = Trained(fitted[2023], rolling, probe, _backtested(material, head, fitted, rolling))


def _backtested(material: Material, head: str, fitted: dict[int, Head], scales: list[float]) -> dict[str, float | int]:
    """What the recipe did on 2022 and 2023, each by a fit up to the year before: all that a model without later data can promise.

    Not how often its bands held: they were made so that they do, on these years.
    """
    parts = []
    for year in (2021, 2022):
        after = material.learn[head].between(end_of(year), end_of(year + 1))
        forecast = conformal.applied(fitted[year].unscaled(after.x), scales)
        parts.append(judged(after, forecast, climate.until(material.stations, QUANTITY, end_of(year)), head))
    told = scores(joined_judged(parts))
    return {name: value for name, value in told.items() if not name.startswith("coverage")}


def _fold(learn: Samples, fitted: Head, year: int) -> tuple[np.ndarray, np.ndarray]:
    """Truth and unscaled forecasts of the year after a fit."""
    after = learn.between(end_of(year), end_of(year + 1))
    return after.y, fitted.unscaled(after.x)


def _bands(material: Material, models: Path) -> None:
    """Bands of the baselines, from what the replay does not show."""
    past = {head: s.between(end_of(FIRST_YEAR), end_of(2022)) for head, s in material.learn.items()}
    by_quantity = baselines.read(models / "baselines.json")
    by_quantity[QUANTITY] = baselines.told(past, baselines.PLUS[QUANTITY], area=None, trained_to="2022-12-31T23:59:59Z")
    baselines.write(by_quantity, models / "baselines.json")


def _passport(version: str) -> Passport:
    judged = {
        "2022-12-31": "Scales of the bands: a fit up to 2021 on 2022, carried over. Judged on 2023 (African cities), which it has not seen; MAE of the median, RMSE of the mean.",
        "2023-12-31": "The same recipe with one more year. No later data were at hand, so that it has no score of its own: its figures are those of the recipe in backtests of 2022 and 2023, each by a fit up to the year before. Scales of the bands: the same backtests.",
    }
    return Passport(
        id=ID, version=version, quantity=QUANTITY, kind="PM_ONLY", trained_from=f"{FIRST_YEAR}-01-01T00:00:00Z", trained_to=f"{version}T23:59:59Z",
        groups=GROUPS, needs={"target": 1}, area=None,
        data=[{"name": "AirNow Department of State, hourly PM2.5 of 18 monitors at US embassies in 15 African cities, and one in New Delhi", "licence": "Public domain (US government work)", "source": "airnow.gov; preliminary data", "span": f"{FIRST_YEAR}-01 … {version[:7]}"}],
        licence="MIT", notes=[judged[version]],
    )  # fmt: skip
