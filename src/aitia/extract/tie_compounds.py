"""Ties that joined words carry: "Iran-backed militias", "the U.S.-led coalition".

Example: "Iran-backed militias" → Iran supports the militias.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.tie_statements import Stated, stated
from aitia.language.page import Page, Word
from aitia.model.codes import Relation
from aitia.model.records import Participant

_COMPOUND: Final[dict[str, Relation]] = {
    "backed": "supports", "supported": "supports", "sponsored": "sponsors", "funded": "sponsors", "armed": "sponsors",
    "financed": "sponsors", "trained": "sponsors", "led": "controls", "run": "controls", "controlled": "controls",
    "owned": "controls", "ruled": "rules", "dominated": "controls",
}  # fmt: skip


_COMPOUND_BACK: Final[dict[str, Relation]] = {
    "affiliated": "aligned_with", "linked": "aligned_with", "allied": "aligned_with", "aligned": "aligned_with",
    "friendly": "aligned_with",
}  # fmt: skip


_ORIGIN: Final = frozenset("based born educated inspired made occupied speaking style".split())
JOINING: Final = (frozenset([*_COMPOUND, *_COMPOUND_BACK]) | _ORIGIN) - {"led", "run"}


def ties_in_compounds(page: Page) -> Iterator[Stated]:
    """ "Iran-backed militias", "the Saudi-led coalition", "pro-Russian rebels", "a group loyal to X"."""
    cast: Cast = page.cast
    for word in page.words:
        low = word.lower.rpartition("-")[2]
        forward, back = _COMPOUND.get(low), _COMPOUND_BACK.get(low)
        if (forward is None and back is None) or word.dep not in ("amod", "compound") or word.i < 2:
            continue
        holder = cast.covering.get(word.i) if low != word.lower else None
        if low == word.lower and page.words[word.i - 1].text in ("-", "–", "‑"):
            holder = cast.covering.get(word.i - 2)
        if holder is not None and holder.head is word.head:
            holder = _prefixed(word, cast)  # one mention covers it all: "the U.S.-led coalition"
        if holder is None and forward is not None:
            holder = _state_of(word, cast)
        if holder is None or (low == "trained" and cast.kind(holder.actor) == "organisation"):
            continue  # "a Harvard-trained accountant"
        backer = Participant(actor=holder.actor, span=holder.span if word.i - 3 <= holder.start <= word.i else None)
        for target in cast.who(word.head, proxies=False):
            if target.actor == holder.actor:
                continue
            a, b = (backer, target) if forward else (target, backer)
            relation = forward or back
            if relation is not None:
                yield stated(page, a, b, relation, word, [word], f"compound/{low}")


_OF_STATE: Final = frozenset(["government", "state"])


def _state_of(word: Word, cast: Cast) -> CastMention | None:
    """The state meant by "state-run" or "government-funded", where the same phrase names it: "the Syrian state-run"."""
    words = word.sent.words
    at = word.i - words[0].i
    joined = "-" in word.text and word.lower.partition("-")[0] in _OF_STATE
    apart = at > 1 and words[at - 1].text in _HYPHENS and words[at - 2].lower in _OF_STATE
    if not joined and not apart:
        return None
    noun = word.head
    before = [c for c in noun.children if c.i < noun.i and c is not word]
    near = [c for c in before if c.dep in ("poss", "amod", "compound", "nmod")]
    found = (m for m in (cast.covering.get(c.i) for c in near) if m is not None and m.head is not noun)
    return next((m for m in found if cast.kind(m.actor) in ("state", "government")), None)


_HYPHENS: Final = frozenset(["-", "–", "‑"])


def _prefixed(word: Word, cast: Cast) -> CastMention | None:
    """A mention elsewhere of the actor that a joined word begins with: "U.S." of "U.S.-led"."""
    name = word.text.rpartition("-")[0]
    return next((m for m in cast.mentions if name and m.form in ("name", "place") and m.head.text == name), None)
