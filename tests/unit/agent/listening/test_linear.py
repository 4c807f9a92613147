"""Work grows with the length of a message, and no faster: all of it is weighed."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest

from agent.listening import Listener
from agent.listening.utterance import MOST_WINDOWS, windows
from readers.text import fold, normalise

SHORT, LONG = 2_000, 8_000
TIMES = 8
"""Four times as long may take twice that: a machine may be busy."""

FREE = 1.0
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
}


def text_of(name: str, length: int) -> str:
    piece = PUMPED[name]
    return (piece * (length // len(piece) + 1))[:length]


def seconds(listener: Listener, text: str) -> float:
    start = process_time()
    listener.read(text)
    return process_time() - start


@pytest.mark.parametrize("name", PUMPED)
def test_reading_takes_time_in_proportion(listeners: dict[str, Listener], name: str) -> None:
    listener = listeners["businesses"]
    listener.read("a first text loads what is loaded once")
    short = seconds(listener, text_of(name, SHORT))
    assert seconds(listener, text_of(name, LONG)) <= TIMES * short + FREE


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
