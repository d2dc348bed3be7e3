"""What is not done yet for reasons that no auxiliary of its own tells: what is worked for, asked for, only possible.

Example: "committed to leaving", "demanded that it leave", "said it would leave", "a truce is not possible".
"""

from __future__ import annotations

from typing import Final

from aitia.language.page import Word

# verbs before a preposition and a gerund: what they make of the deed
_AFTER: Final[dict[str, dict[str, frozenset[str]]]] = {
    "to": {
        "up": frozenset(["come", "get", "return", "resort", "turn"]),
        "wish": frozenset("amenable aspire averse look object open oppose opposed resistant".split()),
        "plan": frozenset(["commit", "dedicate", "devote", "pledge"]),
    },
    "on": {
        "wish": frozenset(
            "bank base bend bet build campaign concentrate count depend focus insist pin run stake vote work".split()
        ),
        "plan": frozenset(["plan", "set"]),
        "not": frozenset(["hold"]),
    },
    "at": {"wish": frozenset(["aim", "balk", "hint", "look"])},
    "about": {
        "wish": frozenset(
            "bluster boast brag dream fantasize joke muse say speak speculate talk think wonder worry".split()
        )
    },
    "of": {
        "wish": frozenset("afraid capable conceive despair dream fearful scared speak talk think wary".split()),
        "not": frozenset(["incapable"]),
    },
    "against": {
        "not": frozenset(["choose", "decide", "opt"]),
        "wish": frozenset("advise argue be caution counsel lobby recommend stand vote warn".split()),
    },
    "from": {
        "wish": frozenset("exempt guard protect shield".split()),
        "not": frozenset("bar deter discourage dissuade hinder hold keep preclude prevent restrain".split()),
    },
    "in": {"wish": frozenset(["interest", "believe", "drag", "delay", "hesitate"]), "not": frozenset(["fail"])},
    "for": {"wish": frozenset("advocate agitate argue call campaign lobby opt press push vote".split())},
}
_DEMANDING: Final = frozenset(
    """advise advocate ask beg call demand desire direct insist mandate move order petition plead prefer propose
    recommend request require suggest urge""".split()
)
_SAYING: Final = frozenset(
    """add announce claim confirm declare disclose explain hint indicate insist know note reiterate report
    reveal say state stress tell expect vow promise""".split()
)
_COULD: Final = frozenset(["could", "would", "might", "may", "'d", "’d", "should"])
_OPEN: Final = frozenset(
    "conceivable impossible likely necessary needed possible unlikely unthinkable feasible".split()
)
_NECESSARY: Final = frozenset(
    "critical crucial desirable essential imperative important indispensable necessary paramount urgent vital".split()
)
# what a body does by voting to do it
BY_VOTE: Final = frozenset(
    "adopt approve back ban censure condemn endorse expel impeach override ratify reject repeal support".split()
)
# words that set somebody to a deed, or before one, of which they do not tell whether it was done: "hired to storm it"
COMMISSIONING: Final = frozenset(
    """about assign bribe command commission contract direct dispatch due empower entitle groom hire instruct lobby
    mandate nominate pay petition poise poised pressure recruit slate slated task""".split()
)
# what one can do tells of no deed: "taught to kill"
SCHOOLING: Final = frozenset("educate program programme school teach train".split())
# nouns of what is aimed at, demanded or thought of, and of what is decided on
_AIMS: Final = frozenset(
    """aim alternative ambition condition demand desire dream expectation fear goal hope idea objective option
    precondition prerequisite priority proposal prospect purpose recommendation request requirement solution suggestion
    target task threat wish""".split()
)
_DECIDED: Final = frozenset("decision intent intention mission order plan strategy".split())
_NEARER: Final = frozenset(["close", "closer", "near", "nearer"])
_BEING: Final = frozenset(["be", "become", "include", "remain"])
_SUCH: Final = frozenset(["including", "like", "as"])
# nouns before "of" and "on" with a gerund: "in the name of defeating them", "on the verge of losing it"
_NOT_YET: Final[dict[str, frozenset[str]]] = {
    "of": frozenset(
        """advocate authority brink burden chance challenge champion critic cusp danger difficulty duty eve favor favour
        habit hope hopes job means method mission name opponent option point power proponent prospect purpose
        responsibility right risk sake supporter task threshold verge way""".split()
    ),
    "about": frozenset("concern debate discussion joke question speculation talk thought worry".split()),
    "in": frozenset(["interest"]),
    "on": frozenset("announcement debate policy position stance stand view vote".split()),
}
# what a deed that is the subject does: "talks will begin", "the attack did not happen"
_OCCURRING: Final = frozenset(
    "begin commence conduct happen hold launch occur open organise organize schedule stage start".split()
)
_DEFERRING: Final = frozenset("defer delay postpone".split())
# nouns with "for" of what somebody works towards
_TOWARDS: Final = frozenset(
    """basis bid blueprint campaign case clamor clamour condition date deadline drive fight framework lobby map venue
    proposal roadmap time timetable lobbying motion need petition pressure push referendum search
    struggle vote""".split()
)
_RUMOURS: Final = frozenset("prospect rumor rumour speculation talk whisper".split())
_DENYING: Final = frozenset("account case circumstance circumstances means moment point stage time way".split())
_UNDOING: Final = frozenset("abort cancel scrap shelve".split())
_TAKING_BACK: Final = frozenset("disavow renounce rescind retract revoke withdraw".split())
_TAKEN_BACK: Final = frozenset(
    "abdication apology backing concession consent endorsement recognition resignation support".split()
)
AWAITING: Final = frozenset("anticipate await envision forecast foresee predict".split())
FORBIDDING: Final = frozenset(["ban", "bar", "forbid", "prohibit"])
# verbs whose object is there already: "wants to investigate the killing", "would condemn the attack"
PRESUPPOSING: Final = frozenset(
    """acknowledge address answer applaud avenge bemoan break cease celebrate commemorate condemn criticise
    criticize decry denounce deplore describe discuss document ease end escape examine excuse explain expose
    breach bust circumvent evade flout forget forgive hail halt honor honour investigate justify lament lift
    mark mention mourn neutralise neutralize praise probe protest punish recall regret remember report repulse
    reveal revenge skirt stop survive victim violate welcome win witness""".split()
)
SPOKEN: Final = frozenset(
    """accusation allegation appeal call charge claim complaint criticism demand invitation offer plea proposal request
    suggestion threat ultimatum warning""".split()
)
# what is there once it is announced
ANNOUNCED: Final = frozenset("backing charge condemnation criticism endorsement indictment opposition support".split())
# verbs that take up a request that was made: "granted the request"
ANSWERING: Final = frozenset(
    "accept answer consider deny fulfil fulfill grant heed honor honour ignore satisfy".split()
)
OFFERED: Final = frozenset(
    "apology condolence congratulation criticism critique defence defense praise rebuke tribute".split()
)
REPELLING: Final = frozenset(["reject", "resist"])  # "resisted the offensive": it took place
ATTACKS: Final = frozenset(["assault", "attack", "incursion", "invasion", "offensive", "onslaught", "raid"])
KILLINGS: Final = frozenset("assassination beating bombing execution killing massacre murder shooting torture".split())
TRYING: Final = frozenset(["attempt", "fight", "strive", "struggle", "try", "work"])  # what is tried is meant
VAINLY: Final = frozenset(["fruitlessly", "unsuccessfully", "vainly"])
WISH_NOUNS: Final = frozenset(
    """ability appeal call chance choice danger demand desire fear hope idea intention notion opportunity option
    agenda aim goal interest objective possibility prospect proposal readiness request risk suspicion threat suggestion
    temptation urge wish willingness""".split()
)
# what people do for a demand: "marched for the release of"
RALLYING: Final = frozenset("chant clap cry demonstrate march protest rally shout strike".split())
ASKING_FOR: Final = frozenset(
    """advocate agitate appeal argue ask beg bid call campaign clamor clamour hope lobby long petition plead pray press
    push vote wish yearn""".split()
)
TALKING: Final = frozenset("debate discussion negotiation question rumor rumour speculation talk".split())
PLAN_NOUNS: Final = frozenset(
    "agreement attempt commitment decision intent order plan pledge preparation promise vow".split()
)
FAVOURING: Final = frozenset(["advocate", "back", "favor", "favour", "support"])  # "supports expelling them"
# nouns of what is worked for: "efforts to bring about"
ENDEAVOURS: Final = frozenset("bid effort endeavor endeavour push quest".split())

_SPENDING: Final = frozenset(["dedicate", "devote"])
# nouns with "of" for how a deed goes on
_COURSE: Final = frozenset(
    """beginning commencement conduct continuation holding launch launching opening outbreak reopening resumption
    start""".split()
)
_REPORTS: Final = frozenset(
    "account accusation allegation assertion charge claim notion report rumor rumour story suggestion talk tale".split()
)
_REFUTING: Final = frozenset("debunk deny disprove dismiss dispute refute reject".split())

_FALSE: Final = frozenset(
    """baseless bogus canard debunked discredited erroneous fabricated fabrication false falsehood fantasy
    fiction fictitious groundless hoax incorrect invention lie myth nonsense rubbish slander unfounded
    unsubstantiated untrue""".split()
)
_IMPOSSIBLE: Final = frozenset(["impossible", "inconceivable", "unthinkable"])
_TRUE: Final = frozenset(["accurate", "case", "correct", "fact", "true"])


def is_course(noun: Word, preposition: Word) -> bool:
    """Whether a noun only tells how the deed below it goes on: "the beginning of talks"."""
    return noun.pos == "NOUN" and preposition.lower == "of" and noun.lemma in _COURSE


def is_falsely_told(deed: Word, preposition: Word) -> bool:
    """Whether a deed is named below a report that is said to be false: "false reports of a massacre"."""
    report = preposition.head
    if deed.dep not in ("pobj", "pcomp") or preposition.lower not in ("of", "about") or report.lemma not in _REPORTS:
        return False
    if any(c.dep == "amod" and c.lower in _FALSE for c in report.children):
        return True
    above = report.head
    if report.dep == "dobj":  # "denied reports of a massacre"
        return above.lemma in _REFUTING and not any(c.dep == "neg" for c in above.children)
    if report.dep not in ("nsubj", "nsubjpass") or above.lemma not in ("be", "prove", "remain"):
        return False
    said = [c for c in above.children if c.dep in ("acomp", "attr", "oprd")]
    open_ = any(c.dep in ("aux", "neg") and c.lower not in ("have", "has", "had") for c in above.children)
    return not open_ and any(w.lemma in _FALSE for w in said)


def after_preposition(preposition: Word) -> str | None:
    """What the verb before a preposition makes of the gerund behind it: "not", "wish", "plan", "up" or nothing."""
    governor = preposition.head
    if preposition.lower in ("toward", "towards") or (preposition.lower == "to" and governor.lower in _NEARER):
        return "wish"  # "a step toward signing it", "closer to signing it"
    if governor.pos == "NOUN":
        return "wish" if governor.lemma in _NOT_YET.get(preposition.lower, ()) else None
    if governor.pos not in ("VERB", "ADJ", "AUX"):
        return None
    for made, verbs in _AFTER.get(preposition.lower, {}).items():
        if governor.lemma in verbs:
            spent = made == "plan" and governor.lemma in _SPENDING and governor.child("dobj") is not None
            return "up" if spent else made  # "devoted hours to criticising him"
    return None


def is_subjunctive(clause: Word, above: Word) -> bool:
    """Whether a clause says what somebody is to do: "demanded that Chad withdraw"."""
    if clause.pos not in ("VERB", "AUX") or clause.dep not in ("ccomp", "acl", "advcl", "xcomp"):
        return False
    if not _asks_for(clause, above):
        return False
    if any(c.dep == "aux" for c in clause.children):
        return False
    plain = [clause] if not any(c.dep == "auxpass" for c in clause.children) else clause.children
    if any(w.tag == "VB" for w in plain if w is clause or w.dep == "auxpass"):
        return any(c.dep in ("nsubj", "nsubjpass") and c.i < clause.i for c in clause.children)
    subject = next((c for c in clause.children if c.dep in ("nsubj", "nsubjpass") and c.i < clause.i), None)
    return clause.tag == "VBP" and subject is not None and subject.tag in ("NN", "NNP")


def _asks_for(clause: Word, above: Word) -> bool:
    """Whether a clause is governed by a word of demanding: "demanded that", "the demand that", "is crucial that"."""
    if clause.dep == "ccomp" and above.lemma in _DEMANDING:
        return True
    if not any(c.dep == "mark" and c.lower == "that" for c in clause.children):
        return False
    if above.pos == "NOUN":
        return above.lemma in _AIMS
    described = [above, *(c for c in above.children if c.dep in ("acomp", "oprd") and c.i < clause.i)]
    return any(w.pos == "ADJ" and w.lemma in _NECESSARY for w in described)


def aimed_at(word: Word, above: Word) -> str | None:
    """What a noun of aiming or asking makes of the deed that it is said to be: "wish", "plan" or nothing.

    "Its goal is the release of", "demands such as the lifting of", "the plan is to attack".
    """
    nouns: list[Word] = []
    if word.dep in ("attr", "xcomp", "ccomp", "dobj") and above.lemma in _BEING:
        nouns = [c for c in above.children if c.dep in ("nsubj", "csubj") and c.i < word.i]
        if nouns and nouns[0].tag == "WDT" and above.dep == "relcl":  # "the plan, which includes seizing it"
            nouns = [above.head]
    elif word.dep in ("pobj", "pcomp") and above.lower in _SUCH:
        if above.lower == "as" and not any(w.lower == "such" for w in (*above.children, above.head)):
            return None
        nouns = _phrase(above.head)
    elif word.dep == "pobj" and above.lower == "for" and above.head.pos == "NOUN":
        return "wish" if above.head.lemma in _TOWARDS else None
    elif word.dep == "pobj" and above.lower == "of" and above.head.pos == "NOUN":
        return "wish" if above.head.lemma in _RUMOURS else None
    for noun in nouns:
        if noun.pos == "NOUN" and noun.lemma in _DECIDED | _AIMS:
            return "plan" if noun.lemma in _DECIDED else "wish"
    return None


def _phrase(noun: Word) -> list[Word]:
    """A noun and those it hangs on by prepositions: "conditions on the rebels, including" may be of the conditions."""
    out = [noun]
    while len(out) < 4 and noun.head.pos in ("ADP", "SCONJ", "VERB") and noun.dep in ("pobj", "dobj", "conj"):
        noun = noun.head if noun.head.pos in ("NOUN", "VERB") else noun.head.head
        out.append(noun)
    return [*out, *(c for w in out if w.pos == "VERB" for c in w.children if c.dep == "dobj")]


def is_deferred(verb: Word) -> bool:
    """Whether a verb puts a deed off: "postponed signing the pact"."""
    return verb.lemma in _DEFERRING


def occurs(noun: Word, verb: Word) -> bool:
    """Whether a verb tells that the deed that is its subject happens: "talks will begin"."""
    if noun.pos != "NOUN" or noun.dep not in ("nsubj", "nsubjpass"):
        return False
    light = verb.lemma in ("take", "carry") and any(c.lower in ("place", "out") for c in verb.children)
    return light or verb.lemma in _OCCURRING


def is_there_already(deed: Word, verb: Word) -> bool:
    """Whether a verb tells of its object as a deed that was done: "grants the request", "announced her support"."""
    if verb.lemma == "welcome":  # not "would welcome a strike"
        return not any(c.tag == "MD" or c.lower == "to" for c in verb.children if c.dep == "aux")
    if verb.lemma == "announce":
        return deed.lemma in ANNOUNCED
    if verb.lemma == "aim":
        return deed.lemma in ATTACKS | SPOKEN  # "aimed his attack at them"
    return verb.lemma in ANSWERING and deed.lemma in SPOKEN


def is_undone(noun: Word, verb: Word) -> bool:
    """Whether a verb takes the deed of its object back: "cancelled the raid", "withdrew their resignations"."""
    return verb.lemma in _UNDOING or (verb.lemma in _TAKING_BACK and noun.lemma in _TAKEN_BACK)


def in_no_way(phrase: Word) -> bool:
    """Whether a phrase denies its predicate: "in no way", "at no time", "under no circumstances"."""
    if phrase.dep != "prep":
        return False
    things = [c for c in phrase.children if c.dep == "pobj" and c.lemma in _DENYING]
    return any(d.lower == "no" for c in things for d in c.children)


def is_foretold(verb: Word) -> bool:
    """Whether "would" tells what was to come and not what might be: "said it would visit", not "would have visited"."""
    if verb.dep != "ccomp" or verb.head.lemma not in _SAYING or verb.head.tag not in ("VBD", "VBN", "VBG"):
        return False
    if any(c.dep == "aux" and c.lemma in ("have", "'ve", "’ve") for c in verb.children):
        return False
    if any(c.dep == "neg" for c in verb.head.children):
        return False  # "never said it would stay"
    clauses = [c for w in (verb, verb.head) for c in w.children if c.dep == "advcl"]
    return not any(m.dep == "mark" and m.lower in ("if", "unless") for c in clauses for m in c.children)


def is_imagined(noun: Word) -> bool:
    """Whether a deed is only thought of: "closer ties could help", "a truce is not possible"."""
    if noun.pos != "NOUN" or noun.dep not in ("nsubj", "nsubjpass", "conj"):
        return False
    first = noun
    while first.dep == "conj" and first.head.pos in ("NOUN", "PROPN"):
        first = first.head
    if first.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = first.head
    if verb.lemma == "be" and any(c.dep == "acomp" and c.lower in _OPEN for c in verb.children):
        return True
    bare = all(c.lower in ("a", "an", "any", "more", "no") for c in noun.children if c.dep in ("det", "poss"))
    new = bare and not any(c.dep in ("poss", "nummod") for c in noun.children)
    denied = any(c.dep == "neg" for c in verb.children)  # "praise from allies would not change it" is there
    return new and not denied and any(c.dep == "aux" and c.lower in _COULD for c in verb.children)


def is_called_false(clause: Word, above: Word) -> bool:
    """Whether a clause is said not to be so: "it is not true that he left", "claims that he left are false"."""
    if is_falsely_told(clause, above):
        return True
    if not any(c.lower == "that" and c.dep == "mark" for c in clause.children):
        return False
    told = clause.dep in ("acl", "relcl") and above.lemma in _REPORTS
    if told and any(c.dep == "amod" and c.lower in _FALSE for c in above.children):
        return True  # "the debunked claim that he opposed it"
    said: Word | None = None
    if clause.dep in ("ccomp", "csubj") and above.lemma == "be":
        copula = above
    elif clause.dep in ("acl", "relcl", "ccomp") and above.pos == "NOUN" and above.head.lemma == "be":
        copula = above.head
        if above.dep == "attr":
            subject = copula.child("nsubj")
            if subject is None or subject.lower not in ("it", "this", "that"):
                return False
            said = above  # "it is a lie that he left"
        elif above.dep not in ("nsubj", "nsubjpass"):
            return False
    else:
        return False
    if any(c.dep == "aux" for c in copula.children):
        return False  # "may be true"
    said = said or copula.child("acomp", "attr")
    if said is None:
        return False
    refused = any(c.dep == "neg" for c in copula.children) or any(c.lower == "no" for c in said.children)
    if said.lemma in _IMPOSSIBLE:
        return not refused  # "it is impossible that he left"
    return said.lemma in (_TRUE if refused else _FALSE)
