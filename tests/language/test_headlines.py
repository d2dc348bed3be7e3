"""Headlines in title case get their small letters back before parsing."""

from __future__ import annotations

import pytest

from aitia.language.headlines import sentence_case


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("France Condemns Attack on Mali", "France condemns attack on Mali"),
        ("Turkey Shoots Down Russian Jet Near Border", "Turkey shoots down Russian jet near border"),
        ("Asia Worries About War in South Sudan", "Asia worries about war in South Sudan"),
        ("United Nations Urges Israel to Lift Blockade", "United Nations urges Israel to lift blockade"),
        ("RUSSIA INVADES UKRAINE AT DAWN", "RUSSIA INVADES UKRAINE AT DAWN"),
        ("The army of Mali attacked the rebels on Monday.", "The army of Mali attacked the rebels on Monday."),
        ("Angela Merkel, Vladimir Putin", "Angela Merkel, Vladimir Putin"),
        ("", ""),
    ],
)
def test_sentence_case(headline: str, expected: str) -> None:
    assert sentence_case(headline) == expected
    assert len(sentence_case(headline)) == len(headline)
