"""A small domain of second-hand boats, with one attribute of every kind."""

import pytest

from domains import Pack

ATTRIBUTES = [
    {
        "id": "rig",
        "type": "category",
        "label": "Rig",
        "choices": [{"value": "sloop"}, {"value": "ketch"}],
        "extract": {"field": "rig", "after": ">", "map": {"S": "sloop"}},
    },
    {
        "id": "gear",
        "type": "categories",
        "label": "Gear",
        "extract": {"field": "gear", "split": ",", "drop": ["none"]},
    },
    {"id": "price", "type": "money", "label": "Price", "extract": {"field": "price"}},
    {"id": "crew", "type": "number", "label": "Crew", "extract": {"field": "crew"}},
    {
        "id": "built",
        "type": "year",
        "label": "Built",
        "extract": {"field": ["built", "season"]},
    },
    {
        "id": "berth",
        "type": "place",
        "label": "Berth",
        "extract": {"field": ["berths", "land"]},
    },
    {
        "id": "engine",
        "type": "flag",
        "label": "Engine",
        "extract": {"field": "engine", "absent": False, "unless": ["unknown"]},
    },
    {
        "id": "state",
        "type": "category",
        "label": "State",
        "extract": {"field": "state", "absent": "for sale"},
    },
    {"id": "use", "type": "text", "label": "Use"},
]


@pytest.fixture(scope="session")
def boats() -> Pack:
    return Pack.model_validate(
        {
            "id": "boats",
            "title": "Boats",
            "noun": {"one": "boat", "many": "boats"},
            "fields": {
                "id": "id",
                "title": "name",
                "texts": ["text", "more"],
                "url": "link",
            },
            "opening": {"greeting": "Hello.", "ask": "Which boat?", "examples": ["a dinghy"]},
            "disclosure": "AI",
            "notice": "No advice.",
            "human": "Call us.",
            "availability": {"attribute": "state", "shown": ["for sale"]},
            "embed": "{title}. {rig}. {cleaned}",
            "attributes": ATTRIBUTES,
        }
    )
