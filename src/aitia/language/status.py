"""Negation, hedging, modality and time around a predicate: what the text says of its reality.

Example: "He may not withdraw" → withdraw: negated, hedged. "vowed to strike" → strike: planned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aitia.language.awaiting import is_held_out, is_to_come
from aitia.language.governing import could_do, governed, is_cleared_of, rules_out
from aitia.language.moods import (
    is_asked,
    is_inverted,
    is_neither,
    is_of_another,
    is_of_anybody,
    is_of_reason,
    is_passed_over,
    is_to_be,
    is_wanted_of_others,
    no_longer,
    not_only,
)
from aitia.language.outlook import (
    ASKING_FOR,
    ATTACKS,
    AWAITING,
    BY_VOTE,
    COMMISSIONING,
    ENDEAVOURS,
    FAVOURING,
    FORBIDDING,
    KILLINGS,
    OFFERED,
    PLAN_NOUNS,
    PRESUPPOSING,
    RALLYING,
    REPELLING,
    SCHOOLING,
    SPOKEN,
    TALKING,
    TRYING,
    VAINLY,
    WISH_NOUNS,
    after_preposition,
    aimed_at,
    in_no_way,
    is_called_false,
    is_course,
    is_deferred,
    is_foretold,
    is_imagined,
    is_subjunctive,
    is_there_already,
    is_undone,
    occurs,
)
from aitia.language.page import Word
from aitia.language.unreal import is_beyond, is_dared, is_in_doubt, is_weighed, shares_modal
from aitia.model.codes import Factuality, TieTime

NEGATORS: Final = frozenset(
    ["not", "n't", "n’t", "never", "no", "nor", "neither", "hardly", "barely", "scarcely", "without"]
)
_COMING: Final = frozenset(
    """anticipated coming eventual expected future imminent impending intended looming pending planned proposed
    prospective scheduled upcoming""".split()
)
_POSSIBLE: Final = frozenset(["possible", "potential", "hypothetical", "threatened", "feared", "any"])
HEDGES: Final = frozenset(
    """allegedly apparently arguably conceivably likely maybe perhaps possibly presumably probably purportedly
    reportedly reputedly seemingly supposedly ostensibly""".split()
)
WEAK_MODALS: Final = frozenset(["may", "might", "could", "can", "ca"])
NEEDED_MODALS: Final = frozenset(["should", "must", "ought", "need"])
_WOULD: Final = frozenset(["would", "'d", "’d"])
FUTURE: Final = frozenset(["will", "shall", "'ll", "’ll", "wo", "sha"])
CONDITIONS: Final = frozenset(["if", "unless", "whether", "lest", "provided", "suppose", "supposing"])
NOT_DONE: Final = frozenset(
    """avoid cease decline deny fail forbid forgo hesitate neglect prevent prohibit refrain refuse reject resist
    stop ban block avert preclude abstain forswear eschew shun withhold unable unwilling""".split()
)
AVOIDING: Final = frozenset(  # of these what is said is not made; what is rejected is
    "abstain avert avoid eschew forgo forswear neglect preclude prevent refrain shun withhold".split()
)
PLANNING: Final = frozenset(
    """agree aim announce approve arrange authorize authorise commit decide determine determined expect go intend look
    mean offer order plan pledge plot prepare promise propose resolve schedule set swear threaten undertake vote
    vow""".split()
)
WISHING: Final = frozenset(
    """advise advocate appeal ask beg call consider contemplate demand discuss dream encourage envisage fear hope
    implore invite like mull need oppose permit persuade press propose push recommend refuse request require
    seek suggest tempt tend urge want warn weigh wish debate allow enable love prefer able free ready
    clamor clamour exist jockey scramble vie yearn glad happy prepared welcome
    willing likely eager fit hesitant incline prone qualified qualify suit suited reluctant unlikely anxious desperate
    inclined keen""".split()
)
# "failure to help"
UNDONE: Final = frozenset("failure inability incapacity neglect refusal reluctance unwillingness".split())
LETTING: Final = frozenset(["have", "help", "imagine", "let", "make", "picture", "see", "watch"])
OPINING: Final = frozenset("believe expect feel figure guess imagine suppose think".split())
DENYING: Final = frozenset(["deny", "disprove", "refute"])
REJECTING: Final = frozenset(["debunk", "dismiss", "dispute", "downplay", "reject"])
EVIDENCE: Final = frozenset(["evidence", "hint", "indication", "proof", "sign"])
_NEARLY: Final = frozenset(["almost", "nearly"])
_BEFORE: Final = frozenset(["amod", "det", "advmod", "compound", "nmod"])
HABITUAL: Final = frozenset("previously formerly once earlier historically".split())


@dataclass(frozen=True, slots=True)
class Status:
    """What the text says of a predicate's reality."""

    negated: bool = False
    hedged: bool = False
    planned: bool = False
    hypothetical: bool = False
    needed: bool = False  # "must", "should": advised, not done
    conditional: bool = False  # "if it does not": neither done nor left undone
    time: TieTime = "current"

    @property
    def factuality(self) -> Factuality:
        """The one word of the contract: negated, save in a condition, before hypothetical before planned."""
        if self.negated and not self.conditional:
            return "negated"
        if self.hypothetical or self.needed:
            return "hypothetical"
        return "planned" if self.planned else "asserted"


def status(head: Word) -> Status:
    """The status of a verb, or of a noun that names a deed."""
    negated = hedged = planned = hypothetical = needed = conditional = False
    time: TieTime = "current"
    word, first, joined = head, True, False
    for _ in range(8):
        # "did not refuse to", "could not prevent"
        kept = not first and (word.lemma in NOT_DONE or rules_out(word)) and (has_neg(word) or has_nobody(word))
        negated = negated and not kept
        for c in word.children:
            if not_only(c) or (kept and c.dep in ("aux", "neg")):
                continue
            denies = c.dep == "neg" or (c.lower in NEGATORS and c.dep in ("det", "advmod", "preconj", "cc"))
            if denies or no_longer(c) or in_no_way(c):
                if c.i < word.i + 2 and not is_of_reason(c, word):
                    negated = negated or first or _lifts_negation(word, head)
            elif c.dep == "aux" and not (joined and word.dep == "ROOT"):
                low = c.lower
                if low in WEAK_MODALS:
                    hypothetical = True
                    hedged = True
                elif low in _WOULD:
                    planned = planned or is_foretold(word)
                    hypothetical = hypothetical or not is_foretold(word)
                elif low in NEEDED_MODALS:
                    needed = True
                elif low in FUTURE:
                    planned = True
            elif c.dep == "mark" and c.lower in CONDITIONS:
                hypothetical = conditional = True
            elif first and c.dep in ("mark", "advmod") and is_to_come(c, word):
                planned = True  # "until the rebels surrender"
                hypothetical = hypothetical or is_held_out(word)
            if first and c.lower in HEDGES and c.dep == "advmod":
                hedged = True
            if first and c.lower in _NEARLY and c.dep == "advmod" and word.tag in ("VBD", "VBN") and c.i < word.i:
                negated = True
            if c.dep in ("aux", "auxpass") and is_inverted(c, word):
                hypothetical = conditional = True
            if first and c.dep in _BEFORE and c.lower in _COMING:
                planned = True
            if first and c.dep in _BEFORE and c.lower in _POSSIBLE:
                hypothetical = True
        if first:
            time = _time(word)
            hypothetical = hypothetical or is_imagined(word) or is_weighed(word)
            negated = negated or is_beyond(word) or is_passed_over(word) or is_of_another(word)
        if first and word.dep == "ROOT":
            hypothetical = hypothetical or is_asked(word)
            planned = planned or is_to_be(word)
        above = _governor(word)
        if above is word:
            break
        if _is_doubted(word, above):
            negated = not negated
            break
        step = _climb(word, above)
        if step is None:
            purpose = head.pos == "VERB" and word is not head and word.dep in ("advcl", "acl")
            if purpose and any(c.lower == "to" for c in word.children):
                hypothetical = True  # "a strike to compel them to negotiate"
            if word.dep == "ccomp" and above.lemma in OPINING:
                hypothetical = hypothetical or is_asked(above)  # "do you think it helped them?"
            break
        if step == "not":
            negated = not negated
        elif step == "plan":
            planned = True
        elif step == "wish":
            hypothetical = True
        joined = word.dep == "conj" and not shares_modal(word, above)
        word, first = (above.head, step == "be") if step in ("be", "by") else (above, step == "occur")
    if planned or hypothetical:
        time = "prospective" if time == "current" else time
    return Status(negated, hedged, planned, hypothetical, needed, conditional, time)


def _is_perfect(verb: Word) -> bool:
    return any(c.dep == "aux" and c.lemma == "have" for c in verb.children)


def _lifts_negation(above: Word, head: Word) -> bool:
    """Whether a negation on a governor reaches down: "did not want to attack", "no plan to attack"."""
    lifts = above.pos in ("VERB", "AUX", "NOUN") and above.i < head.i and above.lemma not in NOT_DONE
    return lifts and not is_wanted_of_others(above, head)


def _governor(word: Word) -> Word:
    """The head; of an infinitive joined to a finite verb the infinitive before it: "plotted to kill and attack"."""
    above = word.head
    if word.dep != "conj" or word.tag != "VB" or above.tag not in ("VBD", "VBN", "VBP", "VBZ"):
        return above
    if any(c.dep in ("nsubj", "nsubjpass") or (c.dep == "aux" and c.lower != "to") for c in word.children):
        return above
    between = reversed(word.sent.words[above.i - word.sent.words[0].i : word.i - word.sent.words[0].i])
    return next((w for w in between if w.dep == "xcomp" and w.tag == "VB" and above in w.ancestors()), above)


def _is_doubted(word: Word, above: Word) -> bool:
    """ "I don't think that he left", "nobody believes that he left", "denies that he left": his leaving is denied."""
    if is_called_false(word, above) or is_cleared_of(word, above) or is_in_doubt(word, above):
        return True
    if word.dep in ("acl", "ccomp") and above.lemma in EVIDENCE and above.pos == "NOUN":
        refused = any(c.lower in ("no", "little") for c in above.children) or has_neg(above.head)
        return refused or above.head.lemma in ("fail", "lack")  # "no sign that he left"
    if word.dep in ("acl", "ccomp", "relcl") and above.pos == "NOUN" and above.dep == "dobj":
        if not any(c.dep == "mark" and c.lower == "that" for c in word.children):
            return False
        above = above.head  # "rejected the claim that he left"
        down = above.lemma == "play" and any(c.lower == "down" for c in above.children)
        return down or above.lemma in DENYING | REJECTING
    if word.dep != "ccomp" or above.lemma not in OPINING | DENYING or is_open(above):
        return False
    refused = has_nobody(above) or any(c.dep == "neg" and c.i < above.i for c in above.children)
    return refused is (above.lemma in OPINING)


def _climb(word: Word, above: Word) -> str | None:
    """What a governor does to the word below it, or None where its influence ends."""
    dep = word.dep
    if dep in ("xcomp", "advcl", "ccomp", "dobj") and word.tag != "VBD" and rules_out(above):
        return "wish" if has_neg(above) else "not"
    infinitive = any(c.dep == "aux" and c.lower == "to" for c in word.children)
    if is_subjunctive(word, above) or is_dared(word, above):
        return "wish"
    aimed = aimed_at(word, above)
    if aimed is not None:
        return aimed
    if occurs(word, above):
        return "occur"
    made = governed(word, above, infinitive=infinitive)
    if made is not None:
        return made
    if dep in ("xcomp", "ccomp") and above.pos in ("VERB", "AUX", "ADJ"):
        let = above.lemma in LETTING and word.tag in ("VB", "VBG", "VBP")
        if above.lemma in LETTING | WISHING and word.tag == "VBN":
            let = not any(c.dep in ("aux", "auxpass") for c in word.children)  # "wants him banned"
        if dep == "ccomp" and any(c.dep in ("nsubj", "nsubjpass") for c in word.children) and not (infinitive or let):
            return None  # a full clause of its own: reported, not controlled
        if above.lemma in NOT_DONE:
            return "not"
        if above.lemma in TRYING and any(c.lower in VAINLY for c in above.children):
            return "not"  # "tried unsuccessfully to oust him"
        if above.lemma == "vote" and word.lemma in BY_VOTE:
            return "up"
        if above.lemma == "able" and could_do(above.head):
            return "up"
        if (above.lemma in PLANNING | COMMISSIONING | TRYING and infinitive) or is_deferred(above):
            return "plan"
        return "wish" if above.lemma in WISHING | FAVOURING | SCHOOLING else "up"
    if dep == "pcomp" and above.pos in ("ADP", "SCONJ"):
        if above.lower == "without" or _is_instead(above):
            return "not"
        governor = above.head
        if above.lower == "by" and governor.pos in ("VERB", "AUX") and not _is_perfect(governor):
            sought = governor.lemma in WISHING | PLANNING and governor.child("xcomp") is not None
            return "wish" if sought else "by"  # as real as what is done by it
        if governor.lemma in FORBIDDING and above.lower == "from":
            return "wish"  # whether it was done all the same is not told
        if governor.lemma in NOT_DONE and above.lower in ("from", "to"):
            return None if has_neg(governor) or has_nobody(governor) else "not"  # "could not prevent it from"
        if governor.lemma in WISHING or governor.lemma in WISH_NOUNS:
            return "wish"
        if governor.pos == "NOUN" and governor.lemma in PLAN_NOUNS:
            return "plan"
        if governor.pos == "NOUN" and governor.lemma in TALKING and above.lower in ("about", "of", "on", "over"):
            return "wish"
        return after_preposition(above)
    if dep == "acl" and above.pos in ("NOUN", "PROPN") and infinitive:
        if above.lemma in UNDONE:
            return "not"
        if above.lemma in WISH_NOUNS | ENDEAVOURS:
            return "wish"
        if above.lemma in PLAN_NOUNS:
            return "plan"
        return None
    if dep in ("acl", "relcl") and is_of_anybody(word, above):
        return "wish"
    if dep == "conj" and above.pos == word.pos:
        own = any(c.dep in ("nsubj", "nsubjpass", "aux") and c.lower != "to" for c in word.children)
        own = own or (word.tag == "VBD" and above.tag == "VB")  # "tried to help them and promised"
        return None if own else "up"
    if dep == "attr" and above.pos == "AUX" and word.pos == "NOUN" and has_neg(above):
        return "up"  # "it was not an attack"
    if dep in ("dobj", "nsubjpass", "attr") and above.pos == "VERB":
        if above.lemma in NOT_DONE - AVOIDING and word.lemma in SPOKEN:
            return None  # "rejected the request": it was made
        if is_there_already(word, above):
            return None
        if above.lemma in REPELLING and word.lemma in ATTACKS:
            return None
        if (above.lemma in NOT_DONE and above.lemma not in ("stop", "cease")) or is_undone(word, above):
            return "not"
        if above.lemma == "offer" and word.lemma in OFFERED:
            return None  # "offered an apology": it was made
        if above.lemma == "order" and word.lemma in KILLINGS:
            return "up"  # "accused of having ordered the killing"
        if above.lemma in PLANNING | AWAITING or is_deferred(above) or above.lemma in ("consider", "threaten"):
            return "plan"
        if above.lemma in WISHING:
            return "wish"
        if above.lemma in FAVOURING and any(c.lower in ("a", "an") for c in word.children):
            return "wish"  # "backs a crackdown"
        return None if above.lemma in PRESUPPOSING and word.pos == "NOUN" else "up"
    if dep == "pobj" and above.pos == "ADP":
        governor = above.head
        if above.lower == "without":
            return "not"
        if governor.lemma == "be" and above.lower in ("at", "in", "under"):
            return "be"  # "are at war", "were under attack"
        if is_course(governor, above):
            return "be"  # "the beginning of talks" is as real as the talks
        if governor.lemma in ("case", "event") and above.lower == "of" and governor.head.lower == "in":
            return "wish"  # "in case of a war"
        if governor.pos == "NOUN" and governor.lemma in WISH_NOUNS:
            return "wish"
        if governor.pos == "NOUN" and governor.lemma in PLAN_NOUNS:
            return "plan"
        if governor.pos == "VERB" and governor.lemma in ASKING_FOR and above.lower in ("for", "on", "against"):
            return "wish"
        if governor.pos == "VERB" and governor.lemma in RALLYING and above.lower == "for":
            return "wish"
        if governor.pos == "VERB" and governor.lemma in ("plan", "prepare", "plot") and above.lower in ("for", "on"):
            return "plan"
        return None
    return None


def _is_instead(preposition: Word) -> bool:
    """Whether "of" ends an "instead of": what follows is left undone."""
    return preposition.lower == "of" and any(w.lower == "instead" for w in (preposition.head, *preposition.children))


def is_open(verb: Word) -> bool:
    """Whether somebody leaves it open: "neither confirmed nor denied that it carries out strikes"."""
    if verb.lemma != "deny" or verb.dep != "conj":
        return False
    return verb.head.lemma == "confirm" or (verb.head.lemma == "claim" and is_neither(verb))


def has_neg(verb: Word) -> bool:
    """Whether a negation hangs on the predicate itself: "did not attack", "never attacked"."""
    return any(c.dep == "neg" and not not_only(c) for c in verb.children)


def has_nobody(verb: Word) -> bool:
    """Whether the subject itself negates: "none of them attacked", "no country helped", "neither A nor B came"."""
    for subject in verb.children:
        if subject.dep in ("nsubj", "nsubjpass"):
            if subject.lower in ("none", "nobody", "neither", "nothing"):
                return True
            return any(c.lower in ("no", "neither") and c.dep in ("det", "preconj", "cc") for c in subject.children)
    return False


def _time(word: Word) -> TieTime:
    for c in word.children:
        if c.lower in HABITUAL or c.lower in ("former", "past", "previous"):
            return "past"
    if word.tag == "VBD":
        return "past"
    return "current"


def factuality(head: Word) -> Factuality:
    """Asserted, negated, planned or hypothetical."""
    return status(head).factuality
