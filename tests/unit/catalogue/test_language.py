import pytest

from catalogue.language import foreign


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
