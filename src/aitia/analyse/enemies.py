"""Is my enemy's enemy my friend? What the ties themselves say of actors that have an enemy in common."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final, Literal

from aitia.analyse.network import Pair, pairs, signed_ties
from aitia.errors import UsageError
from aitia.model.assembled import SignedNetwork
from aitia.model.outcomes import SharedEnemy

_STANDS: Final[dict[int | None, Literal["positive", "negative", "torn", "unstated"]]] = {
    1: "positive", -1: "negative", 0: "torn", None: "unstated",
}  # fmt: skip
_MOST: Final = 200_000
_WORK: Final = 5_000_000  # pairs with an enemy, counted once for each enemy


def enemies_of_enemies(network: SignedNetwork) -> tuple[SharedEnemy, ...]:
    """List the pairs of actors that share an enemy, and how they stand to each other.

    An enemy is one with whom there are negative ties only, either way; who has ties of both signs with an actor is
    neither its friend nor its enemy. By Heider's rule the two should be friends; the text may say so, say the opposite,
    say both ("torn") or say nothing ("unstated").

    Args:
        network: actors and ties; ties without sign, to oneself, and denied ones take no part.

    Returns:
        A row for each pair: first those whose stand is stated (positive, negative, torn), then those with more enemies
        in common, then by id.

    Raises:
        UsageError: more than 200,000 pairs with a common enemy.

    Source: F. Heider, The Psychology of Interpersonal Relations (1958), chapter 7.

    >>> from aitia.model.assembled import SignedTie
    >>> ties = [("us", "isis", -1), ("iran", "isis", -1), ("iraq", "isis", -1), ("us", "iraq", 1)]
    >>> network = SignedNetwork(actors=(), ties=tuple(SignedTie(subject=s, object=o, sign=g) for s, o, g in ties))
    >>> [(row.one, row.other, row.stand) for row in enemies_of_enemies(network)]
    [('iraq', 'us', 'positive'), ('iran', 'iraq', 'unstated'), ('iran', 'us', 'unstated')]
    """
    rows = pairs(signed_ties(network)[0])
    by_ends = {(pair.one, pair.other): pair for pair in rows}
    foes: dict[str, list[str]] = {}
    for pair in rows:
        if pair.sign < 0:
            foes.setdefault(pair.one, []).append(pair.other)
            foes.setdefault(pair.other, []).append(pair.one)
    if sum(len(own) * (len(own) - 1) // 2 for own in foes.values()) > _WORK:
        raise UsageError(
            f"too many pairs of actors share an enemy here (over {_WORK:,}); choose a voice or a time first"
        )
    shared: dict[tuple[str, str], list[str]] = {}
    for enemy, own in sorted(foes.items()):
        for two in combinations(sorted(own), 2):
            shared.setdefault(two, []).append(enemy)
            if len(shared) > _MOST:
                raise UsageError(f"more than {_MOST:,} pairs share an enemy here; choose a voice or a time first")
    found = [_row(two, enemies, by_ends) for two, enemies in shared.items()]
    order = list(_STANDS.values())
    return tuple(sorted(found, key=lambda row: (order.index(row.stand), -len(row.enemies), row.one, row.other)))


def _row(two: tuple[str, str], enemies: Sequence[str], by_ends: dict[tuple[str, str], Pair]) -> SharedEnemy:
    own = by_ends.get(two)
    against = [by_ends[min(end, foe), max(end, foe)] for foe in enemies for end in two]
    return SharedEnemy(
        one=two[0],
        other=two[1],
        enemies=tuple(enemies),
        stand=_STANDS[None if own is None else own.sign],
        between=tuple(tie.id for tie in own.ties) if own is not None else (),
        against=tuple(tie.id for pair in against for tie in pair.ties),
    )
