"""Parties that stand near a deed and are not its other side: they belong to what is asked for or refused, or to ground.

Example: "called for tariffs on goods from China" asks nothing of China, "rejected the murder of a judge" refuses the
judge nothing, and "gunmen carried out an attack in Jordan" is no attack on Jordan.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.event_senses import Setting
from aitia.extract.trained import head_word
from aitia.language.page import Word
from aitia.lexicon.events import Sense, event_lexicon
from aitia.model.records import Participant

People = list[Participant]
_WITHIN: Final = frozenset(["across", "in", "inside", "near"])
_STATE: Final = frozenset(["COP", "GOV", "MIL", "SPY"])
_DEEP: Final = 2  # nouns between a party and the verb that asks


def opposite(at: Setting, sense: Sense, actors: People, recipients: People, cast: Cast) -> People:
    """The recipients without those that only belong to what the deed is about."""
    if sense.part != "verb" or sense.type not in ("ASSAULT", "REJECT", "REQUEST"):
        return recipients
    if sense.type == "ASSAULT":
        return [p for p in recipients if not _is_ground(at, p, actors, cast)]
    return [p for p in recipients if not _is_theme(at, sense, p)]


def _is_theme(at: Setting, sense: Sense, p: Participant) -> bool:
    way = _way(at, p)
    nouns = [w for w in way if w.pos in ("NOUN", "PROPN")]
    if sense.type == "REQUEST":  # "tariffs on goods from China", but "an end to attacks by China"
        return len(nouns) >= _DEEP and not event_lexicon().of("noun", nouns[0].lemma)
    return any(s.type == "ASSAULT" for w in nouns for s in event_lexicon().of("noun", w.lemma))


def _is_ground(at: Setting, p: Participant, actors: People, cast: Cast) -> bool:
    """Whether a state is named for its ground alone: by its own forces, or as where people without a state struck."""
    if cast.kind(p.actor) != "state" or not actors:
        return False
    way = _way(at, p)
    if not way or way[0].pos != "ADP":
        return False
    word = head_word(at.page, p.span) if p.span is not None else None
    mention = cast.heads.get(word.i) if word is not None else None
    home = cast.members[p.actor].country if mention is None or mention.form == "place" else None
    doers = [cast.members[a.actor] for a in actors]
    official = [d for d in doers if _STATE & set((d.code or "").split())]
    if home and official and all(d.country == home for d in official) and len(official) == len(doers):
        return True
    return way[0].lower in _WITHIN and not official and all(d.country is None for d in doers)


def _way(at: Setting, p: Participant) -> list[Word]:
    """The words above a party up to the trigger, without those it is only joined to."""
    word = head_word(at.page, p.span) if p.span is not None else None
    way: list[Word] = []
    while word is not None and word.head is not word:
        above = word.head
        if above is at.word or above is at.found.light:
            return way
        if word.dep not in ("conj", "appos"):
            way.append(above)
        word = above
    return []
