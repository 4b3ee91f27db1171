"""Moves models between stages: `ml/run.sh registry promote pm25-pm-only@2023-12-31 --stage production`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ml.export.write import MODELS
from ml.registry import journal, tracking


def main(argv: list[str] | None = None) -> int:
    told = _parser().parse_args(argv)
    try:
        _do(told)
    except journal.Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def _do(told: argparse.Namespace) -> None:
    models: Path = told.models
    match told.command:
        case "list":
            print(json.dumps(journal.registry_of(models), indent=2))
            for ref in journal.known(models):
                manifest = journal.manifest_of(models, ref)
                skill = ", ".join(f"{h} {m['skillMaePersistence']:.3f}" for h, m in manifest["metrics"].items() if m)
                print(
                    f"{ref}: {manifest['kind']} of {manifest['quantity']}, trained to {manifest['trainedTo'][:10]}; skill over persistence: {skill or 'not judged yet'}"
                )
            return
        case "promote":
            journal.promote(models, told.model, told.stage)
        case "shadow":
            journal.promote(models, told.model, "shadow")
        case "withdraw":
            journal.withdraw(models, told.model, told.stage)
        case "rollback":
            journal.rollback(models, told.quantity)
        case "log":
            tracking.log_models(models, models.parent / "evaluation/report")
    if not told.no_tracking:
        tracking.mirror(models, journal.registry_of(models))
    print(json.dumps(journal.registry_of(models)["models"], indent=2))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ml/run.sh registry", description=__doc__)
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--no-tracking", action="store_true", help="leave MLflow alone")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="stages, and every model on disk")
    for name, text in (("promote", "let a model serve at a stage"), ("withdraw", "take a model from a stage")):
        one = commands.add_parser(name, help=text)
        one.add_argument("model", help="<id>@<version>")
        one.add_argument("--stage", choices=journal.STAGES, default="production")
    commands.add_parser("shadow", help="let a model run beside production, compared and never shown").add_argument(
        "model", help="<id>@<version>"
    )
    commands.add_parser("rollback", help="undo the newest change of a quantity").add_argument(
        "quantity", nargs="?", default="PM25"
    )
    commands.add_parser("log", help="log every model on disk to MLflow")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
