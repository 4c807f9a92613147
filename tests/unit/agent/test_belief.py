from __future__ import annotations

import numpy as np
import pytest

from agent.belief import Belief, Told, believe, calibrated, told
from agent.parameters import Parameters
from catalogue.snapshot import Snapshot
from core.model import Range, Wish
from domains import Pack

N = 12


def held(
    pack: Pack, snapshot: Snapshot, p: Parameters, *wishes: Wish, rejected: tuple[str, ...] = ()
) -> Belief:
    text = np.zeros(N, dtype=np.float32)
    return believe(pack, snapshot, wishes, text, snapshot.available, rejected, p)


def test_nothing_said_believes_evenly(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    belief = held(pack, snapshot, parameters)
    assert belief.posterior == pytest.approx(np.full(N, 1 / N), rel=1e-5)
    assert belief.match == pytest.approx(5 / N, abs=1e-4)


def test_a_wish_raises_those_that_have_it_and_a_missing_value_is_neutral(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    belief = held(pack, snapshot, parameters, Wish(attribute="kind", value="garage"))
    posterior = belief.posterior
    assert posterior[4] > posterior[11] > posterior[0]
    assert posterior[11] == pytest.approx(posterior[:11].mean(), rel=1e-4)


def test_an_avoided_value_loses_but_is_not_excluded_unless_it_must(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    wish = Wish(attribute="kind", stance="avoid", value="bakery")
    posterior = held(pack, snapshot, parameters, wish).posterior
    assert 0 < posterior[0] < posterior[4] / 5


def test_a_clicked_wish_weighs_more_than_a_read_one(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    said = held(pack, snapshot, parameters, Wish(attribute="kind", value="salon"))
    clicked = held(
        pack, snapshot, parameters, Wish(attribute="kind", value="salon", source="chosen")
    )
    assert clicked.posterior[8] > said.posterior[8]


def test_a_soft_reading_spreads_over_its_meanings(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    wish = Wish(attribute="kind", value="bakery", weights=(("bakery", 0.6), ("garage", 0.3)))
    posterior = held(pack, snapshot, parameters, wish).posterior
    assert posterior[0] > posterior[4] > posterior[8]


@pytest.mark.parametrize(
    ("wish", "best", "worse"),
    [
        (Range(max=300_000), 2, 5),
        (Range(min=900_000), 8, 4),
        (Range(min=400_000, max=500_000), 3, 9),
    ],
)
def test_figures_fade_outside_the_range(
    pack: Pack, snapshot: Snapshot, parameters: Parameters, wish: Range, best: int, worse: int
) -> None:
    posterior = held(pack, snapshot, parameters, Wish(attribute="price", value=wish)).posterior
    assert posterior[best] > 2 * posterior[worse]


def test_tags_are_alternative_words_not_proof_of_absence(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    posterior = held(pack, snapshot, parameters, Wish(attribute="tags", value="cosy")).posterior
    assert posterior[0] > posterior[6] > 0


def test_a_rejected_item_falls_behind(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    posterior = held(pack, snapshot, parameters, rejected=("shop-0",)).posterior
    assert posterior[0] < posterior[1] / 10


def test_nothing_allowed_believes_nothing(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    none = np.zeros(N, dtype=np.bool_)
    belief = believe(pack, snapshot, (), np.zeros(N, dtype=np.float32), none, (), parameters)
    assert (belief.qualifying, belief.match, belief.posterior.sum()) == (0, 0.0, 0)


def test_calibration_keeps_order_and_certainty(parameters: Parameters) -> None:
    p = parameters.model_copy(update={"calibration_said": (0.8, -0.2, 0.1, 0.1)})
    values = [calibrated(raw, Told(), 12, p) for raw in (0.0, 0.2, 0.5, 0.9, 1.0)]
    assert values == sorted(values)
    assert 0 < values[0] < values[-1] < 1
    assert calibrated(1.0, Told(), 4, p) == 1.0


def test_calibration_discounts_what_was_clicked_by_its_number(parameters: Parameters) -> None:
    p = parameters.model_copy(update={"calibration_clicked": (1.0, 0.0, -0.3, -0.1)})
    few, many = (calibrated(0.8, Told(clicked=n), 10, p) for n in (1, 5))
    assert many < few < 0.8
    assert calibrated(0.8, Told(clicked=1), 10_000, p) < few
    assert calibrated(0.8, Told(said=5), 10, p) == pytest.approx(0.8)


def test_what_was_told_counts_attributes_by_how_they_were_told() -> None:
    wishes = (
        Wish(attribute="kind", value="bakery", source="chosen"),
        Wish(attribute="tags", value="red", source="said"),
        Wish(attribute="tags", value="blue", source="said"),
        Wish(attribute="open", stance="any", source="chosen"),
    )
    assert told(wishes) == Told(said=1, clicked=1)


def test_a_wish_for_a_rare_value_weighs_more_than_one_for_a_common_one(
    pack: Pack, snapshot: Snapshot
) -> None:
    p = Parameters(uniform=0.0, tag_missing=0.0, error_said=0.2)
    rare = held(pack, snapshot, p, Wish(attribute="tags", value="cosy")).posterior
    common = held(pack, snapshot, p, Wish(attribute="tags", value="cheap")).posterior
    assert rare[0] / rare[6] > common[6] / common[0] > 1


def test_half_the_price_still_fits_and_another_kind_does_not(
    pack: Pack, snapshot: Snapshot, parameters: Parameters
) -> None:
    wishes = (
        Wish(attribute="price", value=Range(max=800_000)),
        Wish(attribute="kind", value="bakery"),
    )
    fitting = held(pack, snapshot, parameters, *wishes).fitting
    assert fitting.tolist() == [True] * 4 + [False] * 7 + [True]


@pytest.mark.parametrize("values", [("cosy", "cheap"), ("cheap", "cosy")])
def test_of_alternative_tags_one_is_as_good_as_the_other(
    pack: Pack, snapshot: Snapshot, parameters: Parameters, values: tuple[str, str]
) -> None:
    both = [Wish(attribute="tags", value=value, either=True) for value in values]
    belief = held(pack, snapshot, parameters, *both)
    assert belief.posterior[0] == pytest.approx(belief.posterior[6], rel=1e-4)
    assert belief.fitting[0]
    assert belief.fitting[6]
    together = held(
        pack, snapshot, parameters, *(w.model_copy(update={"either": False}) for w in both)
    )
    assert together.posterior[0] < belief.posterior[0]
