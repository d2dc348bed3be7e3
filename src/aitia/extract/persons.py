"""Persons: titles before the name, short forms after the long one, and office-holders by the document's date."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from aitia.extract.cast import Member
from aitia.language.page import Page, Word
from aitia.lexicon.actors import Entry, Office, Registry, atoms, common_surnames, first_names, fold

_APART = frozenset(["(", ")", '"', "“", "”", "''", "``", ",", ";", ":"])
PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "abu",
        "de",
        "del",
        "della",
        "da",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ul",
        "ur",
    ]
)
_RULERS = frozenset(
    ["President", "Prime Minister", "King", "Supreme Leader", "Chancellor", "Leader", "General Secretary"]
)
_STOOD = frozenset(["Presidential candidate"])  # as well known as whoever rules
HEADS = frozenset(["President", "Prime Minister", "Chancellor", "King"])
_APART_YEARS = 5
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "qc", "kc", "mp", "phd", "md", "esq"])
FEMALE_TITLES = frozenset(
    [
        "mrs",
        "ms",
        "miss",
        "madam",
        "lady",
        "queen",
        "princess",
        "baroness",
        "sister",
        "dame",
        "first lady",
        "congresswoman",
        "chairwoman",
        "spokeswoman",
    ]
)
MALE_TITLES = frozenset(
    [
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "sheikh",
        "sheik",
        "ayatollah",
        "imam",
        "father",
        "congressman",
        "chairman",
        "spokesman",
        "emir",
        "sultan",
        "baron",
        "pope",
        "rabbi",
        "archbishop",
        "bishop",
        "monsignor",
    ]
)


def phrase_of(text: str) -> str:
    """A title as one folded phrase: "Prime Minister" → "prime minister"."""
    return " ".join(atoms(text))


def title_before(words: Sequence[Word], start: int, registry: Registry) -> tuple[int, str]:
    """Where the titles directly before word ``start`` begin, and the last title (folded), "" where there is none."""
    begin, title = start, ""
    while begin > 0:
        for length in (4, 3, 2, 1):
            if begin - length < 0:
                continue
            run = words[begin - length : begin]
            if run[0].sent is not words[start].sent or not run[0].text[:1].isalpha():
                continue
            if any(w.text in _APART for w in run):
                continue
            key = atoms(" ".join(w.text for w in run if w.text not in (".", "-")))
            if key in registry.titles and (run[0].text[:1].isupper() or run[0].text in ("al",)):
                begin -= length
                title = title or " ".join(key)
                break
        else:
            return begin, title
    return begin, title


def surname(parts: Sequence[str]) -> str:
    """The family name as one folded string: the last atom that is no suffix, with its particle dropped."""
    kept = [p for p in parts if p not in _SUFFIXES]
    return kept[-1] if kept else ""


_SHORT_TITLES = {
    "adm": "admiral", "amb": "ambassador", "brig": "brigadier", "capt": "captain", "cmdr": "commander",
    "col": "colonel", "dr": "doctor", "gen": "general", "gov": "governor", "lt": "lieutenant", "maj": "major",
    "pres": "president", "prof": "professor", "rep": "representative", "rev": "reverend", "sen": "senator",
    "sgt": "sergeant",
}  # fmt: skip
_ELECTED = frozenset(["President", "Prime Minister", "Chancellor"])
_NO_FULL_HOLDER = frozenset(["acting", "assistant", "associate", "deputy", "first", "prime", "under", "vice"])


def title_forms(title: str) -> set[str]:
    """A title and what its bearer can be called for short: "lt col" → lt col, colonel; "defence minister" → minister.

    A deputy is not called by the office: "vice president" stays whole.
    """
    words = title.split()
    forms = {title}
    if words and words[0] not in _NO_FULL_HOLDER:
        last = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
        forms |= {last, _SHORT_TITLES.get(last, last)}
    return forms


def gender_of_title(title: str) -> str:
    """m, f or "" by a title."""
    last = title.split()[-1] if title else ""
    if title in FEMALE_TITLES or last in FEMALE_TITLES:
        return "f"
    if title in MALE_TITLES or last in MALE_TITLES:
        return "m"
    return ""


_FEMALE = frozenset("actress aunt daughter empress girl grandmother mother nun queen sister widow wife".split())
_MALE = frozenset("boy brother father grandfather husband monk schoolboy son uncle widower".split())


def gender_of_noun(noun: str) -> str:
    """m, f or "" by what somebody is called: "spokeswoman" → f."""
    low = noun.lower()
    if low in _FEMALE or low.endswith(("woman", "girl")):
        return "f"
    if low in _MALE or low.endswith(("man", "boy")):
        return "m"
    return gender_of_title(low)


def gender_of_name(name: str) -> str:
    """m, f or "" by the given name: "Angela Merkel" → f; a single word tells nothing, it may be a surname."""
    parts = atoms(name)
    return first_names().get(parts[0], "") if len(parts) > 1 else ""


def is_full_name(words: Sequence[Word]) -> bool:
    """Whether capitalised words begin with a given name: "Roman Smbatyan"."""
    if not 2 <= len(words) <= 4 or not all(w.text[:1].isupper() or w.text in ("-", ".") for w in words):
        return False
    return fold(words[0].text) in first_names() and words[-1].tag in ("NNP", "NN", "NNS") and len(words[-1].text) > 1


@dataclass(slots=True, eq=False)
class People:
    """Persons met so far on a page, by surname and full name."""

    registry: Registry
    date: str
    by_name: dict[tuple[str, ...], Member] = field(default_factory=dict)
    by_surname: dict[str, list[Member]] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)  # how often by a full name

    def find(self, parts: tuple[str, ...], gender: str = "", *, sure: bool = False) -> Member | None:
        """Somebody met before who can be meant by these atoms; of a family the one most often named in full.

        Where the gender is ``sure``, because a title tells it, nobody of the other: "Mrs. Dorn" is not Mark Dorn.
        """
        if parts in self.by_name and not (sure and self.by_name[parts].gender not in ("", gender)):
            return self.by_name[parts]
        if not parts:
            return None
        same = self.by_surname.get(surname(parts), [])
        if len(parts) == 1 or (len(parts) == 2 and parts[0] in PARTICLES):
            fit = [m for m in same if not gender or m.gender in ("", gender)] or ([] if sure else same)
            if same and not fit:
                return None
            if fit:
                return max(fit, key=lambda m: self.named.get(m.id, 0))
            for known, member in reversed(self.by_name.items()):  # "Saddam", "Xi": a first word used alone
                if parts[0] in known[:1] and len(known) > 1 and len(parts) == 1:
                    return member
            return None
        for member in reversed(same):
            theirs = atoms(member.name)
            if len(theirs) == 1 or _compatible(parts, theirs):
                return member
        return None

    def add(self, parts: tuple[str, ...], member: Member) -> None:
        """Remember a way somebody was named."""
        self.by_name.setdefault(parts, member)
        last = surname(parts)
        if last and member not in self.by_surname.setdefault(last, []):
            self.by_surname[last].append(member)

    def office_holder(
        self,
        parts: tuple[str, ...],
        gender: str = "",
        about: Collection[str] = frozenset(),
        terms: Sequence[Office] = (),
        title: str = "",
    ) -> Entry | None:
        """The registry's person of this surname: in office at the document's date, else the latest one.

        Where a title tells the gender, nobody whose given name is of the other: "Mrs Gandhi" is not Rajiv. Who never
        ruled a country is known by the surname alone only in a text that is ``about`` that country. In an undated
        text it is whose rule falls together with most of the ``terms`` of others whom it names.
        """
        if len(parts) != 1 or len(parts[0]) < 3:
            return None
        candidates = self.registry.surnames.get(parts[0], ())
        if about:
            candidates = tuple(
                e for e in candidates if e.country in about or any(o.office in _RULERS for o in e.offices)
            )
        if gender:
            sure = tuple(e for e in candidates if gender_of_name(e.name) == gender)
            candidates = sure or tuple(e for e in candidates if not gender_of_name(e.name))
        if not candidates:
            return None
        if self.date:
            serving = [e for e in candidates if any(o.holds(self.date) for o in e.offices)]
            if len(serving) == 1:
                return serving[0]
        if parts[0] in common_surnames():
            return None
        if self.date:
            before = [e for e in candidates if any(o.start and o.start[:4] <= self.date[:4] for o in e.offices)]
            if before:
                return max(before, key=_latest)
            return None
        rulers = [e for e in candidates if any(o.office in _RULERS for o in e.offices)]
        if len(candidates) > 3 and len({e.country for e in rulers}) > 1:
            return None
        if rulers or len(candidates) <= 3:
            longest = max(map(_years, rulers), default=0.0)
            known = [e for e in rulers if _years(e) * 5 >= longest]  # thirty years outshine one
            titled = any(o.office.lower() == title for e in known for o in e.offices)  # "President Clinton"
            if known and not titled:
                known += [e for e in candidates if e not in rulers and any(o.office in _STOOD for o in e.offices)]
            at_home = [e for e in candidates if e.country in about]
            if not any(e in known for e in at_home):
                known = at_home or known  # in a text about the one country, a governor there and no ruler elsewhere
            found = max(known or candidates, key=lambda e: (_together(e, terms), _latest(e)))
            return None if not titled and _is_rivalled(found, candidates, terms) else found
        return None


def _is_rivalled(entry: Entry, bearers: Sequence[Entry], terms: Sequence[Office]) -> bool:
    """Whether somebody else of the name came to high office in the same country long after a ruler had left his.

    Then the surname alone may mean either: Indira Gandhi ruled, but years later there is Rahul.
    """
    left = max((o.end for o in entry.offices if o.office in _RULERS), default="")
    if not left:
        return False
    others = [e for e in bearers if e is not entry and e.country == entry.country]
    late, own = f"{int(left[:4]) + _APART_YEARS}", _together(entry, terms)
    return any(_latest(e)[:4] >= late and _together(e, terms) >= own for e in others)


def _latest(entry: Entry) -> str:
    return max((o.start for o in entry.offices), default="")


def _years(entry: Entry) -> float:
    """How long somebody ruled, as far as the registry knows; from year to year."""
    ruled = [o for o in entry.offices if o.office in _RULERS and o.start and o.end]
    return sum(max(0.5, int(o.end[:4]) - int(o.start[:4])) for o in ruled) or 5.0


def _together(entry: Entry, terms: Sequence[Office]) -> int:
    """How many of some terms of office overlap with somebody's rule, or with any office of who never ruled."""
    own = [o for o in entry.offices if o.office in _RULERS] or list(entry.offices)
    return sum(
        any((not a.end or b.start <= a.end) and (not b.end or a.start <= b.end) and a.start and b.start for a in own)
        for b in terms
    )


def _compatible(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two full names can be one person: same surname, first names equal or initials of each other."""
    a = [p for p in ours[:-1] if p not in _SUFFIXES and p not in PARTICLES]
    b = [p for p in theirs[:-1] if p not in _SUFFIXES and p not in PARTICLES]
    if not a or not b:
        return True
    first, other = a[0], b[0]
    return (
        first == other
        or (len(first) == 1 and other.startswith(first))
        or (len(other) == 1 and first.startswith(other))
        or first in b
        or other in a
    )


def role_code(entry: Entry, date: str) -> tuple[str, str]:
    """(country, code) of a registry person at a date; out of office a former holder is ELI."""
    if not entry.offices:
        return entry.country, entry.code
    if date:
        for office in entry.offices:
            if office.holds(date):
                return entry.country, office.code
        past = [o for o in entry.offices if o.end and o.end[:4] <= date[:4]]
        if past and len(past) == len(entry.offices):
            last = past[-1]
            return entry.country, f"{entry.country} ELI" if last.code.endswith("GOV") and entry.country else last.code
        later = [o for o in entry.offices if o.start and o.start[: len(date)] > date[: len(o.start)]]
        if len(later) == len(entry.offices) and later[0].office in _ELECTED and entry.country:
            return entry.country, f"{entry.country} PTY"  # a politician on the way there
        if len(past) and not later and past[-1].code.endswith("PTY"):
            return entry.country, past[-1].code
        return entry.country, entry.offices[0].code
    return entry.country, entry.offices[-1].code


def titled_code(entry: Entry, code: str) -> str:
    """The code of the office that a title names ("Senator"), where the person ever held one like it; else ""."""
    return next((o.code for o in reversed(entry.offices) if code and code in o.code.split()), "")


def document_date(page: Page) -> str:
    """The publication date (ISO) or ""."""
    return page.document.published or ""
