"""What traces may hold. LangSmith and OpenTelemetry are switched on by their own variables
(``LANGSMITH_TRACING``, ``OTEL_EXPORTER_OTLP_ENDPOINT``), and send everything that was said unless
they are kept from it: here they are, unless the settings allow words.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from core.settings import Settings

SILENCED: Mapping[str, str] = {
    "LANGSMITH_HIDE_INPUTS": "true",
    "LANGSMITH_HIDE_OUTPUTS": "true",
    "TRACELOOP_TRACE_CONTENT": "false",
    "OPENINFERENCE_HIDE_INPUTS": "true",
    "OPENINFERENCE_HIDE_OUTPUTS": "true",
    "OPENINFERENCE_HIDE_PROMPTS": "true",
    "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT": "false",
}
"""What instruments of others go by, whoever switches them on in this process."""

TOLD = re.compile(r"(?:ls|langgraph|lc)_\w+|thread_id|run_id|checkpoint_\w+|revision_id")
"""Names of what is told of a run besides: which step, which model, which conversation by its id."""

_CLASS = re.compile(r"[A-Za-z_]\w*")


def hide_words(settings: Settings) -> None:
    """Let traces hold no words from now on, where the settings do not allow them.

    Steps, times, models, errors by their class, and the ids of conversations are told.
    """
    if settings.trace_words:
        return
    os.environ.update(SILENCED)
    from langsmith.utils import tracing_is_enabled

    if not tracing_is_enabled():
        return
    from langsmith import Client, configure

    configure(
        client=Client(
            hide_inputs=True,
            hide_outputs=True,
            anonymizer=_without_words,
            omit_traced_runtime_info=True,
        )
    )


def _without_words(told: dict[str, Any]) -> dict[str, Any]:
    """What is told of a run besides its inputs and outputs: its error, or its metadata."""
    if set(told) == {"error"}:
        found = _CLASS.match(str(told["error"]))
        return {"error": found[0] if found else "Error"}
    return {name: value for name, value in told.items() if TOLD.fullmatch(name)}
