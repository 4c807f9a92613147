"""What stands around the words of a text that may be a place."""

from __future__ import annotations

import re

from readers import place_context_words as w
from readers.text import fold, words
from readers.world import key


def near_of(folded: str, start: int, end: int) -> tuple[bool, float | None, int, int]:
    """Whether the surroundings are meant, how far in kilometres, and the span with those words.

    An hour counts as 80 km, a minute as 1.2.
    """
    opening = folded[max(0, start - 60) : start]
    far = w.NEAR_BEFORE.search(opening)
    word = w.NEAR_WORD.search(opening)
    after = w.NEAR_AFTER.match(folded, end)
    first = min((m.start() for m in (far, word) if m), default=len(opening))
    start -= len(opening) - first
    return (
        bool(far or word or after),
        _kilometres(far) if far else None,
        start,
        after.end() if after else end,
    )


def _kilometres(match: re.Match[str]) -> float:
    said, unit = match["number"], match["unit"]
    number = float(said) if said.isdigit() else float(w.WORDED.get(said, 1))
    if unit.startswith("min"):
        return number * 1.2
    if unit.startswith("mi"):
        return number * 1.609
    return number * (80.0 if unit.startswith("h") else 1.0)


class Context:
    """A text as its words, with questions about what stands around some of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.tokens = words(text)
        self.keys = [key(token.text) for token in self.tokens]
        letters = [c for c in text if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        self.shouted = bool(letters) and upper > 0.8 * len(letters) and len(letters) > 3
        self.lower = upper == 0
        self._linked = [
            k > 0 and bool(w.GAP.fullmatch(self.folded[self.tokens[k - 1].end : token.start]))
            for k, token in enumerate(self.tokens)
        ]

    def reach(self, i: int) -> int:
        """How many words from the i-th on stand together, without a comma between them."""
        length = 1
        while i + length < len(self.tokens) and self._linked[i + length] and length < 5:
            length += 1
        return length if i < len(self.tokens) else 0

    def key(self, i: int, length: int) -> str:
        """The lookup form of some words."""
        return " ".join(self.keys[i : i + length])

    def joined(self, j: int) -> bool:
        """Whether the j-th word follows the one before after a space or a comma."""
        return bool(w.COMMA.fullmatch(self.folded[self.tokens[j - 1].end : self.tokens[j].start]))

    def comma(self, j: int) -> bool:
        """Whether a comma stands before the j-th word."""
        return "," in self.folded[self.tokens[j - 1].end : self.tokens[j].start]

    def capital(self, i: int, length: int = 1) -> bool:
        """Whether the words are written as names are, in a text that does not shout."""
        return not self.shouted and all(
            token.text[0].isupper()
            for token in self.tokens[i : i + length]
            if token.text not in ("of", "the", "de", "del", "la")
        )

    def uppercase(self, i: int, length: int = 1) -> bool:
        """Whether the words are in capitals throughout, in a text that does not shout."""
        return not self.shouted and all(t.text.isupper() for t in self.tokens[i : i + length])

    def before(self, i: int) -> str:
        """The folded text before the i-th word, as far as it matters."""
        start = self.tokens[i].start
        return self.folded[max(0, start - 40) : start]

    def after(self, i: int, length: int) -> str:
        """The folded text after some words, as far as it matters."""
        end = self.tokens[i + length - 1].end
        return self.folded[end : end + 24]

    def inside(self, i: int) -> bool:
        """Whether a word such as "in" or "near" stands before."""
        return bool(w.IN.search(self.before(i)))

    def beside(self, i: int, length: int) -> bool:
        """Whether the words before or after are those about a town: "by", or "airport"."""
        before, after = self.before(i), self.after(i, length)
        return bool(w.NEAR_WORD.search(before) or w.LANDMARK.match(after))

    def maybe_inside(self, i: int) -> bool:
        """Whether the words before leave room for a place."""
        return bool(w.WEAK.search(self.before(i)))

    def alone(self, i: int, length: int) -> bool:
        """Whether the words are a member of a list, or all that was said."""
        return bool(
            w.EDGE_BEFORE.search(self.before(i)) and w.EDGE_AFTER.match(self.after(i, length))
        )

    def listed(self, i: int, length: int) -> bool:
        """Whether the words stand where places do, and name no person."""
        before, after = self.before(i), self.after(i, length)
        return bool(
            (w.WEAK.search(before) or w.BUT.search(before))
            and (w.EDGE_AFTER.match(after) or w.GOES_ON.match(after))
            and not self.person(i, length)
        )

    def whole(self, i: int, length: int) -> bool:
        """Whether the words are all that was said."""
        return length == len(self.tokens)

    def person(self, i: int, length: int) -> bool:
        """Whether a person, street or firm is named."""
        return bool(w.PERSON.search(self.before(i)) or w.NAME_AFTER.match(self.after(i, length)))

    def county(self, i: int, length: int) -> bool:
        """Whether a county is named, which may lie far from the city of that name."""
        return self.after(i, length).lstrip().startswith(("county", "parish"))

    def pronoun(self, j: int, name: str) -> bool:
        """Whether "us" is a pronoun here."""
        return name == "us" and not self.uppercase(j)

    def abbreviates(self, j: int, length: int) -> bool:
        """Whether words right after a city may abbreviate its state ("Portland or Seattle": no)."""
        name = self.key(j, length)
        if self.uppercase(j, length):
            return True
        if len(name) > 2 and not (self.capital(j, length) or self.shouted or self.comma(j)):
            return name in (
                "mass",
                "calif",
                "penn",
                "conn",
                "fla",
                "tenn",
                "minn",
                "mich",
                "colo",
                "ariz",
                "okla",
                "wisc",
                "tex",
                "nev",
                "neb",
            )
        if len(name) > 2:
            return True
        if name in ("or", "in", "me", "hi", "oh", "ok", "on", "as", "is", "up"):
            return (
                (self.shouted or self.comma(j))
                and not self.after(j, length).strip(" .!?")
                and name != "or"
            ) or (self.comma(j) and self.shouted)
        return (
            self.comma(j)
            or self.shouted
            or name not in ("de", "la", "id", "al", "co", "ma", "pa", "mo", "us")
        )
