"""Options in the imperative: "Build a missile defence.", "another way: send observers"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import verb_phrase
from aitia.extract.option_advice import advises, own_view
from aitia.extract.option_debates import said_by
from aitia.extract.option_drafts import (
    SUBJECTS,
    Draft,
    action_words,
    also,
    auxiliaries,
    idle,
    infinitive,
    negated,
    own_subjects,
    subject_of,
)
from aitia.extract.option_lists import deeds
from aitia.extract.option_orders import first_order, is_weighty
from aitia.language.arcs import conjuncts
from aitia.language.page import Page, Word
from aitia.lexicon import options as lexicon
from aitia.model.codes import Stance

_LONG: Final = 8  # sentences of a text that shows whether its author advises
_STOPPING: Final = frozenset("stop end quit halt cease free open close tax build keep save cut break".split())
_SAYING: Final = frozenset("say tell urge advise beg implore".split())
_MESSAGES: Final = frozenset("advice message word words appeal plea counsel suggestion request challenge".split())
_FIGURES: Final = frozenset("case example instance look note question point word conclusion breath story".split())
# what one asks of those who act as well as of the reader
_CONCRETE: Final = frozenset(
    "begin call come contact follow get give go make sign speak start take talk tell visit wait welcome".split()
)


def imperative(page: Page, verb: Word) -> Iterator[Draft]:
    """ "Build a missile defence.", "Do not arm them."."""
    root = verb
    while root.dep == "conj" and root.head.pos == "VERB":
        root = root.head
    if (
        root.dep != "ROOT"
        or root.tag not in ("VB", "VBP")
        or verb.lower != verb.lemma
        or verb.sent.words[-1].text == "?"
        or idle(verb)
    ):
        return
    called = vocative(root)
    for v in (root, verb):
        if any((c.dep in SUBJECTS and c is not called) or c.dep == "auxpass" for c in v.children):
            return
        if any(c.dep == "aux" and c.lower != "do" for c in v.children) or (v is root and _aside(page, v)):
            return
    if _told_of(verb) and called is None:
        return
    told = is_account(page, verb) and not negated(verb) and not (first_order(verb.sent) is root and is_weighty(root))
    if _aside(page, verb) or _headline(page, verb) or told:
        return
    if _unattributed(page, verb) or (verb is not root and verb.sent.words[0].lower == "to"):
        return
    if not (_opens(root) or called is not None):
        return
    if verb.child("dobj", "prep", "xcomp", "ccomp", "prt", "advmod", "dative") is None:
        return
    said = said_by(verb)
    warned = negated(verb) or (_and_you_will(verb) and said is None)
    who = addressed(verb) if called is None else [called]
    row = list(deeds(verb)) if verb is root and verb.i - verb.sent.words[0].i < 6 and not warned else []
    if len(row) > 1:
        for head, words, stance in row:
            if not _aside(page, head) or head is not verb:
                yield Draft(head, words, stance, "options/imperative", 0.62, doer=who)
        return
    words = verb_phrase(verb)
    if warned:
        words = _before_but(words)
    by = None
    if said is not None:
        speaker, end = said
        by = [speaker] if page.cast.everyone([speaker]) else None
        words = [w for w in words if w.i < end]
    yield Draft(verb, words, "warned_against" if warned else "advocated", "options/imperative", 0.6, by=by, doer=who)


def _before_but(words: list[Word]) -> list[Word]:
    """ "Not condition it, but stop it": what is not to be done ends at "but"."""
    at = next((n for n, w in enumerate(words) if n and w.lower == "but" and w.dep == "cc"), len(words))
    return words[:at]


def is_account(page: Page, verb: Word) -> bool:
    """Whether a bare verb stands in a longer text whose author advises nothing: how to do it, or a misread tense."""
    return len(page.sentences) >= _LONG and not own_view(page, verb)


def _headline(page: Page, verb: Word) -> bool:
    """Whether a verb of a heading asks nothing: all but "Stop arming the generals" above a text that advises."""
    if negated(verb) or not (verb.sent.kind == "title" or _heading(verb)):
        return False
    plain = verb.lemma in lexicon.words("acts") | _STOPPING and verb.child("dobj", "xcomp") is not None
    return not (plain and verb.sent.kind == "title" and verb is verb.sent.words[0] and advises(page))


def vocative(root: Word) -> Word | None:
    """Who is called on before a comma: "Mr President, end this war"."""
    words = root.sent.words
    at = root.i - words[0].i
    if at < 2 or at > 6 or words[at - 1].text != "," or root.tag != "VB":
        return None
    found = root.child("nsubj", "npadvmod")
    if found is None or found.i >= root.i or found.pos not in ("PROPN", "NOUN") or found.subtree()[0] is not words[0]:
        return None
    return found if found.pos == "PROPN" or found.tag == "NNS" else None


def addressed(verb: Word) -> list[Word]:
    """To whom an imperative is said: "we say to the ministers: leave", "my advice to Chad: wait"."""
    words = verb.sent.words
    before = words[: verb.i - words[0].i]
    for word in before:
        saying = word.pos == "VERB" and word.lemma in _SAYING and word.tag != "VBD"
        if not (saying or (word.pos == "NOUN" and word.lemma in _MESSAGES)):
            continue
        if not any(w.text in (":", ",") for w in before if w.i > word.i):
            continue
        heads = [
            *(x for c in word.children if c.dep in ("prep", "dative") and c.lower in ("to", "for")
              for x in c.children if x.dep == "pobj"),
            *(c for c in word.children if word.lemma == "tell" and c.dep in ("dobj", "dative") and c.pos != "ADP"),
        ]  # fmt: skip
        found = [x for h in heads for x in conjuncts(h) if x.i < verb.i]
        if found:
            return found
    return []


def _heading(verb: Word) -> bool:
    """ "Reduce Process Steps": capitals throughout and no full stop."""
    words = verb.sent.words
    if words[-1].pos == "PUNCT" or len(words) > 12:
        return False
    told = [w for w in words if w.pos in ("NOUN", "PROPN", "VERB", "ADJ")]
    return len(told) > 1 and all(w.text[0].isupper() for w in told)


def _unattributed(page: Page, verb: Word) -> bool:
    """Whether a verb stands in a quotation whose speaker is not known: no advice of the author's."""
    if page.voices.at((verb.start, verb.end)) != page.voices.default:
        return False
    words = verb.sent.words
    before = [w.text for w in words[: verb.i - words[0].i] if w.text in ('"', "“", "”")]
    return bool(before) and before[-1] != "”" and len(before) % 2 == 1


def _and_you_will(verb: Word) -> bool:
    """ "Leave the north under embargo and the war will go on": an imperative for an "if"."""
    return any(
        c.dep == "conj" and own_subjects(c) and ({"will", "'ll", "’ll", "wo"} & set(auxiliaries(c)) or negated(c))
        for c in verb.children
    )


def _told_of(verb: Word) -> bool:
    """ "Businesses that voluntarily remove items", "airlines all employ them": a present tense, its subject misread."""
    words = verb.sent.words
    before = [w for w in words[: verb.i - words[0].i] if w.pos != "ADV" and w.lower not in ("not", "n't", "n’t", "do")]
    if verb.dep == "conj" and before:
        return before[-1].lower not in ("and", "or", "but", "then") and before[-1].pos != "PUNCT"
    return bool(before) and (before[-1].pos in ("NOUN", "PROPN", "PRON") or before[-1].lower in ("all", "both", "that"))


def stands_after_colon(verb: Word) -> bool:
    """Whether a bare verb follows a colon: "there is another way: send observers"."""
    words = verb.sent.words
    at = verb.i - words[0].i
    return at > 1 and verb.tag in ("VB", "VBP") and verb.lower == verb.lemma and words[at - 1].text == ":"


def listed(verb: Word) -> Iterator[Draft]:
    """What is advised after a colon, one by one."""
    subject = subject_of(verb)
    if subject is not None and subject.i >= verb.i - 1:
        return
    if auxiliaries(verb) or idle(verb) or verb.child("dobj", "prep", "prt", "xcomp", "dative") is None:
        return
    if verb.lemma in lexicon.words("asides") or verb.sent.words[-1].text == "?" or _to_me(verb):
        return
    who = addressed(verb)
    if subject is not None and not who:
        return
    row = list(deeds(verb))
    if len(row) > 1:
        for head, words, each in row:
            yield Draft(head, words, each, "options/colon", 0.6, doer=who)
        return
    for deed in (verb, *also(verb)):
        stance: Stance = "warned_against" if negated(deed) else "advocated"
        yield Draft(deed, action_words(deed), stance, "options/colon", 0.6, doer=who)


def _opens(root: Word) -> bool:
    """Whether nothing but particles or a set-off phrase stands before the verb."""
    light = ("PUNCT", "ADV", "INTJ", "PART", "CCONJ", "AUX", "SPACE")
    opening = [w for w in root.sent.words if w.i < root.i and w.pos not in light]
    if len(opening) > 8:
        return False
    return not opening or any(c.dep in ("advcl", "prep", "npadvmod") and c.i < root.i for c in root.children)


def _to_me(verb: Word) -> bool:
    """ "Remind me how many", "allow me to explain"."""
    inside = [x for c in verb.children if c.dep in ("ccomp", "xcomp") for x in c.children if x.dep == "nsubj"]
    own = [c for c in verb.children if c.dep in ("dobj", "dative")]
    return any(w.lower == "me" and w.i > verb.i for w in (*own, *inside))


def _aside(page: Page, verb: Word) -> bool:
    """Imperatives that talk to the reader: "consider this", but not "tell Chad that …"."""
    if _to_me(verb):
        return True
    if verb.lemma not in lexicon.words("asides"):
        return False
    asked = any((c.dep in ("xcomp", "ccomp") and infinitive(c)) or c.lower == "for" for c in verb.children)
    if verb.lemma == "ask" and not asked:
        return True
    thing = verb.child("dobj")
    if verb.lemma in _CONCRETE and _among_orders(page, verb) and (thing is None or thing.lemma not in _FIGURES):
        return not (thing is not None or verb.child("prep") is not None)
    told = (c for c in verb.children if c.dep in ("dobj", "dative"))
    return not (verb.lemma in ("tell", "give", "ask", "make") and any(page.cast.who(c, proxies=False) for c in told))


def _among_orders(page: Page, verb: Word) -> bool:
    """Whether other plain orders stand beside: "take the drones, thank them, and keep the trigger"."""
    own = [c for c in verb.children if c.dep == "conj"]
    row = [*own, *(x for c in own for x in c.children if x.dep == "conj")]
    near = page.sentences[max(0, verb.sent.index - 1) : verb.sent.index + 2]
    row += [w for s in near if s.paragraph == verb.sent.paragraph for w in s.words if w.dep == "ROOT"]
    return any(_is_order(w) for w in row if w is not verb)


def _is_order(verb: Word) -> bool:
    """A bare verb with an object that talks to nobody but those who act."""
    if verb.pos != "VERB" or verb.tag not in ("VB", "VBP") or verb.lower != verb.lemma or auxiliaries(verb):
        return False
    if any(c.dep in SUBJECTS for c in verb.children) or verb.child("dobj") is None or _to_me(verb):
        return False
    thing = verb.child("dobj")
    figure = thing is not None and thing.lemma in _FIGURES
    return not figure and verb.lemma not in lexicon.words("asides") and not idle(verb)
