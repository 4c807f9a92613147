"""Figures as pictures: bars in SVG, each with all it shows in words for those who hear it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from conversations.review.figures import Count, Figures, Version, Week

WIDTH, ROW, LABEL, LETTER = 720, 34, 250, 9
COLOURS = ("#0b6e4f", "#3d5a80", "#9aa5b1")
INK = "#1b1f24"


@dataclass(frozen=True)
class Bar:
    """A bar of ``parts`` (shares of the width, 0..1, one after another) with what it says."""

    name: str
    parts: tuple[float, ...]
    says: str


@dataclass(frozen=True)
class Picture:
    """A picture under its heading; ``svg`` is empty where there is nothing to show."""

    title: str
    about: str
    svg: str
    legend: tuple[tuple[str, str], ...] = ()


def pictures(figures: Figures, names: Mapping[str, str]) -> list[Picture]:
    """All pictures, in the order of reading; ``names`` of attributes and labels by id."""
    return [
        _weeks(figures.weeks),
        _interested(figures.weeks),
        picture("Questions to the five", "How many questions people answered before they saw it.",
                [_counted(one, f"{one.name} question{'s' * (one.name != '1')}")
                 for one in figures.questions]),
        picture("Time to the five", "From the greeting to the five.",
                [_counted(one, _span(int(one.name))) for one in figures.seconds]),
        picture("Where people left", "Of those whose last question this was, how many left "
                "without having seen the five.",
                [Bar(names.get(one.name, one.name), (one.n / max(1, one.of),),
                     f"{one.n:,} of {one.of:,} left") for one in figures.left]),
        picture("What reviewers said", "The labels that were given.",
                [_counted(one, names.get(one.name, one.name)) for one in figures.labels]),
        *_versions(figures.versions),
    ]  # fmt: skip


def picture(
    title: str, about: str, bars: Sequence[Bar], legend: tuple[tuple[str, str], ...] = ()
) -> Picture:
    """Bars under each other."""
    return Picture(title, about, _drawn(title, bars) if bars else "", legend)


def _weeks(weeks: Sequence[Week]) -> Picture:
    most = max((week.conversations for week in weeks), default=1)
    bars = [
        Bar(
            f"Week of {week.week:%b %-d}",
            tuple(n / most for n in (week.interested, week.five - week.interested,
                                     week.conversations - week.five)),
            f"{week.conversations:,}",
        )
        for week in weeks
    ]  # fmt: skip
    names = ("liked one of the five", "saw the five", "did not see the five")
    return picture("Conversations", "How many began in each week, and what came of them.", bars,
                   tuple(zip(COLOURS, names, strict=True)))  # fmt: skip


def _interested(weeks: Sequence[Week]) -> Picture:
    bars = [
        Bar(f"Week of {week.week:%b %-d}", (week.interested / week.five,),
            f"{week.interested / week.five:.0%} of {week.five:,}")
        for week in weeks if week.five
    ]  # fmt: skip
    about = "Of the people who saw the five, those who said they were interested in one."
    return picture("Interested in one of the five", about, bars)


def _counted(one: Count, name: str) -> Bar:
    share = one.n / max(1, one.of)
    return Bar(name, (share,), f"{share:.0%} · {one.n:,}")


def _span(seconds: int) -> str:
    return "3 minutes or more" if seconds >= 180 else f"{seconds} to {seconds + 15} s"


def _versions(versions: Sequence[Version]) -> list[Picture]:
    """The trend by each kind of version that there are several of, the oldest first."""
    found: list[Picture] = []
    for kind, group in groupby(versions, key=lambda one: one.kind):
        several = list(group)
        if len(several) > 1:
            found += _trend(kind, several)
    return found


def _trend(kind: str, versions: Sequence[Version]) -> list[Picture]:
    """How many liked one of the five, how many questions they needed, and what reviewers found."""
    most = max((one.questions or 0 for one in versions), default=0) or 1
    liked = [
        Bar(one.version, (one.interested / max(1, one.five),),
            f"{one.interested / max(1, one.five):.0%} of {one.five:,}")
        for one in versions
    ]  # fmt: skip
    asked = [
        Bar(one.version, (one.questions / most,), f"{one.questions:.1f}")
        for one in versions if one.questions is not None
    ]  # fmt: skip
    faulty = [
        Bar(one.version, (one.faulty / one.judged,), f"{one.faulty:,} of {one.judged:,}")
        for one in versions if one.judged
    ]  # fmt: skip
    by = f"by {kind}, the oldest first"
    return [
        picture(f"Trend: interested, {by}", "Of those who saw the five.", liked),
        picture(f"Trend: questions, {by}", "Questions to the five, on average.", asked),
        picture(f"Trend: faults, {by}", "Of those that reviewers judged, with a fault.", faulty),
    ]


def short(name: str) -> str:
    """A name that has room beside a bar."""
    most = LABEL // LETTER - 1
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _drawn(title: str, bars: Sequence[Bar]) -> str:
    said = "; ".join(f"{bar.name}: {bar.says}" for bar in bars)
    longest = max(len(bar.says) for bar in bars)
    room = WIDTH - LABEL - LETTER * (longest + 2)
    rows = "".join(_row(n, bar, room) for n, bar in enumerate(bars))
    label = escape(f"{title}. {said}", quote=True)
    return (
        f'<svg viewBox="0 0 {WIDTH} {ROW * len(bars)}" role="img" aria-label="{label}" '
        f'xmlns="http://www.w3.org/2000/svg">{rows}</svg>'
    )


def _row(n: int, bar: Bar, room: float) -> str:
    top, drawn, x = n * ROW, "", float(LABEL)
    for share, colour in zip(bar.parts, COLOURS, strict=False):
        width = max(0.0, min(1.0, share)) * room
        drawn += (
            f'<rect x="{x:.1f}" y="{top + 6}" width="{width:.1f}" height="{ROW - 12}" '
            f'fill="{colour}"/>'
        )
        x += width
    at = f'y="{top + ROW / 2 + 5}" fill="{INK}"'
    name, says = escape(short(bar.name)), escape(bar.says)
    return (
        f'<text x="{LABEL - 10}" {at} text-anchor="end">{name}</text>{drawn}'
        f'<text x="{x + 8:.1f}" {at}>{says}</text>'
    )
