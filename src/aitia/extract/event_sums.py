"""Whose deed or words are judged where a noun or "which" sums up the clause before it.

Example: "Chad shut the border, a step Niger condemned" → ACCUSE Niger → Chad; "Odinga called it theft, a phrase that
Kagame mocked" → ACCUSE Kagame → Odinga; "shelled the camp, which Niger deplored".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.extract.event_senses import Setting
from aitia.language.control import LIGHT_VERBS
from aitia.language.frames import frame, governing_verb
from aitia.language.page import Word
from aitia.lexicon.events import classes
from aitia.model.codes import AUTHOR
from aitia.model.records import Participant

_JUDGED: Final = frozenset(["ACCUSE", "REJECT", "SUPPORT"])
# nouns that sum up what somebody does
_SUMS: Final = frozenset(
    """act action announcement change decision deed demand event failure gesture measure move omission plan policy
    proposal reform refusal response reversal silence step tactic threat vote warning""".split()
)
# and what somebody says
_WORDS: Final = frozenset(
    """accusation allegation argument assertion charge claim comparison contention description expression insult line
    notion phrase remark reproach sentence sentiment slogan statement suggestion verdict view word""".split()
)
_ANNOUNCING: Final = LIGHT_VERBS | frozenset(["adopt", "bring", "pass"])
_SAYING: Final = frozenset("add announce argue claim declare insist maintain reply say state tell warn write".split())
_APART: Final = frozenset(["appos", "dep", "npadvmod", "attr", "oprd"])
_DISPUTED: Final = frozenset("contest contradict deny dispute refute reject repudiate".split())
_DEPTH: Final = 4


def summed(at: Setting, kind: str, actors: Sequence[Participant]) -> list[Participant]:
    """The doers of the clause that the judged noun sums up; nobody where it is no such noun."""
    verb = at.word
    clause = _relative(verb)
    if kind not in _JUDGED or clause is None:
        return []
    thing = clause.head
    words, deeds = thing.lemma in _WORDS, thing.lemma in _SUMS | classes()["deed"]
    if thing not in at.objects and not is_sentential(verb):
        return []
    if words or deeds:
        above = _clause_of(thing)
    elif is_sentential(verb) and verb.lemma not in _DISPUTED:
        above = governing_verb(thing)
    else:
        return []
    for _ in range(_DEPTH):  # "said that it was a war, a phrase that ..." is what he said
        if above is None or not (words and above.dep in ("ccomp", "xcomp") and above.head.lemma in _SAYING):
            break
        above = above.head
    if above is None or above is verb:
        return []
    doers = {AUTHOR, *(p.actor for p in actors)}
    people = at.page.cast.everyone(frame(above).agents, places=False)
    return [] if any(p.actor in doers for p in people) else people


def is_sentential(verb: Word) -> bool:
    """Whether "which" behind a comma stands for the clause, not for the thing named last: "hit it, which he denies"."""
    clause = _relative(verb)
    if clause is None or clause is not verb or clause.head.pos not in ("NOUN", "PROPN"):
        return False
    which = next((c for c in verb.children if c.tag == "WDT" and c.lower == "which" and c.dep == "dobj"), None)
    if which is None or which.i != verb.subtree()[0].i:
        return False
    words, at = verb.sent.words, which.i - verb.sent.words[0].i
    thing = clause.head
    told = thing.lemma in _SUMS | _WORDS | classes()["deed"] | classes()["pact"]
    return at > 0 and words[at - 1].text == "," and not told


def _relative(verb: Word) -> Word | None:
    """The relative clause that leaves out the object of a verb."""
    word = verb
    for _ in range(_DEPTH):
        if word.dep == "relcl":
            return word if word.head.i < word.i else None
        if word.dep not in ("xcomp", "conj"):
            return None
        word = word.head
    return None


def _clause_of(thing: Word) -> Word | None:
    """The verb of the clause that a noun sums up or announces."""
    if thing.dep in ("dobj", "obj"):
        above = thing.head
        return above if above.pos == "VERB" and above.lemma in _ANNOUNCING and thing.child("poss") is None else None
    if thing.dep not in _APART:
        return None
    word = thing.head
    for _ in range(_DEPTH * 2):
        if word.pos in ("VERB", "AUX"):
            return word
        if word.head is word:
            return None
        word = word.head
    return None
