"""Who stands how to whom: ties stated by roles, verbs, nouns and compounds, and ties that deeds show.

Example: "Zarif, the regime's foreign minister" → Zarif acts_for the regime; "attacked the rebels" → fights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from aitia.extract.event_newcomers import only_hit
from aitia.extract.tie_apposed import ties_of_appositions
from aitia.extract.tie_bodies import ties_of_bodies, ties_of_members
from aitia.extract.tie_compounds import ties_in_compounds
from aitia.extract.tie_deeds import ties_by_stands, ties_by_words, ties_side_by_side
from aitia.extract.tie_evidence import by_trigger, is_naming, plainest, set_alike, spelled
from aitia.extract.tie_feelings import ties_of_feelings
from aitia.extract.tie_idioms import ties_of_idioms
from aitia.extract.tie_inside import ties_inside
from aitia.extract.tie_leanings import ties_of_leanings
from aitia.extract.tie_limits import is_tie
from aitia.extract.tie_means import ties_of_means
from aitia.extract.tie_measures import ties_of_measures
from aitia.extract.tie_membership import ties_of_membership
from aitia.extract.tie_moves import ties_of_moves
from aitia.extract.tie_mutual import ties_of_their_allies, ties_told_once
from aitia.extract.tie_posts import ties_of_posts
from aitia.extract.tie_precursors import ties_of_precursors
from aitia.extract.tie_predicates import ties_in_predicates
from aitia.extract.tie_received import ties_received
from aitia.extract.tie_refusals import ties_of_refusals
from aitia.extract.tie_seats import ties_of_seats
from aitia.extract.tie_shown import ties_by_deeds
from aitia.extract.tie_standing import ties_by_roles
from aitia.extract.tie_statements import Stated
from aitia.extract.tie_struggles import ties_in_struggles, ties_of_companions, ties_of_joint_attacks
from aitia.extract.tie_times import is_but_told, is_over, ousted, was_of_old
from aitia.extract.tie_titles import ties_by_titles
from aitia.extract.tie_trained import ties_trained
from aitia.extract.tie_views import ties_of_views
from aitia.language.page import Page
from aitia.model.codes import SIGN, Factuality, Relation
from aitia.model.reading import row_id
from aitia.model.records import Tie, TieEvidence
from aitia.model.text import Span

_CONFIDENCE: Final[dict[str, float]] = {
    "role": 0.8,
    "member": 0.7,
    "verb": 0.65,
    "noun": 0.6,
    "adjective": 0.65,
    "phrase": 0.65,
    "mutual": 0.65,
    "demand": 0.65,
    "means": 0.65,
    "order": 0.6,
    "left": 0.65,
    "received": 0.65,
    "refusal": 0.6,
    "view": 0.6,
    "measure": 0.55,
    "office": 0.6,
    "compound": 0.8,
    "deed": 0.6,
    "struggle": 0.6,
    "stand": 0.45,
}


@dataclass(slots=True)
class TiesExtractor:
    """Reads the layer ``ties``: one row per subject, relation, object and factuality, with all its evidence."""

    name: str = field(default="ties")

    def extract(self, page: Page) -> Iterator[Tie]:
        """Yield the ties of a page in the order of their first evidence."""
        stated = [
            *ties_by_roles(page), *ties_by_titles(page), *ties_of_bodies(page), *ties_of_members(page),
            *ties_by_words(page), *ties_in_compounds(page), *ties_in_predicates(page), *ties_by_deeds(page),
            *ties_by_stands(page), *ties_side_by_side(page), *ties_of_moves(page), *ties_told_once(page),
            *ties_received(page), *ties_of_views(page), *ties_of_measures(page), *ties_of_posts(page),
            *ties_of_membership(page), *ties_of_their_allies(page), *ties_of_precursors(page),
            *ties_of_appositions(page), *ties_of_feelings(page), *ties_of_idioms(page), *ties_of_means(page),
            *ties_of_seats(page), *ties_of_refusals(page), *ties_of_leanings(page), *ties_inside(page),
        ]  # fmt: skip
        stated += [*ties_in_struggles(page), *ties_of_joint_attacks(page)]
        stated += list(ties_of_companions(page, stated))  # a list: what it adds is not looked through again
        stated += list(ties_trained(page, stated))
        stated = list(plainest(_by_name(page, [s for s in stated if is_tie(page, s)])))
        fallen = ousted(page)
        for s in stated:
            naming = is_naming(page, s)
            if naming:
                s.claim = page.voices.named_at(s.trigger)
            _set_back(page, s, fallen, naming=naming)
        set_alike(stated)
        grouped: dict[tuple[str, Relation, str, bool], list[Stated]] = {}
        for s in sorted(stated, key=lambda s: (s.sentence, s.trigger)):
            if s.subject.actor == s.object.actor or only_hit(s.object.actor, page):
                continue  # "shelled two villages" is no stand
            s.subject, s.object = spelled(page, s.subject), spelled(page, s.object)
            grouped.setdefault((s.subject.actor, s.relation, s.object.actor, s.factuality == "negated"), []).append(s)
        for (subject, relation, object_, negated), group in grouped.items():
            tie = _tie(subject, relation, object_, negated, group)
            p = page.cache.get("tie_opinions", {}).get((subject, object_, tie.sign))
            if p is not None:
                page.opinions[tie.id] = p
            yield tie


def _set_back(page: Page, s: Stated, fallen: frozenset[str], *, naming: bool) -> None:
    """Tell a tie of the past where its words are of a time that is over, and of today where they but tell of a deed."""
    word = page.word_at(s.trigger.start)
    if word is None or s.factuality == "planned" or s.rule.startswith(("stand", "trained")):
        return
    if s.time == "past" and not s.rule.startswith(("deed", "left")) and is_but_told(word):
        s.time = "current"
    last = page.words_in(s.trigger)[-1:] if naming else [word]
    if s.time == "current" and any(is_over(page, w, naming=naming) for w in last):
        s.time = "past"
    office = naming and s.rule.startswith(("role", "office")) and s.relation in _OFFICES
    if office and s.time == "current" and (s.subject.actor in fallen or was_of_old(page, last[-1] if last else word)):
        s.time = "past"


_OFFICES: Final[frozenset[Relation]] = frozenset(["acts_for", "controls", "rules"])


def _by_name(page: Page, stated: list[Stated]) -> list[Stated]:
    """Without an office that a named actor is said to hold told again of whoever holds it: "X as his envoy"."""
    members = page.cast.members
    held = {
        (s.trigger, s.object.actor) for s in stated if s.rule.startswith("role/") and members[s.subject.actor].named
    }
    return [
        s for s in stated
        if not s.rule.startswith("role/") or members[s.subject.actor].named or (s.trigger, s.object.actor) not in held
    ]  # fmt: skip


def _tie(subject: str, relation: Relation, object_: str, negated: bool, group: list[Stated]) -> Tie:
    first = group[0]
    evidence: dict[tuple[Span | None, ...], TieEvidence] = {}
    for s in by_trigger(group):
        a, b = s.subject.span, s.object.span
        place = (a, b) if a is not None and b is not None else (s.sentence, s.trigger)
        evidence.setdefault(place, TieEvidence(sentence=s.sentence, subject=a, object=b, trigger=s.trigger))
    claims = tuple(dict.fromkeys(s.claim for s in group))
    real = [s for s in group if s.factuality == "asserted"]
    factuality: Factuality = "negated" if negated else "asserted" if real else first.factuality
    time = next((t for t in ("current", "past", "prospective") if any(s.time == t for s in real or group)), first.time)
    miss = 1.0
    for s in group[:4]:
        miss *= 1 - (s.probability if s.probability is not None else _CONFIDENCE[s.rule.split("/")[0]])
    return Tie(
        id=row_id("tie", subject, relation, object_, negated), subject=subject, object=object_, relation=relation,
        sign=SIGN[relation], time=time, factuality=factuality, evidence=tuple(evidence.values()), claim=claims[0],
        rule=first.rule, confidence=round(min(0.95, 1 - miss), 3), claims=claims if len(claims) > 1 else (),
    )  # fmt: skip
