"""From a person's words to a question: concepts by id, label or phrase; options as scenarios; parts of a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from aitia.errors import UsageError
from aitia.model.assembled import CauseMap, ConflictModel, Influence, MergedOption, Support
from aitia.model.outcomes import Scenario

Rescore = Callable[[tuple[Support, ...], tuple[Support, ...]], float]
_COMPARED: Final = 20_000
_SHOWN: Final = 5
_ALIKE: Final = 0.7  # of the letters of two words
_MARKS: Final = dict.fromkeys(map(ord, "_()→"), " ")


def find_concept(causes: CauseMap, words: str) -> tuple[str, int]:
    """The concept a person means, and -1 where the words say that there is less of it.

    Looked for in this order, and case does not matter: an id, a label, a phrase of the text ("neutralising the
    threat" is less of the threat), a part of an id, label or phrase that fits one concept only.

    Raises:
        UsageError: no concept fits (the nearest are named) or several do (they are listed).

    Example:
        >>> from aitia.model.assembled import CauseMap, Concept, Phrase
        >>> from aitia.model.text import Span
        >>> said = Phrase(words="ending the war", direction=-1, document="d", span=Span(0, 14))
        >>> causes = CauseMap(concepts=(Concept(id="war", label="war", phrases=(said,)),), influences=())
        >>> find_concept(causes, "war"), find_concept(causes, "Ending the war")
        (('war', 1), ('war', -1))
    """
    wanted = _plain(words)
    if any(c.id == words for c in causes.concepts):
        return words, 1
    exact = [c.id for c in causes.concepts if words == c.label]
    exact = exact or [c.id for c in causes.concepts if wanted in (_plain(c.id), _plain(c.label))]
    if len(exact) == 1:
        return exact[0], 1
    said = {(c.id, p.direction) for c in causes.concepts for p in c.phrases if _plain(p.words) == wanted}
    if len(said) == 1:
        return said.pop()
    partly = {
        c.id
        for c in causes.concepts
        if wanted
        and (wanted in _plain(c.id) or wanted in _plain(c.label) or any(wanted in _plain(p.words) for p in c.phrases))
    }
    named = {c.id for c in causes.concepts if wanted and (wanted in _plain(c.id) or wanted in _plain(c.label))}
    for found in (named, partly):
        if len(found) == 1:
            return found.pop(), 1
    if exact or partly or said:
        several = sorted(exact or partly or {identity for identity, _ in said})
        raise UsageError(f"{words!r} fits {len(several)} concepts: {_listed(several)}; give one of these ids")
    raise UsageError(f"there is no concept {words!r}{_near(causes, wanted)}")


def _plain(words: str) -> str:
    return " ".join(words.casefold().translate(_MARKS).split())


def _listed(ids: Iterable[str]) -> str:
    names = list(ids)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _near(causes: CauseMap, wanted: str) -> str:
    """The concepts whose names, or words of them, look like what was asked; else those with most influences."""
    names: dict[str, str] = {}
    words: dict[str, dict[str, None]] = {}
    for concept in causes.concepts[:_COMPARED]:
        for text in map(_plain, (concept.id, concept.label, *(p.words for p in concept.phrases))):
            names.setdefault(text, concept.id)
            for word in text.replace(".", " ").split():
                words.setdefault(word, {}).setdefault(concept.id)
    close = [names[text] for text in get_close_matches(wanted, list(names)[:_COMPARED], n=_SHOWN, cutoff=0.5)]
    for word in wanted.split():
        alike = get_close_matches(word, list(words)[:_COMPARED], n=_SHOWN, cutoff=_ALIKE) if len(word) > 2 else []
        close += [concept for other in alike for concept in words[other]]
    if found := list(dict.fromkeys(close)):
        return f"; nearest: {_listed(found)}"
    ends = Counter(end for i in causes.influences for end in (i.cause, i.effect))
    known = ", ".join(concept for concept, _ in ends.most_common(_SHOWN))
    return (f"; there are {known}" if known else "") + "; aitia assemble --all lists them"


def scenario_from(
    causes: CauseMap, given: Iterable[tuple[str, float]], cut: Iterable[str] = (), *, also: Scenario | None = None
) -> Scenario:
    """A scenario from a person's words.

    Args:
        causes: the map.
        given: (words, value) pairs; words that say less of a concept turn the value round.
        cut: words of concepts whose causes are cut.
        also: a scenario it is added to, for example that of an option.

    Raises:
        UsageError: words that fit no concept or several, or one concept held at two values.
    """
    held = dict(also.set) if also else {}
    for words, value in given:
        concept, direction = find_concept(causes, words)
        if concept in held and held[concept] != value * direction:
            raise UsageError(f"{concept} is held at {held[concept]:+g} and at {value * direction:+g}; choose one")
        held[concept] = value * direction
    found = [find_concept(causes, words)[0] for words in cut]
    return Scenario(set=held, cut=tuple(dict.fromkeys((*(also.cut if also else ()), *found))))


def find_option(model: ConflictModel, words: str) -> MergedOption:
    """An option by its id, or by words of its action that fit one only; UsageError tells the options there are."""
    wanted = _plain(words)
    exact = [o for o in model.options if o.id == words]
    found = exact or [o for o in model.options if wanted and wanted in _plain(o.action)]
    if len({(o.concept, o.direction) for o in found}) == 1:
        return found[0]
    known = "; ".join(f"{o.id}: {o.action[:60]}" for o in (found or model.options)[:12])
    if not model.options:
        raise UsageError("no course of action is argued for or against in these readings")
    raise UsageError(f"{words!r} is {'several options' if found else 'no option'}; there are {known}")


def option_scenario(option: MergedOption, *, reverse: bool = False) -> Scenario:
    """What taking an option (or, with ``reverse``, doing the opposite) sets."""
    return Scenario(set={option.concept: -option.direction if reverse else option.direction})


def narrow(
    causes: CauseMap,
    *,
    voice: str | None = None,
    certainties: Collection[str] | None = None,
    rescore: Rescore | None = None,
) -> CauseMap:
    """The part of a map that one voice stands for, or that is stated in some certainties; all concepts stay.

    Args:
        causes: the map.
        voice: an assembled actor id; influences keep only the supports and denials of that voice.
        certainties: of ``asserted``, ``hedged``, ``hypothetical``.
        rescore: belief from the supports and denials that are left; without it beliefs stay.

    Raises:
        UsageError: nobody of that name says anything about causes.
    """
    rows = [i for i in causes.influences if certainties is None or i.certainty in certainties]
    if voice is not None:
        heard = {v for i in causes.influences for s in (*i.supports, *i.denials) for v in s.voices}
        if voice not in heard:
            raise UsageError(f"{voice!r} says nothing about causes here; who does: {_listed(sorted(heard))}")
        rows = [row for i in rows if (row := _spoken(i, voice, rescore)) is not None]
    return replace(causes, influences=tuple(rows))


def _spoken(influence: Influence, voice: str, rescore: Rescore | None) -> Influence | None:
    supports = tuple(s for s in influence.supports if voice in s.voices)
    denials = tuple(s for s in influence.denials if voice in s.voices)
    if not supports and not denials:
        return None
    belief = rescore(supports, denials) if rescore else influence.belief
    return replace(influence, supports=supports, denials=denials, belief=belief)
