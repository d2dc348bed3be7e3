"""Who is in the text: names, descriptions and pronouns resolved to one actor each.

Names first (registry, then the parser's entities), then descriptions ("the group", "Syrian rebels"), then pronouns.
Wrong is worse than silent: what cannot be resolved stays out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from aitia.extract.cast import Cast, CastMention, Member
from aitia.extract.casting import CastBuilder
from aitia.extract.coding import settle_era
from aitia.extract.credits import add_apparatus, add_outlet, author_member
from aitia.extract.editorial import own_paper, writers_we
from aitia.extract.extents import extent
from aitia.extract.focus import settle_homes
from aitia.extract.forces import settle_forces
from aitia.extract.human_nouns import human_agent
from aitia.extract.identify import add_home_states, add_surnames, identify
from aitia.extract.merging import merge_abbreviations
from aitia.extract.naming import Name, find_names
from aitia.extract.national import is_doing
from aitia.extract.nominals import describe
from aitia.extract.pairs import add_pairs
from aitia.extract.parts import described_as, with_a_part
from aitia.extract.persons import People, document_date
from aitia.extract.phrase_actors import settle_phrase
from aitia.extract.phrases import is_phrase
from aitia.extract.pronouns import FIRST, WE, resolve_pronouns
from aitia.extract.quotes import find_quotations
from aitia.extract.refer import resolve_descriptions
from aitia.extract.short_forms import Called, last_words, short_agent
from aitia.language.arcs import prepositions
from aitia.language.page import Page, Word, span_of
from aitia.language.transcripts import transcript
from aitia.lexicon.actors import Agent, Registry, registry
from aitia.lexicon.ties import tie_roles
from aitia.model.codes import AUTHOR
from aitia.model.reading import Reading
from aitia.model.records import Actor, Mention
from aitia.model.text import Span

_OPENING: Final = frozenset(["“", "``", "«"])
_CLOSING: Final = frozenset(["”", "»"])
_EITHER: Final = frozenset(['"', "''"])
_HEADLINE: Final = 30  # words
_BODIES: Final = frozenset(["state", "government", "armed_group", "organisation", "igo"])
_LED: Final = frozenset(["armed_group", "organisation", "igo"])
_BEFORE_NAMES: Final = ("amod", "compound", "nmod", "poss")


def read_cast(page: Page, known: Registry | None = None) -> Cast:
    """Resolve everybody on the page."""
    known = known or registry()
    date = document_date(page)
    build = CastBuilder(page, known, Cast(), date, People(known, date))
    build.cast.members[AUTHOR] = author_member(page, build)
    add_outlet(page, build)
    names = find_names(page, build.known)
    for name in sorted(names, key=lambda n: (not _is_full(n), n.start)):
        identify(build, name)
    merge_abbreviations(build)
    add_surnames(build)
    add_home_states(build)
    add_apparatus(build)
    settle_era(build)
    build.cast.index()
    build.called = last_words(build.cast)
    resolve_descriptions(build, describe(page, build.cast, known, also=partial(_also, build.called)))
    build.cast.index()
    add_pairs(page, build.cast)
    build.cast.index()
    build.cast.mentions.extend(resolve_pronouns(page, build.cast))
    build.cast.index()
    resolve_descriptions(build, describe(page, build.cast, known, of_pronouns=True))
    settle_forces(build)
    _first_person(build)
    settle_phrase(build)
    page.cache["casting"] = build
    build.cast.outlet = build.outlet
    build.cast.index()
    return build.cast


def _also(called: dict[str, Called], word: Word) -> Agent | None:
    """Somebody by a noun that the table of agents does not hold."""
    return short_agent(word, called) or human_agent(word)


def _is_full(name: Name) -> bool:
    """Registry names and full names come first, so that short forms find them."""
    return name.alias is not None or name.end - name.start > 1


def _first_person(build: CastBuilder) -> None:
    """ "I" outside quotations is the author; inside, its speaker is known only once claims are read."""
    quotations = find_quotations(build.page)
    turns = [t.said for t in transcript(build.page.text)[1]]
    paragraph, is_open = -1, False
    ours: list[Word] = []
    for word in build.page.words:
        if own_paper(word) and word.sent.is_content and word.i not in build.cast.covering:
            build.mention(word.children[0].i, word.i + 1, build.cast.members[AUTHOR], "nominal")
        if word.sent.paragraph != paragraph:
            paragraph, is_open = word.sent.paragraph, False
        if word.text in _OPENING or (word.text in _EITHER and not is_open):
            is_open = True  # a quotation that is never closed still is one
        elif word.text in _CLOSING or word.text in _EITHER:
            is_open = False
        low = word.lower
        told = (low in FIRST or low in WE) and word.pos == "PRON" and word.sent.is_content and not is_open
        while turns and turns[0].end <= word.start:
            turns.pop(0)
        if not told or quotations.over(word.start) or (turns and turns[0].start <= word.start):
            continue
        ours.append(word)
        if low in WE:
            continue
        speaker = _headlined(build, word)
        behind = word.sent.kind == "title" and any(w.text == ":" for w in word.sent.words if w.i < word.i)
        if speaker is None and behind:
            continue  # "Lind Backs Truce: I Am Proud"
        build.mention(word.i, word.i + 1, speaker or build.cast.members[AUTHOR], "pronoun")
    for word in writers_we(ours):
        build.mention(word.i, word.i + 1, build.cast.members[AUTHOR], "pronoun")


def _headlined(build: CastBuilder, word: Word) -> Member | None:
    """Who says "I" in a headline: the subject before its colon ("Brandt backs Haddad: I am tired")."""
    words = word.sent.words
    if words[0].i > 0 or word.i > _HEADLINE:
        return None
    colon = next((w.i for w in words[: word.i] if w.text == ":"), None)
    if colon is None:
        return None
    cast = build.cast
    named = [m for m in cast.mentions if m.end <= colon and m.form == "name" and cast.kind(m.actor) == "person"]
    first = min(named, key=lambda m: m.start, default=None)
    return cast.members[first.actor] if first is not None else None


def add_speakers(page: Page) -> None:
    """ "I" inside a quotation is its speaker, "we" the body or state the speaker is or speaks for.

    Who speaks is known only once claims are read.
    """
    cast: Cast = page.cast
    for word in page.words:
        low = word.lower
        if (low not in FIRST and low not in WE) or word.pos != "PRON":
            continue
        span = span_of([word])
        taken = cast.covering.get(word.i)
        if taken is not None and taken.head is word:
            tagged: tuple[str, ...] = page.voices.speaker_at(span) if taken.actor == AUTHOR else ()
            if len(tagged) == 1:  # "HADDAD: I never agreed": his who is named before the colon
                taken.actor = tagged[0]
            continue
        speakers: tuple[str, ...] = page.voices.speaker_at(span) if word.sent.is_content else ()
        told = [cast.members[s] for s in speakers if s in cast.members]
        meant = [_spoken_for(m, cast) if low in WE else m for m in told]
        if len(told) > 1 and (low in FIRST or any(m.kind not in _BODIES for m in told)):
            continue  # of several people who speak one knows not for whom
        for member in meant:
            if member is not None:
                cast.mentions.append(CastMention(word.i, word.i + 1, word, member.id, "pronoun", span))
    cast.index()


def _spoken_for(speaker: Member, cast: Cast) -> Member | None:
    """Whom an official or a body means by "we"; nobody where that is not plain."""
    if speaker.kind in _BODIES:
        return speaker
    bodies = set(_bodies_of(speaker, cast)) or set(_bodies_beside(speaker, cast))
    if len(bodies) == 1:
        return cast.members[bodies.pop()]
    if speaker.kind != "person" or not {"GOV", "MIL", "LEG"} & set((speaker.code or "").split()):
        return None
    states = [m for m in cast.members.values() if m.kind == "state" and m.country == speaker.country and m.country]
    return states[0] if len(states) == 1 else None


def _bodies_of(speaker: Member, cast: Cast) -> Iterator[str]:
    """The bodies that somebody is said to speak for or to lead: "the union's spokeswoman", "commander of the corps"."""
    for d, actor in cast.described:
        owner = d.owner if actor == speaker.id and _speaks_for(d.head) else None
        if owner is not None and owner.form == "name" and cast.kind(owner.actor) in _LED:
            yield owner.actor


def _bodies_beside(speaker: Member, cast: Cast) -> Iterator[str]:
    """And those told beside the name: "Hamas | spokesman Fawzi Barhoum", "Ali, a spokesman for the | Taliban"."""
    for mention in cast.mentions:
        if mention.actor != speaker.id or mention.form == "pronoun":
            continue
        head = mention.head
        for post in (head, head.head, *head.children):
            if not _speaks_for(post) or (post is head.head and head.dep not in ("appos", "compound")):
                continue
            near = [c for w in {post.i: post, head.i: head}.values() for c in w.children if c.dep in _BEFORE_NAMES]
            near += [w for p, w in prepositions(post) if p in ("for", "of", "from")]
            found = [m for w in near if (m := cast.covering.get(w.i)) is not None and m.form == "name"]
            yield from (m.actor for m in found if cast.kind(m.actor) in _LED)


def _speaks_for(noun: Word) -> bool:
    """Whether a noun names a post whose holder speaks for a body or leads it."""
    return tie_roles().get(noun.lemma.lower(), ("", ""))[1] in ("acts_for", "controls")


def finish_cast(page: Page, reading: Reading) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The actors that count in the end: the named ones with a mention as actor, and everybody with a part in a row.

    Where the text is one noun phrase, so do those it describes.
    """
    cast: Cast = page.cast
    settle_homes(page.cache["casting"])
    taking_part = {AUTHOR, cast.outlet} | set(parties(reading))
    mentioned = {m.actor for m in cast.mentions if m.form == "name"}
    used = taking_part | {m.id for m in cast.members.values() if m.named and m.id in mentioned}
    used |= with_a_part(cast)
    if is_phrase(page):
        used |= {m.actor for m in cast.mentions if m.form == "nominal"}
    words = described_as(page)

    def also(m: Member) -> tuple[str, ...]:
        return tuple(m.aliases) if m.named else tuple(dict.fromkeys([*m.aliases, *words.get(m.id, ())]))

    actors = tuple(
        Actor(id=m.id, name=m.name, kind=m.kind, country=m.country, code=m.code, aliases=also(m), ids=m.ids)
        for m in cast.members.values()
        if m.id in used
    )
    cited = set(_cited(reading))
    mentions = tuple(
        Mention(actor=m.actor, span=extent(m, page), form="name" if m.form == "place" else m.form)
        for m in cast.mentions
        if m.actor in used and (m.form != "place" or (m.actor, m.span) in cited or is_doing(page.words, m.end))
    )
    return actors, mentions


def _cited(reading: Reading) -> Iterator[tuple[str, Span | None]]:
    """Actors with the words that events cite for them: there a state is somebody, however it stands in the sentence."""
    for event in reading.events:
        yield from ((p.actor, p.span) for p in (*event.actors, *event.recipients))


def parties(reading: Reading) -> Iterator[str]:
    """Ids of all actors that take part in a row."""
    for claim in reading.claims:
        yield from claim.sources
    for event in reading.events:
        yield from (p.actor for p in (*event.actors, *event.recipients))
    for tie in reading.ties:
        yield from (tie.subject, tie.object)
    for option in reading.options:
        yield from (*option.doer, *option.by)
