"""Verbs of saying that tell of nothing said by anybody: by nobody, by whoever it may be, in a question, on condition.

Example: "No government asked Chad to fight", "whoever criticises the king", "Do we imagine that it rains?".
"""

from __future__ import annotations

from typing import Final

from aitia.extract.attribution import NO_SPEAKERS, names_people
from aitia.language.frames import frame
from aitia.language.page import Word
from aitia.language.status import has_neg
from aitia.lexicon.claims import CueEntry, cue_entries

_NOBODY: Final = frozenset(["nobody", "none", "neither"])
_WHOEVER: Final = frozenset(["whoever", "whosoever", "whomever"])
_THOSE: Final = frozenset(["those", "anybody", "anyone", "everybody", "everyone", "somebody", "someone"])
_IF: Final = frozenset(["if", "unless", "lest"])
# verbs that ask, know or tell whether something is so; of others an "if" sets a condition
_WHETHER: Final = frozenset(
    """ask care check consider debate decide demand determine discover discuss doubt enquire explain explore find
    forget inquire know learn mind query question remember reveal say see tell understand wonder worry""".split()
)
_PROPOSING: Final = frozenset("advise ask demand offer promise propose recommend request suggest urge".split())
_BRINKS: Final = frozenset("cease fail forget hesitate stop tire".split())
_LET: Final = frozenset(["let", "allow", "permit"])
_DISMISSED: Final = frozenset(["need", "have"])  # "no one needs to tell me"
# words that are said and tell nothing
_GREETINGS: Final = frozenset("bye goodbye grace hello hi much no nothing please prayer sorry thanks yes".split())
_POINTERS: Final = frozenset(["it", "that", "these", "this", "those"])
_PRONOUNS: Final = _POINTERS | frozenset("him her me them us you himself herself itself themselves".split())
_SMALL: Final = frozenset(["ADP", "ADV", "PART", "PUNCT", "SPACE", "DET"])
_ABOUT: Final = frozenset(["about", "of"])
_STANDING: Final = frozenset("blame contradict forgive mistrust suspect trust".split())
_KNOWING: Final = frozenset(["explain", "repeat"])
_OFFERED: Final = frozenset(
    """aid amnesty apology assistance ceasefire condolence everything help mediation nothing peace praise safety
    settlement sympathy talk thank truce""".split()
)
_SETTLED: Final = frozenset(["deny", "dispute", "reject"])
# particles that make another verb of a verb of saying: "called up the reserves", "held off"
_TURNING: Final = frozenset(["away", "off", "up"])
_ON_PEOPLE: Final = frozenset(["embrace", "offer", "recognise", "recognize"])
_AFTER_ATTACK: Final = frozenset(["as", "for", "over"])
_EASE: Final = frozenset(
    "convenient difficult easier easy fitting hard harder harmless idle possible tempting wise".split()
)


def is_idle(verb: Word, entry: CueEntry, kind: str, words: list[Word], agents: list[Word]) -> bool:
    """Whether a verb of saying with this content and these speakers tells of nothing that somebody said or holds."""
    if _by_nobody(verb, agents) or _by_whoever(verb, kind, agents) or _is_question(verb, agents):
        return True
    if _is_supposed(verb, entry, agents) or _is_let(verb, agents) or _is_known(verb, kind, words, agents):
        return True
    return kind in ("o", "p", "po", "o+p", "i", "as") and _is_deed(verb, entry, kind, words)


def is_asking_if(verb: Word, clause: Word) -> bool:
    """Whether an "if" before a clause asks whether it is so, rather than setting a condition or likening."""
    mark = next((c for c in clause.children if c.dep == "mark" and c.lower == "if" and c.i < clause.i), None)
    if mark is None:
        return True
    words = mark.sent.words
    at = mark.i - words[0].i
    return verb.lemma in _WHETHER and not (at and words[at - 1].lower == "as")


def is_turned(verb: Word, entry: CueEntry | None) -> bool:
    """Whether a particle that the lexicon does not know makes another verb of it: "called up the reserves"."""
    known = entry.particle if entry is not None else ""
    return any(c.dep == "prt" and c.lower in _TURNING and c.lower != known for c in verb.children)


def _by_nobody(verb: Word, agents: list[Word]) -> bool:
    if verb.dep == "pcomp" and verb.head.lower == "without":
        return True  # "without asking the widows"
    if not agents:
        return False
    first = agents[0]
    if first.lower in _NOBODY or (first.lower == "one" and _is_denied(first)) or _is_denied(first):
        return True
    above = verb.head
    controlled = verb.dep in ("xcomp", "ccomp") and above.pos in ("VERB", "AUX")
    if verb.tag == "VB" and verb.dep == "xcomp" and has_neg(above) and above.lemma not in _BRINKS:
        return True  # "I am not going to tell him"
    if verb.tag == "VB" and controlled and _is_told_to(verb, above):
        return True  # "you tell me to trust them"
    return controlled and above.lemma in _DISMISSED and any(_is_none(c) for c in above.children if c.dep == "nsubj")


def _is_told_to(verb: Word, above: Word) -> bool:
    """Whether somebody is told or asked to say or think so: nobody has yet."""
    to = any(c.dep == "aux" and c.lower == "to" for c in verb.children)
    asking = any("to" in e.flags for e in cue_entries("verb").get(above.lemma, ()))
    return to and asking and any(c.dep in ("dobj", "dative") for c in above.children)


def _is_none(subject: Word) -> bool:
    return subject.lower in _NOBODY or _is_denied(subject)


def _is_denied(noun: Word) -> bool:
    return any(c.lower in ("no", "neither") and c.dep in ("det", "neg", "preconj", "cc") for c in noun.children)


def _by_whoever(verb: Word, kind: str, agents: list[Word]) -> bool:
    """Whether anybody at all is meant: "whoever criticises the king", "one may be glad", "those who defend him"."""
    first = agents[0] if agents else None
    if any(c.dep == "nsubj" and c.lower in _WHOEVER for c in verb.children):
        return True
    if first is None:
        return False
    if first.lower in _WHOEVER:
        return True
    if first.pos in ("VERB", "AUX") and first.dep in ("csubj", "csubjpass"):
        return True  # "to sign with them would tell everybody what they cost"
    if first.lower == "one" and not any(c.dep in ("prep", "det", "relcl", "amod", "nummod") for c in first.children):
        open_ = any(c.dep == "aux" and (c.tag == "MD" or c.lower in ("do", "does")) for c in verb.children)
        return open_ or (verb.tag in ("VBZ", "VBP") and first.head is verb)
    inner = verb.dep == "relcl" and verb.head is first
    return inner and first.lower in _THOSE and kind not in ("t", "par", "as")


def _is_question(verb: Word, agents: list[Word]) -> bool:
    """Whether the writer asks if or who says so: "Do they imagine that …?", "But who refused to …?"."""
    if verb.sent.words[-1].text != "?" or verb.dep not in ("ROOT", "ccomp", "conj"):
        return False
    if verb.dep == "conj" and verb.child("nsubj") is None:
        return verb.head is not verb and verb.head.pos in ("VERB", "AUX") and _is_question(verb.head, agents)
    if verb.dep == "ccomp" and any(c.dep in ("nsubj", "nsubjpass") and c.i < verb.head.i for c in verb.head.children):
        return False
    subject = verb.child("nsubj")
    if subject is None:
        return False
    if subject.tag in ("WP", "WDT") and subject.i < verb.i:
        return True
    return any(c.dep == "aux" and c.lemma in ("do", "can", "will", "would") and c.i < subject.i for c in verb.children)


def _is_supposed(verb: Word, entry: CueEntry, agents: list[Word]) -> bool:
    """Whether a saying is only supposed, or only judged easy or hard: "if they asked me", "it is harder to say"."""
    if "q" in entry.frames and "att" not in entry.flags and verb.dep == "advcl":
        marks = [c for c in verb.children if c.dep == "mark" and c.i < verb.i]
        if any(c.lower in _IF for c in marks) and not any(c.lower in ("as", "even") for c in marks):
            return True
    if any(c.dep == "aux" and c.lower in ("could", "might") for c in verb.children) and not any(
        c.dep == "aux" and c.lower == "have" for c in verb.children
    ):
        return "strong" in entry.flags or verb.lemma in _PROPOSING  # "London could propose that"
    if verb.tag != "VB" or verb.dep not in ("xcomp", "ccomp", "acl", "advcl"):
        return False
    above = verb.head
    if above.pos == "ADJ" and above.lemma in _EASE:
        return True
    judged = above.lemma == "be" and any(c.dep == "acomp" and c.lemma in _EASE for c in above.children)
    return judged and (not agents or agents[0].lower == "it")


def _is_known(verb: Word, kind: str, words: list[Word], agents: list[Word]) -> bool:
    """ "I repeat what I heard": the writer does not say what."""
    if kind != "t" or verb.lemma not in _KNOWING or not agents or agents[0].lower not in ("i", "we"):
        return False
    return bool(words) and words[0].tag in ("WP", "WRB", "WDT", "WP$")


def _is_let(verb: Word, agents: list[Word]) -> bool:
    """ "Allow me to explain", "let him say": told to be done, not done."""
    above = verb.head
    return (
        verb.tag == "VB"
        and verb.dep in ("ccomp", "xcomp")
        and above.lemma in _LET
        and above.tag == "VB"
        and bool(agents)
        and not any(c.dep in ("nsubj", "aux") for c in above.children)
    )


def _is_deed(verb: Word, entry: CueEntry, kind: str, words: list[Word]) -> bool:
    """Whether the object shows that something was done, or that nothing is told by it."""
    said = [w for w in words if w.pos not in _SMALL or w.lower in _PRONOUNS]
    if kind in ("o", "p", "po", "o+p") and said and all(w.lower in _PRONOUNS for w in said):
        return not _points_at_somebody(verb, entry, kind, words, said)
    if kind in ("i", "as"):
        return False
    top = next((w for w in words if w.head is verb), words[0])
    if verb.lemma == "say":
        return (len(said) == 1 and said[0].lemma in _GREETINGS) or top.lower in _POINTERS
    if verb.lemma == "thank":
        return kind == "o"
    if verb.lemma == "offer":
        offered = top.lemma.lower()
        return kind == "o" and offered not in _OFFERED and offered not in cue_entries("noun")
    if verb.lemma == "attack":
        return not any(c.dep == "prep" and c.lower in _AFTER_ATTACK for c in verb.children)
    if verb.lemma == "vote":
        noun = next((c for c in top.children if c.dep == "pobj"), top) if top.pos == "ADP" else top
        return noun.lower in _PRONOUNS or noun.ent == "PERSON" or (noun.pos == "NOUN" and names_people(noun))
    return False


def _points_at_somebody(verb: Word, entry: CueEntry, kind: str, words: list[Word], said: list[Word]) -> bool:
    """Whether a mere pronoun still tells what is held: "denies it", "blamed us", "told the world about it"."""
    if "neg" in entry.flags or verb.lemma in _SETTLED or verb.lemma in _STANDING:
        return True
    personal = all(w.lower not in _POINTERS for w in said)
    if kind == "p":
        about = words[0].lower in _ABOUT and verb.lemma != "ask" and bool(frame(verb).agents)
        return about or (personal and words[0].lower == "with")
    return personal and "fact" in entry.flags and verb.lemma not in _ON_PEOPLE and verb.lower not in NO_SPEAKERS


def nearer_speaker(verb: Word, found: list[Word]) -> list[Word]:
    """The subject that stands nearer than an "I" or "we" that the parser gives a verb of saying; else none.

    Example: "my drivers, who are home, thank God, tell me that" are the drivers; "the sound when Lind turned to him and
    said" is Lind's.
    """
    if not found or any(w.lower not in ("i", "we") for w in found) or any(c.dep == "nsubj" for c in verb.children):
        return []
    words = verb.sent.words
    before = words[: verb.i - words[0].i]
    to_us = any(c.dep in ("dobj", "dative") and c.lower in ("me", "us") for c in verb.children)
    joined = verb.dep == "conj" and verb.tag == "VBD" and verb.head.tag in ("VB", "VBP", "VBZ")
    if not to_us and not joined:
        return []
    for w in reversed(before):
        if w is found[-1]:
            return []
        if w.dep != "nsubj" or w.tag in ("WP", "WDT") or w.lower in ("i", "we", "it", "that"):
            continue
        if to_us or (w.head.tag == "VBD" and w.head.i < verb.i and w.head.dep != "relcl"):
            return [w]
    return []
