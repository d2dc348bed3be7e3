"""Modals out of their place: "nor should we forget them", "should they attack, …", "should we bomb them? No."."""

from __future__ import annotations

from aitia.language.page import Page, Word
from aitia.model.codes import Stance


def fronted(modal: Word) -> str:
    """The word that turns a plain sentence round: "nor should we forget them", "only then should Kenya sign"."""
    words = modal.sent.words
    before = [w.lower for w in words[max(0, modal.i - words[0].i - 3) : modal.i - words[0].i]]
    if before[-1:] and before[-1] in ("nor", "neither", "never"):
        return before[-1]
    return "only" if "only" in before and len(before) < 4 and words[0].lower in ("only", "and", "but") else ""


def inverted(modal: Word) -> bool:
    """ "Should the flow stop": a noun phrase or pronoun begins right behind the modal."""
    words = modal.sent.words
    at = modal.i - words[0].i + 1
    return at < len(words) and words[at].pos in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM")


def answered(page: Page, verb: Word) -> Stance:
    """What the text says to "should we bomb them?" right after: "no", "yes", or nothing."""
    at = verb.sent.index + 1
    after = page.sentences[at].words if at < len(page.sentences) else []
    first = after[0].lower if after and page.sentences[at].paragraph == verb.sent.paragraph else ""
    if first in ("no", "never", "hardly"):
        return "warned_against"
    return "advocated" if first == "yes" else "neutral"
