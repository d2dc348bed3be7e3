"""The documentation does not drift: commands, options, links, sessions and quoted outputs are the package's own."""

from __future__ import annotations

import doctest
import importlib.util
import json
import os
import re
import shlex
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest
import typer.main

from aitia.cli.main import app
from aitia.model.reading import LAYERS
from samples import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
GROUP = typer.main.get_command(app)
COMMANDS = GROUP.commands  # type: ignore[attr-defined]
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.S | re.M)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, *kinds: str) -> Iterator[str]:
    """The fenced blocks of these kinds on a page."""
    for _, kind, body in FENCE.findall(page.read_text(encoding="utf-8")):
        if kind in kinds:
            yield body


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", t.lower()).replace(" ", "-") for t in titles}


@pytest.fixture(scope="module")
def refresh() -> ModuleType:
    """The script that fills in outputs."""
    loader = SourceFileLoader("refresh_docs", str(ROOT / "scripts" / "refresh-docs"))
    spec = importlib.util.spec_from_loader("refresh_docs", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


# commands


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_documented_with_every_option(command: str) -> None:
    page = ROOT / "docs" / "commands" / f"{command}.md"
    text = page.read_text(encoding="utf-8")
    assert f"aitia {command}" in text
    assert f"commands/{command}.md" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert COMMANDS[command].help
    for parameter in COMMANDS[command].params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert option in text, option
                assert parameter.help, option


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_quoted_commands_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    lines = [line for body in blocks(page, "sh", "console", "bash") for line in body.splitlines()]
    lines += re.findall(r"`(aitia [^`]+)`", text) + re.findall(r"<!-- output: (aitia [^|>]+?)(?: \||  ?-->)", text)
    lines += re.findall(r"^    (aitia .+)$", text, re.M)
    for line in lines:
        for call in re.findall(r"(?:^|\| |/)(aitia [^|>#]+)", line.strip()):
            words = shlex.split(call.replace("...", "").replace("[OPTIONS]", ""))
            assert words[1] in COMMANDS or words[1] in ("--version", "--help", "COMMAND"), line
            if words[1] in COMMANDS:
                known = {o for p in COMMANDS[words[1]].params for o in p.opts} | {"--help"}
                assert {w for w in words[2:] if w.startswith("--")} <= known, line


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_ends_with_examples(command: str) -> None:
    shown = COMMANDS[command].epilog.splitlines()
    assert shown[:2] == ["\b", "Examples:"] and len(shown) > 3
    for line in shown[2:]:
        words = shlex.split(line.partition(">")[0])
        assert words[:2] == ["aitia", command]
        known = {o for p in COMMANDS[command].params for o in p.opts}
        assert {w for w in words[2:] if w.startswith("-")} <= known, line


def test_quoted_scripts_exist() -> None:
    for page in PAGES:
        for script in re.findall(r"(?:^|[`\s])(scripts/[\w.-]+)", page.read_text(encoding="utf-8")):
            path = ROOT / script
            assert path.is_file(), (name(page), script)
            assert os.access(path, os.X_OK), script


# links and layers


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    # the results are written by the evaluation, which may not have run yet
    later = {"evaluation/RESULTS.md"}
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if target.is_relative_to(ROOT) and target.relative_to(ROOT).as_posix() in later:
            continue
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_layer_has_a_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for layer in (*(layer for layer in LAYERS if layer != "mentions"), "dates"):
        assert (ROOT / "docs" / "layers" / f"{layer}.md").is_file(), layer
        assert f"layers/{layer}.md" in index, layer


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "layers").glob("*.md")), ids=name)
def test_a_layer_says_what_it_does_not_read(page: Path) -> None:
    assert re.search(r"\b(limits|misses|missed|not (be )?read)\b", page.read_text(encoding="utf-8"), re.I)


def test_every_module_is_in_the_table(refresh: ModuleType) -> None:
    text = (ROOT / "docs" / "structure.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\| \[`([\w/.]+)`\]", text))
    there = set(re.findall(r"\| \[`([\w/.]+)`\]", refresh.modules()))
    assert listed == there, "run scripts/refresh-docs"


# what is quoted


@pytest.mark.parametrize("page", [p for p in PAGES if list(blocks(p, "pycon"))], ids=name)
def test_python_sessions_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    session = "\n".join(blocks(page, "pycon"))
    test = doctest.DocTestParser().get_doctest(session, {}, name(page), str(page), 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=report.append)
    assert runner.failures == 0, "".join(report)


def example_text(path: Path) -> str:
    """The text of an example, or of the readings in it."""
    content = path.read_text(encoding="utf-8")
    return " ".join(json.loads(line)["text"] for line in content.splitlines()) if path.suffix == ".jsonl" else content


@pytest.mark.parametrize("page", [p for p in PAGES if "<!-- output:" in p.read_text(encoding="utf-8")], ids=name)
def test_quoted_outputs_are_of_their_texts(page: Path, refresh: ModuleType) -> None:
    """Each quotation in a quoted report stands in the text that was read, and its sections are those of today."""
    for found in refresh.OUTPUT.finditer(page.read_text(encoding="utf-8")):
        examples = [w for w in found["command"].split() if w.startswith("examples/")]
        text = " ".join(" ".join(example_text(ROOT / example) for example in examples).split())
        shown = found[0].split("```text\n")[1]
        quotes = re.findall(r"“([^“”]+)”", " ".join(shown.split()))
        assert quotes
        for quote in quotes:
            assert quote.removesuffix("(unresolved)").strip("…”“ ") in text, quote
        now = refresh.output(found["command"], None)
        for title in re.findall(r"^(.+?) ──", shown, re.M):
            assert re.search(rf"^{re.escape(title)} ──", now, re.M), f"{title}: run scripts/refresh-docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_fenced_block_is_closed(page: Path) -> None:
    fences = re.findall(r"^ *```(.*)$", page.read_text(encoding="utf-8"), re.M)
    assert not any(fences[1::2]), page
    assert len(fences) % 2 == 0, page


def test_the_readme_shows_it_first() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for part in (
        "<!-- output:",
        "import aitia",
        "scripts/demo",
        "scripts/test",
        "responsible-use",
        "<!-- accuracy -->",
    ):
        assert part in readme, part
