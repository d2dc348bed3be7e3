"""Write the files that ship: the encoder as ONNX, the heads as NumPy arrays, the tokenizer, a card of what they are.

    python -m training.export RUN_DIR [--out src/aitia/neural/data] [--floats]

Matrices are eight-bit integers with a scale per channel, embeddings sixteen-bit floats. `--floats` keeps everything in
thirty-two bits, to measure what the smaller file costs.
"""

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.net import Reader, load_encoder
from training.train import base_folder

OUT = Path(__file__).parent.parent / "src/aitia/neural/data"


class Whole(nn.Module):
    """The encoder for one sentence without padding: no mask is needed."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        hidden: Tensor = self.encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
        return hidden


def encoder_file(model: Reader, out: Path, floats: bool) -> None:
    """The encoder as ONNX: `ids` (1, pieces) in, `hidden` (1, pieces, width) out."""
    with tempfile.TemporaryDirectory() as folder:
        plain = str(Path(folder) / "plain.onnx")
        axes = {"ids": {1: "pieces"}, "hidden": {1: "pieces"}}
        torch.onnx.export(
            Whole(model.encoder).eval(), (torch.randint(1000, 2000, (1, 32)),), plain, input_names=["ids"],
            output_names=["hidden"], dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        if floats:
            shutil.copy(plain, out)
            return
        small = str(Path(folder) / "small.onnx")
        quantize_dynamic(plain, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])
        made = onnx.load(small)
        halve_embeddings(made)
        made.producer_version = ""
        out.write_bytes(made.SerializeToString(deterministic=True))


def halve_embeddings(model: Any) -> None:
    """Keep the tables that `Gather` reads as sixteen-bit floats, cast back row by row after the look-up."""
    tables = {
        i.name: i
        for i in model.graph.initializer
        if i.data_type == TensorProto.FLOAT and len(i.dims) == 2 and i.dims[0] > 400
    }
    nodes = []
    for node in model.graph.node:
        nodes.append(node)
        if node.op_type == "Gather" and node.input[0] in tables:
            table = tables[node.input[0]]
            array = numpy_helper.to_array(table)
            if array.dtype == np.float32:
                table.CopyFrom(numpy_helper.from_array(array.astype(np.float16), table.name))
            result = node.output[0]
            node.output[0] = result + "_half"
            nodes.append(
                helper.make_node("Cast", [result + "_half"], [result], to=TensorProto.FLOAT, name=node.name + "_cast")
            )
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def heads_file(model: Reader, out: Path) -> None:
    """All heads in one archive: matrices `HEAD.part` as eight-bit integers with `HEAD.part_scale` a column, biases as floats."""
    arrays: dict[str, Any] = {}
    for name, head in model.heads.items():
        arrays |= small(f"{name}.first", head.first.weight) | small(f"{name}.second", head.second.weight)
        for part in ("first", "second"):
            arrays[f"{name}.{part}_bias"] = getattr(head, part).bias.detach().numpy().astype(np.float32)
    for name, attention in model.attention.items():
        for part in ("query", "key", "value"):
            arrays |= small(f"{name}.{part}", getattr(attention, part).weight)
    with out.open("wb") as file:
        np.savez(file, **{k: np.ascontiguousarray(v) for k, v in sorted(arrays.items())})


def small(name: str, weight: Tensor) -> dict[str, Any]:
    """A matrix, inputs by outputs, as integers from -127 to 127 and the scale of each output."""
    matrix = weight.detach().numpy().T.astype(np.float32)
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / 127
    return {name: np.round(matrix / scale).astype(np.int8), f"{name}_scale": scale}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run")
    parser.add_argument("--out", default=str(OUT))
    parser.add_argument("--floats", action="store_true")
    args = parser.parse_args()
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    model = Reader(load_encoder(base_folder()))
    saved = torch.load(Path(args.run) / "model.pt")
    model.load_state_dict(saved)
    model.eval()
    encoder_file(model, out / "encoder.onnx", args.floats)
    heads_file(model, out / "heads.npz")
    shutil.copy(Path(base_folder()) / "tokenizer.json", out / "tokenizer.json")
    sizes = {
        p.name: p.stat().st_size
        for p in sorted(out.iterdir())
        if p.suffix in (".onnx", ".npz") or p.name == "tokenizer.json"
    }
    digest = hashlib.sha256((out / "encoder.onnx").read_bytes() + (out / "heads.npz").read_bytes()).hexdigest()[:12]
    print(json.dumps({"digest": digest, "bytes": sizes, "megabytes": round(sum(sizes.values()) / 1e6, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
