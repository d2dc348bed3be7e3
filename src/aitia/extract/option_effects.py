"""Options in what a deed not yet done would do: "Walking away would embolden them", "appeasement never works".

A deed that would do harm is warned against, one that would do good is advocated. Harm and good are told by the verb
("would embolden"), by what it would bring ("would mean war", "would hand them a pretext", "would mean fewer deaths"),
or by a word that belittles it ("will only unite them").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.option_drafts import Draft, action_words, auxiliaries, conditional, infinitive, negated, subject_of
from aitia.extract.option_verdicts import fronted_infinitive, is_action, subject_words
from aitia.language.arcs import conjuncts, is_passive
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.lexicon.ties import harms as harmful
from aitia.model.codes import Stance

_MODALS: Final = frozenset("would will could can might may 'll ’ll wo".split())
_SURE: Final = frozenset("would will 'll ’ll wo".split())
_BELITTLED: Final = frozenset("only merely simply just".split())
_LESS: Final = frozenset("fewer less little no".split())
_FEARING: Final = frozenset("caution dread fear warn warning worry".split())
_DOUBTING: Final = frozenset("deny dispute doubt".split())
_SPURNED: Final = frozenset("ignore laugh mock rebuff refuse reject spurn waste".split())
_COURSES: Final = frozenset(
    "alternative answer choice course first idea one option other path plan proposal second third way".split()
)
_OBJECTS: Final = frozenset(["it", "them", "him", "her", "us", "this", "that"])
_TELLING: Final = frozenset("say argue claim insist maintain think believe warn fear answer reply suggest".split())
_COSTS: Final = frozenset(["cost", "price", "expense"])
_LITTLE: Final = frozenset("little nothing only less merely".split())
_FUTILE: Final = frozenset("less worse harm nothing little damage mischief".split())
_BETTER: Final = frozenset("better best cheaper fairer kinder safer saner simpler wiser wisest fitting".split())
_WORSE: Final = frozenset("worse worst costlier deadlier bloodier riskier".split())
_TAKING: Final = frozenset("remove take end destroy lose forfeit waste forgo abandon weaken".split())


def effects(page: Page, verb: Word) -> Iterator[Draft]:
    """Drafts of one verb whose subject is a deed not yet done."""
    aux = auxiliaries(verb)
    modal = next((a for a in aux if a in _MODALS), "")
    general = not modal and negated(verb) and any(a in ("do", "does", "has", "have") for a in aux)
    general = general or (verb.lemma == "risk" and verb.tag == "VBZ")
    if not (modal or general) or (modal and "have" in aux) or conditional(verb):
        return
    subject = _deed(page, verb)
    if subject is None:
        return
    indefinite = any(c.lower in ("a", "an", "any") for c in subject.children)
    if subject.pos != "VERB" and (modal in ("can", "may") or general) and not indefinite and subject.children:
        return
    feared = verb.dep in ("ccomp", "acl") and verb.head.lemma in _FEARING
    if is_passive(verb) and (verb.lemma not in _SPURNED or not modal):
        return
    good = False if feared or is_passive(verb) else _good(verb, modal)
    if good is None:
        return
    if negated(verb) and not feared:
        if not good:
            return
        good = False
    if verb.dep == "ccomp" and verb.head.lemma in _DOUBTING and not negated(verb.head):
        if not good:
            return
        good = False  # "doubts that bombing will help"
    stance: Stance = "advocated" if good else "warned_against"
    words = [subject, subject_of(verb) or subject] if subject is _misread_gerund(verb) else subject_words(subject)
    yield Draft(subject, words, stance, f"options/would {verb.lemma}", 0.55)


def _deed(page: Page, verb: Word) -> Word | None:
    """The deed that is the subject: "arming them", "a ban", of "the alternative, backing down," what it is."""
    gerund = _misread_gerund(verb)
    if gerund is not None:
        return gerund
    subject = fronted_infinitive(verb) or subject_of(verb)
    if subject is None or is_action(page, subject):
        return subject
    if subject.lemma not in _COURSES or subject.i > verb.i:
        return None
    words = verb.sent.words
    comma = next((w for w in words if subject.i < w.i < verb.i and w.text == ","), None)
    for c in (*subject.children, *verb.children):
        if comma is None or not comma.i < c.i < verb.i:
            continue
        if c.tag == "VBG" and c.pos == "VERB" and c.i == comma.i + 1:
            return c
        if c.dep == "appos" and c.pos == "NOUN" and not page.cast.who(c):
            return c
    return None


def _misread_gerund(verb: Word) -> Word | None:
    """The gerund of "admitting them would ruin us" where the parser takes its object for the subject."""
    subject = subject_of(verb)
    if subject is None or subject.lower not in _OBJECTS or subject.i < verb.sent.words[0].i + 1:
        return None
    words = verb.sent.words
    at = subject.i - words[0].i
    before = words[at - 1]
    if before.tag != "VBG" or before.pos != "VERB" or words[at + 1].tag != "MD":
        return None
    opener = words[at - 2] if at > 1 else None
    opens = opener is None or opener.pos in ("PUNCT", "CCONJ", "SCONJ") or opener.lemma in _TELLING
    return before if opens else None


def _good(verb: Word, modal: str) -> bool | None:
    """Whether what a verb says of its subject is good, bad, or neither."""
    harms, helps = lexicon.words("harms"), lexicon.words("helps")
    verbs = conjuncts(verb)
    if modal in _SURE and not negated(verb) and any(c.lower in _BELITTLED and c.i < verb.i for c in verb.children):
        return False
    costs = next((v for v in verbs if v.lemma == "cost"), None)
    if costs is not None and _at_little_cost(costs):
        return True
    if any(c.lower == "at" and any(x.lemma in _COSTS and _is_dear(x) for x in c.children) for c in verb.children):
        return False
    if verb.lemma in ("do", "achieve", "accomplish") and _measure(verb) is not None:
        return _measure(verb)
    if verb.lemma == "pay" and any(c.lower == "for" and _themselves(c) for c in verb.children):
        return True
    if verb.lemma == "be":
        return _compared(verb)
    if verb.lemma in ("drive", "push", "throw", "send") and _driven(verb):
        return False
    if any(v.lemma in harms for v in verbs):
        return False
    if verb.lemma in helps:
        return True
    for v in verbs:
        value = _brought(v)
        if value is not None:
            return value
    return None


def _driven(verb: Word) -> bool:
    """ "Drive them into the arms of the rebels", "drive the trade underground"."""
    if any(c.lower in ("underground", "apart", "away") for c in verb.children):
        return True
    into = (c for c in verb.children if c.lower in ("into", "to") and c.dep in ("prep", "dative"))
    return any(x.lemma in ("arm", "arms", "hand") for p in into for x in p.children)


def _at_little_cost(verb: Word) -> bool:
    """ "Cost them little", "cost them only fish"."""
    things = [c for c in verb.children if c.dep in ("dobj", "advmod", "npadvmod")]
    return any(c.lower in _LITTLE for t in things for x in conjuncts(t) for c in (x, *x.children))


def _is_dear(cost: Word) -> bool:
    """ "At the cost of", "at a high price"; not "at no cost", "at a small price"."""
    return not any(c.lower in ("no", "little", "low", "small", "modest", "what", "any") for c in cost.children)


def _themselves(preposition: Word) -> bool:
    return any(x.lower in ("itself", "themselves") for x in preposition.children)


def _measure(verb: Word) -> bool | None:
    """ "Do more than", "achieve nothing", "do harm"."""
    for c in verb.children:
        if c.dep not in ("dobj", "advmod") or c.i < verb.i:
            continue
        said = {c.lower, c.lemma, *(x.lower for x in c.children if x.i < c.i)}
        if said & _FUTILE:
            return False
        if said & {"more", "better", "much", "good", "wonders"} and "than" not in said:
            return True
    return None


def _compared(verb: Word) -> bool | None:
    """ "Would be cheaper", "would be far worse"."""
    told = verb.child("acomp", "attr")
    if told is None:
        return None
    if told.lower in _BETTER:
        return True
    return False if told.lower in _WORSE else None


def best_of_all(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Better still would be a handover of the port", "worst of all would be to wait"."""
    words = verb.sent.words
    at = next((n for n, w in enumerate(words[:3]) if w.lower not in ("and", "but", "far")), 0)
    value = words[at].lower
    if verb.lemma != "be" or not {"would", "is"} & {verb.lower, *auxiliaries(verb)} or not 0 < verb.i - words[at].i < 6:
        return
    if value not in ("best", "better", "wiser", "worst", "worse", "safest", "wisest", "simplest", "cheapest"):
        return
    stance: Stance = "warned_against" if value in ("worst", "worse") else "advocated"
    for c in verb.children:
        if c.i <= verb.i:
            continue
        if c.pos == "NOUN" and c.dep in ("attr", "nsubj") and is_action(page, c):
            yield Draft(c, subject_words(c), stance, f"options/{value} would be", 0.65)
        elif c.pos == "VERB" and c.dep in ("xcomp", "ccomp", "csubj", "attr") and infinitive(c):
            yield Draft(c, action_words(c), stance, f"options/{value} would be", 0.65)


def _brought(verb: Word) -> bool | None:
    """Whether the objects of a verb of bringing about are good or bad."""
    if verb.lemma not in lexicon.words("brings") and verb.lemma not in _TAKING:
        return None
    for noun in _results(verb):
        bad = noun.lemma in harmful() or noun.lemma in lexicon.words("prizes")
        value = not bad if bad or noun.lemma in lexicon.words("goods") else None
        if value is None:
            continue
        if verb.lemma in _TAKING or any(c.lower in _LESS for c in noun.children):
            value = not value
        return value
    return None


def _results(verb: Word) -> Iterator[Word]:
    for c in verb.children:
        if c.dep in ("dobj", "attr", "oprd"):
            yield from conjuncts(c)
        elif (
            c.dep == "prep"
            and c.lower in ("to", "into", "in")
            and verb.lemma in ("lead", "turn", "plunge", "end", "result")
        ):
            yield from (x for p in c.children if p.dep == "pobj" for x in conjuncts(p))
