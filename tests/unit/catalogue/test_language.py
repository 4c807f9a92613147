import pytest

from catalogue.language import foreign, tongue_of
from readers.tables import table


@pytest.mark.parametrize(
    "passage",
    [
        "Le propriétaire vend son petit restaurant parce qu'il part en retraite.",
        "Gemütliche kleine Wohnung mit großem Garten, ruhig gelegen.",
        "¿Puede usted decirme dónde vive?",
        "这家店位于市中心，客人很多。",
        "Продается небольшая лодка.",
    ],
)
def test_a_passage_in_another_language_is_found(passage: str) -> None:
    text = f"A dry little boat with two masts. {passage}\nShe sleeps four."
    spans = foreign(text, "en")
    assert "".join(text[a:b] for a, b in spans).strip().strip(".") == passage.strip(".")


@pytest.mark.parametrize(
    "text",
    [
        "A dry little boat with two masts.",
        "Casa Bella Vista, Calle Mayor",
        "EBITDA: 520K adj.",
        "https://example.org/une/page/en/francais",
        "Pad thai, coq au vin and tiramisu are on the menu.",
        "𝐈𝐝𝐞𝐚𝐥 𝐟𝐨𝐫 𝐟𝐚𝐦𝐢𝐥𝐢𝐞𝐬",
        "",
    ],
)
def test_names_figures_and_headings_are_no_language(text: str) -> None:
    assert foreign(text, "en") == []


def test_another_language_may_be_the_one_that_is_served() -> None:
    german = "Die kleine Wohnung liegt ruhig und hat einen großen Garten."
    assert foreign(german, "de") == []
    assert foreign("The small flat lies quietly behind a large old garden.", "de") != []


TONGUES = {
    "es": "Busco una panadería pequeña en Texas, no demasiado cara.",
    "fr": "Je cherche une petite boulangerie au bord de la mer.",
    "de": "Ich suche einen Waschsalon in Ohio, höchstens dreihunderttausend Dollar.",
    "it": "Cerco un piccolo ristorante vicino al mare, non troppo caro.",
    "pt": "Procuro uma pequena padaria perto da praia, com poucos empregados.",
    "nl": "Ik zoek een kleine bakkerij in een rustige buurt, niet te duur.",
    "pl": "Szukam małej piekarni w spokojnej okolicy, niezbyt drogiej.",
    "sv": "Jag letar efter ett litet bageri i en lugn trakt.",
    "fi": "Etsin pientä leipomoa rauhalliselta seudulta, ei liian kallista.",
    "cs": "Hledám malou pekárnu v klidném městě, ne příliš drahou.",
    "hu": "Egy kis pékséget keresek egy csendes városban, nem túl drágát.",
    "tr": "Sakin bir yerde küçük bir fırın arıyorum, çok pahalı olmasın.",
    "ru": "Ищу небольшую пекарню в спокойном городе, не слишком дорого.",
    "el": "Ψάχνω έναν μικρό φούρνο σε μια ήσυχη πόλη.",
    "zh": "我想找一家安静城市里的小面包店。",
    "ja": "静かな町の小さなパン屋を探しています。",
    "ko": "조용한 도시에 있는 작은 빵집을 찾고 있습니다.",
    "ar": "أبحث عن مخبز صغير في مدينة هادئة.",
    "he": "אני מחפש מאפייה קטנה בעיר שקטה.",
    "hi": "मुझे एक शांत शहर में छोटी बेकरी चाहिए।",
    "vi": "Tôi đang tìm một tiệm bánh nhỏ ở một thành phố yên tĩnh.",
}


@pytest.mark.parametrize(("tongue", "text"), TONGUES.items())
def test_the_language_of_a_whole_message(tongue: str, text: str) -> None:
    assert tongue_of(text, "en") == tongue


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_language_has_its_answer(tongue: str) -> None:
    said = table("languages")
    assert said[tongue] != said["en"]
    assert tongue_of(said[tongue], "en") == tongue


@pytest.mark.parametrize(
    "text",
    [
        "no", "ok", "why", "gym PA", "HVAC PA", "$500k", "350", "2", "Ohio", "near Dallas",
        "a bakery", "car wsh in texs or oklahma undr 2 milion", "laundromat, Cincinnati, 300k tops",
        "number 3", "none of these", "cheaper", "cash cow pls", "B2B SaaS fintech Kenya",
        "pizzeria", "a pied-à-terre in Montréal", "Casa Bella Vista", "kindergarten",
        "sushi, ramen or taqueria", "doner kebab shop Berlin", "im 67 n wanna slow down", "aa",
        "dog groomer fort lauderdale fl", "3 bd 2 ba w/ pool", "", "?!", "🦀",
        "Is English fine? Danke schön!",
    ],
)  # fmt: skip
def test_short_english_is_english(text: str) -> None:
    assert tongue_of(text, "en") is None


def test_a_message_half_in_english_is_read() -> None:
    text = "I am looking for a small bakery in a quiet town. Mi español es mejor que mi inglés."
    assert tongue_of(text, "en") is None


def test_the_language_that_is_served_is_none() -> None:
    assert tongue_of(TONGUES["de"], "de") is None
    assert tongue_of("I am looking for a small bakery in a quiet town.", "de") == "en"
