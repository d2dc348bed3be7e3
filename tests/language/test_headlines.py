"""Headlines in title case and texts in capitals get their small letters back before parsing."""

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


@pytest.mark.parametrize(
    ("capitals", "expected"),
    [
        (
            "IF WE DIED, HE SAID, BECAUSE OF HIM, THE WOMEN AND THE POLICEMEN WHOSE SONS DIED DON'T CARE.",
            "If we died, he said, because of him, the women and the policemen whose sons died don't care.",
        ),
        (
            "THE U.S.  EMBASSY IN EL SALVADOR SAID THE 6TH BRIGADE LEFT.  CUBA, IRAN AND CHAD DENIED IT AT 0100 GMT.",
            "The U.S.  embassy in El Salvador said the 6th brigade left.  Cuba, Iran and Chad denied it at 0100 GMT.",
        ),
        (
            "THE EUROPEAN ECONOMIC COMMUNITY (EEC) MET. THE EEC TOLD US THAT THE US AND MR. CRISTIANI WILL PAY.",
            "The European Economic Community (EEC) met. The EEC told us that the US and Mr. Cristiani will pay.",
        ),
        (
            "GUERRILLAS OF THE FMLN ATTACKED DETACHMENT NO. 1, IN CHALATENANGO; I SAW IT, THE UN OBSERVER SAID.",
            "Guerrillas of the FMLN attacked detachment no. 1, in Chalatenango; I saw it, the UN observer said.",
        ),
    ],
)
def test_a_text_in_capitals(capitals: str, expected: str) -> None:
    assert sentence_case(capitals) == expected
