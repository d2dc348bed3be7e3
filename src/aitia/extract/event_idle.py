"""Words that fit a sense and report no deed all the same: in titles of works, about oneself, of what usually happens.

Example: "on NBC's 'Meet the Press'" is no meeting, "she had to defend herself" no support.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.event_senses import Setting
from aitia.extract.event_tone import VERBAL
from aitia.extract.human_nouns import is_human
from aitia.language.page import Word
from aitia.language.status import LETTING, has_neg
from aitia.lexicon.actors import registry
from aitia.lexicon.events import Sense, classes, event_lexicon
from aitia.model.codes import AUTHOR

_OPENING: Final = frozenset(['"', "“", "``", "''", "‘", "'"])
_CLOSING: Final = frozenset(['"', "”", "''", "’", "'"])
_TITLE: Final = 8  # words a title in quotation marks may have
_SMALL: Final = frozenset("a an and at by for from in of on or the to with".split())
_USUALLY: Final = frozenset(["generally", "normally", "ordinarily", "typically", "usually"])
_SEEMING: Final = frozenset(["appear", "feel", "find", "look", "seem", "sound"])
_GAINING: Final = frozenset(["break", "cover"])
_BODILY: Final = frozenset(
    """abduct assassinate behead execute injure kidnap kill murder poison rape shoot slay stab strangle torture
    wound""".split()
)
# who stand against somebody, whosever they are
_AGAINST: Final = frozenset("adversary challenger critic detractor enemy foe opponent rival".split())
_DENYING: Final = ("cc", "det", "preconj")
_NOBODY: Final = frozenset(["nobody", "none", "nothing"])
# what bids or forbids at all times: "party rules require delegates to"
_STANDING: Final = frozenset("bylaw constitution custom doctrine law policy protocol regulation rule statute".split())
_MATERIAL: Final = frozenset(["AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT", "SANCTION"])
_ENDING: Final = frozenset(["cancel", "close", "dissolve", "shut", "suspend"])
_LAWS: Final = frozenset("Act Amendment Bill Code Constitution Convention Law Regulation Statute".split())
_BIDDING: Final = frozenset(["AGREE", "COERCE", "CONCEDE", "REQUEST", "SANCTION"])
_DEEPLY: Final = frozenset(["dearly", "deeply", "greatly", "passionately", "strongly"])


def is_idle(at: Setting, sense: Sense) -> bool:
    """Whether no deed is reported here, whoever stands around the word."""
    word = at.word
    if is_titled(word):
        return True
    if word.pos != "VERB":
        return False
    if is_bidding(word):
        return True
    if "obj" in sense.recipients and not sense.objects and at.objects and _is_self(at.objects[0]):
        return True
    if word.lemma == "leave" and at.objects and _is_made_so(word, at.objects):
        return True  # "left the treaty inapplicable"
    if word.lemma == "turn" and word.child("acomp") is not None:
        return True  # "turned tougher against him"
    if word.lemma in _GAINING and any(w.lemma == "ground" and _is_bare(w) for w in at.objects):
        return True  # "is gaining ground"
    if word.lemma == "insist" and word.child("ccomp") is not None and sense.prepositions:
        return True  # "insisted on CNN that it was right"
    if word.lemma == "kill" and at.objects and all(_is_bare(w) for w in at.objects):
        return True  # "are killing journalism"
    if word.lemma in ("align", "ally") and word.tag == "VBN" and word.dep == "acl":
        return True  # "a committee aligned with the senator": how it stands, not what it did
    if _is_of_the_mind(at, sense):
        return True  # "arrest inequality", "reinforce doubts"
    if word.lemma == "take" and "on" in sense.particles and _is_hired(at):
        return True  # "took her on as a lawyer"
    if (
        sense.type == "COERCE"
        and word.lemma in _ENDING
        and at.objects
        and not sense.objects
        and _is_of(at.objects[0], at)
    ):
        return at.page.cast.at(at.objects[0]) is None  # "shut down his own campaign"
    if sense.type == "ASSAULT" and at.objects and "subj" not in sense.recipients and _is_of(at.objects[0], at):
        return True  # "set fire to their homes", "destroyed its records"
    if word.lemma == "call" and word.tag == "VBN" and word.dep == "acl" and word.child("oprd") is not None:
        return True  # "a film called Exodus"
    if word.lower == "opposed" and at.page.words[word.i - 1].lower == "as":
        return True  # "as opposed to"
    if word.lemma == "meet" and at.found.passive and at.found.obliques.get("with"):
        return True  # "was met with applause"
    if word.tag in ("VBG", "VBN") and word.dep in ("xcomp", "acomp", "oprd") and word.head.lemma in _SEEMING:
        return not any(c.dep in ("aux", "auxpass", "dobj") for c in word.children)  # "found it stifling"
    if word.lemma == "care" and any(c.dep == "advmod" and c.lower in _DEEPLY for c in word.children):
        return True  # a feeling
    if word.lemma == "rule" and "out" in sense.particles and has_neg(word):
        return True  # "did not rule out talks": left open
    if sense.type in _BIDDING and word.tag in ("VBP", "VBZ") and _is_rule(at):
        return True
    present = word.tag in ("VBP", "VBZ") or any(c.dep == "auxpass" and c.tag in ("VBP", "VBZ") for c in word.children)
    return present and any(c.dep == "advmod" and c.lower in _USUALLY for c in word.children)


def _is_of_the_mind(at: Setting, sense: Sense) -> bool:
    """Whether a deed of force or help is done to a feeling, notion or trend, whoever's it is."""
    if sense.type not in _MATERIAL or sense.objects or at.word.lemma in VERBAL or not at.objects:
        return False
    return all(w.pos == "NOUN" and w.lemma in classes()["abstract"] and at.page.cast.at(w) is None for w in at.objects)


def _is_hired(at: Setting) -> bool:
    """Whether somebody is taken on, named between verb and particle: "took her on at his firm"."""
    particle = at.particle("on")
    return particle is not None and any(at.word.i < w.i < particle.i for w in at.objects)


def _is_rule(at: Setting) -> bool:
    """Whether a standing rule speaks, and nobody: "the constitution forbids governors to"."""
    subjects = at.found.agents
    held = any(c.dep in ("aux", "auxpass") for c in at.word.children)
    return not held and bool(subjects) and all(_is_standing(w) for w in subjects)


def _is_standing(word: Word) -> bool:
    """Whether a word names a rule or law: "party rules", "the Privacy Act"."""
    return (word.pos == "NOUN" and word.lemma in _STANDING) or (word.pos == "PROPN" and word.text in _LAWS)


def is_bidding(verb: Word) -> bool:
    """Whether a verb bids or prays somebody to do it: "Lord, forgive them", "Vote for Clinton"."""
    if verb.tag != "VB" or verb.dep not in ("ROOT", "ccomp", "conj", "parataxis") or verb.head.lemma in LETTING:
        return False
    if any(c.dep in ("nsubj", "nsubjpass", "aux", "mark", "expl") and c.lower != "do" for c in verb.children):
        return False
    return verb.dep != "conj" or is_bidding(verb.head)


def denies_object(at: Setting) -> bool:
    """Whether the object undoes the deed: "killed no one", "makes no apologies", "signed nothing"."""
    if at.word.pos != "VERB":
        return False
    return any(
        w.lower in _NOBODY or any(c.lower in ("neither", "no") and c.dep in _DENYING for c in w.children)
        for w in at.objects
        if w.i > at.word.i
    )


def is_titled(word: Word) -> bool:
    """Whether a word stands in the quoted title of a work: "Meet the Press"."""
    if not word.text[0].isupper() or word.text.isupper():
        return False
    words = word.sent.words
    here = word.i - words[0].i
    start = next((k for k in range(here - 1, max(-1, here - _TITLE), -1) if words[k].text in _OPENING), None)
    end = next((k for k in range(here + 1, min(len(words), here + _TITLE)) if words[k].text in _CLOSING), None)
    if start is None or end is None or end - start < 3:
        return False
    inside = [w for w in words[start + 1 : end] if w.text[0].isalpha()]
    return len(inside) > 1 and all(w.text[0].isupper() or w.lower in _SMALL for w in inside)


def _is_made_so(verb: Word, things: list[Word]) -> bool:
    """Whether a verb tells what its object becomes: "left the treaty void"."""
    after = [c for w in things for c in w.children if c.dep == "amod" and c.i > w.i]
    after += [c for w in things for c in w.children if c.dep == "acl" and any(g.lower == "still" for g in c.children)]
    return bool(after) or verb.child("oprd", "acomp", "ccomp") is not None


def _is_bare(thing: Word) -> bool:
    """Whether a thing is named as such, "journalism", and nobody's."""
    return thing.tag == "NN" and not thing.children


def _is_self(word: Word) -> bool:
    return word.lower.endswith(("self", "selves"))


def _is_of(thing: Word, at: Setting) -> bool:
    """Whether what a deed is done to belongs to the one who does it."""
    if event_lexicon().of("noun", thing.lemma):
        return False  # "began its operation"
    if at.word.lemma in _BODILY and (thing.lemma in registry().agents or is_human(thing)):
        return False  # "shot his brother"
    heads, cast = at.page.cast.heads, at.page.cast
    who = heads.get(thing.i)
    if thing.lemma in _AGAINST or (who is not None and cast.members[who.actor].named and who.actor != AUTHOR):
        return False  # "attacked her opponent", "attacked her colleague, Rep. Bill Stroud"
    owners = [heads.get(c.i) for c in thing.children if c.dep == "poss" and c.tag == "PRP$"]
    doers = {m.actor for w in at.found.agents if (m := heads.get(w.i)) is not None}
    return any(m is not None and m.actor in doers for m in owners)
