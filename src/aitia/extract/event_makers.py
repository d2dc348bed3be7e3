"""Whose a thing is, where no phrase of its own says so: who made or said it, who is told of in the clause it brings.

Example: "the remarks that Brandt made", "an exemption sought by the Church", "the judge, whose ruling they praised";
"the demand that Chad leave".
"""

from __future__ import annotations

from typing import Final

from aitia.extract.event_senses import Setting
from aitia.language.arcs import OBJECTS, PASSIVE_SUBJECTS, RELATIVE_TAGS, SUBJECTS, conjuncts, is_passive
from aitia.language.frames import frame
from aitia.language.page import Word

# what one does to a thing that is one's own work, words or decision
_MAKING: Final = frozenset(
    """adopt advance advocate announce approve back bring broker carry circulate commit conduct craft deliver demand
    devise draft enact endorse engineer espouse execute file float give hold impose introduce issue launch lead make
    mount negotiate offer order organise organize orchestrate outline pass
    perpetrate pioneer plan post present prepare
    produce promote propose publish push put release request sanction seek send set sign spew sponsor spread stage start
    state submit suggest support take tout tweet undertake unleash unveil use utter voice wage want write""".split()
)


def makers(thing: Word, *, victims: bool = True) -> list[Word]:
    """Who made, said or wants a thing: "the remarks Brandt made", "an exemption sought by the Church", "whose ruling".

    Without ``victims`` whose it is tells nothing.
    """
    if thing.pos != "NOUN":
        return []
    below = [c for c in thing.children if c.dep in ("relcl", "acl") and c.i > thing.i]
    for c in below:
        drawn = c.lemma == "draw" and any(g.dep == "prt" and g.lower == "up" for g in c.children)
        if (c.lemma not in _MAKING and not drawn) or any(g.dep == "ccomp" for g in c.children):
            continue
        if c.dep == "acl" and c.tag != "VBN":
            continue
        if is_passive(c) or c.dep == "acl":
            agents = [w for w in frame(c).agents if w is not thing]
        elif any(g.dep in OBJECTS and g.tag not in RELATIVE_TAGS for g in c.children):
            continue  # "a ruling that says the army must go": the ruling says it
        else:
            agents = [x for g in c.children if g.dep == "nsubj" for x in conjuncts(g)]
            agents = [w for w in agents if w.tag not in RELATIVE_TAGS and w.lower != "that"]
        if agents:
            return agents
    whose = victims and any(c.dep == "poss" and c.tag == "WP$" for c in thing.children)
    clause = next((w for w in (thing.head, *thing.head.ancestors()) if w.dep == "relcl"), None) if whose else None
    if clause is None:
        return []
    return [clause.head.head if clause.head.dep == "appos" else clause.head]


def told_of(noun: Word) -> list[Word]:
    """The "that" clauses a noun brings: "the demand that Chad leave", not "the demand that Chad made"."""
    clauses = [c for c in noun.children if c.dep in ("acl", "ccomp", "relcl") and c.pos in ("VERB", "AUX")]
    found = []
    for c in clauses:
        subjects = [g for g in c.children if g.dep in (*SUBJECTS, *PASSIVE_SUBJECTS)]
        marked = any(g.lower == "that" and g.dep in ("mark", "dobj", "pobj") and g.i < c.i for g in c.children)
        whole = c.dep != "relcl" or c.pos == "AUX" or any(g.dep in OBJECTS and g.lower != "that" for g in c.children)
        if marked and whole and subjects and all(w.tag not in RELATIVE_TAGS and w.i > noun.i for w in subjects):
            found.append(c)
    after = noun.sent.words[noun.i - noun.sent.words[0].i + 1 :][:1]
    if not found and after and after[0].lower == "that" and after[0].dep == "mark":
        clause = after[0].head  # hung on the verb above: "siding with the demand that Chad leave"
        if clause.dep == "ccomp" and clause.head.i < noun.i and clause.pos in ("VERB", "AUX"):
            return [clause]
    return found


def possessing(noun: Word) -> Word:
    """The noun that carries the possessor: the first of "Chad's exercises and patrols"."""
    shared = noun.dep == "conj" and noun.pos == "NOUN" and noun.head.pos == "NOUN"
    own = any(c.dep in ("poss", "det") or (c.dep == "prep" and c.lower in ("of", "by")) for c in noun.children)
    return noun.head if shared and not own else noun


def first_part(at: Setting) -> list[Word]:
    """What a hyphen ties to a noun before it, on which the parser may hang the possessor: "Chad's co-operation"."""
    words, i = at.page.words, at.word.i
    tied = (
        i > 1 and words[i - 1].text == "-" and words[i - 1].end == at.word.start and words[i - 2].sent is at.word.sent
    )
    return [words[i - 2]] if tied else []
