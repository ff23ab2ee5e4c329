"""Numbers, amounts of money, shares, measures and dates: what a text states, and whether another text states it too."""

from briefer.language.quantities.compare import states
from briefer.language.quantities.extracting import extract
from briefer.language.quantities.quantity import Bound, Kind, Quantity, When

__all__ = ["Bound", "Kind", "Quantity", "When", "extract", "states"]
