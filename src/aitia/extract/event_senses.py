"""Which sense of a word stands here: the conditions of the event tables against the words around a trigger.

Example: "fired a minister" matches ``fire`` (a person is dismissed), "fired rockets at" matches ``fire o:@missile``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from aitia.language.arcs import OBJECTS, RELATIVE_TAGS, conjuncts, prepositions
from aitia.language.frames import Frame, frame
from aitia.language.page import Page, Word
from aitia.lexicon.events import Sense, classes, event_lexicon
from aitia.lexicon.places import is_populated_place

ASKING = frozenset(["ask", "insist", "suggest"])
CLAUSES = frozenset(["ccomp", "xcomp"])
_NEAR = 6
_FAR = 12  # for words that the trigger itself governs: "held the leaders of the movement responsible"
_TIMES = frozenset(["when", "after", "as"])
# what is only named after a deed: "a talk show", "a protest song"
_SHOWS = frozenset(
    "book channel concert dance day director fan film game group hour player point program room show song star".split()
)
_AMOUNTS = frozenset(
    """amount array barrage batch bunch couple day deal dozen flurry group half handful host hour hundred load
    lot majority million month number package part percent piece quantity raft range rest round score series set
    shipment slew some spate stream string thousand ton tonne wave week worth""".split()
)
# what tells when or how, not what is acted on: "broke up a week later", "broke down the same way"
_DURING = frozenset(
    """afternoon day decade evening fall fortnight hour instant life minute moment month morning night second season
    spring summer time today tomorrow tonight way week weekend while winter year yesterday""".split()
)
# prepositions that name the other side, whatever noun they are hung on
_LOOSE = frozenset(["against", "among", "between", "on", "upon", "with"])
_OCCURRING = frozenset(
    ["begin", "break", "continue", "erupt", "flare", "intensify", "occur", "rage", "resume", "start"]
)
_SUMS = frozenset(["billion", "million"])  # "$100 million in assistance to"
_WAYS = frozenset(["ahead", "away", "back", "down", "home", "out", "over"])
_SWALLOW = frozenset(["down", "up", "out", "off"])
_SWALLOWING = frozenset([("rein", "in"), ("take", "on")])
# verbs that mean something else with a particle than without
_PHRASAL = frozenset(
    """back break bring build call carry come cut drop fire get give go hand hold keep lay look make pay play press
    pull put sell send set shell shut stand step strike take talk tell throw turn""".split()
)


@dataclass(eq=False)
class Setting:
    """What stands around a possible trigger: its frame, things and people in object position, prepositional phrases."""

    page: Page
    word: Word
    found: Frame = field(init=False)

    def __post_init__(self) -> None:
        self.found = frame(self.word)

    @cached_property
    def objects(self) -> list[Word]:
        """Heads in object position; of a passive with a retained object both that and its subject."""
        found = self.found.patients + (self.found.datives if self.found.passive else [])
        return found or [w for c in self._swallowing for w in _below(c)] or self._after_particle

    @cached_property
    def _after_particle(self) -> list[Word]:
        """A noun right after a particle that the parser took for an adverb: "broke up the march"."""
        if self.word.pos != "VERB" or not any(c.dep == "prt" and c.i == self.word.i + 1 for c in self.word.children):
            return []
        after = [c for c in self.word.children if c.dep == "npadvmod" and c.i > self.word.i + 1 and c.pos == "NOUN"]
        held = [c for c in after if c.lemma not in _DURING and any(g.dep in ("det", "poss") for g in c.children)]
        return [c for c in held if min(w.i for w in c.subtree()) == self.word.i + 2]

    @cached_property
    def _swallowing(self) -> list[Word]:
        """A particle that the parser took for a preposition: "voted down the plan"."""
        after = [c for c in self.word.children if c.dep in ("prep", "prt") and c.i == self.word.i + 1]
        return [c for c in after if c.lower in _SWALLOW or (self.word.lemma, c.lower) in _SWALLOWING]

    @cached_property
    def obliques(self) -> dict[str, list[Word]]:
        """Prepositional phrases of the trigger and of its objects, by preposition."""
        out = {name: list(words) for name, words in self.found.obliques.items()}
        for c in self.word.children:
            if c.lower in _WAYS and c.dep == "advmod" and c.i > self.word.i:  # "let them back into the country"
                for name, word in prepositions(c):
                    out.setdefault(name, []).append(word)
        for thing in self.objects:
            if thing.pos in ("NOUN", "PROPN", "PRON") or thing.lemma in _SUMS:
                for name, word in prepositions(thing):
                    if word not in out.setdefault(name, []):
                        out[name].append(word)
                    funds = name == "in" and thing.lemma in classes()["money"] | _SUMS  # "a million dollars in aid to"
                    if (
                        name == "of" or funds
                    ) and word.pos == "NOUN":  # "40 percent of its oil from", "tons of grain to"
                        for further, deep in prepositions(word):
                            if further != "of" and deep not in out.setdefault(further, []):
                                out[further].append(deep)
        if self.word.pos == "NOUN" and self.word.dep == "nsubj" and self.word.head.lemma in _OCCURRING:
            for name, word in prepositions(self.word.head):  # "clashes erupted between"
                if name in _LOOSE and name != "on" and word not in out.setdefault(name, []):
                    out[name].append(word)
        if self.found.light is not None:
            for name, word in prepositions(self.found.light):
                if word.i > self.word.i and word not in out.setdefault(name, []):
                    out[name].append(word)
        return out

    @cached_property
    def far_obliques(self) -> dict[str, list[Word]]:
        """Prepositional phrases one step further down: "went on strike against", "engaged in battle with"."""
        return _below_all(w for words in self.found.obliques.values() for w in words if w.pos == "NOUN")

    @cached_property
    def loose_obliques(self) -> dict[str, list[Word]]:
        """Phrases that the parser hung on a noun between: "an attack by rebels on a town", "talks in Oslo with"."""
        between = [w for words in self.obliques.values() for w in words]
        if self.found.passive or self.word.pos == "NOUN":
            between += self.found.agents
        after = [w for w in between if w.i > self.word.i and w.pos in ("NOUN", "PROPN")]
        after = [w for w in after if not event_lexicon().of("noun", w.lemma)]  # another deed has sides of its own
        found = _below_all(dict.fromkeys(after))
        return {name: words for name, words in found.items() if name in _LOOSE}

    @cached_property
    def complements(self) -> list[Word]:
        """Verbs of the clauses that the trigger governs: infinitives, "that" clauses, gerunds after prepositions."""
        out = []
        for c in self.word.children:
            if c.dep == "ccomp" and c.i < self.word.i and self._is_apart(c):
                continue
            if c.dep in CLAUSES or (c.dep == "acl" and is_infinitive(c)) or (c.dep == "advcl" and is_infinitive(c)):
                out.append(c)
            elif c.dep == "prep":  # not "with officials vowing to stay", which has a subject of its own
                out.extend(g for g in c.children if g.dep == "pcomp" and g.child("nsubj") is None)
        for thing in self.objects:
            out.extend(c for c in thing.children if c.dep in ("acl", "relcl") and is_infinitive(c))
        return [v for c in out for v in coordinated_verbs(c)]

    def _is_apart(self, clause: Word) -> bool:
        """Whether a semicolon parts a clause from the verb after it: nothing that it governs."""
        return any(w.text == ";" for w in self.page.words[clause.i + 1 : self.word.i])

    def fits(self, sense: Sense) -> bool:
        """Whether all conditions of a sense hold here."""
        if not sense.particles and sense.lemma in _PHRASAL and any(c.dep == "prt" for c in self.word.children):
            return False
        if any(self.particle(p) is None for p in sense.particles):
            return False
        if sense.no_object and self.objects:
            return False
        if sense.objects and self.matched_object(sense) is None:
            return False
        if sense.prepositions and not any(self._preposition(p) for p in sense.prepositions):
            return False
        if sense.words and self.matched_word(sense) is None:
            return False
        if sense.subjects and not any(self._is_counted_among(w, sense.subjects) for w in self.found.agents):
            return False
        if sense.modifiers and not any(sense.modifiers & {c.lower, c.lemma} for c in self._modifiers):
            return False
        if sense.complement == "to" and sense.part == "verb" and sense.type == "AGREE":
            return self._is_undertaken()
        return not sense.complement or self._complement(sense.complement)

    @staticmethod
    def _is_counted_among(subject: Word, wanted: frozenset[str]) -> bool:
        """Whether a subject is one of these, or so many of them: "hundreds of demonstrators"."""
        words = [subject, *(w for name, w in prepositions(subject) if name == "of")]
        return any(w.lemma.lower() in wanted for w in words)

    @cached_property
    def _modifiers(self) -> list[Word]:
        direct = [c for c in self.word.children if c.dep in ("amod", "compound", "nmod", "poss") and c.i < self.word.i]
        return direct + [c for d in direct for c in d.children if c.dep in ("amod", "compound", "punct", "npadvmod")]

    def particle(self, particle: str) -> Word | None:
        """The word that is this particle of the trigger: "pull out", "pull troops out of"."""
        for c in (*self.word.children, *self.page.words[self.word.i + 1 : self.word.i + 2]):
            if c.lower != particle or c.i <= self.word.i:
                continue
            if c in self._swallowing or not any(g.dep == "pobj" for g in c.children):
                return c
        return None

    def _preposition(self, name: str) -> bool:
        if name == "of" and self.word.pos == "VERB":  # not the "of" of its object: "approved the use of"
            return name in self.found.obliques
        if name in self.obliques:
            before = self.word.lemma == "call" and self.word.pos == "VERB"  # "on Twitter, she called him a liar"
            return not before or any(w.i > self.word.i or w.tag in RELATIVE_TAGS for w in self.obliques[name])
        first, _, noun = name.partition(" ")
        if noun.startswith("of "):  # "out of jail"
            first, noun = f"{first} of", noun[3:]
        if first == "when":  # "died when a bomb went off"
            return any(w.lemma == noun for w in self._meanwhile)
        return any(w.lemma == noun or w.lower == noun for w in self.obliques.get(first, ())) if noun else False

    @cached_property
    def _meanwhile(self) -> list[Word]:
        """Subjects of the clauses of time below the trigger: "when a bomb went off", "after police opened fire"."""
        clauses = [c for c in self.word.children if c.dep == "advcl" and c.pos == "VERB"]
        timed = [c for c in clauses if any(g.lower in _TIMES and g.dep in ("advmod", "mark") for g in c.children)]
        return [w for c in timed for w in frame(c).agents]

    def matched_object(self, sense: Sense) -> Word | None:
        """The object that the sense asks for."""
        for thing in self.objects:
            if _is_for_press(thing):
                continue
            if thing.lemma in sense.objects or thing.lower in sense.objects:
                return thing
            if sense.objects & self._joined(thing) or (sense.takes_places and self._is_place(thing)):
                return thing
        for thing in self.objects:  # "a growing number of refugees"
            for name, word in prepositions(thing) if thing.lemma in _AMOUNTS or thing.pos == "NUM" else ():
                if (
                    name == "of"
                    and word.lemma != "campaign"
                    and sense.objects & {word.lemma, word.lower, *self._joined(word)}
                ):
                    return thing
        for thing in self.objects:  # "nuclear test", "arms deliveries": the first part of a compound
            for c in thing.children:
                if c.dep not in ("compound", "amod") or thing.pos != "NOUN" or thing.lemma in _SHOWS:
                    continue
                if sense.type == "AID" and thing.lemma in classes()["intangible"]:
                    continue  # "a security clearance"
                if c.lower in sense.objects:
                    return thing
        return None

    def _is_place(self, thing: Word) -> bool:
        """Whether an object is the name of a place, "took Palmyra", and not of a state."""
        if thing.pos not in ("NOUN", "PROPN") or not thing.text.istitle():
            return False
        mention = self.page.cast.covering.get(thing.i)
        member = self.page.cast.members[mention.actor] if mention is not None else None
        if member is not None and member.kind in ("state", "states") and member.name == thing.text:
            return False
        if member is not None and member.kind == "person" and member.name != thing.text:
            return False  # "Mr. Bush, whom he attacked"
        placed = thing.ent in ("GPE", "LOC") or (mention is not None and mention.form == "place")
        return placed or is_populated_place(thing.text)

    def _joined(self, thing: Word) -> set[str]:
        """A noun with the word before it as the tables write them: "cease-fire", "war games" → war-game."""
        words = self.page.words
        before = {f"{c.lower}-{thing.lemma}" for c in thing.children if c.dep in ("compound", "amod") and c.i < thing.i}
        if thing.i > 1 and words[thing.i - 1].text == "-" and words[thing.i - 1].end == thing.start:
            before.add(f"{words[thing.i - 2].lower}-{thing.lemma}")
        return before

    def matched_word(self, sense: Sense) -> Word | None:
        """The further word that the sense asks for ("take X hostage")."""
        for w in self.page.words[self.word.i + 1 : self.word.i + 1 + _FAR]:
            if w.sent is not self.word.sent:
                return None
            near = w.i <= self.word.i + _NEAR and w.head.head is self.word
            if (w.lemma in sense.words or w.lower in sense.words) and (near or w.head is self.word):
                return w
        return None

    def _is_undertaken(self) -> bool:
        """Whether a promise is one to do something: "offered to help", not "offered a plan to combat drugs"."""
        for c in self.complements:
            first = c
            while first.dep == "conj":
                first = first.head
            if is_infinitive(c) and (first.head is self.word or first.head.pos in ("PROPN", "PRON")):
                return True
        things = [t for t in self.objects if t.pos == "NOUN" and self.page.cast.at(t) is None]
        return not things and self._complement("to")

    def _complement(self, kind: str) -> bool:
        for c in self.complements:
            if kind == "to" and is_infinitive(c):
                return True
            if kind == "ing" and c.tag == "VBG":
                return True
            if kind == "that" and c.dep == "ccomp" and not is_infinitive(c) and not _is_question(c):
                return self.word.lemma not in ASKING or not _is_told(c)
        if kind == "-":
            return not any(c.dep in CLAUSES for c in self.word.children)
        if kind == "to" and self.word.pos == "VERB":  # "urged X to leave" with "leave" hung on X
            return any(is_infinitive(g) for c in self.word.children if c.dep in OBJECTS for g in c.children)
        return False


def _is_for_press(thing: Word) -> bool:
    """Whether a conference is one for reporters, where nobody talks to anybody."""
    return thing.lemma == "conference" and any(c.lower in ("news", "press") for c in thing.children)


def _below_all(nouns: Iterable[Word]) -> dict[str, list[Word]]:
    out: dict[str, list[Word]] = {}
    for noun in nouns:
        for name, word in prepositions(noun):
            out.setdefault(name, []).append(word)
    return out


def _below(preposition: Word) -> list[Word]:
    return [x for c in preposition.children if c.dep == "pobj" for x in conjuncts(c)]


def _is_told(clause: Word) -> bool:
    """Whether a clause tells how things are instead of asking for something: "insisted that he was right"."""
    verbs = [clause, *(c for c in clause.children if c.dep in ("aux", "auxpass"))]
    return any(w.tag in ("VBD", "VBZ") or w.lower in ("will", "would", "can", "are") for w in verbs)


def _is_question(clause: Word) -> bool:
    subject = clause.child("nsubj")
    if subject is not None and any(c.dep == "aux" and c.i < subject.i for c in clause.children):
        return True  # "can you explain"
    return any((c.dep == "mark" and c.lower in ("if", "whether")) or c.tag in ("WRB", "WP") for c in clause.children)


def is_infinitive(verb: Word) -> bool:
    """Whether a verb stands with "to"."""
    return verb.pos in ("VERB", "AUX") and any(c.lower == "to" and c.dep == "aux" for c in verb.children)


def coordinated_verbs(verb: Word) -> list[Word]:
    """The verb and those coordinated with it."""
    out = [verb]
    for v in out:
        out.extend(c for c in v.children if c.dep == "conj" and c.pos in ("VERB", "AUX"))
        if len(out) > 8:
            break
    return out
