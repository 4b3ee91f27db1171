"""Scores the committed models on a folder of CSV files: `npm run ml:evaluate -- --data DIR`.

DIR holds AirNow-shaped files (one a monitor), Beijing-shaped files (one a station), or exports of the platform; .csv or
.csv.gz, in any subfolder, cities that no model has seen among them. Models run as ONNX with their manifests, as in
production. Each is scored only on targets after its training span; everything else is IN_SAMPLE and left out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from ml.evaluation import climate
from ml.evaluation.judge import reported
from ml.evaluation.leak import suspected
from ml.evaluation.load import Found, found_in
from ml.evaluation.served import Served, every_model
from ml.evaluation.tables import Report, markdown, table
from ml.export.write import MODELS
from ml.features.definition import HEADS, load
from ml.training.africa import NOT_AFRICAN
from ml.training.baselines import ANY, Climatology
from ml.training.load.beijing import ug_m3_per_unit
from ml.training.samples import Samples, collect
from ml.training.station import neighbours_of

CLIMATES = Path(__file__).with_name("climatology")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="ml/run.sh evaluate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--model", action="append", help="<id>@<version>; default: all that fit the data. May be repeated"
    )
    parser.add_argument(
        "--without",
        action="append",
        help="a station to leave out; may be repeated (default: NewDelhi, for tables of Africa)",
    )
    parser.add_argument("--after", help="only targets after this local stamp, such as 2024-01-01")
    parser.add_argument("--out", type=Path, help="folder for the same tables as JSON and Markdown")
    parser.add_argument("--models", type=Path, default=MODELS)
    told = parser.parse_args(argv)
    without = told.without if told.without is not None else list(NOT_AFRICAN)
    sets = [Found(f.shape, [s for s in f.stations if s.name not in without]) for f in found_in(told.data)]
    if not sets:
        print(f"{told.data}: neither AirNow- nor Beijing-shaped CSV files, nor exports of the platform")
        return 1
    models = [m for m in every_model(told.models) if told.model is None or m.ref in told.model]
    for found in sets:
        print(
            f"# {found.shape}: {len(found.stations)} stations, {', '.join(s.name for s in found.stations)}\n",
            flush=True,
        )
        for model in models:
            if model.fits(found):
                _score(model, found, told.after, told.out)
    return 0


def _score(model: Served, found: Found, after: str | None, out: Path | None) -> None:
    quantity = model.manifest["quantity"]
    trained_to = model.manifest["trainedTo"][:10] + " 23:00"
    stations = [s.measured_after(trained_to) for s in found.stations if quantity in s.truth]
    if not stations:
        return
    whole = load()
    neighbours = neighbours_of(stations, quantity) if "neighbours" in model.manifest["features"]["groups"] else None
    begin = max(trained_to, after) if after else trained_to
    samples = collect(
        stations,
        quantity,
        HEADS,
        whole.features(model.manifest["features"]["groups"]),
        after=begin,
        neighbours=neighbours,
    )
    in_sample = [s.name for s in stations if climate.local_ends(s)[0] <= np.datetime64(trained_to)]
    if replayed := [s.name for s in stations if s.original_ends is not None]:
        print(f"Replayed: of {', '.join(replayed)} only hours that were really measured after {trained_to} UTC.\n")
    if in_sample:
        print(f"IN_SAMPLE for {model.ref}, left out: targets up to {trained_to} of {', '.join(in_sample)}\n")
    if not samples:
        print(f"{model.ref}: IN_SAMPLE throughout, nothing to score\n", flush=True)
        return
    names = whole.names(model.manifest["features"]["groups"])
    climatology, known = _climatology(model, found, quantity, trained_to)
    if strangers := sorted({s.name for s in stations} - known):
        print(
            f"No climatology for {', '.join(strangers)}: what the stations in training have in common stands for it.\n"
        )
    heads = {
        h: _report(
            model,
            h,
            s,
            names,
            climatology,
            ug_m3_per_unit(quantity) if found.shape == "Beijing" else 1.0,
            quantity == "PM25",
        )
        for h, s in samples.items()
    }
    title = f"{model.ref} on {found.shape}, targets after {begin}"
    print(markdown(title, heads), flush=True)
    if found.shape == "Beijing" and quantity == "PM25":
        print("\n".join(suspected(heads)) or "Leak detector: nothing suspicious.", end="\n\n")
    seen = _seen_and_unseen(model, samples, names, climatology)
    if seen:
        print("## Seen and unseen stations\n\n" + table(seen, "head") + "\n", flush=True)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        stem = f"{model.manifest['id']}@{model.manifest['version']}-{found.shape.lower()}"
        (out / f"{stem}.json").write_text(json.dumps({"heads": heads, "seenAndUnseen": seen}, indent=1) + "\n")
        (out / f"{stem}.md").write_text(markdown(title, heads))


def _report(
    model: Served,
    head: str,
    samples: Samples,
    names: list[str],
    climatology: Climatology,
    factor: float,
    with_levels: bool,
) -> Report:
    return reported(
        samples, model.forecast(head, samples.x, names), climatology, head, factor=factor, with_levels=with_levels
    )


def _climatology(model: Served, found: Found, quantity: str, trained_to: str) -> tuple[Climatology, set[str]]:
    """What training knew; for other stations, what the folder tells of the time up to the end of training."""
    path = CLIMATES / f"{model.manifest['id']}@{model.manifest['version']}.json"
    table = climate.read(path).table if path.exists() else {}
    known = set(table) - {ANY}
    before = [
        s
        for s in found.stations
        if quantity in s.truth and s.name not in known and climate.local_ends(s)[0] <= np.datetime64(trained_to)
    ]
    own = climate.until(before, quantity, trained_to).table if _have_truth(before, quantity, trained_to) else {}
    return Climatology({**own, **table}), (known | set(own)) - {ANY}


def _have_truth(stations: list, quantity: str, until: str) -> bool:
    return any((~np.isnan(s.truth[quantity][climate.local_ends(s) <= np.datetime64(until)])).any() for s in stations)


def _seen_and_unseen(
    model: Served, samples: dict[str, Samples], names: list[str], climatology: Climatology
) -> dict[str, dict[str, float | int]]:
    path = CLIMATES / f"{model.manifest['id']}@{model.manifest['version']}.json"
    trained_on = set(climate.read(path).table) if path.exists() else set()
    out: dict[str, dict[str, float | int]] = {}
    for head, whole in samples.items():
        seen = np.isin(whole.station, list(trained_on))
        if seen.all():
            continue
        for side, mask in (("seen", seen), ("unseen", ~seen)):
            if mask.any():
                own = whole.where(mask)
                out[f"{head}, {side}"] = _report(model, head, own, names, climatology, 1.0, False)["pooled"]  # type: ignore[assignment]
    return out


if __name__ == "__main__":
    raise SystemExit(main())
