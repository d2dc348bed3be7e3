"""Annotated text: the format of `training/text`, its check, and its compilation to whole-article gold.

    python -m training.annotated FILE...          check; prints what is wrong and where, exits 1 if anything is
    python -m training.annotated --plain FILE     the text alone, as a blind annotator gets it

The format is described in `training/FORMAT.md`. What `compile_file` returns has the schema of the whole-article gold, so
that everything which scores or reads an article can be used on it.
"""

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EVENT_TYPES = frozenset(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
SIGNS = {
    "supports": 1, "sponsors": 1, "aligned_with": 1, "acts_for": 1, "part_of": 1, "controls": 1,
    "opposes": -1, "fights": -1, "suppresses": -1, "rules": 0, "successor_of": 0,
}  # fmt: skip
KINDS = frozenset("person state states government armed_group organisation igo population".split())
FACTUALITY = frozenset("asserted negated planned hypothetical".split())
CERTAINTY = frozenset("asserted hedged hypothetical negated".split())
TIMES = frozenset("past current prospective".split())
STANCES = frozenset("advocated warned_against neutral".split())
PRONOUNS = frozenset(
    "i me my mine myself we us our ours ourselves you your he him his himself she her hers herself it its itself they them "
    "their theirs themselves this that these those both each all one ones some none many most others who neither either".split()
)
WIDTH = {"ACTORS": 5, "EVENTS": 7, "TIES": 6, "CLAIMS": 5, "CAUSES": 8, "OPTIONS": 5, "FIGURES": 4}
Span = dict[str, Any]


class AnnotationError(Exception):
    """One thing wrong with an annotated text: the message names file and line."""


@dataclass
class Compiled:
    """An annotated text as plain text and gold; `sentences` are `(start, end)` by their number."""

    text: str
    gold: dict[str, Any]
    sentences: dict[int, tuple[int, int]]
    paragraphs: list[list[int]]
    problems: list[str] = field(default_factory=list)


def unmark(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The plain sentence and its mentions `(actor, start, end)` from `{actor:words}` marks, which may nest.

    Raises:
        ValueError: A mark is not closed, closed twice, or has no actor.
    """
    out: list[str] = []
    length = 0
    open_marks: list[tuple[str, int]] = []
    mentions: list[tuple[str, int, int]] = []
    i = 0
    while i < len(marked):
        if marked[i] == "{":
            head = re.match(r"\{([a-z0-9_]+):", marked[i:])
            if head is None:
                raise ValueError(f"no actor after '{{' in {marked[i : i + 30]!r}")
            open_marks.append((head.group(1), length))
            i += head.end()
        elif marked[i] == "}":
            if not open_marks:
                raise ValueError(f"'}}' closes nothing before {marked[i : i + 30]!r}")
            actor, start = open_marks.pop()
            mentions.append((actor, start, length))
            i += 1
        else:
            out.append(marked[i])
            length += 1
            i += 1
    if open_marks:
        raise ValueError(f"mark of {open_marks[-1][0]!r} is not closed")
    return "".join(out), sorted(mentions, key=lambda m: (m[1], -m[2]))


def split_file(
    source: str,
) -> tuple[dict[str, str], list[list[tuple[int, str]]], dict[str, list[tuple[int, list[str]]]]]:
    """Head fields, paragraphs of `(number, marked sentence)`, and rows `(line, cells)` by section."""
    head: dict[str, str] = {}
    paragraphs: list[list[tuple[int, str]]] = [[]]
    rows: dict[str, list[tuple[int, list[str]]]] = {name: [] for name in WIDTH}
    section = ""
    for number, line in enumerate(source.splitlines(), 1):
        bare = line.strip()
        if bare.isupper() and bare in WIDTH:
            section = bare
        elif section:
            if bare and not bare.startswith("#"):
                rows[section].append((number, [c.strip() for c in bare.split(" | ")]))
        elif re.match(r"\d+\s", line):
            n, sentence = line.split(None, 1)
            paragraphs[-1].append((int(n), sentence.strip()))
        elif not bare:
            if paragraphs[-1]:
                paragraphs.append([])
        elif bare.startswith("# "):
            head["id"] = bare[2:].strip()
        elif ":" in bare:
            key, value = bare.split(":", 1)
            head[key.strip()] = value.strip()
    return head, [p for p in paragraphs if p], rows


class Compiler:
    """Compiles one annotated text; every problem is collected, none stops it."""

    def __init__(self, source: str) -> None:
        self.head, paragraphs, self.rows = split_file(source)
        self.problems: list[str] = []
        self.sentences: dict[int, tuple[int, int]] = {}
        self.mentions: dict[str, list[Span]] = {}
        pieces: list[str] = []
        at = 0
        marks: list[tuple[str, int, int]] = []
        for i, paragraph in enumerate(paragraphs):
            for j, (number, marked) in enumerate(paragraph):
                try:
                    plain, found = unmark(marked)
                except ValueError as e:
                    self.problems.append(f"sentence {number}: {e}")
                    plain, found = re.sub(r"\{[a-z0-9_]+:|\}", "", marked), []
                if i or j:
                    gap = "\n\n" if not j else " "
                    pieces.append(gap)
                    at += len(gap)
                if number in self.sentences:
                    self.problems.append(f"sentence {number}: this number is used twice")
                self.sentences[number] = (at, at + len(plain))
                marks += [(actor, at + start, at + end) for actor, start, end in found]
                pieces.append(plain)
                at += len(plain)
        self.text = "".join(pieces)
        self.paragraphs = [[n for n, _ in p] for p in paragraphs]
        for actor, start, end in marks:
            self.mentions.setdefault(actor, []).append({**self.span(start, end), "form": form(self.text[start:end])})

    def span(self, start: int, end: int) -> Span:
        return {"start": start, "end": end, "text": self.text[start:end]}

    def find(self, line: int, sentence: str, quote: str) -> Span | None:
        """The span of a quote: `words`, `words#2` (second occurrence), `7: words` (of sentence 7); None for `-`."""
        if quote in ("", "-"):
            return None
        other = re.match(r"(\d+): (.*)", quote)
        where, words = (other.group(1), other.group(2)) if other else (sentence.split(",")[0], quote)
        nth = re.search(r"#(\d)$", words)
        if nth:
            words = words[: nth.start()]
        try:
            start, end = self.sentences[int(where)]
        except (KeyError, ValueError):
            self.problems.append(f"line {line}: there is no sentence {where!r}")
            return None
        places = [m.start() for m in re.finditer(re.escape(words), self.text[start:end])]
        whole = [p for p in places if not self._inside_word(start + p, start + p + len(words))]
        places = whole or places
        index = int(nth.group(1)) - 1 if nth else 0
        if index >= len(places):
            self.problems.append(
                f"line {line}: sentence {where} does not hold {words!r}{'' if not nth else ' so often'}"
            )
            return None
        if len(places) > 1 and not nth and len(words) < 12:
            self.problems.append(
                f"line {line}: {words!r} stands {len(places)} times in sentence {where}: write {words}#1 or #2"
            )
        at = start + places[index]
        return self.span(at, at + len(words))

    def _inside_word(self, start: int, end: int) -> bool:
        before = start > 0 and self.text[start - 1].isalnum() and self.text[start].isalnum()
        after = end < len(self.text) and self.text[end - 1].isalnum() and self.text[end].isalnum()
        return before or after

    def ids(self, line: int, cell: str) -> list[str]:
        if cell in ("", "-"):
            return []
        found = [c.strip() for c in cell.split("+")]
        for actor in found:
            if actor not in self.actors:
                self.problems.append(f"line {line}: no actor {actor!r} under ACTORS")
        return found

    def one_of(self, line: int, value: str, legal: "frozenset[str] | dict[str, int]") -> str:
        if value not in legal:
            self.problems.append(f"line {line}: {value!r} is none of {', '.join(sorted(legal))}")
        return value

    def run(self) -> Compiled:
        for section, rows in self.rows.items():
            for line, cells in rows:
                if len(cells) < WIDTH[section]:
                    self.problems.append(f"line {line}: {section} needs {WIDTH[section]} cells, here are {len(cells)}")
                    cells += ["-"] * (WIDTH[section] - len(cells))
        self.actors = {"author"} | {cells[0] for _, cells in self.rows["ACTORS"]}
        for actor in self.mentions:
            if actor not in self.actors:
                self.problems.append(f"actor {actor!r} is marked in the text but not under ACTORS")
        gold = {
            "doc": {k: self.head.get(k) for k in ("id", "title", "author", "publisher", "date", "register")} | {"mentions": "full"},
            "actors": self._actors(), "events": self._events(), "ties": self._ties(), "claims": self._claims(),
            "causes": self._causes(), "options": self._options(), "figures": self._figures(),
        }  # fmt: skip
        return Compiled(self.text, gold, self.sentences, self.paragraphs, self.problems)

    def _actors(self) -> list[dict[str, Any]]:
        found = [
            {"id": c[0], "name": c[1], "kind": self.one_of(line, c[2], KINDS), "country": None if c[3] == "-" else c[3],
             "code": None if c[4] == "-" else c[4], "aliases": self._aliases(c[0]), "mentions": self.mentions.get(c[0], [])}
            for line, c in self.rows["ACTORS"]
        ]  # fmt: skip
        if not any(a["id"] == "author" for a in found):
            name = self.head.get("author") or "author"
            found.insert(0, {"id": "author", "name": name, "kind": "person", "country": None, "code": None,
                             "aliases": ["author"], "mentions": self.mentions.get("author", [])})  # fmt: skip
        return found

    def _aliases(self, actor: str) -> list[str]:
        return sorted({m["text"] for m in self.mentions.get(actor, []) if m["form"] != "pronoun"})

    def _events(self) -> list[dict[str, Any]]:
        found = []
        for i, (line, c) in enumerate(self.rows["EVENTS"], 1):
            trigger = self.find(line, c[0], c[4])
            if trigger is not None:
                found.append({
                    "id": f"e{i}", "type": self.one_of(line, c[1], EVENT_TYPES), "source": self.ids(line, c[2]),
                    "target": self.ids(line, c[3]), "trigger": trigger, "span": self._sentence(c[0]),
                    "factuality": self.one_of(line, c[5], FACTUALITY), "claimed_by": self.ids(line, c[6])})  # fmt: skip
        return found

    def _sentence(self, cell: str) -> Span:
        start, end = self.sentences.get(int(cell.split(",")[0]), (0, 0))
        return self.span(start, end)

    def _ties(self) -> list[dict[str, Any]]:
        found = []
        for i, (line, c) in enumerate(self.rows["TIES"], 1):
            relation = self.one_of(line, c[2], SIGNS)
            numbers = [n for n in re.split(r"[,\s]+", c[0]) if n]
            if not all(n.isdigit() and int(n) in self.sentences for n in numbers):
                self.problems.append(f"line {line}: {c[0]!r} is no sentence number, nor several with commas")
                continue
            subject, object_ = self.ids(line, c[1]), self.ids(line, c[3])
            if len(subject) != 1 or len(object_) != 1:
                self.problems.append(f"line {line}: a tie has one subject and one object")
                continue
            found.append({
                "id": f"t{i}", "source": subject[0], "target": object_[0], "type": relation, "sign": SIGNS.get(relation, 0),
                "time": self.one_of(line, c[4], TIMES), "evidence": [self._sentence(n) for n in numbers],
                "claimed_by": self.ids(line, c[5])})  # fmt: skip
        return found

    def _claims(self) -> list[dict[str, Any]]:
        found = []
        for i, (line, c) in enumerate(self.rows["CLAIMS"], 1):
            content = self.find(line, c[0], c[3])
            if content is not None:
                found.append({"id": f"c{i}", "source": self.ids(line, c[1]), "cue": self.find(line, c[0], c[2]),
                              "content": content, "claimed_by": self.ids(line, c[4])})  # fmt: skip
        return found

    def _causes(self) -> list[dict[str, Any]]:
        found = []
        for i, (line, c) in enumerate(self.rows["CAUSES"], 1):
            cause, effect = self.find(line, c[0], c[1]), self.find(line, c[0], c[3])
            if c[4] not in ("+", "-"):
                self.problems.append(f"line {line}: polarity is + or -, not {c[4]!r}")
            if cause is not None and effect is not None:
                found.append({
                    "id": f"k{i}", "cause": cause, "effect": effect, "connective": self.find(line, c[0], c[2]),
                    "polarity": 1 if c[4] == "+" else -1, "certainty": self.one_of(line, c[5], CERTAINTY),
                    "relation": self.one_of(line, c[6], frozenset({"cause", "purpose"})),
                    "claimed_by": self.ids(line, c[7])})  # fmt: skip
        return found

    def _options(self) -> list[dict[str, Any]]:
        found = []
        for i, (line, c) in enumerate(self.rows["OPTIONS"], 1):
            action = self.find(line, c[0], c[1])
            if action is not None:
                found.append({
                    "id": f"o{i}", "action": action, "other_mentions": [], "doer": self.ids(line, c[2]),
                    "stance": self.one_of(line, c[3], STANCES), "by": self.ids(line, c[4]),
                    "consequences": [s for q in (c[5].split(" ; ") if len(c) > 5 else []) if (s := self.find(line, c[0], q))],
                    "claimed_by": self.ids(line, c[4])})  # fmt: skip
        return found

    def _figures(self) -> list[dict[str, Any]]:
        found = []
        for i, (line, c) in enumerate(self.rows["FIGURES"], 1):
            number = self.find(line, c[0], c[1])
            low, high = self._number(line, c[2]), self._number(line, c[3])
            if number is not None:
                found.append({"id": f"f{i}", "number": number, "low": low, "high": high, "unit": c[4] if len(c) > 4 else None,
                              "counts": None, "claimed_by": ["author"]})  # fmt: skip
        return found

    def _number(self, line: int, cell: str) -> float | None:
        if cell == "-":
            return None
        try:
            return float(cell.replace(",", "").replace("_", ""))
        except ValueError:
            self.problems.append(f"line {line}: {cell!r} is no number (digits, or - where it is open)")
            return None


def form(words: str) -> str:
    """name, nominal or pronoun, from the words of a mention."""
    if words.lower() in PRONOUNS:
        return "pronoun"
    tokens = re.findall(r"[^\W\d_][\w'’-]*|\d+", words)
    if tokens and tokens[0].lower() in {
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "this",
        "that",
        "those",
        "these",
    }:
        return "nominal"
    return "name" if tokens and tokens[-1][0].isupper() else "nominal"


def compile_file(path: Path) -> Compiled:
    """The annotated text of a file, compiled; look at `problems` before using it."""
    return Compiler(path.read_text(encoding="utf-8")).run()


def plain(path: Path) -> str:
    """Head and numbered sentences without a mark or a row: what a blind annotator is given."""
    head, paragraphs, _ = split_file(path.read_text(encoding="utf-8"))
    lines = [f"# {head['id']}"] + [f"{k}: {v}" for k, v in head.items() if k != "id"]
    for paragraph in paragraphs:
        lines += [""] + [f"{n} {re.sub(r'[{][a-z0-9_]+:|[}]', '', marked)}" for n, marked in paragraph]
    return "\n".join(lines) + "\n"


def main(argv: list[str]) -> int:
    if argv[:1] == ["--plain"]:
        print(plain(Path(argv[1])), end="")
        return 0
    bad = 0
    totals = dict.fromkeys(("sentences", "actors", "events", "ties", "claims", "causes", "options", "figures"), 0)
    for name in argv:
        made = compile_file(Path(name))
        totals["sentences"] += len(made.sentences)
        for layer in list(totals)[1:]:
            totals[layer] += len(made.gold[layer])
        for problem in made.problems:
            bad += 1
            print(f"{name}: {problem}")
    print(json.dumps(totals))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
