"""Who does a deed that a noun names, by the plain noun right before it: "a rebel attack", "police raids".

Example: "Two soldiers were killed in a guerrilla ambush" → ASSAULT guerrillas → soldiers.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import CastMention
from aitia.extract.casting import CastBuilder
from aitia.extract.event_newcomers import waiting
from aitia.extract.event_senses import Setting
from aitia.extract.nominals import is_one_person
from aitia.language.page import Page, Word, span_of
from aitia.lexicon.actors import Agent
from aitia.lexicon.events import Sense
from aitia.model.codes import EventType
from aitia.model.records import Participant

_FORCE: Final = frozenset(["ASSAULT", "COERCE"])
# of these the noun before may be whom they befall: "the police shooting", "rebel deaths"
_BEFALLING: Final = frozenset(
    """abuse arrest assassination bombing capture casualty death detention eviction execution expulsion genocide
    imprisonment kidnapping killing massacre murder rape shooting slaying trial""".split()
)
_CROWDS: Final = frozenset(["gang", "mob"])  # of people who do violence together: "a mob attack on"
# of these it is the sort of deed: "terrorist attacks", "the military takeover"
_SORTS: Final = frozenset(["criminal", "military", "paramilitary", "suicide", "terror", "terrorist"])


def doers_before(at: Setting, sense: Sense) -> list[Participant]:
    """The doer by the noun before a deed, known from the same noun before or new; it waits as newcomers do."""
    if sense.part != "noun" or at.word.lemma in _BEFALLING:
        return []
    return doer_before(at.page, at.word, sense.type)


def doer_before(page: Page, word: Word, kind: EventType | None = "ASSAULT") -> list[Participant]:
    """The doer of a deed of a type by the plain noun before the word for it: "in police firing"."""
    build: CastBuilder | None = page.cache.get("casting")
    if build is None or word.i == 0:
        return []
    before = page.words[word.i - 1]
    if before.head is not word or before.dep not in ("amod", "compound", "nmod"):
        return []
    agent = build.known.agents.get(before.lemma) or build.known.agents.get(before.lower)
    if agent is None or before.i in build.cast.covering or before.lower in _SORTS or not _may(agent, kind):
        return []
    if any(c.i < before.i for c in before.children):
        return []
    if before.i not in waiting(build):
        member = _known(before, build) or _new(before, agent, build)
        if member is None:
            return []
        waiting(build)[before.i] = None, CastMention(before.i, word.i, before, member, "nominal", span_of([before]))
    mention = waiting(build)[before.i][1]
    page.cache.setdefault("doers before", set()).add(word.i)
    return [Participant(actor=mention.actor, span=mention.span)]


def is_only_attributed(at: Setting) -> bool:
    """Whether the doer of a deed is known only from the noun before it."""
    return at.word.i in at.page.cache.get("doers before", ())


def _may(agent: Agent, kind: EventType | None) -> bool:
    if kind == "PROTEST":
        return agent.kind in ("population", "organisation")
    crowd = kind == "ASSAULT" and agent.noun in _CROWDS
    return crowd or (kind in _FORCE and agent.kind in ("armed_group", "government"))


def _known(word: Word, build: CastBuilder) -> str | None:
    """Who was called by the same noun last."""
    found = [m for m in build.cast.mentions if m.form == "nominal" and m.head.lemma == word.lemma and m.end <= word.i]
    return found[-1].actor if found else None


def _new(word: Word, agent: Agent, build: CastBuilder) -> str | None:
    if agent.kind == "government" and "COP" not in agent.code.split():
        return None  # which government?
    many = agent.kind == "population" or word.pos == "ADJ" or is_one_person(word, agent)
    name = (agent.plural or word.lemma) if many else word.lower
    key = ("before a deed", name)
    member = build.described.get(key)
    if member is None:
        called = name.upper() if word.text.isupper() else name
        member = build.add(called, agent.kind, code=agent.code or None, plural=many, named=False)
        build.described[key] = member
    return member.id
