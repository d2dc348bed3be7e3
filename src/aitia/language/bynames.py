"""The main verb after a by-name, which the small parser hangs on it: "troops and a militia known as Ramka seized …".

It reads "as Ramka seized the port" as a clause; whoever stands before it is left without a verb.
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import hang, make_root
from aitia.language.page import Word

_CALLING: Final = frozenset(["describe", "know", "style"])
_FINITE: Final = frozenset(["VBD", "VBZ", "VBP"])
_FAR: Final = 12  # arcs


def is_by_name(verb: Word) -> bool:
    """Whether a finite verb hangs on "known", with "as" for its mark and the name for its subject."""
    called = verb.head
    if verb.dep != "advcl" or verb.tag not in _FINITE or called.tag != "VBN" or called.lemma not in _CALLING:
        return False
    mark, name = verb.child("mark"), verb.child("nsubj")
    return (
        called.dep == "acl" and mark is not None and mark.lower == "as" and mark.i == called.i + 1
        and name is not None and name.pos == "PROPN" and name.i < verb.i
    )  # fmt: skip


def free(verb: Word) -> None:
    """Give such a verb who stands first as its subject, and the name back to "known as"."""
    called, mark, name = verb.head, verb.child("mark"), verb.child("nsubj")
    first = called.head
    for _ in range(_FAR):
        if first.dep in ("ROOT", "nsubj") or first.head.pos not in ("NOUN", "PROPN", "ADP", "VERB"):
            break
        first = first.head
    above = first.head
    if mark is None or name is None or first.pos not in ("NOUN", "PROPN") or first.i > called.i:
        return
    if first.dep == "nsubj" and above.pos == "VERB" and above.i > verb.i and above.dep == "ROOT":
        hang(verb, above, "ccomp")
        hang(first, verb, "nsubj")
    elif first.dep == "ROOT":
        after = [c for c in first.children if c.i > verb.i]
        make_root(verb)
        for word in after:
            hang(word, verb)
        first.head, first.dep = verb, "nsubj"
        verb.children = sorted([*verb.children, first], key=lambda w: w.i)
    else:
        return
    hang(mark, called, "prep")
    hang(name, mark, "pobj")
    mark.pos, mark.tag = "ADP", "IN"
