"""The words that show a tie: one pair of mentions for each statement, names rather than pronouns, each deed told once.

Example: "Chad's troops and their allies" → the allies are aligned_with the troops, shown by the name, not by "their".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.clause_roles import HE, IT, SHE, THEY
from aitia.extract.tie_statements import Stated
from aitia.language.page import Page
from aitia.model.codes import SIGN, Relation
from aitia.model.records import Participant
from aitia.model.text import Span

# what a statement says already that says more
_IMPLIED: Final[dict[Relation, tuple[Relation, ...]]] = {
    "opposes": ("fights", "suppresses"), "supports": ("sponsors",), "aligned_with": ("sponsors", "supports"),
}  # fmt: skip
_INFERRED: Final = ("deed", "stand")  # rules that follow from other rows, not from a word for the tie
_NAMING: Final = frozenset(["compound", "member", "office", "role"])
_THIRD: Final = HE | SHE | IT | THEY


def spelled(page: Page, who: Participant) -> Participant:
    """A participant by the nearest name or description of it earlier in the sentence, where it is but a pronoun."""
    word = page.word_at(who.span.start) if who.span is not None else None
    if who.span is None or word is None:
        return who
    if len(word.text) != who.span.end - who.span.start or word.lower not in _THIRD:
        return _named(page, who)
    before = [m for m in _told(page).get((word.sent.index, who.actor), ()) if m.span.end <= who.span.start]
    return replace(who, span=max(before, key=lambda m: m.span.end).span) if before else who


def _named(page: Page, who: Participant) -> Participant:
    """A participant by the name that its description is said of: "Hassan, the leader of the front"."""
    cast: Cast = page.cast
    mention = next((m for w in page.words_in(who.span or Span(0, 0)) if (m := cast.heads.get(w.i)) is not None
                    and m.form == "nominal" and m.actor == who.actor), None)  # fmt: skip
    if mention is None:
        return who
    beside = [mention.head.head, *mention.head.children] if mention.head.dep == "appos" else mention.head.children
    name = next((m for w in beside if (m := cast.heads.get(w.i)) is not None and m.form == "name"
                 and m.actor == who.actor and "appos" in (w.dep, mention.head.dep)), None)  # fmt: skip
    return replace(who, span=name.span) if name is not None else who


def _told(page: Page) -> dict[tuple[int, str], list[CastMention]]:
    """Names and descriptions by their sentence and actor."""
    found: dict[tuple[int, str], list[CastMention]] | None = page.cache.get("tie_mentions")
    if found is None:
        found = page.cache["tie_mentions"] = {}
        cast: Cast = page.cast
        for m in cast.mentions:
            if m.form in ("name", "nominal"):
                found.setdefault((m.head.sent.index, m.actor), []).append(m)
    return found


def is_naming(page: Page, s: Stated) -> bool:
    """Whether a tie is in what somebody is called ("the Russian president"), and not in what is said of him."""
    if s.rule.startswith("noun/") and s.object.span is not None:
        return 0 <= s.trigger.start - s.object.span.end <= 1  # "the Iran-Iraq war"
    if s.rule.partition("/")[0] not in _NAMING:
        return False
    words = page.words_in(s.trigger)
    if not words or words[-1].pos in ("VERB", "AUX"):
        return False
    word = words[-1]
    return word.dep not in ("attr", "oprd", "ROOT", "conj") and not (word.dep == "pobj" and word.head.lower == "as")


def by_trigger(group: list[Stated]) -> list[Stated]:
    """Of statements of one tie by the same words, the one with the longest mentions."""
    out: dict[Span, Stated] = {}
    for s in group:
        old = out.get(s.trigger)
        if old is None or _length(s) > _length(old):
            out[s.trigger] = s
    return list(out.values())


def _length(s: Stated) -> int:
    """Characters of both mentions; one without a mention tells least."""
    if s.subject.span is None or s.object.span is None:
        return 0
    return sum(x.end - x.start for x in (s.subject.span, s.object.span))


def plainest(stated: list[Stated]) -> Iterator[Stated]:
    """The statements but those that another of the same two, at the same words, tells better."""
    said: dict[tuple[str, str, bool], list[Stated]] = {}
    for s in stated:
        said.setdefault((s.subject.actor, s.object.actor, s.factuality == "negated"), []).append(s)
    for s in stated:
        others = said[(s.subject.actor, s.object.actor, s.factuality == "negated")]
        if not any(_tells_better(o, s) for o in others):
            yield s


def set_alike(stated: list[Stated]) -> None:
    """Give what the same words tell twice one time, the past if either does: "supported the senator in 2008"."""
    past = {(s.subject.actor, s.relation, s.object.actor, s.trigger) for s in stated if s.time == "past"}
    for s in stated:
        if s.time == "current" and (s.subject.actor, s.relation, s.object.actor, s.trigger) in past:
            s.time = "past"


def _tells_better(one: Stated, other: Stated) -> bool:
    """Whether one statement makes another of the same two and sign needless."""
    if one.relation == other.relation or SIGN[one.relation] != SIGN[other.relation]:
        return False
    outright, inferred = (not x.rule.startswith(_INFERRED) for x in (one, other))
    if outright != inferred and one.trigger.overlaps(other.trigger):
        return outright
    return one.relation in _IMPLIED.get(other.relation, ()) and one.sentence.overlaps(other.sentence)
