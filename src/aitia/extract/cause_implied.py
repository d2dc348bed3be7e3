"""Causes that only sequence, occasion or motive suggest: shown on request, relation ``implied``.

"Shops closed after the clashes"; "marched to demand elections"; "killed in the blast"; "a protest against the tax".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cause_links import Draft
from aitia.extract.cause_spans import clause, falls, gerund, noun_phrase, phrase, span, starting_at, verb_phrase
from aitia.language.page import Page, Word
from aitia.model.text import Span

_SEQUENCE: Final = frozenset(["after", "following", "when", "as", "amid", "since", "over", "despite", "for", "against"])
_MOTIVES: Final = frozenset(
    """demand protest seek urge denounce condemn call oppose allege accuse claim threaten press criticise criticize
    suspect fear warn support blame""".split()
)
_HARM: Final = frozenset(
    """kill injure wound hurt die arrest detain damage destroy displace evacuate hospitalise hospitalize burn gut
    disrupt attack leave shoot trap""".split()
)
_EVENTS: Final = frozenset(
    """attack blast explosion clash shootout shooting violence riot fire crash accident raid operation protest
    bombing firing strike fight fighting encounter unrest stampede collision ambush gunfight battle incident war
    massacre quake earthquake flood storm exchange skirmish crackdown""".split()
)
_DISPUTES: Final = frozenset(
    """protest demonstration agitation strike clash dispute row anger outrage fury riot unrest violence rally march
    sit-in dharna bandh hartal campaign movement controversy outcry backlash stir walkout blockade""".split()
)
_REACTIONS: Final = frozenset(
    """arrest detain jail imprison sentence convict charge sack dismiss suspend fine punish criticise criticize
    condemn attack kill protest strike demonstrate rally march clash agitate close shut resign flee ban""".split()
)
_TALK: Final = frozenset("say tell add report note think believe".split())


def implied_links(page: Page, word: Word) -> Iterator[Draft]:
    """Links suggested at ``word`` without a causal signal; none unless the page's reader was asked for them."""
    if not page.cache.get("implied"):
        return
    low = word.lower
    if low in _SEQUENCE:
        yield from _sequence(word)
    elif low == "in" and word.dep == "prep":
        yield from _harmed_in(word)
    elif word.tag == "VBG" and word.lemma in _MOTIVES:
        yield from _motive(word)
    elif word.tag == "VB" and word.i > word.sent.words[0].i + 1:
        yield from _aim(word)


def _draft(cause: list[Word], effect: list[Word], signal: Word, rule: str) -> Iterator[Draft]:
    first, second = span(cause), span(effect)
    if first is not None and second is not None:
        where = Span(signal.start, signal.end)
        sign = -1 if falls(cause) != falls(effect) else 1
        yield Draft(first, second, where, sign, "asserted", f"causes/implied:{rule}", 0.3, "implied")


def _sequence(word: Word) -> Iterator[Draft]:
    low = word.lower
    if word.dep in ("mark", "advmod") and word.head.i > word.i and word.head.pos in ("VERB", "AUX"):
        verb = word.head
        above = next((a for a in verb.ancestors() if a.pos in ("VERB", "AUX")), None)
        if verb.dep != "advcl" or above is None or above.lemma in _TALK or low in ("since", "despite", "for", "over"):
            return
        if above.lemma == "be" and low in ("when", "as"):
            return
        effect = [w for w in clause(above, {verb.i}) if (w.i < word.i) == (above.i < word.i)]
        yield from _draft([w for w in clause(verb) if w.i > word.i], effect, word, low)
        return
    if word.dep != "prep" and word.tag not in ("IN", "VBG"):
        return
    words = word.sent.words
    at = word.i - words[0].i + 1
    top = starting_at(words[at]) if at < len(words) else None
    if top is None or top.pos not in ("NOUN", "PROPN", "VERB") or top.ent in ("DATE", "TIME", "GPE"):
        return
    governor = word.head
    if low in ("over", "against", "for"):
        fits = governor.lemma in _DISPUTES or governor.lemma in _REACTIONS
        if not fits or top.ent in ("CARDINAL", "MONEY", "PERCENT") or (low == "for" and governor.pos != "VERB"):
            return
        if governor.pos in ("NOUN", "PROPN"):
            yield from _draft(phrase(top), [w for w in noun_phrase(governor, {word.i}) if w.i < word.i], word, low)
            return
    elif low in ("since", "as", "despite", "when"):
        return
    ruling = (
        governor
        if governor.pos in ("VERB", "AUX")
        else next((a for a in governor.ancestors() if a.pos == "VERB"), None)
    )
    if ruling is None or top.i == ruling.i or ruling.lemma in _TALK:
        return
    effect = [w for w in clause(ruling, {word.i}) if (w.i < word.i) == (ruling.i < word.i)]
    yield from _draft(phrase(top), effect, word, low)


def _harmed_in(word: Word) -> Iterator[Draft]:
    event = word.child("pobj")
    verb = word.head
    if event is None or event.lemma not in _EVENTS or verb.lemma not in _HARM or verb.i > word.i:
        return
    effect = [w for w in clause(verb, {word.i}) if w.i < word.i]
    yield from _draft(phrase(event), effect, word, "in")


def _motive(word: Word) -> Iterator[Draft]:
    if word.dep not in ("advcl", "acl", "conj", "prep") or word.head.i > word.i:
        return
    verb = word.head if word.head.pos == "VERB" else next((a for a in word.ancestors() if a.pos == "VERB"), None)
    if verb is None or verb.lemma in _TALK:
        return
    effect = [w for w in clause(verb, {word.i}) if w.i < word.i]
    yield from _draft(gerund(word), effect, word, "motive")


def _aim(word: Word) -> Iterator[Draft]:
    """Aims of any kind, talk included."""
    mark = next((c for c in word.children if c.dep == "aux" and c.lower == "to"), None)
    governor = word.head
    if mark is None or word.dep != "advcl" or governor.pos != "VERB" or governor.i > word.i:
        return
    effect = [w for w in verb_phrase(governor, {word.i}) if w.i < mark.i]
    yield from _draft(verb_phrase(word), effect, mark, "aim")
