"""Every error FirstFive raises on purpose. The class docstring is the message a person reads."""

from __future__ import annotations


class FirstFiveError(Exception):
    """Something went wrong."""

    status = 500

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        headline = (type(self).__doc__ or "").strip().splitlines()[0]
        super().__init__(f"{headline} {detail}".strip())


class BadSetting(FirstFiveError):
    """A setting cannot be used."""


class DatabaseUnavailable(FirstFiveError):
    """The database cannot be reached."""

    status = 503


class DatabaseNewer(FirstFiveError):
    """A newer version of FirstFive has changed this database."""

    status = 503


class BackupFailed(FirstFiveError):
    """The backup could not be made."""


class BadBackup(FirstFiveError):
    """This file is no backup that can be restored; nothing was changed."""


class RestoreRefused(FirstFiveError):
    """Nothing was restored and nothing was changed."""


class CatalogueMissing(FirstFiveError):
    """This catalogue has not been ingested yet."""

    status = 503


class BadSource(FirstFiveError):
    """The source cannot be read."""


class IngestRunning(FirstFiveError):
    """Another ingest of this catalogue is running."""

    status = 409


class EngineUnavailable(FirstFiveError):
    """This engine cannot be used."""


class BadPack(FirstFiveError):
    """The domain pack is not valid."""


class UnknownPack(FirstFiveError):
    """There is no such domain pack."""

    status = 422


class UnknownConversation(FirstFiveError):
    """There is no such conversation."""

    status = 404


class UnknownItem(FirstFiveError):
    """There is no such item."""

    status = 404


class InvalidMessage(FirstFiveError):
    """The message cannot be used."""

    status = 422


class NotShown(InvalidMessage):
    """This item was not shown in this conversation."""


class MessageTooLong(FirstFiveError):
    """The message is too long."""

    status = 413


class TurnRunning(FirstFiveError):
    """The previous message is still being answered."""

    status = 409


class TurnStopped(FirstFiveError):
    """This message was stopped before it was answered; nothing of it counts."""

    status = 409


class Claimed(FirstFiveError):
    """Somebody else is reading this conversation."""

    status = 409


class TooManyRequests(FirstFiveError):
    """Too many requests; please wait a moment."""

    status = 429

    def __init__(self, detail: str = "", retry_after: float = 1.0) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Overloaded(FirstFiveError):
    """More people are talking than can be answered; please try again in a moment."""

    status = 503


class EncoderUnavailable(FirstFiveError):
    """The text encoder cannot be loaded."""

    status = 503


class EncoderMismatch(FirstFiveError):
    """These embeddings do not go together."""

    status = 503


class UnknownSet(FirstFiveError):
    """There is no such embedding set."""

    status = 404


class UnknownPrompt(FirstFiveError):
    """There is no such prompt."""

    status = 404


class ModelFailed(FirstFiveError):
    """The language model did not give a usable answer."""


class CannotListen(FirstFiveError):
    """FirstFive cannot listen there."""


class BadPassword(FirstFiveError):
    """This password cannot be used."""


class UserExists(FirstFiveError):
    """This name cannot be given to a user."""


class CannotLink(FirstFiveError):
    """This user cannot be linked to that subject."""


class UnknownUser(FirstFiveError):
    """There is no such user."""


class SignInNeeded(FirstFiveError):
    """Please sign in."""

    status = 401


class BadCases(FirstFiveError):
    """The file of labelled utterances cannot be used."""
