import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.boilerplate import site_of, without_boilerplate
from catalogue.clean import LONGEST_SUMMARY, clean, clean_line, summary_of


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("It costs more â€“ much more", "It costs more – much more"),
        ("<b>Price:</b> 5<br>Crew &amp; mast", "Price: 5\nCrew & mast"),
        ("fish &amp; chips &lt;3", "fish & chips <3"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("<script>steal()</script>A boat", "A boat"),
        ("<ul><li>mast</li><li>sail</li></ul>", "• mast\n• sail"),
        ("<table><tr><td>Price</td><td>5</td></tr></table>", "Price 5"),
        ("dry\u200b \u202eship\u202c\u0007", "dry ship"),
        ("hid\U000e0041\U000e0042den", "hidden"),
        ("a\u00a0 b\t c\r\n\r\n\r\n\r\nd", "a b c\n\nd"),
        ("", ""),
    ],
)
def test_markup_mojibake_and_hidden_characters_go(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_a_sentence_that_stood_before_is_not_repeated() -> None:
    sentence = "This boat has been in one family since the war."
    assert clean(f"{sentence} It is dry. {sentence.upper()}\nIt is dry.") == (
        f"{sentence} It is dry. \nIt is dry."
    ).replace(" \n", " \n")


@given(st.text())
def test_cleaning_any_text_is_repeatable_and_leaves_nothing_unseen(raw: str) -> None:
    cleaned = clean(raw)
    assert cleaned == clean(raw)
    assert not set(cleaned) & set("\x00\u200b\u202e\ufeff\r")
    assert "\n\n\n" not in cleaned
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "Home | Listings | Contact Broker",
        "Home | Search | Sell With Us | © harbourboard",
        "Save | Share | Report this listing",
        "© harbourboard 2026",
        "[ Log in ] [ Register ]",
        "Privacy policy",
        "— Unsubscribe | Archive",
        "Save this listing :: Report",
        "See 12 more in Florida",
        "Listing ID 88-1043",
        "Home › Boats › Maine",
    ],
)
def test_menus_and_copyright_lines_go(line: str) -> None:
    assert without_boilerplate(f"A dry boat.\n{line}\nOne owner.").split() == [
        "A", "dry", "boat.", "One", "owner.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Price $1,300,000 | Revenue $2,195,000 | Cash flow $455,000",
        "Home care for two • three nurses",
        "We search and share what we find.",
        "Home | Medical | Alabama",
        "Selling due to retirement / relocation",
        "» three masts, two sails",
        "Takings 1.1M › 934K › 812K",
        "See the yard before you ask.",
        "More room to grow",
    ],
)
def test_lines_that_say_something_stay(line: str) -> None:
    assert without_boilerplate(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Board",
        "HARBOUR-BOARD.",
        "harbour-board | See 12 more in Florida",
        "harbourboard ▸ Pets ▸ Michigan",
        "Harbour Board › Georgia › Home Services",
        "HARBOUR BOARD — issue 112 — sell-side",
        "harbourboard ▪ ad #5512 ▪ report",
        "harbour-board no. 96",
    ],
)
def test_the_name_of_the_site_and_the_path_beside_it_go(line: str) -> None:
    site = site_of("https://www.harbour-board.example/listing/1")
    assert without_boilerplate(f"A dry boat.\n{line}\nOne owner.", site) == (
        "A dry boat.\n\nOne owner."
    )


@pytest.mark.parametrize(
    "line",
    [
        "We came here through Harbour Board, as everybody does.",
        "Harbour boarding house | six rooms",
        "Georgia | Home services",
    ],
)
def test_a_sentence_with_the_name_of_the_site_stays(line: str) -> None:
    assert without_boilerplate(line, "harbourboard") == line


def test_what_a_line_says_beside_the_name_of_the_site_stays() -> None:
    line = "harbourboard | Price $650,000 with 2 acres"
    assert without_boilerplate(line, "harbourboard") == "Price $650,000 with 2 acres"
    line = "Ask Nan. Not guaranteed. harbourboard > Boats & gear"
    assert without_boilerplate(line, "harbourboard") == "Ask Nan. Not guaranteed."


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.harbour-board.example/1", "harbourboard"),
        ("https://sales.brokers.co.uk/1", "brokers"),
        ("not an address", ""),
        ("http://[broken", ""),
        (None, ""),
    ],
)
def test_a_site_is_named_by_its_address(url: object, site: str) -> None:
    assert site_of(url) == site


def test_the_rest_of_a_line_with_a_menu_stays() -> None:
    assert without_boilerplate("Ask for Dan | Home | Listings | © harbourboard") == "Ask for Dan"
    assert without_boilerplate("Not an offer. © harbourboard") == "Not an offer."


def test_contact_data_is_marked_out_and_figures_stay() -> None:
    raw = "Asking $1,450,000. Ask Dan, (610) 555-0143 or dan@harbour.example, 2014-2016."
    assert clean(raw) == (
        "Asking $1,450,000. Ask Dan, [phone removed] or [e-mail removed], 2014-2016."
    )


def test_a_title_is_one_line_and_never_empty() -> None:
    assert clean_line("  <b>Swift</b>\n &amp; Co ") == "Swift & Co"
    assert clean_line("<br>") == "<br>"


def test_a_summary_is_the_sources_own_or_the_first_sentences() -> None:
    assert summary_of(" A <i>dry</i>\nboat ", "whatever") == "A dry boat"
    assert summary_of(None, "One. Two. " + "x" * 300) == "One. Two."
    long = summary_of(None, "word " * 100)
    assert len(long) <= LONGEST_SUMMARY
    assert long.endswith("word…")
