"""Every entry of the tie tables reads its own example, with its relation."""

from __future__ import annotations

import pytest

from aitia.lexicon.tables import table
from aitia.lexicon.ties import (
    TieIdiom,
    TiePhrase,
    TieWord,
    tie_adjectives,
    tie_idioms,
    tie_nouns,
    tie_phrases,
    tie_roles,
    tie_verbs,
)
from aitia.model.text import Document
from aitia.pipeline import read_documents

SENSES = {"verb": tie_verbs(), "noun": tie_nouns(), "adjective": tie_adjectives()}
WORDS = [(pos, w) for pos, words in SENSES.items() for senses in words.values() for w in senses]
PHRASES = [p for phrases in tie_phrases().values() for p in phrases]
IDIOMS = [i for idioms in tie_idioms().values() for i in idioms]
TABLES = {
    "tie_idioms.csv": ("verb", "noun"),
    "tie_verbs.csv": ("lemma", "relation"),
    "tie_nouns.csv": ("lemma", "relation"),
    "tie_adjectives.csv": ("lemma", "relation"),
    "tie_phrases.csv": ("phrase",),
    "tie_roles.csv": ("role",),
}


@pytest.fixture(scope="module")
def ties() -> dict[str, list[str]]:
    """What is read from each example: "subject relation object (rule)"."""
    texts = sorted({w.example for _, w in WORDS} | {p.example for p in PHRASES} | {i.example for i in IDIOMS})
    out = {}
    for reading in read_documents(Document(id=str(n), text=t) for n, t in enumerate(texts)):
        names = {a.id: a.name for a in reading.actors}
        out[reading.text] = [f"{names[t.subject]} {t.relation} {names[t.object]} ({t.rule})" for t in reading.ties]
    return out


@pytest.mark.parametrize(("pos", "word"), WORDS, ids=[f"{pos}-{w.lemma}-{w.relation}" for pos, w in WORDS])
def test_example(pos: str, word: TieWord, ties: dict[str, list[str]]) -> None:
    got = ties[word.example]
    assert any(f" {word.relation} " in line for line in got), got


@pytest.mark.parametrize("phrase", PHRASES, ids=[f"{p.before} {p.noun} {p.after}" for p in PHRASES])
def test_phrase(phrase: TiePhrase, ties: dict[str, list[str]]) -> None:
    got = ties[phrase.example]
    assert any(f" {phrase.relation} " in line for line in got), got


@pytest.mark.parametrize("idiom", IDIOMS, ids=[f"{i.verb} {i.noun}" for i in IDIOMS])
def test_idiom(idiom: TieIdiom, ties: dict[str, list[str]]) -> None:
    got = ties[idiom.example]
    assert any(f" {idiom.relation} " in line for line in got), got


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_sorted_and_has_each_word_once(name: str) -> None:
    words = [tuple(row[k] for k in TABLES[name]) for row in table(name)]
    assert words == sorted(words)
    assert len(words) == len(set(words))


def test_roles_have_a_relation_to_states_and_to_bodies() -> None:
    for role, relations in tie_roles().items():
        assert role == role.lower().strip()
        assert len(relations) == 2
