"""What a deed does or would do, by whatever verb: "Lifting the embargo would align us with the south"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft, cause_span, certainty_of, is_actor, stands_for
from aitia.extract.cause_spans import phrase, span, variable, verb_phrase
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.lexicon import causes as lexicon
from aitia.lexicon.events import event_lexicon
from aitia.model.text import Span

_OPEN: Final = frozenset("would will could might may can 'd ’d 'll ’ll wo ca".split())
# verbs that say what a deed is, has, holds or goes through, not what comes of it
_STATES: Final = frozenset(
    """cost accompany answer apply await be bear become begin belong call carry come concern consist contain
    continue count cover deal depend describe deserve do enjoy enter expire face fall follow get go happen
    hate have hear hold include involve join know lack last leave lie like lose love mark match matter mean
    mention meet name need number occur owe envision envisage explain cross hit strike capture pass play prove
    reach receive record reflect relate remain represent require resemble reveal rise say see seem share show sit stand
    start stay suggest suit take target tell total turn undergo use vary want""".split()
)
# what means by saying
_SIGNS: Final = frozenset(
    """word term phrase name sign silence symbol flag text article clause law treaty figure number slogan
    label expression title sentence answer light letter""".split()
)
_ILLS: Final = frozenset(
    """hunger famine ruin death misery war defeat chaos exile poverty unemployment bloodshed suffering
    hardship isolation anarchy disaster catastrophe inflation instability""".split()
)
_CHANGES: Final = frozenset("more less fewer no another further renewed fresh".split())
_SUBJECTS: Final = ("nsubj", "csubj")
_ENDINGS: Final = (
    "tion",
    "sion",
    "ance",
    "ence",
    "ness",
    "ism",
    "ship",
    "ment",
    "ory",
    "lly",
    "cy",
    "sal",
    "val",
    "ure",
)
# bodies, times and matter with such endings
_NO_DEEDS: Final = frozenset(
    """administration agency association audience coalition coming conference congregation constituency
    contingent corporation creature delegation department directory document element embassy establishment
    expedition factory federation figure foundation furniture generation government history institution
    legislature literature management ministry mission moment movement nation organisation organization
    parliament picture population position regiment section sentence settlement station statement story
    structure territory union question relation newspaper report trade fire interview exchange diplomacy
    violence state party deputation opinion theory memory category""".split()
)


def deed_links(page: Page, verb: Word) -> Iterator[Draft]:
    """The link of a transitive verb whose subject is a deed; other rules that read the verb are surer."""
    if verb.lemma == "mean":
        yield from _meant(page, verb)
        return
    bare = verb.tag == "VBG" and verb.child("aux") is None
    if bare or verb.lemma in _STATES or verb.child("dobj") is None or verb.child("auxpass", "expl") is not None:
        return
    carrier = verb
    for _ in range(3):
        if carrier.dep != "conj" or carrier.child(*_SUBJECTS) is not None or carrier.head.pos != "VERB":
            break
        carrier = carrier.head
    subject = carrier.child(*_SUBJECTS)
    if subject is None or subject.i > carrier.i or (carrier.child("mark") is not None and _conditional(carrier)):
        return
    if verb.sent.words[-1].text == "?" or carrier.dep in ("advcl", "relcl") or status(verb).needed:
        return
    open_ = any(c.dep == "aux" and c.lower in _OPEN for c in (*verb.children, *carrier.children))
    if subject.lower in ("it", "they") and event_lexicon().of("verb", verb.lemma):
        return  # "the strike was over and it would sign": somebody's deed
    where = _deed(page, subject, {verb.i, carrier.i}, open_)
    taken = verb.child("dobj")
    lost = taken is not None and taken.i > verb.i and taken.pos != "PRON" and _lessens(verb)
    effect = span(phrase(taken, {verb.i})) if lost and taken is not None else span(verb_phrase(verb))
    if where is None or effect is None or (taken is not None and taken.i < verb.i):
        return
    sure = certainty_of(verb)
    if not open_ and sure == "hypothetical":
        return
    yield Draft(where, effect, Span(verb.start, verb.end), -1 if lost else 1, sure, "causes/deed", 0.3)


def _lessens(verb: Word) -> bool:
    """Whether a verb says that there is less of its object: "would remove one of three quarrels"."""
    ill = any(c.dep == "advmod" and c.lower in ("negatively", "adversely") for c in verb.children)
    plain = [e for e in lexicon.verbs().get(verb.lemma, ()) if not (e.objects or e.oblique or e.particle or e.end_only)]
    return ill or (bool(plain) and plain[0].effect == "object" and plain[0].sign == -1)


def _meant(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Delays mean more deaths": what is more or less by it, or happens; not what a word means."""
    subject, object_ = verb.child("nsubj"), verb.child("dobj")
    if (
        subject is None
        or object_ is None
        or subject.i > verb.i
        or object_.i < verb.i
        or verb.sent.words[-1].text == "?"
    ):
        return
    if subject.pos != "NOUN" or subject.lemma in _SIGNS or object_.pos != "NOUN" or is_actor(page, subject):
        return
    changed = any(c.tag == "JJR" or c.lower in _CHANGES for c in object_.children)
    words, sign = variable(phrase(object_, {verb.i}))
    if words[0].lower == "no" and len(words) > 1:
        words, sign = words[1:], -sign
    where, effect, sure = cause_span(page, subject, {verb.i}), span(words), certainty_of(verb)
    if not changed and sign > 0 and object_.lemma not in _ILLS and not event_lexicon().of("noun", object_.lemma):
        return
    if where is not None and effect is not None and not status(verb).needed:
        yield Draft(where, effect, Span(verb.start, verb.end), sign, sure, "causes/means", 0.5)


def _conditional(verb: Word) -> bool:
    return any(c.dep == "mark" and c.lower not in ("that", "because", "since") for c in verb.children)


def _deed(page: Page, subject: Word, stop: set[int], open_: bool) -> Span | None:
    """The span of a subject that is a deed: an event, "lifting the ban", or a state named by an abstract noun."""
    if subject.pos == "VERB" and (subject.tag == "VBG" or (subject.tag == "VB" and subject.dep == "csubj")):
        return cause_span(page, subject, stop) if open_ else None
    if subject.lower in ("it", "they"):
        words = stands_for(page, subject) if open_ else []
        head = next((w for w in words if w.pos == "NOUN" and w.dep in ("nsubj", "nsubjpass")), None)
        return span(words) if head is not None and _is_deed(page, head) else None
    return cause_span(page, subject, stop) if _is_deed(page, subject) else None


def _is_deed(page: Page, noun: Word) -> bool:
    if noun.pos != "NOUN" or noun.lemma in _NO_DEEDS or is_actor(page, noun):
        return False
    return bool(event_lexicon().of("noun", noun.lemma)) or (len(noun.lemma) > 5 and noun.lemma.endswith(_ENDINGS))
