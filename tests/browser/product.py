"""The product itself, as a process of its own: ``python product.py PORT DATA_DIR``.

Serves the catalogues of the database that the environment names.
"""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from core.settings import read_settings
from ui.server import create_app


def main(port: int, data_dir: Path) -> None:
    """Serve until killed."""
    settings = read_settings(data_dir=data_dir)
    uvicorn.run(create_app(settings), host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
