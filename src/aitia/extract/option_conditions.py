"""Options in conditions whose result the text spells out: "If we strike back, thousands will die" warns against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import verb_phrase
from aitia.extract.option_advice import DRIFT, own_view
from aitia.extract.option_drafts import (
    SUBJECTS,
    Draft,
    action_words,
    auxiliaries,
    conditional,
    doers,
    idle,
    negated,
    own_subjects,
    subject_of,
)
from aitia.language.arcs import is_passive
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.lexicon.ties import harms as harmful

_FUTURE: Final = frozenset("will would 'll ’ll wo could may might can ca".split())
_BAD: Final = frozenset(
    """war famine death ruin defeat disaster catastrophe bloodshed massacre chaos collapse hunger revenge excuse pretext
    contempt shame hatred misery poverty anarchy grave funeral coffin widow orphan tyranny terror""".split()
)
_WORSE: Final = frozenset("die starve suffer perish regret burn bleed drown weep collapse fail pay lose".split())
_LOST: Final = frozenset("dead doomed finished gone lost ruined worse defenceless helpless hungry".split())
_LASTING: Final = frozenset("continue end go last outlive remain stay".split())
_THREATS: Final = frozenset(["threaten", "vow"])
_DEFAULTS: Final = frozenset("fail refuse decline".split())


def conditions(page: Page, mark: Word) -> Iterator[Draft]:
    """Drafts of an "if" whose clause is a deed of somebody and whose main clause tells what it would bring."""
    verb = mark.head
    main = verb.head
    if verb.pos != "VERB" or main.pos not in ("VERB", "AUX") or main is verb or not conditional(verb):
        return
    if not _FUTURE & set(auxiliaries(main)) or verb.tag == "VBN" or "have" in auxiliaries(verb):
        return
    deed = verb
    undone = negated(verb)
    if verb.lemma in _DEFAULTS and verb.child("xcomp") is not None:
        deed, undone = verb.child("xcomp") or verb, not undone
    if is_passive(deed) or idle(deed) or deed.lemma in DRIFT or not own_view(page, verb):
        return
    subject = subject_of(verb)
    if subject is None or not (subject.lower == "we" or _is_agent(page, subject)):
        return
    if deed.child("dobj", "prep", "prt", "xcomp") is None or not _bad(main, verb):
        return
    words = [w for w in verb_phrase(deed) if w.dep != "neg" and w.lower not in ("do", "does", "did")]
    yield Draft(deed, words, "advocated" if undone else "warned_against", "options/if", 0.5, doer=[subject])


def _is_agent(page: Page, subject: Word) -> bool:
    """Somebody who could be advised: a state, a government, a body."""
    members = page.cast.members
    found = [members[p.actor] for p in page.cast.who(subject) if p.actor in members]
    office = any(m.kind == "person" and {"GOV", "MIL"} & set((m.code or "").split()) for m in found)
    return office or any(
        m.kind in ("state", "states", "government", "igo", "organisation", "armed_group") for m in found
    )


def _bad(main: Word, verb: Word) -> bool:
    """Whether the main clause tells of harm."""
    if main.lemma in _WORSE and own_subjects(main):
        return not negated(main)
    told = main.child("acomp")
    if told is not None and told.lemma in _LOST:
        return not negated(main)
    if main.lemma in lexicon.words("harms") and not negated(main):
        return True
    if main.lemma in lexicon.words("helps") and negated(main):
        return True
    if negated(main):
        return False
    inside = {w.i for w in verb.subtree()}
    nouns = [w for w in main.subtree() if w.pos == "NOUN" and w.i not in inside]
    return any(
        (w.lemma in harmful() or w.lemma in _BAD or w.lemma in lexicon.words("prizes"))
        and not any(c.lower in ("no", "less", "fewer") for c in w.children)
        for w in nouns
    )


def _setting_terms(page: Page, main: Word, verb: Word) -> list[Word] | None:
    """Who makes a deed of theirs hang on another's: "the rebels will not disarm unless the army withdraws"."""
    subject = subject_of(main)
    if subject is None or not {"will", "wo", "would"} & set(auxiliaries(main)) or is_passive(main):
        return None
    willed = main.lemma not in DRIFT | _WORSE and not idle(main) and main.lemma not in _LASTING
    other = [w for w in own_subjects(verb) if w.lower not in ("it", "they", "he", "she")]
    if not willed or not other or not _is_agent(page, subject):
        return None
    return (
        [subject] if {p.actor for p in page.cast.who(subject)} != {p.actor for p in page.cast.everyone(other)} else None
    )


def only_if(page: Page, mark: Word) -> Iterator[Draft]:
    """ "The rebels will disarm only if the army withdraws": what somebody makes the condition of their own deed."""
    verb = mark.head
    words = verb.sent.words
    at = verb.subtree()[0].i - words[0].i
    first = words[at] if words[at] is not mark else words[at - 1]
    if first.lower != "only" or verb.dep != "advcl" or not own_subjects(verb):
        return
    by = _setting_terms(page, verb.head, verb)
    if by is not None and not negated(verb.head):
        phrase = action_words(verb) if is_passive(verb) else verb_phrase(verb, joined=True)
        phrase = [w for w in phrase if w.lower not in ("only", "if")]
        yield Draft(verb, phrase, "advocated", "options/only if", 0.55, by=by, doer=doers(verb))


def unless(page: Page, mark: Word) -> Iterator[Draft]:
    """ "Unless the regime is replaced, …": what must be done first."""
    verb = mark.head
    if verb.pos not in ("VERB", "AUX") or negated(verb) or not any(c.dep in SUBJECTS for c in verb.children):
        return
    if verb.lemma == "do" and verb.child("dobj") is None:
        return  # "unless it does": what was said before
    above = verb.head
    future = {"will", "would", "can", "could", "'ll", "wo", "ca"} & set(auxiliaries(above))
    threat = next((v for v in (above, above.head) if v.lemma in _THREATS and v.pos == "VERB"), None)
    if not future and above.tag != "VBZ" and threat is None:
        return
    who = [] if is_passive(verb) else doers(verb)
    by = surface_subjects(threat) if threat is not None else _setting_terms(page, above, verb)
    words = verb_phrase(verb, joined=True)
    if is_passive(verb):
        words = [w for w in action_words(verb) if w.lower != "unless"]
    yield Draft(verb, words, "advocated", "options/unless", 0.5, by=by, doer=who)
