"""Who would do it: the actors of the words that name a doer, and whom a pronoun left open must mean.

"We should leave" asks it of the speaker; "he demanded she resign" never of him who demands; "they must go home" of the
nearest subject that "they" fits, where nothing else is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import CastMention
from aitia.extract.option_drafts import Draft
from aitia.language.page import Page, Word

_OWN: Final = frozenset(["we", "us", "ourselves"])
_PERSON: Final = frozenset(["he", "him", "she", "her"])
_MANY: Final = frozenset(["they", "them"])
_THIRD: Final = _PERSON | _MANY | {"it"}
_BODIES: Final = frozenset("organisation government armed_group igo states state".split())
_SUBJECTS: Final = frozenset(["nsubj", "nsubjpass"])
_PLACES: Final = (_SUBJECTS, frozenset(["dobj", "pobj", "dative", "conj"]))
_TOLD: Final = frozenset(
    f"options/{verb}"
    for verb in """advise ask beg call challenge demand encourage exhort implore insist invite order petition plead
    press pressure prod push recommend request tell urge""".split()
)


def doing(page: Page, draft: Draft, by: tuple[str, ...]) -> tuple[str, ...]:
    """The actors who would do what a draft proposes."""
    found = tuple(p.actor for p in page.cast.everyone(draft.doer))
    own = [w for w in draft.doer if w.lower in _OWN]
    if own and not found:
        return tuple(page.voices.sources(page.voices.at((own[0].start, own[0].end))))
    if len(draft.doer) != 1 or draft.doer[0].lower not in _THIRD:
        return found
    told = draft.rule in _TOLD and draft.by is not None
    if found and not (told and set(found) <= set(by)):
        return found
    barred = set(by) if told else set()
    antecedent = _antecedent(page, draft.doer[0], barred)
    return tuple(p.actor for p in page.cast.who(antecedent.head)) if antecedent is not None else ()


def _antecedent(page: Page, pronoun: Word, barred: set[str]) -> CastMention | None:
    """Whom a pronoun means: the subject of a clause above it, else the nearest subject, else the nearest noun."""
    here = [m for m in _before(page, pronoun) if _fits(page, m, pronoun) and m.actor not in barred]
    for above in pronoun.ancestors():
        found = [m for m in here if m.head.head is above and m.head.dep in _SUBJECTS]
        if found:
            return found[-1]
    for places in _PLACES:
        found = [m for m in here if m.head.dep in places]
        if found:
            return found[-1]
    return None


def _before(page: Page, pronoun: Word) -> Iterator[CastMention]:
    """The names and nouns before a pronoun in its sentence."""
    for word in pronoun.sent.words:
        if word.i >= pronoun.i:
            return
        mention: CastMention | None = page.cast.at(word)
        if mention is not None and mention.form in ("name", "nominal"):
            yield mention


def _fits(page: Page, mention: CastMention, pronoun: Word) -> bool:
    """Whether a pronoun may stand for somebody, by number and kind."""
    kind = page.cast.kind(mention.actor)
    if pronoun.lower in _PERSON:
        return bool(kind == "person") and mention.head.tag not in ("NNS", "NNPS")
    if pronoun.lower in _MANY:
        return mention.head.tag in ("NNS", "NNPS") or kind in ("population", "states")
    return kind in _BODIES and mention.head.tag not in ("NNS", "NNPS")
