"""Trains the committed models and writes the reports: `python -m ml.training --data DIR`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ml.evaluation import page, plots, summary
from ml.export.write import MODELS
from ml.registry import journal, tracking
from ml.training import africa, beijing, oracle, own_errors, unseen
from ml.training.log import say

HERE = Path(__file__).parents[1]
PARTS = ("africa", "beijing", "unseen", "oracle", "own-errors")


def main() -> None:
    parser = argparse.ArgumentParser(prog="ml/run.sh train", description=__doc__)
    parser.add_argument(
        "--data",
        type=Path,
        default=os.environ.get("DATA"),
        help="folder with africa/airnow_embassy and beijing_multisite (default: $DATA)",
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="a part alone; may be repeated")
    parser.add_argument(
        "--out",
        type=Path,
        default=HERE,
        help="where models/ and evaluation/ are written (default: the repository's ml)",
    )
    parser.add_argument("--no-tracking", action="store_true", help="log nothing to MLflow")
    told = parser.parse_args()
    if told.data is None:
        parser.error("where are the data? Give --data DIR or set DATA")
    data, only = Path(told.data), told.only or list(PARTS)
    models, reports, climates = (
        told.out / MODELS.name,
        told.out / "evaluation/report",
        told.out / "evaluation/climatology",
    )
    for folder in (models, reports, climates):
        folder.mkdir(parents=True, exist_ok=True)
    embassies, multisite = data / "africa/airnow_embassy", data / "beijing_multisite"
    if "africa" in only:
        africa.train(embassies, models, reports, climates)
    if "beijing" in only:
        beijing.train(multisite, models, reports, climates)
    if "unseen" in only:
        unseen.evaluate(embassies, reports)
    if "oracle" in only:
        oracle.evaluate(multisite, reports)
    if "own-errors" in only:
        own_errors.evaluate(embassies, multisite, models, reports)
    journal.begin(models)
    summary.write(reports)
    plots.draw(reports)
    if told.out == HERE:
        page.fill()
    say(f"models in {models}, reports in {reports}")
    if not told.no_tracking:
        tracking.log_models(models, reports)
        say(f"runs in MLflow at {tracking.uri()}")


if __name__ == "__main__":
    main()
