"""A model card: what the model is for, what it learnt from, how good it is, what it cannot do."""

from __future__ import annotations

from typing import Any

UNITS = {"PM25": "µg/m³", "PM10": "µg/m³", "O3": "ppb", "NO2": "ppb", "SO2": "ppb", "CO": "ppm"}


def card(manifest: dict[str, Any], notes: list[str]) -> str:
    unit = UNITS[manifest["quantity"]]
    area = manifest["area"]
    where = (
        "anywhere"
        if area is None
        else f"within {area['radiusKm']:g} km of {area['latitude']}°, {area['longitude']}°, and nowhere else"
    )
    needs = ", ".join(f"{series} {hours} of the last 24 hours" for series, hours in manifest["needs"].items())
    lines = [
        f"# {manifest['id']}, {manifest['version']}",
        "",
        f"Forecasts {manifest['quantity']} ({unit}) 4, 24 and 72 hours ahead and for the next three local days: seven quantiles and a mean.",
        f"It may be served {where}. It needs: {needs}. It knows no station by name.",
        "",
        f"Trained on targets up to {manifest['trainedTo'][:10]} with gradient-boosted trees (LightGBM {manifest['madeBy']['lightgbm']}), one ensemble for each output of each head.",
        "",
        "## Data",
        "",
        *[f"- {d['name']}, {d['span']}. {d['licence']}. {d['source']}" for d in manifest["data"]],
        "",
        "## How good",
        "",
        *notes,
        "",
        f"| head | rows | MAE, {unit} | RMSE | skill over persistence (MAE) | over climatology (MSE) | in 80 % band |",
        "|---|---|---|---|---|---|---|",
    ]
    for head, m in manifest["metrics"].items():
        if not m:
            continue
        covered = f"{m['coverage80']:.3f}" if "coverage80" in m else "–"
        lines.append(
            f"| {head} | {m['n']:,} | {m['mae']:.3g} | {m['rmse']:.3g} | {m['skillMaePersistence']:.3f} | {m['skillMseClimatology']:.3f} | {covered} |"
        )
    lines += [
        "",
        "## What it cannot do",
        "",
        "It sees no weather forecast: a change of weather that has not begun cannot be foreseen, and at 72 hours a climatology is often as good.",
        "Single sharp peaks are forecast as a chance, in the upper quantiles, and not as a point. It is no basis for medical decisions.",
        "",
        f"Licence of the model: {manifest['licence']}",
    ]
    return "\n".join(lines) + "\n"
