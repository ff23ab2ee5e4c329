"""Quotes to citations: located exactly, or not at all."""
