"""What the names of Bedrock's models stand for: ids, profiles, and ARNs of either."""

from __future__ import annotations

from functools import cache

from core.errors import BadSetting
from core.settings import Settings
from models.aws import aws_client

NAMED_BY = ("inference-profile", "foundation-model")
"""Resources of Bedrock whose ARN ends in the id of their model."""


def base_model(model: str, settings: Settings) -> str | None:
    """The id of the model that a name stands for; None where an ARN does not tell it."""
    if known := dict(settings.bedrock_base_models).get(model):
        return known
    if not model.startswith("arn:"):
        return model
    kind, _, id = model.split(":", 5)[-1].partition("/")
    return id if kind in NAMED_BY and id else None


def region_of(name: str) -> str | None:
    """The region that an ARN names; None for any other name."""
    return name.split(":")[3] or None if name.startswith("arn:") and name.count(":") > 4 else None


def resolved(model: str, settings: Settings) -> str:
    """The id of the model behind a name; Amazon is asked about an application's own profile.

    Raises:
        BadSetting: it cannot be told.
    """
    if base := base_model(model, settings):
        return base
    if ":application-inference-profile/" in model and (found := _asked(model, settings)):
        return found
    raise BadSetting(
        f"{model!r}: which model is it? Say so in FIRSTFIVE_BEDROCK_BASE_MODELS as ARN=MODEL-ID."
    )


@cache
def _asked(arn: str, settings: Settings) -> str | None:
    """What an application's profile stands for; None where Amazon does not tell us."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        client = aws_client("bedrock", settings, settings.answer_timeout, region_of(arn))
        told = client.get_inference_profile(inferenceProfileIdentifier=arn)
    except (BotoCoreError, ClientError):
        return None
    arns = [str(one.get("modelArn", "")) for one in told.get("models", ())]
    return next((arn.rpartition("/")[2] for arn in arns if "/" in arn), None)
