"""The effects of a causal verb: which words of its frame they are, and the sign of the link on each."""

from __future__ import annotations

from typing import Final

from aitia.extract.cause_complements import WITNESSES, clause_effect, eased
from aitia.extract.cause_senses import other_sense
from aitia.extract.cause_sides import apart
from aitia.extract.cause_spans import (
    clause,
    listed,
    phrase,
    separate,
    starting_at,
    variable,
    verb_phrase,
)
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.frames import Frame
from aitia.language.page import Word
from aitia.lexicon.causes import CausalVerb

_THEM: Final = frozenset("him her them it".split())
_MONEY: Final = frozenset(
    "dollar pound euro rouble ruble franc mark yen crown peso rupee lira billion million $".split()
)
_VEHICLES: Final = frozenset(
    "car tank truck vehicle bus convoy ship boat plane lorry jeep helicopter aircraft jet drone missile".split()
)
_SAID: Final = frozenset(
    "charge claim allegation report accusation rumour rumor involvement responsibility wrongdoing authenticity".split()
)


# things whose worsening is a loss
_GOOD: Final = frozenset(
    """relation relationship security stability economy prospect peace health nutrition livelihood production
    harvest confidence cooperation safety position standing condition access ability capacity""".split()
)


_WORSEN: Final = frozenset(["worsen", "aggravate", "exacerbate"])

_GIVING: Final = frozenset("give hand earn win spare offer afford cost buy deliver bring deny send".split())


# what is done to somebody, not what there is more of
_CHANGING: Final = frozenset(
    """unite radicalise radicalize mobilise mobilize alarm frighten scare anger enrage infuriate change transform
    alienate divide humiliate harden convince galvanise galvanize rally shock terrify traumatise traumatize""".split()
)

_ACQUIRING: Final = frozenset(["buy", "earn", "win"])
_WHERE: Final = frozenset(
    """area region city town village place part suburb district province country capital zone north south east west
    street year month week century spring summer autumn winter""".split()
)
_PLACE: Final = frozenset("in across among between within throughout around inside".split())


def effects_of(entry: CausalVerb, verb: Word, found: Frame) -> list[tuple[list[Word], int]]:
    """Word groups of the effects with the sign of each, or nothing where the entry does not fit."""
    if entry.particle and not _has_particle(entry, verb):
        return []
    if entry.objects and not any(h.lemma in entry.objects for h in found.patients):
        return []
    if other_sense(entry, verb, found):
        return []
    if any(h.lemma in _VEHICLES for h in found.patients[:1]) and (entry.effect == "both" or entry.particle == "down"):
        return []
    if any(h.lemma in _SAID or h.lower in ("me", "us") for h in found.patients[:1]) and entry.things_only:
        return []
    if entry.cause == "prep" and entry.effect == "vp":
        away = {w.head.i for w in oblique_heads(entry, verb, found)}
        return [(clause(verb, away), 1)] if away and found.agents else []  # "children die of hunger"
    if entry.effect in ("clause", "from"):
        made = eased(verb) if verb.lemma in ("make", "render") else None
        if made is not None:
            return [made] if made[0] else []
        words = clause_effect(entry, verb, found)
        return [(words, entry.sign)] if words else []
    oblique = oblique_heads(entry, verb, found) if entry.oblique else []
    if entry.oblique and not oblique:
        return []
    stop = {verb.i} | ({c.i for c in verb.children if c.dep in ("prep", "agent")} if found.passive else set())
    stop |= {w.head.i for w in oblique}
    patients = _objects(entry, verb, found)
    if entry.effect == "prep":
        if not entry.objects and not entry.particle and verb.lemma in ("end", "allow") and found.patients:
            return []  # "would end the war in a month", "allows detention for a year"
        if verb.lemma == "end" and any(w.lemma in _WHERE or w.ent in ("GPE", "LOC", "FAC", "DATE") for w in oblique):
            return []  # "fighting ended in the suburbs"
        return [_signed(entry, words) for words in each_phrase(oblique, {verb.i}) if oblique[0].pos != "NUM"]
    if entry.effect == "subject":
        heads = found.patients if found.passive else found.agents
        stop |= {
            c.i for h in heads[:1] for c in h.children if c.dep == "relcl" and (c is verb or c in verb.ancestors())
        }
        return (
            [_signed(entry, words) for words in each_phrase(heads[:1], stop)] if heads and _noun_like(heads[0]) else []
        )
    if not patients or not _noun_like(patients[0]) or _whose(verb, patients[0]):
        return []
    if entry.effect == "object" and (
        patients[0].pos == "NUM" or (_mere_date(patients[0]) and entry.verb not in _ACQUIRING)
    ):
        return []
    if entry.verb in _ACQUIRING and entry.fixed < 3 and patients[0].i < verb.i:
        return []  # "a gift that no tyrant could have bought"
    if entry.things_only and entry.effect == "object" and _made_to(verb, patients[0]):
        return []
    if entry.effect == "vp":
        if found.passive:
            return [(clause(verb, {c.i for c in verb.children if c.dep in ("agent",)}), entry.sign)]
        words = verb_phrase(verb)
        return [(words, entry.sign)] if len(words) > 1 else []
    if entry.effect == "both":
        first = patients[0]
        inner = [w for w in _through(oblique[0]) if w.i > verb.i]
        words = phrase(first, {verb.i}) + inner
        return [(words, entry.sign)]
    if entry.verb == "cost" and entry.effect == "object" and patients[0].lower in WITNESSES | _THEM:
        return []  # whom it costs, what it costs being lost
    groups = each_phrase(patients, stop)
    if (
        entry.verb == "cost"
        and entry.sign < 0
        and any(w.lower in _MONEY for w in groups[0] if w.i >= patients[0].i - 3)
    ):
        return [(words, 1) for words in groups]  # "cost a million pounds a day": what is paid
    if _whom_alone(entry, verb, patients):
        return [(verb_phrase(verb), 1)]
    if len(groups) == 1 and not found.passive:
        groups = [groups[0] + (_to_whom(verb, groups[0]) or _where(verb, groups[0], stop))]
    return [_signed(entry, words) for words in groups]


def _whom_alone(entry: CausalVerb, verb: Word, patients: list[Word]) -> bool:
    """Whether the effect is what is done to somebody a pronoun stands for: "would unite them"."""
    own = entry.verb in _CHANGING and entry.sign == 1 and len(patients) == 1
    return own and patients[0].pos == "PRON" and patients[0].i > verb.i


def _whose(verb: Word, target: Word) -> bool:
    """Whether the object is only the owner of the subject: "the deputies whose mood had soured"."""
    if verb.dep != "relcl" or target is not verb.head:
        return False
    return any(x.tag == "WP$" for c in verb.children if c.dep in ("nsubj", "nsubjpass") for x in c.children)


def _where(verb: Word, words: list[Word], stop: set[int]) -> list[Word]:
    """A phrase of place right behind an object, which the parser hangs on the verb: "havoc in the region"."""
    if not words:
        return []
    for c in verb.children:
        if c.dep == "prep" and c.i == words[-1].i + 1 and c.lower in _PLACE and c.i not in stop:
            under = c.child("pobj")
            if under is not None and under.ent not in ("DATE", "TIME") and not under.lower.isdigit():
                return [c, *phrase(under)]
    return []


def _to_whom(verb: Word, words: list[Word]) -> list[Word]:
    """Whom something is handed to, right behind it: "hands ammunition to the enemy"."""
    for c in verb.children if verb.lemma in ("hand", "give", "offer", "bring") and words else ():
        if c.dep in ("prep", "dative") and c.lower == "to" and c.i == words[-1].i + 1:
            under = c.child("pobj")
            return [c, *phrase(under)] if under is not None and under.ent not in ("DATE", "TIME") else []
    return []


def _made_to(verb: Word, target: Word) -> bool:
    """Whether the object is itself the doer of an infinitive: "required the ministry to act"."""
    return any(
        c.i > target.i and c.tag == "VB" and c.dep in ("xcomp", "ccomp") and any(x.lower == "to" for x in c.children)
        for c in verb.children
    )


def _objects(entry: CausalVerb, verb: Word, found: Frame) -> list[Word]:
    if verb.lemma in _GIVING and not found.passive:
        own = [c for c in verb.children if c.dep in ("dobj", "dative") and c.i > verb.i and c.pos != "ADP"]
        if len(own) == 1 and (what := _given(verb, own[0])) is not None:
            return [what]
        if len(own) > 1:
            return own[-1:]  # what is given, not to whom
    if found.patients:
        return found.patients[:1] if len(conjuncts(found.patients[0])) >= len(found.patients) else found.patients
    if entry.particle:
        for c in verb.children:
            if c.dep in ("prep", "prt") and c.lower == entry.particle:
                return [x for x in c.children if x.dep == "pobj"]
    return []


def _given(verb: Word, to: Word) -> Word | None:
    """What is given where the parser took it for a time: "hand him the week he needs", "cost us what we had won"."""
    for c in verb.children:
        if c.dep == "npadvmod" and c.i > to.i and (c.ent not in ("DATE", "TIME") or c.child("relcl") is not None):
            return c
    return None


def _through(word: Word) -> list[Word]:
    """A phrase under a preposition, with that preposition."""
    words = phrase(word)
    return [word.head, *words] if word.head.pos == "ADP" else words


def _noun_like(word: Word) -> bool:
    return word.lower not in (
        "itself",
        "themselves",
        "himself",
        "herself",
        "i",
        "we",
        "you",
        "it",
        "that",
        "which",
        "what",
    )


def each_phrase(heads: list[Word], stop: set[int]) -> list[list[Word]]:
    """Phrases of all heads; coordination counted once."""
    out: list[list[Word]] = []
    seen: set[int] = set()
    for head in heads:
        if head.i in seen:
            continue
        seen.update(w.i for w in conjuncts(head))
        groups = apart(head, stop) or separate(head, stop)
        out.extend(groups + listed(groups[0]) if len(groups) == 1 and head.pos == "NOUN" else groups)
    return [words for words in out if words]


def _signed(entry: CausalVerb, words: list[Word]) -> tuple[list[Word], int]:
    """The sign on the variable: worse relations are fewer relations, a drop in output is less output."""
    head = _head_of(words)
    sign = entry.sign
    if head is None:
        return words, sign
    if entry.verb in _WORSEN and head.lemma in _GOOD:
        sign = -sign
    if sign == 1 and head.pos in ("NOUN", "VERB"):
        found, change = variable(words)
        return found, change
    return words, sign


def _head_of(words: list[Word]) -> Word | None:
    inside = {w.i for w in words}
    return next((w for w in words if w.head.i not in inside or w.head is w), None)


def _has_particle(entry: CausalVerb, verb: Word) -> bool:
    return any(
        c.lower == entry.particle
        and c.dep in ("prt", "prep", "advmod", "advcl", "acomp", "oprd")
        and c.i > verb.i
        and not (entry.verb == "drag" and any(x.lower == "of" for x in c.children))  # "dragged them out of the hall"
        for c in verb.children
    )


def oblique_heads(entry: CausalVerb, verb: Word, found: Frame) -> list[Word]:
    """Heads under the preposition an entry asks for, on the verb or on its object."""
    want = entry.oblique
    if want is None:
        return []
    pairs = [(name, w) for name, ws in found.obliques.items() for w in ws]
    for c in verb.children:
        if c.dep in ("dobj", "obj", "nsubjpass", "acomp", "attr", "advmod", "oprd"):
            pairs.extend(prepositions(c))
    for patient in found.patients[:2]:
        if patient.head is not verb:
            pairs.extend(prepositions(patient))
    if entry.effect == "subject":  # "the association of towns, never born": said of the subject itself
        own = {w.i for h in found.patients + found.agents for _, w in prepositions(h) if w.i < verb.i}
        pairs = [(name, w) for name, w in pairs if w.i not in own]
    out = [w for name, w in pairs if name in want.prepositions and (not want.nouns or w.lemma in want.nouns)]
    if want.inner:
        inner = [x for w in out for name, x in prepositions(w) if name in want.inner]
        out = inner or [x for w in out for name, x in pairs if name in want.inner and x.i > w.i]
    if not out and not want.nouns and not want.inner:
        out = _after(verb, want.prepositions)
    out = [w for w in out if w.i > verb.i or found.passive or entry.effect == "subject"]
    seen: set[int] = set()
    return [w for w in sorted(out, key=lambda w: w.i) if not (w.i in seen or seen.add(w.i))]  # type: ignore[func-returns-value]


def _after(verb: Word, wanted: tuple[str, ...]) -> list[Word]:
    """The phrase after a preposition that stands right behind the verb, however it was parsed."""
    words = verb.sent.words
    at = verb.i - words[0].i + 1
    for name in wanted:
        parts = name.split()
        if [w.lower for w in words[at : at + len(parts)]] == parts and at + len(parts) < len(words):
            top = starting_at(words[at + len(parts)])
            if (
                top is not None
                and top.pos in ("NOUN", "PROPN", "PRON", "VERB", "NUM")
                and top.tag not in ("VB", "VBD", "VBZ")
            ):
                return [top]
    return []


def _mere_date(word: Word) -> bool:
    """ "Ends next June", not "ended decades of war"."""
    return word.ent in ("DATE", "TIME") and word.child("prep", "relcl") is None
