from __future__ import annotations

import pytest

from agent.listening.click import choice_id, hear_choices, read_choice
from agent.listening.edit import hear_edits, read_edit
from agent.listening.pending import Pending
from core.errors import InvalidMessage
from core.model import Place, Range, WishValue
from core.reply import Choice
from domains import load_pack

PACK = load_pack("businesses")
OHIO = Place(name="Ohio", kind="state")


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("industry", "Automotive"),
        ("asking_price", Range(min=100_000, max=250_000)),
        ("asking_price", Range(max=250_000.5)),
        ("established", Range(min=1990)),
        ("state", OHIO),
        ("franchise", True),
        ("franchise", False),
    ],
)
def test_an_id_says_its_value(attribute: str, value: WishValue) -> None:
    id = choice_id(attribute, value)
    pending = Pending(attribute, choices=(Choice(id=id, label="x"),))
    assert read_choice(PACK, id, pending).value == value


def test_any_show_and_why_are_always_understood() -> None:
    pending = Pending("industry")
    assert hear_choices(PACK, ["any"], pending).readings[0].stance == "any"
    assert hear_choices(PACK, ["show"], pending).acts == ("show",)
    assert hear_choices(PACK, ["why"], pending).acts == ("why",)


def test_yes_and_no_belong_to_offers() -> None:
    assert hear_choices(PACK, ["no"], Pending("state", "relax")).acts == ("no",)
    with pytest.raises(InvalidMessage):
        hear_choices(PACK, ["no"], Pending("state"))


@pytest.mark.parametrize("choices", [[], ["industry=Nonsense"], [""], ["state=city:Ohio"]])
def test_unknown_choices_are_refused_by_name(choices: list[str]) -> None:
    pending = Pending("industry", choices=(Choice(id="industry=Automotive", label="Cars"),))
    with pytest.raises(InvalidMessage, match="choices"):
        hear_choices(PACK, choices, pending)


def test_edits_set_and_remove() -> None:
    readings = read_edit(
        PACK,
        {"attribute": "industry", "set": {"stance": "want", "value": ["Automotive"], "must": True}},
    )
    assert [(r.value, r.must, r.replace) for r in readings] == [("Automotive", True, True)]
    assert (
        read_edit(
            PACK, {"attribute": "state", "set": {"value": {"name": "Ohio", "kind": "state"}}}
        )[0].value
        == OHIO
    )
    assert read_edit(PACK, {"attribute": "industry", "remove": True})[0].remove
    (insisted,) = read_edit(PACK, {"attribute": "state", "set": {"must": True}})
    assert (insisted.value, insisted.must) == (None, True)
    assert hear_edits(PACK, [{"attribute": "franchise", "set": {"stance": "any"}}]).by == "click"


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"attribute": "colour", "remove": True}, "asking_price"),
        ({"attribute": "industry", "set": {"value": "Nonsense"}}, "Automotive"),
        ({"attribute": "industry", "set": {"stance": "love", "value": "Automotive"}}, "avoid"),
        ({"attribute": "asking_price", "set": {"value": "cheap"}}, "min"),
        ({"attribute": "asking_price", "set": {"value": {"min": 5, "max": 1}}}, "exceed"),
        ({"attribute": "asking_price", "set": {"value": {"max": float("nan")}}}, "finite"),
        ({"attribute": "asking_price", "set": {"value": {}}}, "end"),
        ({"attribute": "franchise", "set": {"value": "yes"}}, "true or false"),
        ({"attribute": "state", "set": {"value": {"name": "Ohio", "kind": "planet"}}}, "city"),
        ({"attribute": "industry", "set": {"value": "Automotive", "must": 1}}, "must"),
        ({"attribute": "industry"}, "remove"),
        ({"attribute": "industry", "set": {"value": "Automotive"}, "x": 1}, "unknown field"),
    ],
)
def test_malformed_edits_are_refused_by_name(edit: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidMessage, match=message):
        hear_edits(PACK, [edit])


def test_the_three_ways_out_are_understood_when_nothing_is_asked() -> None:
    pack = load_pack("businesses")
    for choice in ("any", "show", "why"):
        heard = hear_choices(pack, [choice], None)
        assert heard.acts == (choice,)
        assert heard.readings == ()
