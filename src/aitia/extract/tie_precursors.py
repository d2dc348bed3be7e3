"""Who came after whom: "its precursor, the Front", "the Front was the forerunner of the Army", "heir to the Front"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import prepositions
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.model.records import Participant

_BEFORE: Final = frozenset(["forerunner", "precursor", "predecessor"])
_AFTER: Final = frozenset(["heir", "offshoot", "successor"])
_KINDS: Final = frozenset(["armed_group", "government", "igo", "organisation", "state"])


def ties_of_precursors(page: Page) -> Iterator[Stated]:
    """Bodies that grew out of others, by nouns that are no names for anybody themselves."""
    cast: Cast = page.cast
    for noun in page.words:
        if not noun.sent.is_content or noun.lemma not in _BEFORE | _AFTER or noun.pos not in ("NOUN", "PROPN"):
            continue
        called, copula = _called(noun, cast)
        state = status(copula or noun)
        if state.factuality not in ("asserted", "negated"):
            continue
        ones, others = _bodies(cast, called), _bodies(cast, _whose(noun))
        for one in ones[:1]:
            for other in others[:1]:
                if one.actor == other.actor:
                    continue
                later, earlier = (other, one) if noun.lemma in _BEFORE else (one, other)
                rule = f"role/{noun.lemma}"
                yield stated(page, later, earlier, "successor_of", noun, [noun], rule, factuality=state.factuality)


def _called(noun: Word, cast: Cast) -> tuple[list[Word], Word | None]:
    """Who is called so: what stands beside the noun, or the subject of its copula."""
    beside = [c for c in noun.children if c.dep == "appos"]
    if beside:
        return beside, None
    if noun.dep == "appos":
        return [noun.head], None
    if noun.dep == "attr" and noun.head.lemma == "be":
        return surface_subjects(noun.head), noun.head
    words = noun.sent.words
    behind = words[noun.i - words[0].i + 1 :][:3]
    if len(behind) > 1 and behind[0].text == ",":  # wherever the parser hangs the name
        starts = {w.i for w in behind[1:]} if behind[1].lower == "the" else {behind[1].i}
        return [m.head for m in cast.mentions if m.form == "name" and m.start in starts][:1], None
    return [], None


def _whose(noun: Word) -> list[Word]:
    """Whose it is; of "the Front and its precursor" the Front's."""
    if noun.dep == "conj" and any(c.dep == "poss" and c.lower in ("its", "their") for c in noun.children):
        return [noun.head]
    return [c for c in noun.children if c.dep == "poss"] + [w for n, w in prepositions(noun) if n in ("of", "to")]


def _bodies(cast: Cast, words: list[Word]) -> list[Participant]:
    found = [p for w in words for p in cast.who(w, places=False, proxies=False)]
    return [p for p in found if cast.kind(p.actor) in _KINDS]
