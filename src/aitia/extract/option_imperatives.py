"""Options in the imperative: "Build a missile defence.", "Let the UN decide.", "another way: send observers"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import verb_phrase
from aitia.extract.option_drafts import (
    SUBJECTS,
    Draft,
    action_words,
    also,
    auxiliaries,
    idle,
    infinitive,
    negated,
    own_subjects,
    subject_of,
)
from aitia.extract.option_lists import deeds
from aitia.language.arcs import is_passive
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.model.codes import Stance

_OPENERS: Final = frozenset([",", ";", ":", "-", "–", "—", "--", "(", '"', "“", "‘", "'"])


def let(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Let us X", "Let the UN X", "let the embargo be eased"."""
    if subject_of(verb) is not None or infinitive(verb) or not _starts_clause(verb):
        return
    deed = verb.child("ccomp", "xcomp")
    if deed is None:
        return
    subject = own_subjects(deed)
    if deed.lemma in lexicon.words("asides") and (not subject or subject[0].lower == "us"):
        return
    if subject and (subject[0].lower in ("me", "it", "that", "this") or (idle(deed) and deed.lemma != "be")):
        return
    if subject and subject[0].lower != "us" and not is_passive(deed) and not page.cast.who(subject[0]):
        return
    if not subject and idle(deed):
        return
    stance: Stance = "warned_against" if negated(verb) or negated(deed) else "advocated"
    yield Draft(deed, action_words(deed), stance, "options/let", 0.8, doer=[] if is_passive(deed) else subject)


def _starts_clause(verb: Word) -> bool:
    """Whether a bare verb opens a sentence or a clause set off from what is before it: "…; let them speak"."""
    words = verb.sent.words
    at = verb.i - words[0].i
    before = next((w for w in reversed(words[:at]) if w.lower not in ("not", "n't", "n’t", "do", "so", "then")), None)
    return before is None or before.text in _OPENERS or before.lower in ("and", "but", "or")


def imperative(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Build a missile defence.", "Do not arm them."."""
    root = verb
    while root.dep == "conj" and root.head.pos == "VERB":
        root = root.head
    if (
        root.dep != "ROOT"
        or root.tag not in ("VB", "VBP")
        or verb.lower != verb.lemma
        or verb.sent.words[-1].text == "?"
        or idle(verb)
    ):
        return
    for v in (root, verb):
        if any(c.dep in SUBJECTS or c.dep == "auxpass" for c in v.children):
            return
        if any(c.dep == "aux" and c.lower != "do" for c in v.children) or (v is root and _aside(page, v)):
            return
    if _told_of(verb):
        return
    if _aside(page, verb) or ((verb.sent.kind == "title" or _heading(verb)) and not negated(verb)):
        return
    if _unattributed(page, verb) or (verb is not root and verb.sent.words[0].lower == "to"):
        return
    if not _opens(root) or verb.child("dobj", "prep", "xcomp", "ccomp", "prt", "advmod", "dative") is None:
        return
    warned = negated(verb) or _and_you_will(verb)
    row = list(deeds(verb)) if verb is root and verb.i - verb.sent.words[0].i < 6 and not warned else []
    if len(row) > 1:
        for head, words, stance in row:
            if not _aside(page, head) or head is not verb:
                yield Draft(head, words, stance, "options/imperative", 0.62)
        return
    yield Draft(verb, verb_phrase(verb), "warned_against" if warned else "advocated", "options/imperative", 0.6)


def _heading(verb: Word) -> bool:
    """ "Reduce Process Steps": capitals throughout and no full stop."""
    words = verb.sent.words
    if words[-1].pos == "PUNCT" or len(words) > 12:
        return False
    told = [w for w in words if w.pos in ("NOUN", "PROPN", "VERB", "ADJ")]
    return len(told) > 1 and all(w.text[0].isupper() for w in told)


def _unattributed(page: Page, verb: Word) -> bool:
    """Whether a verb stands in a quotation whose speaker is not known: no advice of the author's."""
    if page.voices.at((verb.start, verb.end)) != page.voices.default:
        return False
    words = verb.sent.words
    before = [w.text for w in words[: verb.i - words[0].i] if w.text in ('"', "“", "”")]
    return bool(before) and before[-1] != "”" and len(before) % 2 == 1


def _and_you_will(verb: Word) -> bool:
    """ "Leave the north under embargo and the war will go on": an imperative for an "if"."""
    return any(
        c.dep == "conj" and own_subjects(c) and ({"will", "'ll", "’ll", "wo"} & set(auxiliaries(c)) or negated(c))
        for c in verb.children
    )


def _told_of(verb: Word) -> bool:
    """ "Businesses that voluntarily remove items", "airlines all employ them": a present tense, its subject misread."""
    words = verb.sent.words
    before = [w for w in words[: verb.i - words[0].i] if w.pos != "ADV" and w.lower not in ("not", "n't", "n’t", "do")]
    if verb.dep == "conj" and before:
        return before[-1].lower not in ("and", "or", "but", "then") and before[-1].pos != "PUNCT"
    return bool(before) and (before[-1].pos in ("NOUN", "PROPN", "PRON") or before[-1].lower in ("all", "both", "that"))


def stands_after_colon(verb: Word) -> bool:
    """Whether a bare verb follows a colon: "there is another way: send observers"."""
    words = verb.sent.words
    at = verb.i - words[0].i
    return at > 1 and verb.tag in ("VB", "VBP") and verb.lower == verb.lemma and words[at - 1].text == ":"


def listed(verb: Word) -> Iterator[Draft]:
    """What is advised after a colon, one by one."""
    if subject_of(verb) is not None or auxiliaries(verb) or idle(verb) or verb.child("dobj", "prep", "prt") is None:
        return
    if verb.lemma in lexicon.words("asides") or verb.sent.words[-1].text == "?":
        return
    for deed in (verb, *also(verb)):
        stance: Stance = "warned_against" if negated(deed) else "advocated"
        yield Draft(deed, action_words(deed), stance, "options/colon", 0.6)


def _opens(root: Word) -> bool:
    """Whether nothing but particles or a set-off phrase stands before the verb."""
    light = ("PUNCT", "ADV", "INTJ", "PART", "CCONJ", "AUX", "SPACE")
    opening = [w for w in root.sent.words if w.i < root.i and w.pos not in light]
    if len(opening) > 8:
        return False
    return not opening or any(c.dep in ("advcl", "prep", "npadvmod") and c.i < root.i for c in root.children)


def _aside(page: Page, verb: Word) -> bool:
    """Imperatives that talk to the reader: "consider this", but not "tell Chad that …"."""
    if verb.lemma not in lexicon.words("asides"):
        return False
    asked = any((c.dep in ("xcomp", "ccomp") and infinitive(c)) or c.lower == "for" for c in verb.children)
    if verb.lemma == "ask" and not asked:
        return True
    told = (c for c in verb.children if c.dep in ("dobj", "dative"))
    return not (verb.lemma in ("tell", "give", "ask", "make") and any(page.cast.who(c, proxies=False) for c in told))
