from __future__ import annotations

import numpy as np

from agent.belief import Belief, settle
from agent.parameters import Parameters
from agent.pricing import seconds
from agent.worth import worth
from catalogue.snapshot import Snapshot
from domains import Pack


def even(p: Parameters) -> Belief:
    return settle(np.zeros(12, dtype=np.float32), np.ones(12, dtype=np.bool_), p)


def test_a_finer_answer_is_worth_more_than_a_yes_or_no(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    gains = {
        id: worth(pack.attribute(id), snapshot.columns[id], even(parameters), True, parameters).gain
        for id in ("price", "open")
    }
    assert gains["price"] > gains["open"] > 0


def test_a_description_is_worth_little_to_somebody_who_clicks(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    about = pack.attribute("about")
    typing = worth(about, None, even(parameters), True, parameters)
    clicking = worth(about, None, even(parameters), False, parameters)
    assert 0 < clicking.gain < typing.gain / 5
    assert clicking.seconds == typing.seconds


def test_every_word_that_is_read_and_every_letter_typed_costs_time(pack: Pack) -> None:
    kind = pack.attribute("kind")
    assert seconds(kind, (), typed=True) > seconds(kind, (), typed=False)
    assert seconds(kind, ("two words",), typed=False) > seconds(kind, ("one",), typed=False)
    longer = kind.model_copy(update={"length": 200})
    assert seconds(longer, (), typed=True) > seconds(kind, (), typed=True)


def test_words_for_values_that_only_the_catalogue_knows_are_worth_what_a_description_is(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    kind = pack.attribute("kind")
    open_ended = kind.model_copy(update={"choices": (), "weight": 0.5})
    described = pack.attribute("about").model_copy(update={"weight": 0.5, "answerable": 1.0})
    assert open_ended.open_ended
    gains = [
        worth(one, column, even(parameters), True, parameters).gain
        for one, column in (
            (open_ended.model_copy(update={"answerable": 1.0}), snapshot.columns["kind"]),
            (described, None),
        )
    ]
    assert gains[0] == gains[1] > 0


def test_words_beside_a_value_are_worth_at_least_what_they_mean(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    price = pack.attribute("price")
    plain = worth(price, snapshot.columns["price"], even(parameters), True, parameters)
    told = price.model_copy(update={"weight": 3.0})
    worded = worth(told, snapshot.columns["price"], even(parameters), True, parameters)
    assert worded.gain > plain.gain
    faint = price.model_copy(update={"weight": 0.01})
    assert worth(faint, snapshot.columns["price"], even(parameters), True, parameters) == plain
