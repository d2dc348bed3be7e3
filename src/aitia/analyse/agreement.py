"""How far sources agree: pair by pair, and all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from aitia.model.outcomes import Agreement, Item

MOST_PAIRS: Final = 100_000


def agreements(items: Sequence[Item], sources: Sequence[str], *, most: int = MOST_PAIRS) -> tuple[Agreement, ...]:
    """Count for every two sources the items on which they agree, disagree, or leave it open.

    Both assert or both deny: agree. One asserts and the other denies: disagree. One of them hedges or is split:
    unsettled, so a "may" makes neither friend nor foe. Items that one of them is silent on do not count.

    With S the sources x items matrix of who asserts, D that of who denies, T that of who says anything:
    agree = S S' + D D', disagree = S D' + D S', unsettled = T T' - agree - disagree.

    Args:
        items: what the sources speak to.
        sources: ids; the order of rows and columns.
        most: pairs to return; of more, those with the most disagreements (then agreements) are kept.

    Returns:
        Pairs that share an item, in the order of ``sources``.

    Example:
        >>> from aitia.model.outcomes import Position
        >>> def item(id, **held):
        ...     return Item(kind="cause", id=id, label=id,
        ...                 positions=tuple(Position(source=s, attitude=a) for s, a in held.items()))
        >>> rows = [item("1", a="asserts", b="asserts"), item("2", a="asserts", b="denies", c="hedges")]
        >>> [(p.one, p.other, p.agree, p.disagree, p.unsettled) for p in agreements(rows, ["a", "b", "c"])]
        [('a', 'b', 1, 1, 0), ('a', 'c', 0, 0, 1), ('b', 'c', 0, 0, 1)]
    """
    import numpy as np
    from scipy.sparse import csr_array, triu

    place = {source: at for at, source in enumerate(sources)}
    cells: dict[str, tuple[list[int], list[int]]] = {kind: ([], []) for kind in ("asserts", "denies", "speaks")}
    for column, item in enumerate(items):
        for position in item.positions:
            if position.attitude == "silent" or position.source not in place:
                continue
            for kind in ("speaks", position.attitude):
                if kind in cells:
                    cells[kind][0].append(place[position.source])
                    cells[kind][1].append(column)
    if len(sources) < 2 or not items:
        return ()
    shape = (len(sources), len(items))
    yes, no, any_ = (
        csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=shape)
        for rows, columns in (cells["asserts"], cells["denies"], cells["speaks"])
    )
    shared = any_ @ any_.T
    base = int(shared.max()) + 1 if shared.nnz else 1  # the three counts of a pair as digits of one number
    counts = shared + base * (yes @ yes.T + no @ no.T) + base * base * (yes @ no.T + no @ yes.T)
    pairs = triu(counts, k=1).tocoo()
    order = np.lexsort((pairs.col, pairs.row))
    one, other, code = pairs.row[order], pairs.col[order], pairs.data[order]
    total, same, unlike = code % base, code // base % base, code // base // base
    if len(total) > most:
        kept = np.sort(np.lexsort((other, one, -total, -same, -unlike))[:most])
        one, other, total, same, unlike = one[kept], other[kept], total[kept], same[kept], unlike[kept]
    columns = (one.tolist(), other.tolist(), total.tolist(), same.tolist(), unlike.tolist())
    return tuple(
        Agreement(one=sources[i], other=sources[j], agree=s, disagree=u, unsettled=n - s - u)
        for i, j, n, s, u in zip(*columns, strict=True)
    )


def krippendorff_alpha(votes: Iterable[tuple[int, int]]) -> float | None:
    """Krippendorff's alpha over items with two nominal values: how far sources agree beyond chance.

    alpha = 1 - D_o / D_e. With y_u and n_u sources that assert and deny item u, m_u = y_u + n_u >= 2, and Y, N, M
    their sums over those items: D_o = (1 / M) sum_u 2 y_u n_u / (m_u - 1), D_e = 2 Y N / (M (M - 1)).
    1 is full agreement, 0 what chance gives, less is more disagreement than chance. Whoever is silent, hedges or is
    split is missing, as the method has it. As an item is put the way most rows put it, asserting is the commoner
    value by construction; that makes the expected disagreement small and alpha a strict measure. Read it next to the
    counts.

    Source: Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, sections A and C.

    Args:
        votes: for each item how many sources assert and deny it, both at least 0.

    Returns:
        alpha, at most 1; None where no item has two sources, or all say the same throughout (nothing to measure).

    Example:
        Three items: two sources assert both; one asserts, one denies; two deny both. Y = 3, N = 3, M = 6,
        D_o = (0 + 2 + 0) / 6 = 1/3, D_e = 2 * 9 / 30 = 3/5, alpha = 1 - 5/9 = 4/9.

        >>> krippendorff_alpha([(2, 0), (1, 1), (0, 2)])
        0.4444444444444444
        >>> krippendorff_alpha([(2, 0), (1, 0)]) is None
        True
    """
    seen = [(yes, no) for yes, no in votes if yes + no >= 2]
    yeses, noes = sum(yes for yes, _ in seen), sum(no for _, no in seen)
    if not yeses or not noes:
        return None
    apart = sum((Fraction(2 * yes * no, yes + no - 1) for yes, no in seen), Fraction(0))
    return float(1 - (yeses + noes - 1) * apart / (2 * yeses * noes))
