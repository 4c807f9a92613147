"""The businesses pack against its gold labels, and on sentences of the kind that listings write."""

from __future__ import annotations

from functools import cache

import pytest

from catalogue.clean import clean, clean_line
from catalogue.extract import extract
from catalogue.record import source_text
from core.model import Stated
from domains import load_pack
from evaluation.extraction import MONEY, Scores, evaluate, plain_values, records_of

PACK = load_pack("businesses")


@cache
def scores(half: str) -> Scores:
    return evaluate("businesses", "held-out" if half == "held-out" else "development")


def value(text: str, attribute: str) -> object:
    stated = extract(PACK, {"scraped_at": "2026-06-01"}, "A business", f"A business\n{text}")
    return plain_values(PACK, stated).get(attribute)


@pytest.mark.parametrize("half", ["development", "held-out"])
def test_micro_f1(half: str) -> None:
    assert scores(half).overall.f1 >= 0.90


@pytest.mark.parametrize("half", ["development", "held-out"])
def test_money_is_exact_and_never_tenfold(half: str) -> None:
    money = [scores(half).fields[name] for name in MONEY]
    assert sum(t.tenfold for t in money) == 0
    assert sum(t.right for t in money) / sum(t.right + t.wrong + t.invented for t in money) >= 0.95


def test_evidence_is_a_span_of_the_text() -> None:
    for record in records_of(PACK)[:40]:
        title, cleaned = clean_line(record["title"]), clean(source_text(PACK, record))
        for stated in extract(PACK, record, title, cleaned).values():
            assert _grounded(stated, cleaned)


def _grounded(stated: Stated, cleaned: str) -> bool:
    if stated.evidence is None:
        return stated.default
    return cleaned[stated.evidence.start : stated.evidence.end] == stated.evidence.text != ""


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ("Asking $310,000. Rent $2,100 a month, inventory $45,000 extra.", "asking_price", 310_000),
        ("List price 1.15M, building can be bought for $600K.", "asking_price", 1_150_000),
        ("Price on application. Sales of $2M.", "asking_price", None),
        ("Reduced to $275,000 from $300,000.", "asking_price", 275_000),
        ("Gross sales $1.4 million, down from $1.6 million.", "revenue", 1_400_000),
        ("Takes in about $22,000 a month.", "revenue", 264_000),
        ("Sales $500k / SDE $120k / ask $350k", "cash_flow", 120_000),
        ("After all bills it leaves $64,000 for the owner.", "cash_flow", 64_000),
        ("Team of twelve, all W-2.", "employees", 12),
        ("Three full-time and four part-time people.", "employees", 5),
        ("It's just me, no employees.", "employees", 0),
        ("In business since 1983.", "established", 1983),
        ("Sales have been level since 2021.", "established", None),
        ("The owner lives out of state and visits twice a year.", "owner_role", "absentee"),
        ("I spend maybe eight hours a week on the books.", "owner_role", "semi-absentee"),
        ("Owner works the counter six days a week.", "owner_role", "full-time"),
        ("Land and building are included in the price.", "real_estate", "included"),
        ("Lease has six years left at $3,200 a month.", "real_estate", "leased"),
        ("Home-based, no office needed.", "real_estate", "none"),
        ("The building can be purchased or leased.", "real_estate", "available"),
        ("Seller will carry a note for 20%.", "seller_financing", True),
        ("Sorry, no seller financing.", "seller_financing", False),
        ("Franchisor approval required, 6% royalty.", "franchise", True),
        ("Independent shop, not a franchise.", "franchise", False),
        ("Sales are up 12% over last year.", "trend", "growing"),
        ("Revenue has been flat for three years.", "trend", "steady"),
        ("Revenue has slipped three years running.", "trend", "declining"),
        ("The owner is retiring after 30 years.", "reason_for_sale", "retirement"),
        ("My wife has been transferred to Ohio.", "reason_for_sale", "relocation"),
        ("The partners are splitting up.", "reason_for_sale", "partnership split"),
        ("Health dept inspected in May.", "reason_for_sale", None),
        ("SALE PENDING - backups welcome", "status", "under offer"),
        ("Honey is sold through local shops.", "status", "available"),
        ("Located in Toledo, Ohio; owner moving to Texas.", "state", "OH"),
        ("Located in Toledo, Ohio; owner moving to Texas.", "region", "Midwest"),
    ],
)
def test_sentences(text: str, attribute: str, expected: object) -> None:
    assert value(text, attribute) == expected


@pytest.mark.parametrize(
    ("text", "staff"),
    [
        ("Half a dozen staff.", 6),
        ("Two dozen employees, most of them here for years.", 24),
        ("We have three dozen people on the payroll.", 36),
        ("A dozen employees.", 12),
        ("A half-dozen employees.", 6),
        ("Half dozen workers, all local.", 6),
        ("A couple of dozen employees in season and out.", 24),
        ("Crew of half a dozen.", 6),
        ("Staff of two dozen.", 24),
        ("4 dozen employees across both plants.", 48),
        ("Twelve employees.", 12),
    ],
)
def test_dozens_are_counted(text: str, staff: int) -> None:
    assert value(text, "employees") == staff


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ("Grossed 248,000 and I put 96,000 in my pocket. Asking 155.", "asking_price", 155_000),
        ("Took in 310,000 last year. Want 180.", "asking_price", 180_000),
        ("Sales 412,000, owner clears 97,500. Price 240.", "asking_price", 240_000),
        ("It grosses 122,000. Asking price 85, truck included.", "asking_price", 85_000),
        ("Gross sales of 530,000. I net 140.", "cash_flow", 140_000),
        ("Revenue: 640,000\nSDE: 128\nAsking: 390", "asking_price", 390_000),
        ("Revenue: 640,000\nSDE: 128\nAsking: 390", "cash_flow", 128_000),
        ("Does 205,000 a year. Listed at 130, firm.", "asking_price", 130_000),
        ("Sales $275,000. Asking 160.", "asking_price", 160_000),
        ("Grossed 248,000. Staff of 4. Asking 155.", "employees", 4),
        ("Grossed 248,000 in 140 days. Open since 1988.", "asking_price", None),
        ("Grossed 248,000. Asking 155,000.", "asking_price", 155_000),
    ],
)
def test_bare_figures_beside_thousands_written_out_are_thousands(
    text: str, attribute: str, expected: int | None
) -> None:
    assert value(text, attribute) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Building: 12,000 sq ft, yours for 700,000 more or sign a lease.", "available"),
        ("Building is yours too for another $450,000, or take a ten-year lease.", "available"),
        ("The shop building can be had at 1.1 million on top.", "available"),
        ("Real estate, 2 acres, for $600K more.", "available"),
        ("Land and building for $300,000 extra, or sign a new lease.", "available"),
        ("Building: 9,000 sq ft. Lease is $4,000 a month to 2030.", "leased"),
        ("Property: buy it or sign a five-year lease.", "available"),
        ("Warehouse building yours at 800k or keep the lease.", "available"),
        ("Building, 4,000 ft, yours for half a million more.", "available"),
        ("The premises, yours for $250,000 on top of the business.", "available"),
        ("We sign a new lease with the landlord in May.", "leased"),
        ("Building and land included in the price.", "included"),
    ],
)
def test_a_building_that_costs_more_can_be_bought_as_well(text: str, expected: str) -> None:
    assert value(text, "real_estate") == expected
