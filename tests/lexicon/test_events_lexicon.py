"""Every entry of the event tables reads its own example sentence, and the tables are well formed."""

from __future__ import annotations

from collections import Counter

import pytest

from aitia.errors import LexiconError
from aitia.lexicon.events import TABLES, Sense, classes, event_lexicon, ontology, parse_sense
from aitia.lexicon.tables import table
from aitia.model.codes import EVENT_TYPES
from aitia.model.text import Document
from aitia.pipeline import read_documents

SENSES = [s for by_lemma in event_lexicon().senses.values() for senses in by_lemma.values() for s in senses]
NEEDS = {"r", "a", "o", "vow", "deed", "own", "asked", "asked:person+population+organisation", "force", "two", "harm"}
SLOTS = frozenset("subj obj own dat cl deed poss mod where mods light inner none".split())


@pytest.fixture(scope="module")
def found() -> dict[str, list[tuple[str, str]]]:
    texts = sorted({s.example for s in SENSES})
    readings = read_documents(Document(id=str(i), text=t) for i, t in enumerate(texts))
    return {r.text: [(e.type, e.rule) for e in r.events] for r in readings}


@pytest.mark.parametrize("sense", SENSES, ids=lambda s: f"{s.part} {s.pattern}")
def test_example(sense: Sense, found: dict[str, list[tuple[str, str]]]) -> None:
    name = f"{sense.part}/{sense.lemma}"
    types = [t for t, rule in found[sense.example] if rule == name or rule.startswith(name + "-")]
    if sense.type is None:
        assert not types, sense.example
    else:
        assert sense.type in types, (sense.example, found[sense.example])


def test_the_tables_are_wide() -> None:
    parts = Counter(s.part for s in SENSES)
    assert parts["verb"] >= 900
    assert parts["noun"] >= 350
    assert {s.type for s in SENSES} >= EVENT_TYPES


@pytest.mark.parametrize("part", sorted(TABLES))
def test_rows_are_sorted_and_unique(part: str) -> None:
    rows = [r["pattern"] for r in table(TABLES[part])]  # type: ignore[index]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize("sense", SENSES, ids=lambda s: f"{s.part} {s.pattern}")
def test_mode_and_slots_exist(sense: Sense) -> None:
    if sense.mode:
        assert sense.type is not None
        assert sense.mode in ontology()[sense.type], sense.pattern
    for slot in (*sense.actors, *sense.recipients):
        for part in slot.split("+"):
            assert part in SLOTS or part.replace(" ", "").isalpha(), slot
    assert sense.needs <= NEEDS | {n for n in sense.needs if n[:2] in ("r:", "a:")}


def test_classes_are_lemmas() -> None:
    for name, words in classes().items():
        assert words, name
        assert all(w == w.lower() for w in words)


def test_a_bad_row_names_its_place() -> None:
    row = {"pattern": "hit", "type": "BLOW", "mode": "", "actor": "", "recipient": "", "need": "", "example": ""}
    with pytest.raises(LexiconError, match="not a PLOVER type"):
        parse_sense("verb", row)
    with pytest.raises(LexiconError, match="no class"):
        parse_sense("verb", {**row, "type": "ASSAULT", "pattern": "hit o:@nothing"})
    with pytest.raises(LexiconError, match="unknown condition"):
        parse_sense("verb", {**row, "type": "ASSAULT", "pattern": "hit x:y"})
