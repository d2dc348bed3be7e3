"""Names on a page to members of its cast: registry entries, persons by title and surname, organisations."""

from __future__ import annotations

import re
from typing import Final

from aitia.extract.callings import called_by_first_word, members_meant, nation_meant, seat_meant
from aitia.extract.cast import Form, Member
from aitia.extract.casting import CastBuilder, add_alias
from aitia.extract.coding import FORMER, code_body, complete, join, role_before, state_before
from aitia.extract.namesakes import (
    countries,
    gender_hinted,
    gender_told,
    introduced_first,
    is_of_other_gender,
    not_in_full,
    outshone,
    terms,
)
from aitia.extract.naming import Name
from aitia.extract.national import form_of_state, is_another_america, is_part_of_a_place
from aitia.extract.nominals import plain
from aitia.extract.nonnames import is_attribute, is_nobody
from aitia.extract.partisans import is_partisan
from aitia.extract.persons import gender_of_name, gender_of_title, is_full_name, title_before, title_forms, titled_code
from aitia.extract.placing import LOCATIVE, is_place_use
from aitia.language.apposing import is_name_of_person, is_noun_for_person
from aitia.language.page import Page, Word, span_of
from aitia.lexicon.actors import Alias, Entry, atoms, fold
from aitia.lexicon.places import is_populated_place

ORGANISATION: Final = re.compile(
    r"""\b(academ(?:y|ies)|administrations?|agenc(?:y|ies)|airlines?|airways|alliances?|army|assembl(?:y|ies)|
    associations?|authorit(?:y|ies)|banks?|battalions?|boards?|branch|brigades?|brotherhood|bureaus?|caucus|centers?|
    centres?|chambers?|charit(?:y|ies)|church(?:es)?|clubs?|coalitions?|colleges?|command|commissions?|committees?|
    communit(?:y|ies)|compan(?:y|ies)|confederations?|conference|congress|consortium|convention|cooperative|corp|
    corporations?|corps|councils?|courts?|departments?|dialogue|diocese|directorates?|divisions?|embass(?:y|ies)|
    federations?|fighters|fleet|forces?|forum|foundations?|fronts?|funds?|gendarmerie|groups?|guards?|holdings?|
    hospitals?|house|inc|industries|initiative|institutes?|institutions?|journals?|judiciary|junta|laborator(?:y|ies)|
    leagues?|legion|llc|ltd|magazine|militias?|ministr(?:y|ies)|missions?|mosque|movements?|networks?|news|newspaper|
    observatory|offices?|organi[sz]ations?|parliament|part(?:y|ies)|patriarchate|patrol|plc|police|politburo|post|press|
    radio|regiments?|resistance|school|secretariat|seminary|senate|services?|societ(?:y|ies)|supporters|syndicate|
    taskforce|task\ force|television|times|treasury|tribunals?|tribune|trust|tv|unions?|university|watch)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def identify(build: CastBuilder, name: Name) -> None:
    """Find or make the member a name stands for, and note the mention."""
    page, words = build.page, build.page.words[name.start : name.end]
    if name.alias is not None:
        _registry_name(build, name)
    elif _is_town(build, name):
        return  # a place the parser took for somebody
    elif name.kind == "person" or _is_person(build, name):
        _person(build, name)
    elif name.kind == "organisation":
        _organisation(build, name)
    elif name.kind == "people" and words[-1].tag in ("NNS", "NNPS"):
        member = build.by_text.get(atoms(_surface(page, name)))
        if member is None:
            agent = build.known.agents.get(words[-1].lemma) or build.known.agents.get(words[-1].lower)
            code = agent.code if agent is not None and agent.code != "UNK" else None
            member = build.add(_surface(page, name), "population", code=code, plural=True)
            build.by_text[atoms(member.name)] = member
        build.mention(name.start, name.end, member, "name")


def _surface(page: Page, name: Name) -> str:
    return plain(page.quote(span_of(page.words[name.start : name.end])))


def _is_town(build: CastBuilder, name: Name) -> bool:
    """A town by the gazetteer that the text uses as a place at least once, and that no title precedes."""
    if name.kind not in ("person", "organisation") or name.end - name.start > 3:
        return False
    text = _surface(build.page, name)
    parts = atoms(text)
    if text not in build.towns:
        words = build.page.words
        build.towns[text] = (
            build.people.find(parts) is None
            and not ORGANISATION.search(text)
            and title_before(words, name.start, build.known)[0] == name.start
            and words[name.end - 1].text in _scenes(build)
            and is_populated_place(text)
        )
    return build.towns[text]


def _scenes(build: CastBuilder) -> frozenset[str]:
    """Words that stand under a preposition of place somewhere on the page."""
    if build.scenes is None:
        at = LOCATIVE | {"from", "to", "of", "on"}
        build.scenes = frozenset(w.text for w in build.page.words if w.dep == "pobj" and w.head.lower in at)
    return build.scenes


def _is_person(build: CastBuilder, name: Name) -> bool:
    """A person the parser took for something else: a personal title stands before the name, or somebody met before."""
    if name.kind not in ("organisation", "place", "people") or name.end - name.start > 4:
        return False
    begin, title = title_before(build.page.words, name.start, build.known)
    if (
        begin < name.start
        and build.page.words[name.end - 1].pos == "PROPN"
        and not ORGANISATION.search(_surface(build.page, name))
    ):
        return title not in ("prime", "president of", "republic")
    if is_full_name(build.page.words[name.start : name.end]) and not ORGANISATION.search(_surface(build.page, name)):
        return True
    if name.end - name.start > 1 and _is_beside_person(build.page.words[name.end - 1]):
        return not ORGANISATION.search(_surface(build.page, name))  # "the mayor of Tetovo, Arben Kasa"
    parts = atoms(_surface(build.page, name))
    return len(parts) == 1 and build.people.find(parts) is not None and name.kind == "organisation"


def _is_beside_person(last: Word) -> bool:
    """Whether a name stands in apposition to a noun for one person."""
    beside = last.dep == "appos" and last.head.i < last.i and is_noun_for_person(last.head)
    return beside and is_name_of_person(last, told=True)


def _person(build: CastBuilder, name: Name) -> None:
    page = build.page
    parts = atoms(_surface(page, name))
    inside = ""  # the title that is part of the name: "Mrs Gandhi"
    while parts and (parts[:1] in build.known.titles or parts[:2] in build.known.titles):
        inside, parts = parts[0], parts[1:]
    if not parts or (not page.words[name.start].sent.is_content and len(parts) == 1):
        return  # in bylines and credits only full names are trusted
    if not name.label and len(parts) == 1 and len(build.people.by_surname.get(parts[0], ())) > 1:
        return  # two bearers of one surname
    start, title = title_before(page.words, name.start, build.known)
    gender = called = gender_of_title(title or inside)
    if not gender and len(parts) == 1:
        gender = gender_told(build, parts[0])
    first = introduced_first(build, parts, gender)
    member = first or build.people.find(parts, gender, sure=bool(called))
    if first is not None:
        pass  # whoever else bears the surname is not known yet
    elif member is None or is_of_other_gender(build, parts, member, gender) or outshone(build, parts, member):
        hint = gender or (gender_hinted(build, parts[0]) if len(parts) == 1 else "")
        entry = build.people.office_holder(parts, hint, countries(build), terms(build), title)
        if entry is not None:
            member = build.entry(entry)
    elif len(parts) == 1:
        member = not_in_full(build, parts, member, gender)
    if member is None and not title:
        body = called_by_first_word(build, parts)
        if body is not None:
            build.mention(name.start, name.end, body, "name")
            add_alias(body, _surface(page, name))
            return
    if member is None:
        if not title and len(parts) < 3 and is_nobody(page, name.start, name.end, build.known):
            return
        text = _surface(page, name)
        if called and parts[0] in build.people.by_surname and len(parts) == 1 and start < name.start:
            text = plain(page.quote(span_of(page.words[start : name.end])))  # "Mrs. Dorn" beside Mark Dorn
        member = build.add(text, "person", gender=called or gender_of_name(text))
    build.people.add(parts, member)
    if len(parts) > 1:
        build.people.named[member.id] = build.people.named.get(member.id, 0) + 1
    if title:
        member.titles.update(title_forms(title))
        member.gender = gender_of_title(title) or member.gender
        code = build.known.titles.get(atoms(title), "")
        if code and not member.code:
            member.code = code
    _office_told(build, member, start, title)
    if member.name not in build.by_entry:
        complete(member, *role_before(page.words, start, build.known))
    build.mention(start, name.end, member, "name")
    add_alias(member, _surface(page, name))
    if start < name.start and len(parts) == 1:
        add_alias(member, plain(page.quote(span_of(page.words[start : name.end]))))  # "President Biya"


_TITLED: Final = frozenset(["COP", "JUD", "LEG", "MIL"])  # of these nobody is called so by courtesy


def _office_told(build: CastBuilder, member: Member, start: int, title: str) -> None:
    """Of an undated text, the title tells in which office somebody the registry knows is: "Senator Obama"."""
    entry = build.known.entries.get(member.name) if member.name in build.by_entry else None
    if entry is None or build.date:
        return
    if entry.country and start > 0 and build.page.words[start - 1].lower in FORMER:
        member.code = join(entry.country, ["ELI"])
    elif title:
        code = build.known.titles.get(atoms(title), "")
        told = join(entry.country, [code]) if code in _TITLED and entry.country else None
        member.code = titled_code(entry, code) or told or member.code


def _registry_name(build: CastBuilder, name: Name) -> None:
    page, alias = build.page, name.alias
    if page.words[name.start].sent.kind in ("handle", "promo") or is_another_america(page.words, name.start):
        return
    assert alias is not None  # noqa: S101 - the caller checked
    entry = alias.entry
    agency = entry.kind in ("person", "state") or "JRN" in entry.code.split()
    if page.words[name.start].sent.kind == "dateline" and not agency:
        return  # "New Delhi, May 3 (PTI)": an agency, not the party of these letters
    if entry.kind in ("government", "armed_group") and entry.country and _of_another_state(build, name, entry):
        _organisation(build, name)  # "Peru's Defense Department" is not the American one
        return
    if name.end - name.start == 1 and is_partisan(page.words[name.start], build.known):
        return
    some = members_meant(build, name, entry)
    if some is not None:
        build.mention(some[1], some[2], some[0], "nominal")
        if (some[1], some[2]) == (name.start, name.end) or some[0].kind == "organisation":
            return  # else the noun alone names the party
    entry = nation_meant(build, name, entry) or entry
    words = page.words[name.start : name.end]
    head = next((w for w in reversed(words) if w.head is w or not name.start <= w.head.i < name.end), words[-1])
    if not (entry.kind == "state" and is_place_use(head, capital=alias.use == "capital")):
        entry = seat_meant(build, name, entry) or entry
    member = build.entry(entry)
    start = name.start
    if entry.kind == "person":
        build.people.named[member.id] = build.people.named.get(member.id, 0) + 1
        start, title = title_before(page.words, name.start, build.known)
        if title:
            member.titles.update(title_forms(title))
            member.gender = gender_of_title(title) or member.gender
        _office_told(build, member, start, title)
    if entry.kind == "population" and head.tag in ("NNS", "NNPS"):
        nation = _nation_before(build, name)
        if nation is not None:
            member = _branch(build, name, nation, entry)
            start = name.start - 1
    form: Form = "name"
    if entry.kind == "state":
        form = form_of_state(build, head, alias, name)
    elif entry.kind == "population" and head.dep in ("amod", "compound", "nmod") and head.tag not in ("NNS", "NNPS"):
        form = "place"  # "Sunni sect": says what kind, not who
    elif entry.kind in ("states", "igo") and is_part_of_a_place(page.words, name.start, name.end):
        form = "place"
    if form == "place" and len(words) == len(page.words):
        form = "name"  # "Damascus" and nothing else
    build.mention(start, name.end, member, form)
    if form == "name" and alias.use != "adjective":
        add_alias(member, _surface(page, name))
    if entry.kind == "population" and alias.use == "people":
        add_alias(member, _surface(page, name))


def _of_another_state(build: CastBuilder, name: Name, entry: Entry) -> bool:
    """Whether the name of a state's body stands directly after another state's possessive or adjective."""
    words = build.page.words
    before = words[name.start - 1] if name.start else None
    if before is None or (before.text not in ("'s", "’s") and before.pos not in ("ADJ", "PROPN")):
        return False
    state = state_before(words, name.start, build.known)
    return state is not None and state.country != entry.country


def _nation_before(build: CastBuilder, name: Name) -> Alias | None:
    """The national adjective directly before a people: "Iraqi | Kurds"."""
    before = build.page.words[name.start - 1] if name.start else None
    if before is None or before.sent is not build.page.words[name.start].sent or not before.text[:1].isupper():
        return None
    return next(
        (a for a in build.known.aliases.get(fold(before.text), ()) if a.use == "adjective" and len(a.atoms) == 1), None
    )


def _branch(build: CastBuilder, name: Name, nation: Alias, people: Entry) -> Member:
    """The part of a people that lives in one country: an actor of its own."""
    page = build.page
    text = plain(page.quote(span_of(page.words[name.start - 1 : name.end])))
    member = build.by_text.get(atoms(text))
    if member is None:
        country = nation.entry.country or None
        sectors = [c for c in people.code.split() if c in ("ETH", "REL", "CVL")][:1]
        code = " ".join(([country] if country else []) + sectors) or None
        member = build.add(text, "population", country=country, code=code, plural=True)
        build.by_text[atoms(text)] = member
    return member


def add_surnames(build: CastBuilder) -> None:
    """Surnames of persons named elsewhere in the text that the parser did not take for names ("Pence blames media")."""
    taken = {i for m in build.cast.mentions for i in range(m.start, m.end)}
    for word in build.page.words:
        if (
            word.i in taken
            or not word.text[:1].isupper()
            or len(word.text) < 4
            or not (word.tag in ("NNP", "NNPS", "NN") or word.dep in ("nsubj", "poss") or _is_tag(build, word))
        ):
            continue
        bearers = build.people.by_surname.get(fold(word.text), [])
        if len(bearers) == 1 and len(atoms(bearers[0].name)) > 1 and word.sent.is_content and bearers[0].named:
            before = build.page.words[word.i - 1] if word.i else None
            if before is None or before.tag != "NNP" or before.sent is not word.sent:
                build.mention(word.i, word.i + 1, bearers[0], "name")


def _is_tag(build: CastBuilder, word: Word) -> bool:
    """The speaker's name in a transcript: "HADDAD: We won."."""
    words = build.page.words
    return (
        word.text.isupper() and word is word.sent.words[0] and word.i + 1 < len(words) and words[word.i + 1].text == ":"
    )


_OF_A_STATE: Final = frozenset(["COP", "GOV", "JUD", "LEG", "MIL", "SPY"])


def add_home_states(build: CastBuilder) -> None:
    """ "Israeli Air Force", "U.S. State Department": the state inside a name of its body is a mention of the state.

    In other names it only tells where they are from: "American Legion", "Irish Republican Army".
    """
    for mention in list(build.cast.mentions):
        member = build.cast.members[mention.actor]
        if (
            mention.form != "name"
            or mention.end - mention.start < 2
            or member.kind in ("person", "population", "state", "states")
            or not _OF_A_STATE & set((member.code or "").split())
        ):
            continue
        first = build.page.words[mention.start]
        for alias in build.known.aliases.get(atoms(first.text)[:1][0] if atoms(first.text) else "", ()):
            fits = (
                alias.entry.kind == "state"
                and alias.sure
                and alias.use != "capital"
                and alias.atoms == atoms(first.text)
            )
            if fits and member.country in (alias.entry.country, None):
                state = build.entry(alias.entry)
                made = build.mention(mention.start, mention.start + 1, state, "name")
                made.head = first
                break


def _organisation(build: CastBuilder, name: Name) -> None:
    page = build.page
    words = page.words[name.start : name.end]
    text = _surface(page, name)
    parts = atoms(text)
    if not parts or not any(w.text[:1].isupper() for w in words) or words[-1].pos not in ("PROPN", "NOUN"):
        return
    if any("www" in p or "http" in p for p in parts) or is_attribute(page.words, name.start, name.end, build.known):
        return
    member = build.by_text.get(parts)
    if member is None and name.start and page.words[name.start - 1].lower == "the":
        member = _called_short(build, parts)
    if member is None:
        member = called_by_first_word(build, parts)
        if member is not None:
            add_alias(member, text)
    if member is None:
        member = build.add(
            text,
            "organisation",
            named=bool(ORGANISATION.search(text))
            or (text.isupper() and len(text) <= 6)
            or _is_told_a_body(build, words[-1]),
        )
        build.by_text[parts] = member
    if member.name not in build.by_entry:
        kind, *coded = code_body(page.words, name.start, name.end, build.known)
        member.kind = kind if member.kind == "organisation" else member.kind
        complete(member, *coded)
    build.mention(name.start, name.end, member, "name")


def _is_told_a_body(build: CastBuilder, last: Word) -> bool:
    """Whether an apposition says what sort of body a name is: "Tidewater Reach, a company"."""
    for c in last.children:
        agent = build.known.agents.get(c.lemma) if c.dep == "appos" and c.pos == "NOUN" else None
        if agent is not None and agent.kind in ("organisation", "armed_group", "government", "igo"):
            return True
    return False


def _called_short(build: CastBuilder, parts: tuple[str, ...]) -> Member | None:
    """ "the Union" after "the European Union": the one body whose name ends with this one."""
    bodies = [
        m
        for m in build.cast.members.values()
        if m.kind in ("organisation", "igo", "government", "armed_group") and m.named
        and len(atoms(m.name)) > len(parts) and atoms(m.name)[-len(parts) :] == parts
    ]  # fmt: skip
    return bodies[0] if len(bodies) == 1 else None
