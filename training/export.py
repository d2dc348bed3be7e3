"""Write the files that ship: the encoder as ONNX, the heads as NumPy arrays, the tokenizer, a card of what they are.

    python -m training.export RUN_DIR [--branches] [--out src/aitia/neural/data]

Matrices are eight-bit integers with a scale per channel, vectors of word pieces too, with a scale per piece, packed in a
file of their own. Branches trained on the run (`training.branch`) are taken up.
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

from aitia.neural.encoder import Words
from aitia.neural.heads import ATTENDING, BRANCHES, SHAPES, UNASKED, WIDTH
from aitia.neural.pieces import MAX_PIECES
from training.net import Branch, Reader, load_encoder
from training.train import base_folder

PLACES = 512  # of the public encoder
OUT = Path(__file__).parent.parent / "src/aitia/neural/data"


class Whole(nn.Module):
    """The encoder for one sentence without padding: no mask is needed."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        hidden: Tensor = self.encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
        return hidden


def encoder_file(model: Reader, out: Path) -> None:
    """The encoder as ONNX: `ids` (1, pieces) and their vectors `words` (1, pieces, width) in, `hidden`, as wide, out."""
    graph(Whole(model.encoder), torch.randint(1000, 2000, (1, 32)), "ids", out)


def graph(module: nn.Module, example: Tensor, given: str, out: Path) -> None:
    """A network of one sentence as ONNX, its matrices in eight bits."""
    with tempfile.TemporaryDirectory() as folder:
        plain = str(Path(folder) / "plain.onnx")
        torch.onnx.export(
            module.eval(), (example,), plain, input_names=[given], output_names=["hidden"],
            dynamic_axes={n: {1: "pieces"} for n in (given, "hidden")}, opset_version=17, dynamo=False,
        )  # fmt: skip
        small = str(Path(folder) / "small.onnx")
        quantize_dynamic(plain, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])
        made = onnx.load(small)
        take_out_words(made)
        made.producer_version = ""
        out.write_bytes(made.SerializeToString(deterministic=True))


def take_out_words(model: Any) -> None:
    """Let the vectors of the word pieces be given (`words`), and keep those of the places as sixteen-bit floats.

    The table of word pieces is two thirds of everything; beside the network it can be packed (`words_file`).
    """
    tables = {i.name: i for i in model.graph.initializer if len(i.dims) == 2 and i.data_type == TensorProto.FLOAT}
    nodes = []
    for node in model.graph.node:
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        result = node.output[0]
        if table is not None and table.dims[0] > 1000:
            model.graph.initializer.remove(table)
            model.graph.input.append(helper.make_tensor_value_info("words", TensorProto.FLOAT16, [1, "pieces", WIDTH]))
            nodes.append(helper.make_node("Cast", ["words"], [result], to=TensorProto.FLOAT, name=f"{node.name}_cast"))
        elif table is not None and table.dims[0] > 400:
            array = numpy_helper.to_array(table)[:MAX_PIECES].astype(np.float16)
            table.CopyFrom(numpy_helper.from_array(array, table.name))
            node.output[0] = f"{result}_half"
            cast = helper.make_node("Cast", [node.output[0]], [result], to=TensorProto.FLOAT, name=f"{node.name}_cast")
            nodes += [node, cast]
        else:
            nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def words_file(model: Reader, out: Path) -> None:
    """The vectors of the word pieces: eight-bit integers with a scale for each piece.

    Left out are pieces no text is cut into and those of scripts no English text is written in: they get the vector of
    the unknown piece.
    """
    found: Tensor = model.encoder.embeddings.word_embeddings.weight  # type: ignore[union-attr, assignment]
    vocabulary = json.loads((Path(base_folder()) / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    unknown = vocabulary["[UNK]"]
    kept = [i for piece, i in sorted(vocabulary.items(), key=lambda x: x[1]) if i == unknown or is_met(piece)]
    rows = np.full(len(found), kept.index(unknown), dtype=np.uint16)
    rows[kept] = np.arange(len(kept))
    pack_words(rows, found.detach().numpy()[kept], out)


def pack_words(rows: Any, table: Any, out: Path) -> None:
    """Which row of the table each piece has, and the table in eight bits."""
    scales = np.maximum(np.abs(table).max(axis=1), 1e-8).astype(np.float32) / 127
    with out.open("wb") as file:
        np.savez_compressed(file, rows=rows, table=np.round(table / scales[:, None]).astype(np.int8), scales=scales)


def is_met(piece: str) -> bool:
    """Whether English text, with the names and signs it borrows, is ever cut into a piece."""
    if piece.startswith("[unused"):
        return False
    return all(c < "\u0250" or "\u1e00" <= c <= "\u22ff" for c in piece)


def heads_file(model: Reader, out: Path) -> None:
    """The shared heads in one archive: matrices `HEAD.part` as eight-bit integers with `HEAD.part_scale` a column, biases as floats.

    Heads nothing asks are left out.
    """
    arrays: dict[str, Any] = {}
    for name, head in model.heads.items():
        if name not in UNASKED:
            arrays |= head_arrays(name, head)
    for name, attention in model.attention.items():
        if name not in UNASKED:
            for part in ("query", "key", "value"):
                arrays |= small(f"{name}.{part}", getattr(attention, part).weight)
    pack_heads(arrays, out)


def head_arrays(name: str, head: Any) -> dict[str, Any]:
    arrays = small(f"{name}.first", head.first.weight) | small(f"{name}.second", head.second.weight)
    for part in ("first", "second"):
        arrays[f"{name}.{part}_bias"] = getattr(head, part).bias.detach().numpy().astype(np.float32)
    return arrays


def pack_heads(arrays: dict[str, Any], out: Path) -> None:
    with out.open("wb") as file:
        np.savez_compressed(file, **{k: np.ascontiguousarray(v) for k, v in sorted(arrays.items())})


def small(name: str, weight: Tensor) -> dict[str, Any]:
    """A matrix, inputs by outputs, as integers from -127 to 127 and the scale of each output."""
    matrix = weight.detach().numpy().T.astype(np.float32)
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / 127
    return {name: np.round(matrix / scale).astype(np.int8), f"{name}_scale": scale}


def write(run: Path, out: Path) -> dict[str, int]:
    """Export a run with the branches trained on it so far; the size of each file."""
    out.mkdir(parents=True, exist_ok=True)
    model = Reader(load_encoder(base_folder()))
    model.load_state_dict(torch.load(run / "model.pt"))
    model.eval()
    encoder_file(model, out / "encoder.onnx")
    words_file(model, out / "words.npz")
    heads_file(model, out / "heads.npz")
    shutil.copy(Path(base_folder()) / "tokenizer.json", out / "tokenizer.json")
    return write_branches(run, out)


def write_branches(run: Path, out: Path) -> dict[str, int]:
    """Export the branches of a run beside an exported encoder, their heads into its archive; the size of each file.

    `BRANCH.marks` are the vectors that mark pieces for a branch.
    """
    with np.load(out / "heads.npz") as archive:
        arrays = dict(archive)
    for name in BRANCHES:
        if not (run / f"{name}.pt").is_file():
            continue
        branch = Branch(name)
        branch.load_state_dict(torch.load(run / f"{name}.pt"))
        graph(branch, torch.randn(1, 32, WIDTH), "words", out / f"{name}.onnx")
        for head, made in branch.heads.items():
            arrays |= head_arrays(head, made)
        arrays[f"{name}.marks"] = branch.marks.detach().numpy().astype(np.float32)
    pack_heads(arrays, out / "heads.npz")
    return {p.name: p.stat().st_size for p in shipped_files(out)}


def encoder_weights(path: Path) -> dict[str, Tensor]:
    """The weights of an exported encoder, but the vectors of word pieces, by the names they have in PyTorch."""
    return {name.removeprefix("encoder."): weight for name, weight in weights(path).items()}


def branch_weights(folder: Path, name: str) -> dict[str, Tensor]:
    """The weights of an exported branch with its heads, by the names they have in PyTorch."""
    with np.load(folder / "heads.npz") as arrays:
        found = head_weights(arrays, [n for n, s in SHAPES.items() if s.branch == name])
        return weights(folder / f"{name}.onnx") | found | {"marks": torch.from_numpy(arrays[f"{name}.marks"])}


def shared_weights(folder: Path) -> dict[str, Tensor]:
    """The weights of an exported reader without its branches; the heads that do not ship are not there."""
    found = {f"encoder.{name}": weight for name, weight in encoder_weights(folder / "encoder.onnx").items()}
    places = "encoder.embeddings.position_embeddings.weight"
    found[places] = nn.functional.pad(found[places], (0, 0, 0, PLACES - MAX_PIECES))  # those beyond are never asked for
    words = Words(folder / "words.npz")(np.arange(len(np.load(folder / "words.npz")["rows"])))
    found["encoder.embeddings.word_embeddings.weight"] = torch.from_numpy(words.astype(np.float32))
    with np.load(folder / "heads.npz") as arrays:
        found |= head_weights(arrays, [n for n, s in SHAPES.items() if not s.branch and n not in UNASKED])
        for name in ATTENDING:
            for part in ("query", "key", "value"):
                found[f"attention.{name}.{part}.weight"] = plain(arrays, f"{name}.{part}")
    return found


def head_weights(arrays: Any, names: list[str]) -> dict[str, Tensor]:
    found = {}
    for name in names:
        for part in ("first", "second"):
            found[f"heads.{name}.{part}.weight"] = plain(arrays, f"{name}.{part}")
            found[f"heads.{name}.{part}.bias"] = torch.from_numpy(arrays[f"{name}.{part}_bias"])
    return found


def plain(arrays: Any, name: str) -> Tensor:
    """A matrix as it was before `small`, but for rounding."""
    return torch.from_numpy((arrays[name].astype(np.float32) * arrays[f"{name}_scale"]).T.copy())


def weights(path: Path) -> dict[str, Tensor]:
    """The weights of an exported network by the names they have in PyTorch."""
    network = onnx.load(str(path)).graph
    given = {i.name: i for i in network.initializer}
    array = lambda name: numpy_helper.to_array(given[name]).astype(np.float32)
    found = {n: array(n) for n in given if n.startswith(("encoder.", "layers.", "norm.")) or n == "places"}
    for node in network.node:
        if node.op_type == "MatMulInteger":
            layer = node.name.rpartition("/")[0].strip("/").replace("/", ".")
            matrix, name = array(node.input[1]) - array(node.input[3]), node.input[1].removesuffix("_quantized")
            found[f"{layer}.weight"] = (matrix * array(f"{name}_scale")).T
    return {name: torch.from_numpy(np.array(values)) for name, values in found.items()}


def shipped_files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix in (".onnx", ".npz") or p.name == "tokenizer.json")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run")
    parser.add_argument("--out", default=str(OUT))
    parser.add_argument("--branches", action="store_true", help="only the branches; the encoder in OUT stays")
    args = parser.parse_args()
    out = Path(args.out)
    sizes = (write_branches if args.branches else write)(Path(args.run), out)
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in shipped_files(out) if p.suffix != ".json")).hexdigest()[
        :12
    ]
    print(json.dumps({"digest": digest, "bytes": sizes, "megabytes": round(sum(sizes.values()) / 1e6, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
