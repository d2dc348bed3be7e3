"""Which records of a gold set are kept back from training, so that no figure comes from trained-on text.

The split is fixed by content: a record is kept back by the hash of its text, whole documents of re3d by their id and
licence. Sets the shipped weights never see have no split and are measured whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

# of five parts, how many are kept back
KEPT_BACK: Final[dict[str, int]] = {
    "causal_sentences": 1,
    "cause_spans": 1,
    "directed_sentiment": 1,
    "ties": 2,
}


def kept_back(task: str, record: Mapping[str, Any]) -> bool:
    """Whether a record of a task is measured and never trained on; True for tasks that are not trained on at all."""
    parts = KEPT_BACK.get(task)
    if parts is None:
        return True
    if task == "ties" and "BBC" in str(record.get("set", "")):
        return True  # its licence does not let weights that ship learn from it
    key = str(record["id"]) if task == "ties" else str(record["text"])
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 5 < parts
