"""Numbers, amounts of money, shares, measures and dates: what a text states, and whether another text states it too."""

from briefer.text.quantities.compare import states
from briefer.text.quantities.extracting import extract
from briefer.text.quantities.quantity import Bound, Kind, Quantity, When

__all__ = ["Bound", "Kind", "Quantity", "When", "extract", "states"]
