"""Which model serves: stages in ml/models/registry.json, runs and versions in MLflow."""
