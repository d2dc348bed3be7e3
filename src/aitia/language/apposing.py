"""Names of persons that the parser hung on the wrong noun, put beside the noun that tells who they are.

"The mayor of Tetovo, Arben Kasa, said": not Tetovo is Arben Kasa but its mayor. "He met his rival, Rep. Bill Stroud.":
the rival is he, though the parser takes the name for a measure of the meeting.
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import hang
from aitia.language.page import Word
from aitia.lexicon.actors import atoms, first_names, fold, registry
from aitia.lexicon.places import country_of

# singular nouns for many people
_MANY: Final = frozenset(
    """audience clan clergy community couple crew crowd electorate elite family group mob opposition people population
    public society staff tribe youth""".split()
)
_WITHIN: Final = frozenset(["appos", "compound", "nmod"])
_PLAIN: Final = frozenset(["dobj", "nsubj", "nsubjpass", "pobj"])
# persons or bodies
_EITHER: Final = frozenset("competitor head leader member owner partner rival sponsor winner".split())
_DEPTH: Final = 3


def appose(name: Word) -> None:
    """Hang a person's name behind a comma on the noun for a person that it stands beside."""
    if name.pos == "PROPN" and name.dep in _PLAIN:
        _join(name)
        return
    if not name.text[:1].isupper() or name.dep not in ("appos", "npadvmod") or not is_name_of_person(name):
        return
    words = name.sent.words
    first = words[0].i
    start = min((w.i for w in name.subtree() if w.i < name.i and w.text[:1].isupper()), default=name.i)
    comma = start - first - 1
    if comma < 1 or words[comma].text != ",":
        return
    after = words[name.i - first + 1] if name.i - first + 1 < len(words) else None
    if after is not None and after.text not in (",", ".", ";", ")", "–", "—") and after.pos not in ("AUX", "VERB"):
        return
    above = name.head if name.dep == "appos" else words[comma - 1]
    noun = _told(above, name)
    if noun is not None and noun is not name.head:
        hang(name, noun, "appos")


def _join(name: Word) -> None:
    """Make one of two subjects side by side: "Moscow's ally | Ramzan Kerimov", "the rebel | Liberation Front"."""
    words = name.sent.words
    start = min((w.i for w in name.subtree() if w.i < name.i), default=name.i) - words[0].i
    before = words[start - 1] if start > 0 else None
    if before is None or before.head is not name.head or before.dep != name.dep or before is name:
        return
    told = any(c.dep in ("det", "poss") for c in before.children)
    agent = registry().agents.get(before.lemma) if told and before.text.islower() else None
    if agent is None or before.tag not in ("JJ", "NN"):
        return
    if is_noun_for_person(before) or (agent.kind == "states" and is_name_of_person(name)):
        hang(name, before, "appos")
        return
    for c in before.children[:]:
        if c.i < before.i:
            hang(c, name)
    hang(before, name, "amod" if before.tag == "JJ" else "compound")


def _told(above: Word, name: Word) -> Word | None:
    """The noun for one person that a name is beside: the word above it, or what that only completes."""
    if is_noun_for_person(above):
        return above if name.dep == "npadvmod" else None
    for _ in range(_DEPTH):
        if above.dep in _WITHIN and above.head.i < above.i and above.pos == "PROPN":
            above = above.head
            continue
        if above.dep != "pobj" or above.head.dep != "prep":
            return None
        above = above.head.head
        if is_noun_for_person(above):
            return above
        if above.pos not in ("NOUN", "PROPN"):
            return None
    return None


def is_noun_for_person(word: Word) -> bool:
    """Whether a common noun stands for one person: "mayor", "head", "lawyer", not "group" or "mayors"."""
    begins = word.tag == "NNP" and word is word.sent.words[0]  # "Daughter of Frank Hale, Nora Hale, said"
    if not (word.tag == "NN" or begins) or word.lower in _MANY:
        return False
    agent = registry().agents.get(word.lower)
    return agent is not None and agent.kind in ("person", "population")


def is_name_of_person(name: Word, *, told: bool = False) -> bool:
    """Whether capitalised words may name a person: two at least, a title or a given name first, and no place.

    Where they are ``told`` to be one by the noun they stand beside, the parser may well have taken them for a body.
    """
    parts = [w for w in name.children if w.i < name.i and w.dep == "compound" and w.text[:1].isupper()]
    if not parts or name.ent in ("NORP", "DATE", "EVENT", "LAW", "WORK_OF_ART"):
        return False
    if name.ent == "PERSON" or fold(parts[0].text) in first_names() or atoms(parts[0].text) in registry().titles:
        return True
    full = " ".join(w.text for w in (*parts, name))
    body = told and name.ent == "ORG" and name.head.lemma not in _EITHER
    return (body or name.ent in ("", "LOC", "FAC")) and name.text.istitle() and not country_of(full) and len(parts) < 3
