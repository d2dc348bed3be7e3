"""Paragraphs: wrapped lines stay together, whatever the width; lines that stand for themselves do not."""

import textwrap
import time

import pytest

from aitia.language.paragraphs import paragraphs, wrap_width

TOLD = (
    "The ministry of defence has repeatedly denied that it supplies weapons to either side of the war.",
    "Two convoys were stopped at the border in the spring, and their drivers said that they had been paid in advance "
    "by a trader from the coast whom nobody has seen since; the ministry calls him an invention of hostile newspapers.",
    "Nothing came of it.",
    "The union has asked for an inquiry, and the speaker of the parliament, who owes his seat to the union, has "
    "promised to hold one before the summer.",
)


def pieces(text: str) -> list[str]:
    return [" ".join(text[s.start : s.end].split()) for s in paragraphs(text)]


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100, 132])
@pytest.mark.parametrize("indent", ["", "   "])
def test_wrapped_at_any_width(width: int, indent: str) -> None:
    text = "\n\n".join(textwrap.fill(p, width, initial_indent=indent) for p in TOLD)
    assert pieces(text) == list(TOLD)


def test_one_wrapped_sentence_of_two_lines() -> None:
    assert pieces("The ministry of defence has repeatedly denied\nsupplying weapons to the rebels.") == [
        "The ministry of defence has repeatedly denied supplying weapons to the rebels."
    ]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    assert pieces("\n".join(TOLD)) == list(TOLD)
    assert wrap_width("\n".join(TOLD)) == 0


def test_a_list_is_not_wrapped() -> None:
    lines = [
        "Demands:",
        "Withdraw the troops",
        "Release the prisoners",
        "Pay the teachers",
        "Open the road to the port",
    ]
    assert pieces("\n".join(lines)) == lines


def test_a_first_line_that_lost_its_dateline_belongs_to_its_paragraph() -> None:
    text = "The union\n" + textwrap.fill(TOLD[3].removeprefix("The union "), 72)
    assert pieces(text) == [TOLD[3]]


def test_many_lines_without_a_blank_one_take_their_time_in_proportion() -> None:
    def taken(lines: int) -> float:
        text = "\n".join(["the ministry of defence has repeatedly denied that it supplies weapons"] * lines)
        began = time.process_time()
        assert len(list(paragraphs(text))) == 1
        return time.process_time() - began

    taken(1000)
    assert taken(40_000) < 40 * max(taken(4000), 0.005)


def test_a_filled_line_goes_on_where_the_text_is_wrapped() -> None:
    text = (
        "SEVERAL\nHUNDRED SOLDIERS WHO HAD LEFT THEIR BARRACKS IN THE NIGHT WERE SEEN\n"
        "ON THE ROAD TO THE COAST, AND THE HARBOUR MASTER SAYS THAT THEY WERE SHOUTING\nTHE NAME OF A SAINT.\n\n"
        "   INSIDE THE CHAPEL, WHICH TWO OFFICERS GUARDED ALL DAY, A GROUP OF\nNUNS WENT ON WITH THEIR WORK.\n\n"
        "   THE COLONEL LAUGHED ABOUT IT BEFORE HE TOOK HIS BREAKFAST AT THE INN.\nHE WILL NOT LAUGH AGAIN."
    )
    assert pieces(text)[1] == (
        "INSIDE THE CHAPEL, WHICH TWO OFFICERS GUARDED ALL DAY, A GROUP OF NUNS WENT ON WITH THEIR WORK."
    )
    assert pieces(text)[2:] == [
        "THE COLONEL LAUGHED ABOUT IT BEFORE HE TOOK HIS BREAKFAST AT THE INN.",
        "HE WILL NOT LAUGH AGAIN.",
    ]
