"""Characters that cannot be seen, as case files write them."""

import re

_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|([nrt]))")
_NAMED = {"n": "\n", "r": "\r", "t": "\t"}


def meant(written):
    r"""A text of a case file with `\n`, `\r`, `\t`, `\uXXXX` and `\UXXXXXXXX` carried out."""
    return _ESCAPE.sub(lambda m: _NAMED[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), written)
