"""Ids that people can read: names spelled in small ASCII letters, told apart by a hash where that loses letters."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from aitia.lexicon.actors import fold

_SLUG: Final = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Small ASCII letters and digits, the rest as ``_``; where letters are lost, six digits of a hash follow."""
    folded = fold(text)
    plain = _SLUG.sub("_", folded).strip("_")
    lost = not plain or any(c.isalnum() and not c.isascii() for c in folded)
    return "_".join(filter(None, (plain, short_hash(folded)[:6]))) if lost else plain


def short_hash(text: str) -> str:
    """Eight hex digits by which a name is told from others that are spelled alike in ASCII."""
    return hashlib.md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:8]
