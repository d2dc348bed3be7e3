"""Cut a model into statements: one for each row behind something that sources can agree or disagree on.

Statements of one ``kind`` and ``key`` are about one item. ``sign`` says which way the statement takes it (more or less,
for or against), ``denied`` that it says this is not so, ``firm`` that it says so without a may, an if or a plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from aitia.model.assembled import ConflictModel, Influence, MergedEvent, MergedOption, SignedTie, Support
from aitia.model.codes import Stance, TieTime
from aitia.model.text import Span

Kind = Literal["cause", "tie", "event", "option", "claim"]
MUTUAL: Final = frozenset({"aligned_with", "fights"})  # who stands first is a matter of wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One row and what it says about an item.

    ``speakers`` are the actors who say so (empty: an unnamed source); ``tellers`` those on whose word the text has it,
    the same but for claims; ``words`` name the item the way the statement takes it; ``row`` is the assembled row.
    """

    kind: Kind
    key: str
    sign: int
    denied: bool
    firm: bool
    support: Support
    speakers: tuple[str, ...]
    tellers: tuple[str, ...]
    words: str
    row: str
    stance: Stance | None = None


def statements(model: ConflictModel) -> Iterator[Statement]:
    """Every statement of ``model``, kind by kind, in the model's order."""
    names = {actor.id: actor.name or actor.id for actor in model.actors}
    yield from _causes(model)
    yield from _ties(model.ties, names)
    yield from _events(model.events, names)
    yield from _options(model.options)
    yield from _claims(model, names)


def _firm(support: Support) -> bool:
    return support.certainty in ("asserted", "negated")


def _causes(model: ConflictModel) -> Iterator[Statement]:
    labels = {concept.id: concept.label or concept.id for concept in model.causes.concepts}
    for link in model.causes.influences:
        cause, effect = labels.get(link.cause, link.cause), labels.get(link.effect, link.effect)
        words = f"{cause} {'raises' if link.polarity > 0 else 'lowers'} {effect}"
        row, key, sign = link.id, f"{link.cause}>{link.effect}", 1 if link.polarity > 0 else -1
        for support, denied in _sides(link.supports, link.denials, link.certainty == "negated"):
            yield Statement(
                kind="cause", key=key, sign=sign, denied=denied, firm=_stated(link) and _firm(support),
                support=support, speakers=support.voices, tellers=support.voices, words=words, row=row,
            )  # fmt: skip


def _stated(link: Influence) -> bool:
    """Whether the influence is stated to hold: an aim (purpose) or an order of sentences (implied) is no statement."""
    return link.certainty in ("asserted", "negated") and link.relation == "cause"


def _sides(supports: Sequence[Support], denials: Sequence[Support], negated: bool) -> Iterator[tuple[Support, bool]]:
    """Rows with whether they deny: denials do, and so does what is said to be not so."""
    yield from ((s, negated or s.certainty == "negated") for s in supports)
    yield from ((s, True) for s in denials)


def _ties(ties: Iterable[SignedTie], names: dict[str, str]) -> Iterator[Statement]:
    ties = tuple(ties)
    directed = {(t.subject, t.object, t.time) for t in ties if t.sign and t.relation not in MUTUAL}
    alone = {
        (t.subject, t.object, t.relation, _place(s)) for t in ties if t.factuality == "negated" for s in t.supports
    }
    for tie in ties:
        verb = (tie.relation or ("is friendly to" if tie.sign > 0 else "is hostile to")).replace("_", " ")
        words = f"{names.get(tie.subject, tie.subject)} {verb} {names.get(tie.object, tie.object)}"
        words += "" if tie.time == "current" else f" ({tie.time})"
        firm = tie.factuality in ("asserted", "negated")
        # a denied tie that is a row of its own speaks in its own time
        denials = [s for s in tie.denials if (tie.subject, tie.object, tie.relation, _place(s)) not in alone]
        for key in _tie_keys(tie, directed):
            for support, denied in _sides(tie.supports, denials, tie.factuality == "negated"):
                yield Statement(
                    kind="tie", key=key, sign=-1 if tie.sign < 0 else 1, denied=denied, firm=firm and _firm(support),
                    support=support, speakers=support.voices, tellers=support.voices, words=words, row=tie.id,
                )  # fmt: skip


def _tie_keys(tie: SignedTie, directed: set[tuple[str, str, TieTime]]) -> list[str]:
    """The items a tie speaks to: its own pair, and for a mutual tie whichever order others use, or both."""
    if not tie.sign:
        return [f"{tie.subject}>{tie.object}:{tie.relation or '0'}:{tie.time}"]
    pairs = [(tie.subject, tie.object)]
    if tie.relation in MUTUAL:
        either = sorted({(tie.subject, tie.object), (tie.object, tie.subject)})
        pairs = [(a, b) for a, b in either if (a, b, tie.time) in directed] or either[:1]
    return [f"{a}>{b}:{tie.time}" for a, b in pairs]


def _events(events: Sequence[MergedEvent], names: dict[str, str]) -> Iterator[Statement]:
    keys = _event_keys(events)
    for event in events:
        words = f"{_row_of(event.actors, names) or '?'} {event.type}"
        words += f" → {_row_of(event.recipients, names)}" if event.recipients else ""
        words += f" [{event.start or 'no date'}]"
        negated, firm = event.factuality == "negated", event.factuality in ("asserted", "negated")
        loose = event.start is None and not (event.actors and event.recipients)  # may be another deed in another text
        for support, denied in _sides(event.supports, (), negated):
            key = f"{keys[event.id]}@{support.document}" if loose else keys[event.id]
            yield Statement(
                kind="event", key=key, sign=1, denied=denied, firm=firm and _firm(support),
                support=support, speakers=support.voices, tellers=support.voices, words=words, row=event.id,
            )  # fmt: skip


_Deed = tuple[str, tuple[str, ...], tuple[str, ...]]


def _event_keys(events: Sequence[MergedEvent]) -> dict[str, str]:
    """Find the item of every event, by its id.

    An event that is asserted is an item. One that is denied, planned or supposed joins the asserted event of the same
    type, parties and date if there is just one; an undated denial also joins the only asserted event of its type and
    parties, whatever its date. The rest are items among themselves, by type, parties and date. (Undated events of one
    party alone are told apart by document besides: "troops were sent" here and there need not be one deed.)
    """
    exact: defaultdict[tuple[_Deed, str | None], list[str]] = defaultdict(list)
    loose: defaultdict[_Deed, list[str]] = defaultdict(list)
    for event in events:
        if event.factuality == "asserted" and (event.actors or event.recipients):
            exact[_deed(event), event.start].append(event.id)
            loose[_deed(event)].append(event.id)
    out: dict[str, str] = {}
    left: defaultdict[tuple[_Deed, str | None], list[str]] = defaultdict(list)
    for event in events:
        found = exact.get((_deed(event), event.start), [])
        if not found and event.factuality == "negated" and event.start is None:
            found = loose.get(_deed(event), [])
        if event.factuality == "asserted" or not (event.actors or event.recipients):
            out[event.id] = event.id
        elif len(found) == 1:
            out[event.id] = found[0]
        else:
            left[_deed(event), event.start].append(event.id)
    for ids in left.values():
        out.update(dict.fromkeys(ids, min(ids)))
    return out


def _deed(event: MergedEvent) -> _Deed:
    return event.type, tuple(sorted(set(event.actors))), tuple(sorted(set(event.recipients)))


def _options(options: Sequence[MergedOption]) -> Iterator[Statement]:
    """Statements for "do it", put the way most rows put it: to argue for stopping it is to argue against doing it."""
    ways: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for option in options:
        ways[option.concept or option.id][-1 if option.direction < 0 else 1] += len(option.supports)
    for option in options:
        key = option.concept or option.id
        turned = (option.direction < 0) != (ways[key][-1] > ways[key][1])
        against = (option.stance == "warned_against") != turned
        for support in option.supports:
            speakers = tuple(v for v in support.voices if v in option.by) or option.by or support.voices
            yield Statement(
                kind="option", key=key, sign=1, denied=against,  # a stance has taken "rejected" and "denied" in already
                firm=option.stance != "neutral" and _firm(support), support=support, speakers=speakers,
                tellers=speakers, words="" if turned else option.action, row=option.id, stance=option.stance,
            )  # fmt: skip


def _claims(model: ConflictModel, names: dict[str, str]) -> Iterator[Statement]:
    keys: dict[tuple[tuple[str, ...], str], str] = {}
    for claim in sorted(model.claims, key=lambda c: c.id):
        keys.setdefault((tuple(sorted(set(claim.sources))), _plain(claim.content)), claim.id)
    for claim in model.claims:
        for support in claim.supports:
            who = _row_of(claim.sources, names) or "unnamed source"
            yield Statement(
                kind="claim", key=keys[tuple(sorted(set(claim.sources))), _plain(claim.content)], sign=1,
                denied=claim.negated, firm=not claim.hedged and _firm(support), support=support,
                speakers=claim.sources, tellers=support.voices, words=f"{who}: {claim.content}", row=claim.id,
            )  # fmt: skip


def _place(support: Support) -> tuple[str, Span, str]:
    return support.document, support.span, support.row


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _row_of(actors: Sequence[str], names: dict[str, str], most: int = 4) -> str:
    shown = [names.get(actor, actor) for actor in actors[:most]]
    return ", ".join(shown) + (f" and {len(actors) - most} more" if len(actors) > most else "")


def direction(of_item: Iterable[Statement]) -> tuple[int, str]:
    """Which way an item is put, and in which words.

    The sign that more rows assert or hedge; where that is even, the one that more rows speak about at all; else plus.
    The words are those that most rows use for that sign, of equals the first in the alphabet.
    """
    for_, about, words = Counter[int](), Counter[int](), Counter[tuple[int, str]]()
    for s in of_item:
        for_[s.sign] += not s.denied
        about[s.sign] += 1
        if s.words:
            words[s.sign, s.words] += 1
    sign = max((1, -1), key=lambda d: (for_[d], about[d], d))
    return sign, min(((-n, w) for (d, w), n in words.items() if d == sign), default=(0, ""))[1]
