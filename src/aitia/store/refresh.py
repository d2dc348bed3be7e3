"""The catalogue as the store and its journal stand now."""

from __future__ import annotations

from pathlib import Path

from aitia.store.assembled import Decisions
from aitia.store.catalogue import MEMORY, build_catalogue
from aitia.store.layout import open_layout


def refresh_catalogue(store: str | Path, *, memory: str = MEMORY) -> Path:
    """Make the catalogue of a store again if documents, the reader or people's decisions changed since it was made.

    Raises:
        StoreError: the folder is no store, a newer one, or half copied; or it cannot be written.
    """
    root = open_layout(store).root
    return build_catalogue(root, decisions=_decided(root), memory=memory)


def _decided(root: Path) -> Decisions:
    """What the journal of the store decides; nothing where there is none."""
    from aitia.store.review_answer import for_catalogue
    from aitia.store.review_rows import open_rows

    if not (root / "review.jsonl").is_file():
        return Decisions()
    return for_catalogue(open_rows(root, assembled=False))
