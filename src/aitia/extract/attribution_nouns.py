"""Attribution without a verb of saying: nouns, adjectives, "according to" and "reportedly".

Example: "the army's claim that it left, according to Reuters" → claim: the army, [it left]; according to: Reuters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from aitia.extract.attribution import MAX_CUES, SECOND_PERSON, Draft, spans_of, speaks
from aitia.extract.attribution_parts import parts, with_further
from aitia.extract.attribution_scope import host
from aitia.extract.framing import FRAMING_NOUNS
from aitia.extract.quotes import Quotations
from aitia.language.arcs import conjuncts, is_passive, prepositions
from aitia.language.frames import governing_verb, surface_subjects
from aitia.language.page import Page, Word
from aitia.lexicon.claims import CueEntry, cue_entries
from aitia.model.text import Span

_CARRIERS: Final = frozenset(
    """advance air bear bring deliver express file give harbor harbour have hear hold hurl issue keep lay launch level
    lodge make offer post profess provide publish push put raise receive reiterate release renew repeat retain send
    share show state trumpet voice""".split()
)
_ADVERBS: Final = frozenset(["reportedly", "allegedly", "purportedly", "supposedly", "ostensibly", "reputedly"])
_COMMON: Final = frozenset(
    """abiding common conventional general growing official orthodox popular prevailing received standard usual
    widespread""".split()
)
_FAITHS: Final = frozenset("belief confidence faith trust".split())
_COPULAS: Final = frozenset(
    ["be", "become", "remain", "feel", "seem", "appear", "sound", "get", "grow", "look", "stay"]
)


def read_nominals(page: Page, quotations: Quotations, verbs: Mapping[int, Draft]) -> Iterator[Draft]:
    """Claims by nouns, adjectives, prepositions and adverbs of a page; ``verbs`` are the cues found before."""
    nouns, adjectives = cue_entries("noun"), cue_entries("adj")
    for sentence in page.content_sentences():
        found = 0
        for word in sentence.words:
            if found > MAX_CUES:
                break
            pos, draft = word.pos, None
            if pos == "NOUN" and word.lemma in nouns and word.i not in verbs:
                draft = _noun(page, word, nouns[word.lemma][0], quotations, verbs)
            elif (pos == "ADJ" or word.tag == "VBN") and word.lower in adjectives and word.i not in verbs:
                draft = _adjective(page, word, adjectives[word.lower][0], quotations)
            elif word.lower == "according":
                draft = _according(page, word, quotations)
            elif word.lower in _ADVERBS:
                draft = _adverb(page, word, quotations)
            if draft is not None and draft.content:
                found += 1
                yield draft
                yield from draft.further


def _noun(page: Page, noun: Word, entry: CueEntry, quotations: Quotations, verbs: Mapping[int, Draft]) -> Draft | None:
    body = _noun_content(noun, entry)
    if body is None:
        return None
    kind, top = body
    sources, governor = _noun_source(page, noun, top)
    if governor is not None and governor.i in verbs:
        return None  # the verb above says the same
    common = kind == "t" and any(c.dep == "amod" and c.lower in _COMMON for c in noun.children)
    if not sources and not common and not ("bare" in entry.flags and kind in ("t", "of")):
        return None
    if not sources and not common and top.head is not noun and kind == "t" and noun.lemma in FRAMING_NOUNS:
        return None  # "The fear is that …": the author's own frame
    if sources and (sources[0].lower in SECOND_PERSON or not speaks(page, sources[0], texts=True)):
        return None
    cue = [noun]
    if governor is not None:
        cue = [w for w in noun.sent.words if governor.i <= w.i <= noun.i] if noun.i - governor.i <= 6 else [governor]
    words = top.subtree()
    if kind == "of" and top.dep == "prep":
        words = [w for w in words if w is not top]
    own = [w for w in noun.subtree() if w.i < top.subtree()[0].i]
    further = parts(noun, with_further(words)) if kind == "t" else []
    draft = Draft(
        noun, cue, sources, spans_of(page, further[0][1] if further else words, own, quotations),
        holds="fact" not in entry.flags, strong=kind in ("t", "i"), rule=f"noun/{kind}",
    )  # fmt: skip
    draft.further = [replace(draft, cue=c, content=spans_of(page, w, own, quotations)) for c, w in further[1:]]
    return draft


def _noun_content(noun: Word, entry: CueEntry) -> tuple[str, Word] | None:
    """The clause, infinitive or phrase that tells what the noun is about."""
    for c in noun.children:
        if c.i < noun.i:
            continue
        if c.dep in ("acl", "ccomp", "relcl") and c.pos in ("VERB", "AUX"):
            marks = [x for x in c.children if x.i < c.i]
            if any(x.dep == "mark" and x.lower in ("that", "whether") for x in marks):
                if "t" in entry.frames:
                    return "t", c
            elif c.dep == "relcl" and "t" in entry.frames and any(x.lower == "that" and x.dep == "dobj" for x in marks):
                modal = c.lemma not in _CARRIERS and any(x.lower in ("would", "will") for x in marks)
                if modal or any(x.i > c.i and x.dep in ("dobj", "prep", "attr", "acomp", "advmod") for x in c.children):
                    return "t", c
            elif (
                "i" in entry.frames
                and c.dep in ("acl", "relcl")
                and any(x.dep == "aux" and x.lower == "to" for x in marks)
            ):
                return "i", c
        if c.dep == "prep" and c.lower in entry.prepositions and c.children:
            return "of", c
    if noun.dep == "nsubj" and noun.head.lemma == "be" and "t" in entry.frames:
        clause = noun.head.child("ccomp")
        if clause is not None and clause.i > noun.head.i:
            return "t", clause
    return None


def _noun_source(page: Page, noun: Word, top: Word) -> tuple[list[Word], Word | None]:
    for c in noun.children:
        if c.dep == "poss":
            return conjuncts(c), None
    for c in noun.children:
        if c.dep == "acl" and c.tag == "VBN" and c.lemma in _CARRIERS and c.i < top.i:  # "the charge made by Lind that"
            found = [w for name, w in prepositions(c) if name == "by" and not _below(w, top)]
            if found:
                return found, None
    for name, word in prepositions(noun):
        there = (
            name == "in"
            and noun.lemma not in _FAITHS
            and noun.dep == "attr"
            and noun.head.child("expl") is not None
            and speaks(page, word)
        )
        if (there or name in ("by", "from", "among")) and word.i < top.i + 60 and not _below(word, top):
            return [word], None
        if name == "of" and word.i < top.i and noun.dep == "nsubj" and speaks(page, word) and not _below(word, top):
            return conjuncts(word), None  # "the answer of the minister was that"
    governor = governing_verb(noun)
    if governor is not None and noun.dep in ("dobj", "conj", "nsubjpass") and governor.lemma in _CARRIERS:
        found = surface_subjects(governor)
        if found and found[0] is not noun and found[0].lower not in ("it", "there", "this", "that"):
            return found, governor
    for c in noun.children:
        if c.dep in ("amod", "compound", "nmod") and page.cast.covering.get(c.i) is not None:
            return [c], None
    return [], None


def _below(word: Word, top: Word) -> bool:
    return word is top or any(a is top for a in word.ancestors())


def _adjective(page: Page, adjective: Word, entry: CueEntry, quotations: Quotations) -> Draft | None:
    copula = adjective.head
    if adjective.tag == "VBN" and adjective.dep != "acomp":  # "was opposed to": a passive to the parser
        if not is_passive(adjective) or adjective.child("agent") is not None:
            return None
        copula, sources = adjective, surface_subjects(adjective)
    elif adjective.dep == "acomp" and copula.lemma in _COPULAS:
        sources = surface_subjects(copula)
    elif adjective.dep in ("conj",) and adjective.head.dep == "acomp":
        copula = adjective.head.head
        sources = surface_subjects(copula)
    elif adjective.dep in ("acl", "amod", "relcl") and adjective.i > adjective.head.i:
        copula, sources = adjective, [adjective.head]
    else:
        return None
    if (
        not sources
        or (sources[0].lower == "one" and (copula.tag == "VB" or any(c.tag == "MD" for c in copula.children)))
        or not speaks(page, sources[0])
        or sources[0].lower in ("it", "this", "that", "there", "what", *SECOND_PERSON)
    ):
        return None
    below = [*adjective.children, *(copula.children if copula is not adjective else ())]
    top = next((c for c in below if c.i > adjective.i and _fits(c, adjective, entry)), None)
    if top is None:
        return None
    start = copula if copula.i < adjective.i else adjective
    cue = [w for w in adjective.sent.words if start.i <= w.i <= adjective.i][-6:]
    own = [w for w in adjective.sent.words if sources[0].i <= w.i <= adjective.i]
    judged = top.dep == "prep" and "fact" in entry.flags
    return Draft(adjective, cue, sources, spans_of(page, top.subtree(), own, quotations), holds=not judged,
                 strong=False, rule="adjective")  # fmt: skip


def _fits(word: Word, adjective: Word, entry: CueEntry) -> bool:
    """Whether a word heads what an adjective is about: "sure [that …]", "eager [to …]", "wary [of …]"."""
    if word.dep == "prep":
        inner = word.child("pobj", "pcomp")  # not "What I am sure of is"
        return word.head is adjective and word.lower in entry.prepositions and inner is not None and inner.i > word.i
    infinitive = any(x.dep == "aux" and x.lower == "to" for x in word.children)
    if word.dep == "xcomp":
        return infinitive and "i" in entry.frames
    if infinitive or "t" not in entry.frames or word.pos not in ("VERB", "AUX"):
        return False
    return word.dep == "ccomp" or (
        word.dep == "advcl" and any(x.lower == "that" and x.dep == "mark" for x in word.children)
    )


def _according(page: Page, word: Word, quotations: Quotations) -> Draft | None:
    to = next((c for c in word.children if c.lower == "to"), None)
    source = to.child("pobj") if to is not None else None
    if to is None or source is None:
        return None
    content = _without_aside(page, source, host(page, word, quotations))
    return Draft(word, [word, to], conjuncts(source), content, rule="according-to")


def _without_aside(page: Page, source: Word, content: list[Span]) -> list[Span]:
    """The content without a clause about the source: "according to the paper, which Chad has banned, …"."""
    words = source.sent.words
    at = source.i - words[0].i + 1
    comma = next((w for w in words[at : at + 6] if w.text == ","), None)
    if comma is None:
        return content
    after = [w for w in words if w.i > comma.i]
    start = next((n for n, w in enumerate(after[:5]) if w.tag in ("WDT", "WP", "WP$")), None)
    if start is None or any(w.pos in ("VERB", "AUX") for w in after[:start]):
        return content
    verb = next((n for n, w in enumerate(after) if n > start and w.pos in ("VERB", "AUX")), None)
    end = next((w for w in after[verb or 0 :] if w.text == ","), None)
    if verb is None or end is None:
        return content
    out = []
    for span in content:
        if span.start >= end.start or span.end <= comma.end:
            out.append(span)
            continue
        parts = (Span(span.start, min(span.end, comma.start)), Span(max(span.start, end.end), span.end))
        out += [p for p in parts if p.start < p.end and page.text[p.start : p.end].strip()]
    return out


def _adverb(page: Page, word: Word, quotations: Quotations) -> Draft | None:
    head = word.head
    if word.dep != "advmod" or head.pos not in ("VERB", "AUX"):
        return None
    return Draft(word, [word], [], spans_of(page, head.subtree(), [word], quotations), hedged=True, rule="adverb")
