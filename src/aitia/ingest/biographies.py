"""The author's own few lines at the foot of an article."""

from __future__ import annotations

import re
from typing import Final

from aitia.ingest.names import NAME, are_names

_MAX: Final = 700
_LEAD: Final = re.compile(r"^(?:[\s*_–—•\[(-]+|(?i:about the authors?|about the writer|author bio)\s*[:.–—-]?\s*)+")
_SELF: Final = re.compile(
    r"(?:The|This|Our) (?:author|writer|columnist|correspondent|reporter|contributor)s?"
    r"(?:,| (?:is|are|was|has|works?|lives?|serve[sd]|teaches)\b)"
)
_VIEWS: Final = re.compile(
    r"(?i)(?:the )?(?:views|opinions)(?: and opinions)?\b.{0,60}\b(?:are|is|do|does)\b.{0,60}"
    r"\b(?:own|author|authors|writer|reflect|represent)\b"
)
_RANK: Final = (
    r"(?:(?:Mr|Ms|Mrs|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Gen|General|Lt|Col|Colonel|Maj|Capt|Adm|Amb|Ambassador|Rev|"
    r"Sen|Senator|Rep|Judge|Sheikh|Imam|Father|Sister)\.?\s+)*"
)
_RANK_START: Final = re.compile(_RANK)
_ROLE: Final = (
    r"(?i:fellow|professor|lecturer|columnist|correspondent|contributor|freelance|freelancer|editor|editor-in-chief|author|"
    r"writer|journalist|blogger|student|candidate|scholar|analyst|researcher|director|activist|historian|reporter|advocate|"
    r"consultant|commentator|ambassador|diplomat|lawyer|attorney|founder|co-founder|chair|chairman|chairwoman|president|"
    r"strategist|expert|specialist|teacher|instructor|chaplain|veteran|member)"
)
_STRICT: Final = re.compile(
    rf"(?P<rank>{_RANK})(?P<name>{NAME}(?:\s+\([^()]{{1,30}}\)(?:\s+{NAME})?)?)(?:,\s+[^,.]{{1,80}},)?\s+"
    rf"(?:(?:is|are|was|has been|serve[sd] as|works as|worked as)\s+(?P<what>[^.]{{0,140}}?\b{_ROLE}\b)"
    r"|(?:teaches|writes (?:about|for|from|on)|blogs|reports (?:for|from|on)|edits|covers|directs|heads)\b)"
)
_PART: Final = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s*&\s*|\s+with\s+")


def authors_in(author: str | None) -> list[str]:
    """Return the single names in a byline."""
    return [name for name in _PART.split(author or "") if name.strip()]


def surname(name: str) -> str:
    """Return the last word of a name, without Jr. and the like."""
    words = [word for word in name.split() if word.strip(".,").lower() not in ("jr", "sr", "ii", "iii", "phd", "md")]
    return words[-1].strip(".,") if words else name


def without_rank(name: str) -> str:
    """Return a name without the titles before it."""
    return _RANK_START.sub("", name)


def is_bio(paragraph: str, *, author: str | None, rest: str) -> str | None:
    """Whose biography ``paragraph`` is; None where it is none.

    With a byline it has to begin with the author's name. Without one it has to give a person a role, and that person
    must not occur in ``rest``, the text around it: who is written about is not the writer.
    """
    if len(paragraph) > _MAX:
        return None
    text = _LEAD.sub("", paragraph)
    if _SELF.match(text) or _VIEWS.match(text):
        return author or ""
    ranked = _RANK_START.match(text)
    start = ranked.end() if ranked else 0
    for name in authors_in(author):
        for form in (name, without_rank(name), surname(name), *_initials(name)):
            if len(form) > 2 and (_begins(text, start, form) or _begins(text, 0, form)):
                return name
    found = _STRICT.match(text)
    if found is None or len(paragraph) > 500:
        return None
    name = found["name"]
    if (len(name.split()) < 2 and not found["rank"]) or not are_names(re.sub(r"[()]", " ", name)):
        return None
    if re.search(rf"(?<!\w){re.escape(surname(name))}(?!\w)", rest):
        return None
    return f"{found['rank']}{name}".strip()


def _begins(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text[start:end].lower() == name.lower() and text[end : end + 1] in (" ", ",", "’", "'")


def _initials(name: str) -> tuple[str, ...]:
    parts = [part for part in name.split() if part[:1].isupper()]
    if len(parts) < 2:
        return ()
    last = "-".join(f"{half[0]}." for half in parts[-1].split("-") if half)
    first = " ".join(f"{part[0]}." for part in parts[:-1])
    return (f"{first} {last}", f"{first} {parts[-1]}", f"{parts[0][0]}. {parts[-1]}")
