"""The interview on catalogues far larger than any at hand: ``python -m evaluation.scale``."""
