"""Results too good to be true.

In Beijing, a model that was told the future weather reached a skill over climatology (squared error) of .68 at 24 h and .63 at
72 h (RMSE 45 and 48 over a whole year). A forecast that does as well without a weather forecast has seen what it must not.
"""

from __future__ import annotations

from typing import Any

MOST = {"PT24H": 0.68, "PT72H": 0.63}


def suspected(heads: dict[str, Any]) -> list[str]:
    """Sentences; none where nothing is suspicious."""
    found = []
    for head, most in MOST.items():
        skill = heads[head]["pooled"]["skillMseClimatology"] if head in heads else 0
        if skill > most:
            found.append(
                f"LEAK? {head}: skill {skill:.2f} over climatology, where perfect foresight of the weather gave {most}."
            )
    return found
