"""What can go wrong, for the person at the keyboard.

    BrieferError                 1
      UsageError                 2   an option, a configuration or a prompt file is wrong
      NoBrief                    3   no brief could be made
        NoReadableSource         3   not one source could be read
        ModelError               3   the model gave no usable answer
          ModelUnavailable       3   it may work later (retryable)
          ReplyError             3   it answered, but not in the form asked for
          BudgetExceeded         3   the next request could cost more than allowed
      DeliveryError              4   a target did not take the message
      Locked                    75   another run holds the lock

The number is the exit code. Each error says what happened, to which file or service; `hint` says what to do.
A source that cannot be read is no error but a value (`records.Failure`): it does not stop the others.
"""

from __future__ import annotations

from typing import ClassVar


class BrieferError(Exception):
    """Anything that ends a run for a reason that a person can act on.

    Args:
        message: what happened, to which file or service.
        hint: what to do about it, or an empty string.
    """

    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(BrieferError):
    """An option, a configuration or a prompt file is wrong."""

    exit_code = 2


class NoBrief(BrieferError):
    """No brief could be made."""

    exit_code = 3


class NoReadableSource(NoBrief):
    """Not one of the sources could be read."""


class ModelError(NoBrief):
    """The model gave no usable answer."""


class ModelUnavailable(ModelError):
    """The model's server is down, busy or slow: a later try may work."""

    retryable = True


class ReplyError(ModelError):
    """The model answered, but not in the form that was asked for."""


class BudgetExceeded(ModelError):
    """The next request could cost more than the person allowed."""


class DeliveryError(BrieferError):
    """A target did not take the message."""

    exit_code = 4


class Locked(BrieferError):
    """Another run holds the lock."""

    exit_code = 75
