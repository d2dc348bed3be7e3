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
        "wish": frozenset(["aspire", "look", "object", "oppose", "open"]),
        "plan": frozenset(["commit", "dedicate", "devote", "pledge"]),
    },
    "on": {
        "wish": frozenset(
            "bank base bend bet build campaign concentrate count depend focus insist pin run stake vote work".split()
        ),
        "plan": frozenset(["plan", "set"]),
        "not": frozenset(["hold"]),
    },
    "about": {"wish": frozenset("dream fantasize joke muse speculate talk think wonder worry".split())},
    "of": {"wish": frozenset("conceive despair dream speak talk think".split())},
    "against": {"wish": frozenset("advise argue caution counsel lobby recommend vote warn".split())},
    "from": {"not": frozenset("bar deter discourage dissuade hinder hold keep preclude prevent restrain".split())},
    "in": {"wish": frozenset(["interest", "believe"])},
    "for": {"wish": frozenset("advocate agitate argue call campaign lobby opt press push vote".split())},
}
_DEMANDING: Final = frozenset(
    """advise advocate ask beg call demand desire direct insist mandate move order petition plead prefer propose
    recommend request require suggest urge""".split()
)
_SAYING: Final = frozenset(
    """add announce claim confirm declare disclose explain hint imply indicate insist know note predict reiterate report
    reveal say state stress suggest tell think believe expect vow promise""".split()
)
_COULD: Final = frozenset(["could", "would", "might", "may", "'d", "’d", "should"])
_OPEN: Final = frozenset(
    "conceivable impossible likely necessary needed possible unlikely unthinkable feasible".split()
)
# nouns of what is worked for: "efforts to bring about"
ENDEAVOURS: Final = frozenset("bid effort endeavor endeavour push quest".split())


def after_preposition(preposition: Word) -> str | None:
    """What the verb before a preposition makes of the gerund behind it: "not", "wish", "plan", "up" or nothing."""
    governor = preposition.head
    if governor.pos not in ("VERB", "ADJ", "AUX"):
        return None
    for made, verbs in _AFTER.get(preposition.lower, {}).items():
        if governor.lemma in verbs:
            return made
    return None


def is_subjunctive(clause: Word, above: Word) -> bool:
    """Whether a clause says what somebody is to do: "demanded that Chad withdraw"."""
    if clause.dep != "ccomp" or above.lemma not in _DEMANDING or clause.pos not in ("VERB", "AUX"):
        return False
    if any(c.dep == "aux" for c in clause.children):
        return False
    plain = [clause] if not any(c.dep == "auxpass" for c in clause.children) else clause.children
    if any(w.tag == "VB" for w in plain if w is clause or w.dep == "auxpass"):
        return any(c.dep in ("nsubj", "nsubjpass") and c.i < clause.i for c in clause.children)
    subject = next((c for c in clause.children if c.dep in ("nsubj", "nsubjpass") and c.i < clause.i), None)
    return clause.tag == "VBP" and subject is not None and subject.tag in ("NN", "NNP")


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
