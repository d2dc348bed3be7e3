"""Actor dictionaries in PETRARCH format, laid beside the registry.

Lines are ``NAME_OF_ACTOR [CODE]`` or ``[CODE YYMMDD-YYMMDD]``; indented lines add codes, ``+ALIAS`` lines add names,
``;`` and ``#`` begin comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from aitia.errors import InputError
from aitia.lexicon.actors import Alias, Entry, Office, Registry, atoms
from aitia.model.codes import ActorKind

_CODE: Final = re.compile(r"\[\s*([A-Z][A-Z0-9~+]*)\s*((?:[<>]\d{6,8})|(?:\d{6,8}\s*-\s*\d{6,8}))?\s*\]")
_ARMED: Final = ("REB", "UAF", "PRM", "MIL", "INS", "SEP")


def with_petrarch(base: Registry, files: Sequence[str | Path]) -> Registry:
    """The registry with the actors of PETRARCH dictionaries on top. Raises InputError for unreadable files."""
    aliases = {k: list(v) for k, v in base.aliases.items()}
    entries = dict(base.entries)
    for path in map(Path, files):
        for entry in _read(path):
            entries[entry.name] = entry
            for text in (entry.name, *entry.aliases):
                parts = atoms(text)
                if parts:
                    aliases.setdefault(parts[0], []).insert(0, Alias(text, parts, entry, "name", True))
    ordered = {k: tuple(sorted(v, key=lambda a: -len(a.atoms))) for k, v in aliases.items()}
    return replace(base, aliases=ordered, entries=entries)


def _read(path: Path) -> list[Entry]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: cannot be read as a PETRARCH actor dictionary ({error}); it must be UTF-8 text"
        ) from error
    found: list[Entry] = []
    names: list[str] = []
    offices: list[Office] = []

    def close() -> None:
        if names and offices:
            found.append(_entry(names, offices))
        names.clear()
        offices.clear()

    for raw in lines:
        line = re.split(r"[;#]", raw, maxsplit=1)[0].rstrip()
        if not line.strip() or line.lstrip().startswith(("!", "<")):
            continue
        body = _CODE.sub("", line).strip()
        if not raw[:1].isspace() and not line.startswith("+"):
            close()
            names.append(_name(body))
        elif line.lstrip().startswith("+"):
            names.append(_name(body.lstrip("+")))
        for code, dates in _CODE.findall(line):
            start, end = _interval(dates)
            offices.append(Office(code, "", "", start, end, certain=True))
    close()
    return [e for e in found if e.name]


def _name(text: str) -> str:
    return " ".join(text.replace("_", " ").split()).title()


def _interval(dates: str) -> tuple[str, str]:
    if not dates:
        return "", ""
    if dates[0] in "<>":
        date = _iso(dates[1:])
        return ("", date) if dates[0] == "<" else (date, "")
    first, _, last = (part.strip() for part in dates.partition("-"))
    return _iso(first), _iso(last)


def _iso(date: str) -> str:
    if len(date) == 6:
        date = ("19" if int(date[:2]) > 40 else "20") + date
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}"


def _entry(names: list[str], offices: list[Office]) -> Entry:
    country, *sectors = _spaced(offices[0].code).split()
    kind: ActorKind = "armed_group" if any(s in _ARMED for s in sectors) else "state" if not sectors else "organisation"
    if any(s in ("GOV", "ELI", "LEG", "JUD", "BUS") for s in sectors):
        kind = "person" if len(names[0].split()) > 1 else "government"
    forms = tuple(dict.fromkeys(n for n in names[1:] if n and n != names[0]))
    terms = tuple(replace(o, code=_spaced(o.code)) for o in offices)
    return Entry(names[0], kind, country, terms[0].code, forms, offices=terms if kind == "person" else ())


def _spaced(code: str) -> str:
    """Country and sectors apart: "VALGOV" → "VAL GOV"."""
    return " ".join(code[i : i + 3] for i in range(0, len(code), 3))
