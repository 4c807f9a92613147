"""The readings of what was asked: a quick reply that was typed, and how much a value matters."""

from __future__ import annotations

from agent.listening.click import read_choice
from agent.listening.dissect import Dissection
from agent.listening.ears import Ears
from agent.listening.must import insisted
from agent.listening.need import limited
from agent.listening.pending import Pending
from agent.listening.phrase import phrases, plain
from core.model import Reading
from domains import Attribute, Pack


def typed_choice(pack: Pack, body: str, pending: Pending) -> tuple[Reading, ...]:
    """A quick reply that was typed instead of clicked."""
    typed = plain(body)
    for choice in pending.choices:
        if typed and typed == plain(choice.label) and "=" in choice.id:
            return (read_choice(pack, choice.id, pending),)
    return ()


def required(
    ears: Ears, reading: Reading, asked: Attribute, parts: Dissection, body: str, replace: bool
) -> Reading:
    """A reading of what was asked, with what the utterance says of need and where it stands.

    ``replace`` drops the other values of the attribute.
    """
    if reading.attribute != asked.id:
        return reading
    span = reading.span or _named(ears, reading, body)
    must = parts.must
    if must is None and span is not None:
        piece = next((p for p in phrases(body) if p.span[0] <= span[0] < p.span[1]), None)
        must = insisted(piece.text) if piece else None
        if must is None and isinstance(reading.value, str) and limited(body, *span):
            must = True
    return reading.model_copy(update={"must": must, "replace": replace, "span": span})


def _named(ears: Ears, reading: Reading, body: str) -> tuple[int, int] | None:
    """Where the value is named, if it is named once."""
    meaning = ears.meanings.get(reading.attribute)
    spans = {m.span for m in meaning.named(body) if m.value == reading.value} if meaning else set()
    return next(iter(spans)) if len(spans) == 1 else None
