"""Set sources against sources: who asserts, denies, hedges, and where it matters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final, get_args

from aitia.analyse.agreement import MOST_PAIRS, agreements, krippendorff_alpha
from aitia.analyse.gaps import gaps
from aitia.analyse.positions import UNNAMED, Speakers, items
from aitia.errors import UsageError
from aitia.model.assembled import ConflictModel
from aitia.model.outcomes import Comparison, Item, SayDo, SourceKind

_KINDS: Final = ("cause", "tie", "event", "option", "claim")


def compare(
    model: ConflictModel,
    *,
    by: SourceKind = "voice",
    conclusion: str | None = None,
    weights: Mapping[str, float] | None = None,
    sources: Sequence[str] | None = None,
) -> Comparison:
    """Compare what sources say about the same things.

    *Sources.* By ``voice``: the actors on whose word a row stands; the unnamed sources of one document are one source,
    ``?DOCUMENT``. By ``document`` and ``publisher``: where the row stands. A text that tells what somebody else says
    does not say so itself: only rows on the word of its own author count as its position, the others are listed as
    ``reported`` and leave it silent. (That somebody said something is the word of who tells it: by document, a claim is
    asserted by every text whose author tells it.) A text without a publisher is a source of its own, ``?DOCUMENT``.

    *Items.* One for each
    - cause and effect: "A raises B" or "A lowers B", whichever more rows say; the other way round is a denial, an aim
      (purpose), an if or a may is a hedge;
    - two actors' standing relation at a time, friendly or hostile, whichever more rows say; the other sign is a
      denial. Who stands first counts, except in ``aligned_with`` and ``fights``. Relations without a sign (``rules``)
      are items of their own;
    - event: denied where it is negated (``statements`` says how denials find their event), hedged where planned;
    - course of action: advocated (asserts), warned against (denies), neutral (hedges); arguing for stopping it is
      arguing against it;
    - claim, in the same words of the same sources.
    A source with firm rows on both sides is ``split`` and counts neither as agreeing nor as disagreeing; see
    ``positions.position``.

    *Order.* Disputed items first, then shared ones, then those of one source; in each, the heaviest for the
    conclusion, then those that most sources and most rows speak to, then by kind and id.

    Args:
        model: the assembled readings.
        by: what counts as a source.
        conclusion: what the weights are about, for the reader; not interpreted.
        weights: importance of influences for the conclusion, by influence id (from ``hinges``: the change of
            probability). Signs are ignored; influences that are not named weigh nothing known.
        sources: compare only these (ids, or names that only one source has), in this order; default: all, those that
            speak to most items first.

    Returns:
        Items that at least one source speaks to; agreement of every two sources that share an item; Krippendorff's
        alpha over all of them; gaps between words and deeds among the rows of these sources.

    Raises:
        UsageError: an unknown source, influence or ``by``; a weight that is no finite number; a conclusion without
            weights.

    Example:
        >>> from aitia.model.assembled import CauseMap, Concept, Influence, NetworkActor, Support
        >>> from aitia.model.text import Span
        >>> def row(name, voice):
        ...     return Support(document="d", row=name, voices=(voice,), span=Span(0, 1))
        >>> model = ConflictModel(
        ...     actors=(NetworkActor(id="x", name="Xu"), NetworkActor(id="y", name="Yi")),
        ...     causes=CauseMap(
        ...         concepts=(Concept(id="s", label="sanctions"), Concept(id="w", label="war")),
        ...         influences=(Influence(cause="s", effect="w", polarity=1, supports=(row("1", "x"),)),
        ...                     Influence(cause="s", effect="w", polarity=-1, supports=(row("2", "y"),)))))
        >>> found = compare(model)
        >>> [(i.label, i.disputed, [(p.source, p.attitude) for p in i.positions]) for i in found.items]
        [('sanctions raises war', True, [('x', 'asserts'), ('y', 'denies')])]
    """
    if by not in get_args(SourceKind):
        raise UsageError(f"cannot compare by {by!r}; choose one of {', '.join(get_args(SourceKind))}")
    if conclusion is not None and weights is None:
        raise UsageError(f"nothing says what matters for {conclusion!r}; give weights of influences (from hinges)")
    _check(weights, model)
    found = items(model, by, weights)
    spoken = Counter(p.source for item in found for p in item.positions if p.attitude != "silent")
    known = _names(model, by, {p.source for item in found for p in item.positions})
    everyone = sorted({p.source for item in found for p in item.positions}, key=lambda s: (-spoken[s], s))
    chosen = everyone if sources is None else _chosen(sources, known)
    if sources is not None:
        found = _among(found, frozenset(chosen))
    told = sum(all(p.attitude == "silent" for p in item.positions) for item in found)
    found = sorted((item for item in found if any(p.attitude != "silent" for p in item.positions)), key=_rank)
    pairs = agreements(found, chosen)
    speakers, allowed = Speakers(model, by), frozenset(chosen)
    contrasts = gaps(model, counts=lambda row: sources is None or not allowed.isdisjoint(speakers.stands(row)))
    return Comparison(
        sources=tuple(chosen),
        names=dict(sorted((_voice_names(found, contrasts, model) | _told_apart(chosen, known)).items())),
        items=tuple(found),
        agreements=pairs,
        gaps=contrasts,
        conclusion=conclusion,
        by=by,
        alpha=krippendorff_alpha(_votes(item) for item in found),
        notes=_notes(len(chosen), told, len(pairs)),
    )


def _check(weights: Mapping[str, float] | None, model: ConflictModel) -> None:
    if weights is None:
        return
    known = {influence.id for influence in model.causes.influences}
    for key, weight in weights.items():
        if key not in known:
            raise UsageError(f"{key!r} is no influence of this model{_nearest(key, known)}")
        if not math.isfinite(weight):
            raise UsageError(f"the weight of {key!r} is {weight!r}; give a finite number")


def _nearest(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, sorted(known), n=3)
    return f"; nearest: {', '.join(map(repr, near))}" if near else ""


def _names(model: ConflictModel, by: SourceKind, present: set[str]) -> dict[str, str]:
    """Name every source the model could have, by id."""
    titles = {d.id: d.title or d.id for d in model.documents}
    out: dict[str, str] = {}
    if by == "voice":
        out = {actor.id: actor.name or actor.id for actor in model.actors}
    elif by == "document":
        out = titles
    else:
        out = {d.publisher: d.publisher for d in model.documents if d.publisher}
    unnamed = "unnamed in" if by == "voice" else "no publisher:"
    for source in sorted(present - out.keys()):
        document = source.removeprefix(UNNAMED)
        out[source] = f"{unnamed} {titles.get(document, document)}" if source != document else source
    return out


def _chosen(sources: Sequence[str], names: Mapping[str, str]) -> list[str]:
    by_name: dict[str, list[str]] = {}
    for key, name in names.items():
        by_name.setdefault(name.casefold(), []).append(key)
    out: dict[str, None] = {}
    for source in sources:
        found = [source] if source in names else by_name.get(source.casefold(), [])
        if not found:
            raise UsageError(f"nobody here is called {source!r}{_nearest(source, {*names, *names.values()})}")
        if len(found) > 1:
            raise UsageError(f"{source!r} is the name of several sources; use an id: {', '.join(sorted(found))}")
        out[found[0]] = None
    return list(out)


def _told_apart(sources: Sequence[str], names: Mapping[str, str]) -> dict[str, str]:
    """Name the sources, with the id where two have the same name."""
    often = Counter(names[source] for source in sources)
    return {source: names[source] + (f" ({source})" if often[names[source]] > 1 else "") for source in sources}


def _voice_names(found: Iterable[Item], contrasts: Iterable[SayDo], model: ConflictModel) -> dict[str, str]:
    """Name the actors that stand behind a row or in a gap."""
    used = {who for gap in contrasts for who in (gap.actor, gap.object)}
    rows = [row for gap in contrasts for row in (*gap.said, *gap.done)]
    rows += [row for item in found for p in item.positions for row in (*p.supports, *p.reported)]
    used.update(voice for row in rows for voice in row.voices)
    return {actor.id: actor.name or actor.id for actor in model.actors if actor.id in used}


def _among(found: Iterable[Item], sources: frozenset[str]) -> list[Item]:
    cut = (replace(item, positions=tuple(p for p in item.positions if p.source in sources)) for item in found)
    return [item for item in cut if item.positions]


def _rank(item: Item) -> tuple[int, float, int, int, int, str]:
    speaking = sum(p.attitude != "silent" for p in item.positions)
    group = 0 if item.disputed else 1 if speaking > 1 else 2
    heavy = -math.inf if item.weight is None else item.weight
    rows = sum(len(p.supports) for p in item.positions)
    return group, -heavy, -speaking, -rows, _KINDS.index(item.kind), item.id


def _votes(item: Item) -> tuple[int, int]:
    held = Counter(p.attitude for p in item.positions)
    return held["asserts"], held["denies"]


def _notes(sources: int, told: int, pairs: int) -> tuple[str, ...]:
    out = []
    if sources < 2:
        out.append("only one source: nothing to compare" if sources else "no source says anything")
    if told:
        out.append(f"left out what is only told on the word of others and no source says itself: {told:,}")
    if pairs >= MOST_PAIRS:
        out.append(f"only the {MOST_PAIRS:,} pairs of sources that disagree most are kept")
    return tuple(out)
