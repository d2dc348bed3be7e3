"""The shared encoder and its heads, in PyTorch. What each head sees is what `aitia.neural.heads` computes at run time."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from aitia.neural.heads import ATTENDING, BRANCHES, FOCI, MARKS, SHAPES, WIDTH
from aitia.neural.pieces import MAX_PIECES

LOOKS = 12  # parallel looks of a layer of the encoder


class Head(nn.Module):
    """One hidden layer with ReLU, small enough to be run by NumPy."""

    def __init__(self, inputs: int, hidden: int, outputs: int) -> None:
        super().__init__()
        self.first = nn.Linear(inputs, hidden)
        self.second = nn.Linear(hidden, outputs)
        self.drop = nn.Dropout(0.2)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.second(self.drop(torch.relu(self.first(x))))
        return out


class Attention(nn.Module):
    """From two places of a sentence to all of it; as `aitia.neural.heads.Attention`."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(2 * WIDTH, WIDTH, bias=False)
        self.key = nn.Linear(WIDTH, WIDTH, bias=False)
        self.value = nn.Linear(WIDTH, WIDTH, bias=False)

    def forward(self, pairs: Tensor, pieces: Tensor) -> Tensor:
        n, t, size = len(pairs), len(pieces), WIDTH // FOCI
        q = self.query(pairs).view(n, FOCI, size)
        k = self.key(pieces).view(t, FOCI, size)
        v = self.value(pieces).view(t, FOCI, size)
        weights = (torch.einsum("nfs,tfs->nft", q, k) / size**0.5).softmax(-1)
        return torch.einsum("nft,tfs->nfs", weights, v).reshape(n, WIDTH)


class Reader(nn.Module):
    """The encoder with all heads; `encode` gives vectors of word pieces, the heads take pooled ones."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict(
            {name: Head(s.inputs, s.hidden, s.outputs) for name, s in SHAPES.items() if not s.branch}
        )
        self.attention = nn.ModuleDict({name: Attention() for name in ATTENDING})

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden

    def head(self, name: str, parts: Sequence[Tensor]) -> Tensor:
        out: Tensor = self.heads[name](torch.cat(list(parts), dim=-1))
        return out

    def pairs(self, name: str, hidden: Tensor, rows: Tensor, flags: Tensor) -> Tensor:
        """Logits of a head that looks at two places, for pairs of one sentence."""
        return self.head(name, [rows, self.attention[name](rows[:, : 2 * WIDTH], hidden), flags])


class Layer(nn.Module):
    """One layer of the encoder, written out so that it can be trained and exported by itself."""

    def __init__(self, width: int = WIDTH, inner: int = 4 * WIDTH) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.wide, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.last = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        n, t, width = x.shape
        split = lambda y: y.view(n, t, LOOKS, width // LOOKS).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(2, 3) / (width // LOOKS) ** 0.5
        if mask is not None:
            scores = scores + mask
        seen = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(n, t, width)
        x = self.norm(x + self.drop(self.out(seen)))
        made: Tensor = self.last(x + self.drop(self.narrow(F.gelu(self.wide(x)))))
        return made


class Branch(nn.Module):
    """The encoder and heads of one task, on the vectors of word pieces; what is asked about is marked by vectors added to them."""

    def __init__(self, task: str) -> None:
        super().__init__()
        self.task = task
        self.places = nn.Parameter(torch.zeros(MAX_PIECES, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(BRANCHES[task]))
        self.marks = nn.Parameter(torch.randn(MARKS[task], WIDTH) * 0.02)
        names = [n for n, s in SHAPES.items() if s.branch == task]
        self.heads = nn.ModuleDict({n: Head(SHAPES[n].inputs, SHAPES[n].hidden, SHAPES[n].outputs) for n in names})

    def forward(self, words: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.drop(self.norm(words + self.places[: words.shape[1]]))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def begin(self, saved: dict[str, Tensor]) -> None:
        """Start from an encoder, the last of its layers where it has more."""
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense",
            "norm": "attention.output.LayerNorm", "wide": "intermediate.dense", "narrow": "output.dense", "last": "output.LayerNorm",
        }  # fmt: skip
        total = 1 + max(int(k.split(".")[2]) for k in saved if k.startswith("encoder.layer."))
        for i, layer in enumerate(self.layers):
            at = total - len(self.layers) + i
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    getattr(getattr(layer, ours), part).data.copy_(saved[f"encoder.layer.{at}.{theirs}.{part}"])
        for part in ("weight", "bias"):
            getattr(self.norm, part).data.copy_(saved[f"embeddings.LayerNorm.{part}"])
        places, kind = saved["embeddings.position_embeddings.weight"], saved["embeddings.token_type_embeddings.weight"]
        self.places.data.copy_(places[:MAX_PIECES] + kind[0])


def load_encoder(folder: str) -> nn.Module:
    """all-MiniLM-L6-v2 (Apache-2.0) from the folder a package brought."""
    from transformers import BertModel

    model: nn.Module = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    return model


def span_mean(hidden: Tensor, span: tuple[int, int]) -> Tensor:
    """The mean vector of the pieces `[start, end)` of one sentence."""
    out: Tensor = hidden[span[0] : max(span[1], span[0] + 1)].mean(0)
    return out


def state(model: Reader) -> dict[str, Any]:
    return {k: v.detach().cpu() for k, v in model.state_dict().items()}
