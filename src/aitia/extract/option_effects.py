"""Options in what a deed not yet done would do: "Walking away would embolden them", "appeasement never works".

A deed that would do harm is warned against, one that would do good is advocated. Harm and good are told by the verb
("would embolden"), by what it would bring ("would mean war", "would hand them a pretext", "would mean fewer deaths"),
or by a word that belittles it ("will only unite them").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.option_drafts import Draft, auxiliaries, conditional, negated, subject_of
from aitia.extract.option_verdicts import is_action, subject_words
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
_TAKING: Final = frozenset("remove take end destroy lose forfeit waste forgo abandon weaken".split())


def effects(page: Page, verb: Word) -> Iterator[Draft]:
    """Drafts of one verb whose subject is a deed not yet done."""
    aux = auxiliaries(verb)
    modal = next((a for a in aux if a in _MODALS), "")
    general = not modal and negated(verb) and any(a in ("do", "does", "has", "have") for a in aux)
    if not (modal or general) or (modal and "have" in aux) or is_passive(verb) or conditional(verb):
        return
    subject = subject_of(verb)
    if subject is None or not is_action(page, subject):
        return
    indefinite = any(c.lower in ("a", "an", "any") for c in subject.children)
    if subject.pos != "VERB" and (modal in ("can", "may") or general) and not indefinite and subject.children:
        return
    feared = verb.dep in ("ccomp", "acl") and verb.head.lemma in _FEARING
    good = False if feared else _good(verb, modal)
    if good is None:
        return
    if negated(verb) and not feared:
        if not good:
            return
        good = False
    stance: Stance = "advocated" if good else "warned_against"
    yield Draft(subject, subject_words(subject), stance, f"options/would {verb.lemma}", 0.55)


def _good(verb: Word, modal: str) -> bool | None:
    """Whether what a verb says of its subject is good, bad, or neither."""
    harms, helps = lexicon.words("harms"), lexicon.words("helps")
    verbs = conjuncts(verb)
    if modal in _SURE and not negated(verb) and any(c.lower in _BELITTLED and c.i < verb.i for c in verb.children):
        return False
    if verb.lemma == "cost" and any(c.lower in ("little", "nothing") for c in verb.children):
        return True
    if any(v.lemma in harms for v in verbs):
        return False
    if verb.lemma in helps:
        return True
    for v in verbs:
        value = _brought(v)
        if value is not None:
            return value
    return None


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
