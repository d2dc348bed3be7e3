"""Links that verbs state: "X sparked Y", "Y caused by X", ", leaving Y homeless"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_clefts import aside_span, more_than, put_aside, singled_out
from aitia.extract.cause_effects import each_phrase, effects_of, oblique_heads
from aitia.extract.cause_guards import (
    as_if,
    as_you_like,
    asked_openly,
    borrows_doer,
    hoped,
    moved_to_place,
    of_force,
    of_its_own,
    of_whom,
    set_off_gerund,
)
from aitia.extract.cause_links import Draft, cause_span, certainty_of, is_actor, stands_for, with_no
from aitia.extract.cause_proposed import put_forward, said_of
from aitia.extract.cause_retold import retold, whole_antecedent
from aitia.extract.cause_sides import sides
from aitia.extract.cause_spans import (
    clause,
    comma_before,
    listed,
    phrase,
    separate,
    span,
    variable,
)
from aitia.extract.cause_subjects import subjects_behind_as, within_subjects
from aitia.language.frames import Frame, frame
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.lexicon import causes as lexicon
from aitia.lexicon.causes import CausalVerb
from aitia.lexicon.events import event_lexicon
from aitia.model.codes import Certainty
from aitia.model.text import Span

# governors whose infinitive still states what its subject brings about
CARRIES: Final = frozenset(
    """help continue begin start threaten tend seem appear serve work go come be fail cease stop manage set risk
    keep prove likely bound certain sure able unlikely have suffice do combine""".split()
)

# what a mere aim, task or stand is: "the purpose is to reduce X" states no cause
_AIMS: Final = frozenset(
    """purpose objective aim goal task job mission mandate intention idea point plan way least most thing priority
    mistake error fault folly sin second third fourth habit custom lesson fashion instinct
    challenge duty responsibility role hope wish desire object target reason strategy issue question choice
    option decision policy obligation best worst first next something anything everything solution answer remedy
    approach trick temptation plan promise pledge vow demand offer""".split()
)
# harm done by hand: with a named doer a deed, no cause
_DEEDS: Final = frozenset(
    """kill injure wound destroy burn murder bomb damage wreck ruin raze torch maim hurt demolish displace""".split()
)
_FORCES: Final = frozenset(
    """hurricane typhoon cyclone storm tsunami earthquake famine flood covid virus plague epidemic revolution act
    crisis depression recession operation""".split()
)

_CHARGES: Final = frozenset("accuse charge blame suspect criticize criticise denounce condemn convict".split())

# what somebody does meanwhile, rather than what follows: "offered an apology, promoting his book"
_DONE_MEANWHILE: Final = frozenset("build invite promote shift solve threaten".split())
_UNITS: Final = frozenset(["percent", "point", "points"])
_TIMES: Final = frozenset("day night morning evening afternoon noon midnight week month today tomorrow".split())
_GENERIC: Final = frozenset(["factor", "thing", "reason", "element", "one"])

_Causes = tuple[list[tuple[Span, int]], bool, bool]


def verb_links(page: Page, verb: Word) -> Iterator[Draft]:
    """Links of one verb, by the most specific of its entries that fits."""
    entries = lexicon.verbs().get(lexicon.base_form(verb.lemma, verb.lower))
    if not entries:
        return
    if (verb.dep in ("amod", "compound") and not verb.children) or as_if(verb) or within_subjects(verb):
        return
    inner = next((c for c in verb.children if c.dep in ("xcomp", "ccomp") and c.lemma in lexicon.verbs()), None)
    if (
        verb.lemma == "help"
        and inner is not None
        and not any(c.dep in ("dobj", "nsubj") and c.i > verb.i for c in verb.children)
        and not any(c.dep == "nsubj" and c.i > verb.i for c in inner.children)
    ):
        return  # "helped defeat X": the link is that of "defeat"
    found = frame(verb)
    for entry in entries:
        if entry.end_only:
            continue
        effects = effects_of(entry, verb, found) or _of_pronoun(page, entry, found)
        if not effects:
            continue
        if entry.cause == "subject" and (best := more_than(verb)):
            shorter = [
                ([w for w in words if w.end < best[0].start and w.lower != "than"], sign) for words, sign in effects
            ]
            yield from _rows(entry, verb, [(where, 1) for where in best], shorter, False, _unless_denied(verb))
            return
        if entry.cause == "subject" and (told := singled_out(page, verb, verb.child("nsubj"))) is not None:
            if entry.things_only and verb.child("nsubj") is not None and of_whom(verb) and not of_force(verb):
                return  # "it is the rebels who cut off the road": a deed
            for where, sure in told:
                yield from _rows(entry, verb, [(where, 1)], effects, False, sure)
            return
        causes = _causes(page, entry, verb, found)
        if causes is None:
            continue
        cause, actor, clausal = causes
        if clausal and verb.lemma in _DONE_MEANWHILE:
            return
        if actor and entry.cause == "subject" and of_its_own(effects):
            return  # "cemented her status": what one does with one's own
        if actor and entry.effect == "both" and moved_to_place(verb):
            return  # "drove the boys into the river": a deed
        if entry.things_only and ((actor and not of_force(verb)) or borrows_doer(verb, found)):
            return
        yield from _rows(entry, verb, cause, effects, clausal)
        if entry.cause == "subject" and not clausal:
            for other in [o for h in found.agents[:1] for o in put_aside(h)]:
                if (where_not := aside_span(other)) is not None:
                    yield from _rows(entry, verb, [(where_not, 1)], effects, clausal, "negated")
        return


def _unless_denied(verb: Word) -> Certainty:
    """The certainty of "nothing did more than X", whose denial only singles out X."""
    sure = certainty_of(verb)
    return "asserted" if sure == "negated" else sure


def _of_pronoun(page: Page, entry: CausalVerb, found: Frame) -> list[tuple[list[Word], int]]:
    """The effect that "it" or "they" stands for as a subject: "It was fed by greed", "It began with a strike"."""
    if entry.effect not in ("object", "subject") or entry.particle or entry.objects:
        return []
    if entry.effect == "object" and (entry.oblique or not found.passive):
        return []
    heads = found.patients if found.passive else found.agents
    if not heads or heads[0].lower not in ("it", "they") or heads[0].dep not in ("nsubj", "nsubjpass"):
        return []
    words = stands_for(page, heads[0])
    return [(words, entry.sign)] if words else []


def _rows(
    entry: CausalVerb,
    verb: Word,
    causes: list[tuple[Span, int]],
    effects: list[tuple[list[Word], int]],
    clausal: bool,
    known: Certainty | None = None,
) -> Iterator[Draft]:
    if status(verb).needed or hoped(verb) or asked_openly(verb):
        return  # what should be brought about is an option, no cause
    certainty: Certainty = known or certainty_of(verb, hedged=entry.hedged)
    if not clausal and known is None and any(with_no(h) for h in frame(verb).agents[:1]):
        certainty = "negated"
    if len(effects) > 4:
        effects = [([w for words, _ in effects for w in words], effects[0][1])]
    for words, sign in effects:
        effect = span(words)
        if effect is None or all(w.pos in ("NUM", "SYM", "PUNCT") or w.lower in _UNITS for w in words):
            continue
        sure: Certainty = certainty
        if entry.objects and any(c.lower == "no" for h in frame(verb).patients for c in h.children):
            sure = "negated"  # "did no harm to the generals"
        if any(w.lower == "no" and w.dep == "det" for w in words[:1]):
            sure = "negated"
            effect = span(words[1:]) or effect  # "caused no casualties"
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
        wanted: tuple[str, ...] = () if entry is None else ((entry.particle,) if entry.particle else ())
        wanted += entry.oblique.prepositions if entry is not None and entry.oblique and not entry.objects else ()
        if after.lower in wanted:
            end = after
    return Span(verb.start, end.end)


def _causes(page: Page, entry: CausalVerb, verb: Word, found: Frame) -> _Causes | None:
    """Spans of the cause with their sign, whether it is an actor, and whether it is a whole clause."""
    stop = {verb.i}
    if entry.cause == "prep":
        heads = [h for h in oblique_heads(entry, verb, found) if h.ent not in ("PERSON", "DATE", "TIME", "CARDINAL")]
        heads = [h for h in heads if h.lower not in ("other", "others", "another")]
        if as_you_like(verb):
            return None
        if verb.lemma in ("depend", "hinge") and (verb.tag == "VBG" or any(is_actor(page, h) for h in heads)):
            return None
        if verb.lemma in ("depend", "hang", "rest", "hinge") and any(is_actor(page, h) for h in found.agents[:1]):
            return None  # "a million people depend on food aid"
        spans = [pair for words in each_phrase(heads, stop) for pair in _measured(words)]
        return (spans, False, False) if spans else None
    if entry.cause == "object":
        one = [s for h in found.patients[:1] if (s := cause_span(page, h, stop | _rest(verb)))]
        return ([(s, 1) for s in one], False, False) if one else None
    if verb.tag == "VBG" and not found.passive:
        hung = _hung_on(page, verb, entry)
        if hung is not None and (hung.lemma in _CHARGES or verb.lemma == "avoid"):
            return None
        if hung is not None:
            if hung.dep == "relcl":
                hung = hung.head
            words = clause(hung, stop) if hung.pos in ("VERB", "AUX") else phrase(hung, stop)
            where = span(w for w in words if w.i < verb.i)
            return ([(where, 1)], False, True) if where else None
    behind = subjects_behind_as(verb) if not found.passive else []
    if behind and not is_actor(page, behind[0][-1]):
        spans = [pair for words in behind for pair in _measured(words)]
        return spans, is_actor(page, behind[-1][-1]), False
    head = _subject(verb, found) if stated(verb) else None
    if not found.passive and (told := retold(page, verb)) is not None:
        return [(told, 1)], False, False
    if head is not None and verb.dep == "relcl" and verb.head is head and comma_before(verb):
        head = whole_antecedent(head)
    if head is not None and head.lemma == "do" and (what := head.child("dobj")) is not None and what.lower == "what":
        head = head.child("nsubj")  # "what the sanctions did was"
    bare_end = any(c.tag == "TO" for c in verb.children)
    if head is not None and ((head.pos == "ADJ" and bare_end) or set_off_gerund(head)):
        head = None  # "the first, in May, is to", "in May the firm, citing debts, stopped"
    if head is None or head.lemma.lower() in ("something", "everything", "anything", "imagine", "re"):
        return None
    if (deed := _gerund_subject(verb, head)) is not None:
        return [(deed, 1)], False, False
    if head.lemma == "fact" and not any(c.dep in ("acl", "relcl", "ccomp", "prep", "appos") for c in head.children):
        return None  # "the fact remains that"
    if head.lemma in _AIMS and any(c.dep == "aux" and c.lower == "to" for c in verb.children):
        return None
    if head.lemma in _TIMES or (head.ent in ("DATE", "TIME", "CARDINAL") and not head.children):
        return None  # "in 2004, which …", "by night"
    stop |= {c.i for c in head.children if c.dep in ("relcl", "acl") and c.i > head.i and _holds(c, verb)}
    if (named := span(put_forward(head))) is not None:
        return [(named, 1)], False, False
    aside = put_aside(head)
    stop |= {o.i for o in aside} | {c.i for c in head.children if aside and c.dep in ("cc", "neg")}
    if head.pos in ("NOUN", "PROPN", "VERB"):
        parts = sides(head, stop) if not aside else []
        if len(parts) > 1 and len(found.agents) <= 2:
            spans = [(where, sign) for words, sign in parts if (where := span(words)) is not None]
            return (spans, is_actor(page, head) or _by_name(verb, head), False) if spans else None
        groups = separate(head, stop) if len(found.agents) > 2 and not aside else [phrase(head, stop)]
        groups = [words[1:] if len(words) > 1 and words[0].tag == "WP$" else words for words in groups]
        covered = {w.i for group in groups for w in group}
        for other in found.agents[1:] if found.agents and head is found.agents[0] and not aside else ():
            if other.i not in covered and other.pos == "NOUN" and other.dep == "nsubj":  # a list cut in two
                groups += separate(other, stop)
        if found.passive and len(groups) == 1:
            groups += listed(groups[0])
        spans = [pair for words in groups for pair in _measured(words)]
    else:
        spans = [(s, 1)] if (s := cause_span(page, head, stop)) is not None else []
    actor = head.lower not in ("it", "they", "this", "that") and (is_actor(page, head) or _by_name(verb, head))
    beside = [c for c in head.children if c.dep == "conj" and head.pos == "NOUN" and c.i < verb.i]
    actor = actor or any(is_actor(page, c) for c in beside)  # "tractors and their drivers closed the road"
    return (spans, actor, False) if spans else None


def _gerund_subject(verb: Word, head: Word) -> Span | None:
    """The whole of "admitting the island" where the parser makes its object a second subject."""
    after = next((c for c in head.head.children if c.dep == "nsubj" and c.i > head.i), None)
    if head.tag != "VBG" or head.dep != "csubj" or head.child("dobj") is not None or after is None or after.i > verb.i:
        return None
    words = phrase(after, {verb.i})
    return Span(head.start, words[-1].end) if words and words[0].i == head.i + 1 else None


def _holds(above: Word, word: Word) -> bool:
    return above is word or any(a is above for a in word.ancestors())


def _by_name(verb: Word, head: Word) -> bool:
    """Whether a deed of harm has a doer with a name, rather than an operation, a storm or a war."""
    if verb.lemma not in _DEEDS or head.pos != "PROPN" or head.ent in ("EVENT", "LAW", "PRODUCT"):
        return False
    lexicon_ = event_lexicon()
    return not any(lexicon_.of("noun", w.lower) or w.lower in _FORCES for w in (head, *head.children))


def _subject(verb: Word, found: Frame) -> Word | None:
    """The head of the subject: of two the full one, behind a mere "factor" what it is."""
    heads = found.agents
    help_ = verb.head if verb.dep == "xcomp" and verb.head.lemma == "help" and verb.head.pos == "NOUN" else None
    if not heads and help_ is not None and help_.dep == "conj" and help_.head.pos == "VERB":
        heads = frame(help_.head).agents  # "will cut tariffs and help end the war", the verb taken for the noun
    carrier = verb
    while carrier.dep == "conj" and not any(c.dep == "nsubj" for c in carrier.children) and carrier.head is not carrier:
        carrier = carrier.head
    own = [c for c in carrier.children if c.dep == "nsubj" and c.tag not in ("WDT", "WP")]
    if own and any(c.dep == "nsubj" and c.tag in ("WDT", "WP") for c in carrier.children) and not found.passive:
        heads = own
    if not heads:
        return None
    head = heads[0]
    if head.lemma in _GENERIC and head.dep == "nsubj" and head.head.lemma == "be":
        return head.head.child("attr", "ccomp") or head
    return said_of(head)


def _measured(words: list[Word]) -> list[tuple[Span, int]]:
    found, change = variable(words)
    where = span(found)
    return [(where, change)] if where is not None else []


def _rest(verb: Word) -> set[int]:
    return {c.i for c in verb.children if c.dep in ("prep", "agent")}


def stated(verb: Word) -> bool:
    """Whether the verb states something of its subject, rather than naming an aim, a wish or an order."""
    word = verb
    for _ in range(5):
        if word.dep == "conj" and word.head.pos in ("VERB", "AUX"):
            if any(c.dep in ("nsubj", "nsubjpass") for c in word.children):
                return True
            word = word.head
            continue
        finite = any(c.dep == "aux" and c.tag in ("MD", "VBD", "VBZ", "VBP") for c in word.children)
        infinitive = any(c.dep == "aux" and c.lower == "to" for c in word.children) or (
            word.tag == "VB" and word.dep in ("xcomp", "ccomp") and not finite
        )
        if word.dep == "conj" and word.tag == "VBG" and not any(c.dep in ("aux", "nsubj") for c in word.children):
            return False  # "the cold winters, having to alter plans"
        if word.dep == "xcomp" and word.tag == "VBG" and word.head.lemma not in CARRIES:
            return False  # "his portfolio includes improving the brand"
        before = word.i < word.head.i
        if (
            before
            and word.tag == "VB"
            and word.dep == "advcl"
            and word.child("aux", "mark", "nsubj", "nsubjpass") is None
        ):
            return False  # "Let the banks work; the staff wait": an order
        if not infinitive:
            return word.dep != "pcomp" or word.head.lower == "besides" or word.head.head.lower == "addition"
        if word.dep == "xcomp" and word.head.lemma in CARRIES:
            word = word.head
            continue
        return False
    return False


def _hung_on(page: Page, verb: Word, entry: CausalVerb) -> Word | None:
    """The clause a resultative participle closes: ", leaving thousands homeless", "fired at the crowd injuring two"."""
    if any(c.dep in ("nsubj", "aux") for c in verb.children):
        return None
    set_off = comma_before(verb)
    words = verb.sent.words
    before = words[verb.i - words[0].i - 1].lower if verb.i > words[0].i else ""
    if before in ("but", "while", "when"):
        return None
    if before in ("and", "or", ";", "--") and not (verb.dep == "conj" and verb.head.tag == "VBG"):
        return None  # the last of a list
    if verb.dep == "conj" and verb.head.tag == "VBG":
        return _hung_on(page, verb.head, entry)
    if verb.head.tag == "VBG" and not any(c.dep in ("aux", "nsubj", "nsubjpass") for c in verb.head.children):
        return None  # one of several gerunds: "by ending the fees, cutting the rents"
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
