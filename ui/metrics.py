"""Figures for Prometheus, kept per application."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.model_metrics import ModelMetrics

METHODS = {"GET", "HEAD", "POST", "DELETE", "OPTIONS"}
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counters of one application; names begin with ``firstfive_``."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "firstfive_http_requests", "HTTP requests answered.",
            ["method", "route", "status"], registry=self.registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "firstfive_http_request_seconds", "Seconds to answer an HTTP request.",
            ["route"], buckets=SECONDS, registry=self.registry,
        )  # fmt: skip
        self.conversations = Counter(
            "firstfive_conversations", "Conversations begun.", ["domain"], registry=self.registry
        )
        self.turns = Counter(
            "firstfive_turns", "Turns answered, by kind of reply.", ["kind"], registry=self.registry
        )
        self.feedback = Counter(
            "firstfive_feedback", "Feedback given.", ["verdict"], registry=self.registry
        )
        self.refused = Counter(
            "firstfive_refused", "Requests over a limit.", ["limit"], registry=self.registry
        )

        self.models = ModelMetrics(self.registry)

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)


class Measured:
    """Counts and times the requests that pass, by route, never by id or words."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        begun = time.perf_counter()
        try:
            await self._app(scope, receive, watched)
        finally:
            route = route_of(scope)
            method = scope["method"] if scope["method"] in METHODS else "other"
            self._metrics.requests.labels(method, route, str(status)).inc()
            self._metrics.seconds.labels(route).observe(time.perf_counter() - begun)


def route_of(scope: Scope) -> str:
    """The path template that answered, ``/chat`` or ``other``: few values, and no ids in them."""
    route = scope.get("route")
    if path := getattr(route, "path", None):
        return str(path)
    return "/chat" if scope["path"].startswith("/chat") else "other"
