"""PDF into a draft with pypdf: the text layer, page by page, with hard line breaks taken out of paragraphs."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from aitia.errors import InputError
from aitia.ingest.dates import iso_date
from aitia.ingest.drafts import Draft, Facts, has_content, too_long
from aitia.ingest.limits import Limits
from aitia.ingest.metadata import find_apparatus
from aitia.model.text import Unread

if TYPE_CHECKING:
    from pypdf import PdfReader

_MALFORMED: Final = (
    ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, MemoryError, NotImplementedError,
    OSError, RecursionError, RuntimeError, StopIteration, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
_SENTENCE_END: Final = (".", "!", "?", ":", ".”", '."', "?”", "!”", ".’", ".)")
_KEEPS_HYPHEN: Final = frozenset(
    (
        "pro",
        "anti",
        "non",
        "self",
        "co",
        "ex",
        "post",
        "pre",
        "counter",
        "cross",
        "well",
        "long",
        "short",
        "semi",
        "half",
    ),
)
_HYPHEN: Final = re.compile(r"(?<![\w-])([^\W\d_]+)-$")
_JUNK_TITLE: Final = re.compile(
    r"(?i)untitled.*|microsoft (?:word|powerpoint).*|.*\.(?:docx?|pdf|indd|qxd|tex|dvi|rtf)|\W*"
)


def read_pdf(data: bytes, *, source: str, name: str, limits: Limits) -> Iterator[Draft | Unread]:
    """One draft, and a row for every page that is broken; raises InputError where nothing can be read."""
    from pypdf.errors import PyPdfError

    broken: list[tuple[int, str]] = []
    with _silence():
        try:
            reader = _opened(data)
            count = len(reader.pages)
            if count > limits.max_pages:
                raise InputError(
                    f"too long: {count:,} pages, and the limit is {limits.max_pages:,}; split it, or raise the "
                    "setting max_pages"
                )
            pages: list[str] = []
            size = 0
            for number in range(count):
                try:
                    text = paragraphs(reader.pages[number].extract_text())
                except (PyPdfError, *_MALFORMED) as error:
                    broken.append((number + 1, type(error).__name__))
                    continue
                pages.append(text)
                size += len(text)
                if size > limits.max_characters:
                    yield too_long(source, None, f"over {limits.max_characters:,} characters", limits)
                    return
            facts = _facts(reader)
        except (PyPdfError, *_MALFORMED) as error:
            raise InputError(
                f"broken PDF ({type(error).__name__}): it cannot be opened; save it again from the program that made "
                "it, or save its text as .txt"
            ) from error
    for page, what in broken:
        yield Unread(
            source=source, row=page, reason=f"page {page} of the PDF is broken ({what}); the other pages are read"
        )
    text = joined(pages)
    if any(map(has_content, text)):
        said = find_apparatus(text).published  # the file's own date is that of the file
        facts = replace(facts, published=said or facts.published)
        yield Draft(source=source, row=None, id=name, text=text, facts=facts)
    elif not broken:
        raise InputError(
            f"no text in the PDF ({count} page{'' if count == 1 else 's'}): it is probably a scan; "
            "run text recognition on it first, for example: ocrmypdf FILE NEW"
        )


def _opened(data: bytes) -> PdfReader:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    reader = PdfReader(io.BytesIO(data), strict=False)
    try:
        if not reader.is_encrypted or reader.decrypt("") != PasswordType.NOT_DECRYPTED:
            return reader
    except (DependencyError, FileNotDecryptedError, NotImplementedError):
        pass  # a cipher that is not at hand: for the user the same as a password
    raise InputError(
        "encrypted PDF: it needs a password; save a copy without one, for example: qpdf --decrypt FILE NEW"
    )


def _facts(reader: PdfReader) -> Facts:
    from pypdf.errors import PyPdfError

    try:
        found = reader.metadata
        title, author = (found.title, found.author) if found else (None, None)
        made = found.get("/CreationDate") if found else None
    except (PyPdfError, *_MALFORMED):
        return Facts()
    title = re.sub(r"\s+", " ", str(title or "")[:1_000]).strip()
    author = re.sub(r"\s+", " ", str(author or "")[:1_000]).strip()
    return Facts(
        title=None if _JUNK_TITLE.fullmatch(title) else title,
        author=author or None,
        published=iso_date(str(made)) if made else None,
    )


def paragraphs(page: str) -> str:
    """Join the hard-wrapped lines of a page; a blank line, or a short line that ends a sentence, ends a paragraph."""
    lines = [line.strip() for line in page.splitlines()]
    widths = sorted(len(line) for line in lines if line)
    full = widths[len(widths) * 3 // 4] if widths else 0
    blocks: list[list[str]] = [[]]
    for line in lines:
        if not line:
            blocks.append([])
            continue
        block = blocks[-1]
        word = _HYPHEN.search(block[-1]) if block else None
        if word and line[0].islower() and word[1].lower() not in _KEEPS_HYPHEN:
            block[-1] = block[-1][:-1] + line
        elif word and line[0].islower():
            block[-1] += line
        else:
            block.append(line)
        if len(line) < 0.75 * full and line.endswith(_SENTENCE_END):
            blocks.append([])
    return "\n\n".join(" ".join(block) for block in blocks if block)


def joined(pages: list[str]) -> str:
    """Put pages below each other; a sentence that runs over the end of a page stays one."""
    text: list[str] = []
    for page in pages:
        if not page:
            continue
        if text:
            runs_on = page[0].islower() and not text[-1].endswith(_SENTENCE_END)
            text.append(" " if runs_on else "\n\n")
        text.append(page)
    return "".join(text)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep pypdf's log and warnings off the terminal: what matters of them is in the rows."""
    log = logging.getLogger("pypdf")
    handler, propagate = logging.NullHandler(), log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.propagate = propagate
        log.removeHandler(handler)
