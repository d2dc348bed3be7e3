"""Which part of the package may import which: everything meets in the model, only the pipeline joins the stages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import aitia

ROOT = Path(aitia.__file__).parent
# the public page (aitia/__init__.py) is "aitia"; python -m aitia is "__main__"
LEVEL = {
    "_version": 0, "errors": 0, "patience": 0, "model": 1, "lexicon": 2, "scale": 2, "neural": 2, "language": 3,
    "ingest": 4, "extract": 4, "assembly": 4, "analyse": 4, "present": 4, "store": 5,
    "pipeline": 5, "building": 6, "questions": 7, "aitia": 8, "evaluate": 9, "cli": 10, "__main__": 11,
}  # fmt: skip
MODULES = {
    ".".join(("aitia", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}


def room(module: str) -> str:
    """The part of the package a module lies in."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "aitia"


def imported(tree: ast.AST) -> list[str]:
    """The modules of this package that a syntax tree imports."""
    out = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            out += [a.name for a in node.names if a.name.split(".")[0] == "aitia"]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write imports in full"
            if node.module and node.module.split(".")[0] == "aitia":
                full = [f"{node.module}.{a.name}" for a in node.names]
                out += [name if name in MODULES else node.module for name in full]
    return out


def at_import(tree: ast.Module) -> list[str]:
    """The modules of this package that are imported when a module is: not in functions, not for types only."""
    out = []
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            out += imported(node)
    return out


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module: str) -> None:
    here = room(module)
    assert here in LEVEL, f"{here}: say in LEVEL where it stands"
    for target in imported(parsed(MODULES[module])):
        there = room(target)
        assert here == there or LEVEL[there] < LEVEL[here], f"{here} may not import {there} ({module}: {target})"


def test_no_module_imports_itself_in_a_circle() -> None:
    edges = {m: [t for t in at_import(parsed(p)) if t in MODULES and t != m] for m, p in MODULES.items()}
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above[above.index(module) :], module))
        if module not in done:
            for target in edges[module]:
                visit(target, (*above, module))
            done.add(module)

    for module in edges:
        visit(module, ())


def test_no_global_parser_objects_leave_the_language_part() -> None:
    """Only ``language`` knows the parser: every other part reads the page."""
    for module, path in MODULES.items():
        for node in ast.walk(parsed(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(n.split(".")[0] == "spacy" for n in names):
                assert room(module) in ("language", "evaluate"), f"{module} imports spacy"
