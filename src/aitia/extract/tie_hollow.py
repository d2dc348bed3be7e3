"""Deeds that show no stand of who does them: courtesies, warnings for somebody's sake, trade, what is paid for work.

Example: "warned him of a plot", "welcomed the guest", "condemned the murder of the editor" → no tie of the two.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.tie_measures import aimed
from aitia.extract.tie_reality import is_undone
from aitia.language.arcs import conjuncts, prepositions
from aitia.language.frames import frame, surface_subjects
from aitia.language.page import Page, Word
from aitia.model.records import Event, Participant

_POLITE: Final = frozenset(["greet", "reassure", "receive", "welcome"])
_DECEIVING: Final = frozenset("deceive fool lure mislead trick".split())
_DISMISSING: Final = frozenset(["defy", "dismiss", "reject", "rubbish", "spurn"])
_ANSWERED: Final = frozenset(
    "conclusion demand finding offer order plan proposal report ruling ultimatum verdict".split()
)
_AGAINST: Final = ("against", "at", "of", "on", "over", "to", "toward", "towards", "with")


def is_hollow(page: Page, event: Event) -> bool:
    """Whether nothing follows from a deed for how its doer stands to whom it is done to."""
    if event.factuality == "hypothetical" or event.rule.startswith("verb/deny-"):
        return True  # who denies having armed somebody is not against him
    if event.type == "REJECT" and _is_of_measure(page, event):
        return True  # who blocks a resolution against somebody is not against him
    words = page.words_in(event.trigger)
    if any(is_undone(w) for w in words if w.pos == "VERB"):
        return True
    lemmas = {w.lemma for w in words}
    if event.type == "SUPPORT" and lemmas & _POLITE and all(_is_person(page, p) for p in event.recipients):
        return True  # "welcomed the guest"
    if event.type == "COERCE" and (lemmas & _DECEIVING or _is_of_votes(page, event, lemmas)):
        return True
    if event.type == "AID" and "pay" in lemmas and all(_is_person(page, p) for p in event.recipients):
        return True  # "was paid by the company to give speeches"
    if event.type == "ASSAULT" and "enter" in lemmas and not any(_is_armed(page, p) for p in event.actors):
        return True  # "kept the traffickers from entering Peru"
    if event.type == "COOPERATE" and "extradite" in lemmas and any(_is_person(page, p) for p in event.actors):
        return True  # "was extradited to the United States"
    if event.type == "ACCUSE" and (lemmas & _INQUIRIES or _is_asked(page, event) or _is_price(words)):
        return True
    if event.type == "ACCUSE" and (_is_praise(words) or _is_confided(page, event, words)):
        return True
    if event.type in ("ACCUSE", "SANCTION") and event.actors and all(_is_bench(page, p) for p in event.actors):
        return True  # "a jury found him guilty"
    if event.type == "ASSAULT" and any(is_mistaken(w) for w in words):
        return True
    if event.type == "COERCE" and _takes_office(page, event, words):
        return True
    if event.type == "SUPPORT" and any(stands_there(w) for w in words):
        return True
    if event.type == "SUPPORT" and _is_comfort(words) and not any(_is_named(page, p) for p in event.recipients):
        return True  # "extended condolences to the families"
    return _is_of_crime(page, event) or _is_alarm(page, event) or _is_trade(page, event)


_BY_CHANCE: Final = frozenset("accidentally inadvertently mistakenly unintentionally unwittingly".split())


def is_mistaken(verb: Word) -> bool:
    """Whether somebody is hit by accident: "mistakenly bombed a column of refugees", "shot him by mistake"."""
    if any(c.lower in _BY_CHANCE for c in verb.children):
        return True
    return any(name in ("by", "in") and w.lemma in ("accident", "error", "mistake") for name, w in prepositions(verb))


_BENCH: Final = frozenset("court courts judge judges jurors jury magistrate magistrates tribunal".split())


def _is_bench(page: Page, who: Participant) -> bool:
    """Whether somebody judges and takes no side: a court, a jury."""
    cast: Cast = page.cast
    words = cast.members[who.actor].name.lower().split()
    return bool(words) and (words[-1] in _BENCH or (words[0] in _BENCH and "of" in words))


def _takes_office(page: Page, event: Event, words: list[Word]) -> bool:
    """Whether a person takes over a body that he is to lead: "took over a rotten ministry"."""
    taken = any(w.lemma == "take" and any(c.lower == "over" for c in w.children) for w in words)
    cast: Cast = page.cast
    if not taken or any(_is_armed(page, p) for p in event.actors):
        return False
    return all(cast.kind(p.actor) in ("organisation", "government") for p in event.recipients)


_PRICES: Final = frozenset("cent dollar euro fee fine interest peso pound price rate rent rouble toll".split())
_PRAISING: Final = frozenset(
    "beautiful beloved best brave brilliant darling dear favorite favourite fine genius great hero wonderful".split()
)


def _is_price(words: list[Word]) -> bool:
    """Whether money is asked: "charges me 120 euros a day"."""
    things = [c for w in words if w.lemma == "charge" for c in w.children if c.dep in ("dobj", "npadvmod", "dative")]
    return any(c.ent == "MONEY" or c.lemma in _PRICES for c in things)


def _is_praise(words: list[Word]) -> bool:
    """Whether somebody is called something good: "called him his favourite general"."""
    verbs = [w for w in words if w.lemma in ("call", "label", "name")]
    below = [x for w in verbs for x in w.subtree() if x.i > w.i and x.i < w.i + 8]
    return any(x.lower in _PRAISING for x in below)


def _is_confided(page: Page, event: Event, words: list[Word]) -> bool:
    """Whether those who are complained to are taken for those who are complained of: "complained to me"."""
    cast: Cast = page.cast
    verbs = [w for w in words if w.lemma in ("complain", "confess", "grumble", "lament", "moan", "protest")]
    told = {p.actor for v in verbs for name, w in prepositions(v) if name == "to" for p in cast.who(w)}
    return bool(told) and all(p.actor in told for p in event.recipients)


_PLACING: Final = frozenset("above atop at beside near on outside under".split())
_FLOORS: Final = frozenset("balcony corridor courtyard doorway garden hall lobby queue rain room street yard".split())


def stands_there(verb: Word) -> bool:
    """Whether somebody but stands somewhere: "stood with his guests above the square"."""
    if verb.lemma != "stand":
        return False
    return any(
        (name in _PLACING and (w.ent in ("FAC", "GPE", "LOC") or w.pos in ("NOUN", "PROPN")) and w.ent != "DATE"
         and w.lemma not in _FIGURATIVE)
        or (name == "in" and w.lemma in _FLOORS)
        for name, w in prepositions(verb)
    )  # fmt: skip


_FIGURATIVE: Final = frozenset("front issue matter ready side threat time vote".split())
# who looks into somebody's doings need not be against him
_INQUIRIES: Final = frozenset("inquire inquiry investigate investigation probe scrutinise scrutinize scrutiny".split())
_ASKING: Final = frozenset(["examine", "grill", "interrogate", "question", "quiz"])
_COMFORT: Final = frozenset("condolence condolences gratitude mourning prayers sympathies sympathy thanks".split())


def _is_asked(page: Page, event: Event) -> bool:
    """Whether somebody is asked questions, and not his doings put in question: "questioned the witness"."""
    verbs = [w for w in page.words_in(event.trigger) if w.lemma in _ASKING and w.pos == "VERB"]
    cast: Cast = page.cast
    asked = {p.actor for v in verbs for w in frame(v).patients for p in cast.who(w)}
    return bool(asked) and all(p.actor in asked for p in event.recipients)


def _is_comfort(words: list[Word]) -> bool:
    """Whether what is expressed to somebody is grief or thanks."""
    return any(x.lemma in _COMFORT or x.lower in _COMFORT for w in words if w.pos == "VERB" for x in frame(w).patients)


def _is_named(page: Page, who: Participant) -> bool:
    cast: Cast = page.cast
    return cast.members[who.actor].named


_GROUNDS: Final = frozenset(
    """airport city county district hospital mall market park port province region school square stadium station street
    town university village""".split()
)


def is_scene(page: Page, event: Event, recipient: Participant) -> bool:
    """Whether a deed was only done there: "a sit-in at the Hong Kong airport", "attacks in Kashmir".

    Who strikes in another state fights that state.
    """
    if event.type not in ("ASSAULT", "PROTEST") or recipient.span is None:
        return False
    cast: Cast = page.cast
    member = cast.members[recipient.actor]
    words = page.words_in(recipient.span)
    word = next((w for w in reversed(words) if w.head not in words), None)
    if word is None or not member.named:
        return False
    unknown = event.type == "PROTEST" and member.kind == "organisation" and not member.code
    spot = word.ent in _SPOTS or member.kind == "state" or unknown
    if event.type == "ASSAULT" and member.kind == "state":
        spot = any(cast.members[p.actor].country == member.country for p in event.actors)  # at home
        spot |= word.dep == "appos" and word.head.ent == "GPE"  # "in Beirut, Lebanon"
    if word.dep in ("compound", "nmod", "appos") and word.head.lemma.lower() in _GROUNDS:
        spot |= word.dep == "appos"  # "in Hill district, Westland"
        word = word.head
    if word.dep == "conj" or (word.dep == "appos" and word.head.ent == "GPE"):
        word = word.head
    return spot and word.dep == "pobj" and word.head.lower in ("at", "in")


_SPOTS: Final = frozenset(["FAC", "GPE", "LOC"])


def is_met(page: Page, event: Event, recipient: Participant) -> bool:
    """Whether a refusal is of somebody, or of what its own words call his, and not of what others said."""
    if recipient.span is None:
        return False
    here = {w.i for w in page.words_in(recipient.span)}
    words = page.words_in(event.trigger)
    if any(x.lemma in _ANSWERED for w in words if w.lemma in _DISMISSING for x in frame(w).patients):
        return True
    for word in [w for w in words if w.pos == "VERB"] or words:
        roles = frame(word)
        for met in (*roles.patients, *roles.datives, *roles.at(*_AGAINST)):
            if met.i in here or (met.pos in ("NOUN", "PROPN") and any(w.i in here for w in _owners(met, 0))):
                return True
    return False


def _owners(thing: Word, depth: int) -> list[Word]:
    """Whose a thing is by its own phrase: "their list of demands", "the report by the envoy"."""
    below = [c for c in thing.children if c.dep in ("poss", "amod", "compound", "nmod")]
    below += [w for name, w in prepositions(thing) if name in ("by", "from", "of")]
    return [*below, *(w for b in below if depth < 2 for w in _owners(b, depth + 1))]


def _is_person(page: Page, who: Participant) -> bool:
    cast: Cast = page.cast
    return cast.kind(who.actor) in ("person", "population")


def _is_armed(page: Page, who: Participant) -> bool:
    cast: Cast = page.cast
    member = cast.members[who.actor]
    return member.kind in ("state", "government") or bool({"MIL", "PRM", "REB"} & set((member.code or "").split()))


def _is_of_votes(page: Page, event: Event, lemmas: set[str]) -> bool:
    """Whether a party gains a house or an office at the polls: "took control of the Senate"."""
    taken = bool({"control", "majority", "power"} & lemmas)
    return taken and not any(_is_armed(page, p) for p in event.actors)


_BEFALLING: Final = frozenset(
    """abduction arrest assassination beating beheading death detention execution imprisonment jailing kidnapping
    killing lynching massacre murder persecution rape shooting slaying torture""".split()
)
_STRIKES: Final = frozenset(["assault", "attack", "bombing", "strike", "violence"])  # whose they are did them
_PENALTIES: Final = frozenset(
    """action attack consequence force penalty punishment repercussion reprisal response retaliation retribution
    sanction strike war""".split()
)


def _is_of_crime(page: Page, event: Event) -> bool:
    """Whether somebody condemns what was done to whoever stands under it: "condemned the murder of the editor"."""
    if event.type not in ("ACCUSE", "REJECT", "PROTEST"):
        return False
    cast: Cast = page.cast
    verbs = [w for w in page.words_in(event.trigger) if w.pos == "VERB"]
    crimes = [c for v in verbs for c in (*frame(v).patients, *frame(v).at("against", "for"))]
    struck = [w for c in crimes if c.lemma in _STRIKES for name, w in prepositions(c) if name in ("on", "against")]
    for c in (c for c in crimes if c.lemma in _BEFALLING):
        struck += [w for name, w in prepositions(c) if name == "of"]
        struck += [x for x in conjuncts(c)[1:] if x.lemma not in _BEFALLING]  # hung on the crime, not on its victim
        struck += [x for x in c.children if x.dep == "poss"]
    victims = {p.actor for w in struck for x in _inner(w) for y in _listed(x) for p in cast.who(y)}
    return bool(victims) and all(p.actor in victims for p in event.recipients)


def _listed(word: Word) -> list[Word]:
    """A noun with all that is listed or put beside it: "of Haddad, the mayor, and Okello"."""
    found = conjuncts(word)
    for w in found[:8]:
        found += [y for c in w.children if c.dep == "appos" for y in conjuncts(c) if y not in found]
    return found


def _inner(word: Word) -> list[Word]:
    """A noun and those under its "of": "the wife of the editor"."""
    return [word, *(x for name, w in prepositions(word) if name == "of" for x in (w, *(y for n, y in prepositions(w)
            if n == "of")))]  # fmt: skip


def _is_alarm(page: Page, event: Event) -> bool:
    """Whether a warning is given to somebody for his sake: "warned him of a plot"."""
    if event.type != "THREATEN":
        return False
    verbs = [w for w in page.words_in(event.trigger) if w.lemma in ("alert", "warn")]
    cast: Cast = page.cast
    warners = {p.actor for p in (*event.actors, *event.recipients)}
    for clause in (c for w in verbs for c in w.children if c.dep == "ccomp"):
        own = cast.everyone(surface_subjects(clause))
        if own and not warners & {p.actor for p in own}:
            return True  # "warned his followers that the militia could enter the country"
    tops = [x for w in verbs for x in (w, *frame(w).patients)]
    told = [x for w in tops for name, x in prepositions(w) if name in ("of", "about")]
    return bool(told) and all(x.lemma not in _PENALTIES for x in told)


_TRADE: Final = frozenset("acquire acquisition buy export import order purchase rent sale sell shop trade".split())


def _is_trade(page: Page, event: Event) -> bool:
    """Whether a deed of co-operation is mere buying and selling, which makes nobody an ally, states apart."""
    if event.type != "COOPERATE" or not any(w.lemma in _TRADE for w in page.words_in(event.trigger)):
        return False
    cast: Cast = page.cast
    return not all(cast.kind(p.actor) in ("state", "states", "government", "igo")
                   for p in (*event.actors, *event.recipients))  # fmt: skip


def _is_of_measure(page: Page, event: Event) -> bool:
    """Whether what is refused is a measure for or against somebody: the measure tells how one stands to him."""
    verbs = [w for w in page.words_in(event.trigger) if w.pos == "VERB"]
    return any(aimed(m, page.cast) for w in verbs for m in (*frame(w).patients, *frame(w).at("against")))
