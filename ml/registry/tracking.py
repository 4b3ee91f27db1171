"""Runs and versions in MLflow: a file store in ml/.mlflow, or the server at MLFLOW_TRACKING_URI."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ml.registry.journal import STAGES

STORE = Path(__file__).parents[1] / ".mlflow"
EXPERIMENT = "forecasts"


def uri() -> str:
    return os.environ.get("MLFLOW_TRACKING_URI") or STORE.as_uri()


def client() -> Any:  # noqa: ANN401 (MLflow is loaded where it is needed: it takes seconds)
    # a store of files is enough here, and asks for no database
    os.environ.setdefault("MLFLOW_ALLOW_FILE_STORE", "true")
    from mlflow import MlflowClient

    return MlflowClient(tracking_uri=uri(), registry_uri=uri())


def log_models(models: Path, reports: Path) -> None:
    """A run and a version for each model on disk: parameters, metrics, and its whole folder as artifacts."""
    own = client()
    for path in sorted(models.glob("*/*/manifest.json")):
        log_model(own, path, reports)


def log_model(own: Any, manifest_path: Path, reports: Path | None) -> str:  # noqa: ANN401
    manifest = json.loads(manifest_path.read_text())
    found = own.get_experiment_by_name(EXPERIMENT)
    experiment = found.experiment_id if found else own.create_experiment(EXPERIMENT)
    run = own.create_run(experiment, run_name=f"{manifest['id']}@{manifest['version']}").info.run_id
    for key in ("id", "version", "quantity", "kind", "trainedFrom", "trainedTo"):
        own.log_param(run, key, manifest[key])
    for key, value in manifest["madeBy"].items():
        own.log_param(run, f"madeBy.{key}", value)
    own.log_param(run, "features.sha256", manifest["features"]["sha256"])
    for head, told in manifest["heads"].items():
        own.log_param(run, f"{head}.rows", told["rows"])
        own.log_param(run, f"{head}.sha256", told["sha256"])
    for head, metrics in manifest["metrics"].items():
        for name, value in metrics.items():
            own.log_metric(run, f"{head}.{name}", value)
    own.log_artifacts(run, str(manifest_path.parent), "model")
    if reports is not None and reports.exists():
        own.log_artifacts(run, str(reports), "report")
    own.set_terminated(run)
    if not any(m.name == manifest["id"] for m in own.search_registered_models()):
        own.create_registered_model(manifest["id"])
    source = f"{own.get_run(run).info.artifact_uri}/model"
    own.create_model_version(manifest["id"], source, run, tags={"version": manifest["version"]})
    return run


def mirror(models: Path, registry: dict[str, Any]) -> None:
    """Says in MLflow which version stands at which stage: aliases production, replay, shadow."""
    own = client()
    named = {
        (ref.split("@")[0], stage): ref.split("@")[1]
        for stages in registry["models"].values()
        for stage, refs in stages.items()
        for ref in refs
    }
    for (name, stage), version in named.items():
        own.set_registered_model_alias(name, stage, _version_of(own, models, name, version))
    for model in own.search_registered_models():
        for stage in set(model.aliases) & set(STAGES):
            if (model.name, stage) not in named:
                own.delete_registered_model_alias(model.name, stage)


def _version_of(own: Any, models: Path, name: str, version: str) -> str:  # noqa: ANN401
    def search() -> list[Any]:
        found = own.search_model_versions(f"name = '{name}'")
        return sorted((v for v in found if v.tags.get("version") == version), key=lambda v: int(v.version))

    if not any(m.name == name for m in own.search_registered_models()) or not search():
        log_model(own, models / name / version / "manifest.json", None)
    return str(search()[-1].version)
