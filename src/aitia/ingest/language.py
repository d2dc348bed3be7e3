"""Tell plainly foreign text from English, and call everything doubtful English.

Most text is settled by its share of English function words. Only where that is low is a language guesser asked, and it
is believed only with evidence: the foreign language's own function words, or its script. Names, headlines and upper
case carry neither, so they stay English.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from aitia.ingest.wordlists import words

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PIECE: Final = 5_000
_MIN_WORDS: Final = 12
_MIN_FOREIGN_LETTERS: Final = 20
_MIN_EVIDENCE: Final = 3

_ENGLISH: Final = words(
    """
    the of and to that with for from this which is was are were been has have had not but by on at it its his
    her their they he she we you who whom whose what when where would could should will shall may might must
    can cannot about after before into against between during through than then there these those because
    while under over also more most only our your my an be as or if so do does did said says s n't
    """
)
_ENGLISH_ONLY: Final = words(
    """
    the of and that with for from this which was were been have had not but their they she who whom whose what
    when where would could should will about after before against between during through than then there these
    those because while under also most only said says by it
    """
)
_PARTICLES: Final = words("de la del los las di da do dos van von den der el le du bin al")
_FOREIGN: Final = {
    "fr": (
        "le la les des et une dans que qui pour est pas du en au aux sur par avec ce cette sont ont il elle "
        "nous mais de un se"
    ),
    "es": "el la los las del que y en una por con para es su se no lo como más pero sus al ha este esta son de un fue",
    "pt": "o os as do da dos das que e em um uma para com não por se na no mais como mas foi ao ele são de é seu sua",
    "it": (
        "il lo la gli le che di e è un una per con non del della dei delle nel nella sono ha si dal alla "
        "anche come in i"
    ),
    "de": (
        "der die das und ist nicht mit von den dem des ein eine einer zu auf für im sich auch es als wird "
        "sind hat an er sie"
    ),
    "nl": "de het een en van dat niet met voor op zijn aan ook door naar maar werd worden heeft bij uit te is die om",
    "sv": "och att det som en på är av för med den till inte ett om har de i var från men sig vid ska",
    "da": "og at det som en på er af for med den til ikke et om har de i var fra men sig ved skal der",
    "no": "og at det som en på er av for med den til ikke et om har de i var fra men seg ved skal",
    "fi": "ja on ei se että oli ovat mutta kun niin myös joka hän ole sen tai kuin ovat olla",
    "pl": "i w na z się nie do że jest to o jak ale po za od przez dla są był które oraz ze tym",
    "cs": "a v na se že je to s z do o jako ale po za od pro jsou byl které nebo by si",
    "ro": "și si de la în in cu nu pe care este un o din pentru mai au fost sunt ce dar a al lui să",
    "hu": "a az és hogy nem is egy volt ez de meg csak már mint van el ki azt ezt vagy",
    "tr": "ve bir bu da de için ile olarak çok daha gibi olan sonra kadar ama ne en değil o ise",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam akan ke oleh juga telah ada bahwa mereka para",
    "ms": "yang dan di dari untuk dengan ini itu pada tidak dalam akan ke oleh juga telah ada bahwa mereka para",
    "sw": "na ya wa kwa ni katika za la kuwa hiyo hii yake cha kama lakini pia huo alisema watu",
    "vi": "và của là các có cho không được với những trong một này người đã khi để từ theo ông",
    "ca": "el la els les de que i en una per amb és no del al se va més com però són",
    "hr": "i u je na se da su za od o s ne što koji kao ali po bi iz to nije će",
    "tl": "ang ng sa mga na ay at ni si para kay hindi ito nang may kung",
    "so": "iyo ee oo in ka ku la ayaa uu ay waa soo aan si ah",
    "sq": "e të në dhe i me për një që nga është se nuk ka u do më",
    "ku": "û li ku ji bi di de jî ye bû ev dike ne",
    "az": "və bir bu ilə üçün da də olan ki edib daha çox",
}  # fmt: skip
_NAMES: Final = {
    "english": "en", "eng": "en", "french": "fr", "fra": "fr", "spanish": "es", "spa": "es", "german": "de",
    "deu": "de", "arabic": "ar", "ara": "ar", "russian": "ru", "rus": "ru", "portuguese": "pt", "por": "pt",
    "italian": "it", "ita": "it", "chinese": "zh", "zho": "zh", "turkish": "tr", "tur": "tr", "persian": "fa",
    "farsi": "fa", "fas": "fa",
}  # fmt: skip


def language_code(value: str | None) -> str | None:
    """Return the language a row states, as a short lower-case code (``en``); None where it states none."""
    if value is None:
        return None
    code = re.split(r"[-_\s]", value.strip().lower(), maxsplit=1)[0]
    code = _NAMES.get(code, code)
    return code if re.fullmatch(r"[a-z]{2,3}", code) and code not in ("und", "mul", "zxx", "nan") else None


def detect(text: str) -> str | None:
    """Return the language of ``text`` (ISO 639-1), or None where it is too short or too odd to tell.

    >>> detect("The talks failed because neither of the two sides had been willing to give up its guns.")
    'en'
    """
    sample = _sample(text)
    words = _WORD.findall(sample)
    lower = [word.lower() for word in words]
    if len(words) >= _MIN_WORDS and sum(word in _ENGLISH_ONLY for word in lower) >= 0.12 * len(words):
        return "en"
    letters = sum(map(str.isalpha, sample))
    latin = sum(1 for char in sample if char.isalpha() and char < "\u0250") + sum(
        1 for char in sample if "\u1e00" <= char <= "\u1eff"
    )
    if letters - latin >= _MIN_FOREIGN_LETTERS and latin * 3 < letters:
        return _guess(sample, lowered=False)
    if len(words) < _MIN_WORDS:
        return None
    english = sum(word in _ENGLISH for word in lower) / len(words)
    if english >= 0.25:
        return "en"
    return _latin(sample, words, lower, english)


def _latin(sample: str, words: list[str], lower: list[str], english: float) -> str | None:
    guess = _guess(sample, lowered=True)
    if guess in (None, "en"):
        return guess
    capitals = sum(word[0].isupper() for word in words) / len(words)
    if 0.55 < capitals < 0.98:  # names and title case; a text all in capitals is judged by its words alone
        return None
    # the evidence of the best table, not only of the guessed language: neighbours (da/no, es/ca) are told apart badly
    telling = [word for word in lower if word not in _PARTICLES] if capitals >= 0.98 else lower
    found = max(([word for word in telling if word in table] for table in _tables().values()), key=len)
    share = len(found) / len(words)
    return guess if share >= 0.15 and share > 1.5 * english and len(set(found)) >= _MIN_EVIDENCE else None


def _sample(text: str) -> str:
    if len(text) <= 3 * _PIECE:
        return text
    middle = len(text) // 2
    return f"{text[:_PIECE]} {text[middle : middle + _PIECE]} {text[-_PIECE:]}"


@functools.cache
def _tables() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) - _ENGLISH for code, words in _FOREIGN.items()}


def _guess(sample: str, *, lowered: bool) -> str | None:
    import py3langid

    cleaned = sample.encode("utf-8", "ignore").decode("utf-8")[: 2 * _PIECE]
    language, _score = py3langid.classify(cleaned.lower() if lowered else cleaned)
    return str(language) if language else None
