"""Text from a server made fit to be shown: one short line, without anything that could be a secret."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: What keys look like. A server may echo the key it refused, whole or with stars in it.
_KEY_SHAPED = re.compile(
    r"""\b(?:sk|pk|rk|gsk|xai|hf|r8|ghp|gho|glpat|xox[abprs]|AIza|AKIA)[-_][\w.*+/=-]{4,}  # a known prefix
      | \bAIza[\w-]{10,} | \bAKIA\w{12,}
      | \beyJ[\w-]{10,}\.[\w.-]+                                                          # a JSON web token
      | (?<=://)[^/\s@]+@                                                                 # user:password@ in a URL
      | \b(?:Bearer|Basic)\s+[\w.+/=~-]{6,}
      | (?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{32,}(?![\w-])                       # long, letters and digits
    """,
    re.VERBOSE,
)
_LIMIT = 300
HIDDEN = "[hidden]"


def redact(text: str, secrets: Iterable[str | None] = ()) -> str:
    """*text* as one line of at most 300 characters, with every secret replaced.

    Args:
        text: what a server said.
        secrets: our own keys, hidden by value, whatever they look like.
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, HIDDEN)
    text = _KEY_SHAPED.sub(HIDDEN, text)
    line = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())
    return line if len(line) <= _LIMIT else line[: _LIMIT - 1] + "…"
