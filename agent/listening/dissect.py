"""An utterance taken apart: commands, silences, remarks, exclusions, and the body that is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.listening.acts import Command, asks_meaning, command, polarity
from agent.listening.exclusion import ALL_BUT, Exclusion
from agent.listening.must import named_remark, remark
from agent.listening.phrase import Phrase, phrases
from agent.listening.silence import Silence, silence

_EDGE = " \n,;:.!?-–—"
_ALL_BUT = re.compile(rf"\W*{ALL_BUT}\b", re.I)
_THANKS = re.compile(r"\b(?:thank\w*|cheers|much obliged|appreciate)\b", re.I)
_DONE = re.compile(r"^(?:(?:no|well|and|so) )*that\w*\b")
_NUMBER_ONLY = re.compile(r"^[\d\s.,$€£%k-]+$")


@dataclass
class Dissection:
    """The pieces of an utterance by what they do; ``content`` says something about what is
    wanted. ``marks`` are remarks of need: after how many pieces of content, and what they say.
    """

    text: str
    commands: list[Command] = field(default_factory=list)
    silences: list[tuple[Phrase, Silence]] = field(default_factory=list)
    content: list[Phrase] = field(default_factory=list)
    must: bool | None = None
    marks: list[tuple[int, bool]] = field(default_factory=list)
    named_musts: list[tuple[str, bool]] = field(default_factory=list)
    explains: bool = False
    polarity: bool | None = None
    silent_first: bool = False

    @property
    def body(self) -> str:
        """The text without what is no content, cut out of the original."""
        return joined(self.text, self.content)


def dissect(text: str, cut: Sequence[Exclusion], shown: Sequence[str]) -> Dissection:
    """Take an utterance apart; ``cut`` are exclusions that are read on their own."""
    kept = _without(text, [e.span for e in cut])
    parts = Dissection(kept)
    for phrase in phrases(kept):
        if not phrase.plain and not phrase.text.strip(_EDGE):
            continue
        _sort(parts, phrase, shown)
    _part(parts, text, bool(shown))
    return parts


def _part(parts: Dissection, text: str, shown: bool) -> None:
    """Settle whether a word of parting is one: not beside content, and "that's all" said during
    the interview, without thanks, only means that there is no more to say.
    """
    parting = [c for c in parts.commands if c.act == "bye"]
    if not parting:
        return
    parts.commands = [c for c in parts.commands if c.act != "bye"]
    if worth_matching(parts.content):
        return
    ended = shown or _THANKS.search(text) or not all(_DONE.match(c.phrase.plain) for c in parting)
    parts.commands.append(Command("bye" if ended else "show", parting[0].phrase))


def says_otherwise(sentence: str, shown: Sequence[str]) -> bool:
    """Whether a sentence that looks like an exclusion is a command, a shrug or a remark."""
    first = next(iter(phrases(sentence)), None)
    if _ALL_BUT.match(sentence):
        return False
    return first is not None and (
        command(first, shown) is not None
        or silence(first) is not None
        or remark(first.plain) is not None
    )


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with stretches blanked, so that positions stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _sort(parts: Dissection, phrase: Phrase, shown: Sequence[str]) -> None:
    must = remark(phrase.plain)
    found = None if must is not None else command(phrase, shown)
    said = None if found else silence(phrase)
    if must is not None:
        parts.must = must if parts.must is None else parts.must
        parts.marks.append((len(parts.content) or 1, must))
    elif found is not None:
        parts.commands.append(found)
    elif asks_meaning(phrase, parts.text):
        parts.explains = True
    elif said is not None:
        parts.silent_first = parts.silent_first or not parts.content
        parts.silences.append((phrase, said))
    else:
        _content(parts, phrase)


def _content(parts: Dissection, phrase: Phrase) -> None:
    named = named_remark(phrase.plain)
    if named is not None:
        parts.named_musts.append(named)
    if parts.polarity is None and not parts.content:
        parts.polarity = polarity(phrase) if phrase.plain else polarity(_typed(phrase))
    if phrase.plain or parts.polarity is not None:
        parts.content.append(phrase)


def _typed(phrase: Phrase) -> Phrase:
    """The piece with its fillers: "okay" and "right" say yes when nothing else is said."""
    return Phrase(phrase.text.lower(), phrase.text, phrase.span, phrase.asks)


def joined(text: str, pieces: Sequence[Phrase]) -> str:
    """The pieces as one text, with the punctuation that stood between neighbours."""
    out = ""
    last = None
    for piece in pieces:
        start, end = piece.span
        between = text[last:start] if last is not None else ""
        if last is not None:
            out += (
                between if len(between.strip()) <= 1 or not re.search(r"\w{6,}", between) else ". "
            )
        out += text[start:end]
        last = end
    return re.sub(r"\s+", " ", out).strip(_EDGE)


def worth_matching(pieces: Sequence[Phrase]) -> list[Phrase]:
    """The pieces that carry meaning: no bare yes or no, no bare numbers."""
    return [
        p
        for p in pieces
        if p.plain
        and not _NUMBER_ONLY.match(p.text)
        and not (polarity(p) is not None and len(p.plain.split()) <= 3)
    ]


def marks(parts: Dissection, content: Sequence[Phrase]) -> tuple[tuple[int, bool], ...]:
    """The remarks of need, by where they stand in the text that is joined from ``content``."""
    kept = {id(piece) for piece in content}
    return tuple(
        (len(joined(parts.text, [p for p in parts.content[:n] if id(p) in kept])), must)
        for n, must in parts.marks
    )
