"""One force under its several names: "the army", "Sudan's military", "Sudanese troops" are the Sudanese Armed Forces.

Whoever is described as a state's army, its soldiers or its police is that one body, unless the words tell some of them
apart: numbers ("six soldiers"), places ("troops in Mali"), clauses, and every modifier but the state itself. Without an
owner ("the army", "troops") it is the one such body that the text tells of; of several the one it has just spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from aitia.extract.cast import CastMention, Member
from aitia.extract.casting import CastBuilder, add_alias
from aitia.extract.nominals import Description, plain
from aitia.language.page import Word
from aitia.lexicon.actors import Entry, atoms
from aitia.lexicon.forces import national_forces
from aitia.lexicon.places import country_of

Body = Literal["army", "police"]

_WHOLE: Final = frozenset(["army", "military"])
_MEN: Final = frozenset(["force", "soldier", "troop", "troops"])
# modifiers that tell nobody apart from the army of the state
_OF_ALL: Final = frozenset("armed government military national regular state".split())
_SOME: Final = frozenset(
    """a all an another any both certain each elite few former fresh many more most new numerous other own several some
    such these those two""".split()
)
_OWNED: Final = frozenset(["adj", "of", "poss"])
_SECTORS: Final = {"army": "MIL", "police": "COP"}
_NEAR: Final = 2  # sentences
_FAR: Final = 8


@dataclass(slots=True, eq=False)
class _Told:
    """A description of a whole force: what body, of which country ("" where nobody says), and where."""

    description: Description
    mention: CastMention
    body: Body
    country: str
    whole: bool


def settle_forces(build: CastBuilder) -> None:
    """Give every description of a state's army or police the one actor that it is."""
    told = list(_descriptions(build))
    for body in ("army", "police"):
        here = [t for t in told if t.body == body]
        if here:
            _settle(build, here, _known_forces(build, body), _some_told(build, body))


def _settle(
    build: CastBuilder, told: list[_Told], forces: dict[str, Member | None], some: Sequence[tuple[Word, str]]
) -> None:
    members = build.cast.members
    for t in sorted((t for t in told if t.country), key=lambda t: (not t.whole, t.mention.start)):
        if t.country not in forces:
            entry = _registered(build, t)
            forces[t.country] = build.entry(entry) if entry is not None else members[t.mention.actor]
    unowned = sorted((t for t in told if not t.country and t.whole), key=lambda t: t.mention.start)
    if not forces and unowned:
        forces[""] = members[unowned[0].mention.actor]
    for t in told:
        force = forces.get(t.country) if t.country or not forces else _meant(build, t, told, forces, some)
        if force is not None and force.id != t.mention.actor and not _acts_on(build, t, force):
            _give(build, t, force)


def _acts_on(build: CastBuilder, t: _Told, force: Member) -> bool:
    """Whether the force stands in the same clause on the other side: "the military praised the soldiers"."""
    verb = t.mention.head.head
    if t.mention.head.dep not in ("dobj", "nsubj", "nsubjpass") or verb.pos not in ("AUX", "VERB"):
        return False
    beside = (build.cast.heads.get(c.i) for c in verb.children if c.dep in ("dobj", "nsubj", "nsubjpass"))
    return any(m is not None and m is not t.mention and m.actor == force.id for m in beside)


def _meant(
    build: CastBuilder,
    t: _Told,
    others: list[_Told],
    forces: dict[str, Member | None],
    some: Sequence[tuple[Word, str]],
) -> Member | None:
    """Whose "the army" or "troops" are where nobody says: the one force of the text, else the one just spoken of."""
    told = t.description.definite or len(t.description.words) > 1  # "troops" may be any of them
    if not t.whole and (not told or _is_of_the_counted(build, t)):
        return None
    at = t.mention.head.sent.index
    beside = {c for head, c in some if head.i < t.mention.start and at - head.sent.index <= _FAR} - set(forces)
    if len(forces) == 1 and not beside:
        return next((m for country, m in forces.items() if not country or _is_scene(build, t, country)), None)
    by_force = {m.id: country for country, m in forces.items() if m is not None}
    owners = {o.mention.start: o.country for o in others if o.country}
    near = {
        owners.get(m.start) or by_force[m.actor]
        for m in build.cast.mentions
        if m.end <= t.mention.start and 0 <= at - m.head.sent.index <= _NEAR
        and (m.start in owners or m.actor in by_force)
    }  # fmt: skip
    near |= beside
    return forces.get(near.pop()) if len(near) == 1 else None


def _is_scene(build: CastBuilder, t: _Told, country: str) -> bool:
    """Whether the countries that the text has named last before a description, or beside it, have this one in them."""
    cast, at = build.cast, t.mention.head.sent
    told: dict[int, set[str]] = {}
    for m in cast.mentions:
        member = cast.members[m.actor]
        if member.country and m is not t.mention and (member.kind == "state" or m.form == "name"):
            told.setdefault(m.head.sent.index, set()).add(member.country)
    for entity in build.page.entities:
        where = build.page.words[entity.start].sent.index
        if entity.label == "GPE" and 0 <= at.index - where <= _FAR:
            found = country_of(" ".join(w.text for w in build.page.words[entity.start : entity.end]))
            told.setdefault(where, set()).update({found} - {""})
    here = next((told[i] for i in range(at.index, at.index - _FAR - 1, -1) if told.get(i)), set[str]())
    return not here or country in here


def _is_of_the_counted(build: CastBuilder, t: _Told) -> bool:
    """Whether a plural points back to some of a force: "six soldiers were killed … the soldiers"."""
    at = t.mention.head
    return any(
        d.head.i < at.i and d.head.lemma == at.lemma and not _is_whole_body(d)
        for d, actor in build.cast.described
        if actor == t.mention.actor
    )


def _descriptions(build: CastBuilder) -> Iterable[_Told]:
    cast = build.cast
    placed = {(m.start, m.end): m for m in cast.mentions if m.form == "nominal"}
    for d, actor in cast.described:
        body = _body(d)
        mention = placed.get((d.words[0].i, d.head.i + 1))
        if body is None or mention is None or mention.actor != actor or not _is_whole_body(d):
            continue
        country = ""
        if d.owner is not None:
            owner = cast.members[d.owner.actor]
            if owner.kind not in ("state", "government") or not owner.country or d.link not in _OWNED:
                continue
            if owner.kind == "government" and owner.named:
                continue  # "the ministry's troops"
            country = owner.country
        whole = _noun(d.head) in _WHOLE | {"police"} or any(w.lower == "armed" for w in d.words)
        yield _Told(d, mention, body, country, whole)


def _some_told(build: CastBuilder, body: Body) -> list[tuple[Word, str]]:
    """Where the text tells of some of a country's force, and of which country: "Congolese soldiers backed by …"."""
    return [
        (d.head, build.cast.members[d.owner.actor].country or "")
        for d, _ in build.cast.described
        if d.owner is not None and d.link in _OWNED and _body(d) == body and not _is_whole_body(d)
    ]


def _noun(word: Word) -> str:
    """The noun in the singular, also where capitals hid it: "The Armed Forces"."""
    low = word.lemma.lower()
    return low.removesuffix("s") if word.tag == "NNPS" else low


def _body(d: Description) -> Body | None:
    noun = _noun(d.head)
    if noun == "police" or (noun == "force" and any(w.lower == "police" for w in d.words)):
        return "police"
    if noun in _WHOLE and d.head.tag in ("NN", "NNP"):
        return "army"
    return "army" if noun in _MEN and d.head.tag in ("NNS", "NNPS") else None


def _is_whole_body(d: Description) -> bool:
    """Whether a description speaks of all of a force and not of some: no number, place, clause or telling modifier."""
    owned = range(d.owner.start, d.owner.end) if d.owner is not None else range(0)
    for w in d.words:
        if w is d.head or w.i in owned or w.lower in ("the", "this", "that", "'s", "’s") or w.pos == "PUNCT":
            continue
        if w.lower in _SOME or w.pos in ("NUM", "ADV", "CCONJ"):
            return False
        known = w.lower in _OF_ALL or (w.lower == "police" and _noun(d.head) == "force")
        if w.pos in ("ADJ", "NOUN", "PROPN", "VERB") and not known:
            return False
    for c in d.head.children:
        if c.i < d.head.i or c.dep in ("punct", "cc", "conj", "appos", "case"):
            continue
        if c.dep == "prep" and c.lower == "of" and d.link == "of":
            continue
        if c.dep in ("acl", "amod", "prep", "relcl", "nummod"):
            return False
    return not (_noun(d.head) == "force" and not d.definite and d.owner is None and len(d.words) == 1)


def _known_forces(build: CastBuilder, body: Body) -> dict[str, Member | None]:
    """The one army or police of each country that the text names; None where it names two that may be it."""
    named = {m.actor for m in build.cast.mentions if m.form == "name"}
    out: dict[str, Member | None] = {}
    for country, entries in national_forces(_SECTORS[body]).items():
        here = [m for e in entries if (m := build.by_entry.get(e.name)) is not None and m.id in named]
        if here:
            out[country] = here[0] if len(here) == 1 else None
    return out


def _registered(build: CastBuilder, t: _Told) -> Entry | None:
    """The registry's army of a country: the only one, or that which goes by this noun."""
    entries = national_forces(_SECTORS[t.body]).get(t.country, ()) if t.whole and t.body == "army" else ()
    entries = tuple(e for e in entries if not (build.date and e.start and e.start[:4] > build.date[:4]))
    noun = _noun(t.mention.head)
    called = [e for e in entries if any(atoms(n)[-1:] == (noun,) for n in (e.name, *e.aliases))]
    return entries[0] if len(entries) == 1 else called[0] if len(called) == 1 else None


def _give(build: CastBuilder, t: _Told, force: Member) -> None:
    """Make a mention one of a force; whoever has no other goes with all pronouns that stand for him."""
    cast, old = build.cast, t.mention.actor
    t.mention.actor = force.id
    add_alias(force, plain(build.page.quote(t.mention.span)).removeprefix("the ").removeprefix("The "))
    state = build.known.states.get(force.country or "")
    if t.whole and state is not None:
        noun = "armed forces" if _noun(t.mention.head) == "force" else _noun(t.mention.head)
        add_alias(force, f"{build.known.adjectives.get(state.name, state.name)} {noun}")
    cast.described[:] = [(d, force.id if d is t.description else actor) for d, actor in cast.described]
    if any(m.actor == old and m.form != "pronoun" for m in cast.mentions):
        return
    for m in cast.mentions:
        if m.actor == old:
            m.actor = force.id
    gone = cast.members.pop(old)
    tables: tuple[dict[tuple[str, ...], Member], ...] = (build.by_text, build.described)
    for table in tables:
        table.update({key: force for key, value in table.items() if value is gone})
