"""What an actor says of its own stand to another, against what others say that it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from aitia.analyse.statements import MUTUAL
from aitia.model.assembled import ConflictModel, SignedTie, Support
from aitia.model.codes import EventType
from aitia.model.outcomes import SayDo
from aitia.model.text import Span

MATERIAL: Final[dict[EventType, int]] = {
    "COOPERATE": 1, "AID": 1, "RETREAT": 1,
    "PROTEST": -1, "SANCTION": -1, "MOBILIZE": -1, "COERCE": -1, "ASSAULT": -1,
}  # fmt: skip
_Pair = tuple[str, str]
_Rows = dict[tuple[str, str, Span], tuple[Support, str]]


class _Stand(NamedTuple):
    """An actor's stand to another as some row has it."""

    pair: _Pair
    sign: int
    words: str
    support: Support


def gaps(model: ConflictModel, *, counts: Callable[[Support], bool] = lambda _: True) -> tuple[SayDo, ...]:
    """List where what actors say of their own stand and what others say that they do have opposite signs.

    *Said* by A of its stand to B: ties from A to B (or between them, for ``aligned_with`` and ``fights``) that are not
    past, asserted or planned, on the word of A or of somebody who acts for A or is part of it in the model. Denying a
    tie is saying the opposite ("we do not arm them": a negative stand). *Done*: current ties of the other sign from A
    to B, and asserted events by A against or for B, on anybody else's word (unnamed sources count as somebody else).
    Only material events are deeds, in PLOVER's quads: COOPERATE, AID, RETREAT against PROTEST, SANCTION, MOBILIZE,
    COERCE, ASSAULT; words against words are what the other items of a comparison show. May-be rows do not count on
    the side of deeds, supposed ones on neither. Dates are not compared: a deed may be older than the words.

    Source of the event quads: Open Event Data Alliance (2022), PLOVER codebook.

    Args:
        model: the assembled readings.
        counts: which rows count (all by default).

    Returns:
        One for each pair and sign said; those with deeds on the word of most voices first.

    Example:
        >>> from aitia.model.assembled import MergedEvent
        >>> from aitia.model.text import Span
        >>> def row(name, *voices):
        ...     return Support(document="d", row=name, voices=voices, span=Span(0, 1))
        >>> friends = SignedTie(subject="a", object="b", sign=1, relation="supports", supports=(row("t", "a"),))
        >>> shelling = MergedEvent(id="e", type="ASSAULT", actors=("a",), recipients=("b",), factuality="asserted",
        ...                        start=None, end=None, supports=(row("e", "c"),))
        >>> [(g.actor, g.object, g.sign, g.said_words, g.done_words)
        ...  for g in gaps(ConflictModel(ties=(friends,), events=(shelling,)))]
        [('a', 'b', 1, ('supports',), ('ASSAULT',))]
    """
    own = _own_voices(model.ties)
    said: defaultdict[tuple[_Pair, int], _Rows] = defaultdict(dict)
    for stand in _said(model.ties):
        who = stand.pair[0]
        if counts(stand.support) and any(who == v or v in own[who] for v in stand.support.voices):
            said[stand.pair, stand.sign][_place(stand.support)] = (stand.support, stand.words)
    pairs = {pair for pair, _ in said}
    done: defaultdict[tuple[_Pair, int], _Rows] = defaultdict(dict)
    for stand in _done(model, pairs):
        who = stand.pair[0]
        others = not stand.support.voices or any(who != v and v not in own[who] for v in stand.support.voices)
        if (stand.pair, -stand.sign) in said and others and counts(stand.support):
            done[stand.pair, stand.sign].setdefault(_place(stand.support), (stand.support, stand.words))
    out = [
        SayDo(
            actor=actor, object=object_, sign=sign,
            said=tuple(s for s, _ in words), said_words=tuple(w for _, w in words),
            done=tuple(s for s, _ in deeds), done_words=tuple(w for _, w in deeds),
        )
        for ((actor, object_), sign), rows in said.items()
        if ((actor, object_), -sign) in done
        for words, deeds in ((_sorted(rows), _sorted(done[(actor, object_), -sign])),)
    ]  # fmt: skip
    return tuple(sorted(out, key=lambda g: (-len(_voices(g.done)), -len(g.done), g.actor, g.object, -g.sign)))


def _own_voices(ties: Iterable[SignedTie]) -> defaultdict[str, set[str]]:
    """Find who speaks for an actor besides itself: whoever acts for it or is part of it."""
    own: defaultdict[str, set[str]] = defaultdict(set)
    for tie in ties:
        stands = tie.factuality == "asserted" and any(s.certainty == "asserted" for s in tie.supports)
        if tie.relation in ("acts_for", "part_of") and tie.time == "current" and stands:
            own[tie.object].add(tie.subject)
    return own


def _said(ties: Iterable[SignedTie]) -> Iterator[_Stand]:
    for tie in ties:
        if not tie.sign or tie.time == "past" or tie.factuality == "hypothetical":
            continue
        words, open_ = _verb(tie), () if tie.factuality == "planned" else ("hypothetical",)
        for pair in _ends(tie):
            for support in tie.supports:
                denied = tie.factuality == "negated" or support.certainty == "negated"
                if support.certainty not in open_:
                    yield _Stand(pair, -tie.sign if denied else tie.sign, f"not {words}" if denied else words, support)
            for support in tie.denials:
                if support.certainty not in open_:
                    yield _Stand(pair, -tie.sign, f"not {words}", support)


def _done(model: ConflictModel, pairs: set[_Pair]) -> Iterator[_Stand]:
    for tie in model.ties:
        if tie.sign and tie.time == "current" and tie.factuality == "asserted":
            for pair in _ends(tie):
                if pair in pairs:
                    yield from (
                        _Stand(pair, tie.sign, _verb(tie), s) for s in tie.supports if s.certainty == "asserted"
                    )
    for event in model.events:
        sign = MATERIAL.get(event.type)
        if sign is None or event.factuality != "asserted":
            continue
        for pair in ((a, r) for a in dict.fromkeys(event.actors) for r in dict.fromkeys(event.recipients)):
            if pair in pairs:
                yield from (_Stand(pair, sign, event.type, s) for s in event.supports if s.certainty == "asserted")


def _ends(tie: SignedTie) -> list[_Pair]:
    if tie.subject == tie.object:
        return []
    pairs = [(tie.subject, tie.object)]
    return [*pairs, (tie.object, tie.subject)] if tie.relation in MUTUAL else pairs


def _verb(tie: SignedTie) -> str:
    return (tie.relation or ("friendly" if tie.sign > 0 else "hostile")).replace("_", " ")


def _place(support: Support) -> tuple[str, str, Span]:
    return support.document, support.row, support.span


def _sorted(rows: _Rows) -> list[tuple[Support, str]]:
    return [rows[place] for place in sorted(rows, key=lambda p: (p[0], p[2], p[1]))]


def _voices(rows: Iterable[Support]) -> set[str]:
    return {voice for row in rows for voice in row.voices or (f"?{row.document}",)}
