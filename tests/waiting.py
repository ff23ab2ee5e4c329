"""Waiting for something to be so, with an end that only a broken program reaches."""

import time

import pytest

_PAUSE = 0.05  # seconds between two looks
_LOOKS = 900  # three quarters of a minute, below the limit for a whole test


def until(condition, *, tried=()):
    """Wait for something to be so, and return it.

    Args:
        condition: called until what it returns is true.
        tried: errors that only mean "not yet".
    """
    for _ in range(_LOOKS):
        try:
            if found := condition():
                return found
        except tried:
            pass
        time.sleep(_PAUSE)
    return pytest.fail("it did not come to pass")
