"""Links of what moves somebody: "stung by the sanctions, he opened the border", "on strike over bonuses"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from aitia.extract.cause_links import Draft, certainty_of
from aitia.extract.cause_spans import clause, gerund, phrase, span, verb_phrase
from aitia.language.page import Word
from aitia.model.text import Span

# states that a set-off participle or adjective gives as the reason of what is done
_MOVED: Final = frozenset(
    """alarm anger appal appall batter bruise chasten deceive disappoint discourage disgust dishearten
    embarrass embitter embolden encourage enrage exasperate exhaust frighten frustrate goad hearten horrify
    humiliate incense infuriate inspire intimidate lull mislead motivate outrage persuade pressure provoke
    rattle reassure scare shake shame shock spook squeeze sting stun tempt terrify trouble unnerve unsettle
    worry weaken weary""".split()
)
_ADJECTIVES: Final = frozenset(
    """afraid alarmed angry anxious fearful frightened furious scared terrified tired unhappy wary weary worried
    desperate nervous jealous envious suspicious outraged""".split()
)
_FEARING: Final = frozenset(["fear", "dread", "resent"])
_UNDER: Final = frozenset(["by", "of", "at", "about", "over", "with"])
_REPORTING: Final = frozenset("say tell add report announce note claim argue believe think warn state".split())
_SUBJECTS: Final = ("nsubj", "nsubjpass")

_AT_ODDS: Final = frozenset(
    [("on", "strike"), ("at", "odds"), ("at", "loggerheads"), ("at", "war"), ("in", "revolt"), ("in", "uproar")]
)
_STOPPAGES: Final = frozenset("strike stoppage walkout boycott mutiny sit-in".split())
_CALLED: Final = frozenset("call stage launch declare begin hold start".split())


def motive_links(word: Word) -> Iterator[Draft]:
    """Links of a set-off feeling before or behind its clause, and of what a strike or a quarrel is over."""
    if word.lower == "over" and word.dep == "prep":
        yield from _over(word)
    elif word.dep in ("advcl", "acl", "amod", "dep") and _is_feeling(word) and _set_off(word):
        yield from _moved(word)


def _is_feeling(word: Word) -> bool:
    if any(c.dep in ("aux", "auxpass", "mark", *_SUBJECTS) for c in word.children):
        return False
    if word.tag == "VBG":
        return word.lemma in _FEARING
    return (word.tag == "VBN" and word.lemma in _MOVED) or (word.pos == "ADJ" and word.lower in _ADJECTIVES)


def _set_off(word: Word) -> bool:
    """Whether a phrase opens its sentence or stands behind a comma."""
    words = word.sent.words
    at = min([word.i, *(c.i for c in word.children)]) - words[0].i
    opening = [w for w in words[:at] if w.pos not in ("PUNCT", "CCONJ", "SPACE")]
    return not opening or words[at - 1].text in (",", "—", "–", ";")


def _moved(word: Word) -> Iterator[Draft]:
    above = word.head
    if above.pos in ("NOUN", "PROPN", "PRON"):
        above = above.head if above.dep in _SUBJECTS else above
    if above.pos not in ("VERB", "AUX") or above.child(*_SUBJECTS) is None or above.lemma in _REPORTING:
        return
    reason = _reason(word)
    told = verb_phrase(above, {word.i}) if above.pos == "VERB" else clause(above, {word.i})
    told = [w for w in told if (w.i < word.i) == (above.i < word.i)]
    cause, effect = span(reason), span(told)
    if cause is None or effect is None:
        return
    sure = certainty_of(above)
    sure = "asserted" if sure == "negated" else sure
    yield Draft(cause, effect, Span(word.start, word.end), 1, sure, "causes/motive", 0.6)


def _reason(word: Word) -> list[Word]:
    """What a feeling is about: "stung by X", "fearing that X", "afraid of X", or "anxious to X" itself."""
    for c in word.children:
        if c.i < word.i:
            continue
        if c.dep in ("ccomp", "dobj"):
            return clause(c) if c.pos in ("VERB", "AUX") else phrase(c)
        if c.dep in ("prep", "agent") and c.lower in _UNDER:
            under = c.child("pobj", "pcomp")
            if under is not None and under.pos != "PRON":
                return gerund(under) if under.tag == "VBG" else phrase(under)
    return []


def _over(word: Word) -> Iterator[Draft]:
    issue = word.child("pobj", "pcomp")
    verb = next((a for a in word.ancestors() if a.pos in ("VERB", "AUX")), None)
    if issue is None or verb is None or verb.i > word.i or issue.pos in ("NUM", "PRON"):
        return
    if issue.ent in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"):
        return
    words = verb.sent.words
    between = words[verb.i - words[0].i : word.i - words[0].i]
    pairs = {(a.lower, b.lower) for a, b in pairwise(between)}
    called = verb.lemma in _CALLED and any(c.dep == "dobj" and c.lemma in _STOPPAGES for c in verb.children)
    if not (called or (pairs & _AT_ODDS and len(between) < 9)):
        return
    cause = span(phrase(issue))
    effect = span([w for w in clause(verb, {word.i}) if w.i < word.i])
    if cause is not None and effect is not None:
        yield Draft(cause, effect, Span(word.start, word.end), 1, certainty_of(verb), "causes/reaction:over", 0.6)
