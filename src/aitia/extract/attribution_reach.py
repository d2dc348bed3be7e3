"""What of a clause behind "that" still belongs to what is told, and what is the writer's own next clause.

Example: "He said in May that the port could not be held, and he has since returned to the theme" → [that the port could
not be held]; "They argue that with the pass closed (it is steep) the town must fall" → to the end.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.attribution import names_people
from aitia.language.arcs import OBJECTS
from aitia.language.page import Word
from aitia.lexicon.claims import cue_entries

_PRESENT: Final = frozenset(["VBZ", "VBP"])
_NOW: Final = frozenset("has have is are does do 's ’s 've ’ve 're ’re will can may must 'll ’ll".split())
_THEN: Final = frozenset("had was were did could would might should 'd ’d".split())
_TENSED: Final = frozenset(["VBD", "VBZ", "VBP", "MD"])
_MEANWHILE: Final = frozenset(["amid", "during"])


def with_rest(verb: Word, top: Word, words: list[Word]) -> list[Word]:
    """The content with the rest of its clause that the parser hung on the verb beside it, behind a comma or bracket."""
    if top.i < verb.i or not words:
        return words
    opened = words[0].lower == "that" and len(words) > 1 and words[1].pos in ("ADP", "SCONJ", "PUNCT")
    bracket = any(w.text == "(" for w in words)
    if not opened and not bracket:
        return words
    last = words[-1]
    for c in sorted(verb.children, key=lambda w: w.i):
        if c.dep != "ccomp" or c.i <= last.i or c is top or any(x.dep == "mark" for x in c.children):
            continue
        below = [w for w in c.subtree() if w.i > last.i]
        between = [w for w in verb.sent.words if last.i < w.i < below[0].i]
        if any(w.pos != "PUNCT" or w.text in (";", ":") for w in between) or below[0].pos == "CCONJ":
            break
        words = [*words, *between, *below]
        last = words[-1]
    return words


def without_next(verb: Word, words: list[Word]) -> list[Word]:
    """The content without a further main clause of the writer's at its end, or what he says of it behind ", which"."""
    words = _before_answer(verb, words)
    inside = {w.i for w in words}
    told_then = verb.tag == "VBD" or any(c.lower in _THEN for c in verb.children if c.dep in ("aux", "auxpass"))
    for w in words:
        if w.i < verb.i or w.dep not in ("conj", "relcl", "ccomp") or w.head.i not in inside:
            continue
        first = _opens(w, told_then=told_then)
        if first is not None and first.i > words[0].i and max(inside) == max(x.i for x in w.subtree() if x.i in inside):
            return _without_end([x for x in words if x.i < first.i])
    return words


def _before_answer(verb: Word, words: list[Word]) -> list[Word]:
    """A question up to the answer behind its colon: "was asked if it was over: not yet, he said"."""
    if verb.lemma not in ("ask", "wonder"):
        return words
    colon = next((n for n, w in enumerate(words) if n and w.i > verb.i and w.text == ":"), None)
    return words if colon is None else _without_end(words[:colon])


def _opens(clause: Word, *, told_then: bool) -> Word | None:
    """The first word of a clause that is the writer's own, if it is."""
    subject = next((c for c in clause.children if c.dep in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i > clause.i:
        return None
    words = clause.sent.words
    if clause.dep != "conj":
        before = words[subject.i - words[0].i - 1] if subject.i > words[0].i else subject
        aside = subject.lower == "which" and before.text in (",", '"', "”", "''", "—", "–")
        return before if aside and told_then and _is_now(clause) else None
    joint = next((c for c in clause.head.children if c.dep == "cc" and clause.head.i < c.i < subject.i), None)
    if joint is None or any(c.dep == "mark" for c in clause.children):
        return None
    comma = words[joint.i - words[0].i - 1].text == ","
    if subject.tag in ("WP", "WDT"):
        return joint if comma else None  # "…, and who by May had found"
    if not comma or clause.head.dep not in ("ccomp", "conj"):
        return None
    if told_then and _is_then(clause.head) and (_is_now(clause) or _came_true(clause)):
        return joint
    if subject.pos != "PRON" and (subject.ent == "PERSON" or names_people(subject)) and _reports(clause):
        return joint  # "say that it was hers, and the official told her that …"
    return None


def _reports(verb: Word) -> bool:
    """Whether a verb tells of a saying or thought of its own, with what is said or thought."""
    known = any(e.frames & {"t", "i"} for e in cue_entries("verb").get(verb.lemma, ()))
    perfect = any(c.dep == "aux" and c.lower == "had" for c in verb.children)
    return known and not perfect and any(c.dep in ("ccomp", "xcomp") and c.i > verb.i for c in verb.children)


def _finite(verb: Word) -> Word:
    return next((c for c in verb.children if c.dep in ("aux", "auxpass") and c.tag in _TENSED), verb)


def _is_now(verb: Word) -> bool:
    finite = _finite(verb)
    return finite.lower in _NOW or finite.tag in _PRESENT


def _is_then(verb: Word) -> bool:
    finite = _finite(verb)
    return finite.lower in _THEN or finite.tag == "VBD"


def _came_true(clause: Word) -> bool:
    """Whether a clause tells plainly of what was to come: "promised that he would return, and in May he did"."""
    return _finite(clause.head).lower == "would" and _finite(clause).lower == "did" and _finite(clause) is clause


def _without_end(words: list[Word]) -> list[Word]:
    while words and words[-1].pos in ("PUNCT", "CCONJ"):
        words = words[:-1]
    return words


def is_beside(clause: Word, verb: Word) -> bool:
    """Whether a clause before a verb stands beside it, because the verb has a content of its own behind it.

    Example: "Oman mediated, the Houthis promised not to fire", "they wept, the rebels announced they would leave".
    """
    for c in verb.children:
        if c.i < verb.i or c is clause:
            continue
        words = verb.sent.words
        first = c.subtree()[0]
        if any(w.text == "," for w in words[verb.i - words[0].i : max(first.i, verb.i) - words[0].i]):
            return False  # "They left, he said, and it is over"
        infinitive = c.dep == "xcomp" and any(x.dep == "aux" and x.lower == "to" for x in c.children)
        own = c.dep == "ccomp" and any(x.dep in ("nsubj", "nsubjpass", "mark") for x in c.children)
        if infinitive or own:
            return True
        known = any("to" in e.flags for e in cue_entries("verb").get(verb.lemma, ()))
        if c.dep in OBJECTS and not known and c.pos in ("NOUN", "PROPN") and c.ent not in ("DATE", "TIME"):
            return True
    return False


def without_occasion(words: list[Word]) -> list[Word]:
    """A demand or judgement without when it was made: "pressed for a truce [during the visit of the minister]"."""
    inside = {w.i for w in words}
    for w in words:
        if w.dep == "prep" and w.lower in _MEANWHILE and w.head.i in inside and w.head.pos == "NOUN":
            cut = {x.i for x in w.subtree()}
            if max(cut) == max(inside) and len(cut) < len(inside):
                return [x for x in words if x.i not in cut]
    return words


def goes_on(verb: Word, other: Word) -> bool:
    """Whether a deed behind a comma is of the one who reports: "answered that it was nothing, and shut the border"."""
    if verb.tag != "VBD" or other.tag != "VBD" or other.head.lemma != "be" or other.head.tag != "VBD":
        return False
    if any(c.dep in ("nsubj", "nsubjpass", "aux", "auxpass", "expl") for c in other.children):
        return False
    joint = next((c for c in other.head.children if c.dep == "cc" and other.head.i < c.i < other.i), None)
    if joint is None or other.child("dobj") is None:
        return False
    words = joint.sent.words
    return words[joint.i - words[0].i - 1].text == ","
