"""Pronouns: he, she, it and they to the actor that fits best; I to the author or the speaker of a quotation.

How well a candidate fits is weighed in ``antecedents``. Who speaks goes on speaking: "he said" is first of all the
speaker before, not somebody mentioned in the quotation, and inside a quotation "he" is not the speaker. A pronoun that
two fit about as well, or something that is no actor, stays unresolved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from aitia.extract.antecedents import Choice, Referent, choices, is_plural, probabilities, referents
from aitia.extract.cast import Cast, CastMention
from aitia.extract.clause_roles import HE, IT, SHE, THEY, clause_of, kind_of
from aitia.extract.pairs import those_told_of
from aitia.extract.speech import Speech
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.control import ENDEAVOURS, WILLS
from aitia.language.frames import holders, surface_subjects
from aitia.language.page import Page, Sentence, Word, span_of

WE: Final = frozenset(["we", "us", "our", "ours", "ourselves"])
FIRST: Final = frozenset(["i", "me", "my", "mine", "myself"])
_LEAST: Final = {"he": 0.4, "it": 0.45, "they": 0.5}  # how probable an antecedent must be
_FAR: Final = 8  # sentences back to the only person there is

Chooser = Callable[[Word, Sequence[Choice]], tuple[str, ...]]


def resolve_pronouns(page: Page, cast: Cast, choose: Chooser | None = None) -> list[CastMention]:
    """Mentions by third-person pronouns, left to right; each found one can be an antecedent of the next.

    ``choose`` gives the actors that a pronoun stands for, none for nobody; without it the best by weight is taken.
    """
    choose = choose or likeliest
    found: list[CastMention] = []
    recent: list[Referent] = []
    pending = referents(page, cast)
    speech = Speech(page)
    at = 0
    before: Sentence | None = None
    here: Sentence | None = None
    for word in page.words:
        while at < len(pending) and pending[at].head.i < word.i and pending[at].start < word.i:
            recent.append(pending[at])
            at += 1
        if word.sent is not here:
            before, here = here, word.sent
        if len(recent) > 400:
            del recent[:150]
        if word.pos not in ("PRON", "DET") or not word.sent.is_content or word.lower not in _THIRD:
            continue
        candidates = choices(word, recent, cast, speech)
        actors = choose(word, candidates)
        if not actors and choose is likeliest and kind_of(word) == "he":
            actors = _only_one(word, recent, cast)
        elif not actors and choose is likeliest and word.head.lemma in ENDEAVOURS | WILLS:
            actors = _striving(word, recent, cast)
        if not actors and choose is likeliest and kind_of(word) == "they":
            actors = those_told_of(word, candidates, cast, before)
        recent.append(Referent(word, actors, "pronoun", word.i))
        for actor in actors:
            if kind_of(word) == "he" and not cast.members[actor].gender:
                cast.members[actor].gender = "m" if word.lower in HE else "f"
            found.append(CastMention(word.i, word.i + 1, word, actor, "pronoun", span_of([word])))
    return found


_THIRD: Final = HE | SHE | IT | THEY


def likeliest(word: Word, found: Sequence[Choice]) -> tuple[str, ...]:
    """The actor, or those of a list, that a pronoun most probably stands for, where that is probable enough."""
    shares = probabilities(word, found)
    best = max(shares, key=lambda a: (shares[a], a), default=())
    return best if best and shares[best] >= _LEAST[kind_of(word)] else ()


_HELPED: Final = frozenset(
    """accompany advise aid arm assist back encourage endorse equip fund guide help hinder join lead oppose reinforce
    resist support train urge""".split()
)


def _striving(word: Word, recent: Sequence[Referent], cast: Cast) -> tuple[str, ...]:
    """Who does something "in their battle with" others, or "in its determination to" do so: the subject there."""
    noun = word.head
    above = noun.head
    if word.tag != "PRP$" or noun.dep != "pobj" or above.lower not in ("amid", "during", "in", "for"):
        return ()
    verb = above.head
    whose = surface_subjects(verb) if verb.pos == "VERB" else []
    if verb.lemma in _HELPED:  # "backed the army in its fight": the army's
        whose = [x for c in verb.children if c.dep == "dobj" for x in conjuncts(c)]
    if verb.pos == "NOUN":  # "the resolve of the union in its determination to"
        whose = [w for name, w in prepositions(verb) if name == "of"] or holders(verb)
    if len(whose) != 1:
        return ()
    found = [r for r in recent if r.head is whose[0] and len(r.actors) == 1 and r.form != "place"]
    if not found:
        return ()
    member = cast.members[found[-1].actors[0]]
    return found[-1].actors if member.kind not in ("person", "population") or kind_of(word) == "they" else ()


def _only_one(word: Word, recent: Sequence[Referent], cast: Cast) -> tuple[str, ...]:
    """The only person that the last paragraphs speak of, where nobody near fits."""
    gender = "m" if word.lower in HE else "f"
    found: set[str] = set()
    for referent in reversed(recent[-200:]):
        far = word.sent.index - referent.head.sent.index
        if far > _FAR or word.sent.paragraph - referent.head.sent.paragraph > 1:
            break
        if len(referent.actors) != 1 or referent.form == "place" or referent.actors == ("author",):
            continue
        member = cast.members[referent.actors[0]]
        plural = is_plural(member, referent.head, referent.form)
        if member.kind == "person" and member.gender in ("", gender) and not plural:
            found.add(member.id)
    clause = clause_of(word)
    here = {r.key for r in recent[-16:] if r.head.sent is word.sent and clause_of(r.head) is clause}
    return tuple(found) if len(found) == 1 and not here & found else ()
