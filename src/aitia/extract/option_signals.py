"""Where a text puts a course of action forward: drafts of options from modals, imperatives and every other signal.

Example: "Chad must leave" → advocated by whoever says so, doer Chad, action "leave".
"""

from __future__ import annotations

from collections.abc import Iterator

from aitia.extract.cause_spans import noun_phrase
from aitia.extract.option_advice import bare, could, own_view
from aitia.extract.option_clefts import clefts
from aitia.extract.option_conditions import conditions, only_if, unless
from aitia.extract.option_counsels import counsels
from aitia.extract.option_debates import debates
from aitia.extract.option_drafts import (
    FLIP,
    OBLIGING,
    Draft,
    action_words,
    agent_behind_it,
    also,
    auxiliaries,
    conditional,
    counter,
    doers,
    gap,
    idle,
    infinitive,
    negated,
    no_subject,
    says_nothing,
    strays,
    subject_of,
)
from aitia.extract.option_echoes import echoes
from aitia.extract.option_effects import best_of_all, effects
from aitia.extract.option_ends import ends
from aitia.extract.option_imperatives import imperative, is_account, listed, stands_after_colon
from aitia.extract.option_lets import let
from aitia.extract.option_lists import after_colon
from aitia.extract.option_misreadings import is_disowned, is_of_course, is_own_denial, is_putative
from aitia.extract.option_orders import orders
from aitia.extract.option_questions import answered, fronted, inverted
from aitia.extract.option_stands import better, stands
from aitia.extract.option_turns import turns
from aitia.extract.option_verdicts import falls_to, judged
from aitia.extract.option_wishes import is_errand
from aitia.extract.option_words import stated
from aitia.language.arcs import is_passive
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Sentence, Word
from aitia.lexicon import options as lexicon
from aitia.model.codes import Stance

_FUTURE = frozenset(["will", "would", "'ll", "’ll", "wo"])
_EMPTY_SUBJECTS = frozenset("it there that this which what who".split())
_TAKING = frozenset("give get make take put bring send let keep use offer".split())
_PLACES = frozenset("nowhere somewhere anywhere everywhere enough".split())
_OFTEN = frozenset("sometimes often usually typically occasionally regularly".split())
_CHANCES = frozenset("chance opportunity reason right excuse occasion power ability".split())
_UNMEANT = frozenset(
    """believe deny doubt dream expect fear forget guess hope imagine joke know predict realise realize recognise
    recognize remember suspect think wonder worry""".split()
)
_SAYING = frozenset("say state admit concede agree declare claim argue".split())
_REFUSING = frozenset("refuse decline deny".split())
# what is expected of a thing, not asked of anybody: "the ruling should help him"
_EXPECTED = frozenset(
    "benefit boost bring cost favor favour get give help lead make mean produce suffice take yield".split()
)
_COMING = frozenset("come fall rise drop hold last improve arrive recover grow shrink ease".split())
_BEFALLING = frozenset("become lose face fall collapse suffer emerge erupt grow rise happen mean cause".split())
_PARTS = frozenset("part member party basis end focus foundation centre center heart business".split())
_CAREFUL = frozenset("careful wary cautious".split())


def drafts(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """All drafts of a sentence, in text order of their signals."""
    table = lexicon.option_words()
    yield from bare(page, sentence)
    yield from orders(sentence)
    for word in sentence.words:
        for entry in table.get((word.lemma, word.pos), ()):
            yield from stated(page, word, entry)
        if word.tag == "VBN":  # "is opposed to", "is concerned about"
            for entry in table.get((word.lower, "ADJ"), ()):
                yield from stated(page, word, entry)
        if word.dep == "aux":
            if word.lower == "shall" and _of_us(word.head):
                yield from _announced(page, word)
            elif word.lower in OBLIGING:
                yield from _modal(page, word)
            elif word.lower in ("could", "might"):
                yield from could(page, word)
            elif word.lower in _FUTURE:
                yield from _announced(page, word)
            elif word.lower in ("can", "ca") and word.head.lemma in lexicon.words("intolerable"):
                yield from _intolerable(page, word.head)
        elif word.lemma == "be" and word.pos in ("AUX", "VERB"):
            yield from judged(page, word)
            yield from best_of_all(page, word)
            yield from clefts(page, word)
            yield from stands(page, word)
            yield from debates(page, word)
            yield from effects(page, word)
            yield from ends(page, word)
            yield from turns(word)
            yield from counsels(page, word)
        elif word.lower == "unless" and word.dep == "mark":
            yield from unless(page, word)
        elif word.lower == "if" and word.dep == "mark":
            yield from conditions(page, word)
            yield from only_if(page, word)
        elif word.dep == "ROOT" and word.pos in ("ADV", "ADJ"):
            yield from better(word)
        elif word.text == ":":
            yield from after_colon(page, word)
        elif word.pos == "VERB" or word.lemma in ("have", "need", "ought"):
            yield from _verb(page, word)


def _verb(page: Page, word: Word) -> Iterator[Draft]:
    if word.lemma in ("have", "need", "ought"):
        yield from _have_to(page, word)
    elif word.lemma == "fall":
        yield from falls_to(word)
    elif word.lemma == "go":
        yield from _going_to(page, word)
    if word.lower == "let" and word.tag in ("VB", "VBP") and not auxiliaries(word):
        yield from let(page, word)
    elif stands_after_colon(word):
        yield from listed(word)
    elif word.tag in ("VB", "VBP") and word.dep in ("ROOT", "conj"):
        yield from imperative(page, word)
    yield from turns(word)
    yield from clefts(page, word)
    yield from stands(page, word)
    yield from debates(page, word)
    yield from ends(page, word)
    yield from counsels(page, word)
    yield from echoes(word)
    yield from effects(page, word)


def _modal(page: Page, modal: Word) -> Iterator[Draft]:
    """ "X should do", "X must not do"."""
    verb = modal.head
    aux = auxiliaries(verb)
    if verb.pos not in ("VERB", "AUX") or {"have", "'ve", "’ve"} & set(aux) or conditional(verb):
        return  # regret about the past, or a condition
    subject = subject_of(verb)
    question = verb.sent.words[-1].text == "?"
    turned = fronted(modal)
    if not question and not turned and (inverted(modal) or (subject is not None and subject.i > modal.i)):
        return  # "should they attack, …"
    if modal.lower in ("should", "must") and subject is not None and subject.lower == "i":
        return  # "I should hesitate", "I must thank her"
    disowned = is_disowned(verb)
    denied = disowned and modal.lower == "should" and is_own_denial(verb)
    if is_putative(verb) or (disowned and not denied) or any(c.lower == "why" for c in verb.children):
        return  # "odd that he should complain", "nobody says that we should", "why should we pay?"
    if is_passive(verb) and subject is None and verb.dep == "ROOT":
        return  # "against this must be set a duty"
    if any(c.dep == "expl" for c in verb.children) or says_nothing(verb):
        return
    if modal.lower == "must" and verb.lemma == "be" and _guessed(verb):
        return
    if (idle(verb) and not _worthy_copula(verb)) or _asks(verb):
        return
    if modal.lower == "must" and verb.tag == "VBG":
        return  # "he must be doing something right"
    if verb.lemma in _TAKING and verb.child("dobj", "dative", "prep", "prt", "ccomp", "xcomp", "nsubjpass") is None:
        return
    if modal.lower == "shall" and (subject is None or subject.lower not in ("you", "they")):
        return
    stand_in = agent_behind_it(page, verb) if subject is not None and not is_passive(verb) else None
    if subject is not None and _empty(page, subject) and not is_passive(verb) and stand_in is None:
        return
    if not question and any(c.tag == "WP" for c in verb.children):
        return  # "asked what should be done", "to see who the envoy should be"
    if verb.dep == "ccomp" and (negated(verb.head) or verb.head.head.lemma in _REFUSING) and verb.head.lemma in _SAYING:
        return  # "refused to say that it should be free"
    thing = subject is not None and subject.pos == "NOUN" and not page.cast.who(subject)
    awaited = verb.lemma in _EXPECTED or (verb.lemma in _COMING and verb.child("dobj") is None)
    if thing and awaited and not is_passive(verb) and modal.lower == "should":
        return
    if verb.dep == "relcl" and (gap(verb) or (is_passive(verb) and subject is not None and subject.tag == "WDT")):
        return  # "the terms we must agree upon", "furnaces, which should be ready by May"
    stance: Stance = answered(page, verb) if question else "advocated"
    raised = verb.dep == "ccomp" and verb.head.lemma in ("think", "believe", "suppose", "feel") and negated(verb.head)
    if (negated(verb) != no_subject(verb)) != (raised or denied) or turned in ("nor", "never", "neither"):
        stance = FLIP[stance]
    who = doers(verb) if stand_in is None else [stand_in]
    deed = _careful_not(verb)
    if deed is not None:
        yield Draft(deed, action_words(deed), FLIP[stance], "options/careful not to", 0.7, doer=who)
        return
    for deed in (
        verb,
        *(v for v in (*also(verb), *strays(verb)) if v.lemma not in _BEFALLING),
    ):  # not "or face a trial"
        yield Draft(deed, action_words(deed), stance, f"options/{modal.lower}", 0.7, doer=who)
    for other in counter(verb):
        yield Draft(other, action_words(other), FLIP[stance], f"options/{modal.lower} not", 0.7, doer=who)


def _of_us(verb: Word) -> bool:
    subject = subject_of(verb)
    return subject is not None and subject.lower == "we" and subject.sent.words[-1].text != "?"


def _empty(page: Page, subject: Word) -> bool:
    """ "It must be said", "what should happen": nobody; but "it" for the Union is somebody."""
    if subject.lower not in _EMPTY_SUBJECTS:
        return False
    return subject.lower not in ("it", "who") or not page.cast.who(subject)


def _announced(page: Page, modal: Word) -> Iterator[Draft]:
    """ "We will leave", "Chad said it would leave": what somebody says they will do themselves."""
    yield from _meant(page, modal.head, modal.head)


def _going_to(page: Page, word: Word) -> Iterator[Draft]:
    """ "We are not going to send troops"."""
    deed = word.child("xcomp")
    if word.tag == "VBG" and deed is not None and infinitive(deed) and deed.i - word.i <= 3:
        yield from _meant(page, word, deed)


def _meant(page: Page, finite: Word, verb: Word) -> Iterator[Draft]:
    subject = subject_of(finite)
    if any(c.tag in ("WP", "WDT", "WRB") for c in (*finite.children, *verb.children)):
        return  # "who he would pick"
    if verb.sent.words[-1].text == "?" or (finite.dep in ("ccomp", "pcomp") and finite.head.lemma in _UNMEANT):
        return  # "he knew that he was not going to win"
    if finite.dep == "relcl" and verb.child("dobj", "ccomp") is None:
        return  # "a badge I will display"
    mine = subject is not None and subject.lower in ("i", "we")
    if mine and {"would", "'d", "’d", "was", "were"} & set(auxiliaries(finite)) and finite.dep != "ccomp":
        return  # "I would hope", "I was going to vote"
    if subject is None or verb.pos != "VERB" or is_passive(verb) or idle(verb) or says_nothing(verb):
        return
    if verb.lemma in _BEFALLING:
        return  # "we will face many obstacles"
    conditions = any(c.dep == "advcl" and _hedged(c) for c in finite.children)
    if conditions or conditional(finite) or {"have", "be", "'ve"} & set(auxiliaries(verb)):
        return
    claim = page.voices.at((verb.start, verb.end))
    sources = page.voices.sources(claim)
    if claim == page.voices.default or not sources or verb.child("dobj", "prep", "xcomp", "ccomp") is None:
        return
    if subject.lower != "we" and (not _same_side(page, subject, sources) or is_errand(page, verb, [subject])):
        return
    stance: Stance = "warned_against" if negated(verb) or negated(finite) else "advocated"
    yield Draft(verb, action_words(verb), stance, "options/will", 0.5, doer=[subject])


def _hedged(clause: Word) -> bool:
    """Whether a clause is a condition: "if", "unless"."""
    return conditional(clause) or any(c.lower == "unless" for c in clause.children)


def _same_side(page: Page, subject: Word, sources: tuple[str, ...]) -> bool:
    """Whether a subject is the speaker, or the speaker's own state ("his country")."""
    found = {p.actor for p in page.cast.who(subject)}
    if found & set(sources):
        return True
    members = page.cast.members
    homes = {members[s].country for s in sources if s in members and members[s].country}
    return any(members[a].kind == "state" and members[a].country in homes for a in found if a in members)


def _careful_not(verb: Word) -> Word | None:
    """The deed in "should be careful not to X"."""
    careful = next((c for c in verb.children if c.dep == "acomp" and c.lemma in _CAREFUL), None)
    if careful is None:
        return None
    for c in (*careful.children, *verb.children):
        if c.pos == "VERB" and c.i > careful.i and infinitive(c):
            before = c.sent.words[careful.i - c.sent.words[0].i : c.i - c.sent.words[0].i]
            return c if any(w.lower == "not" for w in before) else None
    return None


def _asks(verb: Word) -> bool:
    """ "when it should intervene": a question, no advice."""
    return verb.dep in ("ccomp", "advcl", "pcomp", "csubj", "relcl") and any(
        c.tag == "WRB" and c.i < verb.i for c in verb.children
    )


def _guessed(verb: Word) -> bool:
    """ "The general must be a fool": a guess at what is so, unless it names an aim."""
    attribute = verb.child("attr")
    if attribute is None:
        return False
    return attribute.lemma not in lexicon.words("ways") | lexicon.words("good") | _PARTS


def _worthy_copula(verb: Word) -> bool:
    """ "should be Arab fighters", "must be part of the deal": a state of affairs asked for."""
    attribute = verb.child("attr", "prep", "acomp")
    if attribute is None or verb.lemma != "be":
        return False
    if attribute.lemma in ("something", "thing", "matter"):
        return False
    return attribute.dep != "acomp" or attribute.lemma in (*_CAREFUL, "ready", "free", "open")


def _is_person(page: Page, subject: Word) -> bool:
    kinds = [page.cast.kind(p.actor) for p in page.cast.who(subject)]
    return subject.lower != "we" and bool(kinds) and all(k == "person" for k in kinds)


def _intolerable(page: Page, verb: Word) -> Iterator[Draft]:
    """ "We cannot let this continue"."""
    subject = subject_of(verb)
    if (
        not negated(verb)
        or subject is None
        or conditional(verb)
        or subject.lower in ("it", "that", "this", "i", "there")
    ):
        return
    if any(c.lower == "too" for x in verb.children for c in x.children):
        return  # "cannot come too soon"
    if is_passive(verb) and verb.lemma not in ("allow", "accept", "tolerate", "ignore", "permit", "let"):
        return
    if subject.lower in ("he", "she") or _is_person(page, subject):
        return  # "Assad cannot rely on his army": a want of power
    deed = (verb.child("xcomp") or verb) if verb.lemma in ("afford", "keep", "continue") else verb
    yield Draft(deed, action_words(deed), "warned_against", "options/cannot", 0.6, doer=doers(verb))


def _have_to(page: Page, word: Word) -> Iterator[Draft]:
    """ "has to leave", "needs to leave": present or future only."""
    deed = word.child("xcomp")
    if deed is None or deed.i < word.i or not infinitive(deed) or word.tag in ("VBD", "VBN", "VBG"):
        return
    if word.dep == "relcl" and (gap(word) or gap(deed) or deed.child("dobj", "prep", "prt") is None):
        return  # "the one reason it has to comply", "the battles that they have to fight"
    between = word.sent.words[word.i - word.sent.words[0].i + 1 : deed.i - word.sent.words[0].i]
    if any(w.pos in ("NOUN", "PROPN", "PRON") or w.lower in _PLACES for w in between):
        return  # "they have nowhere to stay", "the votes they need in order to win"
    if is_passive(deed) and word.lemma != "ought" and not own_view(page, deed):
        return  # "the lamps need to be calibrated"
    if any(c.lower in _OFTEN for c in (*word.children, *deed.children)):
        return  # "sometimes we have to carry them"
    if word.dep in ("relcl", "acl") and word.head.lemma in _CHANCES:
        return  # "the opportunity she has to speak"
    if deed.lemma == "do" and deed.child("dobj") is None and any(c.lower == "with" for c in deed.children):
        return  # "that has to do with oil"
    subject = subject_of(word)
    if conditional(word) or subject is None or word.child("dobj") is not None or idle(deed) or says_nothing(deed):
        return
    commonplace = is_of_course(page, word) and (negated(word) or not own_view(page, word))
    told = word.lemma != "ought" and (commonplace or is_account(page, word))
    if subject.lower == "i" or no_subject(word) or told:
        return  # "do I have to say it?", "nobody needs to tell me"
    if word.lemma == "have" and _is_fate(page, word, subject):
        return
    if set(auxiliaries(word)) & {"had", "did", "would", "may", "might", "could", "'d"}:
        return
    if any(c.tag == "WP" for c in (*word.children, *deed.children)) or any(
        c.lower in ("yet", "still") for c in (*word.children, *deed.children)
    ):
        return
    stand_in = None if is_passive(deed) else agent_behind_it(page, deed, subject)
    if _empty(page, subject) and not is_passive(deed) and stand_in is None:
        return
    denied = negated(word)
    if denied and word.lemma == "have":
        return
    denied = denied != negated(deed)  # "ought not to send"
    stance: Stance = "warned_against" if denied else "advocated"
    who = [stand_in] if stand_in is not None else doers(deed) or surface_subjects(word)
    undergone = is_passive(deed) and not page.cast.who(subject)
    for verb in (deed, *also(deed), *strays(deed)):
        words = action_words(verb)
        if undergone and words:  # "a court ought to be opened": of the court
            words = [*(w for w in noun_phrase(subject) if w.i < word.i), *words]
        yield Draft(verb, words, stance, f"options/{word.lemma} to", 0.65, doer=who)


def _is_fate(page: Page, word: Word, subject: Word) -> bool:
    """ "The helicopters now have to land in fields", "they will have to pay": what comes upon them, no advice."""
    if subject.lower == "we" or own_view(page, word):
        return False
    return bool({"will", "'ll", "’ll"} & set(auxiliaries(word))) or not page.cast.who(subject)
