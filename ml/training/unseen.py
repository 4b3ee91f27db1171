"""How the forecasts do in cities that the model has never seen: leave groups of cities out, on 2023."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from ml.evaluation import climate
from ml.evaluation.judge import reported
from ml.evaluation.tables import Report
from ml.training import conformal, heads
from ml.training.africa import NOT_AFRICAN, QUANTITY, Material, end_of, gather
from ml.training.baselines import ANY, Climatology
from ml.training.log import say
from ml.training.recipes import PM_ONLY
from ml.training.samples import joined

HEADS = ("PT4H", "PT24H", "PT72H", "D1")
GROUPS = (
    ("Abuja", "AddisAbabaJacros", "AddisAbabaCentral", "AddisAbabaSchool", "Conakry"),
    ("Accra", "Algiers", "KhartoumEmbassy", "KhartoumResidential", "Nairobi"),
    ("Antananarivo", "Bamako", "NDjamena", "Lagos"),
    ("Dakar", "Kampala", "Ouagadougou", "Libreville"),
)
"""Monitors of one city together: a neighbour would give it away."""


def evaluate(folder: Path, reports: Path) -> dict[str, dict[str, Report]]:
    """Reports on 2023 by `unseen` and `seen`: the same rows by models without and with the city."""
    material = gather(folder)
    told = {
        "unseen": {head: _head(material, head, leave_out=True) for head in HEADS},
        "seen": {head: _head(material, head, leave_out=False) for head in HEADS},
    }
    (reports / "africa-2023-unseen.json").write_text(json.dumps(told, indent=1) + "\n")
    return told


def _head(material: Material, head: str, *, leave_out: bool) -> Report:
    learn, test = material.learn[head], material.judge[head]
    fit_rows, calibration = learn.between(None, end_of(2021)), learn.between(end_of(2021), end_of(2022))
    parts, forecasts = [], []
    for group in GROUPS if leave_out else (tuple(sorted(set(test.station) - set(NOT_AFRICAN))),):
        away = group if leave_out else ()
        fitted = heads.fit(fit_rows.where(~np.isin(fit_rows.station, away)), material.names, PM_ONLY[head])
        kept = calibration.where(~np.isin(calibration.station, away))
        own = test.where(np.isin(test.station, group))
        scales = conformal.scales(kept.y, fitted.unscaled(kept.x))
        parts.append(own)
        forecasts.append(conformal.applied(fitted.unscaled(own.x), scales))
    told = reported(joined(parts), np.concatenate(forecasts), _climate(material, leave_out=leave_out), head)
    pooled = told["pooled"]
    say(
        f"{head} {'unseen' if leave_out else 'seen'}: "
        + ", ".join(f"{k} {pooled[k]:.3f}" for k in ("skillMaePersistence", "skillMaeSameHour7", "coverage80"))
    )  # type: ignore[index]
    return told


def _climate(material: Material, *, leave_out: bool) -> Climatology:
    """For a city that nobody has seen, only what all the others have in common."""
    whole = climate.until(material.stations, QUANTITY, end_of(2022))
    if not leave_out:
        return whole
    table = {ANY: whole.table[ANY]}
    for group in GROUPS:
        others = climate.until([s for s in material.stations if s.name not in group], QUANTITY, end_of(2022))
        table |= dict.fromkeys(group, others.table[ANY])
    return Climatology(table)
