"""Who tells a sentence behind a comma, where the small parser hung him into the sentence: "…, police said Thursday".

Example: "The men were seized in Lund, police and prosecutors said." → said: police, prosecutors; what: were seized.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.language.arcs import hang, make_root
from aitia.language.page import Word

_TELLING: Final = frozenset(
    """add allege announce argue assert claim confirm declare disclose explain insist note report reveal say state
    testify warn write""".split()
)
_SUBJECTS: Final = frozenset(["nsubj", "nsubjpass", "expl"])
_WRONG: Final = frozenset(["appos", "conj", "dobj", "pobj", "npadvmod", "nmod", "dep", "attr", "oprd"])
_NAMING: Final = frozenset(["NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "CCONJ", "PART"])
_MARKS: Final = frozenset(['"', "“", "”", "''", "``", "‘", ";", ":"])
_WHEN: Final = frozenset(
    """a an at afternoon early earlier evening friday in interview late last monday month morning night on saturday
    statement sunday that the this thursday today tuesday wednesday week weekend year yesterday""".split()
)
_FINITE: Final = frozenset(["VBD", "VBZ", "VBP", "MD"])
_FAR: Final = 12  # words of a name
_LATER: Final = 6  # words of a time


def attach_tellers(words: Sequence[Word]) -> None:
    """Give verbs of telling behind a comma whoever stands between, and what was told before it."""
    marked = next((n for n, w in enumerate(words) if w.text in _MARKS), len(words))
    finite = next((n for n, w in enumerate(words) if w.tag in _FINITE), len(words))
    for at, verb in enumerate(words[:marked]):
        if verb.lemma not in _TELLING or verb.pos != "VERB" or verb.tag not in ("VBD", "VBZ", "VBN"):
            continue
        comma = next((n for n in range(at - 1, max(-1, at - _FAR), -1) if words[n].text == ","), None)
        if comma is None or comma + 1 == at or comma <= finite:
            continue
        if any(c.dep in _SUBJECTS for c in verb.children):
            if verb.dep == "ROOT" and _is_last(words, at):
                _tell(verb, words[comma])
        elif verb.tag != "VBZ" and not any(c.dep in ("aux", "auxpass", "agent", "dobj") for c in verb.children):
            _attach(verb, words, comma, at)


def _attach(verb: Word, words: Sequence[Word], comma: int, at: int) -> None:
    teller = _teller(verb, words[comma + 1 : at])
    if teller is None:
        return
    introduces = any(c.dep == "ccomp" and c.i > verb.i for c in verb.children)
    if not introduces and not _is_last(words, at):
        return
    root = verb
    while root.head is not root:
        root = root.head
    if verb.dep != "ROOT" and not introduces and (root.i >= words[comma].i or root.pos not in ("VERB", "AUX")):
        return
    hang(teller, verb, "nsubj")
    verb.tag = "VBD"
    if introduces:
        return
    if verb.dep != "ROOT":
        make_root(verb)
        hang(root, verb, "ccomp")
    else:
        _tell(verb, words[comma])


def _teller(verb: Word, between: Sequence[Word]) -> Word | None:
    """The head of the name or description between a comma and a verb of telling, if it hangs elsewhere."""
    if any(w.pos not in _NAMING and w.tag not in ("HYPH", "PRP$") for w in between):
        return None
    if between[0].pos in ("ADP", "CCONJ") or between[-1].pos not in ("NOUN", "PROPN"):
        return None
    inside = {w.i for w in between}
    tops = [w for w in between if w.head.i not in inside and w.pos not in ("PUNCT", "CCONJ", "DET")]
    if len(tops) != 1 or tops[0].pos not in ("NOUN", "PROPN") or tops[0].dep not in _WRONG:
        return None
    top = tops[0]
    return top if top.head.i < between[0].i and top.head is not verb else None


def _is_last(words: Sequence[Word], at: int) -> bool:
    """Whether nothing but a time or place of telling follows up to the next comma or the end."""
    for n, word in enumerate(words[at + 1 :]):
        if word.text in (",", ".", "!") or word.pos == "SPACE":
            return True
        if n == 0 and word.lower == "in" and _is_phrase(words[at + 2 :]):
            return True  # "alleged in a review of the largest bank"
        if n >= _LATER or not (word.lower in _WHEN or word.ent in ("DATE", "TIME") or word.tag == "CD"):
            return False
    return True


def _is_phrase(words: Sequence[Word]) -> bool:
    """Whether no verb follows up to the next comma or the end."""
    for n, word in enumerate(words[:_FAR]):
        if word.text in (",", ".", "!"):
            return n > 0
        if word.pos in ("VERB", "AUX", "SCONJ"):
            return False
    return len(words) < _FAR


def _tell(verb: Word, comma: Word) -> None:
    """Make an unmarked clause before the comma what a verb tells, and clauses between them a part of it."""
    before = [c for c in verb.children if c.i < comma.i and c.pos in ("VERB", "AUX")]
    before = [c for c in before if c.dep in ("advcl", "ccomp", "dep")]
    told = next((c for c in before if c.dep == "ccomp"), None) or next((c for c in before if _is_clause(c)), None)
    if told is None or any(c.dep == "ccomp" and c.i > verb.i for c in verb.children):
        return
    told.dep = "ccomp"
    for clause in before:
        if clause.i > told.i and clause.dep != "ccomp":
            hang(clause, told, clause.dep)


def _is_clause(verb: Word) -> bool:
    finite = verb.tag in _FINITE or any(c.tag in _FINITE for c in verb.children if c.dep in ("aux", "auxpass"))
    marked = any(c.dep == "mark" or c.tag in ("WRB", "WP", "WDT") for c in verb.children if c.i < verb.i)
    return finite and not marked and any(c.dep in _SUBJECTS for c in verb.children)
