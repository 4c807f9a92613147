"""A failure as one friendly sentence."""

from __future__ import annotations

from core.errors import (
    CatalogueMissing,
    DatabaseUnavailable,
    EncoderUnavailable,
    InvalidMessage,
    MessageTooLong,
    Overloaded,
    SignInNeeded,
    TooManyRequests,
    TurnRunning,
    TurnStopped,
)

SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (SignInNeeded, "sorry_signed_out"),
    (TurnRunning, "sorry_running"),
    (TurnStopped, "stopped"),
    (TooManyRequests, "sorry_many"),
    (Overloaded, "sorry_busy"),
    (MessageTooLong, "sorry_long"),
    (InvalidMessage, "sorry_invalid"),
    (DatabaseUnavailable, "sorry_down"),
    (CatalogueMissing, "sorry_down"),
    (EncoderUnavailable, "sorry_down"),
)
FINAL = (MessageTooLong, InvalidMessage, SignInNeeded)


def apology(error: Exception) -> str:
    """The key, among the interface words, of the sentence for this failure."""
    return next((key for kind, key in SENTENCES if isinstance(error, kind)), "sorry")


def worth_repeating(error: Exception) -> bool:
    """Whether the same message may succeed later."""
    return not isinstance(error, FINAL)
