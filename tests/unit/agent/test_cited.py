"""Of what a model says of items only what they say themselves is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from agent.cited import CitedSentence, Told, holds, spoken, supported
from agent.listening.cache import CachedEncoder
from core.model import Evidence, Item, Stated
from core.settings import read_settings
from domains import load_pack
from guards.telling.meaning import Encode
from models.local import open_local

PACK = load_pack("businesses")
DAY = date(2026, 7, 1)
TEXT = (
    "Riverside Laundry. The lease runs until 2031. No special licence is needed. Two part-timers. "
    "You can rent the building or buy it, separate deal, $480k. Rent $2,000 a month. "
    "Sales were $620,000 and the owner keeps $87K. Started in 1996."
)


@pytest.fixture(scope="module")
def encode(data_folder: Callable[[str], Path]) -> Encode:
    return CachedEncoder(open_local(read_settings(data_dir=data_folder("cited")))).encode


def item(id: str = "1") -> Item:
    def stated(value: float | bool, words: str) -> Stated:
        at = TEXT.index(words)
        return Stated(value=value, evidence=Evidence(text=words, start=at, end=at + len(words)))

    return Item(
        id=id,
        pack="businesses",
        title="Riverside Laundry",
        url=None,
        summary="A laundry.",
        cleaned=TEXT,
        attributes={
            "asking_price": Stated(value=1_300_000.0),
            "revenue": stated(620_000.0, "Sales were $620,000"),
            "cash_flow": stated(87_000.0, "the owner keeps $87K"),
            "established": stated(1996.0, "Started in 1996"),
            "seller_financing": Stated(value=False),
        },
        available=True,
    )


def cited(
    text: str, quote: str | None, attribute: str | None = None, id: str = "1"
) -> CitedSentence:
    return CitedSentence(text=text, item_id=id, quote=quote, attribute=attribute)


def kept(sentence: CitedSentence, encode: Encode, question: str = "") -> bool:
    def sayable(text: str) -> bool:
        return "promise" not in text

    told = Told(sentences=[sentence])
    return bool(supported(told, {"1": item()}, question, PACK, encode, sayable))


@pytest.mark.parametrize(
    ("text", "quote", "attribute"),
    [
        ("The lease runs until 2031.", "The lease runs until 2031", None),
        ("No licence is needed.", "No special licence is needed.", None),
        ("You do not need a special licence.", "No special licence is needed.", None),
        ("It has two part-timers.", "Two part-timers", None),
        ("The asking price is $1.3 million.", None, "asking_price"),
        ("The asking price is $1,300,000.", "$1,300,000", None),
        ("The asking price is $1,300,000.", "1300000.0", None),
        ("The price is one million three hundred thousand dollars.", None, "asking_price"),
        ("The owner keeps about eighty-seven thousand dollars.", "the owner keeps $87K", None),
        ("It has been in business for 30 years.", None, "established"),
        (
            "The building can be bought separately for $480,000.",
            "buy it, separate deal, $480k",
            None,
        ),
        ("The rent is $24,000 a year.", "Rent $2,000 a month.", None),
        ("No, the seller does not lend part of the price.", None, "seller_financing"),
    ],
)
def test_what_the_item_says(
    text: str, quote: str | None, attribute: str | None, encode: Encode
) -> None:
    assert kept(cited(text, quote, attribute), encode)


@pytest.mark.parametrize(
    ("text", "quote", "attribute"),
    [
        ("The lease runs until 2035.", "The lease runs until 2031", None),
        ("The lease runs until 2031.", "The lease runs until 2035", None),
        ("A licence is needed.", "No special licence is needed.", None),
        ("The lease does not run until 2031.", "The lease runs until 2031", None),
        ("The staff is loyal.", "Two part-timers.", None),
        ("The landlord is Boston Trust.", "The lease runs until 2031", None),
        ("The lease runs until 2031.", "", None),
        ("The lease runs until 2031.", None, None),
        ("It employs two people.", None, "employees"),
        ("I promise the lease runs until 2031.", "The lease runs until 2031", None),
        ("", "The lease", None),
        ("The owner earns $480,000.", "separate deal, $480k", None),
        ("The asking price is $480,000.", "separate deal, $480k", None),
        ("It sells $1.3 million a year.", None, "asking_price"),
        ("The asking price is $1.4 million.", None, "asking_price"),
        ("The rent is $34,000 a year.", "Rent $2,000 a month.", None),
        ("The rent is $620,000 a year.", "Sales were $620,000", None),
        ("The seller lends part of the price.", None, "seller_financing"),
        ("It is the best laundry, and the lease runs until 2031.", "lease runs until 2031", None),
        ("Sales will double within a year.", "Sales were $620,000", "revenue"),
    ],
)
def test_what_it_does_not_say(
    text: str, quote: str | None, attribute: str | None, encode: Encode
) -> None:
    assert not kept(cited(text, quote, attribute), encode)


def test_another_items_words_do_not_count(encode: Encode) -> None:
    words = "The lease runs until 2031"
    assert not kept(cited(f"{words}.", words, id="2"), encode)


def test_a_figure_of_the_question_is_not_affirmed_against_the_item(encode: Encode) -> None:
    said = cited("Yes, the asking price is $2 million.", "Two part-timers", "asking_price")
    assert not holds(said, item(), "Is the asking price $2 million?", PACK, encode, DAY)


def test_no_sentences_are_an_answer() -> None:
    assert Told.model_validate({"sentences": None}).sentences == []
    assert Told.model_validate({}).sentences == []


def test_the_older_form_is_read() -> None:
    old = CitedSentence.model_validate({"text": "It is so.", "item_id": "1", "quote": "so"})
    assert (old.quote, old.attribute) == ("so", None)


def test_what_a_sentence_rests_on_is_shown_and_items_told_apart() -> None:
    one = cited("It is so.", "so")
    two = cited("It costs that.", None, "asking_price", id="2")
    items = {"1": item("1"), "2": item("2").model_copy(update={"title": "Second"})}
    assert spoken([one], items, PACK) == "It is so. (“so”)"
    assert spoken([one, two], items, PACK) == (
        "Riverside Laundry: It is so. (“so”)\nSecond: It costs that. (Asking price: $1,300,000)"
    )
