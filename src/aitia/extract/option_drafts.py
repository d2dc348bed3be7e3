"""What all signals of options share: the draft of an option, and the words of a proposed deed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from aitia.extract.cause_spans import clause, gerund, noun_phrase, verb_phrase
from aitia.language.arcs import conjuncts, is_passive
from aitia.language.frames import frame
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.model.codes import Stance

FLIP: Final[dict[Stance, Stance]] = {
    "advocated": "warned_against", "warned_against": "advocated", "neutral": "neutral",
}  # fmt: skip
SUBJECTS: Final = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])
OBLIGING: Final = frozenset(["should", "must", "ought", "shall"])
_OPINION: Final = frozenset(["if", "whether", "lest", "suppose"])
_LONG: Final = 40
_MOST: Final = 12
_WHOLE: Final = ("dobj", "prep", "ccomp", "xcomp", "prt", "dative")
_ON_THINGS: Final = frozenset(["pass", "recall", "recognise", "recognize"])  # "pass the law", but not "this must pass"
_BACK: Final = frozenset("aboard ashore back clean down forward home in out together".split())  # "should come home"
_STAYING: Final = frozenset("hold remain stay wait".split())
_REPORTING: Final = frozenset(
    """add argue believe claim conclude declare hold insist maintain reply say state stress suggest tell think warn
    write""".split()
)
_STANDING_BY: Final = frozenset(["look", "wait"])  # "must not look away", "should wait for the vote"
_MENTAL: Final = frozenset(
    "realize realise recognize recognise remember understand acknowledge consider say note admit concede".split()
)


@dataclass(slots=True)
class Draft:
    """An option before it has actors: the words of the action, whose stance, who would do it."""

    head: Word
    words: list[Word]
    stance: Stance
    rule: str
    confidence: float
    by: list[Word] | None = None  # None: whoever speaks here
    doer: list[Word] = field(default_factory=list)
    owners: tuple[str, ...] = ()  # actors known without a word of their own: "a Pentagon proposal"


def negated(verb: Word) -> bool:
    """ "not", "never", "no longer" on a verb."""
    return any(
        c.dep == "neg"
        or (c.lower in ("never", "no") and c.dep == "advmod")
        or (c.lower == "longer" and any(x.lower == "no" for x in c.children))
        for c in verb.children
    )


def subject_of(verb: Word) -> Word | None:
    """The verb's own grammatical subject."""
    return verb.child("nsubj", "nsubjpass", "csubj", "csubjpass")


def no_subject(verb: Word) -> bool:
    """ "No country should …", "None should …"."""
    subject = subject_of(verb)
    if subject is None:
        return False
    if subject.lower in ("nobody", "none", "neither"):
        return True
    return any(c.lower in ("no", "neither") and c.dep in ("det", "neg") for c in subject.children)


def conditional(verb: Word) -> bool:
    """Under "if" or "whether"."""
    return any(c.dep == "mark" and c.lower in _OPINION for c in verb.children)


def gap(verb: Word) -> bool:
    """Whether a relative pronoun is what the verb, or a preposition left behind it, is about: "which to agree on"."""
    under = [c for c in verb.children if c.dep == "prep" and c.i > verb.i]
    if any(not c.children or any(x.tag in ("WDT", "WP") or x.i < verb.i for x in c.children) for c in under):
        return True
    return any(c.dep in ("dobj", "pobj") and c.tag in ("WDT", "WP") for c in verb.children)


def auxiliaries(verb: Word) -> list[str]:
    """Auxiliaries of a verb in lower case."""
    return [c.lower for c in verb.children if c.dep in ("aux", "auxpass")]


def infinitive(verb: Word) -> bool:
    """Whether "to" stands before the verb."""
    return any(c.lower == "to" and c.dep == "aux" for c in verb.children)


def is_past(verb: Word) -> bool:
    """Whether a verb tells of what was, and not of what is as somebody reports it: "said that the answer was to X"."""
    if verb.tag != "VBD":
        return False
    top = verb
    while top.dep == "conj" and top.head.pos in ("VERB", "AUX"):
        top = top.head
    return not (top.dep == "ccomp" and top.head.tag in ("VBD", "VBN") and top.head.lemma in _REPORTING)


def own_subjects(verb: Word) -> list[Word]:
    """Subjects before the verb, coordinated ones included."""
    return [x for c in verb.children if c.dep in ("nsubj", "nsubjpass") and c.i < verb.i for x in conjuncts(c)]


def doers(verb: Word) -> list[Word]:
    """Who would do it, by the syntax; of two subjects the nearer."""
    own = [c for c in verb.children if c.dep == "nsubj" and c.i < verb.i]
    if len(own) > 1 and not is_passive(verb):
        return conjuncts(own[-1])
    return frame(verb).agents


def agent_behind_it(page: Page, verb: Word, subject: Word | None = None) -> Word | None:
    """Whom "it" stands for where nobody else knows and only somebody does the deed: "it should suspend the accord".

    The subject of the verb's own condition, else of the sentence before, where that is a body and no person or people.
    """
    subject = subject or subject_of(verb)
    if subject is None or subject.lower != "it" or page.cast.who(subject):
        return None
    thing = verb.child("dobj")
    if verb.lemma not in lexicon.words("acts") or thing is None or thing.pos == "PRON":
        return None
    above = [c for c in verb.children if c.dep == "advcl" and c.i < subject.i]
    if not above and verb.sent.index:
        before = page.sentences[verb.sent.index - 1]
        above = [w for w in before.words if w.dep == "ROOT"] if before.is_content else []
    for predicate in above:
        found = predicate.child("nsubj", "nsubjpass")
        if found is not None and found.tag in ("NN", "NNP", "NNPS", "PRP"):
            kinds = {page.cast.kind(p.actor) for p in page.cast.who(found)}
            if kinds and not kinds & {"person", "population"}:
                return found
    return None


def action_words(verb: Word) -> list[Word]:
    """The words of a proposed deed: the verb phrase; the whole clause where its subject undergoes it."""
    return whole(verb, _phrase(verb))


def whole(verb: Word, words: list[Word]) -> list[Word]:
    """The words up to a further "let", and without a clause whose verb is cut off: "slide as the discount, now …"."""
    if not words:
        return words
    last = words[-1].i
    for n, word in enumerate(words[1:], 1):
        if word.i <= verb.i:
            continue
        again = word.lower == "let" and words[n - 1].lower in ("and", "or", ",", ";", "but")
        orphan = word.dep in ("mark", *SUBJECTS) and word.head.i > last and word.head.dep == "advcl"
        if again or orphan:
            return words[:n]
    return words


def _phrase(verb: Word) -> list[Word]:
    if verb.pos == "AUX" or (is_passive(verb) and any(c.dep in SUBJECTS and c.i < verb.i for c in verb.children)):
        return _with_subject(verb, clause(verb))
    if verb.tag == "VBG":
        return gerund(verb)
    words = verb_phrase(verb, _other_conjuncts(verb), joined=True)
    for c in verb.children if verb.lemma in _STAYING else ():  # "wait until the war is over"
        until = c.dep == "advcl" and any(x.lower in ("until", "till") for x in c.children)
        if until and words and c.subtree()[0].i == words[-1].i + 1:
            words = words + [w for w in c.subtree() if w.i - verb.i < _LONG]
    for c in verb.children:  # "tell them that …"
        if c.dep == "ccomp" and words and 0 <= c.subtree()[0].i - words[-1].i <= 2:
            words = words + [w for w in c.subtree() if w.i > words[-1].i and w.i - verb.i < _LONG]
    return words


def _with_subject(verb: Word, words: list[Word]) -> list[Word]:
    """A clause from its subject on, also over a set-off relative clause; of "no step should be taken" the step."""
    subject = verb.child("nsubjpass", "nsubj")
    if words and subject is not None and subject.i < words[0].i:
        words = [*(w for w in noun_phrase(subject) if w.i < words[0].i), *words]
    elif words and subject is not None and subject.i < verb.i:
        start = subject.subtree()[0].i
        if any(w.text == "," for w in words if w.i < start):
            words = [w for w in words if w.i >= start]  # without "According to the hawks, …"
    return words[1:] if words and words[0].lower == "no" else words


def _other_conjuncts(verb: Word) -> set[int]:
    """Coordinated verbs that are not part of the same advice: other forms, subjects of their own, negated."""
    apart = {c.i for c in also(verb)}
    return apart | {
        c.i
        for c in verb.children
        if c.dep == "conj"
        and (
            (c.tag not in ("VB", verb.tag) and (c.lower != c.lemma or c.tag == "MD"))
            or (negated(c) and not negated(verb))
            or any(x.dep in SUBJECTS for x in c.children)
            or c.lower == "let"  # "let him pay, and let the others watch"
        )
    }


def _set_off(verb: Word, other: Word, several: bool) -> bool:
    """A coordinated verb with a complement of its own, after a comma or a second "to", or one of three and more."""
    if verb.child(*_WHOLE) is None or other.child(*_WHOLE) is None:
        return False
    words = verb.sent.words
    before = words[max(0, other.i - words[0].i - 3) : other.i - words[0].i]
    return infinitive(other) or any(w.text == "," for w in before) or several


def _first(verb: Word) -> Word:
    """The first of coordinated verbs."""
    while verb.dep == "conj" and verb.head.pos == "VERB" and _goes_on(verb.head, verb):
        verb = verb.head
    return verb


def _coordinated(verb: Word) -> list[Word]:
    """Verbs that go on with the advice: "recall the envoys, put them under guard and tell the king".

    The parser hangs the third on the second, and takes a bare "put" for a past tense, so their form decides.
    """
    out: list[Word] = []
    top = verb
    while True:
        following = [c for c in top.children if c.i > top.i and c.pos == "VERB" and _goes_on(verb, c)]
        if not following or len(out) > _MOST:
            return out
        out += [c for c in following if c.dep == "conj"] or following[:1]
        top = out[-1]


def _goes_on(verb: Word, other: Word) -> bool:
    """Whether a verb has the form of the first: bare like it, or both with "to"."""
    if own_subjects(other) or any(c.dep in ("aux", "auxpass") and c.lower != "to" for c in other.children):
        return False
    if other.dep == "conj":
        return other.tag in ("VB", verb.tag) or (verb.tag == "VB" and other.lower == other.lemma)
    if other.dep != "advcl" or not (infinitive(verb) and infinitive(other)):
        return False
    words = verb.sent.words  # "to reopen the case, to guard the witnesses, and to …": hung on as a purpose
    comma = other.i - words[0].i - 2
    more = any(c.dep == "conj" and infinitive(c) for c in other.children)
    return comma >= 0 and words[comma].text == "," and more


def also(verb: Word) -> list[Word]:
    """Coordinated verbs that are advice of their own: "tell them no, and suspend the licences"."""
    found = _coordinated(verb)
    several = bool(found) and len(_coordinated(_first(verb))) > 1
    return [c for c in found if _set_off(verb, c, several) and negated(c) == negated(verb)]


def strays(verb: Word) -> list[Word]:
    """Coordinated verbs that the parser hangs on a clause between: "leave it, which is lost, and free them"."""
    words = verb.sent.words
    at = verb.i - words[0].i
    found: list[Word] = []
    for n in range(at + 2, min(len(words), at + _LONG)):
        word, above = words[n], words[n].head
        if word.tag != "VB" or word.dep != "conj" or above.i <= verb.i or above.tag not in ("VBZ", "VBD", "VBN"):
            continue
        if own_subjects(word) or any(c.dep in ("aux", "auxpass", "neg") for c in word.children):
            continue
        if above.dep in ("relcl", "advcl", "ccomp") and words[n - 1].lower in ("and", "or") and _is_under(above, verb):
            found.append(word)
    return found


def _is_under(word: Word, top: Word) -> bool:
    """Whether a word stands below another, a few steps down."""
    for _ in range(8):
        if word.head is top:
            return True
        word = word.head
    return False


def counter(verb: Word) -> list[Word]:
    """The negated verbs coordinated with a positive one: "should stick to it and not do that"."""
    if negated(verb):
        return []
    same = (c for c in verb.children if c.dep == "conj" and c.tag in ("VB", verb.tag))
    return [c for c in same if negated(c) and not own_subjects(c)]


def says_nothing(verb: Word) -> bool:
    """No course of action: "realize that …", "remember that …", "do"."""
    if verb.lemma in ("do", "realize", "realise", "comment") and verb.child("dobj", "prep") is None:
        return True
    if verb.lemma == "do":
        gap = verb.child("dobj")
        return gap is not None and gap.lower in ("so", "that", "this", "it", "what")
    return verb.lemma in _MENTAL and verb.child("ccomp", "acomp") is not None


def idle(verb: Word) -> bool:
    """Verbs that advise nothing after "should"; in the passive those that speak to the reader ("should be noted")."""
    if verb.lemma == "ask" and verb.child("xcomp", "ccomp", "advcl") is not None:
        return False
    if verb.lemma in _ON_THINGS and not is_passive(verb):
        thing = verb.child("dobj")
        return thing is None or thing.pos == "PRON" or verb.child("ccomp") is not None
    if verb.lemma == "come" and any(c.lower in _BACK and c.i > verb.i for c in verb.children):
        return False
    if verb.lemma in _STANDING_BY and (negated(verb) or verb.child("prep", "advcl") is not None):
        return verb.lemma == "look" and not any(c.lower == "away" for c in verb.children)
    return verb.lemma in lexicon.words("noted" if is_passive(verb) else "idle")


def is_actor(page: Page, noun: Word) -> bool:
    """Whether a noun is an actor here and not a measure: "the troops", but not "more troops"."""
    mention = page.cast.at(noun)
    if mention is None:
        return False
    if mention.form != "nominal" or not lexicon.is_deed(noun.lemma):
        return True
    return any(c.dep == "poss" or c.lower in ("the", "these", "those", "our") for c in noun.children)
