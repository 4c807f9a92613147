from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.text import fold, normalise, stem, unaccented, words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("it’s “fine”", 'it\'s "fine"'),
        ("a\u200bb\u202ec\x00d", "abcd"),
        ("  two \u00a0 spaces\t", "two spaces"),
        ("one\r\n\r\n\r\ntwo", "one\n\ntwo"),
        ("ﬁve ½ million", "five 1/2 million"),
        ("1½", "1 1/2"),
    ],
)
def test_texts_get_one_form(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text(max_size=200))
def test_the_one_form_is_final(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFKC", once)


@given(st.text(max_size=200))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    for token in words(text):
        assert text[token.start : token.end] == token.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bakery", "bakeries"),
        ("bake", "baking"),
        ("mow", "mowed"),
        ("box", "boxes"),
        ("plan", "planning"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bakery", "baker"), ("business", "busing"), ("plane", "plant")]
)
def test_different_words_keep_their_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_accents_go() -> None:
    assert unaccented("São Paulo, Zürich") == "Sao Paulo, Zurich"
