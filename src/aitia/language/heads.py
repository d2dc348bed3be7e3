"""Whom a participle or infinitive is said of by the words right around it, where the arcs do not tell.

Example: "denied the rebels a haven to plot attacks" → the rebels plot; "A, B and C, backed by D" → all three.
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import DATIVES, OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, conjuncts, is_passive, prepositions
from aitia.language.control import DRIVING, ENDEAVOURS, HELP, WILLS
from aitia.language.page import Word
from aitia.lexicon.actors import registry

# participles by which a thing is somebody's, made or owned: "a farm owned by", "remarks made by"
_BY: Final = frozenset(
    """build command compose conduct control draft fire give hold introduce issue launch lead make occupy offer operate
    own perform post present propose publish release rent run send sign stage submit table utter voice
    write""".split()
)

# participles by which a thing is another's: "the plan opposed by Chad" is not Chad's
AGAINST: Final = frozenset(
    """abandon attack block bomb condemn contest criticise criticize denounce destroy dispute fear hit occupy oppose
    raid rebuff refuse reject resist ridicule seize target veto""".split()
)


_IMPERSONAL: Final = frozenset(["that", "this", "what", "which"])


def listed_before(noun: Word, verb: Word) -> list[Word]:
    """The whole list a participle between commas is said of: "A, B and C, backed by D, attacked" → A, B, C."""
    if verb.dep != "acl" or verb.sent.words[verb.i - verb.sent.words[0].i - 1].text != ",":
        return []
    first = noun
    while first.dep == "conj" and first.head is not first:
        first = first.head
    listed = conjuncts(first)
    if first.dep == "appos" and len(listed) > 1:  # the parser at times takes the second of a list for an apposition
        first, listed = first.head, [first.head, *listed]
    return listed if first.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) and listed[-1].i < verb.i < first.head.i else []


def named_before(noun: Word) -> list[Word]:
    """Whose an endeavour is, by the name before it: "the U.S. effort to defeat the militia"."""
    if noun.lemma not in WILLS | ENDEAVOURS | HELP:
        return []
    return [c for c in noun.children if c.dep in ("compound", "nmod", "amod") and c.ent in ("GPE", "ORG", "NORP")][:1]


def given(noun: Word) -> list[Word]:
    """Who is given or denied a thing: "denied the rebels a haven to plot attacks" → the rebels plot."""
    verb = noun.head
    if noun.dep not in OBJECTS or verb.pos != "VERB":
        return []
    return [x for c in verb.children if c.dep in DATIVES and c.i < noun.i and c.pos != "ADP" for x in conjuncts(c)]


def beside(verb: Word) -> Word | None:
    """The name that opens a clause right before a participle, which the parser hangs on an earlier clause.

    Example: "After the revolt in Egypt, Assad, aided by Russia, held on" → aided: Assad.
    """
    words = verb.sent.words
    at = verb.i - words[0].i
    if verb.tag != "VBN" or verb.dep != "advcl" or verb.head.i > verb.i or at < 2 or words[at - 1].text != ",":
        return None
    name = words[at - 2]
    first = at - 2
    while first and words[first - 1].head is name and words[first - 1].dep in ("compound", "det", "amod"):
        first -= 1
    opens = first == 0 or words[first - 1].text == ","
    return name if opens and name.pos == "PROPN" and any(c.dep == "agent" for c in verb.children) else None


def opened_with(verb: Word) -> list[Word]:
    """The subject that the parser hangs on an aside of quality after it: "Iran, not content with that, armed them"."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.dep not in ("ROOT", "ccomp"):
        return []
    for c in verb.children:
        apart = c.dep == "advcl" and c.pos == "ADJ" and c.i < verb.i
        if apart and all(g.dep not in ("cop", "mark") for g in c.children):
            found = [g for g in c.children if g.dep in SUBJECTS and g.i < c.i]
            if found and verb.sent.words[found[0].i + 1 - verb.sent.words[0].i].text == ",":
                return [x for g in found for x in conjuncts(g)]
    return []


def set_going(verb: Word, above: Word) -> list[Word]:
    """Whom something brings or sends to do what follows: "the price rise brought workers out to demand" → workers."""
    if verb.dep != "advcl" or verb.i < above.i or above.lemma not in DRIVING or is_passive(above):
        return []
    if not any(c.lower == "to" and c.i < verb.i for c in verb.children):
        return []
    moved = [x for c in above.children if c.dep in OBJECTS and above.i < c.i < verb.i for x in conjuncts(c)]
    movers = [x for c in above.children if c.dep in SUBJECTS for x in conjuncts(c)]
    things = movers and all(w.pos in ("NOUN", "DET", "VERB") or w.lower in _IMPERSONAL for w in movers)
    somebody = any(w.lemma in registry().agents or w.ent in ("ORG", "GPE", "NORP") for w in movers)
    return moved if things and not somebody else []


def willing(noun: Word) -> list[Word]:
    """Whose a deed or a will is, after "of": "the failure of European countries to provide shelter"."""
    if noun.lemma not in WILLS or any(c.dep == "poss" for c in noun.children):
        return []
    return [w for p, w in prepositions(noun) if p == "of"]


def whose(thing: Word) -> list[Word]:
    """Whose a thing is by the participle after it: "a farm owned by him", "a car belonging to her"."""
    out: list[Word] = []
    for c in thing.children:
        if c.dep != "acl" or c.i < thing.i:
            continue
        name = "by" if c.tag == "VBN" and c.lemma in _BY else "to" if c.tag == "VBG" and c.lemma == "belong" else ""
        out += [w for p, w in prepositions(c) if p == name]
    return out
