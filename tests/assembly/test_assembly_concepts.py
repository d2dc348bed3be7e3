"""What words are taken to mean, case by case (tests/cases/concepts.toml), and what makes two spans one concept."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from aitia.assembly.mapping import Mapping
from aitia.assembly.model import assemble
from aitia.errors import LexiconError
from aitia.lexicon import concepts as lexicon
from aitia.lexicon.concepts import concept_words
from made import reading

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "concepts.toml").read_text(encoding="utf-8"))["case"]


def marks(case: dict[str, Any]) -> Any:
    mark = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
    return pytest.param(case, marks=mark, id=case["span"])


@pytest.mark.parametrize("case", [marks(c) for c in CASES])
def test_words_mean_their_concepts(case: dict[str, Any]) -> None:
    # the span as a cause of itself's neighbour: any other words will do as the effect
    text = case["text"] + " Nothing else happened."
    made = reading(
        text,
        actors={f"a{n}": [words] for n, words in enumerate(case.get("actors", ()))},
        causes=[{"cause": case["span"], "effect": "Nothing else happened"}],
    )
    model = assemble([made])
    found = [
        ("+" if phrase.direction > 0 else "-") + concept.label
        for concept in model.causes.concepts
        for phrase in concept.phrases
        if phrase.words == case["span"]
    ]
    assert sorted(found) == sorted(case["expect"])


def test_mentions_of_an_option_are_one_concept() -> None:
    text = "An alignment with the junta is tempting. Such an undertaking would spread chaos. We should resist it."
    made = reading(
        text,
        actors={"junta": ["the junta"]},
        causes=[{"cause": "Such an undertaking", "effect": "chaos"}],
        options=[{"action": "An alignment with the junta", "mentions": ["Such an undertaking"]}],
    )
    (influence,) = assemble([made]).causes.influences
    assert influence.cause == "alignment.to_the_junta"


def test_what_points_back_takes_the_only_anchor_there_is() -> None:
    text = "The threat posed by the militia grew. The governor caused the threat. Another threat came from floods."
    rows = [
        {"cause": "The governor", "effect": "the threat"},
        {"cause": "floods", "effect": "The threat posed by the militia"},
        {"cause": "floods", "effect": "Another threat"},
    ]
    found = assemble([reading(text, actors={"m": ["the militia"]}, causes=rows)]).causes.influences
    assert [i.effect for i in found] == ["threat.the_militia", "threat.the_militia", "threat"]


def test_pointers_never_merge_across_places_or_documents() -> None:
    text = "This caused panic. This caused war."
    rows = [{"cause": "This", "effect": "panic"}, {"cause": "This#2", "effect": "war"}]
    other = reading("That caused panic too. This caused panic.", name="other",
                    causes=[{"cause": "This", "effect": "panic#2"}])  # fmt: skip
    found = assemble([reading(text, causes=rows), other]).causes.influences
    assert len({i.cause for i in found}) == 3


def test_a_mapping_overrules_the_rule() -> None:
    text = "The truce brought calm. The ceasefire ended the war."
    made = reading(
        text,
        causes=[
            {"cause": "The truce", "effect": "calm"},
            {"cause": "The ceasefire", "effect": "the war", "polarity": -1},
        ],
    )
    decided = Mapping(
        concepts={"violence": ("war", 1)},
        phrases={"the truce": (("ceasefire", 1),)},
        labels={"ceasefire": "a ceasefire"},
    )
    model = assemble([made], mapping=decided)
    assert {(i.cause, i.effect, i.polarity) for i in model.causes.influences} == {("ceasefire", "war", -1)}
    assert len(model.causes.influences) == 1
    assert len(model.causes.influences[0].supports) == 2


def test_every_word_of_the_table_is_used_by_its_role() -> None:
    words = concept_words()
    assert len(words.nouns) > 200 and len(words.verbs) > 200 and words.phrases
    for entry in (*words.nouns.values(), *words.verbs.values(), *words.adjectives.values()):
        if entry.role in ("shift", "light") and entry.word not in words.adjectives:
            assert entry.themes, f"{entry.word}: a word of change needs to say where its theme stands"


def test_a_broken_table_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"word": "war", "tag": "noun", "role": "name", "family": "war", "direction": "2", "theme": ""}
    monkeypatch.setattr(lexicon, "table", lambda _: iter([row]))
    concept_words.cache_clear()
    with pytest.raises(LexiconError, match=r"concepts\.csv:2"):
        concept_words()
    concept_words.cache_clear()
