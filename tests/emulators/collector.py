"""A server on 127.0.0.1 that takes traces as LangSmith and OpenTelemetry send them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.emulators.wire import Handler, serving


@dataclass
class Collector:
    """``bodies`` are what arrived, by path; ``url`` is its address."""

    url: str = ""
    bodies: list[tuple[str, bytes]] = field(default_factory=list)

    def text(self) -> str:
        """Everything that arrived, as text."""
        return "\n".join(body.decode("utf-8", "replace") for _, body in self.bodies)


class _Handler(Handler):
    def answer(self, body: bytes) -> None:
        packed = self.headers.get("Content-Encoding") == "gzip"
        collector: Collector = self.server.state
        collector.bodies.append((self.path, gzip.decompress(body) if packed else body))
        self.say(202, {})

    def do_GET(self) -> None:
        """What LangSmith tells of itself."""
        config = {
            "use_multipart_endpoint": True, "scale_up_qsize_trigger": 1000,
            "scale_up_nthreads_limit": 1, "scale_down_nempty_trigger": 4, "size_limit": 100,
            "size_limit_bytes": 20_000_000,
        }  # fmt: skip
        self.say(200, {"version": "0.1.0", "batch_ingest_config": config})

    def do_PATCH(self) -> None:
        self.do_POST()


@contextmanager
def collector_running() -> Iterator[Collector]:
    """A running collector on a free port."""
    state = Collector()
    with serving(_Handler, state) as port:
        state.url = f"http://127.0.0.1:{port}"
        yield state
