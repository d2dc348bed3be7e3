"""Pronouns: he, she, it and they to the most salient actor that fits; I to the author or the speaker of a quotation.

Salience is recency, with subjects before objects and the current paragraph before earlier ones. A pronoun with no
good antecedent stays unresolved.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from aitia.extract.cast import Cast, CastMention, Member
from aitia.language.page import Page, Word, span_of

HE: Final = frozenset(["he", "him", "his", "himself"])
SHE: Final = frozenset(["she", "her", "hers", "herself"])
IT: Final = frozenset(["it", "its", "itself"])
THEY: Final = frozenset(["they", "them", "their", "theirs", "themselves"])
WE: Final = frozenset(["we", "us", "our", "ours", "ourselves"])
FIRST: Final = frozenset(["i", "me", "my", "mine", "myself"])
_WINDOW: Final = 3  # sentences back
_PLEONASTIC: Final = frozenset(["seem", "appear", "happen", "turn", "rain", "take", "remain", "follow"])


def resolve_pronouns(page: Page, cast: Cast) -> list[CastMention]:
    """Mentions by third-person pronouns, left to right; each found one can be an antecedent of the next."""
    found: list[CastMention] = []
    recent: list[CastMention] = []
    pending = sorted(cast.mentions, key=lambda m: m.start)
    at = 0
    for word in page.words:
        while at < len(pending) and pending[at].end <= word.i:
            recent.append(pending[at])
            at += 1
        if len(recent) > 120:
            del recent[:60]
        if word.pos not in ("PRON", "DET") or not word.sent.is_content:
            continue
        member = _resolve(word, recent, cast)
        if member is not None:
            mention = CastMention(word.i, word.i + 1, word, member.id, "pronoun", span_of([word]))
            found.append(mention)
            recent.append(mention)
    return found


def _resolve(word: Word, recent: list[CastMention], cast: Cast) -> Member | None:
    low = word.lower
    if low in HE or low in SHE:
        gender = "m" if low in HE else "f"

        def person(member: Member, mention: CastMention) -> bool:
            return member.kind == "person" and member.gender in ("", gender) and not _is_plural(member, mention)

        member = _antecedent(word, recent, cast, person)
        if member is not None and not member.gender:
            member.gender = gender
        return member
    if low in IT:
        return None if low == "it" and _pleonastic(word) else _antecedent(word, recent, cast, _is_body)
    if low in THEY:
        return _antecedent(word, recent, cast, _is_plural) or _antecedent(word, recent, cast, _is_group)
    return None


def _is_plural(member: Member, mention: CastMention) -> bool:
    """Several people, by what they are or by how they are mentioned here ("the mullahs")."""
    if mention.form == "nominal":
        return mention.head.tag in ("NNS", "NNPS") or member.kind == "population"
    if mention.form == "pronoun":
        return mention.head.lower in THEY
    return member.plural or member.kind in ("population", "states")


def _is_body(member: Member, mention: CastMention) -> bool:
    bodies = ("state", "government", "armed_group", "organisation", "igo")
    return member.kind in bodies and not _is_plural(member, mention)


def _is_group(member: Member, _: CastMention) -> bool:
    return member.kind in ("armed_group", "organisation", "government")


def _pleonastic(word: Word) -> bool:
    """Whether "it" stands for no actor: weather and clefts, a copula, a thing acted upon."""
    head = word.head
    if word.dep == "expl" or head.lemma in _PLEONASTIC:
        return True
    if word.dep == "nsubj" and head.lemma == "be" and head.pos == "AUX":
        return True
    return word.dep in ("dobj", "pobj", "attr", "oprd", "dative")


def _antecedent(
    word: Word, recent: list[CastMention], cast: Cast, fits: Callable[[Member, CastMention], bool]
) -> Member | None:
    best: tuple[float, CastMention] | None = None
    clause = _clause(word)
    for distance, mention in enumerate(reversed(recent)):
        gap = word.sent.index - mention.head.sent.index
        if gap > _WINDOW or distance > 40:
            break
        member = cast.members[mention.actor]
        if mention.form == "place" or not fits(member, mention) or member.id == "author":
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
        reflexive = word.lower.endswith(("self", "selves"))
        if gap == 0 and not reflexive and word.dep != "poss" and word.tag != "PRP$" and _clause(mention.head) is clause:
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
