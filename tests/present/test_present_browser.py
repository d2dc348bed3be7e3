"""The page in a real browser: light and dark, phone and desktop, nothing asked of the network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aitia.present.html import html_report

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
    "--disable-quic",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

pytestmark = pytest.mark.browser


def chromium() -> str | None:
    """Where a Chromium lies on this machine."""
    for found in (os.environ.get("AITIA_CHROMIUM"), "/usr/bin/chromium", *(shutil.which(name) for name in NAMES)):
        if found and Path(found).is_file():
            return found
    return None


def _missing(reason: str) -> None:
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{reason} (needed in CI)")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("Playwright for Python is not installed; pip install aitia[dev]")
    path = chromium()
    if path is None:
        _missing("no Chromium found; install one or set AITIA_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


def opened(browser: Any, page_file: Path, *, scheme: str, width: int) -> tuple[Any, list[str], list[str]]:
    """The page, what the console said, and what was asked for besides the file."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    return page, said, [url for url in asked if url not in (page_file.as_uri(), "data:,")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("which", ["reading", "hostile", "empty"])
def test_it_opens_quietly_and_fits(browser, tmp_path, request, which, width, scheme):
    file = tmp_path / "report.html"
    file.write_bytes(html_report(request.getfixturevalue(which)).encode("utf-8"))
    page, said, asked = opened(browser, file, scheme=scheme, width=width)
    assert said == []
    assert asked == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.scripts.length") == 0
    page.context.close()


def test_colours_follow_the_scheme(browser, tmp_path, reading):
    file = tmp_path / "report.html"
    file.write_bytes(html_report(reading).encode("utf-8"))
    seen = set()
    for scheme in ("light", "dark"):
        page, *_ = opened(browser, file, scheme=scheme, width=1280)
        seen.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.context.close()
    assert len(seen) == 2


def test_the_browser_shows_the_text_character_by_character(browser, tmp_path, reading):
    file = tmp_path / "report.html"
    file.write_bytes(html_report(reading).encode("utf-8"))
    page, *_ = opened(browser, file, scheme="light", width=1280)
    shown = page.evaluate("[...document.querySelectorAll('article > p')].map(p => p.textContent).join('')")
    assert shown == reading.text
    page.context.close()


def test_rows_and_text_lead_to_each_other(browser, tmp_path, reading):
    file = tmp_path / "report.html"
    file.write_bytes(html_report(reading).encode("utf-8"))
    page, *_ = opened(browser, file, scheme="light", width=1280)
    page.click("article a.k-figures >> nth=0")
    assert page.evaluate("document.querySelector(':target').textContent").startswith("≥ 40")
    page.click("#row-e1 .quotes a")
    assert page.evaluate("document.querySelector(':target').textContent").startswith("On ")
    page.context.close()


def test_words_in_boxes_stay_in_their_boxes(browser, tmp_path, reading):
    file = tmp_path / "report.html"
    file.write_bytes(html_report(reading).encode("utf-8"))
    page, *_ = opened(browser, file, scheme="light", width=1280)
    assert page.evaluate(
        """[...document.querySelectorAll('.node')].every(node => {
             const box = node.querySelector('rect').getBoundingClientRect();
             return [...node.querySelectorAll('tspan, .sub')].every(words => {
               const r = words.getBoundingClientRect();
               return r.left >= box.left - 1 && r.right <= box.right + 1
                 && r.top >= box.top - 2 && r.bottom <= box.bottom + 2;
             });
           })"""
    )
    page.context.close()
