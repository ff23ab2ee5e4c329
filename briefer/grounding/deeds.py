"""Old names, until the last caller is moved."""

from briefer.language import compare
from briefer.language.sentence import sentence


def differ(one: str, others: list[str]) -> bool:
    """As `compare.differ`, of texts."""
    return compare.differ(sentence(one), [sentence(other) for other in others])
