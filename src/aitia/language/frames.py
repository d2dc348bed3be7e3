"""Who does what to whom in the syntax: subjects and objects of verbs and nouns, wherever the sentence puts them.

A frame undoes what grammar does to roles: passives, control ("accused Iran of arming"), participles, relative
clauses, coordination, light verbs ("launched an attack on"). It yields words, not actors; the cast says who they are.

Example: "Accused by the army of arming rebels, Mali denied it" → arming: agents [Mali], patients [rebels].
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from aitia.language.arcs import (
    DATIVES,
    OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVE_TAGS,
    SUBJECTS,
    conjuncts,
    is_passive,
    meant,
    prepositions,
    somebody,
)
from aitia.language.causing import had_done, of_whom, ordering, without_whom
from aitia.language.control import (
    ACCUSING,
    ANYBODYS,
    CARRIED,
    GIVING,
    HELP,
    HELPING,
    LASHING,
    LASTING,
    LIGHT_VERBS,
    OBJECT_CONTROL,
    PAPERS,
    PUNISHING,
    READING,
    SPENDING,
    TO_OBJECT,
    WRITINGS,
)  # fmt: skip
from aitia.language.heads import beside, given, listed_before, named_before, opened_with, set_going, willing
from aitia.language.lists import follows, is_listed, late_agent, shared_agent, shared_object, shared_oblique, under
from aitia.language.page import Word

_DEPTH: Final = 8
# prepositions that bring a party along before a relative pronoun
_PIPED: Final = frozenset(["against", "for", "from", "to", "with"])


@dataclass(slots=True)
class Frame:
    """The roles around one predicate: heads of noun phrases, agents and patients in the logical sense."""

    head: Word
    agents: list[Word] = field(default_factory=list)
    patients: list[Word] = field(default_factory=list)
    datives: list[Word] = field(default_factory=list)
    obliques: dict[str, list[Word]] = field(default_factory=dict)
    passive: bool = False
    light: Word | None = None  # the verb that governs a nominal predicate

    def at(self, *prepositions: str) -> list[Word]:
        """Heads of the noun phrases under these prepositions, in text order."""
        return sorted((w for p in prepositions for w in self.obliques.get(p, ())), key=lambda w: w.i)


def frame(head: Word) -> Frame:
    """The frame of a predicate: of a verb, or of a noun or adjective that names a deed."""
    return _verb_frame(head) if head.pos in ("VERB", "AUX") and not is_nominal(head) else _noun_frame(head)


def is_nominal(verb: Word) -> bool:
    """Whether a gerund stands as a noun: "Israel's targeting of Hamas", "the fighting between them"."""
    if verb.tag != "VBG":
        return False
    before = {c.dep for c in verb.children if c.i < verb.i}
    between = any(c.lower == "between" and c.dep == "prep" for c in verb.children)
    if between and verb.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return True  # "fighting between the army and the rebels flared"
    if verb.dep == "xcomp" and verb.head.lemma == "face" and verb.child("dobj") is None:
        return True  # "are facing shelling"
    named = verb.dep in ("pobj", "pcomp") and before & {"amod", "compound", "nmod"}  # "in Israeli tank shelling"
    return bool(named or before & {"poss", "det"})


def _verb_frame(verb: Word) -> Frame:
    had = had_done(verb)
    out = Frame(verb, passive=bool(had) or (is_passive(verb) and not is_listed(verb)))
    surface = surface_subjects(verb)
    patients: list[Word] = []
    for c in verb.children:
        if c.dep in OBJECTS:
            patients.extend(conjuncts(c))
        elif c.dep in DATIVES and c.pos not in ("ADP", "PART") and not _is_another(c, verb):
            out.datives.extend(conjuncts(c))
    for name, word in (*prepositions(verb), *shared_oblique(verb)):
        out.obliques.setdefault(name, []).append(word)
    if not out.passive and not out.datives and verb.lemma in GIVING:
        things = [c for c in verb.children if c.dep in OBJECTS and c.i > verb.i]
        if len(things) == 2 and not things[0].lower.endswith("self"):  # "sells Damascus most of its weapons"
            out.datives, patients = conjuncts(things[0]), conjuncts(things[1])
    if out.passive:
        out.patients = surface
        out.datives += patients  # "was given arms": the thing stays an object
        out.agents = [w for c in verb.children if c.dep == "agent" for w in under(c)] or out.obliques.get("by", [])[:]
        if not out.agents and verb.dep == "conj" and is_passive(verb.head):
            out.agents = [w for c in verb.head.children if c.dep == "agent" for w in under(c)]
        out.agents = out.agents or shared_agent(verb) or late_agent(verb)
        above = None if out.agents else ordering(verb)
        if above is not None:  # "had his rival jailed"
            out.agents = surface_subjects(above)
    else:
        out.agents = surface
        out.patients = patients or shared_object(verb)
    gap = _relative_gap(verb, out)
    if gap is not None and not out.passive and not out.patients:
        out.patients = [gap]
    for name in _PIPED & out.obliques.keys():  # "Mali, against which Chad launched an offensive"
        piped = [w.i == w.head.i + 1 for w in out.obliques[name]]  # not "whom it supplied them with"
        pairs = zip(out.obliques[name], piped, strict=True)
        out.obliques[name] = [_antecedent(w, verb) if near else w for w, near in pairs]
    out.agents = [_antecedent(w, verb) for w in out.agents]
    out.patients = [_antecedent(w, verb) for w in out.patients]
    return out


def _is_another(dative: Word, verb: Word) -> bool:
    """Whether behind a comma somebody else does the same: "Chad offered arms, Mali money"."""
    given = any(c.dep in OBJECTS and verb.i < c.i < dative.i for c in verb.children)
    first = dative.subtree()[0]
    return given and first.sent.words[first.i - first.sent.words[0].i - 1].text in (",", ";")


def surface_subjects(verb: Word, depth: int = 0) -> list[Word]:
    """The grammatical subject, found across coordination, control, participles and relative clauses."""
    own = [x for c in verb.children if c.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) for x in conjuncts(c)]
    own = without_whom(own)
    if not own:  # now and then the parser hangs the subject on the auxiliary
        hung = [c for a in verb.children if a.dep in ("aux", "auxpass") for c in a.children]
        own = [x for c in hung if c.dep in SUBJECTS for x in conjuncts(c)]
    if own:
        return [_antecedent(w, verb) for w in own]
    if verb.tag in ("VBZ", "VBD", "VBP"):  # the parser at times takes the subject of a short clause for a compound
        odd = [c for c in verb.children if c.dep in ("compound", "nmod") and c.pos == "PROPN" and c.i < verb.i]
        if odd:
            return [x for c in odd for x in conjuncts(c)]
    opening = opened_with(verb)
    if opening or depth > _DEPTH or verb.head is verb:
        return opening
    name = beside(verb)
    if name is not None:
        return [name]
    head, dep = verb.head, verb.dep
    if dep == "conj" or (dep == "parataxis" and follows(head) is verb):
        return surface_subjects(head, depth + 1) if head.pos in ("VERB", "AUX") else []
    if dep in ("xcomp", "ccomp", "advcl", "dep", "oprd", "acomp", "attr") and head.pos in ("VERB", "AUX", "ADJ"):
        return _controllers(verb, head, depth)
    if dep == "pcomp":
        return _through_preposition(head, depth)
    if dep in ("acl", "relcl"):
        if head.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            writing = _writing_above(head) if verb.tag == "VBG" else None
            if writing is not None:
                return surface_subjects(writing, depth + 1)
            if verb.tag == "VBG" and head.dep in OBJECTS and head.head.lemma in SPENDING:
                return surface_subjects(head.head, depth + 1)  # "spent the day insulting reporters"
            owning = given(head) if verb.tag == "VB" else []
            if owning:
                return owning
            if verb.tag in ("VBG", "VBN") or dep == "relcl":
                return listed_before(head, verb) or [somebody(head, verb)]
            return (
                willing(head) or named_before(head) or holders(head, depth + 1) or [head]
            )  # "a decision to attack": whose decision?
        if head.pos in ("VERB", "AUX"):
            return surface_subjects(head, depth + 1)
    return []


def _writing_above(reader: Word) -> Word | None:
    """The verb whose subject writes to somebody what follows: "sent a letter to the pope asking him"."""
    above = reader.head.head if reader.dep == "pobj" and reader.head.lower == "to" else None
    if above is None:
        return None
    thing = above if above.pos == "NOUN" else above.child("dobj", "nsubjpass")
    if thing is None or thing.lemma not in WRITINGS:
        return None
    verb = above if above.pos == "VERB" else governing_verb(above)
    return verb if verb is not None and not is_passive(verb) else None


def _controllers(verb: Word, head: Word, depth: int) -> list[Word]:
    if head.pos == "ADJ":  # "eager to attack": subject of the copula above
        return surface_subjects(head.head, depth + 1) if head.head.pos in ("AUX", "VERB") else []
    if (verb.dep != "advcl" or head.lemma in HELPING) and head.lemma in OBJECT_CONTROL:
        objects = [x for c in head.children if c.dep in OBJECTS and c.i < verb.i for x in conjuncts(c)]
        if objects:
            return objects
        if is_passive(head):
            return surface_subjects(head, depth + 1)
        if any(c.dep in (*OBJECTS, "dative") for c in head.children):
            return []
    return set_going(verb, head) or surface_subjects(head, depth + 1)


def _told_before(saying: Word, preposition: Word) -> Word | None:
    """The clause that a parenthesis cuts in two: "he fired, officials said, before being shot"."""
    place = preposition.i - preposition.sent.words[0].i
    if place == 0 or preposition.sent.words[place - 1].text != "," or preposition.i < saying.i:
        return None
    if saying.dep == "parataxis" and saying.head.i < saying.i:
        return saying.head
    return next((c for c in saying.children if c.dep == "ccomp" and c.i < saying.i), None)


def _through_preposition(preposition: Word, depth: int) -> list[Word]:
    """The doer of a gerund under a preposition: "accused X of doing", "by doing", "record of doing"."""
    above = preposition.head
    if above.pos in ("VERB", "AUX"):
        objects = [x for c in above.children if c.dep in OBJECTS for x in conjuncts(c)]
        if above.lemma in OBJECT_CONTROL | ACCUSING and preposition.lower in TO_OBJECT:
            return objects or surface_subjects(above, depth + 1)
        if above.lemma in PUNISHING and preposition.lower == "for" and preposition.i > above.i and objects:
            return objects  # "killed a farmer for refusing"
        if above.lemma in LASHING and preposition.lower in ("for", "over"):  # "lashed out at Chad for asking"
            return [w for p, w in prepositions(above) if p in ("at", "against", "into")] or surface_subjects(above)
        if preposition.lower == "as" and objects:  # "quoted the army as saying"
            return objects
        return surface_subjects(_told_before(above, preposition) or above, depth + 1)
    if above.lemma in ANYBODYS and preposition.lower == "of" and above.child("poss") is None:
        return []  # "the danger of losing": whose danger says not who would lose
    if above.pos in ("NOUN", "PROPN"):
        if preposition.lower == "in" and above.child("poss") is None:  # "the role of Iran in arming the rebels"
            whose = [w for p, w in prepositions(above) if p == "of"]
            if whose:
                return whose
        accused = above.dep in OBJECTS and above.head.lemma in ACCUSING
        if accused and preposition.lower in ("of", "for", "from", "with"):  # hung on the object, not on the verb
            return conjuncts(above)
        return holders(above, depth + 1)
    if above.pos == "ADJ":
        if above.head.pos in ("NOUN", "PROPN"):  # "the men guilty of killing"
            return [above.head]
        objects = [x for c in above.head.children if c.dep in OBJECTS and c.i < above.i for x in conjuncts(c)]
        if above.dep == "oprd" and objects:
            return objects
        return surface_subjects(above.head, depth + 1) if above.head.pos in ("AUX", "VERB") else []
    return []


def holders(noun: Word, depth: int = 0) -> list[Word]:
    """Whose a noun is: its possessor, else the subject of the verb that governs it."""
    if depth > _DEPTH:
        return []
    for c in noun.children:
        if c.dep == "poss":
            return conjuncts(c)
    by = [w for p, w in prepositions(noun) if p == "by"]
    if by:
        return by
    governor = governing_verb(noun)
    return surface_subjects(governor, depth + 1) if governor is not None else []


def issuers(paper: Word) -> list[Word]:
    """Whose words a paper tells: of whoever made it, not of who reads it or is reminded of it."""
    if paper.lemma in PAPERS and paper.child("poss") is None:
        heard = paper.dep in OBJECTS and paper.head.lemma in READING
        under = paper.head.lower if paper.dep == "pobj" and paper.head.head.lemma != "sign" else ""
        if heard or under not in ("", "by", "in", "of", "through", "via", "with"):
            return [w for p, w in prepositions(paper) if p == "by"]
    return holders(paper)


def governing_verb(noun: Word) -> Word | None:
    """The verb a noun is the object of, directly or under prepositions and coordination."""
    word = noun
    for _ in range(6):
        head = word.head
        if head is word:
            return None
        if word.dep in (*SUBJECTS, *PASSIVE_SUBJECTS):
            return None
        if head.pos in ("VERB", "AUX"):
            return head
        if head.pos not in ("ADP", "NOUN", "PROPN", "ADJ", "SCONJ") or word.dep in ("poss", "compound", "appos"):
            return None
        word = head
    return None


def _relative_gap(verb: Word, found: Frame) -> Word | None:
    """The noun a relative clause leaves out as object: "the rebels (that) Chad armed"."""
    clause = verb
    for _ in range(3):
        if clause.dep == "relcl":
            break
        if clause.dep in ("xcomp", "ccomp", "conj"):
            clause = clause.head
        else:
            return None
    if clause.dep != "relcl":
        return None
    noun = meant(clause.head)
    if noun in found.agents or any(w.tag in RELATIVE_TAGS or w.lower == "that" for w in found.agents):
        return None
    if any(c.dep == "prep" and not c.children for c in verb.children):
        return None  # "the rebels it relied on": the gap is under the preposition
    if any(w.tag in ("WRB",) for w in verb.children):
        return None
    return noun if found.agents else None


def _antecedent(word: Word, verb: Word) -> Word:
    """The noun a relative pronoun stands for, or a number of them: "of whom three"."""
    group = of_whom(word, verb)
    if group is not None:
        return meant(group)
    if word.tag not in RELATIVE_TAGS and not (word.lower == "that" and word.pos in ("PRON", "SCONJ", "DET")):
        return word
    if word.i > verb.i:
        return word
    clause = verb
    for _ in range(_DEPTH):
        if clause.dep == "relcl" and clause.head.i < word.i:
            return somebody(meant(clause.head), clause)
        if clause.head is clause:
            return word
        clause = clause.head
    return word


def _is_full(verb: Word) -> bool:
    """Whether a light verb means something of its own: "held up the deal", "kept the deal from falling apart"."""
    if verb.lemma == "keep":
        return any(c.dep == "prep" and c.lower == "from" for c in verb.children)
    return verb.lemma not in LASTING and any(c.dep == "prt" and c.lower in ("up", "off", "back") for c in verb.children)


def _noun_frame(noun: Word) -> Frame:
    out = Frame(noun)
    for name, word in prepositions(noun):
        out.obliques.setdefault(name, []).append(word)
    for c in noun.children:
        if c.dep == "poss":
            out.agents.extend(conjuncts(c))
    out.agents.extend(out.obliques.get("by", ()))
    governor = noun.head if noun.dep in (*OBJECTS, *PASSIVE_SUBJECTS, "attr") else None
    if noun.dep == "conj":
        first = noun.head
        while first.dep == "conj" and first.head is not first:
            first = first.head
        if first.dep in OBJECTS:
            governor = first.head
    if governor is not None and governor.pos == "VERB" and governor.lemma in LIGHT_VERBS and not _is_full(governor):
        out.light = governor
        above = _verb_frame(governor)
        if not out.agents:
            out.agents = (named_before(noun) if noun.lemma in HELP else []) or above.agents
        for name, words in above.obliques.items():
            out.obliques.setdefault(name, []).extend(w for w in words if w.i > noun.i)
        out.datives = above.datives
    if governor is None and not out.agents:
        told = next((c for c in noun.children if c.lemma in CARRIED and _tells_of(c, noun)), None)
        if told is not None:  # "the raid that Chad carried out on", "the talks it held with", "a raid staged by Chad"
            above = _verb_frame(told)
            out.agents, out.light = above.agents, told
            for name, words in above.obliques.items():
                out.obliques.setdefault(name, []).extend(words)
    out.patients = out.obliques.get("of", [])[:]
    return out


def _tells_of(clause: Word, noun: Word) -> bool:
    """Whether a relative clause or a participle after a noun tells who did what it names."""
    if clause.dep == "acl":
        told = clause.tag == "VBN" and clause.i > noun.i and clause.lemma not in ("announce", "express")
        return told and is_passive(clause)
    return clause.dep == "relcl" and _leaves_out(clause, noun)


def _leaves_out(clause: Word, noun: Word) -> bool:
    """Whether a noun is what its relative clause leaves out as object: "the raid (that) it launched"."""
    below = [c for c in clause.children if c.tag not in RELATIVE_TAGS and c.lower != "that"]
    if any(c.dep in ("xcomp", "ccomp", *OBJECTS) for c in below):
        return False  # "the raids that it has to stop"
    found = _verb_frame(clause)
    return noun in found.patients and noun not in found.agents
