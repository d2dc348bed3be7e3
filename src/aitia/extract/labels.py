"""What a described actor is called: the words of its description without article, down to the bare noun.

Example: "their two senior commanders in Goma" → "commanders in Goma", "senior commanders", "commanders".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from aitia.extract.cast import Cast, Member
from aitia.extract.nominals import LIGHT_MODIFIERS, Description, is_counted, plain
from aitia.language.page import Page, Word, span_of
from aitia.lexicon.actors import Registry

_WHERE: Final = ("of", "in", "from", "to", "for", "at", "on", "near")


def label(description: Description, page: Page, cast: Cast, registry: Registry) -> tuple[str, list[str]]:
    """A name for a described actor and its other forms, fullest first: without article, down to the bare noun."""
    head = description.head
    kept = _from(description.words, lambda w: w.dep not in ("det", "predet") and w.lower not in ("the", "a", "an"))
    bare = _from(kept, lambda w: w.pos != "NUM")
    core = _from(kept, lambda w: not _is_light(w) and w.pos not in ("NUM", "ADV", "PUNCT"))
    if is_counted(description):
        core = bare = kept
    own = _from(core, lambda w: w.dep != "poss" and w.tag not in ("PRP$", "POS") and w.lower not in ("own", "'s", "’s"))
    mention = description.owner
    owner = cast.members[mention.actor] if mention is not None else None
    names: list[str] = []
    if owner is not None and mention is not None and mention.form == "pronoun":
        names.extend(_owned(_text(page, own), owner, registry))
    after = ("of", "in", "from", "to", "for", "at", "near") if _is_doer(head) else _WHERE
    post = [w for p in head.children if p.dep == "prep" and p.i > head.i and p.lower in after for w in p.subtree()]
    while post and post[-1].pos == "CCONJ":
        post.pop()  # "secretary of state | and candidate for mayor"
    if post and len(post) <= 6 and post[-1].i - head.i == len(post) and any(w.pos == "PROPN" for w in post):
        names.extend(_text(page, [*words, *post]) for words in (core, bare))
    national = [w for w in kept if mention is not None and description.link == "adj" and w.i >= mention.start]
    names.extend(_text(page, words) for words in (core, bare, kept, national, own, [head]))
    unique = list(dict.fromkeys(plain(n).strip(" -–,") for n in names if n))
    return unique[0], [
        n for n in unique[1:] if not n.lower().startswith(("his ", "her ", "its ", "their ", "our ", "my "))
    ]


def _is_doer(word: Word) -> bool:
    """Whether somebody stands after "by", so that "on" tells to whom he does it: "an attack by rebels on a town"."""
    return word.dep == "pobj" and word.head.lower == "by"


def _is_light(word: Word) -> bool:
    """Whether a modifier is no part of a name; "New" of "the New York banker" is."""
    return word.lower in LIGHT_MODIFIERS and not (word.pos == "PROPN" and word.head.pos == "PROPN")


def _owned(noun: str, owner: Member, registry: Registry) -> list[str]:
    """ "its officials" by whose they are: "Iranian officials", "officials of Iran"; "Uribe's critics"."""
    if owner.kind == "person":
        return [f"{owner.name.split()[-1]}'s {noun}", f"{noun} of {owner.name}"]
    adjective = registry.adjectives.get(owner.name)
    return [f"{adjective} {noun}" if adjective else f"{owner.name} {noun}", f"{noun} of {owner.name}"]


def _text(page: Page, words: list[Word]) -> str:
    if not words:
        return ""
    if words[-1].i - words[0].i + 1 == len(words):
        return " ".join(page.quote(span_of(words)).split())
    return " ".join(w.text for w in words)


def _from(words: list[Word], fits: Callable[[Word], bool]) -> list[Word]:
    """The end of a phrase after its last word that does not fit; at least its head."""
    cut = max((k for k, w in enumerate(words[:-1]) if not fits(w) and not _inside(words, k)), default=-1)
    return words[cut + 1 :]


def _inside(words: list[Word], k: int) -> bool:
    """Whether a word only joins or is joined: the parts of "long-standing", the comma between adjectives."""
    joined = any(0 <= i < len(words) and words[i].text in ("-", "–", "‑") for i in (k - 1, k + 1))
    return joined or (words[k].pos == "PUNCT" and k > 0)
