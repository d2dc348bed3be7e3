"""Which ties of a signed network are looked at: by voice, by time, by what the text says of their reality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from aitia.errors import UsageError
from aitia.model.assembled import NetworkActor, SignedNetwork, SignedTie, Support
from aitia.model.codes import Factuality, TieTime

_SHOWN = 12
_PART = 3  # letters of a name that is found within another


def select(
    network: SignedNetwork,
    *,
    voice: str | None = None,
    time: TieTime | None = None,
    factuality: Factuality | None = "asserted",
) -> SignedNetwork:
    """Keep the ties that one voice states, of one time, and (unless asked otherwise) that are asserted.

    Args:
        network: the whole network.
        voice: an actor's id; only ties with a support of that voice stay, with that voice's supports and denials alone.
            The empty voice is that of unnamed sources. A tie's belief is left as it is. None: every voice.
        time: "past", "current" or "prospective"; None: all of them.
        factuality: "asserted" (so that what is negated, planned or hypothetical is left out); None: all of them.

    Returns:
        The ties that are left, and the actors that have one of them, both in their order.

    Raises:
        UsageError: no tie of the network has that voice; the nearest are named.

    >>> a, b = NetworkActor(id="a", name="A"), NetworkActor(id="b", name="B")
    >>> old = SignedTie(subject="a", object="b", sign=-1, time="past")
    >>> now = SignedTie(subject="b", object="a", sign=1)
    >>> [tie.id for tie in select(SignedNetwork(actors=(a, b), ties=(old, now)), time="past").ties]
    ['a>b:-:past']
    """
    ties: Iterable[SignedTie] = network.ties
    if voice is not None:
        voice = _voice(network, voice)
        ties = (
            replace(tie, supports=kept, denials=tuple(s for s in tie.denials if _speaks(s, voice)))
            for tie in ties
            if (kept := tuple(s for s in tie.supports if _speaks(s, voice)))
        )
    chosen = tuple(
        tie
        for tie in ties
        if (time is None or tie.time == time) and (factuality is None or tie.factuality == factuality)
    )
    used = {end for tie in chosen for end in (tie.subject, tie.object)}
    return SignedNetwork(actors=tuple(actor for actor in network.actors if actor.id in used), ties=chosen)


def voices(network: SignedNetwork) -> tuple[str, ...]:
    """List the voices that state a tie of the network, the one with the most ties first; "" are unnamed sources.

    >>> voices(SignedNetwork(actors=(), ties=()))
    ()
    """
    counts: dict[str, int] = {}
    for tie in network.ties:
        for name in {name for support in tie.supports for name in support.voices or ("",)}:
            counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def find_actor(actors: Sequence[NetworkActor], words: str) -> NetworkActor:
    """Return the actor that ``words`` name: an id, else a name, else an alias, in any case, with or without "the".

    Raises:
        UsageError: nobody is called so (the nearest names are given), or several are (they are listed).

    >>> find_actor((NetworkActor(id="x1", name="Iraq", aliases=("Baghdad",)),), "the BAGHDAD").id
    'x1'
    """
    wanted = _plain(words)
    exact = [actor for actor in actors if actor.id == words.strip()]
    if len(exact) == 1:
        return exact[0]
    for spellings in (_ids, _names, _aliases):
        found = [actor for actor in actors if wanted in {_plain(s) for s in spellings(actor)}]
        if len(found) > 1:
            listed = ", ".join(f"{actor.name} ({actor.id})" for actor in found[:_SHOWN])
            raise UsageError(f"{words.strip()!r} may be {listed}; say which one by its id")
        if found:
            return found[0]
    raise UsageError(f"no actor is called {words.strip()!r}; {_nearest(actors, wanted)}")


def signed_ties(network: SignedNetwork) -> tuple[tuple[SignedTie, ...], tuple[str, ...]]:
    """Return the ties that take part in balance, and notes on those that do not.

    Ties without a sign (rule, succession), of an actor to itself, and denied ones ("negated") take no part.

    >>> signed_ties(SignedNetwork(actors=(), ties=(SignedTie(subject="a", object="a", sign=1),)))
    ((), ('1 tie of an actor to itself left out',))
    """
    unsigned = sum(tie.sign == 0 for tie in network.ties)
    own = sum(tie.sign != 0 and tie.subject == tie.object for tie in network.ties)
    negated = sum(tie.sign != 0 and tie.subject != tie.object and tie.factuality == "negated" for tie in network.ties)
    kept = tuple(t for t in network.ties if t.sign and t.subject != t.object and t.factuality != "negated")
    reasons = ((unsigned, "without a sign"), (own, "of an actor to itself"), (negated, "denied"))
    return kept, tuple(f"{n:,} {'tie' if n == 1 else 'ties'} {why} left out" for n, why in reasons if n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors with signed ties: ``one`` < ``other``. ``sign`` is theirs, 0 where they have ties of both signs."""

    one: str
    other: str
    ties: tuple[SignedTie, ...]

    @property
    def sign(self) -> int:
        """+1 or -1 where all ties agree, 0 where the pair is torn."""
        signs = {1 if tie.sign > 0 else -1 for tie in self.ties}
        return signs.pop() if len(signs) == 1 else 0


def pairs(ties: Iterable[SignedTie]) -> tuple[Pair, ...]:
    """Put together the ties of each two actors, either way and of every relation; pairs in order of their ids.

    >>> two = (SignedTie(subject="b", object="a", sign=1), SignedTie(subject="a", object="b", sign=-1))
    >>> [(pair.one, pair.other, pair.sign) for pair in pairs(two)]
    [('a', 'b', 0)]
    """
    found: dict[tuple[str, str], list[SignedTie]] = {}
    for tie in ties:
        found.setdefault((min(tie.subject, tie.object), max(tie.subject, tie.object)), []).append(tie)
    return tuple(
        Pair(one=one, other=other, ties=tuple(sorted(rows, key=lambda tie: (tie.id, tie.factuality))))
        for (one, other), rows in sorted(found.items())
    )


def _speaks(support: Support, voice: str) -> bool:
    return voice in support.voices if voice else not support.voices


def _voice(network: SignedNetwork, words: str) -> str:
    known = voices(network)
    if words in known:
        return words
    if not known:
        raise UsageError("no tie of this network says whose word it is, so none can be chosen by its voice")
    speaking = [a if a else "(unnamed)" for a in known]
    by_id = {actor.id: actor for actor in network.actors}
    named = [by_id.get(v, NetworkActor(id=v, name=v)) for v in known if v]
    for spellings in (_ids, _names, _aliases):
        found = [actor for actor in named if _plain(words) in {_plain(s) for s in spellings(actor)}]
        if len(found) == 1:
            return found[0].id
    near = _near(named, _plain(words))
    what = f"did you mean {near}?" if near else f"voices are {', '.join(speaking[:_SHOWN])}"
    raise UsageError(f"nobody called {words!r} states a tie here; {what}")


def _ids(actor: NetworkActor) -> tuple[str, ...]:
    return (actor.id,)


def _names(actor: NetworkActor) -> tuple[str, ...]:
    return (actor.name,)


def _aliases(actor: NetworkActor) -> tuple[str, ...]:
    return actor.aliases


def _plain(words: str) -> str:
    text = " ".join(words.replace("’", "'").split()).strip("\"'“”").casefold()
    return text.removeprefix("the ")


def _near(actors: Sequence[NetworkActor], wanted: str) -> str:
    spelled = {_plain(s): actor for actor in reversed(actors) for s in (*actor.aliases, actor.id, actor.name)}
    long = len(wanted) >= _PART
    inside = [
        actor.name
        for words, actor in spelled.items()
        if long and (wanted in words or (len(words) >= _PART and words in wanted))
    ]
    close = [spelled[words].name for words in get_close_matches(wanted, spelled, n=4, cutoff=0.5)]
    return ", ".join(list(dict.fromkeys(close + sorted(inside, key=len)))[:4])


def _nearest(actors: Sequence[NetworkActor], wanted: str) -> str:
    if not actors:
        return "the network has no actors"
    near = _near(actors, wanted)
    return f"did you mean {near}?" if near else f"actors are {', '.join(a.name for a in actors[:_SHOWN])}"
