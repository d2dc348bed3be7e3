"""What the causal rules share: drafts of links, certainty, who is an actor, what a pronoun stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aitia.extract.cause_proposed import put_forward
from aitia.extract.cause_spans import clause, phrase, span
from aitia.language.page import Page, Sentence, Word
from aitia.language.status import has_neg, status
from aitia.lexicon.actors import registry
from aitia.model.codes import CausalRelation, Certainty
from aitia.model.text import Span

PERSONAL: Final = frozenset(
    ["i", "you", "he", "she", "we", "me", "him", "her", "us", "who", "one", "they", "them", "it"]
)
DEMONSTRATIVES: Final = frozenset(["this", "that", "these", "those"])
_HEDGING: Final = frozenset(["seem", "appear", "tend", "likely", "risk", "threaten", "unlikely", "suspect"])
# agent nouns that name a state of affairs as often as somebody
_NO_ACTORS: Final = frozenset(
    """insurgency rebellion resistance opposition industry foundation division majority monitor local bloc culprit
    ideology""".split()
)
# common nouns for people that name no actor by themselves
_PEOPLE: Final = frozenset(
    """person people man woman boy girl child relative client customer individual guy mother father son daughter
    brother sister husband wife friend neighbour neighbor stranger aunt uncle cousin nephew niece predecessor successor
    staff gunman attacker assailant suspect
    criminal driver passenger gentleman lady passerby colleague resident guard mob thug policeman""".split()
)
_CAMPS: Final = frozenset("administration camp campaign clan family regime team".split())
_COUNTS: Final = frozenset("number dozen group handful host hundred majority minority pair score team thousand".split())
_PARTS: Final = frozenset("those these some many several few most all both none one each any neither either".split())
# who a collective is, with an article or the like before it
_COLLECTIVES: Final = frozenset(
    """side camp generation palace coastguard lordship chef capital city town village cabinet chancellery delegation
    crowd household tribe faction""".split()
)
_OF_A_KIND: Final = frozenset(
    """young old dead poor rich left right weak strong powerful powerless unemployed homeless faithful wounded living
    latter former wealthy elderly innocent guilty""".split()
)
_UNNAMED: Final = frozenset("others many few several everyone everybody somebody someone nobody whoever".split())
_BARE: Final = frozenset("it them they this that these those which".split())
_OFFICES: Final = frozenset("foreign home press private prosecutor mayor presidential".split())
_NO_GROUPS: Final = frozenset("war trouble accord flood riot agreement sanction convention day year".split())
# what ends like a noun for people and is none
_NO_PEOPLE: Final = frozenset(
    """anchor answer armor banner barrier blunder bomber booster border boulder buffer bulldozer bunker calculator
    cancer center chamber chapter character charter chopper cluster color computer conductor container
    contributor copper corridor counter cover cruiser danger daughter destroyer detector deterrer differ
    disaster discover disorder elevator encounter error factor favor fever filter flavor flower folder freezer
    freighter gender generator harbor helicopter honor horror humor indicator labor ladder laughter launcher
    letter lever lumber major manor matter member meteor minor mirror multiplier newspaper number offer order
    parameter parlor pepper poster power predictor prefer quarter quiver reactor recover remainder reminder
    river rumor sector sensor server shelter shoulder shower silver slaughter steamer sticker suffer summer
    surrender tanker tender terror thunder timber tractor trailer transfer tremor trigger upper vapor vector
    ventilator weather winter wrapper anger corner dinner fervor fervour gender hunger labour layer murder paper
    rancor rancour rigor rigour tenor valor vigor vigour water""".split()
)
_HELD: Final = frozenset("convinced sure certain clear confident obvious true aware".split())
_HOLDING: Final = frozenset("say claim mean suggest think believe pretend argue".split())
_RUMOURS: Final = frozenset("rumour rumor gossip speculation suspicion hypothesis whisper".split())
_LATER: Final = frozenset("later eventually ultimately subsequently soon".split())
_SOFT: Final = frozenset(
    "perhaps maybe possibly probably arguably apparently reportedly allegedly likely partly".split()
)


@dataclass(slots=True)
class Draft:
    """A link before it gets its claim and id."""

    cause: Span
    effect: Span
    connective: Span | None
    sign: int
    certainty: Certainty
    rule: str
    confidence: float
    relation: CausalRelation = "cause"


def certainty_of(verb: Word, *, hypothetical: bool = False, hedged: bool = False) -> Certainty:
    """Asserted (plain "will" included), hedged, hypothetical or negated, from the predicate of the link."""
    found = status(verb)
    asked = any(c.dep == "mark" and c.lower in ("if", "whether") for c in verb.children)
    doubted = any(c.lemma in ("unclear", "unknown", "uncertain") for c in verb.head.children)
    if asked and (doubted or verb.dep in ("ccomp", "pcomp", "acl")):
        return "hedged"  # "it is unclear whether"
    if found.negated or _disowned(verb):
        return "negated"
    if hedged or found.hedged or _softened(verb) or _rumoured(verb):
        return "hedged"
    if _came_later(verb):
        return "asserted"
    if hypothetical or found.hypothetical or found.needed:
        return "hypothetical"
    return "asserted"


def _disowned(verb: Word) -> bool:
    """Whether the speaker does not hold it: "I do not say that the fence will stop them"."""
    above = verb.head if verb.dep == "ccomp" else None
    if above is None or above.lemma not in _HOLDING or above.i > verb.i:
        return False
    subject = above.child("nsubj")
    return subject is not None and subject.lower in ("i", "we") and has_neg(above)


def _rumoured(verb: Word) -> bool:
    """Whether it is what a rumour says: "rumours that the gas had killed the children"."""
    told = verb.dep in ("acl", "ccomp", "relcl") and verb.head.lemma in _RUMOURS
    return told and any(c.dep == "mark" or c.lower == "that" for c in verb.children)


def _came_later(verb: Word) -> bool:
    """ "The loan that would later ruin the firm": what was still to come in a past, and came."""
    would = any(c.dep == "aux" and c.lower in ("would", "'d", "’d") for c in verb.children)
    done = any(c.dep == "aux" and c.lemma == "have" for c in verb.children)
    return would and not done and any(c.lower in _LATER and c.dep == "advmod" for c in verb.children)


def _softened(verb: Word) -> bool:
    word = verb
    for _ in range(3):
        if word.lemma in _HEDGING and word is not verb:
            return True
        if any(c.lower in _SOFT for c in word.children):
            return True
        if word.dep not in ("xcomp", "acomp", "attr", "conj", "ccomp") or word.head is word:
            return False
        word = word.head
        if word.dep == "ccomp":
            return word.lemma in _HEDGING
    return False


def with_no(head: Word) -> bool:
    """Whether a noun phrase is empty: "no wall", "neither side"."""
    if head.lower in ("nothing", "nobody", "none", "neither"):
        return True
    return any(c.lower in ("no", "neither", "nor") and c.i < head.i for c in head.children)


def _compound(name: str) -> bool:
    """ "Policemen", "gunman", but not "human" or "regimen"."""
    return len(name) > 6 and name not in ("regimen", "specimen", "talisman", "ottoman")


def _agent_noun(name: str) -> bool:
    """ "Hawkers", "engineers", "loyalists": people by what they do, told by the ending."""
    return len(name) > 5 and name.endswith(("er", "or", "ist", "eer")) and name not in _NO_PEOPLE


def is_actor(page: Page, word: Word) -> bool:
    """Whether a noun phrase names somebody who acts, rather than a deed, a thing or a state of affairs."""
    if word.lower in PERSONAL:
        return True
    if word.pos == "PROPN" and word.ent in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    name = word.lemma.lower()
    if word.pos == "NUM" and word.dep == "nsubj" and all(c.lower == "the" for c in word.children):
        return True  # "the six have taken money"
    if name == "force" and word.tag == "NN" and not word.children:
        return False  # "force can buy time"
    if word.pos in ("NOUN", "PROPN") and (name in _PEOPLE or (name.endswith(("man", "men")) and _compound(name))):
        return True
    if word.tag == "NNPS" and word.ent not in ("EVENT", "LAW", "DATE") and name not in _NO_GROUPS:
        return True  # "Special Operations", "the Proud Boys"
    if word.tag == "NNS" and (name == "power" or _agent_noun(name)):
        return True
    if word.tag == "NN" and _agent_noun(name) and any(c.lower in ("a", "an", "the") for c in word.children):
        return True
    if name == "office" and any(c.lower in _OFFICES or c.dep == "poss" for c in word.children):
        return True
    if name in _CAMPS and any(
        (c.dep == "compound" and c.pos == "PROPN") or c.lower in ("his", "her", "our") for c in word.children
    ):
        return True  # "the Kamba campaign"
    counted = [x for p in word.children if p.lower == "of" for x in p.children if x.dep == "pobj"]
    if (name in _COUNTS or word.lower in _PARTS) and counted:
        return any(x.lower == "whom" or (x.lower not in _BARE and is_actor(page, x)) for x in counted)
    if (word.lower in _UNNAMED and word.dep == "nsubj") or word.lower == "europe":
        return True
    led = any(c.dep in ("det", "poss") for c in word.children)
    if led and (name in _COLLECTIVES or (word.lower in _OF_A_KIND and len(word.children) == 1)):
        return True
    if word.lower in ("those", "all") and any(c.dep == "relcl" and _by_who(c) for c in word.children):
        return True  # "those who hold the town"
    if word.pos == "NOUN" and word.lemma not in _NO_ACTORS and word.lemma in registry().agents:
        return True
    if word.pos == "PROPN" and any(c.dep == "compound" and c.lower in registry().agents for c in word.children):
        return True
    return page.cast is not None and bool(page.cast.who(word, proxies=False))


def _by_who(verb: Word) -> bool:
    return any(c.lower == "who" for c in verb.children)


def previous(page: Page, sentence: Sentence) -> Sentence | None:
    """The sentence before, in the same paragraph or the one before it."""
    if sentence.index == 0:
        return None
    before = page.sentences[sentence.index - 1]
    return before if before.is_content and sentence.paragraph - before.paragraph <= 1 else None


def main_verb(sentence: Sentence) -> Word | None:
    """The predicate of a sentence; of a report, that of what is reported."""
    root = next((w for w in sentence.words if w.head is w and w.pos in ("VERB", "AUX")), None)
    if root is None:
        return None
    subject = root.child("nsubjpass", "expl")
    empty = root.tag == "VBN" and subject is not None and subject.lower == "it"  # "it is expected that"
    if empty or root.lemma in ("say", "tell", "add", "warn", "argue", "note", "believe", "think"):
        content = root.child("ccomp")
        if content is not None and content.pos in ("VERB", "AUX"):
            return content
    if root.lemma in ("seem", "appear") and (bare := root.child("nsubj")) is not None and bare.lower == "it":
        return root.child("ccomp") or root  # "it seems that"
    held = root.child("acomp") if root.lemma == "be" else None
    if held is not None and held.lower in _HELD:  # "we are convinced that"
        content = held.child("ccomp")
        if content is not None and content.pos in ("VERB", "AUX"):
            return content
    return root


def antecedent(page: Page, word: Word) -> Span | None:
    """What "it" or "they" stands for as a cause: the subject of the clause before, if a thing of the same number."""
    found = stands_for(page, word)
    return span(found) if found else None


def stands_for(page: Page, word: Word, depth: int = 4) -> list[Word]:
    """The words of what "it" or "they" stands for, also through another such pronoun; nothing where it is unclear."""
    words = word.sent.words
    verb = next(
        (
            w
            for w in (words[k] for k in range(word.i - words[0].i - 1, -1, -1))
            if w.pos in ("VERB", "AUX") and w.dep not in ("aux", "auxpass") and w.child("nsubj", "csubj", "nsubjpass")
        ),
        None,
    )
    before = previous(page, word.sent)
    if verb is None and before is not None:
        verb = main_verb(before)
        if verb is not None and _is_told_by_body(page, verb):
            return []  # "Washington said that the siege would end. It has …": either
    subject = verb.child("nsubj", "csubj", "nsubjpass") if verb is not None else None
    if subject is not None and subject.lower == word.lower and subject.i < word.i and depth:
        return stands_for(page, subject, depth - 1)
    if subject is None or subject.tag in ("PRP", "EX", "WP", "WDT") or subject.i > word.i:
        return []
    several = subject.tag in ("NNS", "NNPS") or any(c.dep == "conj" for c in subject.children)
    if several != (word.lower == "they") or subject.lower in DEMONSTRATIVES or is_actor(page, subject):
        return []
    return put_forward(subject) or phrase(subject)


def _is_told_by_body(page: Page, verb: Word) -> bool:
    """Whether a state or body, which "it" may be as well, tells what a verb says."""
    above = verb.head
    teller = above.child("nsubj") if verb.dep == "ccomp" and above is not verb else None
    if teller is None or page.cast is None:
        return False
    return any(page.cast.kind(p.actor) != "person" for p in page.cast.who(teller))


def before_span(page: Page, sentence: Sentence) -> Span | None:
    """The main clause of the sentence before."""
    before = previous(page, sentence)
    verb = main_verb(before) if before is not None else None
    return span(clause(verb)) if verb is not None else None


def stood_for(page: Page, word: Word) -> Span | None:
    """The clause a bare "this" or "that" stands for: the sentence before."""
    before = previous(page, word.sent)
    if before is None:
        return None
    verb = main_verb(before)
    return span(clause(verb)) if verb is not None else None


def cause_span(page: Page, head: Word, stop: set[int]) -> Span | None:
    """The span of a cause: a pronoun replaced by what it stands for, or nothing where that is unknown."""
    if head.lower in ("this", "that") and head.pos in ("PRON", "DET"):
        beside = [c for c in head.children if c.dep != "punct"]
        return span([head, *beside]) if beside else stood_for(page, head)
    if head.lower in ("it", "they") and head.dep in ("nsubj", "nsubjpass"):
        return antecedent(page, head)
    if head.lower in PERSONAL or head.tag in ("WDT", "WP", "EX", "WRB"):
        return None
    found = put_forward(head) or phrase(head, stop)
    if len(found) > 1 and found[0].tag == "WP$":
        found = found[1:]
    bare = len(found) == 1 and (head.lower in DEMONSTRATIVES or head.tag in ("PRP$", "WP$"))
    return None if bare else span(found)
