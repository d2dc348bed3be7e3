"""What the trained heads say of causes: an opinion on every link, and, on request, links that no word signals.

Signalled links that only the heads see become no rows: two in three of them were wrong (training/MODEL.md).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from aitia.extract.cause_links import Draft, certainty_of
from aitia.extract.cause_spans import falls, lessened
from aitia.extract.trained import Trained, trained
from aitia.language.page import Page, Sentence, trimmed_span
from aitia.model.codes import Certainty
from aitia.model.text import Span
from aitia.neural.decode import Linked, Run
from aitia.neural.encoder import Encoded
from aitia.neural.heads import cause_flags

INSIDE: Final = 0.9  # share of the shorter of two spans by which they are the same, with other bounds
HEADING: Final = 0.96  # and that a headline above a time stamp does, which the story tells again
ANY: Final = 0.45  # least probability that a sentence holds a cause, signalled or not


def with_trained(page: Page, sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Where links without a signal are asked for: what the heads read in a sentence, joined with what the rules read.

    A link of the rules that the heads read too has the bounds the heads give it. A list as a whole has the sign its
    items have, and is left out where they differ. The rules' guesses without a signal
    stand only where the heads see a cause and find none. The surest come first: what the heads read, in the order they
    find it, then what the rules alone read. Drafts are returned as they are where nothing more is asked for.
    """
    heads = trained(page)
    if heads is None or not page.cache.get("implied"):
        return drafts
    p = heads.causal(sentence, _flags(drafts))
    left = [d for d in drafts if d.relation != "implied"]
    if p < (HEADING if _is_heading(page, sentence) else ANY):
        return left
    out = []
    for linked in heads.relations(sentence):
        made = _link(page, sentence, heads, linked, p)
        if made is None:
            continue
        same = [d for d in left if _same(d, made)]
        if len(same) == 1:  # several are the items of a list: they stand beside the whole
            left.remove(same[0])
            signal = made.connective or same[0].connective
            made = replace(same[0], cause=made.cause, effect=made.effect, connective=signal)
        elif len({d.sign for d in same}) > 1:
            continue  # one sign would be wrong for some of the items
        elif same:
            made = replace(made, sign=same[0].sign)
        out.append(made)
    return out + left or drafts


def _is_heading(page: Page, sentence: Sentence) -> bool:
    """Whether a time stamp follows: a headline, whose story comes after."""
    after = page.sentences[sentence.index + 1 : sentence.index + 2]
    return bool(after) and after[0].kind == "dateline"


def _same(one: Draft, other: Draft) -> bool:
    return _near(one.cause, other.cause) and _near(one.effect, other.effect)


def _near(one: Span, other: Span) -> bool:
    """Whether one of two spans is as good as inside the other."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= INSIDE * min(one.end - one.start, other.end - other.start)


def opinion(page: Page, sentence: Sentence, drafts: list[Draft]) -> float | None:
    """How probable the heads think a signalled cause in this sentence, given its links; None without heads or links."""
    heads = trained(page)
    return heads.yes("guide", sentence, _flags(drafts)) if heads is not None and drafts else None


def _flags(drafts: list[Draft]) -> list[float]:
    kinds = {d.relation for d in drafts}
    return cause_flags(bool(kinds - {"implied"}), "implied" in kinds)


def _link(page: Page, sentence: Sentence, heads: Trained, linked: Linked, p: float) -> Draft | None:
    found = heads.encoded(sentence)
    if found is None:
        return None
    cause, effect = (_span(page, sentence, found, run) for run in (linked.cause, linked.effect))
    signal = _span(page, sentence, found, linked.signal) if linked.signal is not None else None
    if cause is None or effect is None or cause.overlaps(effect):
        return None
    sign = 1 if falls(page.words_in(cause)) == lessened(page.words_in(effect)) else -1
    rule = "causes/trained-implied"
    return Draft(
        cause, effect, signal, sign, _certainty(page, signal or effect), rule, round(p * linked.chance, 3), "implied"
    )


def _span(page: Page, sentence: Sentence, found: Encoded, run: Run) -> Span | None:
    """Whole words under a run of pieces, without punctuation at the ends."""
    base = sentence.span.start
    start, end = base + found.offsets[run[0]][0], base + found.offsets[run[1] - 1][1]
    return trimmed_span(page.words_in((start, end))) if end > start else None


def _certainty(page: Page, span: Span) -> Certainty:
    """That of the predicate of a span, or of the nearest one above it."""
    words = page.words_in(span)
    for word in words:
        if word.pos in ("VERB", "AUX"):
            return certainty_of(word)
    above = next((w for w in words[0].ancestors() if w.pos in ("VERB", "AUX")), None) if words else None
    return certainty_of(above) if above is not None else "asserted"
