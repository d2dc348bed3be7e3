"""Who says what on each item: statements in, positions of sources out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from aitia.analyse.statements import Statement, direction, statements
from aitia.model.assembled import ConflictModel, Support
from aitia.model.outcomes import Attitude, Item, Position, SourceKind
from aitia.model.text import Span

UNNAMED: Final = "?"  # before a document's id: its unnamed sources, or (by publisher) that it names none
_Place = tuple[str, Span, str]


class Speakers:
    """Whose word a statement is, by voice, document or publisher."""

    def __init__(self, model: ConflictModel, by: SourceKind) -> None:
        self.by = by
        self._author = {document.id: document.author for document in model.documents}
        self._publisher = {document.id: document.publisher for document in model.documents}

    def of(self, statement: Statement) -> tuple[tuple[str, ...], str | None]:
        """Return the sources that say so themselves, and the one that tells it on another's word (None: nobody)."""
        document = statement.support.document
        if self.by == "voice":
            return tuple(dict.fromkeys(statement.speakers)) or (UNNAMED + document,), None
        source = document if self.by == "document" else self.publisher(statement.support)
        own = self._author.get(document) in statement.tellers
        return ((source,), None) if own else ((), source)

    def stands(self, support: Support) -> tuple[str, ...]:
        """Return the sources a row belongs to, on whosever word it is."""
        if self.by == "voice":
            return support.voices or (UNNAMED + support.document,)
        return (support.document if self.by == "document" else self.publisher(support),)

    def publisher(self, support: Support) -> str:
        """Return the publisher of the document a row stands in, or that the document names none."""
        return support.publisher or self._publisher.get(support.document) or UNNAMED + support.document


def items(model: ConflictModel, by: SourceKind, weights: Mapping[str, float] | None = None) -> list[Item]:
    """List everything that some source speaks to, or tells on another's word, with the position of each.

    Args:
        model: the assembled readings.
        by: what counts as a source, see ``aitia.analyse.compare.compare``.
        weights: importance by influence id; a cause weighs what the heaviest of its influences does.

    Returns:
        Items in the order of the model, positions in the order of the sources' ids.
    """
    speakers = Speakers(model, by)
    grouped: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements(model):
        grouped[statement.kind, statement.key].append(statement)
    return [_item(rows, speakers, weights) for rows in grouped.values()]


def _item(rows: list[Statement], speakers: Speakers, weights: Mapping[str, float] | None) -> Item:
    sign, label = direction(rows)
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    told: defaultdict[str, list[Support]] = defaultdict(list)
    for row in rows:
        sources, teller = speakers.of(row)
        for source in sources:
            said[source].append(row)
        if teller is not None:
            told[teller].append(row.support)
    stances = {row.stance for row in rows}
    heavy = [abs(weights[row.row]) for row in rows if row.row in weights] if weights else []
    return Item(
        kind=rows[0].kind,
        id=rows[0].key,
        label=label,
        positions=tuple(
            position(source, said.get(source, ()), sign, told.get(source, ())) for source in sorted({*said, *told})
        ),
        weight=max(heavy, default=None),
        stance=stances.pop() if len(stances) == 1 else None,
    )


def position(source: str, rows: Iterable[Statement], sign: int, reported: Iterable[Support] = ()) -> Position:
    """Weigh what one source says on an item that is put the ``sign`` way.

    ========================================  =========================
    row                                       speaks
    ========================================  =========================
    firm, same sign                           for
    firm, same sign, denied                   against
    firm, other sign                          against
    firm, other sign, denied                  (rejects the other side only)
    hedged, hypothetical, planned, neutral    (open)
    ========================================  =========================

    ``asserts`` with rows for and none against, ``denies`` with rows against and none for, ``split`` with both,
    ``hedges`` with neither, ``silent`` with no row of its own. Firm rows go before open ones: who says once that it
    is so and once that it may be so asserts it. Nothing is dropped: all rows are in ``supports``, the deciding ones
    first, and those that speak against the item (firmly or not) also in ``against``.

    Example:
        >>> from aitia.model.text import Span
        >>> def says(sign, denied=False, firm=True):
        ...     row = Support(document="d", row=f"{sign}{denied}{firm}", span=Span(0, 1))
        ...     return Statement(kind="cause", key="a>b", sign=sign, denied=denied, firm=firm, support=row,
        ...                      speakers=("x",), tellers=("x",), words="a raises b", row="a>b:+:asserted")
        >>> position("x", [says(1), says(1, firm=False)], 1).attitude
        'asserts'
        >>> position("x", [says(-1)], 1).attitude, position("x", [says(1), says(-1)], 1).attitude
        ('denies', 'split')
        >>> position("x", [says(-1, denied=True)], 1).attitude
        'hedges'
    """
    ranked: dict[_Place, tuple[bool, _Place, Support, bool]] = {}  # by row: open, where, the row, against
    pro = con = False
    for row in rows:
        rejects_other = row.denied and row.sign != sign
        against = not rejects_other and (row.denied or row.sign != sign)
        decides = row.firm and not rejects_other
        pro, con = pro or (decides and not against), con or (decides and against)
        place = _place(row.support)
        entry = (not decides, place, row.support, against)
        ranked[place] = min(ranked.get(place, entry), entry, key=lambda e: (e[0], e[3]))
    ordered = sorted(ranked.values(), key=lambda e: e[:2])
    attitude: Attitude = (
        "silent" if not ordered else "split" if pro and con else "asserts" if pro else "denies" if con else "hedges"
    )
    return Position(
        source=source,
        attitude=attitude,
        supports=tuple(support for _, _, support, _ in ordered),
        against=tuple(support for _, _, support, against in ordered if against),
        reported=tuple(sorted(reported, key=_place)),
    )


def _place(support: Support) -> _Place:
    return support.document, support.span, support.row
