"""Links that verbs, nouns and adjectives state: "X sparked Y", "Y caused by X", "X is the root of Y", ", leaving Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.language.frames import Frame, conjuncts, frame, is_passive, prepositions
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.lexicon import causes as lexicon
from aitia.lexicon.causes import CausalNoun, CausalVerb
from aitia.model.codes import Certainty
from aitia.model.text import Span
from aitia.read.cause_links import Draft, cause_span, certainty_of, is_actor, with_no
from aitia.read.cause_spans import clause, comma_before, phrase, separate, span, starting_at, variable, verb_phrase

# governors whose infinitive still states what its subject brings about
_CARRIES: Final = frozenset(
    """help continue begin start threaten tend seem appear serve work go come be fail cease stop manage set risk keep
    prove likely bound certain sure able unlikely have suffice do combine""".split()
)
_COPULAS: Final = frozenset(
    """be become remain prove represent constitute seem appear form provide serve consider call see view regard
    describe""".split()
)
_SAID: Final = frozenset(
    "charge claim allegation report accusation rumour rumor involvement responsibility wrongdoing".split()
)
_INSTANCES: Final = frozenset("example part one case illustration instance kind sort form".split())
_GENERIC: Final = frozenset(["factor", "thing", "reason", "element", "one"])
# things whose worsening is a loss
_GOOD: Final = frozenset(
    """relation relationship security stability economy prospect peace health nutrition livelihood production harvest
    confidence cooperation safety position standing condition access ability capacity""".split()
)
_COMPLEMENTS: Final = frozenset(["ccomp", "xcomp", "oprd", "acomp"])
_WORSEN: Final = frozenset(["worsen", "aggravate", "exacerbate"])
_PLACE: Final = frozenset("in across among between within throughout around inside".split())


def verb_links(page: Page, verb: Word) -> Iterator[Draft]:
    """Links of one verb, by the most specific of its entries that fits."""
    entries = lexicon.verbs().get(verb.lemma)
    if not entries:
        return
    if verb.dep in ("amod", "compound") and not verb.children:
        return
    inner = next((c for c in verb.children if c.dep in ("xcomp", "ccomp") and c.lemma in lexicon.verbs()), None)
    if (
        verb.lemma == "help"
        and inner is not None
        and not any(c.dep in ("dobj", "nsubj") and c.i > verb.i for c in verb.children)
    ):
        return  # "helped defeat X": the link is that of "defeat"
    found = frame(verb)
    for entry in entries:
        effects = _effects(entry, verb, found)
        if not effects:
            continue
        causes = _causes(page, entry, verb, found)
        if causes is None:
            continue
        cause, actor, clausal = causes
        if entry.things_only and actor and not _of_force(verb):
            return
        yield from _rows(entry, verb, cause, effects, clausal)
        return


def _of_force(verb: Word) -> bool:
    """Whether a deed of somebody is told as a cause: "helped end the war", "only they can stop it"."""
    if verb.head.lemma == "help" and verb.child("nsubj", "nsubjpass") is None:
        return True
    return any(c.dep == "aux" and c.lower in ("can", "could", "might", "may") for c in verb.children)


def _rows(
    entry: CausalVerb, verb: Word, causes: list[tuple[Span, int]], effects: list[tuple[list[Word], int]], clausal: bool
) -> Iterator[Draft]:
    if status(verb).needed:
        return  # what should be brought about is an option, no cause
    certainty: Certainty = certainty_of(verb, hedged=entry.hedged)
    for words, sign in effects:
        effect = span(words)
        if effect is None:
            continue
        sure: Certainty = certainty
        if any(w.lower == "no" and w.dep == "det" for w in words[:1]):
            sure = "negated"
        rule = f"causes/{'participle' if clausal else 'verb'}:{verb.lemma}"
        for cause, change in causes:
            yield Draft(
                cause, effect, connective(verb, entry), sign * change, sure, rule, 0.6 if entry.things_only else 0.8
            )


def connective(verb: Word, entry: CausalVerb | None = None) -> Span:
    """The verb with its particle or preposition."""
    end = verb
    words = verb.sent.words
    at = verb.i - words[0].i + 1
    if at < len(words):
        after = words[at]
        wanted = () if entry is None else ((entry.particle,) if entry.particle else ())
        wanted += entry.oblique.prepositions if entry is not None and entry.oblique and not entry.objects else ()
        if after.lower in wanted:
            end = after
    return Span(verb.start, end.end)


_Causes = tuple[list[tuple[Span, int]], bool, bool]


def _causes(page: Page, entry: CausalVerb, verb: Word, found: Frame) -> _Causes | None:
    """Spans of the cause with their sign, whether it is an actor, and whether it is a whole clause."""
    stop = {verb.i}
    if entry.cause == "prep":
        spans = [pair for words in _each(_oblique_heads(entry, verb, found), stop) for pair in _measured(words)]
        return (spans, False, False) if spans else None
    if entry.cause == "object":
        one = [s for h in found.patients[:1] if (s := cause_span(page, h, stop | _rest(verb)))]
        return ([(s, 1) for s in one], False, False) if one else None
    if verb.tag == "VBG" and not found.passive:
        hung = _hung_on(page, verb, entry)
        if hung is not None:
            words = clause(hung, stop) if hung.pos in ("VERB", "AUX") else phrase(hung, stop)
            where = span(w for w in words if w.i < verb.i)
            return ([(where, 1)], False, True) if where else None
    head = _subject(verb, found) if _stated(verb) else None
    if head is None:
        return None
    if head.pos in ("NOUN", "PROPN", "VERB"):
        groups = separate(head, stop) if len(found.agents) > 2 else [phrase(head, stop)]
        spans = [pair for words in groups for pair in _measured(words)]
    else:
        spans = [(s, 1)] if (s := cause_span(page, head, stop)) is not None else []
    return (spans, is_actor(page, head), False) if spans else None


def _subject(verb: Word, found: Frame) -> Word | None:
    """The head of the subject: of two the full one, behind a cleft or a mere "factor" what it is."""
    heads = found.agents
    carrier = verb
    while carrier.dep == "conj" and not any(c.dep == "nsubj" for c in carrier.children) and carrier.head is not carrier:
        carrier = carrier.head
    own = [c for c in carrier.children if c.dep == "nsubj" and c.tag not in ("WDT", "WP")]
    if own and any(c.dep == "nsubj" and c.tag in ("WDT", "WP") for c in carrier.children) and not found.passive:
        heads = own
    if not heads:
        return None
    head = heads[0]
    if head.tag in ("WDT", "WP") and head.i < verb.i:  # "it was fear that drove them"
        for w in reversed(head.sent.words[: head.i - head.sent.words[0].i]):
            if w.lemma == "be" and (it := w.child("nsubj")) is not None and it.lower == "it":
                return w.child("attr") or head
    if head.lemma in _GENERIC and head.dep == "nsubj" and head.head.lemma == "be":
        return head.head.child("attr", "ccomp") or head
    return head


def _measured(words: list[Word]) -> list[tuple[Span, int]]:
    found, change = variable(words)
    where = span(found)
    return [(where, change)] if where is not None else []


def _rest(verb: Word) -> set[int]:
    return {c.i for c in verb.children if c.dep in ("prep", "agent")}


def _stated(verb: Word) -> bool:
    """Whether the verb states something of its subject, rather than naming an aim, a wish or an order."""
    word = verb
    for _ in range(5):
        if word.dep == "conj" and word.head.pos in ("VERB", "AUX"):
            if any(c.dep in ("nsubj", "nsubjpass") for c in word.children):
                return True
            word = word.head
            continue
        finite = any(c.dep == "aux" and c.tag == "MD" for c in word.children)
        infinitive = any(c.dep == "aux" and c.lower == "to" for c in word.children) or (
            word.tag == "VB" and word.dep in ("xcomp", "ccomp") and not finite
        )
        if not infinitive:
            return word.dep != "pcomp" or word.head.lower == "besides" or word.head.head.lower == "addition"
        if word.dep == "xcomp" and word.head.lemma in _CARRIES:
            word = word.head
            continue
        return False
    return False


def _hung_on(page: Page, verb: Word, entry: CausalVerb) -> Word | None:
    """The clause a resultative participle closes: ", leaving thousands homeless", "fired at the crowd injuring two"."""
    if any(c.dep in ("nsubj", "aux") for c in verb.children):
        return None
    set_off = comma_before(verb)
    if verb.dep == "conj" and verb.head.tag == "VBG" and verb.head.dep in ("advcl", "acl"):
        return _hung_on(page, verb.head, entry)
    if (
        verb.dep in ("advcl", "conj", "dep", "xcomp", "ccomp")
        and verb.head.i < verb.i
        and verb.head.pos in ("VERB", "AUX")
    ):
        return _own_clause(verb.head) if set_off else None
    if verb.dep in ("acl", "relcl", "appos", "amod") and verb.head.i < verb.i:
        if not set_off and not (entry.things_only and is_actor(page, verb.head)):
            return None
        for above in verb.head.ancestors():
            if above.pos in ("VERB", "AUX"):
                return _own_clause(above)
        return verb.head if set_off else None
    return None


def _own_clause(verb: Word) -> Word:
    """Not the reporting verb but what it reports."""
    if verb.lemma in ("say", "tell", "add", "report", "announce"):
        content = verb.child("ccomp")
        if content is not None:
            return content
    return verb


def _effects(entry: CausalVerb, verb: Word, found: Frame) -> list[tuple[list[Word], int]]:
    """Word groups of the effects with the sign of each, or nothing where the entry does not fit."""
    if entry.particle and not _has_particle(entry, verb):
        return []
    if entry.objects and not any(h.lemma in entry.objects for h in found.patients):
        return []
    if any(h.lemma in _SAID or h.lower in ("me", "us") for h in found.patients[:1]) and entry.things_only:
        return []
    if entry.effect in ("clause", "from"):
        words = _clause_effect(entry, verb, found)
        return [(words, entry.sign)] if words else []
    oblique = _oblique_heads(entry, verb, found) if entry.oblique else []
    if entry.oblique and not oblique:
        return []
    stop = {verb.i} | ({c.i for c in verb.children if c.dep in ("prep", "agent")} if found.passive else set())
    stop |= {w.head.i for w in oblique}
    patients = _objects(entry, verb, found)
    if entry.effect == "prep":
        return [_signed(entry, words) for words in _each(oblique, {verb.i})]
    if entry.effect == "subject":
        heads = found.patients if found.passive else found.agents
        return [_signed(entry, words) for words in _each(heads[:1], stop)] if heads and _noun_like(heads[0]) else []
    if not patients or not _noun_like(patients[0]):
        return []
    if entry.effect == "vp":
        if found.passive:
            return [(clause(verb, {c.i for c in verb.children if c.dep in ("agent",)}), entry.sign)]
        return [(verb_phrase(verb), entry.sign)]
    if entry.effect == "both":
        first = patients[0]
        inner = [w for w in _through(oblique[0]) if w.i > verb.i]
        words = phrase(first, {verb.i}) + inner
        return [(words, entry.sign)]
    groups = _each(patients, stop)
    if len(groups) == 1 and not found.passive:
        groups = [groups[0] + _where(verb, groups[0])]
    return [_signed(entry, words) for words in groups]


def _where(verb: Word, words: list[Word]) -> list[Word]:
    """A phrase of place right behind an object, which the parser hangs on the verb: "havoc in the region"."""
    if not words:
        return []
    for c in verb.children:
        if c.dep == "prep" and c.i == words[-1].i + 1 and c.lower in _PLACE:
            under = c.child("pobj")
            if under is not None and under.ent not in ("DATE", "TIME") and not under.lower.isdigit():
                return [c, *phrase(under)]
    return []


def _objects(entry: CausalVerb, verb: Word, found: Frame) -> list[Word]:
    if found.patients:
        return found.patients[:1] if len(conjuncts(found.patients[0])) >= len(found.patients) else found.patients
    if entry.particle:
        for c in verb.children:
            if c.dep in ("prep", "prt") and c.lower == entry.particle:
                return [x for x in c.children if x.dep == "pobj"]
    return []


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


def _each(heads: list[Word], stop: set[int]) -> list[list[Word]]:
    """Phrases of all heads; coordination counted once."""
    out: list[list[Word]] = []
    seen: set[int] = set()
    for head in heads:
        if head.i in seen:
            continue
        seen.update(w.i for w in conjuncts(head))
        out.extend(separate(head, stop))
    return [words for words in out if words]


def _signed(entry: CausalVerb, words: list[Word]) -> tuple[list[Word], int]:
    """The sign on the variable: worse relations are fewer relations, a drop in output is less output."""
    head = _head_of(words)
    sign = entry.sign
    if head is None:
        return words, sign
    if entry.verb in _WORSEN and head.lemma in _GOOD:
        sign = -sign
    if sign == 1 and head.pos == "NOUN":
        found, change = variable(words)
        return found, change
    return words, sign


def _head_of(words: list[Word]) -> Word | None:
    inside = {w.i for w in words}
    return next((w for w in words if w.head.i not in inside or w.head is w), None)


def _has_particle(entry: CausalVerb, verb: Word) -> bool:
    return any(
        c.lower == entry.particle and c.dep in ("prt", "prep", "advmod", "advcl") and c.i > verb.i
        for c in verb.children
    )


def _oblique_heads(entry: CausalVerb, verb: Word, found: Frame) -> list[Word]:
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


def _clause_effect(entry: CausalVerb, verb: Word, found: Frame) -> list[Word]:
    """Object and what it is made to do or be: "the rebels to surrender", "the talks useless", "X from doing Y"."""
    complement = [c for c in verb.children if c.i > verb.i and (c.dep in _COMPLEMENTS or _bare_infinitive(c))]
    objects = [c for c in verb.children if c.dep in ("dobj", "dative") and c.i > verb.i]
    if found.passive:
        return []
    if entry.effect == "from":
        under = [c for c in verb.children if c.dep == "prep" and c.lower == "from" and _gerund_under(c)]
        under += [c for o in objects for c in o.children if c.dep == "prep" and c.lower == "from" and _gerund_under(c)]
        if objects and under:
            return [*phrase(objects[0], {under[0].i}), under[0], *under[0].subtree()]
        return []
    if verb.lemma in ("mean", "ensure", "guarantee"):
        return next((clause(c) for c in complement if c.dep == "ccomp" and c.child("nsubj", "nsubjpass", "expl")), [])
    for c in complement:
        own = c.child("nsubj", "nsubjpass")
        if own is not None and own.i > verb.i:
            if own.tag in ("WP", "WDT") or c.tag in ("VBZ", "VBD", "VBP"):
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


def nominal_links(page: Page, word: Word) -> Iterator[Draft]:
    """Links of a noun or adjective: "X is the root of Y", "Y, a result of X", "the cause of Y is X"."""
    table = lexicon.nouns() if word.pos in ("NOUN", "PROPN") else lexicon.adjectives()
    entries = table.get(word.lemma) or table.get(word.lower)
    for entry in entries or ():
        if entry.modifier and not any(c.lower == entry.modifier for c in word.children):
            continue
        under = _under(entry, word)
        if under is None:
            continue
        other = _subject_of(page, word, {word.i})
        if other is None:
            continue
        head, where, verb = other
        for words in separate(under, {word.i}):
            target = span(words)
            if target is None:
                continue
            cause, effect = (where, target) if entry.forward else (target, where)
            sure: Certainty = certainty_of(verb) if verb is not None else "asserted"
            if with_no(word):
                sure = "negated"
            if head is not None and entry.sign == -1 and verb is None:
                sure = "asserted"
            rule = f"causes/nominal:{word.lemma}"
            yield Draft(cause, effect, Span(word.start, word.end), entry.sign, sure, rule, 0.7)
        return


def _under(entry: CausalNoun, word: Word) -> Word | None:
    if not entry.prepositions:
        for c in word.children:
            if c.dep == "pobj":
                return c
        return None
    for name, under in prepositions(word):
        if name in entry.prepositions:
            return under
    words = word.sent.words
    at = word.i - words[0].i + 1
    if at + 1 < len(words) and words[at].lower in entry.prepositions and words[at].head.pos in ("NOUN", "ADJ", "AUX"):
        return starting_at(words[at + 1])
    return None


def _subject_of(page: Page, word: Word, stop: set[int]) -> tuple[Word | None, Span, Word | None] | None:
    """What a nominal is said of: the subject of its copula, the noun it stands in apposition to, its own predicate."""
    head, dep = word.head, word.dep
    if dep == "pobj" and head.lower == "of" and head.head.lemma in _INSTANCES:
        word = head.head
        head, dep = word.head, word.dep
    if dep in ("attr", "acomp", "oprd", "pobj", "dobj", "prep") and head.pos in ("AUX", "VERB", "ADP"):
        verb = head
        if dep == "pobj":
            if head.lower != "as" or head.head.pos not in ("VERB", "AUX"):
                return None
            verb = head.head
        if verb.lemma not in _COPULAS:
            return None
        if dep == "dobj" and verb.lemma not in ("represent", "constitute", "form", "become"):
            return None
        for agent in frame(verb).agents if not is_passive(verb) else frame(verb).patients:
            if agent is word or agent.lower == "there":
                continue
            where = cause_span(page, agent, {verb.i, *stop})
            return (agent, where, verb) if where else None
        return None
    if dep == "appos" and head.i < word.i:
        where = span(phrase(head, stop))
        return (head, where, None) if where else None
    if dep == "nsubj" and head.lemma == "be":
        for c in head.children:
            if c.dep in ("attr", "ccomp") and c.i > head.i:
                where = span(phrase(c, stop))
                return (c, where, head) if where else None
    return None
