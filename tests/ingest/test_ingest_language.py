"""Foreign text is told from English; everything doubtful stays English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.ingest.language import detect, language_code

FOREIGN = {
    "fr": "Le gouvernement a rompu les pourparlers avec les rebelles lundi, et il accuse l'armée "
    "d'avoir laissé la ville "
    "sans défense pendant que les négociateurs attendaient dans un hôtel de la capitale.",
    "es": "El gobierno rompió las conversaciones con los rebeldes el lunes y acusó al ejército de "
    "haber dejado la ciudad "
    "sin defensa mientras los negociadores esperaban en un hotel de la capital.",
    "de": "Die Regierung hat die Gespräche mit den Rebellen am Montag abgebrochen und wirft der "
    "Armee vor, die Stadt ohne "
    "Schutz gelassen zu haben, während die Unterhändler in einem Hotel der Hauptstadt warteten.",
    "it": "Il governo ha interrotto i colloqui con i ribelli lunedì e accusa l'esercito di aver "
    "lasciato la città senza "
    "difesa mentre i negoziatori aspettavano in un albergo della capitale.",
    "pt": "O governo rompeu as conversas com os rebeldes na segunda-feira e acusa o exército de ter "
    "deixado a cidade sem "
    "defesa enquanto os negociadores esperavam num hotel da capital, segundo o ministro.",
    "nl": "De regering heeft de gesprekken met de rebellen maandag afgebroken en verwijt het leger "
    "dat het de stad zonder "
    "bescherming heeft gelaten, terwijl de onderhandelaars in een hotel zaten te wachten.",
    "pl": "Rząd zerwał w poniedziałek rozmowy z rebeliantami i oskarża wojsko o to, że zostawiło "
    "miasto bez obrony, gdy "
    "negocjatorzy czekali w hotelu w stolicy na odpowiedź, która nie nadeszła.",
    "tr": "Hükümet pazartesi günü isyancılarla görüşmeleri kesti ve müzakereciler başkentte bir "
    "otelde beklerken orduyu "
    "şehri savunmasız bırakmakla suçladı, ama bu iddia için hiçbir kanıt göstermedi.",
    "id": "Pemerintah menghentikan pembicaraan dengan pemberontak pada hari Senin dan menuduh "
    "tentara telah membiarkan kota "
    "itu tanpa pertahanan, sementara para perunding menunggu di sebuah hotel di ibu kota.",
    "ru": "Правительство прервало переговоры с повстанцами в понедельник и обвинило армию в том, что "
    "она оставила город.",
    "ar": "قطعت الحكومة المحادثات مع المتمردين يوم الاثنين واتهمت الجيش بأنه ترك المدينة دون دفاع.",
    "zh": "政府周一中断了与叛军的谈判，并指责军队在谈判代表在首都一家旅馆等待时让城市失去防御。",
}
ENGLISH = {
    "prose": "The government broke off the talks with the rebels on Monday, and it accused the army "
    "of having left the town.",
    "capitals": "GOVERNMENT TROOPS SHELL REBEL TOWN, DOZENS FEARED DEAD, TALKS SUSPENDED, ENVOY "
    "RECALLED, PRICES SOAR AGAIN",
    "headlines": "Rebels seize northern town\nArmy chief sacked\nAid convoy looted near "
    "border\nUnion calls strike\nEnvoy flies home",
    "names": "Juan de la Cruz, María del Carmen Ortiz, Ángel de los Ríos, Pedro de la Vega, Luis de "
    "Soto, Ana de la Torre",
    "places": "Bamako, Gao, Kidal, Timbuktu, Mopti, Ségou, Kayes, Sikasso, Ménaka, Taoudénit, "
    "Ouagadougou, Bobo-Dioulasso",
    "names in prose": "Muhammad bin Salman met Abd al-Fattah al-Sisi, Recep Tayyip Erdoğan and "
    "Ursula von der Leyen in Geneva "
    "on Monday, and nobody said what the four of them had agreed.",
    "quotes": "“Nous ne partirons pas,” said the mayor, who has refused for two years to leave the "
    "town that his father built.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_foreign_text_is_named(language):
    assert detect(FOREIGN[language]) == language


@pytest.mark.parametrize("language", ["fr", "de", "nl", "pl", "tr", "id", "ru"])
def test_foreign_text_in_capitals_is_not_english(language):
    assert detect(FOREIGN[language].upper()) not in (None, "en")


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_is_never_called_foreign(kind):
    assert detect(ENGLISH[kind]) in ("en", None)
    assert detect(ENGLISH[kind].upper()) in ("en", None)


@pytest.mark.parametrize(
    "text", ["", " ", "Oui.", "Der Krieg", "123 456", "👍🏽" * 50, "\ud800" * 30, "https://a.example/b"]
)
def test_too_short_or_too_odd_to_tell(text):
    assert detect(text) is None


def test_long_texts_are_sampled():
    english = ENGLISH["prose"] + " "
    assert detect(english * 20_000) == "en"


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_it_fail(text):
    assert detect(text) is None or detect(text).isalpha()


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ("EN", "en"),
        ("en-US", "en"),
        ("English", "en"),
        ("pt_BR", "pt"),
        ("und", None),
        ("", None),
        (None, None),
        ("?", None),
    ],
)
def test_stated_languages(given_, code):
    assert language_code(given_) == code
