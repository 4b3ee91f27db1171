"""How each head is fitted. Chosen on validation years that come before every test year; see ml/README.md."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ml.features.definition import HEADS


@dataclass(frozen=True)
class Recipe:
    trees: int
    rate: float
    leaves: int
    least_rows: int
    """A leaf holds at least so many (of the thinned) rows"""
    feature_share: float
    row_share: float
    l2: float
    times: str | None = None
    """A feature: the target is divided by it (plus `plus`), and outputs are multiplied again"""
    plus: float = 5.0
    without: tuple[str, ...] = ()
    tail_share: float = 1.0
    """Of the trees, for the outer quantiles .05, .1, .9, .95"""
    mean_share: float = 1.0

    def trees_of(self, output: str) -> int:
        share = (
            self.mean_share if output == "mean" else self.tail_share if output in ("q05", "q10", "q90", "q95") else 1.0
        )
        return max(1, round(self.trees * share))


STRIDE = 3
"""Of each station, every so many-th hour is learnt from: neighbouring hours say nearly the same."""

_HOURS = Recipe(
    trees=220,
    rate=0.06,
    leaves=24,
    least_rows=200,
    feature_share=0.5,
    row_share=0.6,
    l2=1.0,
    tail_share=0.8,
    mean_share=0.8,
)
_LATER = replace(_HOURS, trees=140, leaves=20, rate=0.05, mean_share=0.7)
PM_ONLY: dict[str, Recipe] = {head: _HOURS if head == "PT4H" else _LATER for head in HEADS}

_NEAR = Recipe(
    trees=220,
    rate=0.06,
    leaves=15,
    least_rows=300,
    feature_share=0.3,
    row_share=0.6,
    l2=10.0,
    tail_share=0.8,
)
_FAR = Recipe(
    trees=200,
    rate=0.03,
    leaves=10,
    least_rows=1500,
    feature_share=0.1,
    row_share=0.3,
    l2=1.0,
    tail_share=0.8,
)
_FARTHEST = replace(_FAR, least_rows=2000, row_share=0.15)
FULL: dict[str, Recipe] = {
    "PT4H": _NEAR,
    "PT24H": _FAR,
    "PT72H": _FARTHEST,
    "D1": _FAR,
    "D2": _FARTHEST,
    "D3": _FARTHEST,
}

_SMALL_NEAR = replace(_NEAR, trees=150, tail_share=0.6)
_SMALL_FAR = replace(_FAR, tail_share=0.6)
_SMALL_FARTHEST = replace(_FARTHEST, tail_share=0.6)
FULL_OTHERS: dict[str, Recipe] = {
    "PT4H": _SMALL_NEAR,
    "PT24H": _SMALL_FAR,
    "PT72H": _SMALL_FARTHEST,
    "D1": _SMALL_FAR,
    "D2": _SMALL_FARTHEST,
    "D3": _SMALL_FARTHEST,
}
"""Smaller, for the other quantities: files stay small"""
