"""The stand-alone figures: well-formed, self-contained, told by more than colour, nothing drawn that is not there."""

from __future__ import annotations

import doctest
import importlib
import os
import random
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.model.assembled import CauseMap, Concept, Influence, NetworkActor, SignedNetwork, SignedTie, Support
from aitia.model.outcomes import Agreement, Balance, Comparison, Hinge, Hinges, Outcome, Scenario, WhatIf
from aitia.model.outcomes import Path as Chain
from aitia.model.text import Span
from aitia.present import figure_style
from aitia.present.figure_bars import outcomes_svg
from aitia.present.figure_causes import cause_map_svg
from aitia.present.figure_matrix import agreement_svg
from aitia.present.figure_network import network_svg
from aitia.present.figure_tornado import tornado_svg
from aitia.present.geometry import Point, Rect, text_width

SVG = "{http://www.w3.org/2000/svg}"
SUPPORT = Support(document="d", row="r", span=Span(0, 3), quote="so")
HOSTILE = '</title><script>alert(1)</script>"\'&<a href="http://x.y">\u202eevil\u2066\x00\x1b[31m\ud800\ufffe'


def concepts(*names: str) -> tuple[Concept, ...]:
    return tuple(Concept(id=name, label=f"the {name}") for name in names)


def link(cause: str, effect: str, polarity: int = 1, **more) -> Influence:
    return Influence(cause=cause, effect=effect, polarity=polarity, **{"belief": 0.7, "supports": (SUPPORT,), **more})


CAUSES = CauseMap(
    concepts=concepts("drought", "hunger", "raids", "trade", "aid", "fear"),
    influences=(
        link("drought", "hunger"), link("hunger", "raids", certainty="hedged"), link("raids", "trade", -1),
        link("trade", "hunger", -1, belief=0.95), link("aid", "hunger", -1, certainty="hypothetical", belief=0.2),
        link("aid", "raids", certainty="negated", belief=0.0, denials=(SUPPORT,)), link("raids", "fear"),
        link("raids", "fear", -1, denials=(SUPPORT, SUPPORT)), link("fear", "fear", relation="purpose"),
    ),
)  # fmt: skip
ANSWER = WhatIf(
    engine="montecarlo",
    scenario=Scenario(set={"drought": 1.0, "aid": -0.5}, cut=("trade",)),
    outcomes=(
        Outcome(concept="fear", sign="?", p_up=0.44, p_down=0.41, p_none=0.15),
        Outcome(concept="drought", sign="+", p_up=1.0, p_down=0.0, p_none=0.0),
        Outcome(concept="hunger", sign="+", p_up=0.812, p_down=0.01, p_none=0.178),
        Outcome(concept="raids", sign="-", p_up=0.1, p_down=0.6, p_none=0.3),
        Outcome(concept="trade", sign="0", p_up=0.0, p_down=0.0, p_none=1.0),
        Outcome(concept="aid", sign="-", p_up=0.0, p_down=1.0, p_none=0.0),
    ),
    notes=("100 worlds",),
)
NETWORK = SignedNetwork(
    actors=tuple(NetworkActor(id=a, name=f"Actor {a.upper()}", kind="state", country="IRQ") for a in "abcdef"),
    ties=(
        SignedTie(subject="a", object="b", sign=1, relation="supports"),
        SignedTie(subject="b", object="a", sign=1, relation="aligned_with", belief=0.3),
        SignedTie(subject="a", object="c", sign=-1, relation="fights"),
        SignedTie(subject="c", object="d", sign=1, relation="sponsors", factuality="planned"),
        SignedTie(subject="b", object="d", sign=-1, relation="opposes", time="prospective"),
        SignedTie(subject="a", object="d", sign=1, relation="part_of"),
        SignedTie(subject="b", object="c", sign=-1, relation="opposes", factuality="negated"),
        SignedTie(subject="e", object="f", sign=-1, relation="suppresses", time="past"),
        SignedTie(subject="f", object="a", sign=0, relation="rules"),
    ),
)
BALANCE = Balance(
    actors=6, ties=7, triads=(), balanced=1, unbalanced=1, torn=0, frustration_index=1, optimal=True, bound=1,
    blocs=(("a", "b"), ("c", "d"), ("e",), ("f",)), frustrated=("a>d:part_of:current",),
    notes=("1 tie without a sign",),
)  # fmt: skip
HINGES = Hinges(
    concept="hunger", sign="+", p=0.7, error=0.01, turning=("drought>hunger:+:asserted",), turning_proven=True,
    influences=(
        Hinge(kind="influence", id="drought>hunger:+:asserted", label="drought leads to hunger", p_dropped=0.21,
              p_flipped=0.05, p_believed=0.88),
        Hinge(kind="influence", id="trade>hunger:-:asserted", label="trade curbs hunger", p_dropped=0.69,
              p_flipped=0.72, p_believed=0.7),
    ),
    voices=(Hinge(kind="voice", id="", label="", p_dropped=0.45),),
)  # fmt: skip
COMPARISON = Comparison(
    sources=("x", "y", ""), names={"x": "The Times", "y": "The Post"}, items=(), gaps=(), alpha=0.31,
    agreements=(Agreement(one="x", other="y", agree=12, disagree=3, unsettled=2),
                Agreement(one="y", other="", agree=1, disagree=4)),
)  # fmt: skip
FIGURES = {
    "causes": lambda: cause_map_svg(CAUSES),
    "answer": lambda: cause_map_svg(CAUSES, answer=ANSWER),
    "network": lambda: network_svg(NETWORK, BALANCE),
    "network plain": lambda: network_svg(NETWORK),
    "outcomes": lambda: outcomes_svg(ANSWER, CAUSES),
    "tornado": lambda: tornado_svg(HINGES, CAUSES),
    "agreement": lambda: agreement_svg(COMPARISON),
}


def parsed(svg: str) -> ET.Element:
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg" and root.get("version") == "1.1"
    return root


def having(root: ET.Element, *classes: str) -> list[ET.Element]:
    return [e for e in root.iter() if set(classes) <= set(e.get("class", "").split())]


def drawn(root: ET.Element) -> list[ET.Element]:
    """The arrows that stand for something: those of the legend have no title."""
    return [e for e in having(root, "edge") if e.find(f"{SVG}title") is not None]


def title(element: ET.Element) -> str:
    return element.findtext(f"{SVG}title") or ""


def words(root: ET.Element) -> str:
    return " | ".join(" ".join("".join(t.itertext()) for t in e.iter(f"{SVG}tspan")) or (e.text or "")
                      for e in root.iter(f"{SVG}text"))  # fmt: skip


def rect(element: ET.Element) -> Rect:
    return Rect(*(float(element.get(key, "nan")) for key in ("x", "y", "width", "height")))


def check_apart(root: ET.Element) -> None:
    """Boxes and labels share no area and lie on the paper."""
    boxes = [rect(e.find(f"{SVG}rect")) for e in having(root, "node") if e.find(f"{SVG}title") is not None]
    plates = [rect(e) for e in having(root, "plate")]
    body = next(e for e in root.iter(f"{SVG}g") if "translate" in (e.get("transform") or ""))
    dx, dy = map(float, re.findall(r"-?[\d.]+", body.get("transform", "")))
    width, height = (float(root.get(key, "nan")) for key in ("width", "height"))
    for one, other in combinations([*boxes, *plates], 2):
        assert not one.grown(-0.2).overlaps(other), (one, other)
    for r in (*boxes, *plates):
        assert r.x + dx >= -0.1 and r.x + r.w + dx <= width + 0.1 and r.y + dy >= 0 and r.y + r.h + dy <= height
    for group in having(root, "node"):
        box = group.find(f"{SVG}rect")
        for span in group.iter(f"{SVG}tspan"):
            assert text_width(span.text or "", 12) <= float(box.get("width"))
            assert rect(box).y + 8 < float(span.get("y")) < rect(box).y + rect(box).h


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_one_file_that_needs_nothing(name):
    svg = FIGURES[name]()
    root = parsed(svg)
    assert root.find(f"{SVG}title").text and root.find(f"{SVG}desc").text
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        "svg", "title", "desc", "style", "defs", "marker", "pattern", "path", "rect", "line", "g", "text", "tspan",
    }  # fmt: skip
    for e in root.iter():
        for key, value in e.attrib.items():
            assert not key.lower().startswith("on") and "href" not in key, (key, value)
            assert "url(" not in value or re.fullmatch(r"url\(#[a-z-]+\)", value)
    style = root.findtext(f"{SVG}style")
    assert "prefers-color-scheme:dark" in style and "@import" not in style
    assert set(re.findall(r"url\(([^)]*)\)", style)) <= {"#hatch"}
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)


@pytest.mark.parametrize("name", FIGURES)
def test_words_stay_on_the_paper(name):
    root = parsed(FIGURES[name]())
    width = float(root.get("width"))

    def walk(element: ET.Element, dx: float) -> None:
        shift = re.match(r"translate\((-?[\d.]+)", element.get("transform") or "")
        dx += float(shift[1]) if shift else 0.0
        if element.tag == f"{SVG}text" and not having(element, "label", "sub"):
            size = 17 * 1.09 if "title" in element.get("class", "") else 12.3
            for span in element.iter(f"{SVG}tspan"):
                w = text_width(span.text or "", size)
                x = (
                    dx
                    + float(span.get("x"))
                    - {"start": 0, "middle": w / 2, "end": w}[element.get("text-anchor", "middle")]
                )
                assert x >= -0.5 and x + w <= width + 0.5, span.text
        for child in element:
            walk(child, dx)

    walk(root, 0.0)


def test_every_influence_is_drawn_once_with_its_sign_dash_and_head():
    root = parsed(cause_map_svg(CAUSES))
    edges = {title(e).split(";")[0]: e for e in drawn(root)}
    sign = {1: "+", -1: "−"}
    kind = {"hedged": " may", "hypothetical": " if", "negated": " denied", "asserted": ""}
    expect = {
        f"the {row.cause} ({sign[row.polarity]}{kind[row.certainty]}) the {row.effect}": row
        for row in CAUSES.influences
        if row.cause != row.effect
    }
    assert edges.keys() == expect.keys()
    for key, row in expect.items():
        classes = edges[key].get("class").split()
        assert ("pos" if row.polarity > 0 else "neg") in classes
        assert edges[key].get("marker-end") == f"url(#causes-{'pos' if row.polarity > 0 else 'neg'})"
        assert ("dot" in classes) == (row.certainty in ("hedged", "hypothetical"))
    assert "(on itself: + aim)" in words(root)
    assert len(having(root, "cross")) == 2 + 1  # two that are denied, one in the legend
    check_apart(root)


def test_signs_differ_by_dash_and_by_the_shape_of_the_head():
    root = parsed(cause_map_svg(CAUSES))
    style = root.findtext(f"{SVG}style")
    assert re.search(r"\.edge\.neg\{[^}]*stroke-dasharray:9 5", style)
    assert not re.search(r"\.edge\.pos\{[^}]*dasharray", style)
    assert re.search(r"\.edge\.dot\{[^}]*stroke-dasharray:0\.1 6", style)
    heads = {m.get("id"): m.find(f"{SVG}path").get("d") for m in root.iter(f"{SVG}marker")}
    assert len(set(heads.values())) == len(heads) == 3
    said = words(root)
    for key in ("(solid)", "dashed, barred head", "dotted: hedged", "somebody denies it", "belief 0.1 to 1"):
        assert key in said


def test_the_more_belief_the_wider():
    edges = drawn(parsed(cause_map_svg(CAUSES)))
    wide = {
        title(e).split(" (")[0] + title(e).split(") ")[1].split(";")[0]: float(e.get("stroke-width")) for e in edges
    }
    assert wide["the tradethe hunger"] > wide["the droughtthe hunger"] > wide["the aidthe hunger"] > 1


def test_an_answer_frames_what_is_set_and_marks_what_follows():
    root = parsed(cause_map_svg(CAUSES, answer=ANSWER))
    state = {title(e): set(e.get("class").split()) for e in having(root, "node") if title(e)}
    assert state == {
        "the drought: ▲ set: more": {"node", "t-set"},
        "the aid: ▼ set: less": {"node", "t-set"},
        "the trade: ○ held, causes cut": {"node", "t-cut"},
        "the hunger: ▲ more 0.81": {"node", "t-up"},
        "the raids: ▼ less 0.60": {"node", "t-down"},
        "the fear: ? ▲ 0.44 ▼ 0.41": {"node", "t-open"},
    }
    said = words(root)
    assert "Supposed: the drought ▲ more; the aid ▼ less; the trade ○ held" in said
    assert "Note: 100 worlds" in said
    check_apart(root)


def test_what_is_nearest_to_the_question_or_most_believed_is_kept_and_the_rest_counted():
    chain = [link(f"c{n}", f"c{n + 1}", belief=0.5 + n / 100) for n in range(20)]
    causes = CauseMap(concepts=concepts(*(f"c{n}" for n in range(21))), influences=tuple(chain))
    top = {title(e).split(" (")[0] for e in drawn(parsed(cause_map_svg(causes, most=3)))}
    assert top == {"the c17", "the c18", "the c19"}
    answer = WhatIf(engine="sign", scenario=Scenario(set={"c5": 1.0}), outcomes=())
    root = parsed(cause_map_svg(causes, answer=answer, most=3))
    assert {title(e).split(" (")[0] for e in drawn(root)} == {"the c5", "the c6", "the c7"}
    assert "Not drawn: 17 more influences" in words(root)
    alone = parsed(cause_map_svg(causes, answer=answer, most=0))
    assert [title(e) for e in having(alone, "node") if title(e)] == ["the c5: ▲ set: more"]


def test_actors_and_ties_are_those_of_the_network_and_stand_in_their_blocs():
    root = parsed(network_svg(NETWORK, BALANCE, {"a": "Alpha"}))
    hulls = {title(e).split(":")[0]: rect(e) for e in having(root, "hull")}
    boxes = {title(e): rect(e.find(f"{SVG}rect")) for e in having(root, "node")}
    assert boxes.keys() == {"Alpha", *(f"Actor {a}" for a in "BCDEF")}
    name = {"a": "Alpha", **{a: f"Actor {a.upper()}" for a in "bcdef"}}
    for at, bloc in enumerate(BALANCE.blocs, 1):
        for actor in name:
            middle = boxes[name[actor]].middle
            assert hulls[f"Bloc {at}"].holds(middle) == (actor in bloc)
    for one, other in combinations(hulls.values(), 2):
        assert not one.overlaps(other)
    assert "Bloc 1" in words(root) and "Bloc 4" in words(root)
    edges = {re.sub(r" \(belief.*", "", title(e)): e for e in drawn(root)}
    assert edges.keys() == {
        "Alpha supports Actor B", "Actor B aligned with Alpha", "Alpha fights Actor C",
        "planned: Actor C sponsors Actor D", "to come: Actor B opposes Actor D", "Alpha part of Actor D",
        "denied: Actor B opposes Actor C", "past: Actor E suppresses Actor F", "Actor F rules Alpha",
    }  # fmt: skip
    assert "neg" in edges["Alpha fights Actor C"].get("class").split()
    assert "neu" in edges["Actor F rules Alpha"].get("class").split()
    assert "dot" in edges["planned: Actor C sponsors Actor D"].get("class").split()
    torn = [e for e in drawn(root) if "torn" in e.get("class").split()]
    assert [title(e) for e in torn] == ["Alpha part of Actor D (belief 1.00); against the blocs"]
    halos = {e.get("d") for e in having(root, "halo")}
    assert torn[0].get("d") in halos
    assert re.search(r"\| !", words(root))
    check_apart(root)


def test_no_arrow_runs_through_a_box_of_a_modest_network():
    draw = random.Random(5)
    ids = [f"n{at}" for at in range(14)]
    side = {key: 1 if at % 3 else -1 for at, key in enumerate(ids)}
    ties = []
    for _ in range(24):
        a, b = draw.sample(ids, 2)
        ties.append(SignedTie(subject=a, object=b, sign=side[a] * side[b], relation="supports"))
    blocs = tuple(tuple(key for key in ids if side[key] == s) for s in (1, -1))
    balance = Balance(
        actors=14, ties=24, triads=(), balanced=0, unbalanced=0, torn=0, frustration_index=0, optimal=True, bound=0,
        blocs=blocs, frustrated=(),
    )  # fmt: skip
    network = SignedNetwork(actors=tuple(NetworkActor(id=key, name=key) for key in ids), ties=tuple(ties))
    root = parsed(network_svg(network, balance))
    boxes = {title(e): rect(e.find(f"{SVG}rect")) for e in having(root, "node")}
    through = 0
    for edge in drawn(root):
        a, b = re.match(r"(\S+) supports (\S+)", title(edge)).groups()
        numbers = [float(v) for v in re.findall(r"-?[\d.]+", edge.get("d"))]
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = zip(numbers[::2], numbers[1::2], strict=True)
        for t in (n / 40 for n in range(41)):
            u = 1 - t
            x = u**3 * ax + 3 * u * u * t * bx + 3 * u * t * t * cx + t**3 * dx
            y = u**3 * ay + 3 * u * u * t * by + 3 * u * t * t * cy + t**3 * dy
            hit = [key for key, r in boxes.items() if key not in (a, b) and r.holds(Point(x, y))]
            through += bool(hit)
    assert through == 0
    check_apart(root)


def test_chances_are_bars_to_either_side_with_their_numbers():
    root = parsed(outcomes_svg(ANSWER, CAUSES))
    bars = {(title(e), e.get("class")): rect(e) for e in having(root, "bar") if title(e)}
    up, down = bars["P(more) 0.81", "bar pos"], bars["P(less) 0.60", "bar neg"]
    assert up.x == pytest.approx(down.x + down.w, abs=0.2)  # both start at the axis
    assert up.w / down.w == pytest.approx(0.812 / 0.6, rel=0.01)
    assert bars["P(no effect) 0.18", "bar none"].x > up.x + up.w
    said = words(root)
    assert "0.81" in said and "0.60" in said and "0.44" in said and "▲" in said and "▼" in said
    labels = [t for t in said.split(" | ") if t.startswith("the ")]
    assert labels == ["the hunger", "the raids", "the fear"]  # by strength; what is set or cut has no row


def test_values_and_signs_have_their_own_bars():
    rows = (Outcome(concept="hunger", sign="+", value=3.2), Outcome(concept="raids", sign="-", value=-0.41),
            Outcome(concept="fear", sign="0", value=0.0),
            Outcome(concept="trade", sign="?", value=float("nan")))  # fmt: skip
    answer = WhatIf(engine="linear", scenario=Scenario(set={"drought": 1.0}), outcomes=rows)
    root = parsed(outcomes_svg(answer, CAUSES))
    assert {title(e) for e in having(root, "bar") if title(e)} == {"value 3.20", "value −0.41"}
    assert "not finite" in words(root) and "No effect on 1 other concept." in words(root)
    paths = tuple(Chain(concepts=(start, "raids"), influences=("i",), sign=sign)
                  for start, sign in (("drought", "+"), ("aid", "+"), ("aid", "-")))  # fmt: skip
    rows = (Outcome(concept="raids", sign="?", paths=paths, exact=False), Outcome(concept="fear", sign="+"))
    answer = WhatIf(engine="sign", scenario=Scenario(set={"drought": 1.0, "aid": -1.0}), outcomes=rows)
    said = words(parsed(outcomes_svg(answer, CAUSES)))
    assert "paths disagree: 2 paths to more, 1 path to less" in said
    assert "?*" in said and "* could not be decided" in said


def test_the_tornado_has_a_bar_for_each_change_around_p():
    root = parsed(tornado_svg(HINGES, CAUSES))
    bars = {title(e): rect(e) for e in having(root, "bar") if title(e)}
    assert len(bars) == 3 + 3 + 1
    dropped = bars["★ drought leads to hunger, dropped: P = 0.21"]
    believed = bars["★ drought leads to hunger, believed fully: P = 0.88"]
    assert dropped.x + dropped.w == pytest.approx(believed.x, abs=0.2)
    assert dropped.w / believed.w == pytest.approx((0.7 - 0.21) / (0.88 - 0.7), rel=0.02)
    said = words(root)
    assert said.index("drought leads") < said.index("voice: unnamed sources") < said.index("trade curbs")
    assert "Dropping 1 influence turns it (no smaller set does): drought leads to hunger." in said
    many = Hinges(concept="hunger", sign="-", p=0.5, error=0.0, turning=None, turning_proven=False, voices=(),
                  influences=tuple(Hinge(kind="influence", id=f"{n}", label=f"row {n:02}", p_dropped=0.5 + n / 100)
                                   for n in range(20)))  # fmt: skip
    said = words(parsed(tornado_svg(many, CAUSES)))
    assert "row 05" in said and "row 04" not in said and "Not drawn: 5 rows" in said
    still = Hinge(kind="influence", id="still", label="row of nothing", p_dropped=0.504)
    said = words(parsed(tornado_svg(replace(many, influences=(*many.influences[:3], still)), CAUSES)))
    assert "row 02" in said and "row of nothing" not in said and "row 00" not in said and "Not drawn: 2 rows" in said


def test_the_matrix_has_both_numbers_for_each_two_sources():
    root = parsed(agreement_svg(COMPARISON))
    said = words(root)
    assert said.count("12 / 3") == 2 and said.count("1 / 4") == 2 and "~2" in said and "unnamed sources" in said
    assert "alpha over all items: 0.31" in said
    more = [title(e) for e in having(root, "cell", "more") if title(e)]
    hatched = [title(e) for e in having(root, "cell", "hatched") if title(e)]
    assert more[0] == "The Times and The Post agree on 12 items, disagree on 3"
    assert hatched[0] == "The Post and unnamed sources agree on 1 item, disagree on 4"
    many = tuple(f"s{n}" for n in range(30))
    rows = tuple(Agreement(one="s0", other=s, agree=n, disagree=0) for n, s in enumerate(many) if n)
    wide = parsed(agreement_svg(Comparison(sources=many, names={}, items=(), agreements=rows, gaps=())))
    assert "Not drawn: 10 sources" in words(wide) and "s29" in words(wide) and "s1 " not in words(wide) + " "
    silent = replace(COMPARISON, sources=(*COMPARISON.sources, "nobody"))
    assert "nobody" not in words(parsed(agreement_svg(silent)))
    assert "Not drawn: 1 source with no item in common with any other." in words(parsed(agreement_svg(silent)))
    assert "Nothing to draw" in words(parsed(agreement_svg(replace(COMPARISON, agreements=()))))


def test_nothing_to_draw_is_said():
    nobody = SignedNetwork(actors=(), ties=())
    alone = SignedNetwork(actors=(), ties=(SignedTie(subject="a", object="a", sign=1),))
    no_map = CauseMap(concepts=(), influences=())
    nothing = WhatIf(engine="sign", scenario=Scenario(set={}), outcomes=())
    unmoved = WhatIf(engine="sign", scenario=Scenario(set={}), outcomes=(Outcome(concept="hunger", sign="0"),))
    no_hinges = Hinges(
        concept="x", sign="+", p=0.0, error=0.0, influences=(), voices=(), turning=None, turning_proven=False
    )
    nobody_says = Comparison(sources=("x",), names={}, items=(), agreements=(), gaps=())
    for svg in (
        cause_map_svg(no_map), cause_map_svg(CAUSES, most=0), network_svg(nobody), network_svg(alone, BALANCE),
        outcomes_svg(nothing, no_map), tornado_svg(no_hinges, no_map), agreement_svg(nobody_says),
    ):  # fmt: skip
        assert "Nothing to draw" in words(parsed(svg))
        assert not drawn(parsed(svg)) and not having(parsed(svg), "bar")
    assert "Nothing follows" in words(parsed(outcomes_svg(unmoved, CAUSES)))


@pytest.mark.parametrize("label", [HOSTILE, "w" * 5000, "word " * 900, "مرحبا بالعالم", "", "\n\t ", "汉字" * 90])
def test_labels_of_strangers_do_no_harm(label):
    named = CauseMap(
        concepts=(Concept(id="a", label=label), Concept(id="b", label=label)), influences=(link("a", "b"),)
    )
    odd = CauseMap(concepts=(), influences=(link(label, label + "x"),))
    answer = WhatIf(engine="sign", scenario=Scenario(set={"a": 1.0}), notes=(label,) * 20,
                    outcomes=(Outcome(concept="b", sign="+"),))  # fmt: skip
    network = SignedNetwork(actors=(NetworkActor(id="a", name=label), NetworkActor(id="b", name=label, country=label)),
                            ties=(SignedTie(subject="a", object="b", sign=1),))  # fmt: skip
    hinge = Hinge(kind="voice", id=label, label=label, p_dropped=0.2, quotes=(label,))
    hinges = Hinges(concept=label, sign="+", p=0.5, error=float("nan"), influences=(), voices=(hinge,),
                    turning=(label,), turning_proven=False, notes=(label,))  # fmt: skip
    sources = Comparison(sources=("a", "b"), names={"a": label, "b": label}, items=(), gaps=(), notes=(label,),
                         agreements=(Agreement(one="a", other="b", agree=1, disagree=1),))  # fmt: skip
    for svg in (
        cause_map_svg(named, answer=answer, title=label), cause_map_svg(odd), network_svg(network, title=label),
        outcomes_svg(answer, named), tornado_svg(hinges, named), agreement_svg(sources),
    ):  # fmt: skip
        root = parsed(svg)
        assert not any(e.tag.removeprefix(SVG) in ("script", "a") for e in root.iter())
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffe\ud800-\udfff]", svg)
        assert len(svg) < 60_000
        svg.encode("utf-8")
        if having(root, "node"):
            check_apart(root)


SCRIPT = """
import sys; sys.path.insert(0, sys.argv[1])
import hashlib, test_present_figures as t
print(hashlib.sha256("".join(make() for make in t.FIGURES.values()).encode()).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed():
    seen = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(Path(__file__).parent)], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        seen.add(run.stdout)
    assert len(seen) == 1


def test_large_input_is_drawn_in_bounded_time_and_size():
    draw = random.Random(7)
    ids = [f"c{n}" for n in range(1000)]
    rows = tuple(link(*draw.sample(ids, 2), draw.choice((1, -1)), belief=draw.random()) for _ in range(5000))
    causes = CauseMap(concepts=concepts(*ids), influences=rows)
    answer = WhatIf(engine="fcm", scenario=Scenario(set={"c0": 1.0}),
                    outcomes=tuple(Outcome(concept=c, sign="+", value=draw.random()) for c in ids))  # fmt: skip
    ties = tuple(SignedTie(subject=a, object=b, sign=draw.choice((1, -1)), belief=draw.random())
                 for a, b in (draw.sample(ids[:300], 2) for _ in range(5000)))  # fmt: skip
    network = SignedNetwork(actors=tuple(NetworkActor(id=c, name=c) for c in ids[:300]), ties=ties)
    blocs = Balance(
        actors=300, ties=5000, triads=(), balanced=0, unbalanced=0, torn=0, frustration_index=9, optimal=False, bound=1,
        blocs=(tuple(ids[:150]), tuple(ids[150:300])), frustrated=tuple(tie.id for tie in ties[:9]),
    )  # fmt: skip
    hinges = Hinges(concept="c1", sign="+", p=0.5, error=0.01, voices=(), turning=None, turning_proven=False,
                    influences=tuple(Hinge(kind="influence", id=r.id, label=r.id, p_dropped=draw.random())
                                     for r in rows))  # fmt: skip
    for make in (
        lambda: cause_map_svg(causes), lambda: cause_map_svg(causes, answer=answer),
        lambda: network_svg(network, blocs), lambda: outcomes_svg(answer, causes), lambda: tornado_svg(hinges, causes),
    ):  # fmt: skip
        start = time.process_time()
        svg = make()
        assert time.process_time() - start < 6.0  # about half a second; coverage doubles it
        assert len(svg) < 120_000
        root = parsed(svg)
        assert len(drawn(root)) <= 48
        assert float(root.get("width")) < 3000
        if having(root, "node"):
            check_apart(root)


ROWS = st.lists(
    st.tuples(
        st.integers(0, 9), st.integers(0, 9), st.sampled_from([1, -1]), st.floats(0, 1),
        st.sampled_from(["asserted", "hedged", "hypothetical", "negated"]),
    ),
    min_size=1, max_size=30, unique_by=lambda row: (row[0], row[1], row[2], row[4]),
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(ROWS, st.integers(1, 30), st.booleans())
def test_whatever_the_map_boxes_stay_apart_and_all_is_accounted_for(rows, most, asked):
    names = [f"c{n}" for n in range(10)]
    causes = CauseMap(
        concepts=concepts(*names),
        influences=tuple(link(f"c{a}", f"c{b}", s, belief=p, certainty=kind) for a, b, s, p, kind in rows),
    )
    answer = WhatIf(engine="sign", scenario=Scenario(set={"c3": -1.0}),
                    outcomes=tuple(Outcome(concept=c, sign="+") for c in names)) if asked else None  # fmt: skip
    root = parsed(cause_map_svg(causes, answer=answer, most=most))
    check_apart(root)
    itself = sum(len(m.split(",")) for m in re.findall(r"\(on itself: ([^)]*)\)", words(root)))
    left = re.search(r"Not drawn: (\d+)", words(root))
    shortened = "…" in words(root)  # a long list of a concept's effects on itself
    total = len(drawn(root)) + itself + (int(left[1]) if left else 0)
    assert total == len(rows) or (shortened and total <= len(rows))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return sum(w * (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4)
               for w, v in zip((0.2126, 0.7152, 0.0722), parts, strict=True))  # fmt: skip


@pytest.mark.parametrize("pens", [figure_style._LIGHT, figure_style._DARK], ids=["light", "dark"])
def test_contrast_meets_wcag_aa(pens):
    def contrast(one: str, other: str) -> float:
        a, b = sorted((luminance(pens[one]), luminance(pens[other])))
        return (b + 0.05) / (a + 0.05)

    for text, ground in [
        *((t, g) for t in ("ink", "soft") for g in ("paper", "node", "hull")),
        *((t, g) for t in ("pos", "neg", "neu") for g in ("paper", "node", "hull")), ("ink", "set"), ("ink", "halo"),
    ]:  # fmt: skip
        assert contrast(text, ground) >= 4.5, (text, ground)
    for pen, ground in (("line", "paper"), ("pos", "halo"), ("neg", "halo")):
        assert contrast(pen, ground) >= 3.0, (pen, ground)


@pytest.mark.parametrize("name", ["causes", "network", "bars", "tornado", "matrix"])
def test_the_examples_in_the_docstrings_run(name):
    result = doctest.testmod(importlib.import_module(f"aitia.present.figure_{name}"))
    assert result.attempted and not result.failed
