"""Whose a course of action is where the text lays it to somebody without a verb of saying.

Examples: "the Republican view, which is that Chad should pay" → the Republicans'; "the same letter arrives from Mali:
Chad must withdraw" → Mali's; "he came to hear that they should leave" → nobody named, not the author's.
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import conjuncts
from aitia.language.frames import holders, surface_subjects
from aitia.language.page import Page, Word

PAPERS: Final = frozenset(
    """amendment bill cable communique declaration demand editorial letter list manifesto memorandum message motion note
    petition placard plan report resolution statement telegram tweet ultimatum""".split()
)
_VIEWS: Final = frozenset(
    """argument assumption belief case claim contention doctrine idea line notion opinion rumor rumour school slogan
    speculation suggestion talk theory thesis view wisdom""".split()
)
# of these only where the text says whose they are: "the general's plan is that"
_PLANS: Final = frozenset("advice answer hope plan policy position proposal recommendation solution".split())
_CRIES: Final = PAPERS | frozenset("banner chant chorus cry mantra refrain sermon slogan".split())
_OWN: Final = frozenset(["my", "our", "here", "this", "i", "we"])
_HEARING: Final = frozenset("hear learn read".split())
_RULING: Final = frozenset("agree decide decree order provide rule specify stipulate".split())
_BE: Final = frozenset(["be", "run", "go", "hold"])


def laid_to(page: Page, verb: Word) -> tuple[str, ...] | None:
    """Whose a deed told in the author's own voice is; nobody where none is named, None where it is the author's."""
    if page.voices.at((verb.start, verb.end)) != page.voices.default:
        return None
    noun = _view(verb)
    if noun is not None:
        found = _actors(page, _owners(noun))
        return None if _is_own(noun) or (noun.lemma in _PLANS and not found) else found
    noun = _cry(verb)
    if noun is not None:
        return _actors(page, _owners(noun) or _senders(noun)) or None
    if _is_heard(verb):
        return ()
    ruling = _ruling(verb)
    if ruling is not None:
        return _actors(page, surface_subjects(ruling))
    return _goes_on(page, verb)


def _actors(page: Page, words: list[Word]) -> tuple[str, ...]:
    return tuple(p.actor for p in page.cast.everyone(words))


def _goes_on(page: Page, verb: Word) -> tuple[str, ...] | None:
    """Who said the first part of a report that goes on.

    "They say that it is late, and that he should leave"; "he insists that it is a principle: they should wait"; a row
    of imperatives whose first is somebody's.
    """
    words = verb.sent.words
    base = words[0].i
    marks = [c for v in (verb, _clause_head(verb)) for c in v.children if c.dep == "mark" and c.lower == "that"]
    places = [m.i - base for m in marks if m.i > base and words[m.i - base - 1].lower in ("and", "or", ",", ";")]
    places += [n for n, w in enumerate(words[: verb.i - base]) if w.text == ":"]
    told = [next((w for w in reversed(words[:n]) if w.pos not in ("PUNCT", "CCONJ")), None) for n in places]
    if (
        verb.dep == "conj"
        and verb.head.pos == "VERB"
        and verb.tag == verb.head.tag == "VB"
        and verb.child("nsubj") is None
    ):
        told.append(verb.head)
    for said in told:
        if said is not None:
            claim = page.voices.at((said.start, said.end))
            if claim != page.voices.default:
                return tuple(page.voices.sources(claim))
    return None


def _clause_head(verb: Word) -> Word:
    """The verb whose "that" covers a verb: the first of coordinated ones."""
    while verb.dep == "conj" and verb.head.pos in ("VERB", "AUX"):
        verb = verb.head
    return verb


def _view(verb: Word) -> Word | None:
    """The noun of a view whose content a verb belongs to: "the view that", "the view is that", "…, which is that"."""
    top = _clause_head(verb)
    if top.dep not in ("ccomp", "acl") or not any(c.dep == "mark" and c.lower == "that" for c in top.children):
        return None
    above = top.head
    if above.pos == "NOUN":
        return above if above.lemma in _VIEWS | _PLANS else None
    if above.lemma not in _BE:
        return None
    subject = above.child("nsubj")
    if subject is not None and subject.tag == "WDT" and above.dep == "relcl":
        subject = above.head
    return subject if subject is not None and subject.lemma in _VIEWS | _PLANS else None


def _cry(verb: Word) -> Word | None:
    """The paper or chant before a colon whose words a verb belongs to."""
    words = verb.sent.words
    colon = next((n for n, w in enumerate(words[: verb.i - words[0].i]) if w.text == ":"), None)
    if colon is None or any(w.text in (";", "—", "–") for w in words[colon : verb.i - words[0].i]):
        return None
    found = [w for w in words[:colon] if w.pos == "NOUN" and w.lemma in _CRIES]
    return next((w for w in found if not _is_own(w)), None)


def _is_own(noun: Word) -> bool:
    return any(c.lower in _OWN for c in noun.children)


def _owners(noun: Word) -> list[Word]:
    """Whose a view or a paper is: "Mali's view", "the Republican view", "a letter from Mali"."""
    found = [
        *holders(noun),
        *(c for c in noun.children if c.dep in ("amod", "compound", "nmod") and c.text[0].isupper()),
    ]
    verb = noun.head
    places = [noun, verb] if noun.dep in ("nsubj", "nsubjpass") else [noun]
    for place in places:
        for p in place.children:
            if p.dep in ("prep", "agent") and p.lower in ("from", "by"):
                found += [x for c in p.children if c.dep == "pobj" for x in conjuncts(c)]
                found += [x for c in p.children if c.dep in ("prep", "conj") for x in c.children if x.dep == "pobj"]
                for other in conjuncts(p):
                    found += [x for c in other.children if c.dep == "pobj" for x in conjuncts(c)]
    return list({w.i: w for w in found}.values())


def _senders(noun: Word) -> list[Word]:
    """Whoever a letter comes from, up to its colon: "the same telegram arrives, so to speak, from Athens"."""
    found: list[Word] = []
    for word in noun.sent.words:
        if word.text == ":":
            break
        if word.i > noun.i and word.lower in ("from", "by") and word.dep in ("prep", "agent"):
            found += [x for c in word.children if c.dep == "pobj" for x in conjuncts(c)]
    return found


def _ruling(verb: Word) -> Word | None:
    """The verb of a rule whose content this is: "the accord provides that the army should leave"."""
    top = _clause_head(verb)
    said = top.dep == "ccomp" and any(c.dep == "mark" and c.lower == "that" for c in top.children)
    return top.head if said and top.head.lemma in _RULING else None


def _is_heard(verb: Word) -> bool:
    """ "Envoys came to hear that they should leave"."""
    top = _clause_head(verb)
    return (
        top.dep == "ccomp"
        and top.head.lemma in _HEARING
        and any(c.dep == "mark" and c.lower == "that" for c in top.children)
    )
