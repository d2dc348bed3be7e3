"""The cast of a page: who is in it, where they are mentioned, and who a noun phrase stands for.

Extractors ask ``who(word)`` with the head of a noun phrase and get participants: the actor mentioned there, or those
it contains by coordination, apposition, possession or membership ("fighters of the group", "Iranian positions").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from aitia.language.arcs import conjuncts, is_contrasted, prepositions
from aitia.language.heads import AGAINST
from aitia.language.page import Word
from aitia.model.codes import AUTHOR, ActorKind
from aitia.model.records import Participant
from aitia.model.text import Span

Form = Literal["name", "nominal", "pronoun", "place"]

# nouns that stand for the actor they belong to, as a doer or a target ("Iran's interests", "rebel positions")
PROXIES: Final = frozenset(
    """ability action activity administration advance affiliate aggression aim aircraft airport alliance ally
    ambition apparatus approach area army arsenal asset assistance atrocity attack attempt authority bank
    barbarity base bloc border boss branch brutality building cabinet camp campaign capability capital cause
    chairman chief citizen city claim coalition commander community company compound conduct convoy country
    crackdown crew crime cruelty decision delegate delegation demand depravity deputy diplomat district drone
    east economy effort election embassy enclave envoy evil expansion export facility faction family fighter
    figure fleet force government group growth hand headquarters helicopter help hideout hospital hostility
    house ideology influence installation insurgency insurgent integrity intelligence interest invasion
    involvement jet leader leadership lie life line loyalist man march member menace militant military militia
    mission movement nation negotiator network north offensive office officer official operation operative
    outpost pact participation party people persecution plan plane policy population position post power
    presence president pressure program programme progress project proposal proxy rank rebel rebellion
    refinery refusal regime reign representative resident resistance resolution rise role rule ruler school
    scourge sector security settlement ship side site soldier south sovereignty spokesman spokeswoman stance
    state statement station strategy stronghold struggle support supporter survival tank target team territory
    terrorism threat town troop unit use vehicle vessel victim village violation violence war warplane west
    wing woman worker""".split()
)
# of these the people around one person are not he himself: "Reed's supporters"
_FOLLOWING: Final = frozenset(
    """ally citizen family fighter follower loyalist man member operative people rebel resident soldier supporter victim
    woman worker""".split()
)
# words that are spoken of as words: what follows them is a name, no actor
_WORDS: Final = frozenset("brand hashtag headline label name phrase slogan term title word".split())
# nouns whose "of" or possessive names a part of themselves, never the doer


@dataclass(slots=True, eq=False)
class CastMention:
    """Words ``[start, end)`` of the page that refer to an actor; ``head`` is the syntactic head among them."""

    start: int
    end: int
    head: Word
    actor: str
    form: Form
    span: Span
    shared: bool = False  # one of several that these very words stand for: "both sides"


@dataclass(slots=True, eq=False)
class Member:
    """What is known of one actor while the page is being read."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    aliases: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    gender: str = ""  # m, f or unknown
    plural: bool = False
    named: bool = True
    parent: str = ""  # name of the registry entry it belongs to
    titles: set[str] = field(default_factory=set)  # offices the text gives it: "president"
    offices: set[str] = field(default_factory=set)  # offices the registry gives it at the document's date


@dataclass(slots=True, eq=False)
class Cast:
    """Members and mentions of a page, and the questions extractors ask of them."""

    members: dict[str, Member] = field(default_factory=dict)
    mentions: list[CastMention] = field(default_factory=list)
    heads: dict[int, CastMention] = field(default_factory=dict)  # by word index: the widest mention headed there
    covering: dict[int, CastMention] = field(default_factory=dict)  # by word index: the narrowest mention over it
    together: dict[int, list[str]] = field(default_factory=dict)  # by word index: all that words for several mean
    beside: dict[int, CastMention] = field(
        default_factory=dict
    )  # by the noun they are joined to: "Peru and army units"
    outlet: str = ""
    described: list[tuple[Any, str]] = field(default_factory=list)  # (description, actor it was resolved to)

    def index(self) -> None:
        """Build the look-ups; called once all mentions are there."""
        self.mentions.sort(key=lambda m: (m.start, -m.end, "" if m.shared else m.actor))
        self.heads.clear()
        self.covering.clear()
        self.together.clear()
        for m in self.mentions:
            self._note(m)

    def add(self, mention: CastMention) -> None:
        """A further mention, found by the look-ups at once."""
        self.mentions.append(mention)
        self._note(mention)

    def _note(self, m: CastMention) -> None:
        if m.form == "pronoun" or m.shared:
            self.together.setdefault(m.start, []).append(m.actor)
        old = self.heads.get(m.head.i)
        if old is None or (old.end - old.start) < (m.end - m.start):
            self.heads[m.head.i] = m
        for i in range(m.start, m.end):
            narrow = self.covering.get(i)
            if narrow is None or (narrow.end - narrow.start) > (m.end - m.start):
                self.covering[i] = m

    def at(self, word: Word) -> CastMention | None:
        """The mention headed by ``word``, if there is one."""
        return self.heads.get(word.i)

    def kind(self, actor: str) -> ActorKind:
        """The kind of an actor of this cast."""
        return self.members[actor].kind

    def who(self, word: Word, *, places: bool = True, proxies: bool = True) -> list[Participant]:
        """Actors that the noun phrase headed by ``word`` stands for; coordination is NOT expanded (frames do that).

        ``places`` admits states mentioned as places ("visited Iraq"), ``proxies`` "Iran's interests" for Iran.
        """
        found = self._who(word, places, proxies, 0)
        seen: set[str] = set()
        out = []
        for p in found:
            if p.actor not in seen:
                seen.add(p.actor)
                out.append(p)
        return out

    def everyone(self, words: list[Word], *, places: bool = True, proxies: bool = True) -> list[Participant]:
        """``who`` over several heads, each actor once, in text order."""
        out: dict[str, Participant] = {}
        for word in words:
            for p in self.who(word, places=places, proxies=proxies):
                out.setdefault(p.actor, p)
        return list(out.values())

    def _who(self, word: Word, places: bool, proxies: bool, depth: int) -> list[Participant]:
        if word.lower in ("who", "whom", "which"):
            return []  # IN CAPITALS taken for a name
        if is_contrasted(word):
            return []  # "the rebels, not the army"
        mention = self.heads.get(word.i) or self._name_over(word)
        if mention is not None and _is_hyphenated(word):
            return self._who(word.head, places, proxies, depth + 1) if word.dep == "appos" and depth < 3 else []
        if mention is not None:
            if mention.form == "place" and not places:
                return []
            found = [Participant(actor=mention.actor, span=mention.span)]
            if mention.form == "pronoun" or mention.shared:
                found = [Participant(actor=a, span=mention.span) for a in self.together[mention.start]]
            others = self._enumerated(word, depth)
            if word.i in self.beside:
                others.append(Participant(actor=self.beside[word.i].actor, span=self.beside[word.i].span))
            if self.kind(mention.actor) == "person":  # "Rourke, an Iowa Republican", "Rau, a German": they act not
                others = [p for p in others if self.kind(p.actor) == "person" and self.members[p.actor].named]
            if others and mention.form == "nominal" and self._is_beside_name(word, mention, others):
                return others  # "the suspect, Ahmed Nouri"
            return found + others
        if depth > 3:
            return []
        listed = self._enumerated(word, depth)
        if listed:
            return listed
        if word.lower in ("some", "many", "several", "most", "all", "any", "one", "none", "each", "both", "dozens",
                          "hundreds", "thousands", "scores", "number", "group", "majority", "minority", "lot",
                          "handful", "masses", "crowds", "column", "convoy", "wave", "waves", "bulk", "rest") or (
            word.pos == "NUM"
        ):  # fmt: skip
            for p, w in prepositions(word):
                if p == "of":
                    found = self._who(w, places, proxies, depth + 1)
                    if found:
                        return found
        if proxies and word.lemma in PROXIES and word.pos in ("NOUN", "PROPN", "ADJ") and not _is_some(word):
            found = self._owners(word, places, depth)
            alone = word.lemma in _FOLLOWING
            return [p for p in found if not (alone and self.kind(p.actor) == "person")]
        return []

    def _is_beside_name(self, word: Word, mention: CastMention, others: list[Participant]) -> bool:
        """Whether a description of one person stands beside his name, so that the two are not two."""
        one = self.members[mention.actor]
        if (
            one.named
            or one.plural
            or word.tag != "NN"
            or len(others) != 1
            or any(c.dep == "conj" for c in word.children)
        ):
            return False
        beside = any(c.dep == "appos" and c.pos == "PROPN" and c.i > word.i for c in word.children)
        return beside and one.kind in ("person", "states") and self.kind(others[0].actor) == "person"

    def _name_over(self, word: Word) -> CastMention | None:
        """The name that covers a word the parser did not make its head."""
        mention = self.covering.get(word.i)
        if mention is not None and mention.form in ("name", "place") and word.pos in ("PROPN", "NOUN", "ADJ"):
            if word.dep in ("compound", "amod", "poss", "nmod") and mention.head is not word:
                return None
            return mention
        return None

    def _enumerated(self, word: Word, depth: int, *, appositions: bool = True) -> list[Participant]:
        """Members given after a noun: apposition and "such as", "including", "like"."""
        out: list[Participant] = []
        if depth > 2:
            return out
        for c in word.children:
            if c.dep == "appos" and c.i > word.i and appositions and word.lemma not in _WORDS:
                for x in conjuncts(c):
                    out.extend(self._who(x, True, False, depth + 2))
            elif c.dep == "prep" and c.lower in ("including", "as", "like") and c.i > word.i:
                for cc in c.children:
                    if cc.dep == "pobj":
                        for x in conjuncts(cc):
                            out.extend(self._who(x, True, False, depth + 2))
            elif c.dep == "prep" and c.lower == "of" and c.i > word.i:
                # "groups of the sect (including A)": the list may hang on the inner noun
                inner = c.child("pobj")
                if inner is not None and any(x.dep == "prep" and x.lower == "including" for x in inner.children):
                    out.extend(self._enumerated(inner, depth + 1))
        return out

    def _owners(self, word: Word, places: bool, depth: int) -> list[Participant]:
        for c in word.children:
            if c.dep == "poss":
                found = [p for x in conjuncts(c) for p in self._who(x, places, True, depth + 1)]
                if found:
                    return found
        for c in word.children:
            if c.dep in ("amod", "compound", "nmod"):
                mention = self.covering.get(c.i)
                if mention is not None and mention.head is c:
                    return [Participant(actor=mention.actor, span=mention.span)]
        for p, w in prepositions(word):
            if p in ("of", "by", "from"):
                found = self._who(w, places, True, depth + 1)
                if found:
                    return found
        for c in word.children:
            if c.dep == "acl" and c.tag == "VBN" and c.lemma not in AGAINST:  # "the support provided by Iran"
                found = [x for p, w in prepositions(c) if p == "by" for x in self._who(w, places, True, depth + 1)]
                if found:
                    return found
        return []

    def mentions_before(self, words: list[Word], mention: CastMention, count: int) -> list[CastMention]:
        """Coordinated mentions that run up to ``mention`` ("A, B and other Cs"), at most ``count``, nearest first."""
        out: list[CastMention] = []
        end = mention.start
        for other in reversed(self.mentions):
            if other.end > end or other.form == "pronoun":
                continue
            between = {w.lower for w in words[other.end : end]}
            if len(out) == count or not between <= {",", "and", "or", "&", "other", "the"} or not between:
                break
            if not out and not between & {"and", "or", "&"}:
                break  # "Beyond Washington, other Whigs": no list
            out.append(other)
            end = other.start
        return out

    def enumerated(self, word: Word) -> list[Participant]:
        """The members a plural noun is illustrated with: "groups such as A and B", not those it is made of."""
        return self._enumerated(word, 0, appositions=False)

    def owner(self, word: Word) -> list[Participant]:
        """Whose the noun ``word`` is: possessor, national adjective, "of" or "by" phrase."""
        return self._owners(word, True, 0)

    def is_author(self, actor: str) -> bool:
        """Whether an actor id is the writer's."""
        return actor == AUTHOR


_SOME: Final = frozenset("certain different few many most other several some various".split())
_PEOPLED: Final = frozenset(
    """bloc citizen city community country district east faction family line loyalist man member north party people
    population resident sector settlement side south supporter town village west wing woman worker""".split()
)


def _is_some(word: Word) -> bool:
    """Whether a noun names some of those whom its owner is made of: "several Peruvian sectors" are not Peru."""
    return word.lemma in _PEOPLED and any(c.lower in _SOME and c.i < word.i for c in word.children)


def _is_hyphenated(word: Word) -> bool:
    """Whether a nation's name is the second part of somebody's: "the Afghan-American who"."""
    if not word.lower.endswith(("an", "ish", "ese")) or not any(c.dep in ("det", "amod") for c in word.children):
        return False
    return any(c.text == "-" and c.i == word.i - 1 for c in word.children)
