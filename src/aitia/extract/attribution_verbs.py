"""Attributing verbs in the syntax: who says, by which words, and what is said.

Example: "Officials, he said, have warned against returning" → said: he, [Officials … have warned against returning];
warned: Officials, [returning].
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from aitia.extract.attribution import MAX_CUES, TEXTS, Draft, names_people, spans_of, speaks
from aitia.extract.attribution_idle import is_asking_if, is_idle, is_turned, nearer_speaker
from aitia.extract.attribution_parts import (
    OCCASIONS,
    accused_of,
    is_marked,
    on_occasion,
    parts,
    until_semicolon,
    with_further,
    without_grounds,
    without_tail,
)
from aitia.extract.attribution_reach import goes_on, is_beside, with_rest, without_next, without_occasion
from aitia.extract.attribution_scope import (
    agrees_only_with,
    inverted,
    parenthetical,
    stands_apart,
    stretch,
    without_afterthought,
)
from aitia.extract.attribution_subjects import far_subject, persuader, said_so
from aitia.extract.attribution_told import (
    RUMOURED,
    asserts,
    impersonal,
    is_counted,
    is_mere_stance,
    is_nobodys,
    is_told,
    may_speak,
    was_asked,
)
from aitia.extract.quotes import Quotations
from aitia.extract.source_phrases import people_before
from aitia.language.arcs import OBJECTS, RELATIVE_TAGS, is_passive
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.language.status import has_neg
from aitia.lexicon.claims import CueEntry, cue_entries
from aitia.model.text import Span

_PARTICLES: Final = ("prt", "prep", "advmod", "acomp", "oprd", "ccomp", "dative", "dobj", "advcl", "xcomp")
_TAIL_PREPOSITIONS: Final = frozenset(
    "about against among as between by for from in into of on over to toward towards with".split()
)
_SUBJECTS: Final = ("nsubj", "nsubjpass", "expl")
_SOFTENERS: Final = frozenset("reportedly allegedly apparently purportedly may might could".split())
_PERSUASION: Final = frozenset(["convince", "persuade"])
_EMPTY_OBJECTS: Final = frozenset("so itself themselves himself herself".split())


def read_verbs(page: Page, quotations: Quotations, taken: Container[int]) -> Iterator[Draft]:
    """Claims by verbs that take their content in the syntax; ``taken`` are verbs that introduce a quotation."""
    entries = cue_entries("verb")
    for sentence in page.content_sentences():
        found = 0
        for word in sentence.words:
            if word.lemma not in entries or word.i in taken or not (word.pos in ("VERB", "AUX") or _is_mistagged(word)):
                continue
            found += 1
            if found > MAX_CUES:
                break
            entry = entry_of(word)
            if entry is None:
                continue
            draft = _read_verb(page, word, entry, quotations)
            if draft is not None:
                yield draft
                yield from draft.further


def _is_mistagged(word: Word) -> bool:
    """Whether a noun or adjective to the tagger is a verb: "Senators grumble that their man has been soft"."""
    if word.dep != "ROOT" or word.pos not in ("NOUN", "ADJ", "PROPN") or word.child("nsubj") is None:
        return False
    if any(c.dep in ("det", "cop", "aux", "amod") for c in word.children):
        return False
    return any(c.dep in ("ccomp", "acl") and is_marked(c) and c.i > word.i for c in word.children)


def entry_of(verb: Word) -> CueEntry | None:
    """The lexicon's entry for a verb with the particle or preposition it has here."""
    if verb.lemma == "lie" and verb.lower in ("lay", "lain"):
        return None  # "the road lay open"
    plain = None
    for entry in cue_entries("verb").get(verb.lemma, ()):
        if not entry.particle:
            plain = entry
        elif any(c.lower == entry.particle and c.i > verb.i and c.dep in _PARTICLES for c in verb.children):
            return entry
        elif any(x.lower == entry.particle and x.i > c.i for c in verb.children if c.dep == "dobj" for x in c.children):
            return entry  # "held the army responsible", hung on the army
    return plain


def cue_words(verb: Word, entry: CueEntry | None = None) -> list[Word]:
    """The verb with its auxiliaries, negation, adverbs between them, and its particle."""
    first = verb
    for c in verb.children:
        if c.i < verb.i and c.dep in ("aux", "auxpass", "neg") and verb.i - c.i <= 4 and c.lower != "to":
            first = c if c.i < first.i else first
    words = [w for w in verb.sent.words if first.i <= w.i <= verb.i]
    if any(c.dep in ("nsubj", "nsubjpass") and first.i < c.i < verb.i for c in verb.children):
        words = [verb]
    last = verb.i
    for c in verb.children:
        particle = c.dep == "prt" or (entry is not None and entry.particle == c.lower)
        if particle and last < c.i <= last + 2:
            words.extend(w for w in verb.sent.words if last < w.i <= c.i)
            last = c.i
    return words


def _read_verb(page: Page, verb: Word, entry: CueEntry, quotations: Quotations) -> Draft | None:
    if verb.dep in ("aux", "amod") or was_asked(verb) or is_turned(verb, entry):
        return None
    tellers, told = inverted(page, verb, quotations) if "q" in entry.frames and "strong" in entry.flags else ([], [])
    if told and speaks(page, tellers[0], texts=True):
        return Draft(verb, [verb], tellers, told, strong=True, rule="verb/par")
    slots = _slots(verb, entry.particle)
    passive = is_passive(verb)
    kind, words = _content(slots, entry, passive)
    whole: list[Span] = []
    further: list[tuple[list[Word], list[Word]]] = []
    own: list[Word] = []
    if not is_counted(verb, kind, words) or is_mere_stance(entry, kind, words, quotations):
        return None
    if (
        not words
        and (not passive or impersonal(verb))
        and ("t" in entry.frames or verb.lemma in ("put", "ask"))
        and verb.lemma != "hold"
    ):
        whole, kind = parenthetical(page, verb, quotations), "par"
    if not whole and not passive and (told := said_so(page, verb, entry, quotations)):
        words, whole, kind = [], told, "par"
    if not words and not whole:
        return None
    agents = frame(verb).agents if passive else persuader(verb) or speakers(verb) or far_subject(verb)
    if passive:
        agents = [a for a in agents if a.lower not in ("it", "there")]
        if not agents and kind == "t" and verb.dep == "acl" and verb.head.dep == "ROOT":
            agents, passive = [verb.head], False  # "Two analysts, A and B, found that": no participle, the main verb
        if (
            not agents
            and verb.lemma in ("know", "understand", "say")
            and verb.head.lemma == "let"
            and verb.dep == "ccomp"
        ):
            agents, passive = surface_subjects(verb.head), False  # "let it be known that"
        if not agents and verb.lemma in _PERSUASION:
            agents, passive = surface_subjects(verb), False  # "was convinced that": the one convinced
    if not is_told(verb, entry, kind, agents, passive) or is_idle(verb, entry, kind, words, agents):
        return None
    marked = kind == "t" and any(w.lower == "that" for w in words[:1])
    if not may_speak(page, verb, agents, entry, "that" if marked else kind, passive):
        return None
    negated = ("neg" in entry.flags) != has_neg(verb)
    hedged = "hedge" in entry.flags or any(c.lower in _SOFTENERS for c in verb.children)
    if words:
        words = without_afterthought(_without_equals(verb, words))
        words = without_next(verb, words) if kind in ("t", "i", "o") else words
        words = words if kind == "t" else without_occasion(words)
        words = stretch(words, _own_words(verb, words)) if kind == "t" and words[0].i < verb.i else words
        kept = [w for w in words if not (w.tag in RELATIVE_TAGS and w.i < verb.i)]
        kept = without_grounds(verb, kind, until_semicolon(verb, kept, quotations), quotations)
        kept = accused_of(entry, kind, kept)
        further = parts(verb, with_further(kept)) if kind == "t" else []
        further = [(c, without_tail(w, quotations)) for c, w in further]
        kept = further[0][1] if further else without_tail(kept, quotations)
        beyond = {w.i for _, part in further for w in part}
        own = [w for w in _own_words(verb, words) if w.i not in beyond]
        whole = spans_of(page, kept, own, quotations)
    if not whole:
        return None
    draft = Draft(
        verb, cue_words(verb, entry), agents, whole, hedged=hedged, negated=negated, strong="strong" in entry.flags,
        holds=asserts(entry, kind, words) and not is_nobodys(page, verb, kind, agents), rule=f"verb/{kind}",
    )  # fmt: skip
    draft.further = [replace(draft, cue=c, content=spans_of(page, w, own, quotations)) for c, w in further[1:]]
    return draft


def speakers(verb: Word) -> list[Word]:
    """Who utters a verb of saying in the active: its subject, or that of the report it was wrongly hung into."""
    if verb.dep == "conj" and verb.head.dep == "ccomp" and not any(c.dep == "nsubj" for c in verb.children):
        above = verb.head.head
        if above.pos == "VERB" and above.i < verb.head.i and same_report(above, verb):
            return frame(above).agents
    if verb.pos not in ("VERB", "AUX"):  # a noun to the tagger: "Senators grumble that"
        return surface_subjects(verb)
    found = [_whose(w, verb) for w in frame(verb).agents]
    return nearer_speaker(verb, found) or found


def _whose(agent: Word, verb: Word) -> Word:
    """Whom "who" takes up behind a place: "the consul in Oslo, who said" is the consul."""
    above = agent.head
    if (people := people_before(agent, verb)) is not None:
        return people
    if verb.dep != "relcl" or agent.ent not in ("GPE", "LOC", "FAC") or agent.dep != "pobj" or above.dep != "prep":
        return agent
    if not any(c.lower == "who" for c in verb.children) or above.head.pos not in ("NOUN", "PROPN"):
        return agent
    return above.head


def _own_words(verb: Word, contents: list[Word]) -> list[Word]:
    """Words of the cue's own clause: everything below the verb but not below its contents."""
    inside = {w.i for w in contents}
    skip = set(inside)
    for w in contents:
        if w.head.i not in inside or w.head is verb:
            skip.update(x.i for x in w.subtree())
    return [w for w in verb.subtree() if w.i not in skip]


@dataclass(slots=True)
class _Slots:
    """What hangs on a verb, sorted by what it could be."""

    clause: Word | None = None  # that he left
    infinitive: Word | None = None  # to leave
    gerund: Word | None = None  # leaving
    small: Word | None = None  # called it [a mistake]
    objects: list[Word] = field(default_factory=list)
    phrases: list[Word] = field(default_factory=list)
    subject: Word | None = None  # of a passive


def _slots(verb: Word, particle: str) -> _Slots:
    out = _Slots()
    for c in verb.children:
        if particle and c.lower == particle and c.dep in OBJECTS:  # "took aim [at …]"
            out.phrases.extend(p for p in c.children if p.dep == "prep" and p.i > c.i and p.children)
            continue
        if particle and c.lower == particle and c.dep not in ("prep", "prt"):  # "made it clear that …"
            inner = c.child("ccomp", "advcl", "csubj", "acl")
            out.clause = out.clause or inner
            if c.child("nsubj") is not None:  # "held [the army responsible]"
                out.small = c
            continue
        if c.dep == "ccomp" and (stands_apart(c, verb) or (c.i < verb.i and is_beside(c, verb))):
            continue
        if c.dep in ("ccomp", "advcl") and (not is_asking_if(verb, c) or (c.i > verb.i and _is_relative(c, verb))):
            continue
        if c.dep in ("ccomp", "xcomp", "oprd") or (c.dep == "advcl" and c.i > verb.i and is_marked(c)):
            auxiliaries = [x for x in c.children if x.dep in ("aux", "auxpass", "cop")]
            verbal = c.pos in ("VERB", "AUX") or bool(auxiliaries) or c.i < verb.i
            if c.dep == "oprd" or not (verbal or is_marked(c)):
                if c.dep == "oprd" and out.small is not None and out.small.dep == "oprd":
                    out.objects.append(out.small)  # "called [Lind] [his friend]"
                out.small = c
            elif any(x.lower == "to" for x in auxiliaries):
                out.infinitive = c
            elif _is_gerund(c, auxiliaries) and not any(x.dep == "mark" and x.lower == "that" for x in c.children):
                out.gerund = c
            elif c.dep != "xcomp" or is_marked(c):
                behind = out.clause is not None and out.clause.i < verb.i < c.i and is_marked(c)
                out.clause = c if behind else out.clause or c  # "Touring a camp that burned, he said that …"
        elif c.dep in OBJECTS:
            if not (verb.lemma == "put" and verb.dep == "advcl" and c.lower == "it"):  # "as he put it"
                out.objects.append(c)
        elif c.dep in ("nsubjpass", "csubjpass"):
            out.subject = c
        elif c.dep in ("prep", "dative", "prt") and c.i > verb.i and c.children:
            out.phrases.append(c)
    out.clause = out.clause or on_occasion(out.phrases)
    return out


def _is_gerund(verb: Word, auxiliaries: list[Word]) -> bool:
    """ "denied leaving", "denied having left"."""
    first = auxiliaries[0] if auxiliaries else verb
    return first.tag == "VBG" and (first is verb or first.lower == "having") and verb.child("nsubj") is None


def _content(slots: _Slots, entry: CueEntry, passive: bool) -> tuple[str, list[Word]]:
    """The frame that is filled, and all words of the content."""
    frames = entry.frames
    if slots.clause is not None and ("t" in frames or ("q" in frames and is_marked(slots.clause))):
        return "t", with_rest(slots.clause.head, slots.clause, slots.clause.subtree())
    if "po" in frames:
        phrase = next((p for p in slots.phrases if p.lower == entry.particle), None)
        return "po", _below(*phrase.children, slots.infinitive) if phrase is not None else []
    if "a" in frames:
        words = _complement(slots, entry, passive)
        if words:
            return "as", words
    if slots.infinitive is not None and ("i" in frames or (passive and entry.lemma in RUMOURED)):
        return "i", slots.infinitive.subtree()
    if slots.gerund is not None and "g" in frames:
        return "g", slots.gerund.subtree()
    for p in slots.phrases:
        if p.lower == "with" and any(
            x.dep in ("acl", "amod") and x.tag == "VBG" for c in p.children for x in c.children
        ):
            continue  # "with aides denying it": an aside
        if p.lower in entry.prepositions and (p.lower != "to" or "o" not in frames):
            if p.lower in ("of", "for", "with", "at") and "o" in frames and "to" not in entry.flags:
                return "o+p", _below(*slots.objects, p)
            return "of" if "acc" in entry.flags else "p", p.subtree()
    if "o" in frames:
        objects = [o for o in slots.objects if o.tag not in RELATIVE_TAGS and o.lower not in _EMPTY_OBJECTS]
        if objects:
            return "o", _below(*objects, *_tail(objects, slots.phrases, entry))
        if passive and slots.subject is not None and slots.subject.lower not in ("it", "there"):
            return "o", slots.subject.subtree()
    return "", []


def _complement(slots: _Slots, entry: CueEntry, passive: bool) -> list[Word]:
    """ "called [the deal a trap]", "described [it as a trap]"."""
    phrase = next((p for p in slots.phrases if p.lower == "as"), None)
    if phrase is None and slots.small is None and (slots.clause is None or slots.objects):
        return []
    if passive and entry.lemma == "quote":
        return []
    subject = slots.subject if passive and phrase is None and slots.small is None else None
    return _below(*slots.objects, subject, phrase, slots.small, slots.clause)


def _below(*tops: Word | None) -> list[Word]:
    return [w for top in tops if top is not None for w in top.subtree()]


def _tail(objects: list[Word], phrases: list[Word], entry: CueEntry) -> list[Word]:
    """Phrases after an object that belong to what is said ("for …", "in …"), not to how or when it was said."""
    out = []
    last = max(o.subtree()[-1].i for o in objects)
    for p in phrases:
        below = p.subtree()
        noun = p.child("pobj", "pcomp")
        if p.i != last + 1 or noun is None:
            break
        if p.lower not in entry.prepositions and (
            p.lower not in _TAIL_PREPOSITIONS or noun.ent in ("DATE", "TIME") or noun.lemma in OCCASIONS
        ):
            break
        out.append(p)
        last = below[-1].i
    return out


def _without_equals(verb: Word, content: list[Word]) -> list[Word]:
    """The content without a further predicate of the speaker that the parser hung in it ("… and said that …")."""
    cut: set[int] = set()
    for w in content:
        if w.dep == "conj" and w.i > verb.i and (same_report(verb, w) or agrees_only_with(verb, w) or goes_on(verb, w)):
            cut.update(x.i for x in w.subtree())
            cut.update(x.i for x in w.head.children if x.dep == "cc" and x.i < w.i)
    return [w for w in content if w.i not in cut] if cut else content


def same_report(verb: Word, other: Word) -> bool:
    """Whether ``other``, coordinated inside the content of ``verb``, is rather its equal: its form, no subject.

    Where the clause between has the same form too, it is if that clause is about a thing, which says nothing.
    """
    if other.tag != verb.tag or other.tag not in ("VBD", "VBZ"):
        return False
    if any(c.dep in ("nsubj", "nsubjpass", "aux", "auxpass", "expl") for c in other.children):
        return False
    entry = entry_of(other)
    if other.head.tag != verb.tag:
        perfect = other.head.tag == "VBN" and any(c.lower == "had" for c in other.head.children)
        if not (perfect and other.lower.endswith("ed")) or (entry is not None and "q" in entry.frames):
            return True
        return False  # "said they had trapped him and beaten him"
    if entry is None or "q" not in entry.frames:
        return False
    subject = other.head.child("nsubj", "nsubjpass")
    return (
        subject is not None
        and subject.pos == "NOUN"
        and not (subject.ent or names_people(subject) or subject.lemma in TEXTS)
    )


def _is_relative(clause: Word, verb: Word) -> bool:
    """ "…, which must be the first time": the writer's, hung on the verb by mistake."""
    first = next((c for c in clause.children if c.dep in _SUBJECTS), None)
    if first is None or first.lower != "which" or first.children or first.i < verb.i:
        return False
    words = clause.sent.words
    return first.i > words[0].i and words[first.i - words[0].i - 1].pos == "PUNCT"
