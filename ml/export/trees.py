"""LightGBM ensembles as one ONNX TreeEnsembleRegressor with a target for each ensemble (ai.onnx.ml 3, IR 8).

Thresholds are rounded down to float32, so that a float32 feature takes the same branch as in LightGBM's float64; missing
values follow LightGBM's default branch. An ensemble with a log link is raised to the power of e behind its trees: the mean, which
is the last target.
"""

from __future__ import annotations

import lightgbm as lgb
import numpy as np
import onnx
from onnx import TensorProto, helper

_K_ZERO = 1e-35


def to_onnx(boosters: list[lgb.Booster], features: int) -> bytes:
    """The serialised model: input `features` float32 [rows, n], output `outputs` float32 [rows, ensembles]."""
    columns = _Columns()
    bases, tree_id = [0.0] * len(boosters), 0
    for target, booster in enumerate(boosters):
        told = booster.dump_model()
        if is_log := told["objective"] == "gamma":
            # what all rows have in common is kept out of the sum of float32: e to its power would show the rounding
            bases[target] = _taken_out(told["tree_info"][0]["tree_structure"])
        if is_log and target != len(boosters) - 1:
            raise ValueError("only the last ensemble may have a log link")
        for tree in told["tree_info"]:
            columns.add(tree["tree_structure"], tree_id, target)
            tree_id += 1
    nodes, constants = [], []
    sums = "outputs" if bases[-1] == 0 else "sums"
    nodes.append(
        helper.make_node(
            "TreeEnsembleRegressor",
            ["features"],
            [sums],
            domain="ai.onnx.ml",
            n_targets=len(boosters),
            aggregate_function="SUM",
            post_transform="NONE",
            **columns.attributes(),
        )
    )
    if bases[-1] != 0:
        quantiles = len(boosters) - 1
        constants = [
            helper.make_tensor("sizes", TensorProto.INT64, [2], [quantiles, 1]),
            helper.make_tensor("base", TensorProto.FLOAT, [1], [float(np.exp(bases[-1]))]),
        ]
        nodes += [
            helper.make_node("Split", [sums, "sizes"], ["quantiles", "log"], axis=1),
            helper.make_node("Exp", ["log"], ["ratio"]),
            helper.make_node("Mul", ["ratio", "base"], ["mean"]),
            helper.make_node("Concat", ["quantiles", "mean"], ["outputs"], axis=1),
        ]
    graph = helper.make_graph(
        nodes,
        "forecast",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, features])],
        [helper.make_tensor_value_info("outputs", TensorProto.FLOAT, [None, len(boosters)])],
        constants,
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 3)], producer_name="aqmrg"
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    return packed(model)


def _taken_out(tree: dict) -> float:
    """Subtracts from all leaves of a tree what they have in common, and gives it."""
    leaves, queue = [], [tree]
    for node in queue:
        if "split_feature" in node:
            queue += [node["left_child"], node["right_child"]]
        else:
            leaves.append(node)
    common = float(np.mean([leaf["leaf_value"] for leaf in leaves]))
    for leaf in leaves:
        leaf["leaf_value"] -= common
    return common


def packed(model: onnx.ModelProto) -> bytes:
    """The model with its lists of numbers packed, which every reader of Protocol Buffers understands: a quarter smaller."""
    bare_graph, bare_model = onnx.GraphProto(), onnx.ModelProto()
    bare_graph.CopyFrom(model.graph)
    bare_model.CopyFrom(model)
    del bare_graph.node[:]
    bare_model.ClearField("graph")
    nodes = b"".join(_field(1, _packed_node(node)) for node in model.graph.node)
    graph = nodes + bare_graph.SerializeToString(deterministic=True)
    return bare_model.SerializeToString(deterministic=True) + _field(7, graph)


def _packed_node(node: onnx.NodeProto) -> bytes:
    bare = onnx.NodeProto()
    bare.CopyFrom(node)
    del bare.attribute[:]
    attributes = b"".join(_field(5, _packed_attribute(a)) for a in node.attribute)
    return bare.SerializeToString(deterministic=True) + attributes


def _packed_attribute(attribute: onnx.AttributeProto) -> bytes:
    bare = onnx.AttributeProto()
    bare.CopyFrom(attribute)
    bare.ClearField("ints")
    bare.ClearField("floats")
    out = bare.SerializeToString(deterministic=True)
    if attribute.floats:
        out += _field(7, np.array(attribute.floats, dtype="<f4").tobytes())
    if attribute.ints:
        out += _field(8, b"".join(_varint(i) for i in attribute.ints))
    return out


def _field(number: int, content: bytes) -> bytes:
    """A field of length-delimited content."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    """Of a number that is not negative."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


class _Columns:
    def __init__(self) -> None:
        self.nodes: dict[str, list] = {
            k: []
            for k in (
                "treeids",
                "nodeids",
                "featureids",
                "modes",
                "values",
                "truenodeids",
                "falsenodeids",
                "missing_value_tracks_true",
            )
        }
        self.targets: dict[str, list] = {k: [] for k in ("treeids", "nodeids", "ids", "weights")}

    def add(self, root: dict, tree: int, target: int) -> None:
        """Numbers the nodes of a tree breadth first."""
        queue, count = [root], 1
        for number, node in enumerate(queue):
            is_branch = "split_feature" in node
            children = (count, count + 1) if is_branch else (0, 0)
            self._node(node, tree, number, children)
            if is_branch:
                queue += [node["left_child"], node["right_child"]]
                count += 2
            else:
                for key, value in (
                    ("treeids", tree),
                    ("nodeids", number),
                    ("ids", target),
                    ("weights", float(np.float32(node["leaf_value"]))),
                ):
                    self.targets[key].append(value)

    def _node(self, node: dict, tree: int, number: int, children: tuple[int, int]) -> None:
        is_branch = "split_feature" in node
        told = {
            "treeids": tree, "nodeids": number, "truenodeids": children[0], "falsenodeids": children[1],
            "featureids": node["split_feature"] if is_branch else 0,
            "modes": "BRANCH_LEQ" if is_branch else "LEAF",
            "values": rounded_down(node["threshold"]) if is_branch else 0.0,
            "missing_value_tracks_true": int(_missing_goes_left(node)) if is_branch else 0,
        }  # fmt: skip
        for key, value in told.items():
            self.nodes[key].append(value)

    def attributes(self) -> dict[str, list]:
        return {
            **{f"nodes_{k}": v for k, v in self.nodes.items()},
            **{f"target_{k}": v for k, v in self.targets.items()},
        }


def _missing_goes_left(node: dict) -> bool:
    if node["decision_type"] != "<=":
        raise ValueError("categorical splits are not exported")
    if node["missing_type"] == "Zero":
        raise ValueError("zero as missing is not exported")
    # without missing values in training, LightGBM reads one as 0
    return bool(node["default_left"]) if node["missing_type"] == "NaN" else node["threshold"] >= 0


def rounded_down(threshold: float) -> float:
    """The largest float32 that is not above. LightGBM takes up to 1e-35 for zero, as does float32 here."""
    if abs(threshold) <= 2 * _K_ZERO:
        return float(np.float32(threshold))
    with np.errstate(over="ignore"):
        near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))
