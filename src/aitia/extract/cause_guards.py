"""What keeps a causal verb from stating a link: deeds, hopes, open questions, turns of speech."""

from __future__ import annotations

from aitia.language.frames import Frame
from aitia.language.page import Word


def of_its_own(effects: list[tuple[list[Word], int]]) -> bool:
    """Whether what is acted on is one's own: "cemented her status"."""
    return any(words[0].lower in ("his", "her", "their", "its") for words, _ in effects if words)


def moved_to_place(verb: Word) -> bool:
    """Whether somebody is taken to a place with a name: "drove the boys into the Drava"."""
    under = [c.child("pobj") for c in verb.children if c.dep == "prep"]
    return any(w is not None and w.pos == "PROPN" and w.ent != "PERSON" for w in under)


def of_whom(verb: Word) -> bool:
    """Whether the doer is a person taken up by "who"."""
    subject = verb.child("nsubj")
    return subject is not None and subject.lower == "who"


def as_if(verb: Word) -> bool:
    """Whether the verb stands under "as if"."""
    words = verb.sent.words
    mark = next((c for c in verb.children if c.dep == "mark" and c.lower == "if"), None)
    return mark is not None and mark.i > words[0].i and words[mark.i - words[0].i - 1].lower == "as"


def of_force(verb: Word) -> bool:
    """Whether a deed of somebody is told as a cause: "helped end the war", "only they can stop it"."""
    if verb.head.lemma == "help" and verb.child("nsubj", "nsubjpass") is None:
        return True
    subject = verb.child("nsubj")
    able = any(c.dep == "aux" and c.lower in ("can", "could", "might", "may") for c in verb.children)
    if subject is not None and subject.lower in ("those", "some", "all", "none", "most", "many"):
        return False
    return able and (subject is None or subject.pos == "PRON" or any(c.lower == "only" for c in subject.children))


def asked_openly(verb: Word) -> bool:
    """Whether a question asks if it is so: "Did the embargo stop the war?"; "Why did it" takes it for granted."""
    words = verb.sent.words
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or not any(w.text == "?" for w in words[-2:]):
        return False
    before = [c for c in verb.children if c.dep in ("aux", "auxpass") and c.i < subject.i < verb.i]
    asking = any(w.tag in ("WRB", "WP", "WDT", "WP$") for w in words if before and w.i < before[0].i)
    return bool(before) and not asking


def hoped(verb: Word) -> bool:
    """Under a hope or a wish: "hoping that trade would reward restraint"."""
    return verb.dep == "ccomp" and verb.head.lemma in ("hope", "wish", "pray", "pretend", "dream")


def as_you_like(verb: Word) -> bool:
    """ "It depends on whom you ask": a turn of speech."""
    words = verb.sent.words[verb.i - verb.sent.words[0].i + 1 :][:10]
    asked = [w for w in words if w.lower == "you" and w.head.lemma in ("ask", "mean", "count", "believe")]
    return bool(asked) and any(w.tag in ("WP", "WDT", "WRB", "WP$") and w.i < asked[0].i for w in words[:4])


def set_off_gerund(head: Word) -> bool:
    """Whether a participle between two commas, behind a noun, was taken for the subject."""
    words = head.sent.words
    at = head.i - words[0].i
    behind = [w for w in words if head.i < w.i < head.head.i][-1:]
    if not behind or behind[0].text != ",":
        return False
    return head.tag == "VBG" and at > 1 and words[at - 1].text == "," and words[at - 2].pos in ("NOUN", "PROPN")


def borrows_doer(verb: Word, found: Frame) -> bool:
    """Whether a participle shares the doer of the next: "was threatened and beaten by neighbours" tells of a deed."""
    return found.passive and bool(found.agents) and all(w.head.head is not verb for w in found.agents)
