"""The claim that there is none of a kind, on the shipped catalogue: how often it is right."""

from __future__ import annotations

import numpy as np
import pytest

from agent import Agent
from agent.belief import settle
from agent.kinds import Found
from agent.nodes.recommend import of_kind
from agent.parameters import load_parameters
from core.database import lent
from core.model import Wish
from tools.desk import Desk

THERE = (
    "HVAC company", "laundromat", "machine shop", "pizzeria", "day care for children",
    "a small inn", "motel", "car wash", "garage that repairs cars", "bookkeeping practice",
    "insurance agency", "cleaning company for offices", "dentist", "trucking firm",
    "Christmas tree farm", "oyster farm", "plant nursery", "undertaker", "liquor store",
    "marina", "coffee roastery", "café", "pool cleaning route", "bakery", "barbecue restaurant",
    "kennel", "local newspaper", "hardware store", "septic pumping outfit", "bowling alley",
    "gym", "physiotherapy clinic", "drug store", "microbrewery", "quilting shop",
    "dog grooming vans", "animal hospital", "driving school", "barber shop", "fly fishing shop",
    "moving company", "translation agency", "optician", "roofing contractor", "hair salon",
    "tutoring center", "print shop", "crematorium"
)  # fmt: skip
"""Kinds of which something is for sale in the catalogue, in other words than its own, too."""

ABSENT = (
    "bookshop", "florist", "fish farm", "vineyard", "ski resort", "horse riding school",
    "cinema", "travel agency", "nail bar", "jewellery store", "bicycle shop", "antique shop",
    "nursing home", "taxi company", "gas station", "music school", "dance studio", "art gallery",
    "bridal boutique", "pest control company", "towing service", "law firm", "shoe store",
    "ice cream truck", "toy shop", "photo studio", "radio station", "escape room", "butcher",
    "tattoo parlor", "dairy farm", "architecture office", "locksmith", "piano tuner",
    "goat farm", "shooting range", "yoga studio", "pawn shop", "food truck",
    "tree trimming company", "appliance repair", "beekeeping", "sawmill", "dry cleaner"
)  # fmt: skip
"""Kinds of which nothing is for sale there."""


async def look(agent: Agent, said: str) -> Found | None:
    """What is found of a kind among all that may be shown."""
    served = await agent.shelf.newest("businesses")
    snapshot = served.snapshot
    nothing = np.zeros(len(snapshot.ids), np.float32)
    belief = settle(nothing, snapshot.available, load_parameters())
    desk = Desk(lambda: lent(agent.pool), served.pack, snapshot, served.encoder)
    return await of_kind(desk, belief, (Wish(attribute="activity", value=said),))


async def test_none_is_said_of_what_is_not_there_and_hardly_ever_of_what_is(agent: Agent) -> None:
    wrong = [kind for kind in THERE if not await anything(agent, kind)]
    right = [kind for kind in ABSENT if not await anything(agent, kind)]
    assert len(right) >= 0.9 * (len(right) + len(wrong)), wrong
    assert len(right) >= 0.6 * len(ABSENT), sorted({*ABSENT} - {*right})


async def anything(agent: Agent, kind: str) -> bool:
    found = await look(agent, kind)
    return found is None or found.anywhere


@pytest.mark.parametrize(
    "told",
    [
        "something where I can talk with people all day",
        "prints money while I nap in a hammock",
        "business",
        "a good little company",
        "hands on, outdoors, seasonal work with a crew, trucks and a yard near town",
    ],
)
async def test_a_story_names_no_kind(agent: Agent, told: str) -> None:
    assert await look(agent, told) is None
