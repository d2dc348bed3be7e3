"""Attitudes told from the side of whoever meets with them: "drew criticism from X", "won the backing of X".

Example: "The senator enjoys the support of the unions" → the unions support the senator.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_statements import Stated, stated
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.frames import frame
from aitia.language.page import Page, Word
from aitia.language.status import status
from aitia.model.codes import Relation

_RECEIVING: Final = frozenset(
    """accept attract command draw earn encounter endure enjoy face garner gain get have incur obtain pick provoke
    receive secure suffer sustain win""".split()
)
_RELYING: Final = frozenset("bank count depend draw lean rely rest".split())
ATTITUDES: Final[dict[str, Relation]] = {
    **dict.fromkeys("acclaim accolade admiration allegiance applause approval backing blessing encouragement "
                    "endorsement loyalty plaudit praise solidarity support sympathy vote".split(), "supports"),
    **dict.fromkeys("funding sponsorship".split(), "sponsors"),
    **dict.fromkeys("anger attack backlash barb broadside condemnation contempt criticism defiance denunciation "
                    "disdain fire flak fury hatred hostility ire opposition outrage rage rebuke reprimand reproach "
                    "resentment ridicule scorn wrath".split(), "opposes"),
}  # fmt: skip
_POSSESSED: Final = frozenset(["command", "draw", "earn", "enjoy", "face", "gain", "get", "have", "incur", "obtain",
                               "pick", "provoke", "receive", "secure", "win"])  # fmt: skip


def ties_received(page: Page) -> Iterator[Stated]:
    """Who stands how to whoever gets their support or their criticism."""
    cast: Cast = page.cast
    for verb in page.words:
        if verb.pos != "VERB" or not verb.sent.is_content:
            continue
        roles = frame(verb)
        met = roles.patients if verb.lemma in _RECEIVING else []
        if verb.lemma in _RELYING:
            met = [*met, *roles.at("on", "upon")]
        for noun in met:
            relation = ATTITUDES.get(noun.lemma.lower())
            if relation is None or noun.pos not in ("NOUN", "PROPN") or _is_refused(noun):
                continue
            givers = cast.everyone(_givers(noun, verb))
            state = status(verb)
            if not givers or state.needed or state.hypothetical:
                continue
            for a in givers:
                for b in cast.everyone(roles.agents, places=False):
                    factuality = "negated" if state.negated else "asserted"
                    yield stated(
                        page, a, b, relation, noun, [verb, noun] if noun.i - verb.i < 4 else [noun],
                        f"received/{noun.lemma.lower()}", time=state.time, factuality=factuality,  # type: ignore[arg-type]
                    )  # fmt: skip


def is_received(noun: Word) -> bool:
    """Whether a noun of attitude is what somebody meets with: of "has the support of X" X is the giver."""
    verb = noun.head
    return noun.dep == "dobj" and verb.lemma in _POSSESSED and noun.lemma in ATTITUDES


def _is_refused(noun: Word) -> bool:
    return any(c.lower in ("no", "little", "scant") for c in noun.children)


def _givers(noun: Word, verb: Word) -> list[Word]:
    """Whose an attitude is: its possessor, or who stands under "from", "of" or "by"."""
    owners = [x for c in noun.children if c.dep == "poss" and c.tag != "PRP$" for x in conjuncts(c)]
    if owners:
        return owners
    under = [w for name, w in prepositions(noun) if name in ("from", "of", "by")]
    return under or [w for name, w in prepositions(verb) if name == "from" and w.i > noun.i]
