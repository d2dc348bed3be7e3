"""Read claims: who says what, by which words. Everything else on the page is the author's own.

Example: ``Officials denied that the army had shelled the town`` → Officials, denied, [that the army …], negated.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from aitia.extract.attribution import FIRST_PERSON, Draft, source_span
from aitia.extract.attribution_asides import already_so, by_the_way
from aitia.extract.attribution_colons import read_colons
from aitia.extract.attribution_inserted import read_inserted
from aitia.extract.attribution_labels import read_labels, read_texts
from aitia.extract.attribution_nouns import read_nominals
from aitia.extract.attribution_quotes import attach_quotations
from aitia.extract.attribution_standpoints import read_standpoints
from aitia.extract.attribution_turns import read_turns
from aitia.extract.attribution_verbs import read_verbs
from aitia.extract.framing import read_framing
from aitia.extract.quotes import Quotations, asides, find_quotations
from aitia.extract.source_pronouns import is_one_of_them
from aitia.extract.sourcing import Sourcing
from aitia.extract.voices import Voices, gather
from aitia.language.page import Page, Word
from aitia.model.codes import AUTHOR, ClaimKind
from aitia.model.reading import row_id
from aitia.model.records import Claim
from aitia.model.text import Span


class ClaimsExtractor:
    """Reads the layer ``claims``."""

    name = "claims"

    def extract(self, page: Page) -> Iterator[Claim]:
        """Yield the claims of a page in text order; the default voice is not among them."""
        yield from read_claims(page)[0]


def read_voices(page: Page) -> Voices:
    """The claims of a page and the look-up of who commits to what is said where."""
    made, quotations = _read(page)
    judged = {claim.id for claim, draft in made if not draft.holds}
    spoken = [*((q.start, q.end) for q in quotations.items), *quotations.unmarked]
    passing = [(s.start, s.end, c.id) for c, d in made for s in by_the_way(page, d, quotations)]
    return gather(_nest(made), judged, spoken, [*asides(page, quotations), *quotations.told], passing)


def read_claims(page: Page) -> tuple[list[Claim], set[str], Quotations]:
    """All claims but the default voice, ids of those whose content is only judged, and the quotations."""
    made, quotations = _read(page)
    judged = {claim.id for claim, draft in made if not draft.holds}
    return _nest(made), judged, quotations


def _read(page: Page) -> tuple[list[tuple[Claim, Draft]], Quotations]:
    """Claims with the drafts they come from, in text order."""
    quotations = find_quotations(page)
    drafts, taken = attach_quotations(page, quotations)
    texts = read_texts(page, quotations, taken)
    taken |= texts
    drafts += texts.values()
    verbs = list(read_verbs(page, quotations, taken))
    inserted = {d.anchor.i: d for d in read_inserted(page, quotations, taken, {d.anchor.i: d for d in verbs[::-1]})}
    inserted |= {d.anchor.i: d for d in read_colons(page, quotations, taken)}
    verbs = [*(d for d in verbs if d.anchor.i not in inserted), *inserted.values()]
    drafts += verbs
    drafts += read_nominals(page, quotations, {d.anchor.i: d for d in (*verbs, *taken.values())})
    drafts += read_standpoints(page, quotations, {d.anchor.i for d in (*verbs, *taken.values())})
    drafts += read_framing(page, quotations)
    drafts += read_turns(page, quotations)
    drafts += read_labels(page, quotations, {d.anchor.sent.index for d in taken.values()})
    quotations.unmarked = [s for d in drafts if d.rule in ("label", "quote/release") for s in d.content]
    quotations.told = [s for d in drafts if d.rule == "verb/i" for s in already_so(d)]
    drafts = [d for d in drafts if d.content and _stands(d, quotations)]
    drafts = _without_echoes(drafts, quotations.told)
    drafts.sort(key=lambda d: (min(s.start for s in d.content), d.anchor.i))
    sourcing = Sourcing(page)
    made: list[tuple[Claim, Draft]] = []
    seen: set[str] = set()
    for draft in drafts:
        claim = _claim(draft, sourcing)
        if claim is None or claim.id in seen:
            continue
        seen.add(claim.id)
        made.append((claim, draft))
    return _going_on(made, sourcing), quotations


def _going_on(made: list[tuple[Claim, Draft]], sourcing: Sourcing) -> list[tuple[Claim, Draft]]:
    """Claims of a "he" or "she" whom nothing else tells: whoever spoke last, if near and of that gender."""
    last: tuple[Claim, Draft] | None = None
    told: dict[str, tuple[str, ...]] = {}
    for claim, draft in sorted(made, key=lambda m: (m[1].anchor.i, m[0].id)):
        head = draft.sources[0] if len(draft.sources) == 1 else None
        if claim.kind != "attributed" or head is None:
            continue
        mistaken = ""
        if claim.sources and _is_of_himself(claim, draft, head, sourcing):
            mistaken, claim = claim.sources[0], replace(claim, sources=())
            told[claim.id] = ()
        near = last is not None and head.sent.index - last[1].anchor.sent.index <= _NEAR
        bare = near and not claim.sources
        if bare and last is not None and sourcing.goes_on(head, last[0].sources, mistaken):
            claim = replace(claim, sources=last[0].sources)
            told[claim.id] = claim.sources
        elif (
            not (claim.sources or mistaken)
            and (head.lower in _PRONOUNS or is_one_of_them(head, draft.anchor))
            and (found := sourcing.told_before(head))
        ):
            claim = replace(claim, sources=found)
            told[claim.id] = found
        last = (claim, draft)
    return [(replace(c, sources=told[c.id]) if c.id in told else c, d) for c, d in made]


def _is_of_himself(claim: Claim, draft: Draft, head: Word, sourcing: Sourcing) -> bool:
    """Whether a "he" who tells would be somebody first named in what he tells: "Lind was not at home, he added"."""
    if draft.rule.startswith("quote") or head.lower not in ("he", "she") or len(claim.sources) != 1:
        return False
    start = min(s.start for s in claim.content)
    return start < head.start and not sourcing.is_named_before(claim.sources[0], start)


def _stands(draft: Draft, quotations: Quotations) -> bool:
    """Inside a quotation only plain reports of third parties are claims of their own."""
    inside = quotations.over(draft.anchor.start)
    if inside is None or not draft.cue:
        return True
    if any(s.start <= inside.start and inside.end <= s.end for s in draft.content):
        return False
    return draft.strong and bool(draft.sources) and all(w.pos in ("NOUN", "PROPN") for w in draft.sources)


_PRONOUNS = frozenset(["he", "she", "it", "they", "his", "her", "its", "their"])
_NEAR = 2  # sentences back to whoever spoke last
_NESTABLE = frozenset(
    [
        "verb/t",
        "verb/of",
        "verb/i",
        "verb/as",
        "verb/par",
        "noun/t",
        "according-to",
        "quote/cue",
        "adverb",
        "label",
        "noun/i",
        "verb/po",
        "verb/g",
    ]
)


def _without_echoes(drafts: list[Draft], told: list[Span]) -> list[Draft]:
    """Drop what is only part of how a claim is told: "said he supports a truce" is one claim, his.

    ``told`` are places inside what somebody wants where the writer tells what has happened.
    """
    holders = sorted((s.start, s.end, n) for n, d in enumerate(drafts) if d.cue and d.holds for s in d.content)
    out = []
    reach: list[int] = []
    for _, end, _ in holders:
        reach.append(max(end, reach[-1] if reach else 0))
    for n, draft in enumerate(drafts):
        place = draft.anchor
        outer = None
        for i in range(bisect_right(holders, (place.start, 1 << 62, 0)) - 1, -1, -1):
            if reach[i] <= place.start:
                break
            start, end, m = holders[i]
            if m != n and end >= place.end and (outer is None or end - start < outer[0]):
                outer = (end - start, drafts[m])
        if (
            outer is None
            or not draft.cue
            or draft.framed
            or any(t.start <= place.start < t.end for t in told)
            or (draft.rule in _NESTABLE and (draft.rule in ("according-to", "adverb") or _other_voice(draft, outer[1])))
        ):
            out.append(draft)
    return out


def _other_voice(draft: Draft, outer: Draft) -> bool:
    """Whether a claim inside another is of somebody else, named by a noun, or words he puts his own name to.

    Example: "He said that it was what he called a trap": told twice.
    """
    if draft.rule == "verb/as" and any(c.dep == "dobj" and c.lower == "what" for c in draft.anchor.children):
        return True
    if draft.rule == "verb/par" and not draft.sources:  # "…, it is said, …"
        return True
    if not draft.sources or any(w.pos not in ("NOUN", "PROPN") for w in draft.sources):
        return False
    return not {w.i for w in draft.sources} & {w.i for w in outer.sources}


def _claim(draft: Draft, sourcing: Sourcing) -> Claim | None:
    kind: ClaimKind = "framed" if draft.framed else "attributed"
    sources: tuple[str, ...] = ()
    span = draft.source_span
    if draft.framed:
        sources = (AUTHOR,)
    elif draft.turn is not None:
        sources = tuple(p.actor for p in sourcing.taking_turns(draft.turn))
    elif draft.sources:
        sources = tuple(p.actor for p in sourcing.sources(draft.sources, draft.anchor))
        span = span or source_span(draft.sources, draft.anchor)
        if all(w.lower in FIRST_PERSON for w in draft.sources):
            kind, sources = "framed", (AUTHOR,)
            sourcing.note_writers(draft.sources)
        elif sources and set(sources) == {AUTHOR}:
            kind = "framed"
    cue = _cue_span(draft.cue)
    content = tuple(sorted(set(draft.content)))
    return Claim(
        id=row_id("claim", kind, cue, span, content), kind=kind, sources=sources, source_span=span, cue=cue,
        content=content, hedged=draft.hedged, negated=draft.negated,
    )  # fmt: skip


def _cue_span(words: list[Word]) -> Span | None:
    return Span(min(w.start for w in words), max(w.end for w in words)) if words else None


def _nest(made: list[tuple[Claim, Draft]]) -> list[Claim]:
    """Give each claim its parent: the innermost other claim in whose content its cue, or else its content, stands.

    A parent's stretch is longer than anything the child holds, so that parents never run in a circle. The author's
    frames count only in the author's own text.
    """
    voices = gather([c for c, _ in made])
    kinds = {c.id: c.kind for c, _ in made}
    out = []
    for claim, _ in made:
        longest = max(s.end - s.start for s in claim.content)
        parent, width = voices.default, 1 << 62
        for start, end, other in voices.around(claim.cue or claim.content[0]):
            if other != claim.id and longest < end - start < width:
                parent, width = other, end - start
        if claim.kind == "framed" and kinds.get(parent) == "attributed":
            continue
        out.append(replace(claim, parent=parent))
    return out
