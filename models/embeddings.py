"""Embedding models by name. A provider is one more line in ``OPENERS``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.errors import BadSetting
from core.settings import Settings
from models.hosted import HOSTS, open_hosted
from models.local import open_local


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their similarity.

    ``name`` identifies the vectors (provider, model, precision): vectors of different names are
    never compared. ``dimension`` is their length.
    """

    @property
    def name(self) -> str:
        """What the vectors are stored under."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row per text, float32 (n, dimension), L2 norm 1."""


OPENERS: Mapping[str, Callable[[Settings], Encoder]] = {
    "local": open_local,
    **dict.fromkeys(HOSTS, open_hosted),
}
"""What the part of FIRSTFIVE_EMBEDDINGS before the first colon may be, and how it is opened."""


def find_opener(setting: str) -> Callable[[Settings], Encoder]:
    """The opener a setting asks for.

    Raises:
        BadSetting: there is none of this name.
    """
    opener = OPENERS.get(setting.partition(":")[0])
    if opener is None:
        raise BadSetting(
            f"FIRSTFIVE_EMBEDDINGS = {setting!r}: this version knows {', '.join(OPENERS)}."
        )
    return opener
