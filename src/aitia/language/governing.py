"""What words far above a deed make of it: nouns that deny it, verbs that seek, take up or are cleared of it.

Example: "no foreigners are being held" → not held; "has yet to leave" → not left; "acquitted of charges of killing" →
not killed; "seeks an injunction barring him" → only sought; "will proceed with the raids" → as real as proceeding.
"""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

_OF_DEED: Final = frozenset(["acl", "relcl"])
_EVIDENCE: Final = frozenset("basis evidence ground hint indication proof sign trace".split())
_REFUSED: Final = frozenset(["no", "little", "insufficient", "scant", "any"])
_HINDRANCES: Final = frozenset(
    """accident choice coincidence compunction difficulty doubt hesitation objection option problem qualm question
    reservation scruple secret surprise time trouble way wonder""".split()
)
_CLEARING: Final = frozenset(["absolve", "acquit", "clear", "exonerate"])
_CHARGES: Final = frozenset("accusation allegation blame charge count involvement responsibility suspicion".split())
_SEEKING: Final = frozenset(
    "ask call demand favor favour file petition press propose push recommend request seek suggest urge want".split()
)
_PRESENT: Final = frozenset(["VB", "VBP", "VBZ"])
_NEEDED: Final = frozenset(
    """critical crucial desirable essential imperative important impossible indispensable necessary needed possible
    unnecessary unthinkable urgent vital""".split()
)
# verbs before a preposition that take a deed up or go on with it
_DOING: Final[dict[str, frozenset[str]]] = {
    "with": frozenset(["carry", "continue", "go", "persist", "press", "proceed"]),  # "go ahead with", not "along with"
    "in": frozenset(["engage", "participate", "partake"]),
    "on": frozenset(["embark"]),
    "for": frozenset(["come"]),  # "could come in for criticism"
    "to": frozenset(["resort", "return"]),
}
_WARDING: Final[dict[str, frozenset[str]]] = {
    "against": frozenset("brace defend guard insure protect secure".split()),
    "from": frozenset("defend guard protect safeguard save shield".split()),
    "for": frozenset(["brace", "prepare"]),
}
_AHEAD: Final[dict[str, frozenset[str]]] = {
    "of": frozenset(["brink", "cusp", "favor", "favour", "threshold", "verge"]),
    "on": frozenset(["vote"]),
}


def governed(word: Word, above: Word, *, infinitive: bool) -> str | None:
    """The step from a deed to what governs it, where a word above tells: "not", "wish", "plan", "be" or nothing."""
    dep = word.dep
    if dep in _OF_DEED and above.pos in ("NOUN", "PROPN"):
        return _of_noun(word, above, infinitive=infinitive)
    if dep in ("xcomp", "ccomp", "advcl") and infinitive and above.lemma in ("be", "have", "ought"):
        return _needed(word, above)
    if dep in ("acomp", "oprd") and above.pos in ("VERB", "AUX") and word.pos == "ADJ":
        return "up"  # "would be happy to help", "is not prepared to meet them"
    if dep in ("pobj", "pcomp") and above.pos in ("ADP", "SCONJ"):
        return _of_phrase(word, above)
    return None


def _of_noun(word: Word, noun: Word, *, infinitive: bool) -> str | None:
    """What a noun makes of the participle or clause below it: "no hostages held there", "an order barring him"."""
    if infinitive:
        return None
    if any(c.lower == "no" and c.dep == "det" for c in noun.children):
        return "not" if word.tag in ("VBG", "VBN") and noun.lemma not in _HINDRANCES else None
    verb = noun.head
    if noun.dep == "pobj" and (verb.dep == "prep" or verb.pos == "ADP"):
        verb = verb.head
    new = any(c.lower in ("a", "an", "any", "all", "every") for c in noun.children if c.dep == "det")
    if word.dep == "acl" and new and verb.pos == "VERB" and verb.lemma in _SEEKING and noun.dep in ("dobj", "pobj"):
        return "wish"
    return None


def _needed(word: Word, above: Word) -> str | None:
    """What "have to", "ought to", "be to" and "it is necessary to" make of a deed."""
    before = [c for c in above.children if c.i < word.i]
    if above.lemma == "ought":
        return "wish"
    if above.lemma == "have":
        if word.dep != "xcomp" or any(c.dep == "dobj" and c.i < word.i for c in above.children):
            return None
        if any(c.lower == "yet" for c in (*before, *word.children)):
            return "not"  # "has yet to leave"
        return "wish" if above.tag in _PRESENT else None
    if any(c.dep in ("acomp", "oprd") and c.lemma in _NEEDED for c in before):
        return "wish"
    if word.dep == "xcomp" and not any(c.dep in ("acomp", "attr", "aux", "expl", "oprd", "prep") for c in before):
        return "plan"  # "the ministers are to meet"
    return None


def _of_phrase(word: Word, preposition: Word) -> str | None:
    """What the noun or verb before a preposition makes of the deed behind it."""
    name, governor = preposition.lower, preposition.head
    if governor.pos == "NOUN":
        if name in ("for", "of") and governor.lemma in _EVIDENCE and _is_refused(governor):
            return "not"
        if governor.lemma in _AHEAD.get(name, ()) and governor.head.lower in ("at", "in", "on"):
            return "wish"
        if name in ("for", "in", "of") and governor.lemma in _CHARGES and _is_cleared(governor):
            return "not"
        return None
    if governor.pos != "VERB":
        return None
    along = governor.lemma == "go" and any(c.lower in ("along", "out") for c in governor.children)
    if word.dep == "pobj" and governor.lemma in _DOING.get(name, ()) and not along:
        return "be"
    if governor.lemma in _CLEARING and name in ("from", "of") and word.lemma not in _CHARGES:
        return "not"
    new = not any(c.dep in ("det", "poss") and c.lower not in ("a", "an", "any") for c in word.children)
    new = new or governor.lemma == "brace"
    return "wish" if word.dep == "pobj" and new and governor.lemma in _WARDING.get(name, ()) else None


def _is_refused(noun: Word) -> bool:
    """Whether there is none of it: "no sign of", "not sufficient evidence for"."""
    if any(c.lower in _REFUSED or c.lower == "not" for c in noun.children):
        return True
    verb = noun.head
    while verb.dep == "conj" and verb.head.pos == "NOUN":
        verb = verb.head
    verb = verb.head if verb.pos == "NOUN" else verb
    return verb.pos in ("VERB", "AUX") and (
        any(c.dep == "neg" for c in verb.children) or verb.lemma in ("lack", "deny")
    )


def _is_cleared(noun: Word) -> bool:
    """Whether somebody is cleared of what a noun charges: "acquitted of charges of killing them"."""
    above = noun.head
    if noun.dep != "pobj" or above.lower not in ("from", "of", "on"):
        return False
    verb = above.head.head if above.head.dep == "dobj" else above.head  # hung on the object
    return verb.lemma in _CLEARING


def is_cleared_of(clause: Word, noun: Word) -> bool:
    """Whether a clause tells what somebody is cleared of: "exonerated from the charge that they had planned it"."""
    return clause.dep in ("acl", "ccomp", "relcl") and noun.lemma in _CHARGES and _is_cleared(noun)


def rules_out(verb: Word) -> bool:
    """Whether a verb leaves what follows undone: "ruled out attacking them"."""
    return verb.lemma == "rule" and any(c.lower == "out" and c.i > verb.i for c in verb.children)


def could_do(being: Word) -> bool:
    """Whether somebody was able to do a thing, and so did it: "has been able to free them", "was able to"."""
    helping = [c.lemma for c in being.children if c.dep == "aux"]
    denied = any(c.dep == "neg" for c in being.children)
    return being.lemma == "be" and (being.tag == "VBD" or helping == ["have"]) and not denied
