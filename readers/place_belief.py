"""How likely it is that some words mean a place, and which."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from core.model import Place
from readers import place_context_words as w
from readers.common import is_common
from readers.place_context import Context
from readers.place_names import Names, Weighted
from readers.tables import word_set
from readers.world import City, key, open_world

_SIDES = frozenset({"south", "west", "northeast", "southeast", "southwest", "northwest"}) | {
    "north east",
    "south east",
    "south west",
}
_THRESHOLD = 88.0
_ALIAS = 0.03


def _doubtful() -> tuple[frozenset[str], frozenset[str]]:
    return word_set("doubtful", "words"), word_set("doubtful", "names")


def weights(
    name: str, cities: list[City], known: Mapping[Place, int], prefer: tuple[str, ...]
) -> Weighted:
    """The cities of one name by how likely each is meant: people, country, and the catalogue."""
    scored = []
    for city in cities[:40]:
        items = known.get(city.place, 0)
        score = (city.population + 500) * (3.0 if city.country in prefer else 1.0)
        if key(city.short) != name:
            score *= _ALIAS
        scored.append((city.place, score * (1 + 50.0 * items**0.5) if items else score))
    total = sum(score for _, score in scored)
    best = sorted(((p, s / total) for p, s in scored), key=lambda ps: -ps[1])
    kept: dict[Place, float] = {}
    for place, share in best[:6]:
        if share >= 0.03:
            kept.setdefault(place, share)
    return tuple(kept.items())


_RIVERS = frozenset(
    {"mississippi", "missouri", "ohio", "colorado", "delaware", "tennessee", "connecticut",
     "arkansas", "illinois", "iowa", "kansas", "alabama", "wisconsin", "minnesota"}
)  # fmt: skip
"""States whose names with "the" are rivers: "west of the Mississippi"."""


def _river(at: Context, i: int, length: int, name: str) -> bool:
    the = name in _RIVERS and w.THE.search(at.before(i))
    return bool(the) and not w.NOUN.match(at.after(i, length))


_SPOKEN = frozenset({"english"})
"""The language of the conversation: of a country only with what comes from there."""


def phrase_meant(
    at: Context, i: int, length: int, name: str, names: Names, among: bool = False
) -> bool:
    """Whether a word from the hand-made tables means the place here; ``among`` the places of the
    catalogue it is believed in small letters, too, where it stands as places do.
    """
    after = at.after(i, length)
    if name in names.demonyms:
        return (
            not w.CULTURE.match(after)
            and not w.SPOKEN.search(at.before(i))
            and (
                (at.capital(i, length) and name not in word_set("doubtful", "cased") | _SPOKEN)
                or bool(w.FIRM.match(after))
                or (at.whole(i, length) and name not in _SPOKEN)
            )
        )
    if _river(at, i, length, name):
        return False
    if name == "us":
        return at.uppercase(i) and not after.startswith("$")
    if name.removeprefix("the ") in _SIDES:
        return not w.PART.match(after) and (
            name.startswith("the ") or at.capital(i, length) or at.alone(i, length)
        )
    if name in word_set("doubtful", "cased"):
        return _cased(at, i, length, name, among)
    if len(name) <= 3 and is_common(name) and not at.uppercase(i, length):
        return name in ("nyc", "usa", "uk") or at.whole(i, length) or at.inside(i)
    return not (name in _doubtful()[1] and at.person(i, length))


def _cased(at: Context, i: int, length: int, name: str, among: bool) -> bool:
    """The same for names that in small letters may be words or people: Georgia, Turkey."""
    named = at.uppercase(i, length) if len(name) <= 4 and " " not in name else at.capital(i, length)
    return (
        (named and not at.person(i, length))
        or (at.inside(i) and (among or not is_lone(at, i, name)))
        or at.whole(i, length)
        or (among and (at.listed(i, length) or (at.alone(i, length) and not at.person(i, length))))
    )


def is_lone(at: Context, i: int, name: str) -> bool:
    """Whether a short word after "in" is no place in lower case ("in la la land", "in turkey")."""
    return (
        name in ("polish", "swiss", "danish", "turkey", "china", "oz", "kiwi", "columbia")
        and not at.lower
    )


def city_meant(
    at: Context,
    i: int,
    length: int,
    name: str,
    people: int,
    among: bool,
    prefer: tuple[str, ...],
    cities: list[City],
) -> bool:
    """Whether the name of a city means one here, by spelling, company, size and the catalogue."""
    if at.person(i, length) or at.county(i, length) or _river(at, i, length, name):
        return False
    if not any(city.country in prefer for city in cities):
        people //= 3
    if length > 1:
        return _several(at, i, length, name, people, among)
    doubtful, given = _doubtful()
    if name in doubtful or len(name) == 3:
        placed = at.inside(i) or (at.whole(i, 1) and (people >= 60_000 or among))
        return at.capital(i) and placed and (people >= 15_000 or among)
    if name in given:
        return _given(at, i, people, among)
    return _single(at, i, people, among, is_common(name))


def _given(at: Context, i: int, people: int, among: bool) -> bool:
    """The same for names that people bear too."""
    if people >= 400_000 and (at.capital(i) or at.lower):
        return True
    placed = at.inside(i) or at.alone(i, 1)
    spelt = at.capital(i) or ((at.lower or at.shouted) and placed)
    return spelt and people >= 10_000 and (placed or (among and at.maybe_inside(i)))


def _single(at: Context, i: int, people: int, among: bool, common: bool) -> bool:
    """The same for other single words; common ones need more people, capitals or company."""
    inside, alone = at.inside(i), at.alone(i, 1)
    if common and at.capital(i):
        return people >= 80_000 or among or ((inside or alone) and people >= 10_000)
    if common:
        close = (inside and people >= 50_000) or (alone and people >= 100_000)
        return people >= 300_000 or close or (among and (inside or alone or at.beside(i, 1)))
    if at.capital(i):
        known = people >= 60_000 or (people >= 5_000 and at.maybe_inside(i))
        return known or inside or alone or among
    close = (inside and people >= 3_000) or (alone and people >= 10_000)
    return people >= 150_000 or close or among


def _several(at: Context, i: int, length: int, name: str, people: int, among: bool) -> bool:
    """The same for names of several words: ordinary words need capitals or company."""
    parts = name.split()
    if all(is_common(part) for part in parts):
        if at.capital(i, length):
            return people >= 20_000 or at.inside(i) or among
        return (people >= 250_000 and not all(p in _doubtful()[0] for p in parts)) or (
            (at.inside(i) or at.alone(i, length)) and (people >= 40_000 or among)
        )
    return people >= 5_000 or at.capital(i, length) or at.inside(i) or among


def abbreviation_meant(at: Context, i: int, name: str) -> bool:
    """Whether a state's abbreviation stands for it here, without a city in front."""
    listed = (at.uppercase(i) and _listed(at, i)) or _ends_short(at, i)
    if name in word_set("doubtful", "safe") and (
        at.uppercase(i) or (len(name) > 2 and at.capital(i) and at.maybe_inside(i))
    ):
        return not at.after(i, 1).startswith("$")
    if name in word_set("doubtful", "safe") and (at.whole(i, 1) or _stands_for(at, i, name)):
        return True
    if at.before(i).rstrip(" ,").endswith("county") and at.uppercase(i):
        return True
    if name in word_set("doubtful", "unsafe"):
        return listed or (
            at.uppercase(i) and at.inside(i) and name not in ("in", "us", "is", "as", "id")
        )
    return len(name) == 2 and (listed or (at.uppercase(i) and (at.inside(i) or at.whole(i, 1))))


def _stands_for(at: Context, i: int, name: str) -> bool:
    """Whether a longer abbreviation in small letters stands where places do: "ariz or colo"; one
    that is a word besides only as a part of a list: "laundromat. mass. 400k".
    """
    if len(name) <= 2:
        return False
    if is_common(name):
        return at.alone(i, 1) and not at.before(i).rstrip().endswith("the")
    return at.inside(i) or at.alone(i, 1) or at.listed(i, 1)


_WORDS_TOO = frozenset({"in", "us", "is", "as", "id", "or", "me", "ok", "hi", "so", "no"})


def _ends_short(at: Context, i: int) -> bool:
    """Whether it ends a message of two or three words: "HVAC PA"."""
    last = i + 1 == len(at.tokens) and 1 < len(at.tokens) <= 3
    return last and at.tokens[i].text.isupper() and at.keys[i] not in _WORDS_TOO


def _listed(at: Context, i: int) -> bool:
    """Whether another pair of capitals stands next to it: "MA, NH or ME"."""
    around = [k for k in (i - 2, i - 1, i + 1, i + 2) if 0 <= k < len(at.tokens)]
    return any(
        at.uppercase(k)
        and at.keys[k]
        in word_set("doubtful", "safe")
        | {"ma", "me", "pa", "oh", "ca", "il", "mi", "co", "la", "al"}
        for k in around
    )


def likeness(
    at: Context, i: int, length: int, names: Names, known: Mapping[Place, int]
) -> tuple[str, float] | None:
    """The well-known name that some words misspell, with the likeness (0..1)."""
    name = at.key(i, length)
    if len(name) < 6 or not name.replace(" ", "").isalpha() or at.person(i, length):
        return None
    parts = name.split()
    if all(is_common(part) for part in parts) or any(len(part) < 3 for part in parts):
        return None
    if not (at.capital(i, length) or at.lower or at.shouted or at.inside(i)):
        return None
    near = _spellings().get((name[0], length), ())
    best = process.extractOne(
        name, near, scorer=fuzz.ratio, score_cutoff=_THRESHOLD + (3 if len(name) < 8 else 0)
    )
    if best is None or abs(len(best[0]) - len(name)) > 2:
        return None
    return best[0], best[1] / 100


@lru_cache(maxsize=1)
def _spellings() -> dict[tuple[str, int], list[str]]:
    """Names worth a correction (states, countries, regions, large cities), by letter and words."""
    from readers.place_names import open_names

    found: dict[tuple[str, int], set[str]] = {}
    doubtful, given = _doubtful()
    for name, places in open_names().phrases.items():
        if places[0][0].kind in ("state", "country", "region") and len(name) >= 5:
            found.setdefault((name[0], name.count(" ") + 1), set()).add(name)
    for name, cities in open_world().by_key.items():
        people = cities[0].population * (5 if cities[0].country in ("US", "CA", "GB") else 1)
        if (
            people >= 400_000
            and len(name) >= 6
            and name not in doubtful | given
            and name == cities[0].short.lower()
        ):
            found.setdefault((name[0], name.count(" ") + 1), set()).add(name)
    return {start: sorted(names) for start, names in found.items()}
