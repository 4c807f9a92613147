"""The product itself, as a process of its own: ``python product.py PORT DATA_DIR``.

Serves a part of the shipped catalogue, which is ingested when the data folder is new.
"""

from __future__ import annotations

import asyncio
import sys
from importlib.resources import files
from pathlib import Path

import uvicorn

from core.settings import Settings, read_settings
from ui.ingesting import ingest_pack
from ui.server import create_app

ITEMS = 30


def ingest_some(settings: Settings) -> None:
    """Ingest the first items of the shipped catalogue."""
    source = settings.data_dir / "some.jsonl"
    if not source.exists():
        shipped = files("domains").joinpath("businesses", "listings.jsonl")
        source.write_text("\n".join(shipped.read_text("utf-8").splitlines()[:ITEMS]), "utf-8")
        asyncio.run(ingest_pack(settings, "businesses", str(source)))


def main(port: int, data_dir: Path) -> None:
    """Serve until killed."""
    settings = read_settings(data_dir=data_dir)
    ingest_some(settings)
    uvicorn.run(create_app(settings), host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
