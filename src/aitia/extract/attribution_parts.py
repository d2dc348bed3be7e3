"""Where one report ends and the next begins: at a semicolon, and at each further "that".

Example: "said that 46 had died and that the town was empty; the army denied it" → [that 46 had died], [the town was
empty].
"""

from __future__ import annotations

from typing import Final

from aitia.extract.quotes import Quotations
from aitia.language.page import Word
from aitia.lexicon.claims import CueEntry

OCCASIONS: Final = frozenset(
    """address appearance article briefing call column comment conference debate email e-mail essay event facebook
    hearing interview letter meeting memo message night morning panel post press radio rally release remark reporter
    response return show speech statement television testimony time today tv tweet twitter video visit way week year
    month day""".split()
)
_SUBJECTS: Final = ("nsubj", "nsubjpass", "expl")
_BESIDE: Final = frozenset(["although", "since", "though", "while"])
_WHILES: Final = frozenset(["days", "hours", "minutes", "months", "weeks", "years"])
_FINITE: Final = frozenset(["VBD", "VBZ", "VBP", "MD"])
_JOINTS: Final = frozenset(["and", "but", "or"])
_MAX_PARTS: Final = 8
_RELATIVES: Final = frozenset(["which", "who", "whom", "whose", "where"])
_COUNTERS: Final = frozenset(["a", "an", "another", "something", "the", "three", "two"])


def until_semicolon(verb: Word, words: list[Word], quotations: Quotations) -> list[Word]:
    """What is told behind a verb up to the semicolon: what follows is a statement of the writer's own."""
    for n, w in enumerate(words):
        if n and w.i > verb.i and w.text == ";" and quotations.over(w.start) is None:
            after = next((x for x in words[n + 1 :] if x.lower not in _JOINTS), None)
            if after is None or after.lower != "that":
                return words[:n]
    return words


def without_grounds(verb: Word, kind: str, words: list[Word], quotations: Quotations) -> list[Word]:
    """What is told without what the writer sets beside it: ", though both leave out …", ", as though it rained".

    What is judged or called something is told without a ", which", too.
    """
    finite = kind != "t"
    for n in range(1, len(words) - 1):
        finite = finite or words[n].tag in _FINITE
        if words[n].text != "," or words[n].i < verb.i or not finite:
            continue
        first, second = words[n + 1], words[min(n + 2, len(words) - 1)]
        beside = first.lower in _BESIDE and first.dep == "mark"
        likened = (first.lower, second.lower) in (("as", "though"), ("as", "if"), ("for", "fear"))
        later = first.lower in _WHILES and second.lower == "after"
        judged = first.lower == "which" and kind in ("as", "o", "o+p", "of")
        if (beside or likened or later or judged) and quotations.over(words[n].start) is None:
            return words[:n]
    return words


def without_tail(words: list[Word], quotations: Quotations) -> list[Word]:
    """What is told without what the writer adds at its end: ", whose men emptied it", ", two words which nobody read".

    What may or would be stays, as do words that are quoted.
    """
    last = max((w.i for w in words), default=0)
    finite = False
    for n in range(3, len(words) - 2):
        finite = finite or words[n - 1].tag in _FINITE or words[n - 1].tag in ("VBG", "VBN")
        if words[n].text != "," or not finite or quotations.over(words[n].start) is not None:
            continue
        top = _relative(words, n + 1) or _added(words, n + 1)
        if top is None or max(w.i for w in top.subtree()) < last:
            continue
        own = next((c for c in top.children if c.dep in ("aux", "auxpass")), top)
        if own.tag == "MD" or any(quotations.over(w.start) is not None for w in words[n:]):
            continue
        return words[:n]
    return words


def _relative(words: list[Word], n: int) -> Word | None:
    """The verb of a relative clause that begins at a word: ", whose", ", with whom"."""
    first = words[n] if words[n].pos != "ADP" else words[n + 1]
    if first.lower not in _RELATIVES:
        return None
    return next((w for w in (first, *first.ancestors()) if w.dep == "relcl" and w.i > words[n].i), None)


def _added(words: list[Word], n: int) -> Word | None:
    """The verb of the clause about a noun set behind a comma: ", a vacuum that others fill"."""
    if words[n].lower not in _COUNTERS:
        return None
    for w in words[n + 1 : n + 6]:
        if w.tag in _FINITE:
            return None
        if w.pos == "NOUN" and w.subtree()[0] is words[n]:
            return w.child("relcl")
    return None


def without_next_clause(words: list[Word], cue: list[Word]) -> list[Word]:
    """What is told around a cue, up to a clause of its own behind it: ", though it cautions …", ", and there is …"."""
    finite = any(w.tag in _FINITE for w in words if w.i < cue[0].i)
    for n, w in enumerate(words[:-2]):
        if w.i < cue[-1].i:
            continue
        joined = finite and w.text == "," and (words[n + 1].lower in _JOINTS or words[n + 1].lower in _BESIDE)
        if joined and any(x.dep in _SUBJECTS and x.head.i > x.i for x in words[n + 2 : n + 6]):
            return words[:n]
        finite = finite or w.tag in _FINITE
    return words


def accused_of(entry: CueEntry, kind: str, words: list[Word]) -> list[Word]:
    """Of what somebody is accused where the parser hung it on whom: "accused | the adviser | of complicity"."""
    if kind != "o" or "acc" not in entry.flags:
        return words
    for n, w in enumerate(words):
        hung = w.dep == "prep" and w.head.i < w.i and w.head.pos in ("NOUN", "PROPN", "PRON", "ADJ")
        if n and hung and w.lower in entry.prepositions and w.children:
            return words[n:]
    return words


def parts(verb: Word, words: list[Word]) -> list[tuple[list[Word], list[Word]]]:
    """The further reports inside a clause, each as its cue ("and that") and its words; the first is left.

    Where the parser hung a further "that" elsewhere it counts all the same, unless another clause with a "that" of its
    own stands before it, which it could go on.
    """
    if not words or words[0].i < verb.i:
        return []
    opened = words[0].lower == "that"
    inside = {w.i for w in words}
    starts: list[tuple[int, int]] = []
    nested = False
    for n in range(2, len(words)):
        w = words[n]
        marks = w.dep == "mark" or (w.tag == "IN" and opened)
        if w.lower != "that" or not marks or len(starts) >= _MAX_PARTS:
            continue
        cue = n
        while cue > 1 and (words[cue - 1].lower in _JOINTS or words[cue - 1].text in (",", ";")):
            cue -= 1
        joined = cue < n and (opened or any(x.lower in _JOINTS for x in words[cue:n]))
        if joined and (not nested or _is_equal(w.head, verb, inside)):
            starts.append((cue, n + 1))
        else:
            nested = True
    out = []
    for at, (cue, first) in enumerate(starts):
        end = starts[at + 1][0] if at + 1 < len(starts) else len(words)
        out.append(([w for w in words[cue:first] if w.pos != "PUNCT"], words[first:end]))
    return [([words[0]], words[: starts[0][0]]), *out] if out else []


def with_further(words: list[Word]) -> list[Word]:
    """The words of a "that" clause with further ones that the parser hung elsewhere: "…, but that it fell"."""
    for _ in range(_MAX_PARTS if words and words[0].lower == "that" else 0):
        sentence = words[0].sent.words
        at = start = words[-1].i - sentence[0].i + 1
        while at < len(sentence) and at - start < 2 and (sentence[at].text == "," or sentence[at].lower in _JOINTS):
            at += 1
        if at == start or at >= len(sentence) or sentence[at].lower != "that" or sentence[at].dep != "mark":
            break
        clause = [w for w in sentence[at].head.subtree() if w.i >= sentence[at].i]
        words = [*words, *sentence[start:at], *clause]
    return words


def _is_equal(clause: Word, verb: Word, inside: set[int]) -> bool:
    """Whether a clause with a "that" of its own stands beside the first one rather than below a word of it."""
    top = clause
    for _ in range(_MAX_PARTS):
        if top.dep != "conj" or top.head.i not in inside:
            break
        top = top.head
    return top.head is verb


def on_occasion(phrases: list[Word]) -> Word | None:
    """The clause that the parser hung on where it was told: "said in a statement that it had closed"."""
    for phrase in phrases:
        noun = phrase.child("pobj")
        occasion = noun is not None and phrase.lower in ("at", "during", "in", "on") and noun.lemma in OCCASIONS
        for c in noun.children if noun is not None else ():
            marked = is_marked(c) if occasion else any(x.dep == "mark" and x.lower == "whether" for x in c.children)
            if c.dep in ("acl", "ccomp", "relcl") and marked and any(x.dep in _SUBJECTS for x in c.children):
                return c
    return None


def is_marked(clause: Word) -> bool:
    """Whether a clause opens with "that", "whether" or "if"."""
    return any(c.dep == "mark" and c.lower in ("that", "whether", "if") for c in clause.children)
