from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from agent.listening import Listener, Network
from agent.listening.domain import Domain
from core.model import Place, PlaceKind
from core.settings import read_settings
from domains import load_pack
from models.local import LocalEncoder, open_local
from tests.unit.agent.listening.made import made_domain


@pytest.fixture(scope="session")
def domain() -> Domain:
    """The made-up pack with a catalogue of a few places and figures."""
    return made_domain()


@pytest.fixture(scope="session")
def encoder(data_folder: Callable[[str], Path]) -> LocalEncoder:
    """The embedded encoder."""
    return open_local(read_settings(data_dir=data_folder("listening")))


@pytest.fixture(scope="session")
def network(encoder: LocalEncoder) -> Network:
    """The heads with the weights that ship."""
    return Network(encoder)


def _places(kind: PlaceKind, *names: str) -> dict[Place, int]:
    return {Place(name=name, kind=kind): 5 for name in names}


_PLACES = {
    "businesses": {
        "state": _places(
            "state", "Texas", "Ohio", "Pennsylvania", "Michigan", "Wisconsin", "New York",
            "Oklahoma", "Vermont", "Utah", "Florida", "Georgia", "Colorado", "Indiana",
        ),
        "city": _places(
            "city", "Dallas, Texas", "Akron, Ohio", "Cleveland, Ohio", "Tampa, Florida",
        ),
    },
    "startups": {
        "location": _places("country", "India", "Kenya", "Germany", "United States", "Bolivia")
        | _places("region", "Africa", "Asia", "Europe"),
    },
    "stays": {
        "place": _places(
            "city", "Bristol, United Kingdom", "Edinburgh, United Kingdom",
            "Manchester, United Kingdom",
        ),
    },
}  # fmt: skip
_FIGURES = {
    "businesses": {
        "asking_price": (99_000.0, 385_000.0, 695_000.0, 1_700_000.0, 6_800_000.0),
        "revenue": (150_000.0, 450_000.0, 900_000.0, 2_200_000.0, 8_000_000.0),
        "cash_flow": (45_000.0, 110_000.0, 190_000.0, 400_000.0, 1_200_000.0),
        "employees": (1.0, 4.0, 7.0, 16.0, 71.0),
        "established": (1948.0, 1978.0, 1998.0, 2011.0, 2017.0),
    },
    "startups": {
        "team_size": (2.0, 6.0, 14.0, 45.0, 400.0),
        "founded": (2008.0, 2014.0, 2018.0, 2021.0, 2023.0),
    },
    "stays": {
        "price_per_night": (45.0, 80.0, 120.0, 190.0, 400.0),
        "guests": (1.0, 2.0, 4.0, 6.0, 10.0),
        "bedrooms": (1.0, 1.0, 2.0, 3.0, 5.0),
        "minimum_nights": (1.0, 2.0, 2.0, 3.0, 7.0),
    },
}


@pytest.fixture(scope="session")
def listeners(network: Network) -> dict[str, Listener]:
    """A listener of each shipped pack, for a catalogue of a few places and usual figures."""
    found = {}
    for id, places in _PLACES.items():
        pack = load_pack(id)
        vocabulary = {a.id: {c.value: 10 for c in a.choices} for a in pack.attributes if a.choices}
        found[id] = Listener(
            pack, vocabulary, network, places, lambda: date(2026, 1, 13), _FIGURES[id]
        )
    return found
