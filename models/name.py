"""Names of models as settings write them: ``provider:model``, several separated by commas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from core.errors import BadSetting
from core.settings import Settings
from models.call import Job

JOBS: Mapping[Job, tuple[str, ...]] = {
    "listen": ("listen_model", "chat_model"),
    "explain": ("explain_model", "chat_model"),
    "word": ("word_model",),
    "judge": ("judge_model",),
    "extract": ("extract_model",),
}
"""The settings that name a job's models, the first one that is set counts."""

CALLING: tuple[Job, ...] = ("explain",)
"""Jobs that only a model with tools can do."""


class ModelName(NamedTuple):
    """A provider and its name of the model."""

    provider: str
    model: str

    def __str__(self) -> str:
        return f"{self.provider}:{self.model}"


def models_of(settings: Settings, job: Job) -> tuple[ModelName, ...]:
    """The models of a job in the order they are tried; none where nothing names any.

    Raises:
        BadSetting: a name is not ``provider:model``, or the provider cannot do the job.
    """
    for field in JOBS[job]:
        if value := getattr(settings, field):
            return tuple(_parsed(part, job, f"FIRSTFIVE_{field.upper()}") for part in _cut(value))
    return ()


def _cut(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _parsed(part: str, job: Job, setting: str) -> ModelName:
    provider, _, model = part.partition(":")
    if not provider or not model:
        raise BadSetting(f"{setting} = {part!r}: write provider:model, e.g. openai:NAME.")
    if provider == "sagemaker" and job in CALLING:
        raise BadSetting(
            f"{setting} = {part!r}: SageMaker endpoints cannot call tools, which answering needs; "
            "they can be used in FIRSTFIVE_LISTEN_MODEL, _WORD_MODEL, _JUDGE_MODEL and "
            "_EXTRACT_MODEL, and FIRSTFIVE_EMBEDDINGS."
        )
    return ModelName(provider, model)
