"""Options that a verb, noun or adjective puts forward by its complement: "urged X to", "calls for", "opposed to".

Example: "a Pentagon proposal to keep one base" → advocated by the Pentagon: "keep one base".
"""

from __future__ import annotations

from collections.abc import Iterator

from aitia.extract.cause_spans import gerund, noun_phrase
from aitia.extract.option_advice import own_view
from aitia.extract.option_asked import asked_for, before_nor, is_neither, protested, to_be_done
from aitia.extract.option_drafts import (
    FLIP,
    Draft,
    action_words,
    also,
    auxiliaries,
    conditional,
    gap,
    idle,
    infinitive,
    is_actor,
    negated,
    no_subject,
    own_subjects,
    says_nothing,
)
from aitia.extract.option_misreadings import is_imputed, states_nothing
from aitia.extract.option_subjunctives import subjunctives
from aitia.extract.option_wishes import is_errand, is_no_course, is_private
from aitia.language.arcs import conjuncts, is_passive
from aitia.language.frames import frame, governing_verb, holders, surface_subjects
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.lexicon.options import OptionWord
from aitia.model.codes import Stance

_Complement = tuple[Word, list[Word], list[Word]]  # head, words, who would do it
_SPEECH = frozenset(
    """answer choose comment compare describe discuss elaborate guess identify lay name predict rank rate say
    speak talk""".split()
)
# plans of one's own, which private people have as well
_OWN_PLANS = frozenset(
    "aim commit consider contemplate intend intention invite mull pledge plan promise swear vow weigh".split()
)
_ACCUSED = frozenset("plan plot intend intention prepare scheme conspire".split())
_SIDES = frozenset("advocate champion opponent proponent supporter".split())
_RELATIVE = frozenset(["WP$", "WDT", "WP"])
_HEARD = frozenset("call demand appeal plea push pressure proposal campaign bid recommendation".split())
_HEARING = frozenset(
    """accept answer consider defy discuss dismiss face get hear heed ignore oppose rebuff receive refuse reject resist
    resent weigh meet withstand""".split()
)
_THOUGHTS = frozenset("idea notion suggestion claim proposition view belief".split())
_TENSED = frozenset(["VBZ", "VBP", "VBD", "MD"])
_VAGUE = frozenset(
    "change help support action step effort approach idea policy measure plan use aid trade term force law rule".split()
)
_OFFERING = frozenset("offer pledge promise threaten vow".split())  # "offered in August to open a corridor"
_COUNTED = frozenset("thing point measure step".split())
_BACKING = frozenset("back endorse favor favour support supporter oppose opposed".split())
_ANSWERS = frozenset("clarification comment confirmation information interview response statement".split())
_OFFERED = frozenset(
    """amnesty autonomy ceasefire cease-fire compromise concession deal dialogue election exchange independence
    mediation negotiation pardon referendum talk timetable truce withdrawal""".split()
)
_POSSIBLE = frozenset(["could", "might"])
_SEATS = frozenset("president presidency governor mayor senate congress office seat nomination reelection".split())
_LOOSE = frozenset("argue vote rally speak need bid".split())


def stated(page: Page, word: Word, entry: OptionWord) -> Iterator[Draft]:
    """Drafts of one word in all slots of its entry."""
    if word.pos == "VERB" and (conditional(word) or (word.tag == "VB" and conditional(word.head))):
        return
    if states_nothing(page, word, entry):
        return
    by = _by(word, entry)
    proposed = word.pos == "VERB" and bool(_POSSIBLE & set(auxiliaries(word))) and entry.doer != "subject"
    if proposed and not own_view(page, word):
        return  # "Chad could propose that …", in a plain account
    owners = tuple(p.actor for p in page.cast.owner(word)) if word.pos == "NOUN" else ()
    refused = _refused(word)
    denied = negated(word) if word.pos == "VERB" else any(c.lower == "no" for c in word.children)
    denied = denied or no_subject(word)
    against = protested(word)
    for slot in entry.slots:
        for head, words, doer in complements(page, word, entry, slot):
            if entry.lemma in _BACKING and is_no_course(head, word):
                continue
            stance: Stance = FLIP[entry.stance] if is_neither(head) or against else entry.stance
            if slot == "not+to" or (slot.endswith(("to", "that", "subjunctive")) and negated(head)):
                stance = "warned_against"
            if refused:
                stance = FLIP[stance]
            elif denied:
                if stance == "warned_against" or entry.doer == "subject":
                    continue
                stance = "neutral"
            if entry.stance == "neutral" and "would" in auxiliaries(word):
                stance = "advocated"
            if says_nothing(head) or (entry.lemma in ("want", "wish") and is_private(page, head, by, doer)):
                continue
            if entry.lemma in _OWN_PLANS and is_errand(page, head, by):
                continue
            if entry.lemma in _ACCUSED and is_imputed(page, word, head, by):
                continue
            if denied and entry.lemma == "want" and doer:
                stance = "warned_against"  # "does not want them to …"
            speakers = None if denied and not refused else by
            if entry.lemma in ("need", "require") and (word.pos == "VERB" or not by):
                speakers = None
            would_do = doer
            if not would_do and not against:
                would_do = by if entry.doer == "subject" else []
            known = owners if speakers is not None else ()
            if proposed:  # the proposal is the speaker's, who says that somebody could make it
                speakers, known = [word], tuple(page.voices.sources(page.voices.at((word.start, word.end))))
            words = before_nor(words) if is_neither(head) else words
            yield Draft(head, words, stance, f"options/{entry.lemma}", 0.75, speakers, would_do, known)


def _refused(word: Word) -> bool:
    """ "refused to support", "the refusal to back"."""
    above = word.head
    return word.dep in ("xcomp", "acl", "ccomp") and above.lemma in (
        "refuse",
        "refusal",
        "decline",
        "reluctance",
        "fail",
    )


def _by(word: Word, entry: OptionWord) -> list[Word]:
    if word.pos == "VERB" and entry.pos == "VERB":
        own = [c for c in word.children if c.dep == "nsubj" and c.i < word.i]
        if len(own) > 1 and not is_passive(word):
            return conjuncts(own[-1])  # of two subjects the nearer: "(in fact, Chad has proposed …)"
        agents = frame(word).agents
        return agents or (surface_subjects(word.head) if word.dep == "advcl" and infinitive(word) else [])
    if entry.pos == "ADJ":
        if word.dep in ("acomp", "amod"):
            return surface_subjects(word.head) if word.dep == "acomp" else [word.head]
        return surface_subjects(word)
    if word.lemma in _SIDES:
        subject = surface_subjects(word.head) if word.dep == "attr" else []
        return subject or ([word.head] if word.dep == "appos" else [word])
    if word.lemma in _HEARD and not _has_holder(word):
        above = governing_verb(word)
        if word.dep == "pobj" or (above is not None and above.lemma in _HEARING):
            return []  # "defied calls for X": somebody else's calls
    found = holders(word)
    if found:
        return found
    governor = governing_verb(word)
    return surface_subjects(governor) if governor is not None else []


def _has_holder(noun: Word) -> bool:
    return any(c.dep == "poss" or (c.dep == "prep" and c.lower == "by") for c in noun.children)


def complements(page: Page, word: Word, entry: OptionWord, slot: str) -> Iterator[_Complement]:
    """The actions in one slot."""
    preposition, _, inner = slot.rpartition("+")
    if slot in ("to", "not+to") or (inner == "to" and preposition in ("on", "to", "with")):
        yield from _infinitives(word, entry, preposition)
    elif slot == "for+not":
        yield from _omissions(word)
    elif slot == "whether":
        for c in word.children:
            asked = any(x.lower == "whether" for x in c.children)
            if c.dep in ("ccomp", "xcomp") and c.i > word.i and asked and infinitive(c):
                yield c, action_words(c), own_subjects(c)
    elif slot == "ing":
        for c in word.children:
            near = c.dep in ("xcomp", "ccomp", "dobj", "pcomp") or (
                c.dep == "advcl" and c.i - word.i <= 1 + (word.child("prt") is not None)
            )
            if c.tag == "VBG" and near and c.i > word.i and not auxiliaries(c):
                yield c, gerund(c), own_subjects(c)
    elif preposition in ("out", "down") and inner:
        if any(c.dep == "prt" and c.lower == preposition for c in word.children):
            yield from complements(page, word, entry, inner)
    elif slot == "will":
        for c in word.children:
            wished = c.dep == "ccomp" and {"will", "would"} & set(auxiliaries(c)) and not idle(c)
            if wished and page.cast.everyone(own_subjects(c)):
                yield c, action_words(c), own_subjects(c)
    elif slot == "done":
        yield from to_be_done(word)
    elif slot in ("that", "subjunctive"):
        for noun in _objects(word):  # "demand three things: that the killers be named, that …"
            if noun.lemma in _COUNTED and any(w.text == ":" and w.i > noun.i for w in noun.sent.words):
                yield from subjunctives(noun)
        for found in subjunctives(word):
            if not any(c.tag in ("WP", "WRB") for c in found[0].children):  # "asked what should be done"
                yield found
    elif slot in ("dobj", "deed", "proposal", "new"):
        for noun in _objects(word):
            if noun.lemma in _COUNTED:
                continue
            known = _OFFERED if entry.lemma == "offer" else lexicon.words("deeds")
            if entry.lemma not in ("offer", "require") or noun.lemma in known:  # not "requires high consumption"
                yield from _noun_action(page, noun, slot)
    else:
        yield from _under_preposition(page, word, preposition or inner, inner if preposition else "")


def _infinitives(word: Word, entry: OptionWord, preposition: str) -> Iterator[_Complement]:
    addressed = preposition in ("on", "to", "with")
    if addressed:
        under = [p for p in word.children if p.lower in (preposition, "upon") and p.dep in ("prep", "prt", "dative")]
        objects = [x for p in under for c in p.children if c.dep == "pobj" for x in conjuncts(c)]
        if not objects:
            return
    else:
        objects = [x for c in word.children if c.dep in ("dobj", "dative") for x in conjuncts(c)]
    if (word.dep == "relcl" and gap(word)) or (word.lemma == "want" and is_passive(word)):
        return  # "the bridge they wish to destroy", "is wanted for conspiracy to"
    for c in _infinitive_heads(word, addressed):
        if word.dep == "relcl" and not addressed and c.child("dobj", "ccomp", "prt", "xcomp") is None:
            continue  # "the distance she wants to create"
        if entry.doer == "subject" and c.lemma == "be" and not is_passive(c):
            continue
        doer = own_subjects(c) or objects
        if entry.doer == "object" and is_passive(word):
            doer = surface_subjects(word)
        elif (entry.doer == "object" and not doer) or (entry.doer == "subject" and own_subjects(c)):
            continue
        if preposition == "not" and not negated(c):
            continue
        for deed in (c, *also(c)):
            if (
                idle(deed)
                and (
                    deed.lemma not in ("remain", "come", "ask", "win", "be", "wait")
                    or (deed.lemma == "be" and word.lemma == "want")
                )
            ) or deed.lemma in _SPEECH:
                continue
            yield deed, action_words(deed), doer


def _infinitive_heads(word: Word, addressed: bool) -> Iterator[Word]:
    for c in word.children:
        if c.i < word.i:
            continue
        if c.dep in ("xcomp", "ccomp", "acl", "advcl", "relcl") and c.pos in ("VERB", "AUX"):
            loose = (
                c.dep == "advcl"
                and not addressed
                and word.lemma not in ("lobby", "press", "push", "pressure", "petition")
                and not (word.lemma in _OFFERING and c.i - word.i > 2)
            )
            if infinitive(c) and not loose:
                yield c
        elif c.dep in ("prep", "dobj") and (addressed or word.lemma in ("urge", "ask", "tell", "want", "pressure")):
            nouns = [c] if c.dep == "dobj" else [x for x in c.children if x.dep == "pobj"]
            for noun in nouns:
                yield from (x for x in noun.children if x.dep in ("acl", "relcl") and infinitive(x))
    if word.pos == "NOUN" and word.head.pos in ("AUX", "VERB") and word.dep in ("attr", "dobj", "nsubj"):
        for c in word.head.children:  # "there are calls to close the border", hung on the verb
            if c.dep in ("advcl", "xcomp") and c.i > word.i and c.i - word.i < 4 and infinitive(c):
                yield c


def _objects(word: Word) -> list[Word]:
    if word.pos != "VERB" or is_passive(word):
        return []
    return [x for c in word.children if c.dep == "dobj" for x in conjuncts(c)]


def _omissions(word: Word) -> Iterator[_Complement]:
    """ "criticised the ministry for not arming them": the deed left undone, and who left it."""
    objects = [x for c in word.children if c.dep == "dobj" for x in conjuncts(c)]
    for holder in (word, *objects):
        for p in holder.children:
            if p.dep != "prep" or p.lower not in ("for", "over"):
                continue
            for c in p.children:
                if c.dep != "pcomp":
                    continue
                deed = c.child("xcomp") if c.lemma in ("refuse", "fail") else c if negated(c) else None
                if deed is not None:
                    yield deed, [w for w in action_words(deed) if w.dep != "neg"], objects


def _noun_action(page: Page, noun: Word, inner: str) -> Iterator[_Complement]:
    """A noun as an action, or the action inside "calls for X", "plans to X"."""
    if noun.pos not in ("NOUN", "PROPN") or is_actor(page, noun) or any(c.tag in _RELATIVE for c in noun.children):
        return
    if noun.lemma in _SEATS:
        return  # "her campaign for president"
    if noun.lemma in _THOUGHTS and any(c.dep in ("acl", "ccomp") and c.tag in _TENSED for c in noun.children):
        return  # "dismissed the idea that it works"
    if noun.lemma in _ANSWERS or (
        noun.lemma in lexicon.words("proposals")
        and {c.lower for c in noun.children if c.dep != "punct"} <= {"that", "this", "these", "those", "such"}
        and any(c.dep == "det" for c in noun.children)
    ):
        return  # "a request for comment", "dismissed that suggestion"
    if noun.lemma in _VAGUE and all(c.dep in ("punct", "cc", "conj") for c in noun.children):
        return  # "called for help"
    asking = [(noun, "NOUN"), *((c, "VERB") for c in noun.children if c.dep == "acl" and c.tag == "VBG")]
    nested = [
        c
        for holder, pos in asking
        for e in lexicon.option_words().get((holder.lemma, pos), ())
        for s in e.slots
        for c in complements(page, holder, e, s)
        if holder is noun or e.stance == "advocated"
    ]
    if nested:
        if inner != "new":
            yield from nested
        return
    if inner == "proposal" and noun.lemma not in lexicon.words("proposals"):
        return
    if inner in ("deed", "") and (not lexicon.is_deed(noun.lemma) or _past(noun)):
        return
    if inner == "new" and (not lexicon.is_deed(noun.lemma) or _given(noun)):
        return
    words = noun_phrase(noun)
    aim = next((c for c in noun.children if c.dep in ("acl", "relcl") and infinitive(c)), None)
    if aim is not None and words and aim.i - words[-1].i <= 3:
        words = words + [w for w in action_words(aim) if w.i > words[-1].i]
    yield noun, words, []


def _given(noun: Word) -> bool:
    """ "the ministry's strategy", "the deal": there already."""
    return any(c.dep == "poss" or c.lower in ("the", "this", "that", "these", "those") for c in noun.children)


def _past(noun: Word) -> bool:
    """ "the intervention that toppled him": done already."""
    definite = any(c.lower == "the" for c in noun.children)
    if definite and any(c.text.isdigit() and len(c.text) == 4 for c in noun.children):
        return True  # "the 2003 invasion"
    return definite and any(c.dep == "relcl" and c.tag == "VBD" for c in noun.children)


def _under_preposition(page: Page, word: Word, preposition: str, inner: str) -> Iterator[_Complement]:
    """ "calls for a ban", "opposition to arming them", "calls for Mali to leave"."""
    under = list(word.children)
    if word.pos == "NOUN" and word.dep in ("dobj", "attr"):  # "voiced opposition to X", hung on the verb
        under += [c for c in word.head.children if c.i == word.i + 1]
    for p in under:
        if p.dep not in ("prep", "dative", "prt") or p.lower != preposition or p.i < word.i:
            continue
        for c in p.children:
            if c.dep not in ("pobj", "pcomp"):
                continue
            for x in conjuncts(c):
                if x.tag == "VBG" and x.pos == "VERB":
                    if inner in ("", "ing"):
                        yield x, gerund(x), []
                elif c.dep == "pobj" and inner != "ing":
                    yield from _for_noun(page, word, x, inner)
    if preposition == "for" and inner in ("", "deed"):
        yield from asked_for(word)
        for c in word.children:
            marked = any(x.lower == "for" and x.dep == "mark" for x in c.children)
            if c.dep in ("advcl", "ccomp", "xcomp", "acl", "relcl") and c.pos in ("VERB", "AUX") and marked:
                yield c, action_words(c), [] if is_passive(c) else own_subjects(c)


def _for_noun(page: Page, word: Word, noun: Word, inner: str) -> Iterator[_Complement]:
    deed = next((c for c in noun.children if c.dep in ("acl", "relcl") and infinitive(c)), None)
    if deed is not None and not inner and (page.cast.who(noun) or not lexicon.is_deed(noun.lemma)):
        yield deed, action_words(deed), [noun]
    elif inner in ("deed", "new", "proposal") or word.lemma in _LOOSE:
        yield from _noun_action(page, noun, inner or "deed")
    else:
        yield from _noun_action(page, noun, "dobj")
