"""Purposes: what a means is for. "Sent troops to protect the border": the deployment → the border, relation purpose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft
from aitia.extract.cause_spans import clause, noun_phrase, phrase, separate, span, verb_phrase
from aitia.language.arcs import prepositions
from aitia.language.frames import frame
from aitia.language.page import Word
from aitia.language.status import status
from aitia.lexicon import causes as lexicon
from aitia.lexicon.events import event_lexicon
from aitia.model.codes import Certainty
from aitia.model.text import Span

# ends that are talk, thought, motion or mere continuation
_NO_END: Final = frozenset(
    """say tell speak talk discuss ask answer reply explain announce declare mention note express describe report
    write read call meet visit see hear look watch know learn think believe understand find discover show say
    mark celebrate attend go come arrive leave return get have be do become make take give put hold keep begin
    start continue try want need seem appear happen remain stay stand sit live work wait use include consider
    decide determine hope expect plan run join sign vote offer urge praise thank honor honour remember mourn
    commemorate pay receive play turn face name add draw raise voice deliver issue cover share state date prove
    argue testify comment confirm deny reach serve move figure cite claim apologize apologise recall brief
    interview win lose shake march acknowledge recognize recognise reflect protest post tweet quote study sing pray
    dance wonder gather greet chat drink eat sleep rest tour inspect revisit broadcast film photograph
    judge complain object respond ascertain examine investigate assess evaluate verify observe interpret analyse analyze
    measure probe gauge inquire succeed demand campaign blame negotiate register comply mediate throw apply enrol
    enroll order""".split()
)
# of these, what is no end even behind "in order to" or "meant to"
_TALK: Final = frozenset(
    """say tell speak talk discuss ask answer reply explain announce declare mention note express describe report write
    read call meet visit see hear look watch know learn think believe understand discover attend mark celebrate honor
    honour remember mourn commemorate praise thank testify comment brief interview state seem appear happen""".split()
)
_NO_MEANS: Final = frozenset(
    """announce discuss congratulate express welcome comply reiterate repeat applaud be seem appear want need try
    seek plan hope wish expect intend decide agree refuse decline vow pledge promise threaten continue begin
    start fail manage tend like love prefer attempt ask tell urge allow force say help have require take choose
    claim struggle happen prove remain come go learn want wait deserve cease stop get know think believe live
    stand due likely able willing ready call warn invite remind persuade encourage enable cause lead permit fall
    leave figure resort turn bind doom owe teach do propel support back oppose envision mind oblige compel press
    push advise authorize authorise demand request propose reject stress emphasize emphasise underline condemn
    denounce criticize criticise coincide affiliate happen suppose schedule slate commit mark characterize
    characterise vote petition implore beg beseech
    entreat instruct convince trust rate clamor clamour offer forbid ban bar undertake swear
    report rumour rumor repute allege opt dare bother hesitate yearn long aspire strive threaten""".split()
)
_DECIDING: Final = frozenset("vote offer swear".split())  # means only behind "in order to"
_DESIGNED: Final = frozenset(
    "design intend mean aim calculate create build set make establish deploy need require conceive devise craft".split()
)
_PLANNED: Final = frozenset("design intend mean calculate conceive devise craft".split())
_MEANS_NOUNS: Final = frozenset(
    """force coalition deployment operation campaign law legislation bill measure sanction troop soldier team
    mission airstrike strike network weapon aid fund money resolution treaty deal agreement pact programme
    program project wall fence raid offensive embargo blockade advance army unit militia alliance system policy
    decree initiative intervention ship aircraft drone bomb missile pressure presence base delivery drop plot
    conspiracy trick ruse""".split()
)
_TRANSFER: Final = frozenset("send deploy dispatch use order provide give supply ship move transfer".split())
# whose infinitive says what was agreed, so that it is an end only where it names a change: "a deal to end the war"
_CONTENTS: Final = frozenset("accord agreement conspiracy deal pact plot resolution".split())
_ASKING: Final = frozenset(
    "ask beg call campaign clamor clamour demand hope long plan plea plead pray press push wait".split()
)
_DEGREES: Final = frozenset("too enough sufficient sufficiently insufficient".split())
_AIMS: Final = frozenset("bid effort attempt aim goal purpose view hope intention objective order".split())
_MEASURES: Final = frozenset("step measure action power length move precaution".split())
_COERCING: Final = frozenset(
    """cause force enable allow compel drive prompt push encourage embolden permit provoke inspire motivate oblige
    induce tempt spur empower pressure persuade free lead lobby ask tell""".split()
)
# nouns that take an infinitive of their own: "threw a wrench in efforts to unify"
_OWN_INFINITIVE: Final = frozenset(
    """effort attempt bid plan ability desire right decision willingness failure refusal intention promise pledge
    threat opportunity chance need obligation freedom reluctance request readiness inability choice mission prospect
    preparedness tendency qualification authority occasion reason duty job task responsibility licence license
    permission courage temptation urge determination eagerness capability incentive pressure vow commitment option
    proposal demand preference inclination mandate""".split()
)
# who is asked or made to do it: the infinitive is what is asked, whatever stands between
_MOVING: Final = frozenset(
    """advise allow ask beg call enable encourage force implore instruct invite oblige order persuade press push remind
    require compel tell urge warn""".split()
)
# what is done to a thing or a town rather than less of it: "to relieve the siege", "to close the sluice"
_DONE: Final = frozenset(
    "arrest bury calm choke clear close cool cut ease free open relax relieve save shut soothe spare".split()
)
# how somebody gets or stands somewhere: what they do there is an end only where it changes something
_MOVES: Final = frozenset(
    "gather assemble come go cross travel walk march rush drive ride climb queue crowd flock return stay".split()
)
_GIVING_TIME: Final = frozenset("give buy allow grant gain win need get take".split())
_SPANS_OF_TIME: Final = frozenset("time hour day week month year minute deadline chance while moment until".split())
_OBJECTS: Final = ("dobj", "nsubj", "nsubjpass")
_VAGUE: Final = frozenset("nothing anything something little everything much less more".split())
_RANKS: Final = frozenset("first last latest next oldest only second third youngest".split())
_MEDIATE: Final = frozenset(["try", "help", "attempt", "seek", "begin", "continue"])


def purpose_links(verb: Word) -> Iterator[Draft]:
    """The purpose that the infinitive ``verb`` states, if it does."""
    mark = next((c for c in verb.children if c.dep == "aux" and c.lower == "to" and c.tag == "TO"), None)
    if mark is None or verb.child("neg") is not None or (verb.tag != "VB" and verb.lower != verb.lemma):
        return
    end = verb
    if end.lemma in _MEDIATE:
        inner = next((c for c in end.children if c.dep == "xcomp" and c.pos == "VERB"), None)
        end = inner or end
    explicit, first = _marker(mark)
    if verb.dep in ("advcl", "xcomp", "conj", "acl", "relcl", "dep"):
        means = _means(verb, first, explicit)
        if means is not None:
            cause, governor = means
            sure = explicit or (governor.lemma in _PLANNED and governor.tag == "VBN")
            yield from _draft(cause, governor, end, Span(first.start, mark.end), "causes/purpose", explicit=sure)


def _marker(mark: Word) -> tuple[bool, Word]:
    """Whether "in order" or "so as" stands before "to", and the first word of the marker."""
    words = mark.sent.words
    at = mark.i - words[0].i
    before = tuple(w.lower for w in words[max(0, at - 2) : at])
    if before in (("in", "order"), ("so", "as")):
        return True, words[at - 2]
    return False, mark


def _means(verb: Word, first: Word, explicit: bool) -> tuple[Span, Word] | None:
    """The span of the means and the predicate that says whether it is actual."""
    governor = verb.head
    if not explicit and (_listed(first, governor) or _one_of_many(verb, governor)):
        return None
    if governor.lemma in ("need", "require", "estimate") and governor.tag == "VBN" and governor.dep in ("acl", "relcl"):
        return None  # "the votes needed to win"
    if governor.dep in ("relcl", "acl") and governor.head.head.lemma in _MOVING and governor.head.dep in _OBJECTS:
        return None  # "urged onlookers who gathered there to leave", "requires bodies paid from abroad to register"
    if governor.lemma == "make" and governor.tag == "VBN" and governor.child("auxpass") is not None:
        return None  # "has been made to fight"
    if governor.lemma in ("be", "become", "remain") and _is_ranked(governor):
        return None  # "became the first member to endorse him"
    if governor.lemma == "set" and governor.tag == "VBN" and governor.child("prt") is None:
        return None  # "talks, set to end on Tuesday"
    if governor.lemma == "appeal" or (governor.lemma == "pay" and governor.tag == "VBN" and not explicit):
        return None  # "appealed to them to leave", "are paid to guard it"
    if not explicit and _by_degree(governor, first):
        return None
    if verb.dep == "conj":
        if verb.head.tag != "VB":
            return None
        governor = verb.head.head if verb.head.dep in ("advcl", "xcomp", "acl", "relcl") else verb.head
    if not explicit and (_time_for(governor, verb) or _mere_errand(governor, verb)):
        return None
    if governor.pos in ("NOUN", "PROPN") and governor.i < verb.i and verb.dep in ("acl", "relcl", "conj"):
        return _noun_means(governor, verb, first)
    if governor.pos != "VERB":
        return None
    if governor.i > verb.i:
        where = span(verb_phrase(governor, {verb.i})) if explicit else None
        return (where, governor) if where else None
    if governor.lemma in _DESIGNED and governor.tag == "VBN" and governor.child("dobj") is None:
        subject = governor.head if governor.dep in ("acl", "relcl") else governor.child("nsubjpass")
        if subject is not None and subject.pos == "PRON" and governor.lemma in _PLANNED:
            return None  # "it was meant to"
        if subject is not None and subject.pos not in ("PRON", "VERB", "AUX"):
            where = span(noun_phrase(subject, {governor.i}))
            return (where, governor) if where else None
    named = governor.child("dobj")
    if not explicit and named is not None and named.lower in _VAGUE and named.i == first.i - 1:
        return None  # "published nothing to support it": of the thing, no end of the deed
    if named is not None and named.lemma in _MEANS_NOUNS and governor.lemma not in _TRANSFER | {"join"}:
        if not explicit and _mere_content(named, verb):
            return None
        where = span(w for w in noun_phrase(named, {verb.i}) if w.i < first.i)
        return (where, governor) if where else None
    if verb.dep == "relcl" or (not explicit and not _can_be_means(governor, verb)):
        return None
    if governor.dep == "relcl" and governor.head in frame(governor).patients:
        if governor.head.lemma in _OWN_INFINITIVE:
            return None  # "a pledge he made to support the nominee"
        where = span(noun_phrase(governor.head, {governor.i}))
        return (where, governor) if where else None
    words = [w for w in verb_phrase(governor, {verb.i}) if w.i < first.i]
    if len(words) < 2 and governor.child("nsubjpass") is not None:  # "troops were deployed to protect"
        words = [w for w in clause(governor, {verb.i}) if w.i < first.i]
    if len(words) < 2 or not (explicit or _has_object(governor, verb)):
        return None
    if all(w.pos in ("VERB", "AUX", "ADP", "PART") for w in words):
        return None  # "a group set up to"
    where = span(words)
    return (where, governor) if where else None


def _time_for(governor: Word, verb: Word) -> bool:
    """ "Given a week to hand over the guns", "bought time to train recruits": what the time is for."""
    if governor.pos == "NOUN":
        return governor.lemma in _SPANS_OF_TIME
    taken = [c for c in governor.children if governor.i < c.i < verb.i and c.dep in ("dobj", "npadvmod", "dative")]
    return governor.lemma in _GIVING_TIME and any(c.lemma in _SPANS_OF_TIME for c in taken)


def _mere_errand(governor: Word, verb: Word) -> bool:
    """ "Gathered there to feed the birds", "crossed the line to mend a pipe": an errand, no end of the conflict."""
    if governor.lemma not in _MOVES or (governor.child("dobj") is not None and governor.lemma != "cross"):
        return False
    end = next((c for c in verb.children if c.dep == "xcomp"), verb) if verb.lemma in _MEDIATE else verb
    return end.lemma not in lexicon.verbs() and not event_lexicon().of("verb", end.lemma)


def _is_ranked(verb: Word) -> bool:
    """Whether a verb says which of several somebody is: "was the first president to visit"."""
    return any(w.lower in _RANKS for c in verb.children if c.dep == "attr" for w in c.children if w.dep == "amod")


def _by_degree(governor: Word, first: Word) -> bool:
    """ "Too much money to boast of courage", "enough wheat to feed a town": what a measure is good for, no end."""
    words = first.sent.words
    at = first.i - words[0].i
    start = max(0, at - 5, governor.i - words[0].i if governor.i < first.i else 0)
    return any(w.lower in _DEGREES for w in words[start:at])


def _mere_content(noun: Word, verb: Word) -> bool:
    """ "An agreement to acquire the mine": what was agreed; "a deal to end the war" names a change."""
    return noun.lemma in _CONTENTS and verb.lemma not in lexicon.verbs()


def _one_of_many(verb: Word, governor: Word) -> bool:
    """One of several infinitives after a verb of wishing: "wants to travel, to study or to marry"."""
    return (
        governor.tag == "VB"
        and governor.dep == "xcomp"
        and any(
            c is not verb and c.dep == "conj" and c.pos == "VERB" and any(x.lower == "to" for x in c.children)
            for c in (*verb.children, *governor.children)
        )
    )


def _listed(first: Word, governor: Word) -> bool:
    """Whether the infinitive is one of a list: "to hold funds, to borrow money", "wants it to do more and to act"."""
    words = first.sent.words
    at = first.i - words[0].i
    before = words[at - 1].lower if at else ""
    if at and words[at - 1].lemma in _OWN_INFINITIVE and words[at - 1] is not governor:
        return True
    if before in ("and", "or", "but"):
        return first.head.dep != "conj"
    infinitive = any(c.dep == "aux" and c.lower == "to" for c in governor.children)
    return before in (",", ";") and (infinitive or governor.pos in ("NOUN", "PROPN"))


def _can_be_means(governor: Word, verb: Word) -> bool:
    if verb.lemma in _NO_END or governor.lemma in _COERCING:
        return False
    taken = governor.child("dobj")
    if taken is not None and taken.lemma in _MEASURES and governor.lemma != "have":
        return True
    if governor.lemma == "use" and taken is None and governor.child("nsubjpass") is None and governor.tag == "VBD":
        return False  # "used to disagree"
    if governor.lemma == "order":  # "ordered them to fight" is no means, "ordered troops to the border to fight" is
        return any(c.dep == "prep" and c.i < verb.i for c in governor.children)
    if governor.lemma in _NO_MEANS and governor.lemma != "use":
        return governor.lemma == "come" and any(c.lower == "together" for c in governor.children)
    return verb.dep != "xcomp" or _has_object(governor, verb)


def _noun_means(noun: Word, verb: Word, first: Word) -> tuple[Span, Word] | None:
    """ "A wall to stop smugglers", "took steps to curb abuses"."""
    if any(c.dep in ("nsubj", "nsubjpass") for c in verb.children):
        return None
    above = noun.head if noun.dep == "dobj" else None
    if above is not None and above.lemma in _COERCING:
        return None  # "prompted the coalition to launch a raid"
    if noun.dep == "pobj" and noun.head.lower == "for" and noun.head.head.lemma in _ASKING:
        return None  # "called for the alliance to launch a raid"
    if _mere_content(noun, verb) or any(c.lower in ("no", "any") and c.dep == "det" for c in noun.children):
        return None  # "makes no mention of any move to"
    if any(c.dep == "prep" and not c.children and c.i > verb.i for c in verb.children):
        return None  # "a policy to live by"
    if noun.lemma in _MEANS_NOUNS:
        where = span(w for w in noun_phrase(noun, {verb.i}) if w.i < first.i)
        return (where, noun) if where else None
    inside = noun.dep == "pobj" and noun.head.head.pos in ("NOUN", "PROPN")  # "a decline in their power to shape"
    if noun.lemma in _MEASURES and not inside:
        above = next((a for a in noun.ancestors() if a.pos == "VERB"), None)
        if above is not None and above.i < noun.i:
            where = span(w for w in verb_phrase(above, {verb.i}) if w.i < first.i)
            return (where, above) if where else None
    return None


def _has_object(governor: Word, verb: Word) -> bool:
    return any(c.dep in ("dobj", "prep", "nsubjpass", "prt", "advmod") and c.i < verb.i for c in governor.children)


def _draft(
    cause: Span, governor: Word, end: Word, marker: Span, rule: str, *, explicit: bool = False
) -> Iterator[Draft]:
    if end.lemma in (_TALK if explicit else _NO_END):
        return
    found = status(governor)
    sure: Certainty = "asserted"
    if found.negated:
        return
    if found.planned or found.hypothetical or found.needed or governor.lemma in ("need", "require"):
        sure = "hypothetical"
    for words, sign in end_groups(end):
        effect = span(words)
        if effect is not None and not (len(words) == 1 and words[0].pos == "PRON"):
            yield Draft(cause, effect, marker, sign, sure, rule, 0.5, "purpose")


def end_groups(end: Word) -> list[tuple[list[Word], int]]:
    """What an infinitive or gerund wants: its object where the verb says less or more of it, else the whole phrase."""
    target = next(iter(frame(end).patients), None) if end.child("dobj") is None else end.child("dobj")
    if target is None and end.child("prep", "prt", "ccomp", "advmod") is None and end.child("conj") is None:
        return []
    entries = [e for e in lexicon.verbs().get(end.lemma, ()) if not e.objects and e.effect in ("object", "from")]
    apart = any(
        name == "from" for name, _ in [*prepositions(end), *(prepositions(target) if target is not None else [])]
    )
    entries = [e for e in entries if e.effect != "from" or apart]
    particle = end.child("prt")
    exact = [e for e in entries if particle is not None and e.particle == particle.lower]
    plain = [e for e in entries if not e.particle and not e.oblique]
    best = (exact or plain or entries)[:1]
    groups = [(verb_phrase(end), 1)]
    if end.lemma in ("deal", "cope") and end.child("prep") is not None:
        under = (end.child("prep") or end).child("pobj")
        if under is not None:
            groups = [(phrase(under), -1)]
    elif best and best[0].sign == -1 and target is not None and not (end.lemma in _DONE and not best[0].particle):
        groups = [(words, -1) for words in separate(target, {end.i})]
    elif target is not None and target.i > groups[0][0][-1].i:  # "to protect and expand its interests"
        groups = [(verb_phrase(end, joined=True), 1)]
    return [(words, sign) for words, sign in groups if sign == -1 or len(words) > 1]


def stated_ends(word: Word) -> Iterator[Draft]:
    """Ends behind a noun or "aimed": "in a bid to stop X", "with the aim of V-ing X", "a plan aimed at V-ing X"."""
    if word.lemma == "aim" and word.pos == "VERB" and word.tag in ("VBN", "VBG"):
        yield from _aimed(word)
        return
    preposition = word.head
    others = any(c.lower in ("the", "this", "that") or (c.dep == "poss" and c.pos != "PRON") for c in word.children)
    if word.lemma in ("effort", "attempt", "bid") and others:
        return  # "took part in the effort to hide it", "fits with the party's attempts to win"
    if word.lemma not in _AIMS or word.dep != "pobj" or preposition.lower not in ("in", "with", "for"):
        return
    governor = preposition.head
    end = next((c for c in word.children if c.dep in ("acl", "relcl") and c.tag == "VB" and c.i > word.i), None)
    if end is None:
        under = next((c.child("pcomp") for c in word.children if c.dep == "prep" and c.lower in ("of", "to")), None)
        end = under if under is not None and under.tag == "VBG" else None
    if end is None or governor.pos != "VERB" or governor.i > preposition.i:
        return
    if (governor.lemma in _NO_MEANS - _DECIDING and governor.child("dobj") is None) or (
        governor.lemma in _DECIDING and word.lemma != "order"
    ):
        return
    words = [w for w in verb_phrase(governor, {preposition.i}) if w.i < preposition.i]
    if len(words) < 2:
        words = [w for w in clause(governor, {preposition.i}) if w.i < preposition.i]
    cause = span(words)
    if cause is not None:
        where = Span(preposition.start, word.end)
        yield from _draft(cause, governor, end, where, "causes/purpose", explicit=word.lemma == "order")


def _aimed(verb: Word) -> Iterator[Draft]:
    preposition = next((c for c in verb.children if c.dep == "prep" and c.lower == "at"), None)
    end = preposition.child("pcomp") if preposition is not None else None
    subject = verb.head if verb.dep in ("acl", "relcl") else verb.child("nsubjpass", "nsubj")
    if (
        preposition is None
        or end is None
        or end.tag != "VBG"
        or subject is None
        or subject.pos not in ("NOUN", "PROPN")
    ):
        return
    cause = span(noun_phrase(subject, {verb.i}))
    if cause is not None:
        yield from _draft(cause, verb, end, Span(verb.start, preposition.end), "causes/purpose")
