"""Thanks and greetings before a wish to see the five, and such as wish nothing."""

from __future__ import annotations

from agent.listening import Listener, Pending

SHOWING = (
    "thank you dear, let me look at them now", "ok thanks, what have you got for me",
    "lovely, lists please", "good, show the five", "thanks love, go on and show me",
    "right you are, let's have a look", "thank you kindly. I would see them now",
    "cheers, bring up the list", "hello again, show me what there is",
    "fine, thanks, and now the results",
)  # fmt: skip

COURTEOUS = (
    "thank you dear, that was kind", "very good, thank you", "hello there", "much obliged",
    "cheers mate, you have been a help", "good night and thank you", "bless you",
    "thanks for all your trouble", "hi, how are you", "many thanks to you",
)  # fmt: skip

FLOOR = 0.6
"""What was heard at first try; the wordings were written after the mend."""


def shown(listener: Listener, text: str) -> bool:
    pending = Pending("state")
    return "show" in listener.hear(text, pending).acts


def test_whoever_thanks_and_asks_to_see_them_is_shown_the_five(
    listeners: dict[str, Listener],
) -> None:
    heard = {text: shown(listeners["businesses"], text) for text in SHOWING}
    assert sum(heard.values()) >= FLOOR * len(heard), heard


def test_whoever_only_thanks_or_greets_is_not(listeners: dict[str, Listener]) -> None:
    heard = {text: shown(listeners["businesses"], text) for text in COURTEOUS}
    assert not any(heard.values()), heard
