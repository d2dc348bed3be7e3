"""What an effect is made to do or to be: "the rebels to surrender", "peace less likely", "X from doing Y"."""

from __future__ import annotations

from typing import Final

from aitia.extract.cause_spans import clause, comma_before, phrase, verb_phrase
from aitia.language.frames import Frame
from aitia.language.page import Word
from aitia.lexicon.causes import CausalVerb

_EASIER: Final = frozenset("easier easy possible likely likelier inevitable unavoidable certain probable".split())
_HARDER: Final = frozenset("harder hard difficult impossible unlikely improbable pointless costlier riskier".split())
WITNESSES: Final = frozenset(["me", "us", "you", "'s", "’s"])
_COMPLEMENTS: Final = frozenset(["ccomp", "xcomp", "oprd", "acomp"])
_ASIDE: Final = 12  # words of an aside


def clause_effect(entry: CausalVerb, verb: Word, found: Frame) -> list[Word]:
    """Object and what it is made to do or be: "the rebels to surrender", "the talks useless", "X from doing Y"."""
    complement = [c for c in verb.children if c.i > verb.i and (c.dep in _COMPLEMENTS or _bare_infinitive(c))]
    objects = [c for c in verb.children if c.dep in ("dobj", "dative") and c.i > verb.i]
    if found.passive:
        return []
    if entry.effect == "from":
        strayed = _next_from(objects)
        if strayed is not None:
            return strayed
        under = [c for c in verb.children if c.dep == "prep" and c.lower == "from" and _gerund_under(c)]
        under += [c for o in objects for c in o.children if c.dep == "prep" and c.lower == "from" and _gerund_under(c)]
        if objects and under:
            return [*phrase(objects[0], {under[0].i}), under[0], *under[0].subtree()]
        return []
    if verb.lemma in ("mean", "ensure", "guarantee"):
        return next((clause(c) for c in complement if c.dep == "ccomp" and c.child("nsubj", "nsubjpass", "expl")), [])
    if verb.lemma == "explain":
        told = next((clause(c) for c in complement if c.dep == "ccomp"), [])
        return told[1:] if told and told[0].lower == "why" else []
    for c in complement:
        own = c.child("nsubj", "nsubjpass")
        if own is not None and own.i > verb.i:
            if own.tag in ("WP", "WDT") or c.tag in ("VBZ", "VBD", "VBP") or own.lower in WITNESSES:
                return []
            return clause(c, {verb.i})
    if objects:
        for c in complement:
            if c.i > objects[0].i:
                return phrase(objects[0], {c.i}) + clause(c)
        infinitive = next(
            (c for c in objects[0].children if c.dep in ("acl", "relcl") and any(x.lower == "to" for x in c.children)),
            None,
        )
        if infinitive is not None and verb.lemma not in ("make", "leave", "keep", "cause"):
            return phrase(objects[0])
    if verb.lemma == "help":
        return next((verb_phrase(c) for c in complement if c.pos == "VERB"), [])
    return []


def _next_from(objects: list[Word]) -> list[Word] | None:
    """ "X from V-ing Y" behind a verb, by the words, whatever the parser hung the "from" on."""
    if not objects:
        return None
    inner = [w for w in phrase(objects[0]) if w.pos != "PUNCT" or w.i < objects[0].i]
    words = objects[0].sent.words
    cut = next((w.i for w in inner if w.lower == "from" and w.i > objects[0].i), inner[-1].i + 1) - words[0].i
    if cut < len(words) and words[cut].text == ",":
        cut = _past_aside(words, cut)
    if cut + 1 >= len(words) or words[cut].lower != "from" or words[cut + 1].tag != "VBG":
        return None
    doing = [w for w in verb_phrase(words[cut + 1], joined=True) if w.i > words[cut].i]
    return [*(w for w in inner if w.i < words[cut].i), words[cut], *doing]


def _past_aside(words: list[Word], comma: int) -> int:
    """Where the words behind an aside between commas begin: "the poor, even in towns, from reaching food"."""
    for k in range(comma + 1, min(comma + _ASIDE, len(words))):
        if words[k].text == "," or words[k].tag in ("VBZ", "VBD", "VBP", "MD"):
            return k + 1 if words[k].text == "," else comma
    return comma


def eased(verb: Word) -> tuple[list[Word], int] | None:
    """ "Made peace less likely", "made it hard to recruit": what becomes easier or harder, and the sign."""
    near = [c for c in verb.children if c.i > verb.i]
    below = [x for child in near if child.dep in ("dobj", "dep") for x in child.children]
    for c in [*near, *below]:
        if c.pos not in ("ADJ", "ADV") or c.dep == "amod" or c.lower not in _EASIER | _HARDER:
            continue
        sign = 1 if c.lower in _EASIER else -1
        if any(x.lower in ("less", "least", "not") for x in c.children):
            sign = -sign
        subject = c.child("nsubj") or verb.child("dobj")
        if subject is None or subject.i < verb.i:
            return None
        if subject.lower != "it" and c.lower == "impossible" and sign < 0:
            return [*phrase(subject, {c.i}), c], 1  # "made life impossible"
        if subject.lower != "it":
            return phrase(subject, {c.i}), sign
        ends = [x for w in (c, verb) for x in w.children if x.tag == "VB" and x.i > c.i]
        ends = [x for x in ends if any(y.lower == "to" for y in x.children)]
        return (clause(ends[0]), sign) if ends else ([], sign)
    return None


def _bare_infinitive(word: Word) -> bool:
    """An infinitive parsed as an adjunct right behind the object: "tempted the neighbours to intervene"."""
    return (
        word.dep == "advcl"
        and word.tag == "VB"
        and not comma_before(word)
        and bool(word.children)
        and (word.children[0].lower == "to")
    )


def _gerund_under(preposition: Word) -> bool:
    under = preposition.child("pcomp", "pobj")
    return under is not None and (under.tag == "VBG" or under.text.endswith("ing"))
