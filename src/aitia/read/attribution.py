"""Attributing verbs in the syntax: who says, by which words, and what is said.

Example: "Officials, he said, have warned against returning" → said: he, [Officials … have warned against returning];
warned: Officials, [returning].
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from aitia.language.frames import OBJECTS, conjuncts, frame
from aitia.language.page import Page, Word
from aitia.language.status import NEEDED_MODALS
from aitia.lexicon.actors import registry
from aitia.lexicon.claims import CueEntry, cue_entries
from aitia.model.text import Span
from aitia.read.quotes import Quotations

FIRST_PERSON: Final = frozenset(["i", "we", "me", "us", "myself", "ourselves", "my", "our", "mine", "ours"])
SECOND_PERSON: Final = frozenset(["you", "your", "yours", "yourself"])
_PARTICLES: Final = ("prt", "prep", "advmod", "acomp", "oprd", "ccomp", "dative")
_OPEN: Final = frozenset("“\"«‘'(`[")
_LOOSE: Final = frozenset(" \t\n,.;:–—-…")
_TEXTS: Final = frozenset(
    """account analysis article assessment audit ballot book briefing cable census chart column count data document
    dossier editorial email e-mail estimate evidence figure file finding footage forecast graph headline image index
    inquiry intelligence investigation judgment leak letter line log manual map memo message model note number
    observation paper photo photograph piece poll polling post projection ranking reading record release report research
    result review score source speech statement statistic story study survey tally tape testimony text transcript trend
    tweet video vote""".split()
)
_TAIL_PREPOSITIONS: Final = frozenset(
    "about against among as between by for from in into of on over to toward towards with".split()
)
_OCCASIONS: Final = frozenset(
    """address appearance article briefing call column comment conference debate email e-mail essay event facebook
    hearing interview letter meeting memo message night morning panel post press radio rally release remark reporter
    response return show speech statement television testimony time today tv tweet twitter video visit way week year
    month day""".split()
)
_SEPARATORS: Final = frozenset([",", "—", "–", "-", "--", "”", '"', "''", "’", "(", ")"])
_NO_SPEAKERS: Final = SECOND_PERSON | {
    "this",
    "that",
    "what",
    "there",
    "these",
    "those",
    "nothing",
    "something",
    "everything",
}
_PEOPLE: Final = frozenset(
    """one many most some other all few critic supporter opponent source analyst expert observer advocate aide ally
    adviser advisor colleague friend parent reader audience public side camp people person man woman guy kid youth family
    world country nation state city town house party board panel commission committee court campaign team group
    administration government ministry department agency bureau office paper newspaper magazine network outlet site
    website blog company firm organization organisation institute university school church union association movement
    majority minority percent half third respondent neighbor neighbour resident voter candidate rival""".split()
)


@dataclass(slots=True, eq=False)
class Draft:
    """A claim in the making: anchor word, heads of its source, and what it holds."""

    anchor: Word
    cue: list[Word]
    sources: list[Word]
    content: list[Span] = field(default_factory=list)
    hedged: bool = False
    negated: bool = False
    holds: bool = True  # rows inside the content hang on it
    strong: bool = True  # counts inside other claims too
    framed: bool = False
    source_span: Span | None = None
    rule: str = ""


def clean(page: Page, start: int, end: int, quotations: Quotations) -> Span | None:
    """A span without loose punctuation at its ends, grown over quotations it mostly covers; None where empty."""
    text = page.text
    while start < end and text[start] in _LOOSE:
        start += 1
    while start < end and (text[end - 1] in _LOOSE or text[end - 1] in "(["):
        end -= 1
    if end <= start:
        return None
    for q in quotations.touching((start, end)):
        shared = min(end, q.end) - max(start, q.start)
        if shared < q.end - q.start and shared >= 0.6 * (q.end - q.start):
            start, end = min(start, q.start), max(end, q.end)
    return Span(start, end)


def spans_of(page: Page, words: Iterable[Word], own: Iterable[Word], quotations: Quotations) -> list[Span]:
    """Spans over ``words`` in text order, broken where words of the cue clause (``own``) stand between."""
    kept = sorted({w.i for w in words} - {w.i for w in own})
    if not kept:
        return []
    barrier = sorted(w.i for w in own if w.pos != "PUNCT")
    runs: list[list[int]] = [[kept[0], kept[0]]]
    at = 0
    for i in kept[1:]:
        while at < len(barrier) and barrier[at] < runs[-1][1]:
            at += 1
        if at < len(barrier) and barrier[at] < i:
            runs.append([i, i])
        else:
            runs[-1][1] = i
    out = []
    for first, last in runs:
        span = clean(page, page.words[first].start, page.words[last].end, quotations)
        if span is not None:
            out.append(span)
    return out


def source_span(page: Page, heads: list[Word], cue: Word) -> Span | None:
    """The whole noun phrase of the source, cut where the clause of the cue begins."""
    if not heads:
        return None
    words: list[Word] = []
    for head in heads[:1] if all(h in heads[0].subtree() for h in heads) else heads:
        subtree = head.subtree()
        inside = cue in subtree
        for w in subtree:
            if inside and w.i >= _clause_start(cue, head):
                continue
            if abs(w.i - head.i) <= 40:
                words.append(w)
    words = [w for w in words if w.sent is heads[0].sent]
    if not words:
        return Span(heads[0].start, heads[0].end)
    words.sort(key=lambda w: w.i)
    before = [w for w in words if w.i < cue.i]
    if before and len(before) < len(words) and cue not in heads[0].subtree():
        words = before if heads[0].i < cue.i else [w for w in words if w.i > cue.i]
    while len(words) > 1 and (words[-1].pos in ("PUNCT", "CCONJ", "SPACE") or words[-1].lower in ("'s", "’s")):
        words.pop()
    while len(words) > 1 and (words[0].pos in ("PUNCT", "CCONJ", "SPACE")):
        words.pop(0)
    return Span(words[0].start, words[-1].end)


def _clause_start(cue: Word, head: Word) -> int:
    """Index of the first word of the clause below ``head`` that holds ``cue``, after its relative pronoun."""
    top = cue
    while top.head is not head and top.head is not top:
        top = top.head
    if top.head is not head:
        return cue.i
    first = top.subtree()[0]
    return first.i + (first.lower in ("who", "that", "which"))


def read_verbs(page: Page, quotations: Quotations, taken: dict[int, Draft]) -> Iterator[Draft]:
    """Claims by verbs that take their content in the syntax; ``taken`` are verbs that introduce a quotation."""
    entries = cue_entries("verb")
    for sentence in page.content_sentences():
        for word in sentence.words:
            if word.pos not in ("VERB", "AUX") or word.lemma not in entries or word.i in taken:
                continue
            entry = entry_of(word)
            if entry is None:
                continue
            draft = _read_verb(page, word, entry, quotations)
            if draft is not None:
                yield draft


def entry_of(verb: Word) -> CueEntry | None:
    """The lexicon's entry for a verb with the particle or preposition it has here."""
    plain = None
    for entry in cue_entries("verb").get(verb.lemma, ()):
        if not entry.particle:
            plain = entry
        elif any(c.lower == entry.particle and c.i > verb.i and c.dep in _PARTICLES for c in verb.children):
            return entry
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


def own_words(verb: Word, contents: Iterable[Word]) -> list[Word]:
    """Words of the cue's own clause: everything below the verb but not below its contents."""
    skip = {w.i for c in contents for w in c.subtree()}
    return [w for w in verb.subtree() if w.i not in skip]


def _read_verb(page: Page, verb: Word, entry: CueEntry, quotations: Quotations) -> Draft | None:
    if verb.dep == "aux" or (verb.tag == "VBN" and verb.dep == "amod") or (verb.tag == "VBG" and verb.dep == "amod"):
        return None
    found = frame(verb)
    heads, words = _contents(verb, entry, found.passive)
    whole: list[Span] = []
    if not words and not found.passive and "t" in entry.frames | entry.prepositions:
        whole, words = _parenthetical(page, verb, quotations)
    if not words and not whole:
        return None
    if not found.passive:
        found.agents = speakers(verb)
    agents = [a for a in found.agents if not (a.lower in ("it", "there") and found.passive)]
    if found.passive and not agents and verb.lemma in ("suppose", "mean", "oblige"):
        return None  # "was supposed to": an expectation, nobody's word
    if found.passive and not agents and not (heads & {"t", "i", "as", "of"}):
        return None
    if not _may_speak(page, agents, verb, entry, found.passive, heads):
        return None
    infinitive = verb.tag == "VB" and any(c.dep == "aux" and c.lower == "to" for c in verb.children)
    if (
        agents
        and agents[0].lower in ("i", "we")
        and not heads <= {"t", "as"}
        and not (heads == {"i"} and "att" not in entry.flags)
    ):
        return None  # what the writer does or feels is no claim; what the writer holds is
    if found.passive and not agents and heads == {"as"}:
        return None
    needed = any(c.dep == "aux" and c.lower in NEEDED_MODALS for c in verb.children)
    if (infinitive and heads and not heads & {"t"}) or needed:
        return None  # wished, planned or ordered speech, not yet speech
    negated = "neg" in entry.flags
    if any(c.dep == "neg" for c in verb.children):
        negated = not negated
    hedged = "hedge" in entry.flags or any(
        c.lower in ("reportedly", "allegedly", "apparently", "may", "might", "could") for c in verb.children
    )
    draft = Draft(
        verb, cue_words(verb, entry), agents, hedged=hedged, negated=negated, strong="strong" in entry.flags,
        holds=not ("fact" in entry.flags and heads <= {"o", "p"}), rule="verb/" + "+".join(sorted(heads or {"par"})),
    )  # fmt: skip
    words = clause_words(verb, words)
    kept = [w for w in words if not (w.tag in ("WDT", "WP") and w.i < verb.i)]
    draft.content = whole or spans_of(page, kept, own_words(verb, _tops(verb, words)), quotations)
    return draft if draft.content else None


def speakers(verb: Word) -> list[Word]:
    """Who utters a verb of saying in the active: its subject, or that of the report it was wrongly hung into."""
    if verb.dep == "conj" and verb.head.dep == "ccomp" and not any(c.dep == "nsubj" for c in verb.children):
        above = verb.head.head
        if above.pos == "VERB" and above.i < verb.head.i and same_report(above, verb):
            return frame(above).agents
    return frame(verb).agents


def _tops(verb: Word, words: list[Word]) -> list[Word]:
    inside = {w.i for w in words}
    return [w for w in words if w.head.i not in inside or w.head is verb]


def _contents(verb: Word, entry: CueEntry, passive: bool) -> tuple[set[str], list[Word]]:
    """Which frames are filled, and all words of the content."""
    kinds: set[str] = set()
    words: list[Word] = []
    clause = infinitive = small = None
    objects: list[Word] = []
    subject: Word | None = None
    phrases: list[Word] = []
    for c in verb.children:
        if c.dep in ("ccomp", "xcomp", "oprd") or (c.dep == "advcl" and c.i > verb.i and _has_that(c)):
            marked = any(x.dep == "aux" and x.lower == "to" for x in c.children)
            if c.dep == "oprd" or (c.pos not in ("VERB", "AUX") and c.dep != "oprd" and c.i > verb.i and not _has_that(c)
                                   and not any(x.dep in ("aux", "cop") for x in c.children)):  # fmt: skip
                small = c
            elif marked:
                infinitive = c
            elif c.tag == "VBG" and not any(x.dep in ("nsubj", "aux") for x in c.children):
                if "g" in entry.frames:
                    kinds.add("g")
                    words.extend(c.subtree())
            elif c.dep != "xcomp" or _has_that(c):
                clause = clause or c
        elif c.dep in OBJECTS:
            objects.append(c)
        elif c.dep in ("nsubjpass", "csubjpass"):
            subject = c
        elif c.dep in ("prep", "dative", "prt") and c.i > verb.i and c.children:
            phrases.append(c)
    if clause is not None and "t" in entry.frames:
        return {"t"}, clause.subtree()
    if "po" in entry.frames:
        for p in phrases:
            if p.lower == entry.particle:
                words = [w for c in p.children for w in c.subtree()]
                if infinitive is not None:
                    words.extend(infinitive.subtree())
                return {"po"}, words
        return set(), []
    if "a" in entry.frames:
        as_phrase = next((p for p in phrases if p.lower == "as"), None)
        if as_phrase is not None or small is not None or (clause is not None and objects == []):
            parts: list[Word] = [*objects]
            if passive and subject is not None and as_phrase is None and small is None:
                parts.append(subject)
            parts.extend(x for x in (as_phrase, small, clause) if x is not None)
            if not (passive and entry.lemma == "quote"):
                return {"as"}, [w for x in parts for w in x.subtree()]
    if infinitive is not None and ("i" in entry.frames or passive):
        if "i" in entry.frames or {"t"} & entry.frames:
            return {"i"}, infinitive.subtree()
    if kinds:
        return kinds, words
    for p in phrases:
        if (p.lower in entry.prepositions and p.lower not in ("to",)) or (
            p.lower in entry.prepositions and "o" not in entry.frames
        ):
            inner = p.subtree()
            if p.lower in ("of", "for", "with") and "o" in entry.frames and "to" not in entry.flags:
                return {"o", "p"}, [w for x in (*objects, p) for w in x.subtree()]
            return {"of" if "acc" in entry.flags else "p"}, inner
    if "o" in entry.frames:
        usable = [
            o
            for o in objects
            if o.tag not in ("WP", "WDT") and o.lower not in ("so", "itself", "themselves", "himself", "herself")
        ]
        if usable:
            return {"o"}, [w for x in (*usable, *_tail(usable, phrases, entry)) for w in x.subtree()]
        if passive and subject is not None:
            return {"o"}, subject.subtree()
    return set(), []


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
            p.lower not in _TAIL_PREPOSITIONS or noun.ent in ("DATE", "TIME") or noun.lemma in _OCCASIONS
        ):
            break
        out.append(p)
        last = below[-1].i
    return out


def clause_words(verb: Word, content: list[Word]) -> list[Word]:
    """The content without a further predicate of the speaker that the parser hung in it ("… and said that …")."""
    cut: set[int] = set()
    for w in content:
        if w.dep == "conj" and w.i > verb.i and same_report(verb, w):
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
    if other.head.tag != verb.tag:
        return True
    entry = entry_of(other)
    if entry is None or "q" not in entry.frames:
        return False
    subject = other.head.child("nsubj", "nsubjpass")
    return subject is not None and subject.pos == "NOUN" and not _could_speak(subject)


def _could_speak(noun: Word) -> bool:
    agents = registry().agents
    return (
        bool(noun.ent) or noun.lemma in agents or noun.lower in agents or noun.lemma in _PEOPLE or noun.lemma in _TEXTS
    )


def _has_that(clause: Word) -> bool:
    return any(c.dep == "mark" and c.lower in ("that", "whether", "if") for c in clause.children)


def _parenthetical(page: Page, verb: Word, quotations: Quotations) -> tuple[list[Span], list[Word]]:
    """The host clause of ", officials said," and of ", as he put it,"."""
    host = verb.head
    if host is verb or host.pos not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
        return [], []
    as_clause = verb.dep == "advcl" and any(c.lower == "as" and c.i < verb.i for c in verb.children)
    if as_clause:  # "as experts have warned", but not "as he told reporters about it"
        if any(c.dep in (*OBJECTS, "ccomp", "xcomp") or (c.dep == "prep" and c.i > verb.i) for c in verb.children):
            return [], []
    elif verb.dep != "parataxis":
        return [], []
    own = verb.subtree()
    if len(own) > 25 or not _set_off(page, own):
        return [], []
    return spans_of(page, host.subtree(), own, quotations), []


def _set_off(page: Page, clause: list[Word]) -> bool:
    """Whether a clause stands between commas or dashes, or between one of them and the end of the sentence."""
    words = [w for w in clause if w.pos != "PUNCT"] or clause
    before = page.words[words[0].i - 1] if words[0].i else None
    after = page.words[words[-1].i + 1] if words[-1].i + 1 < len(page.words) else None
    begins = before is None or before.sent is not words[0].sent
    ends = after is None or after.sent is not words[0].sent or after.text in ".!?"
    left = before is not None and before.text in _SEPARATORS
    right = after is not None and after.text in _SEPARATORS
    return (left and (right or ends)) or (begins and right)


def _may_speak(page: Page, agents: list[Word], verb: Word, entry: CueEntry, passive: bool, heads: set[str]) -> bool:
    if not agents:
        return passive
    first = agents[0]
    if first.lower in _NO_SPEAKERS:
        return False
    if "text" in entry.flags:
        return speaks(page, first, texts=True)
    if heads & {"t", "of"} and "att" not in entry.flags:
        return True
    return not heads or speaks(page, first, texts=not entry.flags & {"att"})


def speaks(page: Page, word: Word, *, texts: bool = False) -> bool:
    """Whether a noun phrase can be somebody's: an actor, a person's pronoun, a noun for people, or a text."""
    if word.pos == "PRON" or word.pos == "NUM":
        return word.lower not in _NO_SPEAKERS
    if word.ent in ("PERSON", "ORG", "NORP", "GPE") or word.pos == "PROPN":
        return True
    agents = registry().agents
    if word.lemma in agents or word.lower in agents or word.lemma in _PEOPLE:
        return True
    if word.pos in ("ADJ", "DET", "ADV"):
        return word.lemma in _PEOPLE or word.tag in ("JJ", "JJS", "DT")
    if texts and word.lemma in _TEXTS:
        return True
    return bool(page.cast.who(word))


def coordinated(words: list[Word]) -> list[Word]:
    """Heads with everything coordinated to them, each once."""
    out: dict[int, Word] = {}
    for word in words:
        for x in conjuncts(word):
            out.setdefault(x.i, x)
    return list(out.values())
