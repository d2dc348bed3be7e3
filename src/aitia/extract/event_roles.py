"""Who takes part in a deed: the slots of the event tables turned into participants.

Slots: ``subj`` and ``obj`` (logical subject and object), ``own`` (whose the object is), ``dat`` (indirect object),
``cl`` (subject of the governed clause), ``deed`` (who would do what is asked for), ``poss`` (possessor of a noun),
``mod``, ``where``, ``mods`` (its modifiers: doers, places, all), ``light`` (subject of a light verb), ``above``
(subject of the verb a noun hangs on), ``inner`` (recipients of the governed deed); all others are prepositions.
"""

from __future__ import annotations

from typing import Final

from aitia.extract.cast import PROXIES, Cast
from aitia.extract.event_makers import first_part, makers, possessing, told_of
from aitia.extract.event_senses import Setting
from aitia.extract.event_things import (
    BEFALLEN,
    BEFALLING,
    CHARGES,
    DONE_TO,
    FACILITIES,
    GETTING,
    LYING,
    MAKING,
    MATERIAL,
    OUTRAGES,
    WALLS,
)
from aitia.extract.event_who import who_is_meant
from aitia.extract.human_nouns import is_human
from aitia.language.arcs import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, conjuncts, is_contrasted, is_passive, prepositions
from aitia.language.control import GIVING
from aitia.language.frames import frame, governing_verb, issuers, surface_subjects
from aitia.language.heads import whose
from aitia.language.page import Word, span_of
from aitia.lexicon.actors import registry
from aitia.lexicon.events import classes, event_lexicon
from aitia.model.codes import AUTHOR
from aitia.model.records import Participant

NOUN_ACTORS = ("poss", "by", "light", "mod")
MANY: Final = frozenset(["armed_group", "population", "states"])
BODIES: Final = frozenset(["armed_group", "government", "igo", "organisation", "state"])
_STRUCK = frozenset(["state", "armed_group", "organisation", "population"])
_FORCES: Final = frozenset("COP CRM GOV ISM JUD MIL PRM REB SPY UAF".split())  # who may use force
_BEFORE_DEEDS: Final = frozenset(["administration", "government", "ministry", "regime"])  # whose a deed is
_BEFORE: Final = ("amod", "compound", "nmod")
# what the writer does to somebody by saying "we"; what he hopes or recommends is an opinion or an option
_PERFORMING: Final = frozenset(
    """appeal ask beg beseech call commend congratulate demand entreat exhort implore plead promise salute thank urge
    welcome""".split()
)
_SCENES: Final = frozenset(["conflict", "crisis", "fighting", "violence", "war"])  # named after where they are
_TIES: Final = frozenset(["-", "–", "‑", "/"])
_LED = frozenset(["led", "backed", "organised", "organized", "orchestrated", "directed", "sponsored"])


class Roles:
    """Answers, for one page, who stands in a slot of a setting."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def slot(self, name: str, at: Setting) -> list[Participant]:
        """The participants in one slot."""
        cast, found = self.cast, at.found
        if "+" in name:  # both sides of a pact, where the first is there
            first, _, second = name.partition("+")
            people = self.slot(first, at)
            return (
                people + [p for p in self.slot(second, at) if p.actor not in {x.actor for x in people}]
                if people
                else []
            )
        if name == "subj":
            return self._doers(at)
        if name == "obj":
            beside = [] if at.objects and self._is_first_part(found.datives, at.objects[0]) else found.datives
            return cast.everyone(who_is_meant(found.patients, at, cast) if found.passive else [*at.objects, *beside])
        if name == "dat":
            return cast.everyone(found.patients if found.passive else found.datives)
        if name == "own":
            things = [w for w in at.objects if not _is_somebody_whose(w)]
            return [p for w in things for p in self.owner(w, victims=not _is_deed(w))]
        if name == "cl":
            clauses = told_of(at.word) if at.word.pos == "NOUN" else at.complements
            subjects = [w for c in clauses if not _is_favour(c, at) for w in own_subjects(c)]
            return cast.everyone(subjects) or self.owners(subjects)
        if name == "deed":
            return self._deed(at)
        if name == "poss":
            parts = [possessing(at.word), *first_part(at)]
            whose = [c for p in parts for c in p.children if c.dep == "poss"]
            return cast.everyone([w for c in whose for w in conjuncts(c)]) or self._own_deed(whose, at)
        if name == "mod":
            return [p for p in self.modifiers(at.word) if not self.is_place(p, at)]
        if name == "where":
            return [p for p in self.modifiers(at.word) if self.is_place(p, at)]
        if name == "mods":
            return self.modifiers(at.word)
        if name == "light":
            return (cast.everyone(found.agents) or self._masters(found.agents)) if found.light is not None else []
        if name == "above":  # "said in an interview with": who said it
            governor = governing_verb(at.word) if at.word.dep == "pobj" else None
            return cast.everyone(surface_subjects(governor)) if governor is not None else []
        if name in ("inner", "none"):
            return []
        first, _, noun = name.partition(" ")
        words = at.obliques.get(name, [])
        if name == "of" and words and at.objects and at.objects[0].lemma in MAKING:
            return []  # "requested the formation of a commission"
        if noun and not words:  # "at the hands of the militia"
            words = [x for w in at.obliques.get(first, ()) if noun in (w.lemma, w.lower)
                     for p, x in prepositions(w) if p == "of"]  # fmt: skip
        if name == "in":  # "killed in a rebel attack" tells who did it, not to whom
            words = [w for w in words if not event_lexicon().of("noun", w.lemma)]
        people = cast.everyone(words)
        if name == "by" and (not people or self._are_machines(words)):
            return self._masters(at.obliques.get(name, [])) or people
        return people

    def _own_deed(self, whose: list[Word], at: Setting) -> list[Participant]:
        """Who is meant by "their" before a deed where nobody was found: the object or subject nearest before it."""
        verb = governing_verb(at.word) if len(whose) == 1 and whose[0].lower in ("their", "its") else None
        if verb is None:
            return []
        before = [w for c in verb.children if c.dep in OBJECTS and c.i < whose[0].i for w in conjuncts(c)]
        for words in (before, surface_subjects(verb)):
            people = self.cast.everyone([w for w in words if w.i < whose[0].i], places=False)
            many = len(people) > 1 or any(self.cast.kind(p.actor) in MANY for p in people)
            if people and many is (whose[0].lower == "their"):
                return people
        return []

    def _is_first_part(self, datives: list[Word], thing: Word) -> bool:
        """Whether what the parser takes for a dative is the first part of the object: "accused Reed allies"."""
        if not datives or datives[-1].i + 1 != thing.i or datives[-1].pos != "PROPN" or thing.head.lemma in GIVING:
            return False
        return thing.tag in ("NN", "NNS") and (self.cast.at(thing) is not None or thing.lemma in PROXIES)

    def _masters(self, words: list[Word]) -> list[Participant]:
        """Whose the weapons are that do a deed: "bombed by Russian aircraft", "by its jets or those of Mali"."""
        tools = classes()["arms"] | classes()["blast"] | classes()["craft"]
        out = [p for w in words[:1] if w.lemma in tools for p in self.owner(w)]
        if out:
            for w in words[1:]:
                more = self.owner(w) if w.lemma in tools else []
                more = more or self.cast.everyone([x for p, x in prepositions(w) if p == "of" and w.lower == "those"])
                out += [p for p in more if all(p.actor != x.actor for x in out)]
        return out

    def _are_machines(self, words: list[Word]) -> bool:
        """Whether all that acts are described machines or weapons: "its warplanes", "Chad's artillery"."""
        if not words or words[0].lemma not in classes()["arms"] | classes()["craft"]:
            return False
        if any(w.lemma not in classes()["arms"] | classes()["craft"] and w.lower != "those" for w in words[1:]):
            return False
        mention = self.cast.at(words[0])
        return mention is not None and mention.form == "nominal"

    def paired(self, noun: Word) -> list[Participant]:
        """Both sides named before a noun: "the Iran-Iraq war", "Israeli-Palestinian talks"."""
        before = [c for c in noun.children if c.dep in _BEFORE and c.i < noun.i]
        before += [d for c in before if c.pos == "NOUN" for d in c.children if d.dep in _BEFORE]
        for c in before:
            tied = any(d.dep == "punct" and d.text in _TIES and d.i < c.i for d in c.children)
            first = next((d for d in c.children if d.dep in (*_BEFORE, "npadvmod") and d.i < c.i), None)
            if first is None or not tied:
                continue
            found = [m for w in (first, c) if (m := self.cast.heads.get(w.i)) is not None]
            if len({m.actor for m in found}) == 2 and all(m.form in ("name", "place") for m in found):
                return [Participant(actor=m.actor, span=m.span) for m in found]
        return []

    def speaking(self, at: Setting, *, words: bool = True) -> list[Participant]:
        """Who says "we urge", "we condemn": the speaker of the quotation, outside of one the writer.

        Of deeds that are not ``words``, "we ambushed a convoy", only a body that speaks is the doer.
        """
        we = at.found.agents
        if len(we) != 1 or we[0].lower != "we" or at.word.tag not in ("VBP", "VBD", "VBN", "VBG"):
            return []
        if any(w.text == "?" for w in at.word.sent.words if w.i > at.word.i):
            return []  # "is this what we accept?"
        span = span_of(we)
        speakers = at.page.voices.speaker_at(span)
        if not words and (not speakers or self.cast.kind(speakers[0]) not in BODIES):
            return []
        if len(speakers) > 1 or (not speakers and (at.word.tag != "VBP" or at.word.lemma not in _PERFORMING)):
            return []
        return [Participant(actor=speakers[0] if speakers else AUTHOR, span=span)]

    def first(self, names: tuple[str, ...], at: Setting, *, far: bool = False) -> list[Participant]:
        """The participants in the first slot that has any; ``far`` also looks below the nouns of prepositions."""
        for name in names:
            people = self.slot(name, at)
            if not people and far and name in at.far_obliques:
                people = self.cast.everyone(at.far_obliques[name])
            if people:
                return people
        return []

    def loose(self, names: tuple[str, ...], at: Setting) -> list[Participant]:
        """The participants in a slot whose phrase stands after another noun: "a raid by rebels on the army"."""
        for name in names:
            people = self.cast.everyone(at.loose_obliques.get(name, []), places=False)
            if people:
                return people
        return []

    def _doers(self, at: Setting) -> list[Participant]:
        """The logical subject; where it is no actor, who stands behind it ("passed a resolution calling on")."""
        words = self._subjects(at)
        people = self.cast.everyone(words, places=not (at.word.dep == "relcl" and at.word.head in words))
        if people or not words:
            return self._masters(words) or people if self._are_machines(words) else people
        people = self._masters(words)
        if people:
            return people
        word, verb = words[0], at.word
        whose = next((c for c in word.children if c.tag == "WP$"), None)
        if whose is not None:  # "whose army rescued him"
            clause = next((w for w in (verb, *verb.ancestors()) if w.dep == "relcl"), None)
            return self.cast.who(clause.head) if clause is not None else []
        if word.lower in ("that", "who") and verb.head.lemma == "be":  # "it was Iran that attacked"
            return self.cast.everyone([x for c in verb.head.children if c.dep == "attr" for x in conjuncts(c)])
        if word.lower in ("one", "ones") and word.dep == "attr" and verb.dep == "relcl":  # "is the one that attacked"
            return self.cast.everyone([x for c in word.head.children if c.dep in SUBJECTS for x in conjuncts(c)])
        fired = [c for c in word.children if c.dep == "acl" and c.tag == "VBN" and c is not verb]
        if fired:  # "rockets fired by the army hit"
            return self.cast.everyone([w for c in fired for w in frame(c).agents])
        if verb.dep == "acl" and verb.tag == "VBG" and verb.head is word and word.lemma not in LYING | BEFALLING:
            return self._behind(word)
        return []

    def _behind(self, thing: Word) -> list[Participant]:
        """Who says or does what a participle after a thing tells: "a letter by miners demanding", "wrote on buses"."""
        above = governing_verb(thing)
        got = above is not None and above.lemma in GETTING and not any(c.dep == "poss" for c in thing.children)
        if got:
            return []  # "received letters urging him not to"
        people = [] if thing.lemma in classes()["craft"] | WALLS else self.owner(thing)
        return people or self.cast.everyone(issuers(thing))

    def _subjects(self, at: Setting) -> list[Word]:
        if at.word.pos == "ADJ":
            above = at.word.head
            return frame(above).agents if above.pos in ("AUX", "VERB") and at.word.dep in ("acomp", "conj") else []
        return who_is_meant(at.found.agents, at, self.cast)

    def owner(self, thing: Word, *, victims: bool = True) -> list[Participant]:
        """Whose deed or thing a noun is: possessor, "by" phrase, national adjective, "from" or "of" phrase.

        Without ``victims`` an "of" phrase tells nothing, as in "the murder of a minister".
        """
        if thing.pos not in ("NOUN", "PROPN"):
            return []
        below = prepositions(thing)
        befell = thing.lemma in BEFALLEN
        victims &= not befell and thing.lemma not in MAKING
        owners = [] if befell and all(p != "of" for p, _ in below) else [c for c in thing.children if c.dep == "poss"]
        people = self.cast.everyone([w for c in owners for w in conjuncts(c)])
        people = people or self.cast.everyone([w for p, w in below if p == "by"]) or self.modifiers(thing)
        people = people or self.cast.everyone(whose(thing))
        mutual = () if thing.lemma in classes()["ground"] else ("between", "with")  # "districts between Chad and Mali"
        further = ("from", "of", *mutual) if victims else ("from", *mutual)
        people = people or self.cast.everyone([w for p, w in below if p in further])
        return people or self.cast.everyone(makers(thing, victims=victims), places=False)

    def owners(self, things: list[Word]) -> list[Participant]:
        """Whose words or deeds they are: possessor, "by" phrase or national adjective of things that are no actors."""
        out: list[Participant] = []
        for thing in things:
            if thing.pos != "NOUN" or thing.lemma in CHARGES | BEFALLEN:
                continue
            people = self.cast.everyone([w for c in thing.children if c.dep == "poss" for w in conjuncts(c)])
            people = people or self.cast.everyone([w for p, w in prepositions(thing) if p == "by"])
            out += people or self.modifiers(thing)
        return out

    def within(self, thing: Word) -> list[Participant]:
        """Whom a thing that is hit belongs to or lies with: "a camp north of Gaza", "convoys bound for Hezbollah"."""
        if thing.pos != "NOUN":
            return []
        material = (
            thing.lemma in MATERIAL | classes()["site"] | classes()["ground"] | classes()["force"] | classes()["arms"]
        )
        clauses = {w.i for c in thing.children if c.dep == "relcl" for w in c.subtree()}
        for word in thing.subtree()[:12]:
            if word.i in clauses or (word.dep in ("amod", "compound") and not material):
                continue  # "attacked her Spanish skills"
            if is_contrasted(word) or any(w.dep == "relcl" for w in word.ancestors() if w.i > thing.i):
                continue  # "the gunmen who ambushed the patrol"
            mention = self.cast.heads.get(word.i)
            if mention is not None and self.cast.kind(mention.actor) in _STRUCK:
                whose = self.cast.at(word.head) if word.dep in ("poss", "amod", "compound", "nmod") else None
                if whose is not None and word.head is not thing and self.cast.kind(whose.actor) in _STRUCK:
                    mention = whose  # "arms meant for Lebanon's Hezbollah"
                return [Participant(actor=mention.actor, span=mention.span)]
        return []

    def modifiers(self, noun: Word) -> list[Participant]:
        """Actors named by what stands before a noun: "Israeli strikes", "the Taliban attack", "US-led raids"."""
        out: list[Participant] = []
        for c in noun.children:
            if c.i > noun.i:
                break
            heads = [c] if c.dep in ("amod", "compound", "nmod") else []
            if c.dep == "amod" and c.lower in _LED:
                heads = [d for d in c.children if d.dep in ("npadvmod", "compound", "nmod", "nsubj", "amod", "advmod")]
            for word in [x for h in heads for x in conjuncts(h)]:
                mention = self.cast.heads.get(word.i)
                if mention is None:
                    over = self.cast.covering.get(word.i)
                    if over is not None and over.form in ("name", "place") and over.end <= noun.i:
                        mention = over
                if mention is not None and all(p.actor != mention.actor for p in out):
                    out.append(Participant(actor=mention.actor, span=mention.span))
                elif mention is None and word.lemma in _BEFORE_DEEDS:  # "an Obama administration rule"
                    out += [p for p in self.cast.who(word, places=False) if all(p.actor != x.actor for x in out)]
        return out

    def is_place(self, p: Participant, at: Setting) -> bool:
        """Whether a modifier names the place of a deed ("the Gaza siege") and not who did it ("Israeli", "U.S.")."""
        if p.span is None:
            return False
        last = at.page.word_at(p.span.end - 1)
        if last is not None and last.lower in FACILITIES:
            return True  # "the World Trade Center bombing"
        if self.is_victim(p, at):
            return True
        if self.cast.kind(p.actor) not in ("state", "states"):
            return False
        word = at.page.word_at(p.span.start)
        if word is None or word.pos != "PROPN" or "." in word.text:
            return False
        told = at.word.lemma not in _SCENES
        if told and registry().adjectives.get(self.cast.members[p.actor].name) == word.text:
            return False  # "Saudi shelling", but "the Afghan war"
        shouted = word.text.isupper() and all(w.text.isupper() for w in word.sent.words if w.text[:1].isalpha())
        return self.cast.members[p.actor].name.upper() == word.text if shouted else not word.text.isupper()

    def is_victim(self, p: Participant, at: Setting) -> bool:
        """Whether a name before a noun of violence is of somebody without arms: "the Brandt shooting" is of Brandt."""
        if set((self.cast.members[p.actor].code or "").split()) & _FORCES:
            return False
        kind, noun = self.cast.kind(p.actor), at.word.lemma
        return (kind == "person" and noun in BEFALLEN) or (kind == "organisation" and noun in OUTRAGES)

    def _deed(self, at: Setting) -> list[Participant]:
        """Who is asked to do it: "called for the resignation of X" → X; nobody where it would be done to X."""
        things = [*at.objects, *(w for p in ("for", "on", "that") for w in at.obliques.get(p, ()))]
        for thing in things:
            if thing.pos in ("NOUN", "PROPN"):
                people = [] if _is_new(thing) else self.cast.who(thing, proxies=False)
                people = people or ([] if thing.lemma in DONE_TO else self.owner(thing))
            elif thing.pos == "VERB" and not is_passive(thing):
                people = self.cast.everyone(own_subjects(thing) or frame(thing).patients)
            else:
                people = []
            if people:
                return people
        return []


def _is_deed(thing: Word) -> bool:
    """Whether a noun tells in its "of" phrase to whom a deed is done: "the murder of"."""
    senses = event_lexicon().of("noun", thing.lemma)
    return bool(senses) and senses[-1].type in ("ASSAULT", "COERCE") and "of" in senses[-1].recipients


def _is_new(thing: Word) -> bool:
    """Whether a noun brings in what is asked for: "called for a special court", which nobody asks anything of."""
    if thing.pos != "NOUN":
        return False
    return not any(c.dep in ("det", "poss", "nummod") and c.lower not in ("a", "an", "more") for c in thing.children)


def _is_favour(clause: Word, at: Setting) -> bool:
    """Whether a clause tells what is to be done for its subject, by somebody else: "asked that they be released"."""
    if not is_passive(clause):
        return False
    inner = Setting(at.page, clause)
    meant = next((s for s in event_lexicon().of("verb", clause.lemma) if inner.fits(s)), None)
    return meant is None or meant.type not in ("ASSAULT", "COERCE", "SANCTION", "ACCUSE")


def own_subjects(verb: Word) -> list[Word]:
    """Subjects that stand in the clause itself; of "to" clauses with "for": "for Iran to leave"."""
    own = [x for c in verb.children if c.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) for x in conjuncts(c)]
    if own or verb.dep not in ("xcomp", "ccomp"):
        return own
    return [x for c in verb.head.children if c.dep in OBJECTS and c.i < verb.i for x in conjuncts(c)]


def _is_somebody_whose(noun: Word) -> bool:
    """Whether people of somebody told before are meant: the sons of "a woman whose two sons were killed"."""
    if not any(c.tag == "WP$" for c in noun.children):
        return False
    return is_human(noun) or noun.lemma in registry().agents
