"""Whether a listing may still be bought, by the rules of the businesses pack."""

import pytest

from catalogue.extract import extract
from domains import load_pack

PACK = load_pack("businesses")


def status(text: str) -> object:
    return extract(PACK, {}, text.split("\n")[0], text)["status"].value


@pytest.mark.parametrize(
    "mark",
    [
        "CONTINGENT",
        "PENDING",
        "Sale pending",
        "UNDER CONTRACT",
        "SALE PENDING",
        "OFFER ACCEPTED",
        "Accepted offer",
        "IN ESCROW",
        "UNDER OFFER",
        "Under agreement",
        "UNDER LOI",
    ],
)
@pytest.mark.parametrize(
    "written",
    ["PACKAGE STORE – QUINCY MA – {}", "{} – Package store, Quincy MA", "Package store ** {} **"],
)
def test_a_mark_in_the_title_says_that_somebody_is_ahead(mark: str, written: str) -> None:
    assert status(f"{written.format(mark)}\nSales of $36,500 a week. Four employees.") == (
        "under offer"
    )


def test_a_mark_at_the_head_of_the_text_says_so_too() -> None:
    text = "Package store in Quincy\nCONTINGENT ON LICENSE TRANSFER HEARING IN OCTOBER."
    assert status(text) == "under offer"


@pytest.mark.parametrize(
    "title", ["Bakery – SOLD", "SOLD! Bakery", "*SOLD* Bakery", "Bakery (sold)"]
)
def test_a_mark_in_the_title_says_that_it_is_gone(title: str) -> None:
    assert status(f"{title}\nThree ovens.") == "sold"


@pytest.mark.parametrize(
    "text",
    [
        "Staffing firm\nContingent workers in six plants.",
        "Staffing firm with contingent workforce\nSix plants.",
        "Print shop\nSale not contingent on financing.",
        "Tool maker\nTwo patents, one patent pending.",
        "Law office\nWe take contingent fees.",
        "Bakery\nBread sold to restaurants.",
        "Bakery – back on the market\nThe first buyer was under contract and fell through.",
    ],
)
def test_other_uses_of_these_words_leave_it_available(text: str) -> None:
    assert status(text) == "available"
