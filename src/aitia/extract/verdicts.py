"""Plain verdicts of whoever speaks: who deserves credit or blame, who must go, with whom the fault lies.

Example: "Kampala deserves praise for it", says the author: the author supports Uganda. "The governor must resign" →
opposes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.stands import Stand
from aitia.language.arcs import prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word, span_of
from aitia.language.status import has_neg, status
from aitia.lexicon.ties import harms
from aitia.model.codes import AUTHOR, Relation
from aitia.model.records import Participant

_EARNED: Final[dict[str, Relation]] = {
    **dict.fromkeys("acclaim admiration applause backing credit gratitude honor honour medal praise respect support "
                    "sympathy thank tribute".split(), "supports"),
    **dict.fromkeys("blame censure condemnation contempt criticism punishment rebuke scorn".split(), "opposes"),
}  # fmt: skip
_BLAME: Final = frozenset("blame culpability fault guilt responsibility".split())
_RESTING: Final = frozenset("be belong fall lie rest".split())
_DUTIES: Final = frozenset(["must", "ought", "should"])
_LEAVING: Final = frozenset("abdicate apologise apologize go quit resign".split())
_STRUCK: Final = frozenset(
    """arrest confront condemn contain defeat depose disarm dismiss expel impeach indict isolate jail oust prosecute
    punish remove resist sack sanction stop topple""".split()
)


def verdicts(page: Page) -> Iterator[Stand]:
    """Yield the stands that plain verdicts state."""
    cast: Cast = page.cast
    for sentence in page.content_sentences():
        if sentence.words[-1].text == "?":
            continue
        for word in sentence.words:
            if word.pos not in ("VERB", "AUX"):
                continue
            found = _verdict(word, cast)
            if found is None or _is_conceded(word):
                continue
            relation, people = found
            claim = page.voices.at(span_of([word]))
            for holder in page.voices.sources(claim):
                for actor in people:
                    if actor.actor not in (holder, AUTHOR):
                        yield Stand(holder, actor, relation, span_of([word]), sentence.span, claim, "stand/verdict")


def _verdict(verb: Word, cast: Cast) -> tuple[Relation, list[Participant]] | None:
    """What a verb says of whom, where it is a verdict."""
    subjects = surface_subjects(verb)
    if verb.lemma in ("deserve", "earn", "merit"):
        relation = next((_EARNED[w.lemma] for w in frame(verb).patients if w.lemma in _EARNED), None)
        told = relation is not None and status(verb).factuality == "asserted"
        return (
            (relation, cast.everyone(subjects, places=False, proxies=False)) if told and relation is not None else None
        )
    if verb.lemma == "trust" and frame(verb).passive and has_neg(verb):
        doubted = any(c.dep == "aux" and c.lower in ("can", "ca", "could", "should") for c in verb.children)
        return ("opposes", cast.everyone(frame(verb).patients, places=False)) if doubted else None
    if verb.lemma == "have" and any(w.lower == "it" for w in frame(verb).patients):
        wrong = any(c.lower == "wrong" for c in verb.children) or any(
            c.lower == "wrong" for w in frame(verb).patients for c in w.children
        )
        return ("opposes", cast.everyone(subjects, places=False)) if wrong else None  # "the general has it wrong"
    if verb.lemma in _RESTING and any(_is_blame(w) for w in subjects) and not has_neg(verb):
        at_fault = [w for name, w in prepositions(verb) if name in ("with", "on", "upon", "to")]
        return "opposes", cast.everyone(at_fault, places=False)
    if verb.lemma == "be" and not has_neg(verb) and _is_to_blame(verb) and not _not_alone(subjects):
        return "opposes", cast.everyone(subjects, places=False)
    if not has_neg(verb) and any(c.dep == "aux" and c.lower in _DUTIES for c in verb.children):
        if _leaves(verb):
            return "opposes", cast.everyone(subjects, places=False)
        if verb.lemma in _STRUCK and frame(verb).passive:
            return "opposes", cast.everyone(frame(verb).patients, places=False)
    return None


def _is_blame(noun: Word) -> bool:
    """Whether a noun blames: "the fault", "responsibility for the massacre", no "responsibility for a campaign"."""
    if noun.lemma != "responsibility":
        return noun.lemma in _BLAME
    borne = [w for name, w in prepositions(noun) if name == "for"]
    return not borne or any(w.lemma.lower() in harms() for w in borne)


def _is_conceded(verb: Word) -> bool:
    """ "While the chancellor deserves credit, she must ...": granted, not meant."""
    return verb.dep == "advcl" and any(
        c.dep == "mark" and c.lower in ("while", "although", "though", "whereas") for c in verb.children
    )


def _not_alone(subjects: list[Word]) -> bool:
    """ "not only the miners are to blame": others are meant."""
    left = (w for s in subjects for w in s.sent.words[max(0, s.i - s.sent.words[0].i - 4) : s.i - s.sent.words[0].i])
    return any(w.lower in ("only", "alone") for w in left)


def _is_to_blame(verb: Word) -> bool:
    """ "is to blame"."""
    return any(
        c.dep in ("xcomp", "acomp", "attr") and c.lemma == "blame" and any(x.lower == "to" for x in c.children)
        for c in verb.children
    )


def _leaves(verb: Word) -> bool:
    """ "must resign", "should step down"."""
    bare = not any(c.dep in ("xcomp", "dobj", "prep", "advmod", "acomp") for c in verb.children)
    stepping = verb.lemma in ("step", "stand") and any(c.lower in ("down", "aside") for c in verb.children)
    return stepping or (verb.lemma in _LEAVING and (verb.lemma != "go" or bare))
