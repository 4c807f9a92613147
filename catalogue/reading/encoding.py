"""Which characters the bytes of a text file stand for."""

from __future__ import annotations

import codecs
from io import TextIOWrapper
from typing import IO

SAMPLE = 65_536
"""Bytes from which an encoding is told."""

LEAST = 0.3
"""How much a text must look like its language (0..1) before a guess beats the usual encoding."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; that of UTF-32 begins like that of UTF-16, and stands first."""


def encoding_of(sample: bytes) -> str:
    """The encoding of a text by its first bytes: by its mark, UTF-8 if it is that, else a guess.

    Characters cut off at the end of the sample do not count against UTF-8.
    """
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return _likeliest(sample)
    return "utf-8"


def _likeliest(sample: bytes) -> str:
    """UTF-8 where hardly any byte is wrong, as in a damaged file; else by the letters it gives."""
    wrong = sample.decode("utf-8", "replace").count("\ufffd")
    right = sum(byte >= 0x80 for byte in sample) - wrong
    if right > 4 * wrong:
        return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best and best.coherence >= LEAST else "cp1252"


def text_of(file: IO[bytes], sample: bytes) -> TextIOWrapper:
    """The file as text; bytes that mean nothing become lone surrogates, and their rows rejects."""
    return TextIOWrapper(file, encoding=encoding_of(sample), errors="surrogateescape", newline="")
