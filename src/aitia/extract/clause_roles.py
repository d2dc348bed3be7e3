"""What a noun or pronoun is in its clause: subject or not, doing or undergoing, and what the words above tell of it.

Example: in "its leaders" a pronoun owns people, so that it stands for a body; in "it emboldened them" it stands as well
for what happened.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import PROXIES
from aitia.language.page import Word
from aitia.lexicon.actors import registry
from aitia.lexicon.causes import verbs as causal_verbs
from aitia.lexicon.claims import cue_entries
from aitia.lexicon.events import event_lexicon

HE: Final = frozenset(["he", "him", "his", "himself"])
SHE: Final = frozenset(["she", "her", "hers", "herself"])
IT: Final = frozenset(["it", "its", "itself"])
THEY: Final = frozenset(["they", "them", "their", "theirs", "themselves"])
MODIFIERS: Final = ("compound", "amod", "nmod")
_SUBJECTS: Final = ("nsubj", "nsubjpass")
_WILLED: Final = frozenset(
    "able committed determined eager hesitant keen opposed prepared ready reluctant unable unwilling willing".split()
)
# causal verbs that as often tell what somebody does
_COMMON: Final = frozenset(
    "act add build buy change do draw force get give guarantee have help hold keep lose play put win work".split()
)
# what one does to somebody only: "asked it to wait", "accused it of"
_PERSONAL: Final = frozenset(
    "accuse ask beg blame commend congratulate implore persuade sue tell thank urge warn".split()
)
_EVENTFUL: Final = frozenset(["seem", "appear", "happen", "turn", "rain", "take", "remain", "follow"])


def kind_of(word: Word) -> str:
    """``he``, ``it`` or ``they``: which pronouns are weighed alike."""
    low = word.lower
    return "he" if low in HE or low in SHE else "it" if low in IT else "they"


def role_of(word: Word) -> str:
    """What a noun or pronoun is in its clause: subject, object, possessor, oblique, modifier, other."""
    while word.dep in ("conj", "appos") and word.head is not word:
        word = word.head
    if word.dep in _SUBJECTS:
        return "subject"
    if word.dep in ("dobj", "dative", "obj"):
        return "object"
    if word.dep == "poss" or word.tag == "PRP$":
        return "possessor"
    if word.dep in MODIFIERS:
        return "modifier"
    return "agent" if word.dep == "agent" or word.head.dep == "agent" else "oblique" if word.dep == "pobj" else "other"


def theme_of(word: Word) -> str:
    """Whether somebody does or undergoes what his verb tells, where that is a deed."""
    while word.dep == "conj" and word.head is not word:
        word = word.head
    verb = word.head
    told = any("q" in e.frames for e in cue_entries("verb").get(verb.lemma, ()))
    if told or not (word.dep == "nsubjpass" or event_lexicon().of("verb", verb.lemma)):
        return ""
    return {"nsubj": "does", "nsubjpass": "undergoes", "dobj": "undergoes"}.get(word.dep, "")


def clause_of(word: Word) -> Word:
    """The verb of the clause a word stands in."""
    current = word
    while current.head is not current:
        current = current.head
        if current.pos in ("VERB", "AUX"):
            return current
    return current


def sort_of(word: Word, role: str) -> str:
    """What the words above a pronoun say of its being somebody: what it does, suffers or owns."""
    head = word.head
    if role == "possessor":
        agents = registry().agents
        if head.lemma in agents or head.lower in agents:
            return "agent"
        if event_lexicon().of("noun", head.lemma):
            return "deed"
        return "proxy" if head.lemma in PROXIES else "thing"
    if word.dep == "expl" or (word.dep == "nsubj" and word.lower == "it" and head.lemma in _EVENTFUL):
        return "expletive"
    if role == "subject" and (head.lemma == "be" or head.pos == "AUX"):
        willed = any(c.dep == "acomp" and c.lemma in _WILLED for c in head.children)
        clause = any(c.dep in ("ccomp", "xcomp", "csubj", "advcl", "relcl") for c in head.children)
        return "willed" if willed else "be-clause" if clause else "be"
    if role == "object" and head.lemma in _PERSONAL:
        return "asked"
    if head.pos == "ADP":
        head = head.head
    passive = "passive:" if role == "subject" and word.dep == "nsubjpass" else ""
    if passive and head.lemma in cue_entries("verb"):  # "it is thought to have bombed the port": who did that
        raised = next((c for c in head.children if c.dep == "xcomp" and c.pos == "VERB"), None)
        head, passive = (raised, "") if raised is not None else (head, passive)
    if head.lemma in cue_entries("verb"):
        return f"{passive}says"
    deed = bool(event_lexicon().of("verb", head.lemma))
    if role == "subject" and not passive and _brings_about(head, deed):
        return "effect"
    return f"{passive}deed" if deed else f"{passive}other"


def _brings_about(verb: Word, deed: bool) -> bool:
    """Whether a verb tells what something leads to: "it will embolden them", "it has prolonged the war"."""
    entries = [e for e in causal_verbs().get(verb.lemma, ()) if e.cause == "subject" and not e.end_only]
    if deed:  # "it provoked", "it sparked" are told of what happened, "it raised", "it struck" of who did it
        entries = [e for e in entries if not e.things_only and not e.fixed]
    return verb.lemma not in _COMMON and bool(entries)
