"""Groups of people are counted up as they are told, and what is no group is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.people import find_people

GROUPS = {
    "maximum 130 euros the night, we are two": 2,
    "we're 4": 4,
    "we'll be five, all adults": 5,
    "a flat, we are three.": 3,
    "two adults and two kids": 4,
    "2 adults and 2 children": 4,
    "two adults, two kids and grandma": 5,
    "for me and my wife": 2,
    "my wife and I": 2,
    "my partner and I and our two teenagers": 4,
    "me, my husband and our baby": 3,
    "me and a friend": 2,
    "my daughter and two friends": 3,
    "grandma, grandpa and me": 3,
    "my mum, my dad, my brother and I": 4,
    "my wife, our three kids and her mother": 5,
    "my parents and me": 3,
    "two men and a baby": 3,
    "2 grown-ups, 3 kids": 5,
    "two grown ups and a toddler": 3,
    "four mates": 4,
    "me and two colleagues": 3,
    "six pals from school": 6,
    "just me": 1,
    "only me this time": 1,
    "a house for me": 1,
    "a family of four": 4,
    "a party of 12": 12,
    "a group of 6 friends": 6,
    "there will be six of us": 6,
    "there's five of us": 5,
    "4 of us": 4,
    "the four of us": 4,
    "a couple of us": 2,
    "both of us": 2,
    "us two": 2,
    "three couples": 6,
    "five people": 5,
    "8 guests": 8,
    "eight friends": 8,
    "six women": 6,
    "5 seniors": 5,
    "2 people and a dog": 2,
    "a flat for twenty guests in Bristol": 20,
    "Two adults. A cot would be nice.": 2,
    "Hello! Two adults and a baby": 3,
    "We come in May. My wife and I": 2,
}
NONE = (
    "we are two miles from town",
    "we are 60 and retired",
    "my wife",
    "my brother runs a bakery",
    "she likes to wake up to water",
    "a nurse for my mother",
    "two bedrooms",
    "4 employees",
    "the second one",
    "a family business",
    "a family run place",
    "I sold my store",
    "I am 67",
    "a couple of years",
    "200 people",
    "the kids",
    "one or two bathrooms",
    "a party boat",
    "a group practice",
    "two of the five",
    "us and them is a good film",
    "",
)


@pytest.mark.parametrize(("text", "number"), GROUPS.items())
def test_a_group_adds_up(text: str, number: int) -> None:
    assert [group.exact for group in find_people(text)] == [number]


@pytest.mark.parametrize("text", NONE)
def test_no_group_is_none(text: str) -> None:
    assert find_people(text) == []


@pytest.mark.parametrize("text", GROUPS)
def test_capitals_and_curly_quotes_change_nothing(text: str) -> None:
    assert [g.exact for g in find_people(text.upper().replace("'", "’"))] == [GROUPS[text]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("we are two adults and a toddler, in Wales", "two adults and a toddler"),
        ("a cottage for a family of four by a lake", "a family of four"),
        ("it is for my wife and I.", "my wife and I"),
    ],
)
def test_the_span_is_the_group(text: str, said: str) -> None:
    (group,) = find_people(text)
    assert text[slice(*group.span)] == said


def test_sentences_keep_groups_apart() -> None:
    found = find_people("Four adults. Two kids come for a day. A party of nine on Sunday.")
    assert [group.exact for group in found] == [4, 2, 9]


PIECES = st.sampled_from(
    ("two", "adults", "kids", "and", ",", "my", "wife", "me", "I", ".", "family", "of", "us",
     "both", "a", "the", "3", "couple", "people", "12", "plus", "parents")
)  # fmt: skip


@given(st.lists(PIECES, max_size=16).map(" ".join))
def test_words_in_any_order_give_groups_apart_and_in_order(text: str) -> None:
    end = 0
    for group in find_people(text):
        assert end <= group.span[0] < group.span[1] <= len(text)
        assert group.exact is not None
        assert group.exact >= 1
        end = group.span[1]
