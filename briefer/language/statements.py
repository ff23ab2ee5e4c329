"""Old names, until the last caller is moved."""

from briefer.language.compare import at_odds, contradict, holds, likeness, states_numbers, support
from briefer.language.informative import informative as canonical
from briefer.language.senses import senses, senses_of
from briefer.language.sentence import Sentence as Statement
from briefer.language.sentence import sentence as statement

__all__ = [
    "Statement",
    "at_odds",
    "canonical",
    "contradict",
    "holds",
    "likeness",
    "senses",
    "senses_of",
    "statement",
    "states_numbers",
    "support",
]
