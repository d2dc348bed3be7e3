"""The pictures: boxes and labels that never cover each other, arrows that end where they should."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.model.reading import Reading
from aitia.model.records import Actor, CausalLink, Tie, TieEvidence
from aitia.model.text import Document, Provenance, Span
from aitia.present.cause_graph import MOST_LINKS, cause_picture
from aitia.present.geometry import Picture, Rect, bezier, text_width, wrap
from aitia.present.graph import MOST_ACTORS, actor_picture
from aitia.present.sections import view
from aitia.present.svg import svg

WORDS = ("drought ruin the harvest of the northern plain hunger drives young men into militias "
         "raids on markets close the roads and prices rise again in every town ").split()  # fmt: skip


def check(picture: Picture) -> None:
    """No two boxes share an area, labels touch neither boxes nor labels, all lies on the canvas."""
    canvas = Rect(-0.5, -0.5, picture.width + 1, picture.height + 1)
    boxes = [node.rect for node in picture.nodes]
    labels = [edge.spot for edge in picture.edges if edge.spot]
    for one, other in combinations([*boxes, *labels], 2):
        assert not one.overlaps(other), (one, other)
    for rect in (*boxes, *labels):
        assert canvas.x <= rect.x and rect.x + rect.w <= canvas.x + canvas.w
        assert canvas.y <= rect.y and rect.y + rect.h <= canvas.y + canvas.h
    rects = {node.key: node.rect for node in picture.nodes}
    for edge in picture.edges:
        assert rects[edge.source].grown(6).holds(edge.points[0])
        assert rects[edge.target].grown(9).holds(edge.points[-1])
    for node in picture.nodes:
        assert all(text_width(line, 12) <= node.rect.w for line in node.lines)


def tied(pairs: list[tuple[int, int, int]]) -> Reading:
    """A reading with numbered actors and a tie per pair: subject, object, sign."""
    names = sorted({end for a, b, _ in pairs for end in (a, b)})
    relation = {1: "supports", -1: "fights", 0: "rules"}
    return Reading(
        document=Document(id="t", text="words"),
        actors=tuple(
            Actor(id=f"a{n}", name=f"{WORDS[n % len(WORDS)].title()} Front of Region {n}", kind="state") for n in names
        ),
        ties=tuple(
            Tie(id=f"t{n}", subject=f"a{a}", object=f"a{b}", relation=relation[sign], sign=sign, claim="voice",
                evidence=(TieEvidence(sentence=Span(0, 5)),))
            for n, (a, b, sign) in enumerate(pairs)
        ),
        provenance=Provenance(),
    )  # fmt: skip


def chained(pairs: list[tuple[int, int, int]]) -> Reading:
    """A reading with causes between numbered stretches of a text."""
    text = ""
    spans = []
    for n in range(60):
        words = " ".join(WORDS[(n * 3 + k) % len(WORDS)] for k in range(2 + n % 9)) + f" {n}"
        spans.append(Span(len(text), len(text) + len(words)))
        text += words + ". "
    return Reading(
        document=Document(id="c", text=text),
        causes=tuple(
            CausalLink(id=f"k{n}", cause=spans[a], effect=spans[b], polarity=sign or 1, claim="voice",
                       certainty=("asserted", "hedged", "negated")[n % 3])
            for n, (a, b, sign) in enumerate(pairs)
        ),
        provenance=Provenance(),
    )  # fmt: skip


ENDS = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24), st.sampled_from([-1, 0, 1])), min_size=1, max_size=45)


@settings(deadline=None, max_examples=25)
@given(ENDS)
def test_actor_pictures_keep_everything_apart(pairs):
    picture = actor_picture(view(tied(pairs)))
    if any(a != b for a, b, _ in pairs):
        assert picture is not None
        assert len(picture.nodes) <= MOST_ACTORS
        check(picture)
    else:
        assert picture is None


@settings(deadline=None, max_examples=40)
@given(ENDS)
def test_cause_pictures_keep_everything_apart(pairs):
    picture = cause_picture(view(chained(pairs)))
    if picture is None:
        assert all(a == b for a, b, _ in pairs)
        return
    assert len(picture.edges) <= MOST_LINKS
    check(picture)


def test_arrows_keep_clear_of_other_boxes():
    pairs = [(0, n, 1) for n in range(1, 9)] + [(n, n + 1, -1) for n in range(1, 9)]
    for picture in (actor_picture(view(tied(pairs))), cause_picture(view(chained(pairs)))):
        assert picture is not None
        hits = 0
        for edge in picture.edges:
            others = [node.rect for node in picture.nodes if node.key not in (edge.source, edge.target)]
            hits += any(rect.holds(point) for point in bezier(edge.points) for rect in others)
        assert hits <= 1


def test_causes_flow_from_left_to_right():
    picture = cause_picture(view(chained([(1, 2, 1), (2, 3, -1), (1, 3, 1)])))
    assert picture is not None
    at = {node.key: node.rect.x for node in picture.nodes}
    assert all(at[edge.source] < at[edge.target] for edge in picture.edges)


def test_a_circle_of_causes_is_drawn():
    picture = cause_picture(view(chained([(1, 2, 1), (2, 3, 1), (3, 1, -1)])))
    assert picture is not None
    assert len(picture.nodes) == len(picture.edges) == 3
    check(picture)


def test_overlapping_spans_become_one_box():
    text = "the long drought ruined crops; the drought emptied villages"
    first, again = text.index("the long"), text.index("the drought")
    reading = Reading(
        document=Document(id="d", text=text),
        causes=(
            CausalLink(id="k1", cause=Span(first, 16), effect=Span(24, 29), polarity=-1, claim="v"),
            CausalLink(id="k2", cause=Span(first + 4, 16), effect=Span(17, 29), polarity=1, claim="v"),
            CausalLink(id="k3", cause=Span(again, again + 11), effect=Span(51, 59), polarity=-1, claim="v"),
        ),
        provenance=Provenance(),
    )
    picture = cause_picture(view(reading))
    assert picture is not None
    assert sorted(node.title for node in picture.nodes) == ["crops", "ruined crops", "the drought", "the long drought",
                                                            "villages"]  # fmt: skip


def test_a_joint_cause_continues_the_chain_of_its_parts():
    text = "Raids spread fear and closed the roads, and fear and closed roads bred hunger."
    a, b = text.index("fear"), text.index("closed the roads")
    reading = Reading(
        document=Document(id="d", text=text),
        causes=(
            CausalLink(id="k1", cause=Span(0, 5), effect=Span(a, a + 4), polarity=1, claim="v"),
            CausalLink(id="k2", cause=Span(0, 5), effect=Span(b, b + 16), polarity=1, claim="v"),
            CausalLink(id="k3", cause=Span(a, b + 16), effect=Span(71, 77), polarity=1, claim="v"),
        ),
        provenance=Provenance(),
    )
    picture = cause_picture(view(reading))
    assert picture is not None
    assert sorted(node.title for node in picture.nodes) == ["Raids", "closed the roads", "fear", "hunger"]
    assert len(picture.edges) == 4


def test_signs_have_their_own_line_and_arrow(reading):
    picture = actor_picture(view(reading))
    assert picture is not None
    drawn = svg(picture, name="x", title="<t>", about="a", links={"a1": "row-a1"}, line=15)
    for kind in ("pos", "neg", "neu faint"):
        assert f'class="edge {kind}"' in drawn
    assert "&lt;t&gt;" in drawn
    assert 'href="#row-a1"' in drawn


def test_left_out_actors_are_counted():
    picture = actor_picture(view(tied([(n, n + 1, 1) for n in range(30)])))
    assert picture is not None
    assert picture.left_out == 31 - len(picture.nodes)


@pytest.mark.parametrize("text", ["a" * 500, "word " * 300, "国" * 90, "", "é" * 3])
def test_wrapping_stays_in_its_box(text):
    lines = wrap(text, 120, 12, 3)
    assert len(lines) <= 3
    assert all(text_width(line, 12) <= 120 for line in lines)


def test_the_same_ties_give_the_same_picture():
    pairs = [(n % 7, n * 3 % 11, (n % 3) - 1) for n in range(30)]
    assert actor_picture(view(tied(pairs))) == actor_picture(view(tied(pairs)))
    assert cause_picture(view(chained(pairs))) == cause_picture(view(chained(pairs)))


def test_no_ties_no_picture(empty, reading):
    assert actor_picture(view(empty)) is None
    assert cause_picture(view(empty)) is None
    assert cause_picture(view(replace(reading, causes=reading.causes[3:]))) is None
