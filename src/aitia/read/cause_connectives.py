"""Links that small words state: because of, thanks to, if, unless, once, therefore, so ... that, by V-ing, without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.language.page import Page, Sentence, Word
from aitia.lexicon import causes as lexicon
from aitia.lexicon.causes import Connective
from aitia.model.text import Span
from aitia.read.cause_links import Draft, certainty_of, main_verb, previous
from aitia.read.cause_spans import (
    clause,
    gerund,
    members,
    noun_phrase,
    phrase,
    separate,
    span,
    starting_at,
    variable,
    verb_phrase,
)

_REPORTING: Final = frozenset("say tell add report announce warn argue claim note believe think insist state".split())
_ASKING: Final = frozenset("ask wonder know see decide question determine doubt tell find check consider".split())
_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_NOT_MEANS: Final = frozenset(
    """say add note tell ask answer respond reply begin start end open close conclude point mention explain stress quote
    remind state call declare announce observe warn compare refer describe suggest argue claim drill drive""".split()
)


def connective_links(page: Page, word: Word) -> Iterator[Draft]:
    """Links of the connective that begins at ``word``."""
    entry = _match(word)
    if entry is None:
        return
    words = word.sent.words
    at = word.i - words[0].i
    last = words[at + len(entry.words) - 1]
    if entry.kind == "prep":
        yield from _by_phrase(word, last, entry)
    elif entry.kind == "clause":
        yield from _by_clause(page, word, last, entry)
    elif entry.kind == "adverb":
        yield from _by_adverb(page, word, last, entry)
    else:
        yield from _by_why(page, word, last)


def _match(word: Word) -> Connective | None:
    entries = lexicon.connectives().get(word.lower)
    if not entries:
        return None
    words = word.sent.words
    at = word.i - words[0].i
    for entry in entries:
        if tuple(w.lower for w in words[at : at + len(entry.words)]) == entry.words:
            return entry
    return None


def _next(word: Word) -> Word | None:
    words = word.sent.words
    at = word.i - words[0].i + 1
    return words[at] if at < len(words) else None


def _by_phrase(first: Word, last: Word, entry: Connective) -> Iterator[Draft]:
    """ "Y because of X": the phrase after the words is the cause, the clause or noun they hang on the effect."""
    after = _next(last)
    top = starting_at(after) if after is not None else None
    if top is None or top.i <= last.i or top.tag in ("WDT", "WP", "VB", "VBD", "VBZ", "VBP", "TO"):
        return
    inside = {w.i for w in first.sent.words if first.i <= w.i <= last.i}
    governor = _governor(first, inside)
    if governor is None or governor.i == top.i:
        return
    causes = separate(top) if len(members(top)) > 2 else [phrase(top)]
    if governor.pos in ("VERB", "AUX"):
        effect = _main_part(governor, inside | {first.i}, first)
        status_at = governor
    else:
        effect = noun_phrase(governor, inside)
        status_at = governor
    effect, change = variable(effect)
    for words in causes:
        words, less = variable(words)
        cause, result = span(words), span(effect)
        if cause is not None and result is not None:
            sure = certainty_of(status_at)
            negated = any(c.lower == "not" and c.i == first.i - 1 for c in first.sent.words)
            sure = "negated" if negated else "asserted" if sure == "negated" else sure
            rule = f"causes/connective:{' '.join(entry.words)}"
            yield Draft(cause, result, Span(first.start, last.end), entry.sign * change * less, sure, rule, 0.85)


def _governor(word: Word, inside: set[int]) -> Word | None:
    """The first head above a connective that is none of its own words."""
    top = word
    for _ in range(20):
        if top.head is top:
            return None
        top = top.head
        if top.i not in inside:
            break
    if top.pos == "ADP" and top.head is not top:
        top = top.head
    if top.pos in ("VERB", "AUX") and top.lemma in _REPORTING:
        content = top.child("ccomp")
        if content is not None and content.i < word.i:
            return content
    return top


def _main_part(verb: Word, stop: set[int], first: Word) -> list[Word]:
    """The clause of a verb without the adjunct, conjuncts of the verb included when the adjunct opens the sentence."""
    words = clause(verb, stop)
    return [w for w in words if (w.i < first.i) == (verb.i < first.i)]


def _by_clause(page: Page, first: Word, last: Word, entry: Connective) -> Iterator[Draft]:
    """ "If X, Y", "Y because X": the subordinate clause is the cause, the one above it the effect."""
    words = first.sent.words
    before = words[first.i - words[0].i - 1].lower if first.i > words[0].i else ""
    if before in ("as", "even", "what", "("):
        return
    inside = {w.i for w in words if first.i <= w.i <= last.i}
    pair = _two_clauses(first, inside)
    if pair is None:
        return
    verb, above = pair
    name = entry.words[0]
    if name == "since" and not _causal_since(verb, above):
        return
    if entry.hypothetical and not _open_condition(verb, above, name):
        return
    if name == "if" and verb.lemma in ("want", "hope", "wish", "be") and (wish := _wished(verb, above)) is not None:
        means, end = wish
        where = Span(first.start, last.end)
        yield Draft(means, end, where, 1, "hypothetical", "causes/clause:if-want", 0.6)
        return
    cause = span([w for w in clause(verb, inside) if w.i > last.i])
    effect = span(_main_part(above, {verb.i} | inside, first))
    subject = above.child("nsubj")
    if subject is not None and subject.lower in ("this", "that", "it") and above.lemma == "be" and above.i < first.i:
        effect = _before(page, first.sent)  # "That is because X": of what stands before
    if cause is None or effect is None:
        return
    sure = certainty_of(above, hypothetical=entry.hypothetical)
    if entry.hypothetical:
        sure = "hypothetical"
    elif before in ("not", "n't", "simply", "n’t"):
        sure = "negated"
    elif sure == "negated":
        sure = "asserted"
    rule = f"causes/clause:{' '.join(entry.words)}"
    yield Draft(cause, effect, Span(first.start, last.end), entry.sign, sure, rule, 0.7 if entry.hypothetical else 0.85)


def _two_clauses(first: Word, inside: set[int]) -> tuple[Word, Word] | None:
    """The verb of the clause a conjunction opens and that of the clause it depends on."""
    words = first.sent.words
    marks = [
        w for w in words if w.i in inside and w.dep in ("mark", "advmod") and w.head.i > w.i and w.head.i not in inside
    ]
    verb = next((w.head for w in reversed(marks) if w.head.pos in ("VERB", "AUX")), None)
    if verb is None:
        return None
    above = next((a for a in verb.ancestors() if a.i not in inside and a.pos in ("VERB", "AUX")), None)
    if verb.dep == "ccomp" and above is not None and above.lemma in _ASKING | _REPORTING and verb.i > above.i:
        return None
    if above is None:  # the main clause hangs on the subordinate one by mistake
        above = next((c for c in verb.children if c.dep in ("ccomp", "conj", "parataxis") and c.i > verb.i), None)
        if above is None or above.pos not in ("VERB", "AUX") or above.child(*_SUBJECTS) is None:
            return None
        return verb, above
    if above.lemma in _REPORTING:
        content = above.child("ccomp")
        if content is not None and content is not verb:
            above = content
    return verb, above


def _open_condition(verb: Word, above: Word, name: str) -> bool:
    """Whether a conditional says what follows from what, rather than doubting, presenting or asking something."""
    if above.sent.words[-1].text == "?" and name == "if":
        return False
    if any(c.dep == "acomp" and c.lemma in ("unclear", "uncertain", "unknown", "sure") for c in above.children):
        return False
    subject = verb.child("nsubj", "expl")
    if name == "if" and subject is not None:
        if subject.lower == "there" or (
            subject.lower == "you" and verb.lemma in ("look", "ask", "think", "see", "consider")
        ):
            return False
    modals = ("will", "would", "could", "can", "may", "might", "'ll", "’ll", "'d", "’d", "must", "should", "wo", "ca")
    if any(c.dep == "aux" and c.lower in modals for c in above.children):
        return True
    if name == "once":
        return False
    return above.tag in ("VBP", "VBZ", "VBD") and above.lemma != "be" or name != "if"


def _wished(verb: Word, above: Word) -> tuple[Span, Span] | None:
    """ "If you want Y, you must do X": the deed that is called for is the means, the wish the end."""
    wish = verb.child("xcomp")
    if wish is None or not any(c.dep == "aux" and c.lower == "to" for c in wish.children):
        return None
    if not any(c.dep == "aux" and c.lower in ("must", "should", "need") for c in above.children):
        inner = above.child("xcomp")
        if above.lemma not in ("need", "have", "ought") or inner is None:
            return None
        above = inner
    means, end = span(verb_phrase(above, {verb.i})), span(verb_phrase(wish, joined=True))
    return (means, end) if means is not None and end is not None else None


def _causal_since(verb: Word, above: Word) -> bool:
    """Causal "since" stands with a present clause and no perfect above; the temporal one with a past or a perfect."""
    tags = {verb.tag} | {c.tag for c in verb.children if c.dep in ("aux", "auxpass")}
    if tags & {"VBD", "VBG"}:
        return False
    return not any(c.dep == "aux" and c.lemma == "have" for c in above.children) and bool(tags & {"VBZ", "VBP", "MD"})


def _by_adverb(page: Page, first: Word, last: Word, entry: Connective) -> Iterator[Draft]:
    """ "X. Therefore Y", "did X and thus did Y": the clause before is the cause."""
    words = first.sent.words
    inside = {w.i for w in words if first.i <= w.i <= last.i}
    verb = _governor(first, inside)
    if verb is None:
        verb = first.head
    if verb.pos not in ("VERB", "AUX"):
        verb = next((a for a in verb.ancestors() if a.pos in ("VERB", "AUX")), verb)
    if verb.pos not in ("VERB", "AUX") or verb.i in inside:
        return
    if verb.lemma in _REPORTING and verb.child("ccomp") is not None:
        verb = verb.child("ccomp") or verb
    cause: Span | None = None
    if verb.dep in ("conj", "advcl") and verb.head.i < first.i and verb.head.pos in ("VERB", "AUX"):
        cause = span([w for w in clause(verb.head, {verb.i}) if w.i < first.i])
    elif verb.dep in ("ROOT", "ccomp", "parataxis", "dep", "conj"):
        earlier = [
            w for w in verb.children if w.dep in ("ccomp", "parataxis", "advcl") and w.i < first.i and w.pos == "VERB"
        ]
        if earlier and earlier[-1].child("nsubj") and first.i > words[0].i + 3:
            cause = span(clause(earlier[-1]))
        elif first.i - words[0].i <= 6 or verb.i - words[0].i <= 6:
            cause = _before(page, first.sent)
    if cause is None:
        return
    for target in [verb, *[c for c in verb.children if c.dep == "conj" and c.pos == "VERB"]][:3]:
        own = target.child(*_SUBJECTS)
        part = clause(target, inside) if own is not None else verb_phrase(target, inside)
        effect = span([w for w in part if w.i not in inside])
        if effect is not None:
            rule = f"causes/adverb:{' '.join(entry.words)}"
            sure = certainty_of(target)
            yield Draft(
                cause, effect, Span(first.start, last.end), 1, "asserted" if sure == "negated" else sure, rule, 0.7
            )


def _before(page: Page, sentence: Sentence) -> Span | None:
    before = previous(page, sentence)
    verb = main_verb(before) if before is not None else None
    return span(clause(verb)) if verb is not None else None


def _by_why(page: Page, first: Word, last: Word) -> Iterator[Draft]:
    """ "X, which is why Y", "X. That is why Y"."""
    words = first.sent.words
    rest = [w for w in words if w.i > last.i]
    verb = next(
        (w for w in rest if w.pos in ("VERB", "AUX") and w.child(*_SUBJECTS) and w.dep not in ("relcl", "acl")), None
    )
    if verb is None:
        return
    effect = span([w for w in clause(verb) if w.i > last.i])
    if first.i - words[0].i > 2:
        head = words[0].sent
        verb = main_verb(head)
        cause = span([w for w in (clause(verb) if verb is not None else words) if w.i < first.i])
    else:
        cause = _before(page, first.sent)
    if cause is not None and effect is not None:
        yield (
            Draft(cause, effect, Span(first.start, last.end), 1, certainty_of(verb), "causes/why", 0.8)
            if verb
            else None
        )  # type: ignore[misc]


def other_links(word: Word) -> Iterator[Draft]:
    """Links of "by V-ing", "without X", "so ... that", the inverted conditional and "the reason ... is"."""
    low = word.lower
    if low == "by" and word.dep in ("prep", "agent"):
        yield from _by_gerund(word)
    elif low == "without" and word.dep == "prep":
        yield from _without(word)
    elif low == "so" and word.dep == "advmod" and word.head.i > word.i and word.head.pos in ("ADJ", "ADV", "VERB"):
        yield from _so_that(word)
    elif low == "so" and word.i > word.sent.words[0].i + 1:
        yield from _so_clause(word)
    elif low in ("had", "should", "were") and (word is word.sent.words[0] or word.dep in ("aux", "auxpass")):
        yield from _inverted(word)
    elif word.lemma == "reason" and word.dep in ("nsubj", "attr"):
        yield from _reason(word)


def _by_gerund(word: Word) -> Iterator[Draft]:
    """Means: "stirred up anger by arresting monks"."""
    means = word.child("pcomp")
    verb = word.head
    if means is None or means.tag != "VBG" or verb.pos not in ("VERB", "AUX") or verb.lemma in _NOT_MEANS:
        return
    if means.lemma in _NOT_MEANS:
        return
    cause = span(gerund(means))
    sign, words = 1, verb_phrase(verb, {word.i})
    entries = [
        e for e in lexicon.verbs().get(verb.lemma, ()) if not e.objects and not e.oblique and e.effect == "object"
    ]
    target = verb.child("dobj")
    if entries and target is not None and target.i < word.i:
        sign, words = entries[0].sign, noun_phrase(target, {word.i})
    elif verb.child("nsubjpass") is not None:
        words = clause(verb, {word.i})
    words = [w for w in words if w.i < word.i] if verb.i < word.i else [w for w in words if w.i > word.i]
    effect = span(words)
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), sign, certainty_of(verb), "causes/by-gerund", 0.8)


def _without(word: Word) -> Iterator[Draft]:
    """ "Without X, Y would ..." says that X prevents Y; "no Y without X" that it brings Y about."""
    under = word.child("pobj", "pcomp")
    verb = word.head
    if under is None or verb.pos not in ("VERB", "AUX"):
        return
    modal = any(
        c.dep == "aux" and c.lower in ("would", "could", "will", "can", "might", "ca", "wo") for c in verb.children
    )
    denied = any(c.dep == "neg" for c in verb.children) or any(
        g.lower == "no" for c in verb.children if c.dep in ("attr", "nsubj", "dobj") for g in c.children
    )
    if not modal and not denied:
        return
    if under.tag == "VBG" and not modal:
        return
    cause = span(phrase(under))
    if denied:
        target = verb.child("attr") or verb.child("dobj")
        words = noun_phrase(target, {word.i}) if target is not None else verb_phrase(verb, {word.i})
    else:
        words = _main_part(verb, {word.i}, word)
    effect = span(words)
    if cause is not None and effect is not None:
        sign = 1 if denied else -1
        yield Draft(cause, effect, Span(word.start, word.end), sign, "hypothetical", "causes/without", 0.6)


def _so_that(word: Word) -> Iterator[Draft]:
    """ "so weak that it collapsed": the degree is the cause. Found by the words, since parsers lose this "that"."""
    words = word.sent.words
    at = word.i - words[0].i
    window = words[at + 2 : at + 16]
    that = next((w for w in window if w.lower == "that" and w.tag != "DT" or w.text in (";", ":")), None)
    if (
        that is None
        or that.lower != "that"
        or words[at + 1].text == "-"
        or words[at + 1].lower in ("far", "many", "much", "long")
    ):
        return
    result = that.head if that.head.i > that.i else None
    if result is None or result.pos not in ("VERB", "AUX") or result.child(*_SUBJECTS) is None:
        return
    cause = span([w for w in words[at:] if w.i < that.i])
    effect = span([w for w in clause(result, {that.i}) if w.i > that.i])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(that.start, that.end), 1, certainty_of(result), "causes/so-that", 0.7)


def _so_clause(word: Word) -> Iterator[Draft]:
    """ "X, so Y": a clause with its own subject after a comma."""
    words = word.sent.words
    at = word.i - words[0].i
    if words[at - 1].text not in (",", ";", "—", "–", "-") or at + 1 >= len(words):
        return
    if words[at + 1].lower in ("that", "far", "long", "much", "many", "as", "called", "too", "do", "does", "did"):
        return
    verb = word.head
    if verb.pos not in ("VERB", "AUX") or verb.i < word.i or verb.child(*_SUBJECTS) is None:
        return
    earlier = verb.head if verb.head.i < word.i else None
    if earlier is None or earlier.pos not in ("VERB", "AUX"):
        earlier = next((c for c in verb.children if c.i < word.i and c.pos in ("VERB", "AUX")), None)
    if earlier is None:
        return
    cause = span([w for w in clause(earlier, {verb.i}) if w.i < word.i])
    effect = span([w for w in clause(verb, {earlier.i, word.i}) if w.i > word.i])
    if cause is not None and effect is not None:
        sure = certainty_of(verb)
        yield Draft(
            cause, effect, Span(word.start, word.end), 1, "asserted" if sure == "negated" else sure, "causes/so", 0.6
        )


def _inverted(word: Word) -> Iterator[Draft]:
    """ "Had the army stayed, the town would have held"."""
    words = word.sent.words
    at = word.i - words[0].i
    opens = at == 0 or words[at - 1].text in (",", ";", "“", '"')
    if not opens or (word.text[0].islower() and at == 0):
        return
    verb = word.head if word.dep in ("aux", "auxpass") else word
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or subject.i < word.i or words[-1].text == "?":
        return
    above = verb.head
    if verb.dep != "advcl" or above.pos not in ("VERB", "AUX"):
        return
    if not any(c.dep == "aux" and c.lower in ("would", "could", "might", "will", "may", "can") for c in above.children):
        return
    cause = span([w for w in clause(verb) if w.i > word.i])
    effect = span(_main_part(above, {verb.i}, word))
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), 1, "hypothetical", "causes/inverted", 0.7)


def _reason(word: Word) -> Iterator[Draft]:
    """ "The reason (why) Y is that X"."""
    verb = word.head
    if verb.lemma != "be" or word.dep != "nsubj":
        return
    explained = next((c for c in word.children if c.dep in ("relcl", "acl") and c.i > word.i), None)
    given = next((c for c in verb.children if c.dep in ("ccomp", "advcl") and c.i > verb.i), None)
    if explained is None or given is None or not any(c.lower in ("that", "because") for c in given.children):
        return
    cause = span(clause(given))
    effect = span([w for w in clause(explained) if w.lower not in ("why", "that")])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), 1, certainty_of(given), "causes/reason", 0.8)
