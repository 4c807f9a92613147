"""The few numbers of the belief, fitted by ``evaluation.fit`` and stored with their provenance."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from core.model import Frozen

Head = tuple[float, float, float, float]


class Parameters(Frozen):
    """Parameters of the likelihoods; natural units, all fitted together on people, with folds.

    ``beta_opening``, ``beta_text``, ``beta_rest``: log-likelihood per unit of cosine for the
    opening sentence, for free descriptions, and for the other answers' words; ``beta_words`` that
    per unit of BM25, ``beta_avoid`` what exclusions in free words cost per unit of cosine.
    ``error_click`` and ``error_said`` are how often a click and a read sentence are wrong;
    ``soften`` (0..1) is the power to which soft readings are trusted. ``spread_number`` and
    ``spread_money`` are the scales of a figure's deviation in natural logarithms, ``spread_years``
    that of a year's; ``broad`` is the share of figures that are said more loosely. ``near_bound``
    favours figures near a stated bound. ``spread_km`` is how fast closeness fades. ``tag_missing``
    is the likelihood of a tag wish for an item without the tag. ``uniform`` is the share of belief
    spread evenly. ``rejected`` is the likelihood of an item that was shown and not accepted.
    ``answer_strength`` is the d' of a free description. ``question_burden`` is what a question
    costs besides the seconds that it takes, in seconds: few long answers are preferred to many
    short ones. The interview stops at ``stop_probability``, or when no question gains
    ``stop_gain_per_second``, but not with a belief below ``stop_floor``; each answer in a row that
    told nothing makes the next question ``patience`` times dearer. ``calibration_said`` and
    ``calibration_clicked`` turn the belief's log-odds of the match in five into calibrated ones for
    people who only say and for people who click: the factor of the log-odds, and what is added at
    once, for each attribute told, and for each tenfold of items that qualify.
    """

    beta_opening: float = 10.0
    beta_text: float = 18.0
    beta_rest: float = 5.0
    beta_avoid: float = 6.0
    error_click: float = 0.03
    error_said: float = 0.10
    soften: float = 0.7
    spread_number: float = 0.15
    spread_money: float = 0.15
    broad: float = 0.3
    spread_years: float = 0.7
    near_bound: float = 0.3
    spread_km: float = 60.0
    tag_missing: float = 0.3
    uniform: float = 0.02
    beta_words: float = 0.2
    rejected: float = 0.02
    answer_strength: float = 2.2
    stop_probability: float = 0.9
    stop_gain_per_second: float = 0.0035
    stop_floor: float = 0.0
    question_burden: float = 0.0
    calibration_said: Head = (1.0, 0.0, 0.0, 0.0)
    calibration_clicked: Head = (1.0, 0.0, 0.0, 0.0)
    patience: float = 2.0
    provenance: str = "starting values"


@cache
def load_parameters() -> Parameters:
    """The parameters shipped with this version."""
    text = files("agent").joinpath("parameters.json").read_text(encoding="utf-8")
    return Parameters.model_validate(json.loads(text))
