"""The contract of a reading, held by every layer over the same texts."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any, get_args

import jsonschema
import msgspec
import pytest

from aitia.errors import ContractError
from aitia.extract.actors import read_cast
from aitia.extract.causes import CausesExtractor
from aitia.extract.claims import read_voices
from aitia.extract.events import EventsExtractor
from aitia.extract.extractor import Extractor
from aitia.extract.figures import FiguresExtractor
from aitia.extract.options import OptionsExtractor
from aitia.extract.places import PlacesExtractor
from aitia.extract.ties import TiesExtractor
from aitia.language.page import Page
from aitia.language.parse import read_pages
from aitia.model import codes, records, schema
from aitia.model.codes import SIGN
from aitia.model.reading import LAYERS, Reading, decode, encode, to_dict
from aitia.model.text import Document, Span
from aitia.pipeline import apparatus, read_documents
from samples import EXAMPLES, check_reading, command, documents, spans

EXTRACTORS: tuple[Extractor[Any], ...] = (
    PlacesExtractor(), EventsExtractor(), TiesExtractor(), CausesExtractor(), OptionsExtractor(), FiguresExtractor(),
)  # fmt: skip
VALIDATOR = jsonschema.Draft202012Validator(schema.load())
ROW_OF = {
    "actors": "actor", "mentions": "mention", "places": "place", "claims": "claim", "events": "event", "ties": "tie",
    "causes": "cause", "options": "option", "figures": "figure", "gaps": "gap",
}  # fmt: skip


def page_of(text: str) -> Page:
    """A page ready for the extractors: who is in it and who says it are read."""
    document = Document(id="page", text=text)
    page = next(iter(read_pages([(document, apparatus(document))])))
    page.cast = read_cast(page)
    page.voices = read_voices(page)
    return page


@pytest.fixture(scope="module")
def example_page() -> Page:
    return page_of(EXAMPLES[0].read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def empty_page() -> Page:
    return page_of("")


# every extractor


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda e: e.name)
def test_an_extractor_names_its_layer(extractor: Extractor[Any]) -> None:
    assert extractor.name in LAYERS


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda e: e.name)
def test_an_empty_page_yields_nothing(extractor: Extractor[Any], empty_page: Page) -> None:
    assert list(extractor.extract(empty_page)) == []


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda e: e.name)
def test_two_runs_are_equal(extractor: Extractor[Any], example_page: Page) -> None:
    first = list(extractor.extract(example_page))
    assert first == list(extractor.extract(example_page))


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda e: e.name)
def test_records_hold_no_parser_objects(extractor: Extractor[Any], example_page: Page) -> None:
    for record in extractor.extract(example_page):
        assert dataclasses.is_dataclass(record)
        assert msgspec.convert(msgspec.to_builtins(record), type(record)) == record
        assert all(example_page.quote(span).strip() for span in spans(record))


# every reading


def test_every_reading_keeps_the_contract(readings: Sequence[Reading]) -> None:
    for reading in readings:
        check_reading(reading)


def test_the_text_is_never_altered(readings: Sequence[Reading]) -> None:
    assert [(r.document.id, r.text) for r in readings] == [(d.id, d.text) for d in documents()]


def test_every_reading_is_valid(readings: Sequence[Reading]) -> None:
    for reading in readings:
        VALIDATOR.validate(json.loads(encode(reading)))


def test_a_reading_survives_its_json(readings: Sequence[Reading]) -> None:
    for reading in readings:
        line = encode(reading)
        assert b"\n" not in line
        assert decode(line) == reading
        assert encode(decode(line)) == line


def test_a_text_reads_the_same_alone_and_among_others(readings: Sequence[Reading]) -> None:
    apart = (len(EXAMPLES) - 1, len(EXAMPLES), len(EXAMPLES) + 21, len(readings) - 1)
    for n in apart:
        assert [encode(r) for r in read_documents([documents()[n]]) if isinstance(r, Reading)] == [encode(readings[n])]


def test_runs_give_equal_bytes_whatever_the_hash_seed() -> None:
    runs = [command("read", EXAMPLES[0], "--json", env={"PYTHONHASHSEED": seed}) for seed in ("1", "2")]
    assert runs[0].returncode == 0
    assert runs[0].stdout == runs[1].stdout != b""


def test_examples_fill_every_layer_but_gaps(readings: Sequence[Reading]) -> None:
    """A layer that yields nothing on eight articles is broken (few texts hold a gap)."""
    for layer in LAYERS:
        if layer != "gaps":
            assert any(getattr(r, layer) for r in readings[: len(EXAMPLES)]), layer


def test_signs_follow_relations(readings: Sequence[Reading]) -> None:
    assert all(t.sign == SIGN[t.relation] for r in readings for t in r.ties)


def test_lone_surrogates_are_written_and_read() -> None:
    (reading,) = read_documents([Document(id="s", text="The army \udc80 shelled the town, rebels said.")])
    assert isinstance(reading, Reading)
    check_reading(reading)
    assert json.loads(encode(reading))["text"] == reading.text


# the schema


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.load())


def test_the_schema_names_every_field_of_every_record() -> None:
    rows = {layer: Reading.__annotations__[layer] for layer in LAYERS}
    assert set(rows) == set(ROW_OF)
    for layer, name in ROW_OF.items():
        kind = getattr(records, rows[layer].removeprefix("tuple[").split(",")[0])
        defined = schema.load()["$defs"][name]
        fields = [f.name for f in dataclasses.fields(kind)]
        assert list(defined["properties"]) == fields, layer
        assert set(defined["required"]) <= set(fields), layer


def test_the_schema_has_the_codes_of_the_model() -> None:
    defs = schema.load()["$defs"]
    for row, key, code in (
        ("actor", "kind", codes.ActorKind), ("mention", "form", codes.MentionForm), ("claim", "kind", codes.ClaimKind),
        ("event", "type", codes.EventType), ("event", "factuality", codes.Factuality),
        ("when", "precision", codes.DatePrecision), ("tie", "relation", codes.Relation), ("tie", "time", codes.TieTime),
        ("tie", "factuality", codes.Factuality), ("cause", "certainty", codes.Certainty),
        ("cause", "relation", codes.CausalRelation), ("option", "stance", codes.Stance),
    ):  # fmt: skip
        assert defs[row]["properties"][key]["enum"] == list(get_args(code)), (row, key)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("gaps"),
        lambda d: d.update(format="aitia.reading/2"),
        lambda d: d["document"].update(published="yesterday"),
        lambda d: d["mentions"].append({"actor": "author", "span": [3], "form": "name"}),
        lambda d: d["mentions"].append({"actor": "author", "span": [0, 0], "form": "name"}),
        lambda d: d["actors"][0].update(kind="wizard"),
        lambda d: d["claims"][0].pop("sources"),
    ],
)
def test_the_schema_refuses(spoil: Any) -> None:
    (reading,) = read_documents([Document(id="d", text="Chad armed the rebels.")])
    assert isinstance(reading, Reading)
    data = json.loads(encode(reading))
    VALIDATOR.validate(data)
    spoil(data)
    assert not VALIDATOR.is_valid(data)


def test_new_keys_are_valid_and_ignored() -> None:
    (reading,) = read_documents([Document(id="d", text="Chad armed the rebels.")])
    assert isinstance(reading, Reading)
    data = to_dict(reading)
    data["weather"] = "fine"
    data["actors"][0]["shoe_size"] = 43
    VALIDATOR.validate(json.loads(json.dumps(data)))
    assert decode(json.dumps(data)) == reading


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", "null", '{"format":"aitia.reading/1"}', '{"format":1}', b"\xff\xfe", "{"]
)
def test_what_is_no_reading_is_refused(line: str | bytes) -> None:
    with pytest.raises(ContractError):
        decode(line)


def test_spans_are_pairs() -> None:
    assert json.loads(msgspec.json.encode(Span(1, 2))) == [1, 2]
