"""Makes the ONNX files of the runtime's tests: python ml/runtime/testing/make_onnx.py (needs onnx).

One tree an output, of one split: the first column at most 20 or missing, or above. Quantiles come out in a wrong order.
"""

from pathlib import Path

from onnx import TensorProto, checker, helper

FOLDER = Path(__file__).parent
ORDER = [2, 0, 1, 3, 6, 5, 4]


def trees(columns: int, low: float, high: float, outputs: int = 8) -> bytes:
    """q of rank r is `low` or `high` + r - 3; the mean is `low` or `high` + 0.5."""
    nodes: list[tuple[int, int, str, int, float, int, int, int]] = []
    leaves: list[tuple[int, int, int, float]] = []
    for output in range(outputs):
        offset = ORDER[output] - 3 if output < 7 else 0.5
        nodes += [
            (output, 0, "BRANCH_LEQ", 0, 20.0, 1, 2, 1),
            (output, 1, "LEAF", 0, 0.0, 0, 0, 0),
            (output, 2, "LEAF", 0, 0.0, 0, 0, 0),
        ]
        leaves += [(output, 1, output, low + offset), (output, 2, output, high + offset)]
    trees, ids, modes, features, values, yes, no, missing = (list(x) for x in zip(*nodes, strict=True))
    leaf_trees, leaf_ids, targets, weights = (list(x) for x in zip(*leaves, strict=True))
    node = helper.make_node(
        "TreeEnsembleRegressor", ["x"], ["y"], domain="ai.onnx.ml", n_targets=outputs,
        nodes_treeids=trees, nodes_nodeids=ids, nodes_modes=modes, nodes_featureids=features, nodes_values=values,
        nodes_truenodeids=yes, nodes_falsenodeids=no, nodes_missing_value_tracks_true=missing,
        target_treeids=leaf_trees, target_nodeids=leaf_ids, target_ids=targets, target_weights=weights,
    )  # fmt: skip
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, columns])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, outputs])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(helper.make_graph([node], "steps", [x], [y]), opset_imports=opsets, ir_version=8)
    checker.check_model(model)
    return bytes(model.SerializeToString())


if __name__ == "__main__":
    (FOLDER / "steps.onnx").write_bytes(trees(2, 10.0, 40.0))
    (FOLDER / "higher-steps.onnx").write_bytes(trees(2, 110.0, 140.0))
    (FOLDER / "four-outputs.onnx").write_bytes(trees(2, 10.0, 40.0, outputs=4))
