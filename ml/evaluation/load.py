"""Finds out what a folder holds and reads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ml.training.load import airnow, beijing, exports
from ml.training.station import Station


@dataclass(frozen=True)
class Found:
    shape: str
    """AirNow, Beijing or export"""
    stations: list[Station]


def found_in(folder: Path) -> list[Found]:
    """One entry for each shape that the folder holds."""
    files = sorted(p for p in folder.rglob("*") if p.name.endswith((".csv", ".csv.gz")) and p.is_file())
    embassies = [p for p in files if airnow.is_airnow(p)]
    own = [s for p in files if exports.is_export(p) for s in exports.read(p)]
    sets = [
        Found("AirNow", airnow.read_files(embassies)),
        Found("Beijing", beijing.read_files([p for p in files if beijing.is_beijing(p)])),
        Found("export", own),
    ]
    return [s for s in sets if s.stations]
