"""Tell by one line of a head or foot whether the whole of it is a byline, an outlet, a date, a handle, a promotion.

Every function takes a stripped line and returns what it says, or None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from aitia.ingest.dates import DATE, DATE_LINE, date_of
from aitia.ingest.names import AGENCY, NAME, OUTLET, are_names, plain_case
from aitia.ingest.wordlists import words
from aitia.lexicon.calendar import CLOCK, MONTH
from aitia.lexicon.places import is_populated_place

ApparatusKind = Literal["title", "byline", "dateline", "published_on", "bio", "handle", "promo"]

_PRESS: Final = re.compile(
    r"""\b(?:Times|Post|Journal|News|Newspaper|Newsletter|Herald|Tribune|Guardian|Telegraph|Review|Gazette|Chronicle|Daily|
    Weekly|Monthly|Quarterly|Observer|Monitor|Press|Dispatch|Magazine|Blog|Echo|Ledger|Standard|Independent|Mail|Star|Sun|
    Globe|Record|Register|Courier|Examiner|Inquirer|Mirror|Express|Bulletin|Affairs|Policy|Today|Wire|Agency|Radio|TV|
    Online|Thinker|Atlantic|Economist|Nation|Spectator|Argus|Sentinel|Reporter|Statesman|Outlook|Digest|Citizen)\b
    |\.(?:com|org|net|info|co\.uk)\b""",
    re.VERBOSE,
)
_FOLLOWED: Final = re.compile(rf"(?i:follow)\s+(?P<name>{NAME}(?:\s+{NAME})+)\s+(?i:on|at)\b")
_BY: Final = re.compile(
    r"(?i:(?:(?:written|words|story|text|analysis|opinion|posted|reported|commentary|guest post|co-?authored|report|"
    r"column)\s+)?by\s*:?\s+|authors?\s*:\s*|byline\s*:\s*)(?P<body>\S.*)"
)
_NAME: Final = re.compile(NAME)
_NAME_BREAK: Final = re.compile(
    r"(,\s+(?:and\s+)?|\s+and\s+|\s+AND\s+|\s*&\s*|\s*[|•·(/]\s*|\s+[–—-]+\s+|\s+(?:in|for|at|from|of)\s+)"
)
_JOINS: Final = re.compile(r",\s+(?:and\s+)?|\s+(?:and|AND)\s+|\s*&\s*")
_AFFILIATION: Final = re.compile(
    r"(?i)\b(?:staff|writer|correspondent|editor|special to|special for|columnist|contributor|contributing|professor|"
    r"fellow|reporter|analyst|bureau|ret|army|navy|air force|marines?|ph\.?d|m\.?d|phd|guest|director|opinion|author|"
    r"university)\b"
)
_PIECES: Final = re.compile(r"\s*[|•·]\s*|,?\s+[–—]\s+")
_SPECIAL: Final = re.compile(rf"(?i:(?:special|exclusive) (?:to|for)) (?P<x>{OUTLET})")
_PUBLISHED: Final = re.compile(
    r"(?i:(?:this (?:article|piece|essay|post|op-ed|story|column|commentary|interview|report|text) )?"
    r"(?:was |has been |is )?(?:(?:originally|first|also|previously) )*(?:re-?)?(?:published|posted|appeared|printed)"
    r"(?: (?:originally|first))? (?:on|in|by|at))\s+(?P<x>\S.*?)\.?"
)
_BEHIND: Final = re.compile(r"(?:[|•·,–—-]|in\b|by\b)\s*")
_SOURCE: Final = re.compile(rf"(?i:source|publication|outlet|publisher)\s*:\s*(?P<x>{OUTLET})")
_OUTLET: Final = re.compile(OUTLET)
_OUTLET_DATE: Final = re.compile(
    rf"\(?(?P<x>{OUTLET})(?:\s+\([\w -]{{1,30}}\))?(?:,?\s*(?i:no|vol|issue)\.?\s*\d+)?"
    rf"(?:\s*[,|•:]\s*|\s+[–—-]+\s+)(?:{DATE_LINE.pattern})\)?",
)
_STAMP_WORD: Final = (
    r"(?i:(?:(?:first|last) )?(?:updated|published|posted|modified|date|created|filed|"
    r"this (?:story|article) is from)(?: on| at)?\s*:?\s+)"
)
_DATE_ONLY: Final = re.compile(rf"\(?(?:{_STAMP_WORD})?(?:{DATE_LINE.pattern})\)?\.?")
_CLOCK_ONLY: Final = re.compile(rf"(?:{_STAMP_WORD})?(?i:{CLOCK})")
# "3 May 2024, 14:35 GMT - ", "11:05 UTC - By Jean Rey - ", "By Jean Rey in Goma - " before the story goes on
_STAMPED: Final = re.compile(
    rf"(?P<stamp>(?:{_STAMP_WORD})?(?:{DATE_LINE.pattern}|(?i:{CLOCK})))?"
    rf"(?P<between>\s*[-–—|]+\s+)?(?:[Bb]y\s+(?P<who>{NAME})(?:\s+in\s+{NAME}|\s*[|,]\s+{NAME})?)?"
    r"\s*(?:[-–—|]+\s+|:\s+)(?=[\"'“‘]?[A-Z])"
)
_PLACE: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: (?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+|[dD][eE]|[dD][eE][lL])){0,4}"
_BRACKETED: Final = r"[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,4}"
_WIRE: Final = re.compile(
    rf"(?P<place>{_PLACE})?(?P<region>(?:,? [A-Z][\w.’'-]+){{0,3}}?)"
    rf"(?:,? (?P<date>{DATE.pattern}|[A-Z][a-z]{{2,8}}\.? \d{{1,2}}))?"
    rf"(?P<agency>\s?\((?:(?P<name>{AGENCY})|(?P<other>{_BRACKETED}))\))?,?\s*(?P<end>--+|[—–]|-(?=\s)|:(?=\s))\s*(?=\S)"
)
_MIXED_WIRE: Final = re.compile(
    rf"[A-Z][\w.’' -]{{1,40}}(?:, [A-Z][\w.’' -]{{1,30}})? \((?P<name>{AGENCY})\)\s*(?:--+|[—–]|-(?=\s))\s*(?=\S)"
)
# "New Delhi, May 3 (PTI) Police": where day and agency stand, no dash need follow
_DAILY_WIRE: Final = re.compile(
    rf"[A-Z][\w.’' -]{{1,40}}(?:, [A-Z][\w.’' -]{{1,30}})?, (?i:{MONTH}) \d{{1,2}}(?:, (?:19|20)\d\d)? "
    rf"\((?P<name>{AGENCY})\)\s*[:–—-]*\s+(?=[A-Z\"“])"
)
_TOWN_AND_COUNTRY: Final = re.compile(
    r"(?P<town>[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2}), (?:[A-Z][\w.’'-]{1,20} ?){1,4}"
    r"(?:--+|[—–]|(?<=\s)-)\s+(?=[\"'“‘]?[A-Z])"
)
_NOT_PLACES: Final = words(
    """
    NATO ISIS ISIL OPEC UNSC UNICEF UNESCO UNHCR UNRWA ASEAN ECOWAS OSCE FARC HAMAS AFRICOM CENTCOM SADC IGAD
    BRICS DAESH PLO PKK YPG AQAP MINUSMA MONUSCO UNMISS AMISOM
    """
)
_HANDLE_LEAD: Final = re.compile(
    r"(?i)(?:you can )?(?:follow|reach|contact|e-?mail|tweet|find|write to|connect with|twitter|facebook|"
    r"instagram|on twitter|x|bluesky|mastodon|telegram|comments? to|letters? to)\b.*"
)
_ADDRESS: Final = re.compile(
    r"(?<![\w@])@\w{2,30}\b|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?:twitter|facebook|x)\.com/[\w.]+"
)
_URL_ONLY: Final = re.compile(r"(?:https?://|www\.)\S+")
_PROMO: Final = re.compile(
    r"""(?ix)
    (?:\W{0,3}) (?:
      (?:read|see|find\ out|learn|view|load|show)\s+(?:more|also|the\ full\ (?:story|article|text)|all)\b.{0,120}
    | click\ here\b.{0,100} | share(?:\ (?:this|on|via|with|article|story)\b.{0,80}|)
    | (?=.{0,40}[a-z]) (?:tweet|print|e-?mail|save|comments?|facebook|twitter|whatsapp|linkedin|reddit|copy\ link|pocket
      |\W|\d|and|this|article)+
    | subscribe\b[^.?!]{0,80} | sign\ up\ (?:for|to|here)\b.{0,100} | donate\b[^.?!]{0,60}
    | support\ our\ (?:work|journalism)\b.{0,80}
    | related(?:\ (?:articles?|stories|story|content|posts?|topics?|news|coverage))?\ ?:?(?:\ .{1,100})?
    | advertisements?\W* | sponsored(?:\ content)?\W*
    | (?:photo|photograph|image|picture)(?:\ (?:credit|by|courtesy))?\s*:.{0,120}
    | (?:copyright\b|©|\(c\)\s*\d{4}|©\s*\d{4}).{0,160} | all\ rights\ reserved\b.{0,80}
    | reprinted\ (?:with|by)\ permission\b.{0,120} | \d{1,3}\ min(?:ute)?s?\ read | estimated\ reading\ time\b.{0,30}
    | \(?(?:additional\ )?(?:reporting|editing|writing)\ (?:by|and\ \w+\ by)\b.{0,250}
    | (?:abstract|full\ text|word\ count|correction\ appended|listen\ to\ this\ article)\b\s*[.:]?\s*\d{0,6}(?:\ words)?
    | filed\ under\b.{0,100} | (?:tags?|topics?|keywords?|categor(?:y|ies))\s*:.{0,150}
    ) \W{0,3}"""
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a line says. ``length`` counts the characters it covers, None for the whole line."""

    kind: ApparatusKind
    value: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    length: int | None = None


def byline(line: str) -> Found | None:
    """Read ``By Amina Diallo``, ``By A. Diallo and P. Holm, Special to X``, ``by X | OPINION | Outlet | date``."""
    head = _BY.fullmatch(line.strip("*_ "))
    if head is None:
        return None
    parts = _NAME_BREAK.split(head["body"])
    first = parts[0].strip()
    if not _is_name(first):
        return None
    author, used = first, 1
    while used + 1 < len(parts) and _JOINS.fullmatch(parts[used]):
        name = parts[used + 1].strip()
        if not _is_name(name) or _AFFILIATION.search(name) or " " not in name.strip():
            break
        if parts[used].strip() == "," and _PRESS.search(name):
            break  # "Amina Diallo, Harbour Post": the outlet
        author += parts[used] + name
        used += 2
    rest = "".join(parts[used:])
    if not rest:
        author = re.sub(r"(?<=[a-zà-ÿ]{2})\.$", "", author) if not author.endswith(("Jr.", "Sr.")) else author
    elif not _is_affiliation(rest):
        return None
    special = _SPECIAL.search(rest)
    publisher = special["x"] if special else None
    published = None
    if publisher is None and (found := _OUTLET_DATE.fullmatch(rest.lstrip(", "))) and _PRESS.search(found["x"]):
        publisher, published = found["x"].strip(), date_of(found)
    for piece in _PIECES.split(rest):
        if date := _DATE_ONLY.fullmatch(piece.strip(" ()")):
            published = published or date_of(date)
        elif publisher is None and _PRESS.search(piece) and _OUTLET.fullmatch(piece.strip()):
            publisher = piece.strip()
    author = plain_case(author)
    if line.strip("*_ ").lower().startswith(("co-authored", "coauthored")):  # the writer is somebody else
        return Found(kind="byline", value=author, publisher=publisher, published=published)
    return Found(kind="byline", value=author, author=author, publisher=publisher, published=published)


def _is_name(text: str) -> bool:
    return len(text) > 1 and _NAME.fullmatch(text) is not None and are_names(text)


def _is_affiliation(rest: str) -> bool:
    if re.search(r"[a-z]{3}[.!?]['\"”’]?$", rest) or re.search(r"[a-z]{3}[.!?] ", rest):
        return False
    if rest.isupper() and len(rest) > 20:
        return _AFFILIATION.search(rest) is not None or _PRESS.search(rest.title()) is not None
    words = re.findall(r"[^\W\d_]{2,}", rest)
    capitals = sum(word[0].isupper() for word in words)
    return not words or capitals * 2 >= len(words) or (_AFFILIATION.search(rest) is not None and len(words) <= 12)


def name_above_outlet(line: str, below: str | None) -> Found | None:
    """Return a bare name on the line above the outlet and its date."""
    if below is None or (outlet := outlet_line(below)) is None or outlet.kind != "published_on":
        return None
    if not 2 <= len(line.split()) <= 5 or not _is_name(line) or _PRESS.search(line):
        return None
    author = plain_case(line)
    return Found(kind="byline", value=author, author=author)


def published_on(line: str) -> Found | None:
    """Read ``Published on The Harbour Post``, ``This article first appeared in X on 3 May 2011.``, ``Special to X``."""
    if found := _SPECIAL.fullmatch(line) or _SOURCE.fullmatch(line):
        return Found(kind="published_on", value=found["x"], publisher=found["x"])
    head = _PUBLISHED.fullmatch(line)
    if head is None:
        return None
    rest = head["x"]
    if date := _DATE_ONLY.fullmatch(rest):
        return Found(kind="published_on", value=date_of(date), published=date_of(date))
    date = DATE.search(rest)
    outlet = rest
    if date is not None:
        behind = rest[date.end() :].strip(" .)")
        if date.start() == 0 and (parted := _BEHIND.match(behind)):  # "Published on 3 May 2011 | The Harbour Post"
            outlet = behind[parted.end() :]
            known = _PRESS.search(outlet) is not None and _OUTLET.fullmatch(outlet) is not None
            return (
                Found(kind="published_on", value=outlet, publisher=outlet, published=date_of(date)) if known else None
            )
        if behind:
            return None
        outlet = re.sub(r"(?:[\s,(|–—-]+|\bon\b)+$", "", rest[: date.start()])
    if not _OUTLET.fullmatch(outlet):
        return None
    return Found(kind="published_on", value=outlet, publisher=outlet, published=date_of(date) if date else None)


def outlet_line(line: str) -> Found | None:
    """Read ``The Harbour Post, 12 May 2004``; a date alone or behind a place is a dateline."""
    if published := _stamped(line):
        return Found(kind="dateline", value=published, published=published)
    found = _OUTLET_DATE.fullmatch(line)
    if found is None:
        return None
    outlet = found["x"].strip()
    published = date_of(found)
    if _PRESS.search(outlet) or (outlet.lower().startswith("the ") and len(outlet.split()) > 2):
        return Found(kind="published_on", value=outlet, publisher=outlet, published=published)
    return Found(kind="dateline", value=published, published=published) if published else None


def _stamped(line: str) -> str | None:
    """The date of a line of nothing but time stamps: "Published: 12 March 2015 16:20 BST | Updated 13 March"."""
    if date := _DATE_ONLY.fullmatch(line):
        return date_of(date)
    pieces = [piece.strip() for piece in re.split(r"\s*[|•·]\s*", line)]
    found = [_DATE_ONLY.fullmatch(piece) for piece in pieces]
    told = (date or _CLOCK_ONLY.fullmatch(piece) for date, piece in zip(found, pieces, strict=True))
    if len(pieces) < 2 or not all(told):
        return None
    return next((date_of(date) for date in found if date), None)


def running(line: str) -> Found | None:
    """Read a time stamp or a byline that the story follows on the same line."""
    found = _STAMPED.match(line[:200])
    if found is None or not (found["stamp"] or found["who"]) or not line[found.end() :].strip():
        return None
    who, stamp = found["who"], found["stamp"] or ""
    if stamp and not who and not re.search(rf"(?i:{CLOCK})|^{_STAMP_WORD}", stamp):
        return None  # "3 May 2016 - Rebels took the town": a day of a chronicle
    if who and (not are_names(who) or " " not in who or _PRESS.search(who)):
        return None
    if bool(found["stamp"] and who) != bool(found["between"]) or (not found["stamp"] and found[0].rstrip()[-1] == ":"):
        return None
    published = date_of(found) if any(found[f"y{way}"] for way in "1234") else None
    author = plain_case(who) if who else None
    return Found(
        kind="dateline",
        value=published or found[0].rstrip(" -–—|:"),
        author=author,
        published=published,
        length=len(found[0].rstrip()),
    )


def outlet_above_date(line: str, below: str | None) -> Found | None:
    """Return the name of a newspaper on the line above a date."""
    if below is None or not _DATE_ONLY.fullmatch(below) or not _OUTLET.fullmatch(line) or not _PRESS.search(line):
        return None
    return Found(kind="published_on", value=line, publisher=line)


def dateline(line: str) -> Found | None:
    """Return the wire dateline at the beginning of a line: ``NARETH, Orland, Feb. 23, 2002 --``, ``(Reuters) -``."""
    found = _WIRE.match(line[:200]) or _MIXED_WIRE.match(line[:200]) or _DAILY_WIRE.match(line[:200])
    if found is None:
        return _plain_dateline(line)
    group = found.groupdict()
    place, agency = group.get("place"), group["name"]
    region, date = (group.get("region") or "").strip(" ,"), group.get("date")
    if other := group.get("other"):  # an agency nobody listed, or words that explain a name: NATO (North ...) --
        if not place or not (region or date or _PRESS.search(other)):
            return None
        agency = other
    if found.re is _WIRE:
        if found["end"] == ":" and not (
            place and (region or agency or date or is_populated_place(place.title(), minimum=300_000))
        ):
            return None  # a speaker, a subject
        if place is None:
            if not agency or region or date:
                return None
        elif not (agency or date) and (
            sum(map(str.isalpha, place)) < 4
            or place in _NOT_PLACES
            or (not region and re.search(r"\s(?:--+|[—–]|-)\s", line[found.end() : found.end() + 120]) is not None)
            or (not line[found.end()].isupper() and line[found.end()] not in "\"'“‘")
        ):
            return None
    published = date_of(found) if date and any(group.get(f"y{way}") for way in "1234") else None
    said = found[0].rstrip().rstrip("-–—:").strip(" ,")
    return Found(
        kind="dateline", value=published or said, publisher=agency, published=published, length=len(found[0].rstrip())
    )


def _plain_dateline(line: str) -> Found | None:
    """Read ``Kabul, Afghanistan - The ...``: a town that is known, no second dash."""
    found = _TOWN_AND_COUNTRY.match(line[:200])
    if found is None or not is_populated_place(found["town"], minimum=100_000):
        return None
    if re.search(r"\s(?:--+|[—–]|-)\s", line[found.end() : found.end() + 120]):
        return None
    return Found(kind="dateline", value=found[0].rstrip(" -–—"), length=len(found[0].rstrip()))


def handle(line: str) -> Found | None:
    """Read ``Follow him on Twitter: @abc``, an e-mail address or a handle alone."""
    address = _ADDRESS.search(line)
    if address is None:
        return None
    alone = not re.search(r"\w", line[: address.start()] + line[address.end() :])
    if alone or (len(line) <= 220 and _HANDLE_LEAD.fullmatch(line.lstrip("*_•–—-( "))):
        return Found(kind="handle", value=address[0])
    return None


def followed(line: str) -> str | None:
    """Whom ``Follow Amina Diallo on Twitter`` names: the author, where nothing else does."""
    found = _FOLLOWED.match(line.lstrip("*_•–—-( "))
    return found["name"] if found and are_names(found["name"]) else None


def promo(line: str) -> Found | None:
    """Read ``Read more``, share buttons, copyright lines, credits, an address alone."""
    if _URL_ONLY.fullmatch(line) or (len(line) <= 280 and _PROMO.fullmatch(line) and re.search(r"\w|©", line)):
        return Found(kind="promo")
    return None
