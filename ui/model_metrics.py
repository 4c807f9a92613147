"""Figures of language models for Prometheus: calls, tokens, money, time."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram

from models.call import Call

SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 30)


class ModelMetrics:
    """The counters of one application. Models are named as the settings name them."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.calls = Counter(
            "firstfive_model_calls", "Calls of language models, also those that were not made.",
            ["job", "model", "outcome"], registry=registry,
        )  # fmt: skip
        self.tokens = Counter(
            "firstfive_model_tokens", "Tokens as providers counted them.",
            ["model", "direction"], registry=registry,
        )  # fmt: skip
        self.cost = Counter(
            "firstfive_model_cost_usd", "US dollars of calls whose cost is known.",
            ["model"], registry=registry,
        )  # fmt: skip
        self.unknown = Counter(
            "firstfive_model_cost_unknown", "Calls whose cost is not known.",
            ["model"], registry=registry,
        )  # fmt: skip
        self.retries = Counter(
            "firstfive_model_retries", "Attempts after the first one of a call.",
            ["model"], registry=registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "firstfive_model_seconds", "Seconds of a call that was made, with its retries.",
            ["job", "model"], buckets=SECONDS, registry=registry,
        )  # fmt: skip

    def called(self, call: Call) -> None:
        """Count a call."""
        self.calls.labels(call.job, call.model, call.outcome).inc()
        if not call.made:
            return
        self.seconds.labels(call.job, call.model).observe(call.milliseconds / 1000)
        self.retries.labels(call.model).inc(max(0, call.attempts - 1))
        if call.tokens:
            self.tokens.labels(call.model, "in").inc(call.tokens.input)
            self.tokens.labels(call.model, "out").inc(call.tokens.output)
        if call.cost_usd is None:
            self.unknown.labels(call.model).inc()
        else:
            self.cost.labels(call.model).inc(call.cost_usd)
