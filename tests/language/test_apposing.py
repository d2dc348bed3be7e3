"""A person's name behind a comma hangs on the noun that it tells."""

from __future__ import annotations

import pytest

from aitia.language.parse import read_page
from aitia.model.text import Document


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("The mayor of Tetovo, Arben Kasa, condemned the police.", "Kasa", "mayor"),
        ("He blamed the head of the central bank, Luc Moreau, for it.", "Moreau", "head"),
        ("The imam of the main mosque, Sheikh Hassan Aweys, called on them to disarm.", "Aweys", "imam"),
        ("Dana Whitlock attacked her opponent, Rep. Bill Stroud.", "Stroud", "opponent"),
        ("Moscow's ally Ramzan Kerimov threatened Ukraine.", "Kerimov", "ally"),
    ],
)
def test_a_name_is_beside_its_noun(text: str, name: str, noun: str) -> None:
    word = next(w for w in read_page(Document(id="x", text=text)).words if w.text == name)
    assert (word.dep, word.head.text) == ("appos", noun)


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("The governor of Helmand, Kandahar and Zabul spoke.", "Kandahar", "governor"),
        ("She met the mayor of Paris, Texas, on Monday.", "Texas", "mayor"),
    ],
)
def test_other_names_stay_where_they_are(text: str, name: str, noun: str) -> None:
    word = next(w for w in read_page(Document(id="x", text=text)).words if w.text == name)
    assert word.head.text != noun or word.dep != "appos"
