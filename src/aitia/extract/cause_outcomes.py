"""What "it", "this" or "that" brings about behind a condition: "If they disarm, that would end the war"."""

from __future__ import annotations

from typing import Final

from aitia.extract.cause_effects import effects_of
from aitia.language.frames import frame
from aitia.language.page import Word
from aitia.lexicon import causes as lexicon

_POINTING: Final = frozenset(["it", "this", "that"])


def outcomes(verb: Word) -> list[tuple[list[Word], int]]:
    """The effects with their signs where the verb of the main clause itself says what the condition does."""
    subject = verb.child("nsubj")
    if subject is None or subject.lower not in _POINTING or subject.i > verb.i or verb.child("neg") is not None:
        return []
    found = frame(verb)
    for entry in lexicon.verbs().get(lexicon.base_form(verb.lemma, verb.lower), ()):
        if entry.cause == "subject" and not entry.end_only and (effects := effects_of(entry, verb, found)):
            return effects
    return []
