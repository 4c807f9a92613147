"""Finding places in free text: which words are places, where, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping

from core.model import Frozen, Place
from readers import place_belief as belief
from readers.common import is_common
from readers.place_context import Context, near_of
from readers.place_hits import Hit, coherent
from readers.place_names import Names, Weighted
from readers.world import City, key

_LONGEST = 5


class PlaceFound(Frozen):
    """A stretch of text that names a place.

    ``places`` are the places it may mean, with probabilities summing to at most 1, the likeliest
    first.
    ``near``: the surroundings are meant too; ``km`` how far, when the person said so. ``name`` is
    the name alone, without such words.
    """

    places: tuple[tuple[Place, float], ...]
    span: tuple[int, int]
    near: bool = False
    km: float | None = None
    name: tuple[int, int] | None = None


def find_places(
    text: str, names: Names, known: Mapping[Place, int], prefer: tuple[str, ...]
) -> list[PlaceFound]:
    """The places a text names; see :meth:`readers.place.Gazetteer.find`."""
    return _Finder(Context(text), names, known, prefer).found()


class _Finder:
    """One text being searched."""

    def __init__(
        self, context: Context, names: Names, known: Mapping[Place, int], prefer: tuple[str, ...]
    ) -> None:
        self.at, self.names, self.known, self.prefer = context, names, known, prefer

    def found(self) -> list[PlaceFound]:
        hits: list[Hit] = []
        i = 0
        while i < len(self.at.tokens):
            hit = self._hit(i)
            if hit is None:
                i += 1
                continue
            hits.append(hit)
            i = hit.last
        return [self._placed(hit) for hit in coherent(hits, self.names.world)]

    def _placed(self, hit: Hit) -> PlaceFound:
        start, end = self.at.tokens[hit.first].start, self.at.tokens[hit.last - 1].end
        near, km, first, last = near_of(self.at.folded, start, end)
        return PlaceFound(
            places=hit.places, span=(first, last), near=near, km=km, name=(start, end)
        )

    def _hit(self, i: int) -> Hit | None:
        for length in range(min(_LONGEST, self.at.reach(i)), 0, -1):
            name = self.at.key(i, length)
            hit = (
                self._qualified(i, length, name)
                or self._phrase(i, length, name)
                or self._city(i, length, name)
            )
            if hit:
                return hit
        return self._abbreviation(i) or self._misspelt(i)

    def _qualified(self, i: int, length: int, name: str) -> Hit | None:
        """A city with its state or country behind it: "Worcester, MA", "Paris Texas"."""
        cities = self.names.cities_of(name)
        if not cities or i + length >= len(self.at.tokens):
            return None
        for more in (3, 2, 1):
            j = i + length
            if self.at.reach(j) < more or not self.at.joined(j):
                continue
            outer = self.at.key(j, more)
            inside = self._inside(cities, outer, j, more)
            if inside:
                return Hit(i, j + more, ((inside[0].place, 1.0),))
        return None

    def _inside(self, cities: list[City], outer: str, j: int, more: int) -> list[City]:
        states = self.names.state_pairs(outer)
        if outer in self.names.abbreviations:
            states = self.names.abbreviations[outer] if self.at.abbreviates(j, more) else []
        inside = [c for c in cities if (c.country, c.state) in states]
        code = self.names.country_of(outer)
        if (
            not inside
            and code
            and outer not in self.names.demonyms
            and not self.at.pronoun(j, outer)
        ):
            inside = [c for c in cities if c.country == code]
        return inside

    def _phrase(self, i: int, length: int, name: str) -> Hit | None:
        """A nickname, landmark, region, state, country or demonym."""
        places = self.names.phrases.get(name)
        if places is None:
            return None
        among = any(place in self.known for place, _ in places)
        if not belief.phrase_meant(self.at, i, length, name, self.names, among):
            return None
        return Hit(i, i + length, self._favoured(places))

    def _favoured(self, places: Weighted) -> Weighted:
        """Of several meanings, those that the catalogue has gain."""
        if len(places) < 2 or not self.known:
            return places
        raised = [
            (place, weight * (3.0 if place in self.known else 1.0)) for place, weight in places
        ]
        total, was = sum(w for _, w in raised), sum(w for _, w in places)
        return tuple(sorted(((p, w * was / total) for p, w in raised), key=lambda pw: -pw[1]))

    def _city(self, i: int, length: int, name: str) -> Hit | None:
        cities = self.names.world.by_key.get(name)
        if not cities or len(name) < 3:
            return None
        alias = key(cities[0].short) != name
        if alias and is_common(name) and not self.at.inside(i):
            return None
        if alias and all(map(is_common, name.split())) and self.at.before(i).endswith("the "):
            return None  # "the old town", which some call Las Vegas
        places = belief.weights(name, cities, self.known, self.prefer)
        among = any(place in self.known for place, _ in places)
        if not belief.city_meant(
            self.at, i, length, name, cities[0].population, among, self.prefer, cities
        ):
            return None
        return Hit(i, i + length, places)

    def _abbreviation(self, i: int) -> Hit | None:
        """TX, "Mass." and the like standing alone."""
        name = self.at.key(i, 1)
        pairs = self.names.abbreviations.get(name)
        if not pairs or not belief.abbreviation_meant(self.at, i, name):
            return None
        pairs = [pair for pair in pairs if pair[0] in self.prefer] or pairs
        return Hit(i, i + 1, ((Place(name=pairs[0][1], kind="state"), 1.0),))

    def _misspelt(self, i: int) -> Hit | None:
        """A name with a slip of the pen, alone or with the word after it."""
        for length in (2, 1):
            if self.at.reach(i) < length:
                continue
            best = belief.likeness(self.at, i, length, self.names, self.known)
            if best is None:
                continue
            name, score = best
            places = self.names.phrases.get(name) or belief.weights(
                name, self.names.world.by_key[name], self.known, self.prefer
            )
            return Hit(i, i + length, tuple((place, weight * score) for place, weight in places))
        return None
