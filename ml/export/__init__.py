"""LightGBM to ONNX, and what stands beside a model on disk."""
