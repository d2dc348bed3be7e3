"""From readings to influences, ties and contradictions: nothing averaged, nothing lost, every row with its words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.assembly.model import assemble
from aitia.model.records import Claim
from made import at, reading

TEXT = "Sanctions raise prices. Sanctions lower prices. Sanctions may raise prices. Sanctions do not raise prices."
HARM = {"cause": "Sanctions", "effect": "prices"}


def test_opposed_polarities_stay_two_influences_with_both_quotes() -> None:
    made = reading(TEXT, causes=[HARM, {"cause": "Sanctions#2", "effect": "prices#2", "polarity": -1}])
    model = assemble([made])
    assert {(i.cause, i.effect, i.polarity) for i in model.causes.influences} == {
        ("sanction", "price", 1), ("sanction", "price", -1),
    }  # fmt: skip
    (found,) = model.contradictions
    assert found.kind == "polarity"
    assert [s.quote for s in found.one] == ["Sanctions raise prices."]
    assert [s.quote for s in found.other] == ["Sanctions lower prices."]


def test_hedged_and_hypothetical_rows_are_influences_of_their_own() -> None:
    made = reading(TEXT, causes=[HARM, {"cause": "Sanctions#3", "effect": "prices#3", "certainty": "hedged"}])
    rows = assemble([made]).causes.influences
    assert [i.certainty for i in rows] == ["asserted", "hedged"]
    assert rows[1].belief < rows[0].belief


def test_a_purpose_is_an_aim_not_an_effect() -> None:
    made = reading(TEXT, causes=[{**HARM, "relation": "purpose"}])
    (row,) = assemble([made]).causes.influences
    assert row.relation == "purpose" and row.certainty == "hedged"


def test_denials_are_kept_and_count_against() -> None:
    denied = {"cause": "Sanctions#4", "effect": "prices#4", "certainty": "negated"}
    (row,) = assemble([reading(TEXT, causes=[HARM, denied])]).causes.influences
    assert row.denials and row.supports and row.belief < 0.65
    (alone,) = assemble([reading(TEXT, causes=[denied])]).causes.influences
    assert alone.belief == 0 and alone.certainty == "negated" and not alone.supports


def test_a_negated_claim_denies_what_hangs_on_it() -> None:
    text = "The minister denied that sanctions raise prices."
    claim = Claim(id="c", kind="attributed", sources=("m",), cue=at(text, "denied"), content=(at(text, "sanctions"),),
                  parent="voice", negated=True)  # fmt: skip
    made = reading(text, actors={"m": ["The minister"]}, claims=[claim],
                   causes=[{"cause": "sanctions", "effect": "prices", "claim": "c"}])  # fmt: skip
    (row,) = assemble([made]).causes.influences
    assert not row.supports
    assert row.denials[0].voices == ("the_minister",)


def test_every_support_quotes_the_sentence_it_stands_in() -> None:
    made = reading(TEXT, causes=[{"cause": "Sanctions#2", "effect": "prices#2"}])
    (support,) = assemble([made]).causes.influences[0].supports
    assert support.quote == "Sanctions lower prices."
    assert made.text[support.span.start : support.span.end] == support.quote
    assert (support.document, support.row, support.rule) == ("doc", "cause-1", "made")


def test_a_cause_of_itself_is_told_and_left_out() -> None:
    model = assemble([reading("War breeds war.", causes=[{"cause": "War", "effect": "war"}])])
    assert not model.causes.influences
    assert "from a concept to itself" in model.notes[0]


def test_independent_voices_add_and_the_same_voice_does_not() -> None:
    def says(doc: str, author: str) -> object:
        return reading(f"In {doc}: sanctions raise prices.", name=doc, author=author,
                       causes=[{"cause": "sanctions", "effect": "prices"}])  # fmt: skip

    beliefs = []
    for authors in (["Ada Quill"], ["Ada Quill", "Ada Quill"], ["Ada Quill", "Ben Roe"]):
        made = [says(f"d{n}", author) for n, author in enumerate(authors)]
        (row,) = assemble(made).causes.influences  # type: ignore[arg-type]
        beliefs.append(round(row.belief, 4))
    assert beliefs == [0.65, 0.65, 0.8775]


def test_ties_by_time_and_denials() -> None:
    rows = [
        {"subject": "a", "object": "b", "relation": "supports", "sign": 1},
        {"subject": "a", "object": "b", "relation": "supports", "sign": 1, "time": "past"},
        {"subject": "b", "object": "a", "relation": "fights", "sign": -1},
        {"subject": "a", "object": "b", "relation": "supports", "sign": 1, "factuality": "negated"},
    ]
    model = assemble([reading("Alpha arms Beta.", actors={"a": ["Alpha"], "b": ["Beta"]}, ties=rows)])
    assert [(t.relation, t.time, t.factuality) for t in model.ties] == [
        ("supports", "current", "asserted"), ("supports", "past", "asserted"), ("fights", "current", "asserted"),
        ("supports", "current", "negated"),
    ]  # fmt: skip
    assert sorted(c.kind for c in model.contradictions) == ["denial", "denial", "tie"]
    assert {a.id for a in model.network.actors} == {"alpha", "beta"}


def test_options_say_which_concept_they_set() -> None:
    text = "We must end the blockade. The blockade starves the city."
    made = reading(text, options=[{"action": "end the blockade"}],
                   causes=[{"cause": "The blockade", "effect": "starves the city"}])  # fmt: skip
    model = assemble([made])
    (option,) = model.options
    assert (option.concept, option.direction, option.stance) == ("siege", -1, "advocated")
    assert model.causes.influences[0].cause == "siege"


def test_events_without_a_date_or_a_second_party_stay_apart() -> None:
    def doc(name: str, **more: object) -> object:
        return reading(f"Alpha struck Beta, says {name}.", name=name, actors={"a": ["Alpha"], "b": ["Beta"]},
                       events=[{"type": "ASSAULT", "actors": ["a"], **more}])  # fmt: skip

    assert len(assemble([doc("d"), doc("e")]).events) == 2  # type: ignore[list-item]
    both = assemble([doc("d", recipients=["b"]), doc("e", recipients=["b"])])  # type: ignore[list-item]
    assert len(both.events) == 1 and len(both.events[0].supports) == 2


WORDS = ["war", "peace", "fear", "hunger", "trade", "chaos"]
LINKS = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(0, 5), st.sampled_from([1, -1]),
        st.sampled_from(["asserted", "hedged", "negated"]),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(LINKS, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_reordering_readings_changes_nothing_but_the_order(
    documents: list[list[tuple[int, int, int, str]]], random: object
) -> None:
    made = []
    for n, links in enumerate(documents):
        text = f"Document {n}: " + " ".join(f"{WORDS[a]} moves {WORDS[b]}." for a, b, _, _ in links)
        causes, seen = [], dict.fromkeys(WORDS, 0)
        for a, b, polarity, certainty in links:
            row: dict[str, object] = {"polarity": polarity, "certainty": certainty}
            for key, word in (("cause", WORDS[a]), ("effect", WORDS[b])):
                seen[word] += 1
                row[key] = f"{word}#{seen[word]}"
            causes.append(row)
        made.append(reading(text, name=f"d{n}", author=f"Author Number{n}", causes=causes))  # type: ignore[arg-type]
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    there, back = assemble(made), assemble(shuffled)

    def rows(model: object) -> dict[str, tuple[float, int, int]]:
        return {i.id: (round(i.belief, 9), len(i.supports), len(i.denials)) for i in model.causes.influences}  # type: ignore[attr-defined]

    assert rows(there) == rows(back)
    total = sum(len(i.supports) for i in there.causes.influences)
    loops = sum(
        WORDS[a] == WORDS[b] or {WORDS[a], WORDS[b]} == {"war", "peace"} for ls in documents for a, b, _, _ in ls
    )
    assert total + len({s.row + s.document for i in there.causes.influences for s in i.denials}) + loops == sum(
        len(ls) for ls in documents
    )


def test_the_quote_of_a_support_is_the_whole_sentence() -> None:
    text = "Rain fell. In the U.S. Mr. J. Doe said sanctions raise prices, as Gen. Roe did. Snow fell."
    made = reading(text, causes=[{"cause": "sanctions", "effect": "prices"}])
    (support,) = assemble([made]).causes.influences[0].supports
    assert support.quote == "In the U.S. Mr. J. Doe said sanctions raise prices, as Gen. Roe did."
