"""briefer: one brief from many overlapping articles, every claim cited to the exact characters that back it.

>>> import briefer
>>> briefer.locate("It paid $14.3 billion for 49 %.", "paid $14.3 billion for 49 %").start
3
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefer.app.checking import verify
    from briefer.app.library import brief
    from briefer.checks import check
    from briefer.grounding.locate import locate
    from briefer.stories import near_duplicates

__version__ = "0.1.0"
__all__ = ["__version__", "brief", "check", "locate", "near_duplicates", "verify"]

#: Where each public name lives; imported at first use, so that `import briefer` costs nothing.
_HOMES = {
    "brief": "briefer.app.library",
    "verify": "briefer.app.checking",
    "check": "briefer.checks",
    "locate": "briefer.grounding.locate",
    "near_duplicates": "briefer.stories",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'briefer' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
