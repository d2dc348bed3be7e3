"""Whom something is given to, where the parser takes him for the first part of what is given: "sent the army drones".

Example: "Iran ships the Houthis missiles" → missiles to the Houthis; but "sold the army drones to Mali".
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import hang
from aitia.language.page import Word
from aitia.lexicon.actors import registry

_GIVING: Final = frozenset(
    "award donate feed give grant hand lend loan offer pay promise provide sell send ship supply".split()
)
# people who may be given to others, and whose calling goes by nobody's name: "lent the movement instructors"
_LENT: Final = frozenset("adviser advisor engineer expert instructor mercenary pilot technician trainer".split())
# bodies that do not stand before such people to tell whose they are, as an army does
_BODIES: Final = frozenset("faction insurgency junta movement rebellion regime".split())
# what is given and has no plural
_STUFF: Final = frozenset(
    """aid ammunition artillery cash credit equipment food fuel gas grain help information intelligence land materiel
    medicine money oil rice shelter support water weaponry wheat""".split()
)
# names that stand before a noun as adjectives do
_ADJECTIVAL: Final = frozenset("eu nato u.k. u.n. u.s. uk un us usa".split())


def is_given(thing: Word) -> bool:
    """Whether a word is what one gives: the object of a verb of giving, of several or of some stuff."""
    return thing.dep == "dobj" and thing.head.lemma in _GIVING and (thing.tag == "NNS" or thing.lemma in _STUFF)


def give_to(thing: Word) -> None:
    """Make whoever stands before what is given, and is no part of it, the one to whom it is given."""
    verb = thing.head
    if any(c.dep in ("dative", "auxpass") for c in verb.children):
        return
    after = [c for w in (verb, thing) for c in w.children if c.i > verb.i]
    if any(c.dep == "prep" and c.lower in ("to", "for") for c in after):
        return
    party = next((c for c in thing.children if c.dep == "compound" and c.i == thing.i - 1), None)
    if party is None or party.lower in _ADJECTIVAL or "." in party.text:
        return
    people = thing.lemma in registry().agents and not (thing.lemma in _LENT and party.lemma in _BODIES)
    before = [c for c in thing.children if c.i < party.i]
    own = [c for c in party.children if c.i < party.i]  # "the" of "gave the movement rifles"
    if party.pos == "PROPN":
        told = any(c.dep == "det" for c in (*before, *own))
        if not (told or party.ent == "GPE") or (people and party.ent not in ("GPE", "NORP")):
            return
    elif people or party.lemma not in registry().agents or not any(c.dep in ("det", "poss") for c in (*before, *own)):
        return
    hang(party, verb, "dative")
    for c in before:
        hang(c, party)
