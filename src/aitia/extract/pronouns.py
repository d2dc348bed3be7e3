"""Pronouns: he, she, it and they to the most salient actor that fits; I to the author or the speaker of a quotation.

Salience is recency, with subjects before objects and the current paragraph before earlier ones. Who speaks goes on
speaking: "he said" is first of all the speaker before, not somebody mentioned in the quotation, and inside a quotation
"he" is not the speaker. A pronoun with no good antecedent stays unresolved.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import Final

from aitia.extract.cast import Cast, CastMention, Member
from aitia.extract.quotes import Quotation, find_quotations
from aitia.language.frames import surface_subjects
from aitia.language.page import Page, Sentence, Word, span_of
from aitia.lexicon.claims import cue_entries

HE: Final = frozenset(["he", "him", "his", "himself"])
SHE: Final = frozenset(["she", "her", "hers", "herself"])
IT: Final = frozenset(["it", "its", "itself"])
THEY: Final = frozenset(["they", "them", "their", "theirs", "themselves"])
WE: Final = frozenset(["we", "us", "our", "ours", "ourselves"])
FIRST: Final = frozenset(["i", "me", "my", "mine", "myself"])
_WINDOW: Final = 3  # sentences back
_FAR: Final = 8  # and where there is only one person
_WILLED: Final = frozenset(
    "able committed determined eager hesitant keen opposed prepared ready reluctant unable unwilling willing".split()
)
# verbs of what is done to somebody who can answer: their "it" is an actor
_ADDRESSING: Final = frozenset(
    """accuse advise appease arm ask assure beg berate beseech bribe chide compel condemn congratulate criticise
    criticize denounce equip exhort fund forgive implore inform instruct invite lecture lobby notify oblige outlaw
    outvote persuade petition placate pressure proscribe reassure rebuke recognise recognize remind reproach reward
    scold sue summon supply sway tell thank threaten train urge warn""".split()
)
_PLEONASTIC: Final = frozenset(["seem", "appear", "happen", "turn", "rain", "take", "remain", "follow"])


def resolve_pronouns(page: Page, cast: Cast) -> list[CastMention]:
    """Mentions by third-person pronouns, left to right; each found one can be an antecedent of the next."""
    found: list[CastMention] = []
    recent: list[CastMention] = []
    pending = sorted(cast.mentions, key=lambda m: m.start)
    speech = _Speech(page)
    at = 0
    for word in page.words:
        while at < len(pending) and pending[at].end <= word.i:
            recent.append(pending[at])
            at += 1
        if len(recent) > 120:
            del recent[:60]
        if word.pos not in ("PRON", "DET") or not word.sent.is_content:
            continue
        member = _resolve(word, recent, cast, speech)
        if member is not None:
            mention = CastMention(word.i, word.i + 1, word, member.id, "pronoun", span_of([word]))
            found.append(mention)
            recent.append(mention)
    return found


class _Speech:
    """What of a page is direct speech, and who speaks outside it."""

    def __init__(self, page: Page) -> None:
        self._quotations = find_quotations(page)
        told = list(accumulate((not self._is_quoted(s) for s in page.sentences), initial=0))
        self._told = dict(zip((s.index for s in page.sentences), told, strict=False))

    def _is_quoted(self, sentence: Sentence) -> bool:
        around = self._quotations.over(sentence.span.start)
        return around is not None and around.end >= sentence.span.end - 1

    def quotation(self, word: Word) -> Quotation | None:
        """The quotation a word stands in."""
        return self._quotations.over(word.start)

    def gap(self, mention: Word, word: Word) -> int:
        """Sentences between two words; for words outside quotations only sentences told count."""
        plain = word.sent.index - mention.sent.index
        if self.quotation(word) is not None or self.quotation(mention) is not None:
            return plain
        return min(plain, self._told[word.sent.index] - self._told[mention.sent.index])


def _speaks(word: Word) -> bool:
    """Whether a word is the subject of a verb of speech."""
    verb = word.head
    if word.dep not in ("nsubj", "nsubjpass") or verb.pos != "VERB":
        return False
    return any("q" in e.frames for e in cue_entries("verb").get(verb.lemma, ()))


def _resolve(word: Word, recent: list[CastMention], cast: Cast, speech: _Speech) -> Member | None:
    low = word.lower
    if low in HE or low in SHE:
        gender = "m" if low in HE else "f"

        def person(member: Member, mention: CastMention) -> bool:
            return member.kind == "person" and member.gender in ("", gender) and not _is_plural(member, mention)

        member = _antecedent(word, recent, cast, person, speech) or _only_one(word, recent, cast, person)
        if member is not None and not member.gender:
            member.gender = gender
        return member
    if low in IT:
        return None if low == "it" and _pleonastic(word) else _antecedent(word, recent, cast, _is_body, speech)
    if low in THEY:
        return _antecedent(word, recent, cast, _is_plural, speech) or _antecedent(word, recent, cast, _is_group, speech)
    return None


def _is_plural(member: Member, mention: CastMention) -> bool:
    """Several people, by what they are or by how they are mentioned here ("the mullahs")."""
    if mention.form == "nominal":
        return mention.head.tag in ("NNS", "NNPS") or member.kind == "population"
    if mention.form == "pronoun":
        return mention.head.lower in THEY
    nation = member.kind == "state" and mention.head.tag == "NNPS" and mention.head.lower != "states"
    return nation or member.plural or member.kind in ("population", "states")  # "the Russians"


def _is_body(member: Member, mention: CastMention) -> bool:
    bodies = ("state", "government", "armed_group", "organisation", "igo")
    return member.kind in bodies and not _is_plural(member, mention)


def _is_group(member: Member, _: CastMention) -> bool:
    return member.kind in ("armed_group", "organisation", "government")


def _pleonastic(word: Word) -> bool:
    """Whether "it" stands for no actor: weather and clefts, a copula, a thing acted upon."""
    head = word.head
    if word.dep == "expl" or head.lemma in _PLEONASTIC:
        return True
    if word.dep == "nsubj" and head.lemma == "be" and head.pos == "AUX":
        return not any(c.dep == "acomp" and c.lemma in _WILLED for c in head.children)  # "it is ready to help"
    if word.dep in ("dobj", "dative") and head.lemma in _ADDRESSING:
        return False
    return word.dep in ("dobj", "pobj", "attr", "oprd", "dative")


def _antecedent(
    word: Word, recent: list[CastMention], cast: Cast, fits: Callable[[Member, CastMention], bool], speech: _Speech
) -> Member | None:
    best: tuple[float, CastMention] | None = None
    clause = _clause(word)
    quotation, speaks = speech.quotation(word), _speaks(word)
    uttering = {m.actor for m in recent[-12:] if quotation is not None and _utters(m.head, quotation)}
    uttering |= _coarguments(word, recent)
    for distance, mention in enumerate(reversed(recent)):
        gap = speech.gap(mention.head, word)
        if gap > _WINDOW or distance > 40:
            break
        member = cast.members[mention.actor]
        if mention.form == "place" or not fits(member, mention) or member.id in ("author", *uttering):
            continue
        if (
            mention.head.dep in ("poss",)
            and mention.form == "name"
            and gap == 0
            and distance < 2
            and word.dep != "poss"
            and word.head is mention.head.head
        ):
            continue
        score = 6.0 - 2.2 * gap - 0.12 * distance
        if mention.head.dep in ("nsubj", "nsubjpass") and not _is_wanted(mention.head.head):
            score += 1.6
        elif mention.head.dep in ("dobj", "agent", "poss", "nsubj", "nsubjpass"):
            score += 0.4
        elif mention.head.dep in ("compound", "amod", "nmod"):
            score -= 1.5
        if mention.head.sent.paragraph != word.sent.paragraph:
            score -= 1.0
        other = speech.quotation(mention.head)
        if quotation is None and other is not None:
            score -= 4.0 if speaks else 2.0
        elif quotation is None and speaks and _speaks(mention.head):
            score += 2.0
        reflexive = word.lower.endswith(("self", "selves"))
        if gap == 0 and not reflexive and word.dep != "poss" and word.tag != "PRP$" and _clause(mention.head) is clause:
            continue  # "Iran attacked it": not itself
        if best is None or score > best[0]:
            best = (score, mention)
    return cast.members[best[1].actor] if best is not None and best[0] > 0.5 else None


def _is_wanted(verb: Word) -> bool:
    """Whether a verb is what somebody else wants or asks: "leave" in "if Chad wants Mali to leave, it …"."""
    if verb.dep not in ("xcomp", "ccomp") or verb.head.pos != "VERB":
        return False
    return any(c.dep == "aux" and c.lower == "to" for c in verb.children)


def _coarguments(word: Word, recent: list[CastMention]) -> set[str]:
    """Who does what an object pronoun undergoes: "Iran attacked it" and "... and released it" are not about Iran."""
    verb = word.head.head if word.dep == "pobj" else word.head
    if word.dep not in ("dobj", "dative", "pobj") or verb.pos != "VERB" or word.lower.endswith(("self", "selves")):
        return set()
    doers = {w.i for w in surface_subjects(verb) if w.lower != "it"}  # what "it" stands for is a guess
    return {m.actor for m in recent[-40:] if m.head.i in doers}


def _only_one(
    word: Word, recent: list[CastMention], cast: Cast, fits: Callable[[Member, CastMention], bool]
) -> Member | None:
    """The only person that the last paragraphs speak of, where nobody near fits."""
    found: dict[str, Member] = {}
    for mention in reversed(recent[-60:]):
        if word.sent.index - mention.head.sent.index > _FAR or word.sent.paragraph - mention.head.sent.paragraph > 1:
            break
        member = cast.members[mention.actor]
        if mention.form != "place" and member.id != "author" and fits(member, mention):
            found[member.id] = member
    clause = _clause(word)
    here = {m.actor for m in recent[-8:] if m.head.sent is word.sent and _clause(m.head) is clause}
    return next(iter(found.values())) if len(found) == 1 and not here & set(found) else None


def _utters(word: Word, quotation: Quotation) -> bool:
    """Whether a subject outside a quotation is that of the verb of speech next to it."""
    if not _speaks(word):
        return False
    verb = word.head
    return 0 <= quotation.start - verb.end < 60 or 0 <= verb.start - quotation.end < 60


def _clause(word: Word) -> Word:
    """The verb of the clause a word stands in."""
    current = word
    while current.head is not current:
        current = current.head
        if current.pos in ("VERB", "AUX"):
            return current
    return current
