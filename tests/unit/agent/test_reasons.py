from __future__ import annotations

from agent.evidence import finalists, quotes, sentences
from agent.reasons import compromises, judge, reasons
from core.model import Evidence, Item, Kind, Range, Stated, Wish
from domains import Attribute, Pack
from models.encoder import Encoder

TEXT = "Corner bakery\nBread baked before dawn in a brick oven. Price $300,000. Parking is free."


def item(**attributes: Stated) -> Item:
    return Item(
        id="1",
        pack="shops",
        title="Corner bakery",
        url=None,
        summary="Bread",
        cleaned=TEXT,
        attributes=attributes,
        available=True,
    )


def test_sentences_are_spans_after_the_title() -> None:
    found = sentences(item())
    assert [TEXT[s.start : s.end] for s in found] == [s.text for s in found]
    assert found[0].text == "Bread baked before dawn in a brick oven."


def test_rare_shared_words_choose_the_finalists() -> None:
    best = finalists(item(), ["I want a place with a brick oven"])[0]
    assert "brick oven" in best.text


class Letters:
    """An encoder that knows one thing: whether a text speaks of ovens."""

    name, dimension = "letters", 2

    def encode(self, texts):  # type: ignore[no-untyped-def]
        import numpy as np

        return np.array([[1.0, 0.0] if "oven" in t else [0.0, 1.0] for t in texts], np.float32)


def test_only_a_close_sentence_is_quoted() -> None:
    encoder: Encoder = Letters()
    assert "oven" in quotes([item()], ["an oven"], encoder)["1"].text
    assert quotes([item()], [], encoder) == {}


def test_a_met_wish_is_a_reason_with_its_evidence(pack: Pack) -> None:
    span = Evidence(text="$300,000", start=TEXT.index("$"), end=TEXT.index("$") + 8)
    found = item(price=Stated(value=300_000.0, evidence=span))
    wish = Wish(attribute="price", value=Range(max=400_000))
    (reason,) = reasons(found, [wish], None, pack)
    assert reason.attribute == "price"
    assert reason.evidence == span
    assert compromises(found, [wish], pack) == ()


def test_an_unmet_and_an_unstated_wish_are_compromises(pack: Pack) -> None:
    found = item(kind=Stated(value="bakery"))
    wishes = [Wish(attribute="kind", value="garage"), Wish(attribute="open", value=True)]
    texts = [c.text for c in compromises(found, wishes, pack)]
    assert texts == [
        "Kind: bakery, and you asked for garage.",
        "Open: it does not say (you asked for Yes).",
    ]


def test_a_soft_reading_is_met_by_its_second_meaning() -> None:
    attribute = Attribute(id="kind", type=Kind.CATEGORY, label="Kind")
    soft = Wish(attribute="kind", value="garage", weights=(("garage", 0.5), ("bakery", 0.4)))
    found = item(kind=Stated(value="bakery"))
    assert judge(found, soft, attribute) is True
    assert judge(found, soft.model_copy(update={"must": True}), attribute) is False


def test_there_is_always_a_reason(pack: Pack) -> None:
    assert reasons(item(), [], None, pack)
