"""Verbs of a list that the parser takes for parts of nouns: "to rob families, disrupt harvests and impede aid"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aitia.extract.cause_links import Draft, cause_span, certainty_of, is_actor
from aitia.extract.cause_retold import retold
from aitia.extract.cause_spans import noun_phrase, span, starting_at
from aitia.extract.cause_verbs import CARRIES, stated
from aitia.language.frames import frame
from aitia.language.page import Page, Sentence, Word
from aitia.language.status import status
from aitia.lexicon import causes as lexicon
from aitia.model.text import Span

_FAR: Final = 14
_JOINTS: Final = frozenset([",", "and", "or"])
_BREAKS: Final = frozenset(["that", "which", "who", "if", "because", "while", "when", ";", ":", "—", "–", "by"])
# endings of verbs that are no nouns, where the parser calls one a noun
_VERBAL: Final = (
    "upt",
    "ise",
    "ize",
    "ify",
    "ate",
    "mine",
    "sen",
    "ken",
    "pen",
    "den",
    "ish",
    "peril",
    "cripple",
    "erase",
    "ieve",
    "ence",
)
_NOUNS: Final = frozenset(["compromise", "raise", "rise"])


def list_links(page: Page, word: Word) -> Iterator[Draft]:
    """The link of a bare verb behind a comma or "and", by the subject of the infinitive that opens the list."""
    words = word.sent.words
    at = word.i - words[0].i
    helped = at > 0 and words[at - 1].lemma == "help" and word.head is words[at - 1]
    if at < 2 or at + 1 >= len(words) or not _misread(word) or not (helped or words[at - 1].lower in _JOINTS):
        return
    lead = words[at - 1] if helped else _lead(words, at - 1)
    if lead is None:
        return
    verb = lead if lead.pos == "VERB" and lead.dep not in ("compound", "amod", "nmod") else _above(lead)
    noun = starting_at(words[at + 1])
    while noun is not None and noun.dep == "conj" and noun.head.i > word.i:
        noun = noun.head
    if verb is None or noun is None or noun.pos not in ("NOUN", "PROPN") or noun.i <= word.i or status(verb).needed:
        return
    if not (stated(lead) if verb is lead else verb.lemma in CARRIES):
        return
    agents = [a for a in frame(verb).agents if a.i < lead.i]
    where = retold(page, verb) or (cause_span(page, agents[0], {verb.i, lead.i}) if agents else None)
    target = _object(noun, word)
    if where is None or not target:
        return
    for entry in lexicon.verbs().get(word.lower, ()):
        if entry.cause != "subject" or entry.fixed or entry.oblique or entry.end_only:
            continue
        if entry.effect not in ("object", "vp"):
            continue
        if entry.things_only and agents and is_actor(page, agents[0]):
            return
        effect = span([word, *target] if entry.effect == "vp" else target)
        if effect is None:
            return
        yield Draft(
            where, effect, Span(word.start, word.end), entry.sign, certainty_of(verb), f"causes/list:{word.lower}", 0.6
        )
        return


def without_lists(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Drafts whose effects end before the verbs of a list, and none whose effect is such a verb with its object."""
    verbs = [d.connective.start for d in drafts if d.rule.startswith("causes/list") and d.connective is not None]
    if not verbs:
        return drafts
    out = []
    for draft in drafts:
        if draft.rule.startswith("causes/list"):
            out.append(draft)
            continue
        if draft.effect.start in verbs:
            continue
        cut = min((v for v in verbs if draft.effect.start < v < draft.effect.end), default=None)
        if cut is not None:
            kept = span([w for w in sentence.words if draft.effect.start <= w.start and w.end <= cut])
            draft = replace(draft, effect=kept) if kept is not None else draft
        out.append(draft)
    return out


def _misread(word: Word) -> bool:
    if word.lower not in lexicon.verbs():
        return False
    led = word.dep in ("conj", "xcomp") and word.child("dobj") is not None
    led = led and (word.pos in ("ADJ", "NOUN") or (word.head.pos == "NOUN" and word.dep == "conj"))
    if not led and (word.dep not in ("compound", "amod", "nmod") or word.head.i < word.i):
        return False
    if word.tag in ("VB", "VBP"):
        return True
    return word.tag in ("NN", "JJ") and word.lower.endswith(_VERBAL) and word.lower not in _NOUNS


def _lead(words: list[Word], end: int) -> Word | None:
    """The infinitive before a comma that begins the list: a base form behind "to", a modal or another such verb."""
    for k in range(end - 1, max(0, end - _FAR), -1):
        w = words[k]
        if w.lower in _BREAKS or w.tag in ("VBZ", "VBD"):
            return None
        if w.tag == "VB" and (words[k - 1].tag in ("TO", "MD") or words[k - 1].lower == "to"):
            return w
        if w.tag == "VB" and words[k - 1].pos == "ADV" and k > 1 and words[k - 2].tag in ("TO", "MD"):
            return w
    return None


def _above(word: Word) -> Word | None:
    return next((a for a in word.ancestors() if a.pos == "VERB" and a.dep not in ("compound", "amod", "nmod")), None)


def _object(noun: Word, verb: Word) -> list[Word]:
    """The noun phrase behind the verb, as far as the next verb of the list."""
    out: list[Word] = []
    for w in noun_phrase(noun):
        if w.i <= verb.i:
            continue
        out.append(w)
    for k, w in enumerate(out):
        if k and w.lower in lexicon.verbs() and w.tag in ("VB", "VBP", "NN", "JJ") and out[k - 1].lower in _JOINTS:
            return out[: k - 1]
    return out
