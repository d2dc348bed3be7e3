"""Where a text puts a course of action forward: drafts of options, each with the words it was read from.

Example: "Chad urged Mali to leave" → advocated by Chad, doer Mali, action "leave". "It would be a mistake to leave" →
warned against by whoever says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from aitia.language.frames import conjuncts, frame, governing_verb, holders, is_passive, surface_subjects
from aitia.language.page import Page, Sentence, Word
from aitia.language.status import CONDITIONS, NEGATORS
from aitia.lexicon import options as lexicon
from aitia.lexicon.options import OptionWord
from aitia.model.codes import Stance
from aitia.read.cause_spans import clause, gerund, noun_phrase, verb_phrase

_OBLIGING: Final = frozenset(["should", "must", "ought", "shall"])
_FLIP: Final[dict[Stance, Stance]] = {
    "advocated": "warned_against", "warned_against": "advocated", "neutral": "neutral",
}  # fmt: skip
_SUBJECTS: Final = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])
_OPINION: Final = frozenset(["if", "whether", "lest", "suppose"])


@dataclass(slots=True)
class Draft:
    """An option before it has actors: the words of the action, whose stance, who would do it."""

    head: Word
    words: list[Word]
    stance: Stance
    rule: str
    confidence: float
    by: list[Word] | None = None  # None: whoever speaks here
    doer: list[Word] = field(default_factory=list)
    others: list[list[Word]] = field(default_factory=list)


def drafts(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """All drafts of a sentence, in text order of their signals."""
    table = lexicon.option_words()
    for word in sentence.words:
        if word.dep == "aux" and word.lower in _OBLIGING:
            yield from _modal(page, word)
        elif word.dep == "aux" and word.lower in ("can", "ca") and word.head.lemma in lexicon.words("intolerable"):
            yield from _intolerable(word.head)
        elif word.lemma in ("have", "need") and word.pos in ("VERB", "AUX"):
            yield from _have_to(word)
        for entry in table.get((word.lemma, word.pos), ()):
            yield from _stated(page, word, entry)
        if word.lemma == "be" and word.pos in ("AUX", "VERB"):
            yield from _judged(page, word)
        elif word.lower in ("unless",) and word.dep == "mark":
            yield from _unless(word)
        elif word.lemma in ("fall",) and word.pos == "VERB":
            yield from _falls_to(word)
        elif word.lower == "let" and word.pos == "VERB" and word.tag == "VB":
            yield from _let(word)
        elif word.pos == "VERB" and word.tag in ("VB", "VBP") and word.dep in ("ROOT", "conj", "ccomp"):
            yield from _imperative(page, word)
        if word.pos == "VERB" and (word.lemma in lexicon.words("harms") or word.lemma in lexicon.words("helps")):
            yield from _effects(page, word)


# -- what is said of a verb ---------------------------------------------------------------------------------------


def _negated(verb: Word) -> bool:
    return any(c.dep == "neg" or (c.lower in ("never", "no") and c.dep == "advmod") for c in verb.children)


def _subject(verb: Word) -> Word | None:
    return verb.child("nsubj", "nsubjpass", "csubj", "csubjpass")


def _no_subject(verb: Word) -> bool:
    """ "No country should …", "None should …"."""
    subject = _subject(verb)
    if subject is None:
        return False
    return subject.lower in ("nobody", "none", "neither") or any(
        c.lower in ("no", "neither") and c.dep in ("det", "neg") for c in subject.children
    )


def _conditional(verb: Word) -> bool:
    """Under "if" or "whether"."""
    return any(c.dep == "mark" and c.lower in _OPINION for c in verb.children)


def _auxiliaries(verb: Word) -> list[str]:
    return [c.lower for c in verb.children if c.dep in ("aux", "auxpass")]


def action_words(verb: Word) -> list[Word]:
    """The words of a proposed deed: the verb phrase; the whole clause where its subject undergoes it."""
    if verb.pos == "AUX" or (is_passive(verb) and any(c.dep in _SUBJECTS and c.i < verb.i for c in verb.children)):
        words = clause(verb)
        return (
            [w for w in words if not (w.lower in _OBLIGING or w.lower in ("not", "never"))] if len(words) < 4 else words
        )
    if verb.tag == "VBG":
        return gerund(verb)
    return verb_phrase(verb, joined=True)


def _doers(verb: Word) -> list[Word]:
    return frame(verb).agents


# -- modals -------------------------------------------------------------------------------------------------------


def _modal(page: Page, modal: Word) -> Iterator[Draft]:
    verb = modal.head
    if verb.pos not in ("VERB", "AUX") or modal.lower == "shall" and modal.i < verb.i:
        return
    auxiliaries = _auxiliaries(verb)
    if "have" in auxiliaries or "'ve" in auxiliaries or "’ve" in auxiliaries or _conditional(verb):
        return  # regret about the past, or a condition
    subject = _subject(verb)
    question = verb.sent.words[-1].text == "?"
    if subject is not None and subject.i > modal.i and not question:
        return  # "should they attack, …"
    if verb.lemma in lexicon.words("idle") and not is_passive(verb):
        if not (verb.pos == "AUX" and _worthy_copula(verb)):
            return
    if (
        subject is not None
        and subject.lower in ("it", "there", "that", "this", "which", "what")
        and not is_passive(verb)
    ):
        return
    stance: Stance = "neutral" if question else "advocated"
    if _negated(verb) != _no_subject(verb):
        stance = _FLIP[stance]
    yield Draft(verb, action_words(verb), stance, f"options/{modal.lower}", 0.7, doer=_doers(verb))


def _worthy_copula(verb: Word) -> bool:
    """ "should be Arab fighters", "must be part of the deal": a state of affairs asked for."""
    attribute = verb.child("attr", "prep")
    return verb.lemma == "be" and attribute is not None and attribute.lower not in ("able",)


def _intolerable(verb: Word) -> Iterator[Draft]:
    subject = _subject(verb)
    if (
        not _negated(verb)
        or subject is None
        or _conditional(verb)
        or subject.lower in ("it", "that", "this", "i", "there")
    ):
        return
    deed = verb
    if verb.lemma in ("afford", "keep", "continue"):
        deed = verb.child("xcomp") or verb
    yield Draft(deed, action_words(deed), "warned_against", "options/cannot", 0.6, doer=_doers(verb))


def _have_to(word: Word) -> Iterator[Draft]:
    """ "has to leave", "needs to leave": present or future only."""
    deed = word.child("xcomp")
    if deed is None or deed.i < word.i or deed.tag != "VB" and deed.pos != "AUX" or word.tag in ("VBD", "VBN", "VBG"):
        return
    between = [c for c in deed.children if c.dep == "aux" and c.lower == "to"]
    subject = _subject(word)
    if not between or _conditional(word) or subject is None or any(c.dep == "dobj" for c in word.children):
        return
    if any(a in ("had", "did", "would", "may", "might", "could", "'d") for a in _auxiliaries(word)):
        return
    if subject.lower in ("it", "there", "that", "this", "which", "what", "who") and not is_passive(deed):
        return
    if deed.lemma in lexicon.words("idle") and not is_passive(deed):
        return
    negated = _negated(word)
    if negated and word.lemma == "have":
        return
    yield Draft(
        deed, action_words(deed), "warned_against" if negated else "advocated", f"options/{word.lemma} to", 0.65,
        doer=_doers(deed) or surface_subjects(word),
    )  # fmt: skip


# -- verbs and nouns of advice ------------------------------------------------------------------------------------


def _stated(page: Page, word: Word, entry: OptionWord) -> Iterator[Draft]:
    if word.pos == "VERB" and _conditional(word):
        return
    by = _by(word)
    for slot in entry.slots:
        for head, words, doer in _complements(page, word, entry, slot):
            stance: Stance = entry.stance
            if slot == "not+to" or (slot == "to" and _negated(head)):
                stance = "warned_against"
            negated = _negated(word) if word.pos == "VERB" else any(c.lower == "no" for c in word.children)
            if negated or _no_subject(word):
                if stance == "warned_against" or entry.doer == "subject":
                    continue
                stance = "neutral"
            if entry.stance == "neutral" and "would" in _auxiliaries(word):
                stance = "advocated"
            doers = doer or (by or [] if entry.doer == "subject" else _doers(head) if head.pos == "VERB" else [])
            speakers = None if stance == "neutral" and negated else by
            if entry.lemma == "need":
                speakers = None if word.pos == "VERB" or not by else by
            yield Draft(head, words, stance, f"options/{entry.lemma}", 0.75, speakers, doers)


def _by(word: Word) -> list[Word]:
    if word.pos == "VERB":
        return frame(word).agents
    found = holders(word)
    if found:
        return found
    governor = governing_verb(word)
    return surface_subjects(governor) if governor is not None else []


_Complement = tuple[Word, list[Word], list[Word]]


def _complements(page: Page, word: Word, entry: OptionWord, slot: str) -> Iterator[_Complement]:
    """The actions in one slot: head, words, who would do it."""
    preposition, _, inner = slot.rpartition("+")
    if slot in ("to", "not+to") or inner == "to" and preposition in ("on", "to"):
        yield from _infinitives(page, word, entry, preposition)
    elif inner == "ing" and not preposition:
        for c in word.children:
            if c.tag == "VBG" and c.dep in ("xcomp", "ccomp", "dobj", "pcomp", "advcl") and c.i > word.i:
                if c.dep != "advcl" or c.i == word.i + 1:
                    yield c, gerund(c), _own_subject(c)
    elif inner in ("that", "subjunctive") and not preposition:
        for c in word.children:
            if c.dep in ("ccomp", "acl") and c.pos in ("VERB", "AUX") and c.i > word.i and _own_subject(c):
                bare = c.tag == "VB" and not any(a in ("to", "will", "would", "can", "may", "do", "does", "did") for a in _auxiliaries(c))  # fmt: skip
                if bare and (inner == "that" or "should" in _auxiliaries(c) or True):
                    yield c, verb_phrase(c, joined=True) if not is_passive(c) else clause(c), _own_subject(c)
    elif inner in ("dobj", "deed", "proposal") and not preposition:
        for noun in _objects(word):
            yield from _noun_action(page, noun, inner)
    else:
        yield from _under_preposition(page, word, preposition or inner, inner if preposition else "")


def _infinitives(page: Page, word: Word, entry: OptionWord, preposition: str) -> Iterator[_Complement]:
    objects = [x for c in word.children if c.dep in ("dobj", "dative") for x in conjuncts(c)]
    if preposition in ("on", "to"):
        objects = [
            x
            for p in word.children
            if p.dep in ("prep", "prt", "dative") and p.lower == ("upon" if p.lower == "upon" else preposition)
            for c in p.children
            if c.dep == "pobj"
            for x in conjuncts(c)
        ]
        if not objects:
            return
    for c in _infinitive_heads(word, preposition):
        own = _own_subject(c)
        doer = own or objects
        if entry.doer == "object" and not doer and not is_passive(word):
            continue
        if entry.doer == "object" and is_passive(word):
            doer = surface_subjects(word)
        if preposition == "not" and not _negated(c):
            continue
        if entry.stance == "warned_against" and preposition != "not" and entry.doer == "object":
            continue
        for deed in _split(c):
            if deed.lemma in lexicon.words("idle") and deed.lemma not in ("remain", "come", "ask", "win", "be"):
                continue
            if deed.lemma in ("comment", "discuss", "elaborate", "answer", "speak", "identify", "name"):
                continue
            yield deed, action_words(deed), doer


def _infinitive_heads(word: Word, preposition: str) -> Iterator[Word]:
    for c in word.children:
        if c.i > word.i and c.dep in ("xcomp", "ccomp", "acl", "advcl", "relcl") and c.pos in ("VERB", "AUX"):
            marked = any(x.lower == "to" and x.dep == "aux" for x in c.children)
            if marked and (c.dep != "advcl" or preposition in ("on", "to") or word.lemma in ("lobby", "press", "push")):
                yield c
        elif c.dep in ("prep", "dobj", "pobj") and c.i > word.i:
            holders_ = [c] if c.dep != "prep" else [x for x in c.children if x.dep in ("pobj", "pcomp")]
            for h in holders_:
                for x in h.children:
                    infinitive = x.dep in ("acl", "relcl") and any(
                        y.lower == "to" and y.dep == "aux" for y in x.children
                    )
                    if infinitive and (preposition in ("on", "to") or word.lemma in ("urge", "ask", "tell", "want")):
                        yield x


def _split(verb: Word) -> list[Word]:
    """A verb and, where the infinitive marker is repeated, the verbs coordinated with it."""
    out = [verb]
    for c in verb.children:
        if c.dep == "conj" and any(x.lower == "to" and x.dep == "aux" for x in c.children):
            out.append(c)
    return out


def _own_subject(verb: Word) -> list[Word]:
    return [x for c in verb.children if c.dep in ("nsubj", "nsubjpass") and c.i < verb.i for x in conjuncts(c)]


def _objects(word: Word) -> list[Word]:
    if word.pos != "VERB":
        return []
    if is_passive(word):
        return []
    return [x for c in word.children if c.dep == "dobj" for x in conjuncts(c)]


def _noun_action(page: Page, noun: Word, inner: str) -> Iterator[_Complement]:
    """A noun as an action, or the action inside "calls for X", "plans to X"."""
    if noun.pos not in ("NOUN", "PROPN"):
        return
    if page.cast.at(noun) is not None and noun.lemma not in ("government", "force"):
        return
    nested = [
        c
        for e in lexicon.option_words().get((noun.lemma, "NOUN"), ())
        for s in e.slots
        for c in _complements(page, noun, e, s)
    ]
    if nested:
        yield from nested
        return
    if inner == "proposal" and noun.lemma not in lexicon.words("proposals"):
        return
    if inner in ("deed", "") and not lexicon.is_deed(noun.lemma):
        return
    yield noun, noun_phrase(noun), []


def _under_preposition(page: Page, word: Word, preposition: str, inner: str) -> Iterator[_Complement]:
    """ "calls for a ban", "opposition to arming them", "calls for Mali to leave"."""
    found = [c for c in word.children if c.dep in ("prep", "dative", "prt") and c.lower == preposition and c.i > word.i]
    if preposition in ("for", "against"):  # "wants and calls for", "the push, long delayed, for"
        found += [x for c in word.children if c.dep == "prep" and c.lower == preposition and c.i < word.i for x in ()]
    for p in found:
        for c in p.children:
            if c.dep == "pcomp" and c.tag == "VBG" and inner in ("", "ing"):
                yield c, gerund(c), []
            elif c.dep == "pobj":
                for x in conjuncts(c):
                    if x.tag == "VBG" and inner in ("", "ing"):
                        yield x, gerund(x), []
                        continue
                    yield from _for_noun(page, word, x, inner)
    if preposition == "for" and not inner:  # "for Mali to leave"
        for c in word.children:
            marked = any(x.lower == "for" and x.dep == "mark" for x in c.children)
            if c.dep in ("advcl", "ccomp", "xcomp", "acl", "relcl") and c.pos in ("VERB", "AUX") and marked:
                yield c, action_words(c), _own_subject(c)


def _for_noun(page: Page, word: Word, noun: Word, inner: str) -> Iterator[_Complement]:
    infinitive = next((c for c in noun.children if c.dep in ("acl", "relcl") and any(
        x.lower == "to" and x.dep == "aux" for x in c.children)), None)  # fmt: skip
    if infinitive is not None and not inner:
        if page.cast.who(noun) or not lexicon.is_deed(noun.lemma):
            yield infinitive, action_words(infinitive), [noun]
            return
    if noun.pos not in ("NOUN", "PROPN") or page.cast.at(noun) is not None and not lexicon.is_deed(noun.lemma):
        return
    if inner == "deed" or word.lemma in ("argue", "press", "push", "vote", "rally", "campaign", "bid", "speak", "need"):
        yield from _noun_action(page, noun, "deed")
    else:
        yield from _noun_action(page, noun, "dobj")


# -- judgements ---------------------------------------------------------------------------------------------------


def _judged(page: Page, verb: Word) -> Iterator[Draft]:
    """ "It would be a mistake to X", "X is the answer", "the solution is to X", "it is time to X"."""
    attribute = verb.child("attr", "acomp")
    subject = _subject(verb)
    if _conditional(verb):
        return
    negated = _negated(verb) or (
        attribute is not None and any(c.lower in ("no", "not", "hardly") for c in attribute.children)
    )
    if subject is not None and subject.lemma in lexicon.words("ways") and subject.pos == "NOUN":
        yield from _way_out(page, verb, subject, negated)
        return
    if attribute is None:
        if subject is not None and subject.lower == "it":
            yield from _up_to(verb)
        return
    stance = _verdict(attribute)
    if stance is None:
        return
    if negated:
        stance = _FLIP[stance]
    if subject is not None and subject.lower == "it":
        for deed, doer in _extraposed(verb, attribute):
            yield Draft(deed, action_words(deed), stance, f"options/it is {attribute.lemma}", 0.7, doer=doer)
        return
    if attribute.lemma in (
        "good",
        "better",
        "right",
        "key",
        "cause",
        "step",
        "start",
        "just",
        "hope",
        "condition",
        "fair",
    ):
        if subject is not None and subject.pos != "VERB" and attribute.lemma not in ("key", "better"):
            return
    if subject is not None and _is_action(page, subject):
        words = gerund(subject) if subject.pos == "VERB" else noun_phrase(subject)
        if subject.tag == "VB":
            words = verb_phrase(subject, joined=True)
        yield Draft(subject, words, stance, f"options/is {attribute.lemma}", 0.65)


def _verdict(attribute: Word) -> Stance | None:
    lemmas = [attribute.lemma, *(c.lemma for c in attribute.children if c.dep in ("amod", "compound", "conj"))]
    if any(x in lexicon.words("bad") for x in lemmas):
        return "warned_against"
    if attribute.lemma in lexicon.words("good") or attribute.lemma == "time":
        return "advocated"
    return None


def _extraposed(verb: Word, attribute: Word) -> Iterator[tuple[Word, list[Word]]]:
    """ "… (for Mali) to leave", "… that Mali leave" after "it is wrong"."""
    doer = [x for p in attribute.children if p.dep == "prep" and p.lower in ("for", "of") for c in p.children
            if c.dep == "pobj" for x in conjuncts(c)]  # fmt: skip
    for holder in (verb, attribute):
        for c in holder.children:
            if c.i <= attribute.i or c.pos not in ("VERB", "AUX"):
                continue
            infinitive = any(x.lower == "to" and x.dep == "aux" for x in c.children)
            if c.dep in ("xcomp", "csubj", "acl", "advcl", "ccomp", "relcl") and infinitive:
                if c.lemma not in lexicon.words("idle") and c.lemma not in ("tell", "predict", "judge"):
                    yield c, _own_subject(c) or doer
            elif c.dep in ("ccomp", "csubj") and c.tag == "VB" and _own_subject(c) and not infinitive:
                yield c, _own_subject(c)
        for p in attribute.children:  # "time for Mali to leave"
            if holder is verb and p.dep == "prep" and p.lower == "for":
                for c in p.children:
                    for x in c.children:
                        if x.dep in ("acl", "relcl") and any(y.lower == "to" and y.dep == "aux" for y in x.children):
                            yield x, [c]


def _way_out(page: Page, verb: Word, subject: Word, negated: bool) -> Iterator[Draft]:
    """ "The solution is (not) to X", "the only way out is X"."""
    if subject.lemma in ("order", "job", "idea", "thing", "plan", "policy", "proposal") and not any(
        c.dep in ("poss", "amod", "det") for c in subject.children
    ):
        return
    for c in verb.children:
        if c.i <= verb.i:
            continue
        stance: Stance = "warned_against" if negated != _negated(c) else "advocated"
        rule = f"options/the {subject.lemma} is"
        if c.dep in ("xcomp", "ccomp", "advcl", "attr") and c.pos in ("VERB", "AUX"):
            if c.tag == "VBG" or any(x.lower == "to" and x.dep == "aux" for x in c.children) or c.tag == "VB":
                yield Draft(c, action_words(c), stance, rule, 0.7)
        elif c.dep == "attr" and c.pos == "NOUN" and lexicon.is_deed(c.lemma) and _singular_way(subject):
            yield Draft(c, noun_phrase(c), stance, rule, 0.6)


def _singular_way(subject: Word) -> bool:
    return subject.lemma in ("solution", "answer", "way", "hope", "alternative", "option", "remedy", "priority", "cure")


def _up_to(verb: Word) -> Iterator[Draft]:
    """ "It is up to X to Y"."""
    up = next((c for c in verb.children if c.lower == "up"), None)
    if up is None:
        return
    for holder in (verb, up):
        for c in holder.children:
            if c.pos == "VERB" and c.i > up.i and any(x.lower == "to" and x.dep == "aux" for x in c.children):
                yield Draft(c, action_words(c), "advocated", "options/up to", 0.7)
                return


def _falls_to(verb: Word) -> Iterator[Draft]:
    subject = _subject(verb)
    if subject is None or subject.lower != "it":
        return
    for c in verb.children:
        if c.pos == "VERB" and c.i > verb.i and any(x.lower == "to" and x.dep == "aux" for x in c.children):
            yield Draft(c, action_words(c), "advocated", "options/falls to", 0.7)


def _is_action(page: Page, subject: Word) -> bool:
    if subject.pos == "VERB":
        return subject.tag in ("VBG", "VB")
    if subject.pos != "NOUN" or page.cast.at(subject) is not None:
        return False
    if any(c.dep in ("det", "poss") and c.lower in ("the", "this", "that", "these", "those") for c in subject.children):
        return False
    return lexicon.is_deed(subject.lemma) and subject.lemma not in ("war", "attack", "security", "peace", "truth")


def _effects(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Walking away would embolden them", "arming them would help": what a deed not yet done would do."""
    auxiliaries = _auxiliaries(verb)
    modal = next((a for a in auxiliaries if a in ("would", "will", "could", "can", "might", "may", "'ll", "wo")), "")
    if not modal or "have" in auxiliaries or is_passive(verb) or _conditional(verb):
        return
    subject = _subject(verb)
    if subject is None or not _is_action(page, subject) or (subject.pos == "NOUN" and modal in ("can", "may")):
        return
    stance: Stance = "warned_against" if verb.lemma in lexicon.words("harms") else "advocated"
    if _negated(verb):
        if stance == "warned_against":
            return
        stance = "warned_against"
    words = gerund(subject) if subject.pos == "VERB" else noun_phrase(subject)
    yield Draft(subject, words, stance, f"options/would {verb.lemma}", 0.55)


# -- imperatives --------------------------------------------------------------------------------------------------


def _unless(mark: Word) -> Iterator[Draft]:
    """ "Unless the regime is replaced, …": what must be done first."""
    verb = mark.head
    if verb.pos not in ("VERB", "AUX") or _negated(verb) or not any(c.dep in _SUBJECTS for c in verb.children):
        return
    above = verb.head
    if (
        not any(a in ("will", "would", "can", "could", "'ll", "wo", "ca") for a in _auxiliaries(above))
        and above.tag != "VBZ"
    ):
        return
    words = verb_phrase(verb, joined=True)
    yield Draft(verb, words, "advocated", "options/unless", 0.5, doer=[] if is_passive(verb) else _doers(verb))


def _let(verb: Word) -> Iterator[Draft]:
    """ "Let us X", "Let the UN X"."""
    if verb.dep != "ROOT" or _subject(verb) is not None or any(c.lower == "to" for c in verb.children):
        return
    deed = verb.child("ccomp", "xcomp")
    if deed is None or deed.lemma in lexicon.words("idle") or deed.lemma in lexicon.words("asides"):
        return
    subject = _own_subject(deed)
    if subject and subject[0].lower == "me":
        return
    stance: Stance = "warned_against" if _negated(verb) or _negated(deed) else "advocated"
    yield Draft(deed, action_words(deed), stance, "options/let", 0.7, doer=subject)


def _imperative(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Build a missile defence.", "Do not arm them."."""
    root = verb
    while root.dep == "conj" and root.head.pos == "VERB":
        root = root.head
    if root.dep != "ROOT" or root.tag not in ("VB", "VBP"):
        return
    for v in (root, verb):
        if any(c.dep in _SUBJECTS or c.dep in ("auxpass",) for c in v.children):
            return
        if any(c.dep == "aux" and c.lower not in ("do",) for c in v.children):
            return
    if verb.lemma in lexicon.words("asides") or verb.sent.words[-1].text == "?" or verb.lemma in lexicon.words("idle"):
        return
    if root is not verb and root.lemma in lexicon.words("asides"):
        return
    if verb.sent.kind == "title":
        return
    opening = [
        w
        for w in root.sent.words
        if w.i < root.i and w.pos not in ("PUNCT", "ADV", "INTJ", "PART", "CCONJ", "AUX", "SPACE")
    ]
    if len(opening) > 8 or any(w.dep in _SUBJECTS and w.head is root for w in opening):
        return
    if opening and not any(c.dep in ("advcl", "prep", "npadvmod") and c.i < root.i for c in root.children):
        return
    if not any(c.dep in ("dobj", "prep", "xcomp", "ccomp", "prt", "advmod") and c.i > verb.i for c in verb.children):
        return
    stance: Stance = "warned_against" if _negated(verb) else "advocated"
    yield Draft(verb, verb_phrase(verb), stance, "options/imperative", 0.6)


__all__ = ["CONDITIONS", "NEGATORS", "Draft", "action_words", "drafts"]
