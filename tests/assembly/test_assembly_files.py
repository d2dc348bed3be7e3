"""Models as files: what is written can be read, and what strangers write is checked with a message that says where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aitia.assembly.files import (
    cause_map_dict,
    decode_cause_map,
    decode_model,
    decode_network,
    encode_model,
    format_of,
    network_dict,
)
from aitia.assembly.mapping import mapping_text, read_mapping
from aitia.assembly.model import assemble
from aitia.assembly.proposals import similar_concepts
from aitia.errors import InputError
from aitia.model.assembled import Concept, Phrase
from aitia.model.reading import decode
from aitia.model.text import Span

EXAMPLES = Path(__file__).parents[2] / "examples"


def causes(**more: object) -> bytes:
    row = {"cause": "a", "effect": "b", "polarity": 1, **more}
    concepts = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]
    return json.dumps({"format": "aitia.causemap/1", "concepts": concepts, "influences": [row]}).encode()


def net(**more: object) -> bytes:
    row = {"subject": "a", "object": "b", "sign": -1, **more}
    actors = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    return json.dumps({"format": "aitia.network/1", "actors": actors, "ties": [row]}).encode()


def test_a_whole_model_survives_its_file() -> None:
    model = assemble([decode(line) for line in (EXAMPLES / "libya.reading.jsonl").open("rb")])
    again = decode_model(encode_model(model))
    assert again == model
    assert format_of(encode_model(model)) == "aitia.model/1"
    assert encode_model(again) == encode_model(model)
    small = decode_cause_map(json.dumps(cause_map_dict(model.causes)).encode())
    assert [i.id for i in small.influences] == [i.id for i in model.causes.influences]
    network = decode_network(json.dumps(network_dict(model.network)).encode())
    assert [t.sign for t in network.ties] == [t.sign for t in model.ties if t.factuality == "asserted"]


def test_weights_and_signs() -> None:
    (row,) = decode_cause_map(causes(weight=0.4)).influences
    assert (row.polarity, row.weight, row.belief) == (1, 0.4, 1.0)
    (row,) = decode_cause_map(causes(weight=-0.4, polarity=None)).influences
    assert (row.polarity, row.weight) == (-1, 0.4)
    assert decode_network(net(sign="+")).ties[0].sign == 1
    assert decode_network(net(relation="fights")).ties[0].relation == "fights"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "not valid JSON"),
        (b'{"format": "aitia.network/1"}', "aitia.causemap/1"),
        (b"[]", "aitia.causemap/1"),
        (causes(weight=2), "influence 1: \"weight\" must be a number from -1 to 1, not 2"),
        (causes(weight=0), "weight of 0 is no influence"),
        (causes(weight=-0.5), "contradict"),
        (causes(belief=1.5), "\"belief\" must be"),
        (causes(belief=True), "\"belief\" must be"),
        (causes(polarity=0), "polarity is 1 or -1"),
        (causes(polarity=None), "give a polarity"),
        (causes(effect="bb"), "no concept 'bb'; did you mean 'b'"),
        (causes(cause=None), "\"cause\" must be a text"),
        (causes(certainty="sure"), "one of asserted, hedged"),
        (causes().replace(b'"id": "b"', b'"id": "a"'), "the id 'a' is there twice"),
        (causes(weight=1).replace(b'"weight": 1', b'"weight": NaN'), "not valid JSON"),
        (causes(weight=1).replace(b'"weight": 1', b'"weight": 1e999'), "JSON"),
        (b'{"format": "aitia.causemap/1", "concepts": 3}', "must be a list of objects"),
        (b"{" * 100_000, "JSON"),
    ],
)  # fmt: skip
def test_a_cause_map_that_makes_no_sense_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as error:
        decode_cause_map(data, "map.json")
    assert says in str(error.value) and str(error.value).startswith("map.json")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (net(sign=2), "sign is 1 or -1"),
        (net(sign=None), "sign is 1 or -1"),
        (net(relation="likes"), "'likes' is no relation"),
        (net(object="c"), "no actor 'c'"),
        (net(time="soon"), "one of past, current"),
        (net().replace(b'"id": "b"', b'"id": "a"'), "there twice"),
    ],
)
def test_a_network_that_makes_no_sense_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as error:
        decode_network(data, "net.json")
    assert says in str(error.value)


def test_a_model_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(InputError, match="not a valid"):
        decode_model(b'{"format": "aitia.model/1", "actors": 3}')


def test_a_mapping_is_written_edited_and_read(tmp_path: Path) -> None:
    phrase = Phrase(words="=SUM(1), a truce", direction=1, document="d", span=Span(0, 5))
    rows = (Concept(id="truce", label="truce", phrases=(phrase,)), Concept(id="ceasefire", label="ceasefire"))
    text = mapping_text(rows, [("truce", "ceasefire", 0.91)])
    assert "ceasefire (0.91)" in text and "'=SUM" in text
    path = tmp_path / "map.csv"
    path.write_text(text.replace("concept,truce,truce,1", "concept,truce,ceasefire,-1"), encoding="utf-8")
    mapping = read_mapping(path)
    assert mapping.concept("truce") == ("ceasefire", -1)
    assert mapping.concept("ceasefire") == ("ceasefire", 1)
    assert mapping.concept("other") == ("other", 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "must name the columns"),
        ("kind,from,to,direction\nconcept,a,,1\n", ":2: kind is"),
        ("kind,from,to,direction\nthing,a,b,1\n", ":2: kind is"),
        ("kind,from,to,direction\nconcept,a,b,2\n", ":2: kind is"),
        ("kind,from,to,direction\nconcept,a,b,1\nconcept,a,c,1\n", "mapped twice"),
        ("kind,from,to,direction\nconcept,a,b,1\nconcept,b,c,1\nconcept,c,a,1\n", "in a circle"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "map.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_mapping(path)
    assert says in str(error.value)


def test_chains_of_a_mapping_are_followed_whatever_their_order(tmp_path: Path) -> None:
    lines = ["concept,a,b,-1", "concept,b,c,-1"]
    for rows in (lines, lines[::-1]):
        path = tmp_path / "map.csv"
        path.write_text("kind,from,to,direction\n" + "\n".join(rows) + "\n", encoding="utf-8")
        assert read_mapping(path).concept("a") == ("c", 1)


def test_embeddings_propose_the_alike_first() -> None:
    labels = ["oil price", "price of crude oil", "school teachers", "rebel attack", "human rights"]
    rows = [Concept(id=label.replace(" ", "_"), label=label) for label in labels]
    found = similar_concepts(rows, least=0.0)
    assert found[0][:2] == ("oil_price", "price_of_crude_oil")
    assert found == similar_concepts(rows, least=0.0)
    assert similar_concepts(rows, least=1.01) == []
