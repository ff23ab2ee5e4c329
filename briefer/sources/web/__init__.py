"""The guarded way to the web."""
