"""The country a text or a passage is about, and whose actors are of it: "the army" in a text on Chad is Chad's.

Only those described and never named count as of the country in focus, and persons the text names but says nothing of
where one country rules it; bodies of many states, foreigners and whoever a word places elsewhere do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aitia.extract.cast import CastMention, Member
from aitia.extract.casting import CastBuilder
from aitia.extract.coding import complete, join
from aitia.extract.phrases import is_phrase
from aitia.lexicon.bodies import regions
from aitia.lexicon.places import country_of
from aitia.model.codes import AUTHOR

_LEAST: Final = 4  # mentions of a country before a text can be about it
_SHARE: Final = 0.45
_LEAD: Final = 1.8  # times the next country
_RULES: Final = (0.6, 3.0)  # share and lead where even persons of whom nothing is said are of the country
_OF_A_STATE: Final = frozenset(["COP", "GOV", "JUD", "LEG", "MIL", "SPY"])
_OF_NONE: Final = frozenset(["IGO", "IMG", "ISM", "MNC", "NGO", "ELI"])
_ELSEWHERE: Final = frozenset(
    """alliance allied ally ambassador analyst coalition consul diplomat donor envoy exile expatriate expert foreign
    foreigner global international migrant multinational nation neighbour neighbor neighbouring
    neighboring overseas peacekeeper refugee regional world""".split()
)
_HOME: Final = frozenset(["armed_group", "government", "organisation", "person", "population"])


@dataclass(frozen=True, slots=True)
class Focus:
    """How often each country occurs on a page, in all and by paragraph."""

    told: tuple[tuple[int, int, str], ...]  # word, paragraph, country
    first: str
    share: float
    lead: float

    def of_passage(self, mention: CastMention) -> str:
        """The country named last before a mention, where its paragraph names it most often too; else ""."""
        here = Counter(c for _, p, c in self.told if p == mention.head.sent.paragraph)
        before = [c for at, _, c in self.told if at < mention.start]
        if not here or not before:
            return ""
        most = here.most_common(2)
        plain = len(most) == 1 or most[0][1] > most[1][1]
        return before[-1] if plain and before[-1] == most[0][0] else ""


def focus_of(build: CastBuilder) -> Focus:
    """Count the countries of a page: states, their peoples, bodies and leaders, and towns that everybody knows."""
    told = []
    for m in build.cast.mentions:
        country = build.cast.members[m.actor].country
        if country and m.actor != AUTHOR and m.form != "pronoun":
            told.append((m.start, m.head.sent.paragraph, country))
    taken = {i for m in build.cast.mentions for i in range(m.start, m.end)}
    for entity in build.page.entities:
        if entity.label == "GPE" and entity.start not in taken:
            words = build.page.words[entity.start : entity.end]
            country = country_of(" ".join(w.text for w in words))
            if country:
                told.append((entity.start, words[0].sent.paragraph, country))
    counts = Counter(c for _, _, c in told)
    ranked = sorted(counts.items(), key=lambda x: (-x[1], x[0]))
    if not ranked or ranked[0][1] < _LEAST:
        return Focus(tuple(sorted(told)), "", 0.0, 0.0)
    lead = ranked[0][1] / ranked[1][1] if len(ranked) > 1 else float(ranked[0][1])
    return Focus(tuple(sorted(told)), ranked[0][0], ranked[0][1] / len(told), lead)


def settle_homes(build: CastBuilder) -> None:
    """Give those of whom the text does not say it the country in focus."""
    if is_phrase(build.page):
        return
    focus = focus_of(build)
    mentions: dict[str, list[CastMention]] = {}
    for m in build.cast.mentions:
        mentions.setdefault(m.actor, []).append(m)
    entries = {m.id for m in build.by_entry.values()}
    owned = {a for d, a in build.cast.described if d.owner is not None and _is_above_states(d.owner.actor, build)}
    owned |= {m.id for key, m in build.described.items() if key[0] == "administration"}
    for member in build.cast.members.values():
        found = mentions.get(member.id, [])
        if member.country is None and found and member.id not in entries | owned | {AUTHOR}:
            country = _home(member, found, focus, build)
            if country:
                complete(member, country, join(country, (member.code or "").split()))


def _is_above_states(actor: str, build: CastBuilder) -> bool:
    owner = build.cast.members.get(actor)
    return owner is not None and (owner.kind == "igo" or bool(set((owner.code or "").split()) & _OF_NONE))


def _home(member: Member, mentions: Sequence[CastMention], focus: Focus, build: CastBuilder) -> str:
    sectors = set((member.code or "").split())
    if member.kind not in _HOME or sectors & _OF_NONE or sectors & set(regions().values()):
        return ""
    named = any(m.form in ("name", "place") for m in mentions)
    if named:
        rules = focus.share >= _RULES[0] and focus.lead >= _RULES[1]
        return focus.first if member.kind == "person" and rules else ""
    words = {w.lower for m in mentions for w in build.page.words[m.start : m.end]}
    words |= {w.lemma for m in mentions for w in build.page.words[m.start : m.end]}
    if words & _ELSEWHERE:
        return ""
    passage = focus.of_passage(min(mentions, key=lambda m: m.start))
    if focus.share >= _SHARE and focus.lead >= _LEAD:
        return focus.first if passage in ("", focus.first) else ""
    return passage if member.kind in ("armed_group", "government") and sectors & _OF_A_STATE else ""
