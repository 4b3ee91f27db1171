"""Forecasts of a head for samples, ready to be scored."""

from __future__ import annotations

import numpy as np

from ml.evaluation.climate import values
from ml.evaluation.scores import Judged
from ml.evaluation.tables import Report, report
from ml.training.baselines import Climatology
from ml.training.samples import Samples


def judged(samples: Samples, forecast: np.ndarray, climate: Climatology, head: str, factor: float = 1.0) -> Judged:
    """`factor` turns the platform's unit into the one that is reported (µg/m³ of gases)."""
    told = (samples.y, forecast, samples.persistence, samples.same7, values(climate, samples, head))
    return Judged(*(np.asarray(x, dtype=np.float64) * factor for x in told))


def reported(
    samples: Samples,
    forecast: np.ndarray,
    climate: Climatology,
    head: str,
    *,
    factor: float = 1.0,
    with_levels: bool = True,
) -> Report:
    return report(
        judged(samples, forecast, climate, head, factor), samples.station, samples.target, with_levels=with_levels
    )
