"""What a pronoun could stand for, and how well each of them fits: actors, and the things and lists that are none.

A pronoun looks back over a few sentences. Whatever agrees with it in number, gender and kind is a candidate, also what
is no actor ("the bill", "talks", "A, B and C"): where such a one fits best, the pronoun stands for nobody. How well one
fits is a sum of weights (``lexicon/data/antecedents.csv``) over what is said here of it: where it stands, what it does
there, how often it is spoken of, who speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import exp
from typing import Final

from aitia.extract.cast import Cast, CastMention, Form, Member
from aitia.extract.clause_roles import HE, MODIFIERS, SHE, THEY, clause_of, kind_of, role_of, sort_of, theme_of
from aitia.extract.persons import gender_of_noun
from aitia.extract.speech import NEXT, Speech, speaks, utters
from aitia.language.arcs import conjuncts
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Word
from aitia.lexicon.actors import registry
from aitia.lexicon.antecedents import weight

WINDOW: Final = 3  # sentences back
_MOST: Final = 40  # candidates
_DEEPEST: Final = 40  # words that one may stand below another
_BODIES: Final = frozenset(["state", "government", "armed_group", "organisation", "igo"])
_GROUPS: Final = _BODIES - {"state"}
_QUANTITIES: Final = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"])


@dataclass(slots=True, eq=False)
class Referent:
    """Whoever or whatever is spoken of at a word: no actor, one, or the several of a list ("A and B")."""

    head: Word
    actors: tuple[str, ...]
    form: Form | str  # or "thing" and "list"
    start: int

    @property
    def key(self) -> str:
        """What makes two referents the same."""
        return " ".join(self.actors) or f"~{self.head.lemma.lower()}"


def referents(page: Page, cast: Cast) -> list[Referent]:
    """All of a page but its pronouns, in text order."""
    alone = [m for m in cast.mentions if not m.shared and not _is_whole(m, cast)]
    out = [Referent(m.head, (m.actor,), m.form, m.start) for m in alone]
    for i in sorted({m.head.i for m in cast.mentions if m.shared}):  # "both sides"
        mention = cast.heads[i]
        out.append(Referent(mention.head, tuple(cast.together[mention.start]), "list", mention.start))
    for word in page.words:
        if word.pos not in ("NOUN", "PROPN") or not word.sent.is_content or word.dep in (*MODIFIERS, "npadvmod"):
            continue
        over = cast.covering.get(word.i)
        if word.i not in cast.heads and (over is None or over.form == "nominal") and word.ent not in _QUANTITIES:
            out.append(Referent(word, (), "thing", word.i))
        if word.dep != "conj" and any(c.dep == "conj" and c.pos in ("NOUN", "PROPN") for c in word.children):
            out.append(Referent(word, _listed(word, cast), "list", word.i))
    return sorted(out, key=lambda r: (r.start, r.actors, r.form))


def _is_whole(mention: CastMention, cast: Cast) -> bool:
    """Whether a party is named only within the words for some of it: "moderate | Republicans"."""
    wider = cast.heads.get(mention.head.i)
    part = cast.members[wider.actor].parent if wider is not None and wider is not mention else ""
    return part != "" and cast.members[mention.actor].name == part


def _listed(word: Word, cast: Cast) -> tuple[str, ...]:
    """The actors of a list, where it names nothing else."""
    found = [cast.heads.get(w.i) for w in conjuncts(word)]
    actors = tuple(dict.fromkeys(m.actor for m in found if m is not None and m.form != "place"))
    return actors if all(found) and len(actors) > 1 else ()


@dataclass(slots=True)
class Choice:
    """One candidate for a pronoun and what speaks for and against it."""

    referent: Referent
    features: list[str] = field(default_factory=list)


def choices(word: Word, recent: Sequence[Referent], cast: Cast, speech: Speech) -> list[Choice]:
    """The candidates for a third-person pronoun among what was spoken of before it, in the order of a search."""
    kind = kind_of(word)
    out: list[Choice] = []
    scene = _Scene(word, recent, cast, speech)
    fitting: list[tuple[int, Referent]] = []
    standing: dict[int, str] = {}
    for referent in reversed(recent):
        gap = speech.gap(referent.head, word)
        if gap > WINDOW or len(fitting) >= _MOST:
            break
        if not _fits(word, kind, referent, cast):
            continue
        standing[referent.head.i] = referent.key
        if scene.is_barred(referent):
            continue
        fitting.append((gap, referent))
    first: set[str] = set()
    for gap, referent in sorted(fitting, key=lambda f: _order(word, *f)):
        out.append(Choice(referent, list(scene.features(kind, referent, gap, len(first - {referent.key})))))
        if referent.actors:
            first.add(referent.key)
    for choice in out:
        if choice.referent.form != "list" and _is_inside(choice.referent, standing):
            choice.features.append(f"{kind}:inside")
    often = Counter(c.referent.key for c in out)
    for choice in out:
        number = often[choice.referent.key]
        if number > 1 and choice.referent.actors:
            choice.features.append(f"often:{min(number, 4)}")
    return out


def _order(word: Word, gap: int, referent: Referent) -> tuple[int, int, int]:
    """Where a search comes upon a candidate: in the same sentence backwards, in those before it from the top down."""
    head = referent.head
    if head.sent is word.sent:
        return (gap, 0, word.i - head.i)
    while head.dep in ("appos", "conj", *MODIFIERS) and head.head is not head:
        head = head.head
    return (gap, sum(1 for _ in head.ancestors()), referent.head.i)


def _is_inside(referent: Referent, standing: dict[int, str]) -> bool:
    """Whether somebody is named only within the words for another: "Diallo, who was backed by | Traoré"."""
    head = referent.head
    while head.dep == "appos" and head.head is not head:
        head = head.head
    own = referent.key
    return any(standing.get(w.i, own) != own for w in islice(head.ancestors(), _DEEPEST))


def nobody(word: Word) -> list[str]:
    """What speaks for a pronoun's standing for nobody."""
    kind, role = kind_of(word), role_of(word)
    out = [f"{kind}:none", f"{kind}:none:{role}"]
    if kind != "he":
        out.append(f"{kind}:none:{role}:{sort_of(word, role)}")
    return out


def probabilities(word: Word, found: Sequence[Choice]) -> dict[tuple[str, ...], float]:
    """How probable each actor or list is as what a pronoun stands for, in [0, 1]; the rest is for what is no actor."""
    mass: dict[tuple[str, ...], float] = {(): exp(sum(map(weight, nobody(word))))}
    for choice in found:
        actors = choice.referent.actors
        mass[actors] = mass.get(actors, 0.0) + exp(sum(map(weight, choice.features)))
    total = sum(mass.values())
    return {actors: m / total for actors, m in mass.items() if actors}


def is_plural(member: Member, head: Word, form: str) -> bool:
    """Several people, by what they are or by how they are mentioned here ("the mullahs")."""
    if form == "nominal":
        return head.tag in ("NNS", "NNPS") or member.kind == "population"
    if form == "pronoun":
        return head.lower in THEY
    nation = member.kind == "state" and head.tag == "NNPS" and head.lower != "states"
    return nation or member.plural or member.kind in ("population", "states")  # "the Russians"


def _fits(word: Word, kind: str, referent: Referent, cast: Cast) -> bool:
    head = referent.head
    if referent.form == "list" or len(referent.actors) > 1:
        return kind == "they" and "author" not in referent.actors
    if not referent.actors:
        if referent.form == "pronoun":
            return kind_of(head) == kind and (kind != "he" or (head.lower in HE) is (word.lower in HE))
        plural = head.tag in ("NNS", "NNPS")
        if kind == "they":
            return plural
        return not plural and _is_human(head) is (kind == "he") and not (kind == "he" and _is_other(head, word))
    member = cast.members[referent.actors[0]]
    if member.id == "author":
        return False
    if kind == "he":
        gender = "m" if word.lower in HE else "f"
        plural = is_plural(member, head, referent.form)
        return member.kind == "person" and member.gender in ("", gender) and not plural
    if kind == "it":
        return member.kind in _BODIES and not is_plural(member, head, referent.form)
    return is_plural(member, head, referent.form) or member.kind in _GROUPS


def _is_human(noun: Word) -> bool:
    if noun.ent == "PERSON":
        return True
    agent = registry().agents.get(noun.lemma.lower())
    return (agent is not None and agent.kind in ("person", "population")) or bool(gender_of_noun(noun.lemma))


def _is_other(noun: Word, word: Word) -> bool:
    return gender_of_noun(noun.lemma) == ("f" if word.lower in HE else "m")


class _Scene:
    """A pronoun and what is around it, looked up once for all of its candidates."""

    def __init__(self, word: Word, recent: Sequence[Referent], cast: Cast, speech: Speech) -> None:
        self.word, self.speech, self.cast = word, speech, cast
        self.clause = clause_of(word)
        self.quotation = speech.quotation(word)
        self.role = role_of(word)
        self.sort = sort_of(word, self.role)
        self.theme = theme_of(word)
        self.listed = {
            w.i
            for r in recent[-60:]
            if r.form == "list" and r.actors
            for w in conjuncts(r.head)
            if kind_of(word) == "they"
        }
        self.speaks = speaks(word)
        self.reflexive = word.lower.endswith(("self", "selves"))
        self.own = word.dep == "poss" or word.tag == "PRP$"
        self.owned = word.head if self.own else word
        self.emphatic = self.own and any(c.lower == "own" for c in word.head.children)
        self.relative = self.clause.head if self.clause.dep == "relcl" else None
        self.uttering = self._speakers(recent, cast)
        self.barred = _coarguments(word, recent)
        self.spoken = Counter(r.key for r in recent[-200:] if r.actors)

    def _speakers(self, recent: Sequence[Referent], cast: Cast) -> set[str]:
        """Who utters the quotation the pronoun stands in, by the verb of speech before or after it."""
        quotation = self.quotation
        if quotation is None:
            return set()
        out = {r.key for r in recent[-24:] if r.actors and utters(r.head, quotation)}
        for word in self.speech.after(quotation):
            if speaks(word):
                mention = cast.heads.get(word.i)
                if mention is not None:
                    out.add(mention.actor)
                elif word.lower in HE | SHE:  # who spoke before goes on
                    told = (r for r in reversed(recent) if r.actors and self.speech.quotation(r.head) is None)
                    out.update(r.key for r in [next((r for r in told if speaks(r.head)), None)] if r is not None)
                break
        return out

    def is_barred(self, referent: Referent) -> bool:
        """Whether grammar or direct speech rules a candidate out: "Iran attacked it" is not about Iran."""
        if not self.barred.isdisjoint((referent.key, *referent.actors)) or referent.key in self.uttering:
            return True
        head = referent.head
        if head.i in self.listed and len(referent.actors) == 1:
            return True  # "A and B ... they": both
        around = self.speech.quotation(head) if self.quotation is None else None
        if around is not None and (not referent.actors or (self.speaks and abs(around.end - self.word.start) < NEXT)):
            return True  # "“... Mbeki ...,” he said": not Mbeki
        if head.sent is not self.word.sent or self.reflexive or self.own:
            return False
        return clause_of(head) is self.clause or head.head is self.word.head

    def features(self, kind: str, referent: Referent, gap: int, rank: int) -> Iterator[str]:
        """What speaks for and against a candidate that so many others, and so many sentences, stand after."""
        head, word = referent.head, self.word
        role = role_of(head)
        yield f"{kind}:gap:{gap}"
        yield f"rank:{min(rank, 4)}" if referent.actors else f"rank:none:{min(rank, 2)}"
        place = ":before" if gap else ""
        form: str = referent.form
        if form == "list":
            form = "actors" if referent.actors else "list"
        elif form == "thing":
            form = "people" if _is_human(head) else "named-thing" if head.pos == "PROPN" else "thing"
        yield f"role:{role}{place}"
        yield f"{kind}:role:{role}"
        yield f"{kind}:form:{form}"
        if kind != "he":
            sort = "actor" if referent.actors else form
            yield f"{kind}:{sort}:{self.role}:{self.sort}"
        yield f"form:{form}{place}"
        if role == "subject" and clause_of(head).dep == "ROOT":
            yield f"main{place}"
            if self.speaks and referent.actors:
                yield f"speaks:main{place}"
        if form in ("thing", "nominal"):
            yield (
                f"{form}:the"
                if any(c.lower in ("the", "this", "these", "that") for c in head.children)
                else f"{form}:a"
            )
        suffered = "" if head.dep == "nsubjpass" else theme_of(head)  # he whom a passive is about may do either
        if self.theme and suffered and (kind == "he" or referent.actors):
            yield f"theme:{self.theme}:{suffered}{place}"
        if role == self.role or (role, self.role) == ("subject", "possessor"):
            yield f"like:{self.role}"
        if head.sent.paragraph != word.sent.paragraph:
            yield "paragraph"
        if head.dep == "conj":
            yield "second"
        if len(referent.actors) == 1:
            member = self.cast.members[referent.actors[0]]
            yield f"{kind}:kind:{member.kind}"
            if kind == "he":
                yield "he:gender" if member.gender else "he:ungendered"
            if kind == "they":
                yield "they:plural" if is_plural(member, head, referent.form) else "they:singular"
            yield f"known:{min(self.spoken[referent.key], 5)}"
        elif referent.actors:
            yield "they:plural"
        if not gap and role == "subject":
            yield from self._subject_of(head)
        if self.owned.dep == "conj" and self.owned.head is head:
            yield "beside"
        if self.emphatic and self.relative is head:
            yield "own:here"
        other = self.speech.quotation(head)
        if self.quotation is None and other is not None:
            yield "quoted:speaks" if self.speaks else "quoted"
        elif self.quotation is not None and other is None:
            yield "told"
        elif self.quotation is not None and other is not self.quotation:
            yield "elsewhere"
        elif self.quotation is None and self.speaks and speaks(head):
            yield "speaker"

    def _subject_of(self, head: Word) -> Iterator[str]:
        """How the clause of a subject in the same sentence holds the pronoun."""
        verb = clause_of(head)
        if verb is self.clause:
            yield "subject:here"
            if self.emphatic:
                yield "own:here"
        elif self.clause.dep == "conj" and self.clause.head is verb:
            yield "subject:joined"
        elif verb in self.clause.ancestors():
            yield "subject:above:says" if speaks(head) else "subject:above"
        else:
            yield "subject:below" if verb.head is self.clause else "subject:aside"


def _coarguments(word: Word, recent: Sequence[Referent]) -> set[str]:
    """Who does what an object pronoun undergoes: "Iran attacked it" and "... and released it" are not about Iran."""
    verb = word.head.head if word.dep == "pobj" else word.head
    if word.dep not in ("dobj", "dative", "pobj") or verb.pos != "VERB" or word.lower.endswith(("self", "selves")):
        return set()
    doers = {w.i for w in surface_subjects(verb) if w.lower != "it"}  # what "it" stands for is a guess
    return {r.key for r in recent[-80:] if r.head.i in doers}
