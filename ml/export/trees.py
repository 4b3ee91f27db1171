"""LightGBM ensembles as one ONNX TreeEnsembleRegressor with a target for each ensemble (ai.onnx.ml 3, IR 8).

Thresholds are rounded down to float32, so that a float32 feature takes the same branch as in LightGBM's float64; missing
values follow LightGBM's default branch.
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
    tree_id = 0
    for target, booster in enumerate(boosters):
        for tree in booster.dump_model()["tree_info"]:
            columns.add(tree["tree_structure"], tree_id, target)
            tree_id += 1
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["outputs"],
        domain="ai.onnx.ml",
        n_targets=len(boosters),
        aggregate_function="SUM",
        post_transform="NONE",
        **columns.attributes(),
    )
    graph = helper.make_graph(
        [node],
        "forecast",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, features])],
        [helper.make_tensor_value_info("outputs", TensorProto.FLOAT, [None, len(boosters)])],
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 3)], producer_name="aqmrg"
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    return packed(model)


def packed(model: onnx.ModelProto) -> bytes:
    """The model with its lists of numbers packed, which every reader of Protocol Buffers understands: a quarter smaller."""
    (node,) = model.graph.node
    attributes = b"".join(_field(5, _packed_attribute(a)) for a in node.attribute)
    bare_node, bare_graph, bare_model = onnx.NodeProto(), onnx.GraphProto(), onnx.ModelProto()
    bare_node.CopyFrom(node)
    bare_graph.CopyFrom(model.graph)
    bare_model.CopyFrom(model)
    del bare_node.attribute[:], bare_graph.node[:]
    bare_model.ClearField("graph")
    whole_node = bare_node.SerializeToString(deterministic=True) + attributes
    graph = _field(1, whole_node) + bare_graph.SerializeToString(deterministic=True)
    return bare_model.SerializeToString(deterministic=True) + _field(7, graph)


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
