"""Suppose a tie between two actors: how the balance of a network and its blocs shift."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

import numpy as np

from aitia.analyse.balance import SECONDS, Weighed, best_division, components, describe, weigh
from aitia.analyse.frustration import Division, divide
from aitia.analyse.frustration_graph import Sides, cost, make_graph
from aitia.analyse.network import find_actor
from aitia.errors import UsageError
from aitia.model.assembled import SignedNetwork, SignedTie
from aitia.model.codes import RELATIONS, SIGN, Relation
from aitia.model.outcomes import Shift

_NEAREST_EDGES = 5000  # above this the nearest division is only searched for, not proven


def suppose(network: SignedNetwork, text: str) -> SignedTie:
    """Read a supposition such as "Iraq aligned_with Iran" as a tie.

    Args:
        network: its actors can be named by id, name or alias, in any case, with or without "the".
        text: two actors with a relation between them, one of ``aitia.model.codes.RELATIONS`` that has a sign, written
            with underscores, hyphens or blanks.

    Returns:
        A current tie without supports. Its factuality is "hypothetical": nobody says that it is so.

    Raises:
        UsageError: no relation, no such actor (the nearest are named), several of that name, or an actor with itself.

    >>> from aitia.model.assembled import NetworkActor
    >>> two = (NetworkActor(id="irq", name="Iraq"), NetworkActor(id="irn", name="Iran"))
    >>> suppose(SignedNetwork(actors=two, ties=()), "iraq aligned with IRAN").id
    'irq>irn:aligned_with:current'
    """
    signed = sorted((name for name in RELATIONS if SIGN[name]), key=lambda name: (-len(name), name))
    words = "|".join(name.replace("_", "[_ -]") for name in signed)
    readings = [
        (text[: match.start()], text[match.end() :], _relation(match.group()))
        for match in re.finditer(rf"(?<!\S)(?:{words})(?!\S)", text, flags=re.IGNORECASE)
    ]
    readings = [(one, other, relation) for one, other, relation in readings if one.strip() and other.strip()]
    if not readings:
        raise UsageError(f"{text!r} does not say who stands how to whom: {_which_relation(text, sorted(signed))}")
    errors: list[UsageError] = []
    for one, other, relation in readings:
        try:
            subject, object_ = find_actor(network.actors, one), find_actor(network.actors, other)
        except UsageError as error:
            errors.append(error)
            continue
        if subject.id == object_.id:
            raise UsageError(f"{text!r} is about {subject.name} and itself; a tie needs two actors")
        sign = SIGN[relation]
        return SignedTie(subject=subject.id, object=object_.id, sign=sign, relation=relation, factuality="hypothetical")
    raise errors[0]


def shift(
    network: SignedNetwork, supposed: Sequence[SignedTie], *, seconds: float = SECONDS, listed: int = 100
) -> Shift:
    """Weigh the balance before and after some ties are supposed, and say who changes sides.

    A supposed tie is added; what the network says to the contrary between the same two (ties of the other sign, either
    way) is set aside, for who allies no longer fights. The notes of ``after`` name what was set aside.

    Blocs are known only up to exchanging the two of a connected part, and several divisions may be equally good. So of
    all best divisions after, the one is chosen that leaves most actors where they were, and an actor has *moved* where
    it left those it stood with: among the actors that are connected both before and after, those who changed relative
    to the rest are the fewer ones (of two equal halves, the one without the first actor by id).

    Args:
        network: actors and ties.
        supposed: ties as ``suppose`` makes them.
        seconds: wall clock for all of it.
        listed: how many unbalanced and torn triads to list for either.

    Raises:
        UsageError: nothing supposed, ties of both signs supposed for the same two, or a tie without sign or to oneself.

    >>> from aitia.model.assembled import NetworkActor
    >>> ties = [("a", "b", 1), ("c", "d", 1), ("a", "c", -1), ("b", "c", -1), ("b", "d", -1)]
    >>> actors = tuple(NetworkActor(id=i, name=i.upper()) for i in "abcd")
    >>> known = tuple(SignedTie(subject=s, object=o, sign=g) for s, o, g in ties)
    >>> network = SignedNetwork(actors=actors, ties=known)
    >>> found = shift(network, [suppose(network, "A fights B")])
    >>> found.before.blocs, found.before.frustration_index, found.after.frustration_index, found.moved
    ((('a', 'b'), ('c', 'd')), 0, 1, ())
    """
    if not supposed:
        raise UsageError('nothing is supposed; say for example "A aligned_with B"')
    changed, notes = _suppose_all(network, supposed)
    old, new = weigh(network), weigh(changed)
    first = best_division(old, seconds=seconds * 0.4)
    start = np.array([dict(zip(old.ids, first.sides.tolist(), strict=True)).get(i, 1) for i in new.ids], dtype=np.int8)
    second = best_division(new, seconds=seconds * 0.4, start=start)
    groups = _together(old, new)
    nearest, proven = _nearest(new, second, start, groups, seconds * 0.2)
    if not proven:
        notes.append("another division that is as good might leave more actors where they were")
    moved = [new.ids[at] for at in _moved(nearest.sides, start, groups)]
    after = describe(changed, new, nearest, listed=listed)
    return Shift(
        supposed=tuple(tie.id for tie in supposed),
        before=describe(network, old, first, listed=listed),
        after=replace(after, notes=(*after.notes, *notes)),
        moved=tuple(sorted(moved)),
    )


def _relation(words: str) -> Relation:
    name = words.lower().replace(" ", "_").replace("-", "_")
    return next(relation for relation in SIGN if relation == name)


def _which_relation(text: str, signed: list[str]) -> str:
    for word in text.lower().replace("-", "_").split():
        if word in RELATIONS:
            return f"{word!r} has no sign, so that it changes no balance; use one of {', '.join(signed)}"
    for word in text.split()[1:-1]:
        near = get_close_matches(word.lower(), signed, n=2, cutoff=0.6)
        if near:
            return f"did you mean {' or '.join(near)} instead of {word!r}?"
    return f"put a relation between two actors, one of {', '.join(signed)}"


def _suppose_all(network: SignedNetwork, supposed: Sequence[SignedTie]) -> tuple[SignedNetwork, list[str]]:
    signs: dict[frozenset[str], int] = {}
    for tie in supposed:
        ends = frozenset((tie.subject, tie.object))
        if len(ends) < 2 or not tie.sign:
            raise UsageError(f"the supposed tie {tie.id!r} needs two actors and a sign")
        sign = 1 if tie.sign > 0 else -1
        if signs.setdefault(ends, sign) != sign:
            raise UsageError(f"ties of both signs are supposed between {' and '.join(sorted(ends))}; suppose one")
    gone: list[SignedTie] = []
    kept: list[SignedTie] = []
    for tie in network.ties:
        contrary = tie.sign * signs.get(frozenset((tie.subject, tie.object)), 0) < 0 and tie.factuality != "negated"
        (gone if contrary else kept).append(tie)
    notes = [f"set aside: {', '.join(sorted(tie.id for tie in gone))}"] if gone else []
    there = {tie.id for tie in kept if tie.factuality != "negated"}
    added: list[SignedTie] = []
    for tie in supposed:
        if tie.id in there:
            notes.append(f"{tie.id} is stated already")
            continue
        there.add(tie.id)
        added.append(tie)
    return SignedNetwork(actors=network.actors, ties=(*kept, *added)), notes


def _together(old: Weighed, new: Weighed) -> list[list[int]]:
    """Group the actors (numbers of ``new``) that are connected both before and after."""
    part = {old.ids[at]: number for number, members in enumerate(components(old)) for at in members}
    groups: list[list[int]] = []
    for members in components(new):
        split: dict[int, list[int]] = {}
        for at in members:
            if new.ids[at] in part:
                split.setdefault(part[new.ids[at]], []).append(at)
        groups.extend(split.values())
    return groups


def _moved(sides: Sides, start: Sides, groups: list[list[int]]) -> list[int]:
    moved: list[int] = []
    for group in groups:
        same = [at for at in group if sides[at] == start[at]]
        other = [at for at in group if sides[at] != start[at]]
        fewer = len(other) < len(same) or (len(other) == len(same) and other[:1] != group[:1])
        moved.extend(other if fewer else same)
    return moved


def _nearest(
    weighed: Weighed, best: Division, start: Sides, groups: list[list[int]], seconds: float
) -> tuple[Division, bool]:
    """Look for the division that moves fewest among those as good as ``best``; say whether it is proven.

    Every group gets an anchor tied to its actors as they stood before, with a weight so small that all of them together
    weigh less than one tie. The best division of that graph is a best one of the network that moves fewest.
    """
    if not _moved(best.sides, start, groups):
        return best, best.optimal
    size = len(weighed.ids)
    graph = weighed.graph
    heavy = float(size + 1)
    edges = list(zip(graph.one.tolist(), graph.other.tolist(), (graph.weight * heavy).tolist(), strict=True))
    anchors: list[int] = []
    for number, group in enumerate(groups):
        anchor = size + number
        turned = sum(best.sides[at] != start[at] for at in group) * 2 > len(group)
        anchors.append(-1 if turned else 1)
        edges.extend((at, anchor, float(start[at])) for at in group)
    anchored = make_graph(size + len(groups), edges)
    whole = np.concatenate((best.sides, np.array(anchors, dtype=np.int8)))
    limit = seconds if graph.edges <= _NEAREST_EDGES else 0.0
    found = divide(anchored, seconds=limit, start=whole) if limit else None
    if found is None or cost(graph, found.sides[:size]) > best.cost:
        return best, False
    if len(_moved(found.sides[:size], start, groups)) >= len(_moved(best.sides, start, groups)):
        return best, best.optimal and found.optimal
    sides = found.sides[:size]
    return Division(sides=sides, cost=best.cost, bound=best.bound), best.optimal and found.optimal
