"""A labelled table: what must never be said, and honest sentences that look like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from guards import promises
from guards.promise_patterns import TRIGGERS
from guards.promises import find_promise, without_promises

NEVER = """
Guaranteed returns of 12% a year.
This business guarantees you a steady income.
We guarantee that you will be happy.
I promise this one works out.
Profits are all but guaranteed.
The income here is assured.
It ensures you a solid profit.
You have my word on it.
It is bound to succeed.
This is a guaranteed winner.
It is certain to make money.
A sure profit from the first day.
100% safe and easy to run.
Comes with a money-back guarantee.
A locked-in return from year one.
A risk-free way into the trade.
There is no risk here.
You cannot lose with this one.
You can't go wrong with a laundromat.
There's virtually no downside.
It's a sure thing.
A safe bet for a retired owner.
A recession-proof business.
It practically prints money.
Easy money for a quiet retirement.
It is hard to fail at this.
Nothing to lose.
It never fails.
A surefire choice.
You will double your money.
This will triple your investment in three years.
A quick way to grow your savings.
You'll earn $200,000 a year.
You could make a fortune.
You will make a profit in year one.
You'll get your money back within two years.
Sales will grow next year.
The value is going to rise.
Revenue is set to double.
It should pay for itself in three years.
It pays for itself.
This startup is likely to go public soon.
The company is poised to take off.
We expect strong growth.
Expected returns are above average.
The projected profit is attractive.
An 18% annual return.
A 10x return.
Returns of about 15 percent.
The next unicorn.
Huge upside.
The price can only go up.
It will be worth millions.
It will generate $1 million in profit.
You stand to earn a good living.
It will yield 8% a year.
You should buy this one.
You really should make an offer.
You ought to invest soon.
You must act quickly.
You'd better grab it.
You would be foolish not to buy.
You should not buy the second one.
Don't miss this one.
Now is the best time to buy.
Buy it now.
Act fast.
It will be a smart buy.
Well worth buying.
Decide before it's gone.
A once-in-a-lifetime chance.
Everyone should own one of these.
I recommend that you buy the bakery.
We strongly recommend this one.
I would advise you to invest here.
My advice is to take the first.
I'd suggest buying both.
A great investment.
An excellent investment opportunity.
A solid business opportunity.
A no-brainer.
A real gold mine.
It is a steal at this price.
The asking price is below market value.
It looks undervalued.
A hidden gem.
Tax-free income.
You can write off the whole price against tax.
This way you avoid paying tax.
You won't owe any taxes.
The purchase is tax-deductible.
It qualifies you for an investor visa.
You would be eligible for a tax credit.
It is perfectly legal to do so.
There are no legal risks.
You could sue the seller.
You won't be liable for anything.
I have inside information about the seller.
Not only profitable: guaranteed returns.
No doubt you will double your money.
It is not listed elsewhere, and you cannot lose.
Guaranteed\u00a0RETURNS!
You can\u2019t lose.
Your capital will appreciate.
It is sure to be a success.
They promise a quick sale.
It should bring you $5,000 a month.
""".strip().split("\n")

TABLES = Path(__file__).parent / "tables"
NEVER += (TABLES / "never_said.txt").read_text("utf-8").splitlines()

FINE = """
Guaranteed occupancy is not claimed.
A bank guarantee is required.
The seller will guarantee the lease.
A personal guarantee is asked of the buyer.
Returns are not guaranteed.
We cannot guarantee that it is still for sale.
There is no guarantee of future income.
Nothing here is a promise of profit.
It is not risk-free.
No business is without risk.
Matches what you told me.
Matches the price you named: $450,000, and you said at most $500,000.
It had revenue of $1.2 million last year.
Revenue grew 12% in 2024.
The owner will stay on for a year.
The seller will train the buyer for three months.
You said you want to buy before the summer.
You must hold a plumbing licence.
You should know that the lease ends in 2027.
You will need a licence for this.
You can make changes later.
You can sell food on the terrace.
You wanted fewer than ten employees; it has 12.
Who should buy milk is not recorded.
It sells tax software to small firms.
The firm prepares tax returns.
Property taxes are included in the rent.
Sales tax is not included.
It is a law firm in Boston.
Legal services for tenants.
The agency sells insurance against income loss.
Risk management for banks.
It makes a risk assessment tool.
A risk-free trial is offered.
Free cancellation up to the day before.
The team has a great deal of experience.
An investment bank in New York.
A strong investment team of twelve.
It helps farmers grow vegetables.
A growing company of 40 people.
The company makes fireproof doors.
They produce waterproof jackets.
Do you want only firms that make a profit?
What cash flow should it have at least?
How much do you want to invest?
Would you rather buy or rent the building?
Is it important that the owner stays on?
The asking price is $750,000, above your $500,000.
The listing does not say how many people work there.
It returns unused packaging to the maker.
The garden yields apples and pears.
The bakery earned $180,000 in 2025.
Seller financing is offered for 20% of the price.
Cash flow of $240,000 a year, as the listing states.
The building is secured by an alarm.
It is bound by a contract until 2028.
The owner is certain about the date.
Please check every figure with the seller before you decide.
This is not investment advice.
We never advise you to buy anything.
I do not recommend buying anything; I show what fits.
Ask a lawyer or a tax adviser before you sign.
I can't give tax or legal advice.
These five fit best what you told me.
I could not find anything in Ohio under $300,000.
Shall I also look at firms without real estate?
A deal flow platform for brokers.
The shop is a certain distance from the sea.
Insured deposits are its product.
It gives small shops a money transfer service.
Hotels with a pool near the old town.
The flat sleeps four and costs $140 a night.
Its risks are listed below.
There is a risk of flooding.
Buy-to-let is not what it does.
Signs and banners for shops.
Acting classes for children.
You can go back at any time.
The next question is about the price.
It should have at least three bedrooms, you said.
You told me the team should be small.
Now I know the price, the place and the trade.
I will show you five businesses.
You will see what fits and what does not.
I expect two more questions.
The company will be shown as soon as it is available.
""".strip().split("\n")

FINE += (TABLES / "fine_to_say.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("text", NEVER)
def test_never_said(text: str) -> None:
    assert find_promise(text) is not None


@pytest.mark.parametrize("text", FINE)
def test_fine_to_say(text: str) -> None:
    assert find_promise(text) is None


def test_the_table_is_large_enough() -> None:
    assert len(NEVER) >= 300
    assert len(FINE) >= 150
    assert len(set(NEVER + FINE)) == len(NEVER) + len(FINE)


@pytest.mark.parametrize("text", NEVER + FINE)
def test_triggers_hide_nothing(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = find_promise(text)
    monkeypatch.setattr(promises, "TRIGGERS", dict.fromkeys(TRIGGERS, ("",)))
    assert find_promise(text) == quick


def test_a_packs_own_phrases() -> None:
    assert find_promise("A five-star host.", forbidden=["five-star"])
    assert find_promise("A five-starred host.", forbidden=["five-star"]) is None
    assert find_promise("Not a FIVE-STAR host.", forbidden=["five-star"])


def test_a_source_is_quoted_without_its_promises() -> None:
    text = "A bakery in Ohio. Guaranteed returns of 20%! Est. 1990, 12 people."
    assert without_promises(text) == "A bakery in Ohio. Est. 1990, 12 people."
    assert without_promises("You should buy\nnothing") == "You should buy\nnothing"


def test_long_texts_are_read_in_no_time() -> None:
    text = "you will " * 2000 + "guarantee the the the " * 2000
    find_promise(text[:20000])
