"""Stamps and datelines within a text, and what only looks like them."""

import pytest

from aitia.language.datelines import datelines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Farmers block road May 19 , 2012 00:00 IST KURNOOL : Farmers on Friday blocked it .",
            ["May 19 , 2012 00:00 IST KURNOOL :"],
        ),
        (
            "Clerks held - Daily News Wire Service , Wire Service : Pune , Thu Jan 15 2009 , 01:38 hrs Two were held .",
            ["- Daily News Wire Service , Wire Service : Pune , Thu Jan 15 2009 , 01:38 hrs"],
        ),
        (
            "PUBLISHED : Friday , 12 September , 2014 , 12:28pm The minister left .",
            ["PUBLISHED : Friday , 12 September , 2014 , 12:28pm"],
        ),
        ("April 16 , 2010 00:00 IST Staff Reporter Police detain two", ["April 16 , 2010 00:00 IST Staff Reporter"]),
        ("Police fired on miners LAGOS , June 21 ( ANA ) - Police fired .", ["LAGOS , June 21 ( ANA ) -"]),
        ("MUMBAI : Workers left .", ["MUMBAI :"]),
        ("KARNATAKA Protest by clerks", ["KARNATAKA"]),
        ("On May 19, 2012, rebels attacked the town at 10:30 pm.", []),
        ("The raid of May 19, 2012, 10:30 pm local time, killed two.", []),
        ("CLINTON: I won.", []),
        ("UPDATE 3 : Rebels left .", []),
        ("IRAN Attacks Israel", []),
        ("RUSSIA vows revenge", []),
    ],
)
def test_datelines(text: str, expected: list[str]) -> None:
    """What is cut out of a text, word for word."""
    assert [text[s.start : s.end] for s in datelines(text)] == expected
