"""Every failure the rest of the program may meet.

* HeliuError              what happened, in words an agent can act on
  + Offline               the server cannot be reached; try again later
    - Untrusted           the server was reached but its certificate is not trusted
    - NotHeliu            something answered, but it is not a Heliu server
    - Busy                the server asks to be left alone for a while
  + LoginExpired          the session is over; the agent must log in again
  + LoginRefused          wrong name or password, or too many attempts
  + Forbidden             this role may not do that
  + Refused               the server or a rule understood and said no
    - SendingClosed       the platform's window or quota forbids a message now
    - TooLarge            more at once than the server takes
    - TooManyPins         the top of the list is full
    - BadInput            what was typed, dropped or imported cannot be used; the detail says why
  + Conflict              somebody else changed the same text first
  + StoreDamaged          the local file cannot be read or written
    - StoreTooNew         the local file was written by a newer Heliu
    - KeyMissing          the local file exists but its key is not in the keychain
    - DiskFull            nothing can be written any more
  + NotWritable           nothing can be kept in the data folder
  + BadConfiguration      a setting or credential is missing or wrong
    - NoKeychain          this computer has no keychain: the agent must say where the key may live
  + ChannelError          a WeChat platform said no
    - ChannelBusy         ... for now: the same call may be tried again
    - ChannelUnknown      ... nothing: the outcome of the call is not known
"""

from __future__ import annotations

from typing import ClassVar

from app.phrases import phrase


class HeliuError(Exception):
    """A failure with a title for the notice, maybe what an agent can do about it, and maybe a detail for the log.

    ``detail`` may carry numbers, paths and reasons, never a customer's words.
    """

    title: ClassVar[str] = phrase("Errors", "Something went wrong")
    advice: ClassVar[str] = ""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or self.title)
        self.detail = detail


class Offline(HeliuError):
    """The server cannot be reached; what was done stays here and goes out later."""

    title = phrase("Errors", "No connection to the server")


class Untrusted(Offline):
    """The server's certificate is not signed by an authority this computer trusts."""

    title = phrase("Errors", "The server's certificate is not trusted")


class NotHeliu(Offline):
    """Something answered at the address, but it does not speak our protocol."""

    title = phrase("Errors", "There is no Heliu server at this address")


class Busy(Offline):
    """The server is overloaded or in trouble.

    ``retry_after`` is how many seconds it asks for (0: it did not say). ``stumbled``: it fell over this very request
    rather than over its load, so that the same request may fail for ever.
    """

    title = phrase("Errors", "The server is busy")

    def __init__(self, detail: str = "", *, retry_after: float = 0.0, stumbled: bool = False) -> None:
        super().__init__(detail)
        self.retry_after, self.stumbled = retry_after, stumbled


class LoginExpired(HeliuError):
    """The refresh token was used up or revoked."""

    title = phrase("Errors", "Please log in again")


class LoginRefused(HeliuError):
    """The name or the password is wrong, or there were too many attempts."""

    title = phrase("Errors", "The login was refused")


class Forbidden(HeliuError):
    """The agent's role or scopes do not allow this."""

    title = phrase("Errors", "You are not allowed to do this")


class Refused(HeliuError):
    """Understood, and declined."""

    title = phrase("Errors", "The server did not accept this")


class SendingClosed(Refused):
    """The platform's window is closed or its quota is used up."""

    title = phrase("Errors", "No message can be sent in this conversation now")


class TooLarge(Refused):
    """More at once than the server takes; a batch can be split, a file cannot."""

    title = phrase("Errors", "This is too large")


class TooManyPins(Refused):
    """The top of the list is full; one must come down before another goes up."""

    title = phrase("Errors", "No more conversations can be pinned")


class BadInput(Refused):
    """What was typed, dropped or imported cannot be used."""

    title = phrase("Errors", "This cannot be used")


class Conflict(HeliuError):
    """Somebody else changed the same text first; both are kept."""

    title = phrase("Errors", "This was changed by someone else")


class StoreDamaged(HeliuError):
    """The local file cannot be read or written."""

    title = phrase("Errors", "The local data cannot be read")
    advice = phrase("Errors", "Close Heliu and start it again: it saves what can be saved.")


class StoreTooNew(StoreDamaged):
    """The local file was written by a newer Heliu."""

    title = phrase("Errors", "The local data belongs to a newer Heliu")


class KeyMissing(StoreDamaged):
    """The local file is there, its key is not: never make a new one over it."""

    title = phrase("Errors", "The key of the local data is not in the keychain")


class DiskFull(StoreDamaged):
    """Nothing can be written any more."""

    title = phrase("Errors", "The disk is full")
    advice = phrase("Errors", "Free some space, then do it again. What could not be kept stands where you wrote it.")


class NotWritable(HeliuError):
    """Nothing can be kept in the data folder: it is somebody else's, or no folder."""

    title = phrase("Errors", "Heliu may not write into its data folder")


class BadConfiguration(HeliuError):
    """A setting, a credential or an address is missing or malformed."""

    title = phrase("Errors", "A setting is missing or wrong")


class NoKeychain(BadConfiguration):
    """There is no keychain: the key may live in memory until the program ends, or in a file if the agent consents."""

    title = phrase("Errors", "This computer has no keychain")


class ChannelError(HeliuError):
    """A WeChat platform refused a call.

    ``code`` is the platform's ``errcode`` (0 when there is none).
    """

    title = phrase("Errors", "WeChat did not accept this")

    def __init__(self, detail: str = "", *, code: int = 0) -> None:
        super().__init__(detail)
        self.code = code


class ChannelBusy(ChannelError):
    """The platform is busy, a limit is reached or the line failed before the call was made: try again later."""

    title = phrase("Errors", "WeChat is busy")


class ChannelUnknown(ChannelError):
    """The call may or may not have been carried out: the answer was lost."""

    title = phrase("Errors", "WeChat did not answer")
