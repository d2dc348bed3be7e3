"""Reasons that a denial falls on: "did not flee because of hunger but because of the shelling".

What is denied is then the link, not the deed: the effect is what was done, and the first reason is ``negated``.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cause_spans import verb_phrase
from aitia.language.page import Word
from aitia.language.status import has_neg

_SUBJECTS: Final = ("nsubj", "nsubjpass")
_ANYBODY: Final = frozenset("you one nobody anybody anyone".split())
_ABLE: Final = frozenset("can ca could will wo would should must may might".split())
_INDEFINITE: Final = frozenset("a an some somebody someone".split())
_INSTEAD: Final = frozenset(["but", ";", "rather"])


def reason_denied(first: Word, last: Word, above: Word) -> bool:
    """Whether the denial at ``above`` is of the reason that the words from ``first`` to ``last`` open."""
    words = first.sent.words
    at, end = first.i - words[0].i, last.i - words[0].i
    if not has_neg(above) or above.i > first.i or not at or words[at - 1].text == ",":
        return False
    return _answered(words[end + 1 :], above) or _of_anybody(words[end + 1 :], above)


def reason_instead(first: Word, above: Word) -> bool:
    """Whether ``first`` opens the reason that is put in the place of a denied one: "but because"."""
    words = first.sent.words
    at = first.i - words[0].i
    earlier = any(w.lower == "because" for w in words[:at] if w.i > above.i)
    return at > 1 and earlier and words[at - 1].lower in _INSTEAD and has_neg(above)


def what_was_done(above: Word, first: Word) -> list[Word]:
    """The words of a denied deed without the denial and without its reasons."""
    start = next((w.i for w in first.sent.words if w.lower == "because" and w.i > above.i), first.i)
    return [w for w in verb_phrase(above) if w.i < start]


def without_reason(words: list[Word]) -> list[Word]:
    """An effect without another reason before it and the "not" of the reason behind it."""
    if words and words[0].lower == "because":
        comma = next((k for k, w in enumerate(words) if w.text == ","), len(words) - 1)
        words = words[comma + 1 :]
    behind = bool(words) and words[-1].lower == "not" and any(w.pos == "VERB" for w in words)  # not "they will not"
    return words[:-1] if behind else words


def _answered(rest: list[Word] | tuple[Word, ...], above: Word) -> bool:
    """Whether another reason follows: "but because", or the same verb again behind a semicolon with its own reason."""
    for k, w in enumerate(rest[1:], 1):
        if w.lower == "because":
            between = rest[:k]
            if between[-1].lower in _INSTEAD:
                return True
            return any(b.text in (";", ",") for b in between) and any(b.lemma == above.lemma for b in between)
    return False


def _of_anybody(rest: list[Word] | tuple[Word, ...], above: Word) -> bool:
    """ "You cannot jail a man because of a hunch": what nobody would do on a ground like that."""
    subject = above.child(*_SUBJECTS)
    if subject is None or not rest or rest[0].lower not in _INDEFINITE:
        return False
    unnamed = any(c.lower in ("a", "an", "no") and c.dep == "det" for c in subject.children)
    general = subject.lower in _ANYBODY or unnamed
    return general and any(c.lower in _ABLE for c in above.children if c.dep == "aux")
