"""In what realm a deed lies: matches that are played, shares that are traded, roads that a crowd blocks.

The words are those of politics; what stands around them tells that the deed is another one, or none.

Example: "Bayern beat Arsenal in the quarter-final" hits nobody; "villagers staged a road blockade" is a protest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aitia.extract.cast import Cast
from aitia.extract.event_senses import Setting
from aitia.extract.event_tone import ARMED, POLITICAL, VIOLENT, is_armed, is_force
from aitia.language.arcs import prepositions
from aitia.language.page import Word
from aitia.lexicon.events import Sense
from aitia.model.codes import EventType
from aitia.model.records import Participant

# what players and teams do to each other, or a ball
_PLAYED: Final = frozenset(
    """battle beat beating blank crush defeat deny departure dominate down fight hammer hit host humiliate oust outplay
    overcome overpower overwhelm pound rally rout salvo shock sign signing sink stun sweep tackle take thrash thump
    topple trounce vanquish victory visit welcome whip""".split()
)
_FIELDED: Final = frozenset(["AGREE", "AID", "ASSAULT", "COERCE", "MOBILIZE", "REJECT", "REQUEST", "RETREAT"])
_MEETING: Final = frozenset(["face", "host", "meet", "play", "receive", "visit", "welcome"])
_LAWFUL: Final = frozenset(["arrest", "convict", "deport", "seize"])
_LEAGUES: Final = frozenset(["mlb", "nba", "nfl", "nhl", "wimbledon"])
# what is a deed on the field, too
_HARD: Final = frozenset(
    "arrest assassinate bomb charge deport detain expel injure jail kill kneel murder rape refuse sue".split()
)
_SPORT: Final = frozenset(
    """backhand backhander batsman birdie bogey bowler forehand fullback goalie goalkeeper goalscorer goaltender
    halfback half-time halftime inning innings lap linebacker midfielder nba nfl nhl mlb playoff play-off pit-stop
    pitstop quarterback quarter-final quarterfinal rebound scoreless semi-final semifinal shootout shutout sprinter
    tiebreak tie-break touchdown turnover umpire unbeaten unseeded wicket wimbledon winger wingback""".split()
)
_TOURNAMENTS: Final = re.compile(
    r"\b(?:(?:Champions|Premier|Europa|Major|Minor|National Football|Ivy) League|(?:World|Davis|Ryder|Stanley|FA) Cup|"
    r"(?:French|U\.? ?S\.?|Australian|British) Open|Super Bowl|World Series|Grand Prix|Grand Slam|"
    r"(?:quarter|semi) ?- ?finals?|in (?:extra|injury) time|half ?- ?time|(?:first|second) half|third-round|"
    r"best-of-(?:five|seven)|[A-Z]\w+ Derby)\b"
)
_SCORE: Final = re.compile(r"(?<![\d/-])\d{1,3}[-–]\d{1,3}(?![\d/-])")  # "42-27"
_WINNING: Final = frozenset(["beat", "beating", "crush", "defeat", "down", "rout", "thrash", "trounce", "whip"])
_VOTING: Final = frozenset(["ballot", "committee", "house", "panel", "poll", "senate", "vote"])
# what shares and firms do on a market
_TRADED: Final = frozenset(["pound", "rally", "retreat", "surrender", "take", "takeover", "withdraw"])
_MARKET: Final = frozenset(
    """acquisition benchmark billion bond commodity equity futures index investor merger nasdaq retailer share
    shareholder stake stock trader yield""".split()
)
_CYBER: Final = frozenset(
    """computer cyber cyberattack cyber-attack cyberspace ddos e-mail email hack hacker hacking malware password
    phishing ransomware server software spyware wikileaks worm""".split()
)
_BREAKING_IN: Final = frozenset(["attack", "hit", "strike", "target"])
# ways in which a crowd stops passage: done by people without arms it is their protest
_OBSTRUCTING: Final = frozenset(
    """barricade besiege block blockade blockading encircle gherao lay obstruct occupation occupy siege
    surround""".split()
)
_ROADS: Final = frozenset("border highway lane motorway nh rail railway road route street traffic train track".split())
_PROTESTING: Final = frozenset(
    """activist agitation agitator demand demonstration demonstrator dharna disobedience picket protest protester
    protestor rally sit-in slogan strike striker""".split()
)
_ATTACKERS: Final = frozenset(
    """assailant attacker bomber fighter gunman insurgent jet jihadist militant missile rebel rocket terrorist
    warplane""".split()
)
# contests fought "against" or "on" something: where that is nobody and no ground, nobody is hit
_CONTESTS: Final = frozenset(
    ["assault", "attack", "battle", "blitz", "crusade", "fight", "offensive", "struggle", "war"]
)
_NOBODY: Final = frozenset(
    """abortion addiction apathy authority bribery bureaucracy cancer choice climate constitution corruption crime debt
    democracy deficit disease discrimination drug dissent evasion extremism fraud freedom gerrymandering graft
    hatred hunger ideology inequality inflation injustice journalism justice law legislation liberty malaria
    meritocracy obesity order poverty privacy property racism radicalism reform regulation religion rule science
    secrecy segregation sexism smuggling sovereignty speech tax terror terrorism tradition truth tyranny
    unemployment virus waste welfare""".split()
)
_AIMED: Final = ("against", "on", "upon", "with", "over")
_UNSEATING: Final = frozenset(["defeat", "depose", "oust", "remove", "rout", "topple", "unseat"])
_POLLED: Final = frozenset(["ballot", "election", "incumbent", "primary", "runoff"])
_NEAR: Final = 1  # sentences before and after


def recast(
    at: Setting, sense: Sense, kind: EventType, actors: list[Participant], recipients: list[Participant], cast: Cast
) -> EventType | None:
    """What a deed is in the realm it lies in; None where it is none."""
    if (
        is_played(at)
        or _is_match(at, sense, actors, recipients, cast)
        or _is_traded(at, kind, actors, recipients, cast)
    ):
        return None
    armed = bool(actors) and all(is_armed(p, cast) for p in actors)
    if kind == "COERCE" and _is_crowd_deed(at, actors, cast):
        return "PROTEST"
    if kind == "PROTEST" and at.word.lemma == "march" and armed and {"in", "into", "on", "through"} & set(at.obliques):
        return "MOBILIZE"
    if kind == "PROTEST" and sense.part == "noun" and not recipients and _is_set_in(at, actors, cast):
        return None  # "the Syrian revolt" is not one by Syria
    if kind == "PROTEST" and at.word.lemma == "march" and at.found.passive:
        return None  # "marched to the border by soldiers": led there
    if kind == "PROTEST" and at.word.lemma == "protest" and at.word.pos == "VERB" and _are_powers(actors, cast):
        return "ACCUSE"  # a note, no crowd: "London protested"
    if sense.pattern == "kill" and at.objects and not recipients and _is_thing_killed(at.objects[0], cast):
        return "REJECT" if actors and all(_is_public(p, cast) and not is_armed(p, cast) for p in actors) else None
    if kind == "PROTEST" and at.word.lemma == "strike" and any(w.lemma in _ATTACKERS for w in at.found.agents):
        return "ASSAULT"
    if kind == "COERCE" and sense.pattern == "hack" and _is_hacked(recipients, cast) and not _is_about(at, _CYBER):
        return "ASSAULT"  # with a blade
    if (
        at.word.lemma in _UNSEATING
        and kind in ("ASSAULT", "COERCE")
        and _tells(at, _POLLED)
        and not _tells(at, VIOLENT)
    ):
        return None  # "was ousted in the election"
    if kind in ("ASSAULT", "ACCUSE") and _is_at_nobody(at, cast, besides="attack" if kind == "ACCUSE" else ""):
        return None
    if sense.type == "ASSAULT":
        bodies = all(cast.kind(p.actor) not in ("person", "population") for p in recipients)
        breaking = at.word.lemma in _BREAKING_IN and sense.mode is None and bool(recipients) and bodies
        if breaking and _tells(at, _CYBER) and not _tells(at, VIOLENT):
            return "COERCE"
    return kind


def _are_powers(actors: Sequence[Participant], cast: Cast) -> bool:
    """Whether states, governments or bodies of states act."""
    return bool(actors) and all(cast.kind(p.actor) in ("state", "states", "government", "igo") for p in actors)


def _is_set_in(at: Setting, actors: Sequence[Participant], cast: Cast) -> bool:
    """Whether a rising is only called after the country or town it is in."""
    before = {w.i for c in at.word.children if c.dep in ("amod", "compound", "nmod") for w in c.subtree()}
    heads = [at.page.word_at(p.span.start) for p in actors if p.span is not None]
    named = bool(heads) and all(w is not None and w.i in before for w in heads)
    return named and all(cast.kind(p.actor) in ("state", "states") for p in actors)


def _is_thing_killed(thing: Word, cast: Cast) -> bool:
    """Whether no living being is meant: "the Senate killed it"."""
    return thing.lower in ("it", "this", "that") and cast.at(thing) is None


def is_played(at: Setting) -> bool:
    """Whether players or teams meet: "beat Arsenal in the semi-final", "denied his backhander in the shootout"."""
    word = at.word
    if word.lemma not in _PLAYED and not _is_playing_style(word):
        return False
    if _tells(at, VIOLENT - {"shot", "shoot", "fire", "stab"}) and word.lemma not in _WINNING:
        return False
    said = " ".join(w.text for w in word.sent.words)
    if word.lemma in _WINNING and _SCORE.search(said) and not _tells(at, _VOTING):
        return True
    return _tells(at, _SPORT) or _names_tournament(at)


def _is_match(
    at: Setting, sense: Sense, actors: Sequence[Participant], recipients: Sequence[Participant], cast: Cast
) -> bool:
    """Whether nobody of public life takes part where a match is told: "stabbed his shot wide in the second half"."""
    if sense.type not in _FIELDED and not (sense.type == "CONSULT" and at.word.lemma in _MEETING):
        return False
    if at.word.lemma in _HARD or sense.mode in _LAWFUL or sense.prepositions or not _is_sporting(at):
        return False
    return not any(_is_public(p, cast) for p in (*actors, *recipients))


def _is_public(p: Participant, cast: Cast) -> bool:
    """Whether somebody governs, bears arms or stands for election."""
    sectors = set((cast.members[p.actor].code or "").split())
    return cast.kind(p.actor) in ("state", "states", "government", "igo") or bool(
        sectors & (ARMED | POLITICAL - {"MED"})
    )


def _is_sporting(at: Setting) -> bool:
    """Whether the sentence tells of a match, and does not only name a league."""
    return _tells(at, _SPORT - _LEAGUES)


def _names_tournament(at: Setting) -> bool:
    return bool(_TOURNAMENTS.search(" ".join(w.text for w in at.word.sent.words)))


def _is_playing_style(word: Word) -> bool:
    """Whether "attack" is how a team plays: "attacking talent", "its balanced attack"."""
    return word.lemma == "attack" and (word.tag == "VBG" or word.pos == "NOUN") and not any(prepositions(word))


def _is_traded(
    at: Setting, kind: EventType, actors: Sequence[Participant], recipients: Sequence[Participant], cast: Cast
) -> bool:
    """Whether shares rise or fall, or one firm buys another: "financials rallied", "the takeover of a retailer"."""
    if (
        at.word.lemma not in _TRADED
        or not _tells(at, _MARKET)
        or _tells(at, _PROTESTING - {"demand", "rally", "strike"})
    ):
        return False
    if kind == "PROTEST":
        return all(_is_firm(p, cast) for p in actors)
    firms = bool(recipients) and all(_is_firm(p, cast) for p in recipients)
    return kind == "COERCE" and at.word.lemma in ("take", "takeover") and firms


def _is_firm(p: Participant, cast: Cast) -> bool:
    code = set((cast.members[p.actor].code or "").split())
    return cast.kind(p.actor) == "organisation" and not code & {"PTY", "LAB", "NGO", "SOC", "OPP", "EDU", "GOV", "REL"}


def _is_hacked(recipients: Sequence[Participant], cast: Cast) -> bool:
    return bool(recipients) and all(cast.kind(p.actor) in ("person", "population") for p in recipients)


def _is_crowd_deed(at: Setting, actors: Sequence[Participant], cast: Cast) -> bool:
    """Whether people without arms or office stand in the way: "blocked the road", "laid siege to the office"."""
    word = at.word
    if word.lemma not in _OBSTRUCTING or not actors:
        return False
    if any(is_armed(p, cast) or cast.kind(p.actor) in ("state", "states", "government", "igo") for p in actors):
        return False
    things = [word, *at.objects, *(c for w in (word, *at.objects) for c in w.children if c.dep in ("compound", "amod"))]
    if any(w.lemma.lower() in _ROADS for w in things):
        return True
    masses = all(cast.kind(p.actor) == "population" and not is_force(p, cast) for p in actors)
    return (masses and word.lemma not in ("occupy", "occupation")) or _tells(at, _PROTESTING)


def _is_at_nobody(at: Setting, cast: Cast, besides: str) -> bool:
    """Whether a struggle is one with a thing and not with whoever it is of: "the fight against Swiss bank secrecy"."""
    word = at.word
    if word.lemma not in _CONTESTS or word.lemma == besides or word.pos != "NOUN":
        return False
    aims = [w for name, w in prepositions(word) if name in _AIMED and w.i > word.i]
    return bool(aims) and all(_is_thing(w, cast) for w in aims)


def _is_thing(aim: Word, cast: Cast) -> bool:
    """Whether a noun names neither people nor anything that can be hit."""
    return aim.pos in ("NOUN", "PROPN") and cast.at(aim) is None and aim.lemma.lower() in _NOBODY


def _is_about(at: Setting, words: frozenset[str]) -> bool:
    """Whether this sentence or one beside it has one of these words."""
    here = at.word.sent.index
    near = at.page.sentences[max(0, here - _NEAR) : here + _NEAR + 1]
    return any(w.lemma.lower() in words and w is not at.word for s in near for w in s.words)


def _tells(at: Setting, words: frozenset[str]) -> bool:
    """Whether the sentence has one of these words beside the deed itself."""
    return any(w.lemma.lower() in words and w is not at.word for w in at.word.sent.words)
