"""The deeds of a sentence among each other: which one governs which, what is told twice, what is only wished.

Example: "Iran vowed to attack Israel" is one threat, not a promise and an attack; "Iran wants to leave" is nothing yet.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from aitia.extract.event_candidates import GOVERNING, SAYING, Candidate
from aitia.extract.event_clauses import complete
from aitia.extract.event_doubts import is_only_wanted
from aitia.extract.event_failures import break_down
from aitia.extract.event_merges import (
    is_repeated,
    merge_circumstances,
    merge_dealt,
    merge_means,
    merge_subjects,
    merge_toll,
)
from aitia.extract.event_modifiers import is_only_attributed
from aitia.extract.event_senses import is_infinitive
from aitia.extract.event_themes import opposite
from aitia.extract.event_things import DONE_TO
from aitia.language.moods import is_to_be
from aitia.language.page import Word
from aitia.language.status import UNDONE, WISHING, Status, status
from aitia.lexicon.events import classes, event_lexicon
from aitia.model.codes import AUTHOR, EventType

HOSTILE: Final = frozenset(["ASSAULT", "COERCE", "SANCTION", "THREATEN", "PROTEST"])
SPEECH: Final = frozenset(["AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])
HELPED: Final = frozenset(["help", "assist", "try", "seek", "attempt"])
MODAL: Final = frozenset(["would", "'d", "’d", "may", "might", "could", "can"])
# nouns of how or whether a deed is done: it is not done yet
MEANS: Final = frozenset(
    """approach blueprint formula framework idea means method option plan prescription prospect recipe roadmap strategy
    tactic tool way""".split()
)
PERFORMED: Final = frozenset(["AGREE", "REQUEST", "SUPPORT"])
DOERS: Final = frozenset(["AGREE", "CONSULT", "COOPERATE", "REJECT"])  # as nouns they tell nothing without who does it
DEEDS: Final = frozenset(["ASSAULT", "MOBILIZE", "COERCE", "AID", "RETREAT", "SANCTION"])
GIVEN: Final = frozenset(["AID", "CONCEDE", "RETREAT", "SUPPORT"])
HELPING: Final = frozenset(["help", "assist", "aid", "support", "defend", "protect", "back", "train", "advise"])
CARED: Final = frozenset(["treat", "hospitalize", "hospitalise", "admit", "examine"])
REFUSING: Final = frozenset(["ignore", "reject", "oppose", "resist", "defy", "block", "veto", "disregard", "refuse"])
ORDERING: Final = frozenset(["order", "command", "instruct", "authorize", "authorise", "direct"])
DONE: Final = frozenset(
    ["able", "manage", "begin", "start", "continue", "proceed", "come", "go", "keep", "stop", "attempt", "try"]
)
DEADLY: Final = frozenset(
    """abduct ambush assassinate behead execute gun injure kidnap kill massacre murder rape shoot slay stab torture
    wound""".split()
)
FIGHTING: Final = frozenset(["fight", "attack", "retaliate", "avenge", "strike"])
EXERCISES: Final = frozenset(["exercise", "drill", "manoeuvre", "maneuver", "game", "war-game"])
LENGTHS: Final = frozenset(["way", "far", "length", "stride", "trouble", "pain", "extreme"])
TRIED: Final = frozenset(["way", "decision", "move", "attempt", "effort", "bid", "step", "stride", "campaign"])
ALLOWING: Final = frozenset(["allow", "let", "permit"])
ORDERED: Final = frozenset(
    "ban bill charge decision expansion law measure move order plan policy project proposal rule ruling".split()
)
PAYING: Final = frozenset(["compensate", "pay", "refund", "reimburse", "repay"])
POSSIBLE: Final = frozenset(["may", "might", "could"])  # "said it might close the strait" threatens
VOICING: Final = frozenset(["demand", "protest", "denounce", "condemn", "urge", "plead", "thank", "congratulate"])
WILLING: Final = frozenset(["will", "would", "'ll", "’ll", "'d", "’d", "wo", "shall"])


def settle(found: dict[int, Candidate]) -> list[Candidate]:
    """The candidates of a sentence that are events, each with its final type and recipients, in text order."""
    taken = {
        i for one in found.values() for i in one.own if i != one.at.word.i and not _stands_alone(found.get(i), one)
    }
    for i in sorted(found):
        one = found[i]
        if i in taken or not one.governs:
            continue
        named = one.own if "inner" not in one.sense.recipients else ()  # "flew there to meet": whom he was to meet
        inner = [found[j] for j in one.governs if j in found and j not in named and found[j] is not one]
        if "harm" in one.sense.needs and not any(below.type in HOSTILE for below in inner):
            taken.add(i)  # "raised the prospect of talks" threatens nobody
            continue
        if _is_order(one, inner):
            taken.add(inner[0].at.word.i)
            continue
        vague = one.state.negated if inner else not one.recipients and not _names_deed(one)
        if one.sense.part == "adjective" and (vague or one.state.negated or _is_only_said(one)):
            taken.add(i)  # "was never willing to attack" tells of no attack, not of a promise
            continue
        if one.type == "PROTEST":  # "a hunger strike to demand the release of"
            inner = [below for below in inner if below.type in ("REQUEST", "PROTEST", "ACCUSE", "REJECT")]
        if one.type == "MOBILIZE":  # "sent troops to help the rebels": aid to them
            inner = [below for below in inner if below.at.word.lemma in HELPING and below.recipients]
            if inner:
                one.type, one.recipients = "AID", inner[0].recipients
        if one.type in (*GOVERNING, "PROTEST", "AID", "MOBILIZE") or one.at.word.lemma in ORDERING:
            taken.update(below.at.word.i for below in inner)
        _take_in(one, inner)
    kept = [found[i] for i in sorted(found) if i not in taken]
    merge_subjects(kept, found, taken)
    merge_circumstances(kept, found, taken)
    merge_dealt(kept, found, taken)
    merge_means(kept, taken)
    merge_toll(kept, taken)
    for one in kept:
        _announce(one)
        _hold_out(one)
        _joined(one)
        break_down(one)
    kept = [one for one in kept if one.at.word.i not in taken and _is_told(one)]
    protesting = {p.actor for one in kept if one.type == "PROTEST" for p in one.actors}
    kept = [one for one in kept if not (_is_voiced(one) and protesting & {p.actor for p in one.actors})]
    kept = [one for one in kept if not is_repeated(one, kept)]
    complete(kept, found)
    return kept


def _names_deed(one: Candidate) -> bool:
    """Whether what somebody is "ready to" do could be an event at all."""
    return not one.sense.complement or any(event_lexicon().of("verb", w.lemma) for w in one.at.complements)


def _is_only_said(one: Candidate) -> bool:
    """Whether somebody is ready for words of no addressee: "was willing to say things about him"."""
    return bool(one.at.complements) and all(w.lemma in SAYING for w in one.at.complements)


def _is_order(one: Candidate, inner: list[Candidate]) -> bool:
    """Whether somebody orders a deed: the one who orders joins those who do it."""
    if one.at.word.lemma not in ORDERING or one.type != "REQUEST" or not inner or inner[0].type not in DEEDS:
        return False
    deed = inner[0]
    doers = {p.actor for p in one.actors}
    if deed.at.word.lemma in PAYING and deed.type == "AID":  # "ordered the firm to pay the state damages"
        one.type, one.recipients = "SANCTION", [p for p in deed.actors if p.actor not in doers]
        return bool(one.recipients)
    one.actors = one.actors + [p for p in deed.actors if p.actor not in doers]
    doers = {p.actor for p in one.actors}
    one.recipients = [p for p in deed.recipients if p.actor not in doers]
    one.type = deed.type
    return True


def _stands_alone(noun: Candidate | None, verb: Candidate) -> bool:
    """Whether the noun of a verb-and-noun trigger is a deed of somebody else: "broke Russia's siege"."""
    if noun is None or noun.sense.part != "noun" or not noun.actors or noun.type == verb.type:
        return False
    return not {p.actor for p in noun.actors} & {p.actor for p in verb.actors}


def _take_in(one: Candidate, inner: list[Candidate]) -> None:
    """Fill the recipients of a promise or threat from the deed it is about; a promise of harm is a threat."""
    acting = {p.actor for p in one.actors}
    helping = any(w.lemma in ("help", "assist", "aid") for w in one.at.complements)
    met = inner[0].recipients if one.type == "CONSULT" and inner and inner[0].type == "CONSULT" else []
    if met and "inner" in one.sense.recipients[:1]:  # "flew to Geneva to meet Putin"
        one.recipients = [p for p in met if p.actor not in acting] or one.recipients
    if not one.recipients:
        for below in inner:
            if helping and below.at.word.lemma not in HELPING:
                continue
            if one.type == "AGREE" and "vow" not in one.sense.needs and below.type in HOSTILE:
                continue
            if one.sense.lemma == "oppose" and below.type == "AGREE":
                continue  # "opposed a deal with Chad"
            if one.type == "REQUEST" and below.type in GIVEN and below.sense.part == "verb" and below.at.found.passive:
                continue  # "requested that he be released" asks him nothing
            met = opposite(one.at, one.sense, one.actors, below.recipients, one.at.page.cast)
            order = (below.actors, met) if one.type == "REQUEST" else (met, below.actors)
            if one.type == "REQUEST" and below.sense.part == "noun" and below.at.word.lemma in DONE_TO:
                order = (below.actors, [])  # "demanded the release of the editor" asks him nothing
            one.recipients = next((r for r in ([p for p in x if p.actor not in acting] for x in order) if r), [])
            if one.recipients:
                break
    if not one.recipients:
        one.recipients = one.at_risk
    if one.type == "AGREE" and "vow" in one.sense.needs and inner and not helping and not inner[0].state.negated:
        if inner[0].type in HOSTILE:
            one.type = "THREATEN"
        elif inner[0].type == "REJECT":
            one.type = "REJECT"
        elif inner[0].type == "CONCEDE":
            one.type = "CONCEDE"  # what gives way later gives way
    elif one.type == "AGREE" and inner and inner[0].type == "CONCEDE" and not inner[0].state.negated:
        one.type = "AGREE" if _is_mutual(one) else "CONCEDE"
    elif one.type == "AGREE" and "vow" in one.sense.needs and any(_is_fight(w) for w in one.at.complements):
        one.type = "THREATEN"
    elif one.type == "AGREE" and "vow" in one.sense.needs and any(_is_refusal(w) for w in one.at.complements):
        one.type = "REJECT"


def _is_refusal(verb: Word) -> bool:
    """Whether a promised deed turns something down: "vowed to resist", "to fight the order"."""
    fought = verb.lemma == "fight" and any(c.dep == "dobj" and c.lemma in ORDERED for c in verb.children)
    return verb.lemma in REFUSING or fought


def _is_mutual(one: Candidate) -> bool:
    """Whether two or more come to terms, of whom none alone gives way: "reached an agreement to end the strike"."""
    return bool(one.sense.objects & classes()["pact"]) and len(one.parties) > 1


def _is_fight(verb: Word) -> bool:
    """Whether a promised deed is a fight, though nobody is named against whom: "vowed to fight on", "to retaliate"."""
    if verb.lemma not in FIGHTING or any(c.dep == "neg" for c in verb.children):
        return False
    return not any(c.dep == "dobj" for c in verb.children)


def _joined(one: Candidate) -> None:
    """Exercises that several hold together are cooperation; what several "failed to" agree on is refused."""
    word = one.at.word
    held = {word.lemma, *(w.lemma for w in one.at.objects)}
    page = one.at.page
    if one.type == "MOBILIZE" and (held | one.sense.objects) & EXERCISES:
        states = {page.cast.members[p.actor].country or p.actor for p in one.actors}
        if len(states) > 1:
            one.type = "COOPERATE"
    if one.type in ("AGREE", "CONCEDE") and word.lemma in ("accept", "vote") and one.state.negated:
        one.type, one.state = "REJECT", replace(one.state, negated=False)  # "will never accept the plan"
    if one.type in ("CONCEDE", "RETREAT") and word.lemma in ALLOWING and one.state.factuality == "negated":
        one.type, one.state = "REJECT", Status(hedged=one.state.hedged)  # "will not allow them to regroup"
    if one.type == "AGREE" and word.dep == "xcomp" and word.head.lemma == "fail" and one.at.objects:
        one.type, one.state, one.own = "REJECT", replace(one.state, negated=False), one.own | {word.head.i}


def _announce(one: Candidate) -> None:
    """What somebody says he will do is a promise, a threat or a refusal: "Iran said it would send troops to help"."""
    word = one.at.word
    if one.sense.part != "verb" or word.dep != "ccomp" or word.head.lemma not in SAYING:
        return
    if one.type in SPEECH and not (one.state.negated and one.type in ("AGREE", "CONCEDE")):
        return  # "said it would not meet the demands" refuses
    willing = WILLING | POSSIBLE if one.type in HOSTILE else WILLING
    if not any(c.dep == "aux" and c.lower in willing for c in word.children):
        return
    if not one.said_by & {p.actor for p in one.actors} or one.sense.mode == "resign":
        return  # "announced that she will resign" leaves
    if one.state.negated:
        kind: EventType = "REJECT"
    elif one.type in ("CONSULT", "MOBILIZE") or (one.type == "PROTEST" and not one.recipients):
        return
    elif one.type in HOSTILE:
        kind = "THREATEN"
    else:
        kind = "AGREE"
    one.type, one.state = kind, Status(hedged=one.state.hedged)


def _hold_out(one: Candidate) -> None:
    """Harm that somebody says he will do if the other does or leaves something is a threat.

    "State to jail editors if they print it"; "We will strike Mali if it lets them in," the Chadian general said.
    """
    word, page = one.at.word, one.at.page
    if one.sense.part != "verb" or one.type not in ("ASSAULT", "COERCE", "SANCTION") or not one.state.planned:
        return
    suffering, doing = ({p.actor for p in people} for people in (one.recipients, one.actors))
    if not doing or not any(_is_deed_of(c, suffering, one) for c in word.children if c.dep == "advcl"):
        return
    if is_to_be(word) or doing & set(page.voices.sources(page.voices.at((word.start, word.end)))):
        one.type, one.state = "THREATEN", Status(hedged=one.state.hedged)


def _is_deed_of(clause: Word, people: set[str], one: Candidate) -> bool:
    """Whether a condition is what one of these, or whoever "they" are, may do: "if they print it"."""
    if not any(c.dep == "mark" and c.lower in ("if", "unless") for c in clause.children):
        return False
    subjects = [c for c in clause.children if c.dep == "nsubj"]
    named = (one.at.page.cast.at(w) for w in subjects)
    return any(m is not None and m.actor in people for m in named) or any(w.lower in ("it", "they") for w in subjects)


def _admits_of_others(one: Candidate) -> bool:
    """Whether what is admitted in a clause is nothing that the one who admits it has done."""
    if one.recipients or one.sense.complement not in ("that", "ing"):
        return False
    own_subject = any(c.dep == "ccomp" and c.child("nsubj", "nsubjpass") is not None for c in one.at.word.children)
    return (one.sense.complement == "that" or own_subject) and not _is_own(one)


def _is_own(one: Candidate) -> bool:
    """Whether what somebody admits is about himself."""
    heads, actors = one.at.page.cast.heads, {p.actor for p in one.actors}
    clauses = [c for c in one.at.word.children if c.dep == "ccomp" and not _is_feeling(c)]
    told = (w for c in clauses for w in c.subtree())
    return any((m := heads.get(w.i)) is not None and m.actor in actors for w in told)


def _is_feeling(clause: Word) -> bool:
    """Whether what is admitted is no deed or fault: "that they are nervous", "that he would need more votes"."""
    if any(c.dep == "aux" and c.lower in MODAL for c in clause.children):
        return True
    how = [c for c in clause.children if c.dep in ("acomp", "attr")]
    if clause.lemma == "have" and any(c.dep == "dobj" for c in clause.children):
        return not any(w.lemma in classes()["fault"] or event_lexicon().of("noun", w.lemma) for w in clause.subtree())
    if clause.lemma == "be" and not how:
        return any(c.dep == "prep" for c in clause.children)  # "that he was in the dark"
    return clause.lemma in ("be", "feel") and bool(how) and not any(w.lemma in classes()["fault"] for w in how)


def _is_told(one: Candidate) -> bool:
    """Whether the text reports the deed of somebody: not a mere purpose, wish or piece of advice."""
    word, state, noun = one.at.word, one.state, one.sense.part == "noun"
    if state.needed or not (one.actors or one.recipients):
        return False
    if [p.actor for p in one.actors] == [AUTHOR] and one.type in SPEECH and not _is_performed(one):
        return False  # the writer's own stand is a claim or an option
    if noun and one.type in SPEECH and _is_back_reference(one):
        return False
    if noun and not one.recipients and is_only_attributed(one.at):
        return False  # "rebel attacks": a sort of deed
    if not one.actors and ((noun and one.type in DOERS) or state.hypothetical or not _may_lack_actor(one)):
        return False
    if one.sense.part == "verb":
        if one.type == "CONCEDE" and _admits_of_others(one):
            return False  # "acknowledged that some are angry" gives way to nobody
        if word.lemma == "release" and word.dep == "conj" and word.head.lemma in CARED:
            return False  # "was treated and released"
        if is_only_wanted(word):
            return False
        if one.type in SPEECH and state.factuality in ("hypothetical", "planned") and _is_supposed(one):
            return False
        if word.dep == "pcomp" and word.head.head.lemma in MEANS:
            return False  # "a strategy for fighting them"
        top = _helped(word)
        if top.dep in ("advcl", "acl", "relcl") and is_infinitive(top):
            tried = _is_tried(top.head) or _out_of_the_way(top) or _is_voiced(one)
            return tried and bool(one.actors)  # else a purpose
        if word.dep in ("csubj", "csubjpass"):
            return False  # "fighting them would take years"
        if word.dep == "xcomp" and is_infinitive(word) and state.hypothetical and not state.planned:
            could = any(c.dep == "aux" and c.lower in POSSIBLE | WILLING for c in word.head.children)
            return word.head.lemma in DONE or (could and word.head.lemma not in WISHING)  # not what is wanted
        loose = word.dep == "conj" and word.head.pos not in ("VERB", "AUX") and word.tag == "VBN"
        if loose and not (one.at.found.passive and one.actors):
            return False  # "6,000 dead and wounded"
    return True


def _is_tried(above: Word) -> bool:
    """Whether an infinitive hangs on what somebody does towards it: "its bid to", "moved to", not "step up to"."""
    return above.lemma in TRIED | UNDONE and (above.pos == "NOUN" or above.lemma in ("attempt", "decision", "move"))


def _is_supposed(one: Candidate) -> bool:
    """Whether words are only imagined, "Paris would have thanked them", and not held out, "said it would welcome"."""
    verb = one.at.word
    if one.said_by & {p.actor for p in one.actors} and all(c.lower != "only" for c in verb.children):
        return False
    return any(c.dep == "aux" and c.lower in MODAL for c in verb.children)


def _helped(verb: Word) -> Word:
    """The verb of helping or trying above a deed: "went to Syria to help fight them" has one purpose."""
    while verb.dep == "xcomp" and verb.head.lemma in HELPED and verb.head.pos == "VERB":
        verb = verb.head
    return verb


def _is_performed(one: Candidate) -> bool:
    """Whether the writer does something to somebody by saying so: "I thank the Poles", "I ask the council to act"."""
    done = one.sense.part == "verb" and one.type in PERFORMED and one.state.factuality == "asserted"
    return done and bool(one.recipients)


def _is_voiced(one: Candidate) -> bool:
    """Whether a purpose is reached by what is done for it: "filled the square to demand", "rallied to protest"."""
    word = one.at.word
    voiced = word.lemma in VOICING and word.dep == "advcl" and word.i > word.head.i and is_infinitive(word)
    return voiced and status(word.head).factuality == "asserted"


def _out_of_the_way(verb: Word) -> bool:
    """Whether somebody "goes out of his way" or "goes so far as" to do it."""
    above = verb.head
    return above.lemma == "go" and any(w.lemma in LENGTHS for w in above.subtree() if w.i < verb.i)


def _is_back_reference(one: Candidate) -> bool:
    """A spoken deed told before: "his pledge", "their demands", without saying to whom or what."""
    word = one.at.word
    owned = any(c.dep == "poss" and c.pos == "PRON" for c in word.children)
    return owned and not one.recipients and not one.at.complements and one.at.found.light is None


def _may_lack_actor(one: Candidate) -> bool:
    """Whether the words themselves leave the doer out: a passive, "the killing of X", "attacks on Y"."""
    if one.sense.part == "noun" or one.sense.actors:
        return True
    word = one.at.word
    if one.impersonal or (one.recipients and (word.lemma in DEADLY or (one.type == "ASSAULT" and word.dep == "pcomp"))):
        return True
    waits = any(c.dep == "mark" and c.lower in ("once", "until", "before") for c in word.children)
    return one.at.found.passive and not waits
