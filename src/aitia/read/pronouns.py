"""Pronouns: he, she, it and they to the most salient actor that fits; I to the author or the speaker of a quotation.

Salience is recency, with subjects before objects and the current paragraph before earlier ones. A pronoun with no
good antecedent stays unresolved.
"""

from __future__ import annotations

from typing import Final

from aitia.language.page import Page, Word, span_of
from aitia.read.cast import Cast, CastMention, Member

HE: Final = frozenset(["he", "him", "his", "himself"])
SHE: Final = frozenset(["she", "her", "hers", "herself"])
IT: Final = frozenset(["it", "its", "itself"])
THEY: Final = frozenset(["they", "them", "their", "theirs", "themselves"])
FIRST: Final = frozenset(["i", "me", "my", "mine", "myself"])
_WINDOW: Final = 3  # sentences back
_PLEONASTIC: Final = frozenset(["seem", "appear", "happen", "turn", "rain", "take", "remain", "follow"])


def resolve_pronouns(page: Page, cast: Cast) -> list[CastMention]:
    """Mentions by third-person pronouns, left to right; each found one can be an antecedent of the next."""
    found: list[CastMention] = []
    recent: list[CastMention] = []
    pending = sorted((m for m in cast.mentions), key=lambda m: m.start)
    at = 0
    for word in page.words:
        while at < len(pending) and pending[at].end <= word.i:
            recent.append(pending[at])
            at += 1
        if len(recent) > 120:
            del recent[:60]
        if word.pos not in ("PRON", "DET") or not word.sent.is_content:
            continue
        low = word.lower
        if low in HE or low in SHE:
            member = _antecedent(
                word,
                recent,
                cast,
                lambda m, g="m" if low in HE else "f": m.kind == "person" and m.gender in ("", g) and not m.plural,
            )
            if member is not None and not member.gender:
                member.gender = "m" if low in HE else "f"
        elif low in IT and not _pleonastic(word):
            member = _antecedent(
                word,
                recent,
                cast,
                lambda m: m.kind in ("state", "government", "armed_group", "organisation", "igo") and not m.plural,
            )
        elif low in THEY:
            member = _antecedent(word, recent, cast, lambda m: m.plural or m.kind in ("population", "states"))
            if member is None:
                member = _antecedent(
                    word, recent, cast, lambda m: m.kind in ("armed_group", "organisation", "government")
                )
        else:
            continue
        if member is not None:
            mention = CastMention(word.i, word.i + 1, word, member.id, "pronoun", span_of([word]))
            found.append(mention)
            recent.append(mention)
    return found


def _pleonastic(word: Word) -> bool:
    if word.lower != "it":
        return False
    head = word.head
    if word.dep == "expl" or head.lemma in _PLEONASTIC:
        return True
    if word.dep in ("nsubj", "nsubjpass") and head.lemma == "be":
        return (
            any(c.dep in ("acomp", "attr", "advmod", "oprd") for c in head.children)
            and any(c.dep in ("ccomp", "xcomp", "advcl", "relcl", "acl") for c in head.children)
            or any(c.dep in ("acomp",) for c in head.children)
            or any(g.dep in ("relcl", "ccomp") for c in head.children if c.dep == "attr" for g in c.children)
        )
    return word.dep in ("dobj",) and head.lemma in ("make", "find", "take", "think", "consider", "believe")


def _antecedent(word: Word, recent: list[CastMention], cast: Cast, fits) -> Member | None:  # type: ignore[no-untyped-def]
    best: tuple[float, CastMention] | None = None
    clause = _clause(word)
    for distance, mention in enumerate(reversed(recent)):
        gap = word.sent.index - mention.head.sent.index
        if gap > _WINDOW or distance > 40:
            break
        member = cast.members[mention.actor]
        if mention.form == "place" or not fits(member) or member.id == "author":
            continue
        if (
            mention.head.dep in ("poss",)
            and mention.form == "name"
            and gap == 0
            and distance < 2
            and word.dep != "poss"
            and word.head is mention.head.head
        ):
            continue
        score = 6.0 - 2.2 * gap - 0.12 * distance
        if mention.head.dep in ("nsubj", "nsubjpass"):
            score += 1.6
        elif mention.head.dep in ("dobj", "agent", "poss"):
            score += 0.4
        elif mention.head.dep in ("compound", "amod", "nmod"):
            score -= 1.5
        if mention.head.sent.paragraph != word.sent.paragraph:
            score -= 1.0
        if gap == 0 and word.dep not in ("poss",) and _clause(mention.head) is clause and word.tag != "PRP$":
            if not word.lower.endswith(("self", "selves")):
                continue  # "Iran attacked it": not itself
        if best is None or score > best[0]:
            best = (score, mention)
    return cast.members[best[1].actor] if best is not None and best[0] > 0.5 else None


def _clause(word: Word) -> Word:
    """The verb of the clause a word stands in."""
    current = word
    while current.head is not current:
        current = current.head
        if current.pos in ("VERB", "AUX"):
            return current
    return current
