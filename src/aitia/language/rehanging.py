"""Arcs that the small parser is known to hang wrongly, put right word by word.

First names taken for prepositions ("Barack"), surnames for auxiliaries ("George Will criticized"), past tenses taken
for adjectives ("the junta dissolved parliament"), compass points taken for the head of what lies there ("a rebel
target southwest of Aleppo"), attacks told by a gerund ("killed in tank shelling"), gerunds taken for adjectives and
the other way round ("the prospect of suspending talks", "investigating shooting death"), a charge hung on who makes
it ("accused by experts of arming rebels") and who makes it hung on the charge ("accused of torture by experts"), two
people with titles taken for one ("President Macron and Premier Modi"), what somebody adds hung on what he said before
("said that firms were at fault and urged").
"""

from __future__ import annotations

from typing import Final

from aitia.language.arcs import hang
from aitia.language.asides import close, give_back, is_told_of, set_in, take_over
from aitia.language.bynames import free, is_by_name
from aitia.language.doers import do_by
from aitia.language.giving import give_to, is_given
from aitia.language.joined import is_joined, is_reduced, make_clause, make_passive
from aitia.language.page import Word
from aitia.lexicon.events import event_lexicon

FINITE: Final = frozenset(["VBD", "VBZ", "VBP", "MD"])
_DOING: Final = frozenset(["nsubj", "npadvmod"])
_NOUNS: Final = frozenset(["NOUN", "PROPN"])
_VERBS: Final = frozenset(["AUX", "VERB"])
_SUBJECTS: Final = frozenset(["expl", "nsubj", "nsubjpass"])
_WHOLE: Final = _SUBJECTS | {"aux", "auxpass", "dobj"}
# of what somebody may do
_OUTLOOKS: Final = frozenset(
    "danger goal hope idea intention likelihood possibility potential prospect risk spectre specter threat".split()
)
# what one does to a deed and not as a deed
_LOOKING: Final = frozenset("condemn denounce examine investigate mourn probe report".split())
_CHARGING: Final = frozenset("absolve accuse acquit clear convict suspect".split())
# before the name of who holds the office
_TITLES: Final = frozenset(
    """ambassador chairman chancellor congressman congresswoman envoy foreign gen. general gov. governor judge justice
    king mayor minister premier president prime prince queen rep. sen. secretary senator sheriff speaker vice""".split()
)
# verbs of reported speech, and what who speaks does in the same breath
_REPORTING: Final = frozenset(
    "add allege announce argue claim declare explain note point say state stress tell warn".split()
)
_SPEAKING: Final = frozenset(
    """accuse add allege appeal ask blame call criticise criticize demand deny exhort plead pledge praise promise
    request slam stress thank threaten urge vow warn""".split()
)
_HELD: Final = frozenset(["captive", "hostage", "prisoner"])
_TOLD: Final = frozenset("advise ask assure inform order remind tell urge warn".split())
_WHERE: Final = frozenset(["at", "during", "in", "on", "outside"])
_TIMES: Final = frozenset(["after", "before", "since", "until"])
_HOSTILE: Final = frozenset(["ACCUSE", "ASSAULT", "COERCE", "SANCTION", "THREATEN"])
_COMPASS: Final = frozenset("north south east west northeast northwest southeast southwest".split())


def rehang(word: Word) -> None:
    """Put right what is known to be wrong about one word, in place."""
    if word.pos == "ADP" and word.text.istitle() and word.dep in ("nsubj", "nsubjpass", "dobj"):
        _take_for_name(word)
    elif word.tag == "MD" and word.text.istitle() and word.head.tag in ("VBD", "VBN"):
        _take_for_surname(word)
    elif word.tag == "VBN" and word.dep == "amod" and word.head.dep == "ROOT" and word.head.pos == "NOUN":
        _govern(word)
    elif word.dep == "compound" and word.head.tag in FINITE and word.head.pos == "VERB":
        _take_for_subject(word)
    elif word.lower in _COMPASS and word.pos == "NOUN":
        _point(word)
    elif word.lower == "of" and word.dep == "prep" and word.head.dep in ("dobj", "pobj"):
        _charge(word)
        _pass_by_day(word)
    elif word.lower == "by" and word.dep in ("agent", "prep"):
        _accuse(word)
        _tell(word)
        do_by(word)
    elif word.dep == "nmod" and word.pos == "PROPN" and word.head.pos == "PROPN":
        _part(word)
    elif word.dep == "acl" and word.tag == "VBN" and is_told_of(word):
        take_over(word)
    elif word.dep == "parataxis" and word.tag in FINITE:
        give_back(word)
    elif word.pos == "VERB" and word.dep == "conj" and set_in(word):
        close(word)
    elif word.tag == "VBD" and word.dep == "conj":
        _go_on(word)
    elif is_by_name(word):
        free(word)
    elif is_joined(word):
        make_passive(word)
    elif is_reduced(word):
        make_clause(word)
    elif word.tag == "VBD" and word.dep == "advcl":
        _find_subject(word)
    elif word.dep == "poss" and word.lower == "her" and word.head.lower in _HELD:
        _take_for_object(word)
    elif word.dep == "compound" and word.head.lower in _HELD:
        _take_for_held(word)
    elif word.tag == "VBG" and word.dep == "advcl":
        _take_for_noun(word)
    elif word.tag == "VBG" and word.dep in ("amod", "compound"):
        _take_for_deed(word)
    elif word.tag == "VBG" and word.dep == "xcomp" and word.head.lemma in _LOOKING:
        _take_for_modifier(word)
    elif is_given(word):
        give_to(word)


def _charge(of: Word) -> None:
    """Make a charge that of the verb, and not of who or when: "accused by experts of arming rebels"."""
    accuser = of.head
    if accuser.dep == "dobj":  # "accused Lind of fraud", no "Bank of Chad"
        verb = accuser.head
        charged = accuser.pos == "PROPN" and any(c.dep == "pobj" and c.pos == "NOUN" for c in of.children)
    else:
        verb = accuser.head.head
        charged = any(c.dep == "pcomp" and c.tag == "VBG" for c in of.children) and verb.tag == "VBN"
    if verb.lemma in _CHARGING and charged and (accuser.dep == "dobj" or accuser.head.dep in ("agent", "prep")):
        hang(of, verb)


def _pass_by_day(of: Word) -> None:
    """Hang what a deed is of on the deed and not on its day: "the arrest on Friday of three reporters"."""
    day = of.head
    when = day.ent in ("DATE", "TIME") and day.pos in _NOUNS and day.head.lower == "on" and day.head.dep == "prep"
    whom = next((c for c in of.children if c.dep == "pobj"), None)
    if not when or whom is None or whom.ent in ("DATE", "TIME") or day.head.head.pos != "NOUN":
        return
    if event_lexicon().of("noun", day.head.head.lemma):
        hang(of, day.head.head)


def _accuse(by: Word) -> None:
    """Make who accuses that of the verb, and not of the charge: "accused of torturing prisoners by Chad"."""
    deed = by.head if by.head.tag == "VBG" else by.head.head
    verb = deed.head.head
    if deed.tag != "VBG" or deed.dep != "pcomp" or deed.head.lower != "of" or by.head.dep not in ("dobj", "pcomp"):
        return
    if verb.lemma not in _CHARGING or verb.tag != "VBN" or any(c.dep == "agent" for c in verb.children):
        return
    accuser = next((c for c in by.children if c.dep == "pobj"), None)
    if accuser is None or any(c.dep == "auxpass" for c in deed.children):
        return
    if accuser.pos == "PROPN" or accuser.tag == "NNS":
        by.dep = "agent"
        hang(by, verb)


def _tell(by: Word) -> None:
    """Make who tells that of the verb, and not of where it was: "we were told at the blockade by a farmer"."""
    place = by.head
    above = place.head
    verb = above.head
    if place.dep != "pobj" or place.pos not in _NOUNS or above.lower not in _WHERE or verb.lemma not in _TOLD:
        return
    if not any(c.dep == "auxpass" for c in verb.children) or any(c.dep == "agent" for c in verb.children):
        return
    if any(c.dep == "pobj" and c.pos in _NOUNS and c.tag != "NN" for c in by.children):
        hang(by, verb, "agent")


def _part(first: Word) -> None:
    """Make two people joined by "and" two, where the parser has the one modify the other.

    "A meeting between President Macron and Indian Premier Modi".
    """
    mid = first.head
    second = mid.head if mid.dep == "compound" and mid.head.pos == "PROPN" else mid
    other = next((c for c in first.children if c.dep == "conj" and first.i < c.i < second.i), None)
    joined = next((c for c in first.children if c.dep == "cc" and c.lower in ("and", "or")), None)
    if other is None or joined is None or other.pos not in ("PROPN", "NOUN") or second is second.head:
        return
    words, start = first.sent.words, first.sent.words[0].i
    sides = (words[max(0, first.i - start - 3) : first.i - start], words[joined.i - start + 1 : second.i - start])
    if not all(any(w.lower in _TITLES for w in side) for side in sides):
        return
    above = second.head
    first.dep, second.dep, other.dep = second.dep, "conj", "compound"
    for c in [c for c in (*mid.children, *second.children) if c.i < first.i]:
        hang(c, first)  # "President"
    for c in [c for c in first.children if c.i >= other.i]:
        hang(c, second)
    hang(first, above)
    hang(second, first)


def _go_on(verb: Word) -> None:
    """Put right a past tense that is joined to what it does not go on."""
    if verb.lemma in _SPEAKING:
        _go_on_speaking(verb)
    first = verb.head
    suffering = first.tag == "VBN" and any(c.dep == "nsubjpass" for w in (first, first.head) for c in w.children)
    bare = first.tag == "VBN" and first.dep in ("acl", "advcl") and not any(c.dep in _WHOLE for c in first.children)
    suffering = suffering or bare  # "stripped of her seat and locked up, she refused"
    if not suffering or not verb.lower.endswith("ed") or any(c.dep in _WHOLE for c in verb.children):
        return
    senses = event_lexicon().of("verb", verb.lemma)
    if senses and all(s.type in _HOSTILE for s in senses if s.type) and any("obj" in s.recipients for s in senses):
        verb.tag = "VBN"  # "were stopped and then stoned to death"


def _find_subject(verb: Word) -> None:
    """Make who stands before a finite clause of time its subject: "a day after his deputy, Otieno, accused Chad"."""
    words = verb.sent.words
    at = verb.i - words[0].i - 1
    if any(c.dep in (*_SUBJECTS, "mark") for c in verb.children) or at < 2:
        return
    at -= words[at].text == ","
    word = words[at]
    while word.dep in ("appos", "compound", "pobj", "prep") and word.head.i < word.i and word.head.lower not in _TIMES:
        word = word.head
    after = word.head
    if word.dep != "pobj" or after.lower not in _TIMES or word.pos not in _NOUNS or verb in after.head.ancestors():
        return
    above = after.head
    above.children.remove(after)
    after.children.remove(word)
    for moved, dep in ((after, "mark"), (word, "nsubj")):
        moved.head, moved.dep = verb, dep
    verb.children = sorted([*verb.children, after, word], key=lambda w: w.i)


def _take_for_object(her: Word) -> None:
    """Make "her" whom one holds: "held her hostage"."""
    thing = her.head
    verb = thing.head
    if thing.dep not in ("dobj", "oprd") or verb.lemma not in ("hold", "keep", "take") or her.i != thing.i - 1:
        return
    hang(her, verb, "dobj")
    her.tag, thing.dep = "PRP", "oprd"


def _take_for_held(who: Word) -> None:
    """Make whom one holds the object, with what stands before it: "took eleven workers hostage"."""
    thing = who.head
    verb = thing.head
    if thing.dep not in ("dobj", "oprd") or verb.lemma not in ("hold", "keep", "take") or who.i != thing.i - 1:
        return
    for word in [c for c in thing.children if c.i < who.i]:
        hang(word, who)
    hang(who, verb, "dobj")
    thing.dep = "oprd"


def _go_on_speaking(verb: Word) -> None:
    """Make who speaks go on speaking: "he said that the firms were at fault and urged the state to fine them".

    Not where what is reported is itself told in a plain past without a comma ("said that Chad signed and urged Mali")
    or is speech.
    """
    told = verb.head
    saying = told.head
    if told.dep != "ccomp" or saying.lemma not in _REPORTING or saying.tag != "VBD" or saying.i > told.i:
        return
    if told.lemma in _SPEAKING | _REPORTING or any(c.dep in (*_SUBJECTS, "aux", "mark") for c in verb.children):
        return
    plain = told.tag == "VBD" and told.pos == "VERB" and not any(c.dep in ("aux", "auxpass") for c in told.children)
    link = next((c for c in told.children if c.dep == "cc" and c.i < verb.i), None)
    apart = link is not None and any(c.dep == "punct" and c.i == link.i - 1 for c in told.children)
    if (plain and not apart) or link is None or any(c.dep == "conj" and c is not verb for c in told.children):
        return
    before = [c for c in told.children if c.dep == "punct" and c.i == link.i - 1]
    for moved in (*before, link, verb):
        told.children.remove(moved)
        moved.head = saying
    saying.children = sorted([*saying.children, *before, link, verb], key=lambda w: w.i)


def _take_for_subject(noun: Word) -> None:
    """Make a noun before the first verb of a sentence its subject: "MPs call for inquiry"."""
    verb = noun.head
    if noun.pos not in _NOUNS or noun.i > verb.i or any(c.dep in _SUBJECTS for c in verb.children):
        return
    if all(w.pos not in _VERBS for w in noun.sent.words if w.i < verb.i):
        noun.dep = "nsubj"


def _point(compass: Word) -> None:
    """Make a compass point say where the noun before it lies: "a rebel target southwest of Aleppo"."""
    thing = next((c for c in compass.children if c.i == compass.i - 1 and c.dep == "compound"), None)
    if thing is None or thing.pos != "NOUN" or not any(c.lower == "of" for c in compass.children):
        return
    above = compass.head
    moved = [c for c in compass.children if c.i < thing.i]
    for c in (*moved, thing):
        compass.children.remove(c)
    for c in moved:
        c.head = thing
    thing.dep, compass.dep = compass.dep, "advmod"
    if above is compass:
        thing.head = thing
    else:
        thing.head = above
        above.children = sorted([*(c for c in above.children if c is not compass), thing], key=lambda w: w.i)
    compass.head = thing
    thing.children = sorted([*moved, *thing.children, compass], key=lambda w: w.i)


def _take_for_noun(gerund: Word) -> None:
    """Make a gerund that tells of an attack the noun of its preposition: "killed in Israeli tank shelling"."""
    verb = gerund.head
    if any(c.dep in ("dobj", "nsubj", "mark") or c.i < gerund.i for c in gerund.children):
        return
    if not any(s.type == "ASSAULT" for s in event_lexicon().of("noun", gerund.lower)):
        return
    means = next((w for p in verb.children if p.dep == "prep" for w in p.children if w.i == gerund.i - 1), None)
    if means is None or means.dep != "pobj" or means.pos != "NOUN":
        return
    preposition = means.head
    verb.children.remove(gerund)
    preposition.children = [gerund if c is means else c for c in preposition.children]
    before = [c for c in means.children if c.i < means.i]
    means.children = [c for c in means.children if c.i > means.i]
    for c in (*before, means):
        c.head = gerund
    gerund.head, gerund.dep, means.dep = preposition, "pobj", "compound"
    gerund.pos, gerund.tag, gerund.lemma = "NOUN", "NN", gerund.lower
    gerund.children = sorted([*before, means, *gerund.children], key=lambda w: w.i)


def _take_for_deed(gerund: Word) -> None:
    """Make a gerund after "the prospect of" govern the noun it was made to modify: "of suspending talks with Chad"."""
    thing = gerund.head
    above = thing.head
    if thing.dep != "pobj" or above.lower != "of" or above.i != gerund.i - 1 or above.head.lemma not in _OUTLOOKS:
        return
    above.children[above.children.index(thing)] = gerund
    thing.children.remove(gerund)
    gerund.head, gerund.dep, gerund.pos = above, "pcomp", "VERB"
    thing.head, thing.dep = gerund, "dobj"
    gerund.children = sorted([*gerund.children, thing], key=lambda w: w.i)


def _take_for_modifier(gerund: Word) -> None:
    """Make a gerund modify the noun after it: "police investigating shooting death of a man"."""
    verb = gerund.head
    thing = next((c for c in gerund.children if c.dep == "dobj" and c.i == gerund.i + 1 and c.pos in _NOUNS), None)
    if thing is None or any(c.i < gerund.i for c in gerund.children):
        return
    moved = [c for c in gerund.children if c is not thing]
    verb.children[verb.children.index(gerund)] = thing
    thing.head, thing.dep = verb, "dobj"
    gerund.head, gerund.dep, gerund.pos, gerund.tag, gerund.children = thing, "compound", "NOUN", "NN", []
    for c in moved:
        c.head = thing if c.dep == "prep" else verb
    thing.children = sorted([*thing.children, gerund, *(c for c in moved if c.head is thing)], key=lambda w: w.i)
    verb.children = sorted([*verb.children, *(c for c in moved if c.head is verb)], key=lambda w: w.i)


def _take_for_surname(word: Word) -> None:
    """Make a surname that was taken for "will" or "may" the subject: "the columnist George Will criticized it"."""
    verb = word.head
    first = next((c for c in verb.children if c.dep == "nsubj" and c.i == word.i - 1 and c.pos == "PROPN"), None)
    if first is None or word.dep != "aux" or any(c.dep in ("aux", "auxpass") and c is not word for c in verb.children):
        return
    verb.children.remove(first)
    first.head, first.dep = word, "compound"
    word.pos, word.tag, word.dep, word.lemma = "PROPN", "NNP", "nsubj", word.text
    word.children = sorted([first, *word.children], key=lambda w: w.i)
    verb.tag = "VBD"


def _take_for_name(word: Word) -> None:
    """Make a first name that was taken for a preposition part of the name after it."""
    name = next((c for c in word.children if c.dep == "pobj" and c.pos == "PROPN" and c.i > word.i), None)
    if name is None:
        return
    above = word.head
    word.children.remove(name)
    name.head, name.dep = above, word.dep
    above.children = sorted([*(c for c in above.children if c is not word), name], key=lambda w: w.i)
    name.children = sorted([word, *name.children, *word.children], key=lambda w: w.i)
    for c in word.children:
        c.head = name
    word.children, word.head, word.dep, word.pos, word.tag = [], name, "compound", "PROPN", "NNP"


def _govern(verb: Word) -> None:
    """Make a past tense taken for an adjective rule its sentence: "the junta dissolved parliament"."""
    noun = verb.head
    if any(w.tag in FINITE for w in verb.sent.words):
        return
    subject = next((c for c in (*verb.children, *noun.children) if c.i + 1 == verb.i and c.dep in _DOING), None)
    if subject is None or subject.pos not in ("NOUN", "PROPN") or any(c is not subject for c in verb.children):
        return
    moved = [c for c in noun.children if c.dep in ("punct", "prep", "advcl") and c.i > noun.i]
    for c in (*moved, verb, subject):
        if c in noun.children:
            noun.children.remove(c)
        c.head = verb
    subject.dep = "nsubj"
    verb.dep, verb.tag = "ROOT", "VBD"
    noun.head, noun.dep = verb, "dobj"
    verb.children = sorted([subject, noun, *moved], key=lambda w: w.i)
