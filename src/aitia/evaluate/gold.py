"""A folder of gold: its records, its articles, and the converter and scorers it brings.

Opening one runs Python of that folder (``convert.py``, ``score.py``, ``articles/score_articles.py``).
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from aitia.errors import InputError
from aitia.evaluate.splits import kept_back

CONVERTER: Final = "convert.py"
SCORER: Final = "score.py"
ARTICLE_SCORER: Final = "articles/score_articles.py"
ORIGINAL: Final = "orig_"
_RUNS_INTO: Final = (OSError, SyntaxError, ImportError, NameError, AttributeError, TypeError, ValueError)


class _Loader(SourceFileLoader):
    """Loads a source file and leaves no compiled copy in the folder it came from."""

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        """Keep nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One whole article of the gold, annotated layer by layer."""

    name: str
    text: str
    gold: dict[str, Any]

    @property
    def original(self) -> bool:
        """Whether it was written for the gold rather than taken from a newspaper."""
        return self.name.startswith(ORIGINAL)


@dataclass(frozen=True)
class Gold:
    """A gold folder. Raises InputError where it is none."""

    folder: Path

    def __post_init__(self) -> None:
        for part in (CONVERTER, SCORER, ARTICLE_SCORER):
            if not (self.folder / part).is_file():
                raise InputError(
                    f"{self.folder} is no gold folder: it has no {part}; give the folder that holds convert.py, "
                    "score.py, articles/ and dev/"
                )

    @cached_property
    def converter(self) -> ModuleType:
        """``convert.py``: readings to predictions."""
        return self._module(CONVERTER)

    @cached_property
    def scorer(self) -> ModuleType:
        """``score.py``: predictions to figures."""
        return self._module(SCORER)

    @cached_property
    def article_scorer(self) -> ModuleType:
        """``articles/score_articles.py``: whole articles."""
        return self._module(ARTICLE_SCORER)

    def _module(self, part: str) -> ModuleType:
        path = self.folder / part
        name = f"_aitia_gold_{path.stem}"
        spec = importlib.util.spec_from_loader(name, _Loader(name, str(path)))
        if spec is None or spec.loader is None:
            raise InputError(f"{path}: cannot be loaded as Python")
        module = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except _RUNS_INTO as error:
            raise InputError(f"{path}: cannot be loaded ({type(error).__name__}: {error})") from error
        return module

    def article_names(self) -> list[str]:
        """Names of the annotated articles, sorted."""
        suffix = ".gold.json"
        return sorted(p.name.removesuffix(suffix) for p in (self.folder / "articles").glob("*" + suffix))

    def articles(self) -> Iterator[Article]:
        """The annotated articles with their texts, by name."""
        for name in self.article_names():
            text = self.folder / "articles" / f"{name}.txt"
            notes = self.folder / "articles" / f"{name}.gold.json"
            try:
                with text.open(encoding="utf-8", newline="") as file:
                    words = file.read()
                gold = json.loads(notes.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise InputError(f"{text.name}, {notes.name}: cannot be read ({error})") from error
            yield Article(name=name, text=words, gold=gold)

    def path(self, file: str) -> Path:
        """Where the set ``task/file`` lies."""
        return self.folder / "dev" / file

    def records(
        self, file: str, *, subset: str = "", limit: int | None = None, task: str = ""
    ) -> Iterator[dict[str, Any]]:
        """Records of one set in file order; of a task that is trained on, only those kept back from training.

        ``limit`` keeps the first by a hash of their ids: a bounded run always sees the same ones, of all kinds.
        """
        chosen: set[str] | None = None
        if limit is not None:
            ids = sorted(str(r["id"]) for r in self._rows(file) if _in(r, subset) and kept_back(task, r))
            chosen = set(sorted(ids, key=_rank)[:limit])
        for record in self._rows(file):
            if _in(record, subset) and kept_back(task, record) and (chosen is None or str(record["id"]) in chosen):
                yield record

    def _rows(self, file: str) -> Iterator[dict[str, Any]]:
        path = self.path(file)
        try:
            with path.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if not line.strip():
                        continue
                    try:
                        record = json.loads(line)
                    except ValueError as error:
                        raise InputError(f"{path}, row {number}: not JSON ({error})") from error
                    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
                        raise InputError(f"{path}, row {number}: a gold record needs an id and a text")
                    yield record
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read ({error})") from error

    def digest(self, files: list[str]) -> str:
        """SHA-256 over the articles, the converter, the scorers and the given sets: what figures were measured on."""
        total = hashlib.sha256()
        parts = [CONVERTER, SCORER, ARTICLE_SCORER]
        parts += [f"articles/{n}{end}" for n in self.article_names() for end in (".txt", ".gold.json")]
        parts += [f"dev/{f}" for f in files]
        for part in sorted(set(parts)):
            try:
                content = (self.folder / part).read_bytes()
            except OSError as error:
                raise InputError(f"{self.folder / part}: cannot be read ({error})") from error
            total.update(part.encode() + b"\0" + hashlib.sha256(content).digest())
        return total.hexdigest()


def _in(record: dict[str, Any], subset: str) -> bool:
    return str(record.get("set", "")).startswith(subset)


def _rank(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
