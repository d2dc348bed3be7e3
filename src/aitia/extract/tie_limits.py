"""What no words make a tie: membership of a person, support of losses, a fight against a stretch of land.

Example: "the troops sustained casualties" → nobody supports the casualties; "attacked positions in X Department" → the
department is where, not whom.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Cast, CastMention
from aitia.extract.tie_belonging import KIN, PLACES
from aitia.extract.tie_statements import Stated
from aitia.language.page import Page, Word
from aitia.model.codes import SIGN
from aitia.model.records import Participant

_LOSSES: Final = frozenset("casualty dead death fatality injury killed loss toll wounded".split())
_LAND: Final = PLACES | frozenset(
    """area canton city county department district island neighborhood neighbourhood province region street suburb
    territory town valley""".split()
)
_TOWNS: Final = frozenset("canton island municipality neighborhood neighbourhood province suburb town village".split())
_AFFAIRS: Final = frozenset(
    """accord agreement conflict crisis deal intervention invasion mission negotiation occupation policy summit talk
    treaty vote war""".split()
)
_LIMBS: Final = frozenset("arm ear finger foot hand head leg limb neck throat tongue".split())
_FEELING: Final = frozenset("adore like love miss protect save shelter".split())


def is_tie(page: Page, s: Stated) -> bool:
    """Whether those two can stand so to each other."""
    cast: Cast = page.cast
    object_ = cast.members[s.object.actor]
    if s.relation == "part_of" and object_.kind == "person":
        return False
    if _is_partisan(page, s.subject) or (s.relation != "part_of" and _is_partisan(page, s.object)):
        return False
    if s.relation in ("acts_for", "controls", "part_of") and _is_himself(page, s):
        return False
    noun = _noun(page, s)
    if noun is None or not SIGN[s.relation]:
        return True
    if s.relation in ("opposes", "supports") and object_.kind == "state" and _names_affair(noun, s):
        return False
    lemma = noun.lemma.lower()
    if lemma in _LOSSES and not object_.named:
        return False
    if s.relation == "part_of":
        return True
    if object_.kind == "organisation" and not object_.code and lemma in _LAND:
        return False
    if noun.tag == "NNS" and lemma in _LIMBS and object_.kind != "person" and not object_.named and not _owned(noun):
        return False  # "cut off heads"
    if s.relation == "fights" and lemma in ("captive", "hostage", "prisoner"):
        return False  # "took five prisoners"
    if s.relation == "fights" and lemma in _TOWNS and object_.kind in ("organisation", "government"):
        return False
    kin = object_.kind in ("person", "population") and not object_.named and lemma in KIN
    return not (kin and s.rule.rpartition("/")[2] in _FEELING)


def _owned(noun: Word) -> bool:
    """Whether it is said of what: "heads of state", "the ministry's heads"."""
    return any(c.dep == "poss" or c.lower == "of" for c in noun.children)


def _names_affair(noun: Word, s: Stated) -> bool:
    """Whether a land's name only tells which war or deal is meant: "opposed the Iraq war", not "the Israeli raid"."""
    named = noun.tag == "NNP" and not noun.text.replace(".", "").isupper()  # "the US war" is theirs
    if s.trigger.start <= noun.head.start < s.trigger.end:
        return False  # "the Iran-Iraq war": the war itself is the tie
    return noun.dep in ("compound", "nmod") and named and noun.head.lemma.lower() in _AFFAIRS


def _is_himself(page: Page, s: Stated) -> bool:
    """Whether the name of whoever holds an office stands in the words for him: "Speaker of the House Ida Brandt"."""
    a, b = s.subject.span, s.object.span
    cast: Cast = page.cast
    if a is None or b is None or cast.kind(s.object.actor) != "person" or not (a.start <= b.start and b.end <= a.end):
        return False
    words, name = page.words_in(a), page.words_in(b)
    post = page.word_at(s.trigger.start)
    if post is None or not name or len(name) < 2:
        return False
    if name[0].i > post.i:
        before = page.words[name[0].i - 1]
        return before.pos in ("NOUN", "PROPN")
    after = page.words[name[-1].i + 1]
    elected = any(w.head.lemma in ("choose", "elect", "make", "name") for w in (post, name[-1]) if w.head not in words)
    return after is post and elected


def _is_partisan(page: Page, who: Participant) -> bool:
    """Whether one unnamed member is told of, and no party: "a Republican who has not endorsed him"."""
    cast: Cast = page.cast
    member = cast.members[who.actor]
    if who.span is None or member.kind != "organisation" or "PTY" not in (member.code or "").split():
        return False
    words = page.words_in(who.span)
    head = words[-1] if words else None
    if head is None or head.tag not in ("NN", "NNP") or head.lower.endswith(("party", "front", "union", "movement")):
        return False
    return any(c.lower in ("a", "an", "another") and c.dep == "det" for c in head.children)


def _noun(page: Page, s: Stated) -> Word | None:
    """The head of the words that mention whom a tie is with."""
    if s.object.span is None:
        return None
    cast: Cast = page.cast
    for w in reversed(page.words_in(s.object.span)):
        found: CastMention | None = cast.heads.get(w.i)
        if found is not None and found.span == s.object.span:
            return found.head
    return None
