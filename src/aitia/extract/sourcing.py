"""Sources that nobody on the page is named for: documents by who wrote them, people by how they are described.

Example: "A poll from Harwick College found …" → Harwick College; "People at home ask …" → people at home.
Only claims bring such actors in: who merely passes through the text needs a name.
"""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import Final

from aitia.extract.attribution import TEXTS, names_people
from aitia.extract.cast import Cast, CastMention, Form, Member
from aitia.extract.human_nouns import is_human
from aitia.extract.identify import ORGANISATION
from aitia.extract.nominals import is_one_person, plain
from aitia.extract.persons import gender_of_name
from aitia.extract.quotes import Quotations, find_quotations
from aitia.extract.source_phrases import (
    INQUIRIES,
    NOBODY,
    PUBLISHING,
    after_break,
    antecedent,
    description,
    does_so,
    is_other,
    is_taken_up,
    modifiers,
    set_owner,
    utters,
    whole_of,
)
from aitia.extract.source_pronouns import acting_before, goes_on, is_writers_i, may_be, note
from aitia.language.arcs import RELATIVE_TAGS, prepositions
from aitia.language.frames import frame
from aitia.language.page import Page, Word, span_of
from aitia.language.repair import is_word
from aitia.language.transcripts import ROLES, Turn, transcript
from aitia.lexicon.actors import atoms, registry
from aitia.model.codes import AUTHOR, ActorKind
from aitia.model.records import Participant

_BODIES: Final = frozenset(
    """agency airline association audience blog board bureau camp campaign capital chancellery channel charity
    circle clinic club co-operative college command committee company consulate cooperative daily directorate
    embassy federation firm headquarters hierarchy hospital institute journal leadership mission museum network
    news newsletter office outlet panel paper portal presidency publication quarter radio secretariat site
    station tabloid team television tv watchdog website weekly wire zoo""".split()
)
_HOUSES: Final = frozenset("administration company family firm foundation".split())  # that belong to somebody
_OUTPOSTS: Final = frozenset(["branch", "delegation", "mission", "office"])
_VAGUE: Final = frozenset("people person man woman crowd folk guy side kid".split())
_WRITTEN_BY: Final = ("by", "from", "in")
_AFTER: Final = ("of", "in", "at", "from", "for", "with", "to", "on", "near", "behind", "close")
_NO_NAMES: Final = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW"])
_LEFT: Final = ("det", "predet")
_UNSAID: Final = frozenset("no any what which whose his her its their your".split())
_MAX_POST: Final = 6
_FAR: Final = 4  # sentences back to whom "the Republican" is


class Sourcing:
    """Sources of one page that the cast does not know; it takes them in."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._cast: Cast = page.cast
        self._made: dict[tuple[str, ...], Member] = {}
        self._quotations: Quotations | None = None
        self._callers: dict[tuple[str, ...], Member | None] = {}  # by the name on a label
        self._answering: list[Participant] | None = None
        self._says_i: bool | None = None
        self._texts: dict[str, list[Participant]] = {}  # by noun: whose document was cited last

    def sources(self, heads: list[Word], cue: Word | None = None) -> list[Participant]:
        """Who the heads of a claim's source stand for, each actor once; ``cue`` tells what they do."""
        out: dict[str, Participant] = {}
        for head in heads:
            for found in self._of(head, cue):
                out.setdefault(found.actor, found)
        return list(out.values())

    def taking_turns(self, turn: Turn) -> list[Participant]:
        """Who the label of a turn names: somebody of the text by surname or by a body's name, else somebody new."""
        if not turn.name or turn.asks:
            return []
        words = [w for w in self._page.words_in(turn.label) if w.pos != "PUNCT" and w.text not in "()[]:"]
        words = words[: len(turn.name.split())]
        if turn.answers or not words:
            return self._questioned()
        parts, titles = atoms(turn.name), registry().titles
        while len(parts) > 1 and (parts[:1] in titles or parts[:2] in titles):
            parts = parts[1:]
        if turn.name.lower().split()[-1] in ROLES or parts[0] in ("unidentified", "unknown"):
            found = self._member(turn.name.lower(), [], "person", words, words[-1], named=False)[0]
            return [Participant(actor=found.id, span=span_of(words))]
        if parts not in self._callers:
            self._callers[parts] = self._called(parts)
        member = self._callers[parts]
        if member is None:
            member = self._member(turn.name, [], "person", words, words[-1], named=True)[0]
        else:
            self._cast.add(CastMention(words[0].i, words[-1].i + 1, words[-1], member.id, "name", span_of(words)))
        return [Participant(actor=member.id, span=span_of(words))]

    def note_writers(self, heads: list[Word]) -> None:
        """A "we" that holds or says something is the writer, in a text whose writer never says "I"."""
        if self._says_i is None:
            self._says_i = is_writers_i(self._cast)
        for head in heads:
            if head.lower == "we" and not self._says_i and head.i not in self._cast.covering:
                note(self._cast, head, AUTHOR)

    def _called(self, parts: tuple[str, ...]) -> Member | None:
        """The one member whose name or by-name ends with these words, or begins or ends as they do."""
        named: dict[str, Member] = {}
        told = {m.actor for m in self._cast.mentions if m.form == "name" and self._page.words[m.start].sent.is_content}
        for member in self._cast.members.values():
            if member.id == AUTHOR or member.id not in told:
                continue
            for name in (member.name, *member.aliases):
                own = atoms(name)
                person = member.kind == "person" and len(own) >= len(parts)
                if (
                    own == parts
                    or (person and own[-len(parts) :] == parts)
                    or (person and len(parts) > 1 and own[-1] == parts[-1] and own[0] == parts[0])
                ):
                    named[member.id] = member
        people = [m for m in named.values() if m.kind == "person"] or list(named.values())
        return people[0] if len(people) == 1 else None

    def _questioned(self) -> list[Participant]:
        """Who answers in an interview: whoever is named most before its first question."""
        if self._answering is not None:
            return self._answering
        before = transcript(self._page.text)[1][0].label.start
        counts = Counter(
            m.actor for m in self._cast.mentions
            if m.span.start < before and m.actor != AUTHOR and self._cast.members[m.actor].kind == "person"
        )  # fmt: skip
        best = counts.most_common(2)
        sure = bool(best) and (len(best) == 1 or best[0][1] > best[1][1])
        self._answering = [Participant(actor=best[0][0])] if sure else []
        return self._answering

    def is_named_before(self, actor: str, place: int) -> bool:
        """Whether a place behind the first mention of somebody is meant."""
        return actor == AUTHOR or any(m.actor == actor and m.span.start < place for m in self._cast.mentions)

    def goes_on(self, pronoun: Word, actors: tuple[str, ...], mistaken: str = "") -> bool:
        """Whether a pronoun that stands for nobody known can be whoever spoke last."""
        return goes_on(self._cast, pronoun, actors) or may_be(self._cast, pronoun, actors, mistaken)

    def told_before(self, pronoun: Word) -> tuple[str, ...]:
        """Whom a pronoun that stands for nobody known takes up: who acts in the sentences before."""
        if pronoun.i in self._cast.covering:
            return ()
        if self._quotations is None:
            self._quotations = find_quotations(self._page)
        noun = acting_before(self._page, self._quotations, pronoun)
        found = tuple(p.actor for p in self._of(noun)) if noun is not None else ()
        if len(found) == 1 and pronoun.lower != "one":
            note(self._cast, pronoun, found[0])
        return found

    def _of(self, head: Word, cue: Word | None = None, *, human: bool = False) -> list[Participant]:
        """Who a head stands for; ``human`` where "who" takes it up."""
        human = human or is_taken_up(head)
        cast, spoken = self._cast, human or (cue is not None and does_so(head, cue))
        if head.tag in RELATIVE_TAGS and head.pos in ("PRON", "DET"):
            above = antecedent(head)
            return self._of(above, cue, human=head.lower == "who") if above is not None else []
        if head.lemma == "one" and head.dep == "appos" and head.head.pos == "NOUN":
            return self._of(head.head, cue, human=human)  # "I have friends, sensible ones, who say"
        found = cast.who(head)
        if found and is_other(head, cue, found, cast):
            member = self._described(head, spoken=True)
            return [Participant(actor=member[0].id, span=member[1].span)] if member is not None else []
        shouted = head.pos == "PROPN" and head.text.isupper() and len(head.text) > 3
        if head.lemma.lower() in TEXTS and (head.pos == "NOUN" or shouted) and head.lemma.lower() != "source":
            found = self._author_of(head, [] if shouted or head.lemma in INQUIRIES else found)
            return found if found or head.lemma not in INQUIRIES else self._whoever(head)
        if cue is not None and utters(cue) and self._is_party_member(head, found):
            return self._acting_before(head) or found
        found = found or self._by_first_names(head)
        if found or head.i in cast.covering:
            return (self._around(head, found) if cue is not None and utters(cue) else []) or found
        if head.pos == "NOUN" and head.text[:1].isupper():  # a name in a headline
            words = [*(c for c in head.children if c.dep == "compound" and c.i < head.i), head]
            called = self._called(atoms(self._text(words)))
            if called is not None and called.kind == "person":
                return [Participant(actor=called.id, span=span_of(words))]
        member = self._named(head, spoken=spoken, human=human) or self._described(head, spoken=spoken)
        if member is None and head.dep == "appos" and head.head.pos in ("NOUN", "PROPN"):
            return self._of(head.head, cue, human=human)  # "the nurse, Petra by name, who asked"
        if member is None and (found := self._part_of(head, cue)):
            return found
        return [Participant(actor=member[0].id, span=member[1].span)] if member is not None else self._whoever(head)

    def _part_of(self, head: Word, cue: Word | None) -> list[Participant]:
        """Those of whom some are meant, or one of them: "some of the hotheads", "Lind's lot"."""
        whole, owner = whole_of(head), set_owner(head)
        if owner is not None and len(found := self._cast.who(owner)) == 1:
            return self._people(f"{self._cast.members[found[0].actor].name}'s {head.text}", [head], head)
        if whole is None or whole is head:
            return []
        found = self._of(whole, cue, human=True) if whole.pos in ("NOUN", "PROPN", "PRON") else []
        if head.lower != "one" or len(found) != 1 or (whole.tag not in ("NNS", "NNPS") and whole.lower != "them"):
            return found
        name = f"one of the {self._cast.members[found[0].actor].name}"
        return self._people(name, [head, whole], head, kind="person")

    def _whoever(self, head: Word) -> list[Participant]:
        """People whom no noun names, and inquiries of nobody told: "those who defend him", "a European inquiry"."""
        if head.lemma in INQUIRIES and head.pos == "NOUN":
            words = self._phrase(head, [*_LEFT])
            return self._people(self._text(words), words, head, kind="organisation")
        words = description(head)
        name = self._text(words) if len(words) > 1 else ""
        return self._people(name[:1].lower() + name[1:], words, head) if name else []

    def _people(self, name: str, words: list[Word], head: Word, *, kind: ActorKind = "population") -> list[Participant]:
        plural = kind == "population"
        member, mention = self._member(name, [], kind, words, head, named=False, plural=plural)
        return [Participant(actor=member.id, span=mention.span)]

    def _by_first_names(self, head: Word) -> list[Participant]:
        """Whose further surname a name is that the cast has without it: "Tomas Lind | Ferrer said"."""
        before = self._cast.covering.get(head.i - 1) if head.pos == "PROPN" and head.i else None
        if before is None or before.form != "name" or self._cast.kind(before.actor) != "person":
            return []
        if self._page.words[head.i - 1].head is not head or head.i in self._cast.covering:
            return []
        return [Participant(actor=before.actor, span=before.span)]

    def _is_party_member(self, head: Word, found: list[Participant]) -> bool:
        """Whether a party's name with "the" is one of its people: "the Arizona Republican asked"."""
        if len(found) != 1 or head.lower.endswith("s") or head.tag not in ("NN", "NNP", "JJ"):
            return False
        code = self._cast.members[found[0].actor].code or ""
        return "PTY" in code.split() and head.ent != "ORG" and any(c.lower == "the" for c in head.children)

    def _acting_before(self, head: Word) -> list[Participant]:
        """The one who did or said something last in the writer's own sentences before."""
        if self._quotations is None:
            self._quotations = find_quotations(self._page)
        here = head.sent.index
        for sentence in reversed(self._page.sentences[max(0, here - _FAR) : here + 1]):
            for word in reversed(sentence.words):
                m = self._cast.heads.get(word.i) if word.dep == "nsubj" and word.i < head.i else None
                if m is None or m.actor == AUTHOR or self._cast.kind(m.actor) != "person":
                    continue
                if self._quotations.over(word.start) is None:
                    return [Participant(actor=m.actor, span=span_of([head]))]
        return []

    def _around(self, head: Word, found: list[Participant]) -> list[Participant]:
        """The people around somebody, who are not that person: "her campaign said", "Lind's lawyer said"."""
        if len(found) != 1 or head.pos != "NOUN" or head.i in self._cast.covering:
            return []
        person = self._cast.members[found[0].actor]
        if person.kind in ("igo", "organisation") and head.lemma in _OUTPOSTS:
            office = self._described(head)  # "the United Nations office in Chad"
            return [Participant(actor=office[0].id, span=office[1].span)] if office is not None else []
        if person.kind != "person" or person.id == AUTHOR or not (head.lemma in _BODIES | _HOUSES or is_human(head)):
            return []
        whole = self._phrase(head, [])
        plural = head.tag == "NNS"
        kind: ActorKind = "organisation" if head.lemma in _BODIES | _HOUSES else "population" if plural else "person"
        name = f"{person.name}'s {self._text(self._phrase(head, [*_LEFT, 'poss', 'compound']))}"
        member, mention = self._member(name, [], kind, whole, head, named=False, plural=plural)
        return [Participant(actor=member.id, span=mention.span)]

    def _author_of(self, head: Word, found: list[Participant]) -> list[Participant]:
        """Whose a document is; a bare "the report" is the one cited before."""
        if not found:
            found = [p for c in head.children if c.dep == "poss" for p in self._cast.who(c)]
        if not found:
            found = [p for w in modifiers(head) if (m := self._cast.covering.get(w.i)) is not None
                     for p in [Participant(actor=m.actor, span=m.span)]]  # fmt: skip
        if not found:
            found = [p for by in _WRITTEN_BY for n, w in prepositions(head) if n == by for p in self._by(w)]
        if not found:
            found = [p for c in head.children if c.dep == "acl" and c.tag == "VBN" and c.lemma in PUBLISHING
                     for w in frame(c).agents for p in self._by(w)]  # fmt: skip
        if not found and head.dep == "dobj" and head.head.lemma in PUBLISHING:  # "she issued a statement calling for"
            found = [p for w in frame(head.head).agents for p in self._by(w)]
        if not found:
            found = [p for c in modifiers(head) if (body := self._body(c)) is not None for p in [body]]
        if found:
            self._texts[head.lemma] = found
        elif any(c.lower in ("the", "this", "that") for c in head.children):
            found = self._texts.get(head.lemma, [])
        return found

    def _by(self, writer: Word) -> list[Participant]:
        found = self._cast.who(writer, places=False)
        if found or writer.i in self._cast.covering:
            return found
        member = self._named(writer) or self._described(writer)
        return [Participant(actor=member[0].id, span=member[1].span)] if member is not None else []

    def _body(self, noun: Word) -> Participant | None:
        """The body that a document is named after: "a police | report"."""
        agent = registry().agents.get(noun.lemma.lower()) or registry().agents.get(noun.lower)
        if noun.pos != "NOUN" or agent is None or agent.kind not in ("government", "organisation", "armed_group"):
            return None
        plural = noun.tag == "NNS"
        member, mention = self._member(noun.text, [], agent.kind, [noun], noun, named=False, plural=plural)
        return Participant(actor=member.id, span=mention.span)

    def _named(self, head: Word, *, spoken: bool = False, human: bool = False) -> tuple[Member, CastMention] | None:
        """A name that the parser did not take for one, or for a place's: "the Green Lake Band calls it"."""
        the = any(c.lower == "the" for c in head.children)
        if (
            head.pos != "PROPN"
            or not head.text[:1].isupper()
            or (head.ent in _NO_NAMES and not (spoken and the) and not human)
        ):
            return None
        words = [head]
        for w in reversed(self._page.words[max(head.sent.words[0].i, head.i - 5) : head.i]):
            if w.pos != "PROPN" or not w.text[:1].isupper() or w.i in self._cast.covering:
                break
            words.insert(0, w)
        text = plain(self._page.quote(span_of(words)))
        body = bool(ORGANISATION.search(text)) or text.isupper() or the
        if len(words) == 1 and the and spoken and (member := self._called_in_full(head)) is not None:
            return member
        if len(words) == 1 and len(text) > 2 and text.isupper() and not is_word(text.lower()):
            return self._member(text, [], "organisation", words, head, named=True)  # "according to COPREFA"
        if len(words) == 1 and not (the and spoken) and (body or head is head.sent.words[0] or head.tag != "NNP"):
            return None
        return self._member(text, [], "organisation" if body else "person", words, head, named=True)

    def _called_in_full(self, head: Word) -> tuple[Member, CastMention] | None:
        """The one body whose name ends as "the Observatory" does."""
        last = atoms(head.text)
        bodies = [m for m in self._cast.members.values()
                  if m.kind not in ("person", "state") and m.named and atoms(m.name)[-1:] == last]  # fmt: skip
        if len(bodies) != 1:
            return None
        mention = CastMention(head.i, head.i + 1, head, bodies[0].id, "name", span_of([head]))
        self._cast.add(mention)
        return bodies[0], mention

    def _described(self, head: Word, *, spoken: bool = False) -> tuple[Member, CastMention] | None:
        """Somebody who is only described: "a teacher who fled", "people at home"."""
        agent = registry().agents.get(head.lemma) or registry().agents.get(head.lower)
        known = head.lemma in _BODIES or names_people(head) or spoken
        noun = head.pos == "NOUN" or (head.pos == "PROPN" and head.text.islower())
        if not noun or head.lemma in NOBODY or not known:
            return None
        whole = self._phrase(head, [])
        own = self._phrase(head, [*_LEFT, "nummod", "advmod", "quantmod", "preconj"])
        if own[-1].i - own[0].i > 8 or any(w.lower in _UNSAID for w in whole):
            return None
        after = next((c for c in head.children if c.dep == "prep" and c.i == head.i + 1 and c.lower in _AFTER), None)
        rest = list(takewhile(lambda w: w.text != ",", after.subtree())) if after is not None else []
        names = [self._text([*own, *rest])] if rest and len(rest) <= _MAX_POST else []
        names += [self._text(own), self._text([head])]
        plural = head.tag in ("NNS", "NNPS")
        dependents = {c.dep for c in head.children}
        if head.lemma in _VAGUE and names[0] == head.text and not dependents & {"relcl", "det" if not plural else ""}:
            return None  # "people say"
        kind: ActorKind = "population" if plural else "person"
        if head.lemma in _BODIES:
            kind = "organisation"
        elif agent is not None and not is_one_person(head, agent) and (agent.kind != "person" or not plural):
            kind = agent.kind
        return self._member(names[0], names[1:], kind, whole, head, named=False, plural=plural)

    def _phrase(self, head: Word, without: list[str]) -> list[Word]:
        """A noun with the words before it, but for some."""
        before = [w for c in head.children if c.i < head.i and c.dep not in (*without, "punct", "cc", "conj", "relcl")
                  for w in c.subtree() if w.i < head.i]  # fmt: skip
        words = sorted([*before, head], key=lambda w: w.i)
        words = words[after_break(words) :]
        return [w for w in words if w.i > head.i - 10]

    def _text(self, words: list[Word]) -> str:
        return plain(self._page.quote(span_of(words)))

    def _member(
        self, name: str, others: list[str], kind: ActorKind, words: list[Word], head: Word, *, named: bool,
        plural: bool = False,
    ) -> tuple[Member, CastMention]:  # fmt: skip
        cast, key = self._cast, atoms(name)
        if not self._made:
            self._made = {atoms(m.name): m for m in cast.members.values()}
        member = self._made.get(key)
        if member is None:
            slug, n = "_".join(key)[:60] or "source", 2
            base = slug
            while slug in cast.members:
                slug, n = f"{base}_{n}", n + 1
            aliases = [o for o in dict.fromkeys(others) if o != name]
            gender = gender_of_name(name) if kind == "person" and named else ""
            member = Member(slug, name, kind, aliases=aliases, plural=plural, named=named, gender=gender)
            cast.members[slug] = self._made[key] = member
        form: Form = "name" if named else "nominal"
        mention = CastMention(words[0].i, words[-1].i + 1, head, member.id, form, span_of(words))
        cast.add(mention)
        return member, mention
