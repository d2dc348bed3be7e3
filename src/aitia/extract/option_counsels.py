"""Options in counsels that name no deed of duty by a modal: whose task it is, what a proposal is worth, idle questions.

Example: "The onus is on Chad to open the border", "the plan to divide the city is mad", "the case against a ban is
strong", "why should we pay?", "the army has no business running schools", "the least Chad can do is apologise".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import gerund, noun_phrase
from aitia.extract.option_advice import own_view
from aitia.extract.option_drafts import (
    FLIP,
    OBLIGING,
    Draft,
    action_words,
    also,
    auxiliaries,
    doers,
    idle,
    infinitive,
    is_past,
    negated,
    own_subjects,
    says_nothing,
    subject_of,
)
from aitia.extract.option_verdicts import is_action, subject_words
from aitia.language.arcs import conjuncts
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.model.codes import Stance

_ONUS: Final = frozenset("burden duty obligation onus responsibility task".split())
_DUTIES: Final = frozenset("duty obligation responsibility".split())
_PROPOSALS: Final = frozenset("demand idea motion notion plan proposal scheme suggestion temptation".split())
_CASES: Final = frozenset("argument case".split())
_STRONG: Final = frozenset(
    "clear compelling good irresistible overwhelming powerful sound stronger strong unanswerable".split()
)
_WEAK: Final = frozenset("flimsy hollow poor thin unconvincing weak weaker".split())
_DROPPED: Final = frozenset(
    """abandon bury discard dismiss drop oppose refuse reject resist scotch scrap shelve withdraw""".split()
)
_TAKEN_UP: Final = frozenset("accept adopt approve back embrace endorse support welcome".split())
_ARGUABLE: Final = frozenset("be have know mean need think want".split())


def counsels(page: Page, verb: Word) -> Iterator[Draft]:
    """Drafts of one verb by which somebody counsels."""
    if verb.lemma in ("be", "lie", "rest", "fall"):
        yield from _onus(page, verb)
    if verb.lemma == "be":
        yield from _proposal(page, verb)
        yield from _case(page, verb)
        yield from _least(verb)
    elif verb.lemma == "have":
        yield from _has_duty(page, verb)
    elif verb.lemma in _DROPPED | _TAKEN_UP:
        yield from _dropped(page, verb)
    elif verb.lemma == "deserve":
        yield from _deserves(page, verb)
    if verb.sent.words[-1].text == "?":
        yield from _why_should(page, verb)
        yield from _what_good(page, verb)


def _counselled(deed: Word) -> bool:
    return deed.pos == "VERB" and infinitive(deed) and not idle(deed) and not says_nothing(deed)


def _onus(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The onus is on Chad to open the border", "it is for the people to choose", "it rests with Chad to X"."""
    subject = subject_of(verb)
    if subject is None or is_past(verb) or negated(verb):
        return
    names = ("on", "upon", "with") if subject.lemma in _ONUS else ("for", "with") if subject.lower == "it" else ()
    if subject.lower == "it" and (verb.child("attr", "acomp") is not None or not own_view(page, verb)):
        return
    under = [p for p in verb.children if p.dep == "prep" and p.lower in names and p.i > verb.i]
    who = [w for p in under for n in p.children if n.dep == "pobj" for w in conjuncts(n)]
    inside = [c for w in who for c in w.children]
    for c in (*verb.children, *inside):
        marked = subject.lower == "it" and names and any(x.lower == "for" and x.dep == "mark" for x in c.children)
        known = own_subjects(c) if marked else who
        if known and c.i > verb.i and _counselled(c) and page.cast.everyone(known):
            for deed in (c, *also(c)):
                yield Draft(deed, action_words(deed), "advocated", "options/onus", 0.6, doer=known)
            return


def _has_duty(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Parliament has a duty to investigate", "the army has no business running schools"."""
    noun = verb.child("dobj")
    if is_past(verb) or noun is None or verb.tag in ("VBN", "VBG") or not own_view(page, verb):
        return
    who = surface_subjects(verb)
    if noun.lemma in _DUTIES and not negated(verb) and not any(c.lower == "no" for c in noun.children):
        for c in (*noun.children, *verb.children):
            if c.i > noun.i and _counselled(c) and c.dep in ("acl", "relcl", "xcomp", "advcl"):
                yield Draft(c, action_words(c), "advocated", "options/duty to", 0.6, doer=who)
                return
    words = verb.sent.words
    at = verb.i - words[0].i
    if [w.lower for w in words[at + 1 : at + 3]] == ["no", "business"] and at + 3 < len(words):
        deed = words[at + 3] if words[at + 3].lower != "in" or at + 4 >= len(words) else words[at + 4]
        if deed.tag == "VBG":
            end = next((w.i for w in words[at + 4 :] if w.pos == "PUNCT" or w.pos == "CCONJ"), words[-1].i + 1)
            told = [w for w in words if deed.i <= w.i < end]
            yield Draft(deed, told, "warned_against", "options/no business", 0.65, doer=who)


def _proposed(page: Page, noun: Word) -> Iterator[tuple[Word, list[Word]]]:
    """The deed that a noun of proposing is about: "the plan [to divide the city]", "the idea of [a joint army]"."""
    if noun.lemma not in _PROPOSALS or noun.child("poss") is not None:
        return
    for c in noun.children:
        if c.i < noun.i:
            continue
        if c.dep in ("acl", "relcl") and _counselled(c):
            yield c, action_words(c)
        elif c.dep == "prep" and c.lower in ("of", "for"):
            for deed in c.children:
                if deed.dep == "pcomp" and deed.tag == "VBG":
                    yield deed, gerund(deed)
                elif deed.dep == "pobj" and deed.pos == "NOUN" and is_action(page, deed):
                    yield deed, noun_phrase(deed)


def _proposal(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The plan to divide the city is mad"."""
    subject, attribute = subject_of(verb), verb.child("attr", "acomp")
    if subject is None or attribute is None or is_past(verb) or subject.pos != "NOUN":
        return
    lemmas = {attribute.lemma, *(c.lemma for c in attribute.children if c.dep in ("amod", "conj"))}
    bad = lemmas & (lexicon.words("bad") | {"mad"})
    good = attribute.lemma in lexicon.words("good") and attribute.lemma not in ("good", "right", "just", "fair")
    if not (bad or good):
        return
    stance: Stance = "warned_against" if bad else "advocated"
    if negated(verb) or any(c.lower == "no" for c in attribute.children):
        stance = FLIP[stance]
    for head, words in _proposed(page, subject):
        yield Draft(head, words, stance, "options/plan is", 0.6)


def _dropped(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The idea of a partition must be resisted", "Chad should drop its plan to close the border"."""
    noun = verb.child("nsubjpass") or (verb.child("dobj") if subject_of(verb) is not None else None)
    if noun is None or not OBLIGING & set(auxiliaries(verb)) or {"have", "'ve"} & set(auxiliaries(verb)):
        return
    stance: Stance = "warned_against" if (verb.lemma in _DROPPED) != negated(verb) else "advocated"
    for head, words in _proposed(page, noun):
        yield Draft(head, words, stance, "options/plan dropped", 0.75, doer=doers(verb))


def _deserves(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The idea of a joint army deserves support"."""
    subject, thing = subject_of(verb), verb.child("dobj")
    if subject is None or thing is None or thing.lemma not in ("support", "praise", "hearing", "chance", "trial"):
        return
    for head, words in _proposed(page, subject):
        stance: Stance = "warned_against" if negated(verb) else "advocated"
        yield Draft(head, words, stance, "options/plan deserves", 0.6)


def _case(page: Page, verb: Word) -> Iterator[Draft]:
    """ "The case against intervention is overwhelming", "the argument for a ban is weak"."""
    subject, attribute = subject_of(verb), verb.child("acomp")
    if subject is None or attribute is None or subject.lemma not in _CASES or is_past(verb):
        return
    if attribute.lemma not in _STRONG | _WEAK:
        return
    holds = (attribute.lemma in _STRONG) != negated(verb)
    for p in subject.children:
        if p.dep != "prep" or p.lower not in ("for", "against"):
            continue
        stance: Stance = "advocated" if (p.lower == "for") == holds else "warned_against"
        for deed in p.children:
            if deed.dep == "pcomp" and deed.tag == "VBG":
                yield Draft(deed, gerund(deed), stance, "options/case is", 0.65)
            elif deed.dep == "pobj" and (is_action(page, deed) or lexicon.is_deed(deed.lemma)):
                yield Draft(deed, noun_phrase(deed), stance, "options/case is", 0.6)


def _least(verb: Word) -> Iterator[Draft]:
    """ "The least the minister can do is resign"."""
    words = verb.sent.words
    at = verb.i - words[0].i
    before = [w.lower for w in words[max(0, at - 10) : at]]
    if before[-1:] != ["do"] or "least" not in before or not {"can", "could", "should", "must"} & set(before):
        return
    rest = words[at + 1 :]
    if rest and rest[0].lower == "to":
        rest = rest[1:]
    if len(rest) < 2 or rest[0].lower != rest[0].lemma or rest[0].pos not in ("VERB", "ADJ", "NOUN", "AUX"):
        return
    end = next((w.i for w in rest if w.text in (",", ";", ":", ".", "!", "?", "—", "–")), rest[-1].i + 1)
    subject = next((w for w in words[max(0, at - 10) : at] if w.dep == "nsubj" and w.lower != "least"), None)
    told = [w for w in rest if w.i < end]
    yield Draft(rest[0], told, "advocated", "options/the least", 0.65, doer=[subject] if subject is not None else [])


def _why_should(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Why should we pay for it?": there is no reason to."""
    asked = any(c.lower == "why" and c.i < verb.i for c in verb.children)
    if not asked or not {"should", "must"} & set(auxiliaries(verb)) or not own_view(page, verb):
        return
    subject = subject_of(verb)
    if verb.pos != "VERB" or verb.lemma in _ARGUABLE or idle(verb) or subject is None or verb.dep != "ROOT":
        return
    if {"have", "'ve"} & set(auxiliaries(verb)) or verb.child("dobj", "prep", "xcomp") is None:
        return
    if subject.lower != "we" and not page.cast.who(subject):
        return
    stance: Stance = "advocated" if negated(verb) else "warned_against"
    yield Draft(verb, action_words(verb), stance, "options/why should", 0.6, doer=doers(verb))


def _what_good(page: Page, verb: Word) -> Iterator[Draft]:
    """ "What good would another round of air strikes do?", "what would a blockade achieve?"."""
    thing = verb.child("dobj")
    what = next(
        (w for w in (*verb.children, *(thing.children if thing is not None else ())) if w.lower == "what"), None
    )
    if what is None or what.i > verb.i or not {"would", "will", "can", "could"} & set(auxiliaries(verb)):
        return
    good = verb.lemma == "do" and thing is not None and thing.lemma == "good"
    if not good and verb.lemma not in ("achieve", "accomplish", "solve"):
        return
    subject = subject_of(verb)
    top = subject
    if top is not None and top.lemma in ("round", "wave", "bout") and any(p == "of" for p in _of(top)):
        top = next((x for c in top.children if c.lower == "of" for x in c.children), top)
    if subject is not None and top is not None and is_action(page, top) and not negated(verb):
        yield Draft(subject, subject_words(subject), "warned_against", "options/what good", 0.6)


def _of(noun: Word) -> list[str]:
    return [c.lower for c in noun.children if c.dep == "prep"]
