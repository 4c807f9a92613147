"""The encoder that the settings ask for."""

from __future__ import annotations

from core.settings import Settings
from models.embeddings import Encoder, find_opener

__all__ = ["Encoder", "open_encoder"]


def open_encoder(settings: Settings) -> Encoder:
    """The encoder of these settings; cheap, since weights are loaded at its first use.

    Raises:
        BadSetting: FIRSTFIVE_EMBEDDINGS names no known encoder.
        EncoderUnavailable: the weights are not installed.
    """
    return find_opener(settings.embeddings)(settings)
