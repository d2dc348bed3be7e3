"""Turns in which a causal verb means something else: "keep in mind", "make it clear", "raise children"."""

from __future__ import annotations

from typing import Final

from aitia.language.frames import Frame
from aitia.language.page import Word
from aitia.lexicon.causes import CausalVerb

# objects that make a verb mean something else: "raise children", "sustain injuries"
_OTHER_SENSE: Final = {
    "raise": frozenset(
        """child kid son daughter family money fund cash dollar million sum question hand voice flag point issue
        objection cattle livestock army glass""".split()
    ),
    "sustain": frozenset("damage injury loss wound casualty percent % objection".split()),
    "produce": frozenset("document evidence film witness report movie".split()),
    "draw": frozenset("line map picture gun weapon salary breath".split()),
    "drive": frozenset("generator engine pump motor taxi lorry car truck van bus tank".split()),
    "cut": frozenset("way corner deal tie ribbon class tooth".split()),
    "avoid": frozenset("subject point topic question issue eye gaze".split()),
    "change": frozenset("subject topic mind tune tack clothes seat hand side".split()),
    "rule": frozenset("possibility option idea suggestion".split()),
    "fuel": frozenset("car truck vehicle bus ship boat plane jeep helicopter aircraft jet drone tanker".split()),
    "bring": frozenset("sky heaven charge lawsuit suit case action complaint motion proceeding indictment".split()),
    "end": frozenset("day evening speech remark interview call broadcast".split()),
    "build": frozenset("house road bridge wall home school hospital".split()),
}
# what somebody contributes to
_COLLECTED: Final = frozenset("report story article fund charity foundation".split())
_AMOUNTS: Final = frozenset("little much more less dear dearly nothing".split())
_SUMS: Final = frozenset("million billion trillion fortune dollar euro pound deal".split())
_TOLD: Final = frozenset(
    """book textbook report article paper letter statement note website document study column memo speech page
    footnote author essay story chapter film video map chart poll survey""".split()
)
_SHARES: Final = frozenset("most half third quarter fifth tenth share majority bulk percent % percentage part".split())
# what is given without being brought about
_NAMED: Final = frozenset(
    """detail information account name example figure look glimpse impression idea address speech interview answer
    number overview description explanation list view evidence testimony credit""".split()
)
# what is brought to these is no effect
_NOTICED: Final = frozenset("attention court fore forefront justice light notice trial".split())
# what has a first part that is no cause
_OCCASIONS: Final = frozenset(
    """meeting day session speech service programme program concert show article book letter chapter sentence conference
    ceremony morning evening story film play list report paragraph visit tour week year prayer lesson match
    offensive operation assault campaign""".split()
)
# what has a heart, a centre or a bottom that is a spot
_PLACES: Final = frozenset(
    """city town village country capital province region district valley island continent empire sea lake river hill
    street garden building square camp market desert forest world table page list map nation kingdom""".split()
)
_KNOWN: Final = frozenset("clear plain known public obvious evident official explicit sure".split())  # "made it clear"


def other_sense(entry: CausalVerb, verb: Word, found: Frame) -> bool:
    """Turns in which a causal verb means something else: "keep in mind", "make out", "threaten X with death"."""
    if not entry.particle and any(c.dep == "prt" for c in verb.children):
        return True
    if verb.lemma in ("begin", "start") and entry.cause == "prep" and _opened(found):
        return True  # "the meeting began with a prayer", "whoever starts with nothing"
    under = {(c.lower, x.lemma) for c in verb.children if c.dep == "prep" for x in c.children}
    if any(noun == "mind" for _, noun in under):
        return True
    if verb.lemma == "bring" and any(noun in _NOTICED for _, noun in under):
        return True
    if verb.lemma == "allow" and verb.tag == "VBG" and verb.dep == "advcl" and verb.i < verb.head.i:
        return True  # "allowing for freight, it comes to ten"
    if verb.lemma == "raise" and any(o.ent == "PERSON" or o.tag == "NNP" for o in found.patients[:1]):
        return True
    if verb.lemma == "lead" and entry.effect == "prep" and any(c.dep == "dobj" for c in verb.children):
        return True  # "led the team to", "led him by 40 to 30 percent"
    if verb.lemma == "make" and any(c.lemma in _KNOWN and c.dep != "amod" for c in _said_of(verb)):
        return True
    if verb.lemma == "threaten" and not entry.fixed:
        return any(name == "with" for name, _ in under)
    if verb.lemma == "give" and not entry.fixed:
        named = any(h.lemma in _NAMED for h in found.patients) or any(h.lemma in _TOLD for h in found.agents)
        return named or not any(c.dep == "dative" and c.pos != "ADP" for c in verb.children)
    if verb.lemma == "explain" and any(h.lemma in _TOLD for h in found.agents[:1]):
        return True
    if verb.lemma == "account" and any(_a_share(h) for h in found.obliques.get("for", ())):
        return True
    if verb.lemma in ("trace", "follow"):
        return found.passive == (verb.lemma == "follow")
    if verb.lemma in ("blame", "accuse") and any(w.tag == "VBG" for w in found.obliques.get("for", ())):
        return True  # of a deed of one's own
    if verb.lemma in ("be", "lie") and any(
        x.lemma in _PLACES or x.ent in ("GPE", "LOC", "FAC")
        for h in found.obliques.get("at", ())
        for c in h.children
        if c.lower == "of"
        for x in c.children
    ):
        return True  # "at the heart of the city"
    if verb.lemma in ("depend", "rely") and any(_a_share(h) for h in found.agents[:1]):
        return True  # "two thirds depend on imports"
    if verb.lemma == "pay" and any(h.ent == "PERSON" or h.tag == "NNP" for h in found.agents[:1]):
        return True  # "Mr Kane paid for his courage"
    if verb.lemma == "contribute" and any(noun in _COLLECTED for _, noun in under):
        return True
    own = [c for c in verb.children if c.dep in ("dobj", "dative")]
    other = _OTHER_SENSE.get(verb.lemma, frozenset())
    loose = not entry.fixed or entry.particle
    if loose and any(w.lemma in other for o in found.patients[:1] for w in (o, *o.children)):
        return True
    if verb.lemma == "save":
        return len(own) > 1 and any(c.pos == "NUM" for c in own[-1].children) and own[-1].ent != "MONEY"
    if verb.lemma != "cost":
        return False
    if own and own[-1].lower == "nothing":
        return True  # "cost us nothing"
    if len(own) == 1 and (own[0].ent in ("MONEY", "QUANTITY") or own[0].pos == "NUM" or own[0].lemma in _SUMS):
        return True
    bare = len(own) == 1 and own[0].pos == "PROPN"
    paid = bool(own) and (own[-1].lower in _AMOUNTS or own[-1].lemma in ("life", "blood") or bare)
    return paid == (entry.effect == "object")  # "cost us little", "cost the party votes"


def _a_share(head: Word) -> bool:
    """A number or a part of something: "a third", "40 per cent", "three villages"."""
    return head.pos == "NUM" or head.lemma in _SHARES or head.child("nummod") is not None


def _opened(found: Frame) -> bool:
    """Whether what begins is somebody, or an occasion that has a first part."""
    if found.patients or not found.agents:
        return True
    subject = found.agents[0]
    return subject.pos == "PRON" or subject.ent == "PERSON" or subject.lemma in _OCCASIONS


def _said_of(verb: Word) -> list[Word]:
    """What is right of a verb, with what hangs on its object."""
    near = [c for c in verb.children if c.i > verb.i]
    return near + [x for c in near if c.dep in ("dobj", "ccomp", "oprd", "dep") for x in c.children]
