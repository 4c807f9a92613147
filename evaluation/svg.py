"""Plots as SVG: lines with their intervals, and reliability diagrams."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from evaluation.measures import Bin, Estimate

WIDTH, HEIGHT = 560, 320
LEFT, RIGHT, TOP, BOTTOM = 48, 150, 16, 40
COLOURS = ("#0b6e4f", "#c8553d", "#3d5a80", "#8d6a9f", "#7a7a7a")
"""Distinguishable with the common forms of colour blindness; the lines also differ in dashes."""
DASHES = ("none", "6 3", "2 3", "8 3 2 3", "1 4")


STEPS = 3
"""Fewest ticks of an axis."""


def across(share: float) -> float:
    """Horizontal pixels of a share (0..1) of the plot's width."""
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def down(share: float) -> float:
    """Vertical pixels of a share (0..1) of the plot's height, counted from its foot."""
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def lines(title: str, below: str, curves: Mapping[str, Sequence[Estimate]]) -> str:
    """Shares after 0, 1, 2, … with bands of their intervals and a legend."""
    longest = max((len(curve) for curve in curves.values()), default=1)
    last = max(1, longest - 1)
    drawn = [_axes(below, [(n / last, str(n)) for n in range(longest)])]
    for number, (name, curve) in enumerate(curves.items()):
        drawn.append(_curve(number, curve, lambda k: across(k / last)))
        drawn.append(_legend(number, name))
    return _framed(title, drawn)


def reliability(title: str, bins: Sequence[Bin]) -> str:
    """Observed against predicted shares; a circle's area grows with its number of predictions."""
    most = max((one.n for one in bins), default=1)
    ticks = [(n / 5, f"{n / 5:.1f}") for n in range(6)]
    diagonal = (
        f'<line x1="{across(0):.1f}" y1="{down(0):.1f}" x2="{across(1):.1f}" y2="{down(1):.1f}" '
        'stroke="#999" stroke-dasharray="4 4"/>'
    )
    circles = [
        f'<circle cx="{across(one.predicted):.1f}" cy="{down(one.observed):.1f}" '
        f'r="{3 + 9 * (one.n / most) ** 0.5:.1f}" fill="{COLOURS[0]}" fill-opacity="0.6">'
        f"<title>{one.n} predictions of {one.predicted:.2f}: {one.observed:.2f}</title></circle>"
        for one in bins
    ]
    return _framed(title, [_axes("predicted P(match in five)", ticks), diagonal, *circles])


def path(title: str, below: str, points: Sequence[tuple[float, Estimate, str]], marked: int) -> str:
    """Shares with their intervals at places of their own, joined in order, each with its name;
    one is marked.
    """
    longest = max((at for at, _, _ in points), default=1.0) or 1.0
    step = 10 ** max(0, len(str(int(longest))) - 1)
    step = step if longest / step >= STEPS else step / 4
    ticks = [(n * step / longest, f"{n * step:g}") for n in range(int(longest / step) + 1)]
    drawn = [_axes(below, ticks)]
    placed = [(across(at / longest), share, name) for at, share, name in points]
    joined = " ".join(f"{x:.1f},{down(share.value):.1f}" for x, share, _ in placed)
    drawn.append(f'<polyline points="{joined}" fill="none" stroke="{COLOURS[0]}"/>')
    for n, (x, share, name) in enumerate(placed):
        colour, radius = (COLOURS[1], 7) if n == marked else (COLOURS[0], 4)
        drawn.append(
            f'<line x1="{x:.1f}" y1="{down(share.low):.1f}" x2="{x:.1f}" '
            f'y2="{down(share.high):.1f}" stroke="{colour}" stroke-opacity="0.4"/>'
            f'<circle cx="{x:.1f}" cy="{down(share.value):.1f}" r="{radius}" fill="{colour}">'
            f"<title>{escape(name)}</title></circle>"
        )
    return _framed(title, drawn)


def _curve(number: int, curve: Sequence[Estimate], x: Callable[[float], float]) -> str:
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    top = [f"{x(k):.1f},{down(point.high):.1f}" for k, point in enumerate(curve)]
    foot = [f"{x(k):.1f},{down(point.low):.1f}" for k, point in enumerate(curve)]
    middle = " ".join(f"{x(k):.1f},{down(point.value):.1f}" for k, point in enumerate(curve))
    band = " ".join([*top, *reversed(foot)])
    return (
        f'<polygon points="{band}" fill="{colour}" fill-opacity="0.12"/>'
        f'<polyline points="{middle}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-dasharray="{dash}"/>'
    )


def _legend(number: int, name: str) -> str:
    y, x = TOP + 14 + 20 * number, WIDTH - RIGHT + 14
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    return (
        f'<line x1="{x}" y1="{y - 4}" x2="{x + 26}" y2="{y - 4}" stroke="{colour}" '
        f'stroke-width="2" stroke-dasharray="{dash}"/>'
        f'<text x="{x + 32}" y="{y}">{escape(name)}</text>'
    )


def _axes(below: str, ticks: Sequence[tuple[float, str]]) -> str:
    shares = [n / 5 for n in range(6)]
    grid = "".join(
        f'<line x1="{across(0):.1f}" y1="{down(s):.1f}" x2="{across(1):.1f}" y2="{down(s):.1f}" '
        f'stroke="#ddd"/><text x="{LEFT - 8}" y="{down(s) + 4:.1f}" text-anchor="end">'
        f"{s:.1f}</text>"
        for s in shares
    )
    marks = "".join(
        f'<text x="{across(at):.1f}" y="{down(0) + 16:.1f}" text-anchor="middle">{label}</text>'
        for at, label in ticks
    )
    name = (
        f'<text x="{across(0.5):.1f}" y="{HEIGHT - 6}" text-anchor="middle">{escape(below)}</text>'
    )
    return grid + marks + name


def _framed(title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title, quote=True)}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )
