"""Links of subordinate clauses: because, if, unless, once, as long as, causal since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_denials import reason_denied, reason_instead, what_was_done, without_reason
from aitia.extract.cause_idle import is_turn_of_speech
from aitia.extract.cause_links import Draft, before_span, certainty_of
from aitia.extract.cause_outcomes import outcomes
from aitia.extract.cause_spans import (
    clause,
    consequent,
    main_part,
    span,
)
from aitia.extract.cause_suppositions import ASKING, AT_WILL, PLEDGES, but_for, open_condition, wished
from aitia.language.page import Page, Word
from aitia.lexicon.causes import Connective
from aitia.model.text import Span

_REPORTING: Final = frozenset("say tell add report announce warn argue claim note believe think insist state".split())
# what reports in a past tense only: "observed", but not "would observe"
_REMARKING: Final = frozenset(
    "stress observe explain emphasize emphasise underline recall reply respond remark declare tweet quote".split()
)
# what is said of a condition itself: "it would be a shame if", "they would be surprised if"


_ATTITUDES: Final = frozenset("hope want wish fear expect doubt know wonder confirm".split())

_HAVE: Final = frozenset(["has", "have", "had", "'ve", "’ve", "ever", "long"])
_MERELY: Final = frozenset("just only merely simply solely".split())

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_SUBORDINATE: Final = frozenset("if unless while after before until once although though because since even".split())


def clause_links(page: Page, first: Word, last: Word, entry: Connective) -> Iterator[Draft]:
    """ "If X, Y", "Y because X": the subordinate clause is the cause, the one above it the effect."""
    sentence = first.sent.words
    before = sentence[first.i - sentence[0].i - 1].lower if first.i > sentence[0].i else ""
    if before in ("as", "even", "what", "("):
        return
    if first.lower == "if" and first.i > sentence[0].i and sentence[first.i - sentence[0].i - 1].lemma in ASKING:
        return
    following = sentence[last.i - sentence[0].i + 1 :][:1]
    if first.lower == "since" and (before in _HAVE or (following and following[0].text[0].isdigit())):
        return  # "has since been", "since 7 May"
    if first.lower == "if" and [w.pos for w in sentence[last.i - sentence[0].i + 1 :][:2]] == ["ADJ", "PUNCT"]:
        return  # "if authentic, …"
    inside = {w.i for w in sentence if first.i <= w.i <= last.i}
    pair = _two_clauses(first, inside)
    if pair is None:
        if entry.hypothetical:
            yield from _by_comma(first, last, entry)
        return
    verb, above = pair
    reported = _reported_below(verb, above, first)
    above = above.head if reported is not None else above
    name = entry.words[0]
    if name == "since" and not _causal_since(verb, above, before == "," and above.i < first.i):
        return
    if name == "if" and verb.lemma in AT_WILL and verb.child("dobj", "xcomp", "ccomp", "prep") is None:
        return  # "he can stay if he wants"
    if is_turn_of_speech(first, verb, above, name) or (name == "until" and sentence[-1].text == "?"):
        return
    if name == "because" and above.lemma == "mean" and above.child("neg") is not None:
        return  # "just because it is old does not mean it is good"
    if name == "if" and verb.pos not in ("VERB", "AUX"):
        return  # "if authentic", "if so"
    if name == "if" and verb.lemma in ("want", "hope", "wish", "be") and (wish := wished(verb, above)) is not None:
        means, end = wish
        where = Span(first.start, last.end)
        yield Draft(means, end, where, 1, "hypothetical", "causes/clause:if-want", 0.6)
        return
    if entry.hypothetical and not open_condition(verb, above, name):
        return
    if name == "until" and not _pending(verb, above):
        return
    if not entry.hypothetical and _misplaced(above, first):
        return
    if not entry.hypothetical:
        above = _above_relative(above, first)
    if entry.hypothetical and above.lemma in PLEDGES:
        above = next((c for c in above.children if c.dep == "xcomp" and c.tag == "VB" and c.i < first.i), above)
    begin = max(last.i, _aside_end(first))
    if begin == sentence[-1].i:
        return  # "because (as he told me)", with the reason cut off
    cause = span([w for w in clause(verb, inside) if w.i > begin])
    if reported is not None and cause is not None and (rest := span(clause(reported))) is not None:
        cause = Span(cause.start, rest.end)
    words, change = (
        consequent(above, {verb.i} | inside, first)
        if entry.hypothetical
        else (main_part(above, {verb.i} | inside, first), 1)
    )
    words = without_reason(words)
    denied = name == "because" and reason_denied(first, last, above)
    if denied or (name == "because" and reason_instead(first, above)):
        words = what_was_done(above, first) or words
    effect = span(words)
    subject = above.child("nsubj")
    if subject is not None and subject.lower in ("this", "that", "it") and _no_more(above, first):
        effect = before_span(page, first.sent)  # "That is because X": of what stands before
    if cause is None or effect is None:
        return
    sure = certainty_of(above, hypothetical=entry.hypothetical)
    if entry.hypothetical:
        sure = "hypothetical"
    elif denied or before in ("not", "n't", "simply", "n’t") or (sure == "negated" and before in _MERELY):
        sure = "negated"
    elif sure == "negated" or (sure == "hypothetical" and _told_back(above)):
        sure = "asserted"
    rule = f"causes/clause:{' '.join(entry.words)}"
    sign = entry.sign * change
    if name == "if" and (saviour := but_for(verb)) is not None:
        cause, sign = saviour, -sign
    where = Span(first.start, last.end)
    sureness = 0.7 if entry.hypothetical else 0.85
    stated = [(w, k) for words, k in outcomes(above) if (w := span(words))] if name == "if" else []
    if stated:
        yield from (Draft(cause, w, where, sign * k, sure, rule, sureness) for w, k in stated)
        return
    yield Draft(cause, effect, where, sign, sure, rule, sureness)
    if entry.hypothetical and first.i < above.i:  # "if X, Y would …, and Z would …"
        for more in _joined(above):
            told = span(clause(more))
            if told is not None and any(c.tag == "MD" for c in more.children):
                yield Draft(cause, told, where, entry.sign, sure, rule, sureness)
    elif not entry.hypothetical and first.i > above.i:  # "because A and B"
        for more in _joined(verb):
            given = span(clause(more))
            if given is not None and not any(c.dep == "mark" for c in more.children):
                yield Draft(given, effect, where, sign, sure, rule, sureness)


def _joined(verb: Word) -> list[Word]:
    """The clauses with subjects of their own that "and" joins to that of ``verb``."""
    found = [c for c in verb.children if c.dep == "conj" and c.i > verb.i and c.pos in ("VERB", "AUX")]
    links = [c.lower for c in verb.children if c.dep == "cc" and c.i > verb.i]
    return [c for c in found if c.child(*_SUBJECTS) is not None and links[:1] == ["and"]][:2]


def _by_comma(first: Word, last: Word, entry: Connective) -> Iterator[Draft]:
    """ "If X, Y" where the parser saw no clause in X: what stands before the comma and the subject of the main verb."""
    words = first.sent.words
    main = next((w for w in words if w.head is w and w.pos in ("VERB", "AUX") and w.i > last.i + 3), None)
    if main is not None and main.lemma in _REPORTING | _REMARKING and main.child("aux") is None:
        return
    if first.i - words[0].i > 1 or main is None or not open_condition(main, main, entry.words[0]):
        return
    subjects = [c for c in main.children if c.dep in ("nsubj", "nsubjpass") and c.i < main.i]
    commas = [w for w in words if w.text == "," and last.i + 1 < w.i < main.i]
    if not subjects or not commas or subjects[-1].i < commas[0].i:
        return
    cause = span(w for w in words if last.i < w.i < commas[0].i)
    effect = span([w for w in clause(main, {first.i}) if w.i > commas[0].i])
    if cause is not None and effect is not None:
        rule = f"causes/clause:{' '.join(entry.words)}"
        yield Draft(cause, effect, Span(first.start, last.end), entry.sign, "hypothetical", rule, 0.5)


def _two_clauses(first: Word, inside: set[int]) -> tuple[Word, Word] | None:
    """The verb of the clause a conjunction opens and that of the clause it depends on."""
    words = first.sent.words
    marks = [
        w for w in words if w.i in inside and w.dep in ("mark", "advmod") and w.head.i > w.i and w.head.i not in inside
    ]
    verb = next((w.head for w in reversed(marks) if w.head.pos in ("VERB", "AUX")), None)
    if verb is None:
        return None
    verb = _said_aside(verb, first)
    base = verb
    while base.dep == "conj" and base.head.child("mark") is not None:
        base = base.head  # "not because X but because Y"
    above = next((a for a in base.ancestors() if a.i not in inside and a.pos in ("VERB", "AUX")), None)
    if above is not None and verb.i > above.i and _asked(verb, above, first):
        return None
    if above is None:  # the main clause hangs on the subordinate one by mistake
        above = next((c for c in verb.children if c.dep in ("ccomp", "conj", "parataxis") and c.i > verb.i), None)
        if above is None or above.pos not in ("VERB", "AUX") or above.child(*_SUBJECTS) is None:
            return None
        return verb, above
    remarked = above.lemma in _REMARKING and above.tag == "VBD" and above.child("dobj", "aux") is None
    if above.lemma in _REPORTING or above.lemma == "ask" or remarked:
        content = above.child("ccomp")
        if content is not None and content is not verb:
            above = content
        elif (above.lemma != "ask" or first.lower == "if") and not _said_that(above, first):
            return None
    return verb, above


def _said_that(above: Word, first: Word) -> bool:
    """ "I say this because": the saying itself has the reason."""
    taken = above.child("dobj")
    if taken is None:
        return False
    if taken.pos == "NOUN" and above.i < taken.i < first.i and first.lower in ("since", "because"):
        return True  # "has not said one word, since"
    return taken.lower in ("this", "that", "it") and taken.i == first.i - 1


def _reported_below(verb: Word, above: Word, first: Word) -> Word | None:
    """The clause of a report inside a reason that the parser put above it: "I say this because we are told that X"."""
    mark = above.child("mark") if above.dep == "ccomp" and above.head.pos == "VERB" else None
    return above if mark is not None and above.head.i < first.i < verb.i < mark.i < above.i else None


def _said_aside(verb: Word, first: Word) -> Word:
    """The verb that counts behind "because, he said,": not that of the remark."""
    end = _aside_end(first)
    if verb.i > end:
        return verb
    told = (w for w in first.sent.words if w.i > end and w.pos in ("VERB", "AUX"))
    return next((w for w in told if (s := w.child(*_SUBJECTS)) is not None and s.i > end), verb)


def _aside_end(first: Word) -> int:
    """Where a remark right behind a conjunction closes: "because, he said,", "because (as he told me)"; -1 for none."""
    words = first.sent.words
    at = first.i - words[0].i + 1
    if at >= len(words) or words[at].text not in (",", "("):
        return -1
    close = ")" if words[at].text == "(" else ","
    told = words[at + 1 : at + 16]
    end = next((k for k, w in enumerate(told) if w.text == close), 0)
    if not end or told[0].tag in ("VBG", "VBN", "WRB") or told[0].lower in _SUBORDINATE:
        return -1
    remark = told[0].lower == "as" or close == ")" or any(w.tag in ("VBD", "VBZ", "VBP") for w in told[:end])
    return told[end].i if remark else -1


def _above_relative(verb: Word, first: Word) -> Word:
    """Not a restrictive relative clause but what it stands in: "won the battles that came before because …"."""
    subject = verb.child("nsubj", "nsubjpass")
    if verb.dep != "relcl" or subject is None or subject.lower != "that" or verb.i > first.i:
        return verb
    return next((a for a in verb.head.ancestors() if a.pos in ("VERB", "AUX") and a.i < verb.i), verb)


def _no_more(verb: Word, first: Word) -> bool:
    """ "That is because", with nothing else said of "that"."""
    return verb.lemma == "be" and verb.i < first.i and verb.child("acomp", "attr") is None


def _misplaced(above: Word, first: Word) -> bool:
    """Whether a reason does not belong to the clause it was parsed under.

    A wish or an open question above ("I hope it fails, because ..."), an ambiguous denial without a comma ("they do
    not turn populist because they say so"), or a quotation that starts or ends between the two.
    """
    if above.dep == "ccomp" and above.head.lemma in _ATTITUDES and above.head.i < above.i < first.i:
        return True
    if above.dep == "ccomp" and any(c.tag in ("WRB", "WDT", "WP") or c.lower == "whether" for c in above.subtree()[:2]):
        return True
    words = first.sent.words
    between = words[above.i - words[0].i + 1 : first.i - words[0].i] if above.i < first.i else ()
    marks = [w for w in between if w.text in ('"', "“", "”", "``", "''")]
    return len(marks) % 2 == 1 and marks[-1].i < first.i - 1 and marks[-1].text not in ("”", "''")


def _asked(verb: Word, above: Word, first: Word) -> bool:
    """Whether the clause is an indirect question or report: "asked the minister if he agreed", "decide if it helps"."""
    if verb.dep == "ccomp" and above.lemma in ASKING | _REPORTING:
        return True
    if first.lower != "if" or above.lemma not in ASKING or above.child("ccomp") is not None:
        return False
    return not any(c.text == "," and above.i < c.i < first.i for c in above.sent.words)


def _told_back(above: Word) -> bool:
    """ "They said that no charges would be brought": the future of a report in the past, no condition."""
    report = above.head
    told = above.dep == "ccomp" and report.tag == "VBD" and report.lemma in _REPORTING
    return told and not any(c.dep == "aux" and c.lower in ("have", "could", "might") for c in above.children)


def _pending(verb: Word, above: Word) -> bool:
    """Whether "until" says what a state to come waits for, rather than when something ended."""
    told = {c.tag for c in verb.children if c.dep in ("aux", "auxpass")} | {verb.tag}
    return "VBD" not in told and any(c.dep == "aux" and c.tag == "MD" for c in above.children)


def _causal_since(verb: Word, above: Word, set_off: bool) -> bool:
    """Causal "since" stands with a present clause and no perfect above; the temporal one with a past or a perfect.

    Behind a comma it is causal with what was so before, or was not so, too ("fled, since they had lost").
    """
    perfect = any(c.dep == "aux" and c.lower == "had" for c in verb.children)
    if set_off and (
        (perfect and above.tag == "VBD") or (any(c.dep == "neg" for c in verb.children) and above.tag != "VBN")
    ):
        return True
    tags = {verb.tag} | {c.tag for c in verb.children if c.dep in ("aux", "auxpass")}
    if tags & {"VBD", "VBG"}:
        return False
    if verb.tag in ("VBZ", "VBP") and not any(c.lemma == "have" for c in verb.children):
        return True
    return not any(c.dep == "aux" and c.lemma == "have" for c in above.children) and bool(tags & {"VBZ", "VBP", "MD"})
