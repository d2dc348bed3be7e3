"""Country and sectors of actors whom the registry does not know: by the words of their names and around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aitia.extract.cast import Cast, Member
from aitia.extract.casting import CastBuilder
from aitia.extract.nominals import EVALUATIVE, Description, kind_of
from aitia.extract.persons import gender_of_noun, phrase_of
from aitia.language.arcs import prepositions
from aitia.language.page import Word
from aitia.lexicon.actors import Agent, Entry, Registry, atoms
from aitia.lexicon.bodies import body_of, modifiers, regions
from aitia.lexicon.places import country_of
from aitia.model.codes import ActorKind

FORMER: Final = frozenset("former ex ex- deposed ousted onetime erstwhile".split())
_IN_OFFICE: Final = frozenset(["GOV", "LEG", "SPY", "JUD"])
# nouns for those who are part of the body they are named with: "members of the group", "Mossad officials"
INSIDERS: Final = frozenset(
    """adviser advisor agent aide ambassador boss chair chairman chairwoman chief combatant commander commissioner
    delegate delegation deputy diplomat director employee envoy executive expert fighter force founder general gunman
    head inspector insurgent investigator judge lawmaker leader leadership lieutenant member militant monitor
    negotiator observer officer official operative peacekeeper president prosecutor representative ringleader
    secretary-general soldier spokesman spokesperson spokeswoman staff troop worker""".split()
)
_SENT: Final = frozenset(["force", "soldier", "troop", "troops", "commando", "marine"])
_UNRECOGNISED: Final = frozenset(["breakaway", "self-proclaimed", "unrecognised", "unrecognized"])
# nouns that say nothing of the sector: the word before them does
_GENERAL: Final = frozenset(
    """activist adviser advisor agent aide body boss chairman chairwoman chief commander committee deputy director
    employee envoy executive expert figure founder group head leader member negotiator officer official operative
    organisation organization panel representative secretary spokesman spokesperson spokeswoman staff syndicate
    volunteer worker""".split()
)
_SUPRANATIONAL: Final = frozenset(["IGO", "IMG", "ISM", "MNC"])
_ABROAD: Final = frozenset(["consul", "diplomat", "donor"])  # who is of another state by what he is
_RELATED: Final = frozenset(
    "adversary ally backer donor enemy foe neighbor neighbour partner patron rival sponsor".split()
)
_BODIES: Final = frozenset(["armed_group", "government", "igo", "organisation"])


def join(country: str | None, sectors: Sequence[str]) -> str | None:
    """A code: the country, then each sector once."""
    return " ".join(dict.fromkeys([*([country] if country else []), *sectors])) or None


def code_of(description: Description, cast: Cast) -> tuple[ActorKind, str | None, str | None]:
    """Kind, country and code of a described actor."""
    kind, sectors = kind_of(description)
    noun = description.agent.noun
    owner = cast.members[description.owner.actor] if description.owner is not None else None
    country = owner.country if owner is not None else None
    if description.link == "backed" or (kind == "states" and noun in _RELATED):
        country = None  # "Iran-backed militias" are not Iran's, its allies are others
    elif country is None:
        country = place_of(description, cast)
    sent = kind == "person" or noun in _SENT
    if description.link == "in" and sent and "MIL" in sectors:
        country = None  # "the American commander in Iraq", "troops in Mali": sent there, not from there
    if (
        owner is not None
        and owner.kind in _BODIES
        and owner.named
        and owner.code
        and INSIDERS & {noun, noun.split()[-1]}
    ):
        sectors = [c for c in owner.code.split() if c != country] or sectors
    elif noun in _GENERAL:
        sectors = _told_by_modifier(description) or sectors
    if kind in ("state", "states") and {w.lower for w in description.words} & _UNRECOGNISED:
        sectors = ["PRE"]
    if kind in ("person", "government", "population") and is_former(description) and set(sectors) & _IN_OFFICE:
        sectors = ["ELI"]
    region = _region_of(description, kind) if country is None and not _SUPRANATIONAL & set(sectors) else None
    return kind, country, join(country or region, [s for s in sectors if s != country])


def _region_of(description: Description, kind: ActorKind) -> str | None:
    """The part of the world that the words before the noun tell ("Western diplomats"); INT for states of no region."""
    before = [w for w in description.words if w.i < description.head.i]
    for i in range(len(before) - 1, -1, -1):
        pair = f"{before[i - 1].lower} {before[i].lower}" if i else ""
        found = regions().get(pair) or regions().get(before[i].lower)
        if found is not None:
            return found
    return "INT" if kind == "states" or description.agent.noun in _ABROAD else None


def _told_by_modifier(description: Description) -> list[str]:
    """The sector that the word before a general noun gives: "an army spokesman", "Hindu leaders"."""
    head, known = description.head, modifiers()
    for c in sorted((c for c in head.children if c.i < head.i), key=lambda c: -c.i):
        if c.dep in ("amod", "compound", "nmod", "poss"):
            for word in (c, *(g for g in c.children if g.i < c.i and g.dep in ("amod", "compound", "nmod"))):
                if word.lower in known or word.lemma in known:
                    return known.get(word.lower, known.get(word.lemma, "")).split()
    for name, w in prepositions(head):  # "the head of intelligence", "a spokesman for the army"
        if name in ("of", "for") and w.i > head.i and (w.lower in known or w.lemma in known):
            return known.get(w.lower, known.get(w.lemma, "")).split()
    return []


def is_former(description: Description) -> bool:
    """Whether the words before the noun say that the office is over: "a former official"."""
    return any(w.lower in FORMER for w in description.words if w is not description.head)


def place_of(description: Description, cast: Cast) -> str | None:
    """The country of the town or province a description names: "Karachi police", "activists in Lagos"."""
    head = description.head
    near = [c for c in head.children if c.dep in ("compound", "amod", "nmod", "poss") and c.i < head.i]
    near += [
        g for c in head.children if c.dep == "prep" and c.lower in ("in", "of", "from", "at") and c.i > head.i
        for g in c.children if g.dep == "pobj"
    ]  # fmt: skip
    for word in near:
        mention = cast.heads.get(word.i)
        state = cast.members[mention.actor] if mention is not None else None
        found = state.country if state is not None and state.kind == "state" else _country_at(word)
        if found:
            return found
    return None


def _country_at(word: Word) -> str:
    if word.pos != "PROPN" or not word.text[:1].isupper():
        return ""
    run = [c for c in word.children if c.dep in ("compound", "nmod") and c.i < word.i and c.text[:1].isupper()]
    name = " ".join(w.text for w in [*run, word])
    return country_of(name) or (country_of(name.removesuffix(" State")) if run else "")


def state_before(words: Sequence[Word], start: int, known: Registry) -> Entry | None:
    """The state whose name or adjective stands directly before word ``start``: "Peru's | Defence Ministry"."""
    sent = words[start].sent
    end = start - 1 if start and words[start - 1].text in ("'s", "’s", "'", "’") else start
    for length in (3, 2, 1):
        first = end - length
        if first < 0 or words[first].sent is not sent or not words[first].text[:1].isupper():
            continue
        if any(w.text in (",", ";", ":", "(", ")") for w in words[first:end]):
            continue  # "in Beirut, Vladimir …"
        parts = atoms(" ".join(w.text for w in words[first:end]))
        found = state_called(parts, known)
        if found is not None:
            return found
    return None


def state_called(parts: tuple[str, ...], known: Registry) -> Entry | None:
    """The state of this name, adjective or capital, where nothing else is called so."""
    if not parts:
        return None
    fits = [a for a in known.aliases.get(parts[0], ()) if a.atoms == parts and a.sure]
    states = [a.entry for a in fits if a.entry.kind == "state" and a.use != "people"]
    return states[0] if states else None


def code_body(words: Sequence[Word], start: int, end: int, known: Registry) -> tuple[ActorKind, str | None, str | None]:
    """Kind, country and code of a body nobody knows, by its name and the state before it."""
    name = " ".join(w.text for w in words[start:end])
    body = body_of(name)
    state = state_before(words, start, known)
    country = state.country if state is not None else _country_inside(words[start:end], known)
    if not country and body is not None:
        country = _country_after(words, end, known)
    if body is None:
        return "organisation", country or None, None
    if body.code == "JRN" and {words[start].lower, words[max(0, start - 1)].lower} & _STATE_OWNED:
        return "organisation", country or None, join(country or None, ["GOV", "JRN"])
    if not country and body.kind == "government" and words[start].lower in ("international", "world"):
        return "igo", None, join("IGO", body.code.split())
    kind: ActorKind = "government" if body.kind == "government" else "organisation"
    return kind, country or None, join(country or None, body.code.split())


_STATE_OWNED: Final = frozenset(["official", "state", "state-run", "state-owned", "government"])


def _country_after(words: Sequence[Word], end: int, known: Registry) -> str:
    """The country named right after a body: "the Supreme Court of Pakistan", "Ashdown College in Scotland"."""
    if end + 1 >= len(words) or words[end].lower not in ("of", "in") or words[end].sent is not words[end - 1].sent:
        return ""
    at = end + 1 + (words[end + 1].lower == "the")
    for length in (2, 1):
        run = words[at : at + length]
        if len(run) == length and all(w.text[:1].isupper() for w in run):
            name = " ".join(w.text for w in run)
            state = state_called(atoms(name), known)
            found = state.country if state is not None else country_of(name)
            if found:
                return found
    return ""


def _country_inside(words: Sequence[Word], known: Registry) -> str:
    """The country a body's name speaks of: "Nigerian Railways", "Bank of Japan", "Leuven University"."""
    texts = [w.text for w in words]
    for length in (3, 2, 1):
        for at in range(len(texts) - length + 1):
            if length < len(texts) and texts[at][:1].isupper():
                state = state_called(atoms(" ".join(texts[at : at + length])), known)
                if state is not None:
                    return state.country
    if len(texts) < 2:
        return ""
    after = texts.index("of") + 1 if "of" in texts[:-1] else 0
    for length in (3, 2, 1):  # the place begins the name, or follows "of"
        if after + length <= len(texts) - (0 if after else 1):
            found = country_of(" ".join(texts[after : after + length]))
            if found:
                return found
    return ""


def role_before(words: Sequence[Word], start: int, known: Registry) -> tuple[str | None, str | None]:
    """Country and code that stand before a person's name: "the Turkish journalist | Deniz Aksoy"."""
    at = start
    agent: Agent | None = None
    sectors: list[str] = []
    for length in (2, 1):
        run = words[max(0, start - length) : start]
        if len(run) == length and run[0].sent is words[start].sent and run[-1].text.islower():
            agent = known.agents.get(" ".join(w.lower for w in run))
            if agent is not None and run[-1].tag not in ("NNS", "NNPS"):
                at, sectors = start - length, [c for c in agent.code.split() if c != "UNK"]
                break
    skipped = EVALUATIVE | FORMER | _RANKS
    while start - at < 5 and at > words[start].sent.words[0].i and words[at - 1].lower in skipped:
        if words[at - 1].lower in FORMER and set(sectors) & _IN_OFFICE:
            sectors = ["ELI"]
        at -= 1
    state = state_before(words, at, known)
    if agent is not None and state is None and agent.noun in _GENERAL | INSIDERS and sectors != ["ELI"]:
        return _of_body(words, at, known)
    country = state.country if state is not None else None
    return country, join(country, sectors)


def _of_body(words: Sequence[Word], at: int, known: Registry) -> tuple[str | None, str | None]:
    """Country and code of a leader, officer or spokesman by the body named before: "Hamas leader", "party leader"."""
    before = words[at - 1] if at > words[at].sent.words[0].i else None
    if before is None:
        return None, None
    for length in (4, 3, 2, 1):
        run = words[max(0, at - length) : at]
        if len(run) < length or not run[0].text[:1].isupper() or run[0].sent is not before.sent:
            continue
        parts = atoms(" ".join(w.text for w in run))
        fits = (a.entry for a in known.aliases.get(parts[0] if parts else "", ()) if a.atoms == parts and a.sure)
        entry = next(fits, None)
        if entry is not None and entry.kind in _BODIES and entry.code:
            return entry.country or None, entry.code
    return None, modifiers().get(before.lower)


_RANKS: Final = frozenset("chief deputy leading local prominent retired senior then top veteran".split())


def complete(member: Member, country: str | None, code: str | None) -> None:
    """Fill in what was not known of somebody."""
    if member.country is None and country is not None:
        member.country = country
        if member.code and country not in member.code.split():
            member.code = join(country, member.code.split())
    if code and (not member.code or member.code == member.country) and (member.country in (None, country)):
        member.code = code


def new_member(slug: str, description: Description, named: tuple[str, list[str]], cast: Cast) -> Member:
    """The member a description brings in under a name and other names."""
    name, others = named
    kind, country, code = code_of(description, cast)
    return Member(slug, name, kind, country, code, others, plural=description.plural, named=False,
                  gender=gender_of_noun(description.head.lemma) if kind == "person" else "")  # fmt: skip


_RULING: Final = frozenset(["President", "Prime Minister", "Chancellor"])


def settle_era(build: CastBuilder) -> None:
    """The offices of an undated text are those of its time: it calls Obama president, so Clinton is no senator yet.

    The time is the latest term of anybody whom the text itself calls president, prime minister or chancellor.
    """
    if build.date:
        return
    people = [(m, build.known.entries[name]) for name, m in build.by_entry.items() if m.kind == "person"]
    terms = [
        o for m, e in people for o in e.offices
        if o.office in _RULING and o.start and m.titles & {phrase_of(o.office)}
    ]  # fmt: skip
    if not terms:
        return
    era = max(terms, key=lambda o: o.start)
    for member, entry in people:
        if member.titles:
            continue  # the text says itself what they are
        then = [
            o for o in entry.offices
            if o.start and (not era.end or o.start < era.end) and (not o.end or o.end > era.start)
        ]  # fmt: skip
        if then:
            member.code = max(then, key=lambda o: o.start).code
