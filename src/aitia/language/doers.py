"""Who does the deed that a noun tells, where the parser hangs "by" on the verb above or on a name between.

Example: "condemned the arrests by the police" → arrests by the police; "the delivery of jets to Greece by France" →
delivery by France; but "won the battle by Tuesday", "praised the book by Rushdie".
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import hang
from aitia.language.page import Word
from aitia.lexicon.actors import registry
from aitia.lexicon.events import event_lexicon

_NAMED: Final = frozenset(["GPE", "NORP", "ORG", "PERSON"])


def do_by(by: Word) -> None:
    """Hang "by" and whoever stands after it on the noun for the deed that he does."""
    doer = next((c for c in by.children if c.dep == "pobj"), None)
    if doer is None or not _is_somebody(doer):
        return
    deed = _object_before(by) if by.head.pos == "VERB" else _deed_around(by)
    if deed is not None and not any(c.lower == "by" for c in deed.children):
        hang(by, deed)


def _object_before(by: Word) -> Word | None:
    """The object of an active verb that ends right before "by" and tells a deed: "condemned the arrests by"."""
    verb = by.head
    if by.dep != "prep" or verb.tag == "VBN" or any(c.dep == "auxpass" for c in verb.children):
        return None
    thing = next((c for c in verb.children if c.dep == "dobj" and verb.i < c.i < by.i), None)
    if thing is None or thing.subtree()[-1].i != by.i - 1:
        return None
    return thing if _is_deed(thing) else None


def _deed_around(by: Word) -> Word | None:
    """The deed done to the people or the place that "by" is hung on: "the bombing of Gaza by Israel"."""
    party = by.head
    if party.dep != "pobj" or not _is_somebody(party) or _is_deed(party):
        return None
    deed = party.head.head
    return deed if deed.pos == "NOUN" and _is_deed(deed) else None


def _is_deed(noun: Word) -> bool:
    return noun.pos == "NOUN" and any(sense.type is not None for sense in event_lexicon().of("noun", noun.lemma))


def _is_somebody(word: Word) -> bool:
    if word.pos == "PROPN":
        return word.ent in _NAMED
    return word.pos == "NOUN" and word.lemma in registry().agents
