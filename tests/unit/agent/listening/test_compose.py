"""From what the heads say of tokens to changes: by hand-made scores, so that no weights matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.listening.certainty import certainty, signs
from agent.listening.change import Change
from agent.listening.compose import Composed, compose
from agent.listening.domain import Domain
from agent.listening.labels import TAGS
from agent.listening.mentions import find_mentions
from core.model import Place, Range
from tests.unit.agent.listening.made import Said, scores

Ends = tuple[float | None, float | None]


def composed(
    text: str, domain: Domain, *said: Said, asked: str | None = None, **how: Any
) -> Composed:
    made = scores(text, said, domain, **how)
    return compose(made, find_mentions(text, domain), domain, asked)


def only(text: str, domain: Domain, said: Said, asked: str | None = None, **how: Any) -> Change:
    (change,) = composed(text, domain, said, asked=asked, **how).changes
    return change


def ends(change: Change) -> Ends:
    assert isinstance(change.value, Range)
    return change.value.min, change.value.max


BOUNDS: list[tuple[str, str, str, str, Ends]] = [
    # the text, the words of the change, its attribute, the bound the heads see, and the ends
    ("300k to 500k", "300k to 500k", "price", "range", (300_000, 500_000)),
    ("a cafe, 300k to 500k", "300k to 500k", "price", "none", (300_000, 500_000)),
    ("from 200 to 450 thousand", "from 200 to 450 thousand", "price", "range", (2e5, 4.5e5)),
    ("5 to 15 million", "5 to 15 million", "price", "range", (5e6, 15e6)),
    ("under 400k", "under 400k", "price", "none", (None, 400_000)),
    ("under 400k", "under 400k", "price", "max", (None, 400_000)),
    ("nothing over 400k", "nothing over 400k", "price", "max", (None, 400_000)),
    ("300k is all I have", "300k is all I have", "price", "max", (None, 300_000)),
    ("not a dime above 450,000", "not a dime above 450,000", "price", "max", (None, 450_000)),
    ("at least a million two", "at least a million two", "price", "min", (1_200_000, None)),
    ("not less than 300k", "not less than 300k", "price", "min", (300_000, None)),
    ("it starts with 300k", "300k", "price", "min", (300_000, None)),
    ("exactly two bedrooms", "exactly two bedrooms", "rooms", "exact", (2, 2)),
    ("two bedrooms", "two bedrooms", "rooms", "min", (2, None)),
    ("exactly two bedrooms, no more", "exactly two bedrooms, no more", "rooms", "exact", (2, 2)),
    ("precisely 8 employees", "precisely 8 employees", "staff", "exact", (8, 8)),
    ("10 employees or less", "10 employees or less", "staff", "max", (None, 10)),
    ("10 employees", "10 employees", "staff", "exact", (10, 10)),
    ("around 300k", "around 300k", "price", "about", (270_000, 330_000)),
    ("about 20 employees", "about 20 employees", "staff", "about", (18, 22)),
    ("over 300k", "over 300k", "price", "about", (300_000, None)),
    ("up to 20 employees", "up to 20 employees", "staff", "exact", (None, 20)),
    ("three bedrooms or more", "three bedrooms or more", "rooms", "about", (3, None)),
    ("six figures", "six figures", "profit", "min", (100_000, 1_000_000)),
    ("a low six figure profit", "low six figure", "profit", "range", (100_000, 400_000)),
    ("at least five figures", "at least five figures", "profit", "exact", (10_000, None)),
    ("more than 2 but no more than 4 bedrooms", "more than 2 but no more than 4 bedrooms", "rooms",
     "range", (2, 4)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "attribute", "bound", "expected"), BOUNDS)
def test_a_bound_is_kept_as_it_was_said(
    domain: Domain, text: str, words: str, attribute: str, bound: str, expected: Ends
) -> None:
    change = only(text, domain, Said(words, "want", attribute, bound))
    assert change.attribute == attribute
    assert ends(change) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "exact"), [("exactly 12 staff", True), ("12 staff", False), ("about 12 staff", False)]
)
def test_exactly_is_kept(domain: Domain, text: str, exact: bool) -> None:
    assert only(text, domain, Said(text, "want", "staff", "exact")).exact is exact


SCALES: list[tuple[str, str, str, Ends]] = [
    ("350", "price", "max", (None, 350_000)),
    ("200 to 300", "price", "range", (200_000, 300_000)),
    ("make it 400", "price", "max", (None, 400_000)),
    ("350,000", "price", "max", (None, 350_000)),
    ("350k", "price", "max", (None, 350_000)),
    ("2 million", "price", "max", (None, 2_000_000)),
    ("15", "fee", "max", (None, 15_000)),
    ("15,500", "fee", "max", (None, 15_500)),
    ("5 to 20", "fee", "range", (5_000, 20_000)),
    ("150", "rate", "max", (None, 150)),
    ("90", "rate", "max", (None, 90)),
    ("12", "staff", "max", (None, 12)),
    ("350", "staff", "max", (None, 350)),
]


@pytest.mark.parametrize(("text", "asked", "bound", "expected"), SCALES)
def test_a_bare_figure_takes_the_scale_of_the_catalogue(
    domain: Domain, text: str, asked: str, bound: str, expected: Ends
) -> None:
    words = text.removeprefix("make it ")
    assert ends(only(text, domain, Said(words, "want", asked, bound), asked)) == expected


RATES: list[tuple[str, str, Ends]] = [
    ("$10,000 a month", "profit", (120_000, None)),
    ("$2,000 a week", "profit", (104_000, None)),
    ("$150,000 a year", "profit", (150_000, None)),
    ("150k a year", "profit", (150_000, None)),
    ("at least 8k per month", "profit", (96_000, None)),
    ("95 a night", "rate", (95, None)),
    ("ninety-five a night", "rate", (95, None)),
    ("95 per night", "rate", (95, None)),
    ("a hundred and twenty a night", "rate", (120, None)),
]


@pytest.mark.parametrize(("text", "attribute", "expected"), RATES)
def test_a_rate_becomes_that_of_the_attribute(
    domain: Domain, text: str, attribute: str, expected: Ends
) -> None:
    assert ends(only(text, domain, Said(text, "want", attribute, "min"))) == expected


@pytest.mark.parametrize("text", ["20 quid a head", "20 each", "$20 per person", "20 pounds pp"])
def test_a_sum_a_head_counts_those_who_come_along(domain: Domain, text: str) -> None:
    made = scores(text, [Said(text, "want", "rate", "max")], domain)
    (change,) = compose(made, find_mentions(text, domain, 8), domain, None).changes
    assert ends(change) == (None, 160)
    alone = compose(made, find_mentions(text, domain), domain, None)
    assert alone.changes == ()
    assert alone.unread


YEARS: list[tuple[str, str, Ends]] = [
    ("built since 1990", "min", (1990, None)),
    ("built before 1960", "max", (None, 1959)),
    ("1998", "exact", (1998, 1998)),
    ("between 1990 and 2005", "range", (1990, 2005)),
    ("older than 30 years", "none", (None, 1996)),
    ("at most 30 years old", "none", (1996, None)),
    ("at least 25 years old", "none", (None, 2001)),
    ("from the eighties", "range", (1980, 1989)),
    ("not less than twenty", "range", (None, 2006)),
    ("40 or more", "min", (None, 1986)),
    ("the older the better, 60 years plus", "min", (None, 1966)),
    ("no more than fifteen", "exact", (2011, None)),
    ("under 12", "about", (2014, None)),
]


@pytest.mark.parametrize(("text", "bound", "expected"), YEARS)
def test_years_and_ages(domain: Domain, text: str, bound: str, expected: Ends) -> None:
    assert ends(only(text, domain, Said(text, "want", "built", bound))) == expected


PEOPLE: list[tuple[str, str, Ends]] = [
    ("two adults and two kids", "min", (4, None)),
    ("my wife and I", "min", (2, None)),
    ("the four of us", "min", (4, None)),
    ("for a family of five", "exact", (5, 5)),
    ("just me", "min", (1, None)),
    ("6 guests", "min", (6, None)),
    ("6 to 8 guests", "range", (6, 8)),
]


@pytest.mark.parametrize(("text", "bound", "expected"), PEOPLE)
def test_people_add_up(domain: Domain, text: str, bound: str, expected: Ends) -> None:
    assert ends(only(text, domain, Said(text, "want", "guests", bound))) == expected


def test_nights_are_those_of_the_stay(domain: Domain) -> None:
    change = only("for three nights", domain, Said("three nights", "want", "stay", "exact"))
    assert ends(change) == (3, 3)


@pytest.mark.parametrize(
    ("tag", "must", "expected"),
    [
        ("want", "must", (True, True)),
        ("want", "nice", (True, False)),
        ("want", "unsaid", (True, None)),
        ("avoid", "unsaid", (False, None)),
        ("avoid", "must", (False, True)),
        ("remove", "unsaid", (None, None)),
        ("any", "unsaid", (None, None)),
    ],
)
def test_a_flag_and_how_strongly_it_is_wished(
    domain: Domain, tag: str, must: str, expected: tuple[bool | None, bool | None]
) -> None:
    text = "never a garden" if tag == "avoid" else "about a garden"
    change = only(text, domain, Said("a garden", tag, "garden", must=must))
    assert (change.tag, change.value, change.must) == (tag, *expected)


@pytest.mark.parametrize("tag", ["less", "more", "like", "unlike", "any"])
@pytest.mark.parametrize("attribute", ["price", "kind", "place", "garden", "built"])
def test_what_needs_no_value_has_none(domain: Domain, tag: str, attribute: str) -> None:
    change = only("rather this 300 one", domain, Said("this 300 one", tag, attribute))
    assert (change.attribute, change.tag, change.value) == (attribute, tag, None)


@pytest.mark.parametrize(
    ("text", "tag"),
    [("I don't mind the sun", "any"), ("make the letters bigger", "more"), ("smaller", "less")],
)
def test_a_description_is_neither_compared_nor_given_up_by_other_words(
    domain: Domain, text: str, tag: str
) -> None:
    assert composed(text, domain, Said(text, tag, "about")).changes == ()


@pytest.mark.parametrize(
    ("text", "attribute", "tag", "values"),
    [
        ("a bakery please", "kind", "want", ["Bakery"]),
        ("bakery, cafe or laundromat", "kind", "want", ["Bakery", "Cafe", "Laundromat"]),
        ("no bakery and no cafe", "kind", "avoid", ["Bakery", "Cafe"]),
        ("sauna and fireplace", "extras", "want", ["Sauna", "Fireplace"]),
        ("sauna fireplace piano", "extras", "want", ["Sauna", "Fireplace", "Piano"]),
        ("take the sauna out", "extras", "remove", ["Sauna"]),
        ("take the extras out", "extras", "remove", [None]),
    ],
)
def test_each_value_of_a_list_counts(
    domain: Domain, text: str, attribute: str, tag: str, values: list[str | None]
) -> None:
    found = composed(text, domain, Said(text, tag, attribute)).changes
    assert [(c.attribute, c.tag, c.value) for c in found] == [(attribute, tag, v) for v in values]


def test_a_value_has_the_probabilities_of_the_others(domain: Domain) -> None:
    change = only("a bakery", domain, Said("a bakery", "want", "kind"))
    (value, weight), *_ = change.weights
    assert value == "Bakery"
    assert weight == pytest.approx(1, abs=0.01)
    assert sum(weight for _, weight in change.weights) <= 1.001


@pytest.mark.parametrize(
    ("text", "tag", "names"),
    [
        ("in Ohio", "want", ["Ohio"]),
        ("Ohio or Texas", "want", ["Ohio", "Texas"]),
        ("not Ohio, not Texas, not Georgia", "avoid", ["Ohio", "Texas", "Georgia"]),
        ("take Ohio out", "remove", ["Ohio"]),
        ("near Dallas", "want", ["Dallas, Texas"]),
    ],
)
def test_each_place_counts(domain: Domain, text: str, tag: str, names: list[str]) -> None:
    found = composed(text, domain, Said(text, tag, "place")).changes
    assert [c.value.name for c in found if isinstance(c.value, Place)] == names
    assert {c.tag for c in found} == {tag}


@pytest.mark.parametrize(
    ("text", "words", "attribute", "tag"),
    [
        ("not in Ohio", "not in Ohio", "place", "avoid"),
        ("not in Ohio", "Ohio", "place", "avoid"),
        ("anywhere but not near the Dallas", "Dallas", "place", "avoid"),
        ("a cafe without a sauna", "sauna", "extras", "avoid"),
        ("no bakery please", "bakery", "kind", "avoid"),
        ("never a garage", "a garage", "kind", "avoid"),
        ("not only in Ohio", "Ohio", "place", "want"),
        ("no, Ohio", "Ohio", "place", "want"),
        ("not far from Ohio", "Ohio", "place", "want"),
        ("I do not mind. A bakery", "bakery", "kind", "want"),
        ("not sure, a bakery", "bakery", "kind", "want"),
        ("not just a bakery", "bakery", "kind", "want"),
        ("I don't want to have a garage", "garage", "kind", "avoid"),
        ("we can't be in Texas", "in Texas", "place", "avoid"),
        ("anything outside of Ohio", "Ohio", "place", "avoid"),
        ("just outside of Dallas", "outside of Dallas", "place", "want"),
        ("I can't do without a sauna", "sauna", "extras", "want"),
        ("not without a piano", "piano", "extras", "want"),
        ("I don't want to wait. A bakery", "bakery", "kind", "want"),
        ("wouldn't mind a bakery", "bakery", "kind", "want"),
    ],
)
def test_what_stands_right_after_no_is_refused(
    domain: Domain, text: str, words: str, attribute: str, tag: str
) -> None:
    assert only(text, domain, Said(words, "want", attribute)).tag == tag


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("something with old oak beams", "old oak beams"),
        ("old oak beams", "old oak beams"),
        ("I'd want it with a view of the lake", "view of the lake"),
    ],
)
def test_words_are_kept_without_what_frames_them(domain: Domain, text: str, value: str) -> None:
    said = only(text, domain, Said(text, "want", "about")).value
    assert isinstance(said, str)
    assert said.endswith(value)
    assert not said.startswith(("something", "with"))


def test_several_things_are_several_changes_in_the_order_of_the_text(domain: Domain) -> None:
    text = "a bakery in Ohio, under 400k, no garden"
    found = composed(
        text, domain,
        Said("bakery", "want", "kind"),
        Said("in Ohio", "want", "place", must="must"),
        Said("under 400k", "want", "price", "max"),
        Said("no garden", "avoid", "garden"),
    )  # fmt: skip
    assert [(c.attribute, c.tag, c.must) for c in found.changes] == [
        ("kind", "want", None), ("place", "want", True), ("price", "want", None),
        ("garden", "avoid", None),
    ]  # fmt: skip
    assert [text[slice(*c.span)] for c in found.changes] == [
        "bakery", "in Ohio", "under 400k", "no garden",
    ]  # fmt: skip
    assert found.unread == ()


def test_the_same_thing_twice_is_one_change(domain: Domain) -> None:
    text = "Texas, I said texas"
    twice = (Said("Texas", "want", "place"), Said("texas", "want", "place", tagged=0.8))
    (change,) = composed(text, domain, *twice).changes
    assert change.span == (0, 5)


@pytest.mark.parametrize("pieces", [2, 3, 5, 99])
def test_a_word_in_pieces_has_one_opinion(domain: Domain, pieces: int) -> None:
    text = "a laundromat in Pennsylvania, under 400,000"
    found = composed(
        text, domain,
        Said("laundromat", "want", "kind"),
        Said("in Pennsylvania", "want", "place"),
        Said("under 400,000", "want", "price", "max"),
        pieces=pieces,
    )  # fmt: skip
    assert [text[slice(*c.span)] for c in found.changes] == [
        "laundromat", "in Pennsylvania", "under 400,000",
    ]  # fmt: skip


@pytest.mark.parametrize("surer", ["laund", "romat"])
def test_a_word_is_never_cut_where_its_pieces_disagree(domain: Domain, surer: str) -> None:
    text = "the laundromat now"
    found = composed(text, domain, Said(surer, "want", "kind", tagged=0.98), pieces=5)
    assert [c.span for c in found.changes] in ([], [(4, 14)])


def test_what_no_attribute_can_hold_is_unread(domain: Domain) -> None:
    text = "a bakery, open two days a week"
    found = composed(
        text, domain,
        Said("bakery", "want", "kind"),
        Said("open two days a week", "unusable", ""),
    )  # fmt: skip
    assert [c.attribute for c in found.changes] == ["kind"]
    assert [text[a:b] for a, b in found.unread] == ["open two days a week"]


@pytest.mark.parametrize(
    ("text", "words", "attribute"),
    [
        ("somewhere over the hills", "over the hills", "place"),
        ("a zebra of a thing", "a zebra", "kind"),
        ("not too much money", "not too much money", "price"),
        ("a young one", "a young one", "built"),
        ("for enough of them", "for enough of them", "guests"),
    ],
)
def test_what_states_something_without_a_value_is_unread(
    domain: Domain, text: str, words: str, attribute: str
) -> None:
    found = composed(text, domain, Said(words, "want", attribute))
    assert found.changes == ()
    assert [text[a:b] for a, b in found.unread] == [words]


def test_what_is_read_too_unsurely_is_unread(domain: Domain) -> None:
    text = "a bakery, perhaps with a garden"
    found = composed(
        text, domain,
        Said("bakery", "want", "kind"),
        Said("with a garden", "want", "garden", tagged=0.9, owned=0.1),
    )  # fmt: skip
    assert [c.attribute for c in found.changes] == ["kind"]
    assert [text[a:b] for a, b in found.unread] == ["with a garden"]


def test_what_is_unsure_shows_in_its_signs(domain: Domain) -> None:
    sure = composed("a bakery", domain, Said("bakery", "want", "kind"))
    unsure = composed("a bakery", domain, Said("bakery", "want", "kind", tagged=0.6))
    nothing = composed("well then", domain)
    assert min(unsure.signs.confidences) < min(sure.signs.confidences)
    assert unsure.signs.entropy > sure.signs.entropy

    def judged(found: Composed) -> float:
        return certainty(signs([found.signs], "wish", 0.95, None))

    assert judged(unsure) < judged(sure) <= 1
    assert nothing.signs.confidences == ()
    assert (nothing.changes, nothing.unread) == ((), ())


@pytest.mark.parametrize("text", ["", "a", "?!"])
def test_the_shortest_texts(domain: Domain, text: str) -> None:
    assert composed(text, domain).changes == ()


@pytest.mark.parametrize(
    ("text", "attribute", "held"),
    [
        ("2", "rate", []),
        ("at most 3", "rate", []),
        ("90", "rate", ["rate"]),
        ("$130", "rooms", ["price"]),
        ("130 pounds", "guests", ["price"]),
        ("130 bedrooms", "rooms", []),
        ("4 bedrooms", "rooms", ["rooms"]),
        ("250 guests", "guests", ["guests"]),
        ("251 guests", "guests", []),
        ("no more than 2000 staff", "staff", ["staff"]),
    ],
)
def test_a_figure_that_cannot_be_of_an_attribute_is_not(
    domain: Domain, text: str, attribute: str, held: list[str]
) -> None:
    said = Said(text, "want", attribute, "max")
    assert [c.attribute for c in composed(text, domain, said).changes] == held


@pytest.mark.parametrize(
    ("text", "first", "second", "left"),
    [
        ("at least 100k, no scratch that, 80k", "100k", "80k", 80_000),
        ("200k ... sorry, 300k", "200k", "300k", 300_000),
        ("200k, I mean 250k", "200k", "250k", 250_000),
        ("200k no 250k", "200k", "250k", 250_000),
        ("200k or rather 250k", "200k", "250k", 250_000),
        ("200k. Wait, 250k", "200k", "250k", 250_000),
    ],
)
def test_a_figure_that_is_taken_back_gives_way_to_the_next(
    domain: Domain, text: str, first: str, second: str, left: float
) -> None:
    said = Said(first, "want", "profit", "min"), Said(second, "want", "price", "min")
    (change,) = composed(text, domain, *said).changes
    assert (change.attribute, ends(change)) == ("profit", (left, None))


@pytest.mark.parametrize(
    ("text", "words", "tag", "expected"),
    [
        ("under 500 for 5 nights", "under 500", "want", (None, 100)),
        ("under 500 for 5 nights", "under 500 for", "unusable", (None, 100)),
        ("at most 900 dollars for the week", "at most 900 dollars", "unusable", None),
        ("up to 840 for a week", "up to 840", "unusable", (None, 120)),
        ("$400 in total for four nights", "$400 in total", "want", (None, 100)),
        ("under 90 a night for 5 nights", "under 90 a night", "want", (None, 90)),
        ("under 90, for 5 nights in May", "under 90", "want", (None, 90)),
        ("under 90 and we stay for 5 nights", "under 90", "want", (None, 90)),
    ],
)
def test_a_sum_for_several_nights_is_a_price_of_one(
    domain: Domain, text: str, words: str, tag: str, expected: Ends | None
) -> None:
    found = composed(text, domain, Said(words, tag, "rate", "max")).changes
    assert [ends(c) for c in found if c.attribute == "rate"] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "words", "attribute", "left"),
    [
        ("a bakery, 300k", "a bakery, 300k", "kind", []),  # within what was used
        ("300k, but a bakery", "a bakery", "kind", []),  # states nothing
    ],
)
def test_a_figure_that_nothing_took_is_unread(
    domain: Domain, text: str, words: str, attribute: str, left: list[str]
) -> None:
    found = composed(text, domain, Said(words, "want", attribute))
    assert [text[slice(*span)] for span in found.unread] == left


def test_a_figure_of_something_that_could_not_be_used_is_told(domain: Domain) -> None:
    text = "a bakery with 12 ovens"
    made = scores(
        text,
        [Said("a bakery", "want", "kind"), Said("with 12", "unusable", "x", tagged=0.55)],
        domain,
    )
    found = compose(made, find_mentions(text, domain), domain, None)
    assert [text[slice(*span)] for span in found.unread] == ["12"]


def test_a_monthly_sum_is_no_price_of_a_night(domain: Domain) -> None:
    text = "3,000 a month"
    found = composed(text, domain, Said(text, "want", "rate", "max")).changes
    assert [ends(change) for change in found] != [(None, 3_000)]


OPENINGS = [
    ("my father kept a windmill museum in ohio", "windmill museum"),
    ("lighthouse, that is the dream", "lighthouse"),
    ("i weave and spin", "weave"),
    ("forty years a copy editor and now a newspaper", "newspaper"),
]


@pytest.mark.parametrize(("text", "words"), OPENINGS)
@pytest.mark.parametrize("asked", ["opening", "price", None])
def test_an_opening_says_what_it_looks_for_if_only_in_passing(
    domain: Domain, text: str, words: str, asked: str | None
) -> None:
    made = scores(text, [Said(words, "none", "about")], domain)
    start, end = text.index(words), text.index(words) + len(words)
    rows = [i for i, (a, b) in enumerate(made.offsets) if start <= a < b <= end]
    tag = made.tag.copy()
    tag[rows, TAGS.index("none")], tag[rows, TAGS.index("want")] = 0.7, 0.28
    found = compose(replace(made, tag=tag), find_mentions(text, domain), domain, asked).changes
    told = [(change.attribute, change.value) for change in found if change.attribute == "about"]
    assert told == ([("about", words)] if asked == "opening" else [])


def test_an_opening_that_says_what_it_looks_for_has_nothing_guessed(domain: Domain) -> None:
    text = "a piano museum, like my father's windmill"
    said = Said("piano museum", "want", "about"), Said("windmill", "none", "about", tagged=0.6)
    found = composed(text, domain, *said, asked="opening").changes
    assert [change.value for change in found] == ["piano museum"]


@pytest.mark.parametrize(
    "text",
    ["anywhere", "an inn, anywhere.", "wherever is fine", "an inn anywhere in the country",
     "anywhere at all", "a cafe anywhere in the US", "anywhere is fine", "anywhere, no pizza",
     "an inn anywhere else", "anywhere in the world"],
)  # fmt: skip
def test_anywhere_gives_up_the_place(domain: Domain, text: str) -> None:
    found = composed(text, domain).changes
    assert ("place", "any") in {(change.attribute, change.tag) for change in found}


@pytest.mark.parametrize(
    "text",
    ["anywhere in Ohio", "anywhere it snows", "run it from anywhere", "not anywhere hot",
     "anywhere near the sea", "anywhere but Texas", "we could go anywhere for lunch"],
)  # fmt: skip
def test_anywhere_that_is_narrowed_does_not(domain: Domain, text: str) -> None:
    found = composed(text, domain).changes
    assert ("place", "any") not in {(change.attribute, change.tag) for change in found}
