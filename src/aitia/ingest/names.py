"""The shape of bylined names, outlets and wire services: patterns only, nobody is listed here."""

from __future__ import annotations

import re
from typing import Final

from aitia.ingest.wordlists import words

_UP: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
_PARTICLE: Final = r"(?:de|del|della|da|dos|do|di|du|la|le|van|von|der|den|ter|ten|bin|ibn|bint|abu|al|el|ul|y|e|st)"
_WORD: Final = rf"(?:(?:al|el|d|o|ul|as|an)[-'’])?[{_UP}][\w'’-]*\.?(?:-[{_UP}]\.)?"
NAME: Final = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{0,5}}"
"""One to six capitalised words, with particles between them."""

NAMES: Final = rf"{NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s*&\s*|\s+with\s+){NAME}){{0,6}}"
"""Several names, joined by commas and *and*."""

OUTLET: Final = (
    rf"(?:[Tt]he\s+)?(?:{_WORD}|\d+)(?:\s+(?:of|the|for|and|on|in|de|du|des|la|le|&|{_WORD}|\d+)){{0,8}}"
    r"(?:\.(?:com|org|net|co\.uk|info))?"
)
"""A newspaper, magazine, site or agency as a heading prints it."""

AGENCY: Final = (
    r"(?:Reuters|REUTERS|AP|Associated Press|AFP|Agence France-Presse|UPI|dpa|DPA|Xinhua|Bloomberg|CNN|BBC|VOA|RFE/RL|"
    r"IRIN|IPS|TASS|Itar-Tass|Interfax|IRNA|Anadolu|AA|ANI|PTI|EFE|ANSA|Kyodo|Yonhap|MENA|SANA|WAFA|NPR|PBS|McClatchy|"
    r"Thomson Reuters Foundation|The New Humanitarian|Inter Press Service)"
)

_NOT_NAMES: Final = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter ramadan spring summer autumn winter now then today
    tomorrow tonight night day noon midnight dawn contrast comparison definition default design accident law
    force land sea air far any all every some most many no our their his her its my your this that these those
    what which whom doing being going making using taking giving having means way order nature numbers
    invitation choice chance virtue popular demand other others another contrast both either neither one two
    three four five ten half the a an in on at to for from with as it they we i
    """
)


def are_names(text: str) -> bool:
    """Whether words of the shape of names could be names and not the start of a sentence or headline.

    >>> are_names("Amina Diallo and Per Holm"), are_names("Any Means Necessary")
    (True, False)
    """
    words = [word for word in re.split(r"[\s,&]+", text) if not re.fullmatch(r"\w\.", word)]
    return not any(word.strip(".,").lower() in _NOT_NAMES for word in words if word.lower() not in ("and", "with"))


def plain_case(name: str) -> str:
    """Return a name set in capitals in the case people write it; others as they are.

    >>> plain_case("AMINA DIALLO-VANCE")
    'Amina Diallo-Vance'
    """
    if name != name.upper() or len(name) < 4:
        return name
    lowered = re.sub(r"\w[\w]*", lambda found: found[0].capitalize(), name)
    return re.sub(r"\b(And|With|De|Del|Van|Von|Der|Al|El|Bin|Ibn)\b", lambda found: found[0].lower(), lowered)
