"""``aitia review``: judge rows one by one, and see what was decided."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aitia.cli.asking import print_json
from aitia.cli.writing import whole_file, write_file
from aitia.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from aitia.cli.keys import Keys
    from aitia.model.decisions import Decision
    from aitia.store.review_rows import Rows
    from aitia.store.review_session import Item, Session, State

_HELP = """a WHY   accept: the row says what the text says
r WHY   reject: it does not
e       edit: correct one or more fields, FIELD=VALUE; FIELD=VALUE
n b     next, back, without a decision
u       undo the last decision of this session
q       quit; everything decided is in the journal already"""


def review(
    source: Annotated[Path, typer.Argument(metavar="STORE|READINGS", help="A store, or JSON Lines of readings.")],
    table: Annotated[
        list[str] | None, typer.Option("--table", help="Only rows of this table (causes, ties, ...); may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many rows to line up.")] = 200,
    who: Annotated[str | None, typer.Option("--who", help="Who decides; your login name unless given.")] = None,
    why: Annotated[str, typer.Option("--why", help="A reason to keep with every decision of this session.")] = "",
    journal: Annotated[Path | None, typer.Option("--journal", help="The journal, if not the one beside.")] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Rows drawn blindly, for a fair figure of how often rules are right.")
    ] = False,
    list_: Annotated[
        bool, typer.Option("--list", help="Show decisions, those that fit no row any more, and precision by rule.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="With --list: print one JSON object.")] = False,
    export: Annotated[Path | None, typer.Option("--export", help="Write all decisions as a CSV file.")] = None,
    apply: Annotated[
        Path | None, typer.Option("--apply", help="Write the readings with the decisions applied, as JSON Lines.")
    ] = None,
    undo: Annotated[str | None, typer.Option("--undo", metavar="ID", help="Take back a decision, or an undo.")] = None,
    merge_actors: Annotated[
        list[str] | None, typer.Option("--merge-actors", metavar="KEY=KEY", help="The first actor is the second.")
    ] = None,
    split_actor: Annotated[
        list[str] | None,
        typer.Option("--split-actor", metavar="DOCUMENT:ACTOR=KEY", help="This document's actor is somebody else."),
    ] = None,
    map_concept: Annotated[
        list[str] | None,
        typer.Option("--map-concept", metavar="ID=ID", help="The first concept is the second; ID=-ID: less of it."),
    ] = None,
) -> None:
    """Judge rows on the terminal, the most telling first; decisions go to a journal that outlives every run."""
    from aitia.present.safe import one_line
    from aitia.store.anchoring import REVIEWED
    from aitia.store.review_rows import open_rows

    tables = tuple(dict.fromkeys(table or REVIEWED))
    for name in tables:
        if name not in REVIEWED:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(REVIEWED)}", param_hint="--table")
    if json and not list_:
        raise typer.BadParameter("it goes with --list", param_hint="--json")
    asked = any((list_, export, apply, undo, merge_actors, split_actor, map_concept))
    rows = open_rows(source, assembled=not asked and not sample)
    rows.journal = journal or rows.journal
    _apart(source, rows.journal, export, apply)
    for unread in rows.unread:
        sys.stderr.write(one_line(f"aitia: {unread.source}, row {unread.row}: {unread.reason}") + "\n")
    for decision in _stated(rows, undo, merge_actors or [], split_actor or [], map_concept or []):
        _write(rows, decision, who, why)
    if not asked:
        _dialogue(rows, tables, limit, _name(who), why, sample)
    elif list_ or export or apply:
        _answer(rows, list_=list_, json=json, export=export, apply=apply)
    if rows.unread:
        raise typer.Exit(1)


def _apart(source: Path, journal: Path, export: Path | None, apply: Path | None) -> None:
    """Refuse to write over what is read, or over the journal."""
    pairs = (("--journal", journal, source), ("--export", export, source), ("--apply", apply, source),
             ("--export", export, journal), ("--apply", apply, journal), ("--apply", apply, export))  # fmt: skip
    for option, target, other in pairs:
        if target is not None and other is not None and target.resolve() == other.resolve():
            raise typer.BadParameter(f"{target} is needed as it is; give another file", param_hint=option)


def _name(who: str | None) -> str:
    if who and who.strip():
        return who.strip()
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError) as error:
        raise typer.BadParameter("your login has no name; say who decides", param_hint="--who") from error


# decisions stated on the command line


def _stated(
    rows: Rows, undo: str | None, merges: list[str], splits: list[str], maps: list[str]
) -> list[dict[str, Any]]:
    """What the options decide, as parts of decisions; all are checked before the first is written."""
    out: list[dict[str, Any]] = []
    for text in merges:
        source, target = _pair(text, "--merge-actors")
        out.append({"kind": "merge_actors", "fields": {"from": source, "to": target}})
    for text in splits:
        member, target = _pair(text, "--split-actor")
        document, _, actor = member.rpartition(":")
        found = [
            r for r in rows.readings({document}, {document}) if actor in {a.id for a in r.actors}
        ] if document else []  # fmt: skip
        if not found:
            raise typer.BadParameter(
                f"{member!r}: write DOCUMENT:ACTOR, the id of a document that is here and of an actor in it",
                param_hint="--split-actor",
            )
        members = [[r.document.sha256, actor] for r in found]
        out.append({"kind": "split_actor", "fields": {"key": actor, "members": members, "to": target}})
    for text in maps:
        source, target = _pair(text, "--map-concept")
        direction = -1 if target.startswith("-") else 1
        fields = {"from": source, "to": target.lstrip("+-"), "direction": direction}
        if not fields["to"]:
            raise typer.BadParameter(f"{text!r}: write ID=ID", param_hint="--map-concept")
        out.append({"kind": "map_concept", "fields": fields})
    if undo is not None:
        from aitia.store.journal import in_force, read_journal

        decisions = read_journal(rows.journal)[0]
        target_of = next((d for d in decisions if d.id == undo), None)
        if target_of is None:
            raise typer.BadParameter(f"{undo!r} is not in {rows.journal}; --list names all", param_hint="--undo")
        taken = {d.id for d in decisions} - {d.id for d in in_force(decisions)[0]}
        if target_of.kind != "undo" and undo in taken:
            raise typer.BadParameter(f"{undo!r} is taken back already; undo its undo", param_hint="--undo")
        out.append({"kind": "undo", "undoes": undo})
    return out


def _pair(text: str, option: str) -> tuple[str, str]:
    source, _, target = text.partition("=")
    if not source.strip() or not target.strip() or source.strip() == target.strip():
        raise typer.BadParameter(f"{text!r}: write two different keys with = between them", param_hint=option)
    return source.strip(), target.strip()


def _write(rows: Rows, parts: dict[str, Any], who: str | None, why: str) -> None:
    from aitia.model.decisions import Decision
    from aitia.store.journal import append
    from aitia.store.review_session import utc_now

    decision = Decision(**parts, who=_name(who), when=utc_now(), why=why)
    append(rows.journal, decision)
    sys.stderr.write(f"aitia: {decision.kind} written to {rows.journal} as {decision.id}\n")


# the dialogue


def _dialogue(rows: Rows, tables: tuple[str, ...], limit: int, who: str, why: str, fair: bool) -> None:
    from rich.console import Console

    from aitia.cli.keys import Keys
    from aitia.present.terminal_review import KEYS
    from aitia.store.review_session import Session

    session = Session(rows=rows, who=who, why=why, tables=tables, limit=limit, fair=fair)
    session.start()
    _tell_state(session.state)
    console, keys = Console(), Keys(sys.stdin)
    console.print(f"{len(session.queue)} rows to judge; decisions go to {rows.journal}", markup=False, highlight=False)
    if session.queue:
        console.print(KEYS, markup=False, highlight=False)
    shown = -1
    while (item := session.item()) is not None:
        if shown != session.at:
            _show(session, item, console)
            shown = session.at
        pressed = keys.key()
        if pressed is None or pressed[0] in "qQ":
            break
        try:
            told = _act(session, item, keys, *pressed)
        except UsageError as error:
            told = str(error)
        if told:
            from aitia.present.safe import visible

            console.print(visible(told), markup=False, highlight=False)
        if pressed[0] in "bBuU":
            shown = -1
    counted = f"{len(session.made)} decision" + ("" if len(session.made) == 1 else "s")
    console.print(f"{counted} made", markup=False, highlight=False)


def _act(session: Session, item: Item, keys: Keys, key: str, rest: str) -> str:
    """Do what a key says, and say what was done."""
    match key.lower():
        case "a":
            session.judge("accept", why=rest)
            return "accepted"
        case "r":
            session.judge("reject", why=rest)
            return "rejected"
        case "e":
            fields = _fields(item, keys, rest)
            if not fields:
                return "nothing changed"
            session.judge("edit", fields)
            return "edited: " + ", ".join(fields)
        case "n":
            session.forward()
        case "b":
            session.back()
        case "u":
            session.undo()
            return "taken back"
        case "?" | "h":
            return _HELP
        case _:
            return f"{key!r} is no key; ? lists them"
    return ""


def _fields(item: Item, keys: Keys, rest: str) -> dict[str, Any]:
    """``FIELD=VALUE; FIELD=VALUE`` from the line of the key, else asked for."""
    from aitia.present.safe import one_line
    from aitia.store.edits import EDITABLE

    known = EDITABLE[item.waiting.table]
    rest = rest or keys.answer(f"field ({', '.join(known)}): ") or ""
    if rest and "=" not in rest:
        if rest not in known:
            raise UsageError(f"{rest!r} is no field of {item.waiting.table}; one of {', '.join(known)}")
        value = keys.answer(f"{rest} (now {one_line(str(getattr(item.row, rest, None)))}): ")
        return {} if value is None else {rest: value}
    if not rest:
        return {}
    out: dict[str, Any] = {}
    for part in rest.split(";"):
        name, sign, value = part.partition("=")
        if not sign:
            raise UsageError(f"{part.strip()!r}: write FIELD=VALUE")
        out[name.strip()] = value.strip()
    return out


def _show(session: Session, item: Item, console: Console) -> None:
    from aitia.assembly.supports import sentence_around
    from aitia.present.terminal_review import Shown, print_row
    from aitia.store.review_session import marked

    waiting = item.waiting
    marks = marked(item.row)
    notes = ["stands in a contradiction"] if waiting.contested else []
    notes += ["nothing else backs what is made of it"] if waiting.alone else []
    verdict = session.state.verdicts.get(waiting.key)
    if verdict is not None and verdict.last is not None:
        notes.append(f"decided in this session: {verdict.last.kind}")
    print_row(
        item.reading,
        Shown(
            table=waiting.table,
            row=waiting.row,
            rule=waiting.rule,
            confidence=None if waiting.table == "claims" else waiting.confidence,
            sentence=sentence_around(item.reading.text, marks),
            marks=marks,
            place=f"{session.at + 1} of {len(session.queue)}",
            notes=notes,
        ),
        console,
    )


def _tell_state(state: State) -> None:
    for problem in state.problems:
        sys.stderr.write(f"aitia: journal, line {problem.line}: {problem.reason}\n")
    if state.orphans:
        count = len(state.orphans)
        what = "1 decision fits" if count == 1 else f"{count} decisions fit"
        sys.stderr.write(f"aitia: {what} no row any more; --list says why\n")


# lists and files


def _answer(rows: Rows, *, list_: bool, json: bool, export: Path | None, apply: Path | None) -> None:
    from aitia.store.review_answer import answer_of, decisions_csv

    answer, state = answer_of(rows)
    if export is not None:
        write_file(export, decisions_csv(answer), "--export")
    if apply is not None:
        _apply(rows, state.decisions, apply)
    if json:
        print_json(answer)
    elif list_:
        from rich.console import Console

        from aitia.present.terminal_review import print_journal

        print_journal(answer, Console())
    if not list_:
        _tell_state(state)


def _apply(rows: Rows, decisions: tuple[Decision, ...], path: Path) -> None:
    from aitia.model.reading import encode
    from aitia.store.anchoring import Orphan
    from aitia.store.review import apply_all

    left: list[Orphan] = []
    try:
        with whole_file(path) as file:
            for reading in apply_all(rows.readings(), decisions, left):
                file.write(encode(reading) + b"\n")
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint="--apply") from error
    sys.stderr.write(f"aitia: wrote {path}\n")
