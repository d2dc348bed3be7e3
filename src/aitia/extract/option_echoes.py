"""Options that a side remark lays to somebody: "leave, as Chad proposes", "a boycott, which students demand"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_spans import gerund, noun_phrase
from aitia.extract.option_drafts import Draft, action_words, idle, infinitive, negated, own_subjects, subject_of
from aitia.language.page import Word
from aitia.lexicon import options as lexicon

_ADVISING: Final = frozenset(
    """advise advocate ask beg counsel demand implore propose recommend request suggest urge want favour favor prefer
    champion""".split()
)
_REFUSING: Final = frozenset("refuse decline fail agree promise offer want hope hesitate".split())


def echoes(verb: Word) -> Iterator[Draft]:
    """Drafts of a verb of advising whose action stands outside its clause."""
    if verb.lemma not in _ADVISING or negated(verb) or any(c.dep == "auxpass" for c in verb.children):
        return
    by = own_subjects(verb)
    if not by:
        return
    if verb.dep == "relcl":
        yield from _relative(verb, by)
    elif verb.dep == "advcl" and any(c.lower == "as" and c.i < verb.i for c in verb.children):
        if any(c.dep in ("dobj", "ccomp") and c.i > verb.i and c.pos != "PRON" for c in verb.children):
            return  # "as he asked a question"
        deed = _deed(verb)
        if deed is not None:
            yield Draft(deed, _words(deed, verb), "advocated", "options/as asked", 0.6, by=by, doer=own_subjects(deed))


def _deed(verb: Word) -> Word | None:
    """What is done as somebody asks: the main verb, what it refuses or hopes to do, or a deed that is its subject."""
    host = verb.head
    if host.pos not in ("VERB", "AUX"):
        return None
    subject = subject_of(host)
    if subject is not None and subject.pos == "VERB" and subject.i < verb.i < host.i:
        return subject if subject.tag in ("VB", "VBG") else None
    if host.lemma in _REFUSING:
        host = host.child("xcomp") or host
    open_ = infinitive(host) or any(c.dep == "aux" and c.tag == "MD" for c in host.children)
    if host.pos != "VERB" or not open_ or idle(host):
        return None
    return host


def _words(deed: Word, verb: Word) -> list[Word]:
    inside = {w.i for w in verb.subtree()}
    words = gerund(deed) if deed.tag == "VBG" else action_words(deed)
    cut = [w for w in words if w.i not in inside]
    if verb.i < deed.i:
        return cut
    return [w for w in cut if w.i < verb.i] or cut  # what comes after the remark is often the next clause


def _relative(verb: Word, by: list[Word]) -> Iterator[Draft]:
    """ "an exchange of prisoners, which the rebels have proposed"."""
    noun = verb.head
    gap = any(c.tag in ("WDT", "WP") and c.dep == "dobj" for c in verb.children)
    bare = any(c.lower in ("a", "an", "any") for c in noun.children) or noun.tag == "NNS"
    if noun.pos == "NOUN" and gap and bare and lexicon.is_deed(noun.lemma):
        inside = {w.i for w in verb.subtree()}
        words = [w for w in noun_phrase(noun) if w.i not in inside and w.i < verb.i]
        yield Draft(noun, words, "advocated", "options/which is asked", 0.55, by=by)
