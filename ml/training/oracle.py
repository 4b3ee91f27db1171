"""What a perfect weather forecast would be worth: pm25-full with what was measured afterwards. A ceiling; nothing that serves."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from ml.evaluation import climate
from ml.evaluation.judge import reported
from ml.evaluation.tables import Report
from ml.features.definition import HEADS, load
from ml.training import conformal, heads
from ml.training.beijing import GROUPS, LAST, own_features, scales_of
from ml.training.load import beijing
from ml.training.log import say
from ml.training.recipes import FULL, STRIDE
from ml.training.samples import collect
from ml.training.station import Station, neighbours_of
from ml.training.weather import perfect

QUANTITY, FLOOR = "PM25", 0.5


def evaluate(folder: Path, reports: Path) -> dict[str, Report]:
    """Reports on March to August 2016, by head."""
    stations = beijing.read_folder(folder)
    told = {head: _head(stations, head) for head in HEADS}
    (reports / "beijing-2016-oracle.json").write_text(json.dumps(told, indent=1) + "\n")
    return told


def _head(stations: list[Station], head: str) -> Report:
    features = load().features([*GROUPS, "weatherForecast"])
    names = [f["name"] for f in features]
    given = {"neighbours": neighbours_of(stations, QUANTITY), "ahead": perfect}
    learn = collect(stations, QUANTITY, (head,), features, until=LAST, stride=STRIDE, **given)[head]
    test = collect(stations, QUANTITY, (head,), features, after=LAST, **given)[head]
    recipe = replace(FULL[head], without=(*FULL[head].without, *own_features(QUANTITY)))
    scales = scales_of(learn, names, recipe, FLOOR)
    forecast = conformal.applied(heads.fit(learn, names, recipe, FLOOR).unscaled(test.x), scales)
    told = reported(test, forecast, climate.until(stations, QUANTITY, LAST), head)
    pooled = told["pooled"]
    say(f"{head} with a perfect weather forecast: MAE {pooled['mae']:.1f}, RMSE {pooled['rmse']:.1f}")  # type: ignore[index]
    return told
