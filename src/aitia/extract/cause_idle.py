"""Clauses that look like conditions or reasons and link nothing: "since you ask", "as long as you like", "for once"."""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_ADDRESSED: Final = frozenset("ask mention insist wonder say care".split())
_AT_WILL: Final = frozenset("want like wish please choose prefer care".split())
_LASTING: Final = frozenset(["as", "so"])  # "as long as", "so long as"
_NOT_THEN: Final = frozenset("for at more than only".split())  # "for once", "at once"
_ENDLESS: Final = frozenset("i we you he she they".split())
_DYING: Final = frozenset("die drop croak".split())
_QUESTIONS: Final = frozenset(["WRB", "WP", "WP$", "WDT"])


def is_turn_of_speech(first: Word, verb: Word, above: Word, name: str) -> bool:
    """Whether a clause says how or how long something is said or done, not what brings it about.

    ``first`` is the conjunction, ``verb`` the verb it opens, ``above`` the one it hangs on, ``name`` its first word.
    """
    before = _before(first)
    subject = verb.child(*_SUBJECTS)
    addressed = subject is not None and subject.lower == "you"
    if name == "since" and addressed and verb.lemma in _ADDRESSED:
        return True
    if name == "unless" and subject is not None and subject.lower in ("i", "we") and _mistaken(verb):
        return True
    if name == "if" and (
        _would_think(above) or _only_named(verb, above) or _supposed_wish(verb, above) or _spoken(verb, above)
    ):
        return True
    if name in _LASTING:
        return _how_long(first, verb, above)
    if name == "once" and before in _NOT_THEN:
        return True
    if name == "until" and subject is not None and subject.lower in _ENDLESS and verb.lemma in _DYING:
        return True
    return name == "if" and _within_question(first, above)


def _mistaken(verb: Word) -> bool:
    """ "Unless I am mistaken", "unless I miss my guess"."""
    said = verb.child("acomp", "attr")
    return verb.lemma in ("mistake", "miss") or (said is not None and said.lower in ("mistaken", "wrong"))


def _would_think(above: Word) -> bool:
    """ "You would think, if you only read the papers, that": what one would take to be so."""
    subject = above.child("nsubj")
    return subject is not None and subject.lower in ("you", "one") and above.lemma in ("think", "believe", "suppose")


def _only_named(verb: Word, above: Word) -> bool:
    """ "If that is a victory, it is a small one": what a thing is called, not what follows."""
    subjects = [v.child("nsubj") for v in (verb, above)]
    return (
        verb.lemma == above.lemma == "be"
        and verb.child("attr") is not None
        and above.child("attr") is not None
        and not any(c.tag == "MD" for c in above.children)
        and all(s is not None and s.lower in ("this", "that", "these", "those", "it", "they") for s in subjects)
    )


def _spoken(verb: Word, above: Word) -> bool:
    """ "If I have understood him", "if they refuse, I want the list", "if he lost, I say so": why something is said."""
    first, second = verb.child("nsubj"), above.child("nsubj")
    if first is not None and first.lower in ("i", "we") and verb.lemma in ("understand", "remember", "recall"):
        return True
    plain = above.tag in ("VBP", "VBZ") and not any(c.tag == "MD" for c in above.children)
    mine = second is not None and second.lower in ("i", "we") and above.lemma in ("want", "say", "ask", "admit", "mean")
    return plain and (mine or (above.lemma == "suggest" and any(c.lower == "themselves" for c in above.children)))


def _supposed_wish(verb: Word, above: Word) -> bool:
    """ "If you wanted to design a ruler to frighten bankers, you would": a figure of speech."""
    subjects = [v.child("nsubj") for v in (verb, above)]
    return verb.lower in ("wanted", "wished", "set") and all(s is not None and s.lower == "you" for s in subjects)


def _how_long(first: Word, verb: Word, above: Word) -> bool:
    """ "For as long as he lived", "as long as you like", "fought as long as they could": a time, no condition."""
    if _before(first) == "for":
        return True
    if verb.lemma in ("live", "breathe") and verb.child("prep", "advmod", "dobj") is None:
        return True
    if verb.lemma in _AT_WILL and verb.child("dobj", "xcomp", "ccomp") is None:
        return True
    able = verb.lower in ("could", "can") or (verb.lemma in ("can", "could") and verb.child("dobj") is None)
    return able or (_past(verb) and _past(above))


def _past(verb: Word) -> bool:
    tags = {c.tag for c in verb.children if c.dep in ("aux", "auxpass")}
    return "MD" not in tags and (verb.tag == "VBD" or "VBD" in tags)


def _within_question(first: Word, above: Word) -> bool:
    """ "Say how many he would refuse if they were offered": what is asked, not what follows."""
    if above.dep not in ("ccomp", "pcomp") or not above.head.i < above.i < first.i:
        return False
    if above.head.lemma not in ("say", "tell", "ask", "know", "wonder", "decide", "reveal"):
        return False
    opening = [w for w in above.sent.words if above.head.i < w.i < above.i and w.pos != "PUNCT"][:2]
    return any(w.tag in _QUESTIONS for w in opening) and "what" not in [w.lower for w in opening]


def _before(word: Word) -> str:
    words = word.sent.words
    at = word.i - words[0].i
    return words[at - 1].lower if at else ""
