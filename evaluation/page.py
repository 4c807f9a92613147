"""The report as one HTML page with its plots inside."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from evaluation.measures import Estimate
from evaluation.report import GroupReport, Report
from evaluation.svg import lines, path, reliability


def page(report: Report) -> str:
    """The page; it refers to nothing outside itself."""
    text = files("evaluation").joinpath("data", "report.html.jinja").read_text(encoding="utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(text)
    plots = [_plots(group) for group in report.groups]
    return template.render(report=report, plots=plots, figure=figure)


def _plots(group: GroupReport) -> dict[str, str]:
    """SVG, whose texts are escaped where it is made."""
    curves = {name: policy.curve for name, policy in group.policies.items()}
    return {
        "curve": lines(f"hit@5 by questions, {group.name}", "questions", curves),
        "tradeoff": _tradeoff(group),
        "reliability": reliability(f"Calibration, {group.name}", group.calibration.bins),
    }


def _tradeoff(group: GroupReport) -> str:
    """hit@5 against seconds; the rule that is stored is marked."""
    points = [
        (one.seconds, one.hit, f"stops at {one.probability:.2f}: {figure(one.hit)}, "
         f"{one.questions:.1f} questions, {one.seconds:.0f} s")
        for one in group.tradeoff
    ]  # fmt: skip
    marked = next(n for n, one in enumerate(group.tradeoff) if one.stored)
    return path(f"hit@5 by seconds, {group.name}", "seconds to the five, median", points, marked)


def figure(estimate: Estimate, digits: int = 3) -> str:
    """A figure with its interval: "0.512 (0.481–0.543)"."""
    low, high = f"{estimate.low:.{digits}f}", f"{estimate.high:.{digits}f}"
    return f"{estimate.value:.{digits}f} ({low}–{high})"
