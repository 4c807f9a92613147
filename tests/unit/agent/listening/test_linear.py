"""Work grows with the length of a message, and no faster: all of it is weighed."""

from __future__ import annotations

import re
from itertools import pairwise
from time import process_time

import pytest

from agent.listening import Listener
from agent.listening.utterance import MOST_PIECES, MOST_WINDOWS, WINDOW, affordable, windows
from readers.text import fold, normalise

SHORT, LONG = 600, 8_000
TIMES = 8
"""Four times as long may take twice that: a machine may be busy."""

FREE = 0.6
"""Seconds of CPU that count for nothing."""

PUMPED = {
    "short sentences": "A bakery in Ohio. Under 400k. No franchise. ",
    "one endless word": "a",
    "blanks": " ",
    "one one one": "one ",
    "parentheses": "(((",
    "figures": "1,200 to 3 million ",
    "years": "since 1998 or older than 30 years, ",
    "people": "my wife and two kids and ",
    "places": "near Dallas or Akron, Ohio, ",
    "refusals": "no, not, never without a ",
    "values": "bakery laundromat hotel ",
    "quotes": "'\"",
    "accents": "é ",
    "figures of items": "1-2-3-4-5-6-7-",
    "a list of items": "1,2,3,4,",
    "items turned down": "not number 1 and 3 or the second, ",
    "questions about items": "is the first one older? ",
    "signs": "a.b.c@",
    "sums": "$1 $2 $3 ",
}


TITLES = ("A bakery in Toledo", "Coin laundry", "Print shop", "Hotel by the lake", "Gym")


def text_of(name: str, length: int) -> str:
    piece = PUMPED[name]
    return (piece * (length // len(piece) + 1))[:length]


def seconds(listener: Listener, text: str) -> float:
    start = process_time()
    listener.hear(text, None, (), TITLES)
    return process_time() - start


@pytest.mark.parametrize("name", PUMPED)
def test_hearing_takes_time_in_proportion(listeners: dict[str, Listener], name: str) -> None:
    listener = listeners["businesses"]
    listener.hear("a first text loads what is loaded once", None, (), TITLES)
    short = seconds(listener, text_of(name, SHORT))
    assert seconds(listener, text_of(name, 4 * SHORT)) <= TIMES * short + FREE


@pytest.mark.parametrize("name", PUMPED)
def test_no_message_is_read_for_longer_than_prose_of_the_same_length(
    listeners: dict[str, Listener], name: str
) -> None:
    text = fold(normalise(text_of(name, LONG)))
    read = affordable(text, list(windows(text)))
    pieces = sum(len(re.findall(r"\w+|[^\w\s]", text[a:b])) for a, b in read)
    assert pieces <= MOST_PIECES
    assert read == list(windows(text)) or pieces > MOST_PIECES - WINDOW


def test_what_is_not_read_is_told(listeners: dict[str, Listener]) -> None:
    text = text_of("figures of items", LONG)
    read = listeners["businesses"].read(text)
    assert read.unread[-1][1] == len(text)


@pytest.mark.parametrize("name", PUMPED)
def test_everything_typed_lies_in_a_window_that_is_read(name: str) -> None:
    text = fold(normalise(text_of(name, LONG)))
    found = list(windows(text))
    assert len(found) <= MOST_WINDOWS
    assert "".join(text[a:b] for a, b in found) == text


@pytest.mark.parametrize("at", [0, 4_000, 7_900])
def test_every_word_of_a_long_message_is_weighed(listeners: dict[str, Listener], at: int) -> None:
    filler = "It was a fine day and we had a cup of tea on the porch. " * 150
    said = "I want a bakery in Ohio. "
    text = filler[:at] + said + filler[: LONG - at - len(said)]
    read = listeners["businesses"].read(text)
    weighed = sorted(span for offsets, _ in read.states for span in offsets if span[0] < span[1])
    place = text.index("Ohio")
    assert (place, place + 4) in weighed
    assert weighed[-1][1] == len(text.rstrip())
    assert all(not text[a:b].strip() for (_, a), (b, _) in pairwise(weighed) if b > a)
