"""Checks that the exported file gives what LightGBM gives."""

from __future__ import annotations

import numpy as np
import onnxruntime

LARGEST_DIFFERENCE = 1e-3


def session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def run(model: onnxruntime.InferenceSession, x: np.ndarray, chunk: int = 20_000) -> np.ndarray:
    """[rows, 8], as float64."""
    parts = [
        model.run(None, {"features": np.ascontiguousarray(x[i : i + chunk], dtype=np.float32)})[0]
        for i in range(0, len(x), chunk)
    ]
    return np.concatenate(parts).astype(np.float64) if parts else np.empty((0, 8))


def with_holes(x: np.ndarray, seed: int = 3) -> np.ndarray:
    """Half of the rows with a third of their values missing, and one row without any."""
    rng = np.random.default_rng(seed)
    out = x.copy()
    holes = rng.random(out.shape) < 1 / 3
    holes[: len(out) // 2] = False
    out[holes] = np.nan
    out[-1] = np.nan
    return out
