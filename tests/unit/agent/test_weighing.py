"""How much the meaning of what was said counts."""

from __future__ import annotations

from agent.nodes.believe import weighted
from agent.parameters import Parameters
from agent.state import Spoken
from domains import Pack


def weight(attribute: str, pack: Pack, p: Parameters) -> float:
    return weighted(Spoken(attribute=attribute, text="by the lake", turn=1), pack, p).weight


def test_words_count_by_what_they_answer(pack: Pack, parameters: Parameters) -> None:
    weights = {id: weight(id, pack, parameters) for id in ("opening", "about", "more", "price")}
    assert weights["opening"] == parameters.beta_opening
    assert weights["about"] == weights["more"] == parameters.beta_text
    assert weights["price"] == parameters.beta_rest


def test_a_description_that_tells_less_counts_less(pack: Pack, parameters: Parameters) -> None:
    less = tuple(
        a.model_copy(update={"weight": 0.5} if a.id == "about" else {"choices": ()})
        for a in pack.attributes
    )
    changed = pack.model_copy(update={"attributes": less})
    assert weight("about", changed, parameters) == 0.5 * parameters.beta_text
    assert weight("kind", changed, parameters) == parameters.beta_text
