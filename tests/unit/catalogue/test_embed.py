from typing import Any

import pytest

from catalogue.embed import check_recipe, embedding_text, recipe_of, spoken, text_hash
from core.errors import BadPack
from core.model import Place, Stated
from domains import Pack

STATED = {"rig": Stated(value="sloop"), "gear": Stated(value=("anchor", "radio"))}


def recipe(boats: Pack, text: str) -> Pack:
    return boats.model_copy(update={"embed": text})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{title}. {rig}. {cleaned}", "Swift. sloop. A dry boat"),
        ("{title}. {summary} {gear}", "Swift. Dry anchor, radio"),
        ("{title}. {crew}. {cleaned}", "Swift. A dry boat"),
        ("{crew}", ""),
    ],
)
def test_a_recipe_is_filled_in_and_what_is_not_stated_left_out(
    boats: Pack, text: str, expected: str
) -> None:
    pack = recipe(boats, text)
    assert embedding_text(pack, "Swift", "Dry.", "Swift\nA dry boat.", STATED) == expected


def test_marks_of_what_was_taken_out_are_not_embedded(boats: Pack) -> None:
    text = embedding_text(boats, "Swift", "", "Swift\nAsk Dan [phone removed] now", {})
    assert text == "Swift. Ask Dan now"


def test_a_recipe_that_names_nothing_known_is_refused(boats: Pack) -> None:
    check_recipe(boats)
    with pytest.raises(BadPack, match="embed names colour"):
        check_recipe(recipe(boats, "{title} {colour}"))


def test_vectors_of_another_recipe_are_kept_apart(boats: Pack) -> None:
    assert recipe_of(boats) != recipe_of(recipe(boats, "{title}"))
    assert text_hash("a") != text_hash("b")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("sloop", "sloop"),
        (True, "yes"),
        (2021.0, "2021"),
        (1_250_000.0, "1250000"),
        (("a", "b"), "a, b"),
        ((Place(name="Kiel, Germany", kind="city"), Place(name="Germany", kind="country")),
         "Kiel, Germany"),
    ],
)  # fmt: skip
def test_values_as_words(value: Any, expected: str) -> None:
    assert spoken(value) == expected
