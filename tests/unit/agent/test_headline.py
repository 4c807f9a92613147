"""The line above the cards says why there are fewer than five."""

from __future__ import annotations

from typing import Any

import pytest

from agent.nodes.recommend import headline
from core.model import Heard, Range, Wish
from core.reply import Recommendation
from domains import load_pack

MUST = Wish(attribute="asking_price", value=Range(max=1.0), must=True)


def cards(number: int) -> list[Recommendation]:
    return [
        Recommendation(
            item_id=str(n), title="", url=None, summary="", match=0.1, facts=(), reasons=(),
            compromises=(),
        )
        for n in range(number)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wishes", "withheld", "said"),
    [
        ((MUST,), False, "Only two meet every must-have, so I show just those."),
        ((MUST,), True, "Only two could be checked, so I show just those."),
        ((), True, "Only two could be checked, so I show just those."),
    ],
)
def test_fewer_than_five(wishes: tuple[Wish, ...], withheld: bool, said: str) -> None:
    state: Any = {"wishes": wishes, "heard": Heard(acts=("show",))}
    assert headline(cards(2), state, load_pack("businesses"), withheld=withheld) == said
