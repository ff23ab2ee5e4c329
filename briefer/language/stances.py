"""Old names, until the last caller is moved."""

from briefer.language.compare import supposes, turns

__all__ = ["supposes", "turns"]
