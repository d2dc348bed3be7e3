"""Words of advice that advise nothing where they stand: "the votes needed to win", "no sign of wanting to talk"."""

from __future__ import annotations

from aitia.extract.option_advice import advises
from aitia.extract.option_drafts import (
    OBLIGING,
    auxiliaries,
    infinitive,
    negated,
    no_subject,
    own_subjects,
    subject_of,
)
from aitia.language.page import Page, Word
from aitia.lexicon.options import OptionWord

_PARTED = frozenset("back call press push rule talk tell want".split())
_CRIMES = frozenset(
    "abduct ambush assassinate attack behead bomb destroy execute flee hijack kidnap kill massacre murder rob".split()
)
_PROOFS = frozenset("evidence proof sign indication hint show prove demonstrate".split())
_PROMISING = frozenset("promise pledge vow swear undertake".split())
_STRIKING = frozenset(
    """absurd amazing appropriate astonishing curious extraordinary fitting funny galling incredible ironic irony
    natural odd outrageous paradox pity puzzling remarkable sad scandal shame strange striking surprise surprising
    telling tragic understandable weird wonder""".split()
)
_CLAIMING = frozenset("argue claim follow imply mean pretend propose say suggest".split())
_REMOVING = frozenset("avoid eliminate end lessen obviate reduce remove".split())


def states_nothing(page: Page, word: Word, entry: OptionWord) -> bool:
    """Whether a word that advises elsewhere advises nothing here, by its own form and place."""
    return (
        _called_out(word, entry)
        or _needs_nothing(page, word)
        or _kept_or_broken(page, word, entry)
        or _told_to_us(word, entry)
        or (entry.lemma == "refuse" and word.tag in ("VBD", "VBN"))  # a deed told, no course that is open
        or _given_up(word)
        or (entry.lemma == "call" and word.pos == "VERB" and word.child("dobj") is not None)
        or _bare_participle(word)
        or _advised(word)
        or _unsettled(word)
        or _asks_amount(word, entry)
        or (entry.lemma == "welcome" and "would" not in auxiliaries(word))
    )


def is_of_course(page: Page, verb: Word) -> bool:
    """ "To get a permit you must pay a clerk": what anybody has to do, said by the author of nobody in particular."""
    subject = subject_of(verb)
    if subject is None or subject.lower not in ("you", "one"):
        return False
    return bool(page.voices.at((verb.start, verb.end)) == page.voices.default)


def is_putative(verb: Word) -> bool:
    """ "It is odd that a president should complain", "that he should lie surprises nobody": what is so, not advised."""
    if not any(c.dep == "mark" and c.lower == "that" for c in verb.children):
        return False
    if verb.dep in ("csubj", "csubjpass"):
        return True
    if verb.dep != "ccomp" or verb.head.lemma not in ("be", "seem", "find", "surprise", "amaze", "astonish"):
        return verb.dep == "ccomp" and verb.head.pos == "ADJ" and verb.head.lemma in _STRIKING
    told = verb.head.child("acomp", "attr", "oprd")
    return (told is not None and told.lemma in _STRIKING) or verb.head.lemma not in ("be", "seem", "find")


def is_disowned(verb: Word) -> bool:
    """ "Nobody says that we should arm them", "it does not follow that", "no reason why we should"."""
    above = verb.head
    if verb.dep == "ccomp" and above.lemma in _CLAIMING:
        return negated(above) or no_subject(above)
    reason = verb.dep in ("relcl", "acl", "ccomp") and above.lemma in ("reason", "grounds", "question")
    return reason and any(c.lower in ("no", "little") for c in above.children)


def is_own_denial(verb: Word) -> bool:
    """ "I do not say that Chad should leave": a course the speaker does not want."""
    above = verb.head
    subject = subject_of(above) if verb.dep == "ccomp" else None
    return subject is not None and subject.lower in ("i", "we") and negated(above) and above.lemma != "mean"


def _needs_nothing(page: Page, word: Word) -> bool:
    """ "Rice needs guarding", "he needs no summit", "when you need somebody": what a thing lacks, no course."""
    if word.lemma != "need" or word.pos != "VERB":
        return False
    subject = subject_of(word)
    if subject is None or negated(word) or no_subject(word):
        return True
    if subject.lower == "we" or page.voices.at((word.start, word.end)) != page.voices.default:
        return subject.lower in ("you", "one", "i") or _in_a_condition(word)
    return True


def _told_to_us(word: Word, entry: OptionWord) -> bool:
    """ "The commander told us to sleep": what one was told to do, as a tale of one's own."""
    if entry.lemma != "tell" or word.tag not in ("VBD", "VBN") or entry.slots[0] != "to":
        return False
    told = word.child("dobj", "dative", "nsubjpass")
    return told is not None and told.lower in ("me", "us", "you", "we", "i")


def _in_a_condition(word: Word) -> bool:
    """Under "when", "whenever" or "if"."""
    return word.dep == "advcl" and any(c.lower in ("when", "whenever", "if") and c.i < word.i for c in word.children)


def _kept_or_broken(page: Page, word: Word, entry: OptionWord) -> bool:
    """ "He promised to save her, asked twice and went on to other things": a promise of which the end is told."""
    if word.pos != "VERB" or entry.lemma not in _PROMISING or word.tag not in ("VBD", "VBN"):
        return False
    told = page.voices.at((word.start, word.end)) == page.voices.default and word.tag == "VBD" and advises(page)
    if "had" in auxiliaries(word) or told:
        return True  # in a text that argues, a promise told of is history
    if any(negated(c) for c in word.children if c.dep == "xcomp" and infinitive(c)):
        return True
    return any(c.dep == "conj" and c.tag == "VBD" and not own_subjects(c) for c in word.children)


def _called_out(word: Word, entry: OptionWord) -> bool:
    """ "Called him out for": the particle makes another verb of it."""
    particle = word.child("prt") if word.pos == "VERB" else None
    if particle is None or entry.lemma not in _PARTED:
        return False
    return not any(slot.startswith(f"{particle.lower}+") for slot in entry.slots)


def _asks_amount(word: Word, entry: OptionWord) -> bool:
    """ "Needs 100 delegates to win", "what it needs to win": what it takes, and nobody's advice."""
    if entry.lemma not in ("need", "require") or word.pos != "VERB":
        return False
    taken = word.child("dobj")
    if any(c.tag in ("WP", "WDT") for c in word.children):
        return True
    return taken is not None and any(c.dep == "nummod" or c.tag == "CD" for c in taken.children)


def _given_up(noun: Word) -> bool:
    """ "The need for X is eliminated"."""
    return noun.pos == "NOUN" and noun.lemma == "need" and noun.head.lemma in _REMOVING


def _bare_participle(word: Word) -> bool:
    """ "the votes needed to win": no need is stated."""
    return word.lemma in ("need", "require", "expect", "offer", "plan") and word.tag == "VBN" and word.dep == "acl"


def is_imputed(page: Page, word: Word, deed: Word, by: list[Word]) -> bool:
    """ "Prosecutors said he planned to kill": somebody else's word for what nobody put forward."""
    if deed.lemma not in _CRIMES and not any(c.lower in ("alleged", "suspected", "rumored") for c in word.children):
        return False
    sources = page.voices.sources(page.voices.at((word.start, word.end)))
    return not set(sources) & {p.actor for p in page.cast.everyone(by)}


def _unsettled(word: Word) -> bool:
    """ "No sign of wanting to talk", "if it wants to stay", "proof that it wants peace": no wish is stated."""
    if word.lemma not in ("want", "wish") or word.pos != "VERB":
        return False
    if word.tag == "VBG" and word.dep == "pcomp":
        return True
    if word.tag == "VB" and infinitive(word) and word.head.lemma in ("unlikely", "likely", "seem", "appear"):
        return True
    if word.dep in ("acl", "ccomp", "relcl") and word.head.lemma in _PROOFS:
        return True
    return _in_a_condition(word)


def _advised(word: Word) -> bool:
    """ "should ask X to Y": the asking is the option, on the word of whoever advises it."""
    if word.pos != "VERB":
        return False
    if OBLIGING & set(auxiliaries(word)):
        return True
    return word.dep in ("xcomp", "ccomp") and word.head.lemma in ("let", "need", "have", "ought") and word.tag == "VB"
