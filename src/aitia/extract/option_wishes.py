"""What is wished or backed, but no course of action for anybody: "I want to thank you", "supports the union"."""

from __future__ import annotations

from typing import Final

from aitia.extract.option_advice import own_view
from aitia.extract.option_drafts import infinitive
from aitia.language.page import Page, Word

_IN_OFFICE: Final = frozenset("GOV LEG MIL REB PTY OPP IGO JUD".split())
_OWN_WISHES: Final = frozenset(
    """add assert assure become clarify congratulate declare discuss do emphasise emphasize express feel find get give
    go have hear help hold inform know learn live look make mention note point reiterate remind say see speak state
    stress study suggest talk tell thank try understand use vote wait warn work""".split()
)
_ERRANDS: Final = frozenset(
    """arrive attend buy celebrate come display drive eat fly marry move read remain rest return sell sit spend stay
    support travel visit walk write""".split()
)
# what bodies and officials do day by day, announced as on the calendar
_ROUTINE: Final = frozenset(
    """address air announce appeal attend brief broadcast celebrate demonstrate distribute file gather hire host inspect
    interview march market meet monitor post probe protest rally spend sue travel unveil update visit""".split()
)
# and what of it needs its object to be told
_OCCASIONS: Final = frozenset(
    """briefing ceremony conference event hearing interview march meeting poll rally report review service session
    statement survey tour training vigil visit""".split()
)
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight morning afternoon evening".split()
)
_THINGS: Final = frozenset(  # things and people one supports, but no courses of action
    """arms attack base border coalition drone force government network peacekeeper raid regime rule ship siege strike
    trade troop union war warfare weapon""".split()
)


def is_private(page: Page, deed: Word, by: list[Word], doer: list[Word]) -> bool:
    """ "I want to thank you", "she wanted to travel": a person's own wish, no course of action for anybody."""
    if doer and doer != by:
        private = _all_outsiders(page, by) and _all_outsiders(page, doer)
        return private and not any(w.lower in ("i", "we") for w in by) and not own_view(page, deed)
    if infinitive(deed) and deed.lemma in _OWN_WISHES:
        return True
    if deed.pos == "NOUN" and any(w.lower in ("i", "we") for w in by) and own_view(page, deed):
        return False  # "we want the vote", in a text that argues
    return _all_private(page, by)


def is_errand(page: Page, deed: Word, by: list[Word]) -> bool:
    """ "I will vote for her", "plans to travel": what a private person is about to do, no course for anybody."""
    thing = deed.child("dobj")
    if deed.lemma in _ROUTINE or (thing is not None and thing.lemma in _OCCASIONS) or _is_dated(deed):
        return True
    if not by:
        return False
    return (deed.lemma in _OWN_WISHES | _ERRANDS and _all_private(page, by)) or _all_outsiders(page, by)


def _is_dated(deed: Word) -> bool:
    """ "will vote on Tuesday", "next week": on the calendar already."""
    near = [*deed.children, *(x for c in deed.children if c.dep == "prep" for x in c.children)]
    return any(
        c.lower in _DAYS or (c.lemma in ("week", "month") and any(x.lower in ("next", "this") for x in c.children))
        for c in near
        if c.dep in ("npadvmod", "pobj", "advmod")
    )


def _all_private(page: Page, by: list[Word]) -> bool:
    """Whether all of them are persons without an office."""
    members = page.cast.members
    return not any(
        members[p.actor].kind != "person" or _IN_OFFICE & set((members[p.actor].code or "").split())
        for p in page.cast.everyone(by)
        if p.actor in members
    )


def _all_outsiders(page: Page, by: list[Word]) -> bool:
    """Whether all of them are businesses or private people: what a company plans is its own affair."""
    members = page.cast.members
    found = [members[p.actor] for p in page.cast.everyone(by) if p.actor in members]
    return bool(found) and all(
        "BUS" in (m.code or "").split()
        or m.kind == "population"
        or (m.kind == "person" and not m.named and not _IN_OFFICE & set((m.code or "").split()))
        for m in found
    )


def is_no_course(noun: Word, word: Word) -> bool:
    """ "supports the union", "backs the Second Amendment": no deed that one could do."""
    if noun.pos == "PROPN":
        return word.lemma not in ("oppose", "opposed")
    plan = any(c.lower in ("a", "an", "new", "any", "further", "more") for c in noun.children)
    return noun.pos == "NOUN" and noun.lemma in _THINGS and not plan and word.lemma not in ("oppose", "opposed")
