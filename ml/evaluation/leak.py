"""Results too good to be true.

In Beijing, a model that was told the future weather reached a skill over climatology (squared error) of .68 at 24 h and .63 at
72 h (RMSE 45 and 48 over a whole year). A forecast that does as well without a weather forecast has seen what it must not. Of
the half-year that the pipeline judges on, its own oracle says how well that is.
"""

from __future__ import annotations

from typing import Any

MOST = {"PT24H": 0.68, "PT72H": 0.63}


def most_of(oracle: dict[str, Any]) -> dict[str, float]:
    """What perfect foresight of the weather gave on the same rows."""
    return {head: _skill(oracle, head) for head in MOST}


def suspected(heads: dict[str, Any], most: dict[str, float] = MOST) -> list[str]:
    """Sentences; none where nothing is suspicious."""
    return [
        f"LEAK? {head}: skill {_skill(heads, head):.2f} over climatology, where perfect foresight of the weather gave {limit:.2f}."
        for head, limit in most.items()
        if head in heads and _skill(heads, head) >= limit
    ]


def _skill(heads: dict[str, Any], head: str) -> float:
    return heads[head]["pooled"]["skillMseClimatology"]
