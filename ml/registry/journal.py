"""registry.json, which the runtime follows, and the journal beside it that makes every change undoable."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

STAGES = ("production", "replay", "shadow")
Stages = dict[str, list[str]]


class Refused(Exception):
    """What was asked for cannot be done."""


def registry_of(models: Path) -> dict[str, Any]:
    path = models / "registry.json"
    return json.loads(path.read_text()) if path.exists() else {"version": 1, "models": {}}


def manifest_of(models: Path, ref: str) -> dict[str, Any]:
    """`ref` is <id>@<version>."""
    folder = models.joinpath(*ref.split("@", 1)) if ref.count("@") == 1 else None
    if folder is None or not (folder / "manifest.json").exists():
        raise Refused(f"no model {ref}: known are {', '.join(known(models))}")
    return json.loads((folder / "manifest.json").read_text())


def known(models: Path) -> list[str]:
    return sorted(f"{p.parent.parent.name}@{p.parent.name}" for p in models.glob("*/*/manifest.json"))


def promote(models: Path, ref: str, stage: str) -> Stages:
    """Puts a model at a stage in place of another version of it; FULL models stand before PM_ONLY. It leaves the shadow."""
    manifest = manifest_of(models, ref)
    quantity, name = manifest["quantity"], manifest["id"]
    stages = _stages(models, quantity)
    kept = [other for other in stages[stage] if other.split("@")[0] != name]
    after = {**stages, stage: sorted([*kept, ref], key=lambda r: manifest_of(models, r)["kind"] != "FULL")}
    if stage != "shadow":
        after["shadow"] = [other for other in after["shadow"] if other != ref]
    return _change(models, quantity, after, f"promote {ref} to {stage}")


def withdraw(models: Path, ref: str, stage: str) -> Stages:
    """Takes a model from a stage; another rung of the ladder serves then."""
    quantity = manifest_of(models, ref)["quantity"]
    stages = _stages(models, quantity)
    if ref not in stages[stage]:
        raise Refused(f"{ref} is not at {stage}")
    return _change(
        models, quantity, {**stages, stage: [r for r in stages[stage] if r != ref]}, f"withdraw {ref} from {stage}"
    )


def rollback(models: Path, quantity: str) -> Stages:
    """Undoes the newest change of a quantity's stages."""
    entries = _journal(models)
    mine = [i for i, entry in enumerate(entries) if entry["quantity"] == quantity]
    if not mine:
        raise Refused(f"nothing to roll back for {quantity}")
    entry = entries.pop(mine[-1])
    registry = registry_of(models)
    registry["models"][quantity] = entry["before"]
    _replace(models / "registry.json", registry)
    _write_journal(models, entries)
    return entry["before"]


def begin(models: Path) -> None:
    """Stages of a fresh set of models: the newest version of each in production, 2022's for what is replayed.

    Where stages were given already, they stay: who trains anew decides nothing about what serves.
    """
    if (models / "registry.json").exists():
        return
    registry = {"version": 1, "models": {}}
    for ref in known(models):
        manifest = manifest_of(models, ref)
        stages = registry["models"].setdefault(manifest["quantity"], {stage: [] for stage in STAGES})
        stages["production"] = [r for r in stages["production"] if not r.startswith(f"{manifest['id']}@")]
        stages["production"].append(ref)
        stages["production"].sort(key=lambda r: manifest_of(models, r)["kind"] != "FULL")
        if manifest["kind"] == "PM_ONLY" and manifest["trainedTo"] < "2023":
            stages["replay"] = [ref]
    _replace(models / "registry.json", registry)


def _stages(models: Path, quantity: str) -> Stages:
    told = registry_of(models)["models"].get(quantity, {})
    return {stage: list(told.get(stage, [])) for stage in STAGES}


def _change(models: Path, quantity: str, after: Stages, what: str) -> Stages:
    registry = registry_of(models)
    entry = {
        "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "what": what,
        "quantity": quantity,
        "before": _stages(models, quantity),
    }
    registry["models"][quantity] = after
    _write_journal(models, [*_journal(models), entry])
    _replace(models / "registry.json", registry)
    return after


def _journal(models: Path) -> list[dict[str, Any]]:
    path = models / "journal.json"
    return json.loads(path.read_text()) if path.exists() else []


def _write_journal(models: Path, entries: list[dict[str, Any]]) -> None:
    path = models / "journal.json"
    if entries:
        _replace(path, entries)
    else:
        path.unlink(missing_ok=True)


def _replace(path: Path, told: object) -> None:
    """Whoever reads meanwhile sees the old file or the new one, never a part."""
    part = path.with_suffix(".part")
    with part.open("w") as file:
        file.write(json.dumps(told, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
