"""What the arcs of a parse say of a word: what is joined to it, what its prepositions govern, whether it is passive."""

from __future__ import annotations

from typing import Final

from aitia.language.control import ONLY_PARTICIPLES
from aitia.language.page import Word
from aitia.lexicon.actors import registry

SUBJECTS: Final = ("nsubj", "csubj")
PASSIVE_SUBJECTS: Final = ("nsubjpass", "csubjpass")
OBJECTS: Final = ("dobj", "obj")
DATIVES: Final = ("dative", "iobj")
_TURNS: Final = frozenset([",", "and", "but", "—", "–", "-"])
_MORE: Final = frozenset(["all", "even", "every", "just", "merely", "only", "simply", "solely"])
RELATIVE_TAGS: Final = frozenset({"WDT", "WP", "WP$"})


def conjuncts(word: Word) -> list[Word]:
    """The word and everything coordinated with it ("A, B and C" from A)."""
    out, stack = [word], [word]
    while stack:
        for c in stack.pop().children:
            if c.dep == "conj":
                out.append(c)
                stack.append(c)
    told = [w for w in out if not is_contrasted(w)] if len(out) > 1 else out
    return sorted(told or out, key=lambda w: w.i)


def is_contrasted(noun: Word) -> bool:
    """Whether somebody is named as the one who is not meant: "the rebels, not the army", "Chad rather than Mali"."""
    words, start = noun.sent.words, noun.sent.words[0].i
    at = next(iter(sorted(c.subtree()[0].i for c in noun.children if c.i < noun.i and c.dep != "neg")), noun.i) - start
    if noun.dep == "pobj" and at and words[at - 1] is noun.head and noun.head.lower not in ("of", "than"):
        at -= 1  # "by rebels, not by the army"
        if at < 2 or words[at - 1].lower != "not" or words[at - 2].text not in _TURNS:
            return False
    before = [w.lower for w in words[max(0, at - 2) : at]]
    if not before:
        return False
    if before[-1] == "not":
        if words[at].lower in _MORE:
            return False  # "not only", "not all"
        no = words[at - 1]
        return no.head.pos not in ("VERB", "AUX") or (len(before) > 1 and before[0] in _TURNS)
    return before in (["rather", "than"], ["instead", "of"])


def meant(noun: Word) -> Word:
    """Who is meant where a clause hangs on the one that is not: "the rebels, not the army, who" → rebels."""
    for _ in range(4):
        if not is_contrasted(noun) or noun.head.pos in ("VERB", "AUX"):
            return noun
        noun = noun.head.head if noun.head.pos in ("ADP", "SCONJ", "CCONJ") else noun.head
    return noun


def is_passive(verb: Word) -> bool:
    """Whether a verb form is passive, reduced participles ("troops backed by") included."""
    if verb.tag == "VBD" and verb.lower in ONLY_PARTICIPLES and not any(c.dep in OBJECTS for c in verb.children):
        return True  # "Mayor beaten in his office": no past tense, whatever the parser says
    if verb.tag != "VBN":
        return False
    labels = {c.dep for c in verb.children}
    if labels & {"nsubjpass", "csubjpass", "auxpass"}:
        return True
    if any(c.dep == "aux" and c.lemma in ("have", "'ve", "’ve", "'s", "’s") for c in verb.children):
        return False
    if verb.dep == "conj" and verb.head.tag == "VBN" and not labels & {"nsubj", "aux", "dobj"}:
        return is_passive(verb.head)
    if verb.dep == "conj" and "nsubj" in labels and not labels & {"aux", "dobj", "agent"} and is_passive(verb.head):
        return True  # "one was killed and another wounded"
    if labels & {"nsubj", "dobj"}:
        return "agent" in labels
    if verb.dep in ("acomp", "oprd"):  # "the town remains occupied"
        return verb.head.lemma in ("keep", "lie", "remain", "stand", "stay")
    return verb.dep in ("acl", "advcl", "amod", "relcl", "pcomp", "ccomp", "xcomp", "ROOT") or "agent" in labels


def prepositions(head: Word) -> list[tuple[str, Word]]:
    """(preposition, head of its noun phrase or gerund) pairs below a word; compounds such as "because of" joined."""
    out: list[tuple[str, Word]] = []
    for p in head.children:
        coordinated = p.dep == "conj" and p.tag == "IN" and p.i > head.i  # "fired into the air and then into the crowd"
        if (p.dep in ("prep", "agent", "dative") or coordinated) and p.pos in ("ADP", "SCONJ", "PART", "VERB", "ADV"):
            name = p.lower
            for c in p.children:
                if c.dep in ("pobj", "pcomp"):
                    out.extend((name, x) for x in conjuncts(c))
                elif c.dep == "prep":
                    for cc in c.children:
                        if cc.dep in ("pobj", "pcomp"):
                            out.extend((f"{name} {c.lower}", x) for x in conjuncts(cc))
                elif c.dep == "conj" and c.pos == "ADP":
                    out.extend((c.lower, x) for cc in c.children if cc.dep == "pobj" for x in conjuncts(cc))
    return out


_NO_PEOPLE: Final = frozenset(["FAC", "GPE", "LOC", "ORG"])


def somebody(noun: Word, clause: Word) -> Word:
    """Whom a relative clause with "who" is said of, where the parser hangs it on a body or place named last.

    "Brandt, the head of the Foundation for Peace, who resigned" → head. Else the noun itself.
    """
    if noun.ent not in _NO_PEOPLE or not any(c.lower == "who" and c.dep in SUBJECTS for c in clause.children):
        return noun
    above = noun
    while above.dep in ("pobj", "prep", "compound", "nmod", "poss") and above.head is not above:
        above = above.head
        if above.pos in ("NOUN", "PROPN") and above.ent not in _NO_PEOPLE:
            known = registry().agents.get(above.lemma) or registry().agents.get(above.lower)
            return above if above.ent == "PERSON" or above.tag == "NN" or known is not None else noun
    return noun


def hang(word: Word, above: Word, dep: str = "") -> None:
    """Hang a word on another, with another arc where one is named."""
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = above, dep or word.dep
    above.children = sorted([*above.children, word], key=lambda w: w.i)


def make_root(word: Word) -> None:
    """Let a word rule its sentence; whatever ruled it is left for the caller to hang."""
    word.head.children.remove(word)
    word.head, word.dep = word, "ROOT"
