"""What somebody is called: a name that judges is a charge, praise or a denial, though "call" says nothing by itself.

Example: "Chad called Sudan's offer an insult" → ACCUSE Chad → Sudan; "Khartoum called the charge baseless" → REJECT.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.event_answers import CALLING
from aitia.extract.event_candidates import Candidate
from aitia.extract.event_roles import Roles
from aitia.extract.event_senses import Setting
from aitia.language.arcs import OBJECTS, SUBJECTS, conjuncts
from aitia.language.frames import frame
from aitia.language.page import Page, Sentence, Word
from aitia.language.status import has_neg, status
from aitia.lexicon.events import Sense, classes, event_lexicon
from aitia.model.codes import AUTHOR, EventType

NAMING: Final = frozenset(["call", "dub", "term", "deem"])  # "brand" and "label" always blame: events_verbs.csv
DESCRIBING: Final = frozenset(["describe", "depict", "portray", "paint", "characterize", "characterise", "dismiss"])
_QUOTES: Final = frozenset(['"', "“", "‘", "``", "'"])
# what a deed is called by whoever makes light of it or is pleased with it
_LAWFUL: Final = frozenset(
    """beginning breakthrough chance compromise defence defense duty exercise first gesture good lawful legal legitimate
    matter measure minor modest necessary new normal peaceful positive precaution routine simple start step
    useful""".split()
)
_PREDICATES: Final = ("oprd", "attr", "ccomp", "xcomp", "acomp")
_SENSES: Final[dict[EventType, Sense]] = {
    "ACCUSE": Sense(part="verb", pattern="call c:fault", lemma="call", type="ACCUSE", mode="disapprove"),
    "REJECT": Sense(part="verb", pattern="call c:untrue", lemma="call", type="REJECT", mode=None),
    "SUPPORT": Sense(part="verb", pattern="call c:praise", lemma="call", type="SUPPORT", mode=None),
}


def epithets(page: Page, sentence: Sentence, roles: Roles) -> Iterator[Candidate]:
    """Yield what is done to somebody by what he, his deeds or his words are called."""
    for word in sentence.words:
        if word.pos != "VERB" or word.lemma not in NAMING | DESCRIBING or has_neg(word):
            continue
        named, things = _parts(word)
        kind = _judged(named)
        scorned = kind is None and _is_scorn(page, word, named)
        plainly = kind is None and _is_epithet(word, named)
        if (kind is None and not plainly and not scorned) or _is_governed(page, word):
            continue
        speakers = roles.cast.everyone([w for w in frame(word).agents if w not in named])
        speaking = {p.actor for p in speakers}
        unnamed = (plainly or kind == "ACCUSE") and _is_by_nobody(word)  # "was called a traitor"
        if (not speakers and not unnamed) or AUTHOR in speaking:
            continue
        if scorned and any(_is_deed(w) for w in things):  # "called the veto "a licence to kill""
            kind = "ACCUSE"
            meant = [p for w in things for p in roles.owner(w)]
        elif kind is None:  # a name that no list has: to somebody's face it blames
            meant = roles.cast.everyone(things, places=False, proxies=False)
            if not meant or (not speakers and any(roles.cast.kind(p.actor) != "person" for p in meant)):
                continue
            kind = "ACCUSE"
        else:
            meant = roles.cast.everyone(things) or [p for w in things for p in roles.owner(w)]
        if not things:  # "what it called Israeli aggression"; the parser at times joins both: "the Polish veto foolish"
            whose = [c for w in named for c in w.children if c.dep == "poss"]
            meant = roles.cast.everyone(whose) or [p for w in named for p in roles.modifiers(w)]
            meant = meant or roles.cast.everyone(named)
        others = [p for p in meant if p.actor not in speaking]
        if (meant or unnamed) and not others:
            continue  # what somebody calls himself
        one = Candidate(Setting(page, word), _SENSES[kind], kind, speakers, others, status(word), frozenset((word.i,)))
        one.governs = [w.i for w in named]
        yield one


def _parts(verb: Word) -> tuple[list[Word], list[Word]]:
    """The words that name, and what they name."""
    named = [c for c in verb.children if verb.lemma in NAMING and c.dep in _PREDICATES and c.i > verb.i]
    named += [c for p in verb.children if p.dep == "prep" and p.lower == "as" for c in p.children]
    found = frame(verb)
    things = [w for w in (*found.patients, *found.datives) if w not in named]
    things += [x for n in named for c in n.children if c.dep in SUBJECTS for x in conjuncts(c)]
    what = any(w.tag == "WP" and w.lower == "what" and w.i < verb.i for w in (*things, *verb.children))
    if what:  # "what it called a provocation"
        return named or [w for w in things if w.i > verb.i], []
    if not named and verb.lemma in NAMING:  # now and then the parser takes the name for an apposition or an object
        named = [c for w in things[:1] for c in w.children if c.dep in ("appos", *OBJECTS)] or things[1:]
        things = things[:1]
    return [x for n in named for x in conjuncts(n)], things


def _judged(named: list[Word]) -> EventType | None:
    """What a name does: it blames, denies or praises."""
    words = {w.lemma for n in named for w in _telling(n)} | {w.lower for n in named for w in _telling(n)}
    if words & classes()["fault"]:
        return "ACCUSE"
    if words & classes()["untrue"]:
        return "REJECT"
    return "SUPPORT" if words & classes()["praise"] else None


def _is_epithet(verb: Word, named: list[Word]) -> bool:
    """Whether somebody is called what he would not call himself: "called him a weathervane", not "a friend"."""
    if verb.lemma != "call" or not named or any(w.pos != "NOUN" for w in named):
        return False
    if any({w.lemma, w.lower} & classes()["neutral"] for n in named for w in _telling(n)):
        return False
    return any(c.lower in ("a", "an") for c in named[0].children) or named[0].tag == "NNS"


def _is_scorn(page: Page, verb: Word, named: list[Word]) -> bool:
    """Whether somebody or a deed is called something in quotation marks that praises nobody: "a licence to kill"."""
    if verb.lemma != "call" or not named or named[0].pos != "NOUN":
        return False
    first = min(w.i for w in (named[0], *named[0].children))
    if not (page.words[first].text in _QUOTES or (first and page.words[first - 1].text in _QUOTES)):
        return False
    words = {x for n in named for w in _telling(n) for x in (w.lemma, w.lower)}
    return not words & (classes()["neutral"] | classes()["praise"] | _LAWFUL)


def _is_deed(thing: Word) -> bool:
    """Whether a thing that is called something is what somebody did: "the attack"."""
    return thing.lemma in classes()["deed"] and any(c.dep in ("det", "poss") for c in thing.children)


def _is_by_nobody(verb: Word) -> bool:
    """Whether the text leaves out who says the name: "he is called a traitor"."""
    found = frame(verb)
    return found.passive and not found.agents and bool(found.patients)


def _telling(name: Word) -> list[Word]:
    """A name with what modifies it: "an act of aggression", "a brutal dictator"."""
    below = [c for c in name.children if c.dep in ("amod", "compound", "nmod")]
    inner = [x for p in name.children if p.dep == "prep" and p.lower == "of" for c in p.children for x in conjuncts(c)]
    return [name, *below, *inner, *(c for w in inner for c in w.children if c.dep in ("amod", "compound"))]


def _is_governed(page: Page, verb: Word) -> bool:
    """Whether the name is the object of a charge that is read already: "condemned what it called aggression"."""
    if verb.dep not in ("pcomp", "ccomp"):
        return False
    above = verb.head.head if verb.dep == "pcomp" else verb.head
    at = Setting(page, above)
    return any(s.type in CALLING | {"REJECT"} and at.fits(s) for s in event_lexicon().of("verb", above.lemma))
