"""Headlines and short sentences that the parser read without their verb, read again.

The small parser takes "thanks" in "Peru thanks Chile for support" for a noun and then finds no subject and no object.
Such a sentence is parsed a second time with the suspected verb in its past tense ("thanked"), which no noun looks like;
the second parse counts only where that verb then has a subject and rules the sentence. Headline passives without a
copula ("Three monks arrested in Lhasa") get the labels of passives. Words and offsets stay as they are.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from aitia.language.apposing import appose
from aitia.language.arcs import make_root
from aitia.language.page import Word
from aitia.language.rehanging import FINITE, rehang
from aitia.language.tellers import attach_tellers
from aitia.lexicon.actors import atoms, registry
from aitia.lexicon.claims import cue_entries
from aitia.lexicon.events import classes, event_lexicon

MOST: Final = 40  # tokens of a sentence that is read again
LEAST: Final = 4
TRIES: Final = 3
_NOUNS: Final = frozenset(["NN", "NNS", "NNP", "NNPS"])
_PLURALS: Final = frozenset(["NNS", "NNPS"])
_OPENING: Final = frozenset(["DT", "CD", "PRP$", "PRP", "NNP", "NNPS", "NNS", "TO", "VBG", "JJ", "PDT", "WP"])
_PAST: Final = {
    "begin": "began", "break": "broke", "bring": "brought", "build": "built", "choose": "chose", "draw": "drew",
    "drive": "drove", "fight": "fought", "find": "found", "flee": "fled", "fly": "flew", "forbid": "forbade",
    "freeze": "froze", "get": "got", "give": "gave", "go": "went", "hold": "held", "keep": "kept", "lead": "led",
    "leave": "left", "lend": "lent", "lose": "lost", "make": "made", "meet": "met", "overthrow": "overthrew",
    "pay": "paid", "rise": "rose", "say": "said", "see": "saw", "seek": "sought", "sell": "sold", "send": "sent",
    "shake": "shook", "shoot": "shot", "speak": "spoke", "stand": "stood", "steal": "stole", "strike": "struck",
    "swear": "swore", "take": "took", "tell": "told", "think": "thought", "throw": "threw", "undergo": "underwent",
    "undertake": "undertook", "win": "won", "withdraw": "withdrew", "withhold": "withheld", "write": "wrote",
}  # fmt: skip
_SAME: Final = frozenset("bid burst cast cost cut forecast hit hurt let put quit set shed shut split spread".split())
_VOWELS: Final = frozenset("aeiou")
_DOUBLED: Final = re.compile(r"(?:^|[^aeiou])[aeiou][bdgmnpt]$")
# verbs whose past form without an object in a headline is a passive
PASSIVES: Final = frozenset(
    """abduct accuse acquit allow ambush appoint arrest assassinate ban bar beat behead bomb burn capture censure close
    condemn convict deploy deport depose detain disband displace dissolve elect evacuate evict execute expel
    extradite find fine fire force free gas gun hack hang hospitalize impeach impose imprison indict injure install
    intern jail kidnap kill lift loot lynch massacre murder nominate oust overthrow pardon poison probe rape ratify
    release remove repeal rescue restore sack seize sentence shoot slay stab strip sue summon suspend target tear-gas
    torch torture wound""".split()
)
_AIMED: Final = frozenset(["across", "at", "from", "in", "into", "near", "on", "toward", "towards", "upon"])


@dataclass(frozen=True, slots=True)
class Retry:
    """A sentence to read again: where it stands in its block, which word is tried, and the words to parse."""

    block: int
    first: int
    last: int
    tried: int  # counted from the first word of the sentence
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    name: bool = False  # the word tried is a name that looks like another word: "Trump", "May"


@cache
def _verbs() -> frozenset[str]:
    """Base forms that tell of a deed or attribute words."""
    known = set(event_lexicon().senses["verb"]) | set(cue_entries("verb"))
    return frozenset(v for v in known if v.isalpha() and v not in _SAME and len(v) > 2)


@cache
def _things() -> frozenset[str]:
    """Base forms that are as often nouns: "talks", "sanctions"."""
    return frozenset(n for n in event_lexicon().senses["noun"] if n in _verbs())


def past_of(verb: str) -> str:
    """The past tense of a regular or common irregular verb."""
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if len(verb) < 5 and _DOUBLED.search(verb) else verb + "ed"


def _base_of(form: str) -> tuple[str, bool]:
    """The verb that a present form belongs to and whether it is the form of a singular; ("", False) for other words."""
    verbs = _verbs()
    if form.endswith("ies") and form[:-3] + "y" in verbs:
        return form[:-3] + "y", True
    for ending in ("es", "s"):
        if form.endswith(ending) and form[: -len(ending)] in verbs and not (ending == "s" and form.endswith("ss")):
            return form[: -len(ending)], True
    return (form, False) if form in verbs else ("", False)


def retries(docs: Sequence[Any]) -> Iterator[Retry]:
    """Sentences of parsed blocks that lack a verb where one of their words may be it, each with that word tried."""
    for number, doc in enumerate(docs):
        for sentence in doc.sents:
            if LEAST <= len(sentence) <= MOST and (_is_odd_name(sentence[0]) or _lacks_verb(sentence)):
                yield from _tries(number, sentence)


def _is_odd_name(token: Any) -> bool:
    """Whether the first word of a sentence is somebody's name that the parser took for a word: "Trump slashed aid"."""
    if token.tag_ not in ("NN", "VB", "VBP", "MD", "JJ") or not token.text.istitle():
        return False
    above = token.head
    if token.dep_ != "ROOT" and not (token.tag_ == "MD" and all(c.dep_ != "nsubj" for c in above.children)):
        return False
    return token.lower_ in _surnames()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(atoms(e.name)[-1] for e in registry().entries.values() if e.kind == "person" and atoms(e.name))


def _lacks_verb(sentence: Any) -> bool:
    root = sentence.root
    if root.pos_ not in ("VERB", "AUX"):
        return not any(t.tag_ in ("VBZ", "VBP", "MD") and t.dep_ in ("ROOT", "parataxis") for t in sentence)
    bare = root.tag_ == "VB" and any(c.dep_ == "nsubj" for c in root.children)
    return bare and not any(c.dep_ in ("aux", "auxpass") for c in root.children)


def _tries(number: int, sentence: Any) -> Iterator[Retry]:
    tokens = list(sentence)
    words, spaces = [t.text for t in tokens], [bool(t.whitespace_) for t in tokens]
    if _is_odd_name(tokens[0]):
        yield Retry(number, sentence.start, sentence.end, 0, ("Obama", *words[1:]), tuple(spaces), name=True)
        return
    yielded = 0
    for i in range(1, len(tokens) - 1):
        token = tokens[i]
        if token.tag_ not in _NOUNS and token.tag_ not in ("JJ", "VB", "RB"):  # "Egypt and Sudan back the army"
            continue
        base, singular = _base_of(token.lower_)
        if not base or not _may_be_verb(tokens, i, base, singular):
            continue
        subject = ["and" if w == "," else w for w in words[:i]] if _are_paired(tokens[:i]) else words[:i]
        past = "went" if singular and tokens[i + 1].tag_ == "IN" else past_of(base)  # taken for no participle
        tried = [*subject, past, *words[i + 1 :]]
        if tokens[-1].text not in (".", "!", "?"):
            tried.append(".")
        yield Retry(
            number, sentence.start, sentence.end, i, tuple(tried), (*spaces, *([False] * (len(tried) - len(words))))
        )
        yielded += 1
        if yielded == TRIES:
            return


def _may_be_verb(tokens: Sequence[Any], i: int, base: str, singular: bool) -> bool:
    """Whether what stands before could be its subject and what follows its object."""
    before, after = tokens[i - 1], tokens[i + 1]
    if before.tag_ not in _NOUNS and before.tag_ != "CD":
        return False
    several = any(t.tag_ in _PLURALS or t.tag_ == "CC" for t in tokens[:i]) or _are_paired(tokens[:i])
    several = several or (before.tag_ == "CD" and before.lower_ not in ("1", "one"))  # "5,000 march"
    if not singular and not several:
        return False
    if after.tag_ == "CC":
        return i + 2 < len(tokens) and tokens[i + 2].tag_ in ("VBZ", "VBP")
    if after.tag_ == "IN":
        if singular:  # "minister embarks on tour", not "minister attacks on"
            return base not in _things()
        return before.tag_ in (*_PLURALS, "CD")
    if after.tag_ in _OPENING or (after.tag_ == "VB" and not singular):
        return True
    joined = any(t.tag_ == "CC" for t in tokens[:i]) and base not in _things()
    doubtful = base in _things() if singular else before.tag_ not in _PLURALS and not joined
    if doubtful and after.tag_ == "NN" and (after.lower_ in registry().agents or after.lower_ in classes()["missile"]):
        return True  # "court sentences blogger", "North Korea fires missile"
    return not doubtful and after.tag_ in ("NN", "RB", "RP")


def _are_paired(before: Sequence[Any]) -> bool:
    """Whether a comma of a headline joins two names: "Serbia, Croatia sign pact"."""
    names = [t.tag_ in ("NNP", "NNPS") for t in before if t.text != ","]
    return len(before) > 2 and all(names) and sum(t.text == "," for t in before) == 1


def accept(retry: Retry, doc: Any) -> bool:
    """Whether the second parse makes the tried word the verb of the one sentence, with a subject before it."""
    if len(doc) < retry.last - retry.first:
        return False
    if retry.name:
        ruled = doc[0].head
        return doc[0].dep_ == "nsubj" and ruled.tag_ in FINITE and ruled.head.i == ruled.i and ruled.pos_ == "VERB"
    verb = doc[retry.tried]
    if verb.tag_ not in ("VBD", "VBN") or verb.head.i != verb.i:
        return False
    if any(t.head.i == t.i and t.i != verb.i for t in doc):
        return False  # fell into two sentences
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    verbs = [verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")]
    objects = any(c.dep_ in ("dobj", "xcomp", "ccomp", "prep", "prt") and c.i > v.i for v in verbs for c in v.children)
    return bool(subjects) and objects and subjects[0].pos_ in ("NOUN", "PROPN", "NUM", "PRON")


@dataclass(frozen=True, slots=True)
class Patch:
    """A second parse that counts: where it stands in its block, the parse, and which of its words was tried."""

    first: int
    last: int
    tried: int
    tag: str
    lemma: str  # of a name that was replaced
    doc: Any


def patches(nlp: Any, docs: Sequence[Any]) -> dict[int, list[Patch]]:
    """The second parses that count, by the number of their block."""
    asked = list(retries(docs))
    if not asked:
        return {}
    again = nlp.pipe((_unparsed(nlp, one) for one in asked), batch_size=24)
    out: dict[int, list[Patch]] = {}
    done: set[tuple[int, int]] = set()
    for one, doc in zip(asked, again, strict=True):
        if (one.block, one.first) in done or not accept(one, doc):
            continue
        done.add((one.block, one.first))
        word = docs[one.block][one.first + one.tried]
        tag = "NNP" if one.name else "VBZ" if _base_of(word.lower_)[1] else "VBP"
        out.setdefault(one.block, []).append(
            Patch(one.first, one.last, one.tried, tag, word.text if one.name else "", doc)
        )
    return out


def _unparsed(nlp: Any, one: Retry) -> Any:
    made = importlib.import_module("spacy.tokens").Doc
    return made(nlp.vocab, words=list(one.words), spaces=list(one.spaces))


def relabel(words: Sequence[Word], *, headline: bool) -> None:
    """Correct single labels of a parsed sentence in place: past tenses hung on a noun, passives of headlines."""
    for word in words:
        if word.tag == "VBD" and word.dep == "acl" and word.head.dep == "ROOT" and word.head.pos in ("NOUN", "PROPN"):
            labels = {c.dep for c in word.children}
            if labels & {"dobj", "xcomp", "ccomp"} and not labels & {"nsubj", "nsubjpass", "agent"}:
                _promote(word)
        rehang(word)
        appose(word)
    attach_tellers(words)
    if not headline:
        return
    for word in words:
        if word.tag not in ("VBD", "VBN") or word.lemma not in PASSIVES:
            continue
        labels = {c.dep for c in word.children}
        if (
            "nsubj" not in labels
            or any(c.pos == "PRON" for c in word.children)
            or labels & {"dobj", "aux", "auxpass", "ccomp", "xcomp"}
        ):
            continue
        if word.lemma == "find" and not any(c.dep in ("oprd", "acomp") and c.lower == "guilty" for c in word.children):
            continue
        if word.lemma == "fire" and any(c.dep == "prep" and c.lower in _AIMED for c in word.children):
            continue  # "Police fired on students"
        word.tag = "VBN"
        for c in word.children:
            if c.dep == "nsubj":
                c.dep = "nsubjpass"


def _promote(verb: Word) -> None:
    """Make a past tense that hangs on the root noun the root, and the noun its subject."""
    noun = verb.head
    make_root(verb)
    moved = [c for c in noun.children if c.dep == "punct" or c.i > verb.i]
    for c in moved:
        noun.children.remove(c)
        c.head = verb
    noun.head, noun.dep = verb, "nsubj"
    verb.children = sorted([noun, *verb.children, *moved], key=lambda w: w.i)
