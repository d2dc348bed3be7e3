"""What a relative clause or a summing noun goes on about, where it is no noun but the clause before.

"The army shelled the town, which led to protests"; "they banned the march, a step that will deepen the crisis".
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cause_links import is_actor
from aitia.extract.cause_spans import clause, comma_before, phrase, span
from aitia.language.page import Page, Word
from aitia.lexicon.events import event_lexicon
from aitia.model.text import Span

# nouns that take up what was just told
_SUMMING: Final = frozenset(
    """act action approach blow change circumstance combination condition decision development element event
    fact factor failure feat gesture handicap manoeuvre maneuver measure mistake move omission policy
    practice pressure problem process scenario setback shift situation something step tactic trend turn""".split()
)
_SINGULAR: Final = frozenset(["has", "is", "was", "does"])
_PLURAL: Final = frozenset(["have", "are", "were", "do"])
_NO_DOERS: Final = frozenset(["LOC", "FAC", "DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"])
_ACTING: Final = frozenset(["GPE", "PERSON", "NORP", "ORG"])
# what deeds do rather than people: "which led to" behind a name
_FOLLOWING: Final = frozenset(
    """lead result trigger spark prompt provoke contribute culminate mean precipitate ignite create raise
    allow force oblige compel enable calm anger enrage infuriate alarm embolden ruin wreck deepen fuel spoil
    worsen halt end""".split()
)
_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_REPORTING: Final = frozenset("say tell add report announce note claim argue believe think warn state".split())
_DEED_ENDINGS: Final = ("ing", "tion", "sion", "ment", "ance", "ence", "age")
_PLACE: Final = frozenset("in over across at near around throughout inside outside from".split())
_GROUPS: Final = frozenset(["all", "both", "each", "some", "any", "most"])


def retold(page: Page, verb: Word) -> Span | None:
    """The clause, or the list, that the relative clause of ``verb`` is said of; None where it is the noun before it."""
    relative = _relative(verb)
    if relative is None:
        return None
    noun = relative.head
    pronoun = next((c for c in relative.children if c.dep in _SUBJECTS and c.i < relative.i), None)
    if pronoun is None or noun.i > relative.i:
        return None
    if pronoun.lower in _GROUPS and any(x.lower == "which" for c in pronoun.children for x in c.children):
        follows = relative.lemma in _FOLLOWING and relative.child("dobj") is None
        return _before(noun, pronoun.i) if follows else _list_before(pronoun)
    if relative.dep != "relcl":  # hung on the verb, so said of its clause
        return _before(noun, pronoun.i) if pronoun.lower == "which" and comma_before(relative) else None
    if _sums_up(noun) and pronoun.lower in ("that", "which"):
        return _host(noun)
    if pronoun.lower == "which" and comma_before(relative) and _unfit(page, noun, relative):
        return _before(noun, pronoun.i)
    return None


def whole_antecedent(head: Word) -> Word:
    """What a relative clause behind a comma goes on about: "the fall of the town in May, which cost …", not "May"."""
    for _ in range(4):
        above = head.head
        if (
            head.dep != "pobj"
            or above.lower not in ("of", "in", "on", "at", "after", "by", "against")
            or above.head.pos != "NOUN"
            or above.head.i > head.i
        ):
            break
        deed = bool(event_lexicon().of("noun", above.head.lower)) or above.head.lemma.endswith(_DEED_ENDINGS)
        if not deed and above.lower != "by" and head.ent not in ("DATE", "TIME", "CARDINAL"):
            break
        head = above.head
    return head


def _relative(verb: Word) -> Word | None:
    """The relative clause a verb heads, or is joined to or governed by."""
    word = verb
    for _ in range(4):
        if word.dep in ("relcl", "advcl"):
            return word
        if word.dep not in ("conj", "xcomp", "acomp") or any(c.dep in _SUBJECTS for c in word.children):
            return None
        word = word.head
    return None


def _sums_up(noun: Word) -> bool:
    """ "A move", "factors", "all things" behind a comma or dash."""
    if noun.lemma not in _SUMMING or noun.dep in (*_SUBJECTS, "pobj") or not _set_off(noun):
        return False
    return not any(c.dep in ("poss", "prep") or c.lower in ("the", "this", "that", "no") for c in noun.children)


def _set_off(noun: Word) -> bool:
    first = min([noun, *(c for c in noun.children if c.i < noun.i)], key=lambda w: w.i)
    words = noun.sent.words
    at = first.i - words[0].i
    return at > 1 and words[at - 1].text in (",", "—", "–", "--", "-", ":")


def _host(noun: Word) -> Span | None:
    """What an apposition sums up: a subject, a list, or else the clause before it."""
    host = noun.head
    first = min([noun, *(c for c in noun.children if c.i < noun.i)], key=lambda w: w.i).i
    if noun.dep == "appos" and host.dep in _SUBJECTS and host.i < noun.i < host.head.i:
        return span([w for w in phrase(host) if w.i < first])
    listed = _list_before(noun.sent.words[first - noun.sent.words[0].i]) if noun.tag == "NNS" else None
    return listed or _before(noun, first)


def _list_before(word: Word) -> Span | None:
    """The joined nouns that end at the comma before a word."""
    words = word.sent.words
    at = word.i - words[0].i
    last = words[at - 2] if at > 2 else word
    while last.dep == "conj" and last.pos == "NOUN" and last.head.pos == "NOUN":
        last = last.head
    if last.pos != "NOUN" or not any(c.dep == "conj" for c in last.children):
        return None
    return span([w for w in phrase(last) if w.i < word.i])


def _before(word: Word, end: int) -> Span | None:
    """The clause above ``word`` as far as ``end``; None where it goes on behind it."""
    verb: Word | None = None
    for above in (word, *word.ancestors()):
        if above.pos in ("VERB", "AUX"):
            verb = above
            if any(c.dep in _SUBJECTS and c.i < above.i for c in above.children) and above.lemma not in _REPORTING:
                break
    if verb is None or verb.i > end or verb.lemma in _REPORTING:
        return None
    words = [w for w in clause(verb) if w.i < end]
    if words and words[0].tag in ("WP", "WDT"):
        words = words[1:] if verb.dep == "relcl" else []
    return span(words) if any(w is verb for w in words) else None


def _unfit(page: Page, noun: Word, relative: Word) -> bool:
    """Whether a noun cannot be what "which" is said of: by number, or as a place, a date or somebody."""
    words = [w.lower for w in (relative, *relative.children) if w.i <= relative.i]
    joined = any(c.dep == "conj" for c in noun.children)
    if (noun.tag in ("NNS", "NNPS") or joined) and (relative.tag == "VBZ" or any(w in _SINGULAR for w in words)):
        return noun.pos != "PROPN" or joined or noun.ent == "NORP"
    if noun.tag in ("NN", "NNP") and not joined and any(w in _PLURAL for w in words):
        return False
    if whole_antecedent(noun) is not noun:
        return False  # "the attack on Goma, which …", "the speech by Brandt, which …"
    placed = noun.ent == "GPE" and noun.dep == "pobj" and noun.head.lower in _PLACE
    if noun.ent in _NO_DOERS or placed:
        return True
    return relative.lemma in _FOLLOWING and (noun.ent in _ACTING or is_actor(page, noun))
