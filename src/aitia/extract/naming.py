"""Find names on a page: registry aliases, then what the parser calls a person, organisation or people.

Yields ``Name``s that do not overlap; who they are is decided in ``actors``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from aitia.extract.body_names import joined_names, missed_bodies
from aitia.extract.introduced import introductions, means_another, occurrences, quoted_names
from aitia.extract.name_edges import (
    BODY_WORDS,
    before_verb,
    given_first,
    is_dateline,
    is_initial,
    is_known_surname,
    is_part_of_name,
    is_surname,
    trimmed,
    widened,
)
from aitia.extract.persons import title_before
from aitia.language.page import Page, Word
from aitia.language.repair import is_word
from aitia.lexicon.actors import Alias, Registry, first_names, fold, registry
from aitia.lexicon.claims import cue_entries
from aitia.lexicon.places import is_populated_place

NameKind = Literal["registry", "person", "organisation", "people", "place"]
_ATOM: Final = re.compile(r"[^\W_]+")
_LABELS: Final[dict[str, NameKind]] = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "people",
    "GPE": "place",
    "FAC": "place",
    "LOC": "place",
}
_COMMON: Final = frozenset(
    """a all am an and any are as at be but by can do for go he her him his how i if in is it its may me my no not now
    of on or our out she so than that the them then they this to up us was we what when who why will with you aid act
    cap care fact hope help just many most one pact past rape unite west east north south""".split()
)


@dataclass(slots=True, eq=False)
class Name:
    """Words ``[start, end)`` that name somebody, with the registry's reading of them if it has one."""

    start: int
    end: int
    kind: NameKind
    alias: Alias | None = None
    label: str = ""


def find_names(page: Page, registry: Registry) -> list[Name]:
    """All names of the page in text order, without overlaps; the longest reading wins."""
    over: dict[int, Name] = {}  # which name covers a word

    def put(name: Name) -> None:
        over.update(dict.fromkeys(range(name.start, name.end), name))

    shouting = _is_shouting(page)
    explained = introductions(page)
    strangers = set()
    for name in _registry_names(page, registry):
        short = page.words[name.start].text.replace(".", "") if name.end - name.start == 1 else ""
        full = page.words[slice(*explained[short])] if short in explained else []
        if name.alias is not None and means_another(name.alias.entry, full):
            strangers.add(short)
            continue
        put(name)
    for entity in page.entities:
        kind = _LABELS.get(entity.label)
        if kind is None:
            continue
        start, end = trimmed(page.words, entity.start, entity.end)
        if kind == "organisation":
            start, end = widened(page.words, start, end)
            if end - start == 1 and not shouting and is_surname(page, page.words[start], registry):
                kind = "person"
        if kind == "person" and end - start > 1 and _is_called_a_body(page.words[start:end]):
            kind = "organisation"
        if kind == "organisation" and end - start == 2 and page.words[start].lower.rstrip(".") in _PERSONS:
            kind = "person"  # "Dr Farran"
        if kind == "person" and start < end and _given_name_before(page.words, start, over):
            start -= 1
        if kind == "person":
            start = given_first(page.words, start, end)
            end = before_verb(page.words, start, end)
        if start >= end or (kind == "person" and _is_no_name(page.words[start:end])):
            continue
        if kind != "place" and not shouting and is_dateline(page.words, start, end):
            continue
        inside = list(dict.fromkeys(over[i] for i in range(start, end) if i in over))
        if inside:
            longer = all(start <= n.start and n.end <= end for n in inside) and (end - start) > max(
                n.end - n.start for n in inside
            )
            person = kind == "person" and longer and _person_like(page, start, end, inside)
            if not person and not (kind == "organisation" and longer and _begins_with_nation(page, start, end, inside)):
                continue
        parts = joined_names(page.words, start, end) if kind == "organisation" else [(start, end)]
        for first, last in parts:
            put(Name(first, last, kind, label=entity.label))
    if (
        len(page.words) == 1
        and all(n.alias is None for n in over.values())
        and is_known_surname(page.words[0], registry)
    ):
        put(Name(0, 1, "person"))  # "Obasanjo" and nothing else
    for first, last in quoted_names(page):
        known = [n for i in range(first, last) if (n := over.get(i)) is not None and n.alias is not None]
        if all(first <= n.start and n.end <= last and n.end - n.start < last - first for n in known):
            put(Name(first, last, "organisation", label="ORG"))
    for short in sorted(strangers):
        for name in _introduced(page, over, short, explained[short]):
            put(name)
    if not shouting:
        for name in _abbreviations(page, over):
            put(name)
        for name in _full_names(page, over):
            put(name)
        states = frozenset(i for i, n in over.items() if n.alias is not None and n.alias.use == "adjective")
        for first, last in missed_bodies(page, over, states):
            if all(i not in over or i in states for i in range(first, last)):
                put(Name(first, last, "organisation", label="ORG"))
        for name in (*_speaking(page, over), *_titled(page, over, registry), *_stations(page, over)):
            put(name)
    return sorted(dict.fromkeys(over.values()), key=lambda n: n.start)


def _is_called_a_body(words: list[Word]) -> bool:
    """Whether the parser took a body for a person: "the opposition Civic Front"."""
    return words[-1].lower in BODY_WORDS and words[-1].text.istitle() and fold(words[0].text) not in first_names()


def _begins_with_nation(page: Page, start: int, end: int, inside: list[Name]) -> bool:
    """Whether a nation's adjective is the first word of a name and tells nobody by itself: "American Legion"."""
    words = page.words[start:end]
    alone = len(inside) == 1 and inside[0].start == start and inside[0].end == start + 1
    adjective = alone and inside[0].alias is not None and inside[0].alias.use == "adjective"
    if not adjective or not all(w.tag in ("NNP", "NNPS") and w.text[:1].isupper() for w in words):
        return False
    if end - start != 2 or words[0].head is not words[-1] or registry().agents.get(words[-1].lower) is not None:
        return False
    return not any(a.atoms == (words[-1].lower,) for a in registry().aliases.get(words[-1].lower, ()))


def _introduced(page: Page, taken: Mapping[int, Name], short: str, full: tuple[int, int]) -> Iterator[Name]:
    """The full name of a body where a page explains it, and its abbreviation wherever it stands."""
    inside = [taken[i] for i in range(*full) if i in taken]
    within = all(full[0] <= n.start and n.end <= full[1] for n in inside)
    if within and all(n.alias is None or n.alias.entry.kind == "state" for n in inside):
        yield Name(*full, "organisation", label="ORG")
    for word in occurrences(page, short):
        yield Name(word.i, word.i + 1, "organisation", label="ORG")


def _is_no_name(words: list[Word]) -> bool:
    """ "the bush"; "A. Geography matters", where "A." only tells who answers."""
    label = words[0].text in ("A.", "Q.") and words[0] is words[0].sent.words[0]
    return label or all(w.text.islower() for w in words)


def _full_names(page: Page, taken: Mapping[int, Name]) -> list[Name]:
    """A given name and a surname that the parser took for nobody or for two things: "Karim Haddad"."""
    out = []
    for w in page.words:
        if w.tag != "NNP" or not w.text.istitle() or len(w.text) < 3 or w.i in taken or w.ent or not w.i:
            continue
        before, after = page.words[w.i - 1], page.words[w.i + 1] if w.i + 1 < len(page.words) else None
        ends = after is None or after.sent is not w.sent or after.pos != "PROPN"
        joined = before.head is w and before.dep == "compound" and w.lower not in BODY_WORDS
        if joined and ends and w.sent.is_content and _given_name_before(page.words, w.i, taken):
            out.append(Name(w.i - 1, w.i + 1, "person", label="PERSON"))
    return out


def _speaking(page: Page, taken: Mapping[int, Name]) -> list[Name]:
    """Single names that speak and that the parser took for nobody or for a place nobody knows: "Nefzi said"."""
    out = []
    cues = cue_entries("verb")
    for w in page.words:
        if w.tag != "NNP" or w.dep != "nsubj" or w.head.lemma not in cues or not w.text.istitle() or len(w.text) < 4:
            continue
        known = taken.get(w.i)
        if w.ent not in ("", "GPE", "LOC", "NORP", "FAC") or (known is not None and known.alias is not None):
            continue
        alone = not any(c.dep in ("compound", "det", "amod", "nmod") for c in w.children) and w.sent.is_content
        speech = any("q" in e.frames for e in cues[w.head.lemma])
        if alone and speech and w.lower not in BODY_WORDS and not is_populated_place(w.text):
            out.append(Name(w.i, w.i + 1, "person"))
    return out


_RANKS: Final = frozenset(
    """admiral bishop brigadier captain cardinal colonel commander corporal father general imam judge justice lieutenant
    major marshal mr mrs ms mullah professor rabbi rev reverend senator sergeant sheikh sheik""".split()
)


_PERSONS: Final = frozenset(["dr", "mr", "mrs", "ms", "prof"])
_BEARING: Final = frozenset(["appos", "conj", "dative", "dobj", "nsubj", "nsubjpass", "pobj", "poss"])
_FORMAL: Final = frozenset(["messrs", "mr", "mrs", "ms"])
_OF_NOBODY: Final = frozenset(["big", "chair", "death", "fixit", "justice", "right", "universe", "wrong"])


def _titled(page: Page, taken: Mapping[int, Name], registry: Registry) -> list[Name]:
    """Single names behind a rank that the parser took for nobody: "General Wiranto", not "General Motors sold"."""
    out = []
    for w in page.words:
        if not w.i or not w.text.istitle() or len(w.text) < 4 or w.i in taken or w.lower in BODY_WORDS:
            continue
        if page.words[w.i - 1].lower.rstrip(".") in _FORMAL:
            ends = w.i + 1 == len(page.words) or not page.words[w.i + 1].text[:1].isupper()
            if ends and w.sent.is_content and (w.lower,) not in registry.titles and w.lower not in _OF_NOBODY:
                out.append(Name(w.i, w.i + 1, "person"))
            continue
        if w.tag != "NNP" or w.dep not in _BEARING or w.ent not in ("", "ORG", "GPE"):
            continue
        _, title = title_before(page.words, w.i, registry)
        if title and title.split()[-1] in _RANKS and w.sent.is_content and not is_word(w.lower):
            out.append(Name(w.i, w.i + 1, "person"))
    return out


def _stations(page: Page, taken: Mapping[int, Name]) -> list[Name]:
    """Broadcasters named after where they stand: "Radio Kabul", "the Voice of Lebanon"."""
    out = []
    for w in page.words:
        if w.text not in ("Radio", "Voice") or w.tag != "NNP" or w.i in taken or w.i + 1 >= len(page.words):
            continue
        first = w.i + 1 + (w.text == "Voice" and page.words[w.i + 1].lower == "of")
        end = first
        while (
            end < len(page.words)
            and page.words[end].pos == "PROPN"
            and page.words[end].sent is w.sent
            and end < first + 3
        ):
            end += 1
        if end > first and (w.text == "Radio" or first > w.i + 1):
            out.append(Name(w.i, end, "organisation", label="ORG"))
    return out


def _given_name_before(words: list[Word], start: int, taken: Mapping[int, Name]) -> bool:
    """A given name that the parser took for a place: "Karim | Haddad"."""
    before = words[start - 1] if start else None
    if before is None or before.sent is not words[start].sent:
        return False
    other = taken.get(before.i)
    if other is not None and (other.alias is not None or other.end - other.start > 1):
        return False
    return before.pos == "PROPN" and before.text[:1].isupper() and fold(before.text) in first_names()


_NO_BODY: Final = frozenset(
    """III VII VIII XII XIV CEO CFO GDP GMT UTC EST EDT PST ABSTRACT PHOTO VIDEO UPDATE NOTE DNA HIV AIDS IED IEDS WMD
    FAQ PDF EMEA""".split()
)


def _abbreviations(page: Page, taken: Container[int]) -> list[Name]:
    """Unknown abbreviations where a noun phrase stands: "cut off MOGE"."""
    return [
        Name(w.i, w.i + 1, "organisation", label="ORG")
        for w in page.words
        if w.i not in taken and w.text not in _NO_BODY and 3 <= len(w.text) <= 7
        and w.text.isupper() and w.text.isalpha() and w.sent.is_content
        and w.tag in ("NNP", "NN") and w.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj")
        and sum(x.text.isupper() for x in w.sent.words) < 0.5 * len(w.sent.words)
    ]  # fmt: skip


def _person_like(page: Page, start: int, end: int, inside: list[Name]) -> bool:
    """ "Jordan Peterson" is no mention of Jordan; "Iran President" is one of Iran."""
    words = page.words[start:end]
    if any(n.alias is not None and n.alias.entry.kind == "person" for n in inside):
        return False
    if any(n.alias is not None and n.alias.use == "adjective" for n in inside):
        last = words[-1]  # "Mark Cuban", unlike "Paul Russian"
        given = len(words) == 2 and fold(words[0].text) in first_names() and inside[-1].start == last.i
        return given and last.dep not in ("amod", "compound", "nmod")
    return all(w.text[:1].isupper() for w in words) and 2 <= len(words) <= 4 and words[-1].pos == "PROPN"


def _registry_names(page: Page, registry: Registry) -> list[Name]:
    flat: list[tuple[str, int]] = []  # (folded atom, word index)
    for word in page.words:
        if word.text.isalpha() and word.text.isascii():
            flat.append((word.lower, word.i))
        elif word.pos not in ("PUNCT", "SPACE"):
            flat.extend((atom, word.i) for atom in _ATOM.findall(fold(word.text)))
    shouting = _is_shouting(page)
    candidates: list[tuple[int, int, list[Alias]]] = []
    at, size = 0, len(flat)
    while at < size:
        step, readings = 1, list[Alias]()
        for alias in registry.aliases.get(flat[at][0], ()):
            length = len(alias.atoms)
            if readings and length < len(readings[0].atoms):
                break
            if at + length > size or (length > 1 and any(flat[at + k][0] != alias.atoms[k] for k in range(1, length))):
                continue
            first, last = flat[at][1], flat[at + length - 1][1]
            if last - first >= 3 * length + 2 or page.words[first].sent is not page.words[last].sent:
                continue
            if not _spelled(page, first, last, alias, shouting):
                continue
            readings.append(alias)
            if alias.sure:
                break
        if readings:
            step = len(readings[0].atoms)
            candidates.append((flat[at][1], flat[at + step - 1][1] + 1, readings))
        at += step
    sure = {r[0].entry.name for _, _, r in candidates if r[0].sure}
    countries = {r[0].entry.country for _, _, r in candidates if r[0].sure and r[0].entry.country}
    elsewhere = {r[0].entry.country for _, _, r in candidates if r[0].sure and _is_no_town(r[0], registry)} - {""}
    out = []
    for start, end, readings in candidates:
        chosen = next((r for r in readings if r.sure or r.entry.name in sure), None) or next(
            (r for r in readings if _at_home(page, start, end, r, countries)), None
        )
        if chosen is not None and not _of_another_town(chosen, registry, elsewhere):
            out.append(Name(start, end, "registry", chosen))
    return out


def _is_no_town(alias: Alias, registry: Registry) -> bool:
    """Whether a name speaks of its country by more than the name of the capital."""
    town = registry.aliases.get(alias.atoms[0], ())
    return alias.use != "capital" and not any(a.use == "capital" and a.atoms == alias.atoms[:1] for a in town)


def _of_another_town(alias: Alias, registry: Registry, elsewhere: set[str]) -> bool:
    """ "London police" in a text that speaks of Canada and, but for London, not of Britain: of another London."""
    if len(alias.atoms) < 2 or not elsewhere or alias.entry.country in elsewhere:
        return False
    town = registry.aliases.get(alias.atoms[0], ())
    return any(a.use == "capital" and a.atoms == alias.atoms[:1] for a in town)


def _at_home(page: Page, start: int, end: int, alias: Alias, countries: set[str]) -> bool:
    """A name that may mean other things, in a text about the country of the one it stands for here."""
    words = page.words[start:end]
    roaming = alias.entry.kind == "armed_group" and not alias.entry.country and bool(countries)
    if roaming and alias.text.isupper() and words[0].tag == "NNP":
        return True  # a transnational group by its initials
    if len(alias.text) < 3 or alias.entry.country not in countries or alias.entry.kind in ("person", "population"):
        return False
    if alias.text.isupper():
        return words[0].pos == "PROPN" or words[0].ent == "ORG"
    beside = [page.words[i] for i in (start - 1, end) if 0 <= i < len(page.words)]
    return (
        len(alias.text) > 4
        and words[0].pos == "PROPN"
        and not any(w.pos == "PROPN" and w.sent is words[0].sent for w in beside)
        and words[0].i != words[0].sent.words[0].i
    )


def _is_shouting(page: Page) -> bool:
    letters = [c for w in page.words[:400] for c in w.text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _spelled(page: Page, first: int, last: int, alias: Alias, shouting: bool) -> bool:
    """Whether the words are written as the name would be: capitals where it has them."""
    words = page.words[first : last + 1]
    form = alias.text
    if alias.entry.kind == "state" and is_part_of_name(page, first, last, alias):
        return False
    if len(alias.atoms) > 1 and all(len(a) == 1 for a in alias.atoms):
        after = page.words[last + 1] if last + 1 < len(page.words) else None
        if len(words) > 1 and after is not None and is_initial(after) and after.sent is words[0].sent:
            return False  # "A U. S. judge" is no judge of the A.U.
        return "".join(w.text for w in words).replace(".", "") == form.replace(".", "").replace(" ", "")
    if len(alias.atoms) == 1:
        text = words[0].text
        if form.isupper() and len(form.replace(".", "")) <= 5:
            if shouting and alias.atoms[0] in _COMMON:
                return False
            return text.replace(".", "") == form.replace(".", "")
        if shouting and alias.use == "people" and is_word(words[0].lower):
            return False  # "ELECTRICITY POLES"
        if form[:1].isupper():
            return text[:1].isupper() or words[0].pos == "PROPN"
        return True
    capitals = [w for w in words if w.text[:1].isupper()]
    if not any(c.isupper() for c in form):
        return True
    if len(capitals) == 1 and capitals[0] is words[0] and words[0] is words[0].sent.words[0] and not shouting:
        later = form.split()[1:]  # "Peace now seems": a capital that only begins the sentence
        return not any(part[:1].isupper() for part in later)
    return any(w in capitals for w in (words[0], words[-1]))  # "an armed Islamic group" is described, not named
