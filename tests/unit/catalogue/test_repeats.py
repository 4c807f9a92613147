import random

from catalogue.repeats import LEAST, Repeats, digest, sentences, without_repeated

FOOTER = "This listing is brought to you by the Harbour Board network."
WORDS = ["dry", "oak", "teak", "sails", "mast", "keel", "deck", "cabin", "lake", "race", "harbour"]


def texts(count: int) -> list[str]:
    dice = random.Random(3)
    return [f"{' '.join(dice.choices(WORDS, k=14))} number {n}." for n in range(count)]


def test_what_the_items_of_a_site_share_is_found_and_taken_out() -> None:
    repeats = Repeats()
    for text in texts(60):
        repeats.add("harbour", f"{text}\n<p>{FOOTER.upper()}</p>")
    found = repeats.repeated()
    assert set(found) == {"harbour"}
    assert without_repeated(f"A boat. {FOOTER} Dry.", found["harbour"]) == "A boat.  Dry."
    assert digest(found)


def test_short_and_rare_sentences_stay() -> None:
    repeats = Repeats()
    for n, text in enumerate(texts(400)):
        repeats.add("", f"{text} Owner retiring. {FOOTER if n < LEAST + 5 else ''}")
    assert repeats.repeated() == {}
    assert digest(repeats.repeated()) == ""


def test_sites_are_counted_apart() -> None:
    repeats = Repeats()
    for n, text in enumerate(texts(200)):
        repeats.add("one" if n % 2 else "two", f"{text}\n{FOOTER if n % 2 else ''}")
    assert set(repeats.repeated()) == {"one"}


def test_counting_stays_small_and_still_finds_what_is_frequent() -> None:
    repeats = Repeats(capacity=100)
    for text in texts(3_000):
        repeats.add("", f"{text}\n{FOOTER}")
        assert len(repeats._counts) <= 202
    ((_, _, key),) = sentences(FOOTER)
    assert repeats.repeated()[""] == {key}
