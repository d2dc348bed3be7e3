"""Read cause-effect statements: a page in, causal links out.

Example: "The embargo weakened the regime" → the embargo -(-1)-> the regime. Direction and polarity belong to the
link, not to the valence of its words: what worsens a flood brings more of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_asides import loose_links
from aitia.extract.cause_connectives import connective_links
from aitia.extract.cause_deeds import deed_links
from aitia.extract.cause_doings import doing_links
from aitia.extract.cause_equations import equation_links
from aitia.extract.cause_implied import implied_links
from aitia.extract.cause_links import Draft, cause_span
from aitia.extract.cause_lists import list_links, without_lists
from aitia.extract.cause_motives import motive_links
from aitia.extract.cause_nominals import nominal_links, way_links
from aitia.extract.cause_purposes import purpose_links, stated_ends
from aitia.extract.cause_reactions import reaction_links
from aitia.extract.cause_sequels import sequel_links
from aitia.extract.cause_trained import opinion, with_trained
from aitia.extract.cause_turns import other_links
from aitia.extract.cause_verbs import verb_links
from aitia.extract.cause_whats import what_links
from aitia.extract.cause_when import when_links
from aitia.extract.cause_without import missing_links
from aitia.language.page import Page, Sentence
from aitia.lexicon import causes as lexicon
from aitia.model.reading import row_id
from aitia.model.records import CausalLink
from aitia.model.text import Span

_MAX_PER_SENTENCE: Final = 24
_CONTENT: Final = frozenset(["NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "SYM", "X", "INTJ"])
# whose effect may be one bare verb: "did not flee because of hunger", "threatened to act if they stay"
_OPEN_ENDS: Final = ("because", "because of", ":if", ":unless", ":until", ":when", "without")
_POINTERS: Final = frozenset("this these those them him her us".split())
_MODALS: Final = frozenset("will would can could may might does do did wo is are".split())


class CausesExtractor:
    """Reads the layer ``causes``."""

    name = "causes"

    def extract(self, page: Page) -> Iterator[CausalLink]:
        """Yield the causal links of a page in text order, each on the claim it is made in.

        Those of one sentence stand in text order too or, where links without a signal are asked for, the surest first.
        """
        seen: set[str] = set()
        denied: list[Draft] = []
        for sentence in page.content_sentences():
            found = [d for d in _sentence_drafts(page, sentence) if not _inside_a_name(page, d)]
            drafts = _settled(sentence, found)
            drafts += list(_ellipsis(page, sentence, denied, drafts))
            drafts = with_trained(page, sentence, sorted(drafts, key=lambda d: (d.cause, d.effect, d.sign)))
            denied = [d for d in drafts if d.certainty == "negated"]
            thought = opinion(page, sentence, drafts)
            for draft in drafts:
                link = _link(page, draft)
                if thought is not None:
                    page.opinions[link.id] = thought
                if link.id not in seen:
                    seen.add(link.id)
                    yield link


def _inside_a_name(page: Page, draft: Draft) -> bool:
    """Whether both ends are words of one name: "blamed the Front for the Liberation of the Lakes"."""
    first, second = page.word_at(draft.cause.end - 1), page.word_at(draft.effect.end - 1)
    if page.cast is None or first is None or second is None:
        return False
    name = page.cast.covering.get(first.i)
    return name is not None and name.form == "name" and name is page.cast.covering.get(second.i)


def _link(page: Page, draft: Draft) -> CausalLink:
    key = (draft.cause, draft.effect, draft.sign, draft.relation, draft.rule)
    return CausalLink(
        id=row_id("cause", *key),
        cause=draft.cause,
        effect=draft.effect,
        connective=draft.connective,
        polarity=draft.sign,
        certainty=draft.certainty,
        relation=draft.relation,
        claim=page.voices.at(draft.connective or draft.effect),
        rule=draft.rule,
        confidence=draft.confidence,
    )


def _sentence_drafts(page: Page, sentence: Sentence) -> Iterator[Draft]:
    verbs, nouns, adjectives = lexicon.verbs(), lexicon.nouns(), lexicon.adjectives()
    connectives = lexicon.connectives()
    for word in sentence.words:
        if word.lemma == "be" and word.dep not in ("aux", "auxpass") and word.child("prep") is not None:
            yield from verb_links(page, word)
        if word.pos == "VERB":
            yield from deed_links(page, word)
            yield from doing_links(page, word)
            if word.lemma in verbs or lexicon.base_form(word.lemma, word.lower) in verbs:
                yield from verb_links(page, word)
            if word.lemma == "aim":
                yield from stated_ends(word)
            if word.tag == "VB":
                yield from purpose_links(word)
        elif word.pos in ("NOUN", "PROPN"):
            yield from way_links(page, word)
            yield from stated_ends(word)
            if word.lemma in nouns:
                yield from nominal_links(page, word)
            if word.lemma in verbs and word.child("nsubj") is not None and word.child("dobj") is not None:
                yield from verb_links(page, word)  # "such a step rewards murder", the verb taken for a noun
        elif word.pos == "ADJ" and word.lower in adjectives:
            yield from nominal_links(page, word)
        if word.lower in connectives:
            yield from connective_links(page, word)
        yield from list_links(page, word)
        yield from other_links(word)
        yield from missing_links(word)
        yield from loose_links(word)
        yield from motive_links(word)
        yield from sequel_links(page, word)
        yield from what_links(word)
        yield from when_links(word)
        yield from equation_links(page, word)
        yield from reaction_links(word)
        yield from implied_links(page, word)


def _settled(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Links whose ends stand apart, the surest of those that say the same."""
    kept: list[Draft] = []
    drafts = without_lists(sentence, drafts)
    means = [d for d in drafts if d.rule == "causes/by-gerund"]
    drafts = [
        d for d in drafts if not (d.rule.startswith("causes/verb") and any(_near(d.effect, m.effect) for m in means))
    ]
    moved = [d for d in drafts if d.rule == "causes/motive" and d.connective is not None]
    drafts = [d for d in drafts if not (d.rule.startswith("causes/verb") and any(_feels(d, m) for m in moved))]
    for draft in sorted(drafts, key=lambda d: -d.confidence):
        repeated = draft.cause.overlaps(draft.effect) or any(_same(draft, other) for other in kept)
        if repeated or not _whole(sentence, draft):
            continue
        kept.append(draft)
        if len(kept) >= _MAX_PER_SENTENCE:
            break
    return kept


def _whole(sentence: Sentence, draft: Draft) -> bool:
    """Whether both ends say something: no bare pronoun or verb, no auxiliary without its verb."""
    for part in (draft.cause, draft.effect):
        words = [w for w in sentence.words if part.start <= w.start and w.end <= part.end and w.pos != "PUNCT"]
        if not words:
            continue  # in the sentence before
        if not any(w.pos in _CONTENT for w in words) and len(words) < 3 and words[0].lower not in _POINTERS:
            return False
        mere_phrase = words[0].dep == "prep" and not any(w.pos in ("VERB", "AUX") for w in words)
        if mere_phrase and draft.rule.startswith("causes/verb"):
            return False
        done = words[0].tag == "VB" and draft.rule.endswith(_OPEN_ENDS)
        if len(words) == 1 and words[0].pos == "VERB" and words[0].tag not in ("VBG", "NN") and not done:
            return False
    return True


def _same(one: Draft, other: Draft) -> bool:
    return _near(one.cause, other.cause) and _near(one.effect, other.effect)


def _feels(draft: Draft, moved: Draft) -> bool:
    """Whether a link only says who has the feeling out of which something is done: "angered by the vote, they left"."""
    felt = draft.connective is not None and moved.connective is not None and draft.connective.overlaps(moved.connective)
    return felt and _near(draft.cause, moved.cause)


def _near(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0.5 * min(one.end - one.start, other.end - other.start)


def _ellipsis(page: Page, sentence: Sentence, denied: list[Draft], own: list[Draft]) -> Iterator[Draft]:
    """ "Y will not stop Z. X will.": what the verb left out is that of the denied link before."""
    denials = [d for d in own if d.certainty == "negated"] or denied
    if not denials:
        return
    for word in sentence.words:
        auxiliary = word.pos == "AUX" or (
            word.lower in ("will", "did", "does", "do") and word.dep in ("ROOT", "conj")
        )  # or taken for the noun
        if not auxiliary or word.lower not in _MODALS or word.dep == "aux":
            continue
        beside = [c for c in word.children if not (c.dep == "ccomp" and any(w.text == ";" for w in word.children))]
        if any(c.dep not in ("nsubj", "csubj", "punct", "cc", "advmod", "mark") for c in beside):
            continue
        subject = word.child("nsubj", "csubj")
        if subject is None or subject.i > word.i:
            continue
        source = denials[-1]
        cause = cause_span(page, subject, {word.i})
        if cause is None or cause.overlaps(source.effect) or _near(cause, source.cause):
            continue
        where = Span(word.start, word.end)
        yield Draft(cause, source.effect, where, source.sign, "asserted", "causes/ellipsis", 0.7)
