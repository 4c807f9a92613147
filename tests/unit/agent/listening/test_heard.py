"""What was read, held against the question, the profile and the five: by hand-made readings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.listening.change import Change, Value
from agent.listening.domain import Domain
from agent.listening.labels import ACTS
from agent.listening.listener import heard, needed
from agent.listening.pending import Pending
from agent.listening.references import Screen
from core.model import Critique, Heard, Place, Range, Reading
from guards.needs import NEEDS, Need
from tests.unit.agent.listening.made import change, utterance

SHOWN = ("Riverside Laundry", "Oak Street Bakery", "Harbor Cafe", "Blue Heron", "Pine Ridge")
ASKED, CONFIRM, RELAX = Pending("kind"), Pending("kind", "confirm"), Pending("kind", "relax")
OHIO = Place(name="Ohio", kind="state")


def bakery(text: str) -> Change:
    return change(text, "bakery", "kind", value="Bakery", weights=(("Bakery", 0.9),))


def hear(
    domain: Domain,
    text: str,
    act: str,
    *changes: Change,
    pending: Pending | None = None,
    shown: tuple[str, ...] = (),
    unread: tuple[str, ...] = (),
    margin: float = 0.9,
) -> Heard:
    read = utterance(text, act, *changes, unread=unread, margin=margin)
    return heard(read, domain, pending, (), Screen(shown))


@pytest.mark.parametrize(
    ("act", "pending", "acts"),
    [
        ("wish", None, ("answer",)),
        ("items", None, ("details",)),
        ("order", None, ("empty",)),
        ("gibberish", None, ("empty",)),
        ("yes", CONFIRM, ("yes",)),
        ("no", CONFIRM, ("no",)),
        ("any", CONFIRM, ("yes",)),
        ("any", RELAX, ("yes",)),
        ("no", RELAX, ("no",)),
        ("why", ASKED, ("why",)),
        ("unsure", ASKED, ("unsure",)),
        ("service", ASKED, ("service",)),
        ("thanks", None, ("thanks",)),
        ("list", None, ("list",)),
        ("show", ASKED, ("show",)),
    ],
)
def test_the_act_where_nothing_is_stated(
    domain: Domain, act: str, pending: Pending | None, acts: tuple[str, ...]
) -> None:
    found = hear(domain, "hmm hmm", act, pending=pending)
    assert found.acts == acts
    assert found.readings == ()


@pytest.mark.parametrize(
    ("act", "pending", "acts"),
    [
        ("wish", ASKED, ("answer",)),
        ("yes", ASKED, ("answer",)),
        ("no", ASKED, ("answer",)),
        ("unsure", ASKED, ("answer",)),
        ("greeting", None, ("answer",)),
        ("thanks", None, ("answer",)),
        ("yes", CONFIRM, ("yes",)),
        ("no", RELAX, ("no",)),
        ("show", None, ("show", "answer")),
        ("restart", ASKED, ("answer",)),
        ("restart", None, ("answer",)),
        ("back", None, ("answer",)),
        ("more", None, ("more", "answer")),
        ("why", ASKED, ("why",)),
    ],
)
def test_the_act_where_something_is_stated(
    domain: Domain, act: str, pending: Pending | None, acts: tuple[str, ...]
) -> None:
    text = "hm, a bakery"
    found = hear(domain, text, act, bakery(text), pending=pending)
    assert found.acts == acts
    assert [r.value for r in found.readings] == ["Bakery"]


@pytest.mark.parametrize("aside", ["smalltalk", "explain", "thanks", "items", "gibberish"])
@pytest.mark.parametrize(
    ("sure", "text", "pending", "answers"),
    [
        (0.5, "six of us, like that", ASKED, True),
        (0.9, "six of us, like that", ASKED, False),
        (0.5, "which six of us?", ASKED, False),
        (0.5, "six of us, like that", None, False),
        (0.5, "six of us, like that", Pending("opening"), True),
    ],
)
def test_beside_a_question_what_is_not_surely_something_else_is_an_answer(
    domain: Domain, aside: str, sure: float, text: str, pending: Pending | None, answers: bool
) -> None:
    read = replace(utterance(text, aside), acts=acts(**{aside: sure, "wish": 0.1}))
    assert (heard(read, domain, pending, (), Screen()).acts == ("answer",)) is answers


@pytest.mark.parametrize(("sure", "act"), [(0.3, "answer"), (0.5, "show"), (0.9, "show")])
@pytest.mark.parametrize("pending", [ASKED, Pending("opening")])
def test_to_be_shown_the_five_is_asked_for_sooner(
    domain: Domain, sure: float, act: str, pending: Pending
) -> None:
    read = replace(utterance("let them come", "show"), acts=acts(show=sure, wish=0.1))
    assert heard(read, domain, pending, (), Screen()).acts == (act,)


@pytest.mark.parametrize(("sure", "kind"), [(0.8, "distress"), (0.6, "answer")])
@pytest.mark.parametrize("pending", [ASKED, Pending("opening"), None])
def test_a_need_that_is_not_sure_enough_is_none(
    domain: Domain, sure: float, kind: str, pending: Pending | None
) -> None:
    read = replace(utterance("all is lost", "distress"), acts=acts(distress=sure, wish=0.2))
    assert heard(read, domain, pending, (), Screen()).acts == (kind,)


@pytest.mark.parametrize("act", ["yes", "no"])
@pytest.mark.parametrize(
    ("asked", "answered"), [("garden", True), ("kind", False), ("opening", False)]
)
def test_yes_and_no_are_values_of_the_flag_that_was_asked(
    domain: Domain, act: str, asked: str, answered: bool
) -> None:
    found = hear(domain, "hmm hmm", act, pending=Pending(asked))
    told = (Reading(attribute="garden", value=act == "yes"),)
    assert found.readings == (told if answered else ())


def test_it_does_not_matter_is_about_what_was_asked(domain: Domain) -> None:
    found = hear(domain, "I leave that to you", "any", pending=ASKED)
    assert found.acts == ("any",)
    assert found.readings == (Reading(attribute="kind", stance="any"),)
    assert hear(domain, "I leave that to you", "any").readings == ()
    opening = hear(domain, "I leave that to you", "any", pending=Pending("opening"))
    assert opening.readings == ()


@pytest.mark.parametrize(
    ("text", "act", "acts", "about"),
    [
        ("not the third", "wish", ("reject",), (3,)),
        ("not 1 and 3", "wish", ("reject",), (1, 3)),
        ("drop number 2 and show others", "more", ("reject",), (2,)),
        ("compare 1 and 4", "compare", ("compare",), (1, 4)),
        ("tell me about the second", "items", ("details",), (2,)),
    ],
)
def test_items_named_and_items_turned_down(
    domain: Domain, text: str, act: str, acts: tuple[str, ...], about: tuple[int, ...]
) -> None:
    found = hear(domain, text, act, shown=SHOWN)
    assert (found.acts, found.about) == (acts, about)


def test_an_item_turned_down_with_a_reason(domain: Domain) -> None:
    text = "not the third, fewer staff please"
    found = hear(domain, text, "wish", change(text, "fewer staff", "staff", "less"), shown=SHOWN)
    assert found.acts == ("answer", "reject")
    assert found.about == (3,)
    assert [(c.attribute, c.direction) for c in found.critiques] == [("staff", "less")]


@pytest.mark.parametrize(
    ("text", "tag", "position", "acts"),
    [
        ("like the second", "like", 2, ("like",)),
        ("more like number 4", "like", 4, ("like",)),
        ("cheaper than the first", "less", 1, ("answer",)),
        ("cheaper", "less", None, ("answer",)),
        ("nothing like this", "unlike", None, ("answer",)),
    ],
)
def test_a_critique_is_of_the_item_that_is_meant(
    domain: Domain, text: str, tag: str, position: int | None, acts: tuple[str, ...]
) -> None:
    found = hear(domain, text, "wish", change(text, text, "price", tag), shown=SHOWN)
    assert found.acts == acts
    assert found.critiques == (
        Critique.model_validate({"attribute": "price", "direction": tag, "position": position}),
    )
    assert found.readings == ()


def test_like_one_and_something_else_besides(domain: Domain) -> None:
    text = "like the second but in Ohio"
    found = hear(
        domain, text, "wish",
        change(text, "like the second", "kind", "like"),
        change(text, "Ohio", "place", value=OHIO),
        shown=SHOWN,
    )  # fmt: skip
    assert found.acts == ("like", "answer")
    assert [r.value for r in found.readings] == [OHIO]
    assert found.about == (2,)


@pytest.mark.parametrize("must", [True, False, None])
def test_a_critique_must_be_met_only_where_that_was_said(domain: Domain, must: bool | None) -> None:
    found = hear(
        domain, "cheaper", "wish", change("cheaper", "cheaper", "price", "less", must=must)
    )
    assert [c.must for c in found.critiques] == [must]


@pytest.mark.parametrize(
    ("tag", "attribute", "value", "must", "expected"),
    [
        ("want", "kind", "Bakery", True, ("want", "Bakery", False)),
        ("avoid", "kind", "Bakery", None, ("avoid", "Bakery", False)),
        ("avoid", "kind", "Bakery", False, ("any", None, False)),
        ("avoid", "garden", False, None, ("want", False, False)),
        ("avoid", "garden", False, True, ("want", False, False)),
        ("any", "garden", None, None, ("any", None, False)),
        ("remove", "kind", "Bakery", None, ("want", "Bakery", True)),
        ("remove", "kind", None, None, ("want", None, True)),
        ("avoid", "place", OHIO, None, ("avoid", OHIO, False)),
        ("want", "price", Range(max=4e5), None, ("want", Range(max=4e5), False)),
    ],
)
def test_a_change_as_the_profile_takes_it(
    domain: Domain, tag: str, attribute: str, value: Value | None, must: bool | None,
    expected: tuple[object, ...],
) -> None:  # fmt: skip
    text = "this or that"
    made = change(text, text, attribute, tag, value=value, must=must)
    (reading,) = hear(domain, text, "wish", made).readings
    assert (reading.stance, reading.value, reading.remove) == expected
    assert reading.must == must
    assert reading.span == (0, len(text))


@pytest.mark.parametrize(
    ("text", "replaces"),
    [
        ("no, a bakery", True),
        ("a bakery instead", True),
        ("sorry, I meant a bakery", True),
        ("scratch that, a bakery", True),
        ("a bakery", False),
        ("a bakery too", False),
        ("a bakery with no neighbours", False),
    ],
)
def test_a_correction_takes_the_place_of_what_was_said(
    domain: Domain, text: str, replaces: bool
) -> None:
    assert [r.replace for r in hear(domain, text, "wish", bakery(text)).readings] == [replaces]


def test_a_corrected_bound_is_joined_by_the_profile(domain: Domain) -> None:
    text = "no, 600k"
    made = change(text, "600k", "price", value=Range(max=6e5))
    assert [r.replace for r in hear(domain, text, "wish", made).readings] == [False]


TEXT = "We want a bakery with oak beams in Ohio, under 400k. No garage. My aunt had one once."
CHANGES = (
    bakery(TEXT),
    change(TEXT, "oak beams", "about", value="oak beams"),
    change(TEXT, "in Ohio", "place", value=OHIO),
    change(TEXT, "under 400k", "price", value=Range(max=4e5)),
    change(TEXT, "No garage", "kind", "avoid", value="Garage"),
)


def test_all_is_searched_by_meaning_but_refusals_and_figures(domain: Domain) -> None:
    text = hear(domain, TEXT, "wish", *CHANGES).text or ""
    for word in ("bakery", "oak beams", "Ohio", "aunt"):
        assert word in text
    for word in ("400k", "garage"):
        assert word not in text


@pytest.mark.parametrize(
    ("text", "act", "changes"),
    [
        ("under 400k", "wish", [("under 400k", "price", "want", Range(max=4e5))]),
        ("no garage", "wish", [("no garage", "kind", "avoid", "Garage")]),
        ("take the bakery out", "wish", [("the bakery", "kind", "remove", "Bakery")]),
        ("why do you ask for a bakery", "why", []),
        ("is the bakery still open", "items", []),
        ("good morning", "greeting", []),
        ("show me", "show", []),
    ],
)
def test_nothing_is_searched_where_nothing_is_wished_in_words(
    domain: Domain, text: str, act: str, changes: list[tuple[str, str, str, Value]]
) -> None:
    made = [change(text, words, id, tag, value=value) for words, id, tag, value in changes]
    assert hear(domain, text, act, *made).text is None


def test_words_that_no_attribute_took_are_still_searched(domain: Domain) -> None:
    assert hear(domain, "somewhere with bees.", "wish").text == "somewhere with bees"


def test_what_was_understood_and_what_was_not(domain: Domain) -> None:
    text = "a bakery, open two days a week"
    found = hear(domain, text, "wish", bakery(text), unread=("open two days a week",))
    assert found.understood == (("kind", "bakery"),)
    assert found.unread == ("open two days a week",)
    assert not found.sure


@pytest.mark.parametrize(("margin", "sure"), [(0.95, True), (0.3, False)])
def test_sure_where_the_least_sure_part_is(domain: Domain, margin: float, sure: bool) -> None:
    text = "a bakery"
    assert hear(domain, text, "wish", bakery(text), margin=margin).sure is sure


def acts(**raised: float) -> dict[str, float]:
    return dict.fromkeys(ACTS, 0.0) | raised


@pytest.mark.parametrize(
    ("found", "plea", "need"),
    [
        (acts(distress=0.8), None, "distress"),
        (acts(distress=0.6), None, None),
        (acts(distress=0.1), "distress", "distress"),
        (acts(distress=0.001), "distress", None),
        (acts(fraud=0.9), None, "fraud"),
        (acts(fraud=0.6), None, None),
        (acts(fraud=0.3), "fraud", "fraud"),
        (acts(fraud=0.3), "distress", None),
        (acts(protected=0.9), None, "protected"),
        (acts(protected=0.6), "protected", None),
        (acts(human=0.8), None, "human"),
        (acts(human=0.6), None, None),
        (acts(advice=0.9), None, "advice"),
        (acts(advice=0.9, distress=0.8), None, "distress"),
        (acts(wish=0.9), None, None),
        (acts(), None, None),
    ],
)
def test_a_need_by_its_head_and_sooner_where_the_form_agrees(
    found: dict[str, float], plea: Need | None, need: Need | None
) -> None:
    assert needed(found, plea) == need


@pytest.mark.parametrize("need", NEEDS)
def test_no_need_is_imagined_by_form_alone(need: Need) -> None:
    assert needed(acts(wish=1.0), need) is None


GARDEN = Pending("garden")


@pytest.mark.parametrize(
    ("text", "act", "value"),
    [
        ("no, we never sit outside", "wish", False),
        ("No grass, no mowing", "wish", False),
        ("we are too old for that so no", "wish", False),
        ("nope", "no", False),
        ("yes, for the grandchildren", "wish", True),
        ("with our dog, yes", "wish", True),
        ("absolutely", "yes", True),
        ("Yeah that would do", "wish", True),
        ("no, yes", "wish", None),
        ("the neighbours have one", "wish", None),
        ("no idea", "unsure", None),
        ("no, why?", "why", None),
        ("no thank you, good bye", "bye", None),
    ],
)
def test_yes_and_no_answer_a_flag_wherever_a_reply_begins_or_ends_with_them(
    domain: Domain, text: str, act: str, value: bool | None
) -> None:
    said = [r.value for r in hear(domain, text, act, pending=GARDEN).readings]
    assert said == ([] if value is None else [value])


def test_what_is_said_of_the_flag_itself_counts_more_than_yes_or_no(domain: Domain) -> None:
    text = "no, a garden would be fine"
    (reading,) = hear(
        domain, text, "wish", change(text, "a garden", "garden", value=True), pending=GARDEN
    ).readings
    assert reading.value is True


@pytest.mark.parametrize("text", ["no", "no, not at all", "yes"])
def test_yes_and_no_say_nothing_of_what_is_no_flag(domain: Domain, text: str) -> None:
    assert hear(domain, text, "wish", pending=Pending("price")).readings == ()


@pytest.mark.parametrize("text", ["aa", "x", "mm", "u", "zz z", "q.", "hm", "ok", "a b c", "1"])
def test_keystrokes_that_mean_nothing_are_no_answer(domain: Domain, text: str) -> None:
    assert hear(domain, text, "wish", pending=ASKED).acts == ("empty",)


def test_short_words_that_were_read_are_an_answer(domain: Domain) -> None:
    found = hear(domain, "OH", "wish", change("OH", "OH", "place", value=OHIO), pending=ASKED)
    assert found.acts == ("answer",)
