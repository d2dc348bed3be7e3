"""What somebody's reported words do to another actor, though the verb of saying does not tell.

Requests: "the Red Cross said that both armies must let it pass". Accusations: "Cruz said Obama had failed". Only in
somebody else's words: what the writer says should be done is an option, and his blame a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aitia.extract.event_candidates import SAYING, Candidate
from aitia.extract.event_roles import Roles
from aitia.extract.event_senses import Setting, coordinated_verbs
from aitia.extract.event_settle import WILLING
from aitia.language.arcs import SUBJECTS, conjuncts, prepositions
from aitia.language.frames import frame
from aitia.language.page import Page, Sentence, Word
from aitia.language.status import Status, has_neg
from aitia.lexicon.events import Sense, classes
from aitia.model.codes import AUTHOR
from aitia.model.records import Participant

NEEDED: Final = frozenset(["state", "states", "government", "igo", "armed_group"])
THINKING: Final = frozenset(
    """acknowledge admit agree believe concede expect feel hope imagine know realise realize recognise recognize suppose
    suspect think understand wonder""".split()
)
MODALS: Final = frozenset(["must", "should", "ought"])
DUTIES: Final = frozenset(["accountable", "careful", "cautious", "prepared", "ready", "responsible", "transparent"])
# what nobody does on request
STATES: Final = frozenset(
    """appear become belong contain cost deserve expect feel happen have hope include involve know last like look love
    matter mean occur own prove reflect remain seem sound suffer understand want wonder""".split()
)
BLAMING: Final = SAYING | frozenset(
    """allege argue assert believe charge complain conclude contend counter explain fear find grumble mutter observe
    quip reckon remark repeat reply respond retort testify think tweet write""".split()
)
HARMFUL: Final = frozenset(["ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE", "AID", "REJECT", "RETREAT"])
FINDING: Final = frozenset(["allege", "assert", "charge", "conclude", "contend", "find", "insist", "maintain"])
TELLING: Final = frozenset(["announce", "confirm", "indicate", "note", "report", "reveal"])  # what others did
_SETTLING: Final = frozenset("agree come conclude reach settle strike".split())
_UNNAMED: Final = frozenset(["agency", "report", "source"])  # who tells only what happened
_OURS: Final = frozenset(["i", "we", "us"])
CHARGES: Final = frozenset(["claim", "allegation", "charge", "accusation", "assertion", "suggestion", "complaint"])
_BLAME: Final = Sense(part="verb", pattern="say c:fault", lemma="say", type="ACCUSE", mode="disapprove")
_MUST: Final = Sense(part="verb", pattern="must", lemma="must", type="REQUEST", mode=None)


def advice(page: Page, sentence: Sentence, roles: Roles) -> Iterator[Candidate]:
    """Yield a request for every clause of somebody's reported words that says what another actor must do."""
    for word in sentence.words:
        if word.pos not in ("VERB", "AUX"):
            continue
        modal = _modal(word)
        if modal is None:
            continue
        subjects = [x for c in word.children if c.dep in SUBJECTS for x in conjuncts(c)]
        if any(s.i > modal.i for s in subjects) or any(c.lower in ("if", "whether") for c in word.children):
            continue  # "should the rebels lay down their arms", "asked whether donors should go home"
        if word.lemma in STATES or any(c.dep == "xcomp" and c.lemma in STATES for c in word.children):
            continue  # "should know better", "need to know"
        if any(c.dep == "aux" and c.lemma == "have" for c in word.children):
            continue  # "should have left"
        if any(c.dep == "mark" and c.lower in ("if", "whether") for w in word.ancestors() for c in w.children):
            continue
        if word.lemma == "be" and not any(c.lemma in DUTIES for c in word.children if c.dep == "acomp"):
            continue  # "should be grateful" asks for no deed
        if any(w.pos == "PRON" and w.lower in _OURS for s in subjects for w in (s, *(x for _, x in prepositions(s)))):
            continue  # "we must focus", "all of us should": asked of nobody else
        addressed = roles.cast.everyone(subjects, proxies=False) if subjects else []
        if not addressed:
            continue
        speakers = _speakers(page, word, roles)
        speaking = {p.actor for p in speakers}
        addressed = [p for p in addressed if p.actor not in speaking and p.actor != AUTHOR]
        if not speakers or not addressed or AUTHOR in speaking:
            continue
        if modal is word and not any(roles.cast.kind(p.actor) in NEEDED for p in addressed):
            continue  # what a candidate needs to do to win
        own = frozenset((modal.i, word.i)) if word.i - modal.i <= 3 else frozenset((word.i,))
        yield Candidate(Setting(page, word), _MUST, "REQUEST", speakers, addressed, Status(), own)


def accusations(page: Page, sentence: Sentence, roles: Roles) -> Iterator[Candidate]:
    """Yield an accusation for every verb of saying whose content tells a fault of another actor."""
    for word in sentence.words:
        if word.pos == "NOUN" and word.lemma in CHARGES:
            blamed = [p for c in word.children if c.dep in ("acl", "ccomp", "relcl") for p in blamed_in(c, roles)]
        elif word.pos != "VERB":
            continue
        elif word.lemma in BLAMING:
            blamed = [p for c in word.children if c.dep == "ccomp" for p in blamed_in(c, roles)]
        else:
            continue
        if not blamed:
            continue
        told = frame(word).agents
        if word.lemma in TELLING and told and all(w.lemma in _UNNAMED for w in told):
            continue  # "sources on both sides reported"
        speakers = roles.cast.everyone(told)
        speaking = {p.actor for p in speakers} | {AUTHOR}
        blamed = list({p.actor: p for p in blamed if p.actor not in speaking}.values())
        if not speakers or not blamed or AUTHOR in {p.actor for p in speakers}:
            continue
        if has_neg(word):
            continue
        yield Candidate(Setting(page, word), _BLAME, "ACCUSE", speakers, blamed, Status(), frozenset((word.i,)))


def quoted(page: Page, sentence: Sentence, roles: Roles) -> Iterator[Candidate]:
    """Yield an accusation for every verb of saying beside a quotation that finds fault with another actor.

    "Chad has ruined us," said Rourke; Rourke said: "Chad has ruined us."
    """
    for claim in page.voices.claims:
        if claim.kind == "voice" or claim.cue is None or not claim.sources or AUTHOR in claim.sources:
            continue
        if not sentence.span.start <= claim.cue.start < sentence.span.end:
            continue
        verb = next((w for w in page.words_in(claim.cue) if w.pos == "VERB" and w.lemma in BLAMING - TELLING), None)
        if verb is None or has_neg(verb) or any(c.dep == "ccomp" and c.i > verb.i for c in verb.children):
            continue
        said = {w.i: w for content in claim.content for w in page.words_in(content)}
        tops = [w for w in said.values() if (w.pos in ("VERB", "AUX") and w.head.i not in said) or w.head is w]
        blamed = [p for w in tops for v in coordinated_verbs(w) for p in blamed_in(v, roles)]
        speaking = {*claim.sources, AUTHOR}
        blamed = list({p.actor: p for p in blamed if p.actor not in speaking}.values())
        if not blamed:
            continue
        speakers = [Participant(actor=a, span=claim.source_span) for a in claim.sources]
        yield Candidate(Setting(page, verb), _BLAME, "ACCUSE", speakers, blamed, Status(), frozenset((verb.i,)))


def charges(found: dict[int, Candidate], roles: Roles) -> Iterator[Candidate]:
    """Yield an accusation for every deed that somebody finds or alleges another actor to have done.

    A mere "said" reports it: of what officials and witnesses say, one in six blames.
    """
    seen: set[int] = set()
    for one in found.values():
        if one.type not in HARMFUL or one.sense.part != "verb" or not one.actors or one.state.factuality != "asserted":
            continue
        verb = _saying(one.at.word)
        if verb is None or verb.i in seen or verb.i in found or has_neg(verb):
            continue
        speakers = roles.cast.everyone(frame(verb).agents)
        speaking = {p.actor for p in speakers} | {AUTHOR}
        blamed = [p for p in one.actors if p.actor not in speaking]
        if not speakers or not blamed or AUTHOR in {p.actor for p in speakers}:
            continue
        seen.add(verb.i)
        yield Candidate(Setting(one.at.page, verb), _BLAME, "ACCUSE", speakers, blamed, Status(), frozenset((verb.i,)))


def _saying(deed: Word) -> Word | None:
    """The verb of saying whose content a deed is, across coordination and infinitives."""
    word = deed
    for _ in range(4):
        if word.dep == "ccomp" and word.head.lemma in FINDING and word.head.pos == "VERB":
            return word.head
        if word.dep not in ("conj", "xcomp"):
            return None
        word = word.head
    return None


def blamed_in(clause: Word, roles: Roles, depth: int = 0) -> list[Participant]:
    """Whom a clause finds fault with: its subject, where the predicate is a fault or a misdeed."""
    if has_neg(clause) or depth > 3:
        return []
    subjects = [x for c in clause.children if c.dep in SUBJECTS for x in conjuncts(c)]
    predicates = [x for c in clause.children if c.dep in ("attr", "acomp", "oprd") for x in conjuncts(c)]
    if clause.lemma == "be" and [w.lower for w in subjects] == ["it"]:  # "it was Obama who helped undo"
        clauses = [c for p in (clause, *predicates) for c in p.children if c.dep in ("relcl", "ccomp", "advcl")]
        if any(_is_misdeed(v) for c in clauses for v in (c, *(g for g in c.children if g.dep in ("xcomp", "ccomp")))):
            return roles.cast.everyone(predicates, places=False)
    faulty = clause.lemma in ("be", "become", "remain") and any(_is_fault(p) for p in predicates)
    faulty = faulty or (clause.lemma == "be" and any(_is_to_blame(c) for c in clause.children))
    if not faulty and not (_is_misdeed(clause) and clause.pos == "VERB"):
        return []
    people = roles.cast.everyone(subjects, places=False)
    return people or [p for w in subjects for p in roles.owner(w)]


def _is_fault(word: Word) -> bool:
    fault = classes()["fault"]
    return word.lemma in fault or any(c.lemma in fault for c in word.children if c.dep in ("amod", "compound", "prep"))


def _is_to_blame(verb: Word) -> bool:
    """Whether somebody "is to blame"."""
    return verb.dep in ("xcomp", "acomp") and verb.lemma == "blame" and verb.tag == "VB" and verb.child("dobj") is None


def _is_misdeed(verb: Word) -> bool:
    if verb.lemma not in classes()["misdeed"]:
        return False
    if verb.lemma == "fail" and any(c.dep == "xcomp" and c.lemma in _SETTLING for c in verb.children):
        return False  # "failed to reach agreement" is a deed of both, and nobody's fault
    return not any(c.dep == "neg" or c.lower in WILLING for c in verb.children)


def _modal(verb: Word) -> Word | None:
    for c in verb.children:
        if c.dep == "aux" and c.lower in MODALS:
            return c
    wants = verb.lemma == "need" and verb.dep == "ccomp" and verb.head.lemma in SAYING and not has_neg(verb)
    if wants and any(c.dep == "xcomp" and c.tag == "VB" for c in verb.children):
        return None if any(c.dep == "aux" for c in verb.children) else verb
    return None


def _speakers(page: Page, verb: Word, roles: Roles) -> list[Participant]:
    """Who says the clause: the subject of the verb of saying above it, else the source of the claim it stands in."""
    above = verb.head
    if verb.dep == "ccomp" and above.lemma in SAYING:
        return roles.cast.everyone(frame(above).agents)
    if verb.dep == "ccomp" and above.lemma in THINKING:
        return []  # "recognized that a court should settle it": no request
    claim = page.voices.at((verb.start, verb.end))
    if claim == page.voices.default:
        return []
    return [Participant(actor=a) for a in page.voices.sources(claim)]
