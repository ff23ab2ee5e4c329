"""briefer: one brief from many overlapping articles, every claim cited to the exact characters that back it."""

__version__ = "0.1.0"
