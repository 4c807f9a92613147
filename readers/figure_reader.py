"""Reading one figure from the words of a text, before anybody asks what it counts."""

from __future__ import annotations

from readers import numerals as n
from readers.figure import Figure, Part, digits_value


class Reader:
    """Reads one figure from the parts at a position."""

    def __init__(self, folded: str, parts: list[Part], i: int) -> None:
        self.folded, self.parts, self.i, self.first = folded, parts, i, i
        self.scale, self.name, self.digits = 1.0, "", ""
        self.loose = self.joined = False

    def read(self) -> tuple[Figure | None, int]:
        """The figure here, if any, and the position after it."""
        part = self.parts[self.i]
        before = self.folded[part.start - 1 : part.start] if part.start else ""
        if part.text[0].isdecimal() and (before.isalnum() or before in ("_", "\x00")):
            return None, self.i
        base = self._fraction() or self._vague() or self._base()
        if base is None:
            return None, self.first
        low, high = base
        start, end = self.parts[self.first].start, self.parts[self.i - 1].end
        if self._glued(end):
            return None, self.first
        figure = Figure(
            low, high, start, end, self.scale, self.name, self.digits, self.loose, self.joined
        )
        return figure, self.i

    def _glued(self, end: int) -> bool:
        following = self.folded[end : end + 3]
        return bool(self.digits) and following[:1].isalpha() and following != "ish"

    def _text(self, ahead: int = 0) -> str:
        """The part so many ahead; empty where more than a space or hyphen stands in between."""
        k = self.i + ahead
        if k >= len(self.parts):
            return ""
        linked = k == self.first or self.parts[k].gap in ("", " ", "-", "  ", " - ")
        return self.parts[k].text if linked else ""

    def _base(self) -> tuple[float, float] | None:
        skipped = self._article()
        word = self._text()
        if word[:1].isdecimal() or (word in n.FRACTIONS and len(word) == 1) or word[:1] == ".":
            value = self._digits(word)
        elif word in n.SMALL or word in n.TENS:
            value = self._small()
        elif (
            (skipped or self._bare_scale()) and word in n.SCALES and word not in n.ATTACHED | {"k"}
        ):
            value = 1.0
        else:
            return None
        value = self._half(self._scaled(value))
        return value, value

    def _bare_scale(self) -> bool:
        """Whether a multiplier stands for one of it, without its article: "hundred and fifty"."""
        word, following = self._text(), self._text(1)
        if word not in n.SPELT_SCALES:
            return False
        counts = self._text(2) in n.SMALL or self._text(2) in n.TENS
        return following in n.AFTER_SCALE or (following == "and" and counts)

    def _article(self) -> bool:
        if self._text() not in ("a", "an"):
            return False
        skip = 2 if self._text(1) in n.PRAISE else 1
        if self._text(skip) in n.SCALES and self._text(skip) not in n.ATTACHED | {"k"}:
            self.i += skip
            return True
        return False

    def _digits(self, word: str) -> float:
        self.digits = word
        self.i += 1
        value = digits_value(word)
        if n.THOUSANDS_BY_DOT.fullmatch(word) and self._euro():
            value *= 1000
        mixed = self._text()
        if mixed in n.FRACTIONS and (not mixed.isalpha()) and float(value).is_integer():
            self.i += 1
            value += n.FRACTIONS[mixed]
        return value

    def _euro(self) -> bool:
        """Whether a euro sign stands next to the figure, so that its dot parts thousands."""
        part = self.parts[self.first]
        around = (
            self.folded[max(0, part.start - 4) : part.start] + self.folded[part.end : part.end + 5]
        )
        return "€" in around or "eur" in around

    def _small(self) -> float:
        """A number below a hundred in words, or two of them said in a row ("five sixty")."""
        value = self._pair()
        if self._text() == "point" and self._text(1) in n.SMALL:
            self.i += 1
            places = ""
            while self._text() in n.SMALL and n.SMALL[self._text()] < 10:
                places += str(n.SMALL[self._text()])
                self.i += 1
            return value + float(f"0.{places or 0}")
        word = self._text()
        if word in n.TENS and 1 <= value < 100 and self.parts[self.i].gap in (" ", "-"):
            self.joined = True
            return value * 100 + self._pair()
        if value >= 10 and value < 100 and n.SMALL.get(word, 0) >= 10:
            self.joined = True
            return value * 100 + self._pair()
        return value

    def _pair(self) -> float:
        word = self._text()
        self.i += 1
        if word in n.SMALL:
            return float(n.SMALL[word])
        unit = n.SMALL.get(self._text(), 0)
        if 1 <= unit <= 9:
            self.i += 1
            return float(n.TENS[word] + unit)
        return float(n.TENS[word])

    def _scaled(self, value: float) -> float:
        """Applies the multipliers that follow: "two hundred and fifty thousand"."""
        done, current, run, last = 0.0, value, False, 0.0
        while True:
            current = self._half_before_scale(current)
            self._hedge_before_scale()
            word = self._text()
            step = 1 if word == "and" else 0
            if self._multiplies(word):
                last = n.SCALES[word]
                self.scale = self.scale * last if run else last
                current *= last
                self.name, run = word, True
                self.i += 1
            elif run and self._adds(step, last, current):
                self.i += step
                if last >= 1e3:
                    done, current = done + current, 0.0
                current += self._pair()
                run, self.scale = False, 1.0
            else:
                return done + current + self._tenths(last if run else 0.0)

    def _hedge_before_scale(self) -> None:
        """A hundred eighty | or so | thousand; 2.4 | ish | million."""
        for hedge in (("or", "so"), ("ish",), ("some",), ("odd",)):
            said = tuple(self._text(k) for k in range(len(hedge)))
            if said == hedge and self._text(len(hedge)) in n.SCALES:
                self.i += len(hedge)
                self.loose = True

    def _tenths(self, last: float) -> float:
        """A million six: the unit counts tenths of it, if nothing is left for it to count."""
        unit = n.SMALL.get(self._text(), 0)
        if last < 1e6 or not 1 <= unit <= 9 or self.digits:
            return 0.0
        if self._text(1) not in ("", "dollars", "bucks", "or", "to", "and", "for", "tops", "max"):
            return 0.0
        self.i += 1
        return unit * last / 10

    def _adds(self, step: int, last: float, current: float) -> bool:
        """Whether a small number in words continues this one ("two hundred | and fifty")."""
        word = self._text(step)
        if self.digits or not (n.SMALL.get(word) or word in n.TENS):
            return False
        following = [self._text(step + k) for k in (1, 2, 3)]
        if last == 100:
            return "hundred" not in following[:2] or not step
        if current == 2000 and not step and word in n.SMALL and following[0] != "hundred":
            return True
        grouped = "hundred" in following[:2] or "thousand" in following
        return grouped or (last == 1e3 and step == 1)

    def _multiplies(self, word: str) -> bool:
        if word not in n.SCALES:
            return False
        attached = self.parts[self.i].gap == "" and bool(self.digits)
        if attached:
            return True
        if word in n.LETTERS:
            before = self.folded[
                max(0, self.parts[self.first].start - 2) : self.parts[self.first].start
            ]
            return bool(self.digits) and any(sign in before for sign in "$£€₹")
        return word not in n.ATTACHED or bool(self.digits)

    def _half_before_scale(self, value: float) -> float:
        texts = [self._text(k) for k in range(4)]
        for share, length in ((0.5, 3), (0.25, 3)):
            name = "half" if share == 0.5 else "quarter"
            if texts[:3] == ["and", "a", name] and self._text(length) in n.SCALES:
                self.i += length
                return value + share
        return value

    def _half(self, value: float) -> float:
        texts = [self._text(k) for k in range(3)]
        if texts in (["and", "a", "half"], ["and", "a", "quarter"]):
            self.i += 3
            return value + n.FRACTIONS[texts[2]] * (self.scale if self.name else 1.0)
        return value

    def _fraction(self) -> tuple[float, float] | None:
        """Half a million, three quarters of a million, half a dozen, half of 120."""
        start, share = self.i, 1.0
        if self._text() in ("a", "one", "two", "three") and self._text(1) in n.FRACTIONS:
            share = float(n.SMALL.get(self._text(), 1))
            self.i += 1
        word = self._text()
        if word not in n.FRACTIONS or (len(word) == 1 and self._text(1) != "of"):
            self.i = start
            return None
        self.i += 1
        of = self._text() == "of"
        self.i += of
        self.i += self._text() in ("a", "an", "the")
        part = share * n.FRACTIONS[word]
        if self._text() in n.SCALES and (
            self._text() not in n.LETTERS and self._text() not in ("mm", "cr", "ks")
        ):
            value = self._scaled(part)
            return value, value
        whole = self._base() if of else None
        if whole is None:
            self.i = start
            return None
        self.digits = ""
        return whole[0] * part, whole[1] * part

    def _vague(self) -> tuple[float, float] | None:
        """A couple, a few hundred, a handful, dozens, hundreds of thousands."""
        start = self.i
        article = self._text() == "a"
        self.i += article
        self.i += article and self._text() in n.PRAISE
        word = self._text()
        if word in n.MASSES and not article:
            return self._mass(word)
        if word not in n.VAGUE or not self._counts(word, article):
            self.i = start
            return None
        self.i += 1
        low, high = n.VAGUE[word]
        ahead = 1 if self._text() == "of" else 0
        if self._text(ahead) in n.SCALES and self._text(ahead) not in n.ATTACHED:
            self.i += ahead
            factor = self._scaled(1.0)
            low, high = low * factor, high * factor
        self.loose = True
        return low, high

    def _counts(self, word: str, article: bool) -> bool:
        """Whether "couple" and "few" count something here, and are no married couple."""
        following = self._text(1)
        if word in ("handful", "handfull", "several"):
            return True
        if following == "of" or following in n.SCALES:
            return True
        if not article or (self.first and self.parts[self.first - 1].text in ("are", "were", "as")):
            return False
        return (
            not following
            or following.endswith("s")
            or following in ("people", "more", "or", "folks", "hands", "dozen", "at")
        )

    def _mass(self, word: str) -> tuple[float, float]:
        self.i += 1
        self.loose, self.name = True, word
        low, high = n.MASSES[word]
        if self._text() == "of" and self._text(1) in (
            "thousands",
            "millions",
            "hundreds",
            "billions",
        ):
            self.name = self._text(1)
            factor = n.MASSES[self.name][0] / 2
            self.i += 2
            return low * factor, high * factor
        return low, high
