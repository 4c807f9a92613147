from datetime import date

import pytest

from readers.stay import find_stays

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "nights"),
    [
        ("from June 3 to June 10", 7),
        ("3 to 10 May", 7),
        ("the 3rd until the 10th of May", 7),
        ("12-19 June", 7),
        ("Dec 28 to Jan 2", 5),
        ("arriving May 30 leaving June 2", 3),
        ("30 May - 2 June 2027", 3),
        ("2027-05-03 to 2027-05-10", 7),
        ("5/3 - 5/10", 7),
        ("28/5 to 2/6", 5),
        ("28/12 - 2/1", 5),
        ("Friday to Monday", 3),
        ("Mon night until Wed", 2),
        ("a week from Saturday to Saturday", 7),
        ("next weekend", 2),
        ("a long weekend in spring", 3),
        ("for a week in July", 7),
        ("two weeks, maybe", 14),
        ("a fortnight", 14),
        ("4 nights", 4),
        ("5 nts", 5),
        ("2 wks", 14),
        ("just the one night", 1),
        ("we stay overnight", 1),
        ("for a month", 30),
        ("two months over the winter", 60),
    ],
)
def test_how_long(text: str, nights: float) -> None:
    assert {stay.max for stay in find_stays(text, today=TODAY)} == {nights}


def test_a_range_has_two_ends() -> None:
    [stay] = find_stays("three or four nights", today=TODAY)
    assert (stay.min, stay.max) == (3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "under 150 a night",
        "a hundred dollars a night",
        "ninety-five a night",
        "twenty a night",
        "$900 a week",
        "what does it cost per night",
        "they clean twice a week",
        "open six days a week",
        "for four people",
        "from 3 to 5 people",
        "between 100 and 150",
        "40 to 50 June",
        "31 February to 3 March",
        "two week old puppies",
        "may sleep 4 to 6",
        "",
    ],
)
def test_no_stay(text: str) -> None:
    assert find_stays(text, today=TODAY) == []


def test_spans_are_those_of_the_text() -> None:
    text = "Ein Häuschen für zwei, 3 to 10 May, please"
    [stay] = find_stays(text, today=TODAY)
    assert text[slice(*stay.span)] == "3 to 10 May"
