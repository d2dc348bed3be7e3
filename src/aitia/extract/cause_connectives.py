"""Links that connectives state: because of, thanks to, therefore, as a result, which is why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_conditions import clause_links
from aitia.extract.cause_denials import reason_denied, reason_instead, what_was_done
from aitia.extract.cause_links import Draft, before_span, certainty_of, main_verb
from aitia.extract.cause_sides import listed_sides, sides
from aitia.extract.cause_spans import (
    clause,
    listed,
    main_part,
    noun_phrase,
    phrase,
    span,
    starting_at,
    variable,
    verb_phrase,
)
from aitia.language.page import Page, Word
from aitia.language.status import has_neg
from aitia.lexicon import causes as lexicon
from aitia.lexicon.causes import Connective
from aitia.model.text import Span

_PARTLY: Final = frozenset("largely mainly mostly partly primarily chiefly solely".split())
_REPORTING: Final = frozenset("say tell add report announce warn argue claim note believe think insist state".split())

# motives that "out of" makes a cause
_MOTIVES: Final = frozenset(
    """fear anger spite fatigue desperation despair hatred hate love solidarity respect pity necessity ignorance
    revenge concern frustration malice vanity pride greed weakness sympathy loyalty habit conviction need self-
    interest cowardice compassion duty feud resentment jealousy envy shame guilt boredom caution prudence
    arrogance hunger poverty exhaustion kindness principle weariness panic rage grief gratitude ambition
    stupidity desire worry distrust mistrust courtesy curiosity deference belief determination""".split()
)
# what calls for a deed, rather than telling of one
_PLEAS: Final = frozenset(
    "ask urge call appeal recommend propose suggest beg implore let invite request submit welcome advise".split()
)

_MARKING: Final = frozenset("characterise characterize mark plague beset burden hamper".split())
_FURTHER: Final = frozenset(["due", "owing", "because"])  # "due to lack of access due to the war": the next link
_OWN: Final = frozenset("my our your his her its their".split())
_THANKING: Final = frozenset("give offer express say send tweet owe bring extend convey".split())
_INFERRING: Final = frozenset("therefore thus hence accordingly".split())
_STATES: Final = frozenset("be mean seem appear".split())

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")


def connective_links(page: Page, word: Word) -> Iterator[Draft]:
    """Links of the connective that begins at ``word``."""
    found = _match(word)
    if found is None:
        return
    entry, last = found
    if entry.kind == "prep":
        yield from _by_phrase(page, word, last, entry)
    elif entry.kind == "clause":
        yield from clause_links(page, word, last, entry)
    elif entry.kind == "adverb":
        yield from _by_adverb(page, word, last, entry)
    else:
        yield from _by_why(page, word, last)


def _match(word: Word) -> tuple[Connective, Word] | None:
    """The longest connective that begins at ``word``, and its last word; "due largely to" is "due to"."""
    entries = lexicon.connectives().get(word.lower)
    if not entries:
        return None
    words = word.sent.words
    at = word.i - words[0].i
    here = [w.lower for w in words[at + 1 : at + 7]]
    skip = 0
    if here[:1] and (here[0] in _PARTLY):
        skip = 1
    elif here[:2] == ["in", "part"]:
        skip = 2
    elif here[:1] == ["in"] and here[2:3] == ["part"]:
        skip = 3
    for entry in entries:
        size = len(entry.words)
        if tuple(here[: size - 1]) == entry.words[1:]:
            return entry, words[at + size - 1]
        if skip and size > 1 and tuple(here[skip : skip + size - 1]) == entry.words[1:]:
            return entry, words[at + skip + size - 1]
    return None


def _next(word: Word) -> Word | None:
    words = word.sent.words
    at = word.i - words[0].i + 1
    return words[at] if at < len(words) else None


def _by_phrase(page: Page, first: Word, last: Word, entry: Connective) -> Iterator[Draft]:
    """ "Y because of X": the phrase after the words is the cause, the clause or noun they hang on the effect."""
    after = _next(last)
    top = starting_at(after) if after is not None else None
    if top is None or after is None or after.lower == "be" or after.tag == "VB":
        return  # "due to be held"
    if entry.words == ("out", "of") and top.lemma not in _MOTIVES:
        return
    if first.lower == "thanks" and _thanked(first):
        return
    if top.i <= last.i or top.tag in ("WDT", "WP", "VB", "VBD", "VBZ", "VBP", "TO"):
        return
    inside = {w.i for w in first.sent.words if first.i <= w.i <= last.i}
    governor = _governor(first, inside)
    if governor is not None and governor.lower == "because":
        governor = _governor(governor, inside)  # "not because of X but because of Y"
    if governor is None or governor.i == top.i or governor.lemma in _REPORTING:
        return
    traded = entry.words[-1] == "for" and entry.words[1] in ("exchange", "return")
    if traded and (governor.lemma == "be" or governor.tag in ("VB", "VBG") or governor.pos not in ("VERB", "AUX")):
        return
    if governor.pos in ("NOUN", "PROPN") and governor.dep == "nsubj" and _set_off(first, top):
        governor = governor.head  # "Chad, out of spite, closed the border"
    elif governor.pos in ("NOUN", "PROPN") and governor.dep in ("pobj", "conj") and _of_deed(first):
        governor = _clause_above(governor) or governor  # "were closed in the towns, because of the war"
    further = {w.i for w in top.subtree() if w.i > top.i and w.lower in _FURTHER and w.dep in ("prep", "mark")}
    causes = listed_sides(top, further)
    if len(causes) == 1:
        causes += [variable(words) for words in listed(phrase(top))]
    if governor.pos in ("VERB", "AUX"):
        marked = _contained(governor)
        whole = main_part(governor, inside | {first.i}, first)
        effects = sides(marked, inside) if marked is not None and marked.i < first.i else [variable(whole)]
    else:
        effects = sides(governor, inside)
    denied = first.lower == "because" and reason_denied(first, last, governor)
    if denied or (first.lower == "because" and reason_instead(first, governor)):
        effects = [(what_was_done(governor, first), 1)]
    taken = governor.child("dobj")
    near = taken is not None and noun_phrase(taken, inside)[-1].i >= first.i - 1
    if governor.tag == "VB" and taken is not None and near and taken.i < first.i and entry.words == ("due", "to"):
        effects = [variable([w for w in noun_phrase(taken, inside) if w.i < first.i])]  # "to curb deaths due to hunger"
    if governor.lemma == "be" and governor.child("acomp", "attr", "ccomp", "advcl", "relcl") is None:
        empty = governor.child("nsubj")
        if empty is not None and empty.lower in ("it", "this", "that") and empty.i < first.i:
            cleft = next((c for c in top.children if c.dep == "relcl" and _that_clause(c)), None)
            told = span(_without_that(cleft)) if cleft is not None else _empty_subject(page, governor, inside)
            where = span(noun_phrase(top, {cleft.i}) if cleft is not None else causes[0][0])
            if told is not None and where is not None:
                sure = certainty_of(governor)
                rule = f"causes/connective:{' '.join(entry.words)}"
                yield Draft(where, told, Span(first.start, last.end), entry.sign, sure, rule, 0.75)
            return
    kept_from = -1 if _kept_from(governor) else 1
    pairs = [(words, effect, less * change * kept_from) for effect, change in effects for words, less in causes]
    for words, effect, change in pairs:
        cause, result = span(words), span(effect)
        if cause is not None and result is not None:
            sure = certainty_of(governor)
            negated = denied or any(c.lower == "not" and c.i == first.i - 1 for c in first.sent.words)
            sure = "negated" if negated else "asserted" if sure == "negated" else sure
            rule = f"causes/connective:{' '.join(entry.words)}"
            yield Draft(cause, result, Span(first.start, last.end), entry.sign * change, sure, rule, 0.85)


def _thanked(word: Word) -> bool:
    """Whether thanks are given: "sent her thanks to the mayor", "many thanks to"."""
    words = word.sent.words
    at = word.i - words[0].i
    before = words[at - 1] if at else None
    return before is not None and (
        before.tag in ("PRP$", "DT", "JJ", "POS")
        or before.lower == "no"
        or before.lower in _OWN
        or before.lemma in _THANKING
    )


def _set_off(first: Word, top: Word) -> bool:
    """Whether a phrase stands between two commas."""
    words = first.sent.words
    begin, end = first.i - words[0].i - 1, top.subtree()[-1].i - words[0].i + 1
    return begin >= 0 and end < len(words) and words[begin].text == "," == words[end].text


def _kept_from(verb: Word) -> bool:
    """Whether an infinitive is what cannot be done: "it was impossible to vote", "not possible to hold elections"."""
    if verb.tag != "VB" or not any(c.lower == "to" and c.i < verb.i for c in verb.children):
        return False
    above = verb.head
    said = above if above.pos == "ADJ" else above.child("acomp")
    copula = above.head if above.pos == "ADJ" else above
    if said is None or copula.lemma not in ("be", "become", "prove", "remain") or said.i > verb.i:
        return False
    denied = has_neg(copula) or any(c.lower == "no" for c in said.children)
    return said.lower in (("possible", "easy", "safe") if denied else ("impossible", "hard", "harder", "difficult"))


def _of_deed(first: Word) -> bool:
    """Whether what hangs on a noun by the parse is said of the deed: behind a comma, or "under the weight of"."""
    return first.lower == "under" or _comma_before(first)


def _that_clause(verb: Word) -> bool:
    """Whether a clause behind "that" has a subject of its own: "it was because of the rumours that they left"."""
    subject = verb.child("nsubj", "nsubjpass")
    opening = verb.sent.words[verb.sent.words.index(subject) - 1] if subject is not None else None
    return any(c.lower == "that" and c.i < verb.i and c is not subject for c in verb.children) and opening is not None


def _without_that(verb: Word) -> list[Word]:
    words = clause(verb)
    return words[1:] if words and words[0].lower == "that" else words


def _empty_subject(page: Page, governor: Word, inside: set[int]) -> Span | None:
    """What "It was because of X" is said of: the sentence before; None where more is said beside "it"."""
    beside = [c for c in governor.children if c.dep not in ("punct", "cc", *_SUBJECTS) and c.i not in inside]
    if beside:
        return None
    joined = governor.dep == "conj" and governor.head.pos in ("VERB", "AUX")
    return span(clause(governor.head, {governor.i})) if joined else before_span(page, governor.sent)


def _comma_before(first: Word) -> bool:
    words = first.sent.words
    at = first.i - words[0].i
    return at > 0 and words[at - 1].text == ","


def _clause_above(noun: Word) -> Word | None:
    """The verb that a noun stands behind, with its subject."""
    verb = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
    return verb if verb is not None and verb.i < noun.i and verb.child(*_SUBJECTS) is not None else None


def _contained(verb: Word) -> Word | None:
    """What a state is marked by, which is what has causes: "marked by high prices and low output due to the war"."""
    by = verb.child("agent") if verb.tag == "VBN" and verb.lemma in _MARKING else None
    return by.child("pobj") if by is not None else None


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
    if (top.pos == "VERB" and top.tag == "VB" and top.dep in ("acl", "relcl")) or top.ent in ("DATE", "TIME"):
        top = next((a for a in top.ancestors() if a.pos in ("VERB", "AUX") and a.tag != "VB"), top)
    if top.pos in ("VERB", "AUX") and top.lemma in _REPORTING:
        content = top.child("ccomp")
        if content is not None and content.i < word.i:
            return content
    return top


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
    if entry.words[-1] == "response" and verb.lemma in _REPORTING:
        return  # "in response, she said": an answer in words
    if verb.lemma in _REPORTING and verb.child("ccomp") is not None:
        verb = verb.child("ccomp") or verb
    at = first.i - words[0].i
    if (
        entry.hypothetical
        and at
        and words[at - 1].text not in (",", ";", ":", "—", "–")
        and words[at - 1].lower != "or"
    ):
        return  # "an otherwise calm town"
    if entry.words[0] in ("therefore", "accordingly") and _plea(verb):
        return
    if entry.words[-1] == "reason" and (has_neg(verb) or any(c.tag == "MD" for c in verb.children)):
        return  # "cannot for that reason be waved away"
    cause: Span | None = None
    if verb.dep in ("conj", "advcl") and verb.head.i < first.i and verb.head.pos in ("VERB", "AUX"):
        cause = span([w for w in clause(verb.head, {verb.i}) if w.i < first.i])
    elif verb.dep in ("ROOT", "ccomp", "parataxis", "dep", "conj"):
        earlier = [
            w for w in verb.children if w.dep in ("ccomp", "parataxis", "advcl") and w.i < first.i and w.pos == "VERB"
        ]
        if earlier and earlier[-1].child("nsubj") and first.i > words[0].i + 3:
            cause = span(clause(earlier[-1]))
        elif entry.words[0] in _INFERRING and (first.i - words[0].i > 1 or verb.lemma in _STATES):
            return  # "it is therefore a mistake": what one concludes, not what comes of it
        elif first.i - words[0].i <= 6 or verb.i - words[0].i <= 6:
            cause = before_span(page, first.sent)
    if cause is None:
        return
    for target in [verb, *[c for c in verb.children if c.dep == "conj" and c.pos == "VERB"]][:3]:
        own = target.child(*_SUBJECTS)
        part = clause(target, inside) if own is not None else verb_phrase(target, inside)
        if own is None and has_neg(target):  # "and therefore will not fall"
            words_before = [c for c in target.children if c.dep in ("aux", "auxpass", "neg") and c.i > last.i]
            part = sorted({*words_before, *part}, key=lambda w: w.i)
        effect = span([w for w in part if w.i not in inside])
        if effect is not None:
            rule = f"causes/adverb:{' '.join(entry.words)}"
            sure = certainty_of(target)
            sure = "hypothetical" if entry.hypothetical else "asserted" if sure == "negated" else sure
            yield Draft(cause, effect, Span(first.start, last.end), entry.sign, sure, rule, 0.7)


def _plea(verb: Word) -> bool:
    """Whether a conclusion is advice or a request: "we therefore ask the court", "therefore it must be"."""
    return verb.lemma in _PLEAS or any(c.dep == "aux" and c.lower in ("must", "should") for c in verb.children)


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
        cause = before_span(page, first.sent)
    if cause is not None and effect is not None and verb is not None:
        sure = certainty_of(verb)
        sure = "asserted" if sure == "negated" else sure  # the denial stays in the words
        yield Draft(cause, effect, Span(first.start, last.end), 1, sure, "causes/why", 0.8)
