"""Which conditionals say what follows from what, and which mean a verdict, advice, or a wish with its means."""

from __future__ import annotations

from typing import Final

from aitia.extract.cause_spans import phrase, span, verb_phrase
from aitia.language.page import Word
from aitia.model.text import Span

_NAMING: Final = frozenset("call consider describe regard term dub label conclude infer say assume imagine".split())
_VERDICTS: Final = frozenset(
    """absurd betrayal crime dereliction disgrace dishonest dishonour embarrassing excessive fair fine folly
    foolish funny glad good grateful great happy honor honour hypocrisy hypocritical immoral inappropriate
    insult interesting ironic irony irresponsible mistake naive negligent nice odd pity pleased premature
    reckless remarkable right sad shame shameful shocked shocking sin strange surprise surprised surprising
    unacceptable unfair unfortunate unthinkable unusual unwise welcome wise wonderful worrying wrong""".split()
)
ASKING: Final = frozenset("ask wonder know see decide question determine doubt tell find check consider".split())
_WISHES: Final = frozenset("want hope wish intend plan aim mean".split())
PLEDGES: Final = frozenset("threaten promise vow pledge offer agree".split())
AT_WILL: Final = frozenset("want like wish please choose prefer".split())


def open_condition(verb: Word, above: Word, name: str) -> bool:
    """Whether a conditional says what follows from what, rather than doubting, presenting or asking something."""
    if above.sent.words[-1].text == "?" and name == "if":
        return False
    if above.lemma in ("pardon", "forgive", "excuse", "seem", "appear", "wonder", "surprise"):
        return False
    if above.lemma == "need" and verb.lemma in _WISHES:
        return False
    if name == "if" and (_judged(above) or _asked_of(above) or _told_once(verb, above)):
        return False
    if any(c.dep == "acomp" and c.lemma in ("unclear", "uncertain", "unknown", "sure") for c in above.children):
        return False
    subject = verb.child("nsubj", "expl")
    addressed = subject is not None and subject.lower == "you"
    if name == "if" and addressed and verb.lemma in ("look", "ask", "think", "see", "consider"):
        return False
    if name == "if" and subject is not None and subject.lower == "there" and not _would(above):
        return False
    if subject is not None and subject.lower == "memory":
        return False
    if verb.lemma in ("believe", "trust") and any(c.lower == "to" for c in verb.children):
        return False  # "if the dealers are to be believed"
    if above.tag == "VB" and above.head.lemma in PLEDGES:
        return True
    own = {c.lower for c in above.children if c.dep == "aux"}
    if own & {"should", "must", "ought"} and "have" not in own:
        return name != "if"  # advice, not what follows
    modals = ("will", "would", "could", "can", "may", "might", "'ll", "’ll", "'d", "’d", "wo", "ca")
    if any(c.dep == "aux" and c.lower in modals for c in above.children):
        return True
    if name == "once":
        return False
    return name != "if" or above.tag in ("VBP", "VBZ", "VBD")


def _would(above: Word) -> bool:
    """Whether a clause says what would be: "there would have been no war"."""
    return any(c.dep == "aux" and c.lower in ("would", "could", "might", "'d", "’d") for c in above.children)


def _judged(above: Word) -> bool:
    """ "It would be a shame if", "can be called ridiculous if": what is thought of a condition, not what it brings."""
    if above.lemma == "be" and any(c.dep in ("acomp", "attr") and c.lemma in _VERDICTS for c in above.children):
        return True
    return above.tag == "VBN" and above.lemma in _NAMING and above.child("auxpass") is not None


def _asked_of(above: Word) -> bool:
    """ "It is interesting to see, if he wins, what he does": an open question above."""
    asked = above.dep in ("ccomp", "pcomp") and above.head.lemma in ASKING
    return asked and any(c.tag in ("WP", "WDT", "WRB") and c.i < above.i for c in above.children)


def _told_once(verb: Word, above: Word) -> bool:
    """ "Presented his platform if he is elected": a deed done does not follow from what is still open."""
    now = verb.tag in ("VBZ", "VBP") or any(
        c.dep in ("aux", "auxpass") and c.tag in ("VBZ", "VBP") for c in verb.children
    )
    return now and above.tag == "VBD" and not any(c.dep == "aux" for c in above.children)


def but_for(verb: Word) -> Span | None:
    """ "If it were not for X": X alone stands between."""
    subject = verb.child("nsubj")
    if verb.lemma != "be" or subject is None or subject.lower != "it" or verb.child("neg") is None:
        return None
    for c in verb.children:
        if c.dep == "prep" and c.lower == "for" and (under := c.child("pobj", "pcomp")) is not None:
            return span(phrase(under))
    return None


def wished(verb: Word, above: Word) -> tuple[Span, Span] | None:
    """ "If you want Y, you must do X", "if he wants Y, he will have to do X": the deed is the means to the wish."""
    wish = verb.child("xcomp")
    thing = verb.child("dobj") if wish is None and verb.lemma == "want" else None
    if thing is not None and thing.pos != "NOUN":
        return None
    if thing is None and (wish is None or not any(c.dep == "aux" and c.lower == "to" for c in wish.children)):
        return None
    if not any(c.dep == "aux" and c.lower in ("must", "need") for c in above.children):
        inner = above.child("xcomp")
        if above.lemma not in ("need", "have", "ought") or inner is None:
            return None
        above = inner
    means = span(verb_phrase(above, {verb.i}))
    end = span(verb_phrase(wish, joined=True)) if wish is not None else span(phrase(thing or verb))
    return (means, end) if means is not None and end is not None else None
